//! A name cut into the parts that are compared: words, with titles, particles and legal forms told apart.

use super::Kind;
use crate::gazetteer::Gazetteer;
use parallax_text::{fold, key, rows};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// One part of a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// Folded letters, without apostrophes.
    pub word: String,
    /// As it was written.
    pub written: String,
    /// How much it tells: a rare surname more than "Muhammad", a particle next to nothing.
    pub weight: f32,
}

/// A name in its parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Name {
    pub parts: Vec<Part>,
    /// Kinds of legal forms.
    pub forms: Vec<&'static str>,
    /// Words in brackets and of places: which branch is meant.
    pub branch: Vec<String>,
}

/// Words before or after a name that are no part of it.
const TITLES: &str = "dr mr mrs ms sir prof professor sheikh shaikh shaykh sheik general gen colonel col major maj captain \
    capt lt lieutenant president minister senator haji hajji hajj al-hajj mullah maulana maulawi mawlawi mufti imam ayatollah \
    sayyid sayed syed seyed engineer eng ing lic don dona jr sr ii iii iv phd md esq king queen prince princess lord lady \
    shri smt datuk dato tan hon rep sen gov";

/// Small words of names: compared, but worth little.
const PARTICLES: &str = "al el ul ad ar as ash at an az bin ben ibn bint bat de del della di da do dos das du la le los las \
    van von der den ter ten of the and y e i und et zu af av abi o";

/// Ends of patronymics, which outlets leave out.
const PATRONYMICS: [&str; 10] = ["ovich", "evich", "ovych", "evych", "avich", "ovitch", "ovna", "evna", "ivna", "oglu"];

/// Which kind of name it is, by its words.
pub(super) fn kind_of(name: &str) -> Kind {
    let lists = Gazetteer::shared();
    let words: Vec<String> = words(name);
    let organisation = |w: &String| {
        legal_form(w).is_some() && w.len() > 1 && w != "as" && w != "se"
            || w == "and"
            || lists.heads.by_key(key(w)).is_some_and(|h| h.ends || h.label == crate::Label::Org)
                && !lists.surnames.contains(&key(w))
                && lists.given(key(w)).is_none()
    };
    if words.iter().any(organisation) || name.contains('&') { Kind::Organization } else { Kind::Person }
}

pub(crate) fn parse(name: &str, kind: Kind) -> Name {
    match kind {
        Kind::Person => person(name),
        Kind::Organization => organisation(name),
    }
}

/// Letters and digits in runs, folded; apostrophes and full stops inside a word are dropped.
fn words(name: &str) -> Vec<String> {
    written(name).into_iter().map(|(folded, _)| folded).collect()
}

fn written(name: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    for c in name.chars().chain([' ']) {
        let mark = matches!(c, '\'' | '’' | '‘' | '`' | 'ʿ' | 'ʾ' | '´' | '.');
        // "FridrichBuchenberg": a capital after a small letter begins a word, but "McDonald" is one.
        let glued = c.is_uppercase() && before.is_lowercase() && word.chars().count() > 3;
        if (!c.is_alphanumeric() && !mark || glued) && !word.is_empty() {
            push(&mut out, &word);
            word.clear();
        }
        if c == '.' && word.chars().filter(|c| c.is_alphanumeric()).count() == 1 && !glued {
            // "A.B.C." is one word, "J. Smith" two.
            before = c;
            continue;
        }
        if c.is_alphanumeric() {
            word.push(c);
        }
        before = c;
    }
    out
}

fn push(out: &mut Vec<(String, String)>, word: &str) {
    // Other scripts letter by letter: rough, but the same for both names.
    let latin = fold(word);
    let latin = if latin.is_ascii() { latin } else { any_ascii::any_ascii(&latin).to_lowercase() };
    let folded: String = latin.chars().filter(|c| c.is_alphanumeric()).collect();
    if !folded.is_empty() {
        out.push((folded, word.to_string()));
    }
}

fn person(name: &str) -> Name {
    let lists = Gazetteer::shared();
    let mut parts: Vec<Part> = Vec::new();
    let words = written(name);
    let title = |w: &str| parallax_text::among(TITLES, w);
    let named = words.iter().filter(|(w, _)| !title(w)).count();
    let mut at = 0;
    while at < words.len() {
        let (word, as_written) = &words[at];
        at += 1;
        if title(word) && named > 0 {
            continue;
        }
        // "Abd al-Rahman", "Abdul Rahman", "Abdel-Rahman": one given name.
        if matches!(word.as_str(), "abd" | "abdul" | "abdel" | "abdal" | "abdol" | "abdoul") && at < words.len() {
            let skip = usize::from(
                matches!(words[at].0.as_str(), "al" | "ul" | "el" | "ol" | "ar" | "as" | "ur") && at + 1 < words.len(),
            );
            let (rest, rest_written) = &words[at + skip];
            parts.push(part(
                format!("abd{}", rest.trim_start_matches("al")),
                format!("{as_written} {rest_written}"),
                0.8,
            ));
            at += skip + 1;
            continue;
        }
        let k = key(word);
        let weight = match () {
            () if parallax_text::among(PARTICLES, word) => 0.1,
            () if word.chars().count() == 1 => 0.4,
            () if matches!(word.as_str(), "abu" | "um" | "umm") => 0.3,
            () if is_patronymic(word) => 0.5,
            () if common(word) => 0.6,
            () if lists.given(k).is_some() => 0.8,
            () => 1.0,
        };
        parts.push(part(word.clone(), as_written.clone(), weight));
    }
    Name { parts, ..Name::default() }
}

/// "Ivanovich", "Ivanovna".
pub(crate) fn is_patronymic(word: &str) -> bool {
    PATRONYMICS.iter().any(|p| word.ends_with(p) && word.len() > p.len() + 1)
}

fn part(word: String, written: String, weight: f32) -> Part {
    Part { word, written, weight }
}

/// Names that very many people have.
fn common(word: &str) -> bool {
    let given = super::given::groups_of(word);
    static SOUNDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    let sounds = SOUNDS.get_or_init(|| COMMON.split_whitespace().map(super::sounds::voiced).collect());
    !given.is_empty() && matches!(word.len(), 2..=4) || sounds.contains(&super::sounds::voiced(word))
}

const COMMON: &str = "muhammad ahmad ali hasan husain jose maria juan carlos luis kim lee li wang zhang chen ivan john james ibrahim \
    mahmud abdullah khan singh kumar garcia hernandez lopez gonzalez rodriguez martinez perez sanchez nguyen";

fn organisation(name: &str) -> Name {
    let mut out = Name::default();
    let bracket = name.find('(').and_then(|a| name[a..].find(')').map(|b| (a, a + b + 1)));
    let plain = match bracket {
        Some((a, b)) => {
            out.branch = words(&name[a..b]);
            format!("{} {}", &name[..a], &name[b..])
        }
        None => name.to_string(),
    };
    let words = written(&plain.replace('&', " and "));
    let mut at = 0;
    while at < words.len() {
        // The longest legal form that begins here: "public joint stock company".
        let form = (1..=4.min(words.len() - at)).rev().find_map(|n| {
            let phrase = words[at..at + n].iter().map(|(w, _)| w.as_str()).collect::<Vec<_>>().join(" ");
            // At the start only what cannot be a word of the name: "Group Four".
            legal_form(&phrase).filter(|k| at > 0 || *k == "stock").map(|kind| (n, kind))
        });
        if let Some((n, kind)) = form.filter(|_| words.len() > 1) {
            out.forms.push(kind);
            at += n;
            continue;
        }
        let (word, as_written) = &words[at];
        at += 1;
        let small = parallax_text::among("of the and for in on de la le der die du des del di y et und fur", word);
        let lists = Gazetteer::shared();
        let k = key(word);
        let weight = match () {
            () if small => 0.1,
            () if lists.heads.by_key(k).is_some() => 0.6,
            () if lists.country(k) => 0.8,
            () if lists.common.contains(&k) => 0.7,
            () => 1.0,
        };
        let full =
            number(word).or_else(|| ABBREVIATIONS.iter().find(|(short, _)| short == word).map(|(_, full)| *full));
        for word in full.unwrap_or(word).split(' ') {
            out.parts.push(part(word.to_string(), as_written.clone(), weight));
        }
    }
    out
}

/// Short forms in names of bodies.
const ABBREVIATIONS: [(&str, &str); 14] = [
    ("us", "united states"),
    ("usa", "united states"),
    ("uk", "united kingdom"),
    ("intl", "international"),
    ("natl", "national"),
    ("dept", "department"),
    ("govt", "government"),
    ("univ", "university"),
    ("inst", "institute"),
    ("assn", "association"),
    ("bros", "brothers"),
    ("mfg", "manufacturing"),
    ("engg", "engineering"),
    ("tech", "technology"),
];

/// "3" for "three".
fn number(word: &str) -> Option<&'static str> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    const DIGITS: [&str; 13] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    WORDS.iter().position(|w| *w == word).map(|n| DIGITS[n])
}

fn legal_form(words: &str) -> Option<&'static str> {
    static FORMS: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    let forms =
        FORMS.get_or_init(|| rows(include_str!("../../data/company_forms.tsv")).map(|r| (r[0], r[1])).collect());
    forms.get(words).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> Vec<String> {
        parse(name, kind_of(name)).parts.into_iter().map(|p| p.word).collect()
    }

    #[test]
    fn persons_without_titles() {
        assert_eq!(parts("Dr. Hamed Abd al-Rahman Al-'Ali"), ["hamed", "abdrahman", "al", "ali"]);
        assert_eq!(parts("FridrichBuchenberg"), ["fridrich", "buchenberg"]);
        assert_eq!(parts("J. K. O'Neill"), ["j", "k", "oneill"]);
    }

    #[test]
    fn organisations_without_legal_forms() {
        let name = parse("Deutsche Bank (Schweiz) Aktiengesellschaft", Kind::Organization);
        assert_eq!(name.parts.iter().map(|p| p.word.as_str()).collect::<Vec<_>>(), ["deutsche", "bank"]);
        assert_eq!((name.forms, name.branch), (vec!["stock"], vec!["schweiz".to_string()]));
        assert_eq!(kind_of("Siemens AG"), Kind::Organization);
        assert_eq!(kind_of("Vladimir Putin"), Kind::Person);
        assert_eq!(parts("A.B.C. Company"), ["abc"]);
    }
}
