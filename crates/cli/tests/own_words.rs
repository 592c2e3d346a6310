//! Units, hedges, cues and holidays that a user adds in the file of options, without compiling.

mod common;

use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

const OPTIONS: &str = r#"
[[numbers.unit]]
id = "pood"
kind = "measure"
names = ["pood", "poods"]

[[numbers.class]]
unit = "animal"
nouns = ["wug", "wugs"]

[[numbers.qualifier]]
words = "a smidgen over"
means = "more_than"
side = "before"

[[quotes.cue]]
forms = ["kvetched", "kvetches"]
stance = "distancing"
takes = ["quote", "that"]

[[dates.holiday]]
names = ["harvest moon day"]
day = [9, 21]
"#;

/// One document's layers, as the program writes them with these options.
fn annotate(options: &str, text: &str) -> Value {
    let config = common::scratch(&format!("own-words-{}", options.len())).join("own.toml");
    std::fs::write(&config, options).expect("a file of options can be written");
    let mut child = common::parallax(&["annotate", "-", "--config"])
        .arg(&config)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let line = serde_json::json!({"id": "a", "text": text, "published": "2022-10-20"}).to_string() + "\n";
    child.stdin.take().expect("piped").write_all(line.as_bytes()).expect("the program reads its input");
    let out = child.wait_with_output().expect("the program ends");
    serde_json::from_slice::<Value>(&out.stdout).expect("a line of JSON")["layers"].clone()
}

#[test]
fn words_of_ones_own_are_read() {
    common::root();
    let text = "Omar Diaz kvetched that a smidgen over 40 poods of grain fed 12 wugs. They met on Harvest Moon Day.";
    let own = annotate(OPTIONS, text);
    assert_eq!(own["numbers"][0]["unit"], "pood");
    assert_eq!(own["numbers"][0]["qualifier"], "more_than");
    assert_eq!(own["numbers"][0]["source"], "omar-diaz");
    assert_eq!(own["numbers"][1]["unit"], "animal");
    assert_eq!(own["quotes"][0]["stance"], "distancing");
    assert_eq!(own["dates"][0]["value"], "2022-09-21");

    let plain = annotate("", text);
    assert_eq!(plain["numbers"][0]["unit"], "count");
    assert_eq!(plain["quotes"].as_array().map(Vec::len), Some(0));
    assert_eq!(plain["dates"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_file_of_options_says_what_is_used_without_it() {
    let text = std::fs::read_to_string(common::root().join("parallax.toml")).expect("the file of options can be read");
    let file: toml::Table = text.parse().expect("it is TOML");
    let out = common::parallax(&["list", "--format", "json"]).output().expect("the program runs");
    let stages: Vec<Value> = serde_json::from_slice(&out.stdout).expect("JSON");
    let defaults = |stage: &str| {
        let found = stages.iter().find(|s| s["name"] == stage).unwrap_or_else(|| panic!("there is no {stage}"));
        found["options"].as_array().expect("options").clone()
    };
    let mut compared = 0;
    for (stage, table) in &file {
        for (name, value) in table.as_table().expect("a table for each stage") {
            let options = defaults(stage);
            let option =
                options.iter().find(|o| o["name"] == name.as_str()).unwrap_or_else(|| panic!("[{stage}] {name}"));
            assert_eq!(serde_json::to_value(value).unwrap(), option["default"], "[{stage}] {name}");
            compared += 1;
        }
    }
    assert!(compared > 5, "{compared}");
}
