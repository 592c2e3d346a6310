//! A table behind a small set of bits: most words are on no list, and one look at near memory says so.

use rustc_hash::FxHashMap;

/// For each key so many bits: one other word in so many or fewer passes, and the bits of all tables stay near.
const SPARSE: usize = 32;

/// A table by key. The bits know every key of it, and take now and then another for one.
#[derive(Debug)]
pub(crate) struct Sieved<V> {
    bits: Vec<u64>,
    /// Of the hash of a key the highest bits, all but so many, are the number of its bit.
    shift: u32,
    table: FxHashMap<u64, V>,
}

impl<V> Sieved<V> {
    pub fn new(table: FxHashMap<u64, V>) -> Sieved<V> {
        let many = (table.len() * SPARSE).next_power_of_two().max(64);
        let (mut bits, shift) = (vec![0; many / 64], 64 - many.trailing_zeros());
        for (word, bit) in table.keys().map(|key| place(*key, shift)) {
            bits[word] |= bit;
        }
        Sieved { bits, shift, table }
    }

    #[inline]
    pub fn get(&self, key: u64) -> Option<&V> {
        let (word, bit) = place(key, self.shift);
        if self.bits[word] & bit == 0 { None } else { self.table.get(&key) }
    }
}

/// Word and bit of a key.
fn place(key: u64, shift: u32) -> (usize, u64) {
    let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift;
    (hash as usize / 64, 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_passes_and_most_else_does_not() {
        let table = Sieved::new((0..1000).map(|key| (key * 7919, key)).collect());
        assert!((0..1000).all(|key| table.get(key * 7919) == Some(&key)));
        assert!((0..1000).all(|key| table.get(key * 7919 + 1).is_none()));
        let passes = |key: &u64| {
            let (word, bit) = place(key * 7919 + 1, table.shift);
            table.bits[word] & bit != 0
        };
        let others = (0..1000).filter(passes).count();
        assert!(others < 50, "{others}");
    }
}
