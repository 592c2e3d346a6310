//! The weights of the model, packed: a table of rows, one for each feature that matters, found by the feature's hash.
//!
//! ```text
//! "PXT2"  u32 buckets   i16 transitions[22][21] (the last row: after the start)   u16 checks[buckets][4]   i8 rows[buckets][4][24]
//! ```
//! All little-endian. A feature lies in the bucket that its hash names, beside at most three others; what does not fit or
//! is not there has no say.

use super::{TAGS, Tag};

const MAGIC: &[u8; 4] = b"PXT2";
/// Features in a bucket.
const WAYS: usize = 4;
/// Bytes of a row: one for each tag, filled up so that rows are added in whole registers.
const ROW: usize = 24;
const HEAD: usize = 8;
const TRANSITIONS: usize = (TAGS + 1) * TAGS * 2;

/// A trained model.
#[derive(Clone)]
pub struct Model<'w> {
    buckets: u64,
    transitions: Box<[[i32; TAGS]; TAGS + 1]>,
    checks: &'w [u8],
    rows: &'w [u8],
}

/// Sums of weights, one for each tag; no sum of [`Features::EACH`](super::Features::EACH) weights overflows.
pub type Scores = [i16; ROW];

/// The weights of a feature that has none.
const NONE: [u8; ROW] = [0; ROW];

impl<'w> Model<'w> {
    /// Reads a packed model; `None` if `bytes` is none.
    pub fn new(bytes: &'w [u8]) -> Option<Model<'w>> {
        let number = |at: usize, len: usize| bytes.get(at..at + len);
        if number(0, 4)? != MAGIC {
            return None;
        }
        let buckets = u32::from_le_bytes(number(4, 4)?.try_into().ok()?) as usize;
        if buckets == 0 {
            return None;
        }
        let mut transitions = Box::new([[0; TAGS]; TAGS + 1]);
        for (i, pair) in number(HEAD, TRANSITIONS)?.chunks_exact(2).enumerate() {
            transitions[i / TAGS][i % TAGS] = i32::from(i16::from_le_bytes([pair[0], pair[1]]));
        }
        let checks = number(HEAD + TRANSITIONS, buckets * WAYS * 2)?;
        let rows = number(HEAD + TRANSITIONS + checks.len(), buckets * WAYS * ROW)?;
        Some(Model { buckets: buckets as u64, transitions, checks, rows })
    }

    /// The weights of a feature; zeros if it has none.
    #[inline]
    pub fn row(&self, feature: u64) -> &[u8; ROW] {
        let (bucket, check) = place(feature, self.buckets);
        let checks: &[u8; WAYS * 2] = self.checks[bucket * WAYS * 2..][..WAYS * 2].try_into().unwrap_or(&[0; WAYS * 2]);
        let mut way = WAYS;
        for w in 0..WAYS {
            let here = u16::from_le_bytes([checks[w * 2], checks[w * 2 + 1]]);
            way = if here == check { w } else { way };
        }
        match way {
            WAYS => &NONE,
            _ => self.rows[(bucket * WAYS + way) * ROW..][..ROW].try_into().unwrap_or(&NONE),
        }
    }

    /// What all `features` of a token together say for each tag.
    pub fn scores(&self, features: &[u64]) -> Scores {
        let mut out = [0i16; ROW];
        for feature in features {
            let row = self.row(*feature);
            for (sum, weight) in out.iter_mut().zip(row) {
                *sum += i16::from(*weight as i8);
            }
        }
        out
    }

    /// What it is worth that `tag` stands after `before`; `None` is the start of a zone.
    #[inline]
    pub fn transition(&self, before: Option<Tag>, tag: usize) -> i32 {
        self.transitions[before.map_or(TAGS, |t| usize::from(t.0))][tag]
    }
}

/// Bucket and check of a feature. A check of 0 is an empty place.
#[inline]
fn place(feature: u64, buckets: u64) -> (usize, u16) {
    let bucket = ((feature >> 32) * buckets) >> 32;
    (bucket as usize, (feature as u16).max(1))
}

/// A model on its way into bytes.
pub struct Packed {
    bytes: Vec<u8>,
    buckets: usize,
}

impl Packed {
    /// An empty table with room for `features` features.
    pub fn new(features: usize, transitions: &[[i16; TAGS]; TAGS + 1]) -> Packed {
        let buckets = (features / WAYS).max(1);
        let mut bytes = Vec::with_capacity(HEAD + TRANSITIONS + buckets * WAYS * (2 + ROW));
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&(buckets as u32).to_le_bytes());
        transitions.iter().flatten().for_each(|t| bytes.extend_from_slice(&t.to_le_bytes()));
        bytes.resize(HEAD + TRANSITIONS + buckets * WAYS * (2 + ROW), 0);
        Packed { bytes, buckets }
    }

    /// Puts in a feature; false if its bucket is full or has one of the same check, so put in the weighty ones first.
    pub fn put(&mut self, feature: u64, weights: &[i8; TAGS]) -> bool {
        let (bucket, check) = place(feature, self.buckets as u64);
        let checks = HEAD + TRANSITIONS + bucket * WAYS * 2;
        for way in 0..WAYS {
            let at = checks + way * 2;
            let there = u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]]);
            if there == check {
                return false;
            }
            if there == 0 {
                self.bytes[at..at + 2].copy_from_slice(&check.to_le_bytes());
                let row = HEAD + TRANSITIONS + self.buckets * WAYS * 2 + (bucket * WAYS + way) * ROW;
                self.bytes[row..row + TAGS].iter_mut().zip(weights).for_each(|(b, w)| *b = *w as u8);
                return true;
            }
        }
        false
    }

    /// The bytes that [`Model::new`] reads.
    pub fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_read_back() {
        let mut transitions = [[0; TAGS]; TAGS + 1];
        transitions[TAGS][3] = -7;
        let mut packed = Packed::new(64, &transitions);
        let mut row = [0; TAGS];
        row[2] = -5;
        row[20] = 9;
        assert!(packed.put(0x1234_5678_9abc_def0, &row));
        assert!(!packed.put(0x1234_5678_9abc_def0, &row), "the same check in the same bucket");
        let bytes = packed.bytes();
        let model = Model::new(&bytes).unwrap();
        let scores = model.scores(&[0x1234_5678_9abc_def0, 77]);
        assert_eq!((scores[2], scores[20], scores[0]), (-5, 9, 0));
        assert_eq!(model.transition(None, 3), -7);
        assert!(Model::new(&bytes[..100]).is_none() && Model::new(b"no model").is_none());
    }
}
