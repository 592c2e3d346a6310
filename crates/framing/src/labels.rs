//! The table of labels: loaded words that each outlet's own voice puts beside an actor's name.

use parallax_core::{Cite, Comparison, NoOptions, Note, Reading, Story, starting_in};
use parallax_entities::{ActorId, Entity};
use parallax_quotes::{Quote, voice_at};
use parallax_text::{Phrases, Sentence, Token, rows};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What one outlet calls one actor.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LabelRow {
    actor: ActorId,
    outlet: String,
    words: Vec<LabelWord>,
}

/// One loaded word.
#[derive(Debug, Serialize, JsonSchema)]
struct LabelWord {
    text: String,
    n: usize,
    /// A word without the load.
    neutral: Option<String>,
    cite: Vec<Cite>,
}

/// The comparison of labels.
pub struct LabelTable {
    loaded: Phrases<&'static str>,
}

parallax_core::register! {
    /// Loaded words ("regime", "slammed") that an outlet's own voice puts beside each actor, with a neutral word for each.
    comparison "label-table": LabelTable
}

/// A label stands at most this many tokens from the name.
const REACH: usize = 5;

impl Comparison for LabelTable {
    const TABLE: &'static str = "labels";
    type Reads = (Sentence, Token, Entity, Quote);
    type Row = LabelRow;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        let row = |r: Vec<&'static str>| (r[0], r.get(2).copied().unwrap_or(""));
        LabelTable { loaded: rows(include_str!("../data/loaded.tsv")).map(row).collect() }
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<LabelRow> {
        type Words = BTreeMap<String, (&'static str, Vec<Cite>)>;
        let mut found: BTreeMap<(ActorId, String), Words> = BTreeMap::new();
        for reading in articles {
            let (sentences, tokens, entities, quotes) = reading.layers;
            let text = reading.article.text();
            for sentence in sentences.iter().filter(|s| s.prose()) {
                let words = sentence.tokens(tokens);
                let entities = starting_in(entities, sentence.span());
                for at in 0..words.len() {
                    let Some((len, neutral)) = self.loaded.at(words, at) else { continue };
                    let span = words[at].span().cover(words[at + len - 1].span());
                    let named = entities.iter().any(|e| e.span().overlaps(span));
                    if named || voice_at(quotes, span).is_some() {
                        continue;
                    }
                    let distance = |e: &Entity| {
                        let gap = if e.span().end() <= span.start() {
                            e.span().end()..span.start()
                        } else {
                            span.end()..e.span().start()
                        };
                        words.iter().filter(|t| t.is_word() && gap.contains(&t.span().start())).count()
                    };
                    let Some(target) = entities
                        .iter()
                        .filter(|e| e.label.acts())
                        .min_by_key(|e| distance(e))
                        .filter(|e| distance(e) <= REACH)
                    else {
                        continue;
                    };
                    let key = (target.actor.clone(), reading.article.outlet.clone());
                    let entry = found
                        .entry(key)
                        .or_default()
                        .entry(span.of(text).to_lowercase())
                        .or_insert((neutral, Vec::new()));
                    entry.1.push(Cite { article: reading.article.id.clone(), span });
                }
            }
        }
        let word = |(text, (neutral, cite)): (String, (&str, Vec<Cite>))| LabelWord {
            text,
            n: cite.len(),
            neutral: (!neutral.is_empty()).then(|| neutral.to_string()),
            cite,
        };
        found
            .into_iter()
            .map(|((actor, outlet), words)| LabelRow { actor, outlet, words: words.into_iter().map(word).collect() })
            .collect()
    }
}
