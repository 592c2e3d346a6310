//! What dates without a year hang on: the day of publication, or a year that the text itself gives away.

use crate::Publication;
use crate::grammar::Expr;
use crate::publication::copyright_year;
use jiff::civil::Date;
use parallax_text::{Block, Token};

/// What an article's dates are counted from.
#[derive(Clone, Debug)]
pub struct Anchors {
    /// The day of publication.
    pub published: Option<Date>,
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
    pub(crate) fn new(text: &str, publication: &[Publication], blocks: &[Block], tokens: &[Token], all: &[Seen]) -> Self {
        let published = publication.first().map(|p| p.date);
        if published.is_some() {
            return Anchors { published, year: None };
        }
        let page = copyright_year(text, blocks, tokens).map(|(year, line)| YearGuess { year, why: format!("the page says “{line}”") });
        Anchors { published, year: weekday_year(all).or(page).or_else(|| explicit_year(all)) }
    }
}

/// An expression with the words it stands in.
pub(crate) struct Seen {
    pub expr: Expr,
    pub words: String,
    /// Its sentence speaks of what is to come.
    pub future: bool,
}

/// "Thursday, March 14" without a year: in five years around the other years named, only one has that weekday.
fn weekday_year(all: &[Seen]) -> Option<YearGuess> {
    let named = all.iter().filter_map(|s| year_of(&s.expr)).max()?;
    all.iter().find_map(|s| {
        let Expr::Day { year: None, month, day, weekday: Some(weekday) } = s.expr else { return None };
        let fits = |y: &i16| crate::calendar::day(*y, month, day).is_some_and(|d| d.weekday() == weekday);
        let year = (named - 1..=named + 3).find(|y| fits(y) && *y >= named).or_else(|| Some(named - 1).filter(fits))?;
        Some(YearGuess { year, why: format!("“{}” is such a weekday in {year}", s.words) })
    })
}

/// Dates are given with their year when it is not the current one. So where most have none, the current year is the one
/// after the latest that is spelt out, unless the text looks ahead to that one too.
fn explicit_year(all: &[Seen]) -> Option<YearGuess> {
    let bare = all.iter().filter(|s| matches!(s.expr, Expr::Day { year: None, .. } | Expr::Days { year: None, .. })).count();
    let latest = all
        .iter()
        .filter(|s| !s.future)
        .filter_map(|s| match s.expr {
            Expr::Day { year: Some(y), month, .. } | Expr::Month { year: Some(y), month, .. } => Some((y, month, s)),
            _ => None,
        })
        .max_by_key(|(y, m, _)| (*y, *m))?;
    let (year, _, seen) = latest;
    let mentioned = all.iter().filter_map(|s| year_of(&s.expr)).max().unwrap_or(year);
    if bare < 3 || mentioned > year + 1 {
        return None;
    }
    if mentioned == year + 1 {
        let why = format!("the latest date told with its year is “{}”, and {mentioned} is still spoken of as another year", seen.words);
        return Some(YearGuess { year, why });
    }
    let why = format!("“{}” is told with its year and {bare} others are not, so these are of the year after", seen.words);
    Some(YearGuess { year: year + 1, why })
}

fn year_of(expr: &Expr) -> Option<i16> {
    match *expr {
        Expr::Day { year, .. } | Expr::Days { year, .. } | Expr::Month { year, .. } | Expr::Season { year, .. } | Expr::Quarter { year, .. } => year,
        Expr::Year(y) | Expr::Slashed { year: y, .. } => Some(y),
        Expr::Years(_, to) => Some(to),
        _ => None,
    }
    .filter(|y| *y < 2100)
}
