//! How exact a figure is: "at least", "about", "rose by", before it or behind it.

use crate::Kind;
use crate::Qualifier;
use crate::lexicon::Qualifies;
use crate::scan::{Amount, Scan};
use parallax_text::{Numerals, Tag, TokenKind};
use std::ops::Range;

/// A qualifier with its words.
type Qualified = (Qualifier, Option<Range<usize>>);

impl<'t> Scan<'t> {
    pub(crate) fn qualify(&self, amounts: &mut [Amount<'t>]) {
        for n in 0..amounts.len() {
            let a = &amounts[n];
            if a.qualifier.is_some() || a.kind == Kind::Rank {
                continue;
            }
            let limit = amounts.get(n + 1).map_or(self.tokens.len(), |next| next.words.start);
            let found = match self.qualifier_before(a) {
                // "between 5 and 6" says it all, unless a bound leads it: "up to 20-30".
                Some((q, _)) if a.between && !matches!(q, Qualifier::AtMost | Qualifier::AtLeast) => None,
                Some(found) => Some(found),
                None if a.between => None,
                // "40 men, or roughly that": a comma may stand between.
                None => [a.numeral.end, a.end, a.behind, a.behind + usize::from(self.word(a.behind) == ",")]
                    .into_iter()
                    .filter(|at| *at < limit)
                    .find_map(|at| self.qualifier_after(at, a))
                    .or_else(|| self.sign(a))
                    .or_else(|| n.checked_sub(1).and_then(|p| self.inherited(&amounts[p], a))),
            };
            amounts[n].qualifier = found;
        }
    }

    fn qualifier_before(&self, a: &Amount) -> Option<Qualified> {
        let start = a.words.start;
        let skip = usize::from(start > 0 && matches!(self.word(start - 1), "a" | "an" | "another" | "US"));
        if start >= 2
            && self.word(start - 1) == "-"
            && self.glued(start)
            && matches!(self.word(start - 2), "sub" | "Sub")
        {
            return Some((Qualifier::LessThan, Some(start - 2..start - 1)));
        }
        if start > 0 && matches!(self.word(start - 1), "~" | "≈" | "c") && self.glued(start) {
            return Some((Qualifier::About, Some(start - 1..start)));
        }
        let at = start - skip;
        let Some((len, q)) = self.lexicon.before.before(self.tokens, at, 5) else { return self.change_by(a) };
        let from = at - len;
        let change = matches!(q.means, Qualifier::ChangeUp | Qualifier::ChangeDown);
        let first = self.word(from);
        let place = first.eq_ignore_ascii_case("over")
            && from > 0
            && self.lexicon.moves_over.contains(&self.tokens[from - 1].key);
        if change && q.bare && !self.changes(a, from) || place || self.preposition(from, len, q, a) {
            return None;
        }
        // "rose about 1.5%": the change says more than the hedge.
        if q.means == Qualifier::About
            && let Some(found) = self.change_word(from, a)
        {
            return Some(found);
        }
        Some((q.means, Some(from..from + len)))
    }

    /// The same word in another sense: "spoke about 2 of the victims", "under 3 captains", "near 2 villages".
    fn preposition(&self, from: usize, len: usize, q: &Qualifies, a: &Amount) -> bool {
        let before = from.checked_sub(1).map_or("", |i| self.word(i));
        let is = |list: &str| list.split(' ').any(|w| w == before);
        // A few of something without a unit: places and persons, seldom a level.
        let few = a.unit.is_none() && a.low < 20.0;
        let words = (from..from + len).map(|i| self.word(i).to_ascii_lowercase()).collect::<Vec<_>>().join(" ");
        match words.as_str() {
            "north of" | "south of" => few,
            "close to" => few && self.word(a.end) == "of",
            "up to" => few && is("is was ’s 's") && self.tag(a.behind) == Tag::To,
            "as long as" => a.unit.is_none(),
            "more than" => few && matches!(self.tag(a.behind), Tag::Pos),
            _ if !q.bare || from == 0 => false,
            "about" => is("spoke speak talk talked book written wrote asked know story film worried"),
            "around" => is("went travelled traveled walked turned"),
            "under" | "below" => a.unit.is_none() && !is("for just in is was at were and stood well to of a fell"),
            "near" => few,
            "above" | "beyond" => few && !is("just well is was at were to"),
            "over" => {
                a.low < 20.0
                    && a.unit.is_none_or(|u| u.kind == Kind::Measure)
                    && is("held win won victory talks row dispute played stretched crossed")
            }
            "passed" | "topped" => a.low < 20.0,
            _ => false,
        }
    }

    /// Whether a change is told of such an amount: shares and money, measures but for ways and times.
    fn changes(&self, a: &Amount, verb: usize) -> bool {
        let measured = |id: &String| !self.lexicon.ways.contains(id) && !self.lexicon.times.contains(id);
        match a.unit {
            Some(u) if u.kind == Kind::Measure => {
                measured(&u.id)
                    && !matches!(self.word(verb), "added" | "another" | "further" | "add" | "lift" | "lifted")
            }
            Some(_) => true,
            // An index loses points; so does a team, which is told seldom.
            None => a.counts_as.as_deref() == Some("point") && self.word(verb) != "another",
        }
    }

    /// "cut its key rate by 25 basis points": "by", and a verb of change shortly before; "poised to drop 0.2%".
    fn change_by(&self, a: &Amount) -> Option<Qualified> {
        let start = a.words.start;
        if start > 0 && self.word(start - 1) == "by" {
            let verb = (start.saturating_sub(12)..start - 1)
                .rev()
                .take_while(|i| !matches!(self.word(*i), ";" | "." | ":"))
                .find_map(|i| self.change_at(i).map(|q| (q, Some(i..i + 1))));
            return verb;
        }
        self.change_word(start, a)
    }

    /// A verb of change directly before `at`, for an amount that can be a change.
    fn change_word(&self, at: usize, a: &Amount) -> Option<Qualified> {
        let i = at.checked_sub(1)?;
        let by = usize::from(self.word(i) == "by");
        let i = i.checked_sub(by)?;
        let q = self.change_at(i)?;
        let verb = self.tag(i).verb() || matches!(self.word(i), "up" | "down" | "higher" | "lower");
        (verb && self.changes(a, i)).then_some((q, Some(i..i + 1)))
    }

    fn change_at(&self, i: usize) -> Option<Qualifier> {
        let key = self.tokens[i].key;
        if self.lexicon.up.contains(&key) {
            Some(Qualifier::ChangeUp)
        } else if self.lexicon.down.contains(&key) {
            Some(Qualifier::ChangeDown)
        } else {
            None
        }
    }

    fn qualifier_after(&self, end: usize, a: &Amount) -> Option<Qualified> {
        let (len, q) = self.lexicon.after.at(self.tokens, end)?;
        let first = &self.tokens[end];
        let change = matches!(q.means, Qualifier::ChangeUp | Qualifier::ChangeDown);
        // "60 tanks plus two trucks" adds; "and up" at a clause's end compares; "737 Max" is a name.
        let number_next = self.tokens.get(end + len).is_some_and(|t| {
            t.kind == TokenKind::Number
                || t.is_word() && Numerals::shared().read(self.text, self.tokens, end + len).is_some()
        });
        let next = self.tag(end + len);
        let goes_on = first.of(self.text) == "and"
            && (next.noun() || next.adjective() || matches!(next, Tag::Cd | Tag::To | Tag::Dt));
        if number_next || goes_on || first.capital() || change && !self.changes(a, end) {
            return None;
        }
        // "a 5% cut" changes by it; "5% cut its dividend" does not.
        if change && q.bare && first.is_word() {
            let noun = self.tag(end).noun() || matches!(first.of(self.text), "higher" | "lower" | "up" | "down");
            if !noun || end != a.end && end != a.behind {
                return None;
            }
        }
        Some((q.means, Some(end..end + len)))
    }

    /// "Dow +0.2%", "FTSE -0.6%".
    fn sign(&self, a: &Amount) -> Option<Qualified> {
        let share = a.unit.is_some_and(|u| u.kind == Kind::Percent);
        let start = a.words.start;
        if share && start > 0 && self.word(start - 1) == "+" {
            return Some((Qualifier::ChangeUp, Some(start - 1..start)));
        }
        (share && a.high < 0.0).then_some((Qualifier::ChangeDown, None))
    }

    /// "more than 100 kilometres (60 miles)", "up 17.5 points, or 0.22%": said again in another unit.
    fn inherited(&self, before: &Amount, a: &Amount) -> Option<Qualified> {
        let (q, at) = before.qualifier.clone()?;
        let joint = before.behind.min(a.words.start)..a.words.start;
        let word = |n: usize| self.word(joint.start + n);
        let again = match joint.len() {
            1 => word(0) == "(",
            2 => word(0) == "," && word(1) == "or" || word(0) == "(" && matches!(word(1), "or" | "US" | "about"),
            // "224 kW / 300 PS"
            _ => false,
        } || joint.len() == 1 && word(0) == "/" && before.unit.is_some();
        (again && q != Qualifier::Vague && (before.unit.is_some() || before.counts_as.is_some()) && a.unit.is_some())
            .then_some((q, at))
    }
}
