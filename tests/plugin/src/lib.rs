//! Promises: sentences in which somebody says what will be done. An analyzer as one writes it outside the project.

use parallax_core::{Analyzer, Article, NoOptions, Note, Span};
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::Serialize;

/// A sentence with a promise.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Promise {
    #[serde(skip)]
    span: Span,
    /// The word that promises: the reason for this note.
    pub word_at: Span,
}

impl Note for Promise {
    const LAYER: &'static str = "promises";
    fn span(&self) -> Span {
        self.span
    }
}

/// The analyzer of the promises.
pub struct Promises;

parallax_core::register! {
    /// Sentences with "will" or "shall".
    analyzer "promises": Promises
}

impl Analyzer for Promises {
    type Reads = (Sentence, Token);
    type Writes = Promise;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Promises
    }

    fn read(&self, article: &Article, (sentences, tokens): (&[Sentence], &[Token])) -> Vec<Promise> {
        let promise = |sentence: &Sentence| {
            let word = sentence.tokens(tokens).iter().find(|t| matches!(t.of(article.text()), "will" | "shall"))?;
            Some(Promise { span: sentence.span(), word_at: word.span() })
        };
        sentences.iter().filter_map(promise).collect()
    }
}
