//! Forms of one given name over languages: Alexander, Aliaksandr, Sasha.

use super::skeleton;
use parallax_text::{fold, rows};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The groups of equivalent given names that a form stands in.
pub(super) fn groups_of(name: &str) -> &'static [u32] {
    static GROUPS: OnceLock<FxHashMap<String, Vec<u32>>> = OnceLock::new();
    let groups = GROUPS.get_or_init(|| {
        let mut map: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (n, row) in rows(include_str!("../../data/given_equiv.tsv")).enumerate() {
            let forms = std::iter::once(row[0]).chain(row.get(1).into_iter().flat_map(|r| r.split('|')));
            forms.for_each(|form| map.entry(fold(form)).or_default().push(n as u32));
        }
        map
    });
    groups.get(name).map_or(&[], Vec::as_slice)
}

/// Under which keys a person's name can meet another form of it: the forms, sound, beginning and end of its first
/// name.
pub(crate) fn given_keys(words: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(word) = words.first() {
        let word = fold(word);
        out.extend(groups_of(&word).iter().map(|g| g.to_string()));
        out.push(skeleton(&word));
        let letters: Vec<char> = word.chars().collect();
        out.push(letters.iter().take(3).collect());
        out.push(letters[letters.len().saturating_sub(4)..].iter().collect());
    }
    out.sort();
    out.dedup();
    out
}
