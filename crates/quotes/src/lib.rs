//! Quotations with speaker and cue: direct and indirect speech, unclosed marks, scare quotes apart.
//!
//! ```text
//! marks (which quotation marks belong together) ─┐
//! cues (reporting verbs and phrases) ── speaker ──┴── quotes ── table of quotes
//! ```

mod cues;
mod indirect;
mod marks;
mod notes;
mod quotes;
mod speaker;
mod table;

pub use cues::{Cue, Cues, Stance};
pub use notes::{Quote, QuoteKind, voice_at};
