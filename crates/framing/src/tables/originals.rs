//! Which articles of a pile are near-copies of another: counted, a wire report that ten outlets print would be ten opinions.

use parallax_text::{Sentence, Token};
use rustc_hash::{FxHashMap, FxHashSet};

/// A sentence counts from so many words on: shorter ones are alike by chance.
const WORDS: usize = 8;
/// An article is a copy if another before it has this part of its sentences, and so many at least.
const SHARE: f64 = 0.5;
const SENTENCES: usize = 3;

/// For each article, in order, whether it is no near-copy of one before it. An outlet that has copies alone keeps its first: it
/// is described by it, and one article is never tested.
pub(super) fn originals<'a>(articles: impl Iterator<Item = (&'a str, &'a [Sentence], &'a [Token])>) -> Vec<bool> {
    let mut outlets: Vec<&str> = Vec::new();
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    let mut kept: Vec<bool> = articles
        .enumerate()
        .map(|(n, (outlet, sentences, tokens))| {
            outlets.push(outlet);
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
        .collect();
    let mut seen: FxHashSet<&str> = outlets.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(o, _)| *o).collect();
    for (kept, outlet) in kept.iter_mut().zip(&outlets) {
        *kept |= seen.insert(outlet);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::Article;

    #[test]
    fn a_copy_is_left_out_unless_its_outlet_has_nothing_else() {
        let wire = "The harbour of the old town was closed for the whole day. The mayor of the town said that the sea had come \
                    over the wall. Nobody in the streets behind the wall was hurt by the water.";
        let other = "The club won the last match of the season at home by two goals.";
        let texts = [("A", wire), ("B", wire), ("B", other), ("C", wire)];
        let layers: Vec<_> =
            texts.iter().map(|(_, text)| parallax_testkit::read(&Article::new("a", *text), "sentences")).collect();
        let input = texts.iter().zip(&layers).map(|((outlet, _), l)| (*outlet, l.get(), l.get()));
        assert_eq!(originals(input), [true, false, true, true]);
    }
}
