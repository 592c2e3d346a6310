//! What the model makes of the mentions of one sentence after another. Each word's block is found once for all of them.

use super::features::{FAR, MOST_CLAUSES, Sink, block, far, near};
use crate::linear::{Block, Feature, Linear, mix, plus};
use crate::mentions::Mention;
use crate::scene::{View, Word};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The sums of some features.
type Sums = [i32; 3];

/// Paper for one sentence after another.
pub(super) struct Sheet<'m> {
    model: &'m Linear<3>,
    /// The model's block of each word of the sentences that were turned to, and where each sentence has its own, by its number.
    blocks: Vec<Block>,
    places: FxHashMap<usize, usize>,
    /// Those of the sentence at hand.
    here: Range<usize>,
    /// What each word is worth to a mention of its own clause, as one that stands far off.
    own: Vec<Sums>,
    /// What the words of each clause are worth together, by how many clauses lie between them and the mention.
    clauses: Vec<[Sums; MOST_CLAUSES as usize + 1]>,
    /// What is seen of the mention at hand.
    seen: Seen,
    /// The blocks of what pairs of words show of it.
    pairs: Vec<Block>,
    /// What each word adds to a class.
    adds: Vec<i32>,
}

/// What is seen of a mention where it stands.
#[derive(Default)]
struct Seen {
    /// The slots of each word.
    slots: Vec<u32>,
    /// Small numbers, each with its word.
    numbers: Vec<(u64, usize)>,
    pairs: Vec<Feature>,
}

impl Sink for Seen {
    #[inline]
    fn word(&mut self, at: usize, slots: u32) {
        self.slots[at] |= slots;
    }

    #[inline]
    fn add(&mut self, kind: u64, key: u64, at: usize) {
        self.pairs.push(Feature::of(mix(kind, key), 0, at));
    }

    #[inline]
    fn small(&mut self, number: u64, at: usize) {
        self.numbers.push((number, at));
    }
}

impl<'m> Sheet<'m> {
    pub fn new(model: &'m Linear<3>) -> Sheet<'m> {
        Sheet {
            model,
            blocks: Vec::new(),
            places: FxHashMap::default(),
            here: 0..0,
            own: Vec::new(),
            clauses: Vec::new(),
            seen: Seen::default(),
            pairs: Vec::new(),
            adds: Vec::new(),
        }
    }

    /// Turns to a sentence, by its number. The blocks of its words are found the first time.
    pub fn turn(&mut self, number: usize, scene: &View<'_>) {
        let from = *self.places.entry(number).or_insert(self.blocks.len());
        if from == self.blocks.len() {
            self.model.find(scene.words.iter().map(block), &mut self.blocks);
        }
        self.here = from..from + scene.words.len();
    }

    /// Sums what the sentence's words are worth to a mention in each clause, for [`Sheet::sums`].
    pub fn weigh(&mut self, scene: &View<'_>) {
        self.own.clear();
        self.clauses.clear();
        let clauses = scene.words.last().map_or(0, |w| usize::from(w.clause)) + 1;
        self.clauses.resize(clauses, Default::default());
        for (word, block) in scene.words.iter().zip(&self.blocks[self.here.clone()]) {
            let (mut anywhere, mut worth) = ([0; 3], [[0; 3]; MOST_CLAUSES as usize + 1]);
            if word.tells() {
                self.model.slots(*block, FAR, |slot, row| match slot {
                    0 => plus(&mut anywhere, row),
                    between => plus(&mut worth[between as usize - 1], row),
                });
                worth.iter_mut().for_each(|sums| plus(sums, &anywhere));
                self.clauses[usize::from(word.clause)].iter_mut().zip(&worth).for_each(|(all, one)| plus(all, one));
            }
            self.own.push(worth[0]);
        }
    }

    /// Looks at a mention.
    pub fn look(&mut self, scene: &View<'_>, mention: &Mention) {
        let Sheet { model, seen, pairs, .. } = self;
        seen.slots.clear();
        seen.slots.resize(scene.words.len(), 0);
        seen.numbers.clear();
        seen.pairs.clear();
        near(scene, &mention.place, &mention.role, seen);
        pairs.clear();
        model.find(seen.pairs.iter().map(|feature| feature.hash), pairs);
    }

    /// The sums of the classes for a mention, in a sentence that has been weighed.
    pub fn sums(&mut self, scene: &View<'_>, mention: &Mention) -> Sums {
        self.look(scene, mention);
        let Sheet { model, blocks, here, own, clauses, seen, pairs, .. } = self;
        let mut sums = model.bias();
        let clause = scene.words[mention.place.start].clause;
        for (there, worth) in clauses.iter().enumerate() {
            plus(&mut sums, &worth[usize::from(MOST_CLAUSES).min(there.abs_diff(usize::from(clause)))]);
        }
        // The words of a mention stand in one clause, and say nothing of it.
        for own in &own[mention.place.clone()] {
            sums.iter_mut().zip(own).for_each(|(s, w)| *s -= w);
        }
        for (block, slots) in blocks[here.clone()].iter().zip(&seen.slots) {
            model.slots(*block, *slots, |_, row| plus(&mut sums, row));
        }
        seen.numbers.iter().for_each(|(number, _)| plus(&mut sums, model.number(*number)));
        model.add_found(&seen.pairs, pairs, &mut sums);
        sums
    }

    /// What each word of the sentence that is asked for adds to a class, over the mean of the others, three times; nought for the
    /// rest. For the mention looked at last.
    pub fn adds(
        &mut self,
        scene: &View<'_>,
        mention: &Mention,
        class: usize,
        asked: impl Fn(&Word) -> bool,
    ) -> &mut [i32] {
        let Sheet { model, blocks, here, seen, pairs, adds, .. } = self;
        let words = &blocks[here.clone()];
        adds.clear();
        adds.resize(scene.words.len(), 0);
        let over = |row: &[i8; 3]| 3 * i32::from(row[class]) - row.iter().map(|w| i32::from(*w)).sum::<i32>();
        far(scene, &mention.place, seen);
        let mut add = |at: usize, row: &[i8; 3]| {
            if scene.words.get(at).is_some_and(&asked) {
                adds[at] += over(row);
            }
        };
        for at in (0..words.len()).filter(|at| asked(&scene.words[*at])) {
            model.slots(words[at], seen.slots[at], |_, row| add(at, row));
        }
        seen.numbers.iter().for_each(|(number, at)| add(*at, model.number(*number)));
        for (feature, block) in seen.pairs.iter().zip(pairs.iter()) {
            model.slots(*block, feature.slot(), |_, row| add(usize::from(feature.at), row));
        }
        adds
    }
}

#[cfg(test)]
mod tests {
    use super::super::{features, model};
    use super::*;
    use crate::scene::Scene;
    use parallax_core::Article;
    use parallax_text::Token;

    #[test]
    fn what_is_summed_by_clauses_is_the_sum_of_all_features() {
        let text = "The reckless Omar Diaz, who was never praised by Anna Ray, attacked her in Lima; she did not answer. \
            “Diaz is a corrupt man,” Ray said while the harbour burned.";
        let layers = parallax_testkit::read(&Article::new("a", text), "scenes");
        let (mut sheet, mut mentions) = (Sheet::new(model(false)), 0);
        for (n, scene) in layers.get::<Scene>().iter().enumerate() {
            let view = View::new(text, layers.get::<Token>(), scene);
            sheet.turn(n, &view);
            sheet.weigh(&view);
            for mention in &scene.mentions {
                assert_eq!(sheet.sums(&view, mention), model(false).sums(&features(&view, &mention.place)));
                mentions += 1;
            }
        }
        assert!(mentions > 6, "{mentions}");
    }
}
