//! `bless`: accept what the snapshot tests find now, and clean up after them.

use crate::args::Args;
use crate::{Verb, sh};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

pub const VERB: Verb = Verb {
    name: "bless",
    usage: "[FILTER] [--delete-orphans]",
    about: "Accept the snapshots as they are now; read the diff before you commit",
    help: "
Runs the snapshot tests (`tests/corpus.rs` of each crate that has one) and writes every snapshot anew, deletes stale
`*.snap.new`, and fails if a snapshot under corpus/ has lost its article.

  FILTER             a crate (`headlines`: only its own snapshots), or part of a path (`earthquake`: only those of the
                     corpus whose path contains it)
  --delete-orphans   removes snapshots without an article instead of failing",
    run,
};

/// Tells the corpus test which part of the corpus is meant.
const ONLY: &str = "PARALLAX_CORPUS";

fn run(mut args: Args) -> Result<()> {
    let delete = args.flag("--delete-orphans");
    let filter = args.rest(1)?.pop();
    let root = sh::root();
    let crates = snapshot_crates(&root);
    let chosen = filter.as_ref().filter(|name| crates.contains(name));
    let mut command = sh::cargo(&["test", "--test", "corpus"]);
    for name in crates.iter().filter(|name| chosen.is_none_or(|one| one == *name)) {
        command.args(["-p", &format!("parallax-{name}")]);
    }
    if let (Some(part), None) = (&filter, chosen) {
        command.env(ONLY, part);
    }
    let tests = sh::run(command.env("INSTA_UPDATE", "always"));
    for stale in sh::files_under(&root).into_iter().filter(|path| is(path, ".snap.new")) {
        std::fs::remove_file(&stale).with_context(|| format!("cannot delete {}", sh::short(&stale)))?;
        println!("deleted {}", sh::short(&stale));
    }
    tests.context("the snapshots are written, but something else in these tests fails")?;
    let orphans = orphans(&sh::files_under(&root.join("corpus")));
    for orphan in &orphans {
        if delete {
            std::fs::remove_file(orphan).with_context(|| format!("cannot delete {}", sh::short(orphan)))?;
        }
        println!("{} {}", if delete { "deleted" } else { "no article for" }, sh::short(orphan));
    }
    if !delete && !orphans.is_empty() {
        bail!("{} snapshots have lost their article; `cargo xtask bless --delete-orphans` removes them", orphans.len());
    }
    Ok(())
}

/// Crates with a test of snapshots, by folder name.
fn snapshot_crates(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root.join("crates")).into_iter().flatten().flatten();
    let with_test = entries.filter(|entry| entry.path().join("tests/corpus.rs").is_file());
    let mut names: Vec<String> = with_test.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Snapshots whose input is gone: `X.snap` wants `X.md` or `X.txt` beside it, `story.snap` any article.
pub fn orphans(corpus: &[PathBuf]) -> Vec<PathBuf> {
    let articles = || corpus.iter().filter(|path| is_article(path));
    let lost = |snap: &&PathBuf| {
        let story = snap.file_name().is_some_and(|name| name == "story.snap");
        let own = |path: &PathBuf| path.parent() == snap.parent() && (story || path.file_stem() == snap.file_stem());
        is(snap, ".snap") && !articles().any(own)
    };
    corpus.iter().filter(lost).cloned().collect()
}

/// Whether it is a file that the corpus holds as an article.
pub fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|e| ["md", "txt", "html"].iter().any(|known| e == *known))
}

fn is(path: &Path, ending: &str) -> bool {
    path.to_string_lossy().ends_with(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_without_its_article_is_an_orphan() {
        let corpus =
            ["a/one.md", "a/one.snap", "a/gone.snap", "a/story.snap", "b/story.snap", "b/story.toml", "b/two.snap"];
        let corpus: Vec<PathBuf> = corpus.iter().map(PathBuf::from).collect();
        let found: Vec<String> = orphans(&corpus).iter().map(|p| p.display().to_string()).collect();
        assert_eq!(found, ["a/gone.snap", "b/story.snap", "b/two.snap"]);
    }

    #[test]
    fn an_article_of_another_story_does_not_keep_a_snapshot() {
        let corpus = ["a/one.txt", "b/one.snap"].map(PathBuf::from);
        assert_eq!(orphans(&corpus), [PathBuf::from("b/one.snap")]);
    }
}
