//! Words to expressions: what a run of tokens says about time, before anyone knows when it was written.
//!
//! What begins with digits is in [`digits`](crate::digits), lengths and distances in [`amounts`](crate::amounts), and the words
//! that lead an expression ("early", "the end of") in [`leads`](crate::leads).

use crate::calendar::Unit;
use crate::expr::{Expr, Found};
use crate::lexicon::{Lexicon, Word};
use jiff::civil::Weekday;
use parallax_text::{Gap, Numerals, Token, TokenKind};

/// Reads the tokens of one sentence.
pub(crate) struct Grammar<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub lexicon: &'t Lexicon,
}

impl Grammar<'_> {
    /// All expressions, left to right, each with the words that lead it.
    pub(crate) fn all(&self) -> Vec<(usize, Found)> {
        let mut out: Vec<(usize, Found)> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            match self.at(at) {
                Some(found) => {
                    let free = out.last().map_or(0, |(from, f)| from + f.len);
                    let from = self.led_from(at, free, &found.expr);
                    let end = at + found.len;
                    out.push((from, Found { len: end - from, ..found }));
                    at = end;
                }
                None => at += 1,
            }
        }
        self.share_years(&mut out);
        out
    }

    /// The expression that starts at a token.
    fn at(&self, i: usize) -> Option<Found> {
        let token = self.token(i)?;
        match token.kind {
            TokenKind::Number => return self.holiday(i).or_else(|| self.number(i)),
            // Most words tell no time: one look-up settles it.
            TokenKind::Word if !token.has_digit() && !self.lexicon.begins(token.key) => return None,
            TokenKind::Word | TokenKind::Abbreviation => {}
            // "'90s", "’90s"
            TokenKind::Mark if matches!(token.of(self.text), "'" | "’" | "‘") => return self.short_decade(i),
            _ => return None,
        }
        if token.capital()
            && let Some(found) = self.holiday(i)
        {
            return Some(found);
        }
        match self.lexicon.word(token.key) {
            Some(Word::Month { number, sure }) if token.capital() => self.month(i, number, sure),
            Some(Word::Weekday { day, sure }) if token.capital() => self.weekday(i, day, sure),
            Some(Word::Day(shift)) => Some(self.with_part(i, Found::new(1, Expr::Today(shift)))),
            Some(Word::Which { shift, from_text }) => self.which(i, shift, from_text),
            Some(Word::Season(number)) => self.season(i, number),
            Some(Word::Every) => self.every(i),
            Some(Word::Present) => self.present(i),
            Some(Word::Unit(unit)) => self.bare_unit(i, unit),
            _ => self.counted(i).or_else(|| self.named(i)).or_else(|| self.hour_name(i)),
        }
    }

    // ---- months and days with a name

    /// A month's name, with whatever of day and year stands around it to the right.
    fn month(&self, i: usize, month: i8, sure: bool) -> Option<Found> {
        if let Some((len, from, to)) = self.days(i + 1, month) {
            let (more, year) = self.year_after(i + 1 + len);
            let expr = match to {
                Some(to) => Expr::Days { year, month, from, to },
                None => Expr::Day { year, month, day: from, weekday: None },
            };
            return Some(Found::new(1 + len + more, expr));
        }
        let (more, year) = self.year_after(i + 1);
        if more > 0 && self.before_christ(i + 1 + more) {
            let value = format!("BC{:04}-{month:02}", year.unwrap_or(0));
            return Some(Found::new(2 + more, Expr::BeforeChrist(value)));
        }
        let possessive = self.token(i + 1).is_some_and(|t| t.kind == TokenKind::Possessive);
        let alone = sure || year.is_some() || self.time_before(i) || possessive;
        alone.then_some(Found::new(1 + more, Expr::Month { year, month, shift: None }))
    }

    /// "10", "10th", "10 and 11", "10-11" after a month.
    fn days(&self, i: usize, month: i8) -> Option<(usize, i8, Option<i8>)> {
        let (len, from) = self.day_number(i, month)?;
        let mark = self.text_of(i + len);
        if matches!(mark, "and" | "to" | "-" | "–" | "—" | "through")
            && let Some((more, to)) = self.day_number(i + len + 1, month).filter(|(_, to)| *to > from)
        {
            return Some((len + 1 + more, from, Some(to)));
        }
        Some((len, from, None))
    }

    /// "Christmas Eve 2014", "9/11".
    fn holiday(&self, i: usize) -> Option<Found> {
        let (len, holiday) = self.lexicon.holidays.at(self.tokens, i)?;
        let digits = self.token(i)?.kind == TokenKind::Number;
        // "9/11 of them", "Christmas Island".
        let name = self
            .token(i + len)
            .is_some_and(|t| t.capital() && t.gap == Gap::Space && self.lexicon.word(t.key).is_none());
        if digits && (self.glued(i) || self.glued(i + len) && self.text_of(i + len) == "/") || name && !digits {
            return None;
        }
        let (more, year) = self.year_after(i + len);
        Some(
            self.with_part(i, Found::new(len + more, Expr::Holiday { holiday: *holiday, year: year.or(holiday.year) })),
        )
    }

    // ---- weekdays, seasons, "last week"

    fn weekday(&self, i: usize, day: Weekday, sure: bool) -> Option<Found> {
        let comma = usize::from(matches!(self.text_of(i + 1), ","));
        let the = usize::from(self.text_of(i + 1 + comma) == "the");
        let from = i + 1 + comma + the;
        let date = match self.token(from).map(|t| t.kind) {
            Some(TokenKind::Number) => self.day_month(from),
            Some(_) => match self.token(from).and_then(|t| self.lexicon.word(t.key)) {
                Some(Word::Month { number, sure }) => self.month(from, number, sure),
                _ => None,
            },
            None => None,
        };
        if let Some(Found { len, expr: Expr::Day { year, month, day: d, .. }, .. }) = date {
            let expr = Expr::Day { year, month, day: d, weekday: Some(day) };
            return Some(Found::new(1 + comma + the + len, expr));
        }
        let plural = self.text_of(i).ends_with('s') && self.text_of(i).len() > 6;
        sure.then(|| match plural {
            // "on Mondays": again and again.
            true => Found::new(1, Expr::Set { unit: Unit::Week }),
            false => self.with_part(i, Found::new(1, Expr::Weekday { day, shift: None })),
        })
    }

    /// "Sunday night", "yesterday morning": the part of the day belongs to the words.
    fn with_part(&self, i: usize, found: Found) -> Found {
        let next = self.token(i + found.len).filter(|t| t.gap == Gap::Space);
        match next.and_then(|t| self.lexicon.word(t.key)) {
            Some(Word::PartOfDay) => Found { len: found.len + 1, time: true, ..found },
            _ => found,
        }
    }

    fn season(&self, i: usize, season: u8) -> Option<Found> {
        let (more, year) = self.year_after(i + 1);
        if more > 0 && self.before_christ(i + 1 + more) {
            let letters = ["SP", "SU", "FA", "WI"][usize::from(season)];
            let value = format!("BC{:04}-{letters}", year.unwrap_or(0));
            return Some(Found::new(2 + more, Expr::BeforeChrist(value)));
        }
        if year.is_some() {
            return Some(Found::new(1 + more, Expr::Season { season, year, shift: None }));
        }
        // "in the spring", "by summer"; other springs and falls are no season.
        let before = |n: usize| i.checked_sub(n).map(|b| self.text_of(b).to_ascii_lowercase()).unwrap_or_default();
        let time = |w: &str| {
            matches!(w, "in" | "by" | "during" | "since" | "until" | "throughout" | "through" | "early" | "late")
        };
        let led = time(&before(1)) || before(1) == "the" && (time(&before(2)) || before(2) == "of");
        let next = self.token(i + 1);
        let attribute = next.is_some_and(|t| {
            t.is_word() && t.gap == Gap::Space && matches!(t.of(self.text), "of" | "water" | "rolls" | "back")
        });
        (led && !attribute && !(self.token(i)?.capital() && next.is_some_and(Token::capital)))
            .then_some(Found::new(1, Expr::Season { season, year: None, shift: None }))
    }

    /// "last week", "this summer", "next Monday", "the previous day", "last March", "the past two years".
    fn which(&self, i: usize, shift: i8, from_text: bool) -> Option<Found> {
        let next = self.token(i + 1).filter(|t| t.gap < Gap::Line)?;
        let here = self.text_of(i).to_ascii_lowercase();
        // "this fiscal year", "the last full week"
        let skip = usize::from(matches!(
            self.text_of(i + 1),
            "fiscal" | "calendar" | "financial" | "school" | "academic" | "full" | "whole" | "very"
        ));
        let found = |len: usize, expr| Some(Found::new(len + skip, expr));
        let unit = self.token(i + 1 + skip)?;
        let plural = self.text_of(i + 1 + skip).ends_with('s');
        match self.lexicon.word(unit.key) {
            Some(Word::Unit(unit)) if unit >= Unit::Day && !plural => {
                // "past" leads lengths: "the past year"; "that year" needs a year told.
                let day = unit == Unit::Day;
                if shift == 0 && day {
                    return from_text
                        .then(|| Found::new(2 + skip, Expr::Away { n: Some(0), unit, forward: true, from_text }));
                }
                if unit == Unit::Season
                    || here == "that" && i > 0 && self.lexicon.word(self.tokens[i - 1].key).is_some()
                {
                    return None;
                }
                // "the next day" is the one after the day told, "next week" the one after now.
                let the = i > 0 && self.text_of(i - 1).eq_ignore_ascii_case("the");
                let of_text = from_text || the && here == "next";
                if day && of_text {
                    return found(2, Expr::Away { n: Some(1), unit, forward: shift > 0, from_text: true });
                }
                (!day).then_some(()).and_then(|()| found(2, Expr::Shifted { unit, shift, from_text: of_text }))
            }
            Some(Word::Season(season)) if !from_text || here == "that" || here == "following" => {
                found(2, Expr::Season { season, year: None, shift: (here != "that").then_some(shift) })
            }
            Some(Word::Weekday { day, .. }) if next.capital() => {
                Some(self.with_part(i, Found::new(2, Expr::Weekday { day, shift: (!from_text).then_some(shift) })))
            }
            Some(Word::Month { number, .. }) if next.capital() => {
                found(2, Expr::Month { year: None, month: number, shift: (!from_text).then_some(shift) })
            }
            Some(Word::PartOfDay) if !from_text => Some(Found { len: 2, expr: Expr::Today(shift.min(0)), time: true }),
            Some(Word::Unit(unit))
                if plural && (here == "past" || here == "coming" || here == "last") && unit >= Unit::Day =>
            {
                found(2, Expr::Duration { n: None, unit })
            }
            _ => {
                let number = Numerals::shared().read(self.text, self.tokens, i + 1)?;
                let unit = self.unit(i + 1 + number.len).filter(|u| *u >= Unit::Hour)?;
                found(number.len + 2, Expr::Duration { n: number.whole().map(|n| n as f64), unit })
            }
        }
    }

    /// "every day", "each year", "every Monday".
    fn every(&self, i: usize) -> Option<Found> {
        if let Some(Word::Weekday { .. }) = self.token(i + 1).and_then(|t| self.lexicon.word(t.key)) {
            return Some(Found::new(2, Expr::Set { unit: Unit::Week }));
        }
        let unit = self.unit(i + 1)?;
        (!self.text_of(i + 1).ends_with('s')).then_some(Found::new(2, Expr::Set { unit }))
    }

    /// "now", where it tells the time and nothing else: not "now that", "by now pronouncing".
    fn present(&self, i: usize) -> Option<Found> {
        let hyphen = matches!(self.text_of(i + 1), "-") && self.glued(i + 1) || i > 0 && self.glued(i);
        let that = matches!(self.text_of(i + 1), "that" | "and");
        (!hyphen && !that).then_some(Found::new(1, Expr::Present))
    }

    /// "noon", "midnight".
    fn hour_name(&self, i: usize) -> Option<Found> {
        let hour = match self.text_of(i) {
            "noon" | "midday" => 12,
            "midnight" => 0,
            _ => return None,
        };
        let at = i > 0
            && matches!(
                self.text_of(i - 1),
                "at" | "by" | "until" | "before" | "after" | "around" | "from" | "to" | "since" | "past"
            );
        at.then(|| self.on_day(i, Found { len: 1, expr: Expr::Time { hour, minute: 0, on: None }, time: true }))
    }

    /// "third quarter of 2021", "Q3 2021", "19th century", "first half of 2019".
    pub(crate) fn named(&self, i: usize) -> Option<Found> {
        let token = self.token(i)?;
        if let [letter @ (b'Q' | b'H'), n @ b'1'..=b'4'] = token.of(self.text).as_bytes() {
            let (more, year) = self.year_after(i + 1);
            let number = (n - b'0') as i8;
            let expr = match (letter, year) {
                (b'Q', year) => Expr::Quarter { quarter: number, year },
                (_, Some(year)) if number <= 2 => Expr::Half { half: number, year },
                _ => return None,
            };
            return Some(Found::new(1 + more, expr));
        }
        if matches!(token.of(self.text), "FY" | "fiscal" | "Fiscal") {
            let skip = usize::from(self.text_of(i + 1) == "year") + usize::from(self.text_of(i + 1) == "-");
            let year = self.year(i + 1 + skip)?;
            return Some(Found::new(2 + skip, Expr::Year(year)));
        }
        let (len, n) = Numerals::shared().ordinal(self.text, self.tokens, i)?;
        if self.text_of(i + len) == "half" && n <= 2 {
            let (more, year) = self.year_after(i + len + 1);
            return year.map(|year| Found::new(len + 1 + more, Expr::Half { half: n as i8, year }));
        }
        let fiscal = usize::from(matches!(self.text_of(i + len), "fiscal" | "-"));
        match self.unit(i + len + fiscal)? {
            Unit::Quarter if (1..=4).contains(&n) => {
                let (more, year) = self.year_after(i + len + fiscal + 1);
                Some(Found::new(len + fiscal + 1 + more, Expr::Quarter { quarter: n as i8, year }))
            }
            Unit::Century if n < 30 => {
                if self.before_christ(i + len + fiscal + 1) {
                    return Some(Found::new(
                        len + fiscal + 2,
                        Expr::BeforeChrist(format!("BC{:02}", n.saturating_sub(1))),
                    ));
                }
                Some(Found::new(len + fiscal + 1, Expr::Century(n as i16)))
            }
            _ => None,
        }
    }

    // ---- tokens

    pub(crate) fn unit(&self, i: usize) -> Option<Unit> {
        match self
            .lexicon
            .word(self.token(i).filter(|t| t.gap < Gap::Line && (!t.capital() || t.all_capitals() || i == 0))?.key)?
        {
            Word::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    pub(crate) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    pub(crate) fn text_of(&self, i: usize) -> &str {
        self.token(i).map_or("", |t| t.of(self.text))
    }

    pub(crate) fn glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.gap == Gap::None)
    }
}
