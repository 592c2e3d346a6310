//! An interval for a mean over articles: a bootstrap that draws whole articles (cluster bootstrap; Cameron, Gelbach and Miller
//! 2008) and studentizes each draw (bootstrap-t; Efron 1981, Hesterberg 2015, What teachers should know about the bootstrap,
//! section 4.3), which holds its promise from about eight articles on.

use crate::random::Random;

/// One article's part of a mean: the sum of its values and how many there are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// Sum.
    pub sum: f64,
    /// How many.
    pub n: f64,
}

/// An interval takes at least so many articles.
pub const LEAST: usize = 5;

/// The mean over all values.
pub fn mean(clusters: &[Cluster]) -> f64 {
    let (sum, n) = clusters.iter().fold((0.0, 0.0), |(s, n), c| (s + c.sum, n + c.n));
    if n > 0.0 { sum / n } else { 0.0 }
}

/// The mean and its standard error, articles as drawn (the linearised error of a ratio; Cochran 1977, section 6.4).
fn estimate(clusters: impl Iterator<Item = Cluster> + Clone) -> (f64, f64) {
    let (mut sum, mut n, mut many) = (0.0, 0.0, 0.0);
    for c in clusters.clone() {
        (sum, n, many) = (sum + c.sum, n + c.n, many + 1.0);
    }
    let mean = sum / f64::max(n, 1.0);
    let squares: f64 = clusters.map(|c| (c.sum - mean * c.n).powi(2)).sum();
    (mean, (squares * many / (many - 1.0)).sqrt() / f64::max(n, 1.0))
}

/// The 95 % interval of the mean, from `rounds` draws of as many articles; `None` for fewer than [`LEAST`].
pub fn interval(clusters: &[Cluster], rounds: usize, seed: u64) -> Option<[f64; 2]> {
    let n = clusters.len();
    if n < LEAST {
        return None;
    }
    let (mean, error) = estimate(clusters.iter().copied());
    let mut random = Random::new(seed);
    let mut drawn = vec![Cluster { sum: 0.0, n: 0.0 }; n];
    let mut draws: Vec<f64> = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        drawn.iter_mut().for_each(|c| *c = clusters[random.below(n)]);
        let (other, its_error) = estimate(drawn.iter().copied());
        // A draw of equal articles has no error to be measured in.
        if its_error > 1e-12 {
            draws.push((other - mean) / its_error);
        }
    }
    if error <= 1e-12 || draws.is_empty() {
        return Some([mean, mean]);
    }
    draws.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (draws.len() as f64 - 1.0);
        let (low, part) = (place.floor() as usize, place.fract());
        draws[low] + part * (draws[(low + 1).min(draws.len() - 1)] - draws[low])
    };
    Some([mean - at(0.975) * error, mean - at(0.025) * error])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_articles_have_a_point_and_four_have_none() {
        let same = vec![Cluster { sum: 2.0, n: 4.0 }; 5];
        assert_eq!(mean(&same), 0.5);
        assert_eq!(interval(&same, 200, 1), Some([0.5, 0.5]));
        assert_eq!(interval(&same[..4], 200, 1), None);
    }

    /// The share of 1,000 simulated piles whose interval holds the true mean. Mentions of one article are alike (cluster
    /// effect), articles have different numbers of them.
    fn coverage(articles: usize, seed: u64) -> f64 {
        let mut random = Random::new(seed);
        let held = (0..1000u64)
            .filter(|round| {
                let clusters: Vec<Cluster> = (0..articles)
                    .map(|_| {
                        let n = 1 + random.below(6);
                        let of_article = random.unit() + random.unit() - 1.0;
                        let sum = (0..n).map(|_| 0.2 + 0.5 * of_article + 0.4 * (random.unit() - 0.5)).sum();
                        Cluster { sum, n: n as f64 }
                    })
                    .collect();
                let [low, high] = interval(&clusters, 499, *round).expect("enough articles");
                (low..=high).contains(&0.2)
            })
            .count();
        held as f64 / 1000.0
    }

    #[test]
    fn the_interval_holds_the_truth_as_often_as_promised() {
        for (articles, seed) in [(8, 1), (20, 2), (60, 3)] {
            let share = coverage(articles, seed);
            assert!((share - 0.95).abs() < 0.02, "{articles} articles: {share}");
        }
    }
}
