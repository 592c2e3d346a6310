//! What lies under the given paths, and which id each document gets.

use crate::IntakeError;
use crate::document::Origin;
use crate::jsonl;
use crate::pile::{Entry, Jsonl, Pile, Source, shown, stem};
use parallax_core::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// What stands for standard input among the paths.
const STDIN: &str = "-";

/// A document that was found and has no final id yet.
struct Draft {
    /// What it would be called alone.
    short: String,
    /// What it is called where others have the same short name; none where the id was given with it.
    long: Option<String>,
    source: Source,
}

/// Collects documents.
#[derive(Default)]
pub(crate) struct Gatherer {
    pile: Pile,
    drafts: Vec<Draft>,
    seen: BTreeSet<PathBuf>,
}

impl Gatherer {
    /// See [`Pile::open`].
    pub fn gather(paths: &[PathBuf]) -> Result<Pile, IntakeError> {
        let first = paths.first().ok_or(IntakeError::NothingGiven)?;
        let mut all = Gatherer::default();
        for path in paths {
            if path.as_os_str() == STDIN {
                let mut bytes = Vec::new();
                let read = io::stdin().lock().read_to_end(&mut bytes);
                read.map_err(|source| IntakeError::Unreadable { path: path.clone(), source })?;
                all.list(Jsonl::Held(bytes));
            } else {
                all.path(path)?;
            }
        }
        if all.drafts.is_empty() && all.pile.lists.is_empty() {
            return Err(IntakeError::NoArticles(first.clone()));
        }
        Ok(all.finish())
    }

    fn path(&mut self, path: &Path) -> Result<(), IntakeError> {
        let unreadable = |source| IntakeError::Unreadable { path: path.to_path_buf(), source };
        let metadata = std::fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => IntakeError::Missing(path.to_path_buf()),
            _ => unreadable(error),
        })?;
        if metadata.is_dir() {
            std::fs::read_dir(path).map_err(unreadable)?;
            return self.folder(path);
        }
        match kind(path) {
            Some(kind) => self.file(path, kind, stem(path)),
            None => {
                let problem = Problem::new("not a kind of file that is read; it was skipped").in_file(shown(path));
                self.pile.problems.push(problem.cure("articles end in .txt, .md or .jsonl"));
            }
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path) -> Result<(), IntakeError> {
        // Links are followed, so that a pile can be put together without copies; circles are reported by the walker.
        // In order, so that its complaints are too.
        let mut walk = ignore::WalkBuilder::new(folder);
        walk.standard_filters(false).hidden(true).follow_links(true).sort_by_file_name(|a, b| a.cmp(b));
        let mut found = Vec::new();
        for entry in walk.build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                    found.extend(kind(entry.path()).map(|kind| (entry.path().to_path_buf(), kind)));
                }
                Ok(_) => {}
                Err(error) => {
                    self.pile.problems.push(Problem::new(error.to_string()).cure("what lies there was left out"));
                }
            }
        }
        if found.is_empty() {
            return Err(IntakeError::NoArticles(folder.to_path_buf()));
        }
        found.sort_by(|a, b| a.0.as_os_str().as_encoded_bytes().cmp(b.0.as_os_str().as_encoded_bytes()));
        for (path, kind) in found {
            let inside = path.strip_prefix(folder).unwrap_or(&path);
            self.file(&path, kind, slashed(&inside.with_extension("")));
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, kind: Kind, short: String) {
        if path.canonicalize().is_ok_and(|path| !self.seen.insert(path)) {
            let problem = Problem::new("given more than once; it was read once").in_file(shown(path));
            self.pile.problems.push(problem.cure("name each file or its folder, not both"));
            return;
        }
        match kind {
            Kind::Text => {
                let long = Some(slashed(&path.with_extension("")));
                self.drafts.push(Draft { short, long, source: Source::File(path.to_path_buf()) });
            }
            Kind::Jsonl => self.list(Jsonl::Disk(path.to_path_buf())),
        }
    }

    fn list(&mut self, list: Jsonl) {
        let (number, name) = (self.pile.lists.len(), list.path().map(shown));
        let origin = Origin { file: name.as_deref(), record: None };
        let problems = &mut self.pile.problems;
        let found = match &list {
            Jsonl::Held(bytes) => jsonl::index(bytes.as_slice(), origin, problems),
            Jsonl::Disk(path) => match File::open(path) {
                Ok(file) => jsonl::index(BufReader::with_capacity(1 << 18, file), origin, problems),
                Err(error) => {
                    problems
                        .push(origin.problem(format!("cannot be read: {error}"), None).cure("check who may read it"));
                    Vec::new()
                }
            },
        };
        let short = list.path().map_or_else(|| "stdin".into(), stem);
        let long = list.path().map(|path| slashed(&path.with_extension("")));
        for record in found {
            let line = record.place.line;
            let given = record.id.is_some();
            self.drafts.push(Draft {
                short: record.id.unwrap_or_else(|| format!("{short}:{line}")),
                long: long.as_ref().filter(|_| !given).map(|long| format!("{long}:{line}")),
                source: Source::Record { list: number, place: record.place },
            });
        }
        self.pile.lists.push(list);
    }

    /// Gives every document an id of its own: its short name; where several share one, the path as given; then numbers.
    fn finish(mut self) -> Pile {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for draft in &self.drafts {
            *times.entry(&draft.short).or_default() += 1;
        }
        let shared = |draft: &Draft| times[draft.short.as_str()] > 1;
        let wanted =
            |draft: &Draft| draft.long.clone().filter(|_| shared(draft)).unwrap_or_else(|| draft.short.clone());
        let mut ids: Vec<String> = self.drafts.iter().map(wanted).collect();
        let mut taken: BTreeSet<String> = ids.iter().cloned().collect();
        // Files are numbered by their paths, so that the order of the arguments does not matter; records as they come.
        let mut order: Vec<usize> = (0..ids.len()).collect();
        order
            .sort_by(|a, b| ids[*a].cmp(&ids[*b]).then_with(|| self.path_of(*a).cmp(&self.path_of(*b))).then(a.cmp(b)));
        let mut before: Option<String> = None;
        let mut number = 1;
        for i in order {
            if before.as_ref() != Some(&ids[i]) {
                (before, number) = (Some(ids[i].clone()), 1);
                continue;
            }
            let first = ids[i].clone();
            while !taken.insert(ids[i].clone()) {
                number += 1;
                ids[i] = format!("{first}#{number}");
            }
            if let Source::Record { list, place } = &self.drafts[i].source {
                let name = self.pile.lists[*list].path().map(shown);
                let origin = Origin { file: name.as_deref(), record: Some(place.line) };
                let problem = origin
                    .problem(format!("the id `{first}` was used before; this record is called `{}`", ids[i]), None);
                self.pile.problems.push(problem.cure("give each record an id of its own"));
            }
        }
        let drafts = self.drafts.into_iter().zip(ids);
        self.pile.entries = drafts.map(|(draft, id)| Entry { id, source: draft.source }).collect();
        self.pile
    }

    fn path_of(&self, i: usize) -> Option<&[u8]> {
        match &self.drafts[i].source {
            Source::File(path) => Some(path.as_os_str().as_encoded_bytes()),
            Source::Record { .. } => None,
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Jsonl,
}

fn kind(path: &Path) -> Option<Kind> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "md" => Some(Kind::Text),
        "jsonl" => Some(Kind::Jsonl),
        _ => None,
    }
}

/// A path with `/` between its parts, whatever the system writes there.
fn slashed(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
