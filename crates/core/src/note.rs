//! What an analyzer writes (a note of a layer) and what a resolver writes (an index of the run).

use crate::Span;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Debug;

/// One finding about one place of one article. The type is defined in the crate that writes it, and nowhere else.
///
/// Serialized fields are the published ones. A field of type [`Span`] named `x` is published as `x` (its words),
/// `x_start` and `x_end`; named `x_at`, as `x_start` and `x_end` only. The note's own span is not a serialized field.
pub trait Note: Debug + Serialize + JsonSchema + Send + Sync + 'static {
    /// The layer's name, unique in a build.
    const LAYER: &'static str;

    /// Whether the layer stands in the output. Tokens, for one, do not.
    const PUBLISHED: bool = true;

    /// Where it is.
    fn span(&self) -> Span;
}

/// The notes of a layer that start inside `span`. Layers are sorted by start, so this costs two binary searches.
pub fn starting_in<N: Note>(notes: &[N], span: Span) -> &[N] {
    let from = notes.partition_point(|n| n.span().start() < span.start());
    let len = notes[from..].partition_point(|n| n.span().start() < span.end());
    &notes[from..from + len]
}

/// Something known of the whole run (who is who, which articles tell one story), made by a
/// [`Resolver`](crate::Resolver). `Default` is what a run without that knowledge uses.
pub trait Index: Default + Send + Sync + 'static {
    /// The index's name, unique in a build.
    const NAME: &'static str;
}
