//! What the tagger has learnt: the tags that each known word can have, and a row of small integers for each hashed feature.
//!
//! File: `PXT2`, the count of known words (`u32`), their keys (`u64`) in ascending order, their tags as bits (`u64`), then
//! [`ROWS`] rows of [`TAGS`] weights (`i8`). Little-endian.

use super::{TAGS, Tag};
use crate::{Token, TokenKind};
use rustc_hash::FxHashMap;

/// Rows of weights that features are hashed to.
pub const ROWS: usize = 1 << 15;

const MAGIC: &[u8; 4] = b"PXT2";

/// A set of tags, a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagSet(pub u64);

impl TagSet {
    /// These tags.
    pub const fn of(tags: &[Tag]) -> TagSet {
        let (mut bits, mut i) = (0, 0);
        while i < tags.len() {
            bits |= 1 << tags[i] as u64;
            i += 1;
        }
        TagSet(bits)
    }

    /// What a word that nobody listed can be.
    pub const OPEN: TagSet = TagSet::of(&[
        Tag::Nn,
        Tag::Nns,
        Tag::Nnp,
        Tag::Nnps,
        Tag::Jj,
        Tag::Jjr,
        Tag::Jjs,
        Tag::Rb,
        Tag::Vb,
        Tag::Vbd,
        Tag::Vbg,
        Tag::Vbn,
        Tag::Vbp,
        Tag::Vbz,
        Tag::Cd,
        Tag::Fw,
        Tag::Uh,
        Tag::In,
    ]);

    /// What a capital adds.
    pub const NAME: TagSet = TagSet::of(&[Tag::Nnp, Tag::Nnps]);

    /// Both sets together.
    pub fn with(self, other: TagSet) -> TagSet {
        TagSet(self.0 | other.0)
    }

    /// Whether it holds a tag.
    pub fn holds(self, tag: Tag) -> bool {
        self.0 >> tag as u64 & 1 == 1
    }

    /// Its only tag, if it has one alone.
    pub fn only(self) -> Option<Tag> {
        (self.0.count_ones() == 1).then(|| Tag::of(self.0.trailing_zeros() as usize))
    }

    /// Its tags, in their order.
    pub fn tags(self) -> impl Iterator<Item = Tag> {
        let more = |bits: u64| Some(bits).filter(|b| *b != 0);
        std::iter::successors(more(self.0), move |bits| more(bits & (bits - 1)))
            .map(|bits| Tag::of(bits.trailing_zeros() as usize))
    }
}

/// What the tagger has learnt.
pub struct Weights {
    /// Known words with the tags they can have.
    pub words: FxHashMap<u64, TagSet>,
    rows: Vec<[i8; TAGS]>,
}

impl Weights {
    /// Weights as learnt.
    pub fn new(words: FxHashMap<u64, TagSet>, rows: Vec<[i8; TAGS]>) -> Weights {
        assert_eq!(rows.len(), ROWS);
        Weights { words, rows }
    }

    /// Reads a model file; `None` where it is not one.
    pub fn parse(bytes: &[u8]) -> Option<Weights> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let size = (u32::from_le_bytes(*count) as usize).checked_mul(8)?;
        let (keys, rest) = rest.split_at_checked(size)?;
        let (sets, rest) = rest.split_at_checked(size)?;
        if rest.len() != ROWS * TAGS {
            return None;
        }
        let number = |b: &[u8]| u64::from_le_bytes(b.try_into().expect("eight bytes"));
        let known = |bits: u64| (bits != 0 && bits >> TAGS == 0).then_some(TagSet(bits));
        let pairs = keys.chunks_exact(8).zip(sets.chunks_exact(8));
        let words = pairs.map(|(k, s)| Some((number(k), known(number(s))?))).collect::<Option<_>>()?;
        let row = |r: &[u8]| std::array::from_fn(|i| r[i] as i8);
        Some(Weights { words, rows: rest.chunks_exact(TAGS).map(row).collect() })
    }

    /// The model file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut words: Vec<(u64, u64)> = self.words.iter().map(|(k, t)| (*k, t.0)).collect();
        words.sort_unstable();
        let mut out = MAGIC.to_vec();
        out.extend((words.len() as u32).to_le_bytes());
        words.iter().for_each(|(key, _)| out.extend(key.to_le_bytes()));
        words.iter().for_each(|(_, tags)| out.extend(tags.to_le_bytes()));
        self.rows.iter().flatten().for_each(|w| out.push(*w as u8));
        out
    }

    /// The tag of `allowed` with the highest sum over `rows`; of equals the first.
    pub fn best(&self, rows: &[u32], allowed: TagSet) -> Tag {
        let sum = |tag: Tag| -> i32 { rows.iter().map(|r| i32::from(self.rows[*r as usize][tag as usize])).sum() };
        let mut best = (i32::MIN, Tag::Nn);
        for tag in allowed.tags() {
            let sum = sum(tag);
            if sum > best.0 {
                best = (sum, tag);
            }
        }
        best.1
    }
}

/// The tags that a token can have: of marks, digits and listed words few; `first` in its sentence any word may have a capital.
pub fn allowed(words: &FxHashMap<u64, TagSet>, text: &str, token: &Token) -> TagSet {
    match token.kind {
        TokenKind::Address => TagSet::of(&[Tag::Add]),
        TokenKind::Number => TagSet::of(&[Tag::Cd]),
        TokenKind::Possessive => TagSet::of(&[Tag::Pos, Tag::Vbz]),
        TokenKind::Mark => match token.of(text) {
            "-" | "/" | "–" if token.gap == crate::Gap::None => TagSet::of(&[Tag::Hyph, Tag::Punct]),
            // "the tenants’ league", or the end of a quotation.
            "'" | "’" if token.gap == crate::Gap::None => TagSet::of(&[Tag::Pos, Tag::Punct]),
            "%" => TagSet::of(&[Tag::Nn]),
            "$" | "£" | "€" | "¥" | "₹" | "+" | "=" | "§" | "°" => TagSet::of(&[Tag::Sym]),
            "&" => TagSet::of(&[Tag::Cc]),
            _ => TagSet::of(&[Tag::Punct]),
        },
        // The country, which has the key of the pronoun.
        TokenKind::Word | TokenKind::Abbreviation if token.of(text) == "US" => TagSet::of(&[Tag::Nnp]),
        TokenKind::Word | TokenKind::Abbreviation => {
            let known = words.get(&token.key).copied();
            match known {
                Some(tags) if token.capital() && closed(tags) => tags,
                Some(tags) if token.capital() => tags.with(TagSet::NAME),
                Some(tags) => tags,
                None => TagSet::OPEN,
            }
        }
    }
}

/// Words of closed classes stay what they are with a capital.
fn closed(tags: TagSet) -> bool {
    const CLOSED: TagSet = TagSet::of(&[
        Tag::Dt,
        Tag::In,
        Tag::Prp,
        Tag::PrpS,
        Tag::Cc,
        Tag::Md,
        Tag::To,
        Tag::Wdt,
        Tag::Wp,
        Tag::WpS,
        Tag::Wrb,
        Tag::Ex,
        Tag::Pdt,
    ]);
    tags.0 & !CLOSED.0 == 0
}
