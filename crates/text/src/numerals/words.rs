//! Numerals in words: "two hundred and fifty thousand", "twenty-one", "a hundred", "three dozen", "two point five".

use super::{Form, Numeral, Numerals};
use crate::{Gap, Token, key};
use std::sync::LazyLock;

impl Numerals {
    /// A cardinal in words, and the part of it that stands before its last "and".
    pub(super) fn words(&self, text: &str, tokens: &[Token], at: usize) -> Option<(Numeral, Option<f64>)> {
        let (mut total, mut group, mut len, mut seen) = (0.0, 0.0, 0, false);
        let mut before_and = None;
        let key_at = |i: usize| tokens.get(i).filter(|t| i == at || t.gap < Gap::Line).map(|t| t.key);
        if matches!(tokens[at].of(text), "a" | "an" | "A" | "An") {
            let scale = key_at(at + 1).and_then(|k| self.scales.get(&k))?;
            (group, len, seen) = (*scale, 2, true);
            if *scale >= 1000.0 {
                (total, group) = (group, 0.0);
            }
        }
        let mut last = f64::INFINITY;
        while let Some(k) = key_at(at + len) {
            if let Some(v) = self.ones.get(&k).filter(|v| last > 9.0 && (last >= 100.0 || **v < 10.0 && **v > 0.0)) {
                (group, last) = (group + v, *v);
            } else if let Some(v) = self.tens.get(&k).filter(|_| last >= 100.0) {
                (group, last) = (group + v, *v);
            } else if let Some(v) = self.scales.get(&k).filter(|_| seen) {
                let base: f64 = if group == 0.0 { 1.0 } else { group };
                if *v == 100.0 {
                    group = base * v;
                } else {
                    (total, group) = (total + base * v, 0.0);
                }
                last = *v;
            } else if let Some(v) = self.groups.get(&k).filter(|_| seen && total == 0.0) {
                // "three dozen": nothing follows.
                return Some((Numeral::exactly(len + 1, group * v, Form::Words), None));
            } else if seen && self.joins(text, tokens, at + len, last) {
                if tokens[at + len].of(text) == "and" {
                    before_and = Some(total + group);
                }
                len += 1;
                continue;
            } else {
                break;
            }
            seen = true;
            len += 1;
        }
        let value: f64 = total + group;
        if !seen {
            return None;
        }
        if let Some((more, decimals)) = self.point(tokens, at + len) {
            return Some((Numeral::exactly(len + more, value + decimals, Form::Words), None));
        }
        Some((Numeral::exactly(len, value, Form::Words), before_and))
    }

    /// "point zero three", "point seventy-one", "point five".
    fn point(&self, tokens: &[Token], at: usize) -> Option<(usize, f64)> {
        static POINT: LazyLock<u64> = LazyLock::new(|| key("point"));
        tokens.get(at).filter(|t| t.key == *POINT)?;
        let mut digits = String::new();
        let mut len = 1;
        while let Some(t) = tokens.get(at + len) {
            if let Some(v) = self.ones.get(&t.key) {
                digits += &v.to_string();
            } else if let Some(v) = self.tens.get(&t.key) {
                // "seventy-one" is two digits, "seventy" too.
                let hyphen = usize::from(tokens.get(at + len + 1).is_some_and(|t| t.gap == Gap::None && !t.is_word()));
                let one = tokens.get(at + len + 1 + hyphen).and_then(|t| self.ones.get(&t.key)).filter(|v| **v < 10.0);
                digits += &(v + one.unwrap_or(&0.0)).to_string();
                len += if one.is_some() { 1 + hyphen } else { 0 };
            } else {
                break;
            }
            len += 1;
        }
        let value: f64 = format!("0.{digits}").parse().ok()?;
        (!digits.is_empty()).then_some((len, value))
    }

    /// A hyphen inside "twenty-one", or "and" inside "two hundred and six".
    fn joins(&self, text: &str, tokens: &[Token], i: usize, last: f64) -> bool {
        let small = tokens.get(i + 1).is_some_and(|t| self.ones.contains_key(&t.key) || self.tens.contains_key(&t.key));
        match tokens[i].of(text) {
            "-" => {
                let one =
                    tokens.get(i + 1).and_then(|t| self.ones.get(&t.key)).is_some_and(|v| (1.0..10.0).contains(v));
                one && (20.0..100.0).contains(&last)
                    || tokens[i].gap == Gap::None && tokens.get(i + 1).is_some_and(|t| self.scales.contains_key(&t.key))
            }
            "and" => small && last.is_finite() && last >= 100.0,
            _ => false,
        }
    }
}
