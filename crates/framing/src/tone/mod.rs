//! Tone toward an actor: what the words of a sentence say of each mention, with the voice whose words they are.
//!
//! ```text
//! scene (a sentence, its mentions, their parts) ── features ── sheet (a model) ──┬── enough? ── reasons, and whose they are
//!                                                      context (a whole article) ┘
//! ```

mod context;
mod features;
mod reasons;
mod sheet;

pub use context::{TRAITS, Traits};
pub use features::{SMALL, features};

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

/// Options of the tone layer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Least confidence, 0 to 1, of a call in a text of a few sentences; 0.42 is more than one class in three has by chance.
    threshold: f64,
    /// Least confidence, 0 to 1, of a call in a whole article, where most mentions are told soberly.
    article: f64,
    /// Least confidence, 0 to 1, at which "neutral" is written in a text of a few sentences; below it the words say nothing.
    neutral: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { threshold: 0.42, article: 0.1, neutral: 0.98 }
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

/// The model of sentences that somebody picked since they judge, and that of whole articles.
fn model(whole_article: bool) -> &'static Linear<3> {
    static MODELS: OnceLock<[Linear<3>; 2]> = OnceLock::new();
    let read = |bytes| Linear::parse(bytes).expect("the models are tested").numbered(SMALL);
    let models = || [&include_bytes!("../../model/tone.bin")[..], include_bytes!("../../model/articles.bin")].map(read);
    &MODELS.get_or_init(models)[usize::from(whole_article)]
}

impl Analyzer for Tones {
    type Reads = (Scene, Token, Quote);
    type Writes = Tone;
    type Options = Options;

    fn new(options: Options) -> Self {
        Tones(options)
    }

    fn read(&self, article: &Article, (scenes, tokens, quotes): (&[Scene], &[Token], &[Quote])) -> Vec<Tone> {
        let whole_article = scenes.len() >= ARTICLE;
        let (model, layers) = (model(whole_article), (article.text(), scenes, tokens, quotes));
        let mut sheet = Sheet::new(model);
        let seen = context::seen(layers, model, &mut sheet);
        let all: Vec<[f64; 3]> = match whole_article {
            true => context::traits(layers, &seen).iter().map(context::probabilities).collect(),
            false => seen.iter().map(|s| s.p).collect(),
        };
        let (mut out, mut begun) = (Vec::new(), usize::MAX);
        for (s, p) in seen.iter().zip(all) {
            let p = s.allowed(p);
            let Some(polarity) = self.polarity(p, whole_article) else { continue };
            let view = View::new(article.text(), tokens, &scenes[s.scene]);
            if begun != s.scene {
                sheet.begin(&view);
                begun = s.scene;
            }
            let Some((call, reasons)) = judge(&view, s.mention, p, polarity, quotes, &mut sheet) else { continue };
            // In a whole article an outlet judges by words that judge.
            if whole_article && call.voice == Voice::Outlet && !reasons::any_judges(&view, &reasons) {
                continue;
            }
            let calls = spread(call, s.mention, quotes);
            out.extend(calls.filter(|call| call.polarity != Polarity::Negative || !own_side(&view, call)));
        }
        out
    }
}

impl Tones {
    /// What is written with these probabilities of the classes, if anything. In a whole article sober telling is the rule, and
    /// goes without saying.
    fn polarity(&self, p: [f64; 3], whole_article: bool) -> Option<Polarity> {
        let side = if p[2] > p[0] { Polarity::Positive } else { Polarity::Negative };
        let sure = p[side as usize];
        if whole_article {
            return (sure >= self.0.article).then_some(side);
        }
        let called = sure >= self.0.threshold && sure > p[1];
        called.then_some(side).or_else(|| (p[1] >= self.0.neutral).then_some(Polarity::Neutral))
    }
}

/// A call of a mention with the words that it rests on and whose they are; none where they are nobody's, or tell of a victim.
fn judge(
    scene: &View<'_>,
    mention: &Mention,
    p: [f64; 3],
    polarity: Polarity,
    quotes: &[Quote],
    sheet: &mut Sheet<'_>,
) -> Option<(Tone, Vec<usize>)> {
    sheet.sums(scene, mention);
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
        confidence: round(p[polarity as usize]),
        voice,
        evidence: reasons.iter().map(|at| scene.tokens[*at].span()).collect(),
    };
    Some((call, reasons))
}

/// The traits of the mentions of an article by their spans, as a model of sentences sees it. For training.
pub fn traits(
    text: &str,
    scenes: &[Scene],
    tokens: &[Token],
    quotes: &[Quote],
    model: &Linear<3>,
) -> Vec<(Span, Traits)> {
    let layers = (text, scenes, tokens, quotes);
    let seen = context::seen(layers, model, &mut Sheet::new(model));
    let traits = context::traits(layers, &seen);
    seen.iter().map(|s| s.mention.span).zip(traits).collect()
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
