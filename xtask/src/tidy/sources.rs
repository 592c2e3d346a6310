//! Rules for Rust files and for the lists of data beside them.

use super::{File, Offence};

/// Lines that a Rust file has at most.
pub const LONGEST: usize = 400;

pub fn check(file: &File, long_files: &[(&str, &str)]) -> Vec<Offence> {
    let parts: Vec<&str> = file.path.split('/').collect();
    let data = matches!(parts[..], ["crates", _, "data", ..]);
    match data {
        true => heading(file).into_iter().collect(),
        false if file.path.ends_with(".rs") => rust(file, long_files),
        false => Vec::new(),
    }
}

/// A list says where it comes from, and under which licence, in the comment at its top.
fn heading(file: &File) -> Option<Offence> {
    let comment = file.text.lines().take_while(|line| line.starts_with('#'));
    let comment = comment.collect::<Vec<_>>().join("\n").to_lowercase();
    let missing: Vec<&str> = ["source", "licence"].into_iter().filter(|word| !comment.contains(word)).collect();
    let missing = missing.join(" and ");
    let offence =
        || format!("{}:1: its first lines, which begin with `#`, must name the {missing} of the list", file.path);
    (!missing.is_empty()).then(offence)
}

fn rust(file: &File, long_files: &[(&str, &str)]) -> Vec<Offence> {
    let mut out = Vec::new();
    let path = &file.path;
    let first = file.text.lines().next().unwrap_or("");
    let aside = path.contains("/tests/") || path.starts_with("tests/") || path.ends_with("build.rs");
    if !(first.starts_with("//!") || aside && first.starts_with("//")) {
        out.push(format!("{path}:1: the first line must begin with `//!` and say what the file does"));
    }
    let count = file.text.lines().count();
    if count > LONGEST && !long_files.iter().any(|(long, _)| long == path) {
        out.push(format!("{path}:{LONGEST}: {count} lines, more than {LONGEST}; part it by what it does"));
    }
    // Put together here, so that this file does not offend.
    let unfinished = ["to", "db", "unimpl"].iter().zip(["do!", "g!", "emented!"]).map(|(a, b)| format!("{a}{b}"));
    let unfinished: Vec<String> = unfinished.map(|name| name + "(").collect();
    let silent = format!("#[{}]", "ignore");
    for (i, line) in file.text.lines().enumerate().map(|(i, line)| (i + 1, line.trim_start())) {
        if let Some(name) = unfinished.iter().find(|name| line.contains(name.as_str())) {
            out.push(format!("{path}:{i}: `{name}` is unfinished; finish it"));
        }
        if line.starts_with(&silent) {
            out.push(format!("{path}:{i}: an ignored test says why: #[ignore = \"why, and how to run it\"]"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&File { path: path.into(), text: text.into() }, &[("crates/a/src/long.rs", "because")])
    }

    #[test]
    fn a_source_file_says_what_it_does() {
        assert!(found("crates/a/src/lib.rs", "use std::fmt;\n")[0].contains("lib.rs:1: the first line"));
        assert!(found("crates/a/src/lib.rs", "//! A thing.\n").is_empty());
        assert!(found("crates/a/tests/it.rs", "// A test.\n").is_empty());
        assert!(!found("crates/a/src/it.rs", "// No.\n").is_empty());
    }

    #[test]
    fn a_long_file_is_named_with_its_length() {
        let text = format!("//! A thing.\n{}", "fn f() {}\n".repeat(LONGEST));
        assert!(found("crates/a/src/lib.rs", &text)[0].contains("401 lines"));
        assert!(found("crates/a/src/long.rs", &text).is_empty());
    }

    #[test]
    fn unfinished_code_and_silently_ignored_tests_are_found() {
        let code = ["//! A thing.\n", "fn f() { to", "do!() }\n#[ig", "nore]\n#[ig", "nore = \"slow\"]\n"].concat();
        let found = found("crates/a/src/lib.rs", &code);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("lib.rs:2:") && found[1].contains("lib.rs:3:"));
    }

    #[test]
    fn a_list_names_its_source_and_licence() {
        assert!(found("crates/a/data/list.toml", "# Source: ours. Licence: that of the project.\n").is_empty());
        assert!(found("crates/a/data/list.toml", "# Source: ours.\n\n# licence\n")[0].contains("name the licence of"));
        assert!(found("crates/a/data/list.tsv", "one\ttwo\n")[0].contains("source and licence"));
    }
}
