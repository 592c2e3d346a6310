//! The notes of the `dates` layer: TIMEX3 (Pustejovsky et al. 2003, ISO-TimeML) with resolved values.

use parallax_core::{Note, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// A date, time, duration or set of times.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Timex {
    #[serde(skip)]
    pub(crate) span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// ISO 8601 day, month, year or time, or a TIMEX3 duration; null where the text does not settle it.
    pub value: Option<String>,
    /// The last day, inclusive, where the words name a stretch.
    pub until: Option<String>,
    /// What the value was counted from.
    pub anchor: Anchor,
    /// The reason for the reading.
    pub why: String,
}

impl Note for Timex {
    const LAYER: &'static str = "dates";
    fn span(&self) -> Span {
        self.span
    }
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A day or longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A time that comes again.
    Set,
}

/// What a value was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The day of publication.
    Published,
    /// Another date of the text.
    Text,
    /// Nothing: the words say it all, or nothing is known to count from.
    None,
}
