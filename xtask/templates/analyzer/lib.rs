//! Sentences that ask something: a first analyzer, to be changed into your own.
//!
//! It reads two layers, writes one, and has one option. What it declares in `Reads` is all it can see.

use parallax_core::{Analyzer, Article, Note, Span};
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sentence that ends in a question mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct __Name__Note {
    #[serde(skip)]
    span: Span,
    /// How many words it has.
    pub words: usize,
    /// Where its question mark stands: the reason for this note.
    pub mark_at: Span,
}

impl Note for __Name__Note {
    const LAYER: &'static str = "__layer__";
    fn span(&self) -> Span {
        self.span
    }
}

/// The table `[__layer__]` of `parallax.toml`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct __Name__Options {
    /// A question of fewer words is left out.
    pub shortest: usize,
}

impl Default for __Name__Options {
    fn default() -> Self {
        __Name__Options { shortest: 3 }
    }
}

/// The analyzer of the `__layer__` layer.
pub struct __Name__ {
    options: __Name__Options,
}

parallax_core::register! {
    /// Sentences that end in a question mark, of at least `shortest` words.
    analyzer "__layer__": __Name__
}

impl Analyzer for __Name__ {
    type Reads = (Sentence, Token);
    type Writes = __Name__Note;
    type Options = __Name__Options;

    fn new(options: __Name__Options) -> Self {
        __Name__ { options }
    }

    fn read(&self, article: &Article, (sentences, tokens): (&[Sentence], &[Token])) -> Vec<__Name__Note> {
        let text = article.text();
        let question = |sentence: &Sentence| {
            let tokens = sentence.tokens(tokens);
            // A closing quotation mark may stand after the question mark.
            let mark = tokens.iter().rev().find(|token| !token.is_quote(text)).filter(|token| token.is(text, "?"))?;
            let words = tokens.iter().filter(|token| token.is_word()).count();
            let note = __Name__Note { span: sentence.span(), words, mark_at: mark.span() };
            (words >= self.options.shortest).then_some(note)
        };
        sentences.iter().filter_map(question).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_noted_with_its_words_and_a_short_one_is_not() {
        parallax_testkit::check::<__Name__Note>(
            "
The bridge is closed again. Who is going to pay for it? Nobody knows. Why? “Did anyone ask the town?”
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 7 words
                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ 5 words
",
            |note, _| format!("{} words", note.words),
        );
    }
}
