//! How far apart two distributions are.

/// The Jensen-Shannon distance of two lists of counts over the same things: the square root of the divergence in bits, 0 for
/// equal shares, 1 for nothing in common (Lin 1991; a metric: Endres and Schindelin 2003). `None` where one side is empty.
pub fn jensen_shannon(a: &[f64], b: &[f64]) -> Option<f64> {
    let (all_a, all_b): (f64, f64) = (a.iter().sum(), b.iter().sum());
    if all_a <= 0.0 || all_b <= 0.0 {
        return None;
    }
    let part = |p: f64, m: f64| if p > 0.0 { p * (p / m).log2() } else { 0.0 };
    let sum: f64 = a
        .iter()
        .zip(b)
        .map(|(x, y)| {
            let (p, q) = (x / all_a, y / all_b);
            let m = (p + q) / 2.0;
            (part(p, m) + part(q, m)) / 2.0
        })
        .sum();
    Some(sum.clamp(0.0, 1.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_distances() {
        assert_eq!(jensen_shannon(&[3.0, 1.0], &[6.0, 2.0]), Some(0.0));
        assert_eq!(jensen_shannon(&[1.0, 0.0], &[0.0, 5.0]), Some(1.0));
        // scipy.spatial.distance.jensenshannon([0.5, 0.5], [0.9, 0.1], base=2)
        let got = jensen_shannon(&[1.0, 1.0], &[9.0, 1.0]).unwrap();
        assert!((got - 0.383_135_9).abs() < 1e-6, "{got}");
        assert_eq!(jensen_shannon(&[0.0], &[1.0]), None);
    }
}
