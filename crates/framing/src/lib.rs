//! Tone toward each actor, frames and labels, with the words they rest on; what an outlet says apart from what it quotes.
//!
//! ```text
//! scene (a sentence as it is judged) ── mentions ── role ──┬── tone     what is said of each, by a model
//!                                                         ├── frames   how each is presented, by lists
//!                                                         └── labels   what each is called
//!                                                              └── tables (over the articles of a story or pile)
//! ```

mod frames;
mod heads;
mod labels;
mod lexicon;
pub mod linear;
pub mod loaded;
mod mentions;
pub mod role;
pub mod scene;
mod sieve;
mod tables;
pub mod tone;
mod voice;

pub use frames::{Aim, Frame, FrameData, Light, Reader};
pub use tone::{Polarity, Tone};
pub use voice::{Side, Voice};
