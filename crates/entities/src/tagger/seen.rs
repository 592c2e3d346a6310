//! What the whole article shows of each word: how it is written elsewhere, in which names the rules found it, and beside
//! what it stands. A name introduced once in full so helps its short forms, and a headline is read by its text.

use crate::Label;
use crate::gazetteer::Gazetteer;
use crate::rules::{Draft, Sure, speech};
use parallax_text::{Gap, Sentence, Token, TokenKind, key};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// What an article shows of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// How often in small letters.
    pub small: u8,
    /// How often with a capital where none is owed (inside a sentence that is not all capitals).
    pub capital: u8,
    /// Neighbours in any place, see [`beside`].
    pub beside: u16,
    /// How often the rules found it as the last, first, inner, only token of a name, by label.
    pub roles: [[u8; 10]; 4],
}

/// Prepositions that lead to a place.
const PLACE_WORDS: &str = "in near at from across around outside";

/// Honorifics that only persons have.
const HONORIFICS: &str =
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Sen. Rep. Gov. Gen. Col. Capt. Lt. Sgt. Prof. Rev. Sheikh Lady Lord";

/// All words of an article that stand somewhere with a capital.
pub(crate) struct Seen(FxHashMap<u64, Word>);

impl Seen {
    pub(crate) fn new(
        text: &str,
        sentences: &[Sentence],
        tokens: &[Token],
        drafts: &[Draft],
        lists: &Gazetteer,
        title_case: &[bool],
    ) -> Seen {
        let mut words: FxHashMap<u64, Word> = FxHashMap::default();
        for (sentence, title_case) in sentences.iter().zip(title_case) {
            let range = sentence.range();
            for i in range.clone().filter(|i| tokens[*i].capital() && tokens[*i].is_word()) {
                let word = words.entry(tokens[i].key).or_default();
                let owed = *title_case || i == range.start || i > 0 && tokens[i - 1].is_quote(text);
                if !owed {
                    word.capital = word.capital.saturating_add(1);
                }
                word.beside |= beside(text, &tokens[range.clone()], i - range.start, lists);
            }
        }
        for token in tokens.iter().filter(|t| t.is_word() && !t.capital()) {
            if let Some(word) = words.get_mut(&token.key) {
                word.small = word.small.saturating_add(1);
            }
        }
        for d in drafts.iter().filter(|d| d.sure >= Sure::Guess) {
            for (i, token) in (d.from..d.to).zip(&tokens[d.from..d.to]) {
                let role = match (i == d.from, i + 1 == d.to) {
                    (true, true) => 3,
                    (true, false) => 1,
                    (false, true) => 0,
                    _ => 2,
                };
                if let Some(word) = words.get_mut(&token.key) {
                    let n = &mut word.roles[role][d.label as usize];
                    *n = n.saturating_add(1);
                }
            }
        }
        Seen(words)
    }

    pub(crate) fn word(&self, key: u64) -> Word {
        self.0.get(&key).copied().unwrap_or_default()
    }
}

impl Word {
    /// The label that most names have in which the word plays `role`, from 1; 0 where there is none.
    pub(crate) fn mostly(&self, role: usize) -> u64 {
        let (mut top, mut label) = (0, 0);
        for (i, n) in self.roles[role].iter().enumerate() {
            if *n > top {
                (top, label) = (*n, i as u64 + 1);
            }
        }
        label
    }
}

static PLACES: OnceLock<FxHashSet<u64>> = OnceLock::new();
static HONOURS: OnceLock<FxHashSet<u64>> = OnceLock::new();

/// The keys of a list's words, made once.
fn set(of: &'static OnceLock<FxHashSet<u64>>, words: &str) -> &'static FxHashSet<u64> {
    of.get_or_init(|| words.split_whitespace().map(key).collect())
}

/// What stands beside the token at `i` of a sentence, a bit for each: the article, a place word, a title, an honorific, a
/// possessive, a verb of speech, a number, brackets, a place behind a comma, a given name.
fn beside(text: &str, tokens: &[Token], i: usize, lists: &Gazetteer) -> u16 {
    let before = i.checked_sub(1).map(|b| &tokens[b]);
    let after = tokens.get(i + 1);
    let word = |t: Option<&Token>| t.map_or("", |t| t.of(text));
    let (b, a) = (word(before), word(after));
    let place = |key: u64| lists.names.by_key(key).is_some_and(|k| k.label == Label::Gpe);
    let bits = [
        b.eq_ignore_ascii_case("the"),
        before.is_some_and(|t| !t.capital() && set(&PLACES, PLACE_WORDS).contains(&t.key)),
        before.is_some_and(|t| lists.titles.by_key(t.key).is_some()),
        before.is_some_and(|t| t.capital() && set(&HONOURS, HONORIFICS).contains(&t.key)),
        after.is_some_and(|t| t.kind == TokenKind::Possessive) || matches!(a, "’" | "'"),
        after.is_some_and(|t| speech().by_key(t.key).is_some())
            || before.is_some_and(|t| speech().by_key(t.key).is_some()),
        after.is_some_and(|t| t.kind == TokenKind::Number && t.gap == Gap::Space),
        b == "(" && a == ")",
        a == "," && tokens.get(i + 2).is_some_and(|t| place(t.key)),
        before.is_some_and(|t| t.capital() && lists.is_given(t.key)),
    ];
    bits.iter().enumerate().fold(0, |all, (n, bit)| all | u16::from(*bit) << n)
}
