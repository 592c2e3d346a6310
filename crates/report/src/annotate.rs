//! One line of `parallax annotate`: a document with its layers.

use crate::compare::in_output;
use crate::publish;
use crate::source::Source;
use parallax_core::jiff::civil::Date;
use parallax_core::{DateOrigin, NameOrigin, Problem, Span};
use parallax_dates::Publication;
use parallax_runner::Annotated;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// One document with its layers: a line of `parallax annotate`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub(crate) struct Document<'a> {
    /// Unique in one run.
    id: &'a str,
    /// Who published it, or the file's name where nothing tells.
    outlet: &'a str,
    /// How the outlet is known.
    outlet_from: NameOrigin,
    /// The headline.
    title: Option<&'a str>,
    /// Who wrote it, as the page says.
    byline: Option<&'a str>,
    /// Where it stood.
    url: Option<&'a str>,
    /// Day of publication, `YYYY-MM-DD`.
    published: Option<String>,
    /// Where that day was found.
    published_from: Option<DateOrigin>,
    /// ISO 639-1 code of the language.
    language: Option<&'a str>,
    /// The text that all offsets point into.
    text: &'a str,
    /// The layers by name.
    #[schemars(with = "BTreeMap<String, Vec<Span>>")]
    layers: Layers<'a>,
    /// What was wrong with the document.
    problems: Vec<Problem>,
}

/// The document as one line of JSON, without the line's end.
pub fn line(annotated: &Annotated) -> String {
    let article = &annotated.article;
    let published = publication(annotated);
    let document = Document {
        id: &article.id,
        outlet: &article.outlet,
        outlet_from: article.outlet_from,
        title: article.title.as_deref(),
        byline: article.byline.as_deref(),
        url: article.url.as_deref(),
        published: published.map(|(date, _)| date.to_string()),
        published_from: published.map(|(_, from)| from),
        language: article.language,
        text: article.text(),
        layers: Layers { source: Source::new(article.text()), layers: annotated.layers.published() },
        problems: article.problems.iter().map(|p| in_output(p, article)).collect(),
    };
    // Writing to memory cannot fail, and every key is a string.
    serde_json::to_string(&document).unwrap_or_default()
}

/// The day of publication, from metadata or else from what the text says of it.
pub fn publication(annotated: &Annotated) -> Option<(Date, DateOrigin)> {
    let known = annotated.article.published.map(|p| (p.date, p.from));
    known.or_else(|| annotated.layers.get::<Publication>().first().map(|p| (p.date, p.from)))
}

/// All published layers, written note by note.
struct Layers<'a> {
    source: Source<'a>,
    layers: Vec<(&'static str, Vec<(Span, Value)>)>,
}

impl Serialize for Layers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.layers.iter().map(|(name, notes)| (name, Layer { source: &self.source, notes })))
    }
}

struct Layer<'a> {
    source: &'a Source<'a>,
    notes: &'a [(Span, Value)],
}

impl Serialize for Layer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.notes.iter().map(|(span, fields)| publish::note(self.source, *span, fields)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;

    #[test]
    fn fields_stand_in_the_contracts_order() {
        let line = line(&example::annotated("a", "Zoë saw 12 boats."));
        let value: Value = serde_json::from_str(&line).unwrap();
        let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "id",
                "outlet",
                "outlet_from",
                "title",
                "byline",
                "url",
                "published",
                "published_from",
                "language",
                "text",
                "layers",
                "problems"
            ]
        );
        assert_eq!(value["published"], Value::Null);
        let number = &value["layers"]["numbers"][0];
        assert_eq!((&number["text"], &number["start"], &number["byte_start"]), (&"12".into(), &8.into(), &9.into()));
        assert_eq!((&number["of"], &number["of_start"]), (&"boats".into(), &11.into()));
    }

    #[test]
    fn the_same_words_give_the_same_line() {
        let once = line(&example::annotated("a", "Zoë saw 12 boats."));
        assert_eq!(once, line(&example::annotated("a", "Zoë saw 12 boats.")));
        assert!(!once.contains('\n'));
    }
}
