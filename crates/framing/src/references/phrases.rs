//! Pronouns and definite nouns of a sentence: what may mean somebody named elsewhere.

use super::classes::Classes;
use crate::scene::View;
use parallax_core::{Note, Span};
use parallax_entities::{Entity, Label};
use parallax_quotes::{Quote, QuoteKind, teller_at};
use parallax_text::Tag;
use std::ops::Range;

/// What kind of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Words {
    He,
    She,
    It,
    They,
    We,
    /// "The company", "his party".
    Noun,
}

/// Words that may mean somebody.
pub(super) struct Phrase<'a> {
    /// As tokens of the sentence; of a noun without its determiner.
    pub place: Range<usize>,
    pub span: Span,
    pub words: Words,
    /// What its noun can stand for.
    pub classes: Classes,
    /// Key of its noun.
    pub key: u64,
    /// The determiner: none, the, this or that, his, its, our.
    pub determiner: i32,
    pub plural: bool,
    /// Subject, object, owner, reflexive.
    pub case: i32,
    /// In whose words it stands.
    pub quote: Option<&'a Quote>,
    /// Inside the marks of a quotation.
    pub aloud: bool,
}

impl Phrase<'_> {
    /// Whether a name with this label can be meant, as far as words and gender tell.
    pub fn fits(&self, label: Label, entity: &Entity) -> bool {
        match self.words {
            Words::He => label == Label::Person && entity.fits("he"),
            Words::She => label == Label::Person && entity.fits("she"),
            Words::It | Words::They | Words::We => label.acts() && label != Label::Person,
            Words::Noun => self.classes.fits(label) && !(self.plural && label == Label::Person),
        }
    }
}

/// At most so many words between a determiner and its noun.
const MODIFIERS: usize = 3;

/// The phrases of a sentence, in order.
pub(super) fn phrases<'a>(scene: &View<'_>, quotes: &'a [Quote]) -> Vec<Phrase<'a>> {
    let mut out = Vec::new();
    for at in (0..scene.words.len()).filter(|at| !scene.words[*at].name) {
        // What a pronoun at this place is; a noun is told apart below.
        let phrase = |place: Range<usize>, words: Words| {
            let span = scene.tokens[place.start].span().cover(scene.tokens[place.end - 1].span());
            let quote = teller_at(quotes, span);
            let aloud = quote.is_some_and(|q| aloud(scene, at, q));
            let plural = matches!(words, Words::They | Words::We);
            let classes = Classes::default();
            Phrase { place, span, words, classes, key: 0, determiner: 0, plural, case: 0, quote, aloud }
        };
        let tag = scene.tag(at);
        if matches!(tag, Tag::Prp | Tag::PrpS)
            && let Some((words, case)) = pronoun(scene.word(at))
        {
            out.push(Phrase { case, ..phrase(at..at + 1, words) });
        }
        if matches!(tag, Tag::Dt | Tag::PrpS)
            && let Some(determiner) = determiner(scene.word(at))
            && let Some(place) = noun(scene, at)
        {
            let head = place.end - 1;
            let (key, plural) = (scene.words[head].key, scene.tag(head) == Tag::Nns);
            let classes = Classes::of(key);
            out.push(Phrase { classes, key, determiner, plural, ..phrase(place, Words::Noun) });
        }
    }
    out
}

/// Whether a word of the sentence, told in a quotation, stands in its marks.
fn aloud(scene: &View<'_>, at: usize, quote: &Quote) -> bool {
    let mark = |i: &usize| scene.words[*i].mark && quote.span().contains(scene.tokens[*i].span());
    match quote.kind {
        QuoteKind::Direct => true,
        QuoteKind::Mixed => (0..at).filter(mark).count() % 2 == 1,
        _ => false,
    }
}

/// No pronoun or determiner has more letters.
const LONGEST: usize = 10;

/// A short plain word in lower case.
fn lower<'l>(word: &str, letters: &'l mut [u8; LONGEST]) -> Option<&'l str> {
    let letters = letters.get_mut(..word.len())?;
    letters.copy_from_slice(word.as_bytes());
    letters.make_ascii_lowercase();
    std::str::from_utf8(letters).ok()
}

fn pronoun(word: &str) -> Option<(Words, i32)> {
    use Words::{He, It, She, They, We};
    Some(match lower(word, &mut [0; LONGEST])? {
        // "US" is no pronoun.
        "us" if word == "US" => return None,
        "he" => (He, 0),
        "him" => (He, 1),
        "his" => (He, 2),
        "himself" => (He, 3),
        "she" => (She, 0),
        "her" => (She, 2),
        "hers" => (She, 2),
        "herself" => (She, 3),
        "it" => (It, 0),
        "its" => (It, 2),
        "itself" => (It, 3),
        "they" => (They, 0),
        "them" => (They, 1),
        "their" | "theirs" => (They, 2),
        "themselves" => (They, 3),
        "we" => (We, 0),
        "us" => (We, 1),
        "our" | "ours" => (We, 2),
        "ourselves" => (We, 3),
        _ => return None,
    })
}

fn determiner(word: &str) -> Option<i32> {
    Some(match lower(word, &mut [0; LONGEST])? {
        "the" => 1,
        "this" | "that" | "these" | "those" => 2,
        "his" | "her" | "my" => 3,
        "its" | "their" => 4,
        "our" => 5,
        _ => return None,
    })
}

/// The modifiers and the noun behind the determiner at `at`, where the list knows the noun.
fn noun(scene: &View<'_>, at: usize) -> Option<Range<usize>> {
    let inside = |i: &usize| {
        let word = scene.words[*i];
        let tag = word.tag;
        !word.name && (tag == Tag::Hyph || !word.mark && (tag.noun() || tag.adjective() || tag == Tag::Vbn))
    };
    let limit = scene.words.len().min(at + MODIFIERS + 4);
    let end = (at + 1..limit).take_while(inside).filter(|i| scene.tag(*i).noun()).last()? + 1;
    let place = at + 1..end;
    let head = end - 1;
    // "the president Ana Diaz" says itself who is meant, and "Ana Diaz, the president" has said it.
    let named = scene.words.get(end).is_some_and(|w| w.name);
    let apposition =
        || scene.mentions.iter().any(|m| m.named() && m.place.end + 1 == at && scene.word(m.place.end) == ",");
    // So does "the president, General Diaz".
    let nouns = || (end + 1..scene.words.len().min(end + 4)).take_while(|i| scene.tag(*i).noun());
    // "the town of Lima" too.
    let named = named || scene.word(end) == "of" && scene.words.get(end + 1).is_some_and(|w| w.name);
    let named = named || scene.word(end) == "," && nouns().any(|i| scene.words[i].name);
    (place.len() <= MODIFIERS + 1 && !named && !Classes::of(scene.words[head].key).none() && !apposition())
        .then_some(place)
}
