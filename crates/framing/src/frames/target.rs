//! Of whom the words of a frame speak: the doer or receiver of a verb, the owner of a noun, what an adjective stands with.

use crate::lists::Aim;
use crate::mentions::Mention;
use crate::role::{Part, Role};
use crate::scene::View;

/// How many words away a mention may stand for words to be about somebody at all.
const REACH: usize = 8;
/// So near, in the same clause, a mention is what words stand with.
const BESIDE: usize = 3;

/// Of whom words are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Target {
    /// The mention's number; none where the words are about somebody near by, but grammar does not say whom.
    pub mention: Option<usize>,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
}

/// Of which mention words at token `at` speak; nothing where nobody is near.
pub(crate) fn target(scene: &View<'_>, aim: Aim, at: usize) -> Option<Target> {
    let mentions = &scene.mentions;
    let outside = |m: &Mention| !m.place.contains(&at);
    let find = |fits: &dyn Fn(&Role) -> bool| mentions.iter().position(|m| outside(m) && fits(&m.role));
    let here = |m: &Mention| scene.words[m.place.start].clause == scene.words[at].clause;
    let sure = find(&|r| match (aim, r.part) {
        (Aim::Doer, _) => r.does(scene, at),
        (Aim::Receiver, _) => r.suffers(scene, at),
        (Aim::About, part) => {
            let owns = matches!(part, Part::Owner | Part::Modifier);
            r.phrase.contains(&at) || owns && r.governor.is_some_and(|g| g >= at && g - at <= 2)
        }
    });
    let known = |mention, confidence| Some(Target { mention: Some(mention), confidence });
    if let Some(mention) = sure {
        return known(mention, 0.9);
    }
    // The last subject before the word whose predicate holds it; not for what is done to a subject.
    let passive = find(&|r| r.part == Part::Sufferer && r.governor == Some(at)).is_some();
    let subject = mentions
        .iter()
        .rposition(|m| m.place.end <= at && m.role.part == Part::Doer && m.role.predicate.contains(&at) && here(m));
    if let Some(mention) = subject.filter(|_| aim != Aim::Receiver && !passive) {
        return known(mention, 0.7);
    }
    let distance = |m: &Mention| if m.place.end <= at { at - m.place.end } else { m.place.start.saturating_sub(at) };
    let nearest = (0..mentions.len()).filter(|n| outside(&mentions[*n])).min_by_key(|n| distance(&mentions[*n]))?;
    let mention = &mentions[nearest];
    match (aim, here(mention), distance(mention)) {
        (Aim::Receiver, true, far) if mention.place.start > at && far <= BESIDE => known(nearest, 0.6),
        (Aim::About, true, far) if far <= BESIDE => known(nearest, 0.6),
        (_, _, far) if far <= REACH => Some(Target { mention: None, confidence: 0.5 }),
        _ => None,
    }
}
