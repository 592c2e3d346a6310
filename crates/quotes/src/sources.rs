//! Cues with their sources: the subject of a reporting verb, or what follows it or "according to".
//!
//! Which actor the source's words mean is asked of [`Actors`](crate::actors::Actors).

use crate::actors::Actors;
use crate::cues::{Cue, CueForm, Cues};
use parallax_core::Span;
use parallax_entities::ActorId;
use parallax_text::syntax::{Clauses, Subject};
use parallax_text::{Gap, Tag};
use std::ops::Range;

/// A cue with its source.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// Tokens of the cue.
    pub cue: Range<usize>,
    pub form: Cue,
    pub speaker: Option<ActorId>,
    /// Who says it with the speaker.
    pub also: Vec<ActorId>,
    pub speaker_at: Option<Span>,
    /// Tokens from the source's first to the cue's last, or the other way round: what is no content.
    pub tag: Range<usize>,
    /// The source follows its verb ("said Omar Diaz").
    pub inverted: bool,
    /// The cue is a participle: its source is the subject of its sentence's verb, further back.
    pub participle: bool,
    pub why: String,
}

/// Looks for attributions in one article.
pub(crate) struct Sources<'a> {
    pub clauses: Clauses<'a>,
    pub actors: Actors<'a>,
    pub cues: &'a Cues,
}

/// Words after which a cue is a noun: "the report", "a claim".
fn determines(tag: Tag) -> bool {
    matches!(tag, Tag::Dt | Tag::PrpS | Tag::Pos | Tag::WpS)
}

impl Sources<'_> {
    /// The cues of a token range, left to right, each with its source; `skip` holds what stands in marks.
    pub(crate) fn attributions(&self, sentence: Range<usize>, skip: &[Range<usize>]) -> Vec<Attribution> {
        let mut out = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            if let Some(inside) = skip.iter().find(|r| r.contains(&at)) {
                at = inside.end.max(at + 1);
                continue;
            }
            match self.cues.at(&self.clauses.tokens[..sentence.end], at) {
                Some((len, form)) if self.reports(at, len, form, &sentence) => {
                    out.extend(self.source(at..at + len, form, &sentence, skip));
                    at += len;
                }
                _ => {
                    out.extend(self.noun(at, &sentence));
                    at += 1;
                }
            }
        }
        out
    }

    /// "Diaz's claim that …", "his warning that …": whose the words are.
    fn noun(&self, at: usize, sentence: &Range<usize>) -> Option<Attribution> {
        if !(self.tag(at).noun() && self.word(at + 1) == "that" && at + 3 < sentence.end && at > sentence.start) {
            return None;
        }
        let form = self.cues.noun_at(self.clauses.tokens, at)?;
        let phrase = parallax_text::syntax::phrases::ending_at(self.clauses.tokens, self.clauses.tags, at + 1)?;
        let owner = (phrase.range.start.max(sentence.start)..at)
            .rev()
            .find(|i| matches!(self.tag(*i), Tag::Pos | Tag::PrpS))?;
        let source = match self.tag(owner) {
            Tag::PrpS => Subject { range: owner..owner + 1, head: owner },
            _ => self.clauses.chain_ending_at(owner, sentence.start)?,
        };
        if !self.clauses.clause_at(at + 2, sentence.end) {
            return None;
        }
        let (speaker, place) = self.actors.of(&source);
        let why = format!("“{}” of {}: whose it is", self.word(at), place.of(self.clauses.text));
        let (cue, tag) = (at..at + 1, source.range.start..at + 1);
        let (speaker_at, also) = (Some(place), Vec::new());
        Some(Attribution { cue, form, speaker, also, speaker_at, tag, inverted: false, participle: true, why })
    }

    fn word(&self, at: usize) -> &str {
        self.clauses.word(at)
    }

    fn tag(&self, at: usize) -> Tag {
        self.clauses.tag(at)
    }

    /// Whether the word is a verb here that somebody is the subject of.
    fn reports(&self, at: usize, len: usize, cue: Cue, sentence: &Range<usize>) -> bool {
        if cue.form != CueForm::Verb {
            // "per cent", "per household" name no source.
            return self.word(at) != "per" || matches!(self.tag(at + 1), Tag::Nnp | Tag::Dt | Tag::PrpS);
        }
        let before = at.checked_sub(1).filter(|b| *b >= sentence.start);
        let plain = matches!(self.word(at), "said" | "says" | "told" | "added" | "say");
        // "now Diaz claims that": a name before and "that" behind make a verb of what looks like a plural.
        let named = before.is_some_and(|b| matches!(self.tag(b), Tag::Nnp | Tag::Prp | Tag::Nnps));
        let forced = cue.that && named && self.word(at + 1) == "that";
        let verb = self.tag(at).verb() || forced || plain && !before.is_some_and(|b| determines(self.tag(b)));
        let capital = self.clauses.tokens[at].capital() && before.is_some() && !self.headline(sentence);
        // "the strikes are claimed by": the words before are what is claimed, the source comes after.
        let auxiliary = self.clauses.group_start(at, sentence.start);
        let passive = self.tag(at) == Tag::Vbn
            && len == 1
            && (auxiliary..at).any(|i| matches!(self.word(i), "is" | "are" | "was" | "were" | "been" | "being" | "be"));
        let reduced = self.tag(at) == Tag::Vbn && auxiliary == at && !plain;
        // "will continue to fight", also where the verb's words stand in marks.
        let end = at + len;
        let marked = matches!(self.word(end + 1), "“" | "\"" | "«" | "‘" | "'");
        let goes_on = cue.common && !cue.to && self.tag(end) == Tag::To && (marked || self.tag(end + 1) == Tag::Vb);
        let infinitive = before.is_some_and(|b| self.tag(b) == Tag::To) && self.tag(at) == Tag::Vb;
        // "could deny them permits", "wouldn't answer": what may be said is no report; what will be announced is.
        let unsaid = (auxiliary..at).any(|i| {
            let word = self.word(i);
            let negated = word.ends_with("n't") || word.ends_with("n’t") || matches!(word, "not" | "never");
            matches!(word, "can" | "could" | "would" | "may" | "might") || negated && !cue.that && !plain
        });
        verb && !capital && !passive && !reduced && !infinitive && !unsaid && !goes_on
    }

    /// A line of capitals at the start of words.
    fn headline(&self, sentence: &Range<usize>) -> bool {
        let words = sentence.clone().filter(|i| self.clauses.tokens[*i].is_word());
        let (capitals, all) =
            words.fold((0, 0), |(c, n), i| (c + usize::from(self.clauses.tokens[i].capital()), n + 1));
        capitals * 3 > all * 2
    }

    /// The source of a cue.
    fn source(
        &self,
        cue: Range<usize>,
        form: Cue,
        sentence: &Range<usize>,
        skip: &[Range<usize>],
    ) -> Option<Attribution> {
        let tokens = self.clauses.tokens;
        let words = tokens[cue.start].span().cover(tokens[cue.end - 1].span()).of(self.clauses.text).to_string();
        let make = |source: &Subject, tag: Range<usize>, participle: bool, how: &str| {
            let (speaker, at) = self.actors.of(source);
            let also = self.actors.others(source, speaker.as_ref());
            let why = format!("“{words}” with {}: {how}", at.of(self.clauses.text));
            let inverted = form.form == CueForm::Verb && tag.start == cue.start;
            Attribution { cue: cue.clone(), form, speaker, also, speaker_at: Some(at), tag, inverted, participle, why }
        };
        match form.form {
            CueForm::BeforeSource => {
                let source = self.after(cue.end, sentence.end, skip)?;
                let tag = cue.start..source.range.end;
                Some(make(&source, tag, false, "the source follows"))
            }
            CueForm::AfterSource => {
                let source = self.before(cue.start, sentence.start, skip)?;
                let tag = source.range.start..cue.end;
                Some(make(&source, tag, false, "the source stands before"))
            }
            CueForm::Noun => None,
            CueForm::Verb => {
                // Inverted order, "…," said Minister X: the verb stands right behind a quotation or a comma.
                let group = self.clauses.group_start(cue.start, sentence.start);
                let previous = group.checked_sub(1).filter(|b| *b >= sentence.start).map_or("", |b| self.word(b));
                let beside = matches!(
                    previous,
                    "," | "”" | "\"" | "»" | "’" | "'" | "“" | "—" | "–" | "" | "-" | "''" | "?" | "!"
                ) || skip.iter().any(|r| r.end == group);
                // "is calling" has its subject before it as "called" has; "calling" alone has that of its sentence.
                let finite = self.tag(cue.start) != Tag::Vbg || group < cue.start;
                // "Diaz, who leads the council, warned": a subject before its relative clause.
                let before = || self.before(cue.start, sentence.start, skip);
                if previous == ","
                    && finite
                    && let Some(source) = before()
                {
                    let tag = source.range.start..cue.end;
                    return Some(make(&source, tag, false, "the subject of the verb"));
                }
                if beside
                    && finite
                    && form.quote
                    && let Some(source) = self.after(cue.end, sentence.end, skip)
                    && self.inverted(cue.end, &source, sentence)
                {
                    let tag = cue.start..source.range.end;
                    return Some(make(&source, tag, false, "the speaker follows the verb"));
                }
                if finite && let Some(source) = before() {
                    let tag = source.range.start..cue.end;
                    return Some(make(&source, tag, false, "the subject of the verb"));
                }
                // ", warning that …", "… and said": the subject of the verb before.
                let source = self.subject_of_sentence(group, sentence, skip)?;
                Some(make(&source, group..cue.end, true, "the subject of the sentence"))
            }
        }
    }

    /// Whether "said X" has its subject behind: nothing but a name or a phrase, and no object or clause of its own.
    fn inverted(&self, from: usize, source: &Subject, sentence: &Range<usize>) -> bool {
        let direct = source.range.start == from;
        let named = self.actors.named(&source.range);
        let clause = self.clauses.finite_at(source.range.end, sentence.end);
        let pronoun = matches!(self.tag(source.head), Tag::Prp);
        direct
            && !clause
            && (named || pronoun || matches!(self.tag(from), Tag::Dt | Tag::PrpS | Tag::Nnp | Tag::Nn | Tag::Jj))
    }

    /// The source that begins at `at`: a noun phrase with its apposition.
    fn after(&self, at: usize, end: usize, skip: &[Range<usize>]) -> Option<Subject> {
        let limit = skip.iter().filter(|r| r.start >= at).map(|r| r.start).min().map_or(end, |s| s.min(end));
        let mut source = self.clauses.chain_starting_at(at, limit)?;
        // "said Ana Ray, the mayor": the apposition belongs to the source, up to its comma or the sentence's end.
        let comma = source.range.end;
        if self.word(comma) == ","
            && comma + 1 < limit
            && matches!(self.tag(comma + 1), Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Jj | Tag::Nnp)
            && let Some(more) = self.clauses.chain_starting_at(comma + 1, limit)
            && !self.clauses.finite_at(more.range.end, limit)
            && matches!(self.word(more.range.end), "," | "." | "" | "?" | "!" | ";")
        {
            source.range.end = more.range.end;
        }
        Some(source)
    }

    /// The subject of the verb at `at`, in the clause that a quotation, a colon or a semicolon opens.
    fn before(&self, at: usize, start: usize, skip: &[Range<usize>]) -> Option<Subject> {
        let floor = skip.iter().filter(|r| r.end <= at).map(|r| r.end).max().unwrap_or(start).max(start);
        let floor = (floor..at)
            .rev()
            .find(|i| matches!(self.word(*i), ";" | ":") || self.clauses.tokens[*i].gap == Gap::Line && *i > floor)
            .map_or(floor, |i| if matches!(self.word(i), ";" | ":") { i + 1 } else { i });
        let subject = self.clauses.subject(at, floor)?;
        Some(self.narrowed(subject))
    }

    /// A phrase that took the day before a name along ("Monday Ana Diaz") is the name with its title; "an aide to Mr. Diaz" is
    /// not Mr. Diaz.
    fn narrowed(&self, mut subject: Subject) -> Subject {
        let plain = !subject.range.clone().any(|i| matches!(self.word(i), "," | "(" | "of" | "and"));
        let name = self.actors.name_start(&subject.range).filter(|first| *first <= subject.head);
        if plain && let Some(first) = name {
            let before = first.checked_sub(1).filter(|b| *b >= subject.range.start);
            if before
                .is_some_and(|b| matches!(self.tag(b), Tag::Nnp | Tag::Cd) && self.clauses.tokens[b].gap != Gap::None)
            {
                subject.range.start = first;
            }
        }
        subject
    }

    /// The subject of the finite verb that governs what stands at `at`: the nearest before it in the sentence that has one.
    fn subject_of_sentence(&self, at: usize, sentence: &Range<usize>, skip: &[Range<usize>]) -> Option<Subject> {
        // Only where the verb is joined on: ", saying", "and said", "by saying".
        let joint = at.checked_sub(1).filter(|b| *b >= sentence.start)?;
        if !(matches!(
            self.word(joint),
            "," | "and" | "but" | "by" | "while" | "after" | "before" | "in" | "then" | "or"
        ) || self.tag(joint).adverb())
        {
            return None;
        }
        let quoted = |i: &usize| skip.iter().any(|r| r.contains(i));
        let verbs = (sentence.start..joint).rev().filter(|i| !quoted(i) && self.tag(*i).finite());
        verbs.into_iter().find_map(|verb| {
            let subject = self.before(verb, sentence.start, skip)?;
            // "the law that bans": a relative pronoun is no subject of the sentence.
            (!matches!(self.tag(subject.head), Tag::Wdt | Tag::Wp)).then_some(subject)
        })
    }
}
