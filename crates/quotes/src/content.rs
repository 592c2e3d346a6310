//! Indirect speech: which words a cue reports without quotation marks.

use crate::cues::CueForm;
use crate::sources::Attribution;
use parallax_text::syntax::Clauses;
use parallax_text::{Tag, TokenKind};
use std::ops::Range;

/// The tokens that an attribution reports, inside its sentence.
pub(crate) fn content(clauses: &Clauses<'_>, sentence: Range<usize>, a: &Attribution) -> Option<Range<usize>> {
    let found = Content { clauses, sentence: sentence.start..trim_end(clauses, &sentence), a }.find()?;
    let found = trimmed(clauses, found);
    (found.len() > 1).then_some(found)
}

struct Content<'c, 't> {
    clauses: &'c Clauses<'t>,
    /// The sentence without its closing marks.
    sentence: Range<usize>,
    a: &'c Attribution,
}

/// Examples between two commas are at most so long.
const INSERTED: usize = 16;

impl Content<'_, '_> {
    fn find(&self) -> Option<Range<usize>> {
        match self.a.form.form {
            CueForm::BeforeSource => self.beside_phrase(),
            CueForm::AfterSource => {
                let from = self.a.cue.end;
                // "In Diaz's words, …"
                if self.a.tag.start == self.sentence.start + 1 && self.word(from) == "," {
                    return self.beside_phrase();
                }
                let opens = self.opens_content(from, self.sentence.end) || self.word(from) == ":";
                self.before_tag().or_else(|| opens.then(|| from..self.clause_end(from)))
            }
            CueForm::Noun => Some(self.a.cue.end + 1..self.clause_end(self.a.cue.end + 1)),
            CueForm::Verb => self.before_tag().or_else(|| self.behind_verb()),
        }
    }

    fn word(&self, at: usize) -> &str {
        self.clauses.word(at)
    }

    /// "According to X, …" and "…, according to X".
    fn beside_phrase(&self) -> Option<Range<usize>> {
        let (start, end) = (self.sentence.start, self.sentence.end);
        let tag = &self.a.tag;
        if tag.start <= start + 1 {
            let comma = (tag.end..end).find(|i| self.word(*i) == ",")?;
            return (end - comma > 3).then_some(comma + 1..end);
        }
        let before = tag.start - usize::from(self.word(tag.start - 1) == ",");
        (before > start + 2).then_some(start..before)
    }

    /// "…, the ministry said.", "…, Diaz told reporters in Lima.": a clause stands before the comma, and none behind the verb.
    fn before_tag(&self) -> Option<Range<usize>> {
        let (start, end, tag) = (self.sentence.start, self.sentence.end, &self.a.tag);
        // ", who asked the towns for water" reports nothing before it.
        let relative = matches!(self.clauses.tag(tag.start), Tag::Wp | Tag::Wdt | Tag::WpS);
        let comma = tag.start > start + 3 && self.word(tag.start - 1) == "," && !relative;
        if !comma || self.a.participle || !self.a.form.that && !self.a.form.quote {
            return None;
        }
        if self.a.form.form == CueForm::Noun {
            return None;
        }
        let behind = self.a.inverted || !self.opens_content(self.a.cue.end, end);
        // "…, Diaz said." at a sentence's end reports what is before it, also where the tagger saw no verb.
        let closes = !self.a.form.common && tag.end >= end && tag.start > start + 5;
        let clause = closes || (start..tag.start - 1).any(|i| self.clauses.tag(i).finite());
        // "In March, he said": what opens a sentence without a verb is no content.
        (behind && clause && !self.subordinate(start)).then_some(start..tag.start - 1)
    }

    /// "When asked, he said", "As he left, he said": a clause that only leads in.
    fn subordinate(&self, start: usize) -> bool {
        matches!(
            self.word(start).to_ascii_lowercase().as_str(),
            "when"
                | "as"
                | "while"
                | "after"
                | "before"
                | "asked"
                | "although"
                | "though"
                | "despite"
                | "during"
                | "following"
                | "since"
                | "if"
        )
    }

    /// Whether what follows the verb is a clause that it reports.
    fn opens_content(&self, from: usize, end: usize) -> bool {
        (from..end.min(from + 3)).any(|i| self.word(i) == "that") || self.clauses.clause_at(from, end)
    }

    /// "said that …", "said the road was closed", "asked whether …", "vowed to …", "rejected the plan".
    fn behind_verb(&self) -> Option<Range<usize>> {
        let cue = self.a.form;
        let from = if self.a.inverted { self.a.tag.end } else { self.a.cue.end };
        let end = self.sentence.end;
        if from >= end {
            return None;
        }
        // "told reporters on Monday that": the addressee and the time stand between.
        let close = end.min(from + 14);
        let that = (from..close).take_while(|i| !matches!(self.word(*i), "," | ";" | "“" | "\"")).find(|i| {
            self.word(*i) == "that"
                && (self.clauses.tag(*i) == Tag::In || *i == from || self.clauses.clause_at(*i + 1, end))
        });
        if (cue.that || cue.quote)
            && let Some(that) = that
        {
            return Some(that + 1..self.clause_end(that + 1));
        }
        if cue.that || cue.quote || !cue.common {
            let question = (from..end.min(from + 5)).find(|i| {
                matches!(self.clauses.tag(*i), Tag::Wrb | Tag::Wp) && self.word(*i) != "who"
                    || matches!(self.word(*i), "whether" | "if" | "what" | "why")
            });
            // "commented on how", "spoke about why".
            let about = |at| at == from + 1 && matches!(self.word(from), "on" | "about" | "of");
            if let Some(at) = question.filter(|at| *at == from || about(*at) || self.addressee(from, *at)) {
                return Some(at..self.clause_end(at));
            }
        }
        if cue.that
            && (!cue.common || self.clauses.tag(from) != Tag::Vbg)
            && let Some(at) = self.bare_clause(from, end)
        {
            return Some(at..self.clause_end(at));
        }
        if cue.to && cue.speech {
            let to = (from..end.min(from + 9))
                .take_while(|i| !matches!(self.word(*i), "," | ";"))
                .find(|i| self.clauses.tag(*i) == Tag::To && self.clauses.tag(*i + 1) == Tag::Vb);
            if let Some(to) = to {
                return Some(to..self.clause_end(to));
            }
        }
        if cue.object && !self.a.inverted {
            let at = from + usize::from(matches!(self.word(from), "for" | "on" | "about" | "of" | "against" | "out"));
            let object = self.clauses.chain_starting_at(at, end)?;
            let pronoun = object.range.len() == 1 && self.clauses.tag(object.head) == Tag::Prp;
            return (!pronoun && self.clauses.tag(object.head).noun()).then(|| at..self.object_end(object.range.end));
        }
        None
    }

    /// Nothing but a person spoken to, and a day, between the verb and what it reports.
    fn addressee(&self, from: usize, to: usize) -> bool {
        self.clauses.chain_starting_at(from, to).is_some_and(|c| c.range.end == to)
    }

    /// The start of a clause without "that": at once, behind a day ("said Tuesday the road was"), or behind an addressee.
    fn bare_clause(&self, from: usize, end: usize) -> Option<usize> {
        let starts = |at: usize| {
            let first = self.clauses.tag(at);
            (matches!(
                first,
                Tag::Dt
                    | Tag::Prp
                    | Tag::PrpS
                    | Tag::Nnp
                    | Tag::Nnps
                    | Tag::Nns
                    | Tag::Nn
                    | Tag::Jj
                    | Tag::Cd
                    | Tag::Ex
                    | Tag::Jjr
                    | Tag::Jjs
                    | Tag::Pdt
                    | Tag::Vbg
                    | Tag::In
                    | Tag::Rb
            )) && (self.clauses.clause_at(at, end) || !self.a.form.common && self.verb_near(at, end))
        };
        if self.word(from) == ":" && from + 2 < end {
            return Some(from + 1);
        }
        // "told reporters the road was": two phrases, the second with the verb.
        if matches!(
            self.word(self.a.cue.start),
            "told" | "tells" | "tell" | "telling" | "informed" | "assured" | "reminded" | "warned"
        ) {
            let hearer = self.clauses.chain_starting_at(from, end)?;
            if !self.clauses.finite_at(hearer.range.end, end) {
                return Some(hearer.range.end).filter(|at| starts(*at));
            }
        }
        if starts(from) && !self.leads_time(from) {
            return Some(from);
        }
        // A day or a place first: "said on Monday the road was closed".
        let mut at = from;
        if self.clauses.tag(at) == Tag::In {
            at += 1;
        }
        let time = self.clauses.tokens.get(at).is_some_and(|t| t.capital() || t.kind == TokenKind::Number);
        (time && at + 1 < end).then(|| at + 1).filter(|at| starts(*at))
    }

    /// A finite verb soon, nothing but one long phrase before it: "the recent spate of thefts in the town demands".
    fn verb_near(&self, from: usize, end: usize) -> bool {
        let stop = |i: &usize| !matches!(self.word(*i), "," | ";" | ":" | "who" | "which" | "when" | "as");
        let phrase = matches!(self.clauses.tag(from), Tag::Dt | Tag::PrpS | Tag::Nnp | Tag::Nns | Tag::Jj | Tag::Nn);
        phrase && (from + 1..end.min(from + 16)).take_while(stop).any(|i| self.clauses.tag(i).finite())
    }

    /// "said on Monday", "said in Lima": a preposition with a name opens no content.
    fn leads_time(&self, from: usize) -> bool {
        self.clauses.tag(from) == Tag::In && self.clauses.tokens.get(from + 1).is_some_and(|t| t.capital())
            || matches!(self.word(from), "as" | "after" | "before" | "when" | "while" | "because" | "during")
    }

    /// Where reported words end: with the sentence, or where a new clause takes the word.
    fn clause_end(&self, from: usize) -> usize {
        let end = self.sentence.end;
        let mut depth = 0usize;
        for i in from..end {
            match self.word(i) {
                "(" | "[" => depth += 1,
                ")" | "]" => depth = depth.saturating_sub(1),
                ";" if depth == 0 => return i,
                "," if depth == 0 && self.a.form.form == CueForm::Noun => return i,
                "," | "—" | "–" | "--" if depth == 0 && i > from + 1 && self.turns(i + 1, end) => return i,
                "and" | "but" if depth == 0 && i > from + 2 && self.new_speaker(i + 1, end) => return i,
                _ => {}
            }
        }
        end
    }

    /// Behind a comma: "according to", "but …", "while …", "and X said", "adding that".
    fn turns(&self, at: usize, end: usize) -> bool {
        let word = self.word(at);
        match word {
            "according" | "although" | "though" | "whereas" | "citing" => true,
            "while" | "but" => self.clauses.clause_at(at + 1, end),
            "and" => self.new_speaker(at + 1, end),
            "adding" | "saying" | "noting" | "warning" | "insisting" | "arguing" | "dealing" | "prompting"
            | "calling" | "claiming" | "stressing" | "suggesting" | "urging" | "accusing" | "sparking" | "raising"
            | "drawing" | "sending" => true,
            _ => false,
        }
    }

    /// "and the council said", "and added that": another verb of the narrator's.
    fn new_speaker(&self, at: usize, end: usize) -> bool {
        let subject = self.clauses.chain_starting_at(at, end).map_or(at, |s| s.range.end);
        let mut verb = subject;
        while verb < end && self.clauses.tag(verb).adverb() {
            verb += 1;
        }
        matches!(
            self.word(verb),
            "said"
                | "says"
                | "added"
                | "told"
                | "warned"
                | "called"
                | "urged"
                | "accused"
                | "insisted"
                | "noted"
                | "asked"
                | "vowed"
                | "promised"
        )
    }

    /// An object with the phrases and participles behind it, up to a comma or the next verb with tense.
    fn object_end(&self, from: usize) -> usize {
        let end = self.sentence.end;
        let mut at = from;
        while at < end {
            match self.word(at) {
                "," => match self.inserted(at) {
                    Some(behind) => at = behind,
                    None => return at,
                },
                ";" | ":" | "—" | "–" | "(" => return at,
                "and" if self.clauses.tag(at + 1).verb() => return at,
                _ => at += 1,
            }
        }
        end
    }

    /// What follows the second comma of examples between two, if the object goes on there: "accused the clubs, including Rioni
    /// and Alba, of fraud".
    fn inserted(&self, comma: usize) -> Option<usize> {
        if !matches!(self.word(comma + 1), "including" | "among" | "such" | "especially" | "particularly" | "notably") {
            return None;
        }
        let limit = self.sentence.end.min(comma + INSERTED);
        let close = (comma + 2..limit).find(|i| self.word(*i) == ",")?;
        (self.clauses.tag(close + 1) == Tag::In).then_some(close + 1)
    }
}

/// The sentence's end without its closing marks, and without a citation in parentheses, which is no part of what is said.
fn trim_end(clauses: &Clauses<'_>, sentence: &Range<usize>) -> usize {
    let mut end = sentence.end;
    while end > sentence.start && matches!(clauses.word(end - 1), "." | "!" | "?" | "”" | "\"" | "," | "''") {
        end -= 1;
    }
    if clauses.word(end.wrapping_sub(1)) == ")"
        && let Some(open) = (sentence.start..end).rev().find(|i| clauses.word(*i) == "(")
    {
        return open.max(sentence.start);
    }
    end
}

/// Without marks and joints at its ends.
fn trimmed(clauses: &Clauses<'_>, mut content: Range<usize>) -> Range<usize> {
    while content.start < content.end && matches!(clauses.word(content.start), "," | ":" | "that" | "“" | "\"" | "''")
    {
        content.start += 1;
    }
    while content.start < content.end && matches!(clauses.word(content.end - 1), "," | "." | "—" | "–") {
        content.end -= 1;
    }
    content
}
