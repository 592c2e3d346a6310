//! What the model makes of the mentions of one sentence after another. Each word's block is found once for all of them.

use super::features::{MOST_CLAUSES, Sink, block, far_slots, near, small, tell};
use crate::linear::{Block, Feature, Linear, mix, plus};
use crate::mentions::Mention;
use crate::scene::View;

/// The sums of some features.
type Sums = [i32; 3];

/// Paper for one sentence after another.
pub(super) struct Sheet {
    model: &'static Linear<3>,
    /// The model's blocks of the few things that lists, parts and counts show.
    small: Vec<Block>,
    /// The model's block of each word.
    words: Vec<Block>,
    /// What each word is worth to a mention of its own clause, as one that stands far off.
    own: Vec<Sums>,
    /// What the words of each clause are worth together, by how many clauses lie between them and the mention.
    clauses: Vec<[Sums; MOST_CLAUSES as usize + 1]>,
    /// What else is seen of the mention at hand, and its blocks.
    others: Vec<Feature>,
    found: Vec<Block>,
    /// What each word adds to a class.
    adds: Vec<i32>,
}

impl Sheet {
    pub fn new(model: &'static Linear<3>) -> Sheet {
        Sheet {
            model,
            small: model.small(small::ALL),
            words: Vec::new(),
            own: Vec::new(),
            clauses: Vec::new(),
            others: Vec::new(),
            found: Vec::new(),
            adds: Vec::new(),
        }
    }

    /// Finds the blocks of a sentence's words.
    pub fn begin(&mut self, scene: &View<'_>) {
        self.words.clear();
        self.model.find(scene.words.iter().map(block), &mut self.words);
        self.own.clear();
        self.clauses.clear();
        let clauses = scene.words.last().map_or(0, |w| usize::from(w.clause)) + 1;
        self.clauses.resize(clauses, Default::default());
        for (at, word) in scene.words.iter().enumerate() {
            let mut worth = [[0; 3]; MOST_CLAUSES as usize + 1];
            for (between, sums) in worth.iter_mut().enumerate().take(clauses) {
                self.model.slots(self.words[at], far_slots(word, between as u8), |row| plus(sums, row));
            }
            self.clauses[usize::from(word.clause)].iter_mut().zip(&worth).for_each(|(all, one)| plus(all, one));
            self.own.push(worth[0]);
        }
    }

    /// The sums of the classes for a mention.
    pub fn sums(&mut self, scene: &View<'_>, mention: &Mention) -> Sums {
        let mut sums = self.model.bias();
        let clause = scene.words[mention.place.start].clause;
        for (there, worth) in self.clauses.iter().enumerate() {
            plus(&mut sums, &worth[usize::from(MOST_CLAUSES).min(there.abs_diff(usize::from(clause)))]);
        }
        // The words of a mention stand in one clause, and say nothing of it.
        for own in &self.own[mention.place.clone()] {
            sums.iter_mut().zip(own).for_each(|(s, w)| *s -= w);
        }
        self.others.clear();
        let add = |_: usize, row: &[i8; 3]| plus(&mut sums, row);
        let mut rows = Rows {
            model: self.model,
            small: &self.small,
            words: &self.words,
            take: add,
            others: Some(&mut self.others),
        };
        near(scene, &mention.place, &mention.role, &mut rows);
        self.model.add(&self.others, &mut self.found, &mut sums);
        sums
    }

    /// What each word of the sentence adds to a class, over the mean of the others, three times. For the mention whose sums
    /// were taken last.
    pub fn adds(&mut self, scene: &View<'_>, mention: &Mention, class: usize) -> &mut [i32] {
        self.adds.clear();
        self.adds.resize(scene.words.len(), 0);
        let adds = &mut self.adds;
        let mut add = |at: usize, row: &[i8; 3]| {
            if let Some(add) = adds.get_mut(at) {
                *add += 3 * i32::from(row[class]) - row.iter().map(|w| i32::from(*w)).sum::<i32>();
            }
        };
        for (feature, block) in self.others.iter().zip(&self.found) {
            self.model.slots(*block, feature.slot(), |row| add(usize::from(feature.at), row));
        }
        let mut rows = Rows { model: self.model, small: &self.small, words: &self.words, take: add, others: None };
        tell(scene, &mention.place, &mention.role, &mut rows);
        &mut self.adds
    }
}

/// Hands on the weights of what each word and each small number show, where they were learnt, and notes down the other features.
struct Rows<'a, F> {
    model: &'a Linear<3>,
    small: &'a [Block],
    words: &'a [Block],
    take: F,
    others: Option<&'a mut Vec<Feature>>,
}

impl<F: FnMut(usize, &[i8; 3])> Sink for Rows<'_, F> {
    #[inline]
    fn word(&mut self, at: usize, slots: u32) {
        let Rows { model, words, take, .. } = self;
        model.slots(words[at], slots, |row| take(at, row));
    }

    #[inline]
    fn add(&mut self, kind: u64, key: u64, at: usize) {
        if let Some(others) = &mut self.others {
            others.push(Feature::of(mix(kind, key), 0, at));
        }
    }

    #[inline]
    fn small(&mut self, number: u64, at: usize) {
        let Rows { model, small, take, .. } = self;
        model.number(small, number, |row| take(at, row));
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
        let (mut sheet, mut mentions) = (Sheet::new(model()), 0);
        for scene in layers.get::<Scene>() {
            let view = View::new(text, layers.get::<Token>(), scene);
            sheet.begin(&view);
            for mention in &scene.mentions {
                assert_eq!(sheet.sums(&view, mention), model().sums(&features(&view, &mention.place)));
                mentions += 1;
            }
        }
        assert!(mentions > 6, "{mentions}");
    }
}
