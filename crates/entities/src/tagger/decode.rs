//! The best path of tags through a zone (Viterbi 1967), in whole numbers.

use super::weights::Scores;
use super::{Model, TAGS, Tag};

/// What is known of a token before the model looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// Anything.
    Free,
    /// This tag and no other.
    Fixed(Tag),
}

/// Far below any sum of weights.
const NEVER: i32 = i32::MIN / 4;

impl Model<'_> {
    /// The tags of a zone's tokens, given their scores. Of equal paths the one with the lower tags wins.
    pub fn decode(&self, scores: &[Scores], pins: &[Pin]) -> Vec<Tag> {
        let mut best = [NEVER; TAGS];
        let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
        for (i, (here, pin)) in scores.iter().zip(pins).enumerate() {
            let mut next = [NEVER; TAGS];
            let mut from = [0u8; TAGS];
            for tag in 0..TAGS {
                let this = Tag(tag as u8);
                if matches!(pin, Pin::Fixed(only) if *only != this) {
                    continue;
                }
                let (before, sum) = if i == 0 {
                    let may = this.may_follow(Tag::OUT);
                    (0, if may { self.transition(None, tag) } else { NEVER })
                } else if this == Tag::OUT || this.begins() {
                    // Any tag may stand before: the first of the best.
                    (0..TAGS).fold((0, NEVER), |top, b| {
                        let sum = best[b] + self.transition(Some(Tag(b as u8)), tag);
                        if sum > top.1 { (b, sum) } else { top }
                    })
                } else {
                    let begin = best[tag - 1] + self.transition(Some(Tag(tag as u8 - 1)), tag);
                    let inside = best[tag] + self.transition(Some(this), tag);
                    if inside > begin { (tag, inside) } else { (tag - 1, begin) }
                };
                next[tag] = sum.max(NEVER) + i32::from(here[tag]);
                from[tag] = before as u8;
            }
            best = next;
            back.push(from);
        }
        let top = (0..TAGS).fold(0, |top, t| if best[t] > best[top] { t } else { top });
        let mut path = vec![Tag(top as u8); scores.len()];
        for i in (1..scores.len()).rev() {
            path[i - 1] = Tag(back[i][usize::from(path[i].0)]);
        }
        path
    }
}
