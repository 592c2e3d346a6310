//! Expressions that begin with digits: dates in numbers, times of day, years; and when four digits are a year.

use crate::calendar::possible;
use crate::grammar::{Expr, Found, Grammar};
use crate::lexicon::{Word, word};
use parallax_text::{Gap, TokenKind, among};

/// Words that a month or a year follows.
const LEADS: &str =
    "in since by until till during before after from through early late mid last this next throughout circa between";

/// What stands before a year that is a noun's attribute: "the 2020 election".
const DETERMINERS: &str = "the its their his her a ’s 's early late mid -";

/// What is of a year, or stands for one: "end of 2020", "plans for 2021".
const DATED: &str = "end start beginning half middle elections budget plans";

impl Grammar<'_> {
    pub(crate) fn number(&self, i: usize) -> Option<Found> {
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
            return (1..=12)
                .contains(&month)
                .then_some(Found { len, expr: Expr::Day { year: Some(year), month, day, weekday: None } });
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
        let (mut len, hour, minute) =
            if self.text_of(i + 1) == ":" && self.glued(i + 1) && self.glued(i + 2) && self.text_of(i + 2).len() == 2 {
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
        ((0..24).contains(&hour) && (0..60).contains(&minute))
            .then_some(Found { len, expr: Expr::Time { hour, minute } })
    }

    /// "24 November 2021", "10th of May", "10-11 November".
    pub(crate) fn day_month(&self, i: usize) -> Option<Found> {
        let (mut len, from) = self.day_number(i, 1)?;
        let mut to = None;
        if matches!(self.text_of(i + len), "and" | "to" | "-" | "–")
            && let Some((more, day)) = self.day_number(i + len + 1, 1).filter(|(_, d)| *d > from)
        {
            (to, len) = (Some(day), len + 1 + more);
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
        if self.glued(i)
            && matches!(self.text_of(i.wrapping_sub(1)), "-" | "–" | "/" | "$" | "£" | "€" | "#" | ":" | ".")
        {
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
        let counted = next.is_some_and(|t| {
            t.is_word() && !t.capital() && self.text_of(i + 1).ends_with('s') && self.text_of(i + 1).len() > 3
        });
        among(DETERMINERS, &before)
            && next.is_some_and(|t| t.is_word())
            && (!counted || before == "the" && !matches!(self.text_of(i + 1), "people" | "men" | "women"))
            && !next.is_some_and(|t| matches!(word(t.key), Some(Word::Unit(_))))
    }

    /// A word before `i` that a month or a year follows: "in", "since", "last", "spring of".
    pub(crate) fn time_before(&self, i: usize) -> bool {
        let before = |n: usize| i.checked_sub(n).map(|b| self.text_of(b).to_ascii_lowercase()).unwrap_or_default();
        match before(1).as_str() {
            // "of 2020", "to 2021", "and May" need another time before them.
            "of" | "to" | "and" | "for" => {
                let two = i.checked_sub(2).and_then(|b| self.token(b));
                two.is_some_and(|t| {
                    matches!(word(t.key), Some(Word::Month { .. } | Word::Season { .. } | Word::Unit(_)))
                        || t.span().len() == 4 && t.kind == TokenKind::Number
                        || among(DATED, t.of(self.text))
                })
            }
            "-" | "–" => matches!(before(2).as_str(), "mid" | "early" | "late" | "post" | "pre"),
            w => {
                among(LEADS, w)
                    || i.checked_sub(1)
                        .and_then(|b| self.token(b))
                        .is_some_and(|t| matches!(word(t.key), Some(Word::Season { sure: true, .. })))
            }
        }
    }

    /// A day of the month: 1 to 31, no more digits, no unit behind it.
    pub(crate) fn day_number(&self, i: usize, month: i8) -> Option<(usize, i8)> {
        let token = self.token(i).filter(|t| t.kind == TokenKind::Number && t.span().len() <= 2)?;
        let day: i8 = token.of(self.text).parse().ok().filter(|d| possible(month, *d))?;
        let suffix = self.glued(i + 1) && matches!(self.text_of(i + 1), "st" | "nd" | "rd" | "th");
        let len = if suffix { 2 } else { 1 };
        let clock = self.glued(i + len) && self.text_of(i + len) == ":";
        (!clock).then_some((len, day))
    }

    /// ", 2024", "2024", "of 2024", "’24" is left alone.
    pub(crate) fn year_after(&self, i: usize) -> (usize, Option<i16>) {
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
}
