//! The statistics of comparisons. The unit is the article, never the word; every draw comes from a fixed seed; each method
//! names its paper.
//!
//! ```text
//! log_odds (which words are distinctive) ── moments (how often chance does as much) ── fdr (over all words)
//! bootstrap (an interval for a mean)        permutation (a difference of means; how far apart two groups are)
//! divergence (Jensen-Shannon)               random, special: what these stand on
//! ```

pub mod bootstrap;
pub mod divergence;
pub mod fdr;
pub mod log_odds;
pub mod moments;
pub mod permutation;
pub mod random;
pub mod special;

/// To three decimals: what is published.
pub fn round(x: f64) -> f64 {
    // Adding nought takes the sign off it.
    (x * 1000.0).round() / 1000.0 + 0.0
}

/// A probability to four significant digits: small ones do not become 0.
pub fn round_p(p: f64) -> f64 {
    if p <= 0.0 || !p.is_finite() {
        return p.clamp(0.0, 1.0);
    }
    let scale = 10f64.powi(3 - p.log10().floor() as i32);
    if scale.is_finite() { (p * scale).round() / scale } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounds_to_nought_has_no_sign() {
        assert_eq!(round(-0.0004).to_string(), "0");
        assert_eq!(round(-0.0006), -0.001);
    }
}
