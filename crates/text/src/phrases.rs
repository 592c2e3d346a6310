//! A list of phrases that is matched on tokens, longest first, with one hash look-up for each token.

use crate::{Token, Tokenizer, key};
use rustc_hash::FxHashMap;

/// Keys of a phrase's tokens after the first, and its value.
type Entry<V> = (Box<[u64]>, V);

/// Phrases of one or more tokens, each with a value.
#[derive(Clone, Debug)]
pub struct Phrases<V> {
    /// By key of the first token, longest first.
    by_first: FxHashMap<u64, Vec<Entry<V>>>,
}

impl<V> Default for Phrases<V> {
    fn default() -> Self {
        Phrases { by_first: FxHashMap::default() }
    }
}

impl<V> Phrases<V> {
    /// Whether there is no phrase.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Adds a phrase, cut into tokens as texts are. The first value given for a phrase stays.
    pub fn insert(&mut self, phrase: &str, value: V) {
        self.insert_keys(&Tokenizer::shared().keys(phrase), value);
    }

    /// Adds a phrase given by its tokens' keys.
    pub fn insert_keys(&mut self, keys: &[u64], value: V) {
        let Some((first, rest)) = keys.split_first() else { return };
        let rest: Box<[u64]> = rest.into();
        let list = self.by_first.entry(*first).or_default();
        if list.iter().all(|(other, _)| *other != rest) {
            let at = list.partition_point(|(other, _)| other.len() >= rest.len());
            list.insert(at, (rest, value));
        }
    }

    /// The keys of the words that phrases begin with, in no order.
    pub fn firsts(&self) -> impl Iterator<Item = u64> {
        self.by_first.keys().copied()
    }

    /// The longest phrase that starts at `tokens[at]`: its length in tokens and its value.
    pub fn at<'a>(&'a self, tokens: &[Token], at: usize) -> Option<(usize, &'a V)> {
        let list = self.by_first.get(&tokens.get(at)?.key)?;
        let rest = &tokens[at + 1..];
        let fits = |keys: &[u64]| keys.len() <= rest.len() && keys.iter().zip(rest).all(|(k, t)| *k == t.key);
        list.iter().find(|(keys, _)| fits(keys)).map(|(keys, v)| (keys.len() + 1, v))
    }

    /// The longest phrase that ends just before `tokens[end]`, at most `reach` tokens long.
    pub fn before<'a>(&'a self, tokens: &[Token], end: usize, reach: usize) -> Option<(usize, &'a V)> {
        (end.saturating_sub(reach)..end).find_map(|at| self.at(&tokens[..end], at).filter(|(n, _)| at + n == end))
    }

    /// The value of a phrase given as words.
    pub fn get(&self, phrase: &str) -> Option<&V> {
        let keys = Tokenizer::shared().keys(phrase);
        let (first, rest) = keys.split_first()?;
        self.by_first.get(first)?.iter().find(|(other, _)| **other == *rest).map(|(_, v)| v)
    }

    /// The value of a single word.
    pub fn word(&self, word: &str) -> Option<&V> {
        self.by_key(key(word))
    }

    /// The value of a single word, by its key.
    pub fn by_key(&self, key: u64) -> Option<&V> {
        self.by_first.get(&key)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, v)| v)
    }
}

impl<'s, V> FromIterator<(&'s str, V)> for Phrases<V> {
    fn from_iter<I: IntoIterator<Item = (&'s str, V)>>(pairs: I) -> Self {
        let mut out = Phrases::default();
        for (phrase, value) in pairs {
            out.insert(phrase, value);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_case_does_not_matter() {
        let phrases: Phrases<u8> = [("prime", 1), ("prime minister", 2), ("minister", 3)].into_iter().collect();
        let tokens = Tokenizer::shared().tokens("Prime Minister of prime");
        assert_eq!(phrases.at(&tokens, 0), Some((2, &2)));
        assert_eq!(phrases.at(&tokens, 1), Some((1, &3)));
        assert_eq!(phrases.at(&tokens, 3), Some((1, &1)));
        assert_eq!(phrases.before(&tokens, 2, 3), Some((2, &2)));
        assert_eq!(phrases.get("prime minister"), Some(&2));
        assert_eq!(phrases.get("prime ministers"), None);
    }
}
