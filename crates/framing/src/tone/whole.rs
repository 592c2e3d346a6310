//! What an article, taken whole, says of each actor in its own voice, and which single calls it does not bear out.
//!
//! A model that reads one sentence takes a sober report of bad news for a judgement. Over all mentions of an actor its errors
//! cancel out: on PerSenT (Bastan et al. 2020), which it did not learn from, the mean over an article finds the author's
//! stance better than the sum of the calls, and a weak call that the whole does not share is right less often than a coin.

use super::{Polarity, Tone};
use crate::voice::Voice;
use parallax_entities::ActorId;
use rustc_hash::FxHashMap;

/// So many mentions make a whole.
const LEAST: u32 = 5;

/// The middle half of the articles of a pile of 600: what lies between these means is the plain way of telling news. News is
/// more often bad than good, hence below nought.
const PLAIN: std::ops::RangeInclusive<f64> = -0.27..=0.05;

/// The mean score of each actor's mentions.
#[derive(Default)]
pub(super) struct Whole(FxHashMap<ActorId, (u32, f64)>);

impl Whole {
    /// Takes in a mention in the outlet's own voice, whether a call is written of it or not.
    pub fn add(&mut self, actor: &ActorId, score: f64) {
        match self.0.get_mut(actor) {
            Some((n, sum)) => {
                *n += 1;
                *sum += score;
            }
            None => _ = self.0.insert(actor.clone(), (1, score)),
        }
    }

    /// Whether the article says on the whole what a call of its own voice says; true where there is too little to tell.
    pub fn shares(&self, call: &Tone) -> bool {
        let whole = call.target.as_ref().and_then(|actor| self.0.get(actor)).filter(|(n, _)| *n >= LEAST);
        let Some((n, sum)) = whole.filter(|_| call.voice == Voice::Outlet) else { return true };
        let mean = sum / f64::from(*n);
        match call.polarity {
            Polarity::Negative => mean < *PLAIN.start(),
            Polarity::Neutral => true,
            Polarity::Positive => mean > *PLAIN.end(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::Span;

    #[test]
    fn a_call_is_borne_out_by_an_article_that_leans_its_way() {
        let notes: Vec<Tone> = parallax_testkit::notes("The reckless Omar Diaz left.", &Default::default());
        let call = Tone { span: Span::new(0, 1), ..notes[0].clone() };
        assert_eq!((call.polarity, &call.voice), (Polarity::Negative, &Voice::Outlet));
        let shares = |scores: &[f64], call: &Tone| {
            let mut whole = Whole::default();
            scores.iter().for_each(|score| whole.add(call.target.as_ref().unwrap(), *score));
            whole.shares(call)
        };
        assert!(shares(&[-0.5; 5], &call));
        assert!(!shares(&[-0.1; 5], &call), "five mentions, plainly told");
        assert!(shares(&[-0.1; 4], &call), "four are too few to tell");
        assert!(shares(&[-0.1; 5], &Tone { voice: Voice::Quoted(None), ..call }), "a quoted voice is its own");
    }
}
