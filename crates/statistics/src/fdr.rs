//! The share of false findings among many tests.

/// Adjusted p-values, in the order given: the least false discovery rate at which each test is a finding (Benjamini and
/// Hochberg 1995, Controlling the false discovery rate). `tests` is how many were made; those not given count as 1.
pub fn benjamini_hochberg(p: &[f64], tests: usize) -> Vec<f64> {
    let tests = tests.max(p.len()) as f64;
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]).then(a.cmp(b)));
    let mut out = vec![1.0; p.len()];
    let mut least = 1.0f64;
    for (rank, i) in order.iter().enumerate().rev() {
        least = least.min(p[*i] * tests / (rank + 1) as f64);
        out[*i] = least;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_paper() {
        // Benjamini and Hochberg 1995, section 4: fifteen p-values, four findings at 0.05.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let q = benjamini_hochberg(&p, p.len());
        assert_eq!(q.iter().filter(|q| **q <= 0.05).count(), 4);
        assert!((q[3] - 0.0095 * 15.0 / 4.0).abs() < 1e-12);
        assert!(q.windows(2).all(|w| w[0] <= w[1]));
    }

    #[test]
    fn tests_that_are_not_listed_count() {
        assert!((benjamini_hochberg(&[0.001], 100)[0] - 0.1).abs() < 1e-12);
        assert!(benjamini_hochberg(&[], 5).is_empty());
    }
}
