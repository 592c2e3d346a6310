//! The table of the frames of whole articles: how many of its articles each outlet tells as conflict, responsibility, economy …

use super::against::{Told, against, told};
use super::originals::originals;
use super::{LEAST, descriptive, seed};
use crate::news::NewsFrame;
use parallax_core::{Cite, Comparison, Note, Reading, Story};
use parallax_statistics::round;
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One frame in one outlet's articles.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NewsFrameRow {
    frame: String,
    outlet: String,
    /// How many of its articles have it, and that as a share, 0 to 1.
    n: usize,
    share: f64,
    /// The share of all other outlets' articles; null if there are none.
    others: Option<f64>,
    /// How many articles it has.
    articles: usize,
    /// How often a random sharing-out of the articles differs as much from the others (permutation test); null from fewer than
    /// five articles on either side.
    p: Option<f64>,
    /// The same as a false discovery rate over the table (Benjamini and Hochberg 1995).
    q: Option<f64>,
    /// The largest difference in standard errors between random halves of one outlet's articles in the whole table.
    null_z: Option<f64>,
    note: Option<String>,
    /// Of each article the first words that show it.
    cite: Vec<Cite>,
}

/// The comparison of the frames of whole articles.
pub struct NewsFrameTable;

parallax_core::register! {
    /// In which share of its articles each outlet tells its matter in each generic frame (conflict, responsibility, economy, legality …), tested with the article as the unit.
    comparison "news-frame-table": NewsFrameTable
}

impl Comparison for NewsFrameTable {
    const TABLE: &'static str = "news_frames";
    type Reads = (Sentence, Token, NewsFrame);
    type Row = NewsFrameRow;
    type Options = parallax_core::NoOptions;

    fn new(_: Self::Options) -> Self {
        NewsFrameTable
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<NewsFrameRow> {
        let kept: Vec<_> =
            originals(articles, |layers| (layers.0, layers.1)).into_iter().map(|(reading, _)| reading).collect();
        let frames: BTreeSet<&str> = kept.iter().flat_map(|r| r.layers.2).map(|frame| frame.frame.as_str()).collect();
        let (mut rows, mut tests) = (Vec::new(), Vec::new());
        for frame in frames {
            // Of each article whether it has the frame, and where.
            let mut of: BTreeMap<&str, Vec<Option<Cite>>> = BTreeMap::new();
            for reading in &kept {
                let found = reading.layers.2.iter().find(|found| found.frame == frame);
                let cite = found.map(|found| Cite { article: reading.article.id.clone(), span: found.span() });
                of.entry(&reading.article.outlet).or_default().push(cite);
            }
            let has = |cites: &[Option<Cite>]| -> Vec<f64> {
                cites.iter().map(|cite| if cite.is_some() { 1.0 } else { 0.0 }).collect()
            };
            for (outlet, articles) in &of {
                let cite: Vec<Cite> = articles.iter().flatten().cloned().collect();
                // That many articles have none of a frame is worth telling, not that few have.
                if cite.is_empty() && articles.len() < LEAST {
                    continue;
                }
                let others = of.iter().filter(|(other, _)| *other != outlet).flat_map(|(_, cites)| has(cites));
                let seed = seed(&["news frames", frame, outlet]);
                let others: Vec<f64> = others.collect();
                let test = against(&has(articles), &others, seed);
                tests.extend(test.map(|test| (rows.len(), test)));
                rows.push(NewsFrameRow {
                    frame: frame.to_string(),
                    outlet: outlet.to_string(),
                    n: cite.len(),
                    share: round(cite.len() as f64 / articles.len() as f64),
                    others: (!others.is_empty()).then(|| round(others.iter().sum::<f64>() / others.len() as f64)),
                    articles: articles.len(),
                    p: None,
                    q: None,
                    null_z: None,
                    note: descriptive(articles.len()),
                    cite,
                });
            }
        }
        for (n, Told { p, q, null_z }) in told(&tests) {
            (rows[n].p, rows[n].q, rows[n].null_z) = (Some(p), Some(q), null_z);
        }
        rows
    }
}
