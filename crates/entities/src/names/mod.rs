//! Whether two spellings are one name, and why.
//!
//! ```text
//! persons   strict and quick, for joining actors          sounds, given   what both rest on
//! pairs     any two names: parts ── align ── evidence ── trees (trained) ── same, score, why
//! ```

mod align;
mod evidence;
mod given;
mod pairs;
mod parts;
mod persons;
mod sounds;
mod trees;

pub use evidence::{Evidence, evidence};
pub(crate) use given::given_keys;
pub use pairs::{Kind, compare_names, kind_of_pair};
pub use persons::compare_persons;
pub use sounds::skeleton;
pub use trees::Trees;

use parallax_text::fold;

/// How alike two names are, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// Whether they can be one person.
    pub same: bool,
    /// 0 to 1.
    pub score: f64,
    /// The words that decided it.
    pub why: String,
}

/// Lower-case letters and digits joined by hyphens.
pub(crate) fn kebab(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-")
}
