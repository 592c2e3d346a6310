//! The layer of tokens: what a token is and what it tells of its letters.

use crate::{Tokenizer, key};
use parallax_core::{Analyzer, Article, NoOptions, Note, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// One token. Not published: it is the engine's own view of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Token {
    #[serde(skip)]
    span: Span,
    /// Hash of the folded word, see [`key`](crate::key).
    pub key: u64,
    /// What it is.
    pub kind: TokenKind,
    /// What stands between it and the token before.
    pub gap: Gap,
    /// Its letters, see [`Token::capital`] and the like.
    shape: u8,
}

// The bits of a shape.
const CAPITAL: u8 = 1;
const LOWER: u8 = 2;
const MORE_CAPITALS: u8 = 4;
const DIGIT: u8 = 8;
const MAY_END: u8 = 16;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub enum TokenKind {
    /// Letters, perhaps with digits after them.
    Word,
    /// A word that ends in its own full stop.
    Abbreviation,
    /// Digits with separators inside.
    Number,
    /// `’s`
    Possessive,
    /// An address, a handle, a hashtag.
    Address,
    /// Anything else, one character (dots and dashes in a row are one).
    Mark,
}

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub enum Gap {
    /// Nothing.
    None,
    /// White space.
    Space,
    /// A line break.
    Line,
}

impl Token {
    /// A token of `text`, with its shape read off its letters.
    pub(crate) fn new(text: &str, span: Span, kind: TokenKind, gap: Gap, may_end: bool) -> Token {
        let word = span.of(text);
        let mut shape = if may_end { MAY_END } else { 0 };
        for (i, c) in word.chars().enumerate() {
            shape |= match c {
                'a'..='z' => LOWER,
                'A'..='Z' if i == 0 => CAPITAL,
                'A'..='Z' => MORE_CAPITALS,
                '0'..='9' => DIGIT,
                _ if c.is_ascii() => 0,
                _ if c.is_lowercase() => LOWER,
                _ if c.is_uppercase() && i == 0 => CAPITAL,
                _ if c.is_uppercase() => MORE_CAPITALS,
                _ => 0,
            };
        }
        Token { span, key: key(word), kind, gap, shape }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Its letters in `text`.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Starts with a capital.
    pub fn capital(&self) -> bool {
        self.shape & CAPITAL != 0
    }

    /// Capitals only, at least two.
    pub fn all_capitals(&self) -> bool {
        self.shape & (CAPITAL | LOWER | MORE_CAPITALS) == CAPITAL | MORE_CAPITALS
    }

    /// Has a small letter.
    pub fn has_lower(&self) -> bool {
        self.shape & LOWER != 0
    }

    /// Has a digit.
    pub fn has_digit(&self) -> bool {
        self.shape & DIGIT != 0
    }

    /// A capital after its first letter.
    pub fn inner_capital(&self) -> bool {
        self.shape & MORE_CAPITALS != 0
    }

    /// A word or an abbreviation.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Abbreviation)
    }

    /// An abbreviation that often ends a sentence too ("p.m.").
    pub fn may_end_sentence(&self) -> bool {
        self.shape & MAY_END != 0
    }

    /// Whether it is this mark.
    pub fn is(&self, text: &str, mark: &str) -> bool {
        self.kind == TokenKind::Mark && self.of(text) == mark
    }

    /// Whether it is an opening or closing quotation mark that is no apostrophe.
    pub fn is_quote(&self, text: &str) -> bool {
        self.kind == TokenKind::Mark && matches!(self.of(text), "\"" | "“" | "”" | "„" | "«" | "»" | "‟" | "''" | "``")
    }
}

impl Note for Token {
    const LAYER: &'static str = "tokens";
    const PUBLISHED: bool = false;
    fn span(&self) -> Span {
        self.span
    }
}

/// The analyzer of the token layer.
pub struct Tokens;

parallax_core::register! {
    /// Words, numbers and marks of the whole text; not part of the output.
    analyzer "tokens": Tokens
}

impl Analyzer for Tokens {
    type Reads = ();
    type Writes = Token;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Tokens
    }

    fn read(&self, article: &Article, (): ()) -> Vec<Token> {
        let mut tokens = Tokenizer::shared().tokens(article.text());
        if !article.masks.is_empty() {
            tokens.retain(|t| !article.masked(t.span));
        }
        tokens
    }
}
