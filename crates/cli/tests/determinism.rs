//! The same articles give the same bytes: with any number of threads, twice, and in any order.

mod common;

use serde_json::json;
use std::collections::BTreeSet;

fn output(words: &[&str]) -> Vec<u8> {
    let out = common::run(words);
    assert!(out.status.success(), "parallax {words:?}: {}", common::text(&out.stderr));
    assert!(!out.stdout.is_empty(), "parallax {words:?} wrote nothing");
    out.stdout
}

/// Says where two outputs part, instead of printing both.
fn assert_same(a: &[u8], b: &[u8], what: &str) {
    let Some(at) = a.iter().zip(b).position(|(x, y)| x != y).or((a.len() != b.len()).then(|| a.len().min(b.len())))
    else {
        return;
    };
    let near = |bytes: &[u8]| common::text(&bytes[at.saturating_sub(80).min(bytes.len())..(at + 80).min(bytes.len())]);
    panic!("{what}: other bytes from byte {at} on:\n{}\n---\n{}", near(a), near(b));
}

#[test]
fn threads_do_not_matter_and_neither_does_a_second_run() {
    for verb in [&["annotate", "corpus"][..], &["compare", "corpus", "--format", "json"]] {
        let with = |threads| output(&[verb, &["--quiet", "--threads", threads]].concat());
        let one = with("1");
        assert_same(&one, &with("1"), &format!("{verb:?} twice"));
        for threads in ["2", "8"] {
            assert_same(&one, &with(threads), &format!("{verb:?} with {threads} threads"));
        }
    }
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    let articles = &common::corpus().articles;
    let lines: Vec<String> = articles
        .iter()
        .map(|a| {
            let published = a.article.published.map(|p| p.date.to_string());
            let record = json!({ "id": a.article.id, "outlet": a.article.outlet, "published": published, "text": a.article.text() });
            record.to_string()
        })
        .collect();
    // Stories and outlets are torn apart by the ids read backwards.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|i| articles[*i].article.id.chars().rev().collect::<String>());
    assert!(!order.is_sorted());
    let shuffled: Vec<String> = order.into_iter().map(|i| lines[i].clone()).collect();

    let folder = common::scratch("shuffled");
    let mut outputs = Vec::new();
    for lines in [&lines, &shuffled] {
        // One name for both, so that problems name the same file.
        let path = folder.join("pile.jsonl");
        std::fs::write(&path, lines.join("\n")).expect("the pile can be written");
        let path = path.to_string_lossy();
        outputs.push((output(&["compare", &path, "--format", "json"]), output(&["annotate", &path])));
    }
    assert_same(&outputs[0].0, &outputs[1].0, "compare of shuffled records");
    let set = |bytes: &[u8]| common::text(bytes).lines().map(String::from).collect::<BTreeSet<_>>();
    let (ordered, shuffled) = (set(&outputs[0].1), set(&outputs[1].1));
    assert_eq!(ordered.len(), lines.len());
    let differing: Vec<&str> = ordered.difference(&shuffled).map(|line| &line[..line.len().min(60)]).collect();
    assert!(differing.is_empty(), "annotate of shuffled records differs in:\n{}", differing.join("\n"));
    // Input order is kept, so the two runs did not read the same order.
    assert_ne!(outputs[0].1, outputs[1].1);
}

#[test]
fn timings_stand_on_standard_error_and_change_nothing() {
    let plain = common::run(&["annotate", "corpus/rates", "--layers", "tone"]);
    let timed = common::run(&["annotate", "corpus/rates", "--layers", "tone", "--timings"]);
    assert!(plain.stdout == timed.stdout && !plain.stdout.is_empty());
    let told = common::text(&timed.stderr);
    for name in ["analyzer", "tokens", "scenes", "tone"] {
        assert!(told.lines().any(|line| line.starts_with(name)), "{name}: {told}");
    }
    assert!(!told.lines().any(|line| line.starts_with("frames")), "not asked for: {told}");
}
