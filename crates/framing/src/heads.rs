//! Common nouns that stand for somebody named before: "the regime", "the militants", "the embattled banker". A noun is taken
//! only where it is definite and where one fitting actor, and no second, is spoken of in its sentence or the one before.

use crate::mentions::Mention;
use crate::scene::View;
use parallax_entities::{ActorId, Label};
use parallax_text::{Tag, key, rows};
use rustc_hash::FxHashMap;

/// What a noun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person,
    State,
    Body,
}

impl Kind {
    fn fits(self, label: Label) -> bool {
        match self {
            Kind::Person => label == Label::Person,
            Kind::State => matches!(label, Label::Gpe | Label::Norp),
            Kind::Body => label == Label::Org,
        }
    }
}

/// At most so many words between the article and its noun.
const MODIFIERS: usize = 3;

/// The list of such nouns, `data/heads.tsv`.
pub(crate) struct Heads(FxHashMap<u64, Kind>);

/// A noun phrase that stands for somebody: the tokens of its nouns and adjectives, and who it is.
pub(crate) struct Standing {
    pub words: Vec<usize>,
    pub actor: ActorId,
}

impl Heads {
    pub(crate) fn new() -> Heads {
        let kind = |r: Vec<&'static str>| {
            let kind = match *r.get(1)? {
                "person" => Kind::Person,
                "state" => Kind::State,
                _ => Kind::Body,
            };
            Some((key(r[0]), kind))
        };
        Heads(rows(include_str!("../data/heads.tsv")).filter_map(kind).collect())
    }

    /// The phrases of a sentence that stand for somebody; `before` are the mentions of the sentence before it.
    pub(crate) fn of(&self, scene: &View<'_>, before: &[Mention]) -> Vec<Standing> {
        let at = (0..scene.words.len()).filter(|i| scene.tag(*i) == Tag::Dt);
        at.filter_map(|i| self.phrase(scene, before, i)).collect()
    }

    /// The phrase of the article at `at`.
    fn phrase(&self, scene: &View<'_>, before: &[Mention], at: usize) -> Option<Standing> {
        if !["the", "this", "that"].iter().any(|the| scene.word(at).eq_ignore_ascii_case(the)) {
            return None;
        }
        let inside = |i: &usize| {
            let word = scene.words[*i];
            !word.name && !word.mark && (word.tag.noun() || word.tag.adjective() || word.tag == Tag::Vbn)
        };
        let words: Vec<usize> = (at + 1..scene.words.len()).take_while(inside).collect();
        let head = *words.last()?;
        let kind = *self.0.get(&scene.words[head].key).filter(|_| scene.tag(head).noun())?;
        let behind = (scene.tag(head + 1), scene.word(head + 1));
        // "the president of Chile" says itself who is meant; so does "the president Ana Diaz".
        let goes_on = scene.words.get(head + 1).is_some_and(|w| w.name || w.tag == Tag::Hyph);
        if words.len() > MODIFIERS + 1 || goes_on || behind.0 == Tag::In && behind.1.eq_ignore_ascii_case("of") {
            return None;
        }
        let here = scene.mentions.iter().filter(|m| m.place.end <= at);
        let mut who = before.iter().chain(here).filter(|m| kind.fits(m.label)).map(|m| m.actor.as_ref());
        let actor = who.next()??;
        who.all(|other| other == Some(actor)).then(|| Standing { words, actor: actor.clone() })
    }
}
