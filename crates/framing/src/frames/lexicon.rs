//! The frames: published lists in `data/`, and those of `parallax.toml` in the same form.

use crate::tone::Polarity;
use parallax_text::{Tag, Token, key};
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A frame as the data files and `parallax.toml` write it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameData {
    /// Its name in the output.
    pub id: String,
    /// Its name for people.
    #[serde(default)]
    pub name: String,
    /// What it means, in a sentence.
    #[serde(default)]
    pub definition: String,
    /// Where the list or the idea is from.
    #[serde(default)]
    pub source: String,
    /// Which light it puts its target in.
    #[serde(default)]
    pub polarity: Light,
    /// Of whom its words speak.
    #[serde(default)]
    pub role: Aim,
    /// Words and phrases in lower case; a star stands for any ending, `/v`, `/n`, `/a`, `/r` asks for a verb, noun, adjective,
    /// adverb.
    pub words: Vec<String>,
    /// Sentences that have it.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Sentences that do not.
    #[serde(default)]
    pub silent: Vec<String>,
}

/// Which light a frame puts its target in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Light {
    /// A bad one.
    Negative,
    /// A good one.
    Positive,
    /// Neither.
    #[default]
    None,
}

impl Light {
    pub(crate) fn polarity(self) -> Option<Polarity> {
        match self {
            Light::Negative => Some(Polarity::Negative),
            Light::Positive => Some(Polarity::Positive),
            Light::None => None,
        }
    }
}

/// Of whom the words of a frame speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Aim {
    /// Of who does what they say.
    Doer,
    /// Of whom it is done to.
    Receiver,
    /// Of whatever they stand with.
    #[default]
    About,
}

impl Aim {
    /// What a target is to the words, for a reason.
    pub(crate) fn told(self, confidence: f64) -> &'static str {
        match (self, confidence) {
            (Aim::Doer, 0.8..) => "who does it",
            (Aim::Receiver, 0.8..) => "whom it is done to",
            (Aim::About, 0.8..) => "what it stands with",
            (_, 0.65..) => "the subject of its clause",
            (Aim::Receiver, _) => "named right behind it",
            _ => "right beside it",
        }
    }
}

/// What a tag must be.
type Asks = fn(Tag) -> bool;

/// One word of a pattern.
#[derive(Clone, Debug)]
struct Part {
    word: Form,
    tag: Option<Asks>,
}

#[derive(Clone, Debug)]
enum Form {
    Exact(u64),
    Stem(String),
}

/// All frames, ready to be looked up.
pub(crate) struct Lexicon {
    pub frames: Vec<FrameData>,
    patterns: Vec<(usize, Vec<Part>)>,
    /// Patterns by key of an exact first word.
    exact: FxHashMap<u64, Vec<usize>>,
    /// Patterns by the first four letters of a stem, and those of shorter stems.
    stems: FxHashMap<[u8; 4], Vec<usize>>,
    short: FxHashMap<[u8; 4], Vec<usize>>,
}

#[derive(Deserialize)]
struct File {
    frame: Vec<FrameData>,
}

/// The published frames.
pub(crate) fn published() -> Vec<FrameData> {
    let read = |data| toml::from_str::<File>(data).expect("the lists of frames are tested").frame;
    let mut out = read(include_str!("../../data/frames.toml"));
    out.extend(read(include_str!("../../data/properties.toml")));
    out
}

impl Lexicon {
    pub(crate) fn new(frames: Vec<FrameData>) -> Lexicon {
        let mut out = Lexicon {
            frames,
            patterns: Vec::new(),
            exact: FxHashMap::default(),
            stems: FxHashMap::default(),
            short: FxHashMap::default(),
        };
        for (f, frame) in out.frames.iter().enumerate() {
            for pattern in frame.words.iter().map(|w| pattern(w)).filter(|p| !p.is_empty()) {
                let number = out.patterns.len();
                match &pattern[0].word {
                    Form::Exact(k) => out.exact.entry(*k).or_default().push(number),
                    Form::Stem(s) if s.len() < 4 => out.short.entry(opening(s, 3)).or_default().push(number),
                    Form::Stem(s) => out.stems.entry(opening(s, 4)).or_default().push(number),
                }
                out.patterns.push((f, pattern));
            }
        }
        out
    }

    /// The frames whose words start at a token, with their length in tokens; of one frame the longest.
    pub(crate) fn at(
        &self,
        text: &str,
        tokens: &[Token],
        tag: impl Fn(usize) -> Tag,
        at: usize,
    ) -> Vec<(usize, usize)> {
        let token = &tokens[at];
        if !token.is_word() {
            return Vec::new();
        }
        let exact = self.exact.get(&token.key).into_iter().flatten();
        let word = token.of(text);
        let stems = self.stems.get(&opening(word, 4)).into_iter().flatten();
        let short = self.short.get(&opening(word, 3)).into_iter().flatten();
        let mut out: Vec<(usize, usize)> = Vec::new();
        for (frame, parts) in exact.chain(stems).chain(short).map(|n| &self.patterns[*n]) {
            let Some(rest) = tokens.get(at..at + parts.len()) else { continue };
            let fits = parts.iter().zip(rest).enumerate().all(|(i, (part, token))| {
                part.tag.is_none_or(|fits| fits(tag(at + i)))
                    && match &part.word {
                        Form::Exact(k) => *k == token.key,
                        Form::Stem(s) => {
                            token.is_word()
                                && token.of(text).get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s))
                        }
                    }
            });
            if fits {
                match out.iter_mut().find(|(f, _)| f == frame) {
                    Some((_, len)) => *len = (*len).max(parts.len()),
                    None => out.push((*frame, parts.len())),
                }
            }
        }
        out
    }
}

/// A pattern cut as texts are: hyphens stand alone.
fn pattern(words: &str) -> Vec<Part> {
    let mut out = Vec::new();
    for word in words.split_whitespace() {
        let (word, tag): (&str, Option<Asks>) = match word.rsplit_once('/') {
            Some((w, "v")) => (w, Some(Tag::verb)),
            Some((w, "n")) => (w, Some(Tag::noun)),
            Some((w, "a")) => (w, Some(|t| t.adjective() || t == Tag::Vbn || t == Tag::Vbg)),
            Some((w, "r")) => (w, Some(Tag::adverb)),
            _ => (word, None),
        };
        for (i, part) in word.split('-').enumerate() {
            if i > 0 {
                out.push(Part { word: Form::Exact(key("-")), tag: None });
            }
            let form = part.strip_suffix('*').map_or_else(|| Form::Exact(key(part)), |s| Form::Stem(s.to_string()));
            out.push(Part { word: form, tag: if i == 0 { tag } else { None } });
        }
    }
    out
}

fn opening(word: &str, letters: usize) -> [u8; 4] {
    let mut out = [0; 4];
    word.bytes().take(letters).enumerate().for_each(|(i, b)| out[i] = b.to_ascii_lowercase());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_text::Tokenizer;
    use parallax_text::syntax::Tags;

    #[test]
    fn every_frame_meets_its_examples_and_no_silent_sentence() {
        let lexicon = Lexicon::new(published());
        let hits = |sentence: &str, f: usize| {
            let tokens = Tokenizer::shared().tokens(sentence);
            let tags = Tags::sentence(sentence, &tokens);
            (0..tokens.len()).any(|i| lexicon.at(sentence, &tokens, |n| tags[n], i).iter().any(|(g, _)| *g == f))
        };
        let mut wrong = Vec::new();
        for (f, frame) in lexicon.frames.iter().enumerate() {
            wrong.extend(frame.examples.iter().filter(|e| !hits(e, f)).map(|e| format!("{} misses: {e}", frame.id)));
            wrong.extend(frame.silent.iter().filter(|e| hits(e, f)).map(|e| format!("{} speaks: {e}", frame.id)));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_frame_says_what_it_is() {
        let frames = published();
        for frame in &frames {
            let told = [&frame.name, &frame.definition, &frame.source].iter().all(|s| !s.is_empty());
            assert!(told && frame.examples.len() > 1 && !frame.silent.is_empty(), "{}", frame.id);
            assert_eq!(frames.iter().filter(|f| f.id == frame.id).count(), 1, "{} stands twice", frame.id);
        }
    }
}
