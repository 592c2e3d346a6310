//! Which articles of a pile are near-copies of another: counted, a wire report that ten outlets print would be ten opinions.

use parallax_text::{Sentence, Token};
use rustc_hash::FxHashMap;

/// A sentence counts from so many words on: shorter ones are alike by chance.
const WORDS: usize = 8;
/// An article is a copy if another before it has this part of its sentences, and so many at least.
const SHARE: f64 = 0.5;
const SENTENCES: usize = 3;

/// For each article, in order, whether it is no near-copy of one before it.
pub(super) fn originals<'a>(articles: impl Iterator<Item = (&'a [Sentence], &'a [Token])>) -> Vec<bool> {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    articles
        .enumerate()
        .map(|(n, (sentences, tokens))| {
            let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
            let mut all = 0;
            for sentence in sentences.iter().filter(|s| s.prose()) {
                let words = sentence.tokens(tokens).iter().filter(|t| t.is_word());
                let (mut count, mut hash) = (0, 0);
                for word in words {
                    count += 1;
                    hash = crate::linear::mix(hash, word.key);
                }
                if count >= WORDS {
                    all += 1;
                    let owner = *first.entry(hash).or_insert(n);
                    if owner != n {
                        *shared.entry(owner).or_default() += 1;
                    }
                }
            }
            let most = shared.values().copied().max().unwrap_or(0);
            most < SENTENCES || (most as f64) < SHARE * f64::from(all)
        })
        .collect()
}
