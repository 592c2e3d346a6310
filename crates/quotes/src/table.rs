//! The table of quotes: what each speaker is quoted with in each outlet, and how one quotation drifts between outlets.

use crate::{Quote, QuoteKind, Stance};
use parallax_core::{Article, Cite, Comparison, NoOptions, Note, Reading, Story};
use parallax_entities::ActorId;
use parallax_text::{Tokenizer, key};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One thing a speaker said, as the outlets give it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuoteRow {
    /// Whom most readings name.
    speaker: Option<ActorId>,
    readings: Vec<QuoteReading>,
    /// How the readings differ: words that stand in one and not in the other; null for a single reading.
    difference: Option<String>,
}

/// One outlet's wording.
#[derive(Debug, Serialize, JsonSchema)]
struct QuoteReading {
    article: String,
    outlet: String,
    kind: QuoteKind,
    /// Whom this outlet names.
    speaker: Option<ActorId>,
    /// What the cue says of the outlet's distance.
    stance: Option<Stance>,
    cite: Cite,
}

/// The comparison of quotes.
pub struct QuoteTable;

parallax_core::register! {
    /// Who is quoted with what in which outlet; one quotation in several outlets stands in one row with what drifted.
    comparison "quote-table": QuoteTable
}

/// Two quotations of one speaker are one if the words they share are at least this part of the shorter;
const SHARED: f64 = 0.55;
/// of two speakers, or where one is not known, if at least this part is.
const SHARED_BY_OTHERS: f64 = 0.75;

impl Comparison for QuoteTable {
    const TABLE: &'static str = "quotes";
    type Reads = Quote;
    type Row = QuoteRow;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        QuoteTable
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Quote>]) -> Vec<QuoteRow> {
        let mut groups: Vec<Vec<Said<'_>>> = Vec::new();
        for reading in articles {
            for quote in reading.layers.iter().filter(|q| q.reports()) {
                let said = Said::new(reading.article, quote);
                let fits = groups
                    .iter_mut()
                    .find(|g| g.iter().any(|o| o.same(&said)) && g.iter().all(|o| o.article.id != said.article.id));
                match fits {
                    Some(group) => group.push(said),
                    None => groups.push(vec![said]),
                }
            }
        }
        let mut rows: Vec<QuoteRow> = groups.iter().filter_map(|g| row(g)).collect();
        let reach = |r: &QuoteRow| std::cmp::Reverse(r.readings.len());
        let place = |r: &QuoteRow| r.readings.first().map(|q| (q.cite.article.clone(), q.cite.span));
        rows.sort_by(|a, b| (reach(a), &a.speaker, place(a)).cmp(&(reach(b), &b.speaker, place(b))));
        rows
    }
}

struct Said<'a> {
    article: &'a Article,
    quote: &'a Quote,
    words: Vec<(u64, &'a str)>,
    /// Keys of its longer words.
    telling: BTreeSet<u64>,
}

impl<'a> Said<'a> {
    fn new(article: &'a Article, quote: &'a Quote) -> Self {
        let content = quote.span().of(article.text());
        let tokens = Tokenizer::shared().tokens(content);
        let words = tokens.iter().filter(|t| t.is_word() || t.has_digit()).map(|t| t.of(content)).map(|w| (key(w), w));
        let words: Vec<(u64, &str)> = words.collect();
        let telling = words.iter().filter(|(_, w)| w.len() > 3).map(|(k, _)| *k).collect();
        Said { article, quote, words, telling }
    }

    /// Whether the two are tellings of one utterance.
    fn same(&self, other: &Said<'_>) -> bool {
        let known = self.quote.speaker.is_some() && self.quote.speaker == other.quote.speaker;
        self.shares(other) >= if known { SHARED } else { SHARED_BY_OTHERS }
    }

    /// The part of the shorter's words that the other has too; function words count little by counting sets.
    fn shares(&self, other: &Said<'_>) -> f64 {
        let shorter = self.telling.len().min(other.telling.len());
        if shorter < 3 { 0.0 } else { self.telling.intersection(&other.telling).count() as f64 / shorter as f64 }
    }
}

/// A row; its speaker is the one that most readings name, and a quotation without any stands only beside another telling.
fn row(group: &[Said<'_>]) -> Option<QuoteRow> {
    let mut named: BTreeMap<&ActorId, usize> = BTreeMap::new();
    group.iter().filter_map(|s| s.quote.speaker.as_ref()).for_each(|id| *named.entry(id).or_default() += 1);
    let speaker = named.into_iter().max_by_key(|(id, n)| (*n, std::cmp::Reverse(*id))).map(|(id, _)| id.clone());
    if speaker.is_none() && group.len() < 2 {
        return None;
    }
    let readings = group.iter().map(|s| QuoteReading {
        article: s.article.id.clone(),
        outlet: s.article.outlet.clone(),
        kind: s.quote.kind,
        speaker: s.quote.speaker.clone(),
        stance: s.quote.stance,
        cite: Cite { article: s.article.id.clone(), span: s.quote.span() },
    });
    Some(QuoteRow { speaker, readings: readings.collect(), difference: difference(group) })
}

/// Words that stand in one reading and not in the first, and the other way round.
fn difference(group: &[Said<'_>]) -> Option<String> {
    let (first, others) = group.split_first()?;
    let other =
        others.iter().find(|o| o.words.iter().map(|w| w.0).ne(first.words.iter().map(|w| w.0))).or(others.first())?;
    let missing = |a: &Said<'_>, b: &Said<'_>| {
        let there: BTreeSet<u64> = b.words.iter().map(|w| w.0).collect();
        a.words.iter().filter(|w| !there.contains(&w.0)).map(|w| w.1).collect::<Vec<_>>().join(" ")
    };
    let (only_first, only_other) = (missing(first, other), missing(other, first));
    let outlet = |s: &Said<'_>| s.article.outlet.clone();
    Some(match (only_first.is_empty(), only_other.is_empty()) {
        (true, true) => "the same words".into(),
        (false, true) => format!("{} has “{only_first}” more", outlet(first)),
        (true, false) => format!("{} has “{only_other}” more", outlet(other)),
        (false, false) => format!("{}: “{only_first}”; {}: “{only_other}”", outlet(first), outlet(other)),
    })
}
