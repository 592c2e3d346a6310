//! Tone toward an actor: what the words of a sentence say of each mention, with the voice whose words they are.
//!
//! ```text
//! scene (a sentence, its mentions, their parts) ── features ── sheet (a model) ──┬── enough? ── reasons, and whose they are
//!                                  context, then cells (a whole article: its mentions, its voices) ┘
//! ```

mod cells;
mod context;
mod doubt;
mod features;
mod reasons;
mod sheet;

pub use cells::{TRAITS as CELL_TRAITS, Traits as CellTraits};
pub use context::{TRAITS, Traits};
pub use features::{SMALL, features};

use crate::linear::Linear;
use crate::mentions::Mention;
use crate::polarity::Polarity;
use crate::scene::{Scene, View};
use crate::voice::Voice;
use cells::{Call, HEARD, Looked};
use context::{Layers, Seen};
use parallax_core::{Analyzer, Article, Note, Span};
use parallax_entities::{ActorId, Label, Trees};
use parallax_quotes::Quote;
use parallax_statistics::round;
use parallax_text::Token;
use rustc_hash::FxHashMap;
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
    /// The words that weighed most; none where it is told by the side of the voice alone.
    pub evidence: Vec<Span>,
    /// The voice speaks for the target, or for whom it acts with: "Chile and Peru will answer", in the words of Chile's minister.
    pub own_side: bool,
}

impl Note for Tone {
    const LAYER: &'static str = "tone";
    fn span(&self) -> Span {
        self.span
    }
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

/// The least confidence of a stance in a whole article, by default.
pub const STANCE: f64 = 0.35;

impl Default for Options {
    fn default() -> Self {
        Options { threshold: 0.42, article: STANCE, neutral: 0.98 }
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
        let layers = (article.text(), scenes, tokens, quotes);
        if scenes.len() < ARTICLE { self.picked(layers) } else { self.whole(layers) }
    }
}

/// A call on words none of which judges by itself must be likelier than not.
const BARE: f64 = 0.5;

impl Tones {
    /// A few sentences: each mention by itself.
    fn picked(&self, layers: Layers<'_>) -> Vec<Tone> {
        let mut sheet = Sheet::new(model(false));
        let seen = context::seen(layers, model(false), &mut sheet);
        let asked = seen.iter().enumerate().filter_map(|(n, s)| {
            let p = s.allowed(s.p);
            Some((n, s, p, self.polarity(p)?))
        });
        let borne_out = |call: &Call| call.judges || call.tone.confidence >= BARE;
        let calls = calls(layers, asked, &mut sheet).into_iter().filter(borne_out);
        with_doubts(layers, calls.map(|call| call.tone), self.0.threshold)
    }

    /// What is written of a mention with these probabilities of the classes, if anything.
    fn polarity(&self, p: [f64; 3]) -> Option<Polarity> {
        let side = stronger(p);
        let called = p[side as usize] >= self.0.threshold && p[side as usize] > p[1];
        called.then_some(side).or_else(|| (p[1] >= self.0.neutral).then_some(Polarity::Neutral))
    }

    /// A whole article: a voice speaks of an actor in one way, as all its mentions together tell. Sober telling is the rule there,
    /// and goes without saying.
    fn whole(&self, layers: Layers<'_>) -> Vec<Tone> {
        let (looked, calls) = look(layers, model(true), context::trees());
        let stances = cells::stances(layers.1, &looked, &calls);
        let with_stance = |call: Call| {
            let cell = call.tone.target.clone().map(|target| (target, call.tone.voice.clone()));
            let stance = cell.as_ref().and_then(|cell| stances.get(cell)).copied();
            (call, cell, stance)
        };
        let told = |(call, _, stance): &(Call, _, Option<[f64; 3]>)| match stance {
            Some(p) => stronger(*p) == call.tone.polarity && p[call.tone.polarity as usize] >= self.0.article,
            None => call.judges && call.tone.confidence >= self.0.article,
        };
        // A whisper counts where a word of it tells the same, or the side of the voice does. Nobody has a stance toward himself.
        let counts = |(call, ..): &(Call, _, _)| {
            let himself = call.tone.target.is_some()
                && call.tone.voice.speaker() == call.tone.target.as_ref()
                && looked[call.mention].seen.mention.label == Label::Person;
            let heard = call.tells || call.tone.confidence >= HEARD && !call.against;
            (heard || call.tone.own_side) && !himself
        };
        let calls: Vec<_> = calls.into_iter().map(with_stance).filter(told).filter(counts).collect();
        // Of each cell what can be heard, or else the loudest.
        let mut most: FxHashMap<_, f64> = FxHashMap::default();
        for (call, cell, _) in &calls {
            let most = most.entry(cell.clone()).or_default();
            *most = most.max(call.tone.confidence);
        }
        let heard = calls.into_iter().filter(|(call, cell, _)| call.tone.confidence >= most[cell].min(HEARD));
        with_doubts(layers, heard.map(|(call, _, stance)| call.following(stance)), self.0.article)
    }
}

/// Calls with those of claims told as groundless, which say more of a mention than the model does; of some confidence at least.
fn with_doubts(layers: Layers<'_>, calls: impl Iterator<Item = Tone>, least: f64) -> Vec<Tone> {
    let doubts = if doubt::CONFIDENCE >= least { doubt::calls(layers) } else { Vec::new() };
    let same = |a: &Tone, b: &Tone| a.span == b.span && a.target == b.target && a.voice == b.voice;
    let mut out: Vec<Tone> = calls.filter(|call| !doubts.iter().any(|doubt| same(call, doubt))).collect();
    out.extend(doubts);
    out
}

impl Call {
    /// With the confidence of the stance that it follows; where it is told by the side of the voice alone, without words.
    fn following(self, stance: Option<[f64; 3]>) -> Tone {
        let Some(p) = stance else { return self.tone };
        let evidence = if self.tells || !self.tone.own_side { self.tone.evidence } else { Vec::new() };
        Tone { score: round(p[2] - p[0]), confidence: round(p[self.tone.polarity as usize]), evidence, ..self.tone }
    }
}

/// The side with the greater probability.
fn stronger(p: [f64; 3]) -> Polarity {
    if p[2] > p[0] { Polarity::Positive } else { Polarity::Negative }
}

/// From this probability on a mention of a whole article may be called, as its cell says.
const WHISPERED: f64 = 0.05;

/// The mentions of a whole article, and what can be called of them.
fn look<'a>(layers: Layers<'a>, model: &Linear<3>, trees: &[Trees; 2]) -> (Vec<Looked<'a>>, Vec<Call>) {
    let mut sheet = Sheet::new(model);
    let seen = context::seen(layers, model, &mut sheet);
    let traits = context::traits(layers, &seen);
    let p = context::of_trees(trees, &traits);
    let looked =
        |(seen, (traits, p)): (Seen<'a>, (Traits, [f64; 3]))| Looked { allowed: seen.allowed(p), p, seen, traits };
    let looked: Vec<_> = seen.into_iter().zip(traits.into_iter().zip(p)).map(looked).collect();
    let asked = looked.iter().enumerate().filter_map(|(n, one)| {
        let (p, side) = (one.allowed, stronger(one.allowed));
        (one.seen.own || p[side as usize] >= WHISPERED).then_some((n, &one.seen, p, side))
    });
    let calls = calls(layers, asked, &mut sheet);
    (looked, calls)
}

/// The calls of some mentions.
fn calls<'s, 'a: 's>(
    (text, scenes, tokens, quotes): Layers<'a>,
    asked: impl Iterator<Item = (usize, &'s Seen<'a>, [f64; 3], Polarity)>,
    sheet: &mut Sheet<'_>,
) -> Vec<Call> {
    let mut out = Vec::new();
    for (mention, s, p, polarity) in asked {
        let view = View::new(text, tokens, &scenes[s.scene]);
        let call = judge(&view, (mention, s), p, polarity, quotes, sheet);
        // Who speaks of his own side stands on it, whosever the words are that weigh most.
        let own = || (s.own && polarity == Polarity::Positive).then(|| call_of((mention, s), p, polarity, s.teller()));
        let Some(call) = call.filter(|call| !s.own || call.tone.voice == s.teller()).or_else(own) else { continue };
        let tones = spread(call.tone.clone(), s.mention, quotes);
        let tones = tones.filter(|tone| tone.polarity != Polarity::Negative || !own_side(&view, tone));
        out.extend(tones.map(|tone| Call { tone, ..call }));
    }
    out
}

/// A call of a mention with the words that it rests on and whose they are; none where they are nobody's, or tell of a victim.
fn judge(
    scene: &View<'_>,
    (number, s): (usize, &Seen<'_>),
    p: [f64; 3],
    polarity: Polarity,
    quotes: &[Quote],
    sheet: &mut Sheet<'_>,
) -> Option<Call> {
    let mention = s.mention;
    let reasons = reasons::of(scene, (mention, number), polarity, sheet);
    if polarity == Polarity::Negative && reasons::only_suffers(scene, mention, &reasons) {
        return None;
    }
    let (voice, reasons) = reasons::whose(scene, mention, quotes, reasons)?;
    let judges = reasons.iter().any(|at| reasons::judges(scene, *at));
    // Those that the lists do not know as the other side are the reasons, if there are any.
    let clear: Vec<usize> = reasons.iter().copied().filter(|at| !reasons::contradicts(scene, *at, polarity)).collect();
    let tells = clear.iter().any(|at| reasons::judges(scene, *at));
    let against = clear.is_empty();
    let reasons = if against { reasons } else { clear };
    let call = call_of((number, s), p, polarity, voice);
    let evidence = reasons.iter().map(|at| scene.tokens[*at].span()).collect();
    Some(Call { tone: Tone { evidence, ..call.tone }, judges, tells, against, ..call })
}

/// A call of a mention in a voice, without words that it rests on.
fn call_of((mention, s): (usize, &Seen<'_>), p: [f64; 3], polarity: Polarity, voice: Voice) -> Call {
    let tone = Tone {
        span: s.mention.span,
        target: s.mention.actor.clone(),
        polarity,
        score: round(p[2] - p[0]),
        confidence: round(p[polarity as usize]),
        voice,
        evidence: Vec::new(),
        own_side: s.own,
    };
    Call { mention, tone, judges: false, tells: false, against: false }
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

/// Whom the names of an article mean, and in whose words each stands, the outlet's or somebody's. For training.
pub fn told(text: &str, scenes: &[Scene], tokens: &[Token], quotes: &[Quote]) -> Vec<(Span, ActorId, Voice)> {
    let of_scene = |scene: &Scene| {
        let view = View::new(text, tokens, scene);
        let told = |m: &Mention| Some((m.span, m.actor.clone()?, Voice::of_teller(context::teller(&view, m, quotes))));
        view.mentions.iter().filter(|m| m.named()).filter_map(told).collect::<Vec<_>>()
    };
    scenes.iter().flat_map(of_scene).collect()
}

/// The traits of the cells of an article, as these models of mentions see them: whom a voice speaks of, and the voice, nobody for
/// the outlet. For training.
pub fn cell_traits(
    text: &str,
    scenes: &[Scene],
    tokens: &[Token],
    quotes: &[Quote],
    model: &Linear<3>,
    trees: &[Trees; 2],
) -> Vec<(ActorId, Option<ActorId>, CellTraits)> {
    let (looked, calls) = look((text, scenes, tokens, quotes), model, trees);
    let cells = cells::traits(scenes, &looked, &calls, false).into_iter();
    let known = cells.filter(|((_, voice), _)| *voice != Voice::Quoted(None));
    known.map(|((target, voice), traits)| (target, voice.speaker().cloned(), traits)).collect()
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
