//! Where a sentence speaks of somebody: names, pronouns of persons and a speaker's "we" with whom they mean, and nouns in place
//! of a name.

use crate::principals::{Principals, is_own};
use crate::role::Role;
use crate::scene::View;
use parallax_core::{Note, Span, starting_in};
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::{Quote, QuoteKind, voice_at};
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
                let speaker = said_aloud(scene, i, quotes).and_then(|q| q.speaker.as_ref());
                let actor = antecedent(token.span(), &word, entities, speaker);
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
            // "The ministry said it would answer": with nobody else named there before, it is who speaks.
            "it" | "its" | "itself" | "they" | "their" | "them" | "themselves" => {
                let Some(quote) = voice_at(quotes, token.span()) else { continue };
                if said_aloud(scene, i, quotes).is_some() {
                    continue;
                }
                let Some(principal) = quote.speaker.as_ref().and_then(|s| principals.of_speaker(s)) else { continue };
                let body = Some(&principal.actor) == quote.speaker.as_ref();
                let since = Span::new(quote.span().start(), token.span().start());
                if body && starting_in(entities, since).is_empty() {
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

/// The quotation in whose marks a word of the sentence stands.
fn said_aloud<'a>(scene: &View<'_>, at: usize, quotes: &'a [Quote]) -> Option<&'a Quote> {
    let quote = voice_at(quotes, scene.tokens[at].span())?;
    let mark = |i: &usize| scene.words[*i].mark && quote.span().contains(scene.tokens[*i].span());
    match quote.kind {
        QuoteKind::Direct => Some(quote),
        QuoteKind::Mixed => Some(quote).filter(|_| (0..at).filter(mark).count() % 2 == 1),
        _ => None,
    }
}

/// The person named last before a pronoun whom it can mean; not who speaks aloud there.
fn antecedent(at: Span, word: &str, entities: &[Entity], speaker: Option<&ActorId>) -> Option<ActorId> {
    let before = entities.partition_point(|e| e.span().start() < at.start());
    entities[..before]
        .iter()
        .rev()
        .take_while(|e| at.start() - e.span().start() < REACH)
        .filter(|e| e.label == Label::Person && e.fits(word))
        .find(|e| e.span().end() <= at.start() && Some(&e.actor) != speaker)
        .map(|e| e.actor.clone())
}

#[cfg(test)]
mod tests {
    use crate::scene::Scene;
    use parallax_core::{Article, Note};

    /// The pronouns of a text with whom they mean.
    fn pronouns(text: &str) -> Vec<(String, Option<String>)> {
        let layers = parallax_testkit::read(&Article::new("a", text), Scene::LAYER);
        let mentions = layers.get::<Scene>().iter().flat_map(|s| &s.mentions);
        let words = mentions.map(|m| (m.span.of(text).to_string(), m.actor.as_ref().map(|a| a.as_str().to_string())));
        words.filter(|(word, _)| word.len() < 5).collect()
    }

    #[test]
    fn a_pronoun_in_a_report_can_mean_who_speaks() {
        for (text, expected) in [
            ("The Chilean Defense Ministry said it would answer.", vec![("it", "chilean-defense-ministry")]),
            ("The Chilean Defense Ministry said that Peru had moved its ships.", vec![("Peru", "peru")]),
            (
                "Lee Barnes left. Omar Diaz announced that he would make a “purely defensive” step.",
                vec![("he", "omar-diaz")],
            ),
            ("Lee Barnes left. Omar Diaz said: “He would make a step.”", vec![("He", "lee-barnes")]),
        ] {
            let expected: Vec<_> = expected.iter().map(|(w, a)| (w.to_string(), Some(a.to_string()))).collect();
            assert_eq!(pronouns(text), expected, "{text}");
        }
    }
}
