//! Tables over the articles of a story, or of a whole pile put into groups: the outlet's own voice apart from quoted ones, the
//! article as the unit, near-copies counted once.
//!
//! ```text
//! originals (what is counted once) ──┬── against ── tone, frames, news    an outlet against all others
//!                                    ├── apart ── distance, wordings      how far apart outlets are
//!                                    ├── labels, words                    what an outlet says itself
//!                                    └── voices                           whom it lets speak
//! ```

mod against;
mod apart;
mod distance;
mod frames;
mod labels;
mod news;
mod originals;
mod tone;
mod voices;
mod wordings;
mod words;

use parallax_core::Note;
use parallax_entities::ActorId;
use parallax_quotes::Quote;
use parallax_text::Token;
use std::collections::BTreeMap;

/// Tests and intervals take at least so many articles on each side.
const LEAST: usize = parallax_statistics::bootstrap::LEAST;

/// Draws of a permutation test.
const ROUNDS: usize = 999;

/// Whether an actor is asked for: any is where none is named.
fn asked(actors: &[String], actor: &ActorId) -> bool {
    actors.is_empty() || actors.iter().any(|a| a == actor.as_str())
}

/// How many words a quotation has.
fn words_of(tokens: &[Token], quote: &Quote) -> usize {
    let from = tokens.partition_point(|t| t.span().start() < quote.span().start());
    tokens[from..].iter().take_while(|t| t.span().start() < quote.span().end()).filter(|t| t.is_word()).count()
}

/// Why a cell of `n` articles is not tested.
fn descriptive(n: usize) -> Option<String> {
    match n {
        0 | 1 => Some("one article: descriptive only".into()),
        n if n < LEAST => Some(format!("{n} articles: descriptive only")),
        _ => None,
    }
}

/// The `most` heaviest keys, ties by name.
fn heaviest<K: Ord + Clone>(weights: &BTreeMap<K, usize>, most: usize) -> Vec<K> {
    let mut all: Vec<(&K, usize)> = weights.iter().map(|(k, n)| (k, *n)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    all.into_iter().take(most).map(|(k, _)| k.clone()).collect()
}

/// A seed of its own for each cell, the same in every run.
fn seed(parts: &[&str]) -> u64 {
    parts.iter().fold(0x7061_7261_6c6c_6178, |h, p| crate::linear::mix(h, parallax_text::key(p)))
}
