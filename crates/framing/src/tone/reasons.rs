//! The words that a call rests on, whose words they are, and what is done rather than said.

use super::sheet::Sheet;
use crate::lists::{Kind, Lexicon, only_helps};
use crate::mentions::Mention;
use crate::polarity::Polarity;
use crate::prose::Word;
use crate::role::Part;
use crate::scene::View;
use crate::voice::Voice;
use parallax_quotes::{Quote, sourced_by};
use parallax_text::Tag;

/// At most so many words are named as evidence.
const WORDS: usize = 2;
/// Of so many, those that weigh most.
const CANDIDATES: usize = 4;

/// Probability of being loaded under which a word alone is no judgement.
const LEAST: f32 = 0.1;

/// The words that speak most for a class, by what each adds to it over the mean of the others; none that only builds grammar.
pub fn of(
    scene: &View<'_>,
    (mention, number): (&Mention, usize),
    polarity: Polarity,
    sheet: &mut Sheet<'_>,
) -> Vec<usize> {
    let adds = sheet.adds(scene, (mention, number), polarity as usize, Word::content);
    // What is denied judges nobody.
    let mut best: Vec<usize> = (0..adds.len()).filter(|i| adds[*i] > 0 && !scene.denied(*i)).collect();
    // How sure something is, or that it is not so, is no judgement by itself.
    if polarity != Polarity::Neutral {
        best.retain(|i| {
            let (word, listed) = (&scene.words[*i], Lexicon::shared().of(scene.words[*i].key));
            let only_negates =
                (listed.is(Kind::Negates) || listed.is(Kind::Far)) && word.valence == 0.0 && word.tag.adverb();
            !(listed.is(Kind::Hedges) || only_negates)
        });
    }
    // Of who is spoken of in a quotation its own words speak, and the verb that accuses there: not what the outlet adds.
    if scene.words[mention.place.start].quoted {
        let told = |i: &usize| scene.words[*i].quoted || Lexicon::shared().of(scene.words[*i].key).is(Kind::Accuses);
        if best.iter().any(told) {
            best.retain(told);
        }
    }
    // A proper noun, or a verb that only helps, is a reason only where there is no other.
    let poor = |i: &usize| matches!(scene.tag(*i), Tag::Nnp | Tag::Nnps) || only_helps(scene.word(*i));
    if !best.iter().all(poor) {
        best.retain(|i| !poor(i));
    }
    best.sort_unstable_by_key(|i| (-adds[*i], *i));
    // A neutral mention needs one word to show what it rests on.
    if polarity == Polarity::Neutral {
        best.truncate(1);
        return best;
    }
    // Of two that weigh alike the better reason is the one that also judges by itself.
    best.truncate(CANDIDATES);
    for at in &best {
        let word = &scene.words[*at];
        let judges = if word.valence != 0.0 { 2 } else { 1 };
        adds[*at] = (f64::from(adds[*at] * judges) * (0.05 + f64::from(word.loaded))) as i32;
    }
    best.sort_by_key(|i| (-adds[*i], *i));
    let Some(first) = best.first().copied() else { return Vec::new() };
    // A second word is one that judges by itself.
    best.retain(|i| *i == first || adds[*i] * 2 >= adds[first] && judges(scene, *i));
    best.truncate(WORDS);
    best
}

/// Whose judgement of the mention these words are, and which of them are his; nothing where none is left.
pub fn whose(
    scene: &View<'_>,
    mention: &Mention,
    quotes: &[Quote],
    mut words: Vec<usize>,
) -> Option<(Voice, Vec<usize>)> {
    // Nor does a denial judge who denies, nor "was accused by Diaz" Diaz.
    if scene.denied(mention.place.start) {
        return None;
    }
    let denier = |at| scene.mentions.iter().any(|m| m.actor == mention.actor && m.role.governor == Some(at));
    let agent = |at| mention.role.part == Part::Agent && mention.role.above == Some(at);
    let speaks = |at: usize| {
        let listed = Lexicon::shared().of(scene.words[at].key);
        listed.is(Kind::Denies) && denier(at) || listed.is(Kind::Accuses) && agent(at)
    };
    // Whoever says something is not judged by it, nor by what others say in it.
    let outside = !scene.words[mention.place.start].quoted;
    let says = |at: usize| outside && sourced_by(quotes, scene.tokens[at].span(), mention.span);
    words.retain(|at| !speaks(*at) && !says(*at));
    let voices: Vec<Voice> = words.iter().map(|at| Voice::of(scene, quotes, *at, Some(mention))).collect();
    // The words of a source, who is named beside them, do not speak of the source.
    let source = |v: &Voice| {
        v.speaker().is_some() && v.speaker() == mention.actor.as_ref() && *v != Voice::at(quotes, mention.span)
    };
    let mut others = voices.iter().filter(|v| !source(v));
    // What needs a quoted word for a reason is not the outlet's own judgement.
    let first = others.next()?;
    let whose = std::iter::once(first).chain(others).find(|v| **v != Voice::Outlet).unwrap_or(first).clone();
    let mut voice = voices.iter();
    words.retain(|_| voice.next() == Some(&whose));
    Some((whose, words))
}

/// Whether the lists know a word, as it stands here, as the other side.
pub fn contradicts(scene: &View<'_>, at: usize, polarity: Polarity) -> bool {
    let worth = scene.worth.iter().find(|(i, _)| *i == at).map_or(0.0, |(_, worth)| *worth);
    match polarity {
        Polarity::Negative => worth > 0.0,
        Polarity::Neutral => false,
        Polarity::Positive => worth < 0.0,
    }
}

/// Whether a word judges by itself: the lists or the model of loaded words know it, or it is an accusation.
pub fn judges(scene: &View<'_>, at: usize) -> bool {
    let word = &scene.words[at];
    word.valence != 0.0 || word.loaded >= LEAST || Lexicon::shared().of(word.key).is(Kind::Accuses)
}

/// Whether a harm is done to the mention, and nothing else is said against it: a victim is not judged.
pub fn only_suffers(scene: &View<'_>, mention: &Mention, words: &[usize]) -> bool {
    let role = &mention.role;
    let done = |at: Option<usize>| at.is_some_and(|at| harm(&scene.words[at]) && role.suffers(scene, at));
    let said = |at: &usize| {
        let word = &scene.words[*at];
        word.valence < 0.0 && !word.event && (role.phrase.contains(at) || role.predicate.contains(at))
    };
    (done(role.governor) || done(role.above)) && !words.iter().any(said)
}

fn harm(word: &Word) -> bool {
    word.event && word.valence < 0.0
}
