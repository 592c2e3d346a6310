//! Numerals in digits and in words: what figures and dates are both made of.

use crate::{Gap, Phrases, Token, TokenKind, key};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A numeral that starts at some token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// How many tokens it takes.
    pub len: usize,
    /// Its value, or the least that the words allow.
    pub low: f64,
    /// Its value, or the most that the words allow.
    pub high: f64,
    /// How it is written.
    pub form: Form,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits, perhaps with a scale: "9,000", "1.2 million".
    Digits,
    /// Words: "two hundred".
    Words,
    /// Words for a stretch: "dozens".
    Vague,
    /// A share: "half", "two-thirds".
    Fraction,
}

impl Numeral {
    /// The value, where it is a whole number that fits.
    pub fn whole(&self) -> Option<i64> {
        (self.low == self.high && self.low.fract() == 0.0 && self.low.abs() < 1e15).then_some(self.low as i64)
    }
}

/// The words of numerals.
pub struct Numerals {
    ones: FxHashMap<u64, f64>,
    tens: FxHashMap<u64, f64>,
    scales: FxHashMap<u64, f64>,
    short: FxHashMap<u64, f64>,
    fixed: Phrases<(f64, f64, Form)>,
    ordinals: Phrases<u32>,
}

#[derive(Deserialize)]
struct File {
    ones: BTreeMap<String, f64>,
    tens: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    short: BTreeMap<String, f64>,
    exact: BTreeMap<String, f64>,
    vague: BTreeMap<String, [f64; 2]>,
    fractions: BTreeMap<String, f64>,
    ordinals: BTreeMap<String, u32>,
}

/// Letters that mean a scale only where they touch the digits ("5k").
const GLUED_ONLY: [&str; 5] = ["k", "m", "b", "mm", "mil"];

impl Numerals {
    /// The built-in words, `data/numerals.toml`.
    pub fn shared() -> &'static Numerals {
        static SHARED: OnceLock<Numerals> = OnceLock::new();
        SHARED.get_or_init(|| {
            let file: File = toml::from_str(include_str!("../data/numerals.toml")).expect("numerals.toml is tested");
            let keys = |words: BTreeMap<String, f64>| words.into_iter().map(|(w, v)| (key(&w), v)).collect();
            let mut fixed = Phrases::default();
            file.vague.iter().for_each(|(w, [low, high])| fixed.insert(w, (*low, *high, Form::Vague)));
            file.exact.iter().for_each(|(w, v)| fixed.insert(w, (*v, *v, Form::Words)));
            file.fractions.iter().for_each(|(w, v)| fixed.insert(w, (*v, *v, Form::Fraction)));
            Numerals {
                ones: keys(file.ones),
                tens: keys(file.tens),
                scales: keys(file.scales),
                short: keys(file.short),
                fixed,
                ordinals: file.ordinals.iter().map(|(w, n)| (w.as_str(), *n)).collect(),
            }
        })
    }

    /// The numeral that starts at `tokens[at]`, the longest reading.
    pub fn read(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        let first = tokens.get(at)?;
        let counted = match first.kind {
            TokenKind::Number => self.digits(text, tokens, at),
            _ => self.words(text, tokens, at),
        };
        let fixed = self
            .fixed
            .at(tokens, at)
            .map(|(len, &(low, high, form))| self.scaled(text, tokens, at, Numeral { len, low, high, form }));
        match (counted, fixed) {
            (Some(a), Some(b)) => Some(if b.len >= a.len { b } else { a }),
            (a, b) => a.or(b),
        }
    }

    /// "third", "21st": a place in a row, with the number of tokens.
    pub fn ordinal(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, u32)> {
        let first = tokens.get(at)?;
        if first.kind == TokenKind::Number {
            let next = tokens.get(at + 1).filter(|t| t.gap == Gap::None)?;
            let is = matches!(next.of(text), "st" | "nd" | "rd" | "th");
            return first.of(text).parse().ok().filter(|_| is).map(|n| (2, n));
        }
        self.ordinals.at(tokens, at).map(|(len, n)| (len, *n))
    }

    /// "half a million", "two dozen thousand": a scale after a fixed phrase multiplies it.
    fn scaled(&self, text: &str, tokens: &[Token], at: usize, mut n: Numeral) -> Numeral {
        while let Some(scale) =
            tokens.get(at + n.len).filter(|t| t.gap == Gap::Space).and_then(|t| self.scales.get(&t.key))
        {
            if n.form == Form::Vague && tokens[at + n.len - 1].of(text) == "of" {
                break;
            }
            n = Numeral {
                len: n.len + 1,
                low: n.low * scale,
                high: n.high * scale,
                form: if n.form == Form::Vague { n.form } else { Form::Words },
            };
        }
        n
    }

    fn digits(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        let mut value = decimal(tokens[at].of(text))?;
        let mut len = 1;
        // "816 000": groups of three after a space.
        if tokens[at].span().len() <= 3 && value.fract() == 0.0 && value > 0.0 {
            while let Some(t) = tokens.get(at + len).filter(|t| {
                t.kind == TokenKind::Number
                    && t.gap == Gap::Space
                    && t.span().len() == 3
                    && t.of(text).bytes().all(|b| b.is_ascii_digit())
                    && t.span().start() - tokens[at + len - 1].span().end() <= 2
            }) {
                value = value * 1000.0 + decimal(t.of(text))?;
                len += 1;
            }
        }
        while let Some(t) = tokens.get(at + len) {
            let word = t.of(text);
            let scale = match t.gap {
                Gap::Line => None,
                Gap::None => self
                    .short
                    .get(&t.key)
                    .filter(|_| word != "t" && word != "T" && word != "mm")
                    .or_else(|| self.scales.get(&t.key)),
                Gap::Space => self.scales.get(&t.key).or_else(|| {
                    self.short.get(&t.key).filter(|_| {
                        !GLUED_ONLY.contains(&word.to_ascii_lowercase().as_str()) && word != "t" && word != "cr"
                    })
                }),
            };
            // "1.5-million"
            let hyphen = word == "-"
                && t.gap == Gap::None
                && tokens.get(at + len + 1).is_some_and(|n| n.gap == Gap::None && self.scales.contains_key(&n.key));
            match scale {
                Some(scale) => {
                    value *= scale;
                    len += 1;
                }
                None if hyphen => {
                    value *= self.scales[&tokens[at + len + 1].key];
                    len += 2;
                }
                None => break,
            }
        }
        Some(Numeral { len, low: value, high: value, form: Form::Digits })
    }

    /// "two hundred and fifty thousand", "twenty-one", "a hundred", "one and a half million".
    fn words(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        let (mut total, mut group, mut len, mut seen) = (0.0, 0.0, 0, false);
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
            if let Some(v) = self.ones.get(&k).filter(|_| last > 9.0) {
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
            } else if seen && self.joins(text, tokens, at + len, last) {
                len += 1;
                continue;
            } else {
                break;
            }
            seen = true;
            len += 1;
        }
        let value: f64 = total + group;
        let half = ["and", "a", "half"].map(key);
        let tail: Vec<u64> = tokens[(at + len).min(tokens.len())..].iter().take(3).map(|t| t.key).collect();
        if seen && tail == half {
            let scale = key_at(at + len + 3).and_then(|k| self.scales.get(&k));
            let (v, more) = scale.map_or((value + 0.5, 0), |s| ((value + 0.5) * s, 1));
            return Some(Numeral { len: len + 3 + more, low: v, high: v, form: Form::Words });
        }
        seen.then_some(Numeral { len, low: value, high: value, form: Form::Words })
    }

    /// A hyphen inside "twenty-one", or "and" inside "two hundred and six".
    fn joins(&self, text: &str, tokens: &[Token], i: usize, last: f64) -> bool {
        let small = tokens.get(i + 1).is_some_and(|t| self.ones.contains_key(&t.key) || self.tens.contains_key(&t.key));
        match tokens[i].of(text) {
            "-" => {
                tokens[i].gap == Gap::None
                    && (small && (20.0..100.0).contains(&last)
                        || tokens.get(i + 1).is_some_and(|t| self.scales.contains_key(&t.key)))
            }
            "and" => small && last.is_finite() && last >= 100.0,
            _ => false,
        }
    }
}

/// The value of digits with separators: "9,000", "3.5", "1.250.000", "37,5".
fn decimal(digits: &str) -> Option<f64> {
    let groups = |sep: char| {
        let mut parts = digits.split(sep);
        let first = parts.next().unwrap_or("");
        let mut rest = 0;
        let fits = (1..=3).contains(&first.len())
            && parts.all(|p| {
                rest += 1;
                p.len() == 3
            });
        (fits, rest)
    };
    let plain = match (digits.contains(','), digits.contains('.')) {
        (false, false) => digits.to_string(),
        (true, false) => match groups(',') {
            (true, _) => digits.replace(',', ""),
            _ if digits.matches(',').count() == 1 => digits.replace(',', "."),
            _ => digits.replace(',', ""),
        },
        (false, true) => match groups('.') {
            (true, rest) if rest > 1 => digits.replace('.', ""),
            _ => digits.to_string(),
        },
        // The separator that comes last is the decimal one.
        (true, true) if digits.rfind(',') > digits.rfind('.') => digits.replace('.', "").replace(',', "."),
        (true, true) => digits.replace(',', ""),
    };
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tokenizer;

    fn read(text: &str) -> Option<(usize, f64, f64)> {
        let tokens = Tokenizer::shared().tokens(text);
        Numerals::shared().read(text, &tokens, 0).map(|n| (n.len, n.low, n.high))
    }

    #[test]
    fn digits_with_separators_and_scales() {
        assert_eq!(read("9,000 men"), Some((1, 9000.0, 9000.0)));
        assert_eq!(read("816 000 t"), Some((2, 816_000.0, 816_000.0)));
        assert_eq!(read("1.2 million votes"), Some((2, 1_200_000.0, 1_200_000.0)));
        assert_eq!(read("5.2bn"), Some((2, 5.2e9, 5.2e9)));
        assert_eq!(read("1.250.000"), Some((1, 1_250_000.0, 1_250_000.0)));
        assert_eq!(read("37,5 million"), Some((2, 37_500_000.0, 37_500_000.0)));
        assert_eq!(read("170 tanks"), Some((1, 170.0, 170.0)));
        assert_eq!(read("5 m deep"), Some((1, 5.0, 5.0)));
    }

    #[test]
    fn words() {
        assert_eq!(read("two hundred armoured"), Some((2, 200.0, 200.0)));
        assert_eq!(read("twenty-one boats"), Some((3, 21.0, 21.0)));
        assert_eq!(read("a hundred guns"), Some((2, 100.0, 100.0)));
        assert_eq!(read("one hundred and seventy tanks"), Some((4, 170.0, 170.0)));
        assert_eq!(read("three hundred and forty thousand"), Some((5, 340_000.0, 340_000.0)));
        assert_eq!(read("two and a half million"), Some((5, 2_500_000.0, 2_500_000.0)));
        assert_eq!(read("half a million"), Some((3, 500_000.0, 500_000.0)));
        assert_eq!(read("seven out of ten"), Some((1, 7.0, 7.0)));
        assert_eq!(read("a man"), None);
        assert_eq!(read("one two"), Some((1, 1.0, 1.0)));
    }

    #[test]
    fn vague_words_are_stretches() {
        assert_eq!(read("dozens of people"), Some((2, 24.0, 99.0)));
        assert_eq!(read("tens of thousands fled"), Some((3, 20_000.0, 99_999.0)));
        assert_eq!(read("several thousand fled"), Some((2, 3000.0, 9000.0)));
    }

    #[test]
    fn ordinals() {
        let text = "the 21st and twenty-first third";
        let tokens = Tokenizer::shared().tokens(text);
        assert_eq!(Numerals::shared().ordinal(text, &tokens, 1), Some((2, 21)));
        assert_eq!(Numerals::shared().ordinal(text, &tokens, 4), Some((3, 21)));
        assert_eq!(Numerals::shared().ordinal(text, &tokens, 7), Some((1, 3)));
    }
}
