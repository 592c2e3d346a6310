//! Fractions behind a cardinal: "five eighths", "one hundred and three quarters", "two and a half million".

use super::{Form, Numeral, Numerals};
use crate::{Gap, Token};

impl Numerals {
    /// The numeral with the fraction that continues it; `before_and` is the part of it before its last "and".
    pub(super) fn with_fraction(
        &self,
        text: &str,
        tokens: &[Token],
        at: usize,
        n: Numeral,
        before_and: Option<f64>,
    ) -> Numeral {
        let end = at + n.len;
        if let Some((more, divisor)) = self.divisor(text, tokens, end, n.low - before_and.unwrap_or(0.0)) {
            // "one hundred and three quarters" adds, "one hundred and thirty fifths" divides.
            let value = match before_and {
                Some(whole) if n.low - whole < divisor => whole + (n.low - whole) / divisor,
                _ => n.low / divisor,
            };
            return self.scaled(text, tokens, at, Numeral::exactly(n.len + more, value, Form::Fraction));
        }
        if let Some((more, part)) = self.and_part(text, tokens, end) {
            // "one million and a half" means half a million.
            let scale =
                tokens.get(end - 1).and_then(|t| self.scales.get(&t.key)).filter(|s| **s >= 1000.0 && n.len > 1);
            let part = part * scale.unwrap_or(&1.0);
            let sum = Numeral { len: n.len + more, low: n.low + part, high: n.high + part, form: n.form };
            return self.scaled(text, tokens, at, sum);
        }
        n
    }

    /// "eighths" in "five eighths"; a singular divides one only ("one fifth").
    fn divisor(&self, text: &str, tokens: &[Token], at: usize, numerator: f64) -> Option<(usize, f64)> {
        let hyphen = usize::from(tokens.get(at).is_some_and(|t| t.gap == Gap::None && t.of(text) == "-"));
        let here = at + hyphen;
        let fits = |plural: bool| plural && numerator != 1.0 || !plural && numerator == 1.0;
        let token = tokens.get(here).filter(|t| t.gap < Gap::Line && !t.capital())?;
        // "one twenty-fifth"
        if let Some(ten) = self.tens.get(&token.key)
            && tokens.get(here + 1).is_some_and(|t| t.of(text) == "-" && t.gap == Gap::None)
            && let Some((one, plural)) = tokens.get(here + 2).and_then(|t| self.denominators.get(&t.key))
            && *one < 10.0
        {
            return fits(*plural).then_some((hyphen + 3, ten + one));
        }
        let (divisor, plural) = self.denominators.get(&token.key)?;
        // "two quarters", "four quarters" are stretches of a year.
        let quarters = *divisor == 4.0 && !(numerator == 1.0 || numerator == 3.0);
        let halves = *divisor == 2.0 && numerator != 1.0;
        // "two third-placed teams": the ordinal belongs to what follows.
        let bound = tokens.get(here + 1).is_some_and(|t| t.gap == Gap::None && t.of(text) == "-");
        (fits(*plural) && !quarters && !halves && !bound).then_some((hyphen + 1, *divisor))
    }

    /// "and a half", "and three quarters".
    fn and_part(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, f64)> {
        tokens.get(at).filter(|t| t.of(text) == "and")?;
        let numerator = match tokens.get(at + 1)? {
            t if matches!(t.of(text), "a" | "an" | "one") => 1.0,
            t => *self.ones.get(&t.key)?,
        };
        let (more, divisor) = self.divisor(text, tokens, at + 2, numerator)?;
        (numerator < divisor).then(|| (2 + more, numerator / divisor))
    }
}
