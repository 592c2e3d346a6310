//! JSONL: one record a line. A file is indexed in one streaming pass, and each record read again when it is asked for.

use crate::document::{self, MAX_BYTES, Origin};
use crate::metadata::{self, Field, KEYS};
use parallax_core::{Article, Problem};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

/// What a line must be, told to whoever wrote another.
const CURE: &str = r#"each line is one object: {"id": "…", "text": "…", "outlet": "…", "published": "YYYY-MM-DD"}"#;

/// Where a record lies in its file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// First byte.
    pub offset: u64,
    /// Length in bytes.
    pub len: usize,
    /// Line, from 1.
    pub line: usize,
}

/// A record that was found, and its id if it gives one.
pub(crate) struct Found {
    pub place: Place,
    pub id: Option<String>,
}

/// A field of any kind, kept if it is a word, a number or yes or no.
struct Short(Option<String>);

impl<'de> Deserialize<'de> for Short {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Short, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Short;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("anything")
            }
            fn visit_str<E>(self, v: &str) -> Result<Short, E> {
                Ok(Short(Some(v.to_string())))
            }
            fn visit_bool<E>(self, v: bool) -> Result<Short, E> {
                Ok(Short(Some(v.to_string())))
            }
            fn visit_i64<E>(self, v: i64) -> Result<Short, E> {
                Ok(Short(Some(v.to_string())))
            }
            fn visit_u64<E>(self, v: u64) -> Result<Short, E> {
                Ok(Short(Some(v.to_string())))
            }
            fn visit_f64<E>(self, v: f64) -> Result<Short, E> {
                Ok(Short(Some(v.to_string())))
            }
            fn visit_unit<E>(self) -> Result<Short, E> {
                Ok(Short(None))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Short, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Short(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Short, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Short(None))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// One line. Fields that are not named here are skipped without being kept.
#[derive(Deserialize)]
struct Record {
    id: Option<Value>,
    text: Option<Value>,
    outlet: Option<Value>,
    title: Option<Value>,
    byline: Option<Value>,
    url: Option<Value>,
    published: Option<Value>,
    language: Option<Value>,
}

impl Record {
    fn parse(line: &str) -> Result<Record, String> {
        // A struct can also be read from an array; a record cannot.
        if !line.trim_start().starts_with('{') {
            return Err("the line is no JSON object".into());
        }
        let record: Record = serde_json::from_str(line).map_err(|e| format!("the line is no JSON object: {e}"))?;
        match &record.text {
            Some(Value::String(_)) => Ok(record),
            Some(_) => Err("`text` is not a string".into()),
            None => Err("the record has no `text`".into()),
        }
    }

    fn id(&self) -> Option<String> {
        match &self.id {
            Some(Value::String(id)) if !id.trim().is_empty() => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        }
    }

    fn fields(self) -> Vec<Field> {
        let values = [self.outlet, self.title, self.byline, self.url, self.published, self.language];
        let field = |(key, value): (_, Option<Value>)| match value {
            None => None,
            Some(Value::String(words)) => Some(Field { key, value: Some(words), line: None }),
            Some(_) => Some(Field { key, value: None, line: None }),
        };
        KEYS.into_iter().zip(values).filter_map(field).collect()
    }
}

/// Finds the records of a file. Lines that are none are skipped and reported; one line is held at a time.
pub(crate) fn index(mut reader: impl BufRead, origin: Origin<'_>, problems: &mut Vec<Problem>) -> Vec<Found> {
    let (mut found, mut buffer) = (Vec::new(), Vec::new());
    let (mut offset, mut line) = (0, 0);
    loop {
        line += 1;
        let read = match next_line(&mut reader, &mut buffer) {
            Ok(0) => return found,
            Ok(read) => read,
            Err(e) => {
                problems.push(
                    origin.problem(format!("reading stopped here: {e}"), line).cure("the records before it were read"),
                );
                return found;
            }
        };
        let bom = if offset == 0 && buffer.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
        let words = &buffer[bom..];
        if read > MAX_BYTES as u64 + 1 {
            let message = format!("the line is longer than {} MiB and was skipped", MAX_BYTES >> 20);
            problems.push(origin.problem(message, line).cure("split the document"));
        } else if !words.trim_ascii().is_empty() {
            match Record::parse(&String::from_utf8_lossy(words)) {
                Ok(record) => {
                    let place = Place { offset: offset + bom as u64, len: words.len(), line };
                    found.push(Found { place, id: record.id() });
                }
                Err(message) => problems.push(origin.problem(message + "; it was skipped", line).cure(CURE)),
            }
        }
        offset += read;
    }
}

/// Reads a line into `buffer`, or its first [`MAX_BYTES`], and returns how many bytes it has.
fn next_line(reader: &mut impl BufRead, buffer: &mut Vec<u8>) -> io::Result<u64> {
    buffer.clear();
    let read = reader.by_ref().take(MAX_BYTES as u64 + 1).read_until(b'\n', buffer)?;
    let whole = read <= MAX_BYTES || buffer.ends_with(b"\n");
    Ok(read as u64 + if whole { 0 } else { reader.skip_until(b'\n')? as u64 })
}

/// The article in a line that was indexed before, or what the line is instead.
pub(crate) fn article(id: &str, line: &[u8], origin: Origin<'_>) -> Result<Article, String> {
    let mut problems = Vec::new();
    let line = document::decode(line, origin, &mut problems);
    let mut record = Record::parse(&line)?;
    let Some(Value::String(text)) = record.text.take() else {
        return Err("the record has no `text`".into());
    };
    let mut article = Article::new(id, document::tidy(text, origin, &mut problems));
    article.problems = problems;
    metadata::apply(&mut article, record.fields(), |message, line| origin.problem(message, line));
    for (key, value) in serde_json::from_str::<BTreeMap<String, Short>>(&line).unwrap_or_default() {
        value.0.into_iter().for_each(|words| metadata::keep(&mut article, &key, &words));
    }
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: Origin<'_> = Origin { file: Some("p.jsonl"), record: None };

    fn indexed(bytes: &[u8]) -> (Vec<Found>, Vec<String>) {
        let mut problems = Vec::new();
        let found = index(bytes, FILE, &mut problems);
        (found, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn ids_offsets_and_lines() {
        let bytes = "\u{feff}{\"id\": \"a\", \"text\": \"é\"}\r\n\n{\"id\": 7, \"text\": \"x\", \"gold\": {\"deep\": [1]}}\n  {\"text\": \"\"}".as_bytes();
        let (found, problems) = indexed(bytes);
        assert!(problems.is_empty(), "{problems:?}");
        let ids: Vec<_> = found.iter().map(|f| (f.place.line, f.id.as_deref())).collect();
        assert_eq!(ids, [(1, Some("a")), (3, Some("7")), (4, None)]);
        for f in &found {
            let line = &bytes[f.place.offset as usize..][..f.place.len];
            let a = article("x", line, Origin { record: Some(f.place.line), ..FILE }).unwrap();
            assert!(a.problems.is_empty(), "{:?}", a.problems);
        }
    }

    #[test]
    fn broken_lines_are_skipped_with_their_line_and_a_cure() {
        let (found, problems) = indexed(
            b"{\"text\": \"one\"}\n{\"text\": \n[\"a\", \"b\"]\n{\"id\": 1}\n{\"text\": 5}\n{\"text\": \"six\"}\n",
        );
        assert_eq!(found.iter().map(|f| f.place.line).collect::<Vec<_>>(), [1, 6]);
        let starts = [
            "p.jsonl:2: the line is no JSON object: ",
            "p.jsonl:3: the line is no",
            "p.jsonl:4: the record has no `text`",
            "p.jsonl:5: `text` is not",
        ];
        assert_eq!(problems.len(), starts.len());
        for (problem, start) in problems.iter().zip(starts) {
            assert!(problem.starts_with(start) && problem.contains("each line is one object"), "{problem}");
        }
    }

    #[test]
    fn a_line_beyond_the_limit_is_skipped_and_the_next_is_read() {
        let text = "x".repeat(20_000_000);
        let (found, problems) =
            indexed(format!("{{\"text\": \"{text}\"}}\n{{\"id\": \"b\", \"text\": \"y\"}}\n").as_bytes());
        assert_eq!(found.iter().map(|f| (f.place.line, f.id.as_deref())).collect::<Vec<_>>(), [(2, Some("b"))]);
        assert_eq!(found[0].place.offset, 20_000_000 + 13);
        assert_eq!(problems, ["p.jsonl:1: the line is longer than 16 MiB and was skipped (split the document)"]);
    }

    #[test]
    fn a_record_becomes_an_article() {
        let line = br#"{"id": "a", "text": "One.\r\nTwo.", "outlet": "Coast News", "title": null, "published": "October 17, 2022", "url": 5}"#;
        let a = article("a", line, Origin { record: Some(4), ..FILE }).unwrap();
        assert_eq!((a.text(), a.outlet.as_str(), a.title.as_deref()), ("One.\nTwo.", "Coast News", None));
        assert_eq!(a.published.unwrap().date.to_string(), "2022-10-17");
        let problems: Vec<_> = a.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, ["p.jsonl:4: `url` is not a text and was left out (put it in quotes)"]);
    }

    #[test]
    fn invalid_utf8_in_a_record() {
        let (found, problems) = indexed(b"{\"text\": \"caf\xe9 noir\"}\n");
        assert_eq!((found.len(), problems.len()), (1, 0));
        let a = article("a", b"{\"text\": \"caf\xe9 noir\"}", Origin { record: Some(1), ..FILE }).unwrap();
        assert_eq!((a.text(), a.problems.len()), ("caf\u{fffd} noir", 1));
        assert_eq!((a.problems[0].line, a.problems[0].message.as_str()), (Some(1), "not valid UTF-8"));
    }
}
