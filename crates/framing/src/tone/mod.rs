//! Tone toward an actor: what the words of a sentence say of each mention, with the voice whose words they are.
//!
//! ```text
//! scene (a sentence, its mentions, their parts) ── features ── sheet (model) ── confident enough? ── reasons, and whose they are
//!                                                                            └─ whole (the article's mean) ── borne out?
//! ```

mod features;
mod reasons;
mod sheet;
mod whole;

pub use features::features;

use crate::linear::Linear;
use crate::mentions::Mention;
use crate::scene::{Scene, View};
use crate::voice::Voice;
use parallax_core::{Analyzer, Article, Note, Span};
use parallax_entities::ActorId;
use parallax_quotes::Quote;
use parallax_statistics::round;
use parallax_text::Token;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sheet::Sheet;
use std::sync::OnceLock;
use whole::Whole;

/// What the words say of one mention of an actor.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Tone {
    #[serde(skip)]
    pub(crate) span: Span,
    /// Of whom; null where a pronoun's name does not stand in the text.
    pub target: Option<ActorId>,
    /// Which way.
    pub polarity: Polarity,
    /// Probability of positive less that of negative, -1 to 1.
    pub score: f64,
    /// Probability that the polarity is right, 0 to 1.
    pub confidence: f64,
    /// Whose words: the outlet's own, or a speaker's.
    pub voice: Voice,
    /// The words that weighed most.
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

impl Polarity {
    const ALL: [Polarity; 3] = [Polarity::Negative, Polarity::Neutral, Polarity::Positive];
}

/// Options of the tone layer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Least confidence, 0 to 1, under which nothing is written; 0.42 is more than one class in three has by chance.
    threshold: f64,
    /// Least confidence, 0 to 1, at which "neutral" is written; below it the words say nothing. Never less than `threshold`.
    neutral: f64,
    /// Least confidence, 0 to 1, of a call in the outlet's own voice in a whole article, which tells soberly more often than a
    /// sentence that somebody picked.
    article: f64,
    /// Least confidence, 0 to 1, of a call in the outlet's own voice that the article, taken whole, does not share.
    unshared: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { threshold: 0.42, neutral: 0.98, article: 0.5, unshared: 0.95 }
    }
}

/// From so many sentences on, a text is an article.
const ARTICLE: usize = 8;

/// The analyzer of the tone layer.
pub struct Tones(Options);

parallax_core::register! {
    /// What the words around each mention of an actor say of it, negative, neutral or positive, in the outlet's voice or in that of somebody quoted; nothing below a confidence.
    analyzer "tone": Tones
}

/// The model that the program carries.
fn model() -> &'static Linear<3> {
    static MODEL: OnceLock<Linear<3>> = OnceLock::new();
    MODEL.get_or_init(|| {
        let model = Linear::parse(include_bytes!("../../model/tone.bin")).expect("the model is tested");
        model.numbered(features::small::ALL)
    })
}

impl Analyzer for Tones {
    type Reads = (Scene, Token, Quote);
    type Writes = Tone;
    type Options = Options;

    fn new(options: Options) -> Self {
        Tones(options)
    }

    fn read(&self, article: &Article, (scenes, tokens, quotes): (&[Scene], &[Token], &[Quote])) -> Vec<Tone> {
        let (mut out, mut whole, mut sheet) = (Vec::new(), Whole::default(), Sheet::new(model()));
        let whole_article = scenes.len() >= ARTICLE;
        for scene in scenes.iter().filter(|s| !s.mentions.is_empty()) {
            let view = View::new(article.text(), tokens, scene);
            sheet.begin(&view);
            for mention in &scene.mentions {
                let p = model().probabilities(&sheet.sums(&view, mention));
                if let Some(actor) = mention.actor.as_ref().filter(|_| !view.words[mention.place.start].quoted) {
                    whole.add(actor, p[2] - p[0]);
                }
                let Some((call, reasons)) = self.judge(&view, mention, p, quotes, &mut sheet) else { continue };
                // That somebody does harm needs no bearing out: it is told in so many words.
                let told = call.polarity == Polarity::Negative && reasons::harms(&view, mention);
                let sure = told || call.confidence >= self.0.unshared;
                let founded = !whole_article || call.polarity == Polarity::Neutral || reasons::judge(&view, &reasons);
                let calls = spread(call, mention, quotes).filter(|call| match own_side(&view, call) {
                    // Who seems to speak ill of whom he speaks for has mostly been misread: he tells what is hard, or what
                    // others say. That he speaks well of it needs no strong word.
                    true => call.polarity != Polarity::Negative,
                    false => founded,
                });
                out.extend(calls.map(|call| (call, sure)));
            }
        }
        let least = if whole_article { self.0.article } else { self.0.threshold };
        let likely = |call: &Tone| call.voice != Voice::Outlet || call.confidence >= least;
        let stays = |(call, sure): &(Tone, bool)| likely(call) && (*sure || whole.shares(call));
        out.into_iter().filter(stays).map(|(call, _)| call).collect()
    }
}

impl Tones {
    /// What is said of a mention with these probabilities of the classes, if anything, and the words that it rests on.
    fn judge(
        &self,
        scene: &View<'_>,
        mention: &Mention,
        p: [f64; 3],
        quotes: &[Quote],
        sheet: &mut Sheet,
    ) -> Option<(Tone, Vec<usize>)> {
        let class = (0..3).max_by(|a, b| p[*a].total_cmp(&p[*b]))?;
        let polarity = Polarity::ALL[class];
        if p[class] < self.0.threshold || polarity == Polarity::Neutral && p[class] < self.0.neutral {
            return None;
        }
        let reasons = reasons::of(scene, mention, polarity, sheet);
        if polarity == Polarity::Negative && reasons::only_suffers(scene, mention, &reasons) {
            return None;
        }
        let (voice, reasons) = reasons::whose(scene, mention, quotes, reasons)?;
        let call = Tone {
            span: mention.span,
            target: mention.actor.clone(),
            polarity,
            score: round(p[2] - p[0]),
            confidence: round(p[class]),
            voice,
            evidence: reasons.iter().map(|at| scene.tokens[*at].span()).collect(),
        };
        Some((call, reasons))
    }
}

/// A call in all voices that say it together, of the mention and of the state whose organ it is.
fn spread(call: Tone, mention: &Mention, quotes: &[Quote]) -> impl Iterator<Item = Tone> {
    let voices: Vec<Voice> =
        call.voice.others(quotes, mention.span).chain(std::iter::once(call.voice.clone())).collect();
    let targets = std::iter::once(call.target.clone()).chain(mention.state.clone().map(Some));
    targets.flat_map(move |target| {
        let call = Tone { target, ..call.clone() };
        voices.clone().into_iter().map(move |voice| Tone { voice, ..call.clone() })
    })
}

/// Whether the voice of a call speaks for its target.
fn own_side(scene: &View<'_>, call: &Tone) -> bool {
    let speaker = call.voice.speaker();
    speaker.zip(call.target.as_ref()).is_some_and(|(speaker, target)| scene.speaks_for(speaker, target))
}

#[cfg(test)]
mod tests;
