//! Parts of speech and base noun phrases: read once for all who ask what a word does in its sentence.
//!
//! ```text
//! tokens, sentences ── features ── tagger (weights) ── tags ── phrases (base noun phrases, on demand)
//! ```

mod features;
pub mod phrases;
mod tag;
mod tagger;
mod weights;

pub use features::{FEATURES, features};
pub use tag::{TAGS, Tag};
pub use tagger::{Tagged, Tags};
pub use weights::{ROWS, Weights};
