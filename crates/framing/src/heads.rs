//! Common nouns that stand for somebody named before: "the regime", "the militants", "the embattled banker". A noun is taken
//! only where it is definite, where one fitting actor, and no second, is spoken of in its sentence or the one before, where the
//! article speaks of no other fitting actor more, and for persons and bodies, where it calls them that or the phrase judges.

use crate::labels::grammar;
use crate::lexicon::LIKELY;
use crate::mentions::Mention;
use crate::role::Role;
use crate::scene::{Scene, View, Word};
use parallax_entities::{ActorId, Label};
use parallax_text::{Tag, Token, key, rows};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::sync::OnceLock;

/// What a noun can stand for. A person or body must be called that in the article: "President Diaz … the president".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person,
    State,
    /// People who act together.
    Group,
    /// An institution.
    Body,
}

impl Kind {
    fn fits(self, label: Label) -> bool {
        match self {
            Kind::Person => label == Label::Person,
            Kind::State => matches!(label, Label::Gpe | Label::Norp),
            Kind::Group => matches!(label, Label::Org | Label::Norp),
            Kind::Body => label == Label::Org,
        }
    }
}

/// What an article tells of one actor.
struct Told {
    label: Label,
    /// It is named as a place, not by its people alone.
    place: bool,
    /// How often it is spoken of.
    n: usize,
}

/// What an article tells of each actor.
struct Tally<'a> {
    text: &'a str,
    tokens: &'a [Token],
    scenes: &'a [Scene],
    /// Counted once it is asked for.
    told: OnceCell<FxHashMap<&'a ActorId, Told>>,
}

impl<'a> Tally<'a> {
    fn told(&self) -> &FxHashMap<&'a ActorId, Told> {
        self.told.get_or_init(|| {
            let mut all: FxHashMap<&ActorId, Told> = FxHashMap::default();
            for mention in self.scenes.iter().flat_map(|s| &s.mentions) {
                let Some(actor) = &mention.actor else { continue };
                let told = all.entry(actor).or_insert(Told { label: mention.label, place: false, n: 0 });
                told.n += 1;
                told.place |= mention.label == Label::Gpe;
            }
            all
        })
    }

    /// Whether a phrase of this kind may stand for an actor: no other that the kind fits is spoken of more.
    fn fits(&self, actor: &ActorId, kind: Kind, phrase: &[Word]) -> bool {
        let (Some(told), Some(noun)) = (self.told().get(actor), phrase.last()) else { return false };
        let leads = || self.told().values().all(|other| !kind.fits(other.label) || other.n <= told.n);
        let judges = |word: &Word| word.valence != 0.0 || f64::from(word.loaded) > LIKELY;
        let called = || self.called(actor).any(|key| key == noun.key);
        let known = || match kind {
            // "The tyrant", "the embattled banker": a judgement needs no such title before it.
            Kind::Person => phrase.iter().any(judges) || called(),
            Kind::Body => called(),
            Kind::State => told.place,
            Kind::Group => !told.place,
        };
        leads() && known()
    }

    /// The words of an actor's names, and what it is called beside them.
    fn called<'s>(&'s self, actor: &'s ActorId) -> impl Iterator<Item = u64> + 's {
        self.scenes.iter().flat_map(move |scene| {
            let view = View::new(self.text, self.tokens, scene);
            scene.mentions.iter().filter(move |m| m.actor.as_ref() == Some(actor)).flat_map(move |mention| {
                let labels = grammar(&view, mention).into_iter().map(|(at, _)| at);
                mention.place.clone().chain(labels).map(move |at| view.tokens[at].key)
            })
        })
    }
}

/// Words that set a thing apart from the one named before.
const OTHERS: [&str; 9] = ["federal", "former", "local", "new", "next", "other", "previous", "provincial", "regional"];

/// At most so many words between the article and its noun.
const MODIFIERS: usize = 3;

/// The list of such nouns, `data/heads.tsv`.
struct Heads(FxHashMap<u64, Kind>);

/// Adds the phrases that stand for somebody to the mentions of an article's scenes, which are names and pronouns so far.
pub(crate) fn stand_in(text: &str, tokens: &[Token], scenes: &mut [Scene]) {
    let tally = Tally { text, tokens, scenes, told: OnceCell::new() };
    let before = std::iter::once(&[][..]).chain(scenes.iter().map(|s| &s.mentions[..]));
    let standing = |(scene, before): (&Scene, &[Mention])| {
        let view = View::new(text, tokens, scene);
        let articles = (0..scene.words.len()).filter(|i| scene.words[*i].tag == Tag::Dt);
        articles.filter_map(|at| Heads::shared().phrase(&view, before, &tally, at)).collect()
    };
    let found: Vec<Vec<Mention>> = scenes.iter().zip(before).map(standing).collect();
    for (scene, more) in scenes.iter_mut().zip(found).filter(|(_, more)| !more.is_empty()) {
        scene.mentions.extend(more);
        scene.mentions.sort_by_key(Mention::order);
    }
}

impl Heads {
    fn shared() -> &'static Heads {
        static SHARED: OnceLock<Heads> = OnceLock::new();
        let kind = |r: Vec<&'static str>| {
            let kind = match *r.get(1)? {
                "person" => Kind::Person,
                "state" => Kind::State,
                "group" => Kind::Group,
                _ => Kind::Body,
            };
            Some((key(r[0]), kind))
        };
        SHARED.get_or_init(|| Heads(rows(include_str!("../data/heads.tsv")).filter_map(kind).collect()))
    }

    /// The phrase of the article at `at`.
    fn phrase(&self, scene: &View<'_>, before: &[Mention], tally: &Tally<'_>, at: usize) -> Option<Mention> {
        if !["the", "this", "that"].iter().any(|the| scene.word(at).eq_ignore_ascii_case(the)) {
            return None;
        }
        let inside = |i: &usize| {
            let word = scene.words[*i];
            !word.name && !word.mark && (word.tag.noun() || word.tag.adjective() || word.tag == Tag::Vbn)
        };
        let place = at + 1..at + 1 + (at + 1..scene.words.len()).take_while(inside).count();
        let head = place.end - 1;
        let kind = *self.0.get(&scene.words[head].key).filter(|_| scene.tag(head).noun())?;
        let behind = (scene.tag(head + 1), scene.word(head + 1));
        // "the president of Chile" says itself who is meant; so does "the president Ana Diaz".
        let goes_on = scene.words.get(head + 1).is_some_and(|w| w.name || w.tag == Tag::Hyph);
        if place.clone().any(|i| OTHERS.contains(&scene.word(i)))
            || place.len() > MODIFIERS + 1
            || goes_on
            || behind.0 == Tag::In && behind.1.eq_ignore_ascii_case("of")
        {
            return None;
        }
        // "Ana Diaz, the mayor" is an apposition.
        if scene.mentions.iter().any(|m| m.place.end + 1 == at && scene.words[m.place.end].mark) {
            return None;
        }
        let here = scene.mentions.iter().filter(|m| m.place.end <= at);
        let mut who = before.iter().chain(here).filter(|m| kind.fits(m.label)).map(|m| m.actor.as_ref());
        let actor = who.next()??;
        if who.any(|other| other != Some(actor)) || !tally.fits(actor, kind, &scene.words[place.clone()]) {
            return None;
        }
        let span = scene.tokens[place.start].span().cover(scene.tokens[head].span());
        let (label, role) = (tally.told().get(actor)?.label, Role::of(scene, &place));
        Some(Mention { span, place, actor: Some(actor.clone()), state: None, label, stands_in: true, role })
    }
}
