//! Chains inside one article: a surname joins the full name, an acronym what it stands for, a people or capital its state.

use crate::detect::Draft;
use crate::document::Document;
use crate::gazetteer::{Gazetteer, Known, Role};
use crate::names::{compare_persons, kebab, skeleton};
use crate::{Label, Mention};
use parallax_core::Span;
use parallax_text::{Gap, Token, among, fold, key};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Chain name and the reason, where the words alone do not give it.
type Link = (String, Option<String>);

/// The mentions of an article with their chains.
pub(crate) fn link(text: &str, tokens: &[Token], found: &Document) -> Vec<Mention> {
    let linker = Linker { text, tokens, lists: Gazetteer::shared() };
    let mut links: Vec<Option<Link>> = vec![None; found.drafts.len()];
    linker.persons(&found.drafts, &mut links);
    linker.organisations(found, &mut links);
    let mut out = Vec::with_capacity(found.drafts.len());
    for (draft, link) in found.drafts.iter().zip(links) {
        let known = linker.known(draft);
        let metonym =
            known.is_some_and(|k| k.role == Role::Seat || k.role == Role::Capital && linker.for_government(draft));
        let (chain, link) = link.unwrap_or_else(|| match known {
            Some(k) if k.role == Role::Capital && !metonym => (linker.plain(draft), None),
            Some(k) if metonym => {
                (format!("={}", k.id), Some(format!("{} stands for the government", linker.words(draft))))
            }
            Some(k) if !k.id.is_empty() => (format!("={}", k.id), None),
            _ => (linker.plain(draft), None),
        });
        let title = draft.title.map(|(a, b)| tokens[a].span().cover(tokens[b - 1].span()));
        out.push(Mention { span: linker.span(draft), label: draft.label, chain, metonym, title, why: draft.why, link });
    }
    out
}

struct Linker<'t> {
    text: &'t str,
    tokens: &'t [Token],
    lists: &'static Gazetteer,
}

impl Linker<'_> {
    fn span(&self, d: &Draft) -> Span {
        self.tokens[d.from].span().cover(self.tokens[d.to - 1].span())
    }

    fn words(&self, d: &Draft) -> &str {
        self.span(d).of(self.text)
    }

    /// What the lists say of exactly these words.
    fn known(&self, d: &Draft) -> Option<&'static Known> {
        let exact = || {
            self.lists
                .names
                .at(&self.tokens[..d.to], d.from)
                .filter(|(len, k)| d.from + len == d.to && k.label == d.label)
                .map(|(_, k)| k)
        };
        d.known.or_else(|| if d.label == Label::Person { None } else { exact() })
    }

    fn plain(&self, d: &Draft) -> String {
        format!("{:?}:{}", d.label, kebab(self.words(d))).to_lowercase()
    }

    // ---- persons

    fn persons(&self, drafts: &[Draft], links: &mut [Option<Link>]) {
        let mut order: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].label == Label::Person).collect();
        order.sort_by_key(|i| (std::cmp::Reverse(drafts[*i].to - drafts[*i].from), drafts[*i].from));
        // Full names with their chain and the tokens at which they stand.
        let mut people: Vec<(Vec<&str>, String, Vec<usize>)> = Vec::new();
        // People by each word of their name, and by the consonants of the last: only these can be meant.
        let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for i in order {
            let d = &drafts[i];
            let words: Vec<&str> =
                self.tokens[d.from..d.to].iter().filter(|t| t.is_word()).map(|t| t.of(self.text)).collect();
            let name = self.words(d);
            let mut fits: Vec<(usize, String)> = Vec::new();
            let sounds = words.last().map(|w| format!("~{}", skeleton(w)));
            let mut candidates: Vec<usize> = words
                .iter()
                .map(|w| fold(w))
                .chain(sounds.clone())
                .filter_map(|w| by_word.get(&w))
                .flatten()
                .copied()
                .collect();
            candidates.sort_unstable();
            candidates.dedup();
            for n in candidates {
                let other = &people[n].0;
                if words.len() > 1 {
                    let alike = compare_persons(&words, other);
                    // An article spells a person one way: another spelling of the surname is another person.
                    let surname = |w: &[&str]| w.last().map(|w| fold(w));
                    let shared = other.iter().any(|w| Some(fold(w)) == surname(&words))
                        || words.iter().any(|w| Some(fold(w)) == surname(other));
                    if alike.same && alike.score >= 0.85 && shared {
                        fits.push((n, alike.why));
                    }
                } else if let Some(why) = part_of(words.first().copied().unwrap_or(""), other) {
                    fits.push((n, format!("{why} of {}", other.join(" "))));
                }
            }
            let place = d.from;
            let nearest = fits.iter().filter_map(|(n, why)| {
                let at = people[*n].2.iter().filter(|p| **p <= place).max()?;
                Some((at, *n, why.clone()))
            });
            let chosen = match &fits[..] {
                [] => None,
                [(n, why)] => Some((*n, why.clone())),
                // Two people of one surname: the one spoken of last.
                _ => nearest.max().map(|(_, n, why)| (n, format!("{why}, the one spoken of last"))),
            };
            match chosen {
                Some((n, why)) => {
                    people[n].2.push(place);
                    let same = fold(name) == fold(&people[n].0.join(" "));
                    links[i] = Some((people[n].1.clone(), (!same).then_some(why)));
                }
                None => {
                    let chain = format!("person:{}", kebab(name));
                    links[i] = Some((chain.clone(), None));
                    let keys = words.iter().map(|w| fold(w)).chain(sounds);
                    keys.for_each(|w| by_word.entry(w).or_default().push(people.len()));
                    people.push((words, chain, vec![place]));
                }
            }
        }
    }

    // ---- organisations

    fn organisations(&self, found: &Document, links: &mut [Option<Link>]) {
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
            let telling =
                content.len() > 1 || word.len() > 4 && !self.lists.countries.contains_key(&key(word)) && begins;
            if let (true, Some((chain, _))) = (telling, &links[*full]) {
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
            let known = self
                .known(&drafts[*acronym])
                .filter(|k| self.lists.shown.get(k.id).is_some_and(|shown| telling(shown)));
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

    /// Whether a capital's name means the government: not where a place word leads to it, or it stands in an address.
    fn for_government(&self, d: &Draft) -> bool {
        let word = |i: Option<usize>| i.and_then(|i| self.tokens.get(i)).map_or("", |t| t.of(self.text));
        let before = fold(word(d.from.checked_sub(1)));
        let moves = (d.from.saturating_sub(4)..d.from).any(|i| {
            let w = fold(self.tokens[i].of(self.text));
            MOVES.iter().any(|m| w.starts_with(m))
        });
        let place = among(BEFORE_PLACES, &before);
        // "in Kurchatov, Moscow" is an address, "Likewise, Moscow" is none.
        let opens = |i: usize| i == 0 || self.tokens[i].gap == Gap::Line || self.tokens[i - 1].is(self.text, ".");
        let comma = before == "," && d.from >= 2 && (!self.tokens[d.from - 2].capital() || opens(d.from - 2));
        let after = word(Some(d.to));
        let dateline = matches!(after, "(" | "—" | "–")
            || after == ","
                && self.tokens.get(d.to + 1).is_some_and(|t| {
                    crate::words::months().contains(&t.key) || self.lists.countries.contains_key(&t.key)
                });
        (!place || comma) && !moves && !dateline
    }
}

/// How words begin that speak of a way or a town, not of a government.
const MOVES: [&str; 17] = [
    "flew", "fly", "travel", "arriv", "drove", "went", "return", "trip", "visit", "flight", "road", "train", "km",
    "mile", "kilomet", "capital", "city",
];

/// What stands before a capital's name where it is a place.
const BEFORE_PLACES: &str = "in at near around outside across through into downtown central over inside , of eastern \
    western northern southern";

const COMPANY_FORMS: [&str; 14] =
    ["inc", "ltd", "llc", "corp", "plc", "co", "gmbh", "ag", "sa", "spa", "nv", "ab", "limited", "incorporated"];

/// How a single word can be part of a full name.
fn part_of(word: &str, full: &[&str]) -> Option<&'static str> {
    let w = fold(word);
    let (first, rest) = full.split_first()?;
    if rest.iter().any(|r| fold(r) == w) {
        return Some("surname");
    }
    if rest.is_empty() {
        return (fold(first) == w).then_some("the name");
    }
    if fold(first) == w {
        return Some("given name");
    }
    let last = rest.last()?;
    let alike = w.len() >= 5 && skeleton(&w) == skeleton(last) && w.chars().next() == fold(last).chars().next();
    alike.then_some("surname, spelt otherwise,")
}

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
