//! A word by itself, whatever its sentence: its stem, what the lists say of it, whether a frame can begin with it, how far its
//! choice judges. Most words come in many articles, and what is known of one lies in one place.

use super::evaluations::{Lexicon, Listed};
use super::frames::{FrameLists, Opens};
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
    /// Whether words of the frames of whole articles do.
    pub news: Opens,
    /// In which form its load was asked for last, if ever, and what it was.
    form: u8,
    load: i16,
    /// How much of that its letters are, in every form; [`UNKNOWN`] if that was never asked for.
    letters: i16,
}

const UNKNOWN: i16 = i16::MIN;

/// So many words are remembered: few enough to stay in near memory.
const REMEMBERED: usize = 1 << 15;

thread_local! {
    /// Each word at the place that its key gives; the one that came last stays. The word of key 0 is none.
    static MEMO: RefCell<Vec<Known>> = RefCell::new(vec![Known::default(); REMEMBERED]);
}

impl Known {
    /// What is known of some words with their keys, one for one, behind what stands in `out`.
    pub fn all<'t>(words: impl Iterator<Item = Option<(&'t str, u64)>>, out: &mut Vec<Known>) {
        MEMO.with_borrow_mut(|memo| {
            out.extend(words.map(|word| match word {
                Some((word, key)) if plain(word) => {
                    let known = &mut memo[place(key)];
                    if known.key != key {
                        *known = Known::new(word, key);
                    }
                    *known
                }
                Some((word, key)) => Known::new(word, key),
                None => Known::default(),
            }));
        });
    }

    fn new(word: &str, key: u64) -> Known {
        let listed = Lexicon::shared().of(key);
        let (opens, news) = (FrameLists::shared().opens(word, key), FrameLists::news().opens(word, key));
        Known { key, stem: stem(word, key), listed, opens, news, form: 0, load: 0, letters: UNKNOWN }
    }

    /// How far it is loaded by itself in a form, from 1 on, if that is remembered.
    pub fn load(&self, form: u8) -> Option<i32> {
        (self.form == form).then(|| self.load.into())
    }

    /// How much of its load its letters are, if that is remembered.
    pub fn letters(&self) -> Option<i32> {
        (self.letters != UNKNOWN).then(|| self.letters.into())
    }

    /// Remembers how far a word is loaded by itself in a form, and how much of that its letters are.
    pub fn keep_load(&self, word: &str, form: u8, load: i32, letters: i32) {
        if let (true, Ok(load), Ok(letters)) = (plain(word), i16::try_from(load), i16::try_from(letters)) {
            MEMO.with_borrow_mut(|memo| {
                let known = &mut memo[place(self.key)];
                if known.key == self.key {
                    (known.form, known.load, known.letters) = (form, load, letters);
                }
            });
        }
    }
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
        let known = |word: &str| {
            let mut out = Vec::new();
            Known::all(std::iter::once(Some((word, key(word)))), &mut out);
            out[0]
        };
        let words = ["attack", "Attack", "réclame", "reclame", "the", "not", "’", "falsely"];
        for word in words.iter().chain(&words) {
            let (known, new) = (known(word), Known::new(word, key(word)));
            assert_eq!(
                (known.stem, known.listed, known.opens, known.news),
                (new.stem, new.listed, new.opens, new.news),
                "{word}"
            );
        }
        known("harbour").keep_load("harbour", 3, 7, 5);
        assert_eq!([3, 4].map(|form| known("Harbour").load(form)), [Some(7), None]);
        known("harbour").keep_load("harbour", 4, 70_000, 5);
        assert_eq!([3, 4].map(|form| known("harbour").load(form)), [Some(7), None], "more than there is room for");
        assert_eq!((known("HARBOUR").letters(), known("harbours").letters()), (Some(5), None));
    }
}
