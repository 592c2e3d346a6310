//! Figures: how many of what, how qualified, and who says so.
//!
//! ```text
//! numerals (text) ── extract (kind, unit, qualifier) ── counted (the thing) ── figures (source) ── table of figures
//! ```

mod alike;
mod counted;
mod extract;
mod figures;
mod labels;
mod lexicon;
mod notes;
mod qualifiers;
mod table;
mod units;

pub use notes::{Figure, FigureReading, Kind, Qualifier};
pub use table::{FigureRow, Verdict, aligned};
