//! `ci`: everything that must pass before a change is merged, quickest first.

use crate::args::Args;
use crate::{VERBS, Verb, markdown, score, sh, test};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Instant;

pub const VERB: Verb = Verb {
    name: "ci",
    usage: "[STEP]",
    about: "Run every check, as .ci/run does",
    help: "
Formatting, tidiness, lints, all tests, the plugin outside the workspace, scores, the commands of the documents, and
the page in a browser where chromium is installed. Stops at the first failure and says how to repeat it.

  STEP    only this one: format, tidy, lints, tests, plugin, scores, documents, page",
    run,
};

/// One check: its name, the command that repeats it, and the work; `None` where it cannot be done here.
type Step = (&'static str, &'static str, fn() -> Result<Option<&'static str>>);

const STEPS: &[Step] = &[
    ("format", "cargo fmt --all -- --check", || cargo("fmt --all -- --check")),
    ("tidy", "cargo xtask tidy", || verb("tidy", &[])),
    ("lints", "cargo clippy --workspace --all-targets -- -D warnings", || {
        cargo("clippy --workspace --all-targets -- -D warnings")
    }),
    ("tests", "CI=1 cargo xtask test", || test::all(Vec::new(), true).map(|()| None)),
    ("plugin", "cargo test --manifest-path tests/plugin/Cargo.toml", plugin),
    ("scores", "cargo xtask score --check", scores),
    ("documents", "cargo xtask ci documents", documents),
    ("page", "cargo test -p parallax-report --test page -- --ignored", page),
];

fn run(args: Args) -> Result<()> {
    let only = args.rest(1)?.pop();
    if let Some(step) = only.as_ref().filter(|step| !STEPS.iter().any(|(name, ..)| name == step)) {
        bail!("there is no step `{step}`; see cargo xtask ci --help");
    }
    let mut report = String::new();
    for (name, command, work) in STEPS.iter().filter(|(name, ..)| only.as_ref().is_none_or(|step| step == name)) {
        println!("\n== {name}: {command}");
        let start = Instant::now();
        let outcome = work();
        let seconds = start.elapsed().as_secs_f64();
        match outcome {
            Ok(None) => report += &format!("{name:<10} {seconds:>6.1} s\n"),
            Ok(Some(why)) => {
                println!("left out: {why}");
                report += &format!("{name:<10} left out: {why}\n");
            }
            Err(error) => bail!("{name} failed after {seconds:.1} s: {error:#}\nrepeat it with: {command}"),
        }
    }
    println!("\n{report}{} passed", only.as_deref().unwrap_or("all checks"));
    Ok(())
}

fn cargo(words: &str) -> Result<Option<&'static str>> {
    let words: Vec<&str> = words.split(' ').collect();
    sh::run(&mut sh::cargo(&words)).map(|()| None)
}

fn verb(name: &str, words: &[&str]) -> Result<Option<&'static str>> {
    let verb = VERBS.iter().find(|verb| verb.name == name).expect("a step names a verb");
    (verb.run)(Args::new(verb, words.iter().map(ToString::to_string).collect())).map(|()| None)
}

/// The plugin shares our build of the engine where its settings are the same.
fn plugin() -> Result<Option<&'static str>> {
    let root = sh::root();
    if !root.join("tests/plugin/Cargo.toml").is_file() {
        return Ok(Some("there is no tests/plugin"));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| root.join("target").into());
    let mut command = sh::cargo(&["test", "--manifest-path", "tests/plugin/Cargo.toml"]);
    sh::run(command.env("CARGO_TARGET_DIR", target).env("INSTA_UPDATE", "no")).map(|()| None)
}

fn scores() -> Result<Option<&'static str>> {
    match sh::root().join(score::GOLD).is_dir() {
        true => verb("score", &["--check"]),
        false => Ok(Some("there is no corpus/gold")),
    }
}

fn page() -> Result<Option<&'static str>> {
    match sh::on_path("chromium") {
        true => cargo("test -p parallax-report --test page -- --ignored"),
        false => Ok(Some("chromium is not on the PATH (Debian: apt install chromium)")),
    }
}

/// Every `parallax` command in the documents names a subcommand and options that the program has.
fn documents() -> Result<Option<&'static str>> {
    let program = sh::parallax()?;
    let mut wrong = Vec::new();
    for name in ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"] {
        let Ok(text) = sh::read(&sh::root().join(name)) else { continue };
        for (line, command) in markdown::commands(&text) {
            let Some(words) = ours(&command) else { continue };
            let sub = words.first().filter(|word| !word.starts_with('-'));
            let help = Command::new(&program).args(sub).arg("--help").output()?;
            let known = String::from_utf8_lossy(&help.stdout);
            if !help.status.success() {
                wrong.push(format!("{name}:{line}: there is no `parallax {}`", words.join(" ")));
            }
            let options =
                words.iter().filter(|word| word.starts_with("--")).map(|word| word.split('=').next().unwrap_or(word));
            for option in options.filter(|option| help.status.success() && !known.contains(option)) {
                wrong.push(format!("{name}:{line}: `{command}`: there is no option {option}"));
            }
        }
    }
    match wrong.is_empty() {
        true => Ok(None),
        false => bail!("commands that do not work:\n{}", wrong.join("\n")),
    }
}

/// The words after `parallax`, up to a pipe or redirection, if the command runs our program.
fn ours(command: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let start = match words[..] {
        ["parallax", ..] => 1,
        ["cargo", "run", ..] if command.contains("parallax") => words.iter().position(|word| *word == "--")? + 1,
        _ => words.iter().position(|word| *word == "parallax" || word.ends_with("/parallax"))? + 1,
    };
    let ends = |word: &&&str| !matches!(**word, "|" | ">" | ">>" | "<" | "&&" | ";");
    Some(words[start..].iter().take_while(ends).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_step() {
        assert!(STEPS.iter().all(|(name, ..)| VERB.help.contains(name)));
    }

    #[test]
    fn our_program_is_recognized_in_a_command() {
        assert_eq!(
            ours("parallax compare corpus --format json > out.json").unwrap(),
            ["compare", "corpus", "--format", "json"]
        );
        assert_eq!(ours("cargo run --release -p parallax-cli -- list").unwrap(), ["list"]);
        assert_eq!(ours("zcat pile.gz | parallax annotate -").unwrap(), ["annotate", "-"]);
        assert_eq!(ours("cargo xtask run"), None);
        assert_eq!(ours("cargo test -p parallax-cli"), None);
    }
}
