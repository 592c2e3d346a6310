//! Whom pronouns and definite nouns mean: "it", "their", "the company", "his party" (coreference). Every actor named near before, and
//! who speaks there and for whom, may be meant; boosted trees say how likely each is, and the likeliest is taken where it is likely
//! enough (a mention-pair model: Soon, Ng and Lim 2001). What is read counts as spoken of for what comes after.

mod classes;
mod known;
mod phrases;
mod traits;

use traits::Traits;
pub use traits::{TRAITS as REFERENCE_TRAITS, Traits as ReferenceTraits};

use crate::mentions::{Form, Mention};
use crate::role::Role;
use crate::scene::{Scene, View};
use known::{Actors, Last};
use parallax_core::Note;
use parallax_entities::{ActorId, Entity, Label, Trees};
use parallax_quotes::{Quote, teller_at};
use parallax_text::Token;
use phrases::{Phrase, Words, phrases};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use traits::Place;

/// When the likeliest actor is taken to be meant by he, she, it, they, we, a noun: from which odds on, in thousandths of their
/// logarithm, and by how much it must lead the next (of those that lead by less half are wrong). A noun is also what an article
/// calls its actor, and "they" may mean any number of people.
pub const BOUNDS: [(i32, i32); 6] = [(-400, 1000), (-400, 1000), (-400, 1000), (300, 1000), (-700, 0), (0, 1000)];

/// So many sentences back an actor may be meant without having been named since.
const REACH: usize = 8;

/// So many actors are weighed of those spoken of last.
const NEAR: usize = 3;

/// Besides, so many of those spoken of most.
const MOST: usize = 2;

/// In all at most so many, as the trees answer at once.
const ALL: usize = 8;

/// Which actor a phrase means.
type Decide<'d, 'a> = &'d mut dyn FnMut(&Phrase<'a>, &[Pair], &Actors<'a>) -> Option<usize>;

/// An actor by its number, and the traits of a phrase with it.
struct Pair(usize, Traits);

impl AsRef<[i32]> for Pair {
    fn as_ref(&self) -> &[i32] {
        &self.1
    }
}

/// An article: its text, its tokens, its scenes (of whose mentions only the names count), its names and its quotations.
pub type Article<'a> = (&'a str, &'a [Token], &'a [Scene], &'a [Entity], &'a [Quote]);

/// The trees that the program carries.
fn trees() -> &'static Trees {
    static TREES: OnceLock<Trees> = OnceLock::new();
    TREES.get_or_init(|| Trees::parse(include_str!("../../model/references.txt")).expect("the trees are tested"))
}

/// The phrases that mean somebody, scene by scene.
pub(crate) fn references(article: Article<'_>) -> Vec<Vec<Mention>> {
    walk(article, &mut |phrase, pairs, actors| {
        // "“We will answer,” said Chile's president": nobody has been named before.
        let first = pairs.iter().all(|Pair(number, _)| actors.all[*number].last.is_none());
        if first && phrase.words == Words::We && phrase.aloud {
            return pairs.first().map(|Pair(number, _)| *number);
        }
        let odds = trees().sums(pairs);
        let (least, lead) = BOUNDS[phrase.words as usize];
        let best = likeliest(&odds, lead).filter(|best| odds[*best] >= least)?;
        Some(pairs[best].0)
    })
}

/// The place of the greatest of some odds, if it leads the next so far.
pub fn likeliest(odds: &[i32], lead: i32) -> Option<usize> {
    // Of two as likely the one spoken of last.
    let best = (0..odds.len()).rev().max_by_key(|n| odds[*n])?;
    let leads = (0..odds.len()).all(|n| n == best || odds[n] + lead <= odds[best]);
    leads.then_some(best)
}

/// The pairs of each phrase that `meant` knows, by the end of its words: whom it means, or nobody named. For training.
pub fn pairs(article: Article<'_>, meant: &dyn Fn(usize) -> Option<Option<ActorId>>) -> Vec<Vec<(Traits, bool)>> {
    let mut out = Vec::new();
    walk(article, &mut |phrase, pairs, actors| {
        let actor = meant(phrase.span.end())?;
        let number = actor.and_then(|actor| actors.numbers.get(&actor).copied());
        out.push(pairs.iter().map(|Pair(n, traits)| (*traits, Some(*n) == number)).collect());
        number
    });
    out
}

/// Reads an article from its first word to its last, with `decide` telling whom each phrase means.
fn walk<'a>((text, tokens, scenes, entities, quotes): Article<'a>, decide: Decide<'_, 'a>) -> Vec<Vec<Mention>> {
    let actors = Actors::of(text, tokens, scenes, entities);
    let mut sides: FxHashMap<&ActorId, Vec<&ActorId>> = FxHashMap::default();
    for (speaker, side) in scenes.iter().flat_map(Scene::sides).filter(|(speaker, side)| speaker != side) {
        let sides = sides.entry(speaker).or_default();
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    let mut reader = Reader { actors, sides, quotes, turn: 0, person: None, nouns: FxHashMap::default() };
    let scene = |(n, scene)| reader.scene(n, &View::new(text, tokens, scene), decide);
    scenes.iter().enumerate().map(scene).collect()
}

/// How far an article has been read.
struct Reader<'a> {
    actors: Actors<'a>,
    /// For whom each speaks who is quoted.
    sides: FxHashMap<&'a ActorId, Vec<&'a ActorId>>,
    quotes: &'a [Quote],
    /// So many places at which somebody is spoken of.
    turn: usize,
    /// The person spoken of last.
    person: Option<usize>,
    /// Whom each noun meant last.
    nouns: FxHashMap<u64, usize>,
}

impl<'a> Reader<'a> {
    fn scene(&mut self, n: usize, view: &View<'_>, decide: Decide<'_, 'a>) -> Vec<Mention> {
        let mut names = view.mentions.iter().filter(|m| m.named()).peekable();
        let mut out = Vec::new();
        for phrase in phrases(view, self.quotes) {
            while let Some(name) = names.next_if(|m| m.place.start < phrase.place.start) {
                self.read(n, view, name, None);
            }
            let mention = self.phrase(n, view, &phrase, decide);
            if let Some(mention) = &mention {
                self.read(n, view, mention, Some(phrase.words));
                if let Some(number) = self.actors.number(mention).filter(|_| phrase.words == Words::Noun) {
                    self.nouns.insert(phrase.key, number);
                }
            }
            out.extend(mention);
        }
        names.for_each(|name| self.read(n, view, name, None));
        out
    }

    /// Notes that somebody is spoken of.
    fn read(&mut self, scene: usize, view: &View<'_>, mention: &Mention, words: Option<Words>) {
        let turn = self.turn;
        self.turn += 1;
        let Some(number) = self.actors.number(mention) else { return };
        let clause = view.words[mention.place.start].clause;
        let speaker = teller_at(self.quotes, mention.span).and_then(|q| q.speaker.as_ref());
        self.actors.read(number, Last { scene, clause, turn, part: mention.role.part, words, speaker });
        if mention.label == Label::Person {
            self.person = Some(number);
        }
    }

    /// Whom a phrase means.
    fn phrase(&self, n: usize, view: &View<'_>, phrase: &Phrase<'a>, decide: Decide<'_, 'a>) -> Option<Mention> {
        let speaker = phrase.quote.and_then(|q| q.speaker.as_ref());
        let sides = self.sides_of(speaker);
        let person = matches!(phrase.words, Words::He | Words::She);
        let mut others = self.candidates(phrase, n, speaker.into_iter().chain(sides.iter().copied()));
        // Nobody calls himself "he".
        others.retain(|o| !(person && phrase.aloud && speaker == Some(&self.actors.all[*o].entity.actor)));
        if others.is_empty() && !person {
            return None;
        }
        let role = Role::of(view, &phrase.place);
        let his_sides = self.sides_of(self.person.map(|p| &self.actors.all[p].entity.actor));
        let place = Place {
            scene: n,
            view,
            phrase,
            role: &role,
            turn: self.turn,
            speaker,
            sides,
            his_sides,
            before: self.nouns.get(&phrase.key).copied(),
            source: self.source(phrase),
        };
        let pairs: Vec<Pair> = others.iter().map(|o| Pair(*o, place.traits(&self.actors, *o, &others))).collect();
        let known = decide(phrase, &pairs, &self.actors).map(|number| &self.actors.all[number]);
        // "He" is somebody, though nobody may know who.
        let label = known.map_or(Label::Person, |k| k.label);
        let (actor, state) = match known {
            Some(known) => (Some(known.entity.actor.clone()), known.entity.organ_of.clone()),
            None if person => (None, None),
            None => return None,
        };
        let form = if phrase.words == Words::Noun { Form::Noun } else { Form::Pronoun };
        Some(Mention { span: phrase.span, place: phrase.place.clone(), actor, state, label, form, role })
    }

    /// The quotation whose source a phrase is.
    fn source(&self, phrase: &Phrase<'_>) -> Option<&'a Quote> {
        let is = |q: &&Quote| q.speaker_at.is_some_and(|at| at.contains(phrase.span) && at.end() == phrase.span.end());
        let near = self.quotes.partition_point(|q| q.span().start() < phrase.span.start());
        self.quotes[near.saturating_sub(2)..self.quotes.len().min(near + 2)].iter().find(is)
    }

    /// For whom somebody speaks.
    fn sides_of(&self, speaker: Option<&ActorId>) -> &[&'a ActorId] {
        speaker.and_then(|s| self.sides.get(s)).map_or(&[], Vec::as_slice)
    }

    /// The actors that a phrase may mean: those spoken of last, the one named most, and who speaks there and for whom.
    fn candidates<'s>(&self, phrase: &Phrase<'_>, scene: usize, near: impl Iterator<Item = &'s ActorId>) -> Vec<usize> {
        let all = &self.actors.all;
        let fits = |number: &usize| phrase.fits(all[*number].label, all[*number].entity);
        let (mut out, mut most) = (Vec::with_capacity(ALL + NEAR), Vec::with_capacity(MOST + 1));
        let first = |best: &mut Vec<usize>, many: usize, number: usize, rank: &dyn Fn(usize) -> usize| {
            let at = best.partition_point(|n| rank(*n) >= rank(number));
            if at < many {
                best.insert(at, number);
                best.truncate(many);
            }
        };
        for (number, known) in all.iter().enumerate() {
            let near = known.last.filter(|l| l.scene + REACH >= scene);
            if (near.is_some() || known.times > 0) && fits(&number) {
                if near.is_some() {
                    first(&mut out, NEAR, number, &|n| all[n].last.map_or(0, |l| l.turn));
                }
                first(&mut most, MOST, number, &|n| all[n].times);
            }
        }
        // "The company" may be one named far before that is called so.
        let called = |n: &usize| {
            all[*n].times > 0 && (all[*n].called(phrase.key) > 0 || phrase.classes.agree(all[*n].classes) > 0)
        };
        let called = (0..all.len()).filter(|n| phrase.words == Words::Noun && called(n) && fits(n));
        let near = near.filter_map(|actor| self.actors.numbers.get(actor).copied()).filter(fits);
        for number in most.into_iter().chain(near).chain(called) {
            if !out.contains(&number) {
                out.push(number);
            }
        }
        out.truncate(ALL);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::{Article as Text, Note};

    /// The pronouns and nouns of a text with whom they mean.
    fn meant(text: &str) -> Vec<(String, Option<String>)> {
        let layers = parallax_testkit::read(&Text::new("a", text), Scene::LAYER);
        let mentions = layers.get::<Scene>().iter().flat_map(|s| &s.mentions).filter(|m| !m.named());
        let told = |m: &Mention| (m.span.of(text).to_string(), m.actor.as_ref().map(|a| a.as_str().to_string()));
        mentions.map(told).collect()
    }

    #[test]
    fn pronouns_and_nouns_mean_who_was_named() {
        for (text, expected) in [
            ("The Chilean Defense Ministry said it would answer.", &[("it", Some("chilean-defense-ministry"))][..]),
            ("Omar Diaz left. Anna Ray said that he had lost.", &[("he", Some("omar-diaz"))]),
            ("Lee Barnes left. Omar Diaz said: “He would make a step.”", &[("He", Some("lee-barnes"))]),
            (
                "Lee Barnes left. Omar Diaz announced that he would make a “wholly peaceful” step.",
                &[("he", Some("omar-diaz"))],
            ),
            ("The Chilean Defense Ministry said that Peru had moved its ships.", &[("its", Some("peru"))]),
            ("He said that the road was closed.", &[("He", None)]),
            ("Chile's defence minister, Omar Diaz, said: “We closed the road.”", &[("We", Some("chile"))]),
            ("The Harbour Union struck on Friday. The union gave no reason.", &[("union", Some("harbour-union"))]),
            (
                "Volkswagen lost money. The company has closed its works.",
                &[("company", Some("volkswagen")), ("its", Some("volkswagen"))],
            ),
            ("Peru closed its ports.", &[("its", Some("peru"))]),
            ("The Harbour Union and the town of Lima met.", &[]),
            ("It rained in Lima, and it was cold.", &[]),
            ("Omar Diaz met Anna Ray. The banker denied everything.", &[]),
            ("Peru and Chile fought. The brutal regime lied.", &[]),
            ("Omar Diaz, the mayor of Lima, and the president, Anna Ray, met.", &[]),
        ] {
            let expected: Vec<_> = expected.iter().map(|(w, a)| (w.to_string(), a.map(str::to_string))).collect();
            assert_eq!(meant(text), expected, "{text}");
        }
    }
}
