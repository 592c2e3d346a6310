//! A name of the run: its spellings, the articles it stands in, and whom it was joined to or kept apart from.

use crate::Label;
use std::collections::{BTreeMap, BTreeSet};

/// How often a spelling stands, and why it belongs to its chain where its words alone do not say so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub articles: usize,
    pub times: usize,
    pub why: Option<String>,
}

/// How much of a person a name gives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Given {
    /// The surname alone.
    Surname,
    /// An initial and the surname.
    Initial,
    /// A given name and the surname.
    Full,
}

/// A chain name with all articles that have it, and the cluster it went to.
pub(super) struct Node {
    pub label: Label,
    pub spellings: BTreeMap<String, Count>,
    pub articles: Vec<String>,
    /// Articles of the whole cluster, where this node stands for one.
    pub reach: BTreeSet<String>,
    /// Groups of `different` and places in them of the whole cluster, where this node stands for one.
    pub parted: BTreeSet<(usize, usize)>,
    /// Another node that this one was joined to, with the reason.
    pub joined: Option<(String, String)>,
    /// Chains that are others, with the reason.
    pub kept_apart: Vec<(String, String)>,
    /// The spelling that stands for it, once all are counted.
    name: String,
}

impl Node {
    pub fn new(label: Label) -> Node {
        Node {
            label,
            spellings: BTreeMap::new(),
            articles: Vec::new(),
            reach: BTreeSet::new(),
            parted: BTreeSet::new(),
            joined: None,
            kept_apart: Vec::new(),
            name: String::new(),
        }
    }

    pub fn count(&mut self, spelling: &str, more: &Count) {
        match self.spellings.get_mut(spelling) {
            Some(count) => {
                count.articles += more.articles;
                count.times += more.times;
                if count.why.is_none() {
                    count.why.clone_from(&more.why);
                }
            }
            None => {
                self.spellings.insert(spelling.to_string(), more.clone());
            }
        }
    }

    /// Chooses the spelling that stands for it: no short form of another, of several words, then in most articles, most
    /// often, with its marks, shortest, first by letters.
    pub fn choose_name(&mut self) {
        let rank = |(s, count): &(&'_ String, &Count)| {
            (
                // Names in capitals throughout stand in headlines.
                !s.contains(char::is_whitespace) || s.contains(char::is_lowercase),
                count.why.is_none(),
                s.trim().contains(char::is_whitespace),
                count.articles,
                count.times,
                // Who leaves marks out knows less: "Begona", "Begoña".
                s.contains(|c| matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ')),
                std::cmp::Reverse(s.len()),
            )
        };
        // Of equals the first by letters: the map is sorted, and the last of equals wins.
        let best = self.spellings.iter().rev().max_by_key(rank);
        self.name = best.map_or(String::new(), |(s, _)| s.clone());
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn words(&self) -> Vec<&str> {
        self.name.split([' ', '\u{a0}', '-']).filter(|w| !w.is_empty()).collect()
    }

    pub fn given(&self) -> Given {
        match self.words()[..] {
            [] | [_] => Given::Surname,
            [first, ..] if first.trim_end_matches('.').chars().count() == 1 => Given::Initial,
            _ => Given::Full,
        }
    }
}
