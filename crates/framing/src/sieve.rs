//! A small set of bits in front of a large table: most words are on no list, and one look at near memory says so.

/// Bits, as a power of two: eight kilobytes, which stay near.
const BITS: u32 = 16;

/// Which keys may be in a table: all that were put in, and now and then another.
#[derive(Debug)]
pub(crate) struct Sieve(Vec<u64>);

impl Sieve {
    pub fn new() -> Sieve {
        Sieve(vec![0; 1 << (BITS - 6)])
    }

    /// Word and bit of a key.
    fn place(key: u64) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS);
        (hash as usize / 64, 1 << (hash % 64))
    }

    pub fn put(&mut self, key: u64) {
        let (word, bit) = Self::place(key);
        self.0[word] |= bit;
    }

    #[inline]
    pub fn may_hold(&self, key: u64) -> bool {
        let (word, bit) = Self::place(key);
        self.0[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_passes_and_most_else_does_not() {
        let mut sieve = Sieve::new();
        (0..1000).for_each(|key| sieve.put(key * 7919));
        assert!((0..1000).all(|key| sieve.may_hold(key * 7919)));
        let others = (0..1000).filter(|key| sieve.may_hold(key * 7919 + 1)).count();
        assert!(others < 50, "{others}");
    }
}
