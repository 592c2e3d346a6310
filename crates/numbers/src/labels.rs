//! Numbers that are no figures: designations, labels, list numbers, idioms; and what makes a bare number count after all.

use crate::counted;
use crate::extract::Scan;
use parallax_text::{Gap, Token, TokenKind, among};

/// Words for an amount that is none.
const NO_AMOUNT: [&str; 14] = [
    "a few",
    "several",
    "a number",
    "a small number",
    "a couple",
    "just a few",
    "only a few",
    "quite a few",
    "a handful",
    "tens",
    "scores",
    "a pair",
    "double",
    "a score",
];

/// What stands behind "one" where it counts nothing: "one of", "one day", "one thing".
const AFTER_ONE: &str = "of day another - and or , . thing way time side hand";

/// Words that a number names one of, whatever their letters.
const NUMBERED: &str = "route number page section chapter flight tram bus line";

/// Units of time in words.
const TIMES: &str = "day days week weeks month months year years hours minutes";

/// Words before a bare number that is an amount.
const BEFORE_AMOUNTS: &str = "to from another total of by only just than at all";

/// Words behind a bare number that is an amount.
const AFTER_AMOUNTS: &str = "in out were are have had";

impl Scan<'_> {
    /// "Tu-22M3", "30-30-30-30", "Article 5", "24/7", "#9", list numbers.
    pub(crate) fn designation(&self, at: usize, end: usize) -> Option<usize> {
        let glued = |i: usize| self.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
        let chain = |from: usize| {
            let mut to = from;
            while glued(to)
                && matches!(self.word(to), "-" | "/" | "." | ":" | "–")
                && glued(to + 1)
                && self.tokens.get(to + 1).is_some_and(|t| t.kind == TokenKind::Number)
            {
                to += 2;
            }
            to
        };
        let to = chain(end);
        if to >= end + 4 || to == end + 2 && matches!(self.word(end), "/" | ":") {
            return Some(to);
        }
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        if glued(at) && at > 0 {
            let letters = at >= 2 && glued(at - 1) && self.tokens[at - 2].is_word() && before == "-";
            if letters || self.tokens[at - 1].is_word() || matches!(before, "#" | "/" | "@" | "№" | "§") {
                return Some(end.max(to));
            }
        }
        if matches!(before, "#" | "№" | "§") {
            return Some(end);
        }
        if self.tokens[at].kind != TokenKind::Number {
            return None;
        }
        // Letters behind digits that are no unit: "22M3", "3D".
        let letters = self.tokens.get(end).is_some_and(|t| t.gap == Gap::None && t.is_word());
        let list_number = at == 0 && matches!(self.word(end), "." | ")" | ":");
        if letters && self.unit_at(end).is_none() || list_number {
            return Some(end + 1);
        }
        (at > 0 && self.labelled(at, end)).then_some(end)
    }

    /// Whether the word before digits makes them its label: "Article 5", "BA 2490", "Falcon 9".
    fn labelled(&self, at: usize, end: usize) -> bool {
        let before = &self.tokens[at - 1];
        let name = before.capital() && before.is_word();
        let label = self.lexicon.labels.contains(&before.key);
        if before.all_capitals() && before.is_word() && self.no_sign(before)
            || among(NUMBERED, self.word(at - 1)) && self.unit_at(end).is_none()
            || name && label
        {
            return true;
        }
        (label || name && at >= 2 && self.no_sign(before)) && self.counts_nothing(end)
    }

    /// Neither a unit nor a qualifier that stands before numbers.
    fn no_sign(&self, before: &Token) -> bool {
        self.lexicon.units_before.by_key(before.key).is_none() && self.lexicon.before.by_key(before.key).is_none()
    }

    fn counts_nothing(&self, end: usize) -> bool {
        self.unit_at(end).is_none() && counted::read(self.text, self.tokens, end).is_none_or(|c| c.unit.is_none())
    }

    /// "one" counts only before a noun that is counted, and not in "one day".
    pub(crate) fn counted_one(&self, end: usize) -> bool {
        let thing = || counted::read(self.text, self.tokens, end);
        !among(AFTER_ONE, self.word(end))
            && (self.unit_at(end).is_some() || thing().is_some_and(|c| c.unit.is_some() && c.phrase.len() <= 3))
    }

    /// "half of the members", "two-thirds of voters": a share only where it is of something.
    pub(crate) fn share(&self, end: usize) -> bool {
        let last = self.word(end - 1);
        last == "of" || self.word(end) == "of" || last == "the"
    }

    /// A vague numeral that is no amount.
    pub(crate) fn no_amount(&self, at: usize, end: usize) -> bool {
        let words = self.cover(at, end).of(self.text).to_ascii_lowercase();
        let words = words.trim_end_matches(" of");
        NO_AMOUNT.contains(&words)
    }

    /// A length of time follows.
    pub(crate) fn counts_time(&self, end: usize) -> bool {
        let at = if self.word(end) == "-" { end + 1 } else { end };
        among(TIMES, self.word(at))
    }

    /// Whether something near says that a bare number is an amount.
    pub(crate) fn context_counts(&self, start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).map_or("", |b| self.word(b));
        among(BEFORE_AMOUNTS, before)
            && !self.tokens[start].capital()
            && self.tokens[start].kind == TokenKind::Number
            && self.cover(start, end).len() > 1
            || among(AFTER_AMOUNTS, self.word(end)) && self.tokens[start].span().len() > 1 && start > 0
    }
}
