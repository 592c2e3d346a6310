//! The table of wordings: which of the words for one thing each outlet's own voice takes ("militants", "fighters").

use super::apart::{Counts, apart, false_discovery};
use super::originals::originals;
use super::{ROUNDS, descriptive, seed};
use crate::scene::Scene;
use crate::wordings::{WordingData, Wordings, published};
use parallax_core::{Cite, Comparison, Reading, Story};
use parallax_quotes::Quote;
use parallax_statistics::round;
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// What one outlet calls one thing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WordingRow {
    /// The thing in plain words: "those who fight for no state".
    of: String,
    outlet: String,
    words: Vec<WordingWord>,
    /// How often the outlet names it, and in how many of its articles.
    n: usize,
    articles: usize,
    /// Jensen-Shannon distance between the outlet's choice of words and that of all others, 0 to 1.
    distance: f64,
    /// What chance gives, articles shared out at random; null from fewer than five articles on either side.
    chance: Option<f64>,
    /// How often chance gives as much (permutation test).
    p: Option<f64>,
    /// The same as a false discovery rate over the table (Benjamini and Hochberg 1995).
    q: Option<f64>,
    note: Option<String>,
}

/// One word for it.
#[derive(Debug, Serialize, JsonSchema)]
struct WordingWord {
    text: String,
    n: usize,
    /// Share of all its words for the thing, 0 to 1.
    share: f64,
    cite: Vec<Cite>,
}

/// Options of the table of wordings.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Things of one's own with the words for each, two at least; one of the same name as a published one replaces it.
    #[serde(deserialize_with = "choices")]
    wording: Vec<WordingData>,
    /// Things named less often are left out.
    least: usize,
}

/// Refuses a thing without a name or without a choice of words.
fn choices<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<WordingData>, D::Error> {
    let wordings = Vec::<WordingData>::deserialize(from)?;
    match wordings.iter().find(|wording| wording.of.trim().is_empty() || wording.words.len() < 2) {
        Some(wording) => Err(D::Error::custom(format!(
            "the wording of “{}” gives no choice: write a name (`of`) and two words for it or more",
            wording.of
        ))),
        None => Ok(wordings),
    }
}

impl Default for Options {
    fn default() -> Self {
        Options { wording: Vec::new(), least: 3 }
    }
}

/// The comparison of wordings.
pub struct WordingTable {
    wordings: Wordings,
    options: Options,
}

parallax_core::register! {
    /// Which of the words for one thing each outlet's own voice takes ("militants" or "fighters", "invasion" or "special operation"), by lists that are data.
    comparison "wording-table": WordingTable
}

/// Of one thing: by outlet, for each article the words that it takes and where.
type Outlets<'a> = BTreeMap<&'a str, Vec<BTreeMap<&'a str, Vec<Cite>>>>;

impl Comparison for WordingTable {
    const TABLE: &'static str = "wordings";
    type Reads = (Sentence, Token, Scene, Quote);
    type Row = WordingRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        // One's own come first: their words are theirs.
        let mut data = options.wording.clone();
        data.extend(
            published().into_iter().filter(|published| options.wording.iter().all(|own| own.of != published.of)),
        );
        WordingTable { wordings: Wordings::new(&data), options }
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<WordingRow> {
        let mut things: BTreeMap<&str, Outlets<'_>> = BTreeMap::new();
        for (reading, fresh) in originals(articles, |layers| (layers.0, layers.1)) {
            let (article, (_, tokens, scenes, quotes)) = (reading.article, reading.layers);
            let mut here: BTreeMap<&str, BTreeMap<&str, Vec<Cite>>> = BTreeMap::new();
            for (wording, span) in self.wordings.of_outlet(article.text(), (scenes, tokens, quotes)) {
                if fresh.has(span) {
                    let cite = Cite { article: article.id.clone(), span };
                    here.entry(&wording.of).or_default().entry(&wording.word).or_default().push(cite);
                }
            }
            for (of, words) in here {
                things.entry(of).or_default().entry(&article.outlet).or_default().push(words);
            }
        }
        let mut rows = Vec::new();
        things.iter().for_each(|(of, outlets)| self.thing(of, outlets, &mut rows));
        let q = false_discovery(rows.iter().map(|row: &WordingRow| row.p));
        rows.iter_mut().zip(q).for_each(|(row, q)| row.q = q);
        rows
    }
}

impl WordingTable {
    /// The rows of one thing, if several outlets name it, and not all by one word.
    fn thing(&self, of: &str, outlets: &Outlets<'_>, rows: &mut Vec<WordingRow>) {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for word in outlets.values().flatten().flat_map(BTreeMap::keys) {
            let next = numbers.len();
            numbers.entry(word).or_insert(next);
        }
        let used: usize = outlets.values().flatten().flat_map(BTreeMap::values).map(Vec::len).sum();
        if outlets.len() < 2 || numbers.len() < 2 || used < self.options.least {
            return;
        }
        let counts = |words: &BTreeMap<&str, Vec<Cite>>| -> Counts {
            words.iter().map(|(word, cite)| (numbers[word], cite.len() as f64)).collect()
        };
        let counts: BTreeMap<&str, Vec<Counts>> =
            outlets.iter().map(|(outlet, articles)| (*outlet, articles.iter().map(counts).collect())).collect();
        for (outlet, articles) in outlets {
            let (here, there): (Vec<_>, Vec<_>) = counts.iter().partition(|(other, _)| *other == outlet);
            let [here, there] =
                [here, there].map(|side| side.into_iter().flat_map(|(_, counts)| counts).collect::<Vec<_>>());
            let seed = seed(&["wordings", of, outlet]);
            let Some(apart) = apart(&here, &there, ROUNDS, seed) else { continue };
            let mut words: BTreeMap<&str, Vec<Cite>> = BTreeMap::new();
            for (word, cite) in articles.iter().flatten() {
                words.entry(word).or_default().extend(cite.iter().cloned());
            }
            let n: usize = words.values().map(Vec::len).sum();
            let word = |(text, cite): (&str, Vec<Cite>)| WordingWord {
                text: text.into(),
                n: cite.len(),
                share: round(cite.len() as f64 / n as f64),
                cite,
            };
            let mut words: Vec<WordingWord> = words.into_iter().map(word).collect();
            words.sort_by(|a, b| b.n.cmp(&a.n).then(a.text.cmp(&b.text)));
            rows.push(WordingRow {
                of: of.into(),
                outlet: outlet.to_string(),
                words,
                n,
                articles: here.len(),
                distance: round(apart.distance),
                chance: apart.chance().map(round),
                p: apart.p(),
                q: None,
                note: descriptive(here.len())
                    .or_else(|| descriptive(there.len()).map(|told| format!("the others: {told}"))),
            });
        }
    }
}
