//! The tagger's weights: words that have one tag alone, and a row of small integers for each hashed feature.
//!
//! File: `PXT1`, the count of sure words (`u32`), their keys (`u64`) in ascending order, their tags (`u8`), then
//! [`ROWS`] rows of [`TAGS`] weights (`i8`). Little-endian.

use super::{TAGS, Tag};
use rustc_hash::FxHashMap;

/// Rows of weights that features are hashed to.
pub const ROWS: usize = 1 << 15;

const MAGIC: &[u8; 4] = b"PXT1";

/// What the tagger has learnt.
pub struct Weights {
    /// Words with one tag.
    pub sure: FxHashMap<u64, Tag>,
    rows: Vec<[i8; TAGS]>,
}

impl Weights {
    /// Weights as learnt.
    pub fn new(sure: FxHashMap<u64, Tag>, rows: Vec<[i8; TAGS]>) -> Weights {
        assert_eq!(rows.len(), ROWS);
        Weights { sure, rows }
    }

    /// Reads a model file; `None` where it is not one.
    pub fn parse(bytes: &[u8]) -> Option<Weights> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (keys, rest) = rest.split_at_checked(count.checked_mul(8)?)?;
        let (tags, rest) = rest.split_at_checked(count)?;
        if rest.len() != ROWS * TAGS {
            return None;
        }
        let keys = keys.chunks_exact(8).map(|k| u64::from_le_bytes(k.try_into().expect("eight bytes")));
        let tag = |t: &u8| Tag::ALL.get(usize::from(*t)).copied();
        let sure = keys.zip(tags).map(|(k, t)| Some((k, tag(t)?))).collect::<Option<_>>()?;
        let row = |r: &[u8]| std::array::from_fn(|i| r[i] as i8);
        Some(Weights { sure, rows: rest.chunks_exact(TAGS).map(row).collect() })
    }

    /// The model file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut words: Vec<(u64, Tag)> = self.sure.iter().map(|(k, t)| (*k, *t)).collect();
        words.sort_unstable();
        let mut out = MAGIC.to_vec();
        out.extend((words.len() as u32).to_le_bytes());
        words.iter().for_each(|(key, _)| out.extend(key.to_le_bytes()));
        out.extend(words.iter().map(|(_, tag)| *tag as u8));
        self.rows.iter().flatten().for_each(|w| out.push(*w as u8));
        out
    }

    /// The tag with the highest sum over `rows`; of equals the first.
    pub fn best(&self, rows: &[u32]) -> Tag {
        let mut sums = [0i32; TAGS];
        for row in rows {
            let weights = &self.rows[*row as usize];
            sums.iter_mut().zip(weights).for_each(|(sum, w)| *sum += i32::from(*w));
        }
        let best = (0..TAGS).max_by_key(|t| (sums[*t], std::cmp::Reverse(*t))).unwrap_or(0);
        Tag::of(best)
    }
}
