//! A place in a text: half-open, in bytes, checked when it is made.

use schemars::JsonSchema;
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// A half-open range `start..end` of UTF-8 bytes in one article's text.
///
/// Ordered as every layer is written: by start ascending, then by end descending, so that what contains stands before
/// what it contains.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The range `start..end`.
    ///
    /// # Panics
    /// If `start > end`, or either exceeds `u32::MAX` (intake cuts texts long before that).
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span {start}..{end} runs backwards");
        let narrow = |n: usize| u32::try_from(n).expect("a text of more than 4 GiB");
        Span { start: narrow(start), end: narrow(end) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of `text` here; `""` if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// Whether both ends lie in `text`, on character boundaries.
    pub fn fits(self, text: &str) -> bool {
        text.get(self.start()..self.end()).is_some()
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.start.cmp(&other.start).then(other.end.cmp(&self.end))
    }
}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Written as `{byte_start, byte_end}`; whoever publishes a note adds code points and words (`report::publish`).
impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut s = serializer.serialize_struct("Span", 2)?;
        s.serialize_field("byte_start", &self.start)?;
        s.serialize_field("byte_end", &self.end)?;
        s.end()
    }
}

/// The schema of a span as it is published, with code points and words.
impl JsonSchema for Span {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "Exact words: half-open, in Unicode code points and in UTF-8 bytes of the text of the same record.",
            "properties": {
                "start": { "type": "integer", "minimum": 0 },
                "end": { "type": "integer", "minimum": 0 },
                "byte_start": { "type": "integer", "minimum": 0 },
                "byte_end": { "type": "integer", "minimum": 0 },
                "text": { "type": "string" }
            },
            "required": ["start", "end", "byte_start", "byte_end", "text"]
        })
    }
}

/// The exact words of one article that a value rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Cite {
    /// Id of the article.
    pub article: String,
    /// Where in its text.
    #[serde(flatten)]
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_puts_the_container_first() {
        let mut spans = [Span::new(3, 5), Span::new(0, 2), Span::new(0, 9)];
        spans.sort();
        assert_eq!(spans, [Span::new(0, 9), Span::new(0, 2), Span::new(3, 5)]);
    }

    #[test]
    fn words_outside_the_text_or_inside_a_letter_are_empty() {
        assert_eq!(Span::new(0, 1).of("é"), "");
        assert!(!Span::new(0, 9).fits("short"));
        assert_eq!(Span::new(1, 3).of("abcd"), "bc");
    }

    #[test]
    #[should_panic(expected = "runs backwards")]
    fn backwards_is_refused() {
        Span::new(2, 1);
    }
}
