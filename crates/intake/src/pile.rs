//! A pile of documents: where each lies, under which id, and how to read it.

use crate::document::{self, Origin};
use crate::gather::Gatherer;
use crate::jsonl::{self, Place};
use crate::{IntakeError, front_matter, identify};
use parallax_core::{Article, Problem};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Documents in input order. Nothing but standard input is held in memory.
#[derive(Debug, Default)]
pub struct Pile {
    pub(crate) entries: Vec<Entry>,
    pub(crate) lists: Vec<Jsonl>,
    pub(crate) problems: Vec<Problem>,
}

/// One document.
#[derive(Debug)]
pub(crate) struct Entry {
    pub id: String,
    pub source: Source,
}

/// Where a document lies.
#[derive(Debug)]
pub(crate) enum Source {
    /// A file of its own.
    File(PathBuf),
    /// A line of `lists[list]`.
    Record { list: usize, place: Place },
}

/// A list of records.
#[derive(Debug)]
pub(crate) enum Jsonl {
    /// A file.
    Disk(PathBuf),
    /// Standard input, which cannot be read twice.
    Held(Vec<u8>),
}

impl Pile {
    /// Finds the documents under `paths`: files (`.txt`, `.md`, `.jsonl`), folders (with all below them, by path; hidden
    /// files and other kinds are passed over), and `-` for JSONL on standard input.
    ///
    /// # Errors
    /// No path, a path that is not there, or no article under any of them. A JSONL file all of whose lines are broken is
    /// a pile of none, and its [`problems`](Pile::problems) say why.
    pub fn open(paths: &[PathBuf]) -> Result<Pile, IntakeError> {
        Gatherer::gather(paths)
    }

    /// How many documents.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Reads document `i`. A document that cannot be read is an article without text and with a problem.
    ///
    /// # Panics
    /// If `i` is not below [`len`](Pile::len).
    pub fn load(&self, i: usize) -> Article {
        let Entry { id, source } = &self.entries[i];
        let mut article = match source {
            Source::File(path) => read_file(id, path),
            Source::Record { list, place } => read_record(id, &self.lists[*list], *place),
        };
        identify::identify(&mut article);
        article
    }

    /// Reads all documents.
    pub fn articles(&self) -> Vec<Article> {
        (0..self.len()).map(|i| self.load(i)).collect()
    }

    /// What was passed over, and why: broken lines, files of other kinds that were named, folders that cannot be read.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The document in the file at `path`, however that is written; the first one of a JSONL file.
    pub fn find_file(&self, path: &Path) -> Option<usize> {
        self.find(path, |_| true)
    }

    /// The document at `line` of the JSONL file at `path`.
    pub fn find_record(&self, path: &Path, line: usize) -> Option<usize> {
        self.find(path, |place| place.line == line)
    }

    fn find(&self, path: &Path, is: impl Fn(Place) -> bool) -> Option<usize> {
        let wanted = path.canonicalize().ok()?;
        let same = |file: &Path| file.file_name() == path.file_name() && file.canonicalize().is_ok_and(|f| f == wanted);
        let lists: Vec<bool> = self.lists.iter().map(|list| list.path().is_some_and(same)).collect();
        self.entries.iter().position(|entry| match &entry.source {
            Source::File(file) => same(file),
            Source::Record { list, place } => lists[*list] && is(*place),
        })
    }
}

fn read_file(id: &str, path: &Path) -> Article {
    let name = shown(path);
    let origin = Origin { file: Some(&name), record: None };
    let mut article = match document::read(path, origin) {
        Ok((text, problems)) => {
            let mut article = Article::new(id, text);
            article.problems = problems;
            article.outlet = stem(path);
            front_matter::read(&mut article, origin);
            report_empty(&mut article, origin);
            article
        }
        Err(error) => {
            let mut article = unreadable(id, &error, origin);
            article.outlet = stem(path);
            article
        }
    };
    article.path = Some(name);
    article
}

fn read_record(id: &str, list: &Jsonl, place: Place) -> Article {
    let name = list.path().map(shown);
    let origin = Origin { file: name.as_deref(), record: Some(place.line) };
    let mut article = match list.line(place).map(|line| jsonl::article(id, &line, origin)) {
        Ok(Ok(mut article)) => {
            report_empty(&mut article, origin);
            article
        }
        Ok(Err(message)) => unreadable(id, &message, origin),
        Err(error) => unreadable(id, &error, origin),
    };
    article.path = name;
    article
}

fn report_empty(article: &mut Article, origin: Origin<'_>) {
    let start = article.masks.first().map_or(0, |mask| mask.end());
    if article.text()[start..].trim().is_empty() {
        article.problems.push(origin.problem("no text", None).cure("leave the document out, or fill it"));
    }
}

fn unreadable(id: &str, why: &dyn std::fmt::Display, origin: Origin<'_>) -> Article {
    let mut article = Article::new(id, "");
    let problem = origin.problem(format!("cannot be read: {why}"), None);
    article.problems.push(problem.cure("was it moved or changed during the run, and may you read it?"));
    article
}

impl Jsonl {
    /// The file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Jsonl::Disk(path) => Some(path),
            Jsonl::Held(_) => None,
        }
    }

    fn line(&self, place: Place) -> io::Result<Vec<u8>> {
        match self {
            Jsonl::Disk(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(place.offset))?;
                let mut line = vec![0; place.len];
                file.read_exact(&mut line)?;
                Ok(line)
            }
            Jsonl::Held(bytes) => Ok(bytes[place.offset as usize..][..place.len].to_vec()),
        }
    }
}

/// A path for people.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A file's name without its extension.
pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests;
