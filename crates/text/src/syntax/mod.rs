//! Parts of speech and base noun phrases: read once for all who ask what a word does in its sentence.
//!
//! ```text
//! tokens, sentences ── features ── tagger (weights) ── tags ── phrases, clauses (on demand)
//! ```

mod clauses;
mod features;
pub mod phrases;
mod tag;
mod tagger;
#[cfg(test)]
mod tests;
mod weights;

pub use clauses::{Clauses, Subject, auxiliary};
pub use features::{FEATURES, features};
pub use tag::{TAGS, Tag};
pub use tagger::{Tagged, Tags};
pub use weights::{ROWS, TagSet, Weights, allowed};
