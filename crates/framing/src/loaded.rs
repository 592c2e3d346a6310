//! Loaded words: those by whose choice a text judges, dramatises or belittles, told by a model over the word, its form, its
//! neighbours and the lists.

use crate::labels::Labels;
use crate::linear::{Block, Feature, Linear, mix, plus};
use crate::lists::{FrameLists, Known, Opens, beginning};
use crate::prose::{Line, Word};
use parallax_text::{Tag, Token};
use std::sync::OnceLock;

/// The model that the program carries: class 0 plain, class 1 loaded.
pub fn model() -> &'static Linear<2> {
    static MODEL: OnceLock<Linear<2>> = OnceLock::new();
    MODEL.get_or_init(|| {
        let model = Linear::parse(include_bytes!("../model/loaded.bin")).expect("the model is tested");
        model.numbered(small::ALL)
    })
}

/// The lists that have a word by itself, whatever stands behind it, as numbers: frames, and before them the list of loaded words.
fn lists(scene: &Line<'_>, at: usize) -> Vec<usize> {
    let (mut found, alone) = (Vec::new(), &scene.tokens[at..=at]);
    let opens = scene.opens.iter().find(|(i, _)| *i == at).map_or(Opens::Nothing, |(_, opens)| *opens);
    FrameLists::shared().at(scene.text, alone, |_| scene.tag(at), (0, opens), &mut found);
    let listed = Labels::shared().loaded(alone, 0).map(|_| 0);
    found.iter().map(|(frame, _)| *frame + 1).chain(listed).collect()
}

/// What the model sees of each word of a sentence that can be loaded: its token and features. For training.
pub fn words(scene: &Line<'_>) -> Vec<(usize, Vec<Feature>)> {
    let words = (0..scene.words.len()).filter(|at| asked(scene, *at));
    words.map(|at| (at, features(scene, at))).collect()
}

/// Whether a token can be loaded at all: a word of meaning that is no name.
pub fn asked(scene: &Line<'_>, at: usize) -> bool {
    let word = scene.words[at];
    word.content() || word.tag == Tag::Fw && !word.mark && !word.name
}

/// Paper for one sentence after another.
#[derive(Default)]
pub(crate) struct Paper {
    seen: Seen,
    blocks: Vec<Block>,
    /// The words that may be loaded: where each stands, its sum by itself, and where what is seen of it ends.
    near: Vec<(usize, i32, [usize; 2])>,
}

/// How likely each word of a sentence is loaded, behind what stands in `out`; 0 for one that cannot be. One that by itself is far
/// from loaded is not looked at further. The neighbours of all are asked for together: memory answers many questions at once.
pub(crate) fn probabilities(scene: &Line<'_>, known: &[Known], paper: &mut Paper, out: &mut Vec<f32>) {
    const FAR: f64 = -2.5;
    let (model, first) = (model(), out.len());
    let bias = model.bias()[1] - model.bias()[0];
    out.resize(first + scene.words.len(), 0.0);
    paper.near.clear();
    for (at, known) in known.iter().enumerate().filter(|(at, _)| asked(scene, *at)) {
        let form = 1 + scene.words[at].tag as u8 * 4 + case(&scene.tokens[at]) as u8;
        let alone = known.load(form).unwrap_or_else(|| {
            let letters = known.letters().unwrap_or_else(|| by_letters(scene, at, paper));
            let load = letters + by_form(scene, at, paper);
            known.keep_load(scene.word(at), form, load, letters);
            load
        });
        if f64::from(bias + alone) * model.worth() >= FAR {
            paper.near.push((at, alone, [0; 2]));
        }
    }
    let Paper { seen, blocks, near } = paper;
    seen.clear();
    for (at, _, ends) in near.iter_mut() {
        around(scene, *at, seen);
        *ends = [seen.words.len(), seen.numbers.len()];
    }
    blocks.clear();
    model.find(seen.words.iter().map(|f| f.hash), blocks);
    let [mut word, mut number] = [0; 2];
    for (at, alone, ends) in near.iter() {
        let mut sums = [0, bias + alone];
        model.add_found(&seen.words[word..ends[0]], &blocks[word..ends[0]], &mut sums);
        seen.numbers[number..ends[1]].iter().for_each(|n| plus(&mut sums, model.number(*n)));
        out[first + at] = model.probabilities(&sums)[1] as f32;
        [word, number] = *ends;
    }
}

/// What the letters of a word are worth by themselves, as the sum for loaded less that for plain.
fn by_letters(scene: &Line<'_>, at: usize, Paper { seen, blocks, .. }: &mut Paper) -> i32 {
    let mut sums = [0; 2];
    seen.clear();
    letters(scene, at, &mut seen.words);
    model().add(&seen.words, blocks, &mut sums);
    sums[1] - sums[0]
}

/// What its form is, and what the lists say of it.
fn by_form(scene: &Line<'_>, at: usize, Paper { seen, .. }: &mut Paper) -> i32 {
    let mut sums = [0; 2];
    seen.clear();
    form(scene, at, &mut seen.numbers);
    seen.numbers.iter().for_each(|n| plus(&mut sums, model().number(*n)));
    sums[1] - sums[0]
}

/// What is seen of a word.
#[derive(Default)]
struct Seen {
    /// Words and parts of words.
    words: Vec<Feature>,
    /// Small numbers.
    numbers: Vec<u64>,
}

impl Seen {
    fn clear(&mut self) {
        self.words.clear();
        self.numbers.clear();
    }
}

/// What the model sees of the word at `at`: the word by itself, then what stands around it.
fn features(scene: &Line<'_>, at: usize) -> Vec<Feature> {
    let mut seen = Seen::default();
    letters(scene, at, &mut seen.words);
    form(scene, at, &mut seen.numbers);
    around(scene, at, &mut seen);
    let numbers = seen.numbers.iter().map(|n| Feature::small(*n, at));
    seen.words.into_iter().chain(numbers).collect()
}

/// Where the small numbers of each kind begin.
mod small {
    use parallax_text::syntax::TAGS;

    /// How many tags there are, and how many lists there may be.
    pub const TAG: u64 = TAGS as u64;
    pub const LISTS: u64 = 96;
    /// The word's tag; its valence, with tag and whether it happens; a list that has it, with its tag; on no list; its case; its
    /// length.
    pub const OF_TAG: u64 = 0;
    pub const VALENCE: u64 = OF_TAG + TAG;
    pub const VALENCE_TAG: u64 = VALENCE + 17;
    pub const LIST: u64 = VALENCE_TAG + 17 * TAG * 2;
    pub const LIST_TAG: u64 = LIST + LISTS;
    pub const UNLISTED: u64 = LIST_TAG + LISTS * TAG;
    pub const CASE: u64 = UNLISTED + TAG;
    pub const LENGTH: u64 = CASE + 4;
    /// The tag before and behind it and one further; hyphens beside it; quoted; judging words of the sentence, with its tag; with
    /// its tag how many words of the sentence can begin a frame, and how many it has.
    pub const BEFORE: u64 = LENGTH + 17;
    pub const BEHIND: u64 = BEFORE + (TAG + 1) * TAG;
    pub const HYPHEN: u64 = BEHIND + (TAG + 1) * TAG;
    pub const QUOTED: u64 = HYPHEN + 4;
    pub const JUDGING: u64 = QUOTED + 2;
    pub const JUDGING_TAG: u64 = JUDGING + 6;
    pub const OPENS: u64 = JUDGING_TAG + 6 * TAG;
    pub const SIZE: u64 = OPENS + 8 * TAG;
    pub const BEFORE_THAT: u64 = SIZE + 8 * TAG;
    pub const BEHIND_THAT: u64 = BEFORE_THAT + (TAG + 1) * TAG;
    /// So many in all.
    pub const ALL: u64 = BEHIND_THAT + (TAG + 1) * TAG;
}

/// Slots of a word's block: itself, before the word asked for, behind it, one further.
const ITSELF: u64 = 0;
const BEFORE: u64 = 1;
const BEHIND: u64 = 2;
const BEFORE_THAT: u64 = 3;
const BEHIND_THAT: u64 = 4;

/// A word by its place to the one asked for.
fn whole(word: &Word, slot: u64, at: usize) -> Feature {
    Feature::of(mix(0x4c00, word.key), slot, at)
}

/// The word and its letters, in whatever case.
fn letters(scene: &Line<'_>, at: usize, out: &mut Vec<Feature>) {
    let word = scene.words[at];
    let letters = scene.word(at);
    out.push(whole(&word, ITSELF, at));
    let mut add = |kind: u64, key: u64| out.push(Feature::of(mix(0x4c00 + kind, key), 0, at));
    add(1, word.stem);
    for (n, many) in [(5, 2), (6, 3), (7, 4), (8, 5)] {
        add(n, ending(letters, many));
    }
    for (n, many) in [(13, 3), (14, 4), (15, 5)] {
        add(n, parallax_text::key(beginning(letters, many)));
    }
}

/// Its tag, its case, its length, the lists.
fn form(scene: &Line<'_>, at: usize, out: &mut Vec<u64>) {
    let word = scene.words[at];
    let tag = word.tag as u64;
    let mut small = |number: u64| out.push(number);
    let valence = ((word.valence * 2.0).round() + 8.0) as u64;
    small(small::OF_TAG + tag);
    small(small::VALENCE + valence);
    small(small::VALENCE_TAG + (valence * small::TAG + tag) * 2 + u64::from(word.event));
    let lists = lists(scene, at);
    for list in lists.iter().map(|list| *list as u64).filter(|list| *list < small::LISTS) {
        small(small::LIST + list);
        small(small::LIST_TAG + list * small::TAG + tag);
    }
    if lists.is_empty() {
        small(small::UNLISTED + tag);
    }
    small(small::CASE + case(&scene.tokens[at]));
    small(small::LENGTH + (scene.word(at).len() as u64).min(16));
}

/// Whether a word begins with a capital, whether it is all capitals.
fn case(token: &Token) -> u64 {
    u64::from(token.capital()) * 2 + u64::from(token.all_capitals())
}

/// What stands around the word.
fn around(scene: &Line<'_>, at: usize, out: &mut Seen) {
    let beside = |step: isize| at.checked_add_signed(step).and_then(|i| scene.words.get(i));
    for (step, slot) in [(-1, BEFORE), (1, BEHIND), (-2, BEFORE_THAT), (2, BEHIND_THAT)] {
        out.words.extend(beside(step).map(|word| whole(word, slot, at)));
    }
    let mut small = |number: u64| out.numbers.push(number);
    let word = scene.words[at];
    let tag = word.tag as u64;
    let tag_of = |step: isize| beside(step).map_or(small::TAG, |w| w.tag as u64);
    small(small::BEFORE + tag_of(-1) * small::TAG + tag);
    small(small::BEHIND + tag_of(1) * small::TAG + tag);
    let hyphen = |step: isize| beside(step).is_some_and(|w| w.tag == Tag::Hyph) || scene_is(scene, at, step, "-");
    small(small::HYPHEN + u64::from(hyphen(-1)) * 2 + u64::from(hyphen(1)));
    small(small::QUOTED + u64::from(word.quoted));
    let judging = scene.worth.iter().filter(|(i, _)| !scene.words[*i].event).count() as u64;
    small(small::JUDGING + judging.min(5));
    small(small::JUDGING_TAG + judging.min(5) * small::TAG + tag);
    small(small::OPENS + (scene.opens.len() as u64 / 2).min(7) * small::TAG + tag);
    small(small::SIZE + (scene.words.len() as u64 / 8).min(7) * small::TAG + tag);
    small(small::BEFORE_THAT + tag_of(-2) * small::TAG + tag);
    small(small::BEHIND_THAT + tag_of(2) * small::TAG + tag);
}

fn scene_is(scene: &Line<'_>, at: usize, step: isize, mark: &str) -> bool {
    at.checked_add_signed(step).is_some_and(|i| scene.word(i) == mark)
}

/// The last letters of a word.
fn ending(word: &str, many: usize) -> u64 {
    let plain = word.is_ascii().then(|| word.len().saturating_sub(many));
    let from = plain.unwrap_or_else(|| word.char_indices().rev().nth(many - 1).map_or(0, |(at, _)| at));
    parallax_text::key(&word[from..]).rotate_left(many as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_a_number() {
        let lists = FrameLists::shared().frames.len() as u64 + 1;
        assert!(lists <= small::LISTS, "{lists}: raise LISTS and train the model anew");
    }
}
