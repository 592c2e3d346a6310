//! What the model makes of the mentions of an article, sentence after sentence. Each word's block is found once for all of them, and
//! what is seen of a mention is kept for who asks what it rests on.

use super::features::{FAR, MOST_CLAUSES, Sink, block, far, near};
use crate::linear::{Block, Feature, Linear, mix, plus};
use crate::mentions::Mention;
use crate::prose::Word;
use crate::scene::View;
use std::cell::Cell;
use std::ops::Range;

/// The sums of some features.
type Sums = [i32; 3];

/// An article as a model sees it.
pub(super) struct Sheet<'m> {
    model: &'m Linear<3>,
    paper: Paper,
}

/// What is written on a sheet.
#[derive(Default)]
struct Paper {
    /// The mentions in their order.
    looks: Vec<Look>,
    /// The model's block of each word.
    blocks: Vec<Block>,
    /// The slots of each word, for one mention of its sentence after another.
    slots: Vec<u32>,
    numbers: Vec<Number>,
    /// What pairs of words show, and the blocks of it.
    pairs: Vec<Feature>,
    pair_blocks: Vec<Block>,
    /// Of the sentence at hand: what each word is worth to a mention of its own clause, as one that stands far off.
    own: Vec<Sums>,
    /// What the words of each clause are worth together, by how many clauses lie between them and the mention.
    clauses: Vec<[Sums; MOST_CLAUSES as usize + 1]>,
    /// What each word adds to a class.
    adds: Vec<i32>,
}

thread_local! {
    /// The paper of the last article is used again: it is at hand, fresh paper lies far off.
    static PAPER: Cell<Option<Paper>> = const { Cell::new(None) };
}

impl Drop for Sheet<'_> {
    fn drop(&mut self) {
        PAPER.set(Some(std::mem::take(&mut self.paper)));
    }
}

/// A small number, and the word that shows it.
type Number = (u16, u16);

/// Where what is seen of a mention stands.
struct Look {
    blocks: Range<usize>,
    slots: Range<usize>,
    numbers: Range<usize>,
    pairs: Range<usize>,
}

/// Takes what is seen of a mention where it stands.
struct Seen<'s> {
    slots: &'s mut [u32],
    numbers: &'s mut Vec<Number>,
    pairs: &'s mut Vec<Feature>,
}

impl Sink for Seen<'_> {
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
        self.numbers.push((number as u16, at as u16));
    }
}

impl Paper {
    fn clear(&mut self) {
        let Paper { looks, blocks, slots, numbers, pairs, pair_blocks, .. } = self;
        looks.clear();
        blocks.clear();
        slots.clear();
        numbers.clear();
        pairs.clear();
        pair_blocks.clear();
    }
}

impl<'m> Sheet<'m> {
    pub fn new(model: &'m Linear<3>) -> Sheet<'m> {
        let mut paper = PAPER.take().unwrap_or_default();
        paper.clear();
        Sheet { model, paper }
    }

    /// Looks at the mentions of a sentence, all together: memory is slow to answer, but answers many questions at once.
    pub fn look(&mut self, scene: &View<'_>) {
        let (model, Paper { looks, blocks, slots, numbers, pairs, pair_blocks, .. }) = (self.model, &mut self.paper);
        let (block_from, pairs_from) = (blocks.len(), pairs.len());
        model.find(scene.words.iter().map(block), blocks);
        for mention in scene.mentions {
            let from = (slots.len(), numbers.len(), pairs.len());
            slots.resize(from.0 + scene.words.len(), 0);
            let mut seen = Seen { slots: &mut slots[from.0..], numbers, pairs };
            near(scene, &mention.place, &mention.role, &mut seen);
            looks.push(Look {
                blocks: block_from..blocks.len(),
                slots: from.0..slots.len(),
                numbers: from.1..numbers.len(),
                pairs: from.2..pairs.len(),
            });
        }
        model.find(pairs[pairs_from..].iter().map(|feature| feature.hash), pair_blocks);
        self.weigh(scene, block_from);
    }

    /// Sums what the sentence's words, with blocks from a place on, are worth to a mention in each clause.
    fn weigh(&mut self, scene: &View<'_>, from: usize) {
        let (model, Paper { blocks, own, clauses: sums, .. }) = (self.model, &mut self.paper);
        own.clear();
        sums.clear();
        let clauses = scene.words.last().map_or(0, |w| usize::from(w.clause)) + 1;
        sums.resize(clauses, Default::default());
        for (word, block) in scene.words.iter().zip(&blocks[from..]) {
            let (mut anywhere, mut worth) = ([0; 3], [[0; 3]; MOST_CLAUSES as usize + 1]);
            if word.tells() {
                model.slots(*block, FAR, |slot, row| match slot {
                    0 => plus(&mut anywhere, row),
                    between => plus(&mut worth[between as usize - 1], row),
                });
                worth.iter_mut().for_each(|sums| plus(sums, &anywhere));
                sums[usize::from(word.clause)].iter_mut().zip(&worth).for_each(|(all, one)| plus(all, one));
            }
            own.push(worth[0]);
        }
    }

    /// The sums of the classes for a mention, by its number in the article; one of the sentence looked at last.
    pub fn sums(&self, scene: &View<'_>, mention: &Mention, number: usize) -> Sums {
        let (model, paper) = (self.model, &self.paper);
        let look = &paper.looks[number];
        let mut sums = model.bias();
        let clause = scene.words[mention.place.start].clause;
        for (there, worth) in paper.clauses.iter().enumerate() {
            plus(&mut sums, &worth[usize::from(MOST_CLAUSES).min(there.abs_diff(usize::from(clause)))]);
        }
        // The words of a mention stand in one clause, and say nothing of it.
        for own in &paper.own[mention.place.clone()] {
            sums.iter_mut().zip(own).for_each(|(s, w)| *s -= w);
        }
        for (block, slots) in paper.blocks[look.blocks.clone()].iter().zip(&paper.slots[look.slots.clone()]) {
            model.slots(*block, *slots, |_, row| plus(&mut sums, row));
        }
        paper.numbers[look.numbers.clone()].iter().for_each(|(n, _)| plus(&mut sums, model.number((*n).into())));
        model.add_found(&paper.pairs[look.pairs.clone()], &paper.pair_blocks[look.pairs.clone()], &mut sums);
        sums
    }

    /// What each word of a mention's sentence that is asked for adds to a class, over the mean of the others, three times; nought for
    /// the rest.
    pub fn adds(
        &mut self,
        scene: &View<'_>,
        (mention, number): (&Mention, usize),
        class: usize,
        asked: impl Fn(&Word) -> bool,
    ) -> &mut [i32] {
        let (model, paper) = (self.model, &mut self.paper);
        let Paper { looks, blocks, slots, numbers, pairs, pair_blocks, adds, .. } = paper;
        let look = &looks[number];
        adds.clear();
        adds.resize(scene.words.len(), 0);
        let over = |row: &[i8; 3]| 3 * i32::from(row[class]) - row.iter().map(|w| i32::from(*w)).sum::<i32>();
        let mut add = |at: usize, row: &[i8; 3]| {
            if scene.words.get(at).is_some_and(&asked) {
                adds[at] += over(row);
            }
        };
        let slots = &mut slots[look.slots.clone()];
        far(scene, &mention.place, &mut Seen { slots, numbers: &mut Vec::new(), pairs: &mut Vec::new() });
        for (at, (block, slots)) in blocks[look.blocks.clone()].iter().zip(slots).enumerate() {
            if asked(&scene.words[at]) {
                model.slots(*block, *slots, |_, row| add(at, row));
            }
        }
        for (number, at) in &numbers[look.numbers.clone()] {
            add(usize::from(*at), model.number((*number).into()));
        }
        let pairs = pairs[look.pairs.clone()].iter().zip(&pair_blocks[look.pairs.clone()]);
        for (feature, block) in pairs {
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
        for scene in layers.get::<Scene>() {
            let view = View::new(text, layers.get::<Token>(), scene);
            sheet.look(&view);
            for mention in &scene.mentions {
                let all = features(&view, &mention.place);
                assert_eq!(sheet.sums(&view, mention, mentions), model(false).sums(&all));
                let added = sheet.adds(&view, (mention, mentions), 0, |_| true).iter().sum::<i32>();
                let by_words = all.into_iter().filter(|f| f.at != Feature::NOWHERE).collect::<Vec<_>>();
                let over = |[bad, neutral, good]: [i32; 3]| 2 * bad - neutral - good;
                assert_eq!(added, over(model(false).sums(&by_words)) - over(model(false).bias()));
                mentions += 1;
            }
        }
        assert!(mentions > 6, "{mentions}");
    }
}
