//! How long the sentences of each outlet are: a first comparison, to be changed into your own.
//!
//! It sees the articles of one story with the layers that it declares in `Reads`, and writes one row for each article.

use parallax_core::{Cite, Comparison, Note, Reading, Story};
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The sentences of one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct __Name__Row {
    /// Who published it.
    pub outlet: String,
    /// How many sentences were counted.
    pub sentences: usize,
    /// Words of a sentence: the middle one of all, by length.
    pub median: usize,
    /// The longest sentence: a row leads to its words.
    pub longest: Cite,
}

/// The table `[__layer__]` of `parallax.toml`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct __Name__Options {
    /// A sentence of fewer words does not count.
    pub shortest: usize,
}

impl Default for __Name__Options {
    fn default() -> Self {
        __Name__Options { shortest: 3 }
    }
}

/// The comparison `__layer__`.
pub struct __Name__ {
    options: __Name__Options,
}

parallax_core::register! {
    /// How long the sentences of each outlet are, with the longest one.
    comparison "__layer__": __Name__
}

impl Comparison for __Name__ {
    const TABLE: &'static str = "__layer__";
    type Reads = (Sentence, Token);
    type Row = __Name__Row;
    type Options = __Name__Options;

    fn new(options: __Name__Options) -> Self {
        __Name__ { options }
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<__Name__Row> {
        articles.iter().filter_map(|reading| self.row(reading)).collect()
    }
}

impl __Name__ {
    /// An article without a sentence that counts has no row.
    fn row(&self, reading: &Reading<'_, (Sentence, Token)>) -> Option<__Name__Row> {
        let (sentences, tokens) = reading.layers;
        let words = |s: &Sentence| s.tokens(tokens).iter().filter(|token| token.is_word()).count();
        let counted = sentences.iter().filter(|s| s.prose()).map(|s| (words(s), s.span()));
        let mut counted: Vec<_> = counted.filter(|(words, _)| *words >= self.options.shortest).collect();
        counted.sort();
        let longest = Cite { article: reading.article.id.clone(), span: counted.last()?.1 };
        let median = counted[counted.len() / 2].0;
        Some(__Name__Row { outlet: reading.article.outlet.clone(), sentences: counted.len(), median, longest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::{Article, Indexes, Reads};

    #[test]
    fn each_article_has_a_row_that_cites_its_longest_sentence() {
        let short = Article::new("short", "The bridge closed today. Why? The town was not told about it.");
        let long = Article::new("long", "The bridge, which is older than the town, closed today without a word to anyone.");
        let layers = [&short, &long].map(|article| parallax_testkit::read(article, Sentence::LAYER));
        let indexes = Indexes::default();
        let reading = |(article, layers)| Reading { article, layers: <(Sentence, Token)>::view(layers, &indexes) };
        let readings: Vec<_> = [&short, &long].into_iter().zip(&layers).map(reading).collect();
        let story = Story { id: "s".into(), title: "s".into(), articles: vec![], why: "a test".into() };

        let rows = __Name__::new(__Name__Options::default()).compare(&story, &readings);
        let found: Vec<_> = rows.iter().map(|row| (row.outlet.as_str(), row.sentences, row.median)).collect();
        assert_eq!(found, [("short", 2, 7), ("long", 1, 15)]);
        assert_eq!(rows[0].longest.span.of(short.text()), "The town was not told about it.");
    }
}
