//! The analyzer: quotations in marks with their speakers, then indirect speech around them.

use crate::cues::CueForm;
use crate::indirect;
use crate::marks::{self, Quoted};
use crate::speaker::{Attribution, Speakers};
use crate::{Quote, QuoteKind};
use parallax_core::{Analyzer, Article, NoOptions, Note, Span};
use parallax_entities::Entity;
use parallax_text::{BlockKind, Sentence, Token};
use std::ops::Range;

/// The analyzer of the quotes layer.
pub struct Quotes;

parallax_core::register! {
    /// Direct, indirect and mixed speech with speaker and cue; scare quotes apart; unclosed marks end where the writer's own words begin.
    analyzer "quotes": Quotes
}

/// Marks pair inside a paragraph; one of more tokens is read in parts, since everything in it is looked at together.
const LONGEST: usize = 3000;

/// In marks and at least this many words: somebody's words, not a scare quote.
const DIRECT: usize = 4;

impl Analyzer for Quotes {
    type Reads = (Sentence, Token, Entity);
    type Writes = Quote;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Quotes
    }

    fn read(&self, article: &Article, (sentences, tokens, entities): (&[Sentence], &[Token], &[Entity])) -> Vec<Quote> {
        let text = article.text();
        let speakers = Speakers { text, tokens, entities };
        let mut out: Vec<Quote> = Vec::new();
        let mut before: Option<Quote> = None;
        let mut at = 0;
        while at < sentences.len() {
            // One paragraph at a time: marks pair inside it.
            let block = sentences[at].block_index;
            let mut size = 0;
            let fits = |s: &&Sentence| {
                size += s.range().len();
                s.block_index == block && (size <= LONGEST || size == s.range().len())
            };
            let to = at + sentences[at..].iter().take_while(fits).count();
            let paragraph = &sentences[at..to];
            at = to;
            if !paragraph[0].prose() {
                continue;
            }
            let range = paragraph[0].range().start..paragraph[paragraph.len() - 1].range().end;
            let quoted = marks::pairs(text, tokens, range);
            let heading = paragraph[0].block == BlockKind::Heading;
            let found =
                Paragraph { speakers: &speakers, sentences: paragraph, quoted: &quoted, heading }.read(before.as_ref());
            before =
                found.iter().rfind(|q| q.kind == QuoteKind::Direct).cloned().or(before.filter(|_| found.is_empty()));
            out.extend(found);
        }
        out
    }
}

struct Paragraph<'a> {
    speakers: &'a Speakers<'a>,
    sentences: &'a [Sentence],
    quoted: &'a [Quoted],
    heading: bool,
}

impl Paragraph<'_> {
    fn read(&self, earlier: Option<&Quote>) -> Vec<Quote> {
        let inside: Vec<Range<usize>> =
            self.quoted.iter().map(|q| q.inside.start.saturating_sub(1)..q.inside.end + 1).collect();
        let per_sentence: Vec<Vec<Attribution>> =
            self.sentences.iter().map(|s| self.speakers.attributions(s.range(), &inside)).collect();
        let mut out: Vec<Quote> = Vec::new();
        for quoted in self.quoted {
            let last = out.iter().rfind(|q| q.kind == QuoteKind::Direct).or(earlier);
            let quote = self.in_marks(quoted, &per_sentence, last);
            out.push(quote);
        }
        self.add_indirect(&per_sentence, &mut out);
        out
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.speakers.tokens[range.start].span().cover(self.speakers.tokens[range.end - 1].span())
    }

    /// A quotation in marks: its speaker is that of the nearest cue outside the marks in the sentences it touches.
    fn in_marks(&self, quoted: &Quoted, all: &[Vec<Attribution>], last: Option<&Quote>) -> Quote {
        let inside = &quoted.inside;
        let words = self.speakers.tokens[inside.clone()].iter().filter(|t| t.is_word()).count();
        let touches = |s: &Sentence| s.range().start < inside.end + 1 && inside.start.saturating_sub(1) < s.range().end;
        let touched: Vec<usize> = (0..self.sentences.len()).filter(|i| touches(&self.sentences[*i])).collect();
        let cues = touched.iter().flat_map(|i| &all[*i]);
        let distance = |a: &Attribution| {
            if a.cue.start >= inside.end {
                a.cue.start - inside.end
            } else {
                inside.start - a.cue.end.min(inside.start)
            }
        };
        // An everyday word counts as a cue only where it and its source stand right beside the marks.
        let beside = |a: &Attribution| a.tag.start <= inside.end + 2 && inside.start <= a.tag.end + 2;
        let outside =
            cues.filter(|a| (a.cue.start >= inside.end || a.cue.end <= inside.start) && (!a.form.common || beside(a)));
        let found = outside.min_by_key(|a| (distance(a) > 12, self.across_sentences(a, inside), distance(a)));
        let opens_sentence = touched.first().is_some_and(|i| inside.start <= self.sentences[*i].range().start + 1);
        let mut quote = Quote {
            span: self.span(inside),
            kind: if words >= DIRECT && !self.heading { QuoteKind::Direct } else { QuoteKind::Scare },
            speaker: None,
            speaker_at: None,
            cue_at: None,
            stance: None,
            parts: Vec::new(),
            why: String::new(),
        };
        let mut reasons: Vec<String> = quoted.unclosed.map(String::from).into_iter().collect();
        match found {
            Some(a) => {
                (quote.speaker, quote.speaker_at, quote.cue_at, quote.stance) =
                    (a.speaker.clone(), a.speaker_at, Some(self.span(&a.cue)), Some(a.form.stance));
                // A whole sentence of few words with a speaker is speech: “We won,” she said.
                let spoken = words >= 2 && a.form.form == CueForm::Verb && distance(a) <= 2 && opens_sentence;
                if spoken && !self.heading {
                    quote.kind = QuoteKind::Direct;
                }
                reasons.push(a.why.clone());
            }
            None => match last {
                Some(q) if quote.kind == QuoteKind::Direct && opens_sentence && q.speaker.is_some() => {
                    (quote.speaker, quote.speaker_at) = (q.speaker.clone(), q.speaker_at);
                    reasons.push("no cue of its own: goes on from the quotation before".into());
                }
                _ => reasons.push(if quote.kind == QuoteKind::Scare {
                    "a few words in marks, no speaker".into()
                } else {
                    "no cue in its sentence".into()
                }),
            },
        }
        if quote.kind == QuoteKind::Scare && words < DIRECT {
            reasons.push(format!("{words} words in marks"));
        }
        quote.why = reasons.join("; ");
        quote
    }

    fn across_sentences(&self, a: &Attribution, inside: &Range<usize>) -> bool {
        !self.sentences.iter().any(|s| {
            s.range().contains(&a.cue.start)
                && (s.range().contains(&inside.start) || s.range().contains(&(inside.end - 1)))
        })
    }

    /// Clauses that a cue reports without marks; with marks inside them they are mixed, and replace the pieces.
    fn add_indirect(&self, all: &[Vec<Attribution>], out: &mut Vec<Quote>) {
        for (sentence, attributions) in self.sentences.iter().zip(all) {
            let range = sentence.range();
            let mut taken: Option<Range<usize>> = None;
            for a in attributions {
                let Some(content) = indirect::content(self.speakers, range.clone(), a) else { continue };
                let content = self.without_tag(content, a);
                if content.len() < 3 || taken.as_ref().is_some_and(|t| t.start < content.end && content.start < t.end) {
                    continue;
                }
                let span = self.span(&content);
                let pieces: Vec<Span> = out.iter().filter(|q| span.contains(q.span)).map(|q| q.span).collect();
                let crosses = out.iter().any(|q| q.span.overlaps(span) && !span.contains(q.span));
                let only_marks = pieces.iter().map(|p| p.len()).sum::<usize>() * 10 > span.len() * 8;
                let unclosed = self.quoted.iter().any(|q| q.unclosed.is_some() && span.overlaps(self.span(&q.inside)));
                if crosses || only_marks || unclosed || self.heading && pieces.is_empty() && a.form.common {
                    continue;
                }
                let kind = if pieces.is_empty() { QuoteKind::Indirect } else { QuoteKind::Mixed };
                out.retain(|q| !span.contains(q.span));
                out.push(Quote {
                    span,
                    kind,
                    speaker: a.speaker.clone(),
                    speaker_at: a.speaker_at,
                    cue_at: Some(self.span(&a.cue)),
                    stance: Some(a.form.stance),
                    parts: pieces,
                    why: a.why.clone(),
                });
                taken = Some(content);
            }
        }
        out.sort_by_key(Note::span);
    }

    /// Content without a comma at its ends and without the tag itself.
    fn without_tag(&self, mut content: Range<usize>, a: &Attribution) -> Range<usize> {
        if content.contains(&a.tag.start) && a.tag.start > content.start {
            content.end = content.end.min(a.tag.start);
        }
        while content.start < content.end
            && matches!(self.speakers.word(content.start), "," | ":" | "that" | "“" | "\"")
        {
            content.start += 1;
        }
        while content.start < content.end && matches!(self.speakers.word(content.end - 1), "," | ".") {
            content.end -= 1;
        }
        content
    }
}

#[cfg(test)]
mod tests;
