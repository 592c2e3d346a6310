//! A word by itself, whatever its sentence: its stem, what the lists say of it, whether a frame can begin with it, how far its
//! choice judges. Most words come in many articles, and what is known of one lies in one place.

use crate::frames::lexicon::{self, Opens};
use crate::lexicon::{Lexicon, Listed};
use parallax_text::key;
use std::cell::RefCell;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    key: u64,
    /// Its beginning: words of one family have one.
    pub stem: u64,
    /// What the lists say of it.
    pub listed: Listed,
    /// Whether words of the published frames begin with it.
    pub opens: Opens,
    /// In which form its load was asked for last, if ever, and what it was.
    form: u8,
    load: i16,
}

/// So many words are remembered: few enough to stay in near memory.
const REMEMBERED: usize = 1 << 15;

thread_local! {
    /// Each word at the place that its key gives; the one that came last stays. The word of key 0 is none.
    static MEMO: RefCell<Vec<Known>> = RefCell::new(vec![Known::default(); REMEMBERED]);
}

impl Known {
    /// What is known of a word with this key.
    pub fn of(word: &str, key: u64) -> Known {
        if !plain(word) {
            return Known::new(word, key);
        }
        MEMO.with_borrow_mut(|memo| {
            let known = &mut memo[place(key)];
            if known.key != key {
                *known = Known::new(word, key);
            }
            *known
        })
    }

    fn new(word: &str, key: u64) -> Known {
        let listed = Lexicon::shared().of(key);
        let opens = lexicon::Lexicon::shared().opens(word, key);
        Known { key, stem: stem(word, key), listed, opens, form: 0, load: 0 }
    }
}

/// How far a word is loaded by itself, in a form from 1 on: what `new` finds, if it is not remembered.
pub(crate) fn load(word: &str, key: u64, form: u8, new: impl FnOnce() -> i32) -> i32 {
    let there = plain(word).then(|| place(key));
    let known = there.and_then(|at| {
        MEMO.with_borrow(|memo| (memo[at].key == key && memo[at].form == form).then_some(memo[at].load))
    });
    known.map_or_else(
        || {
            let load = new();
            if let (Some(at), Ok(load)) = (there, i16::try_from(load)) {
                MEMO.with_borrow_mut(|memo| {
                    if memo[at].key == key {
                        (memo[at].form, memo[at].load) = (form, load);
                    }
                });
            }
            load
        },
        i32::from,
    )
}

/// Whether the key tells all letters but for their case.
fn plain(word: &str) -> bool {
    word.is_ascii()
}

fn place(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize % REMEMBERED
}

/// How many letters of a word are its stem.
const STEM: usize = 6;

/// The stem of a word; a short word is its own.
fn stem(word: &str, whole: u64) -> u64 {
    let start = beginning(word, STEM);
    if start.len() < word.len() { key(start) } else { whole }.rotate_left(9)
}

/// The first letters of a word, so many.
pub(crate) fn beginning(word: &str, many: usize) -> &str {
    if word.is_ascii() {
        return &word[..many.min(word.len())];
    }
    word.char_indices().nth(many).map_or(word, |(at, _)| &word[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        assert_eq!(size_of::<Known>(), 32, "two to a line of memory");
        let words = ["attack", "Attack", "réclame", "reclame", "the", "not", "’", "falsely"];
        for word in words.iter().chain(&words) {
            let (known, new) = (Known::of(word, key(word)), Known::new(word, key(word)));
            assert_eq!((known.stem, known.listed, known.opens), (new.stem, new.listed, new.opens), "{word}");
        }
        let asked = |word: &str, form, load| super::load(word, key(word), form, || load);
        Known::of("harbour", key("harbour"));
        assert_eq!([asked("harbour", 3, 7), asked("Harbour", 3, 8), asked("harbour", 4, 9)], [7, 7, 9]);
        assert_eq!([asked("harbour", 3, 70_000), asked("harbour", 3, 5)], [70_000, 5], "more than there is room for");
    }
}
