//! Numbers that are no figures: designations, labels, list numbers, addresses, idioms.

use crate::lexicon::Unit;
use crate::scan::{Scan, Within};
use parallax_text::{Gap, Tag, Token, TokenKind};

impl<'t> Scan<'t> {
    /// "Tu-22M3", "30-30-30-30", "Article 5", "24/7", "#9", list numbers: where to go on.
    pub(crate) fn designation(&self, at: usize, end: usize) -> Option<usize> {
        let to = self.chain(end);
        if to >= end + 4 || to == end + 2 && matches!(self.word(end), "/" | ":") {
            return Some(to);
        }
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        if self.glued(at) && at > 0 {
            let word = at >= 2 && self.glued(at - 1) && self.tokens[at - 2].is_word() && before == "-";
            let letters =
                word && !matches!(self.word(at - 2), "sub" | "Sub" | "mid" | "minus" | "plus" | "now" | "to" | "a");
            let code = self.tokens[at - 1].is_word() && self.sign_before(at).is_none();
            if letters || code || matches!(before, "#" | "/" | "@" | "№" | "§" | "^") {
                return Some(end.max(to));
            }
        }
        if matches!(before, "#" | "№" | "§") {
            return Some(end);
        }
        if self.tokens[at].kind != TokenKind::Number {
            // "COVID -19": a sign behind a name in capitals.
            let name = at > 0 && self.tokens[at - 1].all_capitals() && self.tokens[at].kind == TokenKind::Mark;
            return (name && self.unit_at(end).is_none()).then_some(end);
        }
        // Letters behind digits that are no unit: "22M3", "3D".
        let letters = self.tokens.get(end).is_some_and(|t| t.gap == Gap::None && t.is_word());
        let list_number = at == 0 && matches!(self.word(end), "." | ")" | ":") && self.tokens.len() > end + 1;
        if letters && self.unit_at(end).is_none() || list_number {
            return Some(end + 1);
        }
        if self.street(end) {
            return Some(end);
        }
        (at > 0 && self.labelled(at, end)).then_some(to)
    }

    /// The end of a chain "-30-30", ":17:30", "/2022" behind a number.
    fn chain(&self, from: usize) -> usize {
        let mut to = from;
        while self.glued(to)
            && matches!(self.word(to), "-" | "/" | "." | ":" | "–")
            && self.glued(to + 1)
            && self.tokens.get(to + 1).is_some_and(|t| t.kind == TokenKind::Number)
        {
            to += 2;
        }
        to
    }

    /// "48 Alder Road", "9 E 71st St".
    fn street(&self, end: usize) -> bool {
        let named = |i: usize| self.tokens.get(i).is_some_and(|t| t.capital() || t.kind == TokenKind::Number);
        named(end)
            && (end + 1..end + 5)
                .take_while(|i| self.tokens.get(*i).is_some_and(|t| t.capital() || t.gap == Gap::None))
                .any(|i| self.lexicon.streets.contains(&self.tokens[i].key) && self.tokens[i].capital())
    }

    /// Whether the word before digits makes them its label: "Article 5", "BA 2490", "Falcon 9".
    fn labelled(&self, at: usize, end: usize) -> bool {
        let before = &self.tokens[at - 1];
        if self.sign_before(at).is_some()
            || before.gap == Gap::Line && at == 1 && !self.lexicon.labels.contains(&before.key)
        {
            return false;
        }
        let label = self.lexicon.labels.contains(&before.key);
        let bare = self.unit_at(end).is_none();
        let plural = self.tag(end) == Tag::Nns || self.tag(end) == Tag::Jj && self.tag(end + 1) == Tag::Nns;
        if label && before.is_word() && bare && (before.capital() || !plural) {
            return true;
        }
        let name = before.capital() && before.is_word() && self.no_sign(before);
        if !name || !bare || (self.within)(before) == Within::Person {
            return false;
        }
        // "BA 2490" is a label before anything, "Stoxx 50" before what is not counted.
        let decimal = self.word(at).contains(['.', ',']);
        let month = (self.within)(before) == Within::Date;
        !decimal && !month && (before.all_capitals() && !plural || at >= 2 && self.tag(at - 1) == Tag::Nnp && !plural)
    }

    /// Neither a unit nor a qualifier that stands before numbers.
    fn no_sign(&self, before: &Token) -> bool {
        self.lexicon.before_number.by_key(before.key).is_none() && self.lexicon.before.by_key(before.key).is_none()
    }

    /// "one" counts only before a noun, and not in "one day".
    pub(crate) fn one_counts(&self, at: usize, end: usize) -> bool {
        let Some(next) = self.tokens.get(end).filter(|t| t.is_word()) else {
            return matches!(self.word(end), "-") && self.unit_at(end).is_some() || self.word(end) == "%";
        };
        if self.unit_at(end).is_some() || matches!(self.word(end), "to" | "or") && self.numeral_at(end + 1) {
            return !matches!(next.of(self.text), "day" | "minute" | "second")
                || matches!(self.word(at.wrapping_sub(1)), "than" | "least" | "just" | "only" | "about");
        }
        let determined = at > 0
            && matches!(
                self.word(at - 1),
                "no" | "the" | "this" | "that" | "any" | "each" | "every" | "No" | "The" | "which"
            );
        let noun = self.tag(end).noun() || self.tag(end).adjective() && self.tag(end + 1).noun();
        !self.lexicon.after_one.contains(&next.key) && !determined && noun && !self.tag(end).plural()
    }

    fn numeral_at(&self, at: usize) -> bool {
        parallax_text::Numerals::shared().read(self.text, self.tokens, at).is_some()
    }

    /// "half of the members", "two-thirds of voters", "A third said": a share, where a noun does not follow at once
    /// ("a third man", "the second half").
    pub(crate) fn is_share(&self, at: usize, end: usize) -> bool {
        let last = self.word(end - 1);
        let next = self.word(end);
        if next == "-" && self.glued(end) {
            return false;
        }
        if last == "of"
            || last == "the"
            || matches!(next, "of" | "the" | "a" | "an" | "its" | "their" | "his" | "her" | "all")
        {
            return !matches!(self.word(at.wrapping_sub(1)), "first" | "second" | "other" | "better") || last != "half";
        }
        let plain = matches!(self.word(at), "half" | "Half" | "quarter" | "third" | "fifth");
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        if plain {
            // "more than half", "cut by half"; a bare "half" may be a match's.
            let compared = self.lexicon.before.before(self.tokens, at, 4).is_some()
                || matches!(before, "by" | "nearly" | "is" | "in");
            return compared && !matches!(before, "the" | "first" | "second" | "a") && (next != "time");
        }
        let article = matches!(self.word(at), "a" | "A" | "an");
        !article || !(self.tag(end).noun() || self.tag(end).adjective())
    }

    /// The unit of time that a number's end names: "two years".
    pub(crate) fn unit_of_time(&self, end: usize) -> Option<&'t Unit> {
        self.unit_at(end).map(|(u, _)| u).filter(|u| self.lexicon.times.contains(&u.id))
    }
}
