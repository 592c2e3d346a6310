//! Who speaks: the subject of a reporting verb, or what follows "according to".

use crate::cues::{Cue, CueForm, Cues};
use parallax_core::{Note, Span, starting_in};
use parallax_entities::{ActorId, Entity, Label};
use parallax_text::{Gap, Token, among};
use std::ops::Range;

/// Offices that stand for their holder.
const OFFICES: &str = "minister president spokesman spokeswoman spokesperson leader official mayor governor premier \
    chief director chairman chair secretary colonel general coach analyst economist lawyer judge captain commissioner \
    superintendent";

/// Common nouns that stand for a body.
const BODIES: &str = "company firm insurer club bank board agency ministry department commission committee council \
    union group service observatory league party institute court police command federation association authority centre";

/// Of these the ones that mean the body spoken of last, whatever its name; "police" and "court" mean one that is named so.
const PLAIN_BODIES: &str = "company firm insurer club group bank agency board";

/// Words after which a verb of speech is a noun, or no report of speech: "a claim", "will say".
const BEFORE_NOUNS: &str = "the a an this that his her its their no any of to in for ’s 's new latest will would \
    could can may might must should";

/// Of these, the ones that decide even for words that are hardly ever nouns.
const DETERMINERS: &str = "the a an his its their to";

/// What ends the source that follows its verb.
const ENDS_SOURCE: &str = ". ; : that “ \" who which on after during when";

/// Prepositions, and "and": the name behind them is no subject.
const GOVERNS: &str = "of in on at to from with against for by about near into and over between";

/// What stands before a subject and is no part of it.
const BEFORE_SUBJECTS: &str = "and but as while when after that , said";

/// A cue with its source.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// Tokens of the cue.
    pub cue: Range<usize>,
    pub form: Cue,
    pub speaker: Option<ActorId>,
    pub speaker_at: Option<Span>,
    /// Tokens from the source's first to the cue's last, or the other way round: what is no content.
    pub tag: Range<usize>,
    /// The source follows its verb ("said Omar Diaz").
    pub inverted: bool,
    pub why: String,
}

/// One article, for looking up who speaks.
pub(crate) struct Speakers<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub entities: &'a [Entity],
}

impl Speakers<'_> {
    /// The cues of a token range, left to right, each with its source.
    pub(crate) fn attributions(&self, sentence: Range<usize>, skip: &[Range<usize>]) -> Vec<Attribution> {
        let mut out = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            if let Some(inside) = skip.iter().find(|r| r.contains(&at)) {
                at = inside.end.max(at + 1);
                continue;
            }
            match Cues::shared().at(&self.tokens[..sentence.end], at) {
                Some((len, form)) if !self.noun(at, form, &sentence) => {
                    if let Some(found) = self.source(at..at + len, form, &sentence, skip) {
                        out.push(found);
                    }
                    at += len;
                }
                _ => at += 1,
            }
        }
        out
    }

    /// "the report", "a claim": a determiner or an adjective makes the word a noun; a capital a name.
    fn noun(&self, at: usize, cue: Cue, sentence: &Range<usize>) -> bool {
        if cue.form != CueForm::Verb || at == sentence.start {
            return false;
        }
        let before = self.word(at - 1);
        // "the strikes are claimed by", "Ukrainian attacks that": passive, and a plural noun behind the name of a people.
        let passive =
            matches!(before, "is" | "are" | "was" | "were" | "been" | "being" | "be") && self.word(at).ends_with("ed");
        let plural = cue.common
            && self.word(at).ends_with('s')
            && self
                .entities
                .iter()
                .any(|e| e.label == Label::Norp && e.span().end() == self.tokens[at - 1].span().end());
        if passive || plural {
            return true;
        }
        self.tokens[at].capital() || among(BEFORE_NOUNS, before) && (cue.common || among(DETERMINERS, before))
    }

    /// The source of a cue.
    fn source(
        &self,
        cue: Range<usize>,
        form: Cue,
        sentence: &Range<usize>,
        skip: &[Range<usize>],
    ) -> Option<Attribution> {
        let words = self.tokens[cue.start].span().cover(self.tokens[cue.end - 1].span()).of(self.text).to_string();
        let make = |speaker: Option<ActorId>, at: Option<Span>, tag: Range<usize>, how: &str| {
            let who = at.map_or("", |s| s.of(self.text));
            let why = if who.is_empty() {
                format!("“{words}”: {how}")
            } else {
                format!("“{words}” with {who}: {how}")
            };
            let inverted = form.form == CueForm::Verb && tag.start == cue.start;
            Some(Attribution { cue: cue.clone(), form, speaker, speaker_at: at, tag, inverted, why })
        };
        let after = || self.after(cue.end, sentence.end, skip);
        match form.form {
            CueForm::BeforeSource => {
                let (id, span, end) = self.after(cue.end, sentence.end, skip)?;
                make(id, Some(span), cue.start..end, "the source follows")
            }
            CueForm::AfterSource => {
                let (id, span, start) = self.before(cue.start, sentence.start, skip)?;
                make(id, Some(span), start..cue.end, "the source stands before")
            }
            CueForm::Verb => {
                // Inverted order, "…," said Minister X: the verb stands right behind a quotation or a comma.
                let previous = cue.start.checked_sub(1).filter(|b| *b >= sentence.start).map_or("", |b| self.word(b));
                let inverted = matches!(previous, "," | "”" | "\"" | "»" | "’" | "'" | "“" | "—" | "–" | "" | "-")
                    || skip.iter().any(|r| r.end == cue.start);
                if inverted && let Some((id, span, end)) = after() {
                    return make(id, Some(span), cue.start..end, "the speaker follows the verb");
                }
                if let Some((id, span, start)) = self.before(cue.start, sentence.start, skip) {
                    return make(id, Some(span), start..cue.end, "the subject of the verb");
                }
                None
            }
        }
    }

    /// The source that begins within a few tokens after `at`: a name, with its title before it, or a pronoun.
    fn after(&self, at: usize, end: usize, skip: &[Range<usize>]) -> Option<(Option<ActorId>, Span, usize)> {
        let limit = end.min(at + 14);
        let stop = (at..limit)
            .find(|i| {
                skip.iter().any(|r| r.contains(i))
                    || among(ENDS_SOURCE, self.word(*i))
                    || (*i > at && self.word(*i) == ",")
            })
            .unwrap_or(limit);
        // "said Anna Ray, the mayor": the first person, else the first that can act.
        let names = self.between(at, stop);
        let chosen =
            names.iter().find(|e| e.label == Label::Person).or_else(|| names.iter().rev().find(|e| e.label.acts()));
        if let Some(e) = chosen {
            let to = (at..end).find(|i| self.tokens[*i].span().start() >= e.span().end()).unwrap_or(end);
            return Some((Some(e.actor.clone()), e.span(), to));
        }
        let (from, to) = (at, stop.min(at + 5));
        (from < to).then(|| self.unnamed(from, to)).flatten().map(|(id, span)| (id, span, to))
    }

    /// The subject that ends shortly before `at`.
    fn before(&self, at: usize, start: usize, skip: &[Range<usize>]) -> Option<(Option<ActorId>, Span, usize)> {
        // Back to the clause's start: a quotation, a full stop, a semicolon; a comma only where a pronoun or name follows at once.
        let mut from = at;
        while from > start && at - from < 22 {
            let i = from - 1;
            if skip.iter().any(|r| r.contains(&i))
                || matches!(self.word(i), ";" | ":" | "“" | "”" | "\"" | "but" | "that" | "while" | "(" | ")")
            {
                break;
            }
            if self.word(i) == "and" && self.pronoun(from).is_some() {
                break;
            }
            from = i;
        }
        // "the Russian defence minister argued": an office right before the verb means its holder.
        let office = (at > from && self.pronoun(at - 1).is_none()).then(|| self.unnamed(at - 1, at)).flatten();
        if let Some((id, span)) = office {
            return Some((id, span, self.phrase_start(at - 1, start)));
        }
        if let Some((id, span)) = self.pronoun_in(from, at) {
            let first = (from..at).find(|i| self.tokens[*i].span().start() >= span.start()).unwrap_or(from);
            return Some((id, span, first));
        }
        let names = self.between(from, at);
        let free = |e: &&&Entity| !self.governed(e.span());
        let person = names.iter().filter(free).rfind(|e| e.label == Label::Person);
        let chosen = person.or_else(|| names.iter().filter(free).rfind(|e| e.label.acts()))?;
        let first = (from..at).find(|i| self.tokens[*i].span().start() >= chosen.span().start()).unwrap_or(from);
        let first = self.phrase_start(first, start);
        Some((Some(chosen.actor.clone()), chosen.span(), first))
    }

    /// Whether a preposition right before the name makes it no subject ("of Ukraine", "in Minsk").
    fn governed(&self, span: Span) -> bool {
        let at = self.tokens.partition_point(|t| t.span().start() < span.start());
        let mut i = at;
        while i > 0 && at - i < 3 && matches!(self.word(i - 1), "the" | "a" | "an") {
            i -= 1;
        }
        i > 0 && among(GOVERNS, self.word(i - 1)) && self.tokens[i - 1].gap != Gap::Line
    }

    /// Back over the title and determiner that belong to a name.
    fn phrase_start(&self, mut at: usize, start: usize) -> usize {
        while at > start && self.tokens[at - 1].is_word() && !among(BEFORE_SUBJECTS, self.word(at - 1)) {
            at -= 1;
        }
        at
    }

    fn between(&self, from: usize, to: usize) -> Vec<&Entity> {
        if from >= to {
            return Vec::new();
        }
        let (start, end) = (self.tokens[from].span().start(), self.tokens[to - 1].span().end());
        starting_in(self.entities, Span::new(start, end)).iter().filter(|e| e.span().end() <= end).collect()
    }

    /// A pronoun that is the subject right before `at`.
    fn pronoun_in(&self, from: usize, at: usize) -> Option<(Option<ActorId>, Span)> {
        let near = (from.max(at.saturating_sub(4))..at).rev().find(|i| self.pronoun(*i).is_some())?;
        let named = self.between(near, at).iter().any(|e| e.label == Label::Person);
        if named {
            return None;
        }
        self.unnamed(near, near + 1)
    }

    fn pronoun(&self, at: usize) -> Option<()> {
        matches!(self.word(at), "he" | "she" | "He" | "She" | "they" | "They" | "who" | "it" | "It").then_some(())
    }

    /// A pronoun or an office ("the minister"): the person spoken of last; "they" and "it" the body.
    fn unnamed(&self, from: usize, to: usize) -> Option<(Option<ActorId>, Span)> {
        let at = (from..to)
            .find(|i| self.pronoun(*i).is_some() || among(OFFICES, self.word(*i)) || among(BODIES, self.word(*i)))?;
        let word = self.word(at).to_ascii_lowercase();
        let span = self.tokens[at].span();
        let earlier = || {
            let before = self.entities.partition_point(|e| e.span().start() < span.start());
            self.entities[..before]
                .iter()
                .rev()
                .take_while(|e| span.start() - e.span().start() < 1200)
                .filter(|e| e.span().end() <= span.start())
        };
        let found = match word.as_str() {
            // "Rioni won 54 seats, it said": not the body that its own sentence is about.
            "they" | "it" => {
                let sentence = (0..at).rev().take(60).find(|i| matches!(self.word(*i), "." | "?" | "!"));
                let start = sentence.map_or(0, |i| self.tokens[i].span().start());
                earlier().find(|e| e.label == Label::Org && e.span().start() < start)
            }
            body if among(BODIES, body) => {
                let named = |e: &&Entity| e.label == Label::Org && e.span().of(self.text).to_lowercase().contains(body);
                let plain = among(PLAIN_BODIES, body);
                earlier().find(named).or_else(|| earlier().find(|e| plain && e.label == Label::Org))
            }
            // "NATO’s chief, who said": the person right before.
            "who" => earlier().find(|e| e.label == Label::Person && span.start() - e.span().end() < 60),
            "he" | "she" => earlier().find(|e| e.label == Label::Person),
            office => {
                let titled = |e: &&Entity| {
                    e.label == Label::Person
                        && e.title_at.is_some_and(|t| t.of(self.text).to_lowercase().contains(office))
                };
                earlier().find(titled).or_else(|| earlier().find(|e| e.label == Label::Person))
            }
        };
        Some((found.map(|e| e.actor.clone()), span))
    }

    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }
}
