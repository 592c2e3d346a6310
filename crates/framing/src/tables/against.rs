//! One group's articles against all others: a permutation test, and what chance does between halves of the group itself.

use super::{LEAST, ROUNDS};
use parallax_statistics::random::Random;
use parallax_statistics::{fdr, moments, permutation, round, round_p};

/// How a group's articles differ from the others in a value of each.
pub(super) struct Against {
    /// The difference of the means in standard errors.
    pub z: f64,
    /// How often a random sharing-out of the articles gives as much.
    pub p: f64,
    /// The difference between random halves of the group, of which each is large enough to be tested.
    halves: Option<f64>,
}

/// The test; none from fewer than five articles on either side.
pub(super) fn against(own: &[f64], others: &[f64], seed: u64) -> Option<Against> {
    if own.len().min(others.len()) < LEAST {
        return None;
    }
    let halves = (own.len() >= 2 * LEAST).then(|| {
        let mut halves = own.to_vec();
        Random::new(seed).shuffle_front(&mut halves, own.len());
        let (a, b) = halves.split_at(own.len() / 2);
        moments::z(a, b).abs()
    });
    let all = [own, others].concat();
    let p = permutation::difference(&all, own.len(), ROUNDS, seed);
    Some(Against { z: moments::z(own, others), p, halves })
}

/// What a row of a table is told of its test: p, its share of false findings over the table, and the largest difference between halves
/// of one group in the whole table.
pub(super) struct Told {
    pub p: f64,
    pub q: f64,
    pub null_z: Option<f64>,
}

/// The tests of a whole table, each with the number of its row (Benjamini and Hochberg 1995).
pub(super) fn told(tests: &[(usize, Against)]) -> impl Iterator<Item = (usize, Told)> {
    let p: Vec<f64> = tests.iter().map(|(_, test)| test.p).collect();
    let null_z = tests.iter().filter_map(|(_, test)| test.halves).reduce(f64::max).map(round);
    let q = fdr::benjamini_hochberg(&p, p.len());
    let told =
        move |((row, test), q): (&(usize, Against), f64)| (*row, Told { p: round_p(test.p), q: round_p(q), null_z });
    tests.iter().zip(q).map(told)
}
