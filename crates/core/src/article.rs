//! One article as it was given: its text, who published it and when, and what was wrong with it.

use crate::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// One article. The text is private and never changes, so every span made for it stays true.
#[derive(Clone, Debug)]
pub struct Article {
    /// Unique in one run.
    pub id: String,
    /// The outlet's name, or the file's name where nothing tells.
    pub outlet: String,
    /// How the outlet is known.
    pub outlet_from: NameOrigin,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, as the page says.
    pub byline: Option<String>,
    /// Where it stood.
    pub url: Option<String>,
    /// Day of publication where metadata or the address tell it; the words of the text are read by the `dates` crate.
    pub published: Option<Published>,
    /// ISO 639-1 code of the language.
    pub language: Option<&'static str>,
    /// What else its metadata say (country, stance, section …), by name: what a pile can be grouped by.
    pub fields: BTreeMap<String, String>,
    /// Parts of the text that are no article (front matter): kept, but read by nobody.
    pub masks: Vec<Span>,
    /// The given file, for `explain` and for problems.
    pub path: Option<String>,
    /// What was wrong with the document.
    pub problems: Vec<Problem>,
    text: String,
}

impl Article {
    /// An article that is only its text; the outlet is the id until something better is known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let id = id.into();
        Article {
            outlet: id.clone(),
            id,
            outlet_from: NameOrigin::File,
            title: None,
            byline: None,
            url: None,
            published: None,
            language: None,
            fields: BTreeMap::new(),
            masks: Vec::new(),
            path: None,
            problems: Vec::new(),
            text: text.into(),
        }
    }

    /// The unchanged text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether `span` touches a masked part.
    pub fn masked(&self, span: Span) -> bool {
        self.masks.iter().any(|mask| mask.overlaps(span))
    }
}

/// A day of publication and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// Where it was found.
    pub from: DateOrigin,
}

/// Where a day of publication was found, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateOrigin {
    /// Front matter or a JSONL field.
    Metadata,
    /// A date line of the page.
    Dateline,
    /// The address has it (`/2024/03/14/`).
    Url,
    /// Concluded from dates in the running text.
    Text,
}

/// How an outlet's name is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NameOrigin {
    /// Front matter or a JSONL field.
    Metadata,
    /// The page's own words: a byline, a dateline, a site name.
    Text,
    /// The host of the address.
    Url,
    /// Only the file's name.
    File,
}

/// Something wrong with a document; the run goes on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Problem {
    /// What happened.
    pub message: String,
    /// The file it happened in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line in that file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cure: Option<String>,
}

impl Problem {
    /// A problem known by its message alone.
    pub fn new(message: impl Into<String>) -> Self {
        Problem { message: message.into(), file: None, line: None, cure: None }
    }

    /// The same problem in `file`.
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same problem at `line`, counted from 1.
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same problem with what cures it.
    pub fn cure(mut self, cure: impl Into<String>) -> Self {
        self.cure = Some(cure.into());
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            _ => {}
        }
        f.write_str(&self.message)?;
        match &self.cure {
            Some(cure) => write!(f, " ({cure})"),
            None => Ok(()),
        }
    }
}
