//! The table of tone: each outlet's tone toward each actor, its own voice apart from the voices it quotes.

use crate::{Tone, Voice};
use parallax_core::{Cite, Comparison, Note, Reading, Story};
use parallax_entities::ActorId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One outlet's tone toward one actor in one voice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ToneRow {
    actor: ActorId,
    outlet: String,
    /// "outlet" or "quoted".
    voice: Side,
    /// Mean score over mentions, article by article, -1 to 1.
    mean: f64,
    /// Mentions that the words say something about.
    mentions: usize,
    articles: usize,
    /// 95 % interval, the article as the unit; null from fewer than three articles.
    interval: Option<[f64; 2]>,
    note: Option<String>,
    cite: Vec<Cite>,
}

/// Whose words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Side {
    Outlet,
    Quoted,
}

/// Options of the table of tone.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Actors with fewer evaluated mentions in the story are left out.
    least_mentions: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { least_mentions: 2 }
    }
}

/// The comparison of tone.
pub struct ToneTable(Options);

parallax_core::register! {
    /// Each outlet's tone toward each actor, in its own voice and in those it quotes; no interval from fewer than three articles.
    comparison "tone-table": ToneTable
}

impl Comparison for ToneTable {
    const TABLE: &'static str = "tone";
    type Reads = Tone;
    type Row = ToneRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        ToneTable(options)
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Tone>]) -> Vec<ToneRow> {
        type Cell<'a> = BTreeMap<&'a str, Vec<(f64, Cite)>>;
        let mut cells: BTreeMap<(&ActorId, &str, Side), Cell<'_>> = BTreeMap::new();
        let mut total: BTreeMap<&ActorId, usize> = BTreeMap::new();
        for reading in articles {
            for tone in reading.layers {
                let side = if tone.voice == Voice::Outlet { Side::Outlet } else { Side::Quoted };
                let cite = Cite {
                    article: reading.article.id.clone(),
                    span: tone.evidence.first().map_or(tone.span(), |e| e.cover(tone.span())),
                };
                let cell = cells.entry((&tone.target, &reading.article.outlet, side)).or_default();
                cell.entry(&reading.article.id).or_default().push((tone.score, cite));
                *total.entry(&tone.target).or_default() += 1;
            }
        }
        cells
            .into_iter()
            .filter(|((actor, ..), _)| total[actor] >= self.0.least_mentions)
            .map(|((actor, outlet, voice), cell)| row(actor, outlet, voice, cell))
            .collect()
    }
}

fn row(actor: &ActorId, outlet: &str, voice: Side, cell: BTreeMap<&str, Vec<(f64, Cite)>>) -> ToneRow {
    let means: Vec<f64> = cell.values().map(|m| m.iter().map(|(s, _)| s).sum::<f64>() / m.len() as f64).collect();
    let n = means.len();
    let mean = means.iter().sum::<f64>() / n as f64;
    let interval = (n >= 3).then(|| {
        let variance = means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / (n - 1) as f64;
        let half = student(n - 1) * (variance / n as f64).sqrt();
        [round((mean - half).max(-1.0)), round((mean + half).min(1.0))]
    });
    let note = match n {
        1 => Some("one article: descriptive only".to_string()),
        2 => Some("two articles: descriptive only".to_string()),
        _ => None,
    };
    let mentions = cell.values().map(Vec::len).sum();
    let cite = cell.into_values().flatten().map(|(_, c)| c).collect();
    ToneRow {
        actor: actor.clone(),
        outlet: outlet.to_string(),
        voice,
        mean: round(mean),
        mentions,
        articles: n,
        interval,
        note,
        cite,
    }
}

fn round(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

/// The 97.5 percentile of Student's t, by degrees of freedom.
fn student(df: usize) -> f64 {
    const T: [f64; 30] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];
    T.get(df.saturating_sub(1)).copied().unwrap_or(1.96)
}
