//! Notes and rows as they are published: each span gets code points and its words.
//!
//! Inside the engine a span is `{byte_start, byte_end}`. Written out, under a key `x` it becomes `x` (its words), `x_start`
//! and `x_end`; under a key `x_at`, `x_start` and `x_end` alone; in a list, or beside other fields, it becomes those fields
//! with `start`, `end`, `byte_start`, `byte_end` and `text`. What stands beside an `article` is read in that article's text.
//! Everything is written in one pass over the engine's own values; no second tree is built.

use crate::source::{Source, Texts};
use parallax_core::Span;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value};

/// A note of the article that `source` is of, with the note's own place in front.
pub fn note<'a>(source: &'a Source<'a>, span: Span, fields: &'a Value) -> impl Serialize + 'a {
    Published { value: fields, own: Some(span), here: Some(source), texts: &() }
}

/// A row of a comparison.
pub fn row<'a>(fields: &'a Value, texts: &'a dyn Texts) -> impl Serialize + 'a {
    Published { value: fields, own: None, here: None, texts }
}

struct Published<'a> {
    value: &'a Value,
    /// The place of the whole object, where it is not among its fields.
    own: Option<Span>,
    /// The text that spans without an article are read in.
    here: Option<&'a Source<'a>>,
    texts: &'a dyn Texts,
}

/// The span that an object's fields `byte_start` and `byte_end` make.
pub(crate) fn span_of(object: &Map<String, Value>) -> Option<Span> {
    let bound = |key: &str| object.get(key).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
    let (start, end) = (bound("byte_start")?, bound("byte_end")?);
    (start <= end).then(|| Span::new(start as usize, end as usize))
}

impl Serialize for Published<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Value::Object(object) => {
                let mut map = serializer.serialize_map(None)?;
                self.object(object, &mut map)?;
                map.end()
            }
            Value::Array(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(&self.inner(item))?;
                }
                seq.end()
            }
            other => match (self.own, self.here) {
                // A note that is no object cannot carry its place; it stands under `note`.
                (Some(span), Some(source)) => {
                    let mut map = serializer.serialize_map(None)?;
                    place(source, span, &mut map)?;
                    map.serialize_entry("note", other)?;
                    map.end()
                }
                _ => other.serialize(serializer),
            },
        }
    }
}

impl<'a> Published<'a> {
    fn inner(&self, value: &'a Value) -> Published<'a> {
        Published { value, own: None, here: self.here, texts: self.texts }
    }

    fn object<M: SerializeMap>(&self, object: &'a Map<String, Value>, map: &mut M) -> Result<(), M::Error> {
        let article = object.get("article").and_then(Value::as_str);
        let here = article.and_then(|id| self.texts.source(id)).or(self.here);
        let inside = self.own.is_none().then(|| span_of(object)).flatten().filter(|_| here.is_some());
        if let (Some(id), Some(_)) = (article, inside) {
            map.serialize_entry("article", id)?;
        }
        if let (Some(span), Some(source)) = (self.own.or(inside), here) {
            place(source, span, map)?;
        }
        for (key, value) in object {
            if inside.is_some() && matches!(key.as_str(), "article" | "byte_start" | "byte_end") {
                continue;
            }
            self.field(key, value, here, map)?;
        }
        Ok(())
    }

    fn field<M: SerializeMap>(
        &self,
        key: &'a str,
        value: &'a Value,
        here: Option<&'a Source<'a>>,
        map: &mut M,
    ) -> Result<(), M::Error> {
        let bare = |o: &Map<String, Value>| (o.len() == 2).then(|| span_of(o)).flatten();
        let at = key.strip_suffix("_at");
        match (value, here) {
            (Value::Object(object), Some(source)) if let Some(span) = bare(object) => {
                if at.is_none() {
                    map.serialize_entry(key, span.of(source.text()))?;
                }
                let name = at.unwrap_or(key);
                map.serialize_entry(&Suffixed(name, "_start"), &source.code_point(span.start()))?;
                map.serialize_entry(&Suffixed(name, "_end"), &source.code_point(span.end()))
            }
            (Value::Null, _) if let Some(name) = at => {
                map.serialize_entry(&Suffixed(name, "_start"), &())?;
                map.serialize_entry(&Suffixed(name, "_end"), &())
            }
            (Value::Object(_) | Value::Array(_), _) => {
                map.serialize_entry(key, &Published { here, ..self.inner(value) })
            }
            _ => map.serialize_entry(key, value),
        }
    }
}

fn place<M: SerializeMap>(source: &Source<'_>, span: Span, map: &mut M) -> Result<(), M::Error> {
    let place = source.place(span);
    map.serialize_entry("start", &place.start)?;
    map.serialize_entry("end", &place.end)?;
    map.serialize_entry("byte_start", &place.byte_start)?;
    map.serialize_entry("byte_end", &place.byte_end)?;
    map.serialize_entry("text", place.text)
}

/// A key made of a field's name and what is told of it.
struct Suffixed<'a>(&'a str, &'static str);

impl Serialize for Suffixed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", self.0, self.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    fn at(text: &str, words: &str) -> Value {
        let start = text.find(words).expect("the words stand in the text");
        json!({"byte_start": start, "byte_end": start + words.len()})
    }

    fn published(text: &str, words: &str, fields: &Value) -> String {
        let source = Source::new(text);
        let span = span_of(at(text, words).as_object().unwrap()).unwrap();
        serde_json::to_string(&note(&source, span, fields)).unwrap()
    }

    const ASCII: &str = "Ann Ray saw 12 boats.";
    const WIDE: &str = "Zoë Ünal saw 12 “bateaux” – boats.";

    #[test]
    fn a_notes_own_place_stands_first() {
        assert_eq!(
            published(ASCII, "12", &json!({"low": 12})),
            r#"{"start":12,"end":14,"byte_start":12,"byte_end":14,"text":"12","low":12}"#
        );
        assert_eq!(
            published(WIDE, "12", &json!({})),
            r#"{"start":13,"end":15,"byte_start":15,"byte_end":17,"text":"12"}"#
        );
    }

    #[test]
    fn a_span_under_a_key_becomes_words_and_bounds() {
        let fields = json!({"of": at(WIDE, "boats"), "speaker": "zoe-unal", "speaker_at": at(WIDE, "Zoë Ünal"), "cue_at": null, "unit": null});
        let got: Value = serde_json::from_str(&published(WIDE, "12", &fields)).unwrap();
        let rest: Vec<(&String, &Value)> = got.as_object().unwrap().iter().skip(5).collect();
        let want = json!({"of": "boats", "of_start": 28, "of_end": 33, "speaker": "zoe-unal",
            "speaker_start": 0, "speaker_end": 8, "cue_start": null, "cue_end": null, "unit": null});
        assert_eq!(rest, want.as_object().unwrap().iter().collect::<Vec<_>>());
    }

    #[test]
    fn spans_in_lists_and_beside_other_fields_are_items() {
        let mut part = at(WIDE, "bateaux");
        part["why"] = "scare quotes".into();
        let fields = json!({"evidence": [at(WIDE, "saw"), part], "deep": {"cue": at(WIDE, "saw")}});
        let got: Value = serde_json::from_str(&published(WIDE, "12", &fields)).unwrap();
        let saw = json!({"start": 9, "end": 12, "byte_start": 11, "byte_end": 14, "text": "saw"});
        assert_eq!(got["evidence"][0], saw);
        assert_eq!(got["evidence"][1]["text"], "bateaux");
        assert_eq!(got["evidence"][1]["why"], "scare quotes");
        assert_eq!(got["deep"], json!({"cue": "saw", "cue_start": 9, "cue_end": 12}));
    }

    #[test]
    fn a_cite_is_read_in_its_own_article() {
        let texts = BTreeMap::from([("a", Source::new(ASCII)), ("w", Source::new(WIDE))]);
        let cite = |id: &str, span: Value| json!({"article": id, "byte_start": span["byte_start"], "byte_end": span["byte_end"]});
        let fields = json!({"what": "boats", "readings": [
            {"article": "w", "low": 12, "cite": cite("w", at(WIDE, "12")), "of": at(WIDE, "boats")},
            {"article": "a", "low": 12, "cite": cite("a", at(ASCII, "12"))}]});
        let got: Value = serde_json::from_str(&serde_json::to_string(&row(&fields, &texts)).unwrap()).unwrap();
        let of = &got["readings"][0];
        assert_eq!((&of["of"], &of["of_start"]), (&json!("boats"), &json!(28)));
        assert_eq!(
            serde_json::to_string(&of["cite"]).unwrap(),
            r#"{"article":"w","start":13,"end":15,"byte_start":15,"byte_end":17,"text":"12"}"#
        );
        assert_eq!(got["readings"][1]["cite"]["start"], 12);
    }

    #[test]
    fn what_cannot_be_read_is_left_as_it_is() {
        let fields = json!({"cite": {"article": "gone", "byte_start": 3, "byte_end": 5}, "odd": {"byte_start": 9, "byte_end": 2}});
        let got = serde_json::to_value(row(&fields, &())).unwrap();
        assert_eq!(got, fields);
        assert_eq!(
            published("ab", "a", &json!("broken")),
            r#"{"start":0,"end":1,"byte_start":0,"byte_end":1,"text":"a","note":"broken"}"#
        );
    }
}
