//! Text to tokens: words, numbers and marks, cut by hand in one pass over the bytes.
//!
//! Hyphens and slashes stand alone (`Tu-22M3` is `Tu` `-` `22` `M3`, each but the first [`Gap::None`]), a possessive is cut off
//! (`Minsk` `’s`), abbreviations keep their full stop, and a number's scale is cut off (`5.2` `bn`).

use crate::{Gap, Token, TokenKind};
use parallax_core::Span;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

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
            let (kind, may_end) = self.token(c, gap, out.last());
            out.push(Token::new(self.text, Span::new(start, self.at), kind, gap, may_end));
            gap = Gap::None;
        }
    }

    /// Moves past one token that begins with `c`: its kind, and whether it may end a sentence.
    fn token(&mut self, c: char, gap: Gap, before: Option<&Token>) -> (TokenKind, bool) {
        if c.is_ascii_digit() {
            self.number();
            return (TokenKind::Number, false);
        }
        if c.is_alphanumeric() {
            if let Some(len) = self.code_before_number(gap, before) {
                self.at += len;
                return (TokenKind::Word, false);
            }
            return self.word();
        }
        // ".25" begins with its point.
        let after = |t: &Token| t.is_word() || t.kind == TokenKind::Number;
        if c == '.'
            && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit)
            && (gap > Gap::None || !before.is_some_and(after))
            && before.is_none_or(|t| gap > Gap::None || t.of(self.text) != ".")
        {
            self.at += 1;
            self.number();
            return (TokenKind::Number, false);
        }
        self.at += c.len_utf8();
        let glued = gap == Gap::None && before.is_some_and(Token::is_word);
        match c {
            '\'' | '’' if glued && self.possessive_at(self.at) => {
                self.at += 1;
                (TokenKind::Possessive, false)
            }
            '@' | '#' if !glued && self.char_at(self.at).is_some_and(char::is_alphanumeric) => {
                self.while_(|c| c.is_alphanumeric() || c == '_');
                (TokenKind::Address, false)
            }
            '.' | '-' | '`' => {
                self.while_(|next| next == c);
                (TokenKind::Mark, false)
            }
            '\'' if self.bytes.get(self.at) == Some(&b'\'') => {
                self.at += 1;
                (TokenKind::Mark, false)
            }
            _ => (TokenKind::Mark, false),
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

    /// `EUR50m`, `RM79`, `$US55`: letters of a currency that touch their number are a token of their own.
    fn code_before_number(&self, gap: Gap, before: Option<&Token>) -> Option<usize> {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().take(4).position(|b| !b.is_ascii_alphabetic())?;
        if len == 0 || !rest[len].is_ascii_digit() || !rest[..len].iter().all(|b| b.is_ascii_uppercase() || *b == b's')
        {
            return None;
        }
        let behind_sign = gap == Gap::None && before.is_some_and(|t| t.of(self.text) == "$");
        (behind_sign || CODES.contains(&&self.text[self.at..self.at + len])).then_some(len)
    }

    fn word(&mut self) -> (TokenKind, bool) {
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
                return (TokenKind::Abbreviation, when == When::MayEnd);
            }
            let behind_digit = start > 0 && self.bytes[start - 1].is_ascii_digit();
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && !behind_digit;
            if initial || word.contains('.') && word.split('.').all(|part| part.chars().count() == 1) {
                self.at += 1;
                return (TokenKind::Abbreviation, !initial);
            }
        }
        (TokenKind::Word, false)
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
    fn address(&mut self) -> (TokenKind, bool) {
        self.while_(|c| !c.is_whitespace() && !matches!(c, ')' | ']' | '>' | '"' | '”' | '»' | '|' | ','));
        while self.bytes[self.at - 1] == b'.' {
            self.at -= 1;
        }
        (TokenKind::Address, false)
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

/// Codes of money that are written without a space before the number: ISO 4217's most traded, and newspapers' own.
const CODES: [&str; 34] = [
    "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "INR", "AUD", "CAD", "NZD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK",
    "HUF", "RUB", "UAH", "TRY", "ZAR", "BRL", "MXN", "KRW", "SGD", "HKD", "MYR", "THB", "IDR", "AED", "RM", "Rs", "PS",
    "NT",
];

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
        assert_eq!(
            cut("by .25 to RM79, EUR50m, $US55,931 at 9.30.5"),
            ["by", ".25", "to", "RM", "79", ",", "EUR", "50", "m", ",", "$", "US", "55,931", "at", "9.30.5"]
        );
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
