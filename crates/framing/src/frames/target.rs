//! Of whom the words of a frame speak: the doer or receiver of a verb, the owner of a noun, what an adjective stands with.

use super::lexicon::Aim;
use crate::mentions::Mention;
use crate::role::{Part, Role};
use crate::scene::Scene;

/// How many words away the nearest mention still counts.
const REACH: usize = 8;

/// The mention that words at token `at` speak of, and how sure that is, 0 to 1.
pub(crate) fn target(scene: &Scene<'_>, mentions: &[(Mention, Role)], aim: Aim, at: usize) -> Option<(usize, f64)> {
    let outside = |m: &Mention| !m.place.contains(&at);
    let find = |fits: &dyn Fn(&Mention, &Role) -> bool| {
        mentions.iter().position(|(mention, role)| outside(mention) && fits(mention, role))
    };
    let clause = scene.words[at].clause;
    let by = |role: &Role| role.governor.is_some_and(|g| scene.word(g).eq_ignore_ascii_case("by"));
    let here = |m: &Mention| scene.words[m.place.start].clause == clause;
    // The last subject before the word whose verb governs it.
    let subject = || {
        mentions
            .iter()
            .rposition(|(m, r)| m.place.end <= at && matches!(r.part, Part::Doer) && r.predicate.contains(&at) && here(m))
    };
    match aim {
        Aim::Doer => {
            let sure = find(&|_, r| match r.part {
                Part::Doer | Part::Owner => r.governor == Some(at),
                Part::Agent => r.above == Some(at),
                Part::Governed => r.above == Some(at) && by(r),
                _ => false,
            });
            let passive = find(&|_, r| r.part == Part::Sufferer && r.governor == Some(at)).is_some();
            let before = || mentions.iter().rposition(|(m, _)| m.place.end <= at && at - m.place.end <= REACH);
            sure.map(|i| (i, 0.9))
                .or_else(|| subject().filter(|_| !passive).map(|i| (i, 0.7)))
                .or_else(|| before().filter(|_| !passive).map(|i| (i, 0.5)))
        }
        Aim::Receiver => {
            let sure = find(&|_, r| match r.part {
                Part::Object | Part::Sufferer => r.governor == Some(at),
                Part::Governed => r.above == Some(at) && !by(r),
                _ => false,
            });
            let behind = || find(&|m, _| m.place.start > at && m.place.start - at <= REACH && here(m));
            sure.map(|i| (i, 0.9)).or_else(|| behind().map(|i| (i, 0.6)))
        }
        Aim::About => {
            let sure = find(&|_, r| {
                r.phrase.contains(&at)
                    || matches!(r.part, Part::Owner | Part::Modifier) && r.governor.is_some_and(|g| g >= at && g - at <= 2)
            });
            let distance = |m: &Mention| if m.place.end <= at { at - m.place.end } else { m.place.start - at };
            let near = || {
                let beside = |i: &usize| outside(&mentions[*i].0);
                (0..mentions.len()).filter(beside).min_by_key(|i| distance(&mentions[*i].0))
            };
            sure.map(|i| (i, 0.9))
                .or_else(|| subject().map(|i| (i, 0.7)))
                .or_else(|| near().filter(|i| distance(&mentions[*i].0) <= REACH).map(|i| (i, 0.5)))
        }
    }
}
