//! The fields of a note or row in one line: `GPE belarus metonym`, `count 12 exact of="boats" (subject of “said”)`.

use crate::publish::span_of;
use crate::source::{Source, Texts};
use serde_json::{Map, Value};

/// Fields whose values speak for themselves.
const BARE: [&str; 14] = [
    "label",
    "kind",
    "type",
    "frame",
    "polarity",
    "actor",
    "qualifier",
    "verdict",
    "text",
    "outlet",
    "what",
    "word",
    "fact",
    "speaker",
];

/// Where the words of spans are read.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    /// The text of spans that name no article.
    pub here: Option<&'a Source<'a>>,
    /// The texts of those that do.
    pub texts: &'a dyn Texts,
}

impl Words<'_> {
    /// The words of a span or cite, in quotation marks; nothing for another object.
    pub fn of(self, object: &Map<String, Value>) -> Option<String> {
        let span = span_of(object)?;
        match object.get("article").and_then(Value::as_str) {
            Some(id) => self.texts.source(id).map(|s| format!("{id}:\"{}\"", one_line(span.of(s.text())))),
            None => self.here.map(|s| format!("\"{}\"", one_line(span.of(s.text())))),
        }
    }

    /// All fields that say something.
    pub fn line(self, fields: &Value) -> String {
        match fields {
            Value::Object(object) => self.object(object, |_, _| true),
            other => self.value(other),
        }
    }

    /// Those fields that `wanted` picks.
    pub fn object(self, object: &Map<String, Value>, wanted: impl Fn(&str, &Value) -> bool) -> String {
        let (mut parts, mut reasons) = (Vec::new(), Vec::new());
        if let Some(words) = self.of(object) {
            parts.push(words);
        }
        for (key, value) in object.iter().filter(|(k, v)| wanted(k, v)) {
            let known = matches!(key.as_str(), "byte_start" | "byte_end") && span_of(object).is_some();
            let told =
                key == "article" && (span_of(object).is_some() || object.get("cite").is_some_and(Value::is_object));
            if known || told || says_nothing(value) {
                continue;
            }
            match (key.as_str(), value) {
                ("low", low) => parts.push(range(low, object.get("high"))),
                ("high", high) if object.get("low").is_none_or(Value::is_null) => {
                    parts.push(range(&Value::Null, Some(high)))
                }
                ("high", _) => {}
                (_, Value::Bool(true)) => parts.push(key.clone()),
                ("why", why) => reasons.push(format!("({})", bare(why))),
                (_, Value::String(why)) if key.ends_with("_why") => {
                    reasons.push(format!("({}: {why})", key.trim_end_matches("_why")))
                }
                ("cite", cite) => parts.push(self.value(cite)),
                (key, Value::String(_)) if BARE.contains(&key) => parts.push(self.value(value)),
                (key, value) => parts.push(format!("{key}={}", self.value(value))),
            }
        }
        parts.extend(reasons);
        parts.join(" ")
    }

    /// A value: text in quotation marks if it has spaces, spans as their words.
    pub fn value(self, value: &Value) -> String {
        match value {
            Value::String(text) if text.is_empty() || text.contains(char::is_whitespace) => {
                format!("\"{}\"", one_line(text))
            }
            Value::Array(items) => format!("[{}]", items.iter().map(|v| self.value(v)).collect::<Vec<_>>().join(", ")),
            Value::Object(object) => match self.of(object) {
                Some(words) if object.keys().all(|k| matches!(k.as_str(), "article" | "byte_start" | "byte_end")) => {
                    words
                }
                _ => format!("{{{}}}", self.object(object, |_, _| true)),
            },
            other => bare(other),
        }
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// `12`, `40..50`, `..50`.
fn range(low: &Value, high: Option<&Value>) -> String {
    let high = high.unwrap_or(&Value::Null);
    let show = |v: &Value| if v.is_null() { String::new() } else { bare(v) };
    if low == high { show(low) } else { format!("{}..{}", show(low), show(high)) }
}

fn bare(value: &Value) -> String {
    match value {
        Value::String(text) => one_line(text),
        Value::Number(n) if n.is_f64() => n.as_f64().map_or_else(String::new, |f| f.to_string()),
        other => other.to_string(),
    }
}

/// The words with line ends and control characters as spaces.
pub(crate) fn one_line(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_note_in_one_line() {
        let source = Source::new("Ann saw 12\nboats.");
        let words = Words { here: Some(&source), texts: &() };
        let note = json!({"label": "GPE", "actor": "belarus", "metonym": true, "title": null});
        assert_eq!(words.line(&note), "GPE belarus metonym");
        let note = json!({"kind": "count", "low": 12.0, "high": 12.0, "qualifier": "exact", "of": {"byte_start": 11, "byte_end": 16},
            "source": "ann-ray", "why": "subject of “saw”", "parts": [{"byte_start": 4, "byte_end": 16}]});
        let want = r#"count 12 exact of="boats" source=ann-ray parts=["saw 12 boats"] (subject of “saw”)"#;
        assert_eq!(words.line(&note), want);
        assert_eq!(words.line(&json!({"low": 40, "high": 50.5})), "40..50.5");
        assert_eq!(words.line(&json!({"low": null, "high": 50})), "..50");
        assert_eq!(words.line(&json!("broken")), "broken");
    }

    #[test]
    fn a_row_cites_article_and_words() {
        let texts = std::collections::BTreeMap::from([("a", Source::new("Ann saw 12 boats."))]);
        let words = Words { here: None, texts: &texts };
        let row = json!({"article": "a", "low": 12, "high": 12, "cite": {"article": "a", "byte_start": 8, "byte_end": 10}, "n": 2});
        assert_eq!(words.line(&row), "12 a:\"12\" n=2");
    }
}
