//! `tidy`: rules of this workspace that no compiler checks. It is also a test, so `cargo xtask test` runs it.

mod arrows;
mod documents;
mod sources;

use crate::args::Args;
use crate::{Verb, sh};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

pub const VERB: Verb = Verb {
    name: "tidy",
    usage: "",
    about: "Check the rules that no compiler checks",
    help: "
  sources      a .rs file begins with a `//!` line and has at most 400 lines; no unfinished code, no ignored test
               without a reason
  manifests    every crate takes the workspace's lints; dependencies between our crates follow ARCHITECTURE.md
  data         a list under crates/*/data names its source and licence in a comment at its top
  documents    links lead to files that exist; commands name verbs that exist
  everything   no path of somebody's machine

All offenders are printed with file, line, and what to do.",
    run,
};

/// Files of more than [`sources::LONGEST`] lines that may stay so, each with its reason. Better empty.
const LONG_FILES: &[(&str, &str)] = &[];

fn run(args: Args) -> Result<()> {
    args.rest(0)?;
    let offences = offences()?;
    offences.iter().for_each(|offence| println!("{offence}"));
    if !offences.is_empty() {
        bail!("{} offences against tidiness, listed above", offences.len());
    }
    println!("tidy");
    Ok(())
}

/// A file as the rules see it: its path from the root, with `/`, and its text.
struct File {
    path: String,
    text: String,
}

/// One rule broken in one place.
type Offence = String;

/// Every offence of the workspace, sorted.
fn offences() -> Result<Vec<Offence>> {
    let root = sh::root();
    let files = files(&root)?;
    let exists = |path: &str| root.join(path).exists();
    let mut out = Vec::new();
    for file in &files {
        out.extend(sources::check(file, LONG_FILES));
        out.extend(documents::check(file, &exists));
        out.extend(arrows::check(file));
        out.extend(machine_paths(file));
    }
    out.sort();
    Ok(out)
}

/// The text files that git knows or would know; without git, all there are.
fn files(root: &Path) -> Result<Vec<File>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root);
    let listed = git.output().ok().filter(|done| done.status.success());
    let paths: Vec<String> = match listed {
        Some(done) => String::from_utf8_lossy(&done.stdout).split('\0').map(String::from).collect(),
        None => {
            let below = |path: &Path| path.strip_prefix(root).map(|p| p.to_string_lossy().replace('\\', "/"));
            sh::files_under(root).iter().filter_map(|path| below(path).ok()).collect()
        }
    };
    let mut out = Vec::new();
    for path in paths.into_iter().filter(|path| root.join(path).is_file()) {
        let bytes = std::fs::read(root.join(&path)).with_context(|| format!("cannot read {path}"))?;
        // Pictures and other binary files break no rule of ours.
        if let Ok(text) = String::from_utf8(bytes) {
            out.push(File { path, text });
        }
    }
    Ok(out)
}

/// Paths that exist on one machine only.
fn machine_paths(file: &File) -> Vec<Offence> {
    // Put together here, so that this file does not offend.
    let homes = ["work", "root", "home"].map(|home| format!("/{home}/"));
    let inside = |c: char| c.is_alphanumeric() || "._-~/}".contains(c);
    let begins = |line: &str, at: usize| !line[..at].ends_with(inside);
    let offends =
        |line: &str| homes.iter().any(|home| line.match_indices(home.as_str()).any(|(at, _)| begins(line, at)));
    let places = file.text.lines().enumerate().filter(|(_, line)| offends(line));
    places.map(|(i, _)| format!("{}:{}: a path of somebody's machine; make it relative", file.path, i + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy() {
        let offences = offences().unwrap();
        assert!(offences.is_empty(), "{} offences:\n{}", offences.len(), offences.join("\n"));
    }

    #[test]
    fn a_path_of_a_machine_is_found_and_an_address_is_not() {
        let home = ["/wo", "rk/"].concat();
        let text = format!("see {home}main\nhttps://paper.example{home}2024\n../shared{home}x\n");
        let found = machine_paths(&File { path: "a.md".into(), text });
        assert_eq!(found, ["a.md:1: a path of somebody's machine; make it relative"]);
    }

    #[test]
    fn exceptions_exist_and_have_a_reason() {
        for (path, reason) in LONG_FILES {
            assert!(sh::root().join(path).is_file(), "{path} is gone: take it off the list");
            assert!(reason.len() > 10, "{path} needs a reason");
        }
    }
}
