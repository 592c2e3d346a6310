//! The table of frames: in which light each outlet's own voice and those it quotes present each actor.

use super::against::{Told, against, told};
use super::originals::originals;
use super::{asked, descriptive, heaviest, seed};
use crate::frames::Frame;
use crate::polarity::Polarity;
use crate::voice::Side;
use parallax_core::{Cite, Comparison, Note, Reading, Story};
use parallax_entities::ActorId;
use parallax_statistics::round;
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One frame of one actor in one outlet.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FrameRow {
    outlet: String,
    actor: ActorId,
    voice: Side,
    frame: String,
    polarity: Option<Polarity>,
    n: usize,
    /// Of all frames of the actor in this outlet and voice, 0 to 1.
    share: f64,
    articles: usize,
    /// How often a random sharing-out of the articles differs as much in the share (permutation test); null from fewer than
    /// five articles on either side.
    p: Option<f64>,
    /// The same as a false discovery rate over the table.
    q: Option<f64>,
    /// The largest difference in standard errors between random halves of one outlet's articles in the whole table.
    null_z: Option<f64>,
    note: Option<String>,
    cite: Vec<Cite>,
}

/// Options of the table of frames.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// So many actors, those with most frames.
    most_actors: usize,
    /// Least number of times.
    least: usize,
    /// These actors alone, if any are named.
    actors: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { most_actors: 20, least: 2, actors: Vec::new() }
    }
}

/// The comparison of frames.
pub struct FrameTable(Options);

parallax_core::register! {
    /// In which light (aggressor, victim, power, refusal …) each outlet presents each actor, in its own voice and in those it quotes.
    comparison "frame-table": FrameTable
}

/// One article's frames of one actor in one voice: how many of each, and how many in all.
type ByArticle<'a> = BTreeMap<&'a str, (BTreeMap<&'a str, Vec<Cite>>, usize)>;
type Cells<'a> = BTreeMap<(&'a ActorId, Side), BTreeMap<&'a str, ByArticle<'a>>>;

impl Comparison for FrameTable {
    const TABLE: &'static str = "frames";
    type Reads = (Sentence, Token, Frame);
    type Row = FrameRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        FrameTable(options)
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<FrameRow> {
        let mut cells: Cells<'_> = BTreeMap::new();
        let mut total: BTreeMap<&ActorId, usize> = BTreeMap::new();
        let mut light: BTreeMap<&str, Option<Polarity>> = BTreeMap::new();
        for (reading, fresh) in originals(articles, |layers| (layers.0, layers.1)) {
            for frame in reading.layers.2.iter().filter(|frame| fresh.has(frame.span())) {
                let Some(actor) = frame.target.as_ref() else { continue };
                if !asked(&self.0.actors, actor) {
                    continue;
                }
                *total.entry(actor).or_default() += 1;
                light.insert(&frame.frame, frame.polarity);
                let outlets = cells.entry((actor, frame.voice.side())).or_default();
                let of = outlets.entry(&reading.article.outlet).or_default().entry(&reading.article.id).or_default();
                of.1 += 1;
                let cite = Cite { article: reading.article.id.clone(), span: frame.span() };
                of.0.entry(&frame.frame).or_default().push(cite);
            }
        }
        let shown = heaviest(&total, self.0.most_actors);
        cells.retain(|(actor, _), _| shown.contains(actor));
        let mut rows = Vec::new();
        for ((actor, voice), outlets) in &cells {
            for (outlet, articles) in outlets {
                let all: usize = articles.values().map(|(_, n)| n).sum();
                let mut frames: BTreeMap<&str, Vec<Cite>> = BTreeMap::new();
                for (of, _) in articles.values() {
                    of.iter().for_each(|(frame, cites)| frames.entry(frame).or_default().extend(cites.iter().cloned()));
                }
                for (frame, cite) in frames.into_iter().filter(|(_, cite)| cite.len() >= self.0.least) {
                    rows.push(FrameRow {
                        outlet: outlet.to_string(),
                        actor: (*actor).clone(),
                        voice: *voice,
                        frame: frame.to_string(),
                        polarity: light.get(frame).copied().flatten(),
                        n: cite.len(),
                        share: round(cite.len() as f64 / all.max(1) as f64),
                        articles: articles.values().filter(|(of, _)| of.contains_key(frame)).count(),
                        p: None,
                        q: None,
                        null_z: None,
                        note: descriptive(articles.len()),
                        cite,
                    });
                }
            }
        }
        test(&mut rows, &cells);
        rows.sort_by(|a, b| {
            (&a.outlet, &a.actor, a.voice, std::cmp::Reverse(a.n), &a.frame).cmp(&(
                &b.outlet,
                &b.actor,
                b.voice,
                std::cmp::Reverse(b.n),
                &b.frame,
            ))
        });
        rows
    }
}

/// The share that a frame has of an article's frames of the actor, an outlet against all others.
fn test(rows: &mut [FrameRow], cells: &Cells<'_>) {
    let mut tests = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let Some(outlets) = cells.get(&(&row.actor, row.voice)) else { continue };
        let shares = |of: &ByArticle<'_>| -> Vec<f64> {
            let share = |(frames, all): &(BTreeMap<&str, Vec<Cite>>, usize)| {
                frames.get(row.frame.as_str()).map_or(0, Vec::len) as f64 / (*all).max(1) as f64
            };
            of.values().map(share).collect()
        };
        let own = outlets.get(row.outlet.as_str()).map(shares).unwrap_or_default();
        let others = outlets.iter().filter(|(outlet, _)| **outlet != row.outlet).flat_map(|(_, of)| shares(of));
        let seed = seed(&["frames", row.actor.as_str(), &row.outlet, &row.frame]);
        tests.extend(against(&own, &others.collect::<Vec<_>>(), seed).map(|test| (n, test)));
    }
    for (n, Told { p, q, null_z }) in told(&tests) {
        (rows[n].p, rows[n].q, rows[n].null_z) = (Some(p), Some(q), null_z);
    }
}
