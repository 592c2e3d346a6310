//! Frames of a whole article: conflict, responsibility, economy, legality …, told by how many different words of a list the
//! beginning of it has.

use crate::lists::{FrameData, FrameLists, Opens, beginning, with_own};
use crate::scene::{Scene, View};
use parallax_core::{Analyzer, Article, Note, Span};
use parallax_text::Token;
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A frame in which a whole article presents its matter.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct NewsFrame {
    #[serde(skip)]
    span: Span,
    /// Id of the frame, see `crates/framing/data/frames.toml`.
    pub frame: String,
    /// How many different words of its list the first thousand tokens have.
    pub words: usize,
    /// Where it has each for the first time.
    pub evidence: Vec<Span>,
    /// Why so many are enough.
    pub why: String,
}

impl Note for NewsFrame {
    const LAYER: &'static str = "news_frames";
    fn span(&self) -> Span {
        self.span
    }
}

/// Options of the layer.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Frames of one's own, in the form of the published lists, with `least`; one with the id of a published frame replaces it.
    #[serde(deserialize_with = "of_articles")]
    frame: Vec<FrameData>,
}

/// Refuses a frame that no article could have.
fn of_articles<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<FrameData>, D::Error> {
    let frames = Vec::<FrameData>::deserialize(from)?;
    let words = |frame: &FrameData| frame.words.len() + frame.also.len();
    match frames.iter().find(|frame| frame.least.is_none_or(|least| least.get() > words(frame))) {
        Some(frame) => Err(D::Error::custom(format!(
            "frame “{}” has no `least` that an article can reach: write from how many of its different words on an article has it",
            frame.id
        ))),
        None => Ok(frames),
    }
}

/// The analyzer of the frames of whole articles.
pub struct News {
    lists: Arc<FrameLists>,
    own: bool,
}

parallax_core::register! {
    /// In which generic frames (conflict, responsibility, economy, legality, morality, human interest …) a whole article presents its matter, by different words of lists that are data.
    analyzer "news-frames": News
}

impl Analyzer for News {
    type Reads = (Scene, Token);
    type Writes = NewsFrame;
    type Options = Options;

    fn new(options: Options) -> Self {
        let own = !options.frame.is_empty();
        let lists = || Arc::new(FrameLists::of_articles(with_own(&options.frame)));
        News { lists: if own { lists() } else { FrameLists::news().clone() }, own }
    }

    fn read(&self, article: &Article, (scenes, tokens): (&[Scene], &[Token])) -> Vec<NewsFrame> {
        // Of each frame the beginnings of the words that were met, and where each was first. What is denied is not met.
        let mut met: Vec<(BTreeSet<String>, Vec<Span>)> = vec![Default::default(); self.lists.frames.len()];
        let (mut found, mut read) = (Vec::new(), 0);
        for scene in scenes {
            if read >= READ {
                break;
            }
            read += scene.words.len();
            let view = View::new(article.text(), tokens, scene);
            let mut look = |(at, opens): (usize, Opens)| {
                self.lists.at(view.text, view.tokens, |i| view.tag(i), (at, opens), &mut found);
                for (frame, len) in found.drain(..) {
                    let span = view.tokens[at].span().cover(view.tokens[at + len - 1].span());
                    let words = span.of(view.text).to_lowercase();
                    let word = if len == 1 { beginning(words.trim_end_matches('s'), STEM) } else { &words };
                    let (seen, places) = &mut met[frame];
                    let inside = places.last().is_some_and(|last: &Span| last.overlaps(span));
                    if !inside && !view.words[at].negated && seen.insert(word.to_string()) {
                        places.push(span);
                    }
                }
            };
            // What can begin a frame of one's own is not known of a word.
            match self.own {
                true => {
                    (0..view.words.len()).filter(|at| !view.words[*at].name).for_each(|at| look((at, Opens::Words)))
                }
                false => view.news.iter().copied().for_each(look),
            }
        }
        let frames = self.lists.frames.iter().zip(met);
        let mut out: Vec<NewsFrame> = frames.filter_map(|(data, (_, places))| told(data, places)).collect();
        out.sort_by_key(|frame| (frame.span.start(), std::cmp::Reverse(frame.span.end())));
        out
    }
}

/// Of a long article so many tokens are read, in whole sentences: more would have more words of every list.
const READ: usize = 1000;

/// Words with so many letters in common count once, and so do one and many of a thing.
const STEM: usize = 5;

/// The frame, if its words are enough.
fn told(data: &FrameData, evidence: Vec<Span>) -> Option<NewsFrame> {
    let (words, least) = (evidence.len(), data.least?.get());
    let span = evidence.first().copied().filter(|_| words >= least)?;
    let why = format!("{words} different words of the list of {}; {least} are enough", data.id);
    Some(NewsFrame { span, frame: data.id.clone(), words, evidence, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(text: &str, options: &str) -> Vec<String> {
        let notes = parallax_testkit::notes::<NewsFrame>(text, &options.parse().unwrap());
        let words = |f: &NewsFrame| f.evidence.iter().map(|e| e.of(text)).collect::<Vec<_>>().join(", ");
        notes.iter().map(|f| format!("{}: {}", f.frame, words(f))).collect()
    }

    const COURT: &str = "A court in Lima heard the case of Omar Diaz. The judge asked his lawyers. The courts of Peru \
        know such cases. Prosecutors called two witnesses, and the jury heard both.";

    #[test]
    fn an_article_has_a_frame_from_so_many_different_words_on() {
        assert_eq!(frames(COURT, ""), ["legality: court, judge, lawyers, Prosecutors, jury"]);
        let fewer = COURT.replace(", and the jury heard both", "");
        assert_eq!(frames(&fewer, ""), Vec::<String>::new(), "“courts” is no other word than “court”");
    }

    #[test]
    fn only_the_beginning_of_a_long_article_is_read() {
        let long = format!("{} {COURT}", "The boats lay in the harbour and nobody was there. ".repeat(100));
        assert_eq!(frames(&long, ""), Vec::<String>::new());
    }

    #[test]
    fn frames_of_ones_own_are_told_too() {
        let own =
            "[[news-frames.frame]]\nid = \"sea\"\nleast = 2\nwords = [\"boat*\"]\nalso = [\"harbour\", \"tide*\"]";
        assert_eq!(frames("The boats left the harbour. A boat came back.", own), ["sea: boats, harbour"]);
        assert_eq!(frames("The boats left. A boat came back.", own), Vec::<String>::new());
        let refused = |options: &str| toml::from_str::<Options>(options).unwrap_err().to_string();
        assert!(refused("[[frame]]\nid = \"sea\"\nwords = [\"boat*\"]").contains("“sea” has no `least`"));
        assert!(refused("[[frame]]\nid = \"sea\"\nleast = 2\nwords = [\"boat*\"]").contains("“sea” has no `least`"));
        assert!(refused("[[frame]]\nid = \"sea\"\nleast = 0\nwords = [\"boat*\"]").contains("nonzero"));
    }
}
