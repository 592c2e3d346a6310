//! Frames: how an event is presented, by published word lists, with the actor nearest to the words.

use crate::lexicon::Lexicon;
use crate::tone::Voice;
use parallax_core::{Analyzer, Article, NoOptions, Note, Span, starting_in};
use parallax_entities::{ActorId, Entity};
use parallax_quotes::{Quote, voice_at};
use parallax_text::{Sentence, Token};
use schemars::JsonSchema;
use serde::Serialize;

/// A frame at one place.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Frame {
    #[serde(skip)]
    span: Span,
    /// Id of the frame, see `crates/framing/data/frames.toml`.
    pub frame: String,
    /// The actor nearest to its words in the sentence.
    pub target: Option<ActorId>,
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

/// The analyzer of the frames layer.
pub struct Frames;

parallax_core::register! {
    /// Frames (threat, deterrence, legality, economy, human interest …) by word lists that are data, with their words, the nearest actor and the voice.
    analyzer "frames": Frames
}

impl Analyzer for Frames {
    type Reads = (Sentence, Token, Entity, Quote);
    type Writes = Frame;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Frames
    }

    fn read(
        &self,
        article: &Article,
        (sentences, tokens, entities, quotes): (&[Sentence], &[Token], &[Entity], &[Quote]),
    ) -> Vec<Frame> {
        let text = article.text();
        let lexicon = Lexicon::shared();
        let mut out = Vec::new();
        for sentence in sentences.iter().filter(|s| s.prose()) {
            // Each frame once for a sentence, with all its words.
            let mut found: Vec<(usize, Vec<Span>)> = Vec::new();
            let words = sentence.tokens(tokens);
            for at in 0..words.len() {
                for (frame, len) in lexicon.frames_at(text, words, at) {
                    let span = words[at].span().cover(words[at + len - 1].span());
                    match found.iter_mut().find(|(f, _)| *f == frame) {
                        Some((_, spans)) if spans.last().is_some_and(|last| last.overlaps(span)) => {}
                        Some((_, spans)) => spans.push(span),
                        None => found.push((frame, vec![span])),
                    }
                }
            }
            for (frame, evidence) in found {
                let span = evidence[0].cover(evidence[evidence.len() - 1]);
                let distance = |e: &&Entity| {
                    if e.span().end() <= span.start() {
                        span.start() - e.span().end()
                    } else {
                        e.span().start().saturating_sub(span.end())
                    }
                };
                let inside = starting_in(entities, sentence.span()).iter().filter(|e| e.label.acts());
                let target = inside.min_by_key(distance).map(|e| e.actor.clone());
                let voice = voice_at(quotes, evidence[0]).map_or(Voice::Outlet, |q| Voice::Quoted(q.speaker.clone()));
                out.push(Frame { span, frame: lexicon.frames[frame].id.clone(), target, voice, evidence });
            }
        }
        out
    }
}
