//! Tone toward each actor, frames and labels, with the words they rest on; what an outlet says apart from what it quotes.
//!
//! ```text
//! scenes (each sentence by its words, ──┬── tone     what is said of each mention, by a model
//!   its mentions, their parts, the load ├── frames   how each is presented, by lists
//!   of its words)                       └── labels   what each is called
//!                                            └── tables (over the articles of a story or pile)
//! ```

mod frames;
mod labels;
mod lexicon;
pub mod linear;
pub mod loaded;
mod mentions;
mod principals;
pub mod references;
pub mod role;
pub mod scene;
mod scenes;
mod sieve;
mod tables;
pub mod tone;
mod voice;
mod word;

pub use frames::{Aim, Frame, FrameData, Light};
pub use tone::{Polarity, Tone};
pub use voice::{Side, Voice};
