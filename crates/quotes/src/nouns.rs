//! Common nouns at the head of a source, `data/sources.tsv`: offices, bodies, organs, members, sayings.

use parallax_text::{key, rows};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a common noun is at the head of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SourceNoun {
    /// Stands for its holder: "the minister".
    pub office: bool,
    /// An office whose holder speaks for himself, or as an expert: "the analyst".
    pub alone: bool,
    /// Stands for a body that is named so: "the ministry".
    pub body: bool,
    /// Stands for the body spoken of last, whatever its name: "the company".
    pub plain: bool,
    /// Speaks for the state or body whose it is: "French officials".
    pub organ: bool,
    /// Does so where words tie them: "Democratic leaders", "leaders of Chile", but not "leaders in Chile".
    pub members: bool,
    /// Has been said or written by somebody: "data from Acme".
    pub saying: bool,
}

impl SourceNoun {
    /// What the list says of a word, in any case; nothing, mostly.
    pub(crate) fn of(word: &str) -> SourceNoun {
        static NOUNS: OnceLock<FxHashMap<u64, SourceNoun>> = OnceLock::new();
        let noun = |kinds: &str| {
            let is = |kind: &str| kinds.split(',').any(|k| k == kind);
            let [office, alone, body, plain, organ, members, saying] =
                ["office", "alone", "body", "plain", "organ", "members", "saying"].map(is);
            SourceNoun { office, alone, body, plain, organ, members, saying }
        };
        let nouns = NOUNS.get_or_init(|| {
            rows(include_str!("../data/sources.tsv")).filter_map(|r| Some((key(r[0]), noun(r.get(1)?)))).collect()
        });
        nouns.get(&key(word)).copied().unwrap_or_default()
    }
}

/// Whether a word, in any case, names an office whose holder speaks for the state or body that it is of.
pub fn represents(word: &str) -> bool {
    let noun = SourceNoun::of(word);
    noun.office && !noun.alone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_noun_of_the_list_is_something() {
        for row in rows(include_str!("../data/sources.tsv")) {
            assert_ne!(SourceNoun::of(row[0]), SourceNoun::default(), "{row:?}");
        }
        assert!(SourceNoun::of("Minister").office && !SourceNoun::of("ministry").office);
        assert!(represents("Minister") && !represents("analyst") && !represents("ministry"));
        assert_eq!(SourceNoun::of("harbour"), SourceNoun::default());
    }
}
