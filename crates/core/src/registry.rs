//! Registration: how a stage becomes known without anybody listing it, and the erased form in which the runner holds it.

use crate::stages::Options;
use crate::{
    Analyzer, Article, Comparison, Index, Indexes, Layers, Need, Note, Problem, Reading, Reads, Resolver, Story,
};
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;
use std::any::Any;

/// One registered stage. Made by [`register!`](crate::register), collected by `inventory`.
pub struct Registration {
    /// Name in `parallax.toml`, in `parallax list` and in problems.
    pub name: &'static str,
    /// The doc comment.
    pub doc: &'static str,
    /// Cargo package it comes from.
    pub package: &'static str,
    /// Source file, for error messages.
    pub file: &'static str,
    /// What it reads.
    pub needs: fn() -> Vec<Need>,
    /// The layer, index or table it writes.
    pub writes: &'static str,
    /// The layer's notes stand in the output.
    pub published: bool,
    /// Its options with their defaults.
    pub defaults: fn() -> toml::Table,
    /// Schema of its options.
    pub options_schema: fn() -> Schema,
    /// Schema of one note or row.
    pub schema: fn(&mut SchemaGenerator) -> Option<Schema>,
    /// How it is built.
    pub role: Role,
}

/// How a stage is built from its options.
pub enum Role {
    /// Reads an article.
    Analyzer(Build<dyn Reader>),
    /// Learns from all articles.
    Resolver(Build<dyn Learner>),
    /// Compares the articles of a story.
    Comparison(Build<dyn Comparer>),
}

type Build<T> = fn(toml::Table) -> Result<Box<T>, String>;

inventory::collect!(Registration);

/// Every stage linked into this build, sorted by name (inventory's own order changes with the build).
pub fn registered() -> Vec<&'static Registration> {
    let mut all: Vec<_> = inventory::iter::<Registration>.into_iter().collect();
    all.sort_by_key(|r| (r.name, r.package));
    all
}

/// Registers a stage under a name; the doc comment is what `parallax list` prints.
///
/// ```ignore
/// parallax_core::register! {
///     /// Counts the words of each headline.
///     analyzer "headlines": Headlines
/// }
/// ```
#[macro_export]
macro_rules! register {
    ($(#[doc = $doc:literal])+ $role:ident $name:literal : $ty:ty) => {
        $crate::inventory::submit! {
            $crate::Registration::$role::<$ty>(
                $name, concat!($($doc, "\n"),+), env!("CARGO_PKG_NAME"), file!())
        }
    };
}

fn defaults<O: Options>() -> toml::Table {
    toml::Table::try_from(O::default()).unwrap_or_default()
}

fn build<O: Options, T>(options: toml::Table, new: fn(O) -> T) -> Result<T, String> {
    options.try_into::<O>().map(new).map_err(|e| e.message().to_string())
}

impl Registration {
    /// An analyzer's entry; called by [`register!`](crate::register).
    pub const fn analyzer<A: Analyzer>(
        name: &'static str,
        doc: &'static str,
        package: &'static str,
        file: &'static str,
    ) -> Self {
        Registration {
            name,
            doc,
            package,
            file,
            needs: <A::Reads as Reads>::needs,
            writes: A::Writes::LAYER,
            published: A::Writes::PUBLISHED,
            defaults: defaults::<A::Options>,
            options_schema: || SchemaGenerator::default().into_root_schema_for::<A::Options>(),
            schema: |g| Some(g.subschema_for::<A::Writes>()),
            role: Role::Analyzer(|o| build(o, A::new).map(|a| Box::new(a) as Box<dyn Reader>)),
        }
    }

    /// A resolver's entry; called by [`register!`](crate::register).
    pub const fn resolver<R: Resolver>(
        name: &'static str,
        doc: &'static str,
        package: &'static str,
        file: &'static str,
    ) -> Self {
        Registration {
            name,
            doc,
            package,
            file,
            needs: <R::Reads as Reads>::needs,
            writes: R::Index::NAME,
            published: false,
            defaults: defaults::<R::Options>,
            options_schema: || SchemaGenerator::default().into_root_schema_for::<R::Options>(),
            schema: |_| None,
            role: Role::Resolver(|o| build(o, R::new).map(|r| Box::new(r) as Box<dyn Learner>)),
        }
    }

    /// A comparison's entry; called by [`register!`](crate::register).
    pub const fn comparison<C: Comparison>(
        name: &'static str,
        doc: &'static str,
        package: &'static str,
        file: &'static str,
    ) -> Self {
        Registration {
            name,
            doc,
            package,
            file,
            needs: <C::Reads as Reads>::needs,
            writes: C::TABLE,
            published: true,
            defaults: defaults::<C::Options>,
            options_schema: || SchemaGenerator::default().into_root_schema_for::<C::Options>(),
            schema: |g| Some(g.subschema_for::<C::Row>()),
            role: Role::Comparison(|o| build(o, C::new).map(|c| Box::new(c) as Box<dyn Comparer>)),
        }
    }

    /// "analyzer", "resolver" or "comparison".
    pub fn kind(&self) -> &'static str {
        match self.role {
            Role::Analyzer(_) => "analyzer",
            Role::Resolver(_) => "resolver",
            Role::Comparison(_) => "comparison",
        }
    }

    /// Builds the stage from its table in `parallax.toml`.
    ///
    /// # Errors
    /// The message of the first option that is unknown or of the wrong type.
    pub(crate) fn build(&self, options: toml::Table) -> Result<Lifecycle, String> {
        Ok(match &self.role {
            Role::Analyzer(build) => Lifecycle::Reader(build(options)?),
            Role::Resolver(build) => Lifecycle::Learner(build(options)?),
            Role::Comparison(build) => Lifecycle::Comparer(build(options)?),
        })
    }
}

/// A built stage.
pub enum Lifecycle {
    /// An analyzer.
    Reader(Box<dyn Reader>),
    /// A resolver.
    Learner(Box<dyn Learner>),
    /// A comparison.
    Comparer(Box<dyn Comparer>),
}

/// An [`Analyzer`] whose types are forgotten.
pub trait Reader: Send + Sync {
    /// Runs on one article and stores its layer; a note whose span does not fit the text is dropped and reported.
    fn read(&self, article: &Article, layers: &mut Layers, indexes: &Indexes) -> Option<Problem>;
}

impl<A: Analyzer> Reader for A {
    fn read(&self, article: &Article, layers: &mut Layers, indexes: &Indexes) -> Option<Problem> {
        let mut notes = Analyzer::read(self, article, A::Reads::view(layers, indexes));
        let before = notes.len();
        notes.retain(|n| n.span().fits(article.text()));
        let lost = before - notes.len();
        layers.insert(notes);
        (lost > 0)
            .then(|| Problem::new(format!("layer `{}`: {lost} notes outside the text were dropped", A::Writes::LAYER)))
    }
}

/// A [`Resolver`] whose types are forgotten.
pub trait Learner: Send + Sync {
    /// The digest of one article.
    fn digest(&self, article: &Article, layers: &Layers, indexes: &Indexes) -> Box<dyn Any + Send>;
    /// Resolves and stores the index; digests come sorted by id.
    fn resolve(&self, digests: Vec<(String, Box<dyn Any + Send>)>, indexes: &mut Indexes);
    /// Stores the empty index, where resolving failed.
    fn give_up(&self, indexes: &mut Indexes);
}

impl<R: Resolver> Learner for R {
    fn digest(&self, article: &Article, layers: &Layers, indexes: &Indexes) -> Box<dyn Any + Send> {
        Box::new(Resolver::digest(self, article, R::Reads::view(layers, indexes)))
    }

    fn resolve(&self, digests: Vec<(String, Box<dyn Any + Send>)>, indexes: &mut Indexes) {
        let typed = digests.into_iter().filter_map(|(id, any)| any.downcast().ok().map(|d| (id, *d)));
        let index = Resolver::resolve(self, typed.collect());
        indexes.insert(index);
    }

    fn give_up(&self, indexes: &mut Indexes) {
        indexes.ensure::<R::Index>();
    }
}

/// A [`Comparison`] whose types are forgotten.
pub trait Comparer: Send + Sync {
    /// The rows of one story.
    fn rows(&self, story: &Story, articles: &[(&Article, &Layers)], indexes: &Indexes) -> Vec<Value>;
}

impl<C: Comparison> Comparer for C {
    fn rows(&self, story: &Story, articles: &[(&Article, &Layers)], indexes: &Indexes) -> Vec<Value> {
        let reading = |&(article, layers): &(_, _)| Reading { article, layers: C::Reads::view(layers, indexes) };
        let readings: Vec<Reading<'_, C::Reads>> = articles.iter().map(reading).collect();
        let rows = self.compare(story, &readings).into_iter();
        rows.map(|row| serde_json::to_value(row).unwrap_or_else(|e| Value::String(format!("unwritable row: {e}"))))
            .collect()
    }
}
