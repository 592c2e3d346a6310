//! Whether two spellings in news can be one person's name, told strictly: surnames by their consonants, given names by a
//! table of equivalents. Where it says no, the reason says what differs.

use super::given::groups_of;
use super::{Likeness, skeleton};
use parallax_text::fold;
use rapidfuzz::distance::jaro_winkler;

/// Compares two persons' names given as words ("Alyaksandr", "Lukashenka").
pub fn compare_persons(a: &[&str], b: &[&str]) -> Likeness {
    let (a, b) = (bare(a), bare(b));
    let (Some((last_a, first_a)), Some((last_b, first_b))) = (a.split_last(), b.split_last()) else {
        return Likeness { same: false, score: 0.0, why: "one of them is empty".into() };
    };
    let straight = surnames_and_given(last_a, first_a, last_b, first_b);
    if straight.same || first_a.is_empty() || first_b.is_empty() {
        return straight;
    }
    // Family name first, as in Hungarian and East Asian usage.
    let turned = surnames_and_given(&a[0], &a[1..], last_b, first_b);
    if turned.same && turned.score > 0.9 && a.len() == 2 && b.len() == 2 {
        return Likeness { why: format!("{}; the order of the names is turned", turned.why), ..turned };
    }
    // A second surname or a patronymic that only one of them has.
    let (long, short) = if a.len() > b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() > short.len() && short.len() >= 2 {
        let inner = &long[..long.len() - 1];
        let without = surnames_and_given(
            &inner[inner.len() - 1],
            &inner[..inner.len() - 1],
            &short[short.len() - 1],
            &short[..short.len() - 1],
        );
        if without.same && without.score >= 0.95 {
            return Likeness {
                why: format!("{}; “{}” stands only in one", without.why, long[long.len() - 1]),
                ..without
            };
        }
    }
    straight
}

/// Folded words, without "Jr." and the like.
fn bare(words: &[&str]) -> Vec<String> {
    let folded = words.iter().map(|w| fold(w).trim_end_matches('.').to_string());
    folded.filter(|w| !w.is_empty() && w != "-" && !matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv")).collect()
}

fn surnames_and_given(last_a: &str, first_a: &[String], last_b: &str, first_b: &[String]) -> Likeness {
    let Some((score, how)) = surnames(last_a, last_b) else {
        return Likeness { same: false, score: 0.0, why: "surnames differ".into() };
    };
    match (first_a.first(), first_b.first()) {
        (Some(x), Some(y)) => match given(x, y) {
            Some(reason) => Likeness {
                same: true,
                score: score * if reason.starts_with("initial") { 0.9 } else { 1.0 },
                why: format!("{how}; {reason}"),
            },
            None => Likeness { same: false, score: 0.3 * score, why: "given names differ".into() },
        },
        _ => Likeness { same: true, score: score * 0.8, why: format!("{how}; one has no given name") },
    }
}

/// How two surnames agree.
fn surnames(a: &str, b: &str) -> Option<(f64, String)> {
    if a == b {
        return Some((1.0, "same surname".into()));
    }
    let (x, y) = (skeleton(a), skeleton(b));
    let near = jaro_winkler::similarity(a.chars(), b.chars());
    if x == y && x.chars().count() >= 2 && near > 0.72 && a.len().min(b.len()) >= 4 {
        return Some((0.96, format!("same consonants {x}")));
    }
    None
}

/// How two given names agree.
fn given(a: &str, b: &str) -> Option<String> {
    if a == b {
        return Some("same given name".into());
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.chars().count() == 1 {
        return long.starts_with(short).then(|| format!("initial {}.", short.to_uppercase()));
    }
    if groups_of(a).iter().any(|g| groups_of(b).contains(g)) {
        return Some(format!("{a} and {b} are forms of one given name"));
    }
    // "Dani", "Almaz" for "Daniela", "Almazbek"; "Daniel" for "Daniela" is another person.
    if short.len() >= 4 && long.len() >= short.len() + 3 && long.starts_with(short) {
        return Some(format!("{short} is short for {long}"));
    }
    if jaro_winkler::similarity(a.chars(), b.chars()) >= 0.9 && a.len().abs_diff(b.len()) <= 1 && !gendered(short, long)
    {
        return Some(format!("{a} and {b} are spellings of one given name"));
    }
    let same_sounds = skeleton(a) == skeleton(b)
        && skeleton(a).chars().count() >= 2
        && jaro_winkler::similarity(a.chars(), b.chars()) > 0.8;
    same_sounds.then(|| format!("given names with the same consonants {}", skeleton(a)))
}

/// "Daniel" and "Daniela", "Mario" and "Maria": one vowel at the end tells a man from a woman.
fn gendered(short: &str, long: &str) -> bool {
    let stem = |s: &str| s.trim_end_matches(['a', 'o', 'e']).to_string();
    short != long && stem(short) == stem(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> Likeness {
        compare_persons(&a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn persons_with_a_reason() {
        let yes = same("Alyaksandr Lukashenka", "Alexander Lukashenko");
        assert!(yes.same && yes.why.contains("forms of one given name"), "{yes:?}");
        assert!(same("V. Revenka", "Valery Revenka").same);
        assert!(same("Lukashenko", "Alexander Lukashenko").same);
        assert!(same("Orban Viktor", "Viktor Orban").same);
        let no = same("Oleg Belousov", "Andrei Belousov");
        assert!(!no.same && no.why == "given names differ");
        assert!(!same("Daniela Kowalczyk", "Marek Kowalczyk").same);
        assert_eq!(same("Anna Brekke", "Anna Brekkhus").why, "surnames differ");
    }
}
