//! What the model of tone sees of a mention: every word of the sentence by where it stands to the mention, and what governs it.

use crate::linear::{Feature, mix};
use crate::role::{Part, Role};
use crate::scene::Scene;
use parallax_text::Tag;
use std::ops::Range;

/// The features of the mention at `target`, tokens of the sentence.
pub fn features(scene: &Scene<'_>, target: &Range<usize>) -> Vec<Feature> {
    let mut out = Vec::new();
    features_into(scene, target, &mut out);
    out
}

/// The same, into a list that is there already.
pub(super) fn features_into(scene: &Scene<'_>, target: &Range<usize>, out: &mut Vec<Feature>) {
    let role = Role::of(scene, target);
    let mut out = Collector { out };
    words(scene, target, &role, &mut out);
    syntax(scene, target, &role, &mut out);
    lists(scene, target, &role, &mut out);
}

struct Collector<'a> {
    out: &'a mut Vec<Feature>,
}

impl Collector<'_> {
    fn add(&mut self, kind: u64, key: u64, at: usize) {
        self.out.push(Feature { hash: mix(kind, key), at: at as u16 });
    }

    fn plain(&mut self, kind: u64, key: u64) {
        self.out.push(Feature { hash: mix(kind, key), at: Feature::NOWHERE });
    }
}

/// Every word, by side, distance, clause and part of the mention.
fn words(scene: &Scene<'_>, target: &Range<usize>, role: &Role, out: &mut Collector<'_>) {
    let anchor = scene.words[target.start];
    let part = role.part as u64;
    for (i, word) in scene.words.iter().enumerate() {
        if word.mark || target.contains(&i) {
            continue;
        }
        let left = i < target.start;
        let distance = if left { target.start - i } else { i + 1 - target.end };
        let near: u64 = match distance {
            0..=1 => 0,
            2..=3 => 1,
            4..=6 => 2,
            7..=11 => 3,
            _ => 4,
        };
        let clause: u64 = match word.clause.abs_diff(anchor.clause) {
            0 => 0,
            1 => 1,
            _ => 2,
        };
        let side = u64::from(left);
        let turned = u64::from(word.negated);
        let key = word.key.wrapping_add(turned.wrapping_mul(0x5851_f42d_4c95_7f2d));
        let stem = word.stem.wrapping_add(turned.wrapping_mul(0x5851_f42d_4c95_7f2d));
        if near < 4 {
            out.add(32 + side * 4 + near, key, i);
        }
        let pair = scene.words.get(i + 1).filter(|n| !n.mark).map(|next| key.rotate_left(17) ^ next.key);
        if let Some(pair) = pair {
            out.add(82 + side * 3 + clause, pair, i);
        }
        // Words that only build grammar say little where they stand far off.
        if word.grammar() {
            continue;
        }
        if let Some(pair) = pair {
            out.add(80, pair, i);
        }
        out.add(1, key, i);
        out.add(2 + side * 4 + clause, key, i);
        out.add(16 + part, key, i);
        out.add(48, stem, i);
        out.add(52 + clause, stem, i);
        out.add(64 + part, stem, i);
        if word.quoted != anchor.quoted {
            out.add(96, stem, i);
        }
        if role.predicate.contains(&i) {
            out.add(100 + part, stem, i);
        }
    }
}

/// What governs the mention and what stands right beside it.
fn syntax(scene: &Scene<'_>, target: &Range<usize>, role: &Role, out: &mut Collector<'_>) {
    let part = role.part as u64;
    out.plain(120, part);
    out.plain(121, part * 2 + u64::from(scene.words[target.start].quoted));
    let kind = if scene.words[target.start].name { scene.words[target.start].key } else { 1 };
    out.plain(122, kind);
    out.plain(123, kind.wrapping_add(part));
    out.plain(124, (target.start as u64).min(3));
    out.plain(125, (scene.names as u64).min(12));
    out.plain(126, (scene.words.len() as u64 / 6).min(8));
    if let Some(governor) = role.governor {
        let g = scene.words[governor];
        out.add(130 + part, g.key ^ u64::from(g.negated), governor);
        out.add(140 + part, g.stem ^ u64::from(g.negated), governor);
        if let Some(above) = role.above {
            let a = scene.words[above];
            out.add(150, a.key.rotate_left(13) ^ g.key, above);
            out.add(151, a.stem.rotate_left(13) ^ g.key, above);
            out.add(152, a.stem, above);
        }
        // A verb with what comes right behind it: "won praise", "faces charges".
        if matches!(role.part, Part::Doer | Part::Sufferer) {
            let content = |i: &usize| {
                let w = scene.words[*i];
                !w.mark && (w.tag.noun() || w.tag.adjective() || w.tag.verb())
            };
            let behind: Vec<usize> = (governor + 1..role.predicate.end).filter(content).take(3).collect();
            for (n, i) in behind.iter().enumerate() {
                out.add(160, g.stem.rotate_left(7) ^ scene.words[*i].stem, *i);
                out.add(161 + n as u64, scene.words[*i].stem.wrapping_add(part), *i);
            }
        }
        if matches!(role.part, Part::Owner | Part::Modifier)
            && let Some(verb) = (governor + 1..scene.words.len().min(governor + 4)).find(|i| scene.tag(*i).verb())
        {
            out.add(166, g.stem.rotate_left(5) ^ scene.words[verb].stem, verb);
            out.add(167, scene.words[verb].stem, verb);
        }
    }
    for i in role.phrase.start..target.start {
        out.add(170, scene.words[i].key, i);
        out.add(171, scene.words[i].stem, i);
    }
    let key = |at: Option<usize>| at.and_then(|i| scene.words.get(i)).map_or(7, |w| w.key);
    let (b1, b2) = (target.start.checked_sub(1), target.start.checked_sub(2));
    let (a1, a2) = (Some(target.end), Some(target.end + 1));
    let place = |at: Option<usize>| at.filter(|i| *i < scene.words.len()).unwrap_or(usize::from(u16::MAX));
    out.add(180, key(b1), place(b1));
    out.add(181, key(a1), place(a1));
    out.add(182, key(b2).rotate_left(11) ^ key(b1), place(b1));
    out.add(183, key(a1).rotate_left(11) ^ key(a2), place(a1));
    out.add(184, key(b1).rotate_left(11) ^ key(a1), place(a1));
    out.add(185, key(a2), place(a2));
    out.add(186, key(b2), place(b2));
}

/// What the lists make of the sentence, the mention's clause, its predicate and its phrase.
fn lists(scene: &Scene<'_>, target: &Range<usize>, role: &Role, out: &mut Collector<'_>) {
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
    out.plain(205, bin(clause).wrapping_mul(16).wrapping_add(part));
    out.plain(206, bin(predicate).wrapping_mul(16).wrapping_add(part));
    out.plain(207, bin(total).wrapping_mul(16).wrapping_add(part));
    out.plain(208, bad.min(4) * 8 + good.min(4));
}
