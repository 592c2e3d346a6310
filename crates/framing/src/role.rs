//! What a mention does in its sentence: subject or object of which verb, owner of what, governed by which preposition.

use crate::lists::{only_helps, to_be};
use crate::prose::Line;
use parallax_text::Tag;
use std::ops::Range;

/// The part a mention plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Does what a verb says.
    Doer,
    /// Has it done: subject of a passive.
    Sufferer,
    /// Object of a verb.
    Object,
    /// Behind "by" after a participle.
    Agent,
    /// Behind another preposition.
    Governed,
    /// Owner of what follows.
    Owner,
    /// First part of a longer noun phrase: "the Diaz campaign".
    Modifier,
    /// None of these.
    Other,
}

/// A mention's part, with the words that give it.
#[derive(Clone, Debug)]
pub struct Role {
    /// Which.
    pub part: Part,
    /// The whole phrase: determiner, title, modifiers, the mention.
    pub phrase: Range<usize>,
    /// The verb it is subject or object of; the preposition that governs it; the noun it owns or modifies.
    pub governor: Option<usize>,
    /// What the preposition hangs on ("criticism of"): noun, verb or adjective.
    pub above: Option<usize>,
    /// Words of what is said of it as a subject: from its verb to the end of the clause.
    pub predicate: Range<usize>,
}

impl Role {
    /// The part that the words `target` play.
    pub fn of(scene: &Line<'_>, target: &Range<usize>) -> Role {
        let phrase = phrase(scene, target);
        let mut role = Role { part: Part::Other, phrase, governor: None, above: None, predicate: 0..0 };
        let end = target.end;
        if scene.tag(end) == Tag::Pos || scene.tag(target.end.saturating_sub(1)) == Tag::PrpS {
            let from = if scene.tag(end) == Tag::Pos { end + 1 } else { end };
            role.part = Part::Owner;
            role.governor = head(scene, from);
        } else if scene.tag(end).noun() && !scene.words[end].name {
            role.part = Part::Modifier;
            role.governor = head(scene, end);
        }
        // What is said of it as a subject, or of the phrase whose owner it is.
        let last = role.governor.map_or(end, |g| g + 1);
        let verb = verb_after(scene, last);
        let before = role.phrase.start.checked_sub(1);
        let left = before.map(|b| (scene.tag(b), scene.word(b)));
        if role.part == Part::Other {
            match left {
                Some((Tag::In | Tag::To, word)) if !opens_clause(word) || verb.is_none() => {
                    let at = role.phrase.start - 1;
                    role.governor = Some(at);
                    role.above = (0..at).rev().take(3).find(|i| {
                        let tag = scene.tag(*i);
                        (tag.noun() || tag.verb() || tag.adjective()) && !scene.words[*i].mark
                    });
                    let done = role.above.is_some_and(|a| scene.tag(a) == Tag::Vbn);
                    role.part = if word.eq_ignore_ascii_case("by") && done { Part::Agent } else { Part::Governed };
                    return role;
                }
                Some((tag, _)) if tag.verb() && (verb.is_none() || !tag.finite()) => {
                    role.part = Part::Object;
                    role.governor = before;
                }
                Some((Tag::Rp, _)) if role.phrase.start >= 2 && scene.tag(role.phrase.start - 2).verb() => {
                    role.part = Part::Object;
                    role.governor = Some(role.phrase.start - 2);
                }
                _ => {}
            }
        }
        if let Some((verb, passive)) = verb {
            let clause = scene.words[verb].clause;
            let stop = (verb..scene.words.len()).find(|i| scene.words[*i].clause > clause + 1);
            role.predicate = verb..stop.unwrap_or(scene.words.len());
            if role.part == Part::Other {
                role.part = if passive { Part::Sufferer } else { Part::Doer };
                role.governor = Some(verb);
            }
        }
        role
    }

    /// Whether it does what the word at `at` says: subject, owner, or behind "by".
    pub fn does(&self, scene: &Line<'_>, at: usize) -> bool {
        match self.part {
            Part::Doer | Part::Owner => self.governor == Some(at),
            Part::Agent => self.above == Some(at),
            Part::Governed => self.above == Some(at) && self.by(scene),
            _ => false,
        }
    }

    /// Whether it has it done: object, subject of a passive, or behind another preposition ("an attack on Diaz").
    pub fn suffers(&self, scene: &Line<'_>, at: usize) -> bool {
        match self.part {
            Part::Object | Part::Sufferer => self.governor == Some(at),
            Part::Governed => self.above == Some(at) && !self.by(scene),
            _ => false,
        }
    }

    fn by(&self, scene: &Line<'_>) -> bool {
        self.governor.is_some_and(|g| scene.word(g).eq_ignore_ascii_case("by"))
    }
}

/// "that", "if", "because": what follows them is a clause, not governed.
fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "as"
            | "while"
            | "because"
            | "after"
            | "before"
            | "if"
            | "since"
            | "although"
            | "though"
            | "until"
            | "unless"
            | "whether"
            | "than"
            | "like"
            | "so"
    )
}

/// The mention with the determiner, title and modifiers before it.
fn phrase(scene: &Line<'_>, target: &Range<usize>) -> Range<usize> {
    let mut from = target.start;
    while from > 0 {
        let tag = scene.tag(from - 1);
        let inside = tag.adjective()
            || tag.noun()
            || matches!(tag, Tag::Dt | Tag::Cd | Tag::Hyph | Tag::Vbn | Tag::Vbg | Tag::PrpS | Tag::Pdt);
        if !inside || target.start - from >= 8 {
            break;
        }
        from -= 1;
        if matches!(tag, Tag::Dt | Tag::PrpS) {
            break;
        }
    }
    // A participle in front governs the phrase: "criticising Diaz".
    while from < target.start && matches!(scene.tag(from), Tag::Vbg | Tag::Vbn | Tag::Hyph) {
        from += 1;
    }
    from..target.end
}

/// The last noun of the run of nouns and adjectives from `at`.
fn head(scene: &Line<'_>, at: usize) -> Option<usize> {
    let inside = |i: &usize| {
        let tag = scene.tag(*i);
        tag.noun() || tag.adjective() || tag.adverb() || matches!(tag, Tag::Hyph | Tag::Cd | Tag::Vbn | Tag::Vbg)
    };
    (at..scene.words.len().min(at + 6)).take_while(inside).filter(|i| scene.tag(*i).noun()).last()
}

/// The main verb of the first verb group behind `at`, and whether it is passive: appositions between commas are passed over.
fn verb_after(scene: &Line<'_>, at: usize) -> Option<(usize, bool)> {
    let limit = scene.words.len().min(at + 24);
    let mut i = at;
    if scene.word(i) == "," || scene.word(i) == "(" {
        let close = (i + 1..limit).find(|n| matches!(scene.word(*n), "," | ")"))?;
        i = close + 1;
    }
    let mut passed = 0;
    while i < limit {
        let (tag, word) = (scene.tag(i), scene.word(i));
        if tag.finite() {
            return Some(main_verb(scene, i, limit));
        }
        let goes_on = tag.adverb()
            || tag.noun()
            || tag.adjective()
            || matches!(tag, Tag::In | Tag::Dt | Tag::Cc | Tag::Cd | Tag::Wp | Tag::PrpS | Tag::Pos | Tag::Hyph);
        if !goes_on || opens_clause(word) && tag == Tag::In || passed > 8 {
            return None;
        }
        passed += 1;
        i += 1;
    }
    None
}

/// The last verb of the group that begins at `at`.
fn main_verb(scene: &Line<'_>, at: usize, limit: usize) -> (usize, bool) {
    let (mut main, mut be) = (at, to_be(scene.word(at)));
    let mut i = at + 1;
    let mut helps = scene.tag(at) == Tag::Md || only_helps(scene.word(at));
    while helps && i < limit {
        let tag = scene.tag(i);
        if tag.verb() {
            let passive = be && tag == Tag::Vbn;
            main = i;
            if passive {
                return (main, true);
            }
            helps = only_helps(scene.word(i));
            be = to_be(scene.word(i));
        } else if !(tag.adverb() || scene.word(i).eq_ignore_ascii_case("not")) {
            break;
        }
        i += 1;
    }
    (main, false)
}
