//! The table of the frames of whole articles: how many of its articles each outlet tells as conflict, responsibility, economy …

use super::originals::originals;
use super::{LEAST, ROUNDS, descriptive, seed};
use crate::news::NewsFrame;
use parallax_core::{Cite, Comparison, Note, Reading, Story};
use parallax_statistics::random::Random;
use parallax_statistics::{fdr, moments, permutation, round, round_p};
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
        let kept = originals(articles.iter().map(|a| (a.article.outlet.as_str(), a.layers.0, a.layers.1)));
        let kept: Vec<_> =
            articles.iter().zip(&kept).filter(|(_, kept)| kept.is_some()).map(|(read, _)| read).collect();
        let outlets: BTreeSet<&str> = kept.iter().map(|reading| reading.article.outlet.as_str()).collect();
        let frames: BTreeSet<&str> = kept.iter().flat_map(|r| r.layers.2).map(|frame| frame.frame.as_str()).collect();
        let (mut rows, mut tested, mut null_z) = (Vec::new(), Vec::new(), None);
        for frame in frames {
            // Of each article whether it has the frame, and where.
            let mut of: BTreeMap<&str, Vec<Option<Cite>>> = BTreeMap::new();
            for reading in &kept {
                let found = reading.layers.2.iter().find(|found| found.frame == frame);
                let cite = found.map(|found| Cite { article: reading.article.id.clone(), span: found.span() });
                of.entry(&reading.article.outlet).or_default().push(cite);
            }
            for outlet in &outlets {
                let own = &of[outlet];
                let told = |cites: &[Option<Cite>]| -> Vec<f64> {
                    cites.iter().map(|cite| f64::from(u8::from(cite.is_some()))).collect()
                };
                let cite: Vec<Cite> = own.iter().flatten().cloned().collect();
                if cite.is_empty() {
                    continue;
                }
                let mut values = told(own);
                let seed = seed(&["news frames", frame, outlet]);
                if own.len() >= 2 * LEAST {
                    let mut halves = values.clone();
                    Random::new(seed).shuffle_front(&mut halves, own.len());
                    let (a, b) = halves.split_at(own.len() / 2);
                    null_z = Some(f64::max(null_z.unwrap_or(0.0), moments::z(a, b).abs()));
                }
                values.extend(of.iter().filter(|(other, _)| *other != outlet).flat_map(|(_, cites)| told(cites)));
                if own.len().min(values.len() - own.len()) >= LEAST {
                    tested.push((rows.len(), permutation::difference(&values, own.len(), ROUNDS, seed)));
                }
                rows.push(NewsFrameRow {
                    frame: frame.to_string(),
                    outlet: outlet.to_string(),
                    n: cite.len(),
                    share: round(cite.len() as f64 / own.len() as f64),
                    articles: own.len(),
                    p: None,
                    q: None,
                    null_z: None,
                    note: descriptive(own.len()),
                    cite,
                });
            }
        }
        let p: Vec<f64> = tested.iter().map(|(_, p)| *p).collect();
        for ((n, p), q) in tested.iter().zip(fdr::benjamini_hochberg(&p, p.len())) {
            (rows[*n].p, rows[*n].q) = (Some(round_p(*p)), Some(round_p(q)));
            rows[*n].null_z = null_z.map(round);
        }
        rows
    }
}
