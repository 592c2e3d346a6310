//! Whether the words around a date look ahead or back: the nearest verb that carries tense, or a word that says so.

use crate::lexicon::Lexicon;
use parallax_text::{Tag, Tagged, Token};

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

/// One sentence.
pub(crate) struct Clause<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub tags: &'t [Tagged],
    pub lexicon: &'t Lexicon,
}

impl Clause<'_> {
    /// The tense that the nearest sign gives to the expression in `from..to`; `None` without a sign.
    pub(crate) fn tense(&self, from: usize, to: usize) -> Option<Tense> {
        let before = (0..from).rev().take(12).find_map(|i| Some((from - 1 - i, self.sign(i)?)));
        let after = (to..self.tokens.len()).take(12).find_map(|i| Some((i - to + 1, self.sign(i)?)));
        let nearest = [before, after].into_iter().flatten().min_by_key(|(distance, _)| *distance);
        nearest.map(|(_, tense)| tense)
    }

    fn sign(&self, i: usize) -> Option<Tense> {
        let key = self.tokens[i].key;
        let tag = |i: usize| self.tags.get(i).map_or(Tag::Punct, |t| t.tag);
        let word = |i: usize| self.tokens.get(i).map_or("", |t| t.of(self.text));
        if self.lexicon.future.contains(&key) {
            return Some(Tense::Future);
        }
        if self.lexicon.past.contains(&key) {
            return Some(Tense::Past);
        }
        match tag(i) {
            Tag::Vbd => Some(Tense::Past),
            // "has met", "was held"; "will be held" has the tense of its modal.
            Tag::Vbn => {
                let auxiliary = (i.saturating_sub(4)..i)
                    .rev()
                    .find(|a| tag(*a).finite() || matches!(tag(*a), Tag::Md | Tag::To))?;
                match tag(auxiliary) {
                    Tag::Md | Tag::To => None,
                    _ => matches!(word(auxiliary), "was" | "were" | "had" | "has" | "have").then_some(Tense::Past),
                }
            }
            // "is to be held", "are to meet"
            Tag::To if i > 0 && matches!(word(i - 1), "is" | "are") && tag(i + 1) == Tag::Vb => Some(Tense::Future),
            _ => None,
        }
    }

    /// Whether any word shortly before `at` looks ahead ("plans to … by 2020").
    pub(crate) fn looks_ahead(&self, at: usize) -> bool {
        self.tokens[..at].iter().rev().take(12).any(|t| self.lexicon.future.contains(&t.key))
    }
}
