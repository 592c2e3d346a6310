//! Common nouns that stand for somebody named before: "the regime", "the militants", "the embattled banker". A noun is taken
//! only where it is definite, where one fitting actor, and no second, is spoken of in its sentence or the one before, and where
//! the article speaks of no other fitting actor more.

use crate::mentions::Mention;
use crate::scene::{Scene, View};
use parallax_entities::{ActorId, Label};
use parallax_text::{Tag, Token, key, rows};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a noun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person,
    State,
    /// People who act together.
    Group,
    /// An institution; the article must have called it that.
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
    /// How often it is spoken of.
    n: usize,
    /// The words of its names, and those before them.
    called: FxHashSet<u64>,
}

/// What an article tells of each actor.
pub(crate) struct Tally<'a>(FxHashMap<&'a ActorId, Told>);

impl<'a> Tally<'a> {
    pub(crate) fn of(text: &'a str, tokens: &'a [Token], scenes: &'a [Scene]) -> Tally<'a> {
        let mut tally: FxHashMap<&ActorId, Told> = FxHashMap::default();
        for scene in scenes {
            let view = View::new(text, tokens, scene);
            for mention in &scene.mentions {
                let Some(actor) = &mention.actor else { continue };
                let new = || Told { label: mention.label, n: 0, called: FxHashSet::default() };
                let told = tally.entry(actor).or_insert_with(new);
                told.n += 1;
                let words = mention.role.phrase.start.min(mention.place.start)..mention.place.end;
                told.called.extend(view.tokens[words].iter().map(|t| t.key));
            }
        }
        Tally(tally)
    }

    /// Whether a noun of this kind may stand for an actor: no other that the kind fits is spoken of more.
    fn fits(&self, actor: &ActorId, noun: u64, kind: Kind) -> bool {
        let Some(told) = self.0.get(actor) else { return false };
        let leads = self.0.values().all(|other| !kind.fits(other.label) || other.n <= told.n);
        leads && (kind != Kind::Body || told.called.contains(&noun))
    }
}

/// At most so many words between the article and its noun.
const MODIFIERS: usize = 3;

/// The list of such nouns, `data/heads.tsv`.
pub(crate) struct Heads(FxHashMap<u64, Kind>);

/// A noun phrase that stands for somebody: the tokens of its nouns and adjectives, and who it is.
pub(crate) struct Standing {
    pub words: Vec<usize>,
    pub actor: ActorId,
}

impl Heads {
    pub(crate) fn new() -> Heads {
        let kind = |r: Vec<&'static str>| {
            let kind = match *r.get(1)? {
                "person" => Kind::Person,
                "state" => Kind::State,
                "group" => Kind::Group,
                _ => Kind::Body,
            };
            Some((key(r[0]), kind))
        };
        Heads(rows(include_str!("../data/heads.tsv")).filter_map(kind).collect())
    }

    /// The phrases of a sentence that stand for somebody; `before` are the mentions of the sentence before it,
    /// `tally` those of the article.
    pub(crate) fn of(&self, scene: &View<'_>, before: &[Mention], tally: &Tally<'_>) -> Vec<Standing> {
        let at = (0..scene.words.len()).filter(|i| scene.tag(*i) == Tag::Dt);
        at.filter_map(|i| self.phrase(scene, before, tally, i)).collect()
    }

    /// The phrase of the article at `at`.
    fn phrase(&self, scene: &View<'_>, before: &[Mention], tally: &Tally<'_>, at: usize) -> Option<Standing> {
        if !["the", "this", "that"].iter().any(|the| scene.word(at).eq_ignore_ascii_case(the)) {
            return None;
        }
        let inside = |i: &usize| {
            let word = scene.words[*i];
            !word.name && !word.mark && (word.tag.noun() || word.tag.adjective() || word.tag == Tag::Vbn)
        };
        let words: Vec<usize> = (at + 1..scene.words.len()).take_while(inside).collect();
        let head = *words.last()?;
        let kind = *self.0.get(&scene.words[head].key).filter(|_| scene.tag(head).noun())?;
        let behind = (scene.tag(head + 1), scene.word(head + 1));
        // "the president of Chile" says itself who is meant; so does "the president Ana Diaz".
        let goes_on = scene.words.get(head + 1).is_some_and(|w| w.name || w.tag == Tag::Hyph);
        if words.len() > MODIFIERS + 1 || goes_on || behind.0 == Tag::In && behind.1.eq_ignore_ascii_case("of") {
            return None;
        }
        let here = scene.mentions.iter().filter(|m| m.place.end <= at);
        let mut who = before.iter().chain(here).filter(|m| kind.fits(m.label)).map(|m| m.actor.as_ref());
        let actor = who.next()??;
        let alone = who.all(|other| other == Some(actor)) && tally.fits(actor, scene.words[head].key, kind);
        alone.then(|| Standing { words, actor: actor.clone() })
    }
}
