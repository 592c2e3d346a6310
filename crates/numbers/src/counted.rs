//! The thing counted: the noun phrase behind a number, or the word that tells what happened to the people.

use crate::Kind;
use crate::scan::{Amount, Scan, Within};
use parallax_text::{Form, Gap, Tag, TokenKind};
use std::ops::Range;

/// A noun phrase behind a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Counted {
    /// Its tokens, without "of the".
    pub phrase: Range<usize>,
    /// The unit its head noun counts as.
    pub unit: Option<String>,
    /// First token behind it.
    pub end: usize,
}

impl<'t> Scan<'t> {
    /// Finds what each amount counts.
    pub(crate) fn count(&self, amounts: &mut [Amount<'t>]) {
        for n in 0..amounts.len() {
            let limit = amounts.get(n + 1).map_or(self.tokens.len(), |next| next.words.start);
            let floor = n.checked_sub(1).map_or(0, |p| amounts[p].end);
            let a = &amounts[n];
            if matches!(a.kind, Kind::Rank | Kind::Score) {
                continue;
            }
            let (thing, unit, behind) = match a.unit {
                Some(u) => {
                    let of = self.word(a.end) == "of" && (u.kind != Kind::Measure || self.tag(a.end + 1) != Tag::Cd);
                    let after = || of.then(|| self.counted(a.end, limit)).flatten().map(|c| c.phrase);
                    let words =
                        (u.kind == Kind::Measure && a.per.is_none() && !a.named.is_empty()).then(|| a.named.clone());
                    let measured = self.measured(a.words.start, floor).or_else(|| self.still_measured(amounts, n));
                    (measured.or_else(after).or(words), None, a.end)
                }
                None if self.age(a) => (None, Some("year of age".to_string()), a.end),
                None => match self.counted(a.end, limit).or_else(|| self.counted_behind(a, amounts.get(n + 1))) {
                    Some(c) => (Some(c.phrase), c.unit, c.end),
                    // "95,800 who have been unemployed"
                    None if self.word(a.end) == "who" && a.form != Form::Fraction => {
                        (None, Some("person".to_string()), a.end)
                    }
                    None => match self.casualty(a) {
                        Some(i) => (Some(i..i + 1), Some("person".to_string()), a.end),
                        None => (None, None, a.end),
                    },
                },
            };
            let a = &mut amounts[n];
            if unit.as_deref() == Some("year of age") {
                a.kind = Kind::Measure;
            }
            (a.thing, a.counts_as, a.behind) = (thing, unit, behind);
        }
    }

    /// "eight million 250ml bottles": a measure stands between.
    fn counted_behind(&self, a: &Amount, next: Option<&Amount>) -> Option<Counted> {
        let next = next.filter(|b| b.words.start == a.end && b.kind == Kind::Measure && b.end > b.numeral.end)?;
        self.counted(next.end, self.tokens.len())
    }

    /// The noun phrase that starts at `tokens[at]`, at most up to `limit`.
    pub(crate) fn counted(&self, at: usize, limit: usize) -> Option<Counted> {
        let mut from = at;
        // "dozens of the soldiers", "200 more soldiers", "500-strong crowd"
        loop {
            match self.word(from).to_ascii_lowercase().as_str() {
                "of" | "the" | "its" | "their" | "his" | "her" | "our" | "more" | "other" | "additional"
                | "further" | "extra" | "such" | "another" | "those" | "these" | "all" => from += 1,
                "-" if self.glued(from) => from += 1,
                // "2 of the 9 bridges"
                _ if from > at
                    && self.word(at) == "of"
                    && self.tag(from) == Tag::Cd
                    && self.word(from - 1) == "the" =>
                {
                    from += 1
                }
                _ => break,
            }
            if from > at + 4 {
                return None;
            }
        }
        if from >= limit && !(from > at && self.tag(from - 1) == Tag::Cd) {
            return None;
        }
        let limit = if self.tag(from.saturating_sub(1)) == Tag::Cd && from > at { self.tokens.len() } else { limit };
        let end = self.phrase_end(from, limit);
        if end == from {
            return None;
        }
        let (mut end, unit) = self.head(from, end)?;
        // "guns and mortars": one count for both.
        if matches!(self.word(end), "and" | "or")
            && let Some((len, other)) = self.lexicon.things.at(self.tokens, end + 1)
            && Some(other) == unit.as_ref()
            && end + 1 + len <= limit
            && !self.tag(end + 1 + len).noun()
        {
            end += 1 + len;
        }
        Some(Counted { phrase: from..end, unit, end })
    }

    /// Where a run of modifiers and nouns ends.
    fn phrase_end(&self, from: usize, limit: usize) -> usize {
        let mut i = from;
        while i < limit.min(from + 9) {
            let token = &self.tokens[i];
            let tag = self.tag(i);
            let known = self.lexicon.things.at(self.tokens, i).is_some();
            let joins = tag.noun()
                || tag.adjective()
                || matches!(tag, Tag::Vbn | Tag::Pos | Tag::Hyph | Tag::Fw) && i > from.saturating_sub(1)
                || tag == Tag::Vbg && (self.tag(i + 1).noun() || self.glued(i + 1))
                || tag == Tag::Cd && token.kind == TokenKind::Number && i > from
                || tag.adverb() && (self.tag(i + 1).adjective() || self.tag(i + 1) == Tag::Vbn) && i + 1 < limit
                || tag == Tag::Cc && i > from && self.modifier(i - 1) && self.modifier(i + 1) && self.tag(i + 2).noun()
                || known && token.is_word()
                // Behind a number a word in -s is a noun, whatever the tagger holds ("26 saves").
                || self.must_be_noun(from, i);
            let broken = token.gap == Gap::Line && i > from || (self.within)(token) == Within::Date;
            let mark = token.kind == TokenKind::Mark
                && !(token.gap == Gap::None && matches!(token.of(self.text), "-" | "/" | "’" | "'"));
            let hyphen = token.gap == Gap::None && token.of(self.text) == "-";
            if !(joins || hyphen) || broken || mark && tag != Tag::Hyph {
                break;
            }
            i += 1;
        }
        i
    }

    /// A word in -s that was read as a verb, where the number before has no plural yet: "12 foreign observers".
    fn must_be_noun(&self, from: usize, i: usize) -> bool {
        let token = &self.tokens[i];
        let reads = self.tag(i) == Tag::Vbz && !token.capital() && token.of(self.text).len() > 3;
        reads
            && (from..i).all(|n| !self.tag(n).plural())
            && self.tag(i + 1) != Tag::Dt
            && !matches!(token.of(self.text), "says" | "does" | "goes")
    }

    fn modifier(&self, i: usize) -> bool {
        self.tag(i).adjective() || matches!(self.tag(i), Tag::Nn | Tag::Vbn)
    }

    /// The end of the phrase's head noun, and the unit it counts as.
    fn head(&self, from: usize, end: usize) -> Option<(usize, Option<String>)> {
        // A singular noun that another noun follows is what is counted: "12 page document", "11-member team".
        let noun = |i: usize| self.tag(i).noun() || self.tag(i) == Tag::Vbz;
        if self.tag(from) == Tag::Nn
            && from + 1 < end
            && (noun(from + 1) || self.tag(from + 1) == Tag::Hyph)
            && !self.tag(end - 1).plural()
        {
            let last = (from..end).rev().find(|i| noun(*i)).unwrap_or(from);
            if !self.tag(last).plural() && last > from {
                let unit = self.lexicon.things.by_key(self.tokens[from].key).cloned();
                return Some((from + 1, unit));
            }
        }
        // The last of the first run of counted nouns ("army attachés"); unknown words before it are its modifiers.
        let mut known: Option<(usize, String)> = None;
        let mut i = from;
        while i < end {
            match self.lexicon.things.at(&self.tokens[..end], i) {
                Some((len, unit)) => {
                    known = Some((i + len, unit.clone()));
                    i += len;
                }
                None if known.is_some() && !noun(i) => break,
                None if known.as_ref().is_some_and(|(k, _)| self.tag(k - 1).plural()) => break,
                None => i += 1,
            }
        }
        let last = (from..end).rev().find(|i| noun(*i));
        // A plural ends the phrase: "20 days last week".
        let plural = (from..end).find(|i| {
            (self.tag(*i).plural() || self.tag(*i) == Tag::Vbz)
                && !(noun(i + 1) && i + 1 < end && self.tag(i + 1) != Tag::Nnp && !self.tag(*i + 1).plural())
        });
        match (known, last) {
            (Some((to, unit)), Some(last))
                if last < to || self.tag(to - 1).plural() || plural.is_some_and(|p| p < to) =>
            {
                Some((to, Some(unit)))
            }
            (Some((to, unit)), None) => Some((to, Some(unit))),
            (known, Some(last)) => {
                let to = plural.map_or(last, |p| p.min(last)) + 1;
                let unit = known.filter(|(k, _)| *k == to).map(|(_, u)| u);
                Some((to, unit))
            }
            (None, None) => None,
        }
    }

    /// "by 25 basis points to 4.5%": what the figure before measured.
    fn still_measured(&self, amounts: &[Amount], n: usize) -> Option<Range<usize>> {
        let (before, a) = (&amounts[n.checked_sub(1)?], &amounts[n]);
        let joined = a.words.start == before.end + 1 && matches!(self.word(before.end), "to" | "from" | "by");
        before.thing.clone().filter(|t| joined && t.end <= before.words.start && before.kind == a.kind)
    }

    /// "a calibre greater than 100 mm": the noun before the qualifier is what is measured.
    fn measured(&self, at: usize, floor: usize) -> Option<Range<usize>> {
        (at.saturating_sub(6).max(floor)..at)
            .rev()
            .take_while(|i| !matches!(self.word(*i), "," | ";" | "and"))
            .find(|i| self.lexicon.measured.contains(&self.tokens[*i].key))
            .map(|i| i..i + 1)
    }

    /// "killing at least 14", "37 were confirmed dead", "the toll rose to 21": people, told by the verb.
    fn casualty(&self, a: &Amount) -> Option<usize> {
        if a.low.fract() != 0.0 || a.form == Form::Fraction {
            return None;
        }
        let casualty = |i: &usize| {
            let w = self.word(*i).to_ascii_lowercase();
            self.lexicon.casualties.iter().any(|s| w.starts_with(s.as_str()))
        };
        let after = (a.end..self.tokens.len().min(a.end + 4))
            .take_while(|i| !matches!(self.word(*i), "," | "." | ";" | "and"))
            .find(casualty);
        let before = || {
            (a.words.start.saturating_sub(7)..a.words.start)
                .rev()
                .take_while(|i| !matches!(self.word(*i), "," | "." | ";" | "and"))
                .find(casualty)
        };
        after.or_else(before)
    }

    /// "Maria Diaz, 44, said", "Diaz (44)", "who was 10", "aged 30": how old a person is.
    fn age(&self, a: &Amount) -> bool {
        if a.low < 1.0 || a.high > 115.0 || a.low.fract() != 0.0 || a.form != Form::Digits && a.form != Form::Words {
            return false;
        }
        let start = a.words.start;
        let before = |n: usize| start.checked_sub(n).map_or("", |i| self.word(i));
        if matches!(before(1), "aged" | "Aged")
            || before(1) == "age"
            || before(2) == "age" && matches!(before(1), "of" | "is" | "was")
        {
            return true;
        }
        let person = |n: usize| start.checked_sub(n).is_some_and(|i| (self.within)(&self.tokens[i]) == Within::Person);
        let next = self.word(a.end);
        let closed = matches!(next, "," | "." | ")" | ";" | "" | "—" | "–");
        let named = |n: usize| {
            start.checked_sub(n).is_some_and(|i| {
                self.tag(i) == Tag::Nnp && self.tokens[i].capital() && (self.within)(&self.tokens[i]) == Within::Nothing
            })
        };
        // A name that was not read as one: "Okafor, 52, now".
        let comma = before(1) == "," && next == "," && named(2) && (14.0..=105.0).contains(&a.low);
        if a.form == Form::Digits
            && (comma
                || matches!(before(1), "," | "(")
                    && person(2)
                    && closed
                    && (before(1) != "," || next != "." || self.tokens.len() == a.end + 1)
                || person(1)
                    && !self.tag(a.end).noun()
                    && !self.tag(a.end).adjective()
                    && a.low >= 5.0
                    && self.word(a.end) != "-")
        {
            return true;
        }
        let who = before(2) == "who" && matches!(before(1), "is" | "was")
            || matches!(before(2), "he" | "she" | "He" | "She")
                && matches!(before(1), "is" | "was" | "turned" | "turns");
        who && matches!(next, "," | "." | ";" | "" | "and" | "when" | "at")
    }
}
