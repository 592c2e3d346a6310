//! Lists of words that are data, and what they all say of one word.

mod data;
mod evaluations;
mod frames;
mod sieve;
mod words;

pub(crate) use data::with_own;
pub use data::{Aim, FrameData, Light};
pub(crate) use evaluations::{Kind, LIKELY, Lexicon, only_helps, to_be};
pub(crate) use frames::{FrameLists, Opens};
pub(crate) use words::{Known, beginning};
