//! The table of distinctive words: what one outlet's own voice says more than the others'.

use super::originals::{Fresh, originals};
use super::{LEAST, descriptive, seed};
use parallax_core::{Cite, Comparison, Note, Reading, Story};
use parallax_entities::Entity;
use parallax_quotes::{Quote, voice_at};
use parallax_statistics::log_odds::{Counts, Totals, log_odds};
use parallax_statistics::random::Random;
use parallax_statistics::{fdr, moments, round, round_p};
use parallax_text::{Sentence, Tagged, Token, TokenKind};
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A word that one outlet uses more than the others.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WordRow {
    outlet: String,
    word: String,
    /// Log-odds ratio over its standard deviation.
    z: f64,
    /// Log-odds ratio, natural logarithm: the size of the effect.
    effect: f64,
    count: usize,
    /// In how many of the outlet's articles.
    articles: usize,
    /// How often chance does as much, articles shared out at random, by rate and by number of articles (the larger of both);
    /// null from fewer than five articles on either side.
    p: Option<f64>,
    /// The same as a false discovery rate over all words of all outlets (Benjamini and Hochberg 1995).
    q: Option<f64>,
    /// The largest z between two random halves of the outlet's own articles: what chance gives.
    null_z: Option<f64>,
    note: Option<String>,
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
    /// Words that one outlet's own voice uses more than the others' (log-odds with an informative Dirichlet prior, Monroe et al. 2008), tested with the article as the unit.
    comparison "word-table": WordTable
}

/// One article's own words.
struct Counted {
    outlet: usize,
    total: f64,
    /// Word and count, sorted by word.
    words: Vec<(u32, f64)>,
}

/// All articles' own words.
#[derive(Default)]
struct Vocabulary {
    numbers: FxHashMap<String, u32>,
    words: Vec<String>,
    articles: Vec<Counted>,
    /// First place of a word in each outlet.
    places: FxHashMap<(usize, u32), Cite>,
}

impl Comparison for WordTable {
    const TABLE: &'static str = "words";
    type Reads = (Sentence, Token, Tagged, Entity, Quote);
    type Row = WordRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        WordTable { options }
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<WordRow> {
        let mut outlets: Vec<&str> = articles.iter().map(|a| a.article.outlet.as_str()).collect();
        outlets.sort_unstable();
        outlets.dedup();
        if outlets.len() < 2 {
            return Vec::new();
        }
        let mut vocabulary = Vocabulary::default();
        for (reading, fresh) in originals(articles, |layers| (layers.0, layers.1)) {
            let outlet = outlets.binary_search(&reading.article.outlet.as_str()).unwrap_or(0);
            vocabulary.count(reading, &fresh, outlet);
        }
        self.rows(&outlets, &vocabulary)
    }
}

/// One word in all articles.
#[derive(Default)]
struct Use {
    count: f64,
    /// Article and its rate.
    rates: Vec<(usize, f64)>,
}

impl WordTable {
    fn rows(&self, outlets: &[&str], vocabulary: &Vocabulary) -> Vec<WordRow> {
        let articles = &vocabulary.articles;
        let mut uses: Vec<Use> = Vec::new();
        uses.resize_with(vocabulary.words.len(), Use::default);
        let (mut sizes, mut many) = (vec![0.0; outlets.len()], vec![0usize; outlets.len()]);
        let mut here: Vec<BTreeMap<u32, (f64, usize, f64)>> = vec![BTreeMap::new(); outlets.len()];
        for (n, article) in articles.iter().enumerate() {
            sizes[article.outlet] += article.total;
            many[article.outlet] += 1;
            for (word, count) in &article.words {
                let rate = count / article.total.max(1.0);
                let entry = &mut uses[*word as usize];
                entry.count += count;
                entry.rates.push((n, rate));
                let own = here[article.outlet].entry(*word).or_default();
                (own.0, own.1, own.2) = (own.0 + count, own.1 + 1, own.2 + rate);
            }
        }
        let all: f64 = sizes.iter().sum();
        // The prior is worth as many words as an outlet has on average.
        let strength = all / outlets.len() as f64;
        let mut rows: Vec<WordRow> = Vec::new();
        let (mut tests, mut tested) = (0, Vec::new());
        for (outlet, own) in here.iter().enumerate() {
            let enough = many[outlet] >= LEAST && articles.len() - many[outlet] >= LEAST;
            let null_z = (many[outlet] >= 2 * LEAST).then(|| round(self.halves(outlets[outlet], outlet, vocabulary)));
            for (word, (count, with, rates)) in own {
                let used = &uses[*word as usize];
                if (*count as usize) < self.options.least_count {
                    continue;
                }
                tests += usize::from(enough);
                let odds = log_odds(
                    Counts { here: *count, there: used.count - count, prior: used.count },
                    Totals { here: sizes[outlet], there: all - sizes[outlet], prior: all, strength },
                );
                if odds.z < self.options.least_z {
                    continue;
                }
                let p = enough.then(|| {
                    let values: Vec<f64> = used.rates.iter().map(|(_, rate)| *rate).collect();
                    let zeros = articles.len() - values.len();
                    let by_rate = moments::sum_tail(&values, zeros, many[outlet], *rates);
                    by_rate.max(moments::articles_tail(articles.len(), values.len(), many[outlet], *with))
                });
                if let Some(p) = p {
                    tested.push((rows.len(), p));
                }
                let Some(cite) = vocabulary.places.get(&(outlet, *word)) else { continue };
                rows.push(WordRow {
                    outlet: outlets[outlet].to_string(),
                    word: vocabulary.words[*word as usize].clone(),
                    z: (odds.z * 100.0).round() / 100.0,
                    effect: round(odds.delta),
                    count: *count as usize,
                    articles: *with,
                    p: p.map(round_p),
                    q: None,
                    null_z,
                    note: descriptive(many[outlet]),
                    cite: cite.clone(),
                });
            }
        }
        let p: Vec<f64> = tested.iter().map(|(_, p)| *p).collect();
        for ((row, _), q) in tested.iter().zip(fdr::benjamini_hochberg(&p, tests)) {
            rows[*row].q = Some(round_p(q));
        }
        let sure = |row: &WordRow| row.q.is_some_and(|q| q <= 0.05);
        rows.sort_by(|a, b| {
            let order = a.outlet.cmp(&b.outlet).then(sure(b).cmp(&sure(a)));
            order.then(b.z.total_cmp(&a.z)).then(a.word.cmp(&b.word))
        });
        let mut listed: FxHashMap<String, usize> = FxHashMap::default();
        rows.retain(|row| {
            let n = listed.entry(row.outlet.clone()).or_default();
            *n += 1;
            *n <= self.options.most
        });
        rows
    }

    /// The largest z between two random halves of an outlet's articles.
    fn halves(&self, name: &str, outlet: usize, vocabulary: &Vocabulary) -> f64 {
        let mut own: Vec<&Counted> = vocabulary.articles.iter().filter(|a| a.outlet == outlet).collect();
        let half = own.len() / 2;
        Random::new(seed(&["halves", name])).shuffle_front(&mut own, half);
        let mut counts: BTreeMap<u32, [f64; 2]> = BTreeMap::new();
        let mut sizes = [0.0; 2];
        for (n, article) in own.iter().enumerate() {
            let side = usize::from(n >= half);
            sizes[side] += article.total;
            article.words.iter().for_each(|(word, count)| counts.entry(*word).or_default()[side] += count);
        }
        let all = sizes[0] + sizes[1];
        let of = Totals { here: sizes[0], there: sizes[1], prior: all, strength: all / 2.0 };
        let z =
            |[here, there]: &[f64; 2]| log_odds(Counts { here: *here, there: *there, prior: here + there }, of).z.abs();
        let enough = |c: &&[f64; 2]| c[0].max(c[1]) as usize >= self.options.least_count;
        counts.values().filter(enough).map(z).fold(0.0, f64::max)
    }
}

impl Vocabulary {
    /// Counts the words of an article's own voice that carry meaning; names are left to the table of actors.
    fn count(&mut self, reading: &Reading<'_, (Sentence, Token, Tagged, Entity, Quote)>, fresh: &Fresh, outlet: usize) {
        const SHORT: usize = 4;
        let (sentences, tokens, tags, entities, quotes) = reading.layers;
        let text = reading.article.text();
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        let (mut total, mut name) = (0.0, 0);
        for sentence in sentences.iter().filter(|s| s.prose() && fresh.has(s.span())) {
            for at in sentence.range() {
                let (token, tag) = (&tokens[at], tags[at].tag);
                while entities.get(name).is_some_and(|e| e.span().end() <= token.span().start()) {
                    name += 1;
                }
                let named = entities.get(name).is_some_and(|e| e.span().overlaps(token.span()));
                let carries = tag.noun() || tag.verb() || tag.adjective() || tag.adverb();
                let skip = token.kind != TokenKind::Word || token.span().len() < SHORT || named || !carries;
                if skip || voice_at(quotes, token.span()).is_some() {
                    continue;
                }
                total += 1.0;
                let word = token.of(text).to_lowercase();
                let next = self.words.len() as u32;
                let number = *self.numbers.entry(word).or_insert_with_key(|word| {
                    self.words.push(word.clone());
                    next
                });
                *counts.entry(number).or_default() += 1.0;
                let cite = || Cite { article: reading.article.id.clone(), span: token.span() };
                self.places.entry((outlet, number)).or_insert_with(cite);
            }
        }
        self.articles.push(Counted { outlet, total, words: counts.into_iter().collect() });
    }
}
