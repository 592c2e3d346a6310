//! Stretches of tokens in which a name can stand: capitals and what may join them. Outside them nothing is ever a name, so
//! the model need not look there.

use crate::rules::function_words;
use parallax_text::{Gap, Sentence, Token, TokenKind, among, key};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Tokens `from..to` of the article, all in one line of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// First token.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// Number of its sentence.
    pub sentence: usize,
}

/// Small words that stand inside names of several languages.
const JOINTS: &str = "of the and for on in to at with a an from by against as de da do dos das del della di du des la le les \
    el al van von der den het ter ten bin binti ibn ben bint abu um und et y e i o s n ul ur";

/// Marks that stand inside names.
const MARKS: [&str; 12] = ["-", "&", "'", "’", "/", ".", ",", "+", "!", "–", "‘", "®"];

/// How many tokens a zone keeps before its first capital and after its last.
const EDGE: usize = 2;

/// Small words with which a name can begin.
const OPENING: &str = "al el de da di du la le van von der den bin ibn bint abu";

/// The zones of an article, in order.
pub(crate) fn zones(text: &str, sentences: &[Sentence], tokens: &[Token]) -> Vec<Zone> {
    let mut out = Vec::new();
    for (sentence, s) in sentences.iter().enumerate() {
        let range = s.range();
        let mut at = range.start;
        while at < range.end {
            let from = at;
            let (mut first, mut last) = (None, at);
            while at < range.end && (at == from || tokens[at].gap < Gap::Line) {
                if name_like(&tokens[at]) {
                    first = first.or(Some(at));
                    last = at;
                } else if !joint(text, &tokens[at]) {
                    break;
                }
                at += 1;
            }
            if let Some(first) = first.filter(|first| !nothing(tokens, range.start, *first, last)) {
                let edge = |i: &usize, opens: bool| {
                    let token = &tokens[*i];
                    match token.kind {
                        TokenKind::Number => true,
                        TokenKind::Word | TokenKind::Abbreviation => {
                            token.gap == Gap::None || opens && among(OPENING, token.of(text))
                        }
                        _ => token.gap == Gap::None,
                    }
                };
                let before = (from..first).rev().take(EDGE).take_while(|i| edge(i, true)).count();
                let after = (last + 1..at).take(EDGE).take_while(|i| edge(i, false)).count();
                out.push(Zone { from: first - before, to: last + 1 + after, sentence });
            }
            // The token that ended the stretch is neither; a line break begins a new one.
            if at < range.end && (at == from || tokens[at].gap < Gap::Line) {
                at += 1;
            }
        }
    }
    out
}

/// Whether the only capital is that of a function word which opens the sentence ("The", "But").
fn nothing(tokens: &[Token], start: usize, first: usize, last: usize) -> bool {
    first == last && first == start && !tokens[first].all_capitals() && function_words().contains(&tokens[first].key)
}

/// A word with a capital anywhere.
fn name_like(token: &Token) -> bool {
    token.is_word() && (token.capital() || token.inner_capital())
}

fn joint(text: &str, token: &Token) -> bool {
    match token.kind {
        TokenKind::Number | TokenKind::Possessive => true,
        TokenKind::Mark => MARKS.contains(&token.of(text)),
        TokenKind::Word | TokenKind::Abbreviation => joints().contains(&token.key) || token.gap == Gap::None,
        TokenKind::Address => false,
    }
}

fn joints() -> &'static FxHashSet<u64> {
    static SET: OnceLock<FxHashSet<u64>> = OnceLock::new();
    SET.get_or_init(|| JOINTS.split_whitespace().map(key).collect())
}
