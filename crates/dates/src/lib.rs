//! Dates and times in text, resolved to the calendar with a reason; and the day of publication they hang on.
//!
//! ```text
//! blocks, sentences, tokens ── publication ── dates
//! grammar (words to expressions: digits, amounts, leads) ── resolve (expressions to days: anchor, tense, calendar)
//! ```

mod amounts;
mod anchor;
mod calendar;
mod digits;
mod expr;
mod grammar;
mod holidays;
mod leads;
mod lexicon;
mod notes;
mod publication;
mod resolve;
mod tense;

pub use anchor::{Anchors, YearGuess};
pub use holidays::HolidayEntry;
pub use lexicon::Options;
pub use notes::{Anchor, Timex, TimexType};
pub use publication::Publication;
