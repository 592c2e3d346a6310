//! Frames: how an actor or event is presented, by published lists, with the actor of whom the words speak.
//!
//! ```text
//! lexicon (data/frames.toml, data/properties.toml, parallax.toml) ── target (whom the words speak of) ── frames
//! ```

mod lexicon;
mod target;

pub use lexicon::{Aim, FrameData, Light};

use crate::mentions::{Mention, mentions};
use crate::role::Role;
use crate::scene::Scene;
use crate::tone::Polarity;
use crate::voice::Voice;
use lexicon::Lexicon;
use parallax_core::{Analyzer, Article, Note, Span};
use parallax_entities::{ActorId, Entity};
use parallax_quotes::Quote;
use parallax_text::{Sentence, Tagged, Token};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A frame at one place.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Frame {
    #[serde(skip)]
    span: Span,
    /// Id of the frame, see `crates/framing/data`.
    pub frame: String,
    /// Of whom the words speak.
    pub target: Option<ActorId>,
    /// Which light they put it in.
    pub polarity: Option<Polarity>,
    /// How sure it is that they speak of this target, 0 to 1.
    pub confidence: f64,
    /// Whose words.
    pub voice: Voice,
    /// The words of the frame.
    pub evidence: Vec<Span>,
}

impl Note for Frame {
    const LAYER: &'static str = "frames";
    fn span(&self) -> Span {
        self.span
    }
}

/// Options of the frames layer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Frames of one's own, in the form of the published lists; one with the id of a published frame replaces it.
    frame: Vec<FrameData>,
    /// Least confidence that the words speak of their target, 0 to 1.
    threshold: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { frame: Vec::new(), threshold: 0.5 }
    }
}

/// The analyzer of the frames layer.
pub struct Frames {
    lexicon: Lexicon,
    threshold: f64,
}

parallax_core::register! {
    /// Frames (aggressor, victim, power, refusal, security, legality, economy …) by lists that are data, with their words, the actor they speak of and the voice.
    analyzer "frames": Frames
}

impl Analyzer for Frames {
    type Reads = (Sentence, Token, Tagged, Entity, Quote);
    type Writes = Frame;
    type Options = Options;

    fn new(options: Options) -> Self {
        let mut frames = lexicon::published();
        frames.retain(|f| options.frame.iter().all(|own| own.id != f.id));
        frames.extend(options.frame);
        Frames { lexicon: Lexicon::new(frames), threshold: options.threshold }
    }

    fn read(
        &self,
        article: &Article,
        (sentences, tokens, tags, entities, quotes): (&[Sentence], &[Token], &[Tagged], &[Entity], &[Quote]),
    ) -> Vec<Frame> {
        let mut out = Vec::new();
        for sentence in sentences.iter().filter(|s| s.prose()) {
            let scene = Scene::new(article.text(), sentence, tokens, tags, entities, quotes);
            let mentions = mentions(&scene, sentence, entities, quotes);
            let with_role = |m: Mention| {
                let role = Role::of(&scene, &m.place);
                (m, role)
            };
            let mentions: Vec<(Mention, Role)> = mentions.into_iter().map(with_role).collect();
            out.extend(self.sentence(&scene, &mentions, quotes));
        }
        out
    }
}

impl Frames {
    /// Each frame once for each target of a sentence, with all its words.
    fn sentence(&self, scene: &Scene<'_>, mentions: &[(Mention, Role)], quotes: &[Quote]) -> Vec<Frame> {
        let mut out: Vec<Frame> = Vec::new();
        for at in (0..scene.words.len()).filter(|i| !scene.words[*i].name) {
            for (frame, len) in self.lexicon.at(scene.text, scene.tokens, |i| scene.tag(i), at) {
                let data = &self.lexicon.frames[frame];
                let Some((mention, confidence)) = target::target(scene, mentions, data.role, at) else { continue };
                if confidence < self.threshold || scene.words[at].negated {
                    continue;
                }
                let target = &mentions[mention].0.actor;
                let words = scene.tokens[at].span().cover(scene.tokens[at + len - 1].span());
                let same = |f: &&mut Frame| f.frame == data.id && f.target == *target;
                match out.iter_mut().find(same) {
                    Some(found) if found.evidence.iter().any(|e| e.overlaps(words)) => {}
                    Some(found) => {
                        found.span = found.span.cover(words);
                        found.confidence = found.confidence.max(confidence);
                        found.evidence.push(words);
                    }
                    None => out.push(Frame {
                        span: words,
                        frame: data.id.clone(),
                        target: target.clone(),
                        polarity: data.polarity.polarity(),
                        confidence,
                        voice: Voice::at(quotes, words),
                        evidence: vec![words],
                    }),
                }
            }
        }
        out
    }
}
