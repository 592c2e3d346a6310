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
    let meant = |e: &Entity, span: Span, place: Range<usize>| {
        let state = e.organ_of.clone();
        Mention { state, ..mention(span, place, Some(e.actor.clone()), e.label) }
    };
    let named = |e: &Entity| meant(e, e.span(), scene.place(e.span()));
    let mut out: Vec<Mention> = starting_in(entities, sentence.span()).iter().filter(judged).map(named).collect();
    let principal = |quote: &Quote| principals.of_speaker(quote.speaker.as_ref()?);
    for (i, token) in scene.tokens.iter().enumerate() {
        if !matches!(scene.tag(i), Tag::Prp | Tag::PrpS) || scene.words[i].name {
            continue;
        }
        let word = token.of(scene.text).to_ascii_lowercase();
        let quote = voice_at(quotes, token.span());
        match word.as_str() {
            "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => {
                let speaker = quote.filter(|q| aloud(scene, i, q)).and_then(|q| q.speaker.as_ref());
                let actor = antecedent(token.span(), &word, entities, speaker);
                out.push(mention(token.span(), i..i + 1, actor, Label::Person));
            }
            "we" | "us" | "our" | "ours" | "ourselves" => {
                let principal = quote.filter(|q| q.marked()).and_then(principal);
                let own = principal.filter(|p| is_own(p, scene.word(i + 1)));
                out.extend(own.map(|p| meant(p, token.span(), i..i + 1)));
            }
            // "The ministry said it would answer": with nobody else named there before, it is who speaks.
            "it" | "its" | "itself" | "they" | "their" | "them" | "themselves" => {
                let Some(quote) = quote.filter(|q| !aloud(scene, i, q)) else { continue };
                let since = Span::new(quote.span().start(), token.span().start());
                let body = principal(quote).filter(|p| Some(&p.actor) == quote.speaker.as_ref());
                let alone = body.filter(|_| starting_in(entities, since).is_empty());
                out.extend(alone.map(|p| meant(p, token.span(), i..i + 1)));
            }
            _ => {}
        }
    }
    out.sort_by_key(Mention::order);
    out.retain(|m| !m.place.is_empty());
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
