//! The table of omissions: actors, figures, quotations and days that some outlets of a story carry and others do not.

use parallax_core::{Article, Cite, Comparison, Note, Reading, Story};
use parallax_dates::Timex;
use parallax_entities::{Entity, Label};
use parallax_numbers::{Figure, aligned};
use parallax_quotes::{Quote, QuoteKind};
use parallax_text::{Tokenizer, key};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Something that not all outlets of a story carry.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OmissionRow {
    /// The fact, in the words of one outlet that carries it.
    fact: String,
    kind: FactKind,
    carried_by: Vec<String>,
    not_found_in: Vec<String>,
    cite: Cite,
}

/// Kinds of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FactKind {
    Figure,
    Quote,
    Actor,
    Date,
}

/// Options of the table of omissions.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// An actor counts as carried by a story when its outlets name it at least this often together.
    least_mentions: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { least_mentions: 2 }
    }
}

/// The comparison of omissions.
pub struct Omissions(Options);

parallax_core::register! {
    /// Figures, quotations, actors and days that some outlets of a story carry and others do not.
    comparison "omissions": Omissions
}

pub(crate) type Reads = (Entity, Figure, Quote, Timex);

impl Comparison for Omissions {
    const TABLE: &'static str = "omissions";
    type Reads = Reads;
    type Row = OmissionRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        Omissions(options)
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Reads>]) -> Vec<OmissionRow> {
        let outlets: BTreeSet<&str> = articles.iter().map(|r| r.article.outlet.as_str()).collect();
        if outlets.len() < 2 {
            return Vec::new();
        }
        let row = |f: Fact| {
            let not_found: Vec<String> =
                outlets.iter().filter(|o| !f.carried.contains(**o)).map(|o| o.to_string()).collect();
            (!not_found.is_empty()).then(|| OmissionRow {
                fact: f.words,
                kind: f.kind,
                carried_by: f.carried.into_iter().collect(),
                not_found_in: not_found,
                cite: f.cite,
            })
        };
        let mut rows: Vec<OmissionRow> = self.facts(articles).into_iter().filter_map(row).collect();
        // What most carry and few leave out is the more telling gap.
        rows.sort_by(|a, b| {
            (b.carried_by.len(), a.kind, &a.fact, &a.cite).cmp(&(a.carried_by.len(), b.kind, &b.fact, &b.cite))
        });
        rows
    }
}

/// One fact of a story and the outlets that carry it.
pub(crate) struct Fact {
    pub words: String,
    pub kind: FactKind,
    pub carried: BTreeSet<String>,
    pub cite: Cite,
}

fn figures(articles: &[Reading<'_, Reads>]) -> Vec<Fact> {
    let input: Vec<(&Article, &[Figure])> = articles.iter().map(|r| (r.article, r.layers.1)).collect();
    let fact = |(what, readings): (String, Vec<parallax_numbers::FigureReading>)| {
        let first = readings.first()?;
        let article = articles.iter().find(|r| r.article.id == first.article)?.article;
        let words = format!("{} {}", first.cite.span.of(article.text()), first.of.as_deref().unwrap_or(&what));
        Some(Fact {
            words,
            kind: FactKind::Figure,
            carried: readings.iter().map(|r| r.outlet.clone()).collect(),
            cite: first.cite.clone(),
        })
    };
    aligned(&input).into_iter().filter_map(fact).collect()
}

/// Direct quotations; an outlet that gives most of their words, in marks or not, carries them too.
fn quotes(articles: &[Reading<'_, Reads>]) -> Vec<Fact> {
    let words = |text: &str| -> BTreeSet<u64> {
        Tokenizer::shared()
            .tokens(text)
            .iter()
            .filter(|t| t.is_word() && t.span().len() > 3)
            .map(|t| key(t.of(text)))
            .collect()
    };
    let texts: Vec<(&str, BTreeSet<u64>)> =
        articles.iter().map(|r| (r.article.outlet.as_str(), words(r.article.text()))).collect();
    let mut facts: Vec<(BTreeSet<u64>, Fact)> = Vec::new();
    for reading in articles {
        for quote in reading.layers.2.iter().filter(|q| q.kind == QuoteKind::Direct && q.speaker.is_some()) {
            let said = quote.span().of(reading.article.text());
            let set = words(said);
            if set.len() < 4 {
                continue;
            }
            let shared = |other: &BTreeSet<u64>| set.intersection(other).count() as f64 / set.len() as f64;
            // Single words recur by chance in a long text, most of them together only in a retelling.
            let carried: BTreeSet<String> = texts
                .iter()
                .filter(|(o, w)| *o == reading.article.outlet || shared(w) > 0.8)
                .map(|(o, _)| o.to_string())
                .collect();
            if let Some((_, same)) =
                facts.iter_mut().find(|(other, _)| shared(other) > 0.6 && other.len() * 2 > set.len())
            {
                same.carried.extend(carried);
                continue;
            }
            let cite = Cite { article: reading.article.id.clone(), span: quote.span() };
            facts.push((set, Fact { words: format!("“{said}”"), kind: FactKind::Quote, carried, cite }));
        }
    }
    facts.into_iter().map(|(_, f)| f).collect()
}

impl Omissions {
    /// The facts of a story: figures, quotations, actors, days.
    pub(crate) fn facts(&self, articles: &[Reading<'_, Reads>]) -> Vec<Fact> {
        let mut facts = figures(articles);
        facts.extend(quotes(articles));
        facts.extend(self.actors(articles));
        facts.extend(dates(articles));
        facts
    }

    fn actors(&self, articles: &[Reading<'_, Reads>]) -> Vec<Fact> {
        let mut found: BTreeMap<&str, (usize, Fact)> = BTreeMap::new();
        for reading in articles {
            for e in
                reading.layers.0.iter().filter(|e| {
                    matches!(e.label, Label::Person | Label::Org | Label::Gpe | Label::Event | Label::Product)
                })
            {
                let cite = || Cite { article: reading.article.id.clone(), span: e.span() };
                let words = e.span().of(reading.article.text());
                let (n, fact) = found.entry(e.actor.as_str()).or_insert_with(|| {
                    (
                        0,
                        Fact {
                            words: words.to_string(),
                            kind: FactKind::Actor,
                            carried: BTreeSet::new(),
                            cite: cite(),
                        },
                    )
                });
                *n += 1;
                fact.carried.insert(reading.article.outlet.clone());
            }
        }
        found.into_values().filter(|(n, _)| *n >= self.0.least_mentions).map(|(_, f)| f).collect()
    }
}

/// Days that the text names, as far as they are resolved.
fn dates(articles: &[Reading<'_, Reads>]) -> Vec<Fact> {
    let mut found: BTreeMap<String, Fact> = BTreeMap::new();
    for reading in articles {
        for date in reading.layers.3 {
            let Some(value) = date.value.as_ref().filter(|v| v.len() == 10 && date.until.is_none()) else { continue };
            let cite = || Cite { article: reading.article.id.clone(), span: date.span() };
            let words = || format!("{value} (“{}”)", date.span().of(reading.article.text()));
            let fact = found.entry(value.clone()).or_insert_with(|| Fact {
                words: words(),
                kind: FactKind::Date,
                carried: BTreeSet::new(),
                cite: cite(),
            });
            fact.carried.insert(reading.article.outlet.clone());
        }
    }
    found.into_values().collect()
}
