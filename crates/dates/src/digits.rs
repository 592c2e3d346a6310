//! Expressions that begin with digits: dates in numbers, times of day, years; and when four digits are a year.

use crate::calendar::possible;
use crate::expr::{Expr, Found};
use crate::grammar::Grammar;
use crate::lexicon::Word;
use parallax_text::{Gap, TokenKind};

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
                .then_some(Found::new(len, Expr::Day { year: Some(year), month, day, weekday: None }));
        }
        let (first, second): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
        let year: i16 = c.parse().ok()?;
        let year = match c.len() {
            4 => year,
            2 => year + if year < 70 { 2000 } else { 1900 },
            _ => return None,
        };
        let can_be = (1..=31).contains(&first) && (1..=31).contains(&second) && (first <= 12 || second <= 12);
        can_be.then_some(Found::new(len, Expr::Slashed { first, second, year }))
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
        let half = match self.token(i + len).and_then(|t| self.lexicon.word(t.key)) {
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
        // "Second Kings 4:12" is no time: a name before it is a book.
        let named = half.is_none()
            && i > 0
            && self.tokens[i - 1].capital()
            && self.tokens[i - 1].has_lower()
            && self.lexicon.word(self.tokens[i - 1].key).is_none();
        ((0..24).contains(&hour) && (0..60).contains(&minute) && !named)
            .then(|| self.on_day(i, Found { len, expr: Expr::Time { hour, minute, on: None }, time: true }))
    }

    /// "15:00 GMT Saturday", "8 p.m. on Sunday": zone and day behind a time of day belong to its words.
    pub(crate) fn on_day(&self, i: usize, found: Found) -> Found {
        let Expr::Time { hour, minute, .. } = found.expr else { return found };
        let zone = self.token(i + found.len).is_some_and(|t| t.all_capitals() && self.lexicon.zones.contains(&t.key));
        let len = found.len + usize::from(zone);
        let next = i + len;
        let day = match self.token(next).and_then(|t| self.lexicon.word(t.key)) {
            Some(Word::Weekday { day, sure: true }) if self.tokens[next].capital() => {
                Some((1, Expr::Weekday { day, shift: None }))
            }
            Some(Word::Day(shift)) => Some((1, Expr::Today(shift))),
            _ => None,
        };
        match day {
            Some((more, on)) => {
                Found { len: len + more, expr: Expr::Time { hour, minute, on: Some(Box::new(on)) }, time: true }
            }
            None => Found { len, ..found },
        }
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
        let Some(Word::Month { number: month, .. }) = self.lexicon.word(token.key) else { return None };
        if !possible(month, to.unwrap_or(from)) {
            return None;
        }
        let (more, year) = self.year_after(i + len + 1);
        let expr = match to {
            Some(to) => Expr::Days { year, month, from, to },
            None => Expr::Day { year, month, day: from, weekday: None },
        };
        Some(Found::new(len + 1 + more, expr))
    }

    /// A year that stands alone, "1990s", "2020-21", "490 BC".
    fn years(&self, i: usize) -> Option<Found> {
        let token = self.token(i)?;
        if self.before_christ(i + 1) {
            let year: u16 = token.of(self.text).parse().ok()?;
            return Some(Found::new(2, Expr::BeforeChrist(format!("BC{year:04}"))));
        }
        let value: i16 =
            token.of(self.text).parse().ok().filter(|y| (1000..=2100).contains(y) && token.span().len() == 4)?;
        // "492-490 BC" and the like are left to the second.
        let hyphen = self.glued(i) && matches!(self.text_of(i.wrapping_sub(1)), "-" | "–" | "/");
        let led = i >= 2
            && hyphen
            && matches!(
                self.text_of(i - 2).to_ascii_lowercase().as_str(),
                "mid" | "early" | "late" | "post" | "pre" | "fy"
            );
        if self.glued(i)
            && i > 0
            && !led
            && !matches!(self.text_of(i - 1), "(" | "[" | "“" | "\"" | "‘" | "—" | "'" | "’")
        {
            return None;
        }
        if self.glued(i + 1)
            && (self.text_of(i + 1) == "s" || matches!(self.text_of(i + 1), "'s" | "’s") && value % 10 == 0)
        {
            return (value % 10 == 0).then_some(Found::new(2, Expr::Decade(value)));
        }
        if matches!(self.text_of(i + 1), "-" | "–" | "—" | "/") && self.glued(i + 1) && self.glued(i + 2) {
            let second = self.text_of(i + 2);
            if let Ok(to) = second.parse::<i16>() {
                let to = if second.len() == 2 { value / 100 * 100 + to } else { to };
                let range = (second.len() == 2 || second.len() == 4) && to > value && to - value < 200;
                return range.then_some(Found::new(3, Expr::Years(value, to)));
            }
        }
        self.alone_as_year(i, value).then_some(Found::new(1, Expr::Year(value)))
    }

    /// "BC", "B.C.", "BCE".
    pub(crate) fn before_christ(&self, i: usize) -> bool {
        matches!(self.text_of(i), "BC" | "B.C." | "BCE" | "B.C.E.")
    }

    /// "'90s"
    pub(crate) fn short_decade(&self, i: usize) -> Option<Found> {
        let digits = self.text_of(i + 1);
        let tens: i16 = digits.parse().ok().filter(|n| digits.len() == 2 && n % 10 == 0)?;
        let all = self.glued(i + 1) && self.glued(i + 2) && self.text_of(i + 2) == "s";
        all.then_some(Found::new(3, Expr::Decade(if tens < 30 { 2000 } else { 1900 } + tens)))
    }

    /// Four digits are a year where a word of time leads them, or nothing that is counted follows.
    fn alone_as_year(&self, i: usize, year: i16) -> bool {
        let before = i.checked_sub(1).map(|b| self.text_of(b).to_ascii_lowercase()).unwrap_or_default();
        if matches!(
            before.as_str(),
            "$" | "£"
                | "€"
                | "#"
                | "no."
                | "no"
                | "number"
                | "page"
                | "room"
                | "flight"
                | "highway"
                | "route"
                | "least"
                | "over"
                | "nearly"
                | "than"
                | "+"
        ) {
            return false;
        }
        let next = self.token(i + 1).filter(|t| t.gap < Gap::Line);
        let word = self.text_of(i + 1);
        let plural = next.is_some_and(|t| {
            t.is_word() && !t.capital() && word.ends_with('s') && !word.ends_with("ss") && word.len() > 3
        });
        let unit = next.is_some_and(|t| matches!(self.lexicon.word(t.key), Some(Word::Unit(_))))
            || matches!(
                word,
                "km" | "metres"
                    | "meters"
                    | "mm"
                    | "m"
                    | "kg"
                    | "%"
                    | "percent"
                    | "miles"
                    | "feet"
                    | "mph"
                    | "hp"
                    | "people"
                    | "men"
                    | "women"
                    | "troops"
                    | "dollars"
                    | "euros"
                    | "pounds"
            );
        if unit {
            return false;
        }
        if self.time_before(i) {
            return !(plural && year % 100 == 0 && !matches!(before.as_str(), "in" | "since" | "until"));
        }
        if !(1900..=2060).contains(&year) {
            return matches!(before.as_str(), "(" | "[") && matches!(word, ")" | "]" | "-" | "–") && year > 1300;
        }
        // "2000 soldiers" counts; "the 2012 elections" and "2018 sales" do not.
        !(plural && year % 100 == 0)
            && (next.is_some_and(|t| t.is_word())
                || matches!(before.as_str(), "(" | "[" | "," | "and" | "or" | "for" | "of" | "to" | "the")
                || i == 0)
    }

    /// A word before `i` that a month or a year follows: "in", "since", "last", "spring of".
    pub(crate) fn time_before(&self, i: usize) -> bool {
        let before = |n: usize| i.checked_sub(n).map(|b| self.text_of(b).to_ascii_lowercase()).unwrap_or_default();
        match before(1).as_str() {
            // "of 2020", "to 2021", "and May" need another time before them.
            "of" | "to" | "and" | "for" | "than" | "about" | "around" => {
                let two = i.checked_sub(2).and_then(|b| self.token(b));
                two.is_some_and(|t| {
                    matches!(self.lexicon.word(t.key), Some(Word::Month { .. } | Word::Season(_) | Word::Unit(_)))
                        || t.span().len() == 4 && t.kind == TokenKind::Number
                        || self.lexicon.dated.contains(&t.key)
                })
            }
            "-" | "–" => matches!(before(2).as_str(), "mid" | "early" | "late" | "post" | "pre"),
            _ => {
                i > 0 && {
                    let key = self.tokens[i - 1].key;
                    self.lexicon.leads.contains(&key) || matches!(self.lexicon.word(key), Some(Word::Season(_)))
                }
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
        let early = self.token(i + skip).filter(|t| t.kind == TokenKind::Number && self.before_christ(i + skip + 1));
        if let Some(year) = early.and_then(|t| t.of(self.text).parse().ok()) {
            return (skip + 1, Some(year));
        }
        match self.year(i + skip) {
            Some(year) => (skip + 1, Some(year)),
            None => (0, None),
        }
    }

    pub(crate) fn year(&self, i: usize) -> Option<i16> {
        let token = self.token(i).filter(|t| t.kind == TokenKind::Number && t.span().len() == 4)?;
        let year: i16 = token.of(self.text).parse().ok().filter(|y| (1000..=2100).contains(y))?;
        let decade = self.glued(i + 1) && self.text_of(i + 1) == "s";
        (!decade).then_some(year)
    }
}
