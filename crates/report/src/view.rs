//! A story as people read it: the published rows of the known tables with their types, and the rest as they are.
//!
//! Rows are read leniently (a missing or null field is empty), and a table whose rows have another shape than the one
//! known here is shown like any plugin's table, so a changed comparison never breaks a report.

mod called;

pub(crate) use called::Called;

use crate::annotate::publication;
use crate::compare::{PileTexts, outlets};
use crate::publish;
use parallax_core::jiff::civil::Date;
use parallax_runner::{Compared, StoryTables};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// A story with its tables.
#[derive(Default)]
pub(crate) struct View<'a> {
    pub title: &'a str,
    pub why: &'a str,
    pub articles: Vec<Head<'a>>,
    pub outlets: Vec<&'a str>,
    pub actors: Vec<Actor>,
    pub figures: Vec<Figure>,
    pub quotes: Vec<Speech>,
    pub tone: Vec<Tone>,
    pub labels: Vec<Labels>,
    pub wordings: Vec<Wordings>,
    pub omissions: Vec<Omission>,
    pub words: Vec<Word>,
    pub copies: Vec<Copied>,
    /// Tables that nothing here knows, by name.
    pub others: Vec<(&'static str, Vec<Value>)>,
    names: BTreeMap<String, String>,
}

/// An article of the story, as it is announced.
pub(crate) struct Head<'a> {
    pub letter: String,
    pub id: &'a str,
    pub outlet: &'a str,
    pub title: Option<&'a str>,
    pub published: Option<Date>,
}

/// The words that a value rests on.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Cite {
    pub article: String,
    pub byte_start: usize,
    pub byte_end: usize,
    #[serde(default)]
    pub text: String,
}

/// One cite, several, or none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cites(pub Vec<Cite>);

impl<'de> Deserialize<'de> for Cites {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum OneOrMany {
            Many(Vec<Cite>),
            One(Cite),
            Other(IgnoredAny),
        }
        Ok(Cites(match OneOrMany::deserialize(deserializer)? {
            OneOrMany::Many(cites) => cites,
            OneOrMany::One(cite) => vec![cite],
            OneOrMany::Other(IgnoredAny) => Vec::new(),
        }))
    }
}

macro_rules! rows {
    ($($(#[$doc:meta])+ $name:ident { $($field:ident: $ty:ty),+ $(,)? })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(default)]
        pub(crate) struct $name { $(pub $field: $ty),+ }
    )+};
}

rows! {
    /// Who is meant, by whichever spelling.
    Actor { actor: String, name: String, label: String, spellings: Vec<Spelling>, kept_apart: Vec<Apart> }
    /// One spelling of an actor.
    Spelling { text: String, articles: Vec<String>, why: String, cite: Cites }
    /// A name that looks alike and is another's.
    Apart { text: String, why: String }
    /// A thing counted, and what each article says of it.
    Figure { what: String, unit: String, verdict: String, why: String, readings: Vec<Reading>, silent: Vec<String> }
    /// One article's figure.
    Reading { article: String, outlet: String, low: Option<f64>, high: Option<f64>, qualifier: String, source: String, cite: Cites }
    /// A speaker, and what each article has him say.
    Speech { speaker: String, readings: Vec<Said>, difference: String }
    /// One article's quotation.
    Said { article: String, outlet: String, kind: String, cite: Cites }
    /// How an outlet speaks of an actor.
    Tone { actor: String, outlet: String, voice: String, mean: f64, mentions: u64, articles: u64, interval: Option<(f64, f64)>, note: String, cite: Cites }
    /// What an outlet calls an actor.
    Labels { actor: String, outlet: String, words: Vec<Label> }
    /// What an outlet calls a thing.
    Wordings { of: String, outlet: String, words: Vec<Label>, n: u64, distance: f64 }
    /// One such word.
    Label { text: String, n: u64, cite: Cites }
    /// What some outlets tell and others do not.
    Omission { fact: String, kind: String, carried_by: Vec<String>, not_found_in: Vec<String>, cite: Cites }
    /// A word that an outlet uses more than the others.
    Word { outlet: String, word: String, z: f64, count: u64, articles: u64, cite: Cites }
    /// An article made from another.
    Copied { article: String, of: String, share: f64, why: String, cite: Cites }
}

/// Tables that say something of many articles: `parallax framing` shows them, and the JSON of a story has them.
const OF_PILES: [&str; 5] = ["coverage", "distances", "frames", "news_frames", "voices"];

impl<'a> View<'a> {
    /// Reads the story's published rows.
    pub fn new(compared: &'a Compared, tables: &'a StoryTables, texts: &'a PileTexts<'a>) -> Self {
        let story = &tables.story;
        let found = story.articles.iter().filter_map(|id| compared.article(id));
        let head = |(i, a): (usize, &'a parallax_runner::Annotated)| Head {
            letter: letter(i),
            id: &a.article.id,
            outlet: &a.article.outlet,
            title: a.article.title.as_deref(),
            published: publication(a).map(|(date, _)| date),
        };
        let articles = found.enumerate().map(head).collect();
        let outlets = outlets(compared, &story.articles);
        let mut view = View { title: &story.title, why: &story.why, articles, outlets, ..View::default() };
        for (name, rows) in &tables.tables {
            let published = |row| serde_json::to_value(publish::row(row, texts)).unwrap_or_default();
            view.add(name, rows.iter().map(published).collect());
        }
        view.names = view.actors.iter().map(|a| (a.actor.clone(), a.display())).collect();
        view
    }

    fn add(&mut self, name: &'static str, rows: Vec<Value>) {
        let read = match name {
            "actors" => read(&rows).map(|r| self.actors = r),
            "figures" => read(&rows).map(|r| self.figures = r),
            "quotes" => read(&rows).map(|r| self.quotes = r),
            "tone" => read(&rows).map(|r| self.tone = r),
            "labels" => read(&rows).map(|r| self.labels = r),
            "wordings" => read(&rows).map(|r| self.wordings = r),
            "omissions" => read(&rows).map(|r| self.omissions = r),
            "words" => read(&rows).map(|r| self.words = r),
            "copies" => read(&rows).map(|r| self.copies = r),
            _ => None,
        };
        if read.is_none() && !rows.is_empty() && !OF_PILES.contains(&name) {
            self.others.push((name, rows));
        }
    }

    /// The name under which an actor is shown.
    pub fn name(&self, actor: &str) -> String {
        self.names.get(actor).cloned().unwrap_or_else(|| readable(actor))
    }

    /// The article with this id, if it is one of the story's.
    pub fn head(&self, id: &str) -> Option<&Head<'a>> {
        self.articles.iter().find(|h| h.id == id)
    }

    /// The outlet whose figures a reading belongs to: its own word for it, or that of its article.
    pub fn outlet_of<'b>(&'b self, outlet: &'b str, article: &'b str) -> &'b str {
        if outlet.is_empty() { self.head(article).map_or(article, |h| h.outlet) } else { outlet }
    }

    /// Quotations that several articles have, and those that only one has.
    pub fn shared_quotes(&self) -> (Vec<&Speech>, Vec<&Speech>) {
        self.quotes.iter().partition(|q| q.readings.len() > 1)
    }

    /// Who speaks, as shown.
    pub fn speaker(&self, speech: &Speech) -> String {
        if speech.speaker.is_empty() { "nobody named".into() } else { self.name(&speech.speaker) }
    }

    /// The letters of some articles, in the story's order.
    pub fn letters(&self, ids: &[String]) -> String {
        let known = self.articles.iter().filter(|h| ids.iter().any(|id| id == h.id));
        known.map(|h| h.letter.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// What one outlet says of a figure: each value once, with who it says gave it.
    pub fn values<'b>(&'b self, figure: &'b Figure, outlet: &str) -> Vec<Given<'b>> {
        let mut values: Vec<Given<'b>> = Vec::new();
        for reading in figure.readings.iter().filter(|r| self.outlet_of(&r.outlet, &r.article) == outlet) {
            let words = crate::amount::amount(reading, &figure.unit);
            match values.iter_mut().find(|v| v.words == words && v.source == reading.source) {
                Some(value) => value.cites.extend(&reading.cite.0),
                None => values.push(Given { words, source: &reading.source, cites: reading.cite.0.iter().collect() }),
            }
        }
        values
    }
}

/// One value in a cell of the figure table.
pub(crate) struct Given<'a> {
    /// Sign of the qualifier and amount.
    pub words: String,
    /// Id of who gave it, or nothing.
    pub source: &'a str,
    pub cites: Vec<&'a Cite>,
}

/// Units that are only the class of the thing counted, and tell nothing beside it.
const CLASSES: [&str; 24] = [
    "aircraft",
    "animal",
    "building",
    "company",
    "count",
    "country",
    "document",
    "event",
    "goal",
    "group",
    "job",
    "medal",
    "organisation",
    "percent",
    "person",
    "piece",
    "place",
    "point",
    "run",
    "seat",
    "share",
    "vehicle",
    "vessel",
    "vote",
];

impl Figure {
    /// What is counted.
    pub fn label(&self) -> String {
        if self.what == self.unit { unit_words(&self.unit) } else { self.what.clone() }
    }

    /// Its unit, where that says more.
    pub fn unit_label(&self) -> Option<String> {
        let told = self.unit.is_empty() || CLASSES.contains(&self.unit.as_str()) || self.what.contains(&self.unit);
        (!told).then(|| unit_words(&self.unit))
    }
}

/// `USD` for the currency code `usd`, `basis point` for `basis_point`.
fn unit_words(unit: &str) -> String {
    let currency = unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_lowercase()) && unit != "day";
    if currency { unit.to_uppercase() } else { unit.replace('_', " ") }
}

impl Actor {
    /// Alike names of others, by the reason why they are others.
    pub fn apart_by_reason(&self) -> Vec<(&str, Vec<&str>)> {
        grouped(self.kept_apart.iter().map(|a| (a.why.as_str(), a.text.as_str())))
    }

    /// Its spellings by the reason why they are its own, in order.
    pub fn by_reason(&self) -> Vec<(&str, Vec<&Spelling>)> {
        grouped(self.spellings.iter().map(|s| (s.why.as_str(), s)))
    }

    /// Its given name, or the spelling that its id was made from, or the id made readable.
    fn display(&self) -> String {
        let slug = |text: &str| {
            let lower = text.to_lowercase();
            lower.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-")
        };
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let same = self.spellings.iter().find(|s| slug(&s.text) == self.actor);
        same.map_or_else(|| readable(&self.actor), |s| s.text.clone())
    }
}

/// Things by their keys, both in order of first appearance.
pub(crate) fn grouped<'a, T>(all: impl Iterator<Item = (&'a str, T)>) -> Vec<(&'a str, Vec<T>)> {
    let mut groups: Vec<(&str, Vec<T>)> = Vec::new();
    for (key, thing) in all {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(thing),
            None => groups.push((key, vec![thing])),
        }
    }
    groups
}

/// `zoe-unal` as "Zoe Unal".
fn readable(id: &str) -> String {
    let word = |w: &str| {
        if matches!(w, "of" | "and" | "the" | "for" | "in" | "on" | "de") {
            return w.to_string();
        }
        let mut chars = w.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    if id.chars().any(char::is_whitespace) {
        id.to_string()
    } else {
        id.split('-').map(word).collect::<Vec<_>>().join(" ")
    }
}

/// a, b, … z, aa, ab, …
fn letter(mut i: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + (i % 26) as u8));
        match (i / 26).checked_sub(1) {
            Some(rest) => i = rest,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

fn read<T: DeserializeOwned>(rows: &[Value]) -> Option<Vec<T>> {
    rows.iter().map(|row| serde_json::from_value(without_nulls(row)).ok().filter(|_| row.is_object())).collect()
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(o) => {
            o.iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k.clone(), without_nulls(v))).collect()
        }
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compare, example};
    use serde_json::json;

    #[test]
    fn known_tables_are_read_and_others_kept() {
        let compared = example::compared();
        let texts = compare::texts(&compared);
        let view = View::new(&compared, &compared.stories[0], &texts);
        assert_eq!(view.name("zoe-unal"), "Zoe Unal");
        assert_eq!(view.name("tien-shan-group"), "Tien Shan Group");
        assert_eq!(view.figures[0].readings[1].cite.0[0].text, "14");
        assert_eq!(view.others.iter().map(|o| o.0).collect::<Vec<_>>(), ["weather"]);
        assert_eq!(view.articles.iter().map(|a| a.letter.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn a_known_table_of_another_shape_is_shown_like_any_other() {
        let mut view = View::default();
        view.add("figures", vec![json!({"what": ["boats"], "readings": "many"})]);
        view.add("words", vec![json!({"word": null, "cite": {}})]);
        assert_eq!((view.figures.len(), view.others.len(), view.words.len()), (0, 1, 1));
    }

    #[test]
    fn units_stand_only_where_they_say_more() {
        let figure = |what: &str, unit: &str| Figure { what: what.into(), unit: unit.into(), ..Figure::default() };
        assert_eq!(figure("boats", "vessel").unit_label(), None);
        assert_eq!(figure("days", "day").unit_label(), None);
        assert_eq!(figure("ransom", "usd").unit_label().as_deref(), Some("USD"));
        assert_eq!(figure("distance", "kilometre").unit_label().as_deref(), Some("kilometre"));
        assert_eq!((figure("usd", "usd").label(), figure("usd", "usd").unit_label()), ("USD".into(), None));
        assert_eq!(figure("basis_point", "basis_point").label(), "basis point");
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letter), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
