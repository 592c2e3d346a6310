//! Chains of organisations and the like: short forms, acronyms, the words that tell one from another.

use super::{Link, Linker};
use crate::Label;
use crate::document::Document;
use crate::gazetteer::Role;
use crate::names::kebab;
use crate::rules::Draft;
use parallax_text::{fold, key};
use std::collections::BTreeMap;

impl Linker<'_> {
    pub(super) fn organisations(&self, found: &Document, links: &mut [Option<Link>]) {
        let drafts = &found.drafts;
        let is = |d: &Draft| matches!(d.label, Label::Org | Label::Fac | Label::Event | Label::Law);
        let mut contents: Vec<(usize, Vec<String>)> = Vec::new();
        for (i, d) in drafts.iter().enumerate().filter(|(_, d)| is(d)) {
            let content = self.content(d);
            // A ministry goes by its words: the list has only some of the ways to write one.
            if self.known(d).is_some() && !content.iter().any(|w| w == "ministry") {
                continue;
            }
            links[i] = Some((format!("{:?}:{}", d.label, content.join("-")).to_lowercase(), None));
            contents.push((i, content));
        }
        // "General Staff" after "General Staff of the Ukrainian Armed Forces": the only longer name that holds its words.
        let unique: BTreeMap<&[String], usize> =
            contents.iter().rev().map(|(i, content)| (content.as_slice(), *i)).collect();
        let mut short: BTreeMap<&[String], Link> = BTreeMap::new();
        for (content, i) in &unique {
            let mut longer = unique
                .iter()
                .filter(|(other, _)| other.len() > content.len() && content.iter().all(|w| other.contains(w)));
            let (Some((_, full)), None) = (longer.next(), longer.next()) else { continue };
            // A single word is a short form only if the longer name begins with it ("Corella" for "Corella Mutual").
            let begins = fold(self.words(&drafts[*full])).starts_with(&fold(self.words(&drafts[*i])));
            let word = &content[0];
            let telling = content.len() > 1 || word.len() > 4 && !self.lists.country(key(word)) && begins;
            let parted = self.decisions.part(self.words(&drafts[*i]), self.words(&drafts[*full]));
            if let (true, Some((chain, _))) = (telling && !parted, &links[*full]) {
                short.insert(content, (chain.clone(), Some(format!("short for {}", self.words(&drafts[*full])))));
            }
        }
        for (i, content) in &contents {
            if let Some(link) = short.get(content.as_slice()) {
                links[*i] = Some(link.clone());
            }
        }
        let mut spelt: BTreeMap<String, Link> = BTreeMap::new();
        for (acronym, full) in &found.acronyms {
            if self.decisions.part(self.words(&drafts[*acronym]), self.words(&drafts[*full])) {
                continue;
            }
            let chain = match (&links[*full], self.known(&drafts[*full])) {
                (_, Some(k)) if !k.id.is_empty() => format!("={}", k.id),
                (Some((chain, _)), _) => chain.clone(),
                _ => self.plain(&drafts[*full]),
            };
            let why = format!("introduced as the acronym of {}", self.words(&drafts[*full]));
            // The article's own words beat the list: there CAS may be a club, not the court of sport, unless the full name says so.
            let telling = |shown: &str| {
                let full = fold(self.words(&drafts[*full]));
                fold(shown).split(' ').any(|w| w.len() > 3 && full.contains(w))
            };
            let known = self.known(&drafts[*acronym]).filter(|k| self.lists.shown(k.id).is_some_and(telling));
            let chain = known.map_or(chain, |k| format!("={}", k.id));
            links[*full] = Some((chain.clone(), links[*full].take().and_then(|l| l.1)));
            spelt.insert(self.words(&drafts[*acronym]).to_string(), (chain, Some(why)));
        }
        for (i, d) in drafts.iter().enumerate() {
            let words = self.words(d);
            if let Some(link) = spelt.get(words) {
                links[i] = Some(link.clone());
            } else if d.to - d.from == 1
                && self.tokens[d.from].all_capitals()
                && self.known(d).is_none()
                && words.len() >= 3
            {
                let same: Vec<_> = spelt.iter().filter(|(other, _)| sorted(other) == sorted(words)).collect();
                if let [(other, (chain, _))] = same[..] {
                    links[i] =
                        Some((chain.clone(), Some(format!("the letters of {other} in the order of another language"))));
                }
            }
        }
    }

    /// The words that tell an organisation from others: states by their id, function words left out, sorted.
    fn content(&self, d: &Draft) -> Vec<String> {
        let mut out = Vec::new();
        let mut at = d.from;
        while at < d.to {
            let state = self
                .lists
                .names
                .at(&self.tokens[..d.to], at)
                .filter(|(_, k)| matches!(k.role, Role::Country | Role::People));
            if let Some((len, known)) = state {
                out.push(known.id.replace('-', ""));
                at += len;
                continue;
            }
            let word = fold(self.tokens[at].of(self.text));
            at += 1;
            // "Inc.", "plc": the form of a company is no part of its name.
            if at == d.to && at > d.from + 1 && COMPANY_FORMS.contains(&word.trim_end_matches('.')) {
                continue;
            }
            if !self.tokens[at - 1].is_word()
                || matches!(word.as_str(), "of" | "the" | "and" | "for" | "on" | "in" | "to" | "de")
            {
                continue;
            }
            out.push(american(&word));
        }
        if out.is_empty() {
            out.push(kebab(self.words(d)));
        }
        out.sort();
        out.dedup();
        out
    }
}

const COMPANY_FORMS: [&str; 14] =
    ["inc", "ltd", "llc", "corp", "plc", "co", "gmbh", "ag", "sa", "spa", "nv", "ab", "limited", "incorporated"];

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// One spelling for words that British and American English write differently.
fn american(word: &str) -> String {
    match word {
        "defence" => "defense".into(),
        "centre" => "center".into(),
        "labour" => "labor".into(),
        "organisation" => "organization".into(),
        "programme" => "program".into(),
        "harbour" => "harbor".into(),
        _ => word.to_string(),
    }
}
