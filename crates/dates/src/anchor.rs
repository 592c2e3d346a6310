//! What dates without a year hang on: the day of publication, or a year that the text itself gives away.

use crate::expr::Expr;
use crate::{Publication, calendar};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What an article's dates are counted from.
#[derive(Clone, Debug)]
pub struct Anchors {
    /// The day of publication.
    pub published: Option<Date>,
    /// The text tells of years long before it was published: dates without a year follow the one told last.
    pub narrates: bool,
    /// Without that day: the year that dates without one belong to.
    pub year: Option<YearGuess>,
}

/// A year concluded from the text, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearGuess {
    /// The year.
    pub year: i16,
    /// What it was concluded from.
    pub why: String,
}

impl Anchors {
    pub(crate) fn new(publication: &[Publication], all: &[Seen]) -> Self {
        let published = publication.first().map(|p| p.date);
        // A page's copyright year is no evidence: where it could be checked, four pages in five showed the year of the
        // visit, not of the article.
        let year = if published.is_some() { None } else { weekday_year(all).or_else(|| cited_year(all)) };
        Anchors { published, narrates: narrates(published, all), year }
    }
}

/// Whether most years that a text names are three or more before its own: a history, no news.
fn narrates(published: Option<Date>, all: &[Seen]) -> bool {
    let Some(published) = published else { return false };
    let early = all.iter().filter(|s| matches!(s.expr, Expr::BeforeChrist(_))).count();
    let years: Vec<i16> = all.iter().filter_map(|s| year_of(&s.expr)).collect();
    let old = years.iter().filter(|y| **y <= published.year() - 3).count() + early;
    old >= 5 && old * 5 >= (years.len() + early) * 4
}

/// An expression with the words it stands in.
pub(crate) struct Seen {
    pub expr: Expr,
    pub words: String,
    /// Its sentence speaks of what is to come.
    pub future: bool,
    /// It closes a citation in parentheses: "(Daily Post, May 3)".
    pub cited: bool,
}

/// "Thursday, March 14" without a year: two such days or more that fit one year alone, among the years the text names and
/// those beside them.
fn weekday_year(all: &[Seen]) -> Option<YearGuess> {
    let named: BTreeSet<i16> = all.iter().filter_map(|s| year_of(&s.expr)).collect();
    let near: BTreeSet<i16> = named.iter().flat_map(|y| [*y - 1, *y, *y + 1]).collect();
    let days: BTreeSet<(i8, i8, i8)> = all
        .iter()
        .filter_map(|s| match s.expr {
            Expr::Day { year: None, month, day, weekday: Some(w) } => Some((month, day, w.to_monday_one_offset())),
            _ => None,
        })
        .collect();
    let fits = |y: &i16| {
        days.iter()
            .all(|(m, d, w)| calendar::day(*y, *m, *d).is_some_and(|day| day.weekday().to_monday_one_offset() == *w))
    };
    let years: Vec<i16> = near.into_iter().filter(fits).collect();
    let [year] = years[..] else { return None };
    (days.len() >= 2).then(|| YearGuess {
        year,
        why: format!("the {} weekdays told with their dates are those of {year}", days.len()),
    })
}

/// Where citations in parentheses give the day without a year, one that has a year is of another: the current year is the
/// one after the latest that is spelt out, unless the text looks ahead to that one too. Outside citations writers give
/// the current year as often as not, so nothing is concluded there.
fn cited_year(all: &[Seen]) -> Option<YearGuess> {
    let bare = all.iter().filter(|s| s.cited && matches!(s.expr, Expr::Day { year: None, .. })).count();
    let latest = all.iter().filter(|s| s.cited && !s.future).filter_map(|s| match s.expr {
        Expr::Day { year: Some(y), month, day, .. } => Some(((y, month, day), s)),
        _ => None,
    });
    let ((year, ..), seen) = latest.max_by_key(|(date, _)| *date)?;
    let mentioned = all.iter().filter_map(|s| year_of(&s.expr)).max().unwrap_or(year);
    if bare < 3 || mentioned > year + 1 {
        return None;
    }
    if mentioned == year + 1 {
        let why = format!(
            "the latest citation with a year is of “{}”, and {mentioned} is spoken of as another year",
            seen.words
        );
        return Some(YearGuess { year, why });
    }
    let why =
        format!("“{}” is cited with its year and {bare} others without, so these are of the year after", seen.words);
    Some(YearGuess { year: year + 1, why })
}

fn year_of(expr: &Expr) -> Option<i16> {
    match *expr {
        Expr::Day { year, .. }
        | Expr::Days { year, .. }
        | Expr::Month { year, .. }
        | Expr::Season { year, .. }
        | Expr::Quarter { year, .. }
        | Expr::Holiday { year, .. } => year,
        Expr::Year(y) | Expr::Slashed { year: y, .. } => Some(y),
        Expr::Years(_, to) => Some(to),
        _ => None,
    }
    .filter(|y| *y < 2100)
}
