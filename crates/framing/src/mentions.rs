//! Where a sentence speaks of somebody: names, pronouns of persons and a speaker's "we" with whom they mean, and nouns in place
//! of a name.

use crate::principals::{Principals, is_own};
use crate::role::Role;
use crate::scene::View;
use parallax_core::{Note, Span, starting_in};
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::{Quote, voice_at};
use parallax_text::{Sentence, Tag};
use std::cmp::Reverse;
use std::ops::Range;

/// A place at which somebody or something is spoken of.
#[derive(Debug)]
pub(crate) struct Mention {
    /// Its words.
    pub span: Span,
    /// The same as tokens of the sentence.
    pub place: Range<usize>,
    /// Who is meant; nobody known for a pronoun without a name before it.
    pub actor: Option<ActorId>,
    /// The state whose organ it is, as its name tells.
    pub state: Option<ActorId>,
    /// What kind of thing is meant.
    pub label: Label,
    /// A common noun in place of a name: "the regime".
    pub stands_in: bool,
    /// What part it plays in its sentence.
    pub role: Role,
}

impl Mention {
    /// Mentions stand in this order.
    pub fn order(&self) -> (usize, Reverse<usize>) {
        (self.span.start(), Reverse(self.span.end()))
    }
}

/// How far back, in bytes, a pronoun looks for whom it means.
const REACH: usize = 600;

/// The names and pronouns of a sentence, in order.
pub(crate) fn mentions(
    scene: &View<'_>,
    sentence: &Sentence,
    entities: &[Entity],
    quotes: &[Quote],
    principals: &Principals<'_>,
) -> Vec<Mention> {
    let judged =
        |e: &&Entity| e.label.acts() || matches!(e.label, Label::Event | Label::Law | Label::Product | Label::Loc);
    let mention = |span: Span, place: Range<usize>, actor: Option<ActorId>, label: Label| {
        let role = Role::of(scene, &place);
        Mention { span, place, actor, state: None, label, stands_in: false, role }
    };
    let named = |e: &Entity| {
        let state = e.organ_of.clone();
        Mention { state, ..mention(e.span(), scene.place(e.span()), Some(e.actor.clone()), e.label) }
    };
    let mut out: Vec<Mention> = starting_in(entities, sentence.span()).iter().filter(judged).map(named).collect();
    for (i, token) in scene.tokens.iter().enumerate() {
        if !matches!(scene.tag(i), Tag::Prp | Tag::PrpS) || scene.words[i].name {
            continue;
        }
        let word = token.of(scene.text).to_ascii_lowercase();
        match word.as_str() {
            "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => {
                let actor = antecedent(token.span(), &word, entities, quotes);
                out.push(mention(token.span(), i..i + 1, actor, Label::Person));
            }
            "we" | "us" | "our" | "ours" | "ourselves" => {
                let speaker = voice_at(quotes, token.span()).filter(|q| q.marked()).and_then(|q| q.speaker.as_ref());
                let principal = speaker.and_then(|s| principals.of_speaker(s));
                if let Some(principal) = principal.filter(|p| is_own(p, scene.word(i + 1))) {
                    let actor = Some(principal.actor.clone());
                    out.push(Mention {
                        state: principal.organ_of.clone(),
                        ..mention(token.span(), i..i + 1, actor, principal.label)
                    });
                }
            }
            _ => {}
        }
    }
    out.sort_by_key(Mention::order);
    out.retain(|m| !m.place.is_empty());
    out
}

/// The person named last before a pronoun whom it can mean; in a quotation, not its speaker.
fn antecedent(at: Span, word: &str, entities: &[Entity], quotes: &[Quote]) -> Option<ActorId> {
    let speaker = voice_at(quotes, at).filter(|q| q.marked()).and_then(|q| q.speaker.as_ref());
    let before = entities.partition_point(|e| e.span().start() < at.start());
    entities[..before]
        .iter()
        .rev()
        .take_while(|e| at.start() - e.span().start() < REACH)
        .filter(|e| e.label == Label::Person && e.fits(word))
        .find(|e| e.span().end() <= at.start() && Some(&e.actor) != speaker)
        .map(|e| e.actor.clone())
}
