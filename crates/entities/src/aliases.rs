//! A person's hand over the rules: names that are one, names that are not, how an actor is shown, what a name is.

use crate::Label;
use parallax_text::fold;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What somebody decided about names, as `aliases.toml` holds it. Names are compared without case and accents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Aliases {
    /// Names that mean one actor.
    pub same: Vec<Group>,
    /// Names of which no two mean one actor.
    pub different: Vec<Group>,
    /// Under which name an actor is shown; its id is made from that name.
    pub rename: Vec<Rename>,
    /// What a name is, wherever it stands with a capital.
    pub label: Vec<Relabel>,
}

/// Some names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Two names or more, as articles write them.
    pub names: Vec<String>,
}

/// A new name for an actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// Any of its names, as articles write it.
    pub name: String,
    /// The name to show.
    pub to: String,
}

/// A label for a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relabel {
    /// The name.
    pub name: String,
    /// What it is.
    pub label: Label,
}

/// The reason that stands wherever a decision was followed.
pub(crate) const DECIDED: &str = "decided in aliases.toml";

/// Names looked up in the decisions.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    /// Folded name: numbers of the groups of `same` that hold it.
    same: BTreeMap<String, Vec<usize>>,
    /// Folded name: number of a group of `different`, and its place in it.
    different: BTreeMap<String, Vec<(usize, usize)>>,
    rename: BTreeMap<String, String>,
}

impl Decisions {
    pub(crate) fn new(aliases: &Aliases) -> Decisions {
        let mut out = Decisions::default();
        for (n, group) in aliases.same.iter().enumerate() {
            group.names.iter().for_each(|name| out.same.entry(fold(name)).or_default().push(n));
        }
        for (n, group) in aliases.different.iter().enumerate() {
            for (place, name) in group.names.iter().enumerate() {
                out.different.entry(fold(name)).or_default().push((n, place));
            }
        }
        out.rename = aliases.rename.iter().map(|r| (fold(&r.name), r.to.clone())).collect();
        out
    }

    /// Groups of names that are one to which a name belongs.
    pub(crate) fn same(&self, name: &str) -> &[usize] {
        if self.same.is_empty() { &[] } else { self.same.get(&fold(name)).map_or(&[], Vec::as_slice) }
    }

    /// Groups of names that are not one, with the name's place in each.
    pub(crate) fn different(&self, name: &str) -> &[(usize, usize)] {
        if self.different.is_empty() { &[] } else { self.different.get(&fold(name)).map_or(&[], Vec::as_slice) }
    }

    /// Whether two names are decided to be two.
    pub(crate) fn part(&self, a: &str, b: &str) -> bool {
        let b = self.different(b);
        !b.is_empty() && self.different(a).iter().any(|(g, place)| b.iter().any(|(h, other)| g == h && place != other))
    }

    /// The name under which to show whoever has this one.
    pub(crate) fn rename(&self, name: &str) -> Option<&str> {
        if self.rename.is_empty() { None } else { self.rename.get(&fold(name)).map(String::as_str) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_know_names_in_any_case() {
        let group = |names: &[&str]| Group { names: names.iter().map(ToString::to_string).collect() };
        let aliases = Aliases {
            same: vec![group(&["Bodo Krane", "B. Crane"])],
            different: vec![group(&["Ida Holm", "Ina Holm"])],
            ..Aliases::default()
        };
        let decisions = Decisions::new(&aliases);
        assert_eq!(decisions.same("BODO KRANE"), [0]);
        assert!(decisions.part("Ida Holm", "ina holm") && !decisions.part("Ida Holm", "Ida Holm"));
        assert_eq!(decisions.rename("Ida Holm"), None);
    }
}
