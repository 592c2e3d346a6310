//! Fixtures for tests: text with the expected notes marked under it.
//!
//! ```text
//! @published 2022-10-17
//! The harbour was closed on Monday.
//!                           ^^^^^^ 2022-10-17
//! ```

use parallax_core::jiff::civil::Date;
use parallax_core::{Article, DateOrigin, Layers, Note, Plan, Published, Purpose, registered, toml};
use std::fmt::Write;

/// Layers of one article up to `layer`, as a run over this article alone makes them.
///
/// # Panics
/// If no linked analyzer writes `layer`, or one of those needed panics.
pub fn read(article: &Article, layer: &str) -> Layers {
    let plan = Plan::new(&registered(), &Default::default(), Purpose::Annotate(Some(&[layer.to_string()])));
    let plan = plan.unwrap_or_else(|e| panic!("{e}"));
    let (layers, problems) = parallax_runner::read_one(&plan, article);
    assert!(problems.is_empty(), "{problems:?}");
    layers
}

/// The notes of one layer of a text, with options as `parallax.toml` gives them.
///
/// # Panics
/// If the options are refused, no linked analyzer writes the layer, or one of those needed panics.
pub fn notes<N: Note + Clone>(text: &str, config: &toml::Table) -> Vec<N> {
    let plan = Plan::new(&registered(), config, Purpose::Annotate(Some(&[N::LAYER.to_string()])));
    let plan = plan.unwrap_or_else(|e| panic!("{e}"));
    let (layers, problems) = parallax_runner::read_one(&plan, &Article::new("text", text));
    assert!(problems.is_empty(), "{problems:?}");
    layers.get::<N>().to_vec()
}

/// Checks the notes of one layer against marks under the text; `show` says what stands beside the marks.
///
/// Lines that begin with `@` set the article's metadata (`@published`, `@outlet`, `@title`); lines whose first visible
/// character is `^` are marks; all others are the text.
///
/// # Panics
/// If the notes differ from the marks; the message is the fixture as it would have to be.
pub fn check<N: Note>(fixture: &str, show: impl Fn(&N, &str) -> String) {
    let (article, expected) = parse(fixture);
    let layers = read(&article, N::LAYER);
    let actual = render(&article, layers.get::<N>(), show);
    if actual != expected {
        panic!("the notes are not those marked\n---- marked\n{expected}\n---- found\n{actual}\n");
    }
}

/// The article of a fixture, and the fixture without its `@` lines.
fn parse(fixture: &str) -> (Article, String) {
    let lines = fixture.trim_matches('\n').lines();
    let (meta, rest): (Vec<&str>, Vec<&str>) = lines.partition(|l| l.starts_with('@'));
    let text: Vec<&str> = rest.iter().copied().filter(|l| !l.trim_start().starts_with('^')).collect();
    let mut article = Article::new("fixture", text.join("\n"));
    for line in meta {
        match line.split_once(' ') {
            Some(("@published", day)) => {
                let date: Date = day.trim().parse().unwrap_or_else(|e| panic!("{line}: {e}"));
                article.published = Some(Published { date, from: DateOrigin::Metadata });
            }
            Some(("@outlet", name)) => article.outlet = name.to_string(),
            Some(("@title", title)) => article.title = Some(title.to_string()),
            _ => panic!("unknown line in a fixture: {line}"),
        }
    }
    (article, rest.join("\n"))
}

/// The text with marks under each line, one for each note, in order.
fn render<N: Note>(article: &Article, notes: &[N], show: impl Fn(&N, &str) -> String) -> String {
    let mut out = String::new();
    let mut at = 0;
    for line in article.text().split('\n') {
        let _ = writeln!(out, "{line}");
        for note in notes.iter().filter(|n| (at..=at + line.len()).contains(&n.span().start())) {
            let span = note.span();
            let columns = |from: usize, to: usize| article.text()[from..to.max(from)].chars().count();
            let before = " ".repeat(columns(at, span.start()));
            let under = "^".repeat(columns(span.start(), span.end().min(at + line.len())).max(1));
            let _ = writeln!(out, "{}", format!("{before}{under} {}", show(note, article.text())).trim_end());
        }
        at += line.len() + 1;
    }
    out.trim_end_matches('\n').to_string()
}
