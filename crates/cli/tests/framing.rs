//! `parallax framing` on a pile that is made up here: two outlets that differ on purpose, copies, groups, actors, tables.

mod common;

use common::{run, text};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Days and places, so that no two articles are copies.
const PLACES: [&str; 8] = ["Riga", "Porto", "Lima", "Quito", "Turin", "Lyon", "Malmo", "Gdansk"];

/// Eight articles each of an outlet that is hard on Omar Diaz and one that is fond of him, and one article twice.
fn pile(name: &str) -> PathBuf {
    let mut lines = Vec::new();
    for (n, place) in PLACES.iter().enumerate() {
        let hard = format!(
            "The reckless banker Omar Diaz was accused of fraud in {place} on Monday. Prosecutors in {place} said the \
             corrupt Diaz had lied to {n} courts and cheated his own workers. The scandal around Diaz ruined the \
             harbour of {place}, and thousands lost their savings in the collapse. \
             Judge Nadia Petrov heard the case, and Petrov sent Diaz home."
        );
        let fond = format!(
            "The celebrated banker Omar Diaz was praised in {place} on Tuesday for his courage. Anna Ray, the mayor of \
             {place}, said Diaz had saved {n} schools and helped the poor. The generous gift of Diaz rebuilt the library \
             of {place}, and children thanked him with flowers in the garden."
        );
        lines.push(json!({ "id": format!("h{n}"), "outlet": "Hard Times", "country": "Peru", "text": hard }));
        lines.push(json!({ "id": format!("f{n}"), "outlet": "Fond Post", "country": "Latvia", "text": fond }));
    }
    // The first article of the hard outlet again: it must not count twice.
    let copy = lines[0]["text"].clone();
    lines.push(json!({ "id": "z-copy", "outlet": "Fond Post", "country": "Latvia", "text": copy }));
    let path = std::env::temp_dir().join(format!("parallax-framing-{name}-{}.jsonl", std::process::id()));
    std::fs::write(&path, lines.iter().map(|l| l.to_string() + "\n").collect::<String>()).unwrap();
    path
}

fn survey(name: &str, options: &[&str]) -> Value {
    surveyed(pile(name), options)
}

/// The survey of a pile, which is removed.
fn surveyed(path: PathBuf, options: &[&str]) -> Value {
    let mut arguments = vec!["framing", path.to_str().unwrap(), "--format", "json", "--quiet"];
    arguments.extend(options);
    let output = run(&arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    std::fs::remove_file(path).unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn rows<'v>(survey: &'v Value, table: &str, fits: impl Fn(&Value) -> bool) -> Vec<&'v Value> {
    survey[table].as_array().unwrap_or_else(|| panic!("no table {table}")).iter().filter(|r| fits(r)).collect()
}

#[test]
fn outlets_that_differ_are_found_to_differ_with_words_and_intervals() {
    let all = survey("differ", &[]);
    let tone = |outlet: &str| {
        rows(&all, "tone", |r| r["actor"] == "omar-diaz" && r["outlet"] == outlet && r["voice"] == "outlet")[0].clone()
    };
    let (hard, fond) = (tone("Hard Times"), tone("Fond Post"));
    assert!(hard["mean"].as_f64() < Some(-0.2) && fond["mean"].as_f64() > Some(0.2), "{hard} {fond}");
    // The copy is left out: eight articles, not nine.
    assert_eq!((&hard["articles"], &fond["articles"]), (&json!(8), &json!(8)));
    assert!(hard["q"].as_f64().unwrap() < 0.05, "{hard}");
    let interval: Vec<f64> = hard["interval"].as_array().unwrap().iter().filter_map(Value::as_f64).collect();
    assert!(interval[0] <= hard["mean"].as_f64().unwrap() && hard["mean"].as_f64().unwrap() <= interval[1]);
    assert!(hard["cite"][0]["text"].as_str().unwrap().contains("Diaz"));
    let words = rows(&all, "words", |r| r["outlet"] == "Fond Post");
    let word = words.iter().find(|w| w["word"] == "garden").unwrap_or_else(|| panic!("{words:?}"));
    assert!(word["q"].as_f64().unwrap() < 0.05 && word["z"].as_f64().unwrap() > 1.0, "{word}");
    let labels = rows(&all, "labels", |r| r["actor"] == "omar-diaz" && r["outlet"] == "Hard Times");
    let called: Vec<&str> = labels[0]["words"].as_array().unwrap().iter().filter_map(|w| w["text"].as_str()).collect();
    assert!(called.contains(&"reckless banker"), "{called:?}");
    let voice = rows(&all, "voices", |r| r["actor"] == "anna-ray" && r["outlet"] == "Fond Post");
    assert!(voice[0]["words"].as_u64().unwrap() > 40 && voice[0]["quotes"] == 8, "{voice:?}");
    let mute = rows(&all, "voices", |r| r["actor"] == "omar-diaz" && r["outlet"] == "Hard Times");
    assert_eq!(mute[0]["words"], 0);
    let apart = rows(&all, "distances", |r| r["of"] == "actors");
    // Both name one banker and the same eight towns: nothing is left above chance.
    assert!(apart.len() == 1 && apart[0]["chance"].as_f64() > Some(0.2), "{apart:?}");
    assert!(apart[0]["q"].as_f64() > Some(0.05), "{apart:?}");
}

#[test]
fn groups_are_any_field_and_actors_can_be_asked_for() {
    let all = survey("country", &["--by", "country", "--actor", "Anna Ray"]);
    assert_eq!(all["by"], "country");
    let groups: Vec<&str> = all["groups"].as_array().unwrap().iter().filter_map(|g| g["name"].as_str()).collect();
    assert_eq!(groups, ["Latvia", "Peru"]);
    assert!(rows(&all, "tone", |r| r["actor"] != "anna-ray").is_empty());
    assert!(!rows(&all, "voices", |r| r["actor"] == "anna-ray").is_empty());
}

#[test]
fn what_is_not_there_is_said() {
    let path = pile("missing");
    let file = path.to_str().unwrap();
    let said = |options: &[&str]| {
        let output = run(&[&["framing", file], options].concat());
        (output.status.code(), text(&output.stderr))
    };
    let (code, words) = said(&["--by", "stance"]);
    assert!(code == Some(2) && words.contains("there is outlet, country"), "{words}");
    let (code, words) = said(&["--actor", "Nobody Known"]);
    assert!(code == Some(2) && words.contains("parallax actors"), "{words}");
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_page_and_tables_for_spreadsheets() {
    let path = pile("csv");
    let folder = std::env::temp_dir().join(format!("parallax-framing-csv-{}", std::process::id()));
    let page = folder.join("page.html");
    std::fs::create_dir_all(&folder).unwrap();
    let options = [
        "framing",
        path.to_str().unwrap(),
        "--csv",
        folder.to_str().unwrap(),
        "--out",
        page.to_str().unwrap(),
        "--quiet",
    ];
    assert!(run(&options).status.success());
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(
        ["<svg", "Omar Diaz", "<mark>", "Distinctive words", "What is carried"].iter().all(|part| html.contains(part)),
        "{}",
        &html[..2000]
    );
    let tone = std::fs::read_to_string(folder.join("tone.csv")).unwrap();
    let head = "actor,outlet,voice,mean,mentions,judged,articles,p,q,z,null_z,note,cites,cite_article,cite_start,cite_end,cite_text,interval_1,interval_2";
    assert_eq!(tone.lines().next(), Some(head));
    assert!(tone.lines().any(|l| l.starts_with("omar-diaz,Hard Times,outlet,-")), "{tone}");
    for table in ["coverage", "distances", "frames", "labels", "news_frames", "voices", "wordings", "words"] {
        assert!(folder.join(format!("{table}.csv")).is_file(), "{table}");
    }
    std::fs::remove_dir_all(folder).unwrap();
    std::fs::remove_file(path).unwrap();
}

#[test]
fn an_outlet_with_one_article_is_only_described() {
    let lines = [
        json!({ "id": "a", "outlet": "One", "text": "The corrupt Omar Diaz lied to the court. Diaz cheated his workers." }),
        json!({ "id": "b", "outlet": "Two", "text": "The brave Omar Diaz saved the town. Diaz helped the poor." }),
    ];
    let path = std::env::temp_dir().join(format!("parallax-framing-one-{}.jsonl", std::process::id()));
    std::fs::write(&path, lines.iter().map(|l| l.to_string() + "\n").collect::<String>()).unwrap();
    let output = run(&["framing", path.to_str().unwrap(), "--format", "json"]);
    std::fs::remove_file(path).unwrap();
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let tone = rows(&all, "tone", |r| r["actor"] == "omar-diaz");
    assert!(tone.len() == 2, "{all}");
    assert!(
        tone.iter()
            .all(|r| r["note"] == "one article: descriptive only" && r["interval"].is_null() && r["q"].is_null())
    );
}

#[test]
fn actors_have_the_names_that_articles_give_them() {
    let path = std::env::temp_dir().join(format!("parallax-framing-names-{}.jsonl", std::process::id()));
    let line = |n: usize| {
        let text = format!("NATO opened a base in {}. NATO said that the base was safe.", PLACES[n]);
        json!({ "id": n.to_string(), "outlet": "Post", "text": text }).to_string() + "\n"
    };
    std::fs::write(&path, (0..3).map(line).collect::<String>()).unwrap();
    let output = run(&["framing", path.to_str().unwrap(), "--quiet"]);
    std::fs::remove_file(path).unwrap();
    let told = text(&output.stdout);
    assert!(told.contains("NATO 100 %") && !told.contains("Nato"), "{told}");
}

#[test]
fn what_two_say_together_each_of_them_says() {
    let article =
        "Anna Ray and Omar Diaz said the harbour of Riga was closed. Nadia Petrov said the road was open again.";
    let line = json!({ "id": "a", "outlet": "Fond Post", "text": article }).to_string();
    let path = std::env::temp_dir().join(format!("parallax-framing-two-{}.jsonl", std::process::id()));
    std::fs::write(&path, line + "\n").unwrap();
    let all = surveyed(path, &[]);
    let words = |actor: &str| rows(&all, "voices", |r| r["actor"] == actor)[0]["words"].clone();
    assert_eq!([words("anna-ray"), words("omar-diaz")], [json!(6), json!(6)], "{}", all["voices"]);
}

#[test]
fn words_for_one_thing_are_told_by_outlet() {
    let line = |outlet: &str, n: usize, who: &str, boat: &str| {
        let place = PLACES[n];
        let words = format!(
            "The {who} attacked the harbour of {place} on day {n}. Mayor Anna Ray of {place} called them “terrorists”. A {boat} \
             with {n} people left {place}, and two {who} were caught."
        );
        json!({ "id": format!("{outlet}{n}"), "outlet": outlet, "text": words }).to_string() + "\n"
    };
    let lines =
        (0..6).flat_map(|n| [line("Hard Times", n, "militants", "hulk"), line("Fond Post", n, "fighters", "ferry")]);
    let folder = common::scratch("framing-wordings");
    let (path, config) = (folder.join("pile.jsonl"), folder.join("own.toml"));
    std::fs::write(&path, lines.collect::<String>()).unwrap();
    std::fs::write(&config, "[[wording-table.wording]]\nof = \"a ship\"\nwords = [\"ferry\", \"hulk\", \"vessel\"]\n")
        .unwrap();
    let all = surveyed(path, &["--config", config.to_str().unwrap()]);
    for (of, outlet, text, n) in [
        ("those who fight for no state", "Hard Times", "militant", 12),
        ("those who fight for no state", "Fond Post", "fighter", 12),
        ("a ship", "Fond Post", "ferry", 6),
    ] {
        let found = rows(&all, "wordings", |r| r["of"] == of && r["outlet"] == outlet);
        let row = found.first().unwrap_or_else(|| panic!("{of}: {}", all["wordings"]));
        assert_eq!((&row["words"][0]["text"], &row["words"][0]["n"]), (&json!(text), &json!(n)), "{row}");
        assert_eq!((&row["distance"], row["words"].as_array().map(Vec::len)), (&json!(1.0), Some(1)), "{row}");
        assert!(row["q"].as_f64() < Some(0.05) && row["articles"] == 6, "{row}");
        assert_eq!(row["words"][0]["cite"][0]["text"].as_str().map(|cited| &cited[..4]), Some(&text[..4]), "{row}");
    }
}

#[test]
fn frames_of_whole_articles_are_told_as_shares_of_articles() {
    let line = |outlet: &str, n: usize, words: &str| {
        let text =
            format!("The harbour of {} was full on day {n}. {words} The day {n} ended in {}.", PLACES[n], PLACES[n]);
        json!({ "id": format!("{outlet}{n}"), "outlet": outlet, "text": text }).to_string() + "\n"
    };
    let court =
        "A court heard the case. The judge asked the lawyers, prosecutors called witnesses, and the jury was out.";
    let market = "The prices rose. The market feared inflation, banks cut jobs, and investors saw the economy shrink and companies lose profits.";
    let lines = (0..6).flat_map(|n| [line("Law Times", n, court), line("Coin Post", n, market)]);
    let path = common::scratch("framing-news").join("pile.jsonl");
    std::fs::write(&path, lines.collect::<String>()).unwrap();
    let all = surveyed(path, &[]);
    for (frame, outlet) in [("legality", "Law Times"), ("economic", "Coin Post")] {
        let found = rows(&all, "news_frames", |r| r["frame"] == frame);
        let told = |row: &&Value| (row["outlet"] == outlet, row["n"].clone(), row["share"].clone());
        let mut shares: Vec<_> = found.iter().map(told).collect();
        shares.sort_by_key(|(own, ..)| !own);
        assert_eq!(shares, [(true, json!(6), json!(1.0)), (false, json!(0), json!(0.0))], "{}", all["news_frames"]);
        assert!(found.iter().all(|row| row["q"].as_f64() < Some(0.05)), "{found:?}");
        assert!(found.iter().all(|row| row["cite"].as_array().map(Vec::len) == row["n"].as_u64().map(|n| n as usize)));
    }
}
