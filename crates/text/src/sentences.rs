//! Sentences inside blocks: a full stop, question or exclamation mark ends one, unless it belongs to a word.

use crate::{Block, BlockKind, Gap, Token, TokenKind, key};
use parallax_core::{Analyzer, Article, NoOptions, Note, Span};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Range;

/// One sentence of a block that is not furniture; a heading is one too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sentence {
    #[serde(skip)]
    span: Span,
    /// Kind of the block it stands in.
    #[serde(skip)]
    pub block: BlockKind,
    /// Number of that block, from 0, furniture counted.
    #[serde(skip)]
    pub block_index: u32,
    #[serde(skip)]
    tokens: (u32, u32),
}

impl Sentence {
    /// Its tokens' places in the token layer.
    pub fn range(&self) -> Range<usize> {
        self.tokens.0 as usize..self.tokens.1 as usize
    }

    /// Its tokens.
    pub fn tokens<'a>(&self, tokens: &'a [Token]) -> &'a [Token] {
        &tokens[self.range()]
    }

    /// Whether it is running text: where figures, dates and quotations are read.
    pub fn prose(&self) -> bool {
        matches!(self.block, BlockKind::Paragraph | BlockKind::Heading)
    }
}

impl Note for Sentence {
    const LAYER: &'static str = "sentences";
    fn span(&self) -> Span {
        self.span
    }
}

/// The analyzer of the sentence layer.
pub struct Sentences {
    /// Words that seldom begin anything but a sentence when they have a capital.
    starters: FxHashSet<u64>,
}

parallax_core::register! {
    /// Sentences of everything that is not furniture; survives abbreviations, unclosed quotes and lines without a full stop.
    analyzer "sentences": Sentences
}

const STARTERS: &str = "the a an this that these those it he she they we i you his her its their our my but and so \
    in on at for as if when while after before there here what who how why since although however meanwhile also last \
    yet then both some many most all one two no not";

/// Marks that a sentence can begin with.
const OPENERS: [&str; 17] = ["''", "``", "“", "\"", "‘", "'", "«", "„", "(", "[", "—", "–", "-", "•", "*", "…", "..."];

/// A longer run of tokens is no sentence but a list or a broken file; it is cut, so that no layer's cost runs away.
const LONGEST: usize = 400;

impl Analyzer for Sentences {
    type Reads = (Block, Token);
    type Writes = Sentence;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Sentences { starters: STARTERS.split_whitespace().map(key).collect() }
    }

    fn read(&self, article: &Article, (blocks, tokens): (&[Block], &[Token])) -> Vec<Sentence> {
        let text = article.text();
        let mut out = Vec::new();
        let mut at = 0;
        for (index, block) in blocks.iter().enumerate() {
            let (start, end) = (block.span().start(), block.span().end());
            at += tokens[at..].partition_point(|t| t.span().start() < start);
            let first = at;
            at += tokens[at..].partition_point(|t| t.span().start() < end);
            if block.kind == BlockKind::Furniture {
                continue;
            }
            let mut from = first;
            for i in first..at {
                let last = i + 1 == at || i + 1 - from == LONGEST;
                if last || self.ends(text, &tokens[first..at], i - first) {
                    let span = tokens[from].span().cover(tokens[i].span());
                    let range = (from as u32, (i + 1) as u32);
                    out.push(Sentence { span, block: block.kind, block_index: index as u32, tokens: range });
                    from = i + 1;
                }
            }
        }
        out
    }
}

impl Sentences {
    /// Whether a sentence ends with `tokens[i]`, its closing marks included.
    fn ends(&self, text: &str, tokens: &[Token], i: usize) -> bool {
        let next = &tokens[i + 1];
        // Step back over closing quotes and brackets to what they close.
        let mut stop = i;
        while stop > 0 && i - stop < 6 && closes(text, tokens, stop) {
            stop -= 1;
        }
        let end = &tokens[stop];
        let begins = next.capital() || next.kind == TokenKind::Number || OPENERS.contains(&next.of(text));
        match end.of(text) {
            "." if next.gap == Gap::None => stop == i && self.glued_sentences(tokens, i),
            "." | "?" | "!" | "…" | "..." => {
                // `i` must be the last mark: another closing mark may follow without a space.
                next.gap > Gap::None && begins
            }
            _ if end.kind == TokenKind::Abbreviation && end.may_end_sentence() && stop == i => {
                next.gap > Gap::None && next.capital() && self.starters.contains(&next.key)
            }
            _ => false,
        }
    }

    /// `the camp.Belarus said`: a space was lost, but two sentences meet.
    fn glued_sentences(&self, tokens: &[Token], i: usize) -> bool {
        let (Some(before), Some(after)) = (i.checked_sub(1).map(|b| &tokens[b]), tokens.get(i + 1)) else {
            return false;
        };
        before.is_word() && !before.capital() && before.span().len() > 2 && after.capital() && after.has_lower()
    }
}

/// A closing quotation mark or bracket, glued to what it closes.
fn closes(text: &str, tokens: &[Token], i: usize) -> bool {
    tokens[i].gap == Gap::None && matches!(tokens[i].of(text), "”" | "\"" | "’" | "'" | "''" | "»" | ")" | "]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let layers = parallax_testkit::read(&Article::new("a", text), "sentences");
        layers.get::<Sentence>().iter().map(|s| s.span().of(text).to_string()).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        let text = "The U.S. Army and Gen. J. Smith met Mr. Li in the U.S. The talks failed. No. 5 was left out.";
        assert_eq!(
            cut(text),
            ["The U.S. Army and Gen. J. Smith met Mr. Li in the U.S.", "The talks failed.", "No. 5 was left out."]
        );
        assert_eq!(cut("It was shown (Mil. by, October 17). He left at 5 p.m. They stayed.").len(), 3);
    }

    #[test]
    fn quotes_stay_with_their_sentence_even_unclosed() {
        let text = "“We go. They stay.” He left. “It is not over (he added). Then nothing";
        assert_eq!(cut(text), ["“We go.", "They stay.”", "He left.", "“It is not over (he added).", "Then nothing"]);
    }

    #[test]
    fn a_lost_space_parts_sentences_but_an_address_does_not() {
        assert_eq!(cut("They left the camp.Belarus said so.").len(), 2);
        assert_eq!(cut("It stood on gov.example.kz and on Gov. example. kz yesterday.").len(), 1);
    }

    #[test]
    fn lines_without_a_full_stop_end_at_their_block() {
        let text = "Storm hits coast\n\nTwelve boats were lost on Monday, the harbour master said.";
        assert_eq!(cut(text)[0], "Storm hits coast");
        assert_eq!(cut(text).len(), 2);
    }
}
