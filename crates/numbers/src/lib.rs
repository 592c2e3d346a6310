//! Figures: how many of what, how qualified, and who says so.
//!
//! ```text
//! numerals (text) ── scan ┬ labels (what is no figure)   ┬── figures (source) ── table of figures
//!                         ├ units, ranges              │
//!                         └ counted, shared, qualifiers ┘
//! ```

mod alike;
mod counted;
mod figures;
mod labels;
mod lexicon;
mod notes;
mod qualifiers;
mod ranges;
mod scan;
mod shared;
mod table;
mod units;

pub use lexicon::{Class, Options, QualifierEntry, UnitEntry};
pub use notes::{Figure, FigureReading, Kind, Qualifier};
pub use table::{FigureRow, Verdict, aligned};
