//! `parallax framing`: how groups of articles speak of the same actors, over a whole pile, for people, notebooks and spreadsheets.
//!
//! ```text
//! survey (rows, groups) ──┬── terminal          tables to read
//!                         ├── page ── charts    the same with drawings; map puts outlets on a plane
//!                         ├── json              everything
//!                         └── csv               one table each
//! ```

mod charts;
pub mod csv;
mod map;
mod page;
mod rows;
mod terminal;

pub use page::page;
pub use terminal::terminal;

use crate::compare::{PileTexts, problems, texts};
use crate::publish;
use parallax_runner::Compared;
use rows::{Coverage, Distance, Frame, Label, NewsFrame, Tone, Voice, Word, Wording};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The tables that make up a survey of framing.
pub const TABLES: [&str; 9] =
    ["coverage", "distances", "frames", "labels", "news_frames", "tone", "voices", "wordings", "words"];

/// The name of an actor by its id.
pub type Names<'a> = &'a dyn Fn(&str) -> Option<&'a str>;

/// A pile as one story, grouped by something, with its tables.
pub struct Survey<'a> {
    compared: &'a Compared,
    texts: PileTexts<'a>,
    /// What the groups are: "outlet", "country" …
    by: &'a str,
    names: Names<'a>,
    /// Name and articles of each, the largest first.
    groups: Vec<(&'a str, usize)>,
    tone: Vec<Tone>,
    words: Vec<Word>,
    labels: Vec<Label>,
    wordings: Vec<Wording>,
    frames: Vec<Frame>,
    news: Vec<NewsFrame>,
    voices: Vec<Voice>,
    distances: Vec<Distance>,
    coverage: Vec<Coverage>,
}

impl<'a> Survey<'a> {
    /// Reads the tables of the first story, which holds all articles.
    pub fn new(compared: &'a Compared, by: &'a str, names: Names<'a>) -> Survey<'a> {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        compared.articles.iter().for_each(|a| *sizes.entry(a.article.outlet.as_str()).or_default() += 1);
        let mut groups: Vec<(&str, usize)> = sizes.into_iter().collect();
        groups.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        Survey {
            compared,
            texts: texts(compared),
            by,
            names,
            groups,
            tone: read(compared, "tone"),
            words: read(compared, "words"),
            labels: read(compared, "labels"),
            wordings: read(compared, "wordings"),
            frames: read(compared, "frames"),
            news: read(compared, "news_frames"),
            voices: read(compared, "voices"),
            distances: read(compared, "distances"),
            coverage: read(compared, "coverage"),
        }
    }

    /// Whether a table about actors speaks of one of these ids.
    pub fn tells_of(&self, actors: &[String]) -> bool {
        let mut rows = tables(self.compared).flat_map(|(_, rows)| rows);
        rows.any(|row| row["actor"].as_str().is_some_and(|id| actors.iter().any(|a| a == id)))
    }

    /// All tables as one JSON object.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn json(&self, mut out: impl Write) -> io::Result<()> {
        let groups: Vec<Value> =
            self.groups.iter().map(|(name, articles)| json!({ "name": name, "articles": articles })).collect();
        let mut all = serde_json::Map::new();
        all.insert("by".into(), self.by.into());
        all.insert("groups".into(), groups.into());
        for (name, rows) in tables(self.compared) {
            let rows = rows.iter().map(|row| serde_json::to_value(publish::row(row, &self.texts)));
            all.insert(name.into(), Value::Array(rows.collect::<Result<_, _>>()?));
        }
        all.insert("problems".into(), serde_json::to_value(problems(self.compared))?);
        serde_json::to_writer(&mut out, &all)?;
        out.write_all(b"\n")
    }

    /// What the articles call an actor; its id if they do not say.
    fn name<'s>(&'s self, actor: &'s str) -> &'s str {
        (self.names)(actor).unwrap_or(actor)
    }

    /// The words of a cite with what stands around them: a line of a concordance.
    fn concordance(&self, cite: &rows::Cite, around: usize) -> Option<[String; 3]> {
        let text = self.compared.article(&cite.article)?.article.text();
        let words = text.get(cite.byte_start..cite.byte_end)?;
        let before = text[..cite.byte_start].char_indices().rev().nth(around).map_or(0, |(at, _)| at);
        let after = text[cite.byte_end..].char_indices().nth(around).map_or(text.len(), |(at, _)| cite.byte_end + at);
        let flat = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        Some([flat(&text[before..cite.byte_start]), flat(words), flat(&text[cite.byte_end..after])])
    }

    /// The frames of whole articles, those first in which groups differ most surely, each with its groups in their order.
    fn news(&self) -> Vec<(&str, Vec<&NewsFrame>)> {
        let mut by: BTreeMap<&str, Vec<&NewsFrame>> = BTreeMap::new();
        self.news.iter().for_each(|row| by.entry(&row.frame).or_default().push(row));
        let place = |outlet: &str| self.groups.iter().position(|(group, _)| *group == outlet);
        by.values_mut().for_each(|rows| rows.sort_by_key(|row| place(&row.outlet)));
        let surest = |rows: &[&NewsFrame]| rows.iter().filter_map(|row| row.q).fold(2.0, f64::min);
        let mut all: Vec<_> = by.into_iter().collect();
        all.sort_by(|a, b| surest(&a.1).total_cmp(&surest(&b.1)).then(b.1.len().cmp(&a.1.len())).then(a.0.cmp(b.0)));
        all
    }

    /// Who words what how: the surest first, then those whose choice differs most and most often.
    fn worded(&self) -> Vec<&Wording> {
        let mut rows: Vec<&Wording> = self.wordings.iter().collect();
        let (q, weight) = (|w: &Wording| w.q.unwrap_or(2.0), |w: &Wording| w.distance * w.n as f64);
        rows.sort_by(|a, b| {
            let order = q(a).total_cmp(&q(b)).then(weight(b).total_cmp(&weight(a)));
            order.then((&a.of, &a.outlet).cmp(&(&b.of, &b.outlet)))
        });
        rows
    }

    /// The actors of some rows, those with the most articles first.
    fn actors(&self, most: usize) -> Vec<&str> {
        let mut weight: BTreeMap<&str, usize> = BTreeMap::new();
        self.tone.iter().for_each(|t| *weight.entry(&t.actor).or_default() += t.mentions);
        let mut all: Vec<(&str, usize)> = weight.into_iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        all.into_iter().take(most).map(|(actor, _)| actor).collect()
    }
}

/// The tables of a survey, by name.
fn tables(compared: &Compared) -> impl Iterator<Item = (&'static str, &Vec<Value>)> {
    let all = compared.stories.first().into_iter().flat_map(|s| &s.tables);
    all.filter(|(name, _)| TABLES.contains(name)).map(|(name, rows)| (*name, rows))
}

/// The rows of a table, as the views need them; a row of another build's shape is left out.
fn read<T: DeserializeOwned>(compared: &Compared, name: &str) -> Vec<T> {
    let rows = tables(compared).find(|(table, _)| *table == name).map(|(_, rows)| rows);
    rows.into_iter().flatten().filter_map(|row| T::deserialize(row).ok()).collect()
}

/// `−0.42`, with a real minus.
fn signed(x: f64) -> String {
    format!("{}{:.2}", if x < 0.0 { "−" } else { "+" }, x.abs())
}

/// A share of false findings for people.
fn told_q(q: Option<f64>) -> String {
    match q {
        Some(q) if q < 0.001 => "q < 0.001".into(),
        Some(q) => format!("q = {q:.3}"),
        None => String::new(),
    }
}
