//! Verb groups, their subjects and the ends of clauses, read off the tags: what quotations and framing ask of a sentence.

use super::{Tag, Tagged, phrases};
use crate::{Gap, Token};
use std::ops::Range;

/// One stretch of text with its tags, by token number.
#[derive(Clone, Copy)]
pub struct Clauses<'t> {
    /// The article's text.
    pub text: &'t str,
    /// All its tokens.
    pub tokens: &'t [Token],
    /// Their tags, one for one.
    pub tags: &'t [Tagged],
}

/// A subject: all its words, and the head of its first phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// From its determiner to its last word, appositions included.
    pub range: Range<usize>,
    /// Its head noun or pronoun.
    pub head: usize,
}

/// Prepositions that open a clause: the phrase behind them is a subject of its own.
const SUBORDINATORS: [&str; 20] = [
    "that", "as", "while", "because", "after", "before", "if", "since", "although", "though", "when", "where", "until",
    "unless", "whether", "once", "whereas", "so", "than", "like",
];

/// Forms of "be", "have" and "do" as they stand before another verb.
pub fn auxiliary(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "having"
            | "do"
            | "does"
            | "did"
    )
}

impl<'t> Clauses<'t> {
    /// The letters of a token.
    pub fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// The tag of a token.
    pub fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).map_or(Tag::Punct, |t| t.tag)
    }

    /// The first token of the verb group that ends with `verb`: auxiliaries and adverbs before it, not before `floor`.
    pub fn group_start(&self, verb: usize, floor: usize) -> usize {
        let mut at = verb;
        while at > floor {
            let (tag, word) = (self.tag(at - 1), self.word(at - 1));
            let auxiliary = tag == Tag::Md || auxiliary(word);
            let adverb = tag.adverb() && !matches!(word, "ago" | "later" | "earlier") || word == "not" || word == "n't";
            if !(auxiliary || adverb) || self.tokens[at].gap == Gap::Line {
                break;
            }
            at -= 1;
        }
        at
    }

    /// The subject of the verb group that ends with `verb`: the noun phrase before it with what is attached to it
    /// ("the chief of the club", "the mayor, Ana Diaz,"), not before `floor`.
    pub fn subject(&self, verb: usize, floor: usize) -> Option<Subject> {
        let end = self.group_start(verb, floor);
        if end == floor {
            return None;
        }
        // "Ana Diaz, the mayor, said", "Diaz, 25, said": what stands between two commas belongs to the name before.
        if self.word(end - 1) == "," {
            let low = floor.max(end.saturating_sub(40));
            let opens = (low..end - 1).rev().find(|i| self.word(*i) == "," && !self.listed(*i, end - 1));
            let opens = opens.filter(|i| i + 1 < end - 1 && self.attaches(*i + 1))?;
            // Two verbs in a row: what the commas hold is a clause, no apposition.
            let relative = matches!(self.tag(opens + 1), Tag::Wp | Tag::Wdt | Tag::WpS);
            if !relative && (opens + 1..end - 1).any(|i| self.tag(i).finite()) {
                return None;
            }
            let named = self.chain_ending_at(opens, floor)?;
            return Some(Subject { range: named.range.start..end - 1, head: named.head });
        }
        if matches!(self.word(end - 1), ")" | "]") {
            let open = (floor..end - 1).rev().find(|i| matches!(self.word(*i), "(" | "["))?;
            let named = self.chain_ending_at(open, floor)?;
            return Some(Subject { range: named.range.start..end, head: named.head });
        }
        self.chain_ending_at(end, floor)
    }

    /// Whether a comma parts members of one list or a place from its region, and so opens nothing.
    fn listed(&self, comma: usize, close: usize) -> bool {
        close - comma < 2
    }

    /// What can stand between a name and its verb: an apposition, an age, a clause with "who", a participle.
    fn attaches(&self, at: usize) -> bool {
        let tag = self.tag(at);
        tag.noun()
            || tag.adjective()
            || matches!(
                tag,
                Tag::Dt
                    | Tag::Cd
                    | Tag::PrpS
                    | Tag::Wp
                    | Tag::Wdt
                    | Tag::WpS
                    | Tag::Vbg
                    | Tag::Vbn
                    | Tag::In
                    | Tag::Rb
                    | Tag::Jjs
            )
    }

    /// The noun phrase that ends before `end`, with those that prepositions tie it to: "a narrator in the ad".
    pub fn chain_ending_at(&self, end: usize, floor: usize) -> Option<Subject> {
        let last = phrases::ending_at(&self.tokens[..end.min(self.tokens.len())], self.tags, end)?;
        if last.range.start < floor {
            let head = last.head.max(floor);
            return Some(Subject { range: floor..end, head });
        }
        let mut subject = Subject { range: last.range, head: last.head };
        while subject.range.start > floor {
            let before = subject.range.start - 1;
            let word = self.word(before);
            let ties = (self.tag(before) == Tag::In || self.tag(before) == Tag::To)
                && !SUBORDINATORS.contains(&word.to_ascii_lowercase().as_str());
            let joins = self.tag(before) == Tag::Cc && word == "and" && before > floor && self.tag(before - 1).noun();
            if !(ties || joins) || before == floor {
                break;
            }
            match phrases::ending_at(self.tokens, self.tags, before) {
                Some(np) if np.range.start >= floor && self.tag(np.head) != Tag::Prp => {
                    subject.range.start = np.range.start;
                    subject.head = np.head;
                }
                _ => break,
            }
        }
        Some(subject)
    }

    /// The noun phrase that starts at `at` with the phrases that prepositions tie to it, at most to `limit`.
    pub fn chain_starting_at(&self, at: usize, limit: usize) -> Option<Subject> {
        let first = phrases::starting_at(&self.tokens[..limit], self.tags, at)?;
        let mut subject = Subject { range: first.range, head: first.head };
        loop {
            let next = subject.range.end;
            let ties = next + 1 < limit
                && (matches!(self.tag(next), Tag::In | Tag::Pos)
                    || self.tag(next) == Tag::To && self.tag(next + 1) != Tag::Vb)
                && !SUBORDINATORS.contains(&self.word(next));
            let joins = next + 1 < limit && self.tag(next) == Tag::Cc && self.tag(subject.head).noun();
            if !(ties || joins) {
                return Some(subject);
            }
            match phrases::starting_at(&self.tokens[..limit], self.tags, next + 1) {
                Some(np) if !(joins && self.finite_at(np.range.end, limit)) => subject.range.end = np.range.end,
                _ => return Some(subject),
            }
        }
    }

    /// Whether a finite verb stands at `at`, adverbs before it passed over.
    pub fn finite_at(&self, at: usize, limit: usize) -> bool {
        let mut i = at;
        while i < limit && self.tag(i).adverb() {
            i += 1;
        }
        i < limit && self.tag(i).finite()
    }

    /// Whether a clause with a subject and a finite verb of its own begins at `at`: "the road was closed".
    pub fn clause_at(&self, at: usize, limit: usize) -> bool {
        let mut from = at;
        // "on Monday the road was closed", "despite the talks, it will"
        if matches!(self.tag(from), Tag::Rb | Tag::Cc) {
            from += 1;
        }
        let Some(subject) = self.chain_starting_at(from, limit) else { return false };
        let mut i = subject.range.end;
        // A clause or an apposition between: "the man, who fled, was", "the mayor, an old man, was"; the last has a comma behind it.
        let near = limit.min(i + 22);
        let finite = |from: usize| (from..near).any(|n| self.tag(n).finite());
        if matches!(self.tag(i), Tag::Wp | Tag::Wdt | Tag::Vbn | Tag::Vbg) {
            return finite(i);
        }
        if self.word(i) == "," && self.attaches(i + 1) {
            let relative = matches!(self.tag(i + 1), Tag::Wp | Tag::Wdt | Tag::WpS);
            let close = (i + 1..near).find(|n| relative || self.word(*n) == ",");
            return close.is_some_and(finite);
        }
        while i < limit && (self.tag(i).adverb() || self.tag(i) == Tag::Rp) {
            i += 1;
        }
        i < limit && self.tag(i).finite()
    }
}
