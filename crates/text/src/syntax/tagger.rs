//! The layer of tags: an averaged perceptron (Collins 2002), left to right, among the tags that a word can have.

use super::{Tag, Weights, allowed, features};
use crate::{Sentence, Token};
use parallax_core::{Analyzer, Article, NoOptions, Note, Span};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::OnceLock;

/// The part of speech of one token. Not published; the layer runs beside that of the tokens, one for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tagged {
    #[serde(skip)]
    span: Span,
    /// What the word does; [`Tag::Punct`] for whatever stands outside of sentences.
    #[serde(skip)]
    pub tag: Tag,
}

impl Tagged {
    #[cfg(test)]
    pub(crate) fn new(span: Span, tag: Tag) -> Tagged {
        Tagged { span, tag }
    }
}

impl Note for Tagged {
    const LAYER: &'static str = "tags";
    const PUBLISHED: bool = false;
    fn span(&self) -> Span {
        self.span
    }
}

/// The analyzer of the tag layer.
pub struct Tags;

parallax_core::register! {
    /// Parts of speech of all words in sentences (Penn Treebank tags); not part of the output.
    analyzer "tags": Tags
}

impl Analyzer for Tags {
    type Reads = (Sentence, Token);
    type Writes = Tagged;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Tags
    }

    fn read(&self, article: &Article, (sentences, tokens): (&[Sentence], &[Token])) -> Vec<Tagged> {
        let outside = |t: &Token| Tagged { span: t.span(), tag: Tag::Punct };
        let mut out: Vec<Tagged> = tokens.iter().map(outside).collect();
        for sentence in sentences {
            let tags = Tags::sentence(article.text(), sentence.tokens(tokens));
            out[sentence.range()].iter_mut().zip(tags).for_each(|(note, tag)| note.tag = tag);
        }
        out
    }
}

impl Tags {
    /// The tags of one sentence of `text`, one for each token.
    pub fn sentence(text: &str, tokens: &[Token]) -> Vec<Tag> {
        static MODEL: OnceLock<Weights> = OnceLock::new();
        let model = MODEL.get_or_init(|| {
            Weights::parse(include_bytes!("../../model/tags.bin")).expect("tags.bin is a model: a test reads it")
        });
        Tags::with(model, text, tokens)
    }

    /// The same with other weights: how a new model is scored.
    pub fn with(model: &Weights, text: &str, tokens: &[Token]) -> Vec<Tag> {
        let mut out: Vec<Tag> = Vec::with_capacity(tokens.len());
        for (i, token) in tokens.iter().enumerate() {
            let before = [i.checked_sub(1).map(|b| out[b]), i.checked_sub(2).map(|b| out[b])];
            let allowed = allowed(&model.words, text, token);
            let tag = allowed.only().unwrap_or_else(|| model.best(&features(text, tokens, i, before), allowed));
            out.push(if tag == Tag::Vbz && counted(text, tokens, &out) { Tag::Nns } else { tag });
        }
        out
    }
}

/// Whether the tags so far end in a number and a singular that wants its plural: "19 foreign military attachés"; not "a 12 page
/// report says".
fn counted(text: &str, tokens: &[Token], tags: &[Tag]) -> bool {
    let modifiers = tags.iter().rev().take_while(|t| matches!(t, Tag::Jj | Tag::Nn | Tag::Vbn)).count();
    let Some(number) = (tags.len() - modifiers).checked_sub(1).filter(|n| modifiers > 0 && tags[*n] == Tag::Cd) else {
        return false;
    };
    let one = matches!(tokens[number].of(text), "one" | "One" | "1") || tokens[number + 1].gap == crate::Gap::None;
    let determined =
        number > 0 && matches!(tags[number - 1], Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Sym | Tag::Cd | Tag::Hyph);
    !one && !determined
}
