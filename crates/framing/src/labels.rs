//! What a sentence calls somebody: words before the name, an apposition, a predicate noun, the noun it stands before, a noun
//! in its place, and loaded words beside it.

use crate::mentions::{Form, Mention};
use crate::role::Part;
use crate::scene::{Scene, View};
use parallax_core::Span;
use parallax_entities::ActorId;
use parallax_quotes::{Quote, voice_at};
use parallax_text::{Phrases, Tag, Token, TokenKind, rows};
use std::ops::Range;
use std::sync::OnceLock;

/// One label of a mention: "the embattled banker".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// Its words, from the first that says something to the last.
    pub span: Span,
    /// How it stands with the name.
    pub place: &'static str,
    /// Words without the load for those of it that are loaded; empty where they had better be left out.
    pub neutral: Option<String>,
}

/// The layers that labels of a whole article are read from.
type Layers<'a> = (&'a [Scene], &'a [Token], &'a [Quote]);

/// The lists that labels are read with.
pub(crate) struct Labels {
    loaded: Phrases<&'static str>,
}

/// A loaded word stands at most this many words from the name.
const REACH: usize = 3;

/// Adjectives that point or count, and call nobody anything.
const POINTS: [&str; 16] = [
    "certain", "few", "last", "latest", "many", "more", "most", "much", "next", "only", "other", "own", "same",
    "several", "such", "various",
];

impl Labels {
    pub(crate) fn shared() -> &'static Labels {
        static SHARED: OnceLock<Labels> = OnceLock::new();
        SHARED.get_or_init(|| {
            let row = |r: Vec<&'static str>| (r[0], r.get(2).copied().unwrap_or(""));
            Labels { loaded: rows(include_str!("../data/loaded.tsv")).map(row).collect() }
        })
    }

    /// The neutral word for a loaded one that starts at a token, and how many tokens it has.
    pub(crate) fn loaded(&self, tokens: &[Token], at: usize) -> Option<(usize, &'static str)> {
        self.loaded.at(tokens, at).map(|(len, neutral)| (len, *neutral))
    }

    /// What an article calls each actor in the outlet's own voice: actor and label, as often as it does.
    pub(crate) fn of_outlet(&self, text: &str, layers: Layers<'_>) -> Vec<(ActorId, Label)> {
        let (scenes, tokens, quotes) = layers;
        let mut out = Vec::new();
        for scene in scenes {
            let view = View::new(text, tokens, scene);
            let labels = self.of(&view);
            out.extend(labels.into_iter().filter_map(|(n, label)| Some((scene.mentions[n].actor.clone()?, label))));
        }
        out.retain(|(_, label): &(ActorId, Label)| voice_at(quotes, label.span).is_none());
        out
    }

    /// The labels of a sentence's mentions, each with the number of its mention.
    pub(crate) fn of(&self, scene: &View<'_>) -> Vec<(usize, Label)> {
        let mentions = &scene.mentions;
        let mut out: Vec<(usize, Label)> = Vec::new();
        for (n, mention) in mentions.iter().enumerate() {
            let words = grammar(scene, mention);
            let joined = |a: &(usize, &str), b: &(usize, &str)| {
                a.1 == b.1 && (a.0 + 1..b.0).all(|between| scene.words[between].name)
            };
            let phrases = words.chunk_by(joined).map(|words| (words[0].0..words[words.len() - 1].0 + 1, words[0].1));
            out.extend(phrases.filter_map(|(place, how)| Some((n, self.phrase(scene, place, how)?))));
        }
        for at in (0..scene.words.len()).filter(|i| !scene.words[*i].name) {
            let Some((len, neutral)) = self.loaded(scene.tokens, at) else { continue };
            let span = scene.tokens[at].span().cover(scene.tokens[at + len - 1].span());
            let words = |a: usize, b: usize| (a..b).filter(|i| !scene.words[*i].mark).count();
            let gap = |m: &Mention| {
                if m.place.end <= at { words(m.place.end, at) } else { words(at + len, m.place.start) }
            };
            let names = scene.tag(at + len - 1).noun() || scene.tag(at).adjective();
            let near = |n: &usize| {
                let there = scene.words[mentions[*n].place.start];
                names && there.clause == scene.words[at].clause && gap(&mentions[*n]) <= REACH
            };
            let nearest = (0..mentions.len()).filter(near).min_by_key(|n| gap(&mentions[*n]));
            if let Some(n) = nearest
                && !out.iter().any(|(_, label)| label.span.overlaps(span))
            {
                out.push((n, Label { span, place: "beside the name", neutral: Some(neutral.into()) }));
            }
        }
        out
    }

    /// The label that some words are, standing so with the name; none if they only point or count: "the same", "many".
    fn phrase(&self, scene: &View<'_>, words: Range<usize>, place: &'static str) -> Option<Label> {
        let points = |at: &usize| POINTS.contains(&scene.word(*at).to_lowercase().as_str());
        let from = words.clone().find(|at| !points(at))?;
        let loaded = (from..words.end).filter_map(|at| Some(self.loaded(scene.tokens, at)?.1)).collect::<Vec<_>>();
        let neutral = loaded.iter().copied().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
        let span = scene.tokens[from].span().cover(scene.tokens[words.end - 1].span());
        Some(Label { span, place, neutral: (!loaded.is_empty()).then_some(neutral) })
    }
}

/// The words that grammar ties to a mention as its name or quality.
pub(crate) fn grammar(scene: &View<'_>, mention: &Mention) -> Vec<(usize, &'static str)> {
    if mention.form == Form::Noun {
        return mention.place.clone().map(|i| (i, "in place of the name")).collect();
    }
    let role = &mention.role;
    let names = |i: &usize| {
        let word = scene.words[*i];
        !word.name && !word.mark && (word.tag.noun() || word.tag.adjective())
    };
    let mut out: Vec<(usize, &'static str)> =
        (role.phrase.start..mention.place.start).filter(names).map(|i| (i, "before the name")).collect();
    if let (Part::Modifier, Some(head)) = (role.part, role.governor) {
        out.push((head, "behind the name"));
    }
    let end = mention.place.end;
    // "Diaz, a disgraced banker, said": the phrase behind the comma.
    if scene.word(end) == "," && scene.tag(end + 1) == Tag::Dt {
        out.extend(phrase(scene, end + 2).map(|i| (i, "apposition")));
    }
    // "Diaz is a dictator".
    if let (Part::Doer, Some(verb)) = (role.part, role.governor)
        && matches!(scene.word(verb), "is" | "was" | "are" | "were")
        && verb - end <= 2
    {
        let from = if scene.tag(verb + 1) == Tag::Dt { verb + 2 } else { verb + 1 };
        out.extend(phrase(scene, from).map(|i| (i, "is said to be")));
    }
    // "Mr.", "Sen.": forms of address are the house's style.
    out.retain(|(i, _)| scene.word(*i).len() > 2 && scene.tokens[*i].kind == TokenKind::Word);
    out
}

/// The adjectives and nouns of the phrase at `from`.
fn phrase<'s>(scene: &'s View<'_>, from: usize) -> impl Iterator<Item = usize> + 's {
    (from..scene.words.len().min(from + 5))
        .take_while(|i| {
            let word = scene.words[*i];
            !word.mark && !word.name && (word.tag.noun() || word.tag.adjective() || word.tag.adverb())
        })
        .filter(|i| !scene.words[*i].tag.adverb())
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::Article;

    fn labels(text: &str) -> Vec<String> {
        let layers = parallax_testkit::read(&Article::new("a", text), "scenes");
        let layers = (layers.get::<Scene>(), layers.get::<Token>(), layers.get::<Quote>());
        let told =
            |(actor, label): (ActorId, Label)| format!("{} {}: {}", actor.as_str(), label.place, label.span.of(text));
        Labels::shared().of_outlet(text, layers).into_iter().map(told).collect()
    }

    #[test]
    fn a_definite_noun_stands_for_who_was_named() {
        let place = |text| labels(text).into_iter().filter(|l| l.contains("in place")).collect::<Vec<_>>();
        assert_eq!(
            place("Omar Diaz left for Lima on Friday. The embattled banker denied everything."),
            ["omar-diaz in place of the name: embattled banker"]
        );
        assert_eq!(place("Peru closed its ports. The regime gave no reason."), ["peru in place of the name: regime"]);
        let union = place("The Harbour Union struck on Friday. The union and the company gave no reason.");
        assert_eq!(union, ["harbour-union in place of the name: union"]);
        assert_eq!(place("Omar Diaz left. A banker denied everything."), Vec::<String>::new());
    }

    #[test]
    fn grammar_ties_labels_to_the_name() {
        assert_eq!(
            labels("The embattled banker Omar Diaz, a disgraced financier, left. Anna Ray is a hero."),
            [
                "omar-diaz before the name: embattled banker",
                "omar-diaz apposition: disgraced financier",
                "anna-ray is said to be: hero",
            ]
        );
        assert_eq!(labels("Omar Diaz met Anna Ray in Lima."), Vec::<String>::new());
    }
}
