//! The facts that `corpus/*/story.toml` lists, looked for in what the program finds. It is a ratchet: what it does not find
//! yet stands in `corpus/SHORTFALLS`, so a fact that is lost fails, and a fact that is gained is taken off the list.

#![allow(clippy::print_stdout, reason = "what a test says, `--nocapture` shows")]

#[path = "../common/mod.rs"]
mod common;

mod checks;
mod expected;
mod found;

use found::{Facts, Found};
use std::collections::{BTreeMap, BTreeSet};

const LIST: &str = "corpus/SHORTFALLS";
const HEAD: &str = "\
# Facts of corpus/*/story.toml that the program does not find yet: story | kind | outlet | fact | what it finds instead.
# The list may only become shorter. `PARALLAX_BLESS=1 cargo test -p parallax-cli --test facts` writes it anew.
";

#[test]
fn every_fact_is_found_or_listed() {
    let outlets = common::root().join("corpus/outlets.toml");
    let outlets = found::outlets(&std::fs::read_to_string(outlets).expect("corpus/outlets.toml can be read"));
    let comparison = common::comparison();
    let mut facts = Facts::default();
    for folder in common::folders() {
        let path = common::root().join("corpus").join(&folder).join("story.toml");
        let text = std::fs::read_to_string(&path).expect("story.toml can be read");
        let expected = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let found = Found::new(&folder, &comparison, common::corpus());
        checks::story(&found, &expected, &outlets, &mut facts);
    }
    println!("{}", summary(&facts));

    let unmet = facts.unmet();
    let list = common::root().join(LIST);
    if common::blessing() {
        let lines: String = unmet.iter().map(|(fact, found)| format!("{fact} | {found}\n")).collect();
        std::fs::write(&list, format!("{HEAD}{lines}")).expect("the list can be written");
        return;
    }
    let listed = std::fs::read_to_string(&list).unwrap_or_default();
    let lines = listed.lines().filter(|line| !line.starts_with('#'));
    let listed: BTreeSet<&str> = lines.map(|line| line.rsplit_once(" | ").map_or(line, |(fact, _)| fact)).collect();
    let lost = unmet.iter().filter(|(fact, _)| !listed.contains(fact.as_str()));
    let lost: Vec<String> = lost.map(|(fact, found)| format!("{fact} | {found}")).collect();
    let gained: Vec<&str> = listed.into_iter().filter(|fact| !unmet.contains_key(*fact)).collect();
    assert!(
        lost.is_empty() && gained.is_empty(),
        "facts that held no longer do ({}):\n{}\n\nfacts that are found now, or no longer expected: take them off {LIST} ({}):\n{}\n\n\
         PARALLAX_BLESS=1 cargo test -p parallax-cli --test facts does both",
        lost.len(),
        lost.join("\n"),
        gained.len(),
        gained.join("\n")
    );
}

/// Facts found and facts expected, by kind.
fn summary(facts: &Facts) -> String {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for fact in facts.all() {
        for kind in [fact.kind, "all"] {
            let (met, all) = kinds.entry(kind).or_default();
            *met += usize::from(fact.instead.is_none());
            *all += 1;
        }
    }
    let line = |(kind, (met, all)): (&&str, &(usize, usize))| format!("{kind:<10} {met:>4} / {all:>4}");
    kinds.iter().map(line).collect::<Vec<_>>().join("\n")
}
