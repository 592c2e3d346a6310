//! The table of distances: how differently two outlets share their attention out, over whom they name, whom they quote and
//! what they call them, less what chance gives for so few articles.

use super::apart::{Counts, apart, false_discovery};
use super::originals::originals;
use super::{descriptive, heaviest, seed, words_of};
use crate::labels::Labels;
use crate::scene::Scene;
use parallax_core::{Comparison, Note, Reading, Story};
use parallax_entities::Entity;
use parallax_quotes::Quote;
use parallax_statistics::round;
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far apart two outlets are in one respect.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DistanceRow {
    a: String,
    b: String,
    /// "actors" (how often each is named), "speakers" (words quoted of each) or "labels" (what each actor is called).
    of: &'static str,
    /// Jensen-Shannon distance, 0 to 1 (Lin 1991; Endres and Schindelin 2003).
    distance: f64,
    /// The mean distance of random sharings-out of the same articles: what chance gives; null from fewer than five articles.
    chance: Option<f64>,
    /// What is left of the distance above chance.
    corrected: Option<f64>,
    p: Option<f64>,
    /// The same as a false discovery rate over the table.
    q: Option<f64>,
    /// Articles of either.
    articles: [usize; 2],
    note: Option<String>,
}

/// Options of the table of distances.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// So many outlets, those with most articles.
    most_outlets: usize,
    /// Random sharings-out for each pair.
    rounds: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { most_outlets: 24, rounds: 199 }
    }
}

/// The comparison of distances.
pub struct DistanceTable {
    options: Options,
}

parallax_core::register! {
    /// How far apart two outlets are in whom they name, whom they quote and what they call them (Jensen-Shannon distance, less what chance gives).
    comparison "distance-table": DistanceTable
}

type Reads = (Sentence, Token, Scene, Entity, Quote);

impl Comparison for DistanceTable {
    const TABLE: &'static str = "distances";
    type Reads = Reads;
    type Row = DistanceRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        DistanceTable { options }
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<DistanceRow> {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut outlets: BTreeMap<&str, Vec<[Counts; 3]>> = BTreeMap::new();
        for (reading, fresh) in originals(articles, |layers| (layers.0, layers.1)) {
            let (_, tokens, scenes, entities, quotes) = reading.layers;
            let mut counts: [BTreeMap<usize, f64>; 3] = Default::default();
            let mut number = |what: &str| {
                let next = numbers.len();
                *numbers.entry(what.to_string()).or_insert(next)
            };
            for entity in entities.iter().filter(|e| e.label.acts() && fresh.has(e.span())) {
                *counts[0].entry(number(entity.actor.as_str())).or_default() += 1.0;
            }
            for quote in quotes.iter().filter(|q| q.reports() && fresh.has(q.span())) {
                for speaker in quote.speakers() {
                    *counts[1].entry(number(speaker.as_str())).or_default() += words_of(tokens, quote) as f64;
                }
            }
            let labels = Labels::shared().of_outlet(reading.article.text(), (scenes, tokens, quotes));
            for (actor, label) in labels.into_iter().filter(|(_, label)| fresh.has(label.span)) {
                // Labels are alike in their words: "the embattled banker", "the banker".
                let words = label.span.of(reading.article.text()).split_whitespace();
                for word in words {
                    let called = format!("{} {}", actor.as_str(), word.to_lowercase());
                    *counts[2].entry(number(&called)).or_default() += 1.0;
                }
            }
            let counts = counts.map(|c| c.into_iter().collect());
            outlets.entry(&reading.article.outlet).or_default().push(counts);
        }
        let sizes = outlets.iter().map(|(outlet, articles)| (*outlet, articles.len())).collect();
        let mut shown = heaviest(&sizes, self.options.most_outlets);
        shown.sort_unstable();
        let mut rows = Vec::new();
        for (i, a) in shown.iter().enumerate() {
            for b in &shown[i + 1..] {
                for (respect, of) in ["actors", "speakers", "labels"].into_iter().enumerate() {
                    let side = |outlet: &str| outlets[outlet].iter().map(|c| &c[respect]).collect::<Vec<_>>();
                    rows.extend(self.row((a, side(a)), (b, side(b)), of));
                }
            }
        }
        let q = false_discovery(rows.iter().map(|row: &DistanceRow| row.p));
        rows.iter_mut().zip(q).for_each(|(row, q)| row.q = q);
        rows
    }
}

impl DistanceTable {
    fn row(&self, a: (&str, Vec<&Counts>), b: (&str, Vec<&Counts>), of: &'static str) -> Option<DistanceRow> {
        let articles = [a.1.len(), b.1.len()];
        let apart = apart(&a.1, &b.1, self.options.rounds, seed(&["distance", a.0, b.0, of]))?;
        Some(DistanceRow {
            a: a.0.to_string(),
            b: b.0.to_string(),
            of,
            distance: round(apart.distance),
            chance: apart.chance().map(round),
            corrected: apart.chance().map(|chance| round((apart.distance - chance).max(0.0))),
            p: apart.p(),
            q: None,
            articles,
            note: descriptive(articles[0].min(articles[1])),
        })
    }
}
