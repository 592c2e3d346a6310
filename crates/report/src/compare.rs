//! What `parallax compare` writes for machines: one object, or one story a line.

use crate::publish;
use crate::source::Source;
use parallax_core::{Article, Problem};
use parallax_runner::{Annotated, Compared, StoryTables};
use schemars::JsonSchema;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The texts of a pile, by article.
pub type PileTexts<'a> = BTreeMap<&'a str, Source<'a>>;

/// The texts that the cites of `compared` point into.
pub fn texts(compared: &Compared) -> PileTexts<'_> {
    compared.articles.iter().map(|a| (a.article.id.as_str(), Source::new(a.article.text()))).collect()
}

/// All stories and problems as one JSON object.
///
/// # Errors
/// Those of `out`.
pub fn json(compared: &Compared, out: impl Write) -> io::Result<()> {
    let texts = texts(compared);
    let stories = Stories { compared, texts: &texts };
    let mut out = out;
    serde_json::to_writer(&mut out, &Pile { stories, problems: problems(compared) })?;
    out.write_all(b"\n")
}

/// The stories, one a line.
///
/// # Errors
/// Those of `out`.
pub fn jsonl(compared: &Compared, mut out: impl Write) -> io::Result<()> {
    let texts = texts(compared);
    for tables in &compared.stories {
        serde_json::to_writer(&mut out, &story(compared, tables, &texts))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// One story with its tables, as it is published.
pub fn story<'a>(compared: &'a Compared, tables: &'a StoryTables, texts: &'a PileTexts<'a>) -> impl Serialize + 'a {
    Story { compared, tables, texts }
}

/// Everything that went wrong: outside the articles, then in each.
pub fn problems(compared: &Compared) -> Vec<Problem> {
    let of_articles =
        compared.articles.iter().flat_map(|a| a.article.problems.iter().map(|p| in_output(p, &a.article)));
    compared.problems.iter().cloned().chain(of_articles).collect()
}

/// A document's problem as the output names it: by file and line, but a record of a JSONL pile by its id, so that the
/// order of the pile leaves no trace.
pub(crate) fn in_output(problem: &Problem, article: &Article) -> Problem {
    let record = article.path.as_deref().is_none_or(is_pile);
    match (&problem.file, record) {
        (_, true) => Problem { file: Some(article.id.clone()), line: None, ..problem.clone() },
        (Some(_), false) => problem.clone(),
        (None, false) => problem.clone().in_file(article.path.as_deref().unwrap_or(&article.id)),
    }
}

/// Whether a path names a pile of many articles.
fn is_pile(path: &str) -> bool {
    path == "-" || path.ends_with(".jsonl")
}

/// What went wrong with one article, each with its file; where that holds many articles or none is known, with the article's id.
pub fn problems_of(annotated: &Annotated) -> Vec<Problem> {
    let article = &annotated.article;
    let place = match &article.path {
        Some(path) if is_pile(path) => format!("{path}: article {}", article.id),
        Some(path) => path.clone(),
        None => article.id.clone(),
    };
    let placed = |p: &Problem| if p.file.is_some() { p.clone() } else { p.clone().in_file(&place) };
    article.problems.iter().map(placed).collect()
}

#[derive(serde::Serialize)]
struct Pile<'a> {
    stories: Stories<'a>,
    problems: Vec<Problem>,
}

struct Stories<'a> {
    compared: &'a Compared,
    texts: &'a PileTexts<'a>,
}

impl Serialize for Stories<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.compared.stories.iter().map(|tables| story(self.compared, tables, self.texts)))
    }
}

struct Story<'a> {
    compared: &'a Compared,
    tables: &'a StoryTables,
    texts: &'a PileTexts<'a>,
}

/// What every story has beside its tables.
#[derive(JsonSchema)]
#[schemars(rename = "Story")]
#[allow(dead_code, reason = "only its schema is used; the fields are written one by one below")]
pub(crate) struct StoryFields {
    /// Stable name, made from the title.
    id: String,
    /// A headline for it.
    title: String,
    /// Ids of its articles, in the order in which they are shown.
    articles: Vec<String>,
    /// Their outlets, each once, in that order.
    outlets: Vec<String>,
    /// Why these belong together.
    why: String,
}

impl Serialize for Story<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let story = &self.tables.story;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &story.id)?;
        map.serialize_entry("title", &story.title)?;
        map.serialize_entry("articles", &story.articles)?;
        map.serialize_entry("outlets", &outlets(self.compared, &story.articles))?;
        map.serialize_entry("why", &story.why)?;
        for (name, rows) in &self.tables.tables {
            map.serialize_entry(name, &Rows { rows, texts: self.texts })?;
        }
        map.end()
    }
}

/// The outlets of some articles, each once, in order.
pub(crate) fn outlets<'a>(compared: &'a Compared, articles: &[String]) -> Vec<&'a str> {
    let mut outlets = Vec::new();
    for outlet in articles.iter().filter_map(|id| compared.article(id)).map(|a| a.article.outlet.as_str()) {
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    outlets
}

struct Rows<'a> {
    rows: &'a [Value],
    texts: &'a PileTexts<'a>,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().map(|fields| publish::row(fields, self.texts)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;

    #[test]
    fn a_story_has_its_head_then_its_tables() {
        let mut out = Vec::new();
        json(&example::compared(), &mut out).unwrap();
        let value: Value = serde_json::from_slice(&out).unwrap();
        let story = value["stories"][0].as_object().unwrap();
        let keys: Vec<&str> = story.keys().map(String::as_str).take(5).collect();
        assert_eq!(keys, ["id", "title", "articles", "outlets", "why"]);
        assert_eq!(story["outlets"], serde_json::json!(["Shore Gazette", "Tidal Post"]));
        let cite = &story["figures"][0]["readings"][0]["cite"];
        assert_eq!(cite["text"], "twelve");
        let problems = value["problems"].as_array().unwrap();
        assert_eq!(problems[0]["file"], "gazette");
    }

    #[test]
    fn a_line_is_a_story() {
        let compared = example::compared();
        let mut out = Vec::new();
        jsonl(&compared, &mut out).unwrap();
        let lines: Vec<Value> =
            out.split(|b| *b == b'\n').filter(|l| !l.is_empty()).map(|l| serde_json::from_slice(l).unwrap()).collect();
        assert_eq!(lines.len(), compared.stories.len());
        assert_eq!(lines[0]["id"], compared.stories[0].story.id.as_str());
    }
}
