//! Tone toward each actor, frames and labels, with the words they rest on; what an outlet says apart from what it quotes.
//!
//! ```text
//! scenes (each sentence by its words, ──┬── tone       what is said of each mention, by a model
//!   its mentions, their parts, the load ├── frames     how each is presented, by lists
//!   of its words)                       ├── labels     what each is called
//!                                       ├── news       in which frames a whole article tells its matter, by lists
//!                                       └── wordings   what things without a name are called, by lists
//!                                            └── tables (over the articles of a story or pile)
//! ```

mod frames;
mod labels;
pub mod linear;
mod lists;
pub mod loaded;
mod mentions;
mod news;
mod polarity;
mod principals;
mod prose;
pub mod references;
pub mod role;
pub mod scene;
mod scenes;
mod tables;
pub mod tone;
mod voice;
mod wordings;

pub use frames::Frame;
pub use lists::{Aim, FrameData, Light};
pub use news::NewsFrame;
pub use polarity::Polarity;
pub use tone::Tone;
pub use voice::{Side, Voice};
