//! Two small articles of one story and a third alone, with hand-made layers and rows, for tests.
#![allow(dead_code, reason = "each test uses a part of it")]

use parallax_core::{Article, DateOrigin, Indexes, Layers, Note, Problem, Published, Span, Story};
use parallax_runner::{Annotated, Compared, StoryTables};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

macro_rules! layer {
    ($name:ident, $layer:literal) => {
        /// A note whose fields are free.
        #[derive(Debug, Serialize, JsonSchema)]
        pub struct $name {
            #[serde(skip)]
            span: Span,
            #[serde(flatten)]
            fields: Map<String, Value>,
        }
        impl Note for $name {
            const LAYER: &'static str = $layer;
            fn span(&self) -> Span {
                self.span
            }
        }
        impl $name {
            /// The note at the first place where `words` stand in `text`; none where they do not stand.
            fn at(text: &str, words: &str, fields: Value) -> Option<Self> {
                let fields = fields.as_object().cloned().unwrap_or_default();
                find(text, words).map(|span| $name { span, fields })
            }
        }
    };
}
layer!(Block, "blocks");
layer!(Sentence, "sentences");
layer!(Entity, "entities");
layer!(Number, "numbers");
layer!(Quote, "quotes");

pub const GAZETTE: &str = "Storm sinks boats\n\nThe harbour master, Zoë Ünal, said on Monday that twelve boats had been lost. \
    “Nobody is missing,” she said.\n\nShare";
pub const POST: &str =
    "Up to 14 boats lost\n\nHarbour chief Zoe Unal spoke of up to 14 boats. The reckless fishermen had been warned.";

fn find(text: &str, words: &str) -> Option<Span> {
    text.find(words).map(|start| Span::new(start, start + words.len()))
}

/// An article with layers wherever its text has the example's words.
pub fn annotated(id: &str, text: &str) -> Annotated {
    let article = Article::new(id, text);
    let mut layers = Layers::default();
    let (mut blocks, mut at) = (Vec::new(), 0);
    for (i, line) in text.split('\n').enumerate() {
        let kind = match (i, line) {
            (0, _) => "heading",
            (_, "Share") => "furniture",
            _ => "paragraph",
        };
        let fields =
            if kind == "furniture" { json!({"kind": kind, "why": "share line"}) } else { json!({ "kind": kind }) };
        if !line.is_empty() {
            let fields = fields.as_object().cloned().unwrap_or_default();
            blocks.push(Block { span: Span::new(at, at + line.len()), fields });
        }
        at += line.len() + 1;
    }
    let mut sentences: Vec<Sentence> = Vec::new();
    for block in blocks.iter().filter(|b| b.fields["kind"] != "furniture") {
        let (mut from, words) = (block.span.start(), block.span.of(text));
        for piece in words.split_inclusive(". ") {
            let end = from + piece.trim_end().len();
            sentences.push(Sentence { span: Span::new(from, end), fields: Map::new() });
            from += piece.len();
        }
    }
    let of = |words: &str| find(text, words).map(|s| json!(s)).unwrap_or(Value::Null);
    layers.insert(blocks);
    layers.insert(sentences);
    let person = json!({"label": "PERSON", "actor": "zoe-unal", "metonym": false});
    let people = [Entity::at(text, "Zoë Ünal", person.clone()), Entity::at(text, "Zoe Unal", person)];
    layers.insert(people.into_iter().flatten().collect::<Vec<_>>());
    let number = |words: &str, value: u32, qualifier: &str| {
        let fields = json!({"kind": "count", "low": value, "high": value, "qualifier": qualifier, "unit": null, "of": of("boats"),
            "source": "zoe-unal", "why": "subject of “said”"});
        Number::at(text, words, fields)
    };
    let numbers = [number("twelve", 12, "exact"), number("14", 14, "at_most"), number("12", 12, "exact")];
    layers.insert(numbers.into_iter().flatten().collect::<Vec<_>>());
    let quote = json!({"kind": "direct", "speaker": "zoe-unal", "speaker_at": of("she"), "cue_at": of("said.")});
    layers.insert(Quote::at(text, "Nobody is missing,", quote).into_iter().collect::<Vec<_>>());
    Annotated { article, layers }
}

fn cite(article: &str, text: &str, words: &str) -> Value {
    let span = find(text, words).expect("the words stand in the text");
    json!({"article": article, "byte_start": span.start(), "byte_end": span.end()})
}

/// The pile: a story of two articles, and an article alone.
pub fn compared() -> Compared {
    let mut gazette = annotated("gazette", GAZETTE);
    gazette.article.outlet = "Shore Gazette".into();
    gazette.article.title = Some("Storm sinks boats".into());
    let day = "2021-05-03".parse().expect("a day");
    gazette.article.published = Some(Published { date: day, from: DateOrigin::Metadata });
    gazette.article.problems.push(Problem::new("invalid UTF-8 replaced"));
    let mut post = annotated("post", POST);
    post.article.outlet = "Tidal Post".into();
    let mut lone = annotated("lone", "Bakery opens\n\nA bakery opened today.");
    lone.article.title = Some("Bakery opens".into());
    let story = Story {
        id: "storm-sinks-boats".into(),
        title: "Storm sinks boats".into(),
        articles: vec!["gazette".into(), "post".into()],
        why: "both name Zoë Ünal and boats".into(),
    };
    let tables = vec![
        ("actors", vec![actor()]),
        ("copies", Vec::new()),
        ("figures", vec![figure()]),
        ("labels", vec![label()]),
        ("omissions", vec![omission()]),
        ("quotes", vec![quote()]),
        ("tone", vec![tone("Tidal Post", -0.4), tone("Shore Gazette", 0.1)]),
        ("weather", vec![json!({"outlet": "Tidal Post", "sky": "grey", "cite": cite("post", POST, "lost")})]),
        (
            "wordings",
            vec![
                wording("Shore Gazette", "sink", cite("gazette", GAZETTE, "sinks")),
                wording("Tidal Post", "lose", cite("post", POST, "lost")),
            ],
        ),
        ("words", vec![json!({"outlet": "Tidal Post", "word": "reckless", "z": 2.1, "count": 3, "articles": 1})]),
    ];
    let alone = Story {
        id: "bakery-opens".into(),
        title: "Bakery opens".into(),
        articles: vec!["lone".into()],
        why: "nothing like it".into(),
    };
    let stories = vec![StoryTables { story, tables }, StoryTables { story: alone, tables: Vec::new() }];
    Compared { articles: vec![gazette, lone, post], stories, indexes: Indexes::default(), problems: Vec::new() }
}

fn actor() -> Value {
    json!({"actor": "zoe-unal", "label": "PERSON",
        "spellings": [
            {"text": "Zoë Ünal", "articles": ["gazette"], "why": "the name in full"},
            {"text": "Zoe Unal", "articles": ["post"], "why": "same letters without their marks; both lead the harbour"}],
        "kept_apart": [{"text": "Zora Ulan", "why": "another office"}]})
}

fn figure() -> Value {
    json!({"what": "boats", "unit": null, "verdict": "differ", "why": "12 lies outside “up to 14” only if the sea gave two back",
        "readings": [
            {"article": "gazette", "outlet": "Shore Gazette", "low": 12, "high": 12, "qualifier": "exact", "source": "zoe-unal",
             "cite": cite("gazette", GAZETTE, "twelve")},
            {"article": "post", "outlet": "Tidal Post", "low": 14, "high": 14, "qualifier": "at_most", "source": "zoe-unal",
             "cite": cite("post", POST, "14")}],
        "silent": []})
}

fn label() -> Value {
    json!({"actor": "fishermen", "outlet": "Tidal Post", "words": [{"text": "reckless", "n": 1, "cite": [cite("post", POST, "reckless")]}]})
}

fn wording(outlet: &str, word: &str, cite: Value) -> Value {
    json!({"of": "to go down", "outlet": outlet, "words": [{"text": word, "n": 1, "share": 1.0, "cite": [cite]}], "n": 1,
        "articles": 1, "distance": 1.0, "note": "one article: descriptive only"})
}

fn omission() -> Value {
    json!({"fact": "Nobody is missing", "kind": "quote", "carried_by": ["Shore Gazette"], "not_found_in": ["Tidal Post"],
        "cite": cite("gazette", GAZETTE, "Nobody is missing,")})
}

fn quote() -> Value {
    json!({"speaker": "zoe-unal", "difference": "only one outlet quotes her",
        "readings": [{"article": "gazette", "outlet": "Shore Gazette", "kind": "direct", "cite": cite("gazette", GAZETTE, "Nobody is missing,")}]})
}

fn tone(outlet: &str, mean: f64) -> Value {
    json!({"actor": "zoe-unal", "outlet": outlet, "voice": "outlet", "mean": mean, "mentions": 2, "judged": 2, "articles": 1, "interval": null,
        "note": "one article: descriptive only"})
}
