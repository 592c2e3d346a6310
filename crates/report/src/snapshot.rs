//! Readable snapshots: an article's words with every note framed under them, a story's rows one a line.

use crate::annotate::publication;
use crate::compare;
use crate::fields::{Words, one_line};
use crate::source::Source;
use parallax_core::Span;
use parallax_runner::{Annotated, Compared, StoryTables};
use serde_json::Value;
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Longer sentences are wrapped here.
const WIDTH: usize = 100;

/// Notes of one layer, as the store publishes them.
type Notes = [(Span, Value)];

/// An article: each sentence that is not furniture, with its notes under it; then the furniture with its reasons.
pub fn article(annotated: &Annotated) -> String {
    let layers = annotated.layers.published();
    let layer = |name: &str| layers.iter().find(|l| l.0 == name).map_or(&[][..], |l| l.1.as_slice());
    let (blocks, sentences) = (layer("blocks"), layer("sentences"));
    let mut notes: Vec<(Span, &str, &Value)> = Vec::new();
    for (name, items) in layers.iter().filter(|l| !matches!(l.0, "blocks" | "sentences")) {
        notes.extend(items.iter().map(|(span, fields)| (*span, *name, fields)));
    }
    notes.sort_by_key(|n| (n.0, n.1));
    let source = Source::new(annotated.article.text());
    let frame = Frame { source: &source, words: Words { here: Some(&source), texts: &() }, notes };

    let mut out = head(annotated);
    let mut block = blocks.iter().peekable();
    let mut current = None;
    for (sentence, _) in sentences {
        while let Some(next) = block.next_if(|b| b.0.start() <= sentence.start()) {
            current = Some(next);
        }
        if current.is_some_and(|b| b.0.start() == sentence.start()) {
            let kind = current.and_then(|b| b.1["kind"].as_str()).unwrap_or_default();
            out.push('\n');
            if kind != "paragraph" {
                let _ = writeln!(out, "[{kind}]");
            }
        }
        frame.sentence(*sentence, &mut out);
    }
    frame.elsewhere(sentences, &mut out);
    furniture(blocks, source.text(), &mut out);
    out
}

fn head(annotated: &Annotated) -> String {
    let article = &annotated.article;
    let mut out = format!("article    {}\n", article.id);
    let from = |origin: Value| origin.as_str().unwrap_or_default().to_string();
    let name = from(serde_json::to_value(article.outlet_from).unwrap_or_default());
    let _ = writeln!(out, "outlet     {} ({name})", article.outlet);
    let published = publication(annotated);
    let day =
        published.map(|(date, origin)| format!("{date} ({})", from(serde_json::to_value(origin).unwrap_or_default())));
    let fields = [
        ("title", article.title.clone()),
        ("byline", article.byline.clone()),
        ("url", article.url.clone()),
        ("published", day),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = writeln!(out, "{name:<10} {}", one_line(&value));
        }
    }
    for problem in &article.problems {
        let _ = writeln!(out, "problem    {problem}");
    }
    out
}

fn furniture(blocks: &Notes, text: &str, out: &mut String) {
    let mut furniture = blocks.iter().filter(|b| b.1["kind"] == "furniture").peekable();
    if furniture.peek().is_some() {
        out.push_str("\nfurniture\n");
    }
    for (span, fields) in furniture {
        let _ = writeln!(
            out,
            "  {}  ({})",
            shorten(&one_line(span.of(text))),
            fields["why"].as_str().unwrap_or("no reason given")
        );
    }
}

fn shorten(words: &str) -> String {
    match words.char_indices().nth(WIDTH) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_string(),
    }
}

/// An article's notes, ready to be framed.
struct Frame<'a> {
    source: &'a Source<'a>,
    words: Words<'a>,
    /// By place, then by layer.
    notes: Vec<(Span, &'a str, &'a Value)>,
}

impl Frame<'_> {
    fn sentence(&self, sentence: Span, out: &mut String) {
        let text = self.source.text();
        for piece in wrap(sentence, text) {
            let _ = writeln!(out, "{}", one_line(piece.of(text)).trim_end());
            let touching = |n: &&(Span, &str, &Value)| n.0.overlaps(piece) || n.0.is_empty() && piece.contains(n.0);
            let here = self.notes.iter().take_while(|n| n.0.start() < piece.end());
            for (span, layer, fields) in here.filter(touching) {
                let from = span.start().max(piece.start());
                let to = span.end().min(piece.end());
                let width = |a: usize, b: usize| columns(&text[a..b.max(a)]);
                let before = " ".repeat(width(piece.start(), from));
                let marks = "^".repeat(width(from, to).max(1));
                if span.start() >= piece.start() {
                    let _ =
                        writeln!(out, "{}", format!("{before}{marks} {layer} {}", self.words.line(fields)).trim_end());
                } else {
                    let _ = writeln!(out, "{before}{marks} … {layer}");
                }
            }
        }
    }

    /// Notes that stand in no sentence.
    fn elsewhere(&self, sentences: &Notes, out: &mut String) {
        let inside = |span: Span| {
            let at = sentences.partition_point(|s| s.0.end() <= span.start());
            sentences.get(at).is_some_and(|s| s.0.overlaps(span) || s.0.contains(span))
        };
        let mut outside = self.notes.iter().filter(|n| !inside(n.0)).peekable();
        if outside.peek().is_some() {
            out.push_str("\noutside every sentence\n");
        }
        for (span, layer, fields) in outside {
            let words = shorten(&one_line(span.of(self.source.text())));
            let _ = writeln!(out, "{}", format!("  \"{words}\" {layer} {}", self.words.line(fields)).trim_end());
        }
    }
}

/// A sentence in pieces of at most [`WIDTH`] columns, broken at white space where there is some.
fn wrap(sentence: Span, text: &str) -> Vec<Span> {
    let (mut pieces, mut from, mut used, mut space) = (Vec::new(), sentence.start(), 0, None);
    for (i, c) in sentence.of(text).char_indices() {
        let at = sentence.start() + i;
        used += c.width().unwrap_or(1);
        if used > WIDTH && at > from {
            let to = space.filter(|s| *s > from).unwrap_or(at);
            pieces.push(Span::new(from, to));
            from = to;
            used = columns(&text[from..at + c.len_utf8()]);
            space = None;
        }
        if c.is_whitespace() {
            space = Some(at + c.len_utf8());
        }
    }
    pieces.push(Span::new(from, sentence.end()));
    pieces
}

/// Columns of some words in a terminal, control characters counted as the spaces they are shown as.
fn columns(words: &str) -> usize {
    one_line(words).width()
}

/// A story: its head, then each table's rows, and under a row what it is made of, one a line.
pub fn story(compared: &Compared, tables: &StoryTables) -> String {
    let texts = compare::texts(compared);
    let words = Words { here: None, texts: &texts };
    let story = &tables.story;
    let mut out = format!(
        "story      {}\ntitle      {}\nwhy        {}\n",
        story.id,
        one_line(&story.title),
        one_line(&story.why)
    );
    for id in &story.articles {
        let _ = writeln!(out, "article    {id} ({})", compared.article(id).map_or("", |a| a.article.outlet.as_str()));
    }
    for (name, rows) in tables.tables.iter().filter(|t| !t.1.is_empty()) {
        let _ = writeln!(out, "\n{name}");
        for row in rows {
            let Value::Object(object) = row else {
                let _ = writeln!(out, "  {}", words.value(row));
                continue;
            };
            let nested = |v: &Value| {
                let item = |i: &Value| i.as_object().is_some_and(|o| words.of(o).is_none());
                v.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(item))
            };
            let _ = writeln!(out, "  {}", words.object(object, |_, v| !nested(v)));
            for (key, items) in object.iter().filter(|(_, v)| nested(v)) {
                for item in items.as_array().into_iter().flatten() {
                    let _ = writeln!(out, "    {key}: {}", words.line(item));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;

    #[test]
    fn notes_stand_under_their_words() {
        let shown = article(&example::compared().articles[0]);
        let want = r#"article    gazette
outlet     Shore Gazette (file)
title      Storm sinks boats
published  2021-05-03 (metadata)
problem    invalid UTF-8 replaced

[heading]
Storm sinks boats

The harbour master, Zoë Ünal, said on Monday that twelve boats had been lost.
                    ^^^^^^^^ entities PERSON zoe-unal
                                                  ^^^^^^ numbers count 12 exact of="boats" source=zoe-unal (subject of “said”)
“Nobody is missing,” she said.
 ^^^^^^^^^^^^^^^^^^ quotes direct zoe-unal speaker_at="she" cue_at="said."

furniture
  Share  (share line)
"#;
        assert_eq!(shown, want);
    }

    #[test]
    fn long_sentences_wrap_and_marks_go_on_under_the_next_piece() {
        let text = format!("She saw {}14 boats and went home.", "many things and so on ".repeat(4));
        let shown = article(&example::annotated("a", &text));
        let lines: Vec<&str> = shown.lines().skip(4).collect();
        assert_eq!(lines[0].split(' ').next_back(), Some("14"), "{shown}");
        assert!(
            lines[1].starts_with(&format!("{}^^ numbers count 14 at_most", " ".repeat(lines[0].len() - 2))),
            "{shown}"
        );
        assert_eq!(lines[2], "boats and went home.");
        let broken = wrap(Span::new(0, 250), &"x".repeat(250));
        assert_eq!(broken.iter().map(|s| s.len()).collect::<Vec<_>>(), [100, 100, 50]);
    }

    #[test]
    fn a_storys_rows_are_lines() {
        let compared = example::compared();
        let shown = story(&compared, &compared.stories[0]);
        assert!(shown.starts_with("story      storm-sinks-boats\ntitle      Storm sinks boats\n"), "{shown}");
        let want = "
figures
  boats differ (12 lies outside “up to 14” only if the sea gave two back)
    readings: \"Shore Gazette\" 12 exact source=zoe-unal gazette:\"twelve\"
    readings: \"Tidal Post\" 14 at_most source=zoe-unal post:\"14\"
";
        assert!(shown.contains(want), "{shown}");
    }
}
