//! The table of tone: each outlet's tone toward each actor, its own voice apart from the voices it quotes.

use super::against::{Told, against, told};
use super::originals::originals;
use super::{ROUNDS, asked, descriptive, heaviest, seed};
use crate::scene::Scene;
use crate::tone::Tone;
use crate::voice::{Side, Voice};
use parallax_core::{Cite, Comparison, Note, Reading, Story};
use parallax_entities::ActorId;
use parallax_quotes::Quote;
use parallax_statistics::bootstrap::{self, Cluster};
use parallax_statistics::round;
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One outlet's tone toward one actor in one voice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ToneRow {
    actor: ActorId,
    outlet: String,
    /// "outlet" or "quoted".
    voice: Side,
    /// Mean over articles of the mean score of an article's mentions, -1 to 1; a mention of which nothing is said counts as nought.
    mean: f64,
    /// Mentions in this voice.
    mentions: usize,
    /// Those of them that the words say something about.
    judged: usize,
    /// Articles with such mentions, judged or not.
    articles: usize,
    /// 95 % interval, articles drawn whole (bootstrap-t); null from fewer than five articles.
    interval: Option<[f64; 2]>,
    /// How often a random sharing-out of the articles differs as much from the other outlets (permutation test); null where
    /// either side has fewer than five articles.
    p: Option<f64>,
    /// The same as a false discovery rate over the table (Benjamini and Hochberg 1995).
    q: Option<f64>,
    /// The difference from the other outlets in standard errors, and the largest such z between random halves of one outlet's
    /// articles in the whole table: what chance gives.
    z: Option<f64>,
    null_z: Option<f64>,
    note: Option<String>,
    cite: Vec<Cite>,
}

/// Options of the table of tone.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Actors with fewer judged mentions are left out.
    least_mentions: usize,
    /// So many actors, those most spoken of.
    most_actors: usize,
    /// These actors alone, if any are named.
    actors: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { least_mentions: 2, most_actors: 40, actors: Vec::new() }
    }
}

/// The comparison of tone.
pub struct ToneTable(Options);

parallax_core::register! {
    /// Each outlet's tone toward each actor, in its own voice and in those it quotes; intervals and tests with the article as the unit, from five articles on.
    comparison "tone-table": ToneTable
}

/// How one article speaks of an actor in one voice.
#[derive(Default)]
struct Spoken {
    mentions: usize,
    scores: Vec<(f64, Cite)>,
}

impl Spoken {
    fn mean(&self) -> f64 {
        // A call may be in another voice than its mention: "Diaz blamed Ray".
        self.scores.iter().map(|(score, _)| score).sum::<f64>() / self.mentions.max(self.scores.len()) as f64
    }
}

/// By article.
type Cell<'a> = BTreeMap<&'a str, Spoken>;

impl Comparison for ToneTable {
    const TABLE: &'static str = "tone";
    type Reads = (Sentence, Token, Tone, Scene, Quote);
    type Row = ToneRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        ToneTable(options)
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<ToneRow> {
        let kept = originals(articles, |layers| (layers.0, layers.1));
        let mut judged: BTreeMap<&ActorId, usize> = BTreeMap::new();
        for target in kept
            .iter()
            .flat_map(|(reading, fresh)| reading.layers.2.iter().filter(move |tone| fresh.has(tone.span())))
            .filter_map(|tone| tone.target.as_ref())
        {
            *judged.entry(target).or_default() += usize::from(asked(&self.0.actors, target));
        }
        judged.retain(|_, n| *n >= self.0.least_mentions.max(1));
        let shown: BTreeSet<&ActorId> = heaviest(&judged, self.0.most_actors).into_iter().collect();
        let mut cells: BTreeMap<(&ActorId, Side, &str), Cell<'_>> = BTreeMap::new();
        for (reading, fresh) in &kept {
            let (article, (.., tones, scenes, quotes)) = (reading.article, reading.layers);
            let key = |actor, side| (actor, side, article.outlet.as_str());
            for mention in scenes.iter().flat_map(|scene| &scene.mentions).filter(|m| fresh.has(m.span)) {
                for actor in mention.actor.iter().chain(&mention.state).filter(|actor| shown.contains(actor)) {
                    let side = Voice::at(quotes, mention.span).side();
                    cells.entry(key(actor, side)).or_default().entry(&article.id).or_default().mentions += 1;
                }
            }
            for tone in tones.iter().filter(|tone| fresh.has(tone.span())) {
                let Some(target) = tone.target.as_ref().filter(|target| shown.contains(target)) else { continue };
                let told = cells.entry(key(target, tone.voice.side())).or_default().entry(&article.id).or_default();
                let span = tone.evidence.first().map_or(tone.span(), |e| e.cover(tone.span()));
                told.scores.push((tone.score, Cite { article: article.id.clone(), span }));
            }
        }
        let mut rows: Vec<ToneRow> =
            cells.iter().map(|((actor, voice, outlet), cell)| row(actor, outlet, *voice, cell)).collect();
        rows.retain(|row| row.judged > 0);
        test(&mut rows, &cells);
        rows.sort_by(|a, b| (&a.actor, &a.outlet, a.voice).cmp(&(&b.actor, &b.outlet, b.voice)));
        rows
    }
}

fn means(cell: &Cell<'_>) -> Vec<f64> {
    cell.values().map(Spoken::mean).collect()
}

fn row(actor: &ActorId, outlet: &str, voice: Side, cell: &Cell<'_>) -> ToneRow {
    let clusters: Vec<Cluster> = means(cell).into_iter().map(|m| Cluster { sum: m, n: 1.0 }).collect();
    let side = if voice == Side::Outlet { "outlet" } else { "quoted" };
    let interval = bootstrap::interval(&clusters, ROUNDS, seed(&["tone", actor.as_str(), outlet, side]));
    ToneRow {
        actor: actor.clone(),
        outlet: outlet.to_string(),
        voice,
        mean: round(bootstrap::mean(&clusters)),
        mentions: cell.values().map(|told| told.mentions.max(told.scores.len())).sum(),
        judged: cell.values().map(|told| told.scores.len()).sum(),
        articles: clusters.len(),
        interval: interval.map(|ends| ends.map(|end| round(end.clamp(-1.0, 1.0)))),
        p: None,
        q: None,
        z: None,
        null_z: None,
        note: descriptive(clusters.len()),
        cite: cell.values().flat_map(|told| &told.scores).map(|(_, cite)| cite.clone()).collect(),
    }
}

/// Each outlet against all others, for the same actor and voice.
fn test(rows: &mut [ToneRow], cells: &BTreeMap<(&ActorId, Side, &str), Cell<'_>>) {
    let mut tests = Vec::new();
    for (n, row) in rows.iter_mut().enumerate() {
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for ((actor, voice, outlet), cell) in cells {
            if **actor == row.actor && *voice == row.voice {
                if *outlet == row.outlet { own.extend(means(cell)) } else { others.extend(means(cell)) }
            }
        }
        let seed = seed(&["tone against others", row.actor.as_str(), &row.outlet]);
        if let Some(test) = against(&own, &others, seed) {
            row.z = Some(round(test.z));
            tests.push((n, test));
        }
    }
    for (n, Told { p, q, null_z }) in told(&tests) {
        (rows[n].p, rows[n].q, rows[n].null_z) = (Some(p), Some(q), null_z);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::Span;

    #[test]
    fn a_mention_of_which_nothing_is_said_counts_as_nought() {
        let cite = || Cite { article: "a".into(), span: Span::new(0, 1) };
        let told = |mentions: usize, scores: &[f64]| Spoken {
            mentions,
            scores: scores.iter().map(|s| (*s, cite())).collect(),
        };
        assert_eq!(told(4, &[-0.8]).mean(), -0.2);
        assert_eq!(told(3, &[]).mean(), 0.0);
        assert_eq!(told(1, &[-0.75, -0.25]).mean(), -0.5, "one of them in a voice that is not its mention's");
    }
}
