//! `parallax actors`, `parallax names` and aliases.toml, as a user meets them.

mod common;

use serde_json::Value;
use std::path::{Path, PathBuf};

/// Two invented articles with two spellings of one person, a namesake, and an acronym.
fn articles(name: &str) -> PathBuf {
    let folder = common::scratch(name);
    let one = "Valdres\n\nInterior Minister Aliaksandr Borovenka met Ruslan Borovenka, his cousin, in Tbilisi on Monday. \
               Minister Borovenka said the Valdres Monitoring Group (VMG) was wrong. The VMG did not answer.\n";
    let two =
        "Valdres\n\nThe minister of the interior, Alexander Borovenko, spoke in Tbilisi. Mr Borovenko was brief.\n";
    std::fs::write(folder.join("one.txt"), one).unwrap();
    std::fs::write(folder.join("two.txt"), two).unwrap();
    folder
}

fn actors(folder: &Path, more: &[&str]) -> Vec<Value> {
    let path = folder.to_string_lossy();
    let out = common::run(&[&["actors", &path, "--format", "jsonl", "--quiet"], more].concat());
    assert!(out.status.success(), "{}", common::text(&out.stderr));
    common::text(&out.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The actor that has a spelling.
fn of<'a>(actors: &'a [Value], spelling: &str) -> Option<&'a Value> {
    let has = |a: &&Value| a["spellings"].as_array().unwrap().iter().any(|s| s["text"] == spelling);
    actors.iter().find(has)
}

#[test]
fn every_spelling_has_a_reason_and_namesakes_stay_apart() {
    let found = actors(&articles("actors"), &[]);
    let borovenka = of(&found, "Aliaksandr Borovenka").unwrap();
    assert_eq!(borovenka, of(&found, "Alexander Borovenko").unwrap());
    assert_ne!(borovenka["actor"], of(&found, "Ruslan Borovenka").unwrap()["actor"]);
    assert!(
        borovenka["kept_apart"].as_array().unwrap().iter().any(|k| k["why"] == "given names differ"),
        "{borovenka}"
    );
    assert_eq!(of(&found, "VMG"), of(&found, "Valdres Monitoring Group"));
    for actor in &found {
        for spelling in actor["spellings"].as_array().unwrap() {
            assert!(!spelling["why"].as_str().unwrap().is_empty(), "{actor}");
        }
    }
}

#[test]
fn of_two_spellings_as_common_the_one_with_its_marks_stands_for_both() {
    let folder = common::scratch("marks");
    std::fs::write(folder.join("one.txt"), "Harbour\n\nMayor Begoña Oduya of Lima opened the harbour on Monday.\n")
        .unwrap();
    std::fs::write(folder.join("two.txt"), "Harbour\n\nMayor Begona Oduya of Lima opened the harbour on Monday.\n")
        .unwrap();
    let found = actors(&folder, &[]);
    let mayor = of(&found, "Begona Oduya").unwrap();
    assert_eq!((&mayor["actor"], &mayor["name"]), (&"begona-oduya".into(), &"Begoña Oduya".into()), "{mayor}");
}

#[test]
fn decisions_part_join_rename_and_label() {
    let folder = articles("decisions");
    let aliases = folder.join("decisions.toml");
    let text = r#"
        [[different]]
        names = ["Aliaksandr Borovenka", "Alexander Borovenko"]
        [[same]]
        names = ["Valdres Monitoring Group", "Tbilisi"]
        [[rename]]
        name = "Ruslan Borovenka"
        to = "The Cousin"
        [[label]]
        name = "Valdres"
        label = "LOC"
    "#;
    std::fs::write(&aliases, text).unwrap();
    let found = actors(&folder, &["--aliases", &aliases.to_string_lossy()]);
    let one = of(&found, "Aliaksandr Borovenka").unwrap();
    assert_ne!(Some(one), of(&found, "Alexander Borovenko"));
    assert!(one["kept_apart"].as_array().unwrap().iter().any(|k| k["why"] == "decided in aliases.toml"), "{one}");
    let joined = of(&found, "Tbilisi").unwrap();
    assert_eq!(joined, of(&found, "VMG").unwrap());
    assert!(joined.to_string().contains("decided in aliases.toml"), "{joined}");
    let cousin = of(&found, "Ruslan Borovenka").unwrap();
    assert_eq!((cousin["actor"].as_str(), cousin["name"].as_str()), (Some("the-cousin"), Some("The Cousin")));
    assert_eq!(of(&found, "Valdres").unwrap()["label"], "LOC");
}

#[test]
fn a_wrong_aliases_file_is_told_with_its_line() {
    let folder = articles("wrong-aliases");
    let path = folder.to_string_lossy();
    for (text, told) in [
        ("[[same]]\nnames = [\"a\", \"b\"]\nreason = \"x\"\n", "decisions.toml:3: unknown field"),
        ("[[different]]\nnames = [\"alone\"]\n", "wants two or more"),
        ("[[label]]\nname = \"x\"\nlabel = \"PLACE\"\n", "decisions.toml:3: unknown variant"),
    ] {
        let aliases = folder.join("decisions.toml");
        std::fs::write(&aliases, text).unwrap();
        let out = common::run(&["actors", &path, "--aliases", &aliases.to_string_lossy()]);
        assert_eq!(out.status.code(), Some(2));
        assert!(common::text(&out.stderr).contains(told), "{}", common::text(&out.stderr));
    }
}

#[test]
fn a_review_is_an_aliases_file_that_changes_nothing_until_it_is_edited() {
    let folder = articles("review");
    let doubtful = [("three", "Almazbek Tuleqbayev"), ("four", "Almaz Tulekbaev")];
    for (name, person) in doubtful {
        let text = format!("Valdres\n\nDeputy Minister {person} arrived in Tbilisi on Tuesday and left at once.\n");
        std::fs::write(folder.join(name).with_extension("txt"), text).unwrap();
    }
    let path = folder.to_string_lossy();
    let file = folder.join("review.toml").to_string_lossy().into_owned();
    let out = common::run(&["actors", &path, "--review", "--quiet", "--out", &file]);
    assert!(out.status.success(), "{}", common::text(&out.stderr));
    let review = std::fs::read_to_string(&file).unwrap();
    assert!(review.contains("# [[different]]") && review.contains("Tulekbaev"), "{review}");
    assert_eq!(actors(&folder, &[]), actors(&folder, &["--aliases", &file]));
    let decided: String = review
        .lines()
        .map(|l| l.strip_prefix("# ").filter(|l| l.starts_with(['[', 'n'])).unwrap_or(l).to_string() + "\n")
        .collect();
    std::fs::write(&file, decided).unwrap();
    let before = actors(&folder, &[]);
    assert_eq!(of(&before, doubtful[0].1), of(&before, doubtful[1].1));
    let found = actors(&folder, &["--aliases", &file]);
    assert_ne!(of(&found, doubtful[0].1), of(&found, doubtful[1].1));
}

#[test]
fn pairs_are_answered_line_for_line() {
    let folder = common::scratch("pairs");
    let pairs = folder.join("pairs.jsonl");
    let lines = [
        r#"{"a": "Dr. Aliaksandr Borovenka", "b": "Alexander Borovenko", "kind": "person"}"#,
        "no pair",
        r#"{"a": "Nordhavn Shipping AG", "b": "Nordhavn Shipping Aktiengesellschaft"}"#,
        r#"{"a": "Oleg Borovenko", "b": "Andrei Borovenko"}"#,
    ];
    std::fs::write(&pairs, lines.join("\n")).unwrap();
    let out = common::run(&["names", "--pairs", &pairs.to_string_lossy()]);
    assert!(out.status.success());
    let answers: Vec<Value> =
        common::text(&out.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let same: Vec<Option<bool>> = answers.iter().map(|a| a["same"].as_bool()).collect();
    assert_eq!(same, [Some(true), None, Some(true), Some(false)], "{answers:#?}");
    assert!(answers.iter().all(|a| !a["why"].as_str().unwrap().is_empty()));
    assert!(common::text(&out.stderr).contains("pairs.jsonl:2"), "{}", common::text(&out.stderr));
    let out = common::run(&["names", "--pairs", "no-such-file"]);
    assert_eq!(out.status.code(), Some(3));
}
