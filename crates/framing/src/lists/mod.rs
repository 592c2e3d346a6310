//! Lists of words that are data, and what they all say of one word.

mod evaluations;
mod frames;
mod sieve;
mod words;

pub(crate) use evaluations::{LIKELY, Lexicon, only_helps, to_be};
pub use frames::{Aim, FrameData, Light};
pub(crate) use frames::{FrameLists, Opens, published};
pub(crate) use words::{Known, beginning};
