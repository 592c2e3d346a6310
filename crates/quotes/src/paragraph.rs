//! One paragraph: quotations in marks with their speakers, then the indirect speech around them.

use crate::content;
use crate::cues::CueForm;
use crate::marks::Quoted;
use crate::sources::{Attribution, Sources};
use crate::{Quote, QuoteKind};
use parallax_core::{Note, Span};
use parallax_entities::ActorId;
use parallax_text::{Gap, Sentence};
use std::ops::Range;

/// In marks and at least this many words: somebody's words, not a scare quote.
const DIRECT: usize = 4;

/// Without a cue and inside the writer's sentence, marks hold speech only from so many words on.
const SPOKEN: usize = 8;

/// How many tokens of a quotation may follow the sentence that leads into it.
const LONGEST_TAIL: usize = 60;

pub(crate) struct Paragraph<'a> {
    pub sources: &'a Sources<'a>,
    pub sentences: &'a [Sentence],
    pub quoted: &'a [Quoted],
    pub heading: bool,
}

impl Paragraph<'_> {
    pub(crate) fn read(&self, earlier: Option<&Quote>) -> Vec<Quote> {
        let inside: Vec<Range<usize>> =
            self.quoted.iter().map(|q| q.inside.start.saturating_sub(1)..q.inside.end + 1).collect();
        let per_sentence: Vec<Vec<Attribution>> =
            self.sentences.iter().map(|s| self.sources.attributions(s.range(), &inside)).collect();
        let mut out: Vec<Quote> = Vec::new();
        for quoted in self.quoted {
            let last = out.iter().rfind(|q| q.kind == QuoteKind::Direct).or(earlier);
            let quote = self.in_marks(quoted, &per_sentence, last);
            out.push(quote);
        }
        self.join_interrupted(&mut out);
        self.add_indirect(&per_sentence, &mut out);
        out
    }

    /// “The road,” he said, “is closed.”: one quotation that its cue interrupts, with its pieces.
    fn join_interrupted(&self, out: &mut Vec<Quote>) {
        let text = self.sources.clauses.text;
        let mut i = 0;
        while i + 1 < out.len() {
            let (a, b) = (&out[i], &out[i + 1]);
            let one_sentence = self.sentences.iter().any(|s| s.span().contains(a.span) && s.span().contains(b.span));
            let goes_on = a.span.of(text).ends_with(',') && !b.span.of(text).starts_with(char::is_uppercase);
            let cue =
                a.cue_at.filter(|c| Some(*c) == b.cue_at && a.span.end() <= c.start() && c.end() <= b.span.start());
            if !(one_sentence && goes_on && cue.is_some() && b.kind == QuoteKind::Direct && a.parts.is_empty()) {
                i += 1;
                continue;
            }
            let b = out.remove(i + 1);
            let a = &mut out[i];
            (a.parts, a.span, a.kind) = (vec![a.span, b.span], a.span.cover(b.span), b.kind);
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.sources.clauses.tokens[range.start].span().cover(self.sources.clauses.tokens[range.end - 1].span())
    }

    /// A quotation in marks: its speaker is that of the nearest cue outside the marks in the sentences it touches.
    fn in_marks(&self, quoted: &Quoted, all: &[Vec<Attribution>], last: Option<&Quote>) -> Quote {
        let inside = &quoted.inside;
        let words = self.sources.clauses.tokens[inside.clone()].iter().filter(|t| t.is_word()).count();
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
            kind: if words >= DIRECT && !self.heading && !self.title(inside) {
                QuoteKind::Direct
            } else {
                QuoteKind::Scare
            },
            speaker: None,
            also: Vec::new(),
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
                quote.also.clone_from(&a.also);
                // A whole sentence of few words with a speaker is speech: “We won,” she said.
                let spoken = words >= 2 && a.form.form == CueForm::Verb && distance(a) <= 2 && opens_sentence;
                if spoken && !self.heading {
                    quote.kind = QuoteKind::Direct;
                }
                reasons.push(a.why.clone());
            }
            None if self.signed(quoted).is_some() => {
                let (speaker, at) = self.signed(quoted).expect("asked above");
                (quote.speaker, quote.speaker_at) = (speaker, Some(at));
                reasons.push(format!("a dash and {} sign it", at.of(self.sources.clauses.text)));
            }
            None => match last {
                Some(q) if quote.kind == QuoteKind::Direct && opens_sentence && q.speaker.is_some() => {
                    (quote.speaker, quote.speaker_at) = (q.speaker.clone(), q.speaker_at);
                    quote.also.clone_from(&q.also);
                    reasons.push("no cue of its own: goes on from the quotation before".into());
                }
                // Nobody is said to say it, and it is no sentence of its own.
                _ if quote.kind == QuoteKind::Direct && !opens_sentence && words < SPOKEN => {
                    quote.kind = QuoteKind::Scare;
                    reasons.push(format!("{words} words in marks, no speaker"));
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

    /// Content that ends inside quotation marks goes on to their end: its full stop may stand before the closing mark.
    fn whole_marks(&self, mut content: Range<usize>) -> Range<usize> {
        for q in self.quoted.iter().filter(|q| q.unclosed.is_none()) {
            let last = content.end.checked_sub(1);
            let begins = content.start <= q.inside.start + 1;
            if last.is_some_and(|last| q.inside.contains(&last)) && begins && q.inside.end - content.end <= LONGEST_TAIL
            {
                content.end = q.inside.end;
            }
        }
        content
    }

    /// “The Wall Street Journal”: every word but the small ones with a capital, and no sentence.
    fn title(&self, inside: &Range<usize>) -> bool {
        let clauses = &self.sources.clauses;
        let large =
            |i: usize| clauses.tokens[i].capital() || clauses.word(i).len() <= 3 || !clauses.tokens[i].is_word();
        let ends = matches!(clauses.word(inside.end - 1), "." | "!" | "?" | ",");
        inside.len() <= 9 && !ends && inside.clone().all(large) && clauses.tokens[inside.start].capital()
    }

    /// “…” — Ana Diaz: a name behind a dash, and nothing behind the name.
    fn signed(&self, quoted: &Quoted) -> Option<(Option<ActorId>, Span)> {
        let clauses = &self.sources.clauses;
        let dash = quoted.inside.end + 1;
        if !matches!(clauses.word(dash), "―" | "—" | "–" | "--" | "-") {
            return None;
        }
        let end = self.sentences.last().map_or(dash, |s| s.range().end);
        let name = clauses.chain_starting_at(dash + 1, end)?;
        let alone = matches!(clauses.word(name.range.end), "" | "." | ",")
            || name.range.end >= end
            || clauses.tokens[name.range.end].gap == Gap::Line;
        let capital = clauses.tokens[dash + 1].capital();
        (alone && capital).then(|| self.sources.actors.of(&name))
    }

    fn across_sentences(&self, a: &Attribution, inside: &Range<usize>) -> bool {
        !self.sentences.iter().any(|s| {
            s.range().contains(&a.cue.start)
                && (s.range().contains(&inside.start) || s.range().contains(&(inside.end - 1)))
        })
    }

    /// Clauses that a cue reports without marks; with marks inside them they are mixed, and replace the pieces. The longest
    /// come first: speech inside of speech stays beside it, other overlaps give way.
    fn add_indirect(&self, all: &[Vec<Attribution>], out: &mut Vec<Quote>) {
        let in_marks: Vec<Span> = out.iter().map(|q| q.span).collect();
        let unclosed: Vec<Span> =
            self.quoted.iter().filter(|q| q.unclosed.is_some()).map(|q| self.span(&q.inside)).collect();
        for (sentence, attributions) in self.sentences.iter().zip(all) {
            let content =
                |a| content::content(&self.sources.clauses, sentence.range(), a).map(|c| (self.whole_marks(c), a));
            let mut found: Vec<(Range<usize>, &Attribution)> = attributions.iter().filter_map(content).collect();
            found.sort_by_key(|(c, _)| (std::cmp::Reverse(c.len()), c.start));
            let mut taken: Vec<Range<usize>> = Vec::new();
            for (content, a) in found {
                let span = self.span(&content);
                let clashes = taken.iter().any(|t| {
                    let inner = t.start <= content.start && content.end <= t.end && t.contains(&a.cue.start);
                    t.start < content.end && content.start < t.end && !(inner && a.form.speech)
                });
                let pieces: Vec<Span> = in_marks.iter().filter(|m| span.contains(**m)).copied().collect();
                let crosses = in_marks.iter().any(|m| m.overlaps(span) && !span.contains(*m));
                let only_marks = pieces.iter().map(|p| p.len()).sum::<usize>() * 10 > span.len() * 8;
                let open = unclosed.iter().any(|u| span.overlaps(*u));
                if clashes || crosses || only_marks || open || self.heading && pieces.is_empty() && a.form.common {
                    continue;
                }
                let kind = if pieces.is_empty() { QuoteKind::Indirect } else { QuoteKind::Mixed };
                out.retain(|q| !(pieces.contains(&q.span) && matches!(q.kind, QuoteKind::Direct | QuoteKind::Scare)));
                out.push(Quote {
                    span,
                    kind,
                    speaker: a.speaker.clone(),
                    also: a.also.clone(),
                    speaker_at: a.speaker_at,
                    cue_at: Some(self.span(&a.cue)),
                    stance: Some(a.form.stance),
                    parts: pieces,
                    why: a.why.clone(),
                });
                taken.push(content);
            }
        }
        out.sort_by_key(Note::span);
    }
}

#[cfg(test)]
mod tests;
