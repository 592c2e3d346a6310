//! What a run of words says about time, before anyone knows when it was written.

use crate::calendar::Unit;
use crate::holidays::Holiday;
use jiff::civil::Weekday;

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
    /// "490 BC": the value as TIMEX writes it.
    BeforeChrist(String),
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
    /// "the first half of 2021".
    Half {
        half: i8,
        year: i16,
    },
    Holiday {
        holiday: Holiday,
        year: Option<i16>,
    },
    /// Days from today.
    Today(i8),
    Time {
        hour: i8,
        minute: i8,
        on: Option<Box<Expr>>,
    },
    Duration {
        n: Option<f64>,
        unit: Unit,
    },
    Set {
        unit: Unit,
    },
    /// "now", "currently".
    Present,
}

/// A run of tokens that reads as an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub len: usize,
    pub expr: Expr,
    /// A part of the day is named: "Sunday night".
    pub time: bool,
}

impl Found {
    pub(crate) fn new(len: usize, expr: Expr) -> Found {
        Found { len, expr, time: false }
    }
}
