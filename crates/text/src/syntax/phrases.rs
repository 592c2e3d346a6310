//! Base noun phrases: determiner, modifiers and nouns up to the head, read off the tags (Ramshaw and Marcus 1995).

use super::{Tag, Tagged};
use crate::{Gap, Token};
use std::ops::Range;

/// A base noun phrase, in the numbers of the tokens it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// All of it, the determiner included.
    pub range: Range<usize>,
    /// Its head noun or pronoun.
    pub head: usize,
}

/// Whether a token can stand inside a noun phrase before its head.
fn inside(tag: Tag) -> bool {
    tag.noun()
        || tag.adjective()
        || matches!(tag, Tag::Cd | Tag::Vbn | Tag::Vbg | Tag::Hyph | Tag::Pos | Tag::Fw | Tag::Sym)
}

/// Whether a token can begin one, besides those that stand inside.
fn opens(tag: Tag) -> bool {
    matches!(tag, Tag::Dt | Tag::PrpS | Tag::Pdt | Tag::WpS)
}

/// The noun phrase that starts at `at`, determiner or not. A verb's participle belongs to it only before a noun.
pub fn starting_at(tokens: &[Token], tags: &[Tagged], at: usize) -> Option<NounPhrase> {
    let tag = |i: usize| tags.get(i).filter(|_| i < tokens.len()).map(|t| t.tag);
    if matches!(tag(at)?, Tag::Prp | Tag::Ex | Tag::Wp) {
        return Some(NounPhrase { range: at..at + 1, head: at });
    }
    let mut i = at;
    while tag(i).is_some_and(opens) {
        i += 1;
    }
    let first = i;
    let mut head = None;
    while let Some(t) = tag(i) {
        let new_line = i > at && tokens[i].gap == Gap::Line;
        let adverb = t.adverb() && tag(i + 1).is_some_and(|n| n.adjective() || n == Tag::Vbn);
        let and = t == Tag::Cc
            && i > first
            && tag(i - 1).is_some_and(Tag::adjective)
            && tag(i + 1).is_some_and(Tag::adjective);
        if new_line || !(inside(t) || adverb || and || i > first && t == Tag::PrpS) {
            break;
        }
        if t.noun() {
            head = Some(i);
        }
        i += 1;
    }
    // "the poor", "this", "those": a phrase without a noun.
    let head = match head {
        Some(head) => head,
        None if first > at => first.min(i.max(first)) - usize::from(i == first),
        None => return None,
    };
    let head = if tag(head).is_some_and(Tag::noun) { head } else { i.saturating_sub(1).max(at) };
    Some(NounPhrase { range: at..head + 1, head })
}

/// The noun phrase that ends just before `end`, its determiner included; possessives reach back to their owner.
pub fn ending_at(tokens: &[Token], tags: &[Tagged], end: usize) -> Option<NounPhrase> {
    let head = end.checked_sub(1)?;
    let tag = |i: usize| tags[i].tag;
    if matches!(tag(head), Tag::Prp | Tag::Wp | Tag::Wdt | Tag::Ex) {
        return Some(NounPhrase { range: head..end, head });
    }
    if !tag(head).noun() && !matches!(tag(head), Tag::Cd | Tag::Dt) && !tag(head).adjective() {
        return None;
    }
    let mut from = head;
    while from > 0 && tokens[from].gap != Gap::Line {
        let before = tag(from - 1);
        let adverb = before.adverb() && (tag(from).adjective() || tag(from) == Tag::Vbn);
        if inside(before) || adverb {
            from -= 1;
        } else if opens(before) {
            from -= 1;
            // "the club's": go on behind the owner.
            if from == 0 || !(opens(tag(from - 1)) || tag(from - 1) == Tag::Pos) {
                break;
            }
        } else {
            break;
        }
    }
    // A gerund or participle at the front governs the phrase: "killing 14 people".
    while from < head && matches!(tag(from), Tag::Vbg | Tag::Vbn | Tag::Hyph | Tag::Pos) {
        from += 1;
    }
    Some(NounPhrase { range: from..end, head })
}
