//! Persons of different articles: full names by their likeness, short ones where one person alone can be meant.

use super::{Given, Names};
use crate::names::{compare_persons, given_keys, skeleton};
use std::collections::{BTreeMap, BTreeSet};

/// With so many others of one given name a name is compared at most.
const NEAR: usize = 200;
/// So many others of one surname are named at most.
const LISTED: usize = 8;

impl Names<'_> {
    pub(super) fn join_persons(&mut self) {
        // A second surname may be left out, so a name of three words stands in two blocks.
        let mut blocks = self.blocks("person:", |n| n.words().last().map(|w| skeleton(w)).unwrap_or_default());
        for (chain, node) in self.nodes.iter().filter(|(c, n)| c.starts_with("person:") && n.words().len() >= 3) {
            let words = node.words();
            blocks.entry(skeleton(words[words.len() - 2])).or_default().push(chain.clone());
        }
        for members in blocks.into_values().filter(|m| m.len() > 1) {
            self.join_full_names(&self.of_rank(&members, Given::Full));
            for rank in [Given::Initial, Given::Surname] {
                for short in self.of_rank(&members, rank) {
                    self.join_short_name(&short, rank, &members);
                }
            }
            if self.of_rank(&members, Given::Full).is_empty() {
                self.join_bare_surnames(&members);
            }
        }
    }

    fn of_rank(&self, members: &[String], rank: Given) -> Vec<String> {
        members.iter().filter(|c| self.nodes[*c].given() == rank).cloned().collect()
    }

    /// Joins full names of one surname whose given names can be one. Only names that share a sound or a form of the given
    /// name are compared, so that a surname of thousands costs no more than its names.
    fn join_full_names(&mut self, full: &[String]) {
        let mut by_given: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for chain in full {
            for k in given_keys(&self.nodes[chain].words()) {
                by_given.entry(k).or_default().push(chain);
            }
        }
        let mut seen: BTreeSet<(&String, &String)> = BTreeSet::new();
        for members in by_given.values() {
            for (i, a) in members.iter().enumerate() {
                for b in members[i + 1..].iter().take(NEAR).filter(|b| seen.insert((*a, **b))) {
                    let alike = compare_persons(&self.nodes[*a].words(), &self.nodes[*b].words());
                    if alike.same && alike.score >= 0.9 && self.in_one_article(a, b) {
                        self.keep_apart(a, b, "one article has both spellings");
                    } else if alike.same && alike.score >= 0.9 {
                        self.join(a, b, alike.why);
                    }
                }
            }
        }
        self.tell_apart(full);
    }

    /// Writes down who else has the surname: of each the few that most articles name.
    fn tell_apart(&mut self, full: &[String]) {
        let mut roots: Vec<String> = full.iter().map(|c| self.root(c)).collect();
        roots.sort_by_key(|r| (std::cmp::Reverse(self.nodes[r].reach.len()), r.clone()));
        roots.dedup();
        for (i, a) in roots.iter().enumerate() {
            for b in roots.iter().take(LISTED.min(i)) {
                let alike = compare_persons(&self.nodes[a].words(), &self.nodes[b].words());
                if !alike.same && alike.score > 0.2 {
                    self.keep_apart(a, b, &alike.why);
                }
            }
        }
    }

    /// Joins an initial with a surname, or a bare surname, to a longer name where one person alone can be meant.
    fn join_short_name(&mut self, short: &str, rank: Given, members: &[String]) {
        let fits: Vec<(String, String)> = members
            .iter()
            .filter(|c| self.nodes[*c].given() > rank)
            .map(|c| (c, compare_persons(&self.nodes[short].words(), &self.nodes[c].words())))
            .filter(|(_, alike)| alike.same)
            .map(|(c, alike)| (self.root(c), alike.why))
            .collect();
        // Whoever is named in full in most articles is meant where no one else comes near.
        let reach: BTreeMap<&str, usize> =
            fits.iter().map(|(root, _)| (root.as_str(), self.nodes[root].reach.len())).collect();
        let mut roots: Vec<(&str, usize)> = reach.into_iter().collect();
        roots.sort_by_key(|(root, n)| (std::cmp::Reverse(*n), *root));
        // It was joined already, by a person's decision or by another of its names.
        let own = self.root(short);
        if roots.iter().any(|(root, _)| *root == own) {
            return;
        }
        let why = |root: &str| fits.iter().find(|(r, _)| r == root).map_or("", |(_, why)| why.as_str());
        match roots[..] {
            [] => {}
            [(one, _)] => self.join(short, one, format!("{}; the only one of that name in this run", why(one))),
            [(one, n), (_, next), ..] if n >= 3 && n > 2 * next => {
                let reason = format!("{}; named in full in {n} articles, the next of that name in {next}", why(one));
                self.join(short, one, reason);
            }
            _ => roots
                .iter()
                .take(LISTED)
                .for_each(|(root, _)| self.keep_apart(short, root, "several people have this surname")),
        }
    }

    /// Bare surnames of one skeleton with nobody in full.
    fn join_bare_surnames(&mut self, members: &[String]) {
        let bare: Vec<String> =
            self.of_rank(members, Given::Surname).into_iter().filter(|c| self.nodes[c].joined.is_none()).collect();
        for pair in bare.windows(2) {
            let alike = compare_persons(&self.nodes[&pair[0]].words(), &self.nodes[&pair[1]].words());
            if alike.same {
                self.join(&pair[0], &pair[1], alike.why);
            }
        }
    }

    /// An article spells a person one way: where it has both full names, they are two people. (The chains of one article
    /// are joined by `chain` already where one name is short for the other.)
    fn in_one_article(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        a != b && !self.nodes[&a].reach.is_disjoint(&self.nodes[&b].reach)
    }
}
