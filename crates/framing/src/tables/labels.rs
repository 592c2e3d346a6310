//! The table of labels: what each outlet's own voice calls an actor: modifiers, appositions, what it "is" said to be, the noun
//! it stands before ("the Diaz regime"), a noun in its place ("the regime"), and loaded words beside the name.

use super::originals::originals;
use super::{asked, heaviest};
use crate::labels::{Label, Labels};
use crate::scene::Scene;
use parallax_core::{Cite, Comparison, Reading, Story};
use parallax_entities::ActorId;
use parallax_quotes::Quote;
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one outlet calls one actor.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LabelRow {
    actor: ActorId,
    outlet: String,
    words: Vec<LabelWord>,
}

/// One label: a word or a phrase.
#[derive(Debug, Serialize, JsonSchema)]
struct LabelWord {
    text: String,
    /// How it stands with the name: "before the name", "apposition", "is said to be", "behind the name", "in place of the name", "beside the name".
    place: &'static str,
    n: usize,
    /// Words without the load for those of it that are loaded; empty where they had better be left out.
    neutral: Option<String>,
    cite: Vec<Cite>,
}

/// Options of the table of labels.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Labels for each actor and outlet, at most; loaded ones first.
    most: usize,
    /// So many actors, those with most labels.
    most_actors: usize,
    /// These actors alone, if any are named.
    actors: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { most: 8, most_actors: 40, actors: Vec::new() }
    }
}

/// The comparison of labels.
pub struct LabelTable {
    options: Options,
}

parallax_core::register! {
    /// What each outlet's own voice calls each actor (modifiers, appositions, "the Diaz regime", "the regime"), loaded words with a neutral word for each.
    comparison "label-table": LabelTable
}

impl Comparison for LabelTable {
    const TABLE: &'static str = "labels";
    type Reads = (Sentence, Token, Scene, Quote);
    type Row = LabelRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        LabelTable { options }
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<LabelRow> {
        type Words = BTreeMap<String, (Label, Vec<Cite>)>;
        let mut found: BTreeMap<(ActorId, String), Words> = BTreeMap::new();
        for (reading, fresh) in originals(articles, |layers| (layers.0, layers.1)) {
            let (text, (_, tokens, scenes, quotes)) = (reading.article.text(), reading.layers);
            for (actor, label) in Labels::shared().of_outlet(text, (scenes, tokens, quotes)) {
                if !asked(&self.options.actors, &actor) || !fresh.has(label.span) {
                    continue;
                }
                let cite = Cite { article: reading.article.id.clone(), span: label.span };
                let word = label.span.of(text).to_lowercase();
                let key = (actor, reading.article.outlet.clone());
                found.entry(key).or_default().entry(word).or_insert((label, Vec::new())).1.push(cite);
            }
        }
        let mut total: BTreeMap<ActorId, usize> = BTreeMap::new();
        for ((actor, _), words) in &found {
            *total.entry(actor.clone()).or_default() += words.values().map(|(_, c)| c.len()).sum::<usize>();
        }
        let shown = heaviest(&total, self.options.most_actors);
        found.retain(|(actor, _), _| shown.contains(actor));
        found.into_iter().map(|((actor, outlet), words)| self.row(actor, outlet, words)).collect()
    }
}

impl LabelTable {
    fn row(&self, actor: ActorId, outlet: String, words: BTreeMap<String, (Label, Vec<Cite>)>) -> LabelRow {
        let word = |(text, (label, cite)): (String, (Label, Vec<Cite>))| LabelWord {
            text,
            place: label.place,
            n: cite.len(),
            neutral: label.neutral,
            cite,
        };
        let mut words: Vec<LabelWord> = words.into_iter().map(word).collect();
        words.sort_by(|a, b| (b.neutral.is_some(), b.n, &a.text).cmp(&(a.neutral.is_some(), a.n, &b.text)));
        words.truncate(self.options.most);
        LabelRow { actor, outlet, words }
    }
}
