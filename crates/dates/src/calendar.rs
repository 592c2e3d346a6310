//! Stretches of the calendar: a day, a week, a month, a year, with their ISO 8601 forms.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Units that dates are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub(crate) fn parse(name: &str) -> Option<Unit> {
        Some(match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "weekend" => Unit::Weekend,
            "fortnight" => Unit::Fortnight,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "season" => Unit::Season,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }
}

/// A resolved value: first part and, for a stretch that has no name of its own in ISO 8601, its last part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub value: String,
    pub until: Option<String>,
}

impl Value {
    pub(crate) fn new(value: String) -> Self {
        Value { value, until: None }
    }

    pub(crate) fn day(day: Date) -> Self {
        Value::new(day.to_string())
    }

    pub(crate) fn month(year: i16, month: i8) -> Self {
        Value::new(format!("{year:04}-{month:02}"))
    }

    pub(crate) fn year(year: i16) -> Self {
        Value::new(format!("{year:04}"))
    }

    pub(crate) fn stretch(from: String, to: String) -> Self {
        let until = (from != to).then_some(to);
        Value { value: from, until }
    }

    /// The last part: what a date after this one is counted from.
    pub(crate) fn last(&self) -> &str {
        self.until.as_deref().unwrap_or(&self.value)
    }

    /// From the start of this to the end of `other`.
    pub(crate) fn to(&self, other: &Value) -> Value {
        Value::stretch(self.value.clone(), other.last().to_string())
    }
}

/// Month of a season's first month, northern hemisphere; winter begins in December of the year before.
pub(crate) fn season(season: u8, year: i16) -> Value {
    match season {
        0 => Value::stretch(format!("{year:04}-03"), format!("{year:04}-05")),
        1 => Value::stretch(format!("{year:04}-06"), format!("{year:04}-08")),
        2 => Value::stretch(format!("{year:04}-09"), format!("{year:04}-11")),
        _ => Value::stretch(format!("{:04}-12", year - 1), format!("{year:04}-02")),
    }
}

/// The three months of a quarter, 1 to 4.
pub(crate) fn quarter(quarter: i8, year: i16) -> Value {
    let first = quarter * 3 - 2;
    Value::stretch(format!("{year:04}-{first:02}"), format!("{year:04}-{:02}", first + 2))
}

/// The unit of the calendar that is `n` units away from the one that holds `day`.
pub(crate) fn shift(day: Date, n: i64, unit: Unit) -> Option<Value> {
    let n32 = i32::try_from(n).ok()?;
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => Value::day(day.checked_add(n32.days()).ok()?),
        Unit::Week => {
            let there = day.checked_add(n32.checked_mul(7)?.days()).ok()?;
            let monday = there.checked_sub(i32::from(there.weekday().to_monday_zero_offset()).days()).ok()?;
            Value::stretch(monday.to_string(), monday.checked_add(6.days()).ok()?.to_string())
        }
        Unit::Weekend => {
            let there = day.checked_add(n32.checked_mul(7)?.days()).ok()?;
            // The weekend of a week that has begun: its own; on Monday and Tuesday news tell of the one gone by.
            let back = i32::from(there.weekday().to_monday_zero_offset());
            let saturday = there.checked_add((5 - back).days()).ok()?;
            Value::stretch(saturday.to_string(), saturday.checked_add(1.days()).ok()?.to_string())
        }
        Unit::Fortnight | Unit::Season => return None,
        Unit::Month => {
            let there = day.first_of_month().checked_add(n32.months()).ok()?;
            Value::month(there.year(), there.month())
        }
        Unit::Quarter => {
            let there = day.first_of_month().checked_add(n32.checked_mul(3)?.months()).ok()?;
            quarter((there.month() - 1) / 3 + 1, there.year())
        }
        Unit::Year => Value::year(i16::try_from(i64::from(day.year()).checked_add(n)?).ok()?),
        Unit::Decade => decade(i16::try_from((i64::from(day.year()) / 10).checked_add(n)?.checked_mul(10)?).ok()?),
        Unit::Century => century(i16::try_from((i64::from(day.year()) / 100).checked_add(n)? + 1).ok()?),
    })
}

/// Half of a year, 1 or 2.
pub(crate) fn half(half: i8, year: i16) -> Value {
    let first = half * 6 - 5;
    Value::stretch(format!("{year:04}-{first:02}"), format!("{year:04}-{:02}", first + 5))
}

/// The ten years from `first` on.
pub(crate) fn decade(first: i16) -> Value {
    Value::stretch(format!("{first:04}"), format!("{:04}", first.saturating_add(9)))
}

/// The hundred years of the `n`-th century.
pub(crate) fn century(n: i16) -> Value {
    let first = n.saturating_sub(1).saturating_mul(100);
    Value::stretch(format!("{:04}", first.saturating_add(1)), format!("{:04}", first.saturating_add(100)))
}

/// The day `n` units before or after `day`, to the precision of the unit ("two years ago" is a year).
pub(crate) fn away(day: Date, n: i64, unit: Unit) -> Option<Value> {
    let n32 = i32::try_from(n).ok()?;
    match unit {
        Unit::Week => Some(Value::day(day.checked_add(n32.checked_mul(7)?.days()).ok()?)),
        Unit::Fortnight => Some(Value::day(day.checked_add(n32.checked_mul(14)?.days()).ok()?)),
        // The hour is not known: its day may be another.
        Unit::Hour if n.abs() >= 24 => Some(Value::day(day.checked_add((n32 / 24).days()).ok()?)),
        Unit::Day => Some(Value::day(day.checked_add(n32.days()).ok()?)),
        _ => shift(day, n, unit),
    }
}

/// The last `weekday` on or before `day`, or the first one after it.
pub(crate) fn weekday(day: Date, weekday: Weekday, forward: bool) -> Option<Date> {
    let back = i32::from(day.weekday().since(weekday));
    let last = day.checked_sub(back.days()).ok()?;
    if forward && back != 0 { last.checked_add(7.days()).ok() } else { Some(last) }
}

/// A day if there is such a one.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// Any leap year: for asking whether a month has a day.
pub(crate) const LEAP: i16 = 2000;

/// Whether some year has this day.
pub(crate) fn possible(month: i8, day_: i8) -> bool {
    day(LEAP, month, day_).is_some()
}

/// First day of a value `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
pub(crate) fn first_day(value: &str) -> Option<Date> {
    let mut parts = value.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Some(1), |m| m.parse().ok())?;
    let d = parts.next().map_or(Some(1), |d| d.parse().ok())?;
    day(year, month, d)
}
