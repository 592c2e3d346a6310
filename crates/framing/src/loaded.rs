//! Loaded words: those by whose choice a text judges, dramatises or belittles, told by a model over the word, its form, its
//! neighbours and the lists.

use crate::frames::lexicon::Lexicon;
use crate::labels::Labels;
use crate::linear::{Block, Feature, Linear, mix};
use crate::scene::{View, Word};
use parallax_text::Tag;
use std::cell::RefCell;
use std::sync::OnceLock;

/// The model that the program carries: class 0 plain, class 1 loaded.
pub fn model() -> &'static Linear<2> {
    static MODEL: OnceLock<Linear<2>> = OnceLock::new();
    MODEL.get_or_init(|| Linear::parse(include_bytes!("../model/loaded.bin")).expect("the model is tested"))
}

/// The lists that have a word by itself, whatever stands behind it, as numbers: frames, and before them the list of loaded words.
fn lists(scene: &View<'_>, at: usize) -> Vec<usize> {
    let (mut found, alone) = (Vec::new(), &scene.tokens[at..=at]);
    Lexicon::shared().at(scene.text, alone, |_| scene.tag(at), 0, &mut found);
    let listed = Labels::shared().loaded(alone, 0).map(|_| 0);
    found.iter().map(|(frame, _)| *frame + 1).chain(listed).collect()
}

/// What the model sees of each word of a sentence that can be loaded: its token and features. For training.
pub fn words(scene: &View<'_>) -> Vec<(usize, Vec<Feature>)> {
    let words = (0..scene.words.len()).filter(|at| asked(scene, *at));
    words.map(|at| (at, features(scene, at))).collect()
}

/// Whether a token can be loaded at all: a word of meaning that is no name.
pub fn asked(scene: &View<'_>, at: usize) -> bool {
    let word = scene.words[at];
    let tag = word.tag;
    let meaning = tag.noun() || tag.verb() || tag.adjective() || tag.adverb() || matches!(tag, Tag::Uh | Tag::Fw);
    meaning && !word.mark && !word.name
}

/// What words are worth by themselves, and paper. One for each thread: most words come in many articles.
struct Memo {
    /// A word and its sums at the place that its hash gives; the last one that came stays.
    alone: Vec<(u64, [i32; 2])>,
    features: Vec<Feature>,
    blocks: Vec<Block>,
}

/// So many words are remembered: few enough to stay in near memory.
const REMEMBERED: usize = 1 << 14;

thread_local! {
    static MEMO: RefCell<Memo> =
        RefCell::new(Memo { alone: vec![(0, [0; 2]); REMEMBERED], features: Vec::new(), blocks: Vec::new() });
}

/// The probability that the word at `at` is loaded; 0 for one that cannot be. A word that by itself is far from loaded is not
/// looked at further.
pub(crate) fn probability(scene: &View<'_>, at: usize) -> f64 {
    const FAR: f64 = -2.5;
    if !asked(scene, at) {
        return 0.0;
    }
    let (model, word, token) = (model(), scene.words[at], scene.tokens[at]);
    MEMO.with_borrow_mut(|Memo { alone, features, blocks }| {
        let mut read = || {
            features.clear();
            itself(scene, at, features);
            let mut sums = model.bias();
            model.add(features, blocks, &mut sums);
            sums
        };
        // The key and the form tell all letters of a word that are looked at, unless some are not plain.
        let mut sums = if scene.word(at).is_ascii() {
            let form = word.tag as u64 * 4 + u64::from(token.capital()) * 2 + u64::from(token.all_capitals());
            let hash = mix(form, word.key).max(1);
            let known = &mut alone[hash as usize % REMEMBERED];
            if known.0 != hash {
                *known = (hash, read());
            }
            known.1
        } else {
            read()
        };
        if f64::from(sums[1] - sums[0]) * model.worth() < FAR {
            return 0.0;
        }
        features.clear();
        around(scene, at, features);
        model.add(features, blocks, &mut sums);
        model.probabilities(&sums)[1]
    })
}

/// What the model sees of the word at `at`: the word by itself, then what stands around it.
fn features(scene: &View<'_>, at: usize) -> Vec<Feature> {
    let mut out = Vec::with_capacity(32);
    itself(scene, at, &mut out);
    around(scene, at, &mut out);
    out
}

/// Slots of a word's block: itself, before the word asked for, behind it.
const ITSELF: u64 = 0;
const BEFORE: u64 = 1;
const BEHIND: u64 = 2;

/// A word by its place to the one asked for.
fn whole(word: &Word, slot: u64, at: usize) -> Feature {
    Feature::of(mix(0x4c00, word.key), slot, at)
}

/// The word, its letters, its tag, the lists.
fn itself(scene: &View<'_>, at: usize, out: &mut Vec<Feature>) {
    let word = scene.words[at];
    let letters = scene.word(at);
    let tag = word.tag as u64;
    out.push(whole(&word, ITSELF, at));
    let mut add = |kind: u64, key: u64| out.push(Feature::of(mix(0x4c00 + kind, key), 0, at));
    add(1, word.stem);
    add(4, tag);
    for (n, many) in [(5, 2), (6, 3), (7, 4), (8, 5)] {
        add(n, ending(letters, many));
    }
    for (n, many) in [(13, 3), (14, 4), (15, 5)] {
        let end = letters.char_indices().nth(many).map_or(letters.len(), |(i, _)| i);
        add(n, parallax_text::key(&letters[..end]));
    }
    let valence = (word.valence * 2.0).round() as i64 as u64;
    add(27, valence);
    add(28, valence ^ (tag << 20) ^ (u64::from(word.event) << 40));
    let lists = lists(scene, at);
    for list in &lists {
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
fn around(scene: &View<'_>, at: usize, out: &mut Vec<Feature>) {
    let beside = |step: isize| at.checked_add_signed(step).and_then(|i| scene.words.get(i));
    out.extend(beside(-1).map(|word| whole(word, BEFORE, at)));
    out.extend(beside(1).map(|word| whole(word, BEHIND, at)));
    let mut add = |kind: u64, key: u64| out.push(Feature::of(mix(0x4c00 + kind, key), 0, at));
    let word = scene.words[at];
    let tag = word.tag as u64;
    let tag_of = |step: isize| beside(step).map_or(99, |w| w.tag as u64);
    add(20, tag_of(-1) * 64 + tag);
    add(21, tag_of(1) * 64 + tag);
    let hyphen = |step: isize| beside(step).is_some_and(|w| w.tag == Tag::Hyph) || scene_is(scene, at, step, "-");
    add(32, u64::from(hyphen(-1)) * 2 + u64::from(hyphen(1)));
    add(33, u64::from(word.quoted));
    let judging = scene.worth.iter().filter(|(i, _)| !scene.words[*i].event).count() as u64;
    add(36, judging.min(5));
    add(37, judging.min(5) * 64 + tag);
}

fn scene_is(scene: &View<'_>, at: usize, step: isize, mark: &str) -> bool {
    at.checked_add_signed(step).is_some_and(|i| scene.word(i) == mark)
}

/// The last letters of a word.
fn ending(word: &str, many: usize) -> u64 {
    let from = word.char_indices().rev().nth(many - 1).map_or(0, |(at, _)| at);
    parallax_text::key(&word[from..]).rotate_left(many as u32)
}
