//! What `corpus/*/story.toml` says must be found: written by hand, before the engine had read the articles.

use serde::Deserialize;

/// One story of the corpus.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    #[serde(rename = "title")]
    _title: String,
    #[serde(rename = "field")]
    _field: String,
    #[serde(default)]
    pub figures: Vec<Figure>,
    #[serde(default)]
    pub actors: Vec<Actor>,
    #[serde(default)]
    pub omissions: Vec<Omission>,
    #[serde(default)]
    pub quotes: Vec<Quote>,
    #[serde(default)]
    pub copies: Vec<Copied>,
    #[serde(default)]
    pub furniture: Vec<Line>,
    #[serde(default)]
    pub silence: Vec<Silence>,
}

/// A row of the table of figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    pub what: String,
    pub verdict: String,
    pub readings: Vec<Reading>,
    pub silent: Vec<String>,
}

/// What one outlet says of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    pub outlet: String,
    pub text: String,
    pub low: f64,
    pub high: f64,
    pub qualifier: String,
    /// The full name of who gave it; empty where the outlet says it itself.
    pub source: String,
}

/// Somebody or some body, with every spelling.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    pub name: String,
    pub label: String,
    pub spellings: Vec<Words>,
    /// Alike names of others.
    pub apart: Vec<String>,
}

/// Words of one outlet's article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub outlet: String,
    pub text: String,
}

/// What some outlets carry and the others do not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Omission {
    pub kind: String,
    pub words: String,
    pub carried_by: Vec<String>,
    pub not_found_in: Vec<String>,
}

/// A quotation, as each outlet words it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    pub speaker: String,
    pub readings: Vec<Words>,
}

/// An article that repeats another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copied {
    pub article: String,
    pub of: String,
    pub kind: String,
}

/// A line of the page that is no part of the article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub outlet: String,
    pub line: String,
}

/// Words that must not become a note of a layer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    pub outlet: String,
    pub text: String,
    pub layer: String,
}
