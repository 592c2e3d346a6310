//! Names with OntoNotes labels, and who is meant by them.
//!
//! ```text
//! sentences, tokens ── mentions (names, labels, chains inside the article)
//!                        └── actor index (resolver: all articles of the run) ── entities (mentions with the actor's id)
//!                                                                                  └── table of actors
//! ```

mod actors;
mod aliases;
mod chain;
mod document;
mod entities;
mod exp;
mod gazetteer;
mod index;
mod joins;
mod label;
mod mentions;
mod names;
mod rules;
pub mod tagger;

pub use aliases::{Aliases, Group, Relabel, Rename};
pub use entities::Entity;
pub use exp::exp;
pub use gazetteer::Gender;
pub use index::{ActorId, ActorIndex, Identity, Spelt};
pub use label::Label;
pub use mentions::Mention;
pub use names::{Evidence, Kind, Likeness, Trees, compare_names, compare_persons, evidence, kind_of_pair, skeleton};
