//! Typed layers of one article, typed indexes of one run, and [`Reads`]: what a stage may see of them.

use crate::{Index, Note};
use serde_json::Value;
use std::any::Any;

/// A layer whose type is forgotten, as it is stored.
trait AnyLayer: Any + Send + Sync {
    fn values(&self) -> Vec<(crate::Span, Value)>;
}

impl<N: Note> AnyLayer for Vec<N> {
    fn values(&self) -> Vec<(crate::Span, Value)> {
        let value = |n: &N| serde_json::to_value(n).unwrap_or_else(|e| Value::String(format!("unwritable note: {e}")));
        self.iter().map(|n| (n.span(), value(n))).collect()
    }
}

/// The layers of one article. A layer that nobody wrote reads as empty.
#[derive(Default)]
pub struct Layers(Vec<(&'static str, bool, Box<dyn AnyLayer>)>);

impl Layers {
    /// The notes of a layer, in order.
    pub fn get<N: Note>(&self) -> &[N] {
        let layer = self.0.iter().find(|(name, ..)| *name == N::LAYER);
        layer.and_then(|(_, _, any)| (any.as_ref() as &dyn Any).downcast_ref::<Vec<N>>()).map_or(&[], Vec::as_slice)
    }

    /// Stores a layer, sorted by place; what was there under its name is replaced.
    pub fn insert<N: Note>(&mut self, mut notes: Vec<N>) {
        notes.sort_by_key(Note::span);
        self.0.retain(|(name, ..)| *name != N::LAYER);
        self.0.push((N::LAYER, N::PUBLISHED, Box::new(notes)));
    }

    /// The published layers by name, each note with its place.
    pub fn published(&self) -> Vec<(&'static str, Vec<(crate::Span, Value)>)> {
        let mut out: Vec<_> = self.0.iter().filter(|l| l.1).map(|(name, _, layer)| (*name, layer.values())).collect();
        out.sort_by_key(|(name, _)| *name);
        out
    }
}

/// The indexes of one run.
#[derive(Default)]
pub struct Indexes(Vec<(&'static str, Box<dyn Any + Send + Sync>)>);

impl Indexes {
    /// The index, if its resolver has run.
    pub fn get<I: Index>(&self) -> Option<&I> {
        self.0.iter().find(|(name, _)| *name == I::NAME).and_then(|(_, any)| any.downcast_ref())
    }

    /// Stores an index; what was there under its name is replaced.
    pub fn insert<I: Index>(&mut self, index: I) {
        self.0.retain(|(name, _)| *name != I::NAME);
        self.0.push((I::NAME, Box::new(index)));
    }

    /// Puts an empty index where the resolver failed or was not asked for.
    pub(crate) fn ensure<I: Index>(&mut self) {
        if self.get::<I>().is_none() {
            self.insert(I::default());
        }
    }
}

/// One thing that a stage reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// Name of the layer or index.
    pub name: &'static str,
    /// Which of the two it is.
    pub kind: NeedKind,
}

/// A layer of the article at hand, or an index of the whole run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NeedKind {
    /// Written by an analyzer.
    Layer,
    /// Written by a resolver.
    Index,
}

/// What a stage declares that it reads: `()`, a note type, [`Resolved<I>`], or a tuple of these. Nothing else is
/// reachable, so an undeclared read does not compile.
pub trait Reads {
    /// What the stage is handed.
    type View<'a>: Copy;
    /// Names for the plan.
    fn needs() -> Vec<Need>;
    /// Cuts the view out of the store.
    fn view<'a>(layers: &'a Layers, indexes: &'a Indexes) -> Self::View<'a>;
}

/// Marks an index among the things read.
pub struct Resolved<I>(std::marker::PhantomData<I>);

impl Reads for () {
    type View<'a> = ();
    fn needs() -> Vec<Need> {
        Vec::new()
    }
    fn view<'a>(_: &'a Layers, _: &'a Indexes) -> Self::View<'a> {}
}

impl<N: Note> Reads for N {
    type View<'a> = &'a [N];
    fn needs() -> Vec<Need> {
        vec![Need { name: N::LAYER, kind: NeedKind::Layer }]
    }
    fn view<'a>(layers: &'a Layers, _: &'a Indexes) -> Self::View<'a> {
        layers.get()
    }
}

impl<I: Index> Reads for Resolved<I> {
    type View<'a> = &'a I;
    fn needs() -> Vec<Need> {
        vec![Need { name: I::NAME, kind: NeedKind::Index }]
    }
    fn view<'a>(_: &'a Layers, indexes: &'a Indexes) -> Self::View<'a> {
        indexes.get().expect("the runner stores an index before anything that reads it runs")
    }
}

macro_rules! reads_tuple {
    ($($name:ident),+) => {
        impl<$($name: Reads),+> Reads for ($($name,)+) {
            type View<'a> = ($($name::View<'a>,)+);
            fn needs() -> Vec<Need> {
                [$($name::needs()),+].concat()
            }
            fn view<'a>(layers: &'a Layers, indexes: &'a Indexes) -> Self::View<'a> {
                ($($name::view(layers, indexes),)+)
            }
        }
    };
}
reads_tuple!(A);
reads_tuple!(A, B);
reads_tuple!(A, B, C);
reads_tuple!(A, B, C, D);
reads_tuple!(A, B, C, D, E);
reads_tuple!(A, B, C, D, E, F);
reads_tuple!(A, B, C, D, E, F, G);
reads_tuple!(A, B, C, D, E, F, G, H);
