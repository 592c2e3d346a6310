//! Draws from a fixed seed: the same in every run.

/// SplitMix64 (Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A stream of its own for each seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `n`; 0 for `n` = 0. Its bias is below n / 2^64.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// A number from 0 up to, not including, 1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Puts the first `k` places of a random order in front (Fisher and Yates).
    pub fn shuffle_front<T>(&mut self, items: &mut [T], k: usize) {
        for i in 0..k.min(items.len()) {
            let j = i + self.below(items.len() - i);
            items.swap(i, j);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_stream_and_all_numbers_come() {
        let draw =
            |seed| (0..1000).map(|_| 0).scan(Random::new(seed), |r, _: i32| Some(r.below(6))).collect::<Vec<_>>();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        for face in 0..6 {
            let n = draw(3).iter().filter(|d| **d == face).count();
            assert!((120..220).contains(&n), "{face} came {n} times in 1000");
        }
        let mut items: Vec<u8> = (0..20).collect();
        Random::new(9).shuffle_front(&mut items, 20);
        let mut sorted = items.clone();
        sorted.sort_unstable();
        assert!(items != sorted && sorted == (0..20).collect::<Vec<u8>>());
        assert_eq!(Random::new(5).below(0), 0);
    }
}
