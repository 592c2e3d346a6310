//! How often chance does as much: the exact permutation distribution of a sum over some of all articles, by its first three
//! moments and, for how many articles have something at all, in full.

use crate::special::{gamma_tail, ln_gamma, normal_tail};

/// The part of all ways to choose `n` of the articles in which the chosen ones' `values` sum to at least `sum`: the upper tail
/// of the permutation distribution, by its exact mean, variance and skewness and Pearson's type III curve (Mielke and Berry
/// 2007, Permutation Methods; Larson and Owen 2015). `zeros` articles more have the value 0.
pub fn sum_tail(values: &[f64], zeros: usize, n: usize, sum: f64) -> f64 {
    let all = values.len() + zeros;
    if n == 0 || n >= all || all < 3 {
        return 1.0;
    }
    let (many, some) = (all as f64, n as f64);
    let mean = values.iter().sum::<f64>() / many;
    let central = |power: i32| {
        (values.iter().map(|v| (v - mean).powi(power)).sum::<f64>() + zeros as f64 * (-mean).powi(power)) / many
    };
    let variance = some * (many - some) / (many - 1.0) * central(2);
    if variance <= 0.0 {
        return 1.0;
    }
    let third = some * (many - some) * (many - 2.0 * some) / ((many - 1.0) * (many - 2.0)) * central(3);
    let z = (sum - some * mean) / variance.sqrt();
    let skew = third / variance.powf(1.5);
    if skew.abs() < 1e-3 {
        return normal_tail(z);
    }
    let shape = 4.0 / (skew * skew);
    match skew > 0.0 {
        true => gamma_tail(shape, shape + z * shape.sqrt()),
        false => 1.0 - gamma_tail(shape, shape - z * shape.sqrt()),
    }
}

/// The probability that of `n` articles chosen from `all`, of which `with` have something, at least `k` have it: the
/// hypergeometric tail (Fisher 1935), which is the permutation test of the number of articles, exact.
pub fn articles_tail(all: usize, with: usize, n: usize, k: usize) -> f64 {
    let choose =
        |a: usize, b: usize| ln_gamma(a as f64 + 1.0) - ln_gamma(b as f64 + 1.0) - ln_gamma((a - b) as f64 + 1.0);
    let whole = choose(all, n);
    let from = k.max((n + with).saturating_sub(all));
    let way = |i: usize| (choose(with, i) + choose(all - with, n - i) - whole).exp();
    if k == 0 { 1.0 } else { (from..=with.min(n)).map(way).sum::<f64>().min(1.0) }
}

/// The difference of two means in its standard error (Welch 1947); 0 where neither side varies.
pub fn z(here: &[f64], there: &[f64]) -> f64 {
    let moments = |values: &[f64]| {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n.max(1.0);
        (mean, values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0) / n.max(1.0))
    };
    let ((a, error_a), (b, error_b)) = (moments(here), moments(there));
    let error = (error_a + error_b).sqrt();
    if error > 1e-12 { (a - b) / error } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn the_tail_is_what_counting_gives() {
        // phyper(2, 5, 15, 6, lower.tail = FALSE)
        assert!((articles_tail(20, 5, 6, 3) - 0.131_320_95).abs() < 1e-7, "{}", articles_tail(20, 5, 6, 3));
        assert_eq!(articles_tail(20, 5, 6, 0), 1.0);
        assert_eq!(articles_tail(20, 5, 6, 6), 0.0);
    }

    #[test]
    fn the_difference_of_means_by_hand() {
        // Means 2 and 5, variances 1 and 1, three values each: 3 / sqrt(2 / 3).
        assert!((z(&[4.0, 5.0, 6.0], &[1.0, 2.0, 3.0]) - 3.0 / (2.0f64 / 3.0).sqrt()).abs() < 1e-12);
        assert_eq!(z(&[1.0, 1.0], &[1.0, 1.0]), 0.0);
    }

    #[test]
    fn the_curve_follows_the_permutations() {
        // Skewed values: the fitted curve against 200,000 draws.
        let mut random = Random::new(4);
        let mut values: Vec<f64> = (0..60).map(|_| -(1.0 - random.unit()).ln()).collect();
        for sum in [18.0, 21.0, 24.0] {
            let draws = 200_000;
            let more = (0..draws)
                .filter(|_| {
                    random.shuffle_front(&mut values, 15);
                    values[..15].iter().sum::<f64>() >= sum
                })
                .count();
            let (drawn, fitted) = (more as f64 / f64::from(draws), sum_tail(&values, 0, 15, sum));
            assert!((drawn - fitted).abs() < 0.1 * drawn + 1e-4, "{sum}: {drawn} drawn, {fitted} fitted");
        }
    }

    #[test]
    fn a_true_null_is_rejected_as_often_as_promised() {
        let mut random = Random::new(11);
        let rejected = (0..4000)
            .filter(|_| {
                let values: Vec<f64> = (0..40).map(|_| random.unit().powi(3)).collect();
                sum_tail(&values, 0, 12, values[..12].iter().sum()) <= 0.05
            })
            .count();
        let share = rejected as f64 / 4000.0;
        assert!((share - 0.05).abs() < 0.015, "{share}");
    }
}
