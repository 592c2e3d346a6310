//! What the name of an outlet looks like: shapes and short lists shared by `byline` and `outlet`.

use crate::metadata::month;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The full name of an agency that signs itself so ("AP" is "Associated Press").
pub(crate) fn agency(name: &str) -> Option<&'static str> {
    static AGENCIES: OnceLock<BTreeMap<&str, &str>> = OnceLock::new();
    let agencies = AGENCIES.get_or_init(|| {
        let rows = parallax_text::rows(include_str!("../data/agencies.tsv"));
        rows.filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
    });
    agencies.get(name.strip_prefix("The ").unwrap_or(name)).or_else(|| agencies.get(name)).copied()
}

/// Words that follow a writer's name and are no outlet: offices, degrees, kinship, days.
const NO_NAME: &str = "analyst author bureau chief columnist contributing contributor correspondent desk editor editors fellow freelance \
    guest intern opinion photographer professor reporter reporters staff writer writers \
    ba cfa esq iii jd jr ma mba md mep mp mps ms phd ph.d rn sr \
    monday tuesday wednesday thursday friday saturday sunday";

/// Words that outlets like to call themselves.
const MEDIA: &str = "agency broadcasting bulletin chronicle courier daily dispatch examiner gazette globe guardian herald inquirer journal ledger \
    magazine mail media monitor network news newspaper observer online post press radio record register review sentinel standard star sun \
    telegraph times today tribune tv weekly wire";

/// Sections of a site, which links name as they name sites ("More in Politics").
const SECTIONS: &str = "analysis arts business climate companies culture economy education energy entertainment europe finance football health \
    international life lifestyle local markets money national news opinion our politics science section series sport sports story tech technology \
    this topic travel video us uk world";

const DOMAINS: &str = "biz co com edu eu gov info int io mil net news org press tv ua ru uk us de fr it es pl kz";

fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w.eq_ignore_ascii_case(word))
}

/// Whether `words` can be the name of an outlet: up to six words, every longer one with a capital or a figure in it.
pub(crate) fn looks_like_name(words: &str) -> bool {
    let mut count = 0;
    for word in words.split_whitespace() {
        count += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let small = bare.chars().count() > 3 && !bare.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if small && !is_domain(bare) || listed(NO_NAME, bare) || bare.len() > 2 && month(bare).is_some() {
            return false;
        }
    }
    let first = words.split(' ').next().unwrap_or_default();
    let opens = first.contains(|c: char| c.is_uppercase() || c.is_ascii_digit()) || is_domain(words);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    (1..=6).contains(&count)
        && opens
        && letters >= 2
        && words.len() <= 60
        && !words.contains(['@', ':', '?', '!', '"', '“'])
}

/// Whether a name says that it is an outlet: an agency, letters like CNN, a site, or a word such as "News".
pub(crate) fn sounds_like_outlet(name: &str) -> bool {
    let letters = |w: &str| w.len() >= 3 && w.chars().all(|c| c.is_ascii_uppercase());
    agency(name).is_some() || name.split_whitespace().any(|w| letters(w) || listed(MEDIA, w) || is_domain(w))
}

/// Whether every word is the name of a section of a site.
pub(crate) fn is_section(name: &str) -> bool {
    name.split_whitespace().all(|w| listed(SECTIONS, w))
}

/// "harbourpost.com", "Mod.gov.kz".
pub(crate) fn is_domain(word: &str) -> bool {
    let mut labels = word.split('.');
    let named = labels
        .next()
        .is_some_and(|name| name.chars().count() >= 2 && name.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let mut rest = labels.peekable();
    named && rest.peek().is_some() && rest.all(|label| listed(DOMAINS, label))
}

/// Joins the domains in `words` that a page has torn apart ("Coastnews. com") and gives them a capital.
pub(crate) fn join_domains(words: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let torn = out.last().filter(|last| last.ends_with('.')).map(|last| format!("{last}{word}"));
        match torn.filter(|joined| is_domain(joined.trim_end_matches(['.', ':', ',']))) {
            Some(joined) => *out.last_mut().expect("it ends with a point") = joined,
            None => out.push(word.to_string()),
        }
    }
    for word in &mut out {
        if is_domain(word.trim_end_matches(['.', ':', ','])) {
            *word = word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
        }
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_names() {
        for name in [
            "Daily Lantern",
            "The Harbour Courier",
            "NewsMill 24",
            "CNN",
            "La Brújula International",
            "Star of the East",
            "coastnews.com",
            "eCoast",
        ] {
            assert!(looks_like_name(name), "{name}");
        }
        for words in [
            "Staff Writer",
            "economics correspondent",
            "March 3",
            "2024",
            "MD",
            "Friday",
            "who lives in Oslo",
            "",
            "@annray",
            "A",
        ] {
            assert!(!looks_like_name(words), "{words}");
        }
        assert!(
            sounds_like_outlet("BBC News")
                && sounds_like_outlet("AP")
                && !sounds_like_outlet("Austin")
                && !sounds_like_outlet("TX")
        );
        assert!(is_section("World News") && !is_section("Coast News"));
    }

    #[test]
    fn agencies_have_full_names() {
        assert_eq!(
            (agency("AP"), agency("The Associated Press"), agency("Daily Lantern")),
            (Some("Associated Press"), Some("Associated Press"), None)
        );
        assert_eq!(agency("The Canadian Press"), Some("The Canadian Press"));
    }

    #[test]
    fn torn_domains_are_joined() {
        assert_eq!(join_domains("Coastnews. com"), "Coastnews.com");
        assert_eq!(join_domains("from mill. gov. ua: now"), "from Mill.gov.ua: now");
        assert_eq!(join_domains("The end. Come in"), "The end. Come in");
    }
}
