//! Evaluative words, events and frames, from `data/`.

use parallax_text::{Token, key, rows};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::OnceLock;

/// A word that evaluates, or that names a harm or a help.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight {
    /// -4 to 4.
    pub valence: f32,
    /// Says something of its doer rather than of what it stands beside.
    pub event: bool,
}

/// A frame: its id and word list.
pub(crate) struct FrameEntry {
    pub id: String,
    patterns: Vec<Vec<Pattern>>,
}

/// One word of a pattern; a star stands for any ending.
#[derive(Clone, Debug)]
enum Pattern {
    Exact(u64),
    Stem(String),
}

pub(crate) struct Lexicon {
    pub words: FxHashMap<u64, Weight>,
    pub frames: Vec<FrameEntry>,
    /// By key of an exact first word: frame and pattern.
    exact: FxHashMap<u64, Vec<(usize, usize)>>,
    /// By the first three letters of a stem.
    stems: FxHashMap<[u8; 3], Vec<(usize, usize)>>,
}

#[derive(Deserialize)]
struct FramesFile {
    frame: Vec<FrameData>,
}

#[derive(Deserialize)]
struct FrameData {
    id: String,
    words: Vec<String>,
    #[allow(dead_code, reason = "read by the test of the list")]
    examples: Vec<String>,
    #[allow(dead_code, reason = "read by the test of the list")]
    silent: Vec<String>,
}

impl Lexicon {
    pub(crate) fn shared() -> &'static Lexicon {
        static SHARED: OnceLock<Lexicon> = OnceLock::new();
        SHARED.get_or_init(|| {
            let read = |data: &'static str, event| {
                rows(data)
                    .filter_map(move |r| Some((key(r[0]), Weight { valence: r.get(1)?.parse().ok()?, event })))
                    .collect::<Vec<_>>()
            };
            let mut words: FxHashMap<u64, Weight> =
                read(include_str!("../data/events.tsv"), true).into_iter().collect();
            words.extend(read(include_str!("../data/tone.tsv"), false));
            let file: FramesFile = toml::from_str(include_str!("../data/frames.toml")).expect("frames.toml is tested");
            let mut lexicon =
                Lexicon { words, frames: Vec::new(), exact: FxHashMap::default(), stems: FxHashMap::default() };
            for (f, frame) in file.frame.into_iter().enumerate() {
                let patterns: Vec<Vec<Pattern>> = frame.words.iter().map(|w| pattern(w)).collect();
                for (p, words) in patterns.iter().enumerate() {
                    match words.first() {
                        Some(Pattern::Exact(k)) => lexicon.exact.entry(*k).or_default().push((f, p)),
                        Some(Pattern::Stem(s)) => lexicon.stems.entry(opening(s)).or_default().push((f, p)),
                        None => {}
                    }
                }
                lexicon.frames.push(FrameEntry { id: frame.id, patterns });
            }
            lexicon
        })
    }

    /// The frames whose words start at a token, with their length in tokens.
    pub(crate) fn frames_at(&self, text: &str, tokens: &[Token], at: usize) -> Vec<(usize, usize)> {
        let token = &tokens[at];
        if !token.is_word() {
            return Vec::new();
        }
        let exact = self.exact.get(&token.key).into_iter().flatten();
        let lower = token.of(text).to_ascii_lowercase();
        let stems = self.stems.get(&opening(&lower)).into_iter().flatten();
        let fits = |&(f, p): &(usize, usize)| {
            let words = &self.frames[f].patterns[p];
            let rest = tokens.get(at..at + words.len())?;
            let all = words.iter().zip(rest).all(|(w, t)| match w {
                Pattern::Exact(k) => *k == t.key,
                Pattern::Stem(s) => {
                    t.is_word() && t.of(text).get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s))
                }
            });
            all.then_some((f, words.len()))
        };
        exact.chain(stems).filter_map(fits).collect()
    }
}

/// A pattern cut as texts are: hyphens stand alone.
fn pattern(words: &str) -> Vec<Pattern> {
    let mut out = Vec::new();
    for word in words.split_whitespace() {
        let parts: Vec<&str> = word.split('-').collect();
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                out.push(Pattern::Exact(key("-")));
            }
            out.push(match part.strip_suffix('*') {
                Some(stem) => Pattern::Stem(stem.to_string()),
                None => Pattern::Exact(key(part)),
            });
        }
    }
    out
}

fn opening(word: &str) -> [u8; 3] {
    let mut out = [0; 3];
    word.bytes().take(3).enumerate().for_each(|(i, b)| out[i] = b.to_ascii_lowercase());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_text::Tokenizer;

    #[test]
    fn every_frame_meets_its_examples_and_no_silent_sentence() {
        let file: FramesFile = toml::from_str(include_str!("../data/frames.toml")).unwrap();
        let lexicon = Lexicon::shared();
        let hits = |sentence: &str, f: usize| {
            let tokens = Tokenizer::shared().tokens(sentence);
            (0..tokens.len()).any(|i| lexicon.frames_at(sentence, &tokens, i).iter().any(|(g, _)| *g == f))
        };
        for (f, frame) in file.frame.iter().enumerate() {
            let missed: Vec<_> = frame.examples.iter().filter(|e| !hits(e, f)).collect();
            assert!(missed.is_empty(), "{}: {missed:?}", frame.id);
            let wrong: Vec<_> = frame.silent.iter().filter(|e| hits(e, f)).collect();
            assert!(wrong.is_empty(), "{}: {wrong:?}", frame.id);
        }
    }
}
