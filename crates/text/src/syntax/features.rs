//! What the tagger sees of a token: rows of the weights, hashed.

use super::{ROWS, Tag};
use crate::{Token, TokenKind};

/// Features of one token.
pub const FEATURES: usize = 16;

/// The rows of `tokens[i]`'s features, given the tags of the two tokens before it (none before the sentence).
///
/// `tokens` is one sentence of `text`.
pub fn features(text: &str, tokens: &[Token], i: usize, before: [Option<Tag>; 2]) -> [u32; FEATURES] {
    let key = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or(1, |t| t.key);
    let (left, here, right) = (key(i.checked_sub(1)), tokens[i].key, key(Some(i + 1)));
    let tag = |t: Option<Tag>| t.map_or(99, |t| t as u64);
    let (one, two) = (tag(before[0]), tag(before[1]));
    let word = tokens[i].of(text).as_bytes();
    let (last, ending) = (suffix(word, 2), suffix(word, 3));
    let next = tokens.get(i + 1).map_or(0, |t| suffix(t.of(text).as_bytes(), 3));
    let shape = shape(&tokens[i], i == 0);
    let each = [
        here,
        pair(here, one),
        pair(here, left),
        pair(here, right),
        left,
        right,
        key(i.checked_sub(2)),
        key(Some(i + 2)),
        one,
        pair(one, two),
        pair(ending, one),
        pair(ending, shape),
        pair(last, shape),
        pair(shape, one),
        pair(next, one),
        pair(suffix(word, 4), u64::from(word.first().copied().unwrap_or(0).to_ascii_lowercase())),
    ];
    std::array::from_fn(|n| row(each[n], n as u64))
}

fn pair(a: u64, b: u64) -> u64 {
    (a ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

fn row(value: u64, template: u64) -> u32 {
    let mixed = pair(value, template.wrapping_add(101));
    ((mixed ^ (mixed >> 29)) % ROWS as u64) as u32
}

/// The last bytes of a word in lower case, as a number; the whole word where it is shorter.
fn suffix(word: &[u8], len: usize) -> u64 {
    let tail = &word[word.len().saturating_sub(len)..];
    tail.iter().fold(word.len().min(len) as u64, |n, b| (n << 8) | u64::from(b.to_ascii_lowercase()))
}

fn shape(token: &Token, first: bool) -> u64 {
    let kind = match token.kind {
        TokenKind::Word => 0,
        TokenKind::Abbreviation => 1,
        TokenKind::Number => 2,
        TokenKind::Possessive => 3,
        TokenKind::Address => 4,
        TokenKind::Mark => 5,
    };
    kind | u64::from(token.capital()) << 3
        | u64::from(token.all_capitals()) << 4
        | u64::from(token.has_digit()) << 5
        | u64::from(first) << 6
        | u64::from(token.gap == crate::Gap::None) << 7
}
