//! Tests that ask how often a random sharing-out of the articles does as much (Fisher 1935; Good 2005, Permutation,
//! Parametric and Bootstrap Tests of Hypotheses).

use crate::random::Random;

/// What random sharings-out gave.
#[derive(Clone, Debug)]
pub struct Null {
    /// The statistic of each.
    pub draws: Vec<f64>,
}

impl Null {
    /// Shares `items` out at random, `rounds` times, and takes the statistic of each order; the first `here` are one side.
    pub fn draw<T>(
        items: &mut [T],
        here: usize,
        rounds: usize,
        seed: u64,
        mut statistic: impl FnMut(&[T]) -> f64,
    ) -> Null {
        let mut random = Random::new(seed);
        let draw = |_| {
            random.shuffle_front(items, here);
            statistic(items)
        };
        Null { draws: (0..rounds).map(draw).collect() }
    }

    /// The part of the draws, the observed one among them, that reach `observed`: never 0 (Phipson and Smyth 2010).
    pub fn p(&self, observed: f64) -> f64 {
        // What the order of additions alone makes differ is the same value.
        let slack = observed.abs() * 1e-12;
        let reach = self.draws.iter().filter(|d| **d >= observed - slack).count();
        (reach + 1) as f64 / (self.draws.len() + 1) as f64
    }

    /// The mean of the draws: what chance alone gives.
    pub fn mean(&self) -> f64 {
        self.draws.iter().sum::<f64>() / self.draws.len().max(1) as f64
    }
}

/// A test goes on, up to so many times the rounds asked for, until so many draws reach what was observed.
const LONGER: usize = 50;
const REACHED: usize = 20;

/// The p-value of the difference between the mean of the first `here` values, one for each article, and that of the rest;
/// two-sided. Where few draws reach it, many more are made, so that small p-values are told apart (sequential Monte Carlo;
/// Besag and Clifford 1991).
pub fn difference(values: &[f64], here: usize, rounds: usize, seed: u64) -> f64 {
    let there = values.len().saturating_sub(here);
    if here == 0 || there == 0 {
        return 1.0;
    }
    let all: f64 = values.iter().sum();
    let apart = |values: &[f64]| {
        let one: f64 = values[..here].iter().sum();
        (one / here as f64 - (all - one) / there as f64).abs()
    };
    let observed = apart(values) * (1.0 - 1e-12);
    let mut values = values.to_vec();
    let mut random = Random::new(seed);
    let (mut drawn, mut reached) = (0, 0);
    while drawn < rounds || reached < REACHED && drawn < rounds * LONGER {
        random.shuffle_front(&mut values, here);
        drawn += 1;
        reached += usize::from(apart(&values) >= observed);
    }
    (reached + 1) as f64 / (drawn + 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_counted_by_hand() {
        // 1 2 against 8 9: of the six ways to share out, two are as far apart.
        let p = difference(&[1.0, 2.0, 8.0, 9.0], 2, 6000, 1);
        assert!((p - 2.0 / 6.0).abs() < 0.02, "{p}");
        assert_eq!(difference(&[1.0, 1.0, 1.0], 1, 99, 1), 1.0);
        assert_eq!(difference(&[1.0], 1, 99, 1), 1.0);
    }

    #[test]
    fn a_true_null_is_rejected_as_often_as_promised() {
        let mut random = Random::new(2);
        let rejected = (0..2000u64)
            .filter(|round| {
                let values: Vec<f64> = (0..30).map(|_| random.unit() * random.unit()).collect();
                difference(&values, 9, 199, *round) <= 0.05
            })
            .count();
        let share = rejected as f64 / 2000.0;
        assert!((share - 0.05).abs() < 0.015, "{share}");
    }

    #[test]
    fn a_real_difference_is_found() {
        let mut random = Random::new(8);
        let values: Vec<f64> = (0..40).map(|i| random.unit() + if i < 15 { 0.8 } else { 0.0 }).collect();
        assert!(difference(&values, 15, 999, 3) <= 0.0005);
    }
}
