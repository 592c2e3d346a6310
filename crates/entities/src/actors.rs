//! The table of actors: who appears in a story, under which spellings, and who is kept apart.

use crate::{ActorId, ActorIndex, Entity, Label};
use parallax_core::{Cite, Comparison, Note, Reading, Resolved, Story};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One actor of a story.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActorRow {
    actor: ActorId,
    name: String,
    label: Label,
    /// How often it is named in the story.
    mentions: usize,
    spellings: Vec<Spelling>,
    kept_apart: Vec<KeptApart>,
}

/// One way to write an actor's name.
#[derive(Debug, Serialize, JsonSchema)]
struct Spelling {
    text: String,
    articles: Vec<String>,
    why: String,
    cite: Cite,
}

/// An alike name that is somebody else's.
#[derive(Debug, Serialize, JsonSchema)]
struct KeptApart {
    text: String,
    why: String,
}

/// Options of the table of actors.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Least number of mentions in a story for an actor to be listed.
    least_mentions: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { least_mentions: 1 }
    }
}

/// The comparison of actors.
pub struct ActorTable(Options);

parallax_core::register! {
    /// Who appears in a story, under which spellings in which articles and why these are one, and which alike names are not.
    comparison "actor-table": ActorTable
}

impl Comparison for ActorTable {
    const TABLE: &'static str = "actors";
    type Reads = (Entity, Resolved<ActorIndex>);
    type Row = ActorRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        ActorTable(options)
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<ActorRow> {
        type Found<'a> = (&'a Entity, &'a str, BTreeSet<&'a str>);
        let mut actors: BTreeMap<&ActorId, (usize, BTreeMap<&str, Found<'_>>)> = BTreeMap::new();
        for reading in articles {
            for e in reading.layers.0 {
                let (n, spellings) = actors.entry(&e.actor).or_default();
                *n += 1;
                let id = reading.article.id.as_str();
                let found = spellings.entry(e.span().of(reading.article.text())).or_insert((e, id, BTreeSet::new()));
                found.2.insert(id);
            }
        }
        let Some(index) = articles.first().map(|r| r.layers.1) else { return Vec::new() };
        let mut rows: Vec<ActorRow> = Vec::new();
        for (id, (mentions, spellings)) in actors.into_iter().filter(|(_, (n, _))| *n >= self.0.least_mentions) {
            let Some(identity) = index.identity(id) else { continue };
            let mut spellings: Vec<Spelling> = spellings
                .into_iter()
                .map(|(text, (e, article, articles))| Spelling {
                    text: text.to_string(),
                    articles: articles.into_iter().map(String::from).collect(),
                    why: e.why.clone(),
                    cite: Cite { article: article.to_string(), span: e.span() },
                })
                .collect();
            spellings.sort_by_key(|s| (std::cmp::Reverse(s.articles.len()), s.text.clone()));
            let kept_apart = identity
                .kept_apart
                .iter()
                .map(|(text, why)| KeptApart { text: text.clone(), why: why.clone() })
                .collect();
            rows.push(ActorRow {
                actor: id.clone(),
                name: identity.name.clone(),
                label: identity.label,
                mentions,
                spellings,
                kept_apart,
            });
        }
        let reach = |r: &ActorRow| r.spellings.iter().flat_map(|s| &s.articles).collect::<BTreeSet<_>>().len();
        rows.sort_by_key(|r| (std::cmp::Reverse(reach(r)), std::cmp::Reverse(r.mentions), r.actor.clone()));
        rows
    }
}
