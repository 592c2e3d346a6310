//! A linear model over hashed features with several classes: a table of small whole numbers, and what each word adds.
//!
//! A feature is a 64-bit hash; its row is found by bucket and a 16-bit check, so a feature that was never learnt seldom meets
//! another one's weights. Sums are whole numbers: the same on every machine.

/// Rows in a bucket.
const WAYS: usize = 8;
const MAGIC: &[u8; 8] = b"PLXLIN1\0";
/// Magic, number of classes, number of buckets, what a sum of one is worth (millionths), bias of each class follow.
const HEAD: usize = 8 + 4 + 4 + 4;

/// One feature of what is judged, and the token it comes from (in its sentence), if from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its hash.
    pub hash: u64,
    /// The word that shows it; [`Feature::NOWHERE`] for what no single word shows.
    pub at: u16,
}

impl Feature {
    /// No single word.
    pub const NOWHERE: u16 = u16::MAX;
}

/// A model with `N` classes.
pub struct Linear<const N: usize> {
    /// Sums times this are logits, in millionths.
    pub scale: u32,
    bias: [i32; N],
    /// Eight checks of 16 bits each, the first in the lowest.
    checks: Vec<u128>,
    rows: Vec<[i8; N]>,
}

impl<const N: usize> Linear<N> {
    /// An empty model with room for `features` features; `scale` millionths of a logit for one.
    pub fn with_room(features: usize, scale: u32, bias: [i32; N]) -> Self {
        let buckets = (features / WAYS).max(1);
        Linear { scale, bias, checks: vec![0; buckets], rows: vec![[0; N]; buckets * WAYS] }
    }

    /// Puts in a feature; false if its bucket is full or has one of the same check, so put in the weighty ones first.
    pub fn put(&mut self, feature: u64, weights: [i8; N]) -> bool {
        let (bucket, check) = self.place(feature);
        for way in 0..WAYS {
            match (self.checks[bucket] >> (16 * way)) as u16 {
                0 => {
                    self.checks[bucket] |= u128::from(check) << (16 * way);
                    self.rows[bucket * WAYS + way] = weights;
                    return true;
                }
                there if there == check => return false,
                _ => {}
            }
        }
        false
    }

    /// The model that [`Linear::bytes`] wrote; `None` if these are no such bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let (classes, buckets, scale) = (number(8)? as usize, number(12)? as usize, number(16)?);
        let checks = HEAD + 4 * N;
        let rows = checks + buckets * WAYS * 2;
        if !bytes.starts_with(MAGIC) || classes != N || buckets == 0 || bytes.len() != rows + buckets * WAYS * N {
            return None;
        }
        let mut model = Linear::with_room(buckets * WAYS, scale, [0; N]);
        for class in 0..N {
            model.bias[class] = number(HEAD + 4 * class)? as i32;
        }
        for (n, pair) in bytes[checks..rows].chunks_exact(2).enumerate() {
            model.checks[n / WAYS] |= u128::from(u16::from_le_bytes([pair[0], pair[1]])) << (16 * (n % WAYS));
        }
        for (row, bytes) in model.rows.iter_mut().zip(bytes[rows..].chunks_exact(N)) {
            row.iter_mut().zip(bytes).for_each(|(w, b)| *w = *b as i8);
        }
        Some(model)
    }

    /// The model as a file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        [N as u32, self.checks.len() as u32, self.scale].iter().for_each(|n| out.extend(n.to_le_bytes()));
        self.bias.iter().for_each(|b| out.extend(b.to_le_bytes()));
        self.checks.iter().for_each(|c| out.extend(c.to_le_bytes()));
        self.rows.iter().flatten().for_each(|w| out.push(*w as u8));
        out
    }

    /// Bucket and check of a feature. A check of 0 is an empty place.
    fn place(&self, feature: u64) -> (usize, u16) {
        let bucket = ((feature >> 32) * self.checks.len() as u64) >> 32;
        (bucket as usize, (feature as u16).max(1))
    }

    /// The weights of a feature, if it was learnt.
    #[inline]
    pub fn row(&self, feature: u64) -> Option<&[i8; N]> {
        let (bucket, check) = self.place(feature);
        // All checks of the bucket at once: a lane of nought in `x` is the one (Mycroft 1987).
        const ONES: u128 = 0x0001_0001_0001_0001_0001_0001_0001_0001;
        let x = self.checks[bucket] ^ u128::from(check).wrapping_mul(ONES);
        let zero = x.wrapping_sub(ONES) & !x & (ONES << 15);
        if zero == 0 {
            return None;
        }
        Some(&self.rows[bucket * WAYS + zero.trailing_zeros() as usize / 16])
    }

    /// The sums before any feature.
    pub fn bias(&self) -> [i32; N] {
        self.bias
    }

    /// The sums of all classes.
    pub fn sums(&self, features: &[Feature]) -> [i32; N] {
        let mut sums = self.bias;
        self.add(features, &mut sums);
        sums
    }

    /// Adds what some features are worth.
    pub fn add(&self, features: &[Feature], sums: &mut [i32; N]) {
        for row in features.iter().filter_map(|f| self.row(f.hash)) {
            sums.iter_mut().zip(row).for_each(|(s, w)| *s += i32::from(*w));
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

/// Puts words of a key together: what the key says, of which kind.
#[inline]
pub(crate) fn mix(kind: u64, key: u64) -> u64 {
    let mut h = (key ^ kind.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 32;
    h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 29)
}

/// e to the power of `x`, by `+ * /` alone: the last bit too is the same on every machine. Right to 1e-9 for |x| below 40.
pub fn exp(x: f64) -> f64 {
    let y = x.max(-60.0) / 4096.0;
    let mut e = 1.0 + y * (1.0 + y / 2.0 * (1.0 + y / 3.0 * (1.0 + y / 4.0)));
    for _ in 0..12 {
        e *= e;
    }
    e
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_read_back() {
        let mut model: Linear<3> = Linear::with_room(64, 100_000, [5, 0, -5]);
        assert!(model.put(0x1234_5678_9abc_def0, [1, -2, 3]));
        assert!(!model.put(0x1234_5678_9abc_def0, [4, 4, 4]), "the same check in the same bucket");
        let model: Linear<3> = Linear::parse(&model.bytes()).unwrap();
        let one = |hash| [Feature { hash, at: 0 }];
        assert_eq!(model.sums(&one(0x1234_5678_9abc_def0)), [6, -2, -2]);
        assert_eq!(model.sums(&one(77)), [5, 0, -5]);
        let p = model.probabilities(&[10, 0, 0]);
        assert!((p[0] - 1f64.exp() / (1f64.exp() + 2.0)).abs() < 1e-9, "{p:?}");
        assert!(Linear::<2>::parse(&model.bytes()).is_none() && Linear::<3>::parse(b"no model").is_none());
    }

    #[test]
    fn exp_is_exp() {
        for x in [-30.0, -3.3, -0.1, 0.0, 1.0, 12.5] {
            assert!((exp(x) / f64::exp(x) - 1.0).abs() < 1e-9, "{x}");
        }
    }
}
