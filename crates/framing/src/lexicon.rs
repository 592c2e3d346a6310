//! Evaluative words and events, from `data/`.

use parallax_text::{key, rows};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// A word that evaluates, or that names a harm or a help.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight {
    /// -4 to 4.
    pub valence: f32,
    /// Says something of its doer rather than of what it stands beside.
    pub event: bool,
}

pub(crate) struct Lexicon {
    pub words: FxHashMap<u64, Weight>,
    /// Words that turn what follows.
    pub negations: FxHashSet<u64>,
    /// What parts two clauses of a sentence.
    pub breaks: FxHashSet<u64>,
}

const NEGATIONS: &str = "not no never without nor neither none cannot can't don't doesn't didn't isn't aren't wasn't \
    weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't hardly barely scarcely lack lacks lacked lacking \
    denied deny denies denying refused refuses rejects rejected";

const BREAKS: &str = "; : “ ” \" ( ) — – but while although though because which who whom whose that when where if after \
    before since until unless whereas as despite";

impl Lexicon {
    pub(crate) fn shared() -> &'static Lexicon {
        static SHARED: OnceLock<Lexicon> = OnceLock::new();
        SHARED.get_or_init(|| {
            let read = |data: &'static str, event| {
                rows(data)
                    .filter_map(move |r| Some((key(r[0]), Weight { valence: r.get(1)?.parse().ok()?, event })))
                    .collect::<Vec<_>>()
            };
            let mut words: FxHashMap<u64, Weight> =
                read(include_str!("../data/events.tsv"), true).into_iter().collect();
            words.extend(read(include_str!("../data/tone.tsv"), false));
            let keys = |words: &str| words.split_whitespace().map(key).collect();
            Lexicon { words, negations: keys(NEGATIONS), breaks: keys(BREAKS) }
        })
    }
}
