//! Quotations with speaker and cue: direct and indirect speech, unclosed marks, scare quotes apart.
//!
//! ```text
//! marks (which quotation marks belong together) ──────────────────────────┐
//! cues (reporting verbs, phrases) ── sources (whose words: actors) ────────┼── paragraph ── quotes ── table of quotes
//!                                     └── content (which words, unmarked) ──┘
//! ```

mod actors;
mod content;
mod cues;
mod marks;
mod notes;
mod nouns;
mod paragraph;
mod quotes;
mod sources;
mod table;

pub use cues::{Cue, Cues, Options, Phrase, Stance, Verb};
pub use notes::{Quote, QuoteKind, sourced_by, teller_at, told_by, voice_at};
pub use nouns::represents;
