//! Any two names: one or two, with a score and the parts that decided it.

use super::align::{How, Pair};
use super::evidence::{Evidence, evidence};
use super::parts::kind_of;
use super::{Likeness, Trees};
use crate::exp;
use serde::Deserialize;
use std::sync::OnceLock;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A company, agency or other body; ships too.
    Organization,
}

/// Whether `a` and `b` can name one person or body. Without a kind, legal forms and head nouns tell which it is.
pub fn compare_names(a: &str, b: &str, kind: Option<Kind>) -> Likeness {
    if a.len().max(b.len()) > LONGEST {
        let why = format!("longer than any name ({LONGEST} bytes)");
        return Likeness { same: false, score: 0.0, why };
    }
    let evidence = evidence(a, b, kind.unwrap_or_else(|| kind_of_pair(a, b)));
    let sum = trees().map_or(0, |t| t.sum(&evidence.values));
    Likeness { same: sum > 0, score: chance(sum), why: why(&evidence) }
}

/// What two names are taken for: persons, unless the words of one say otherwise.
pub fn kind_of_pair(a: &str, b: &str) -> Kind {
    match (kind_of(a), kind_of(b)) {
        (Kind::Person, Kind::Person) => Kind::Person,
        _ => Kind::Organization,
    }
}

/// Longer texts are no names, and comparing them would cost what no name is worth.
const LONGEST: usize = 400;

fn trees() -> Option<&'static Trees> {
    static TREES: OnceLock<Option<Trees>> = OnceLock::new();
    TREES.get_or_init(|| Trees::parse(include_str!("../../model/names.txt"))).as_ref()
}

/// From thousandths of the logarithm of the odds to a chance of two digits.
fn chance(sum: i32) -> f64 {
    (100.0 / (1.0 + exp(f64::from(-sum) / 1000.0))).round() / 100.0
}

/// The pairs of parts, then what is left over.
fn why(e: &Evidence) -> String {
    let mut pairs: Vec<&Pair> = e.pairs.iter().filter(|p| e.a.parts[p.a].weight > 0.2).collect();
    pairs.sort_by_key(|p| p.a);
    let mut out: Vec<String> = Vec::new();
    for p in &pairs {
        let (x, y) = (&e.a.parts[p.a].written, &e.b.parts[p.b].written);
        out.push(match p.how {
            How::Same => format!("same {x}"),
            How::Forms => format!("{x} and {y} are forms of one given name"),
            How::Sound => format!("{x} and {y} sound alike"),
            How::Consonants => format!("{x} and {y} have the same consonants"),
            How::Initial => format!("{x} and {y}: an initial"),
            How::Short => format!("{x} and {y}: one begins the other"),
            How::Letters => format!("{x} and {y} share letters only"),
        });
    }
    let left = |parts: &[super::parts::Part], used: &dyn Fn(usize) -> bool| {
        let rest = (0..parts.len()).filter(|i| parts[*i].weight > 0.2 && !used(*i));
        rest.map(|i| parts[i].written.as_str()).collect::<Vec<_>>().join(" ")
    };
    let rest_a = left(&e.a.parts, &|i| e.pairs.iter().any(|p| p.a == i));
    let rest_b = left(&e.b.parts, &|i| e.pairs.iter().any(|p| p.b == i));
    match (rest_a.is_empty(), rest_b.is_empty()) {
        (true, true) => {}
        (false, false) => out.push(format!("{rest_a} and {rest_b} differ")),
        (false, true) => out.push(format!("{rest_a} stands only in the first")),
        (true, false) => out.push(format!("{rest_b} stands only in the second")),
    }
    if e.a.branch != e.b.branch {
        out.push("another branch".into());
    }
    let forms = |f: &[&str]| f.join(", ");
    if !e.a.forms.is_empty() && !e.b.forms.is_empty() && !e.a.forms.iter().any(|f| e.b.forms.contains(f)) {
        out.push(format!("legal forms differ ({}; {})", forms(&e.a.forms), forms(&e.b.forms)));
    }
    if out.is_empty() { "nothing to compare".into() } else { out.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_of_this_build_is_read() {
        assert!(trees().is_some());
        assert_eq!((chance(0), chance(2000), chance(-9000)), (0.5, 0.88, 0.0));
    }

    #[test]
    fn a_text_is_no_name() {
        let text = "Ana ".repeat(200_000);
        assert!(!compare_names(&text, &text, None).same);
    }
}
