//! The table of voices: whom each outlet lets speak and how much, and whom it speaks of without letting them.

use super::originals::originals;
use super::{asked, heaviest, words_of};
use parallax_core::{Cite, Comparison, Note, Reading, Story};
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::{Quote, QuoteKind};
use parallax_statistics::round;
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What one outlet gives of one actor's words.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VoiceRow {
    outlet: String,
    actor: ActorId,
    /// Words of reported speech, direct and indirect; 0: spoken of without a voice.
    words: usize,
    /// The same of all that the outlet reports of anybody known by name, 0 to 1.
    share: f64,
    /// Quotations, and those in quotation marks.
    quotes: usize,
    direct: usize,
    /// How often the actor is named.
    mentions: usize,
    /// Articles that quote or name it.
    articles: usize,
    cite: Vec<Cite>,
}

/// Options of the table of voices.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// So many actors, those quoted or, if nobody quotes them, named most.
    most_actors: usize,
    /// Actors that no outlet quotes are listed from so many mentions on.
    least_mentions: usize,
    /// These actors alone, if any are named.
    actors: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { most_actors: 30, least_mentions: 4, actors: Vec::new() }
    }
}

/// The comparison of voices.
pub struct VoiceTable(Options);

parallax_core::register! {
    /// Whom each outlet quotes and with how many words, and whom it names without a voice.
    comparison "voice-table": VoiceTable
}

#[derive(Default)]
struct Cell {
    words: usize,
    quotes: usize,
    direct: usize,
    mentions: usize,
    articles: BTreeSet<String>,
    cite: Vec<Cite>,
}

impl Comparison for VoiceTable {
    const TABLE: &'static str = "voices";
    type Reads = (Sentence, Token, Entity, Quote);
    type Row = VoiceRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        VoiceTable(options)
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<VoiceRow> {
        let mut cells: BTreeMap<(&str, &ActorId), Cell> = BTreeMap::new();
        let mut spoken: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut quoted, mut named): (BTreeMap<&ActorId, usize>, BTreeMap<&ActorId, usize>) = Default::default();
        for (reading, fresh) in originals(articles, |layers| (layers.0, layers.1)) {
            let (_, tokens, entities, quotes) = reading.layers;
            let outlet = reading.article.outlet.as_str();
            for quote in quotes.iter().filter(|q| q.reports() && fresh.has(q.span())) {
                // What two say together each of them says.
                for speaker in quote.speakers() {
                    let words = words_of(tokens, quote);
                    let cell = cells.entry((outlet, speaker)).or_default();
                    cell.words += words;
                    cell.quotes += 1;
                    cell.direct += usize::from(quote.kind == QuoteKind::Direct);
                    cell.articles.insert(reading.article.id.clone());
                    cell.cite.push(Cite { article: reading.article.id.clone(), span: quote.span() });
                    *spoken.entry(outlet).or_default() += words;
                    *quoted.entry(speaker).or_default() += words;
                }
            }
            for entity in entities.iter().filter(|e| e.label.acts() && fresh.has(e.span())) {
                let cell = cells.entry((outlet, &entity.actor)).or_default();
                cell.mentions += 1;
                cell.articles.insert(reading.article.id.clone());
                if cell.cite.is_empty() {
                    cell.cite.push(Cite { article: reading.article.id.clone(), span: entity.span() });
                }
                // A place without a voice is no silence.
                if entity.label != Label::Gpe {
                    *named.entry(&entity.actor).or_default() += 1;
                }
            }
        }
        named.retain(|actor, n| *n >= self.0.least_mentions && !quoted.contains_key(actor));
        let mut shown = heaviest(&quoted, self.0.most_actors);
        shown.extend(heaviest(&named, self.0.most_actors / 3));
        let wanted = |actor: &ActorId| match self.0.actors.is_empty() {
            true => shown.contains(&actor),
            false => asked(&self.0.actors, actor),
        };
        let rows = cells.into_iter().filter(|((_, actor), _)| wanted(actor)).map(|((outlet, actor), cell)| VoiceRow {
            outlet: outlet.to_string(),
            actor: actor.clone(),
            share: round(cell.words as f64 / spoken.get(outlet).copied().unwrap_or(0).max(1) as f64),
            words: cell.words,
            quotes: cell.quotes,
            direct: cell.direct,
            mentions: cell.mentions,
            articles: cell.articles.len(),
            cite: cell.cite,
        });
        let mut rows: Vec<VoiceRow> = rows.collect();
        rows.sort_by(|a, b| {
            a.outlet
                .cmp(&b.outlet)
                .then(b.words.cmp(&a.words))
                .then(b.mentions.cmp(&a.mentions))
                .then(a.actor.cmp(&b.actor))
        });
        rows
    }
}
