//! Reads the compiled lists where they lie in the program: nothing is built when it starts.

use super::format::{HEAD, PAIR, PHRASE, WORD, slot};
use parallax_text::Token;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lists.bin"));

/// The parts of [`BYTES`].
#[derive(Debug)]
pub(super) struct Compiled {
    slots: &'static [u8],
    words: &'static [u8],
    phrases: &'static [u8],
    rest: &'static [u8],
    leaders: &'static [u8],
    shown: &'static [u8],
    ends: &'static [u8],
    letters: &'static [u8],
}

/// What the lists hold of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub bits: u16,
    /// Phrases that begin with it: the first, and how many names, heads and titles.
    first: usize,
    counts: [usize; 3],
    pub leader: u16,
}

/// Which of a word's phrases.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Names,
    Heads,
    Titles,
}

impl Compiled {
    pub fn new() -> Compiled {
        let count = |n: usize| number(BYTES, n * 4) as usize;
        let mut rest = &BYTES[HEAD..];
        let mut part = |len: usize| {
            let (part, after) = rest.split_at(len);
            rest = after;
            part
        };
        Compiled {
            slots: part(count(0) * 4),
            words: part(count(1) * WORD),
            phrases: part(count(2) * PHRASE),
            rest: part(count(3) * 8),
            leaders: part(count(4) * PAIR),
            shown: part(count(5) * PAIR),
            ends: part(count(6) * 4),
            letters: rest,
        }
    }

    /// What the lists hold of the word with this key.
    #[inline]
    pub fn word(&self, key: u64) -> Option<Word> {
        let slots = self.slots.len() / 4;
        let mut at = slot(key, slots);
        loop {
            let n = number(self.slots, at * 4) as usize;
            if n == 0 {
                return None;
            }
            let w = &self.words[(n - 1) * WORD..n * WORD];
            if long(w, 0) == key {
                let counts = [usize::from(short(w, 14)), usize::from(w[16]), usize::from(w[17])];
                return Some(Word { first: number(w, 8) as usize, bits: short(w, 12), counts, leader: short(w, 18) });
            }
            at = (at + 1) & (slots - 1);
        }
    }

    /// Values and other tokens of a word's phrases of one kind, the longest first.
    #[inline]
    fn phrases(&self, word: Word, kind: Kind) -> impl DoubleEndedIterator<Item = (u32, &'static [u8])> {
        let skip: usize = word.counts[..kind as usize].iter().sum();
        let from = (word.first + skip) * PHRASE;
        let all = &self.phrases[from..from + word.counts[kind as usize] * PHRASE];
        let rest = self.rest;
        all.chunks_exact(PHRASE).map(move |p| {
            let (at, len) = (number(p, 4) as usize, number(p, 8) as usize);
            (number(p, 0), &rest[at * 8..(at + len) * 8])
        })
    }

    /// The longest phrase of a kind that starts at `tokens[at]`: its length in tokens and its value.
    pub fn at(&self, kind: Kind, tokens: &[Token], at: usize) -> Option<(usize, u32)> {
        let word = self.word(tokens.get(at)?.key)?;
        let after = &tokens[at + 1..];
        let fits = |rest: &[u8]| {
            rest.len() / 8 <= after.len() && rest.chunks_exact(8).zip(after).all(|(k, t)| long(k, 0) == t.key)
        };
        self.phrases(word, kind).find(|(_, rest)| fits(rest)).map(|(value, rest)| (rest.len() / 8 + 1, value))
    }

    /// The value of a single word.
    pub fn single(&self, kind: Kind, key: u64) -> Option<u32> {
        self.single_of(self.word(key)?, kind)
    }

    /// The value of a word that was looked up. It is the shortest of its phrases, so the last.
    pub fn single_of(&self, word: Word, kind: Kind) -> Option<u32> {
        self.phrases(word, kind).next_back().filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
    }

    /// A string by its number.
    pub fn string(&self, n: u32) -> &'static str {
        let n = n as usize;
        let from = n.checked_sub(1).map_or(0, |before| number(self.ends, before * 4) as usize);
        let to = number(self.ends, n * 4) as usize;
        std::str::from_utf8(&self.letters[from..to]).unwrap_or("")
    }

    /// Full name and marks of leader `n` (from 1).
    pub fn leader(&self, n: u16) -> (&'static str, u32) {
        let at = (usize::from(n) - 1) * PAIR;
        (self.string(number(self.leaders, at)), number(self.leaders, at + 4))
    }

    /// The name under which an id is shown.
    pub fn shown(&self, id: &str) -> Option<&'static str> {
        let (mut from, mut to) = (0, self.shown.len() / PAIR);
        while from < to {
            let middle = (from + to) / 2;
            match self.string(number(self.shown, middle * PAIR)).cmp(id) {
                std::cmp::Ordering::Equal => return Some(self.string(number(self.shown, middle * PAIR + 4))),
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

#[inline]
fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[inline]
fn long(bytes: &[u8], at: usize) -> u64 {
    u64::from(number(bytes, at)) | u64::from(number(bytes, at + 4)) << 32
}
