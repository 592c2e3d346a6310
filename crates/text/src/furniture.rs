//! Lines that stand on pages and are no article: a list of patterns, `data/furniture.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::OnceLock;

/// A pattern that a line matched.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Rule {
    pattern: String,
    #[serde(rename = "match")]
    how: Match,
    /// What the line is for: "share", "comments" …
    pub kind: String,
    /// Everything below is no article either.
    #[serde(default)]
    pub after: bool,
    #[allow(dead_code, reason = "read by the test of the list")]
    example: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Match {
    Whole,
    Start,
    Contains,
}

#[derive(Deserialize)]
struct File {
    line: Vec<Rule>,
    signals: Vec<Signals>,
    #[allow(dead_code, reason = "read by the test of the list")]
    not: Vec<Silent>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read by the test of the list")]
struct Silent {
    line: String,
}

/// Words of which several together in a short line give it away.
#[derive(Deserialize)]
struct Signals {
    kind: String,
    words: Vec<String>,
    least: usize,
    #[allow(dead_code, reason = "read by the test of the list")]
    example: String,
}

/// The patterns, by their first word.
pub(crate) struct Furniture {
    by_word: FxHashMap<String, Vec<Rule>>,
    signals: Vec<Signals>,
}

/// Longer lines are running text, whatever they contain.
const LONGEST_LINE: usize = 45;

impl Furniture {
    /// The built-in list.
    pub(crate) fn shared() -> &'static Furniture {
        static SHARED: OnceLock<Furniture> = OnceLock::new();
        SHARED.get_or_init(|| {
            let file: File = toml::from_str(include_str!("../data/furniture.toml")).expect("furniture.toml is tested");
            let mut by_word: FxHashMap<String, Vec<Rule>> = FxHashMap::default();
            for rule in file.line {
                by_word.entry(opening(&rule.pattern).to_string()).or_default().push(rule);
            }
            Furniture { by_word, signals: file.signals }
        })
    }

    /// What kind of appeal or notice the words of a short line make together.
    pub(crate) fn signals(&self, line: &str) -> Option<&str> {
        if line.split_whitespace().take(31).count() > 30 {
            return None;
        }
        let line = format!(" {} ", normal(line).replace(['.', ',', ':', ';', '!', '?'], ""));
        let says = |s: &&Signals| s.words.iter().filter(|w| line.contains(&format!(" {w} "))).count() >= s.least;
        self.signals.iter().find(says).map(|s| s.kind.as_str())
    }

    /// The first pattern that this line matches.
    pub(crate) fn matches(&self, line: &str) -> Option<&Rule> {
        if line.split_whitespace().take(LONGEST_LINE + 1).count() > LONGEST_LINE {
            return None;
        }
        let line = normal(line);
        let mut at = 0;
        for word in line.split(' ') {
            let rest = &line[at..];
            for rule in self.by_word.get(opening(word)).into_iter().flatten() {
                let found = match rule.how {
                    Match::Whole => at == 0 && rest == rule.pattern.trim_end_matches(':'),
                    Match::Start => at == 0 && starts(rest, &rule.pattern),
                    Match::Contains => starts(rest, &rule.pattern),
                };
                if found {
                    return Some(rule);
                }
            }
            at += word.len() + 1;
        }
        None
    }
}

/// The letters that a word begins with, or its first sign: what patterns are found by.
fn opening(word: &str) -> &str {
    let letters = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    let sign = word.chars().next().map_or(0, char::len_utf8);
    &word[..letters.max(sign)]
}

/// Whether `line` begins with `pattern`, which ends there at a word boundary.
fn starts(line: &str, pattern: &str) -> bool {
    let open_end = pattern.ends_with(|c: char| !c.is_alphanumeric());
    line.strip_prefix(pattern).is_some_and(|rest| match rest.chars().next() {
        None => !pattern.ends_with(':') || pattern.contains(' '),
        Some(c) => open_end || !c.is_alphanumeric() && c != '\'' && c != '-',
    })
}

/// Lower case, straight quotes, single spaces, without bullets before and marks behind.
fn normal(line: &str) -> String {
    const ENDS: &[char] = &['«', '‹', '<', '←', '•', '·', '|', '–', '—', '-', '*', '>', '→', '›', '»', ' '];
    let mut out = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '’' | '‘' => out.push('\''),
                '“' | '”' => out.push('"'),
                c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
                c => out.extend(c.to_lowercase()),
            }
        }
    }
    let trimmed = out.trim_start_matches(ENDS);
    trimmed.trim_end_matches(|c| ENDS.contains(&c) || matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | '…')).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_meets_its_example_and_no_news_line() {
        let list = Furniture::shared();
        let file: File = toml::from_str(include_str!("../data/furniture.toml")).unwrap();
        let missed: Vec<_> =
            file.line.iter().filter(|r| list.matches(&r.example).is_none()).map(|r| &r.example).collect();
        assert!(missed.is_empty(), "examples that nothing matches: {missed:#?}");
        let silent: Vec<_> =
            file.signals.iter().filter(|s| list.signals(&s.example).is_none()).map(|s| &s.example).collect();
        assert!(silent.is_empty(), "examples whose signals nothing hears: {silent:#?}");
        let hit: Vec<_> = file
            .not
            .iter()
            .filter(|s| list.matches(&s.line).is_some() || list.signals(&s.line).is_some())
            .map(|s| &s.line)
            .collect();
        assert!(hit.is_empty(), "news lines taken for furniture: {hit:#?}");
    }
}
