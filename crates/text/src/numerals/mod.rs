//! Numerals in digits and in words: what figures and dates are both made of.
//!
//! ```text
//! digits ("9,000", "1.2 million") ─┐
//! words ("two hundred and six") ───┴── fractions ("five eighths", "two and a half million") ── sign ("minus 5")
//! ```

mod digits;
mod fractions;
#[cfg(test)]
mod tests;
mod words;

use crate::{Gap, Phrases, Token, TokenKind, key};
use rustc_hash::{FxHashMap, FxHashSet};
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
    /// A share: "half", "two-thirds", "3/4".
    Fraction,
}

impl Numeral {
    /// The value, where it is a whole number that fits.
    pub fn whole(&self) -> Option<i64> {
        (self.low == self.high && self.low.fract() == 0.0 && self.low.abs() < 1e15).then_some(self.low as i64)
    }

    fn exactly(len: usize, value: f64, form: Form) -> Numeral {
        Numeral { len, low: value, high: value, form }
    }

    fn times(self, factor: f64) -> Numeral {
        Numeral { low: self.low * factor, high: self.high * factor, ..self }
    }
}

/// The words of numerals.
pub struct Numerals {
    ones: FxHashMap<u64, f64>,
    tens: FxHashMap<u64, f64>,
    scales: FxHashMap<u64, f64>,
    short: FxHashMap<u64, f64>,
    /// "dozen", "score": they multiply what stands before.
    groups: FxHashMap<u64, f64>,
    fixed: Phrases<(f64, f64, Form)>,
    ordinals: Phrases<u32>,
    /// "fifth", "fifths" with what they divide by, and whether they are plurals.
    denominators: FxHashMap<u64, (f64, bool)>,
    /// Words that can begin a numeral, and those that can begin an ordinal: most words begin neither.
    starts: FxHashSet<u64>,
    /// Words after "48m" that make it a length.
    after_metre: FxHashSet<u64>,
}

#[derive(Deserialize)]
struct File {
    ones: BTreeMap<String, f64>,
    tens: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    short: BTreeMap<String, f64>,
    groups: BTreeMap<String, f64>,
    exact: BTreeMap<String, f64>,
    vague: BTreeMap<String, [f64; 2]>,
    fractions: BTreeMap<String, f64>,
    denominators: BTreeMap<String, f64>,
    ordinals: BTreeMap<String, u32>,
    lengths: Lengths,
}

#[derive(Deserialize)]
struct Lengths {
    after_metre: Vec<String>,
}

impl Numerals {
    /// The built-in words, `data/numerals.toml`.
    pub fn shared() -> &'static Numerals {
        static SHARED: OnceLock<Numerals> = OnceLock::new();
        SHARED.get_or_init(|| {
            let file: File = toml::from_str(include_str!("../../data/numerals.toml")).expect("numerals.toml is tested");
            let keys = |words: BTreeMap<String, f64>| words.into_iter().map(|(w, v)| (key(&w), v)).collect();
            let mut fixed = Phrases::default();
            file.vague.iter().for_each(|(w, [low, high])| fixed.insert(w, (*low, *high, Form::Vague)));
            file.exact.iter().for_each(|(w, v)| fixed.insert(w, (*v, *v, Form::Words)));
            file.fractions.iter().for_each(|(w, v)| fixed.insert(w, (*v, *v, Form::Fraction)));
            let mut denominators = FxHashMap::default();
            for (word, n) in &file.denominators {
                denominators.insert(key(word), (*n, false));
                let plural = word.strip_suffix("lf").map_or_else(|| format!("{word}s"), |stem| format!("{stem}lves"));
                denominators.insert(key(&plural), (*n, true));
            }
            let ordinals: Phrases<u32> = file.ordinals.iter().map(|(w, n)| (w.as_str(), *n)).collect();
            let mut starts: FxHashSet<u64> = ["a", "an", "minus", "negative"].into_iter().map(key).collect();
            starts.extend(file.ones.keys().chain(file.tens.keys()).map(|w| key(w)));
            starts.extend(fixed.firsts().chain(ordinals.firsts()));
            starts.extend(denominators.keys());
            Numerals {
                starts,
                ones: keys(file.ones),
                tens: keys(file.tens),
                scales: keys(file.scales),
                short: keys(file.short),
                groups: keys(file.groups),
                fixed,
                ordinals,
                denominators,
                after_metre: file.lengths.after_metre.iter().map(|w| key(w)).collect(),
            }
        })
    }

    /// The numeral that starts at `tokens[at]`, its sign included, the longest reading.
    pub fn read(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        let first = tokens.get(at)?;
        if first.kind == TokenKind::Number {
            let digits = self.digits(text, tokens, at)?;
            return Some(self.with_fraction(text, tokens, at, digits, None));
        }
        if !first.is_word() {
            return match first.of(text) {
                "-" | "−" | "–" => self.below_zero(text, tokens, at),
                // "½" alone is a word of one letter; other marks begin no numeral.
                _ => None,
            };
        }
        // Most words begin no numeral: one look-up tells.
        if !self.begins(first.key) {
            return None;
        }
        if matches!(first.of(text), "minus" | "Minus" | "negative") {
            return self.below_zero(text, tokens, at);
        }
        let counted =
            self.words(text, tokens, at).map(|(n, before_and)| self.with_fraction(text, tokens, at, n, before_and));
        let fixed = self
            .fixed
            .at(tokens, at)
            .map(|(len, &(low, high, form))| self.scaled(text, tokens, at, Numeral { len, low, high, form }));
        match (counted, fixed) {
            (Some(a), Some(b)) => Some(if b.len >= a.len { b } else { a }),
            (a, b) => a.or(b),
        }
    }

    /// Whether a word can begin a numeral or an ordinal.
    pub fn begins(&self, first: u64) -> bool {
        self.starts.contains(&first)
    }

    /// "third", "21st": a place in a row, with the number of tokens.
    pub fn ordinal(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, u32)> {
        let first = tokens.get(at)?;
        if first.kind == TokenKind::Number {
            let next = tokens.get(at + 1).filter(|t| t.gap == Gap::None)?;
            let is = matches!(next.of(text), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
            return first.of(text).replace(',', "").parse().ok().filter(|_| is).map(|n| (2, n));
        }
        if !first.is_word() || !self.begins(first.key) {
            return None;
        }
        let alone = self.ordinals.at(tokens, at).map(|(len, n)| (len, *n));
        alone.or_else(|| self.long_ordinal(text, tokens, at))
    }

    /// "one hundred twenty-fifth", "two hundredth": a cardinal whose last word is an ordinal.
    fn long_ordinal(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, u32)> {
        let (cardinal, _) = self.words(text, tokens, at)?;
        let hyphen =
            usize::from(tokens.get(at + cardinal.len).is_some_and(|t| t.of(text) == "-" && t.gap == Gap::None));
        let last = at + cardinal.len + hyphen;
        let (more, n) = self.ordinals.at(tokens, last).map(|(len, n)| (len, f64::from(*n)))?;
        let value = match n {
            _ if n >= 100.0 => cardinal.low * n,
            _ if n < 10.0 && cardinal.low % 10.0 == 0.0 || cardinal.low % 100.0 == 0.0 => cardinal.low + n,
            _ => return None,
        };
        // "second" and "two thirds" are more often a time and a share.
        let sure = n != 2.0 && value <= f64::from(u32::MAX) && (cardinal.len > 1 || n >= 100.0);
        sure.then_some((cardinal.len + hyphen + more, value as u32))
    }

    /// The factor that a word such as "million" stands for.
    pub fn scale(&self, tokens: &[Token], at: usize) -> Option<f64> {
        let token = tokens.get(at)?;
        self.scales.get(&token.key).or_else(|| self.short.get(&token.key)).copied()
    }

    /// "-5", "minus 5", "minus-130", "negative one"; a hyphen between two words or numbers is no sign.
    fn below_zero(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        let glued = |i: usize| tokens.get(i).is_some_and(|t| t.gap == Gap::None);
        let number = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
        let skip = if tokens[at].is_word() {
            // "plus or minus 2"
            if at > 0 && matches!(tokens[at - 1].of(text), "or" | "and") {
                return None;
            }
            1 + usize::from(glued(at + 1) && matches!(tokens[at + 1].of(text), "-" | "−"))
        } else {
            // "75 -300mm" is a stretch, "Dow 30 -0.2%" is none.
            let behind_number = at > 0 && number(at - 1);
            let share = tokens.get(at + 1).is_some_and(|t| t.of(text).contains('.'))
                || tokens.get(at + 2).is_some_and(|t| t.of(text) == "%");
            if behind_number && !share {
                return None;
            }
            let free = at == 0 || tokens[at].gap > Gap::None || matches!(tokens[at - 1].of(text), "(" | "[" | "+");
            if !free || !glued(at + 1) || !number(at + 1) {
                return None;
            }
            1
        };
        let n = self.read(text, tokens, at + skip).filter(|n| n.low >= 0.0 && n.form != Form::Vague)?;
        Some(Numeral { len: n.len + skip, low: -n.high, high: -n.low, form: n.form })
    }

    /// "half a million", "two dozen thousand", "quarter of a million": a scale after a fixed phrase multiplies it.
    fn scaled(&self, text: &str, tokens: &[Token], at: usize, mut n: Numeral) -> Numeral {
        loop {
            let scale = |i: usize| {
                tokens.get(i).filter(|t| matches!(t.gap, Gap::Space)).and_then(|t| self.scales.get(&t.key)).copied()
            };
            let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
            let here = at + n.len;
            let of_a = word(here) == "of" && matches!(word(here + 1), "a" | "one");
            let (more, factor) = match scale(here) {
                Some(factor) => (1, factor),
                None if of_a && n.form == Form::Fraction => match scale(here + 2) {
                    Some(factor) => (3, factor),
                    None => return n,
                },
                None => return n,
            };
            if n.form == Form::Vague && word(here - 1) == "of" {
                return n;
            }
            let form = if n.form == Form::Vague { Form::Vague } else { Form::Words };
            n = Numeral { len: n.len + more, form, ..n.times(factor) };
        }
    }
}
