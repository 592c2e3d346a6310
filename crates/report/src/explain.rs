//! Everything that the layers say of one place of one article, with the reasons.

use crate::annotate::publication;
use crate::fields::{Words, one_line};
use crate::publish::span_of;
use crate::source::Source;
use parallax_core::Span;
use parallax_runner::Annotated;
use serde_json::Value;
use std::fmt::Write;

/// A place as an editor tells it; lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, or the whole line.
    pub column: Option<usize>,
}

impl Place {
    /// The bytes of `text` here; nothing beyond the last line or column.
    pub fn span(self, text: &str) -> Option<Span> {
        let line = text.split('\n').nth(self.line.checked_sub(1)?)?;
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let Some(column) = self.column else { return Some(Span::new(start, start + line.len())) };
        let (at, c) = line.char_indices().nth(column.checked_sub(1)?)?;
        Some(Span::new(start + at, start + at + c.len_utf8()))
    }
}

/// All notes that touch `place`, layer by layer, each with its words, fields and reasons.
pub fn place(annotated: &Annotated, place: Span) -> String {
    let article = &annotated.article;
    let source = Source::new(article.text());
    let words = Words { here: Some(&source), texts: &() };
    let mut out = String::new();
    let from = |v: Value| v.as_str().unwrap_or_default().to_string();
    let outlet = from(serde_json::to_value(article.outlet_from).unwrap_or_default());
    let _ = writeln!(out, "{} · {} (known from {outlet})", article.id, article.outlet);
    if let Some((date, origin)) = publication(annotated) {
        let _ =
            writeln!(out, "published {date} (known from {})", from(serde_json::to_value(origin).unwrap_or_default()));
    }
    let _ = writeln!(out, "“{}” at {}", one_line(place.of(article.text())), range(place, article.text()));
    let mut found = false;
    for (layer, notes) in annotated.layers.published() {
        let touches = |span: Span| span.overlaps(place) || span.contains(place) || place.contains(span);
        for (span, fields) in notes.iter().filter(|n| touches(n.0)) {
            found = true;
            let _ =
                writeln!(out, "\n{layer}  {}  “{}”", range(*span, article.text()), one_line(span.of(article.text())));
            let Value::Object(object) = fields else {
                let _ = writeln!(out, "  {}", words.value(fields));
                continue;
            };
            let width = object.keys().map(|k| k.chars().count()).max().unwrap_or(0);
            for (key, value) in object {
                let at = value.as_object().and_then(span_of).map(|s| format!("  {}", range(s, article.text())));
                let shown = match value {
                    Value::Null => "–".into(),
                    Value::String(text) => one_line(text),
                    other => words.value(other),
                };
                let _ = writeln!(out, "  {key:<width$}  {shown}{}", at.unwrap_or_default());
            }
        }
    }
    if !found {
        out.push_str("\nNo layer says anything of this place.\n");
    }
    out
}

/// `3:4-3:9`, columns in characters, the end beyond the last.
fn range(span: Span, text: &str) -> String {
    let point = |byte: usize| {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.rfind('\n').map_or(0, |i| i + 1);
        (before.matches('\n').count() + 1, before[line..].chars().count() + 1)
    };
    let ((line, column), (last, end)) = (point(span.start()), point(span.end()));
    format!("{line}:{column}-{last}:{end}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;

    #[test]
    fn a_place_is_lines_and_characters() {
        let span = |line, column| Place { line, column }.span("Zoë\nsaw 12");
        assert_eq!(span(1, None), Some(Span::new(0, 4)));
        assert_eq!(span(1, Some(3)), Some(Span::new(2, 4)));
        assert_eq!(span(2, Some(5)), Some(Span::new(9, 10)));
        assert_eq!([span(3, None), span(0, None), span(2, Some(9)), span(2, Some(0))], [None; 4]);
    }

    #[test]
    fn every_note_of_a_place_with_its_reason() {
        let pile = example::compared();
        let gazette = &pile.articles[0];
        let span = Place { line: 3, column: Some(52) }.span(gazette.article.text()).unwrap();
        let want = r#"gazette · Shore Gazette (known from file)
published 2021-05-03 (known from metadata)
“w” at 3:52-3:53

blocks  3:1-3:109  “The harbour master, Zoë Ünal, said on Monday that twelve boats had been lost. “Nobody is missing,” she said.”
  kind  paragraph

numbers  3:51-3:57  “twelve”
  kind       count
  low        12
  high       12
  qualifier  exact
  unit       –
  of         "boats"  1:13-1:18
  source     zoe-unal
  why        subject of “said”

sentences  3:1-3:78  “The harbour master, Zoë Ünal, said on Monday that twelve boats had been lost.”
"#;
        assert_eq!(place(gazette, span), want);
    }

    #[test]
    fn silence_is_said() {
        let pile = example::compared();
        let empty = Place { line: 2, column: None }.span(example::GAZETTE).unwrap();
        assert!(place(&pile.articles[0], empty).ends_with("No layer says anything of this place.\n"));
    }
}
