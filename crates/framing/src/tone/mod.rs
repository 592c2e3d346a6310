//! Tone toward an actor: the evaluative words of its clause, negated and weighed, with the voice whose words they are.
//!
//! A lexicon model with positions, not a trained one: it abstains unless the weight of the words passes a threshold, and
//! leaves alone what stands in another clause or is said of another actor.

use crate::lexicon::Lexicon;
use parallax_core::{Analyzer, Article, Note, Span, starting_in};
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::{Quote, voice_at};
use parallax_text::{Sentence, Token, among, key};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What the words say of one mention of an actor.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Tone {
    #[serde(skip)]
    pub(crate) span: Span,
    /// Of whom.
    pub target: ActorId,
    /// Which way.
    pub polarity: Polarity,
    /// -1 to 1.
    pub score: f64,
    /// Whose words: the outlet's own, or a speaker's.
    pub voice: Voice,
    /// The words that decided it.
    pub evidence: Vec<Span>,
}

impl Note for Tone {
    const LAYER: &'static str = "tone";
    fn span(&self) -> Span {
        self.span
    }
}

/// Negative, neutral or positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the words say it")]
pub enum Polarity {
    Negative,
    Neutral,
    Positive,
}

/// Whose words something is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// The outlet's own.
    Outlet,
    /// Somebody quoted, directly or not; nobody where the text does not say who.
    Quoted(Option<ActorId>),
}

impl Serialize for Voice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Voice::Outlet => "outlet",
            Voice::Quoted(Some(id)) => id.as_str(),
            Voice::Quoted(None) => "quoted",
        })
    }
}

impl JsonSchema for Voice {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Voice".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "“outlet”, the id of the actor whose words these are, or “quoted” where the text does not say who speaks." })
    }
}

/// Options of the tone layer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Least weight of the words, 0 to 1, under which nothing is written.
    threshold: f64,
    /// How many tokens away from the name a word can stand.
    reach: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { threshold: 0.25, reach: 9 }
    }
}

/// The analyzer of the tone layer.
pub struct Tones {
    options: Options,
    negations: FxHashSet<u64>,
}

parallax_core::register! {
    /// What the words around each actor's name say of it, negative or positive, in the outlet's voice or in that of somebody quoted; nothing below a threshold.
    analyzer "tone": Tones
}

/// Words that turn the tone of what follows.
const NEGATIONS: &str = "not no never without nor neither none cannot can't don't doesn't didn't isn't aren't wasn't \
    weren't won't wouldn't hardly barely lack lacks lacked denied deny denies rejects rejected";

/// What parts two clauses of a sentence.
const BREAKS: &str = "; : “ ” \" ( ) but while although because which";

impl Analyzer for Tones {
    type Reads = (Sentence, Token, Entity, Quote);
    type Writes = Tone;
    type Options = Options;

    fn new(options: Options) -> Self {
        Tones { options, negations: NEGATIONS.split_whitespace().map(key).collect() }
    }

    fn read(
        &self,
        article: &Article,
        (sentences, tokens, entities, quotes): (&[Sentence], &[Token], &[Entity], &[Quote]),
    ) -> Vec<Tone> {
        let text = article.text();
        let mut out = Vec::new();
        for sentence in sentences {
            let names: Vec<&Entity> = starting_in(entities, sentence.span()).iter().collect();
            if !sentence.prose() || names.is_empty() {
                continue;
            }
            out.extend(self.sentence(text, sentence, tokens, &names, quotes));
        }
        out
    }
}

/// A weighed word of a sentence.
struct Hit {
    at: usize,
    weight: f64,
    event: bool,
}

impl Tones {
    fn sentence(
        &self,
        text: &str,
        sentence: &Sentence,
        tokens: &[Token],
        names: &[&Entity],
        quotes: &[Quote],
    ) -> Vec<Tone> {
        let range = sentence.range();
        let hits = self.hits(text, tokens, range.clone(), names);
        if hits.is_empty() {
            return Vec::new();
        }
        let places: Vec<(Range<usize>, &Entity)> = names.iter().map(|e| (place(tokens, e.span()), *e)).collect();
        let mut found: Vec<(usize, f64, Vec<Span>)> = Vec::new();
        for hit in &hits {
            let Some(target) = self.target(text, tokens, &places, hit, &range) else { continue };
            let span = tokens[hit.at].span();
            match found.iter_mut().find(|(t, ..)| *t == target) {
                Some((_, weight, evidence)) => {
                    *weight += hit.weight;
                    evidence.push(span);
                }
                None => found.push((target, hit.weight, vec![span])),
            }
        }
        let tone = |(target, weight, evidence): (usize, f64, Vec<Span>)| {
            // VADER's normalisation (Hutto and Gilbert 2014), alpha 15.
            let score = weight / (weight * weight + 15.0).sqrt();
            let entity = places[target].1;
            let voice = voice_at(quotes, evidence[0]).map_or(Voice::Outlet, |q| Voice::Quoted(q.speaker.clone()));
            // Nobody is judged by the words they say themselves.
            let own = matches!(&voice, Voice::Quoted(Some(id)) if *id == entity.actor);
            let polarity = if score < 0.0 { Polarity::Negative } else { Polarity::Positive };
            (score.abs() >= self.options.threshold && !own).then(|| Tone {
                span: entity.span(),
                target: entity.actor.clone(),
                polarity,
                score: (score * 1000.0).round() / 1000.0,
                voice,
                evidence,
            })
        };
        found.into_iter().filter_map(tone).collect()
    }

    /// The weighed words of a sentence: not those inside names, turned by a negation shortly before.
    fn hits(&self, text: &str, tokens: &[Token], range: Range<usize>, names: &[&Entity]) -> Vec<Hit> {
        let lexicon = Lexicon::shared();
        let mut out = Vec::new();
        for at in range.clone() {
            let Some(weight) = lexicon.words.get(&tokens[at].key) else { continue };
            if !tokens[at].is_word() || names.iter().any(|e| e.span().contains(tokens[at].span())) {
                continue;
            }
            let negated = (at.saturating_sub(3).max(range.start)..at).any(|i| self.negations.contains(&tokens[i].key));
            // "responds to the threat", "defence against attack": the harm is somebody else's.
            let against = at > range.start && matches!(tokens[at - 1].of(text), "against" | "anti");
            let mut value = f64::from(weight.valence);
            if negated || against {
                value *= -0.6;
            }
            if weight.event {
                value *= 0.7;
            }
            out.push(Hit { at, weight: value, event: weight.event });
        }
        out
    }

    /// Of whom a word is said: the doer before an event, else the nearest name in reach, with no clause between.
    fn target(
        &self,
        text: &str,
        tokens: &[Token],
        places: &[(Range<usize>, &Entity)],
        hit: &Hit,
        sentence: &Range<usize>,
    ) -> Option<usize> {
        let acts = |e: &Entity| e.label.acts() || e.label == Label::Norp;
        let between = |a: usize, b: usize| (a.min(b)..a.max(b)).filter(|i| sentence.contains(i));
        let clause = |a: usize, b: usize| between(a, b).any(|i| among(BREAKS, tokens[i].of(text)));
        let reachable = |(_, (place, e)): &(usize, &(Range<usize>, &Entity))| {
            let distance = if place.end <= hit.at { hit.at - place.end } else { place.start.saturating_sub(hit.at) };
            acts(e) && distance <= self.options.reach && !clause(place.end.min(hit.at), place.start.max(hit.at))
        };
        let candidates = || places.iter().enumerate().filter(reachable);
        if hit.event {
            return candidates()
                .filter(|(_, (place, _))| place.end <= hit.at)
                .min_by_key(|(_, (place, _))| hit.at - place.end)
                .map(|(i, _)| i);
        }
        let distance =
            |place: &Range<usize>| if place.end <= hit.at { hit.at - place.end } else { place.start - hit.at };
        candidates().min_by_key(|(_, (place, _))| distance(place)).map(|(i, _)| i)
    }
}

/// The tokens of a span.
fn place(tokens: &[Token], span: Span) -> Range<usize> {
    let from = tokens.partition_point(|t| t.span().start() < span.start());
    let to = tokens.partition_point(|t| t.span().start() < span.end());
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fixture: &str) {
        parallax_testkit::check(fixture, |t: &Tone, text| {
            let voice = serde_json::to_value(&t.voice).unwrap();
            let evidence: Vec<&str> = t.evidence.iter().map(|e| e.of(text)).collect();
            format!("{:?} {} {}: {}", t.polarity, t.target.as_str(), voice.as_str().unwrap(), evidence.join(", "))
                .to_lowercase()
        });
    }

    #[test]
    fn the_outlet_and_those_it_quotes_stay_apart() {
        check(
            "
The reckless Omar Diaz left. “Diaz is a corrupt man,” said Anna Ray. The harbour opened in May.
             ^^^^^^^^^ negative omar-diaz outlet: reckless
                              ^^^^ negative omar-diaz anna-ray: corrupt",
        );
    }

    #[test]
    fn plain_reports_have_no_tone() {
        check(
            "Omar Diaz met Anna Ray in Lima on Monday. The Defense Ministry sent 200 soldiers to the security talks.",
        );
    }
}
