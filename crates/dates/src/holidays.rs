//! Days with a name of their own, and when they are in a year.

use crate::calendar::{day, possible};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A day with a name of its own; one of `day`, `nth` and `easter` says when it is.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidayEntry {
    /// Its names.
    pub names: Vec<String>,
    /// Month and day.
    pub day: Option<[i8; 2]>,
    /// Month, which one (-1: the last), weekday (1 Monday to 7 Sunday).
    pub nth: Option<[i8; 3]>,
    /// Days from Easter Sunday of the western churches.
    pub easter: Option<i16>,
    /// Where the name means the day of one year alone.
    pub year: Option<i16>,
}

/// A day with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Holiday {
    rule: Rule,
    /// The only year it means.
    pub year: Option<i16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Day { month: i8, day: i8 },
    Nth { month: i8, nth: i8, weekday: i8 },
    Easter(i16),
}

impl Holiday {
    pub(crate) fn of(entry: &HolidayEntry) -> Option<Holiday> {
        let rule = match (entry.day, entry.nth, entry.easter) {
            (Some([month, day]), ..) if possible(month, day) => Rule::Day { month, day },
            (_, Some([month, nth, weekday]), _) if (1..=12).contains(&month) && (1..=7).contains(&weekday) => {
                Rule::Nth { month, nth, weekday }
            }
            (.., Some(days)) => Rule::Easter(days),
            _ => return None,
        };
        Some(Holiday { rule, year: entry.year })
    }

    /// Its day in a year.
    pub(crate) fn in_year(self, year: i16) -> Option<Date> {
        match self.rule {
            Rule::Day { month, day: d } => day(year, month, d),
            Rule::Nth { month, nth, weekday } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                day(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()
            }
            Rule::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
        }
    }
}

/// Easter Sunday of the western churches (the Gregorian rule, after Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    day(year, month as i8, ((h + l - 7 * m + 33 * month + 19) % 32) as i8)
}
