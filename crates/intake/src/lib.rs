//! Files, folders and JSONL to articles: all reading of the outside world.
//!
//! A [`Pile`] knows where its documents lie and reads each when it is asked for, so ten thousand of them need no more
//! memory than their names. Opening can fail (a path that is not there); reading a document cannot: what was wrong with
//! it is written into `article.problems`, and the run goes on.
//!
//! ```text
//! paths ── gather ── pile ──┬── document ── front_matter ──┬── metadata ── identify ── Article
//!                           └── jsonl ─────────────────────┘               (byline, outlet)
//! ```

mod byline;
mod document;
mod front_matter;
mod gather;
mod identify;
mod jsonl;
mod metadata;
mod names;
mod outlet;
mod pile;
#[cfg(test)]
mod scratch;

pub use document::MAX_BYTES;
pub use pile::Pile;

use std::path::PathBuf;

/// Why a pile cannot be opened. Each message says what cures it.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// No path at all.
    #[error("nothing to read: name files (.txt, .md, .jsonl) or folders, or - for JSONL on standard input")]
    NothingGiven,
    /// A path that is not there.
    #[error("{}: no such file or folder; check the spelling, paths count from the folder the program was started in", .0.display())]
    Missing(PathBuf),
    /// Paths without one article in them.
    #[error("{}: no article here; articles are files that end in .txt, .md or .jsonl and whose names do not begin with a dot", .0.display())]
    NoArticles(PathBuf),
    /// A path, or standard input, that the system refuses to read.
    #[error("{}: cannot be read: {source}; check who may read it", .path.display())]
    Unreadable {
        /// The path; `-` is standard input.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}
