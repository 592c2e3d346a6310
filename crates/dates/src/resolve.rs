//! Expressions to days: counted from the day of publication, from another date of the text, or left open.

use crate::anchor::{Anchors, Seen};
use crate::calendar::{self, Unit, Value};
use crate::expr::{Expr, Found};
use crate::grammar::Grammar;
use crate::lexicon::{Lexicon, Options};
use crate::tense::{Clause, Tense};
use crate::{Anchor, Publication, Timex, TimexType};
use jiff::civil::Date;
use parallax_core::{Analyzer, Article, Span};
use parallax_text::{Sentence, Tagged, Token};

/// The analyzer of the dates layer.
pub struct Dates {
    lexicon: Lexicon,
}

parallax_core::register! {
    /// Dates, times, durations and sets (TIMEX3), resolved from the day of publication or another date of the text, each with its reason; null rather than a guess.
    analyzer "dates": Dates
}

impl Analyzer for Dates {
    type Reads = (Sentence, Token, Tagged, Publication);
    type Writes = Timex;
    type Options = Options;

    fn new(options: Options) -> Self {
        Dates { lexicon: Lexicon::new(&options) }
    }

    fn read(
        &self,
        article: &Article,
        (sentences, tokens, tags, publication): (&[Sentence], &[Token], &[Tagged], &[Publication]),
    ) -> Vec<Timex> {
        let text = article.text();
        let mut all: Vec<(usize, usize, Found)> = Vec::new();
        for (s, sentence) in sentences.iter().enumerate() {
            let found = Grammar { text, tokens: sentence.tokens(tokens), lexicon: &self.lexicon }.all();
            all.extend(found.into_iter().map(|(i, f)| (s, i, f)));
        }
        let place = |s: usize, i: usize, len: usize| {
            let words = sentences[s].tokens(tokens);
            words[i].span().cover(words[i + len - 1].span())
        };
        let clause = |s: usize| {
            let sentence = &sentences[s];
            Clause { text, tokens: sentence.tokens(tokens), tags: &tags[sentence.range()], lexicon: &self.lexicon }
        };
        let seen = |&(s, i, ref f): &(usize, usize, Found)| {
            let words = sentences[s].tokens(tokens);
            let is = |i: usize, marks: &[&str]| words.get(i).is_some_and(|t| marks.contains(&t.of(text)));
            // "(Daily Post, May 3; Wire, May 4)"
            let cited = i > 1 && is(i - 1, &[","]) && is(i + f.len, &[")", ";"]);
            let future = clause(s).looks_ahead(i);
            Seen { expr: f.expr.clone(), words: place(s, i, f.len).of(text).to_string(), future, cited }
        };
        let seen: Vec<Seen> = all.iter().map(seen).collect();
        let anchors = Anchors::new(publication, &seen);
        let mut resolver = Resolver { anchors: &anchors, last: None, told: None, sentence: usize::MAX };
        let mut out: Vec<Timex> = Vec::with_capacity(all.len());
        for (n, (s, i, found)) in all.iter().enumerate() {
            resolver.sentence = *s;
            // A time of day belongs to a day named anywhere in its sentence.
            let beside = all[n + 1..].iter().take_while(|(other, ..)| other == s).map(|(.., f)| &f.expr);
            let beside =
                beside.into_iter().find(|e| matches!(e, Expr::Day { .. } | Expr::Weekday { .. } | Expr::Today(_)));
            let tense = clause(*s).tense(*i, i + found.len);
            out.push(resolver.resolve(place(*s, *i, found.len), found, tense, beside, text));
        }
        out
    }
}

/// The state while reading an article from its first date to its last.
struct Resolver<'a> {
    anchors: &'a Anchors,
    /// The last day that was resolved, with its words.
    last: Option<(Date, String)>,
    /// The last day told by name or number, and its sentence.
    told: Option<(Date, usize)>,
    /// Number of the sentence being read.
    sentence: usize,
}

/// A resolved value, what it was counted from, and why.
type Reading = (Option<Value>, Anchor, String);

impl Resolver<'_> {
    fn resolve(&mut self, span: Span, found: &Found, tense: Option<Tense>, beside: Option<&Expr>, text: &str) -> Timex {
        let kind = match &found.expr {
            Expr::Duration { .. } => TimexType::Duration,
            Expr::Set { .. } => TimexType::Set,
            _ if found.time => TimexType::Time,
            _ => TimexType::Date,
        };
        let (value, anchor, why) = match &found.expr {
            Expr::Time { hour, minute, on } => self.time(*hour, *minute, on.as_deref().or(beside), tense),
            expr => self.reading(expr, tense),
        };
        if let Some(v) = value.as_ref().filter(|_| !matches!(kind, TimexType::Duration | TimexType::Set))
            && let Some(day) = calendar::first_day(v.last().split('T').next().unwrap_or(""))
        {
            self.last = Some((day, span.of(text).to_string()));
            self.told = Some((day, self.sentence));
        }
        let (value, until) = value.map_or((None, None), |v| (Some(v.value), v.until));
        Timex { span, kind, value, until, anchor, why }
    }

    /// The day that undated months and days are counted from where the text narrates.
    fn narrated(&self) -> Option<&(Date, String)> {
        self.last.as_ref().filter(|_| self.anchors.narrates)
    }

    fn reading(&mut self, expr: &Expr, tense: Option<Tense>) -> Reading {
        let future = tense == Some(Tense::Future);
        match *expr {
            Expr::Day { year: Some(y), month, day, .. } => explicit(calendar::day(y, month, day).map(Value::day)),
            Expr::Day { year: None, month, day, .. } => {
                self.yearless(month, day, tense, |y| calendar::day(y, month, day).map(Value::day))
            }
            Expr::Days { year: Some(y), month, from, to } => explicit(days(y, month, from, to)),
            Expr::Days { year: None, month, from, to } => {
                self.yearless(month, from, tense, |y| days(y, month, from, to))
            }
            Expr::Slashed { first, second, year } => self.slashed(first, second, year),
            Expr::Month { year: Some(y), month, .. } => explicit(Some(Value::month(y, month))),
            Expr::Month { year: None, month, shift } => self.month(month, shift, future),
            Expr::Year(y) => explicit(Some(Value::year(y))),
            Expr::Years(a, b) => explicit(Some(Value::year(a).to(&Value::year(b)))),
            Expr::Decade(y) => explicit(Some(calendar::decade(y))),
            Expr::Century(n) => explicit(Some(calendar::century(n))),
            Expr::BeforeChrist(ref value) => (
                Some(Value::new(value.clone())),
                Anchor::None,
                "said in full, TIMEX's form of years before Christ".into(),
            ),
            Expr::Season { season, year: Some(y), .. } => explicit(Some(calendar::season(season, y))),
            Expr::Season { season, shift, .. } => self.season(season, shift, future),
            Expr::Quarter { quarter, year: Some(y) } => explicit(Some(calendar::quarter(quarter, y))),
            Expr::Quarter { quarter, year: None } => self.quarter(quarter, future),
            Expr::Half { half, year } => explicit(Some(calendar::half(half, year))),
            Expr::Holiday { holiday, year: Some(y) } => explicit(holiday.in_year(y).map(Value::day)),
            Expr::Holiday { holiday, year: None } => match holiday.in_year(calendar::LEAP) {
                Some(d) => self.yearless(d.month(), d.day(), tense, |y| holiday.in_year(y).map(Value::day)),
                None => unknown(),
            },
            Expr::Weekday { day, shift } => match self.narrated().filter(|_| shift.is_none()) {
                Some((last, words)) => {
                    let next = calendar::weekday(*last, day, true).map(Value::day);
                    (next, Anchor::Text, format!("the first after “{words}”, {last}: the text narrates"))
                }
                None => self.counted_from_publication(|p| weekday(p, day, shift, future)),
            },
            Expr::Today(n) => self.counted_from_publication(|p| calendar::away(p, n.into(), Unit::Day)),
            Expr::Present => (None, Anchor::None, "the present: no certain time".into()),
            Expr::Shifted { unit: Unit::Weekend, shift, from_text: false } => {
                self.counted_from_publication(|p| weekend(p, shift, tense))
            }
            Expr::Shifted { unit, shift, from_text: false } => {
                self.counted_from_publication(|p| calendar::shift(p, shift.into(), unit))
            }
            Expr::Shifted { unit, shift, from_text: true } => {
                self.counted_from_text(|d| calendar::shift(d, shift.into(), unit), shift <= 0)
            }
            Expr::Away { n: None, .. } => (None, Anchor::None, "a vague number of them".into()),
            Expr::Away { n: Some(n), unit, forward, from_text } => {
                let n = if forward { n } else { -n };
                let away = |d| calendar::away(d, n, unit);
                if from_text { self.counted_from_text(away, false) } else { self.counted_from_publication(away) }
            }
            Expr::Duration { n, unit } => {
                (Some(Value::new(duration(n, unit))), Anchor::None, "a length of time".into())
            }
            Expr::Set { unit } => (Some(Value::new(duration(Some(1.0), unit))), Anchor::None, "comes again".into()),
            Expr::Time { .. } => unknown(),
        }
    }

    /// A time of day: on the day beside it, else on the day told last in the same or the sentence before.
    fn time(&mut self, hour: i8, minute: i8, on: Option<&Expr>, tense: Option<Tense>) -> Reading {
        let at = |day: &str| Some(Value::new(format!("{day}T{hour:02}:{minute:02}")));
        if let Some(on) = on {
            let (value, anchor, why) = self.reading(on, tense);
            return match value.filter(|v| v.until.is_none() && v.value.len() == 10) {
                Some(day) => (at(&day.value), anchor, format!("on the day named with it: {why}")),
                None => (None, Anchor::None, "the day named with it is not known".into()),
            };
        }
        match self.told {
            Some((day, sentence)) if self.sentence - sentence <= 1 => {
                (at(&day.to_string()), Anchor::Text, "on the day told before it".into())
            }
            _ => (None, Anchor::None, "no day is told beside it".into()),
        }
    }

    /// A month and day without a year.
    fn yearless(&self, month: i8, day: i8, tense: Option<Tense>, make: impl Fn(i16) -> Option<Value>) -> Reading {
        if let Some((last, words)) = self.narrated() {
            let year = narrated_year(*last, month, day);
            return (
                year.and_then(make),
                Anchor::Text,
                format!("the one next to “{words}”, {last}: the text narrates"),
            );
        }
        let Some(published) = self.anchors.published else { return self.guessed(make) };
        let year = published.year();
        let at = |y: i16| calendar::day(y, month, day);
        let past = (year - 4..=year).rev().find(|y| at(*y).is_some_and(|d| d <= published));
        let next = (year..=year + 4).find(|y| at(*y).is_some_and(|d| d > published));
        let distance = |y: Option<i16>| y.and_then(at).map_or(i32::MAX, |d| (d - published).get_days().abs());
        // A day that has just gone by or is about to come beats one that is most of a year away.
        let soon = tense != Some(Tense::Past) && distance(past) > 300 && distance(next) < 45;
        let ahead = tense == Some(Tense::Future) && distance(next) < 300 || soon;
        let (chosen, other) = if ahead { (next, past) } else { (past, next) };
        let why = if ahead { "the next such day after publication" } else { "the last such day before publication" };
        let rejected = other.map_or(String::new(), |y| format!("; {y} is further or against the tense"));
        (chosen.and_then(make), Anchor::Published, format!("{why}, {published}{rejected}"))
    }

    fn guessed(&self, make: impl Fn(i16) -> Option<Value>) -> Reading {
        match &self.anchors.year {
            Some(guess) => (make(guess.year), Anchor::Text, format!("year {}: {}", guess.year, guess.why)),
            None => unknown(),
        }
    }

    fn month(&self, month: i8, shift: Option<i8>, future: bool) -> Reading {
        if let Some((last, words)) = self.narrated().filter(|_| shift.is_none()) {
            let year = narrated_year(*last, month, 15);
            return (
                year.map(|y| Value::month(y, month)),
                Anchor::Text,
                format!("the one next to “{words}”, {last}: the text narrates"),
            );
        }
        let Some(published) = self.anchors.published else { return self.guessed(|y| Some(Value::month(y, month))) };
        let (year, now) = (published.year(), published.month());
        let last = if month <= now { year } else { year - 1 };
        let (chosen, which) = match shift {
            Some(0) => (year, "of this year"),
            Some(-1) => (if month < now { year } else { year - 1 }, "the last one gone by"),
            Some(_) => (if month > now { year } else { year + 1 }, "the next one to come"),
            None if future && month != now => (last + 1, "the next one to come"),
            None => (last, "the last one before publication"),
        };
        (Some(Value::month(chosen, month)), Anchor::Published, format!("{which}, {published}"))
    }

    fn season(&self, season: u8, shift: Option<i8>, future: bool) -> Reading {
        if let Some((last, words)) = self.narrated().filter(|_| shift.is_none_or(|s| s == 0)) {
            let year = narrated_year(*last, season_month(season), 15).map(|y| if season == 3 { y + 1 } else { y });
            return (
                year.map(|y| calendar::season(season, y)),
                Anchor::Text,
                format!("the one next to “{words}”, {last}: the text narrates"),
            );
        }
        let Some(published) = self.anchors.published else {
            return self.guessed(|y| Some(calendar::season(season, y + i16::from(shift.unwrap_or(0)))));
        };
        let ended = |y: i16| {
            calendar::first_day(calendar::season(season, y).last())
                .is_some_and(|d| d.month() < published.month() || y < published.year())
        };
        let begun = |y: i16| calendar::first_day(&calendar::season(season, y).value).is_some_and(|d| d <= published);
        let year = published.year();
        let chosen = match shift {
            None if future && ended(year) => year + 1,
            None if !future && !begun(year) => year - 1,
            None | Some(0) => year,
            Some(-1) if ended(year) => year,
            Some(-1) => year - 1,
            _ if ended(year) => year + 1,
            _ => year,
        };
        (Some(calendar::season(season, chosen)), Anchor::Published, format!("counted from publication, {published}"))
    }

    fn quarter(&self, quarter: i8, future: bool) -> Reading {
        self.counted_from_publication(|p| {
            let begun = quarter * 3 - 2 <= p.month();
            Some(calendar::quarter(quarter, if begun || future { p.year() } else { p.year() - 1 }))
        })
    }

    /// "04/05/2022": the reading that a day above 12 forces, else the one next to the day of publication.
    fn slashed(&self, first: i8, second: i8, year: i16) -> Reading {
        let (american, european) = (calendar::day(year, first, second), calendar::day(year, second, first));
        match (american, european) {
            (Some(d), None) => (Some(Value::day(d)), Anchor::None, "month first: there is no other reading".into()),
            (None, Some(d)) => (Some(Value::day(d)), Anchor::None, "day first: there is no other reading".into()),
            (Some(a), Some(b)) if a == b => (Some(Value::day(a)), Anchor::None, "day and month are one number".into()),
            (Some(a), Some(b)) => {
                let near = |d: Date| self.anchors.published.map_or(i32::MAX, |p| (d - p).get_days().abs());
                match (near(a) <= 14, near(b) <= 14) {
                    (true, false) => {
                        (Some(Value::day(a)), Anchor::Published, "month first: near the day of publication".into())
                    }
                    (false, true) => {
                        (Some(Value::day(b)), Anchor::Published, "day first: near the day of publication".into())
                    }
                    _ => (Some(Value::year(year)), Anchor::None, format!("{a} or {b}: nothing tells which")),
                }
            }
            _ => (None, Anchor::None, "no such day".into()),
        }
    }

    fn counted_from_publication(&self, make: impl Fn(Date) -> Option<Value>) -> Reading {
        match self.anchors.published {
            Some(p) => (make(p), Anchor::Published, format!("counted from publication, {p}")),
            None => unknown(),
        }
    }

    /// Counted from the day told last; `now` tells whether publication stands in where none was told ("the previous year").
    fn counted_from_text(&self, make: impl Fn(Date) -> Option<Value>, now: bool) -> Reading {
        match &self.last {
            Some((day, words)) => (make(*day), Anchor::Text, format!("counted from “{words}”, {day}")),
            None if now => self.counted_from_publication(make),
            None => (None, Anchor::None, "no day is told before it to count from".into()),
        }
    }
}

fn explicit(value: Option<Value>) -> Reading {
    let why = if value.is_some() { "said in full" } else { "there is no such day" };
    (value, Anchor::None, why.into())
}

fn unknown() -> Reading {
    (None, Anchor::None, "the day of publication is not known".into())
}

fn days(year: i16, month: i8, from: i8, to: i8) -> Option<Value> {
    Some(Value::day(calendar::day(year, month, from)?).to(&Value::day(calendar::day(year, month, to)?)))
}

fn weekday(published: Date, day: jiff::civil::Weekday, shift: Option<i8>, future: bool) -> Option<Value> {
    let chosen = match shift {
        // "last Monday" on a Monday is a week ago, "next Monday" a week ahead.
        Some(-1) => calendar::weekday(published.yesterday().ok()?, day, false),
        Some(1) => calendar::weekday(published.tomorrow().ok()?, day, true),
        _ => calendar::weekday(published, day, future),
    };
    chosen.map(Value::day)
}

/// The weekend of the week of publication; the one gone by where the verb looks back early in the week.
fn weekend(published: Date, shift: i8, tense: Option<Tense>) -> Option<Value> {
    let early = published.weekday().to_monday_zero_offset() < 4;
    let back = shift == 0 && early && tense == Some(Tense::Past);
    calendar::shift(published, i64::from(shift) - i64::from(back), Unit::Weekend)
}

/// The year in which a month and day stand next to the day told last: stories go forward, seldom back.
fn narrated_year(last: Date, month: i8, day: i8) -> Option<i16> {
    let distance = |y: i16| {
        let there = calendar::day(y, month, day.min(28))?;
        let days = i64::from((there - last).get_days());
        Some(if days < -20 { -days * 3 / 2 } else { days.abs() })
    };
    (last.year() - 1..=last.year() + 1).filter_map(|y| Some((distance(y)?, y))).min().map(|(_, y)| y)
}

/// The month in the middle of a season.
fn season_month(season: u8) -> i8 {
    [4, 7, 10, 12][usize::from(season.min(3))]
}

fn duration(n: Option<f64>, unit: Unit) -> String {
    let n = n.map_or("X".to_string(), |n| n.to_string());
    match unit {
        Unit::Second => format!("PT{n}S"),
        Unit::Minute => format!("PT{n}M"),
        Unit::Hour => format!("PT{n}H"),
        Unit::Day => format!("P{n}D"),
        Unit::Week => format!("P{n}W"),
        Unit::Weekend => format!("P{n}WE"),
        Unit::Fortnight => format!("P{}W", n.parse::<f64>().map_or(n.clone(), |n| (n * 2.0).to_string())),
        Unit::Month => format!("P{n}M"),
        Unit::Season => format!("P{n}SE"),
        Unit::Quarter => format!("P{n}Q"),
        Unit::Year => format!("P{n}Y"),
        Unit::Decade => format!("P{n}DE"),
        Unit::Century => format!("P{n}CE"),
    }
}

#[cfg(test)]
mod tests;
