//! Tone toward each actor and frames, with the words they rest on; what an outlet says apart from what it quotes.
//!
//! ```text
//! lexicon (data/) ── tone (target, voice, evidence) ── table of tone
//!                └── frames                           └ table of labels, table of distinctive words
//! ```

mod frames;
mod labels;
mod lexicon;
mod tone;
mod tone_table;
mod words;

pub use frames::Frame;
pub use tone::{Polarity, Tone, Voice};
