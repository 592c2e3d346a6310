//! Expressions to days: counted from the day of publication, from another date of the text, or left open.

use crate::anchor::{Anchors, Seen};
use crate::calendar::{self, Unit, Value};
use crate::grammar::{Expr, Found, Grammar};
use crate::{Anchor, Publication, Timex, TimexType};
use jiff::civil::Date;
use parallax_core::{Analyzer, Article, NoOptions, Span};
use parallax_text::{Sentence, Token, key};
use rustc_hash::FxHashMap;

/// The analyzer of the dates layer.
pub struct Dates {
    tense: FxHashMap<u64, Tense>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    Future,
}

parallax_core::register! {
    /// Dates, times, durations and sets (TIMEX3), resolved from the day of publication or another date of the text, each with its reason; null rather than a guess.
    analyzer "dates": Dates
}

const FUTURE: &str = "will shall plans planned plan planning scheduled due expected expects upcoming next until by \
    deadline set intends aims 'll ahead tomorrow forthcoming future";
const PAST: &str = "was were had did took held began came went left met told gave made found fell rose broke sent \
    shot won lost saw brought became grew spoke wrote struck hit cut led built bought sold spent paid ago last earlier \
    since after been";

impl Analyzer for Dates {
    type Reads = (Sentence, Token, Publication);
    type Writes = Timex;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        let words = |list: &str, tense| list.split_whitespace().map(|w| (key(w), tense)).collect::<Vec<_>>();
        Dates { tense: words(FUTURE, Tense::Future).into_iter().chain(words(PAST, Tense::Past)).collect() }
    }

    fn read(
        &self,
        article: &Article,
        (sentences, tokens, publication): (&[Sentence], &[Token], &[Publication]),
    ) -> Vec<Timex> {
        let text = article.text();
        let mut all: Vec<(usize, usize, Found)> = Vec::new();
        for (s, sentence) in sentences.iter().enumerate() {
            let found = Grammar { text, tokens: sentence.tokens(tokens) }.all();
            all.extend(found.into_iter().map(|(i, f)| (s, i, f)));
        }
        let place = |s: usize, i: usize, len: usize| {
            let words = sentences[s].tokens(tokens);
            words[i].span().cover(words[i + len - 1].span())
        };
        let future = |s: usize, i: usize, len: usize| self.future(text, sentences[s].tokens(tokens), i, i + len);
        let seen = |&(s, i, ref f): &(usize, usize, Found)| {
            let looks_ahead = self.speaks_of_future(sentences[s].tokens(tokens), i);
            let words = sentences[s].tokens(tokens);
            let is = |i: usize, marks: &[&str]| words.get(i).is_some_and(|t| marks.contains(&t.of(text)));
            // "(Daily Post, May 3; Wire, May 4)"
            let cited = i > 1 && is(i - 1, &[","]) && is(i + f.len, &[")", ";"]);
            Seen { expr: f.expr.clone(), words: place(s, i, f.len).of(text).to_string(), future: looks_ahead, cited }
        };
        let seen: Vec<Seen> = if publication.is_empty() { all.iter().map(seen).collect() } else { Vec::new() };
        let anchors = Anchors::new(publication, &seen);
        let mut resolver = Resolver { anchors: &anchors, last: None, sentence: usize::MAX, today: None };
        let one = |(s, i, found): (usize, usize, Found)| {
            resolver.enter(s);
            resolver.resolve(place(s, i, found.len), &found.expr, future(s, i, found.len), text)
        };
        all.into_iter().map(one).collect()
    }
}

impl Dates {
    /// Whether the words around `from..to` speak of what is to come: the nearest sign of tense decides.
    fn future(&self, text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
        let sign = |i: usize| {
            let (t, word) = (&tokens[i], tokens[i].of(text));
            let known = self.tense.get(&t.key).copied();
            let tense =
                known.or_else(|| (word.len() > 4 && word.ends_with("ed") && !t.capital()).then_some(Tense::Past))?;
            // "will be held": a participle has the tense of its auxiliary.
            let participle = tense == Tense::Past && i > 0 && tokens[i - 1].of(text) == "be";
            (!participle).then_some(tense)
        };
        let before = (0..from).rev().take(10).find_map(|i| Some((from - 1 - i, sign(i)?)));
        let after = (to..tokens.len()).take(10).find_map(|i| Some((i - to + 1, sign(i)?)));
        let nearest = [before, after].into_iter().flatten().min_by_key(|(d, _)| *d);
        nearest.is_some_and(|(_, tense)| tense == Tense::Future)
    }

    /// Whether any word shortly before `at` looks ahead ("plans to … by 2020").
    fn speaks_of_future(&self, tokens: &[Token], at: usize) -> bool {
        tokens[..at].iter().rev().take(12).any(|t| self.tense.get(&t.key) == Some(&Tense::Future))
    }
}

/// The state while reading an article from its first date to its last.
struct Resolver<'a> {
    anchors: &'a Anchors,
    /// The last day that was resolved, with its words.
    last: Option<(Date, String)>,
    sentence: usize,
    /// A day named in the same sentence, for times of day.
    today: Option<Date>,
}

/// A resolved value, what it was counted from, and why.
type Reading = (Option<Value>, Anchor, String);

impl Resolver<'_> {
    fn enter(&mut self, sentence: usize) {
        if sentence != self.sentence {
            (self.sentence, self.today) = (sentence, None);
        }
    }

    fn resolve(&mut self, span: Span, expr: &Expr, future: bool, text: &str) -> Timex {
        let kind = match expr {
            Expr::Duration { .. } => TimexType::Duration,
            Expr::Set { .. } => TimexType::Set,
            Expr::Time { .. } => TimexType::Time,
            _ => TimexType::Date,
        };
        let (value, anchor, why) = self.reading(expr, future);
        if let Some(day) = value
            .as_ref()
            .filter(|v| kind == TimexType::Date && v.last().len() == 10)
            .and_then(|v| calendar::first_day(v.last()))
        {
            self.last = Some((day, span.of(text).to_string()));
            self.today = Some(day);
        }
        let (value, until) = value.map_or((None, None), |v| (Some(v.value), v.until));
        Timex { span, kind, value, until, anchor, why }
    }

    fn reading(&self, expr: &Expr, future: bool) -> Reading {
        match *expr {
            Expr::Day { year: Some(y), month, day, .. } => explicit(calendar::day(y, month, day).map(Value::day)),
            Expr::Day { year: None, month, day, .. } => {
                self.yearless(month, day, future, |y| calendar::day(y, month, day).map(Value::day))
            }
            Expr::Days { year: Some(y), month, from, to } => explicit(days(y, month, from, to)),
            Expr::Days { year: None, month, from, to } => {
                self.yearless(month, from, future, |y| days(y, month, from, to))
            }
            Expr::Slashed { first, second, year } => self.slashed(first, second, year),
            Expr::Month { year: Some(y), month, .. } => explicit(Some(Value::month(y, month))),
            Expr::Month { year: None, month, shift } => self.month(month, shift, future),
            Expr::Year(y) => explicit(Some(Value::year(y))),
            Expr::Years(a, b) => explicit(Some(Value::year(a).to(&Value::year(b)))),
            Expr::Decade(y) => explicit(Some(calendar::decade(y))),
            Expr::Century(n) => explicit(Some(calendar::century(n))),
            Expr::Season { season, year: Some(y), .. } => explicit(Some(calendar::season(season, y))),
            Expr::Season { season, shift, .. } => self.season(season, shift.unwrap_or(0)),
            Expr::Quarter { quarter, year: Some(y) } => explicit(Some(calendar::quarter(quarter, y))),
            Expr::Quarter { quarter, year: None } => self.quarter(quarter),
            Expr::Weekday { day, shift } => self.counted_from_publication(|p| weekday(p, day, shift, future)),
            Expr::Today(n) => self.counted_from_publication(|p| calendar::away(p, n.into(), Unit::Day)),
            Expr::Shifted { unit, shift, from_text: false } => {
                self.counted_from_publication(|p| calendar::shift(p, shift.into(), unit))
            }
            Expr::Shifted { unit, shift, from_text: true } => {
                self.counted_from_text(|d| calendar::shift(d, shift.into(), unit))
            }
            Expr::Away { n: None, .. } => (None, Anchor::None, "a vague number of them".into()),
            Expr::Away { n: Some(n), unit, forward, from_text } => {
                let n = if forward { n } else { -n };
                let away = |d| calendar::away(d, n, unit);
                if from_text { self.counted_from_text(away) } else { self.counted_from_publication(away) }
            }
            Expr::Time { hour, minute } => match self.today {
                Some(day) => (
                    Some(Value::new(format!("{day}T{hour:02}:{minute:02}"))),
                    Anchor::Text,
                    "on the day named in the sentence".into(),
                ),
                None => (None, Anchor::None, "the sentence names no day".into()),
            },
            Expr::Duration { n, unit } => {
                (Some(Value::new(duration(n, unit))), Anchor::None, "a length of time".into())
            }
            Expr::Set { unit } => (Some(Value::new(duration(Some(1.0), unit))), Anchor::None, "comes again".into()),
        }
    }

    /// A month and day without a year.
    fn yearless(&self, month: i8, day: i8, future: bool, make: impl Fn(i16) -> Option<Value>) -> Reading {
        let Some(published) = self.anchors.published else { return self.guessed(make) };
        let year = published.year();
        let at = |y: i16| calendar::day(y, month, day);
        let past = (year - 4..=year).rev().find(|y| at(*y).is_some_and(|d| d <= published));
        let next = (year..=year + 4).find(|y| at(*y).is_some_and(|d| d > published));
        let distance = |y: Option<i16>| y.and_then(at).map_or(i32::MAX, |d| (d - published).get_days().abs());
        // A day that has just gone by or is about to come beats one that is most of a year away.
        let ahead = (future && distance(next) < 300) || (distance(past) > 300 && distance(next) < 45);
        let chosen = if ahead { next } else { past };
        let why = if ahead { "the next such day after publication" } else { "the last such day before publication" };
        (chosen.and_then(make), Anchor::Published, format!("{why}, {published}"))
    }

    fn guessed(&self, make: impl Fn(i16) -> Option<Value>) -> Reading {
        match &self.anchors.year {
            Some(guess) => (make(guess.year), Anchor::Text, format!("year {}: {}", guess.year, guess.why)),
            None => unknown(),
        }
    }

    fn month(&self, month: i8, shift: Option<i8>, future: bool) -> Reading {
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

    fn season(&self, season: u8, shift: i8) -> Reading {
        let Some(published) = self.anchors.published else {
            return self.guessed(|y| Some(calendar::season(season, y + i16::from(shift))));
        };
        let ended = |y: i16| {
            calendar::first_day(calendar::season(season, y).last())
                .is_some_and(|d| d.month() < published.month() || y < published.year())
        };
        let year = published.year();
        let chosen = match shift {
            0 => year,
            -1 if ended(year) => year,
            -1 => year - 1,
            _ if ended(year) => year + 1,
            _ => year,
        };
        (Some(calendar::season(season, chosen)), Anchor::Published, format!("counted from publication, {published}"))
    }

    fn quarter(&self, quarter: i8) -> Reading {
        self.counted_from_publication(|p| {
            let over = quarter * 3 < p.month() || quarter * 3 - 2 <= p.month();
            Some(calendar::quarter(quarter, if over { p.year() } else { p.year() - 1 }))
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

    fn counted_from_text(&self, make: impl Fn(Date) -> Option<Value>) -> Reading {
        match &self.last {
            Some((day, words)) => (make(*day), Anchor::Text, format!("counted from “{words}”, {day}")),
            None => self.counted_from_publication(make),
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

fn duration(n: Option<f64>, unit: Unit) -> String {
    let n = n.map_or("X".to_string(), |n| n.to_string());
    match unit {
        Unit::Second => format!("PT{n}S"),
        Unit::Minute => format!("PT{n}M"),
        Unit::Hour => format!("PT{n}H"),
        Unit::Day => format!("P{n}D"),
        Unit::Week => format!("P{n}W"),
        Unit::Month => format!("P{n}M"),
        Unit::Quarter => format!("P{n}Q"),
        Unit::Year => format!("P{n}Y"),
        Unit::Decade => format!("P{n}DE"),
        Unit::Century => format!("P{n}CE"),
    }
}

#[cfg(test)]
mod tests;
