//! What several tests of the program share: where the corpus lies, and the whole of it compared once.

#![allow(dead_code, reason = "each test uses a part of it")]

use parallax_analyzers as _;
use parallax_core::{Plan, Purpose, Registration, registered};
use parallax_intake::Pile;
use parallax_runner::{Compared, Silent};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The packages of this project; a layer that somebody adds changes no snapshot and no schema.
const BUILT_IN: [&str; 7] = ["text", "dates", "entities", "quotes", "numbers", "framing", "stories"];

/// The workspace's root, which is made the working directory, so that paths in problems are the same on every machine.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is there");
        std::env::set_current_dir(&root).expect("the workspace may be entered");
        root
    })
}

/// The stages of the project's own packages.
pub fn built_in() -> Vec<&'static Registration> {
    let ours = |r: &&Registration| r.package.strip_prefix("parallax-").is_some_and(|name| BUILT_IN.contains(&name));
    registered().into_iter().filter(ours).collect()
}

/// The whole corpus, compared once in each test program.
pub fn corpus() -> &'static Compared {
    static CORPUS: OnceLock<Compared> = OnceLock::new();
    CORPUS.get_or_init(|| {
        root();
        let plan = Plan::new(&built_in(), &Default::default(), Purpose::Compare).unwrap_or_else(|e| panic!("{e}"));
        let pile = Pile::open(&["corpus".into()]).unwrap_or_else(|e| panic!("{e}"));
        // What else lies under corpus/ (the gold, notes for people) is no story.
        let folders = folders();
        let in_story = |id: &str| id.split_once('/').is_some_and(|(folder, _)| folders.iter().any(|f| f == folder));
        let articles = pile.articles().into_iter().filter(|a| in_story(&a.id)).collect();
        parallax_runner::compare(&plan, articles, &Silent)
    })
}

/// What `parallax compare --format json` writes of the corpus.
pub fn comparison() -> Value {
    let mut out = Vec::new();
    parallax_report::compare::json(corpus(), &mut out).expect("memory can be written to");
    serde_json::from_slice(&out).expect("the program writes JSON")
}

/// The folders of the corpus that hold a story, by name.
pub fn folders() -> Vec<String> {
    let entries = std::fs::read_dir(root().join("corpus")).expect("the corpus can be read").flatten();
    let with_story = entries.filter(|e| e.path().join("story.toml").is_file());
    let mut names: Vec<String> = with_story.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The found story, among those of `stories` (each a list of article ids), that holds most articles of a folder.
pub fn main_story<'a>(folder: &str, stories: impl Iterator<Item = &'a [String]>) -> Option<usize> {
    let inside = |ids: &[String]| ids.iter().filter(|id| id.split('/').next() == Some(folder)).count();
    let counted = stories.enumerate().map(|(i, ids)| (inside(ids), std::cmp::Reverse(i)));
    counted.max().filter(|(n, _)| *n > 0).map(|(_, i)| i.0)
}

/// A call of the program, in the workspace's root.
pub fn parallax(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.args(words).current_dir(root()).env("RUST_BACKTRACE", "0");
    command
}

/// Runs the program; it must not panic, whatever it is given.
pub fn run(words: &[&str]) -> Output {
    let out = parallax(words).stdin(std::process::Stdio::null()).output().expect("the program starts");
    assert!(!text(&out.stderr).contains("panicked"), "parallax {words:?} panicked:\n{}", text(&out.stderr));
    out
}

/// What was written, as text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// An empty folder of its own for the test called `name`.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    folder
}

/// Whether committed results are to be written anew instead of compared.
pub fn blessing() -> bool {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|v| v == value);
    is("PARALLAX_BLESS", "1") || is("INSTA_UPDATE", "always")
}
