//! A frame as it is written: the published ones in `data/`, and those of `parallax.toml` in the same form.

use crate::polarity::Polarity;
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::num::NonZeroUsize;

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
    #[serde(deserialize_with = "words")]
    pub words: Vec<String>,
    /// Words, in the same form, that tell nothing of a sentence by themselves, but count for a whole article.
    #[serde(default, deserialize_with = "words")]
    pub also: Vec<String>,
    /// A whole article has it from so many different words on, of `words` and `also` together; without a number no article does.
    #[serde(default)]
    pub least: Option<NonZeroUsize>,
    /// Sentences that have it.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Sentences that do not.
    #[serde(default)]
    pub silent: Vec<String>,
}

/// Refuses what would never be found, or everywhere.
fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let words = Vec::<String>::deserialize(from)?;
    let part = |part: &str| {
        let beginning = part.strip_suffix('*').unwrap_or(part);
        part.is_empty() || beginning.contains(char::is_alphanumeric) && !beginning.contains('*')
    };
    let word = |word: &str| {
        let (letters, tag) = word.split_once('/').unwrap_or((word, "v"));
        let tag = matches!(tag, "v" | "n" | "a" | "r");
        tag && letters.contains(char::is_alphanumeric) && letters.split('-').all(part)
    };
    let bare = |pattern: &&String| pattern.trim().is_empty() || !pattern.split_whitespace().all(word);
    match words.iter().find(bare) {
        Some(bare) => Err(D::Error::custom(format!(
            "“{bare}” is no word: write at least one letter, before a star the beginning of a word (“reckless*”), behind a \
             slash v, n, a or r"
        ))),
        None => Ok(words),
    }
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

/// The published frames and one's own; one's own replaces the published one of its id.
pub(crate) fn with_own(own: &[FrameData]) -> Vec<FrameData> {
    let mut frames = published();
    frames.retain(|f| own.iter().all(|own| own.id != f.id));
    frames.extend(own.iter().cloned());
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

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
