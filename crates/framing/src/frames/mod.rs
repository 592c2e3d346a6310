//! Frames: how an actor or event is presented, by published lists, with the actor of whom the words speak.
//!
//! ```text
//! lists (data/frames.toml, data/properties.toml, parallax.toml) ── target (whom the words speak of) ── frames
//! ```

mod target;

use crate::labels::Labels;
use crate::lists::{Aim, FrameData, FrameLists, LIKELY, Opens, with_own};
use crate::mentions::Mention;
use crate::polarity::Polarity;
use crate::scene::{Scene, View};
use crate::voice::Voice;
use parallax_core::{Analyzer, Article, Note, Span};
use parallax_entities::ActorId;
use parallax_quotes::Quote;
use parallax_statistics::round;
use parallax_text::Token;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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
    /// Which list or model says so, and how the words stand with the target.
    pub why: String,
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
    /// Least probability, 0 to 1, for a word to be called loaded.
    loaded: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { frame: Vec::new(), threshold: 0.5, loaded: LIKELY }
    }
}

/// The analyzer of the frames layer.
pub struct Frames {
    lists: Arc<FrameLists>,
    options: Options,
}

parallax_core::register! {
    /// Frames (aggressor, victim, power, refusal, security, legality, economy …) by lists that are data, with their words, the actor they speak of and the voice.
    analyzer "frames": Frames
}

impl Analyzer for Frames {
    type Reads = (Scene, Token, Quote);
    type Writes = Frame;
    type Options = Options;

    fn new(options: Options) -> Self {
        let own = || Arc::new(FrameLists::new(with_own(&options.frame)));
        let lists = if options.frame.is_empty() { FrameLists::shared().clone() } else { own() };
        Frames { lists, options }
    }

    fn read(&self, article: &Article, (scenes, tokens, quotes): (&[Scene], &[Token], &[Quote])) -> Vec<Frame> {
        let mut out = Vec::new();
        for scene in scenes {
            self.sentence(&View::new(article.text(), tokens, scene), quotes, &mut out);
        }
        out
    }
}

impl Frames {
    /// Each frame once for each target of a sentence, with all its words; each loaded word by itself.
    fn sentence(&self, scene: &View<'_>, quotes: &[Quote], out: &mut Vec<Frame>) {
        let (first, mut found) = (out.len(), Vec::new());
        let mut opens = scene.opens.iter().peekable();
        for at in (0..scene.words.len()).filter(|i| !scene.words[*i].name) {
            let listed = opens.next_if(|(i, _)| *i == at).map_or(Opens::Nothing, |(_, opens)| *opens);
            // What can begin a frame of one's own is not known of a word.
            let opens = if self.options.frame.is_empty() { listed } else { Opens::Words };
            if opens != Opens::Nothing {
                self.lists.at(scene.text, scene.tokens, |i| scene.tag(i), (at, opens), &mut found);
            }
            // Most words are not loaded: those are not worth rounding.
            if scene.words[at].loaded > 0.0 {
                out.extend(self.loaded(scene, quotes, at));
            }
            for (frame, len) in found.drain(..) {
                let data = &self.lists.frames[frame];
                let Some(found) = target::target(scene, data.role, at) else { continue };
                let confidence = found.confidence;
                if confidence < self.options.threshold || scene.words[at].negated {
                    continue;
                }
                let mention = found.mention.map(|n| &scene.mentions[n]);
                let target = mention.and_then(|m| m.actor.clone());
                let words = scene.tokens[at].span().cover(scene.tokens[at + len - 1].span());
                let same = |f: &&mut Frame| f.frame == data.id && f.target == target;
                match out[first..].iter_mut().find(same) {
                    Some(found) if found.evidence.iter().any(|e| e.overlaps(words)) => {}
                    Some(found) => {
                        found.span = found.span.cover(words);
                        found.confidence = found.confidence.max(confidence);
                        found.evidence.push(words);
                    }
                    None => out.push(Frame {
                        span: words,
                        frame: data.id.clone(),
                        target,
                        polarity: data.polarity.polarity(),
                        confidence,
                        voice: Voice::of(scene, quotes, at, mention),
                        evidence: vec![words],
                        why: why(scene, words, data, mention, confidence),
                    }),
                }
            }
        }
    }

    /// The word at `at`, if it is loaded.
    fn loaded(&self, scene: &View<'_>, quotes: &[Quote], at: usize) -> Option<Frame> {
        let p = round(f64::from(scene.words[at].loaded));
        if p < self.options.loaded || p == 0.0 {
            return None;
        }
        let listed = Labels::shared().loaded(scene.tokens, at).filter(|(len, _)| *len == 1).map(|(_, neutral)| neutral);
        let words = scene.tokens[at].span();
        let neutral = listed.filter(|n| !n.is_empty()).map_or(String::new(), |n| format!("; neutral: {n}"));
        let beside = target::target(scene, Aim::About, at);
        Some(Frame {
            span: words,
            frame: LOADED.into(),
            target: beside.and_then(|t| scene.mentions[t.mention?].actor.clone()),
            polarity: None,
            confidence: p,
            voice: Voice::at(quotes, words),
            evidence: vec![words],
            why: format!("the choice of “{}” here judges (p = {p:.2}){neutral}", words.of(scene.text)),
        })
    }
}

/// Which list has the words, and how they stand with whom they speak of.
fn why(scene: &View<'_>, words: Span, data: &FrameData, mention: Option<&Mention>, confidence: f64) -> String {
    let (words, id) = (words.of(scene.text), data.id.as_str());
    match mention {
        Some(m) => {
            let told = data.role.told(confidence);
            ["“", words, "” is on the list of ", id, "; “", m.span.of(scene.text), "” is ", told].concat()
        }
        None => ["“", words, "” is on the list of ", id, "; of whom is open"].concat(),
    }
}

/// The frame of words by whose choice a text judges.
const LOADED: &str = "loaded";

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fixture: &str) {
        parallax_testkit::check(fixture, |f: &Frame, text| {
            let voice = serde_json::to_value(&f.voice).unwrap();
            let evidence: Vec<&str> = f.evidence.iter().map(|e| e.of(text)).collect();
            let target = f.target.as_ref().map_or("nobody", |a| a.as_str());
            format!("{} {target} {}: {}", f.frame, voice.as_str().unwrap(), evidence.join(", "))
        });
    }

    #[test]
    fn doer_and_receiver_have_frames_of_their_own() {
        check(
            "
Omar Diaz attacked Anna Ray.
          ^^^^^^^^ loaded omar-diaz outlet: attacked
          ^^^^^^^^ aggressor omar-diaz outlet: attacked
          ^^^^^^^^ victim anna-ray outlet: attacked",
        );
    }

    #[test]
    fn what_is_negated_is_no_frame() {
        check(
            "
Omar Diaz did not attack Anna Ray.",
        );
    }

    #[test]
    fn frames_of_ones_own_come_from_the_configuration() {
        let config = "[[frames.frame]]\nid = \"gardener\"\nrole = \"doer\"\nwords = [\"prun*/v\", \"green thumb\"]";
        let notes =
            parallax_testkit::notes::<Frame>("Omar Diaz pruned the roses of Anna Ray.", &config.parse().unwrap());
        let mine: Vec<&Frame> = notes.iter().filter(|f| f.frame == "gardener").collect();
        assert_eq!(mine.len(), 1, "{notes:?}");
        assert_eq!(mine[0].target.as_ref().unwrap().as_str(), "omar-diaz");
        assert!(mine[0].why.contains("who does it"), "{}", mine[0].why);
    }

    #[test]
    fn a_stem_may_be_as_short_as_a_letter_but_no_shorter() {
        let frames = |words: &str| {
            let config = format!("[[frames.frame]]\nid = \"mine\"\nwords = [\"{words}\"]").parse().unwrap();
            let notes = parallax_testkit::notes::<Frame>("Omar Diaz untied the boat.", &config);
            notes.iter().filter(|f| f.frame == "mine").map(|f| f.evidence.len()).sum::<usize>()
        };
        assert_eq!(["un*", "u*", "unt*", "ut*", "un* the"].map(frames), [1, 1, 1, 0, 1]);
        let refused = toml::from_str::<Options>("[[frame]]\nid = \"mine\"\nwords = [\"* boat\"]").unwrap_err();
        assert!(refused.to_string().contains("“* boat” is no word"), "{refused}");
    }
}
