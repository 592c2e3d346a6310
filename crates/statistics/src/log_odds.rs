//! Distinctive words: log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Fightin' Words,
//! Political Analysis 16(4), equations 16, 20 and 22).

/// A word in two bodies of text.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// How often here.
    pub here: f64,
    /// How often there.
    pub there: f64,
    /// How often in the text that the prior is made of.
    pub prior: f64,
}

/// Sizes of the bodies, in words.
#[derive(Clone, Copy, Debug)]
pub struct Totals {
    /// Words here.
    pub here: f64,
    /// Words there.
    pub there: f64,
    /// Words of the prior's text.
    pub prior: f64,
    /// How many words the prior is worth: its counts are scaled to this sum.
    pub strength: f64,
}

/// How much more a word belongs here than there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogOdds {
    /// The difference of the log-odds, natural logarithm: the size of the effect.
    pub delta: f64,
    /// The same in its standard deviations.
    pub z: f64,
}

/// The log-odds ratio of a word. Its z says how sure the difference is if words came one by one; they come in articles, so it
/// ranks words, and [`crate::moments`] tests them.
pub fn log_odds(n: Counts, of: Totals) -> LogOdds {
    let alpha = n.prior * of.strength / of.prior.max(1.0);
    let (a, b) = (n.here + alpha, n.there + alpha);
    if a <= 0.0 || b <= 0.0 {
        return LogOdds { delta: 0.0, z: 0.0 };
    }
    let odds = |y: f64, total: f64| (y / (total + of.strength - y).max(f64::MIN_POSITIVE)).ln();
    let delta = odds(a, of.here) - odds(b, of.there);
    LogOdds { delta, z: delta / (1.0 / a + 1.0 / b).sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_done_by_hand() {
        // 30 of 1,000 here, 10 of 1,000 there; prior 40 of 2,000, worth 100 words: alpha = 2.
        let got = log_odds(
            Counts { here: 30.0, there: 10.0, prior: 40.0 },
            Totals { here: 1000.0, there: 1000.0, prior: 2000.0, strength: 100.0 },
        );
        let delta = (32.0f64 / (1100.0 - 32.0)).ln() - (12.0f64 / (1100.0 - 12.0)).ln();
        assert!((got.delta - delta).abs() < 1e-12);
        assert!((got.z - delta / (1.0f64 / 32.0 + 1.0 / 12.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn equal_rates_have_no_odds_and_sides_mirror() {
        let of = Totals { here: 500.0, there: 500.0, prior: 1000.0, strength: 50.0 };
        assert_eq!(log_odds(Counts { here: 7.0, there: 7.0, prior: 14.0 }, of).z, 0.0);
        let one = log_odds(Counts { here: 9.0, there: 2.0, prior: 11.0 }, of);
        let other = log_odds(Counts { here: 2.0, there: 9.0, prior: 11.0 }, of);
        assert!((one.z + other.z).abs() < 1e-12 && one.z > 0.0);
        assert_eq!(log_odds(Counts { here: 0.0, there: 0.0, prior: 0.0 }, of).z, 0.0);
    }
}
