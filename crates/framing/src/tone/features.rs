//! What the model of tone sees of a mention: every word of the sentence by where it stands to the mention, and what governs it.

use crate::linear::{Feature, mix};
use crate::role::Role;
use crate::scene::{View, Word};
use parallax_text::Tag;
use std::ops::Range;

/// Takes the features of one mention after another in a sentence.
pub(super) trait Sink {
    /// A word in some slots of its block: bits of a mask.
    fn word(&mut self, at: usize, slots: u32);
    /// What a word shows of a kind.
    fn add(&mut self, kind: u64, key: u64, at: usize);
    /// What no single word shows.
    fn plain(&mut self, kind: u64, key: u64) {
        self.add(kind, key, usize::from(Feature::NOWHERE));
    }
}

/// The block of a word: its stem, and whether it is negated. It is found once for all mentions of a sentence.
pub(super) fn block(word: &Word) -> u64 {
    mix(1, word.stem.wrapping_add(u64::from(word.negated).wrapping_mul(0x5851_f42d_4c95_7f2d)))
}

/// The features of the mention at `target`, tokens of the sentence. For training.
pub fn features(scene: &View<'_>, target: &Range<usize>) -> Vec<Feature> {
    let mut out = List { scene, out: Vec::new() };
    tell(scene, target, &Role::of(scene, target), &mut out);
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
}

/// Tells a sink all that is seen of a mention.
pub(super) fn tell(scene: &View<'_>, target: &Range<usize>, role: &Role, out: &mut impl Sink) {
    far(scene, target, out);
    near(scene, target, role, out);
}

/// Slots of a word: anywhere; by clause (3); as what governs the mention, by its part (8); above that; by side and distance (8).
mod slot {
    pub const ANYWHERE: u32 = 1;
    pub const CLAUSE: u32 = 1 << 1;
    pub const GOVERNS: u32 = 1 << 4;
    pub const ABOVE: u32 = 1 << 12;
    pub const NEAR: u32 = 1 << 13;
}

/// The slots of a word wherever it stands, by how many clauses lie between it and the mention; none for a word that only
/// builds grammar.
pub(super) fn far_slots(word: &Word, clauses: u8) -> u32 {
    if word.mark || word.grammar() { 0 } else { slot::ANYWHERE | slot::CLAUSE << clauses.min(MOST_CLAUSES) }
}

/// More clauses between word and mention are all the same.
pub(super) const MOST_CLAUSES: u8 = 2;

/// Every word, by clause.
fn far(scene: &View<'_>, target: &Range<usize>, out: &mut impl Sink) {
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
    out.plain(120, part);
    out.plain(121, part * 2 + u64::from(scene.words[target.start].quoted));
    let kind = if scene.words[target.start].name { scene.words[target.start].key } else { 1 };
    out.plain(122, kind);
    out.plain(124, (target.start as u64).min(3));
    out.plain(125, (scene.names as u64).min(12));
    out.plain(126, (scene.words.len() as u64 / 6).min(8));
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
        out.add(170, scene.words[i].key, i);
        out.add(171, scene.words[i].stem, i);
    }
    let word = |at: Option<usize>| at.and_then(|i| scene.words.get(i)).map_or(7, |w| w.key);
    let (b1, b2) = (target.start.checked_sub(1), target.start.checked_sub(2));
    let (a1, a2) = (Some(target.end), Some(target.end + 1));
    let place = |at: Option<usize>| at.filter(|i| *i < scene.words.len()).unwrap_or(usize::from(u16::MAX));
    out.add(180, word(b1), place(b1));
    out.add(181, word(a1), place(a1));
    out.add(182, word(b2).rotate_left(11) ^ word(b1), place(b1));
    out.add(183, word(a1).rotate_left(11) ^ word(a2), place(a1));
    out.add(184, word(b1).rotate_left(11) ^ word(a1), place(a1));
    out.add(185, word(a2), place(a2));
    out.add(186, word(b2), place(b2));
}

/// What the lists make of the sentence, the mention's clause, its predicate and its phrase.
fn lists(scene: &View<'_>, target: &Range<usize>, role: &Role, out: &mut impl Sink) {
    let part = role.part as u64;
    let anchor = scene.words[target.start];
    let bin = |sum: f32| (sum.clamp(-6.0, 6.0) * 0.999).round() as i64 as u64;
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
        let here = u64::from(w.clause == anchor.clause);
        let left = u64::from(*i < target.start);
        out.add(210, sign, *i);
        out.add(211, sign * 4 + here * 2 + left, *i);
        out.add(212, (sign * 16 + part) * 4 + here * 2 + left, *i);
        if role.governor == Some(*i) {
            out.add(213, sign * 16 + part, *i);
        }
        if role.above == Some(*i) {
            out.add(214, sign, *i);
        }
        if w.tag == Tag::Jj && role.phrase.contains(i) {
            out.add(215, sign, *i);
        }
    }
    out.plain(200, bin(total));
    out.plain(201, bin(clause));
    out.plain(202, bin(near));
    out.plain(203, bin(predicate));
    out.plain(204, bin(said));
    out.plain(208, bad.min(4) * 8 + good.min(4));
}
