//! The table of distinctive words: log-odds with an informative Dirichlet prior, the articles that have the word beside it.
//!
//! Monroe, Colaresi and Quinn (2008), "Fightin' Words", Political Analysis 16(4), equations 15, 16, 19 and 22: each outlet
//! against all others of the story, the story's own frequencies as prior. Only an outlet's own voice counts.

use parallax_core::{Cite, Comparison, Note, Reading, Story};
use parallax_entities::Entity;
use parallax_quotes::{Quote, voice_at};
use parallax_text::{Sentence, Token, TokenKind};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A word that one outlet uses more than the others.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WordRow {
    outlet: String,
    word: String,
    /// Log-odds ratio over its standard deviation.
    z: f64,
    count: usize,
    /// In how many of the outlet's articles.
    articles: usize,
    cite: Cite,
}

/// Options of the table of distinctive words.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Words for each outlet, at most.
    most: usize,
    /// Least z for a word to be listed.
    least_z: f64,
    /// Least count in the outlet.
    least_count: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { most: 8, least_z: 1.5, least_count: 3 }
    }
}

/// The comparison of words.
pub struct WordTable {
    options: Options,
}

parallax_core::register! {
    /// Words that one outlet's own voice uses more than the others' (log-odds with an informative Dirichlet prior, Monroe et al. 2008).
    comparison "word-table": WordTable
}

#[derive(Default)]
struct Outlet {
    total: usize,
    /// Count, articles, first place.
    words: BTreeMap<String, (usize, BTreeSet<String>, Option<Cite>)>,
}

impl Comparison for WordTable {
    const TABLE: &'static str = "words";
    type Reads = (Sentence, Token, Entity, Quote);
    type Row = WordRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        WordTable { options }
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<WordRow> {
        let mut outlets: BTreeMap<&str, Outlet> = BTreeMap::new();
        for reading in articles {
            count(reading, outlets.entry(&reading.article.outlet).or_default());
        }
        if outlets.len() < 2 {
            return Vec::new();
        }
        let mut prior: BTreeMap<&str, f64> = BTreeMap::new();
        for outlet in outlets.values() {
            outlet.words.iter().for_each(|(w, (n, ..))| *prior.entry(w).or_default() += *n as f64);
        }
        let alpha0: f64 = prior.values().sum();
        let mut rows = Vec::new();
        for (name, outlet) in &outlets {
            let here = outlet.total as f64;
            let there = alpha0 - here;
            let z = |word: &str, n: usize| {
                let alpha = prior[word];
                let (a, b) = (n as f64 + alpha, alpha - n as f64 + alpha);
                let odds = |y: f64, n: f64| (y / (n + alpha0 - y)).ln();
                (odds(a, here) - odds(b, there)) / (1.0 / a + 1.0 / b).sqrt()
            };
            let mut found: Vec<WordRow> = Vec::new();
            for (word, (n, articles, cite)) in outlet.words.iter().filter(|(_, (n, ..))| *n >= self.options.least_count)
            {
                let (z, Some(cite)) = ((z(word, *n) * 100.0).round() / 100.0, cite) else { continue };
                if z >= self.options.least_z {
                    found.push(WordRow {
                        outlet: name.to_string(),
                        word: word.clone(),
                        z,
                        count: *n,
                        articles: articles.len(),
                        cite: cite.clone(),
                    });
                }
            }
            found.sort_by(|a, b| b.z.total_cmp(&a.z).then(a.word.cmp(&b.word)));
            found.truncate(self.options.most);
            rows.extend(found);
        }
        rows
    }
}

/// Counts the words of an article's own voice; names are left to the table of actors.
fn count(reading: &Reading<'_, (Sentence, Token, Entity, Quote)>, into: &mut Outlet) {
    const SHORT: usize = 4;
    let (sentences, tokens, entities, quotes) = reading.layers;
    let text = reading.article.text();
    let named: FxHashSet<usize> = entities.iter().flat_map(|e| e.span().start()..e.span().end()).collect();
    for sentence in sentences.iter().filter(|s| s.prose()) {
        for token in sentence.tokens(tokens) {
            let skip =
                token.kind != TokenKind::Word || token.span().len() < SHORT || named.contains(&token.span().start());
            if skip || voice_at(quotes, token.span()).is_some() {
                continue;
            }
            into.total += 1;
            let entry = into.words.entry(token.of(text).to_lowercase()).or_default();
            entry.0 += 1;
            entry.1.insert(reading.article.id.clone());
            entry.2.get_or_insert_with(|| Cite { article: reading.article.id.clone(), span: token.span() });
        }
    }
}
