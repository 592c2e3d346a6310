//! Names by rules and lists: sentence by sentence, then by what the whole article knows of a name (a surname introduced in full,
//! an acronym spelt out, a word also written small).
//!
//! ```text
//! scan (a sentence) ── detect ──┬── organisation (head nouns)
//!                               ├── forms (designations, citations, capitals in a row)
//!                               └── words (what is no name, what leads to one)
//! ```

mod detect;
mod forms;
mod organisation;
mod scan;
mod words;

pub(crate) use scan::{CITED, Draft, PINNED, Sure};
pub(crate) use words::{function_words, months, speech};

use crate::Label;
use crate::gazetteer::Gazetteer;
use parallax_text::{Gap, Sentence, Token};
use rustc_hash::{FxHashMap, FxHashSet};
use scan::Scan;
use std::collections::BTreeMap;

/// What the rules alone make of an article.
pub(crate) struct Rules {
    /// Drafts in order, none over another.
    pub drafts: Vec<Draft>,
    /// Tokens at which acronyms and the names they were introduced for begin.
    pub acronyms: Vec<(usize, usize)>,
    /// Of each sentence: whether most of its words have a capital.
    pub title_case: Vec<bool>,
}

impl Rules {
    pub(crate) fn new(text: &str, sentences: &[Sentence], tokens: &[Token]) -> Rules {
        let lists = Gazetteer::shared();
        let scans: Vec<Scan<'_>> = sentences.iter().map(|s| scan(text, s, tokens, lists)).collect();
        let mut drafts: Vec<Draft> = scans.iter().flat_map(Scan::drafts).collect();
        let acronyms = spell_out_acronyms(text, sentences, tokens, &mut drafts);
        let seen = Seen::new(tokens, &drafts);
        drafts.retain_mut(|d| seen.settle(d, tokens, lists));
        complete_at_start(&scans, &mut drafts);
        seen.add_known_again(&scans, &mut drafts);
        drafts.sort_by_key(|d| (d.from, std::cmp::Reverse(d.to)));
        let mut end = 0;
        drafts.retain(|d| {
            let apart = d.from >= end;
            end = end.max(d.to);
            apart
        });
        let title_case = scans.iter().map(|s| s.title_case).collect();
        Rules { drafts, acronyms, title_case }
    }
}

fn scan<'t>(text: &'t str, sentence: &Sentence, tokens: &'t [Token], lists: &'static Gazetteer) -> Scan<'t> {
    let range = sentence.range();
    let words = || tokens[range.clone()].iter().filter(|t| t.is_word() && t.span().len() > 3);
    let capitals = words().filter(|t| t.capital()).count();
    let title_case = words().count() >= 3 && capitals * 10 >= words().count() * 7 && range.len() >= 5;
    Scan { text, tokens: &tokens[..range.end], start: range.start, title_case, lists }
}

/// "North Atlantic Treaty Organization (NATO)": the capitals before the bracket, from the one that the acronym begins with.
/// The full name becomes one draft. Returns the token of each acronym and of its full name.
fn spell_out_acronyms(
    text: &str,
    sentences: &[Sentence],
    tokens: &[Token],
    drafts: &mut Vec<Draft>,
) -> Vec<(usize, usize)> {
    let mut defined = Vec::new();
    for sentence in sentences {
        let range = sentence.range();
        for open in range.clone().filter(|i| tokens[*i].is(text, "(")) {
            let Some(acronym) = tokens.get(open + 1).filter(|t| t.all_capitals() && t.span().len() <= 8) else {
                continue;
            };
            if !tokens.get(open + 2).is_some_and(|t| matches!(t.of(text), ")" | "," | ";")) {
                continue;
            }
            // Initials say where the name begins; an acronym of another language's words follows a name with a head noun.
            let by_initials = full_name(text, &tokens[range.start..open], acronym.of(text)).map(|i| range.start + i);
            let by_head = || {
                drafts
                    .iter()
                    .find(|d| d.to == open && d.label == Label::Org && d.to - d.from > 1 && d.sure >= Sure::Likely)
                    .map(|d| d.from)
            };
            let Some(from) = by_initials.or_else(by_head) else { continue };
            let label = drafts.iter().find(|d| d.from == from && d.to == open).map_or(Label::Org, |d| d.label);
            drafts.retain(|d| d.to <= from || d.from >= open);
            let full = Draft {
                from,
                to: open,
                label,
                sure: Sure::Certain,
                known: None,
                why: "an acronym is introduced for it",
                title: None,
            };
            drafts.push(full);
            drafts.retain(|d| d.from != open + 1);
            drafts.push(Draft {
                from: open + 1,
                to: open + 2,
                label,
                sure: Sure::Certain,
                known: None,
                why: "introduced as an acronym",
                title: None,
            });
            defined.push((open + 1, from));
        }
    }
    defined
}

/// Where the name begins whose initials hold the acronym's letters in order, its first letter first.
fn full_name(text: &str, before: &[Token], acronym: &str) -> Option<usize> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_uppercase()).collect();
    let small = |t: &Token| matches!(t.of(text), "of" | "the" | "and" | "for" | "on" | "&" | "in" | "to" | "de" | "-");
    for start in (before.len().saturating_sub(16)..before.len()).rev() {
        let token = &before[start];
        if !(token.capital() || small(token))
            || token.gap == Gap::Line
                && start + 1 < before.len()
                && before[start + 1..].iter().any(|t| t.gap == Gap::Line)
        {
            return None;
        }
        if !token.capital() || token.of(text).chars().next() != letters.first().copied() {
            continue;
        }
        let mut wanted = letters.iter();
        let mut next = wanted.next();
        for t in &before[start..] {
            let first = t.of(text).chars().next();
            // A small word counts only where its letter stands in the acronym as it is written.
            let counts = !small(t) || first.is_some_and(|c| letters.contains(&c));
            if counts && next.copied() == first.map(|c| c.to_ascii_uppercase()) {
                next = wanted.next();
            }
        }
        let words = before[start..].iter().filter(|t| t.capital()).count();
        if next.is_none() && words >= 2 {
            return Some(start);
        }
    }
    None
}

/// "Civic Hearth won": where the first word of a sentence might be any word, a name that stands in full elsewhere in the
/// article is taken whole.
fn complete_at_start(scans: &[Scan<'_>], drafts: &mut Vec<Draft>) {
    let Some(tokens) = scans.last().map(|s| s.tokens) else { return };
    let keys = |from: usize, to: usize| tokens[from..to].iter().map(|t| t.key).collect::<Vec<u64>>();
    let long = drafts.iter().filter(|d| (2..=5).contains(&(d.to - d.from)) && d.label != Label::Norp);
    let names: FxHashMap<Vec<u64>, (Label, Sure)> = long.map(|d| (keys(d.from, d.to), (d.label, d.sure))).collect();
    for scan in scans {
        let (start, end) = (scan.start, scan.tokens.len());
        let found =
            (2..=5).rev().filter(|n| start + n <= end).find_map(|n| Some((n, *names.get(&keys(start, start + n))?)));
        let Some((n, (label, sure))) = found.filter(|_| tokens[start].capital()) else { continue };
        if drafts.iter().any(|d| d.from == start) {
            continue;
        }
        drafts.retain(|d| d.to <= start || d.from >= start + n);
        drafts.push(Draft {
            from: start,
            to: start + n,
            label,
            sure,
            known: None,
            why: "as elsewhere in the article",
            title: None,
        });
    }
}

/// What the article as a whole shows of its names.
struct Seen {
    /// Words that are also written small, inside sentences.
    small: FxHashSet<u64>,
    /// Last words of persons given with more than their surname.
    surnames: FxHashSet<u64>,
    /// Labels of names for which something speaks, by their tokens' keys.
    firm: FxHashMap<Vec<u64>, Label>,
    /// Votes of guesses.
    guesses: FxHashMap<Vec<u64>, BTreeMap<Label, usize>>,
}

impl Seen {
    fn new(tokens: &[Token], drafts: &[Draft]) -> Seen {
        let small = tokens.iter().filter(|t| t.is_word() && !t.capital()).map(|t| t.key).collect();
        let (mut surnames, mut firm, mut guesses) =
            (FxHashSet::default(), FxHashMap::default(), FxHashMap::<Vec<u64>, BTreeMap<Label, usize>>::default());
        for d in drafts {
            let keys: Vec<u64> = tokens[d.from..d.to].iter().map(|t| t.key).collect();
            if d.sure >= Sure::Likely {
                if d.label == Label::Person && (d.to - d.from > 1 || d.title.is_some()) {
                    surnames.insert(keys[keys.len() - 1]);
                }
                firm.entry(keys).or_insert(d.label);
            } else if d.sure == Sure::Guess {
                // A guess at a full name still tells that its last word alone, later on, is the same person.
                if d.label == Label::Person && d.to - d.from > 1 {
                    surnames.insert(keys[keys.len() - 1]);
                }
                *guesses.entry(keys).or_default().entry(d.label).or_default() += 1;
            }
        }
        Seen { small, surnames, firm, guesses }
    }

    /// Gives an unsure draft its label from elsewhere in the article; false where it is no name after all.
    fn settle(&self, d: &mut Draft, tokens: &[Token], lists: &Gazetteer) -> bool {
        if d.sure >= Sure::Likely {
            return true;
        }
        let keys: Vec<u64> = tokens[d.from..d.to].iter().map(|t| t.key).collect();
        let single = keys.len() == 1;
        if single && self.surnames.contains(&keys[0]) {
            (d.label, d.sure, d.why) = (Label::Person, Sure::Likely, "a surname that the article gives in full");
            return true;
        }
        if let Some(label) = self.firm.get(&keys) {
            (d.label, d.sure, d.why) = (*label, Sure::Likely, "as elsewhere in the article");
            return true;
        }
        if single && (self.small.contains(&keys[0]) || lists.common.contains(&keys[0])) {
            return false;
        }
        let votes = self.guesses.get(&keys);
        if d.sure == Sure::Hardly && votes.is_none() {
            return lists.surnames.contains(&keys[0]) && lists.is_given(keys[0]) && d.label == Label::Person;
        }
        let most = votes.into_iter().flatten().max_by_key(|(label, n)| (**n, std::cmp::Reverse(**label)));
        if let Some((label, n)) = most
            && (*n > 1 || d.sure == Sure::Hardly)
        {
            (d.label, d.why) = (*label, "as mostly in the article");
        }
        true
    }

    /// Names that the article knows, where the sentence alone did not show them (headlines, starts of sentences).
    fn add_known_again(&self, scans: &[Scan<'_>], drafts: &mut Vec<Draft>) {
        let mut taken: FxHashSet<usize> = drafts.iter().flat_map(|d| d.from..d.to).collect();
        for scan in scans {
            for at in scan.start..scan.tokens.len() {
                let token = &scan.tokens[at];
                if !token.capital() || taken.contains(&at) || months().contains(&token.key) || !scan.name_word(at) {
                    continue;
                }
                let person = self.surnames.contains(&token.key).then_some(Label::Person);
                let label = person
                    .or_else(|| self.firm.get(&vec![token.key]).copied().filter(|_| !self.small.contains(&token.key)));
                if let Some(label) = label {
                    let full = at > scan.start
                        && !taken.contains(&(at - 1))
                        && scan.lists.is_given(scan.tokens[at - 1].key)
                        && label == Label::Person
                        && scan.tokens[at - 1].capital();
                    let from = if full { at - 1 } else { at };
                    taken.insert(at);
                    drafts.push(Draft {
                        from,
                        to: at + 1,
                        label,
                        sure: Sure::Likely,
                        known: None,
                        why: "as elsewhere in the article",
                        title: None,
                    });
                }
            }
        }
    }
}
