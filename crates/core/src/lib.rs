//! The model everything else is written against: an [`Article`] whose text never changes, [`Span`]s into it,
//! [`Note`]s in typed layers, the traits [`Analyzer`], [`Resolver`] and [`Comparison`], and the [`Plan`] that orders them.
//!
//! Nothing here reads a file, prints, or knows any analyzer.

mod article;
mod note;
mod plan;
mod registry;
mod span;
mod stages;
mod store;
mod story;

pub use article::{Article, DateOrigin, NameOrigin, Problem, Published};
pub use note::{Index, Note, starting_in};
pub use plan::{Plan, PlanError, Planned, Purpose, Step};
pub use registry::{Comparer, Learner, Lifecycle, Reader, Registration, Role, registered};
pub use span::{Cite, Span};
pub use stages::{Analyzer, Comparison, NoOptions, Reading, Resolver};
pub use store::{Indexes, Layers, Need, NeedKind, Reads, Resolved};
pub use story::{Stories, Story};

#[doc(hidden)]
pub use inventory;
pub use {jiff, schemars, serde_json, toml};
