//! Tokens: words, numbers and marks, cut by hand in one pass over the bytes.
//!
//! Hyphens and slashes stand alone (`Tu-22M3` is `Tu` `-` `22` `M3`, each but the first [`Gap::None`]), a possessive is cut off
//! (`Minsk` `’s`), abbreviations keep their full stop, and a number's scale is cut off (`5.2` `bn`).

use crate::key;
use parallax_core::{Analyzer, Article, NoOptions, Note, Span};
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::OnceLock;

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

/// Cuts texts into tokens.
pub struct Tokenizer {
    /// Abbreviations without their last full stop.
    abbreviations: FxHashMap<&'static str, When>,
}

/// Which full stops after an abbreviation are its own, and which end a sentence too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    InsideSentence,
    MayEnd,
    BeforeNumber,
}

impl Tokenizer {
    /// The one with the built-in abbreviations.
    pub fn shared() -> &'static Tokenizer {
        static SHARED: OnceLock<Tokenizer> = OnceLock::new();
        SHARED.get_or_init(|| {
            let rows = crate::rows(include_str!("../data/abbreviations.txt"));
            let entry = |row: Vec<&'static str>| {
                let when = match row.get(1).copied() {
                    Some("may_end") => When::MayEnd,
                    Some("before_number") => When::BeforeNumber,
                    _ => When::InsideSentence,
                };
                (row[0].strip_suffix('.').unwrap_or(row[0]), when)
            };
            Tokenizer { abbreviations: rows.map(entry).collect() }
        })
    }

    /// The tokens of `text`, in order.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut out = Vec::with_capacity(text.len() / 5 + 1);
        Scan { text, bytes: text.as_bytes(), at: 0, tokenizer: self }.run(&mut out);
        out
    }

    /// Keys of the tokens of a phrase.
    pub fn keys(&self, phrase: &str) -> Vec<u64> {
        self.tokens(phrase).iter().map(|t| t.key).collect()
    }
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    tokenizer: &'t Tokenizer,
}

impl Scan<'_> {
    fn run(&mut self, out: &mut Vec<Token>) {
        let mut gap = Gap::Line;
        while let Some(c) = self.char_at(self.at) {
            if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\0') {
                gap = gap.max(if c == '\n' { Gap::Line } else { Gap::Space });
                self.at += c.len_utf8();
                continue;
            }
            let start = self.at;
            let (kind, flags) = self.token(c, gap, out.last());
            out.push(self.make(start, kind, gap, flags));
            gap = Gap::None;
        }
    }

    /// Moves past one token that begins with `c`.
    fn token(&mut self, c: char, gap: Gap, before: Option<&Token>) -> (TokenKind, u8) {
        if c.is_ascii_digit() {
            self.number();
            return (TokenKind::Number, 0);
        }
        if c.is_alphanumeric() {
            return self.word();
        }
        self.at += c.len_utf8();
        let glued = gap == Gap::None && before.is_some_and(Token::is_word);
        match c {
            '\'' | '’' if glued && self.possessive_at(self.at) => {
                self.at += 1;
                (TokenKind::Possessive, 0)
            }
            '@' | '#' if !glued && self.char_at(self.at).is_some_and(char::is_alphanumeric) => {
                self.while_(|c| c.is_alphanumeric() || c == '_');
                (TokenKind::Address, 0)
            }
            '.' | '-' | '`' => {
                self.while_(|next| next == c);
                (TokenKind::Mark, 0)
            }
            '\'' if self.bytes.get(self.at) == Some(&b'\'') => {
                self.at += 1;
                (TokenKind::Mark, 0)
            }
            _ => (TokenKind::Mark, 0),
        }
    }

    /// `9,000`, `3.5`; a separator belongs to the number only between digits.
    fn number(&mut self) {
        loop {
            self.while_(|c| c.is_ascii_digit());
            let separated = matches!(self.bytes.get(self.at), Some(b'.' | b','))
                && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
            if !separated {
                return;
            }
            self.at += 1;
        }
    }

    fn word(&mut self) -> (TokenKind, u8) {
        let start = self.at;
        loop {
            self.while_(|c| c.is_alphanumeric() || c == '_' || is_mark_on_letter(c));
            let rest = &self.bytes[self.at..];
            match rest.first() {
                Some(b':') if rest.starts_with(b"://") => return self.address(),
                Some(b'@') if self.char_at(self.at + 1).is_some_and(char::is_alphanumeric) => return self.address(),
                Some(b'.') if &self.text[start..self.at] == "www" => return self.address(),
                Some(b'.') if self.dot_joins(start) => self.at += 1,
                Some(b'&') if rest.get(1).is_some_and(u8::is_ascii_uppercase) => self.at += 1,
                Some(b'\'') if self.apostrophe_joins(self.at + 1) => self.at += 1,
                Some(0xe2) if rest.starts_with("’".as_bytes()) && self.apostrophe_joins(self.at + 3) => self.at += 3,
                _ => break,
            }
        }
        if self.bytes.get(self.at) == Some(&b'.') && self.bytes.get(self.at + 1) != Some(&b'.') {
            let word = &self.text[start..self.at];
            let known = self.tokenizer.abbreviations.get(word);
            if let Some(&when) = known.filter(|w| **w != When::BeforeNumber || self.number_follows()) {
                self.at += 1;
                return (TokenKind::Abbreviation, if when == When::MayEnd { MAY_END } else { 0 });
            }
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            if initial || word.contains('.') && word.split('.').all(|part| part.chars().count() == 1) {
                self.at += 1;
                return (TokenKind::Abbreviation, if initial { 0 } else { MAY_END });
            }
        }
        (TokenKind::Word, 0)
    }

    fn number_follows(&self) -> bool {
        self.bytes[self.at + 1..].iter().find(|b| !b.is_ascii_whitespace()).is_some_and(u8::is_ascii_digit)
    }

    /// A full stop inside `U.S`, `gov.ua`; not between two sentences that a space should part.
    fn dot_joins(&self, start: usize) -> bool {
        let so_far = &self.text[start..self.at];
        let Some(next) = self.char_at(self.at + 1).filter(|c| c.is_alphanumeric()) else { return false };
        let last_part = so_far.rsplit('.').next().unwrap_or("");
        let dotted = last_part.chars().count() == 1
            && self.char_at(self.at + 1 + next.len_utf8()).is_none_or(|c| !c.is_alphabetic());
        dotted || next.is_lowercase() && last_part.chars().count() > 1
    }

    /// `O’Brien`, `don’t`, `d’Ivoire`: letters follow that are no possessive.
    fn apostrophe_joins(&self, after: usize) -> bool {
        self.char_at(after).is_some_and(char::is_alphabetic) && !self.possessive_at(after)
    }

    fn possessive_at(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b's' | b'S')) && !self.char_at(at + 1).is_some_and(char::is_alphanumeric)
    }

    /// Everything up to white space or a closing mark.
    fn address(&mut self) -> (TokenKind, u8) {
        self.while_(|c| !c.is_whitespace() && !matches!(c, ')' | ']' | '>' | '"' | '”' | '»' | '|' | ','));
        while self.bytes[self.at - 1] == b'.' {
            self.at -= 1;
        }
        (TokenKind::Address, 0)
    }

    fn make(&self, start: usize, kind: TokenKind, gap: Gap, flags: u8) -> Token {
        let span = Span::new(start, self.at);
        let word = span.of(self.text);
        let mut shape = flags;
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

    fn char_at(&self, at: usize) -> Option<char> {
        match *self.bytes.get(at)? {
            b if b.is_ascii() => Some(char::from(b)),
            _ => self.text[at..].chars().next(),
        }
    }

    fn while_(&mut self, test: impl Fn(char) -> bool) {
        while let Some(c) = self.char_at(self.at).filter(|c| test(*c)) {
            self.at += c.len_utf8();
        }
    }
}

/// Combining accents, which continue a word.
fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        Tokenizer::shared().tokens(text).iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn names_numbers_and_marks() {
        assert_eq!(cut("Tu-22M3, F-16s"), ["Tu", "-", "22", "M3", ",", "F", "-", "16", "s"]);
        assert_eq!(cut("up to 9,000 men."), ["up", "to", "9,000", "men", "."]);
        assert_eq!(cut("$5.2bn, 30-30"), ["$", "5.2", "bn", ",", "30", "-", "30"]);
        assert_eq!(cut("10/17/2022"), ["10", "/", "17", "/", "2022"]);
    }

    #[test]
    fn apostrophes() {
        assert_eq!(cut("Minsk’s plan, O'Brien's don’t"), ["Minsk", "’s", "plan", ",", "O'Brien", "'s", "don’t"]);
        assert_eq!(cut("the leaders’ belief"), ["the", "leaders", "’", "belief"]);
    }

    #[test]
    fn full_stops() {
        assert_eq!(cut("the U.S. and Mr. Li."), ["the", "U.S.", "and", "Mr.", "Li", "."]);
        assert_eq!(cut("see kmu.gov.ua."), ["see", "kmu.gov.ua", "."]);
        assert_eq!(cut("left the camp.Belarus said"), ["left", "the", "camp", ".", "Belarus", "said"]);
        assert_eq!(cut("George W. Bush (...)"), ["George", "W.", "Bush", "(", "...", ")"]);
        assert_eq!(cut("he said no. Then"), ["he", "said", "no", ".", "Then"]);
        assert_eq!(cut("No. 5"), ["No.", "5"]);
    }

    #[test]
    fn addresses() {
        assert_eq!(cut("at https://a.example/b?c=1, or @desk"), ["at", "https://a.example/b?c=1", ",", "or", "@desk"]);
        assert_eq!(cut("mail me@site.example."), ["mail", "me@site.example", "."]);
    }

    #[test]
    fn every_byte_is_in_a_token_or_white() {
        let text = "“Où?” \u{feff}Сhina—5 %\n\n…x\u{301} 中文";
        let tokens = Tokenizer::shared().tokens(text);
        let inside: String = tokens.iter().map(|t| t.of(text)).collect();
        let outside: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
        assert_eq!(inside, outside);
    }
}
