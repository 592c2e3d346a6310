//! The three things one can write: an analyzer (one article), a resolver (the whole run, in digests), a comparison (one story).

use crate::{Article, Index, Note, Reads, Story};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Reads one article and writes one layer. It cannot fail and does no input or output.
pub trait Analyzer: Sized + Send + Sync + 'static {
    /// The layers and indexes it reads.
    type Reads: Reads;
    /// The layer it writes.
    type Writes: Note;
    /// Its table in `parallax.toml`; mark it `#[serde(default, deny_unknown_fields)]`.
    type Options: Options;

    /// Built once in a run: automata, lexicons and models belong here.
    fn new(options: Self::Options) -> Self;

    /// The notes of one article, in any order.
    fn read(&self, article: &Article, layers: <Self::Reads as Reads>::View<'_>) -> Vec<Self::Writes>;
}

/// Learns something of the whole run from a small digest of each article, before the analyzers that need it run.
pub trait Resolver: Sized + Send + Sync + 'static {
    /// The layers and indexes the digest is made from.
    type Reads: Reads;
    /// What is kept of an article. Small: a run of ten thousand articles holds ten thousand of them.
    type Digest: Send + 'static;
    /// What is learnt.
    type Index: Index;
    /// Its table in `parallax.toml`.
    type Options: Options;

    /// Built once in a run.
    fn new(options: Self::Options) -> Self;

    /// What to keep of one article.
    fn digest(&self, article: &Article, layers: <Self::Reads as Reads>::View<'_>) -> Self::Digest;

    /// The index. Digests come sorted by article id, so the order of the input cannot matter.
    fn resolve(&self, digests: Vec<(String, Self::Digest)>) -> Self::Index;
}

/// Compares the articles of one story and writes a table.
pub trait Comparison: Sized + Send + Sync + 'static {
    /// The table's name in the output, unique in a build.
    const TABLE: &'static str;
    /// The layers and indexes it reads of each article.
    type Reads: Reads;
    /// One row; its [`Cite`](crate::Cite)s are published with their words.
    type Row: Serialize + JsonSchema;
    /// Its table in `parallax.toml`.
    type Options: Options;

    /// Built once in a run.
    fn new(options: Self::Options) -> Self;

    /// The rows, in the order in which they are shown. Readings come in the story's order.
    fn compare(&self, story: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<Self::Row>;
}

/// One article with what a comparison reads of it.
pub struct Reading<'a, R: Reads> {
    /// The article.
    pub article: &'a Article,
    /// Its layers.
    pub layers: R::View<'a>,
}

/// What a table of `parallax.toml` may be read into.
pub trait Options: Default + Serialize + DeserializeOwned + JsonSchema {}
impl<T: Default + Serialize + DeserializeOwned + JsonSchema> Options for T {}

/// For stages without options.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoOptions {}
