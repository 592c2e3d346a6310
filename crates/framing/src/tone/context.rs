//! A second look at each mention, from the whole article: is the voice for it or against it here?
//!
//! The words of a sentence tell less than they seem to: most news is bad without anybody speaking ill. What tells beside them is
//! whose words they are, how the article and the voice speak elsewhere, of the same actor and of others, and whether another
//! mention of the sentence fits the words better. Boosted trees weigh these traits, one lot for each side.

use super::sheet::Sheet;
use crate::linear::Linear;
use crate::lists::{Kind, LIKELY, Lexicon};
use crate::mentions::Mention;
use crate::prose::Prose;
use crate::role::Part;
use crate::scene::{Scene, View};
use crate::voice::Voice;
use parallax_core::Note;
use parallax_entities::{ActorId, Label, Trees};
use parallax_quotes::{Quote, QuoteKind, teller_at};
use parallax_text::{Tag, Token};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The traits of a mention, in the order of their numbers. Probabilities and loads are in thousandths; a mean over nothing is -1.
pub const TRAITS: [&str; 27] = [
    "negative, by its sentence",
    "positive, by its sentence",
    "whose words: outlet's, marked as somebody's, reported, nobody's known",
    "the voice speaks for it",
    "the voice is it",
    "label",
    "pronoun",
    "other mentions of the sentence that are more negative",
    "negative, the most of the others of its sentence",
    "other mentions of its actor",
    "negative, mean of these",
    "positive, mean of these",
    "negative, mean of the outlet's mentions",
    "positive, mean of the outlet's mentions",
    "load, mean of the outlet's words, ten times",
    "negative, mean of the voice's other mentions",
    "positive, mean of the voice's other mentions",
    "load of the most loaded word of its sentence",
    "the same of those tied to it by grammar",
    "worth of the best word tied to it by grammar",
    "words to the nearest loaded word",
    "words to the nearest bad word",
    "negative, mean of the sentences around",
    "positive, mean of the sentences around",
    "share of its actor in all mentions",
    "the part it plays",
    "stands for a place",
];

/// The traits of one mention.
pub type Traits = [i32; TRAITS.len()];

/// Words farther away are all the same.
const FAR: usize = 60;

/// Who speaks: the outlet, somebody, nobody known.
type Teller<'a> = Option<Option<&'a ActorId>>;

/// A mention with its scene and what the model makes of it there.
pub(super) struct Seen<'a> {
    pub scene: usize,
    pub mention: &'a Mention,
    pub p: [f64; 3],
    teller: Option<&'a Quote>,
    /// Its voice speaks for it, or for whom it acts with.
    pub own: bool,
}

impl<'a> Seen<'a> {
    /// Whose words it stands in.
    pub fn teller(&self) -> Voice {
        Voice::of_teller(self.teller)
    }

    fn voice(&self) -> Teller<'a> {
        self.teller.map(|quote| quote.speaker.as_ref())
    }

    /// Probabilities that allow for whom the voice speaks for: who seems to speak ill of his own side has mostly been misread, he
    /// tells what is hard, or what others say.
    pub fn allowed(&self, p: [f64; 3]) -> [f64; 3] {
        let rest = p[1] + p[2];
        if self.own && rest > 0.0 { [0.0, p[1] / rest, p[2] / rest] } else { p }
    }
}

/// The mean of how some mentions are spoken of.
#[derive(Clone, Copy, Default)]
pub(super) struct Mean {
    pub n: f64,
    bad: f64,
    good: f64,
}

impl Mean {
    pub fn add(&mut self, p: [f64; 3]) {
        *self = self.and(Mean { n: 1.0, bad: p[0], good: p[2] });
    }

    fn without(self, p: [f64; 3]) -> Mean {
        self.less(Mean { n: 1.0, bad: p[0], good: p[2] })
    }

    pub fn less(self, other: Mean) -> Mean {
        self.and(Mean { n: -other.n, bad: -other.bad, good: -other.good })
    }

    fn and(self, other: Mean) -> Mean {
        Mean { n: self.n + other.n, bad: self.bad + other.bad, good: self.good + other.good }
    }

    /// Negative and positive.
    pub fn sides(self) -> [i32; 2] {
        if self.n < 0.5 { [-1, -1] } else { [self.bad, self.good].map(|sum| thousandths(sum / self.n)) }
    }
}

pub(super) fn thousandths(x: f64) -> i32 {
    (x * 1000.0).round() as i32
}

/// How a whole article speaks.
struct Whole<'a> {
    of_actor: FxHashMap<&'a ActorId, Mean>,
    of_voice: FxHashMap<Teller<'a>, Mean>,
    of_scene: Vec<Mean>,
    /// Of the outlet's own words.
    load: f64,
    mentions: usize,
}

impl<'a> Whole<'a> {
    fn of(scenes: &[Scene], seen: &[Seen<'a>]) -> Whole<'a> {
        let (mut of_actor, mut of_voice) = (FxHashMap::<_, Mean>::default(), FxHashMap::<_, Mean>::default());
        let mut of_scene = vec![Mean::default(); scenes.len()];
        for s in seen {
            of_voice.entry(s.voice()).or_default().add(s.p);
            of_scene[s.scene].add(s.p);
            if let Some(actor) = &s.mention.actor {
                of_actor.entry(actor).or_default().add(s.p);
            }
        }
        let own = scenes.iter().flat_map(|s| &s.words).filter(|w| !w.quoted && !w.mark);
        let (words, loads) = own.fold((0.0, 0.0), |(n, sum), w| (n + 1.0, sum + f64::from(w.loaded)));
        Whole { of_actor, of_voice, of_scene, load: loads / f64::max(words, 1.0), mentions: seen.len() }
    }

    fn around(&self, scene: usize) -> Mean {
        let near = [scene.checked_sub(1), Some(scene + 1)].into_iter().flatten();
        near.filter_map(|n| self.of_scene.get(n)).fold(Mean::default(), |all, one| all.and(*one))
    }
}

/// What a sentence shows all its mentions.
struct Words {
    most_loaded: f32,
    loaded: Vec<usize>,
    bad: Vec<usize>,
}

impl Words {
    fn of(scene: &Prose) -> Words {
        let most_loaded = scene.words.iter().map(|w| w.loaded).fold(0.0, f32::max);
        let loaded = (0..scene.words.len()).filter(|at| f64::from(scene.words[*at].loaded) > LIKELY).collect();
        let bad = scene.worth.iter().filter(|(_, worth)| *worth < 0.0).map(|(at, _)| *at).collect();
        Words { most_loaded, loaded, bad }
    }
}

/// The mentions of an article, in order, with what a model of sentences makes of each.
pub(super) fn seen<'a>(
    (text, scenes, tokens, quotes): Layers<'a>,
    model: &Linear<3>,
    sheet: &mut Sheet<'_>,
) -> Vec<Seen<'a>> {
    let mut out = Vec::new();
    for (n, scene) in scenes.iter().enumerate().filter(|(_, s)| !s.mentions.is_empty()) {
        let view = View::new(text, tokens, scene);
        sheet.look(&view);
        let first = out.len();
        for mention in &scene.mentions {
            let p = model.probabilities(&sheet.sums(&view, mention, out.len()));
            let teller = teller(&view, mention, quotes);
            let speaker = teller.and_then(|quote| quote.speaker.as_ref());
            let actors = || mention.actor.iter().chain(&mention.state);
            let own = speaker.is_some_and(|speaker| actors().any(|actor| view.speaks_for(speaker, actor)));
            out.push(Seen { scene: n, mention, p, teller, own });
        }
        // "Chile and Peru will answer", in Chile's mouth: who acts with his own side is on it.
        let here = &mut out[first..];
        for at in 1..here.len() {
            if together(&view, here[at - 1].mention, here[at].mention) {
                let own = here[at - 1].own || here[at].own;
                (here[at - 1].own, here[at].own) = (own, own);
            }
        }
    }
    out
}

/// In whose words a mention stands, or of which quotation it is the object; nobody for the outlet's.
pub(super) fn teller<'q>(scene: &View<'_>, mention: &Mention, quotes: &'q [Quote]) -> Option<&'q Quote> {
    teller_at(quotes, mention.span).or_else(|| called(scene, mention, quotes))
}

/// The quotation that says what a mention is: in "Diaz called Ray “a crook”" Diaz speaks of Ray.
fn called<'q>(scene: &View<'_>, mention: &Mention, quotes: &'q [Quote]) -> Option<&'q Quote> {
    let verb = mention.role.governor.filter(|_| mention.role.part == Part::Object)?;
    let listed = Lexicon::shared().of(scene.words[verb].key);
    let cue = scene.tokens[verb].span();
    let by = |q: &&Quote| q.reports() && q.cue_at.is_some_and(|at| at.contains(cue));
    let near = quotes.partition_point(|q| q.span().start() < mention.span.end());
    (listed.is(Kind::Names) || listed.is(Kind::Accuses)).then(|| quotes[near..].iter().take(2).find(by)).flatten()
}

/// Whether two mentions are one subject: "Chile and Peru".
fn together(scene: &View<'_>, a: &Mention, b: &Mention) -> bool {
    let joined = a.place.end + 1 == b.place.start && matches!(scene.word(a.place.end), "and" | "&");
    joined && matches!(a.role.part, Part::Doer | Part::Other) && b.role.part == Part::Doer
}

/// An article as tone reads it.
pub(super) type Layers<'a> = (&'a str, &'a [Scene], &'a [Token], &'a [Quote]);

/// The traits of the mentions of an article, one for one.
pub(super) fn traits(layers: Layers<'_>, seen: &[Seen<'_>]) -> Vec<Traits> {
    let (text, scenes, tokens, _) = layers;
    let whole = Whole::of(scenes, seen);
    let sentence = |mentions: &[Seen<'_>]| {
        let scene = View::new(text, tokens, &scenes[mentions[0].scene]);
        let words = Words::of(&scene);
        mentions.iter().map(|s| of_mention(&scene, &words, &whole, mentions, s)).collect::<Vec<_>>()
    };
    seen.chunk_by(|a, b| a.scene == b.scene).flat_map(sentence).collect()
}

fn of_mention(scene: &View<'_>, words: &Words, whole: &Whole<'_>, sentence: &[Seen<'_>], s: &Seen<'_>) -> Traits {
    let (mention, role) = (s.mention, &s.mention.role);
    let others = || sentence.iter().filter(|other| !std::ptr::eq(*other, s));
    let speaker = s.teller.and_then(|quote| quote.speaker.as_ref());
    let actor = mention.actor.as_ref().map(|actor| whole.of_actor[actor].without(s.p)).unwrap_or_default();
    let clause = scene.words[mention.place.start].clause;
    let tied = |at: usize| {
        let here = |at: usize| role.predicate.contains(&at) && scene.words[at].clause == clause;
        role.governor == Some(at) || role.above == Some(at) || role.phrase.contains(&at) || here(at)
    };
    let tied_load = (0..scene.words.len()).filter(|at| tied(*at)).map(|at| scene.words[at].loaded).fold(0.0, f32::max);
    let tied_worth = scene.worth.iter().filter(|(at, _)| tied(*at)).map(|(_, worth)| *worth);
    let away = |at: &usize| {
        let (from, to) = (mention.place.start, mention.place.end);
        if *at < from { from - at } else { (at + 1).saturating_sub(to) }
    };
    let nearest = |all: &[usize]| all.iter().map(away).min().unwrap_or(FAR).min(FAR) as i32;
    let [outlet_bad, outlet_good] = whole.of_voice.get(&None).copied().unwrap_or_default().sides();
    let [voice_bad, voice_good] = whole.of_voice[&s.voice()].without(s.p).sides();
    let [actor_bad, actor_good] = actor.sides();
    let [around_bad, around_good] = whole.around(s.scene).sides();
    [
        thousandths(s.p[0]),
        thousandths(s.p[2]),
        match s.teller {
            None => 0,
            Some(quote) if quote.speaker.is_none() => 3,
            Some(quote) if quote.kind == QuoteKind::Indirect => 2,
            Some(_) => 1,
        },
        i32::from(s.own),
        i32::from(speaker.is_some() && speaker == mention.actor.as_ref()),
        mention.label as i32,
        i32::from(matches!(scene.tag(mention.place.start), Tag::Prp | Tag::PrpS)),
        others().filter(|other| other.p[0] > s.p[0]).count() as i32,
        thousandths(others().map(|other| other.p[0]).fold(0.0, f64::max)),
        actor.n.round() as i32,
        actor_bad,
        actor_good,
        outlet_bad,
        outlet_good,
        thousandths(10.0 * whole.load),
        voice_bad,
        voice_good,
        thousandths(words.most_loaded.into()),
        thousandths(tied_load.into()),
        thousandths(tied_worth.fold(0.0, f32::max).into()),
        nearest(&words.loaded),
        nearest(&words.bad),
        around_bad,
        around_good,
        thousandths((actor.n + 1.0) / whole.mentions as f64),
        role.part as i32,
        i32::from(place(scene, mention)),
    ]
}

/// Prepositions of place.
const PLACES: [&str; 14] = [
    "across",
    "around",
    "at",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "outside",
    "over",
    "through",
    "throughout",
    "to",
    "within",
];

/// Whether a state or town stands for its ground: "troops in Chile" says nothing of Chile.
fn place(scene: &View<'_>, mention: &Mention) -> bool {
    let place = |at: usize| PLACES.contains(&scene.word(at));
    mention.label == Label::Gpe && mention.role.part == Part::Governed && mention.role.governor.is_some_and(place)
}

/// The trees that the program carries, for negative and for positive.
pub(super) fn trees() -> &'static [Trees; 2] {
    static TREES: OnceLock<[Trees; 2]> = OnceLock::new();
    TREES.get_or_init(|| read([include_str!("../../model/negative.txt"), include_str!("../../model/positive.txt")]))
}

/// Trees that the program carries.
pub(super) fn read(sides: [&str; 2]) -> [Trees; 2] {
    sides.map(|text| Trees::parse(text).expect("the trees are tested"))
}

/// How likely each of some things with these traits is negative, neutral, positive, by trees for negative and for positive that each
/// answer by themselves.
pub(super) fn of_trees<T: AsRef<[i32]>>(trees: &[Trees; 2], traits: &[T]) -> Vec<[f64; 3]> {
    let [bad, good] = trees.each_ref().map(|trees| trees.probabilities(traits));
    let together = |(bad, good): (f64, f64)| {
        let most = f64::max(bad + good, 1.0);
        [bad / most, (1.0 - bad - good).max(0.0), good / most]
    };
    bad.into_iter().zip(good).map(together).collect()
}

#[cfg(test)]
mod tests {
    use super::super::cells;
    use super::*;

    #[test]
    fn a_state_behind_a_preposition_of_place_is_its_ground() {
        let text = "The troops gathered in Chile. Chile gathered its troops. They spoke of Chile.";
        let layers = parallax_testkit::read(&parallax_core::Article::new("a", text), Scene::LAYER);
        let model = super::super::model(true);
        let traits = super::super::traits(text, layers.get(), layers.get(), layers.get(), model);
        let named = traits.iter().filter(|(span, _)| span.of(text) == "Chile");
        assert_eq!(named.map(|(_, traits)| traits[TRAITS.len() - 1]).collect::<Vec<_>>(), [1, 0, 0]);
    }

    #[test]
    fn the_trees_ask_for_traits_that_there_are() {
        let sober = |trees, traits: &[i32]| {
            let p = of_trees(trees, &[traits])[0];
            assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-9 && p.iter().all(|p| (0.0..=1.0).contains(p)), "{p:?}");
            p
        };
        sober(cells::trees(), &[0; cells::TRAITS.len()]);
        let p = sober(trees(), &[0; TRAITS.len()]);
        let all_bad: Traits = std::array::from_fn(|n| if n == 0 { 950 } else { 0 });
        assert!(of_trees(trees(), &[all_bad])[0][0] > p[0]);
    }
}
