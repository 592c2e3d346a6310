//! The registry as a whole: nobody is forgotten, and what each stage says of itself is true.

use parallax_analyzers as _;
use parallax_core::{Plan, PlanError, Purpose, Registration, registered, toml};
use parallax_intake::Pile;
use parallax_runner::Silent;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Our crates that register something, by folder name, each with the file in which it does.
fn registering() -> Vec<(String, PathBuf)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut out = Vec::new();
    for entry in std::fs::read_dir(crates).expect("crates/ can be read").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let mut open = vec![entry.path().join("src")];
        while let Some(folder) = open.pop() {
            for file in std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|f| f.path()) {
                if file.is_dir() {
                    open.push(file);
                } else if file.extension().is_some_and(|e| e == "rs") {
                    let text = std::fs::read_to_string(&file).expect("a source file can be read");
                    if text.lines().any(|line| line.starts_with("parallax_core::register!")) {
                        out.push((name.clone(), file));
                    }
                }
            }
        }
    }
    out.sort();
    out
}

#[test]
fn every_crate_that_registers_is_linked() {
    let manifest = include_str!("../Cargo.toml").parse::<toml::Table>().expect("our manifest is TOML");
    let dependencies = manifest["dependencies"].as_table().expect("there are dependencies");
    let found = registering();
    assert!(found.len() >= 10, "{found:?}");
    for (name, file) in found {
        let package = format!("parallax-{name}");
        let line = format!("use parallax_{} as _;", name.replace('-', "_"));
        assert!(
            dependencies.contains_key(&package),
            "{}: registers a stage, but crates/analyzers/Cargo.toml lacks `{package}.workspace = true`",
            file.display()
        );
        let linked = registered().iter().any(|r| r.package == package && same(&file, r.file));
        assert!(linked, "{}: not in this build; crates/analyzers/src/lib.rs needs `{line}`", file.display());
    }
}

/// `file!()` counts from the workspace's root.
fn same(path: &Path, file: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join(file).canonicalize().is_ok_and(|f| path.canonicalize().is_ok_and(|p| p == f))
}

#[test]
fn every_stage_says_in_a_sentence_what_it_does() {
    for r in registered() {
        let doc = r.doc.trim();
        let sentence = doc.starts_with(char::is_uppercase) && doc.ends_with('.') && doc.split_whitespace().count() > 3;
        assert!(sentence, "{}: the doc comment of `{}` is no sentence: {doc:?}", r.file, r.name);
    }
}

#[test]
fn names_and_outputs_are_unique() {
    let unique = |what: &str, key: &dyn Fn(&Registration) -> String| {
        let mut seen = BTreeSet::new();
        for r in registered() {
            assert!(seen.insert(key(r)), "{what} `{}` is there twice, the second time in {}", key(r), r.file);
        }
    };
    unique("the name", &|r| r.name.to_string());
    unique("the output", &|r| format!("{} {}", r.kind(), r.writes));
    let plain = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    for r in registered() {
        assert!(plain(r.name), "{}: `{}` has other characters than a-z, 0-9 and -", r.file, r.name);
    }
}

#[test]
fn defaults_are_options() {
    let stages = registered();
    let table = |r: &&Registration| (r.name.to_string(), toml::Value::Table((r.defaults)()));
    let defaults: toml::Table = stages.iter().map(table).collect();
    Plan::new(&stages, &defaults, Purpose::Compare).unwrap_or_else(|e| panic!("{e}"));
    // Written out and read again, as a user does who copies them from `parallax list`.
    let text = defaults.to_string();
    assert_eq!(text.parse::<toml::Table>().expect("defaults can be written down"), defaults);
}

#[test]
fn unknown_options_are_refused_by_every_stage() {
    let stages = registered();
    for r in &stages {
        let config: toml::Table = format!("[{}]\nno-such-option = 1\n", r.name).parse().expect("this is TOML");
        let error = Plan::new(&stages, &config, Purpose::Compare).err();
        let refused = matches!(&error, Some(PlanError::Options { name, message }) if *name == r.name && message.contains("no-such-option"));
        assert!(
            refused,
            "{}: the options of `{}` need #[serde(default, deny_unknown_fields)]: {error:?}",
            r.file, r.name
        );
    }
}

#[test]
fn every_layer_and_table_occurs_in_the_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let plan = Plan::new(&registered(), &Default::default(), Purpose::Compare).unwrap_or_else(|e| panic!("{e}"));
    let pile = Pile::open(&[corpus]).unwrap_or_else(|e| panic!("{e}"));
    let compared = parallax_runner::compare(&plan, pile.articles(), &Silent);
    let layers = compared.articles.iter().flat_map(|a| a.layers.published());
    let tables = compared.stories.iter().flat_map(|s| s.tables.iter());
    let mut written: BTreeSet<&str> = layers.filter(|(_, notes)| !notes.is_empty()).map(|(name, _)| name).collect();
    written.extend(tables.filter(|(_, rows)| !rows.is_empty()).map(|(name, _)| *name));
    for r in registered().into_iter().filter(|r| r.kind() != "resolver" && r.published) {
        assert!(
            written.contains(r.writes),
            "{}: `{}` finds nothing in the corpus; add an article in which it does",
            r.file,
            r.name
        );
    }
}
