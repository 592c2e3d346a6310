//! Which part of one name answers to which part of the other, and how well.

use super::given::groups_of;
use super::parts::Part;
use super::sounds::{skeleton, voiced};
use rapidfuzz::distance::{damerau_levenshtein, jaro_winkler};

/// Two parts that answer to each other.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub a: usize,
    pub b: usize,
    /// 0 to 1.
    pub like: f32,
    pub how: How,
}

/// Why two parts are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    Same,
    /// Forms of one given name.
    Forms,
    /// Alike in sound, vowels too.
    Sound,
    /// Consonants alike.
    Consonants,
    /// An initial.
    Initial,
    /// The one begins the other.
    Short,
    /// A letter or two differ.
    Letters,
}

/// How alike two parts are.
pub(crate) fn likeness(a: &Part, b: &Part) -> Option<(f32, How)> {
    let (x, y) = (a.word.as_str(), b.word.as_str());
    if x == y {
        return Some((1.0, How::Same));
    }
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if short.chars().count() == 1 {
        return long.starts_with(short).then_some((0.6, How::Initial));
    }
    if groups_of(x).iter().any(|g| groups_of(y).contains(g)) {
        return Some((0.95, How::Forms));
    }
    let letters = damerau_levenshtein::normalized_similarity(x.chars(), y.chars()) as f32;
    let winkler = jaro_winkler::similarity(x.chars(), y.chars()) as f32;
    if voiced(x) == voiced(y) {
        return Some((0.9 + 0.05 * letters, How::Sound));
    }
    let bones = skeleton(x);
    if bones.chars().count() >= 2 && bones == skeleton(y) && letters >= 0.5 {
        return Some((0.7 + 0.2 * letters, How::Consonants));
    }
    if short.len() >= 3 && long.len() >= short.len() + 2 && long.starts_with(short) {
        return Some((0.7, How::Short));
    }
    let near = 0.5 * letters + 0.5 * winkler;
    (near >= 0.6).then_some((near * 0.9, How::Letters))
}

/// The pairs of parts, best first, each part in one pair at most. Two neighbours may answer to one word that holds both
/// ("Jong-un", "Jongun").
pub(crate) fn align(a: &[Part], b: &[Part]) -> Vec<Pair> {
    let mut all: Vec<Pair> = Vec::new();
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            if let Some((like, how)) = likeness(x, y) {
                all.push(Pair { a: i, b: j, like, how });
            }
        }
    }
    let order = |p: &Pair| {
        let apart = (p.a as f32 / a.len() as f32 - p.b as f32 / b.len() as f32).abs();
        -(p.like * (a[p.a].weight + b[p.b].weight)) + 0.01 * apart
    };
    all.sort_by(|p, q| order(p).total_cmp(&order(q)).then((p.a, p.b).cmp(&(q.a, q.b))));
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    all.retain(|p| {
        let free = !used_a[p.a] && !used_b[p.b];
        if free {
            (used_a[p.a], used_b[p.b]) = (true, true);
        }
        free
    });
    all
}

/// Joins two neighbouring parts of one name where the other has them in one word.
pub(crate) fn close_up(a: &mut Vec<Part>, b: &mut Vec<Part>) {
    for (from, to) in [(0, 1), (1, 0)] {
        let (mine, other) = if from < to { (&mut *a, &*b) } else { (&mut *b, &*a) };
        let mut i = 0;
        while i + 1 < mine.len() {
            // "Badr al-Din" is "Badreddine": the article takes on the sound of what follows.
            let article =
                i + 2 < mine.len() && matches!(mine[i + 1].word.as_str(), "al" | "el" | "ul" | "ud" | "ad" | "ed");
            let next = i + 1 + usize::from(article);
            let joined = format!("{}{}{}", mine[i].word, if article { "a" } else { "" }, mine[next].word);
            let held = |p: &Part| {
                p.word == joined
                    || p.word.len() > 5 && voiced(&p.word) == voiced(&joined)
                    || p.word.len() > 5
                        && joined.len() > 5
                        && skeleton(&p.word).len() > 3
                        && skeleton(&p.word) == skeleton(&joined)
            };
            if joined.len() > 3 && other.iter().any(held) {
                let rest: Vec<Part> = mine.drain(i + 1..=next).collect();
                mine[i].word = joined;
                for part in rest {
                    mine[i].written = format!("{}-{}", mine[i].written, part.written);
                    mine[i].weight = mine[i].weight.max(part.weight);
                }
            }
            i += 1;
        }
    }
}
