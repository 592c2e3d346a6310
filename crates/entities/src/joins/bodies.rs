//! Organisations of different articles: acronyms that one spells out, first words of a longer name, spellings.

use super::Names;
use crate::gazetteer::Gazetteer;
use crate::names::skeleton;
use parallax_text::{fold, key};
use std::collections::{BTreeMap, BTreeSet};

impl Names<'_> {
    pub(super) fn join_organisations(&mut self) {
        // An acronym that only another article spells out.
        let mut spelt: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (chain, node) in &self.nodes {
            for s in node.spellings.keys().filter(|s| is_acronym(s)) {
                if node.spellings.keys().any(|full| full.contains(' ')) {
                    spelt.entry(s.clone()).or_default().push(chain.clone());
                }
            }
        }
        let alone: Vec<(String, String)> = self
            .nodes
            .iter()
            .filter_map(|(c, n)| {
                let [only] = n.spellings.keys().collect::<Vec<_>>()[..] else { return None };
                (is_acronym(only) && !c.starts_with('=')).then(|| (c.clone(), only.clone()))
            })
            .collect();
        for (chain, acronym) in alone {
            if let Some([full]) = spelt.get(&acronym).map(Vec::as_slice) {
                let name = self.nodes[full].name().to_string();
                self.join(&chain, full, format!("acronym that another article introduces for {name}"));
            }
        }
        self.join_same_letters();
        self.join_short_forms();
        // Spellings of one name.
        let blocks = self.blocks("org:", |n| n.words().iter().map(|w| skeleton(w)).collect::<Vec<_>>().join(" "));
        for members in blocks.into_values().filter(|m| m.len() > 1) {
            for pair in members.windows(2) {
                let (a, b) = (self.nodes[&pair[0]].name().to_string(), self.nodes[&pair[1]].name().to_string());
                let near = rapidfuzz::distance::jaro_winkler::similarity(a.chars(), b.chars());
                if near > 0.88 && !is_acronym(&a) && !is_acronym(&b) {
                    self.join(&pair[0], &pair[1], format!("{a} and {b} have the same consonants"));
                }
            }
        }
    }

    /// "BitternCrew" and "Bittern Crew": the same letters, parted otherwise.
    fn join_same_letters(&mut self) {
        let letters = |n: &super::Node| -> String { fold(n.name()).chars().filter(|c| c.is_alphanumeric()).collect() };
        for members in self.blocks("org:", letters).into_values().filter(|m| m.len() > 1) {
            for pair in members.windows(2) {
                let (a, b) = (self.nodes[&pair[0]].name().to_string(), self.nodes[&pair[1]].name().to_string());
                self.join(&pair[0], &pair[1], format!("{a} and {b} have the same letters"));
            }
        }
    }

    /// "Corella" and "Corella Mutual" for "Corella Mutual Insurance": the first words of one longer name alone in the run.
    fn join_short_forms(&mut self) {
        let mut names: Vec<(String, Vec<String>)> = self
            .nodes
            .iter()
            .filter(|(c, n)| c.starts_with("org:") && !is_acronym(n.name()))
            .map(|(c, n)| (c.clone(), fold(n.name()).split(' ').map(String::from).collect()))
            .collect();
        // The longest first, so that a short form of two forms of one name finds them joined.
        names.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.cmp(b)));
        let mut by_first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, (_, words)) in names.iter().enumerate() {
            by_first.entry(&words[0]).or_default().push(i);
        }
        for (i, (short, words)) in names.iter().enumerate() {
            let longer = by_first[words[0].as_str()]
                .iter()
                .filter(|j| **j != i && names[**j].1.len() > words.len() && names[**j].1.starts_with(words));
            let roots: BTreeSet<String> =
                longer.map(|j| self.root(&names[*j].0)).filter(|r| *r != self.root(short)).collect();
            let telling = words.len() > 1
                || words[0].len() > 4
                    && !Gazetteer::shared().common.contains(&key(&words[0]))
                    && !Gazetteer::shared().country(key(&words[0]));
            if let (true, Some(root), 1) = (telling, roots.first(), roots.len()) {
                let name = self.nodes[root].name().to_string();
                self.join(short, root, format!("the first words of {name}, the only such name in this run"));
            }
        }
    }
}

fn is_acronym(s: &str) -> bool {
    s.len() >= 2 && s.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) && s.chars().any(char::is_alphabetic)
}
