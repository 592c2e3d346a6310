//! Names that only their form gives away: designations, citations, addresses, acronyms, capitals in a row.

use super::scan::{BROKEN, CITED, Draft, Scan, Sure};
use super::words::{is_roman, months, speech};
use crate::Label;
use parallax_text::{Gap, TokenKind, among};

/// Last parts of addresses that articles cite.
const DOMAIN_ENDINGS: &str = "com org net gov info ua ru by kz uk de pl io tv eu co ge cl au us edu int";

impl Scan<'_> {
    /// "Tu-22M3", "F-16", "C-130J": letters, a hyphen, digits, all in one.
    pub(crate) fn designation(&self, at: usize) -> Option<usize> {
        let letters = self.tokens[at].span().len() <= 6 && self.tokens[at].kind == TokenKind::Word;
        let digits = self.tokens.get(at + 2).is_some_and(|t| t.gap == Gap::None && t.kind == TokenKind::Number);
        if !letters || !self.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.is(self.text, "-")) || !digits {
            return None;
        }
        if matches!(self.lists.names.by_key(self.tokens[at].key), Some(k) if k.label != Label::Product)
            || self.lists.common.contains(&self.tokens[at].key)
        {
            return None;
        }
        let mut to = at + 3;
        while self.tokens.get(to).is_some_and(|t| t.gap == Gap::None && t.is_word()) {
            to += 1;
        }
        // "Covid-19", "Article-5": a word of more than three letters that is no short form of a maker.
        let short = self.tokens[at].span().len() <= 3 || self.tokens[at].all_capitals();
        (short && !self.tokens[at].of(self.text).eq_ignore_ascii_case("covid")).then_some(to)
    }

    /// "(Steppe Daily, October 31)", "(see Wire, August 17; Gov. kz, October 13)": who is cited.
    pub(crate) fn citation(&self, at: usize) -> Option<Draft> {
        let before = at.checked_sub(1).filter(|b| *b >= self.start)?;
        let opens = match self.tokens[before].of(self.text) {
            "(" => true,
            ";" => {
                self.tokens[self.start..before].iter().rev().take(30).any(|t| t.is(self.text, "("))
                    && !self.tokens[self.start..before]
                        .iter()
                        .rev()
                        .take_while(|t| !t.is(self.text, "("))
                        .any(|t| t.is(self.text, ")"))
            }
            "see" | "also" | "via" => {
                before > self.start && matches!(self.tokens[before - 1].of(self.text), "(" | ";" | "see")
            }
            _ => false,
        };
        if !opens || !self.tokens[at].capital() {
            return None;
        }
        let comma = (at + 1..self.tokens.len().min(at + 8))
            .find(|i| matches!(self.tokens[*i].of(self.text), "," | ")" | "("))?;
        let date = self.tokens.get(comma + 1)?;
        let dated =
            self.tokens[comma].of(self.text) == "," && (months().contains(&date.key) || date.kind == TokenKind::Number);
        dated.then_some(Draft {
            from: at,
            to: comma,
            label: Label::Org,
            sure: Sure::Certain,
            known: None,
            why: CITED,
            title: None,
        })
    }

    /// A name of which only the form is known.
    pub(crate) fn unknown(&self, at: usize) -> Option<Draft> {
        let draft = |to, label, sure, why| Some(Draft { from: at, to, label, sure, known: None, why, title: None });
        if let Some(to) = self.broken_domain(at) {
            return draft(to, Label::Org, Sure::Certain, BROKEN);
        }
        let to = self.run_end(at);
        let token = &self.tokens[at];
        let word = self.lists.common.contains(&token.key) || months().contains(&token.key);
        let single = to - at == 1;
        if single && token.all_capitals() && (2..=7).contains(&token.span().len()) && !is_roman(token.of(self.text)) {
            return (!word || !self.opens(at)).then(|| draft(to, Label::Org, Sure::Likely, "an acronym")).flatten();
        }
        // "Commenting Friday …": a word with a capital because it opens the sentence, then a name.
        if single && (word || self.initial(at)) || self.opens(at) && word {
            return None;
        }
        let sure = if self.opens(at) && single { Sure::Hardly } else { Sure::Guess };
        let speaks = self.tokens.get(to).is_some_and(|t| speech().by_key(t.key).is_some());
        let name = (at..to)
            .any(|i| self.lists.is_given(self.tokens[i].key) || self.lists.surnames.contains(&self.tokens[i].key));
        let common = |i: usize| self.lists.common.contains(&self.tokens[i].key);
        let the = at > self.start && self.tokens[at - 1].of(self.text).eq_ignore_ascii_case("the");
        let (label, why) = match () {
            () if speaks && !the => (Label::Person, "a verb of speech after it"),
            () if self.after_place_word(at) && single => (Label::Gpe, "a place word before it"),
            () if name && !the => (Label::Person, "its words are personal names"),
            () if !single && !the && !(at..to).any(common) && to - at <= 3 => {
                (Label::Person, "two capitals and no other sign")
            }
            () => (Label::Org, "capitals and no other sign"),
        };
        draft(to, label, sure, why)
    }

    /// "Harbourpost. com", "Mod. gov. kz": a capital, full stops, endings of addresses.
    fn broken_domain(&self, at: usize) -> Option<usize> {
        let ending = |i: usize| among(DOMAIN_ENDINGS, self.tokens[i].of(self.text).trim_end_matches('.'));
        let dot = |i: usize| self.tokens.get(i).is_some_and(|t| t.gap == Gap::None && t.is(self.text, "."));
        let small = |i: usize| self.tokens.get(i).is_some_and(|t| !t.capital());
        // An ending; or a part with one more behind it: between "gov" and "ua" the tokenizer may have joined the full
        // stop to the word.
        let part = |i: usize| small(i) && (ending(i) || self.tokens[i].is_word() && dot(i + 1));
        let mut to = at + 1;
        while dot(to) && part(to + 1) {
            to += 2;
        }
        let after = self.tokens.get(to).map_or("", |t| t.of(self.text));
        let ends_here = matches!(after, "" | "," | ")" | ":" | ";" | "." | "’s" | "'s");
        // "He left. By then": "by" and "us" are words, so something other than a word must follow.
        let word = matches!(self.tokens[to - 1].of(self.text), "by" | "us" | "co" | "de");
        (to > at + 1 && ending(to - 1) && (ends_here || !word)).then_some(to)
    }
}
