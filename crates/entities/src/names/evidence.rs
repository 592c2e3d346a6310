//! What speaks for and against two names being one: whole numbers in thousandths, the same on every machine.

use super::Kind;
use super::align::{How, Pair, align, close_up};
use super::parts::{Name, Part, is_patronymic, parse};
use rapidfuzz::distance::{damerau_levenshtein, jaro_winkler};
use rustc_hash::FxHashMap;

/// What each piece of [`Evidence::values`] measures.
const EVIDENCE: [&str; 36] = [
    "organisations",
    "share of both matched",
    "share of the shorter matched",
    "least left over",
    "most left over",
    "worst pair",
    "mean of pairs",
    "last parts",
    "first parts",
    "first and last crosswise",
    "pairs alike",
    "pairs the same",
    "pairs by letters only",
    "pairs by initial or short form",
    "rarest pair",
    "rarest pair the same",
    "parts of the shorter",
    "difference in parts",
    "order kept",
    "sorted letters",
    "letters in order",
    "letter pairs",
    "likest left over",
    "first letters of left over",
    "legal forms differ",
    "legal forms on one side",
    "branch differs",
    "last of the one anywhere",
    "last of the other anywhere",
    "rarest left over",
    "patronymics differ",
    "numbers differ",
    "beginning of last parts shared",
    "end of last parts shared",
    "both ends match, middles differ",
    "left over on both sides",
];

/// The pieces of evidence about two names.
pub struct Evidence {
    /// One for each piece, mostly in thousandths.
    pub values: [i32; EVIDENCE.len()],
    pub(crate) a: Name,
    pub(crate) b: Name,
    pub(crate) pairs: Vec<Pair>,
}

/// Compares two names as what they are taken for.
pub fn evidence(a: &str, b: &str, kind: Kind) -> Evidence {
    let (mut a, mut b) = (parse(a, kind), parse(b, kind));
    close_up(&mut a.parts, &mut b.parts);
    let pairs = align(&a.parts, &b.parts);
    let values = values(&a, &b, &pairs, kind);
    Evidence { values, a, b, pairs }
}

fn values(a: &Name, b: &Name, pairs: &[Pair], kind: Kind) -> [i32; EVIDENCE.len()] {
    let (x, y) = (&a.parts, &b.parts);
    let sum = |parts: &[Part]| parts.iter().map(|p| p.weight).sum::<f32>().max(0.01);
    let (total_a, total_b) = (sum(x), sum(y));
    let good: Vec<&Pair> = pairs.iter().filter(|p| p.like >= 0.7 || p.how == How::Initial).collect();
    let weight = |p: &Pair| x[p.a].weight.min(y[p.b].weight);
    let matched_a: f32 = good.iter().map(|p| p.like * x[p.a].weight).sum();
    let matched_b: f32 = good.iter().map(|p| p.like * y[p.b].weight).sum();
    let left = |parts: &[Part], side: fn(&Pair) -> usize| -> Vec<usize> {
        (0..parts.len()).filter(|i| parts[*i].weight > 0.2 && !good.iter().any(|p| side(p) == *i)).collect()
    };
    let (left_a, left_b) = (left(x, |p| p.a), left(y, |p| p.b));
    let left_weight = |parts: &[Part], left: &[usize]| left.iter().map(|i| parts[*i].weight).sum::<f32>();
    let (over_a, over_b) = (left_weight(x, &left_a), left_weight(y, &left_b));
    let real: Vec<&&Pair> = good.iter().filter(|p| weight(p) > 0.2).collect();
    let worst = real.iter().map(|p| p.like).fold(1.0f32, f32::min);
    let mean = if real.is_empty() { 0.0 } else { real.iter().map(|p| p.like).sum::<f32>() / real.len() as f32 };
    let like = |i: usize, j: usize| pairs.iter().find(|p| p.a == i && p.b == j).map_or(0.0, |p| p.like);
    let ends = |parts: &[Part]| {
        let big: Vec<usize> = (0..parts.len()).filter(|i| parts[*i].weight > 0.2).collect();
        Some((*big.first()?, *big.last()?))
    };
    let (first, last, cross, last_a, last_b) = match (ends(x), ends(y)) {
        (Some((fa, la)), Some((fb, lb))) => {
            let any = |f: &dyn Fn(&&Pair) -> bool| pairs.iter().filter(f).map(|p| p.like).fold(0.0f32, f32::max);
            (like(fa, fb), like(la, lb), like(fa, lb).min(like(la, fb)), any(&|p| p.a == la), any(&|p| p.b == lb))
        }
        _ => (0.0, 0.0, 0.0, 0.0, 0.0),
    };
    let count = |f: &dyn Fn(&Pair) -> bool| real.iter().filter(|p| f(p)).count() as i32 * 1000;
    let rarest = real.iter().map(|p| weight(p) * p.like).fold(0.0f32, f32::max);
    let rarest_same = real.iter().filter(|p| p.how == How::Same).map(|p| weight(p)).fold(0.0f32, f32::max);
    let mut in_order: Vec<(usize, usize)> = real.iter().map(|p| (p.a, p.b)).collect();
    in_order.sort_unstable();
    let kept = in_order.windows(2).all(|w| w[0].1 < w[1].1);
    let size = |parts: &[Part]| parts.iter().filter(|p| p.weight > 0.2).count() as i32;
    let joined = |parts: &[Part], sort: bool| {
        let mut words: Vec<&str> = parts.iter().filter(|p| p.weight > 0.2).map(|p| p.word.as_str()).collect();
        if sort {
            words.sort_unstable();
        }
        words.concat()
    };
    let (sa, sb) = (joined(x, true), joined(y, true));
    let (oa, ob) = (joined(x, false), joined(y, false));
    let likest = left_a
        .iter()
        .flat_map(|i| left_b.iter().map(|j| jaro_winkler::similarity(x[*i].word.chars(), y[*j].word.chars()) as f32))
        .fold(0.0f32, f32::max);
    let initials = left_a.iter().any(|i| left_b.iter().any(|j| x[*i].word.chars().next() == y[*j].word.chars().next()));
    let one_form = a.forms.iter().any(|f| b.forms.contains(f));
    let rare_left = |parts: &[Part], left: &[usize]| left.iter().map(|i| parts[*i].weight).fold(0.0f32, f32::max);
    let thousandths = |v: f32| (v * 1000.0).round() as i32;
    [
        i32::from(kind == Kind::Organization) * 1000,
        thousandths((matched_a + matched_b) / (total_a + total_b)),
        thousandths((matched_a / total_a).max(matched_b / total_b)),
        thousandths(over_a.min(over_b)),
        thousandths(over_a.max(over_b)),
        thousandths(worst),
        thousandths(mean),
        thousandths(last),
        thousandths(first),
        thousandths(cross),
        count(&|p| p.like >= 0.8),
        count(&|p| p.how == How::Same),
        count(&|p| p.how == How::Letters),
        count(&|p| matches!(p.how, How::Initial | How::Short)),
        thousandths(rarest),
        thousandths(rarest_same),
        size(x).min(size(y)) * 1000,
        (size(x) - size(y)).abs() * 1000,
        i32::from(kept) * 1000,
        thousandths(jaro_winkler::similarity(sa.chars(), sb.chars()) as f32),
        thousandths(damerau_levenshtein::normalized_similarity(oa.chars(), ob.chars()) as f32),
        thousandths(letter_pairs(x, y)),
        thousandths(likest),
        i32::from(initials) * 1000,
        i32::from(!a.forms.is_empty() && !b.forms.is_empty() && !one_form) * 1000,
        i32::from(a.forms.is_empty() != b.forms.is_empty()) * 1000,
        i32::from(a.branch != b.branch) * 1000,
        thousandths(last_a.min(last_b)),
        thousandths(last_a.max(last_b)),
        thousandths(rare_left(x, &left_a).min(rare_left(y, &left_b))),
        i32::from(differ(&left_a, &left_b, &|side, i| is_patronymic(if side { &x[i].word } else { &y[i].word })))
            * 1000,
        i32::from(numbers(x) != numbers(y)) * 1000,
        thousandths(shared(x, y, false)),
        thousandths(shared(x, y, true)),
        i32::from(first >= 0.7 && last >= 0.7 && !left_a.is_empty() && !left_b.is_empty()) * 1000,
        left_a.len().min(left_b.len()) as i32 * 1000,
    ]
}

/// Whether both sides have a part of that kind left over.
fn differ(left_a: &[usize], left_b: &[usize], kind: &dyn Fn(bool, usize) -> bool) -> bool {
    left_a.iter().any(|i| kind(true, *i)) && left_b.iter().any(|i| kind(false, *i))
}

/// Digits and Roman numerals, sorted.
fn numbers(parts: &[Part]) -> Vec<&str> {
    let roman = |w: &str| w.len() > 1 && w.bytes().all(|b| b"ivx".contains(&b));
    let mut out: Vec<&str> =
        parts.iter().map(|p| p.word.as_str()).filter(|w| roman(w) || w.bytes().any(|b| b.is_ascii_digit())).collect();
    out.sort_unstable();
    out
}

/// How much of the last parts' letters is the same at their beginning, or at their end.
fn shared(a: &[Part], b: &[Part], end: bool) -> f32 {
    let (Some(x), Some(y)) = (a.last(), b.last()) else { return 0.0 };
    let (x, y): (Vec<char>, Vec<char>) = (x.word.chars().collect(), y.word.chars().collect());
    let same = if end {
        x.iter().rev().zip(y.iter().rev()).take_while(|(p, q)| p == q).count()
    } else {
        x.iter().zip(&y).take_while(|(p, q)| p == q).count()
    };
    same as f32 / x.len().max(y.len()).max(1) as f32
}

/// Dice's coefficient of the pairs of letters inside words.
fn letter_pairs(a: &[Part], b: &[Part]) -> f32 {
    let pairs = |parts: &[Part]| {
        let mut out: FxHashMap<(char, char), i32> = FxHashMap::default();
        let mut n = 0;
        for part in parts {
            let letters: Vec<char> = part.word.chars().collect();
            for w in letters.windows(2) {
                *out.entry((w[0], w[1])).or_default() += 1;
                n += 1;
            }
        }
        (out, n)
    };
    let ((x, nx), (y, ny)) = (pairs(a), pairs(b));
    let both: i32 = x.iter().map(|(k, n)| (*n).min(y.get(k).copied().unwrap_or(0))).sum();
    2.0 * both as f32 / (nx + ny).max(1) as f32
}
