//! One sentence as those who judge it read it: words without names, clauses, negation, and who governs whom.

use crate::lexicon::Lexicon;
use parallax_core::{Note, Span, starting_in};
use parallax_entities::{Entity, Label};
use parallax_quotes::Quote;
use parallax_text::{Sentence, Tag, Tagged, Token, key};
use std::ops::Range;

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// What it is; all names of one kind are one word.
    pub key: u64,
    /// Its beginning: words of one family have one.
    pub stem: u64,
    /// Its part of speech.
    pub tag: Tag,
    /// Which clause of the sentence, from 0.
    pub clause: u8,
    /// Stands in somebody's quotation.
    pub quoted: bool,
    /// A negation governs it.
    pub negated: bool,
    /// Part of a name.
    pub name: bool,
    /// A mark or number: nothing that judges.
    pub mark: bool,
    /// What the lists say of it, -4 to 4.
    pub valence: f32,
    /// The lists know it as something that is done.
    pub event: bool,
}

impl Word {
    /// Whether it only ties others together: article, preposition, conjunction, particle.
    pub fn grammar(&self) -> bool {
        matches!(self.tag, Tag::Dt | Tag::In | Tag::To | Tag::Cc | Tag::Pos | Tag::Ex | Tag::Cd) && !self.name
    }
}

/// A sentence.
pub struct Scene<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The sentence's tokens.
    pub tokens: &'a [Token],
    /// What is read of them, one for one.
    pub words: Vec<Word>,
    /// The words that the lists know, with what they are worth here: turned and weakened where they are negated.
    pub worth: Vec<(usize, f32)>,
    /// How many words are part of a name.
    pub names: usize,
}

/// How many words a negation reaches, within its clause.
const NEGATED: usize = 4;

/// What a negation makes of a word's worth.
const TURNED: f32 = -0.6;

/// How many letters of a word are its stem.
const STEM: usize = 6;

impl<'a> Scene<'a> {
    /// Reads a sentence of an article with these layers.
    pub fn new(
        text: &'a str,
        sentence: &Sentence,
        tokens: &'a [Token],
        tags: &[Tagged],
        entities: &[Entity],
        quotes: &[Quote],
    ) -> Scene<'a> {
        let range = sentence.range();
        let (tokens, tags) = (&tokens[range.clone()], &tags[range]);
        let lexicon = Lexicon::shared();
        let names = starting_in(entities, sentence.span());
        let quoted: Vec<Span> =
            quotes.iter().filter(|q| q.reports() && q.span().overlaps(sentence.span())).map(|q| q.span()).collect();
        let (mut clause, mut next_name, mut negation) = (0u8, 0, None::<usize>);
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        for (i, (token, tagged)) in tokens.iter().zip(tags).enumerate() {
            let span = token.span();
            while names.get(next_name).is_some_and(|n| n.span().end() <= span.start()) {
                next_name += 1;
            }
            let name = names.get(next_name).filter(|n| n.span().overlaps(span));
            if name.is_none() && lexicon.breaks.contains(&token.key) {
                clause = clause.saturating_add(1);
                negation = None;
            }
            let mark = !token.is_word();
            let weight = if mark || name.is_some() { None } else { lexicon.words.get(&token.key) };
            words.push(Word {
                key: name.map_or(token.key, |n| class(n.label)),
                stem: name.map_or_else(|| stem(token.of(text)), |n| class(n.label)),
                tag: tagged.tag,
                clause,
                quoted: quoted.iter().any(|q| q.overlaps(span)),
                negated: negation.is_some_and(|n| i - n <= NEGATED),
                name: name.is_some(),
                mark,
                valence: weight.map_or(0.0, |w| w.valence),
                event: weight.is_some_and(|w| w.event),
            });
            if name.is_none() && lexicon.negations.contains(&token.key) {
                negation = Some(i);
            }
        }
        let worth = |(i, w): (usize, &Word)| (i, if w.negated { TURNED * w.valence } else { w.valence });
        let worth = words.iter().enumerate().filter(|(_, w)| w.valence != 0.0).map(worth).collect();
        let names = words.iter().filter(|w| w.name).count();
        Scene { text, tokens, words, worth, names }
    }

    /// The tokens of a span.
    pub fn place(&self, span: Span) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.span().end() <= span.start());
        let to = self.tokens.partition_point(|t| t.span().start() < span.end());
        from..to.max(from)
    }

    /// The letters of a token; nothing beyond the sentence.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// The tag of a token.
    pub fn tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Punct, |w| w.tag)
    }
}

/// The word that stands for all names of a kind.
fn class(label: Label) -> u64 {
    0x6e61_6d65 ^ ((label as u64 + 1) << 40)
}

fn stem(word: &str) -> u64 {
    let end = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
    key(&word[..end]).rotate_left(9)
}
