//! Words to expressions: what a run of tokens says about time, before anyone knows when it was written.

use crate::calendar::{Unit, possible};
use crate::lexicon::{Word, word};
use jiff::civil::Weekday;
use parallax_text::{Form, Gap, Numerals, Token, TokenKind};

/// An expression of time as the words give it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    /// "14 March 2024", "March 14", "Thursday, March 14".
    Day { year: Option<i16>, month: i8, day: i8, weekday: Option<Weekday> },
    /// "November 10 and 11", "10-11 November".
    Days { year: Option<i16>, month: i8, from: i8, to: i8 },
    /// "04/05/2022": day and month may stand either way.
    Slashed { first: i8, second: i8, year: i16 },
    /// "March 2024", "March".
    Month { year: Option<i16>, month: i8, shift: Option<i8> },
    Year(i16),
    Years(i16, i16),
    Decade(i16),
    Century(i16),
    Weekday { day: Weekday, shift: Option<i8> },
    /// "last week", "the following year".
    Shifted { unit: Unit, shift: i8, from_text: bool },
    /// "two weeks ago", "four days later"; no number where it is vague.
    Away { n: Option<i64>, unit: Unit, forward: bool, from_text: bool },
    Season { season: u8, year: Option<i16>, shift: Option<i8> },
    Quarter { quarter: i8, year: Option<i16> },
    /// Days from today.
    Today(i8),
    Time { hour: i8, minute: i8 },
    Duration { n: Option<f64>, unit: Unit },
    Set { unit: Unit },
}

/// A run of tokens that reads as an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub len: usize,
    pub expr: Expr,
}

/// Reads the tokens of one sentence.
pub(crate) struct Grammar<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
}

impl Grammar<'_> {
    /// All expressions, left to right.
    pub(crate) fn all(&self) -> Vec<(usize, Found)> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            match self.at(at) {
                Some(found) => {
                    let len = found.len;
                    out.push((at, found));
                    at += len;
                }
                None => at += 1,
            }
        }
        out
    }

    /// The expression that starts at a token.
    fn at(&self, i: usize) -> Option<Found> {
        let token = self.token(i)?;
        let found = |len, expr| Some(Found { len, expr });
        match token.kind {
            TokenKind::Number => return self.number(i),
            TokenKind::Word | TokenKind::Abbreviation => {}
            _ => return None,
        }
        match word(token.key) {
            Some(Word::Month { number, sure }) if token.capital() => self.month(i, number, sure),
            Some(Word::Weekday { day, sure }) if token.capital() => self.weekday(i, day, sure),
            Some(Word::Day(shift)) => found(1, Expr::Today(shift)),
            Some(Word::Which { shift, from_text }) => self.which(i, shift, from_text),
            Some(Word::Season { number, .. }) => self.season(i, number),
            Some(Word::Every) => {
                let unit = self.unit(i + 1)?;
                (self.text_of(i + 1).ends_with(['y', 'k', 'h', 'r', 'e'])).then_some(())?;
                found(2, Expr::Set { unit })
            }
            _ => self.counted(i).or_else(|| self.named(i)),
        }
    }

    // ---- months

    /// A month's name, with whatever of day and year stands around it to the right.
    fn month(&self, i: usize, month: i8, sure: bool) -> Option<Found> {
        if let Some((len, from, to)) = self.days(i + 1, month) {
            let (more, year) = self.year_after(i + 1 + len);
            let expr = match to {
                Some(to) => Expr::Days { year, month, from, to },
                None => Expr::Day { year, month, day: from, weekday: None },
            };
            return Some(Found { len: 1 + len + more, expr });
        }
        let (more, year) = self.year_after(i + 1);
        let alone = sure || year.is_some() || self.time_before(i);
        alone.then_some(Found { len: 1 + more, expr: Expr::Month { year, month, shift: None } })
    }

    /// "10", "10th", "10 and 11", "10-11" after a month.
    fn days(&self, i: usize, month: i8) -> Option<(usize, i8, Option<i8>)> {
        let (len, from) = self.day_number(i, month)?;
        let mark = self.text_of(i + len);
        if matches!(mark, "and" | "to" | "-" | "–" | "—" | "through") {
            if let Some((more, to)) = self.day_number(i + len + 1, month).filter(|(_, to)| *to > from) {
                return Some((len + 1 + more, from, Some(to)));
            }
        }
        Some((len, from, None))
    }

    /// A day of the month: 1 to 31, no more digits, no unit behind it.
    fn day_number(&self, i: usize, month: i8) -> Option<(usize, i8)> {
        let token = self.token(i).filter(|t| t.kind == TokenKind::Number && t.span().len() <= 2)?;
        let day: i8 = token.of(self.text).parse().ok().filter(|d| possible(month, *d))?;
        let suffix = self.glued(i + 1) && matches!(self.text_of(i + 1), "st" | "nd" | "rd" | "th");
        let len = if suffix { 2 } else { 1 };
        let clock = self.glued(i + len) && self.text_of(i + len) == ":";
        (!clock).then_some((len, day))
    }

    /// ", 2024", "2024", "of 2024", "’24" is left alone.
    fn year_after(&self, i: usize) -> (usize, Option<i16>) {
        let skip = match self.text_of(i) {
            "," | "of" => 1,
            _ => 0,
        };
        match self.year(i + skip) {
            Some(year) => (skip + 1, Some(year)),
            None => (0, None),
        }
    }

    fn year(&self, i: usize) -> Option<i16> {
        let token = self.token(i).filter(|t| t.kind == TokenKind::Number && t.span().len() == 4)?;
        let year: i16 = token.of(self.text).parse().ok().filter(|y| (1000..=2100).contains(y))?;
        let decade = self.glued(i + 1) && self.text_of(i + 1) == "s";
        (!decade).then_some(year)
    }

    // ---- numbers

    fn number(&self, i: usize) -> Option<Found> {
        self.slashed(i)
            .or_else(|| self.clock(i))
            .or_else(|| self.day_month(i))
            .or_else(|| self.counted(i))
            .or_else(|| self.named(i))
            .or_else(|| self.years(i))
    }

    /// "10/17/2022", "17.10.2022", "2022-10-17".
    fn slashed(&self, i: usize) -> Option<Found> {
        let whole = self.token(i)?.of(self.text);
        let parts: Vec<&str> = whole.split('.').collect();
        if let [a, b, c] = parts[..] {
            return self.slashed_parts(1, a, b, c);
        }
        let sign = self.text_of(i + 1);
        let joined = matches!(sign, "/" | "-") && self.text_of(i + 3) == sign && (1..=4).all(|n| self.glued(i + n));
        if !joined || self.glued(i + 5) && self.text_of(i + 5) == sign {
            return None;
        }
        self.slashed_parts(5, whole, self.text_of(i + 2), self.text_of(i + 4))
    }

    fn slashed_parts(&self, len: usize, a: &str, b: &str, c: &str) -> Option<Found> {
        if a.len() == 4 {
            let (year, month, day) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
            return (1..=12).contains(&month).then_some(Found { len, expr: Expr::Day { year: Some(year), month, day, weekday: None } });
        }
        let (first, second): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
        let year: i16 = c.parse().ok()?;
        let year = match c.len() {
            4 => year,
            2 => year + if year < 70 { 2000 } else { 1900 },
            _ => return None,
        };
        let can_be = (1..=31).contains(&first) && (1..=31).contains(&second) && (first <= 12 || second <= 12);
        can_be.then_some(Found { len, expr: Expr::Slashed { first, second, year } })
    }

    /// "17:30", "5 p.m.", "10.15 am".
    fn clock(&self, i: usize) -> Option<Found> {
        let whole = self.token(i)?.of(self.text);
        let (mut len, hour, minute) = if self.text_of(i + 1) == ":" && self.glued(i + 1) && self.glued(i + 2) && self.text_of(i + 2).len() == 2 {
            (3, whole.parse::<i8>().ok()?, self.text_of(i + 2).parse::<i8>().ok()?)
        } else {
            let (h, m) = whole.split_once('.').unwrap_or((whole, "0"));
            (1, h.parse().ok()?, m.parse().ok()?)
        };
        let half = match self.token(i + len).and_then(|t| word(t.key)) {
            Some(Word::HalfDay(late)) => Some(late),
            _ => None,
        };
        len += usize::from(half.is_some());
        let hour = match half {
            Some(late) if (1..=12).contains(&hour) => hour % 12 + if late { 12 } else { 0 },
            Some(_) => return None,
            None if len == 3 => hour,
            None => return None,
        };
        ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(Found { len, expr: Expr::Time { hour, minute } })
    }

    /// "24 November 2021", "10th of May", "10-11 November".
    fn day_month(&self, i: usize) -> Option<Found> {
        let (mut len, from) = self.day_number(i, 1)?;
        let mut to = None;
        if matches!(self.text_of(i + len), "and" | "to" | "-" | "–") {
            if let Some((more, day)) = self.day_number(i + len + 1, 1).filter(|(_, d)| *d > from) {
                (to, len) = (Some(day), len + 1 + more);
            }
        }
        len += usize::from(self.text_of(i + len) == "of");
        let token = self.token(i + len).filter(|t| t.capital() && t.gap == Gap::Space)?;
        let Some(Word::Month { number: month, .. }) = word(token.key) else { return None };
        if !possible(month, to.unwrap_or(from)) {
            return None;
        }
        let (more, year) = self.year_after(i + len + 1);
        let expr = match to {
            Some(to) => Expr::Days { year, month, from, to },
            None => Expr::Day { year, month, day: from, weekday: None },
        };
        Some(Found { len: len + 1 + more, expr })
    }

    /// A year that stands alone, "1990s", "2020-21".
    fn years(&self, i: usize) -> Option<Found> {
        let token = self.token(i).filter(|t| t.span().len() == 4)?;
        let value: i16 = token.of(self.text).parse().ok().filter(|y| (1000..=2100).contains(y))?;
        if self.glued(i) && matches!(self.text_of(i.wrapping_sub(1)), "-" | "–" | "/" | "$" | "£" | "€" | "#" | ":" | ".") {
            return None;
        }
        if self.glued(i + 1) && self.text_of(i + 1) == "s" {
            return (value % 10 == 0).then_some(Found { len: 2, expr: Expr::Decade(value) });
        }
        if matches!(self.text_of(i + 1), "-" | "–" | "—" | "/") && self.glued(i + 1) && self.glued(i + 2) {
            let second = self.text_of(i + 2);
            let to: i16 = second.parse().ok()?;
            let to = if second.len() == 2 { value / 100 * 100 + to } else { to };
            let range = (second.len() == 2 || second.len() == 4) && to > value && to - value < 200;
            return range.then_some(Found { len: 3, expr: Expr::Years(value, to) });
        }
        self.alone_as_year(i, value).then_some(Found { len: 1, expr: Expr::Year(value) })
    }

    /// Four digits are a year where a word of time leads them, or nothing that is counted follows.
    fn alone_as_year(&self, i: usize, year: i16) -> bool {
        if self.time_before(i) {
            return true;
        }
        if !(1900..=2060).contains(&year) {
            return false;
        }
        let before = i.checked_sub(1).map(|b| self.text_of(b).to_ascii_lowercase()).unwrap_or_default();
        if matches!(before.as_str(), "(" | "[") && matches!(self.text_of(i + 1), ")" | "]" | "," | "-" | "–") {
            return true;
        }
        let next = self.token(i + 1);
        let counted = next.is_some_and(|t| t.is_word() && !t.capital() && self.text_of(i + 1).ends_with('s') && self.text_of(i + 1).len() > 3);
        let determiner = matches!(before.as_str(), "the" | "its" | "their" | "his" | "her" | "a" | "’s" | "'s" | "early" | "late" | "mid" | "-");
        determiner && next.is_some_and(|t| t.is_word()) && (!counted || before == "the" && !matches!(self.text_of(i + 1), "people" | "men" | "women"))
            && !next.is_some_and(|t| matches!(word(t.key), Some(Word::Unit(_))))
    }

    /// A word before `i` that a month or a year follows: "in", "since", "last", "spring of".
    fn time_before(&self, i: usize) -> bool {
        let before = |n: usize| i.checked_sub(n).map(|b| self.text_of(b).to_ascii_lowercase()).unwrap_or_default();
        let leads = |w: &str| {
            matches!(w, "in" | "since" | "by" | "until" | "till" | "during" | "before" | "after" | "from" | "through" | "early" | "late" | "mid"
                | "last" | "this" | "next" | "throughout" | "circa" | "between" | "of" | "for" | "to" | "and")
        };
        match before(1).as_str() {
            // "of 2020", "to 2021", "and May" need another time before them.
            "of" | "to" | "and" | "for" => {
                let two = i.checked_sub(2).and_then(|b| self.token(b));
                two.is_some_and(|t| {
                    matches!(word(t.key), Some(Word::Month { .. } | Word::Season { .. } | Word::Unit(_)))
                        || t.span().len() == 4 && t.kind == TokenKind::Number
                        || matches!(t.of(self.text), "end" | "start" | "beginning" | "half" | "middle" | "elections" | "budget" | "plans")
                })
            }
            "-" | "–" => matches!(before(2).as_str(), "mid" | "early" | "late" | "post" | "pre"),
            w => leads(w) || i.checked_sub(1).and_then(|b| self.token(b)).is_some_and(|t| matches!(word(t.key), Some(Word::Season { sure: true, .. }))),
        }
    }

    // ---- weekdays, seasons, "last week"

    fn weekday(&self, i: usize, day: Weekday, sure: bool) -> Option<Found> {
        let comma = usize::from(matches!(self.text_of(i + 1), ","));
        let date = match self.token(i + 1 + comma)?.kind {
            TokenKind::Number => self.day_month(i + 1 + comma),
            _ => match self.token(i + 1 + comma).and_then(|t| word(t.key)) {
                Some(Word::Month { number, sure }) => self.month(i + 1 + comma, number, sure),
                _ => None,
            },
        };
        if let Some(Found { len, expr: Expr::Day { year, month, day: d, .. } }) = date {
            return Some(Found { len: 1 + comma + len, expr: Expr::Day { year, month, day: d, weekday: Some(day) } });
        }
        sure.then_some(Found { len: 1, expr: Expr::Weekday { day, shift: None } })
    }

    fn season(&self, i: usize, season: u8) -> Option<Found> {
        let (more, year) = self.year_after(i + 1);
        year.map(|_| Found { len: 1 + more, expr: Expr::Season { season, year, shift: None } })
    }

    /// "last week", "this summer", "next Monday", "the previous day", "last March", "the past two years".
    fn which(&self, i: usize, shift: i8, from_text: bool) -> Option<Found> {
        let found = |len, expr| Some(Found { len, expr });
        let next = self.token(i + 1)?;
        match word(next.key) {
            Some(Word::Unit(unit)) if unit >= Unit::Day && (!self.text_of(i + 1).ends_with('s')) => {
                if shift == 0 && unit == Unit::Day {
                    return from_text.then_some(Found { len: 2, expr: Expr::Away { n: Some(0), unit, forward: true, from_text } });
                }
                if unit == Unit::Day && from_text {
                    return found(2, Expr::Away { n: Some(1), unit, forward: shift > 0, from_text });
                }
                found(2, Expr::Shifted { unit, shift, from_text })
            }
            Some(Word::Season { number, .. }) if !from_text => found(2, Expr::Season { season: number, year: None, shift: Some(shift) }),
            Some(Word::Weekday { day, .. }) if next.capital() => found(2, Expr::Weekday { day, shift: Some(shift) }),
            Some(Word::Month { number, .. }) if next.capital() => found(2, Expr::Month { year: None, month: number, shift: Some(shift) }),
            Some(Word::PartOfDay(_)) if !from_text => found(2, Expr::Today(shift.min(0))),
            _ => {
                let number = Numerals::shared().read(self.text, self.tokens, i + 1)?;
                let unit = self.unit(i + 1 + number.len).filter(|u| *u >= Unit::Day)?;
                found(number.len + 2, Expr::Duration { n: number.whole().map(|n| n as f64), unit })
            }
        }
    }

    // ---- amounts of time

    /// "two weeks ago", "four days later", "30 days", "a few months ago".
    fn counted(&self, i: usize) -> Option<Found> {
        let number = Numerals::shared().read(self.text, self.tokens, i);
        let article = matches!(self.text_of(i), "a" | "an" | "A" | "An");
        let (len, n) = match number {
            Some(n) if n.form == Form::Fraction && n.low != 0.5 => return None,
            Some(n) if n.form == Form::Vague => (n.len, None),
            Some(n) => (n.len, Some(n.low)),
            None if article => (1, Some(1.0)),
            None => return None,
        };
        let hyphen = usize::from(self.text_of(i + len) == "-" && self.glued(i + len));
        let unit = self.unit(i + len + hyphen)?;
        let end = len + hyphen + 1;
        let whole = n.filter(|n| n.fract() == 0.0).map(|n| n as i64);
        let away = |forward, from_text| Expr::Away { n: whole, unit, forward, from_text };
        let expr = match self.token(i + end).filter(|t| t.gap == Gap::Space).and_then(|t| word(t.key)) {
            Some(Word::Ago) => away(false, false),
            Some(Word::FromNow) => away(true, false),
            Some(Word::Later) => away(true, true),
            Some(Word::Earlier) if !self.followed_by_clause(i + end) => away(false, true),
            _ if article && n == Some(1.0) => return None,
            _ => return Some(Found { len: end, expr: Expr::Duration { n, unit } }),
        };
        Some(Found { len: end + 1, expr })
    }

    /// "two days before the vote": counted from something that is not in the words.
    fn followed_by_clause(&self, i: usize) -> bool {
        self.text_of(i) == "before" && self.token(i + 1).is_some_and(|t| t.is_word())
    }

    /// "third quarter of 2021", "Q3 2021", "19th century".
    fn named(&self, i: usize) -> Option<Found> {
        let token = self.token(i)?;
        let letter = token.of(self.text).as_bytes();
        if let [b'Q', n @ b'1'..=b'4'] = letter {
            let (more, year) = self.year_after(i + 1);
            return Some(Found { len: 1 + more, expr: Expr::Quarter { quarter: (n - b'0') as i8, year } });
        }
        let (len, n) = Numerals::shared().ordinal(self.text, self.tokens, i)?;
        match self.unit(i + len)? {
            Unit::Quarter if (1..=4).contains(&n) => {
                let (more, year) = self.year_after(i + len + 1);
                Some(Found { len: len + 1 + more, expr: Expr::Quarter { quarter: n as i8, year } })
            }
            Unit::Century if n < 30 => Some(Found { len: len + 1, expr: Expr::Century(n as i16) }),
            _ => None,
        }
    }

    // ---- tokens

    fn unit(&self, i: usize) -> Option<Unit> {
        match word(self.token(i).filter(|t| !t.capital() || t.all_capitals() || i == 0)?.key)? {
            Word::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    fn text_of(&self, i: usize) -> &str {
        self.token(i).map_or("", |t| t.of(self.text))
    }

    fn glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.gap == Gap::None)
    }
}
