//! What the model of tone sees of a mention: every word of the sentence by where it stands to the mention, and what governs it.

use crate::linear::{Feature, mix};
use crate::prose::Word;
use crate::role::Role;
use crate::scene::View;
use parallax_text::Tag;
use std::ops::Range;

/// Takes the features of one mention after another in a sentence.
pub(super) trait Sink {
    /// A word in some slots of its block: bits of a mask.
    fn word(&mut self, at: usize, slots: u32);
    /// What two words show together.
    fn add(&mut self, kind: u64, key: u64, at: usize);
    /// One of the few things that a list, a part of speech or a count can show: its number, see [`small`].
    fn small(&mut self, number: u64, at: usize);
    /// One that no single word shows.
    fn plain(&mut self, number: u64) {
        self.small(number, usize::from(Feature::NOWHERE));
    }
}

/// The block of a word: its stem, and whether it is negated. It is found once for all mentions of a sentence.
pub(super) fn block(word: &Word) -> u64 {
    mix(1, word.stem.wrapping_add(u64::from(word.negated).wrapping_mul(0x5851_f42d_4c95_7f2d)))
}

/// The features of the mention at `target`, tokens of the sentence. For training.
pub fn features(scene: &View<'_>, target: &Range<usize>) -> Vec<Feature> {
    let mut out = List { scene, out: Vec::new() };
    far(scene, target, &mut out);
    near(scene, target, &Role::of(scene, target), &mut out);
    out.out
}

struct List<'a> {
    scene: &'a View<'a>,
    out: Vec<Feature>,
}

impl Sink for List<'_> {
    fn word(&mut self, at: usize, slots: u32) {
        let block = block(&self.scene.words[at]);
        self.out.extend((0..32).filter(|slot| slots >> slot & 1 == 1).map(|slot| Feature::of(block, slot, at)));
    }

    fn add(&mut self, kind: u64, key: u64, at: usize) {
        self.out.push(Feature::of(mix(kind, key), 0, at));
    }

    fn small(&mut self, number: u64, at: usize) {
        self.out.push(Feature::small(number, at));
    }
}

/// Slots of a word: anywhere; by clause (3); as what governs the mention, by its part (8); above that; by side and distance (8);
/// right before, right behind, one further, in the phrase of the mention.
mod slot {
    pub const ANYWHERE: u32 = 1;
    pub const CLAUSE: u32 = 1 << 1;
    pub const GOVERNS: u32 = 1 << 4;
    pub const ABOVE: u32 = 1 << 12;
    pub const NEAR: u32 = 1 << 13;
    pub const BEFORE: u32 = 1 << 21;
    pub const BEHIND: u32 = 1 << 22;
    pub const BEFORE_THAT: u32 = 1 << 23;
    pub const BEHIND_THAT: u32 = 1 << 24;
    pub const PHRASE: u32 = 1 << 25;
}

/// Where the numbers of each of the few things begin.
pub(super) mod small {
    /// The mention's part; with whether it is quoted; its kind; its place, names and words of the sentence.
    pub const PART: u64 = 0;
    pub const QUOTED: u64 = PART + 8;
    pub const KIND: u64 = QUOTED + 16;
    pub const PLACE: u64 = KIND + 16;
    pub const NAMES: u64 = PLACE + 4;
    pub const WORDS: u64 = NAMES + 13;
    /// What the lists make of the sentence, the clause, what stands near, the predicate, what does not happen; how many words.
    pub const TOTAL: u64 = WORDS + 9;
    pub const CLAUSE: u64 = TOTAL + 13;
    pub const NEAR: u64 = CLAUSE + 13;
    pub const PREDICATE: u64 = NEAR + 13;
    pub const SAID: u64 = PREDICATE + 13;
    pub const COUNTS: u64 = SAID + 13;
    /// A listed word's sign; with where it stands; with the mention's part; as what governs it or is above; as its adjective.
    pub const SIGN: u64 = COUNTS + 25;
    pub const SIDE: u64 = SIGN + 4;
    pub const SIDE_PART: u64 = SIDE + 16;
    pub const GOVERNS: u64 = SIDE_PART + 128;
    pub const ABOVE: u64 = GOVERNS + 32;
    pub const ADJECTIVE: u64 = ABOVE + 4;
    /// So many in all.
    pub const ALL: u64 = ADJECTIVE + 4;
}

/// So many small numbers there are.
pub const SMALL: u64 = small::ALL;

/// More clauses between word and mention are all the same.
pub(super) const MOST_CLAUSES: u8 = 2;

/// All slots of a word as one that stands far off: the first is its own, whatever lies between, those behind it go by clauses.
pub(super) const FAR: u32 = (1 << (MOST_CLAUSES + 2)) - 1;

/// Which of them a word has, by how many clauses lie between it and the mention; none if it only builds grammar.
fn far_slots(word: &Word, clauses: u8) -> u32 {
    if word.tells() { slot::ANYWHERE | slot::CLAUSE << clauses.min(MOST_CLAUSES) } else { 0 }
}

/// Every word, by clause.
pub(super) fn far(scene: &View<'_>, target: &Range<usize>, out: &mut impl Sink) {
    let clause = scene.words[target.start].clause;
    for (i, word) in scene.words.iter().enumerate().filter(|(i, _)| !target.contains(i)) {
        out.word(i, far_slots(word, word.clause.abs_diff(clause)));
    }
}

/// What is said of the mention where it stands.
pub(super) fn near(scene: &View<'_>, target: &Range<usize>, role: &Role, out: &mut impl Sink) {
    beside(scene, target, out);
    syntax(scene, target, role, out);
    lists(scene, target, role, out);
}

/// So many words on either side are near.
const NEAR: usize = 11;

/// The words near by, by side and distance.
fn beside(scene: &View<'_>, target: &Range<usize>, out: &mut impl Sink) {
    let window = target.start.saturating_sub(NEAR)..scene.words.len().min(target.end + NEAR);
    for i in window.filter(|i| !target.contains(i) && !scene.words[*i].mark) {
        let left = i < target.start;
        let distance = match if left { target.start - i } else { i + 1 - target.end } {
            0..=1 => 0,
            2..=3 => 1,
            4..=6 => 2,
            _ => 3,
        };
        out.word(i, slot::NEAR << (distance + if left { 4 } else { 0 }));
    }
}

/// What governs the mention and what stands right beside it.
fn syntax(scene: &View<'_>, target: &Range<usize>, role: &Role, out: &mut impl Sink) {
    let part = role.part as u64;
    let anchor = scene.words[target.start];
    out.plain(small::PART + part);
    out.plain(small::QUOTED + part * 2 + u64::from(anchor.quoted));
    out.plain(small::KIND + anchor.kind());
    out.plain(small::PLACE + (target.start as u64).min(3));
    out.plain(small::NAMES + (scene.names as u64).min(12));
    out.plain(small::WORDS + (scene.words.len() as u64 / 6).min(8));
    if let Some(governor) = role.governor {
        let g = scene.words[governor];
        out.word(governor, slot::GOVERNS << part);
        if let Some(above) = role.above {
            let a = scene.words[above];
            out.add(150, a.key.rotate_left(13) ^ g.key, above);
            out.add(151, a.stem.rotate_left(13) ^ g.key, above);
            out.word(above, slot::ABOVE);
        }
    }
    for i in role.phrase.start..target.start {
        out.word(i, slot::PHRASE);
    }
    let there = |at: Option<usize>| at.filter(|i| *i < scene.words.len());
    let [b1, b2] = [1, 2].map(|n| there(target.start.checked_sub(n)));
    let [a1, a2] = [0, 1].map(|n| there(Some(target.end + n)));
    let beside = [(b1, slot::BEFORE), (b2, slot::BEFORE_THAT), (a1, slot::BEHIND), (a2, slot::BEHIND_THAT)];
    for (at, slot) in beside {
        at.into_iter().for_each(|at| out.word(at, slot));
    }
    let word = |at: Option<usize>| at.map_or(7, |i| scene.words[i].key);
    let place = |at: Option<usize>| at.unwrap_or(usize::from(Feature::NOWHERE));
    out.add(182, word(b2).rotate_left(11) ^ word(b1), place(b1));
    out.add(183, word(a1).rotate_left(11) ^ word(a2), place(a1));
    out.add(184, word(b1).rotate_left(11) ^ word(a1), place(a1));
}

/// What the lists make of the sentence, the mention's clause, its predicate and its phrase.
fn lists(scene: &View<'_>, target: &Range<usize>, role: &Role, out: &mut impl Sink) {
    let part = role.part as u64;
    let anchor = scene.words[target.start];
    let bin = |sum: f32| ((sum.clamp(-6.0, 6.0) * 0.999).round() + 6.0) as u64;
    let (mut total, mut clause, mut near, mut predicate, mut said) = (0.0, 0.0, 0.0, 0.0, 0.0);
    let (mut bad, mut good) = (0, 0);
    for (i, worth) in &scene.worth {
        let w = scene.words[*i];
        let close = i.abs_diff(target.start) <= 6 || i.abs_diff(target.end) <= 6;
        let add = |sum: &mut f32, yes: bool| *sum += if yes { *worth } else { 0.0 };
        total += worth;
        add(&mut clause, w.clause == anchor.clause);
        add(&mut near, close);
        add(&mut predicate, role.predicate.contains(i));
        add(&mut said, !w.event);
        bad += u64::from(*worth < 0.0);
        good += u64::from(*worth > 0.0);
        let sign = u64::from(*worth > 0.0) + 2 * u64::from(w.event);
        let side = u64::from(w.clause == anchor.clause) * 2 + u64::from(*i < target.start);
        out.small(small::SIGN + sign, *i);
        out.small(small::SIDE + sign * 4 + side, *i);
        out.small(small::SIDE_PART + (sign * 8 + part) * 4 + side, *i);
        if role.governor == Some(*i) {
            out.small(small::GOVERNS + sign * 8 + part, *i);
        }
        if role.above == Some(*i) {
            out.small(small::ABOVE + sign, *i);
        }
        if w.tag == Tag::Jj && role.phrase.contains(i) {
            out.small(small::ADJECTIVE + sign, *i);
        }
    }
    out.plain(small::TOTAL + bin(total));
    out.plain(small::CLAUSE + bin(clause));
    out.plain(small::NEAR + bin(near));
    out.plain(small::PREDICATE + bin(predicate));
    out.plain(small::SAID + bin(said));
    out.plain(small::COUNTS + bad.min(4) * 5 + good.min(4));
}
