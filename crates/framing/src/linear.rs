//! A linear model over hashed features with several classes: a table of small whole numbers, and what each word adds.
//!
//! Features come in blocks: what a word is worth in each of some places (its slots). A block is found once for a word, by
//! bucket and a 16-bit check, so a feature that was never learnt seldom meets another one's weights; its slots are bits of a
//! mask. Sums are whole numbers: the same on every machine.

use parallax_entities::exp;
use rustc_hash::FxHashMap;

/// Blocks in a bucket.
const WAYS: usize = 8;
const MAGIC: &[u8; 8] = b"PLXLIN2\0";
/// Magic, number of classes, of buckets, of rows, what a sum of one is worth (millionths); the bias of each class follows.
const HEAD: usize = 8 + 4 + 4 + 4 + 4;
/// Bits of a feature that say its slot.
const SLOT: u64 = 31;

/// Kind of the blocks of small numbers.
const SMALL: u64 = 0x534d;

/// One feature of what is judged, and the token it comes from (in its sentence), if from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its block and, in the lowest five bits, its slot.
    pub hash: u64,
    /// The word that shows it; [`Feature::NOWHERE`] for what no single word shows.
    pub at: u16,
}

impl Feature {
    /// No single word.
    pub const NOWHERE: u16 = u16::MAX;

    /// The feature of a block's slot, 0 to 31.
    pub fn of(block: u64, slot: u64, at: usize) -> Feature {
        debug_assert!(slot <= SLOT);
        Feature { hash: block & !SLOT | slot, at: at as u16 }
    }

    /// One of few features, by its number: 32 that follow each other share a block. See [`Linear::numbered`].
    pub fn small(number: u64, at: usize) -> Feature {
        Feature::of(mix(SMALL, number >> 5), number & SLOT, at)
    }

    /// Its slot as a bit of a mask.
    pub fn slot(self) -> u32 {
        1 << (self.hash & SLOT)
    }
}

/// What is learnt of a block: which slots have weights, and where the weights begin.
#[derive(Clone, Copy, Debug, Default)]
pub struct Block {
    mask: u32,
    rows: u32,
}

/// Blocks that share a hash. Two buckets fill a line of memory: to ask one costs one look.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Bucket {
    /// Eight checks of 16 bits each, the first in the lowest.
    checks: u128,
    /// Where the records of its blocks begin, and how many words of four bytes further each one does.
    records: u32,
    further: [u8; WAYS],
}

impl Bucket {
    /// Where the record of a block begins.
    #[inline]
    fn record(&self, way: usize) -> u32 {
        self.records + MASK as u32 * u32::from(self.further[way % WAYS])
    }
}

/// Bucket, of so many, and check of a block. A check of 0 is an empty place.
#[inline]
fn place(block: u64, buckets: usize) -> (usize, u16) {
    let bucket = ((block >> 32) * buckets as u64) >> 32;
    (bucket as usize, ((block >> 5) as u16).max(1))
}

/// A model with `N` classes.
pub struct Linear<const N: usize> {
    /// Sums times this are logits, in millionths.
    pub scale: u32,
    bias: [i32; N],
    buckets: Vec<Bucket>,
    /// A record for each block: its mask, four bytes, and its rows of weights, filled up to words of four bytes. The first is
    /// empty.
    records: Vec<u8>,
    /// The weights of small numbers, see [`Linear::numbered`].
    small: Vec<[i8; N]>,
}

/// A record without rows.
const EMPTY: [u8; MASK] = [0; MASK];
/// Bytes of a record's mask.
const MASK: usize = 4;

impl<const N: usize> Linear<N> {
    /// A model of weighty features, the weightiest first; `scale` millionths of a logit for one. A block whose bucket is full,
    /// or has one of the same check, is left out.
    pub fn new(features: &[(u64, [i8; N])], scale: u32, bias: [i32; N]) -> Self {
        let mut slots: FxHashMap<u64, [Option<[i8; N]>; 32]> = FxHashMap::default();
        let mut order = Vec::new();
        for (hash, weights) in features {
            let block = slots.entry(hash & !SLOT).or_insert_with(|| {
                order.push(hash & !SLOT);
                [None; 32]
            });
            block[(hash & SLOT) as usize] = Some(*weights);
        }
        let mut buckets = vec![[None; WAYS]; (order.len() * 5 / 4).div_ceil(WAYS).max(1)];
        let many = buckets.len();
        for block in order {
            let (bucket, check) = place(block, many);
            let ways: &mut [Option<(u16, u64)>; WAYS] = &mut buckets[bucket];
            if ways.iter().flatten().all(|(other, _)| *other != check)
                && let Some(free) = ways.iter_mut().find(|way| way.is_none())
            {
                *free = Some((check, block));
            }
        }
        let (mut checks, mut masks, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for way in buckets.iter().flatten() {
            checks.push(way.map_or(0, |(check, _)| check));
            let there = way.iter().flat_map(|(_, block)| slots[block].iter().enumerate());
            let there: Vec<(usize, [i8; N])> = there.filter_map(|(slot, row)| Some((slot, (*row)?))).collect();
            masks.push(there.iter().fold(0u32, |mask, (slot, _)| mask | 1 << slot));
            rows.extend(there.iter().map(|(_, row)| *row));
        }
        Linear::lay(scale, bias, &checks, &masks, &rows)
    }

    /// Lays a model out for asking: the check and mask of each place of each bucket, the rows of all.
    fn lay(scale: u32, bias: [i32; N], checks: &[u16], masks: &[u32], mut rows: &[[i8; N]]) -> Self {
        const { assert!((MASK + 32 * N).div_ceil(MASK) * WAYS <= 256, "a record is told from the first in one byte") };
        let mut model = Linear { scale, bias, buckets: Vec::new(), records: EMPTY.to_vec(), small: Vec::new() };
        for (checks, masks) in checks.chunks_exact(WAYS).zip(masks.chunks_exact(WAYS)) {
            let mut bucket = Bucket { records: model.records.len() as u32, ..Bucket::default() };
            for (way, (check, mask)) in checks.iter().zip(masks).enumerate().filter(|(_, (check, _))| **check != 0) {
                let (own, rest) = rows.split_at(mask.count_ones() as usize);
                bucket.checks |= u128::from(*check) << (16 * way);
                bucket.further[way] = ((model.records.len() - bucket.records as usize) / MASK) as u8;
                model.records.extend(mask.to_le_bytes());
                model.records.extend(own.iter().flat_map(|row| row.map(|w| w as u8)));
                model.records.resize(model.records.len().next_multiple_of(MASK), 0);
                rows = rest;
            }
            model.buckets.push(bucket);
        }
        model
    }

    /// The model that [`Linear::bytes`] wrote; `None` if these are no such bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let (classes, buckets, rows, scale) =
            (number(8)? as usize, number(12)? as usize, number(16)? as usize, number(20)?);
        let checks = HEAD + 4 * N;
        let masks = checks + buckets * WAYS * 2;
        let weights = masks + buckets * WAYS * MASK;
        if !bytes.starts_with(MAGIC) || classes != N || buckets == 0 || bytes.len() != weights + rows * N {
            return None;
        }
        let mut bias = [0; N];
        for (class, bias) in bias.iter_mut().enumerate() {
            *bias = number(HEAD + 4 * class)? as i32;
        }
        let two = |at: &[u8]| u16::from_le_bytes([at[0], at[1]]);
        let four = |at: &[u8]| u32::from_le_bytes([at[0], at[1], at[2], at[3]]);
        let checks: Vec<u16> = bytes[checks..masks].chunks_exact(2).map(two).collect();
        let masks: Vec<u32> = bytes[masks..weights].chunks_exact(MASK).map(four).collect();
        let rows = bytes[weights..].chunks_exact(N).map(|row| std::array::from_fn(|class| row[class] as i8));
        let rows: Vec<[i8; N]> = rows.collect();
        let taken = |(check, mask): (&u16, &u32)| (*check != 0) == (*mask != 0);
        let many: usize = masks.iter().map(|mask| mask.count_ones() as usize).sum();
        let whole = many == rows.len() && checks.iter().zip(&masks).all(taken);
        whole.then(|| Linear::lay(scale, bias, &checks, &masks, &rows))
    }

    /// The model as a file: checks, masks and rows apart, which packs better.
    pub fn bytes(&self) -> Vec<u8> {
        let (mut checks, mut masks, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for bucket in &self.buckets {
            checks.extend(bucket.checks.to_le_bytes());
            for way in 0..WAYS {
                let taken = (bucket.checks >> (16 * way)) as u16 != 0;
                let block = if taken { self.record(bucket.record(way)) } else { Block::default() };
                masks.extend(block.mask.to_le_bytes());
                rows.extend(&self.records[block.rows as usize..][..block.mask.count_ones() as usize * N]);
            }
        }
        let mut out = MAGIC.to_vec();
        let head = [N as u32, self.buckets.len() as u32, (rows.len() / N) as u32, self.scale];
        head.iter().for_each(|n| out.extend(n.to_le_bytes()));
        self.bias.iter().for_each(|b| out.extend(b.to_le_bytes()));
        [checks, masks, rows].iter().for_each(|part| out.extend(part));
        out
    }

    /// The block of a record.
    #[inline]
    fn record(&self, at: u32) -> Block {
        let mask = self.records.get(at as usize..at as usize + MASK).and_then(|m| m.try_into().ok());
        Block { mask: mask.map_or(0, u32::from_le_bytes), rows: at + MASK as u32 }
    }

    /// What is learnt of the blocks of some features, one for one; an empty block where nothing is.
    ///
    /// All buckets are asked before the first record is: memory is slow to answer, but answers many questions at once.
    pub fn find(&self, features: impl Iterator<Item = u64>, out: &mut Vec<Block>) {
        let first = out.len();
        out.extend(features.map(|feature| {
            let (bucket, check) = place(feature, self.buckets.len());
            let bucket = &self.buckets[bucket];
            // All checks of the bucket at once: a lane of nought in `x` is the one (Mycroft 1987).
            const ONES: u128 = 0x0001_0001_0001_0001_0001_0001_0001_0001;
            let x = bucket.checks ^ u128::from(check).wrapping_mul(ONES);
            let zero = x.wrapping_sub(ONES) & !x & (ONES << 15);
            let way = zero.trailing_zeros() as usize / 16;
            Block { mask: 0, rows: if zero == 0 { 0 } else { bucket.record(way) } }
        }));
        out[first..].iter_mut().for_each(|block| *block = self.record(block.rows));
    }

    /// The same model with the weights of all [`Feature::small`] numbers below `many` side by side, for [`Linear::number`].
    pub fn numbered(mut self, many: u64) -> Self {
        let mut blocks = Vec::new();
        self.find((0..many).map(|n| Feature::small(n, 0).hash), &mut blocks);
        let row = |(n, block): (usize, &Block)| {
            let mut out = [0; N];
            self.slots(*block, 1 << (n % 32), |_, row| out = *row);
            out
        };
        self.small = blocks.iter().enumerate().map(row).collect();
        self
    }

    /// The weights of a small number; noughts where nothing was learnt.
    #[inline]
    pub fn number(&self, number: u64) -> &[i8; N] {
        &self.small[number as usize]
    }

    /// Hands on the weights of those of a block's slots that were learnt and are asked for, bits of a mask; each with its slot.
    #[inline]
    pub fn slots(&self, block: Block, asked: u32, mut take: impl FnMut(u32, &[i8; N])) {
        let mut there = block.mask & asked;
        while there != 0 {
            let bit = there & there.wrapping_neg();
            let before = (block.mask & (bit - 1)).count_ones() as usize;
            let row = &self.records[block.rows as usize + before * N..][..N];
            take(bit.trailing_zeros(), &std::array::from_fn(|class| row[class] as i8));
            there ^= bit;
        }
    }

    /// The sums before any feature.
    pub fn bias(&self) -> [i32; N] {
        self.bias
    }

    /// The sums of all classes.
    pub fn sums(&self, features: &[Feature]) -> [i32; N] {
        let mut sums = self.bias;
        self.add(features, &mut Vec::new(), &mut sums);
        sums
    }

    /// Adds what some features are worth; `blocks` is paper.
    pub fn add(&self, features: &[Feature], blocks: &mut Vec<Block>, sums: &mut [i32; N]) {
        blocks.clear();
        self.find(features.iter().map(|f| f.hash), blocks);
        self.add_found(features, blocks, sums);
    }

    /// The same for features whose blocks have been found.
    pub fn add_found(&self, features: &[Feature], blocks: &[Block], sums: &mut [i32; N]) {
        for (feature, block) in features.iter().zip(blocks) {
            self.slots(*block, feature.slot(), |_, row| plus(sums, row));
        }
    }

    /// The logit that a sum of one is worth.
    pub fn worth(&self) -> f64 {
        f64::from(self.scale) / 1_000_000.0
    }

    /// The probabilities that the sums stand for (softmax).
    pub fn probabilities(&self, sums: &[i32; N]) -> [f64; N] {
        let top = sums.iter().copied().max().unwrap_or(0);
        let odds = sums.map(|s| exp(f64::from(s - top) * f64::from(self.scale) / 1_000_000.0));
        let all: f64 = odds.iter().sum();
        odds.map(|o| o / all)
    }
}

/// Adds a row of weights.
#[inline]
pub(crate) fn plus<const N: usize, W: Copy + Into<i32>>(sums: &mut [i32; N], row: &[W; N]) {
    sums.iter_mut().zip(row).for_each(|(s, w)| *s += (*w).into());
}

/// Puts words of a key together: what the key says, of which kind.
#[inline]
pub(crate) fn mix(kind: u64, key: u64) -> u64 {
    let mut h = (key ^ kind.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 32;
    h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_read_back() {
        let features = [(0x1234_5678_9abc_dee3, [1, -2, 3]), (0x1234_5678_9abc_dee0, [7, 0, 0]), (64, [0, 0, 9])];
        let model = Linear::new(&features, 100_000, [5, 0, -5]);
        let model: Linear<3> = Linear::parse(&model.bytes()).unwrap();
        let one = |hash| [Feature { hash, at: 0 }];
        assert_eq!(model.sums(&one(0x1234_5678_9abc_dee3)), [6, -2, -2]);
        assert_eq!(model.sums(&one(0x1234_5678_9abc_dee0)), [12, 0, -5]);
        assert_eq!(model.sums(&one(0x1234_5678_9abc_dee1)), [5, 0, -5], "another slot of the block");
        assert_eq!(model.sums(&one(0x7777_0000_0000_0000)), [5, 0, -5]);
        let p = model.probabilities(&[10, 0, 0]);
        assert!((p[0] - 1f64.exp() / (1f64.exp() + 2.0)).abs() < 1e-9, "{p:?}");
        assert!(Linear::<2>::parse(&model.bytes()).is_none() && Linear::<3>::parse(b"no model").is_none());
    }
}
