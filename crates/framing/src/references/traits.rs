//! The traits of a phrase and an actor whom it may mean.

use super::known::{Actors, Known, Last};
use super::phrases::{Phrase, Words};
use crate::lists::to_be;
use crate::principals::everybodys;
use crate::role::{Part, Role};
use crate::scene::View;
use parallax_entities::{ActorId, Label};
use parallax_quotes::{Quote, QuoteKind};
use parallax_text::Tag;

/// The traits, in the order of their numbers. A distance to what has not been spoken of is 99.
pub const TRAITS: [&str; 45] = [
    "words: he, she, it, they, we, noun",
    "determiner",
    "class of the noun",
    "case of the pronoun",
    "plural",
    "words before the noun",
    "what follows",
    "whose words",
    "part",
    "first in its sentence",
    "before what is everybody's",
    "label",
    "sentences since it was spoken of last",
    "others spoken of since",
    "others since that could be meant",
    "part there",
    "words there: name, he, she, it, they, we, noun",
    "times so far",
    "times in all",
    "share of all names, in thousandths",
    "others named more that could be meant",
    "named in the first sentence",
    "called so",
    "class of its names agrees",
    "it speaks here",
    "who speaks here speaks for it",
    "the person spoken of last speaks for it",
    "its gender is known",
    "spoken of in this sentence",
    "in this clause",
    "others that could be meant",
    "the same part there",
    "spoken of in the same voice there",
    "subject of the sentence before",
    "is an organ of a state",
    "known as a place",
    "the noun can mean persons, or states, or groups only",
    "object of a verb whose subject it is",
    "the same noun meant it before, or another",
    "how many the speaker speaks for",
    "others of its label named more",
    "a form of to be follows",
    "is the source of a quotation",
    "which was read as its",
    "somebody's side",
];

/// The traits of one pair.
pub type Traits = [i32; TRAITS.len()];

const FAR: i32 = 99;

/// What a sentence tells all pairs of a phrase.
pub(super) struct Place<'s, 'a> {
    pub scene: usize,
    pub view: &'s View<'s>,
    pub phrase: &'s Phrase<'a>,
    pub role: &'s Role,
    pub turn: usize,
    pub speaker: Option<&'a ActorId>,
    /// For whom the speaker speaks.
    pub sides: &'s [&'a ActorId],
    /// For whom the person spoken of last speaks.
    pub his_sides: &'s [&'a ActorId],
    /// Whom the same noun meant last.
    pub before: Option<usize>,
    /// Of which quotation it is the source.
    pub source: Option<&'a Quote>,
}

impl Place<'_, '_> {
    fn whose(&self) -> i32 {
        match self.phrase.quote {
            None => 0,
            Some(quote) if quote.speaker.is_none() => 3,
            Some(quote) if quote.kind == QuoteKind::Indirect || !self.phrase.aloud => 2,
            Some(_) => 1,
        }
    }

    fn follows(&self) -> i32 {
        let at = self.phrase.place.end;
        match self.view.tag(at) {
            tag if tag.finite() => 1,
            Tag::In if self.view.word(at) == "of" => 2,
            Tag::In | Tag::To => 3,
            tag if tag.noun() || tag.adjective() => 4,
            Tag::Pos => 5,
            _ => 0,
        }
    }

    /// The traits of the phrase with the actor `number`, one of `others` that could be meant.
    pub fn traits(&self, actors: &Actors<'_>, number: usize, others: &[usize]) -> Traits {
        let (phrase, view) = (self.phrase, self.view);
        let known = &actors.all[number];
        let actor = &known.entity.actor;
        let last = known.last;
        let since = |other: &&usize| {
            let turn = |k: &Known<'_>| k.last.map_or(0, |l| l.turn + 1);
            **other != number && turn(&actors.all[**other]) > turn(known)
        };
        let more = |other: &&usize| actors.all[**other].total > known.total;
        let of = |what: &dyn Fn(&Last<'_>) -> i32, none: i32| last.as_ref().map_or(none, what);
        let here = |l: &Last<'_>| l.scene == self.scene;
        let clause = view.words[phrase.place.start].clause;
        let bound = matches!(self.role.part, Part::Object)
            && last.is_some_and(|l| here(&l) && l.part == Part::Doer && l.clause == clause);
        [
            phrase.words as i32,
            phrase.determiner,
            phrase.classes.first(),
            phrase.case,
            i32::from(phrase.plural),
            phrase.place.len() as i32,
            self.follows(),
            self.whose(),
            self.role.part as i32,
            i32::from(phrase.place.start <= 1),
            i32::from(
                phrase.words == Words::We && everybodys(view.word(phrase.place.end))
                    || phrase.determiner == 5 && everybodys(view.word(phrase.place.end - 1)),
            ),
            known.label as i32,
            of(&|l| (self.scene - l.scene) as i32, FAR),
            of(&|l| (self.turn - l.turn) as i32, FAR).min(FAR),
            others.iter().filter(since).count() as i32,
            of(&|l| l.part as i32, -1),
            of(&|l| l.words.map_or(0, |w| w as i32 + 1), -1),
            known.times as i32,
            known.total as i32,
            (1000 * known.total / actors.names.max(1)) as i32,
            others.iter().filter(more).count() as i32,
            i32::from(known.headed),
            if phrase.words == Words::Noun { known.called(phrase.key) } else { 0 },
            phrase.classes.agree(known.classes),
            i32::from(self.speaker == Some(actor)),
            i32::from(self.sides.contains(&actor)),
            i32::from(self.his_sides.contains(&actor)),
            i32::from(known.entity.gender.is_some()),
            of(&|l| i32::from(here(l)), 0),
            of(&|l| i32::from(here(l) && l.clause == clause), 0),
            others.len() as i32,
            of(&|l| i32::from(l.part == self.role.part), 0),
            of(&|l| i32::from(l.speaker == self.speaker), 0),
            of(&|l| i32::from(l.scene + 1 == self.scene && l.part == Part::Doer), 0),
            i32::from(known.entity.organ_of.is_some()),
            i32::from(known.label == Label::Gpe),
            i32::from(phrase.classes.personal()),
            i32::from(bound),
            self.before.map_or(0, |before| if before == number { 1 } else { -1 }),
            self.sides.len() as i32,
            others.iter().filter(|o| more(o) && actors.all[**o].label == known.label).count() as i32,
            i32::from(to_be(view.word(phrase.place.end))),
            i32::from(self.source.is_some()),
            i32::from(self.source.is_some_and(|q| q.speaker.as_ref() == Some(actor))),
            i32::from(known.side),
        ]
    }
}
