//! JSON Schemas of both outputs, made from the types of the stages in this build.

use crate::annotate::Document;
use crate::compare::StoryFields;
use parallax_core::{Problem, Registration, Span, registered};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The schema of one line of `parallax annotate`.
pub fn annotate() -> Value {
    annotate_from(&registered())
}

/// The schema of what `parallax compare --format json` writes; a line of `jsonl` is one of its stories.
pub fn compare() -> Value {
    compare_from(&registered())
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().for_serialize().into_generator()
}

fn annotate_from(stages: &[&'static Registration]) -> Value {
    let mut generator = generator();
    let mut root = generator.root_schema_for::<Document<'_>>().to_value();
    let span = generator.subschema_for::<Span>().to_value();
    let mut layers = Map::new();
    for r in stages.iter().filter(|r| r.kind() == "analyzer" && r.published) {
        if let Some(note) = (r.schema)(&mut generator) {
            let item = json!({ "allOf": [span, note.to_value()] });
            layers.insert(r.writes.into(), table(r, item));
        }
    }
    sort(&mut layers);
    root["properties"]["layers"] = json!({
        "type": "object",
        "description": "The layers by name; a run with --layers writes only some.",
        "properties": layers,
        "additionalProperties": { "type": "array", "items": span },
    });
    finish(root, generator, "A line of `parallax annotate`")
}

fn compare_from(stages: &[&'static Registration]) -> Value {
    let mut generator = generator();
    let mut story = generator.root_schema_for::<StoryFields>().to_value();
    story.as_object_mut().map(|s| ["$schema", "title", "$defs"].map(|k| s.shift_remove(k)));
    for r in stages.iter().filter(|r| r.kind() == "comparison") {
        if let Some(row) = (r.schema)(&mut generator) {
            story["properties"][r.writes] = table(r, row.to_value());
        }
    }
    let problem = generator.subschema_for::<Problem>().to_value();
    let root = json!({
        "type": "object",
        "properties": {
            "stories": { "type": "array", "items": { "$ref": "#/$defs/Story" } },
            "problems": { "type": "array", "items": problem },
        },
        "required": ["stories", "problems"],
        "$defs": { "Story": story },
    });
    finish(root, generator, "What `parallax compare --format json` writes")
}

/// An array of `item`, told by the stage's own doc comment.
fn table(stage: &Registration, item: Value) -> Value {
    json!({ "type": "array", "description": stage.doc.trim(), "items": item })
}

fn sort(map: &mut Map<String, Value>) {
    map.sort_keys();
}

/// Adds the definitions and turns the engine's types into the published ones.
fn finish(root: Value, mut generator: SchemaGenerator, title: &str) -> Value {
    let mut out = Map::new();
    out.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    out.insert("title".into(), title.into());
    let mut defs = generator.take_definitions(true);
    if let Value::Object(mut root) = root {
        if let Some(Value::Object(own)) = root.shift_remove("$defs") {
            defs.extend(own);
        }
        ["$schema", "title"].iter().for_each(|k| drop(root.shift_remove(*k)));
        out.extend(root);
    }
    sort(&mut defs);
    out.insert("$defs".into(), defs.into());
    let mut out = Value::Object(out);
    publish(&mut out);
    out
}

/// Rewrites every property of type [`Span`] as `publish` rewrites its value.
fn publish(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get_mut("properties") {
                let renamed = publish_properties(properties);
                if let Some(Value::Array(required)) = object.get_mut("required") {
                    publish_required(required, &renamed);
                }
            }
            object.values_mut().for_each(publish);
        }
        Value::Array(items) => items.iter_mut().for_each(publish),
        _ => {}
    }
}

/// A property that was a span: its key, and whether it may be null.
struct Renamed {
    key: String,
    nullable: bool,
}

fn publish_properties(properties: &mut Map<String, Value>) -> Vec<Renamed> {
    let mut renamed = Vec::new();
    for (key, mut schema) in std::mem::take(properties) {
        let Some(nullable) = span_property(&schema) else {
            properties.insert(key, schema);
            continue;
        };
        let described = schema.as_object_mut().and_then(|s| s.shift_remove("description"));
        let typed = |name: &str| if nullable { json!([name, "null"]) } else { json!(name) };
        let bound = json!({ "type": typed("integer"), "minimum": 0 });
        let name = key.strip_suffix("_at");
        let mut first = if name.is_none() { json!({ "type": typed("string") }) } else { bound.clone() };
        described.into_iter().for_each(|d| first["description"] = d);
        let stem = name.unwrap_or(&key);
        if name.is_none() {
            properties.insert(key.clone(), first);
            first = bound.clone();
        }
        properties.insert(format!("{stem}_start"), first);
        properties.insert(format!("{stem}_end"), bound);
        renamed.push(Renamed { nullable, key });
    }
    renamed
}

fn publish_required(required: &mut Vec<Value>, renamed: &[Renamed]) {
    for Renamed { key, nullable } in renamed {
        let Some(i) = required.iter().position(|r| r == key) else { continue };
        let name = key.strip_suffix("_at");
        let mut keys = Vec::new();
        keys.extend(name.is_none().then(|| Value::from(key.as_str())));
        // A span that is null leaves only its own key behind; under `x_at` it still leaves both bounds.
        if name.is_some() || !nullable {
            let name = name.unwrap_or(key);
            keys.extend([format!("{name}_start").into(), format!("{name}_end").into()]);
        }
        required.splice(i..=i, keys);
    }
}

/// Whether a property is a span, and if so, whether it may be null.
fn span_property(schema: &Value) -> Option<bool> {
    let is_span = |s: &Value| s["$ref"] == "#/$defs/Span";
    if is_span(schema) {
        return Some(false);
    }
    let choices = schema["anyOf"].as_array()?;
    (choices.len() == 2 && is_span(&choices[0]) && choices[1]["type"] == "null").then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::{Analyzer, Article, Cite, Comparison, NoOptions, Note, Reading, Story};
    use schemars::JsonSchema;
    use serde::Serialize;

    /// A loud word.
    #[derive(Debug, Serialize, JsonSchema)]
    struct Loud {
        #[serde(skip)]
        span: Span,
        /// What is loud.
        of: Option<Span>,
        /// What says so.
        cue_at: Span,
        evidence: Vec<Span>,
    }
    impl Note for Loud {
        const LAYER: &'static str = "loud";
        fn span(&self) -> Span {
            self.span
        }
    }
    struct Listen;
    impl Analyzer for Listen {
        type Reads = ();
        type Writes = Loud;
        type Options = NoOptions;
        fn new(_: NoOptions) -> Self {
            Listen
        }
        fn read(&self, _: &Article, (): ()) -> Vec<Loud> {
            Vec::new()
        }
    }

    #[derive(Serialize, JsonSchema)]
    struct Row {
        outlet: String,
        cite: Option<Cite>,
    }
    struct Loudest;
    impl Comparison for Loudest {
        const TABLE: &'static str = "loudest";
        type Reads = Loud;
        type Row = Row;
        type Options = NoOptions;
        fn new(_: NoOptions) -> Self {
            Loudest
        }
        fn compare(&self, _: &Story, _: &[Reading<'_, Loud>]) -> Vec<Row> {
            Vec::new()
        }
    }

    fn stages() -> [&'static Registration; 2] {
        let listen = Registration::analyzer::<Listen>("listen", " Loud words.\n", "test", "test.rs");
        let loudest = Registration::comparison::<Loudest>("loudest", " Who is loud.\n", "test", "test.rs");
        [Box::leak(Box::new(listen)), Box::leak(Box::new(loudest))]
    }

    #[test]
    fn a_layers_item_is_its_note_and_its_place() {
        let schema = annotate_from(&stages());
        let loud = &schema["properties"]["layers"]["properties"]["loud"];
        assert_eq!(loud["description"], "Loud words.");
        assert_eq!(loud["items"], json!({"allOf": [{"$ref": "#/$defs/Span"}, {"$ref": "#/$defs/Loud"}]}));
        let note = &schema["$defs"]["Loud"];
        let keys: Vec<&String> = note["properties"].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["of", "of_start", "of_end", "cue_start", "cue_end", "evidence"]);
        assert_eq!(note["properties"]["of"], json!({"type": ["string", "null"], "description": "What is loud."}));
        assert_eq!(note["properties"]["cue_start"]["description"], "What says so.");
        assert_eq!(note["properties"]["evidence"]["items"], json!({"$ref": "#/$defs/Span"}));
        assert_eq!(note["required"], json!(["of", "cue_start", "cue_end", "evidence"]));
        assert_eq!(schema["properties"]["published"]["type"], json!(["string", "null"]));
        assert!(schema["required"].as_array().unwrap().contains(&"layers".into()));
    }

    #[test]
    fn a_story_has_a_property_for_each_table() {
        let schema = compare_from(&stages());
        let story = &schema["$defs"]["Story"];
        assert_eq!(story["properties"]["loudest"]["items"], json!({"$ref": "#/$defs/Row"}));
        assert_eq!(story["required"], json!(["id", "title", "articles", "outlets", "why"]));
        let cite = &schema["$defs"]["Cite"]["properties"];
        assert!(cite["article"].is_object() && cite["start"].is_object() && cite["text"].is_object(), "{cite}");
    }
}
