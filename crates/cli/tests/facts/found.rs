//! What the program found of one story of the corpus, read from its published output; and the list of facts.

use crate::common;
use parallax_runner::Compared;
use parallax_text::fold;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes of an article's text.
pub type Place = Range<usize>;

/// One fact, and what was found in its stead.
pub struct Fact {
    pub kind: &'static str,
    pub instead: Option<String>,
    key: String,
}

/// Every fact that was looked for.
#[derive(Default)]
pub struct Facts(Vec<Fact>);

impl Facts {
    /// Notes that `what` was looked for; `instead` is what was found where it was not met.
    pub fn add(&mut self, at: (&str, &str), kind: &'static str, what: &str, instead: Option<String>) {
        let (story, outlet) = at;
        let clean = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ").replace(" | ", " / ");
        let key = format!("{story} | {kind} | {outlet} | {}", clean(what));
        self.0.push(Fact { kind, instead: instead.map(|i| clean(&i)), key });
    }

    pub fn all(&self) -> &[Fact] {
        &self.0
    }

    /// The facts that were not met, sorted, each with what was found.
    pub fn unmet(&self) -> BTreeMap<String, String> {
        self.0.iter().filter_map(|f| Some((f.key.clone(), f.instead.clone()?))).collect()
    }
}

/// One article of the story.
pub struct Page {
    pub slug: String,
    pub id: String,
    pub text: String,
    /// Where the article begins, behind its header.
    pub body: usize,
    document: Value,
}

/// One note: where it stands, and its published fields.
pub type Note<'a> = (Place, &'a Value);

impl Page {
    /// The outlet's name, as the program has it.
    pub fn outlet(&self) -> &str {
        self.document["outlet"].as_str().unwrap_or("")
    }

    /// The notes of a layer.
    pub fn notes(&self, layer: &str) -> Vec<Note<'_>> {
        let notes = self.document["layers"][layer].as_array();
        notes.into_iter().flatten().filter_map(|n| Some((place(n)?, n))).collect()
    }

    /// Everywhere that `words` stand.
    pub fn places(&self, words: &str) -> Vec<Place> {
        let places: Vec<Place> = self.text.match_indices(words).map(|(at, w)| at..at + w.len()).collect();
        assert!(!places.is_empty(), "story.toml: `{words}` does not stand in {}", self.id);
        places
    }
}

/// One story of the corpus as the program tells it.
pub struct Found<'a> {
    pub folder: &'a str,
    pub pages: Vec<Page>,
    /// The found story that holds most articles of the folder.
    pub story: &'a Value,
}

impl<'a> Found<'a> {
    pub fn new(folder: &'a str, comparison: &'a Value, corpus: &Compared) -> Self {
        let inside = |id: &str| id.strip_prefix(folder)?.strip_prefix('/').map(String::from);
        let page = |a: &parallax_runner::Annotated| {
            let slug = inside(&a.article.id)?;
            let document = serde_json::from_str(&parallax_report::annotate::line(a)).expect("the program writes JSON");
            let (id, text) = (a.article.id.clone(), a.article.text().to_string());
            let body = a.article.masks.iter().map(|mask| mask.end()).max().unwrap_or(0);
            Some(Page { slug, id, text, body, document })
        };
        let pages = corpus.articles.iter().filter_map(page).collect();
        let main = common::main_story(folder, corpus.stories.iter().map(|s| s.story.articles.as_slice()));
        let story = &comparison["stories"][main.expect("every article is in a story")];
        Found { folder, pages, story }
    }

    /// The article of an outlet.
    pub fn page(&self, slug: &str) -> &Page {
        let page = self.pages.iter().find(|p| p.slug == slug);
        page.unwrap_or_else(|| panic!("corpus/{}/story.toml: there is no article `{slug}`", self.folder))
    }

    /// Names of outlets, as the program has them, sorted.
    pub fn outlets(&self, slugs: &[String]) -> Vec<&str> {
        let mut names: Vec<&str> = slugs.iter().map(|slug| self.page(slug).outlet()).collect();
        names.sort();
        names
    }

    /// Rows of a table.
    pub fn rows(&self, table: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
        self.story[table].as_array().into_iter().flatten()
    }

    /// Actors that are called exactly `name` somewhere in the story.
    pub fn called(&self, name: &str) -> Vec<&str> {
        let name = plain(name);
        let entities = self.pages.iter().flat_map(|p| p.notes("entities"));
        let same = entities.filter(|(_, n)| plain(n["text"].as_str().unwrap_or("")) == name);
        let mut ids: Vec<&str> = same.filter_map(|(_, n)| n["actor"].as_str()).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

/// A name without what spellings vary in: case, accents, a leading article.
pub fn plain(name: &str) -> String {
    let name = fold(name);
    name.strip_prefix("the ").unwrap_or(&name).to_string()
}

/// Where a note, cite or part stands.
pub fn place(note: &Value) -> Option<Place> {
    let bound = |key: &str| note[key].as_u64().and_then(|n| usize::try_from(n).ok());
    Some(bound("byte_start")?..bound("byte_end")?)
}

pub fn overlap(a: &Place, b: &Place) -> bool {
    a.start < b.end && b.start < a.end
}

pub fn inside(inner: &Place, outer: &Place) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Names of the outlets by slug.
pub fn outlets(text: &str) -> BTreeMap<String, String> {
    let table: toml::Table = text.parse().expect("corpus/outlets.toml is TOML");
    let field = |outlet: &toml::Value, key: &str| outlet[key].as_str().expect("an outlet's field is text").to_string();
    let list = table["outlet"].as_array().expect("corpus/outlets.toml lists outlets");
    list.iter().map(|o| (field(o, "slug"), field(o, "name"))).collect()
}
