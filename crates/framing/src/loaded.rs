//! Loaded words: those by whose choice a text judges, dramatises or belittles, told by a model over the word, its form, its
//! neighbours and the lists.

use crate::linear::{Feature, Linear, mix};
use crate::scene::Scene;
use parallax_text::Tag;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The model that the program carries: class 0 plain, class 1 loaded.
pub fn model() -> &'static Linear<2> {
    static MODEL: OnceLock<Linear<2>> = OnceLock::new();
    MODEL.get_or_init(|| Linear::parse(include_bytes!("../model/loaded.bin")).expect("the model is tested"))
}

/// Whether a token can be loaded at all: a word of meaning that is no name.
pub fn asked(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.words[at];
    let tag = word.tag;
    let meaning = tag.noun() || tag.verb() || tag.adjective() || tag.adverb() || matches!(tag, Tag::Uh | Tag::Fw);
    meaning && !word.mark && !word.name
}

/// What words are worth by themselves, kept while an article is read: most come more than once.
#[derive(Default)]
pub struct Memo {
    sums: FxHashMap<u64, [i32; 2]>,
    features: Vec<Feature>,
}

impl Memo {
    /// The probability that the word at `at` is loaded; `lists` gives the numbers of the lists that have it. A word that by
    /// itself is far from loaded is not looked at further.
    pub fn probability(&mut self, scene: &Scene<'_>, at: usize, lists: impl FnOnce() -> Vec<usize>) -> f64 {
        const FAR: f64 = -3.5;
        let (model, word, token) = (model(), scene.words[at], scene.tokens[at]);
        let form = word.tag as u64 * 4 + u64::from(token.capital()) * 2 + u64::from(token.all_capitals());
        let Memo { sums, features } = self;
        let alone = *sums.entry(mix(form, word.key)).or_insert_with(|| {
            features.clear();
            itself(scene, at, &lists(), features);
            model.sums(features)
        });
        if f64::from(alone[1] - alone[0]) * model.worth() < FAR {
            return 0.0;
        }
        features.clear();
        around(scene, at, features);
        let mut sums = alone;
        model.add(features, &mut sums);
        model.probabilities(&sums)[1]
    }
}

/// What the model sees of the word at `at`: the word by itself, then what stands around it.
pub fn features(scene: &Scene<'_>, at: usize, lists: &[usize]) -> Vec<Feature> {
    let mut out = Vec::with_capacity(44);
    itself(scene, at, lists, &mut out);
    around(scene, at, &mut out);
    out
}

/// The word, its letters, its tag, the lists.
fn itself(scene: &Scene<'_>, at: usize, lists: &[usize], out: &mut Vec<Feature>) {
    let mut add = |kind: u64, key: u64| out.push(Feature { hash: mix(0x4c00 + kind, key), at: at as u16 });
    let word = scene.words[at];
    let letters = scene.word(at);
    let tag = word.tag as u64;
    add(0, word.key);
    add(1, word.stem);
    add(2, word.key ^ tag);
    add(3, word.stem ^ tag);
    add(4, tag);
    for (n, many) in [(5, 2), (6, 3), (7, 4), (8, 5)] {
        add(n, ending(letters, many));
        add(n + 4, ending(letters, many) ^ tag);
    }
    for (n, many) in [(13, 3), (14, 4), (15, 5)] {
        let end = letters.char_indices().nth(many).map_or(letters.len(), |(i, _)| i);
        add(n, parallax_text::key(&letters[..end]));
    }
    let valence = (word.valence * 2.0).round() as i64 as u64;
    add(27, valence);
    add(28, valence ^ (tag << 20) ^ (u64::from(word.event) << 40));
    for list in lists {
        add(29, *list as u64);
        add(30, *list as u64 * 64 + tag);
    }
    if lists.is_empty() {
        add(31, tag);
    }
    add(34, u64::from(scene.tokens[at].capital()) * 2 + u64::from(scene.tokens[at].all_capitals()));
    add(35, (letters.len() as u64).min(16));
}

/// What stands around the word.
fn around(scene: &Scene<'_>, at: usize, out: &mut Vec<Feature>) {
    let mut add = |kind: u64, key: u64| out.push(Feature { hash: mix(0x4c00 + kind, key), at: at as u16 });
    let word = scene.words[at];
    let tag = word.tag as u64;
    let beside = |step: isize| at.checked_add_signed(step).and_then(|i| scene.words.get(i));
    let key = |step: isize| beside(step).map_or(3, |w| w.key);
    let tag_of = |step: isize| beside(step).map_or(99, |w| w.tag as u64);
    add(16, key(-1));
    add(17, key(1));
    add(18, key(-1).rotate_left(9) ^ word.key);
    add(19, key(1).rotate_left(9) ^ word.key);
    add(20, tag_of(-1) * 64 + tag);
    add(21, tag_of(1) * 64 + tag);
    add(22, (tag_of(-1) * 64 + tag) * 64 + tag_of(1));
    add(23, key(-2).rotate_left(5) ^ key(-1));
    add(24, key(1).rotate_left(5) ^ key(2));
    add(25, beside(1).map_or(3, |w| w.stem) ^ tag);
    add(26, beside(-1).map_or(3, |w| w.stem) ^ tag);
    let hyphen = |step: isize| beside(step).is_some_and(|w| w.tag == Tag::Hyph) || scene_is(scene, at, step, "-");
    add(32, u64::from(hyphen(-1)) * 2 + u64::from(hyphen(1)));
    add(33, u64::from(word.quoted));
    let judging = scene.words.iter().filter(|w| w.valence != 0.0 && !w.event).count() as u64;
    add(36, judging.min(5));
    add(37, judging.min(5) * 64 + tag);
}

fn scene_is(scene: &Scene<'_>, at: usize, step: isize, mark: &str) -> bool {
    at.checked_add_signed(step).is_some_and(|i| scene.word(i) == mark)
}

/// The last letters of a word.
fn ending(word: &str, many: usize) -> u64 {
    let from = word.char_indices().rev().nth(many - 1).map_or(0, |(at, _)| at);
    parallax_text::key(&word[from..]).rotate_left(many as u32)
}
