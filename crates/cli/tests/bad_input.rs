//! Bad input never ends a run in a panic: what can be read is read, and each problem names its file and line.

mod common;

use std::path::{Path, PathBuf};
use std::process::Output;

const GOOD: &str = "Bridge closed for repairs\n\nThe bridge at Lower Wend was closed on Monday, the council said. About 300 people live beyond it.\n";

/// A folder with one good article and a file called `name`.
fn folder(test: &str, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let folder = common::scratch(test);
    std::fs::write(folder.join("good.txt"), GOOD).expect("an article can be written");
    std::fs::write(folder.join(name), bytes).expect("a bad file can be written");
    folder
}

fn run(verb: &str, path: &Path) -> Output {
    common::run(&[verb, &path.to_string_lossy()])
}

/// The run was done, the good article was read, and a problem speaks of `place` (file and line) and says `words`.
fn told(folder: &Path, place: &str, words: &str) {
    let path = format!("{}:", folder.join(place).display());
    for verb in ["annotate", "compare"] {
        let out = run(verb, folder);
        let problems = common::text(&out.stderr);
        assert_eq!(out.status.code(), Some(0), "{verb}: {problems}");
        let line = problems.lines().find(|line| line.contains(&path));
        let line = line.unwrap_or_else(|| panic!("{verb}: no problem names {path}\n{problems}"));
        assert!(line.contains(words), "{verb}: {line}");
        assert!(line.ends_with(')'), "{verb} tells no cure: {line}");
    }
    let out = run("annotate", folder);
    assert!(common::text(&out.stdout).lines().any(|l| l.contains("Lower Wend") && l.contains("\"low\":300")));
}

/// The program ends with `code` and says `words`, beginning with "error:".
fn refused(words: &[&str], code: i32, says: &[&str]) {
    let out = common::run(words);
    let error = common::text(&out.stderr);
    assert_eq!(out.status.code(), Some(code), "parallax {words:?}: {error}");
    assert!(error.lines().any(|line| line.starts_with("error: ")), "parallax {words:?}: {error}");
    says.iter().for_each(|say| assert!(error.contains(say), "parallax {words:?} does not say `{say}`: {error}"));
}

#[test]
fn the_help_documents_the_exit_codes() {
    let help = common::text(&common::run(&["--help"]).stdout);
    for line in ["0  done", "1  the output", "2  wrong usage or configuration", "3  nothing could be read"] {
        assert!(help.contains(line), "{line}: {help}");
    }
}

#[test]
fn a_path_that_is_not_there() {
    for verb in ["annotate", "compare"] {
        refused(&[verb, "corpus/no-such-story/x.txt"], 3, &["corpus/no-such-story/x.txt", "no such file"]);
    }
    refused(&["explain", "corpus/no-such-story/x.txt:3"], 3, &["no such file"]);
}

#[test]
fn a_folder_without_articles() {
    let folder = common::scratch("no-articles");
    std::fs::write(folder.join("picture.png"), [0x89, b'P', b'N', b'G']).expect("a file can be written");
    for verb in ["annotate", "compare"] {
        refused(&[verb, &folder.to_string_lossy()], 3, &[&folder.to_string_lossy(), "no article here"]);
    }
}

#[test]
fn bytes_that_are_no_utf_8() {
    let bytes = b"A headline\n\nThe mayor of Z\xfcrich spoke to 40 people, the city said.\n";
    told(&folder("no-utf-8", "bad.txt", bytes), "bad.txt:3", "not valid UTF-8");
}

#[test]
fn nul_bytes() {
    told(&folder("nul-bytes", "bad.txt", b"A headline\n\nThe \0mayor\0 spoke.\n\0\0\0"), "bad.txt:3", "NUL");
}

#[test]
fn an_empty_file() {
    let folder = folder("empty", "bad.txt", "");
    told(&folder, "bad.txt", "no text");
    let alone = folder.join("bad.txt");
    refused(&["annotate", &alone.to_string_lossy()], 3, &["no document could be read"]);
}

#[test]
fn a_header_that_is_no_toml() {
    let text = "+++\noutlet = \"Wend Post\"\ntitle = \"no end\n+++\n\nThe mayor spoke to 40 people.\n";
    told(&folder("no-toml", "bad.md", text), "bad.md:3", "TOML");
}

#[test]
fn a_header_that_never_ends() {
    told(
        &folder("open-header", "bad.md", "+++\noutlet = \"Wend Post\"\n\nThe mayor spoke.\n"),
        "bad.md:1",
        "never closed",
    );
}

#[test]
fn a_record_that_is_no_json() {
    let lines = [
        r#"{"id": "one", "text": "The mayor spoke to 40 people."}"#,
        r#"{"id": "two", "text": "#,
        "[]",
        r#"{"id": "four"}"#,
    ];
    let folder = folder("no-json", "bad.jsonl", lines.join("\n"));
    for line in ["bad.jsonl:2", "bad.jsonl:3", "bad.jsonl:4"] {
        told(&folder, line, "");
    }
    let only = common::scratch("only-broken").join("bad.jsonl");
    std::fs::write(&only, "{\n{\n").expect("a file can be written");
    refused(&["annotate", &only.to_string_lossy()], 3, &["bad.jsonl:1"]);
}

#[test]
fn fifty_megabytes_in_one_line() {
    let words = "the mayor spoke to the people of the town and ".repeat(50_000_000 / 46 + 1);
    let folder = folder("long-line", "bad.txt", &words);
    let record = format!("{{\"id\": \"long\", \"text\": \"{words}\"}}\n");
    std::fs::write(folder.join("bad.jsonl"), record).expect("a file can be written");
    let out = common::run(&["annotate", &folder.to_string_lossy(), "--layers", "blocks,numbers"]);
    let problems = common::text(&out.stderr);
    assert_eq!(out.status.code(), Some(0), "{problems}");
    assert!(problems.contains("bad.txt:1: longer than 16 MiB"), "{problems}");
    assert!(problems.contains("bad.jsonl:1: the line is longer than 16 MiB and was skipped"), "{problems}");
}

#[test]
fn options_that_do_not_exist() {
    let folder = folder("bad-options", "good-too.txt", GOOD);
    let config = folder.join("mine.toml");
    let (path, pile) = (config.to_string_lossy(), folder.to_string_lossy());
    for (toml, says) in [
        ("[omissions]\nleast_mentoins = 3\n", &["mine.toml: ", "[omissions]", "least_mentoins", "least_mentions"][..]),
        ("[omissions]\nleast_mentions = \"three\"\n", &["[omissions]", "string"]),
        ("[omisions]\nleast_mentions = 3\n", &["mine.toml: ", "omisions", "omissions"]),
        ("[omissions]\nleast_mentions = = 3\n", &["mine.toml:2:"]),
    ] {
        std::fs::write(&config, toml).expect("a configuration can be written");
        refused(&["compare", &pile, "--config", &path], 2, says);
    }
    refused(&["compare", &pile, "--config", "no-such.toml"], 2, &["no-such.toml"]);
}

#[test]
fn a_layer_that_nobody_writes() {
    refused(&["annotate", "corpus", "--layers", "entites"], 2, &["entites", "entities"]);
}
