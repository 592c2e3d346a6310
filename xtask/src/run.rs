//! `run`: the first command of the README: compare articles and show what differs.

use crate::args::Args;
use crate::{Verb, sh};
use anyhow::Result;

pub const VERB: Verb = Verb {
    name: "run",
    usage: "[PATHS] [OPTIONS OF parallax compare]",
    about: "Compare articles side by side (the corpus, if no paths are given)",
    help: "
PATHS are files, folders, or JSONL; they are read from where you stand. Without any, the workspace's corpus is compared.
All options are those of `parallax compare`, for instance:

  cargo xtask run
  cargo xtask run corpus/earthquake --format html --out earthquake.html
  cargo xtask run my-articles/ --format json",
    run,
};

/// Options of `parallax compare` that are followed by a value, which is therefore no path.
const WITH_VALUE: &[&str] =
    &["--color", "--config", "--format", "--layers", "--out", "--story", "--threads", "--width", "-f", "-j", "-o"];

fn run(args: Args) -> Result<()> {
    let words = args.raw();
    let manifest = sh::root().join("Cargo.toml");
    let mut command = sh::cargo(&["run", "--release", "-p", "parallax-cli", "--bin", "parallax"]);
    command.arg("--manifest-path").arg(manifest).args(["--", "compare"]);
    if names_paths(&words) {
        command.current_dir(std::env::current_dir()?);
    } else {
        command.arg("corpus");
    }
    sh::run(command.args(words))
}

/// Whether one of the words is a path (`-` is standard input).
fn names_paths(words: &[String]) -> bool {
    let mut value = false;
    words.iter().any(|word| {
        let is_value = std::mem::replace(&mut value, WITH_VALUE.contains(&word.as_str()));
        !is_value && (!word.starts_with('-') || word == "-")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_options_are_no_paths() {
        let names = |line: &str| names_paths(&line.split_whitespace().map(String::from).collect::<Vec<_>>());
        assert!(!names(""));
        assert!(!names("--format json --out=x.json --quiet"));
        assert!(names("--format json corpus/rates"));
        assert!(names("-"));
    }
}
