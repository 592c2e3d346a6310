//! A text with a table from bytes to code points, for what is published in both.

use parallax_core::Span;
use std::collections::BTreeMap;

/// Bytes between two entries of the table; counting inside one step costs a few nanoseconds.
const STEP: usize = 128;

/// The text of an article, ready to tell the code point of any byte.
pub struct Source<'t> {
    text: &'t str,
    /// Code points before each multiple of [`STEP`]; empty for a text of ASCII alone, where both counts are the same.
    before: Vec<u32>,
}

/// A span as it is published: in code points, in bytes, and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'t> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// First byte.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// The words.
    pub text: &'t str,
}

impl<'t> Source<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut sum = 0;
            for step in text.as_bytes().chunks(STEP) {
                before.push(sum);
                sum += points(step) as u32;
            }
        }
        Source { text, before }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How many code points stand before `byte`.
    pub fn code_point(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(last) = self.before.len().checked_sub(1) else { return byte };
        let step = (byte / STEP).min(last);
        self.before[step] as usize + points(&self.text.as_bytes()[step * STEP..byte])
    }

    /// A span with all that is published of it.
    pub fn place(&self, span: Span) -> Place<'t> {
        Place {
            start: self.code_point(span.start()),
            end: self.code_point(span.end()),
            byte_start: span.start(),
            byte_end: span.end(),
            text: span.of(self.text),
        }
    }
}

/// Code points that begin in `bytes`: every byte but the continuing ones of UTF-8.
fn points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count()
}

/// The texts of a run, by article.
pub trait Texts {
    /// The text of the article `id`.
    fn source(&self, id: &str) -> Option<&Source<'_>>;
}

/// No texts: a single article cites no other.
impl Texts for () {
    fn source(&self, _: &str) -> Option<&Source<'_>> {
        None
    }
}

impl Texts for BTreeMap<&str, Source<'_>> {
    fn source(&self, id: &str) -> Option<&Source<'_>> {
        self.get(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_needs_no_table() {
        let source = Source::new("twelve boats");
        assert!(source.before.is_empty());
        let place = source.place(Span::new(7, 12));
        assert_eq!(place, Place { start: 7, end: 12, byte_start: 7, byte_end: 12, text: "boats" });
    }

    #[test]
    fn code_points_agree_with_counting_at_every_byte() {
        let text = "Zoë paid €5 – 漢字 and 𝄞 notes. ".repeat(40);
        let source = Source::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(source.code_point(byte), count);
        }
        assert_eq!(source.code_point(text.len()), text.chars().count());
        let exact = "é".repeat(STEP / 2);
        assert_eq!(Source::new(&exact).code_point(exact.len()), STEP / 2);
    }

    #[test]
    fn a_span_outside_the_text_has_no_words_and_does_no_harm() {
        assert_eq!(Source::new("é").place(Span::new(1, 9)).text, "");
        assert_eq!(Source::new("").code_point(7), 0);
    }
}
