//! Dates and times in text, resolved to the calendar with a reason; and the day of publication they hang on.
//!
//! ```text
//! blocks, sentences, tokens ── publication ── dates
//! grammar (words to expressions) ── resolve (expressions to days)
//! ```

mod anchor;
mod calendar;
mod digits;
mod grammar;
mod lexicon;
mod notes;
mod publication;
mod resolve;

pub use anchor::{Anchors, YearGuess};
pub use notes::{Anchor, Timex, TimexType};
pub use publication::Publication;
