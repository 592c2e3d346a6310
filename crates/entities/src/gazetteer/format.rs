//! The compiled form of the lists, shared by what writes it (`build.rs`) and what reads it ([`compiled`](super::compiled)).
//!
//! ```text
//! 7 counts (u32): slots, words, phrases, rest, leaders, shown, strings
//! slots[u32]       a word's number + 1 where its hash says, or in the next free place
//! words[24 bytes]  key u64, first phrase u32, bits u16, names u16, heads u8, titles u8, leader u16, 4 unused
//! phrases[12]      value u32, first of its other tokens u32, how many u32
//! rest[u64]        keys of the phrases' tokens after the first
//! leaders[8]       full name (a string's number) u32, marks u32
//! shown[8]         id, name (strings' numbers), sorted by id
//! strings          ends u32 each, then the bytes
//! ```
//! All little-endian. A word's phrases stand in a row: names, heads, titles, of each the longest first.

/// Bytes of a word, of a phrase, of a pair.
pub const WORD: usize = 24;
pub const PHRASE: usize = 12;
pub const PAIR: usize = 8;
/// Bytes of the counts at the start.
pub const HEAD: usize = 7 * 4;

/// Labels in the order of their numbers; the reader needs only the order.
#[allow(dead_code, reason = "the builder and a test read it")]
pub const LABELS: [&str; 10] = ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"];

/// Bits of a word.
pub const GIVEN: u16 = 1;
pub const GIVEN_WORD: u16 = 2;
pub const FEMALE: u16 = 4;
pub const MALE: u16 = 8;
pub const SURNAME: u16 = 16;
pub const COMMON: u16 = 32;
pub const AMBIGUOUS: u16 = 64;
/// A country or its people.
pub const COUNTRY_WORD: u16 = 128;
/// Kinds of title that matter, in a title's value.
pub const STATE: u32 = 1;

/// Marks of a leader.
pub const BY_OFFICE: u32 = 1;
pub const WOMAN: u32 = 2;

/// Bits of a head's value above its label.
pub const ENDS: u32 = 16;
pub const BEGINS: u32 = 32;

/// Where in `slots` (a power of two) the search for a key begins.
pub fn slot(key: u64, slots: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (slots - 1)
}
