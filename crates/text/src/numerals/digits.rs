//! Numerals that begin with digits: separators, scales, powers of ten, vulgar fractions.

use super::{Form, Numeral, Numerals};
use crate::{Gap, Token, TokenKind};

/// Letters that mean a scale only where they touch the digits ("5k").
const GLUED_ONLY: [&str; 5] = ["k", "m", "b", "mm", "mil"];

/// Letters that mean a scale only behind a money sign: a tonne and a bit else.
const MONEY_ONLY: [&str; 4] = ["t", "T", "b", "B"];

/// What a vulgar fraction divides by: others are scores, dates and addresses ("9/11").
const DIVISORS: [f64; 14] = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0, 32.0, 40.0, 64.0, 100.0];

impl Numerals {
    pub(super) fn digits(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        if let Some(fraction) = vulgar(text, tokens, at) {
            return Some(Numeral::exactly(3, fraction, Form::Fraction));
        }
        let mut value = decimal(tokens[at].of(text))?;
        let mut len = 1 + self.grouped(text, tokens, at, &mut value);
        if let Some((more, power)) = exponent(text, tokens, at + len, value) {
            return Some(Numeral::exactly(len + more, power, Form::Digits));
        }
        let glued = |i: usize| tokens.get(i).is_some_and(|t| t.gap == Gap::None);
        // "2 1/2", "2½"
        if value.fract() == 0.0
            && let Some(part) = vulgar(text, tokens, at + len).filter(|_| !glued(at + len))
        {
            return Some(Numeral::exactly(len + 3, value + part, Form::Digits));
        }
        if glued(at + len)
            && let Some((1, (part, _, Form::Fraction))) = self.fixed.at(tokens, at + len)
            && *part < 1.0
            && !tokens[at + len].of(text).is_ascii()
        {
            (value, len) = (value + part, len + 1);
        }
        let sign = |t: &Token| matches!(t.of(text), "$" | "£" | "€" | "¥" | "₹" | "₽" | "₩");
        let money = at > 0 && (sign(&tokens[at - 1]) || glued(at) && tokens[at - 1].is_word());
        while let Some((more, scale)) = self.scale_at(text, tokens, at + len, money) {
            value *= scale;
            len += more;
            // "4 thousand 3 hundred and 21": smaller parts follow.
            if let Some(rest) = self.rest(text, tokens, at + len, scale) {
                return Some(Numeral::exactly(len + rest.len, value + rest.low, Form::Digits));
            }
        }
        Some(Numeral::exactly(len, value, Form::Digits))
    }

    /// "816 000": groups of three behind a space; how many.
    fn grouped(&self, text: &str, tokens: &[Token], at: usize, value: &mut f64) -> usize {
        if tokens[at].span().len() > 3 || value.fract() != 0.0 || *value == 0.0 {
            return 0;
        }
        let group = |i: usize| {
            tokens.get(i).filter(|t| {
                t.kind == TokenKind::Number
                    && t.gap == Gap::Space
                    && t.span().len() == 3
                    && t.of(text).bytes().all(|b| b.is_ascii_digit())
                    // One space, thin and no-break ones included.
                    && t.span().start() - tokens[i - 1].span().end() <= 3
            })
        };
        let mut n = 0;
        while let Some(t) = group(at + 1 + n) {
            *value = *value * 1000.0 + t.of(text).parse::<f64>().unwrap_or(0.0);
            n += 1;
        }
        // "in 2019 40 000 people", "seats 12 345 and": a fourth digit glued behind belongs to another number.
        n
    }

    /// The scale that stands at a token, with its length.
    fn scale_at(&self, text: &str, tokens: &[Token], at: usize, money: bool) -> Option<(usize, f64)> {
        let t = tokens.get(at).filter(|t| t.gap < Gap::Line)?;
        let word = t.of(text);
        let word_scale = |i: usize| tokens.get(i).and_then(|t| self.scales.get(&t.key)).copied();
        if let Some(scale) = word_scale(at) {
            return Some((1, scale));
        }
        // "1.5-million"
        if word == "-" && t.gap == Gap::None && tokens.get(at + 1).is_some_and(|n| n.gap == Gap::None) {
            return word_scale(at + 1).map(|scale| (2, scale));
        }
        let scale = self.short.get(&t.key).copied()?;
        // "573.15K" is a temperature, "1.5K" a thousand and a half.
        let kelvin = word == "K" && at > 0 && tokens[at - 1].of(text).split_once('.').is_some_and(|(_, d)| d.len() > 1);
        if MONEY_ONLY.contains(&word) && !money || word == "mm" || kelvin {
            return None;
        }
        match t.gap {
            Gap::None if word == "m" && !money && self.metres(text, tokens, at + 1) => None,
            Gap::None => Some((1, scale)),
            _ if GLUED_ONLY.contains(&word.to_ascii_lowercase().as_str()) || word == "cr" => None,
            _ => Some((1, scale)),
        }
    }

    /// "48m." and "37m (121ft)-long" are lengths, "2.7m combined sales" are millions: something must be counted.
    fn metres(&self, text: &str, tokens: &[Token], next: usize) -> bool {
        tokens.get(next).is_none_or(|t| {
            t.gap == Gap::Line
                || self.after_metre.contains(&t.key)
                || !t.is_word() && !matches!(t.of(text), "-")
                || t.of(text) == "-"
        })
    }

    /// What is left of a number behind its scale, all of it smaller.
    fn rest(&self, text: &str, tokens: &[Token], at: usize, scale: f64) -> Option<Numeral> {
        let and = usize::from(tokens.get(at).is_some_and(|t| t.of(text) == "and"));
        if and == 1 && scale != 100.0 {
            return None;
        }
        let next = tokens.get(at + and).filter(|t| t.gap == Gap::Space)?;
        if next.kind != TokenKind::Number {
            // "3 hundred and one"
            let (words, _) = self.words(text, tokens, at + and).filter(|(n, _)| and == 1 && n.low < scale)?;
            return Some(Numeral { len: words.len + and, ..words });
        }
        let small = decimal(next.of(text)).filter(|v| v.fract() == 0.0 && *v < scale)?;
        let more = self.digits(text, tokens, at + and)?;
        (more.low < scale && (more.len > 1 || small < 100.0 && (and == 1 || scale == 100.0)))
            .then_some(Numeral { len: more.len + and, ..more })
    }
}

/// "3/4"; not "24/7", "9/11", "10/17/2022".
fn vulgar(text: &str, tokens: &[Token], at: usize) -> Option<f64> {
    let glued = |i: usize, mark: &str| tokens.get(i).is_some_and(|t| t.gap == Gap::None && t.of(text) == mark);
    let number = |i: usize| tokens.get(i).filter(|t| t.kind == TokenKind::Number)?.of(text).parse::<f64>().ok();
    if !glued(at + 1, "/") || at > 0 && glued(at, tokens[at].of(text)) && tokens[at - 1].of(text) == "/" {
        return None;
    }
    let (a, b) = (number(at)?, number(at + 2).filter(|_| tokens[at + 2].gap == Gap::None)?);
    let part = a.fract() == 0.0 && a >= 1.0 && a < b && DIVISORS.contains(&b) && !glued(at + 3, "/");
    part.then(|| a / b)
}

/// "4e14", "12.32e+14", "5.5x10-3", "1.99×10−30", "1.1^23": the power that stands behind `value`, with its tokens.
fn exponent(text: &str, tokens: &[Token], at: usize, value: f64) -> Option<(usize, f64)> {
    let glued = |i: usize| tokens.get(i).filter(|t| t.gap == Gap::None).map_or("", |t| t.of(text));
    let whole = |digits: &str| digits.parse::<i32>().ok().filter(|n| *n < 300);
    let signed = |i: usize| match glued(i) {
        "-" | "−" | "–" => whole(glued(i + 1)).map(|n| (2, -n)),
        "+" => whole(glued(i + 1)).map(|n| (2, n)),
        digits => whole(digits).map(|n| (1, n)),
    };
    let first = glued(at);
    if let Some(digits) = first.strip_prefix(['e', 'E']) {
        let (len, n) = if digits.is_empty() { signed(at + 1).map(|(l, n)| (l + 1, n))? } else { (1, whole(digits)?) };
        return Some((len, value * 10f64.powi(n)));
    }
    let from = match first {
        "^" => return signed(at + 1).map(|(len, n)| (len + 1, value.powi(n))),
        "x10" | "X10" => at + 1,
        "×" | "x" if glued(at + 1) == "10" => at + 2,
        _ => return None,
    };
    let from = from + usize::from(glued(from) == "^");
    signed(from).map(|(len, n)| (from + len - at, value * 10f64.powi(n)))
}

/// The value of digits with separators: "9,000", "3.5", ".25", "1.250.000", "37,5".
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
