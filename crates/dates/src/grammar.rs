//! Words to expressions: what a run of tokens says about time, before anyone knows when it was written.
//!
//! What begins with digits is in [`digits`](crate::digits).

use crate::calendar::Unit;
use crate::lexicon::{Word, word};
use jiff::civil::Weekday;
use parallax_text::{Form, Gap, Numerals, Token, TokenKind};

/// An expression of time as the words give it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    /// "14 March 2024", "March 14", "Thursday, March 14".
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
        weekday: Option<Weekday>,
    },
    /// "November 10 and 11", "10-11 November".
    Days {
        year: Option<i16>,
        month: i8,
        from: i8,
        to: i8,
    },
    /// "04/05/2022": day and month may stand either way.
    Slashed {
        first: i8,
        second: i8,
        year: i16,
    },
    /// "March 2024", "March".
    Month {
        year: Option<i16>,
        month: i8,
        shift: Option<i8>,
    },
    Year(i16),
    Years(i16, i16),
    Decade(i16),
    Century(i16),
    Weekday {
        day: Weekday,
        shift: Option<i8>,
    },
    /// "last week", "the following year".
    Shifted {
        unit: Unit,
        shift: i8,
        from_text: bool,
    },
    /// "two weeks ago", "four days later"; no number where it is vague.
    Away {
        n: Option<i64>,
        unit: Unit,
        forward: bool,
        from_text: bool,
    },
    Season {
        season: u8,
        year: Option<i16>,
        shift: Option<i8>,
    },
    Quarter {
        quarter: i8,
        year: Option<i16>,
    },
    /// Days from today.
    Today(i8),
    Time {
        hour: i8,
        minute: i8,
    },
    Duration {
        n: Option<f64>,
        unit: Unit,
    },
    Set {
        unit: Unit,
    },
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
        if matches!(mark, "and" | "to" | "-" | "–" | "—" | "through")
            && let Some((more, to)) = self.day_number(i + len + 1, month).filter(|(_, to)| *to > from)
        {
            return Some((len + 1 + more, from, Some(to)));
        }
        Some((len, from, None))
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
                    return from_text
                        .then_some(Found { len: 2, expr: Expr::Away { n: Some(0), unit, forward: true, from_text } });
                }
                if unit == Unit::Day && from_text {
                    return found(2, Expr::Away { n: Some(1), unit, forward: shift > 0, from_text });
                }
                found(2, Expr::Shifted { unit, shift, from_text })
            }
            Some(Word::Season { number, .. }) if !from_text => {
                found(2, Expr::Season { season: number, year: None, shift: Some(shift) })
            }
            Some(Word::Weekday { day, .. }) if next.capital() => found(2, Expr::Weekday { day, shift: Some(shift) }),
            Some(Word::Month { number, .. }) if next.capital() => {
                found(2, Expr::Month { year: None, month: number, shift: Some(shift) })
            }
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
    pub(crate) fn counted(&self, i: usize) -> Option<Found> {
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
    pub(crate) fn named(&self, i: usize) -> Option<Found> {
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

    pub(crate) fn unit(&self, i: usize) -> Option<Unit> {
        match word(self.token(i).filter(|t| !t.capital() || t.all_capitals() || i == 0)?.key)? {
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
