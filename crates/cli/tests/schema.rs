//! The committed JSON Schemas are those of the program, and what it writes of the corpus is what they say.

mod common;

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Without what a stage of somebody else adds, and what only that refers to.
fn built_in(mut schema: Value) -> Value {
    let ours: BTreeSet<&str> = common::built_in().iter().map(|r| r.writes).collect();
    let others: Vec<&str> =
        parallax_core::registered().iter().map(|r| r.writes).filter(|name| !ours.contains(name)).collect();
    for place in ["/properties/layers/properties", "/$defs/Story/properties"] {
        let table = schema.pointer_mut(place).and_then(Value::as_object_mut);
        table.into_iter().for_each(|t| t.retain(|name, _| !others.contains(&name.as_str())));
    }
    let mut used = BTreeSet::new();
    let mut open = vec![{
        let mut root = schema.clone();
        root.as_object_mut().map(|r| r.shift_remove("$defs"));
        root
    }];
    while let Some(next) = open.pop() {
        references(&next, &mut |name| {
            if used.insert(name.to_string()) {
                open.push(schema["$defs"][name].clone());
            }
        });
    }
    if let Some(defs) = schema["$defs"].as_object_mut() {
        defs.retain(|name, _| used.contains(name));
    }
    schema
}

fn references(schema: &Value, found: &mut impl FnMut(&str)) {
    match schema {
        Value::Object(object) => {
            object
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|r| r.strip_prefix("#/$defs/"))
                .into_iter()
                .for_each(&mut *found);
            object.values().for_each(|v| references(v, found));
        }
        Value::Array(items) => items.iter().for_each(|v| references(v, found)),
        _ => {}
    }
}

/// The committed schema, which is the program's.
fn committed(name: &str, schema: Value) -> Value {
    let schema = built_in(schema);
    let path = common::root().join("schema").join(format!("{name}.json"));
    let text = format!("{schema:#}\n");
    if common::blessing() {
        std::fs::create_dir_all(common::root().join("schema")).expect("the folder can be made");
        std::fs::write(&path, &text).expect("the schema can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    let line = there
        .lines()
        .zip(text.lines())
        .position(|(a, b)| a != b)
        .unwrap_or(there.lines().count().min(text.lines().count()));
    assert!(
        there == text,
        "schema/{name}.json:{}: no longer the program’s; `PARALLAX_BLESS=1 cargo test -p parallax-cli --test schema` writes it \
         anew. A field that is gone or means something else breaks those who read it.",
        line + 1
    );
    schema
}

#[test]
fn annotate() {
    let schema = committed("annotate", parallax_report::schema::annotate());
    for article in &common::corpus().articles {
        let line: Value = serde_json::from_str(&parallax_report::annotate::line(article)).expect("a line is JSON");
        Validator { root: &schema }.check(&line, &schema, &article.article.id).unwrap_or_else(|e| panic!("{e}"));
    }
}

#[test]
fn compare() {
    let schema = committed("compare", parallax_report::schema::compare());
    Validator { root: &schema }.check(&common::comparison(), &schema, "").unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn what_does_not_fit_is_found() {
    let schema: Value = serde_json::from_str(
        r##"{"$defs": {"N": {"type": ["integer", "null"], "minimum": 0}}, "type": "object", "required": ["n"],
            "properties": {"n": {"$ref": "#/$defs/N"}, "k": {"oneOf": [{"const": "a"}, {"enum": ["b", "c"]}]},
                           "l": {"type": "array", "items": {"type": "string"}}}}"##,
    )
    .expect("a schema is JSON");
    let found = |text: &str| {
        let value = serde_json::from_str(text).expect("an example is JSON");
        Validator { root: &schema }.check(&value, &schema, "").err().unwrap_or_default()
    };
    assert_eq!(found(r#"{"n": null, "k": "c", "l": ["x"]}"#), "");
    for (text, says) in [
        (r#"{"k": "a"}"#, "`n` is missing"),
        (r#"{"n": -1}"#, "/n: less than 0"),
        (r#"{"n": 1.5}"#, "/n: no integer, null"),
        (r#"{"n": 1, "k": "d"}"#, "/k: fits 0 of oneOf"),
        (r#"{"n": 1, "l": ["x", 2]}"#, "/l/1: no string"),
        (r#"{"n": 1, "m": 2}"#, "/m is not in the schema"),
    ] {
        assert!(found(text).contains(says), "{text}: {}", found(text));
    }
    let unknown = Validator { root: &schema }.check(&Value::Null, &serde_json::json!({ "maxLength": 3 }), "");
    assert_eq!(unknown.unwrap_err(), ": the schema’s keyword `maxLength` is not known to this test");
}

/// Checks values against the keywords of JSON Schema that our schemas use.
struct Validator<'a> {
    root: &'a Value,
}

impl<'a> Validator<'a> {
    fn check(&self, value: &Value, schema: &'a Value, at: &str) -> Result<(), String> {
        let Some(schema) = schema.as_object() else {
            return if schema == true { Ok(()) } else { Err(format!("{at}: nothing may stand here")) };
        };
        for (keyword, rule) in schema {
            self.keyword(keyword, rule, value, at)?;
        }
        let mut known = BTreeSet::new();
        let open = self.names(schema, &mut known);
        let strange = value.as_object().into_iter().flat_map(Map::keys).find(|k| !known.contains(k.as_str()));
        match strange.filter(|_| !open && !known.is_empty()) {
            // Inside an allOf a part sees the whole object; the object is judged with all parts.
            Some(key) if !at.ends_with('*') => Err(format!("{at}/{key} is not in the schema")),
            _ => Ok(()),
        }
    }

    fn keyword(&self, keyword: &str, rule: &'a Value, value: &Value, at: &str) -> Result<(), String> {
        let list = || rule.as_array().into_iter().flatten();
        let part = format!("{at}*");
        let fits = || list().map(|s| self.check(value, s, &part)).collect::<Vec<_>>();
        let wrong = |what: String| Err(format!("{}: {what}", at.trim_end_matches('*')));
        match keyword {
            "$schema" | "$defs" | "title" | "description" | "format" | "default" => Ok(()),
            "type" => {
                let names: Vec<&str> = rule.as_str().into_iter().chain(list().filter_map(Value::as_str)).collect();
                if names.iter().any(|name| is(value, name)) {
                    Ok(())
                } else {
                    wrong(format!("no {}: {value}", names.join(", ")))
                }
            }
            "const" if rule != value => wrong(format!("{value} is not {rule}")),
            "enum" if !list().any(|v| v == value) => wrong(format!("{value} is none of {rule}")),
            "minimum" if value.as_f64() < rule.as_f64() && value.is_number() => wrong(format!("less than {rule}")),
            "maximum" if value.as_f64() > rule.as_f64() && value.is_number() => wrong(format!("more than {rule}")),
            "minItems" if value.as_array().is_some_and(|a| (a.len() as u64) < rule.as_u64().unwrap_or(0)) => {
                wrong(format!("fewer than {rule} items"))
            }
            "maxItems" if value.as_array().is_some_and(|a| a.len() as u64 > rule.as_u64().unwrap_or(0)) => {
                wrong(format!("more than {rule} items"))
            }
            "const" | "enum" | "minimum" | "maximum" | "minItems" | "maxItems" => Ok(()),
            "$ref" => self.check(value, self.definition(rule), &part),
            "allOf" => fits().into_iter().collect(),
            "anyOf" if fits().iter().any(Result::is_ok) => Ok(()),
            "oneOf" if fits().iter().filter(|f| f.is_ok()).count() == 1 => Ok(()),
            "anyOf" | "oneOf" => {
                let fits = fits();
                let first = fits.iter().find_map(|f| f.as_ref().err()).cloned().unwrap_or_default();
                wrong(format!("fits {} of {keyword}: {first}", fits.iter().filter(|f| f.is_ok()).count()))
            }
            "required" => {
                let missing = list().filter_map(Value::as_str).find(|k| value.is_object() && value.get(k).is_none());
                missing.map_or(Ok(()), |key| wrong(format!("`{key}` is missing")))
            }
            "properties" => {
                let table = rule.as_object().into_iter().flatten();
                let mut there = table.filter_map(|(key, s)| Some((key, s, value.get(key)?)));
                there.try_for_each(|(key, s, v)| self.check(v, s, &format!("{}/{key}", at.trim_end_matches('*'))))
            }
            "items" => {
                let mut items = value.as_array().into_iter().flatten().enumerate();
                items.try_for_each(|(i, v)| self.check(v, rule, &format!("{}/{i}", at.trim_end_matches('*'))))
            }
            // What it says of undeclared fields is looked at where fields are counted.
            "additionalProperties" => Ok(()),
            _ => wrong(format!("the schema’s keyword `{keyword}` is not known to this test")),
        }
    }

    /// Collects the fields that a schema declares; true if it allows others.
    fn names(&self, schema: &'a Map<String, Value>, known: &mut BTreeSet<&'a str>) -> bool {
        let mut open = schema.get("additionalProperties").is_some_and(|a| *a != false);
        known.extend(
            schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys).map(String::as_str),
        );
        let lists = ["allOf", "anyOf", "oneOf"].iter().filter_map(|k| schema.get(*k)?.as_array()).flatten();
        let parts = lists.chain(schema.get("$ref").map(|r| self.definition(r)));
        for part in parts.filter_map(Value::as_object) {
            open |= self.names(part, known);
        }
        open
    }

    fn definition(&self, reference: &Value) -> &'a Value {
        let pointer = reference.as_str().and_then(|r| r.strip_prefix('#'));
        pointer.and_then(|p| self.root.pointer(p)).unwrap_or_else(|| panic!("{reference} leads nowhere"))
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        _ => panic!("the type `{name}` is not known to this test"),
    }
}
