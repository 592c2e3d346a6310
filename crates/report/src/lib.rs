//! Results to terminal, JSON and HTML; every cell cites its words.
//!
//! ```text
//! source (bytes to code points) ── publish (spans to words) ── annotate, compare, schema      what machines read
//!                                                         └── view ── terminal, html          what people read
//! framing: a whole pile by groups, for people, notebooks and spreadsheets
//! explain, snapshot: the notes of a place, of an article, of a story
//! ```

mod amount;
pub mod annotate;
pub mod compare;
pub mod explain;
mod fields;
pub mod framing;
pub mod html;
pub mod publish;
pub mod schema;
pub mod snapshot;
pub mod source;
pub mod terminal;
mod view;

#[cfg(test)]
mod example;
