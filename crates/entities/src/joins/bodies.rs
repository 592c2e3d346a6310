//! Organisations of different articles: acronyms that one spells out, first words of a longer name, spellings.

use super::Names;
use crate::gazetteer::Gazetteer;
use crate::names::skeleton;
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
                self.join(&chain, &full.clone(), format!("acronym that another article introduces for {name}"));
            }
        }
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

    /// "Corella" and "Corella Mutual" for "Corella Mutual Insurance": the first words of one longer name alone in the run.
    fn join_short_forms(&mut self) {
        let names: Vec<(String, Vec<String>)> = self
            .nodes
            .iter()
            .filter(|(c, n)| c.starts_with("org:") && !is_acronym(n.name()))
            .map(|(c, n)| (c.clone(), parallax_text::fold(n.name()).split(' ').map(String::from).collect()))
            .collect();
        let mut by_first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, (_, words)) in names.iter().enumerate() {
            by_first.entry(&words[0]).or_default().push(i);
        }
        let mut found = Vec::new();
        for (i, (short, words)) in names.iter().enumerate() {
            let longer = by_first[words[0].as_str()]
                .iter()
                .filter(|j| **j != i && names[**j].1.len() > words.len() && names[**j].1.starts_with(words));
            let roots: BTreeSet<String> =
                longer.map(|j| self.root(&names[*j].0)).filter(|r| *r != self.root(short)).collect();
            let telling = words.len() > 1
                || words[0].len() > 4
                    && !Gazetteer::shared().common.contains(&parallax_text::key(&words[0]))
                    && !Gazetteer::shared().country(parallax_text::key(&words[0]));
            // Of several longer names the shortest is meant only if the others are longer forms of it in their turn.
            if let (true, Some(root)) = (telling, roots.iter().next().filter(|_| roots.len() == 1)) {
                found.push((short.clone(), root.clone()));
            }
        }
        for (short, root) in found {
            let name = self.nodes[&root].name().to_string();
            self.join(&short, &root, format!("the first words of {name}, the only such name in this run"));
        }
    }
}

fn is_acronym(s: &str) -> bool {
    s.len() >= 2 && s.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) && s.chars().any(char::is_alphabetic)
}
