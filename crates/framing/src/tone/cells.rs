//! What a voice makes of an actor in a whole article: a third look, at all its mentions together.
//!
//! A cell is a voice and whom it speaks of, as a table of tone shows them. Single mentions tell little: most are sober, and who
//! speaks ill of a rival or well of his own side says so in a word here and there. Boosted trees weigh the mentions of a cell
//! together, beside how the voice speaks of others and others speak of the actor, one lot for each side.

use super::Tone;
use super::context::{Mean, Seen, Traits as OfMention, of_trees, read, thousandths};
use crate::polarity::Polarity;
use crate::role::Part;
use crate::scene::Scene;
use crate::voice::Voice;
use parallax_entities::{ActorId, Trees};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// The traits of a cell, in the order of their numbers. Probabilities, shares and loads are in thousandths; a mean over nothing is -1.
pub const TRAITS: [&str; 44] = [
    "whose: the outlet's, nobody's known, somebody's",
    "mentions",
    "negative, the most of a mention",
    "positive, the most of a mention",
    "negative, the second most",
    "positive, the second most",
    "negative, mean",
    "positive, mean",
    "negative less positive, sum",
    "negative less positive, of the most",
    "negative by its sentence, the most",
    "positive by its sentence, the most",
    "negative by its sentence, mean",
    "positive by its sentence, mean",
    "calls by words that judge, negative",
    "calls by words that judge, positive",
    "mentions from a tenth on negative",
    "mentions from a tenth on positive",
    "the voice speaks for it",
    "the voice is it",
    "the voice speaks for somebody",
    "mentions of the actor in all voices",
    "share of the actor in all mentions",
    "share of the voice in all mentions",
    "negative, mean of the actor in other voices",
    "positive, mean of the actor in other voices",
    "negative, mean of the voice's other mentions",
    "positive, mean of the voice's other mentions",
    "negative, mean of the outlet's other mentions",
    "positive, mean of the outlet's other mentions",
    "negative, mean of the voice in the actor's mouth",
    "positive, mean of the voice in the actor's mouth",
    "share in marks",
    "share reported",
    "share of pronouns",
    "label",
    "sentences of the article",
    "named in the first sentence",
    "load of the most loaded word of its sentences",
    "the same of those tied to it by grammar",
    "worth of the best words tied to it by grammar, mean",
    "load, mean of the outlet's words, ten times",
    "share of those that do something",
    "share of those that stand for a place",
];

/// The traits of one cell.
pub type Traits = [i32; TRAITS.len()];

/// From this probability on, a mention is more than a whisper.
pub(super) const HEARD: f64 = 0.1;

/// A mention as the looks before saw it.
pub(super) struct Looked<'a> {
    pub seen: Seen<'a>,
    pub traits: OfMention,
    /// Negative, neutral, positive, from the whole article.
    pub p: [f64; 3],
    /// The same, as far as the side of the voice allows.
    pub allowed: [f64; 3],
}

/// What was called of a mention.
pub(super) struct Call {
    /// The number of the mention.
    pub mention: usize,
    pub tone: Tone,
    /// It rests on a word that judges by itself.
    pub judges: bool,
    /// And that the lists do not know as the other side.
    pub tells: bool,
    /// It rests on nothing but words that the lists know as the other side.
    pub against: bool,
}

/// Numbers of mentions and of calls.
#[derive(Default)]
struct Cell {
    mentions: Vec<usize>,
    calls: Vec<usize>,
}

/// The cells of an article: a voice and whom it speaks of.
pub(super) type Cells<T> = FxHashMap<(ActorId, Voice), T>;

/// The cells of an article, from the mentions and what was called of them.
fn cells(looked: &[Looked<'_>], calls: &[Call]) -> Cells<Cell> {
    let mut cells: Cells<Cell> = FxHashMap::default();
    for (n, one) in looked.iter().enumerate() {
        let mention = one.seen.mention;
        for actor in mention.actor.iter().chain(&mention.state) {
            cells.entry((actor.clone(), one.seen.teller())).or_default().mentions.push(n);
        }
    }
    for (c, call) in calls.iter().enumerate() {
        if let Some(target) = &call.tone.target {
            let cell = cells.entry((target.clone(), call.tone.voice.clone())).or_default();
            if let Err(at) = cell.mentions.binary_search(&call.mention) {
                cell.mentions.insert(at, call.mention);
            }
            cell.calls.push(c);
        }
    }
    cells
}

/// The traits of the cells; of those alone in which something was called, if only these are wanted.
pub(super) fn traits(scenes: &[Scene], looked: &[Looked<'_>], calls: &[Call], called: bool) -> Cells<Traits> {
    let cells = cells(looked, calls);
    let whole = Whole::of(scenes, looked);
    let wanted = cells.iter().filter(|(_, cell)| !called || !cell.calls.is_empty());
    wanted.map(|(key, cell)| (key.clone(), whole.traits(key, cell, &cells, looked, calls))).collect()
}

/// What an article tells all its cells.
struct Whole<'a> {
    of_actor: FxHashMap<&'a ActorId, Mean>,
    of_voice: FxHashMap<Voice, Mean>,
    /// Of the outlet, by actor.
    of_outlet: FxHashMap<&'a ActorId, Mean>,
    /// Who speaks for whom.
    sides: FxHashSet<(&'a ActorId, &'a ActorId)>,
    sentences: usize,
    mentions: usize,
}

impl<'a> Whole<'a> {
    fn of(scenes: &'a [Scene], looked: &[Looked<'a>]) -> Whole<'a> {
        let (mut of_actor, mut of_outlet) = (FxHashMap::<_, Mean>::default(), FxHashMap::<_, Mean>::default());
        let mut of_voice = FxHashMap::<_, Mean>::default();
        for one in looked {
            let voice = one.seen.teller();
            for actor in one.seen.mention.actor.iter().chain(&one.seen.mention.state) {
                of_actor.entry(actor).or_default().add(one.p);
                if voice == Voice::Outlet {
                    of_outlet.entry(actor).or_default().add(one.p);
                }
            }
            of_voice.entry(voice).or_default().add(one.p);
        }
        let sides = scenes.iter().flat_map(Scene::sides).collect();
        Whole { of_actor, of_voice, of_outlet, sides, sentences: scenes.len(), mentions: looked.len() }
    }

    fn traits(
        &self,
        (target, voice): &(ActorId, Voice),
        cell: &Cell,
        cells: &Cells<Cell>,
        looked: &[Looked<'_>],
        calls: &[Call],
    ) -> Traits {
        let all = || cell.mentions.iter().map(|n| &looked[*n]);
        let n = cell.mentions.len() as f64;
        let share = |yes: &dyn Fn(&Looked<'_>) -> bool| thousandths(all().filter(|m| yes(m)).count() as f64 / n);
        let mean = |of: &dyn Fn(&Looked<'_>) -> f64| all().map(of).sum::<f64>() / n;
        let most = |of: &dyn Fn(&Looked<'_>) -> i32| all().map(of).max().unwrap_or(-1);
        let best = |side: usize| {
            let mut p: Vec<f64> = all().map(|m| m.allowed[side]).collect();
            p.sort_by(|a, b| b.total_cmp(a));
            [p[0], p.get(1).copied().unwrap_or(-0.001)]
        };
        let ([bad, second_bad], [good, second_good]) = (best(0), best(2));
        let [mean_bad, mean_good] = [0, 2].map(|side: usize| mean(&|m| m.allowed[side]));
        let heard = |side: usize| all().filter(|m| m.allowed[side] >= HEARD).count() as i32;
        let of_cell = || cell.calls.iter().map(|c| &calls[*c]).filter(|call| call.judges);
        let called = |polarity| of_cell().filter(|call| call.tone.polarity == polarity).count() as i32;
        let here = mean_of(all());
        let told = mean_of(all().filter(|m| m.seen.teller() == *voice));
        let outlet = self.of_voice.get(&Voice::Outlet).copied().unwrap_or_default();
        let own = self.of_outlet.get(target).copied().unwrap_or_default();
        let speaker = voice.speaker();
        let (of_actor, of_voice) = (self.of_actor[target], self.of_voice.get(voice).copied().unwrap_or_default());
        let [actor_bad, actor_good] = of_actor.less(here).sides();
        let [voice_bad, voice_good] = of_voice.less(told).sides();
        let [outlet_bad, outlet_good] = outlet.less(own).sides();
        // How the actor speaks of the speaker.
        let back = speaker.and_then(|s| cells.get(&(s.clone(), Voice::Quoted(Some(target.clone())))));
        let [back_bad, back_good] = mean_of(back.into_iter().flat_map(|c| &c.mentions).map(|n| &looked[*n])).sides();
        let first = &looked[cell.mentions[0]];
        [
            match voice {
                Voice::Outlet => 0,
                Voice::Quoted(None) => 1,
                Voice::Quoted(Some(_)) => 2,
            },
            cell.mentions.len() as i32,
            thousandths(bad),
            thousandths(good),
            thousandths(second_bad),
            thousandths(second_good),
            thousandths(mean_bad),
            thousandths(mean_good),
            thousandths(n * (mean_bad - mean_good)),
            thousandths(bad - good),
            most(&|m| m.traits[0]),
            most(&|m| m.traits[1]),
            mean(&|m| f64::from(m.traits[0])) as i32,
            mean(&|m| f64::from(m.traits[1])) as i32,
            called(Polarity::Negative),
            called(Polarity::Positive),
            heard(0),
            heard(2),
            i32::from(speaker.is_some_and(|s| self.sides.contains(&(s, target)))),
            i32::from(speaker == Some(target)),
            i32::from(speaker.is_some_and(|s| self.sides.iter().any(|side| side.0 == s))),
            of_actor.n as i32,
            thousandths(of_actor.n / self.mentions as f64),
            thousandths(of_voice.n / self.mentions as f64),
            actor_bad,
            actor_good,
            voice_bad,
            voice_good,
            outlet_bad,
            outlet_good,
            back_bad,
            back_good,
            share(&|m| m.traits[2] == 1),
            share(&|m| m.traits[2] == 2),
            share(&|m| m.traits[6] == 1),
            first.traits[5],
            self.sentences as i32,
            i32::from(first.seen.scene == 0),
            most(&|m| m.traits[17]),
            most(&|m| m.traits[18]),
            mean(&|m| f64::from(m.traits[19])) as i32,
            first.traits[14],
            share(&|m| m.seen.mention.role.part == Part::Doer),
            share(&|m| m.traits[26] == 1),
        ]
    }
}

fn mean_of<'l, 'a: 'l>(mentions: impl Iterator<Item = &'l Looked<'a>>) -> Mean {
    let mut mean = Mean::default();
    mentions.for_each(|m| mean.add(m.p));
    mean
}

/// The trees that the program carries, for negative and for positive.
pub(super) fn trees() -> &'static [Trees; 2] {
    static TREES: OnceLock<[Trees; 2]> = OnceLock::new();
    let sides = [include_str!("../../model/cells_negative.txt"), include_str!("../../model/cells_positive.txt")];
    TREES.get_or_init(|| read(sides))
}

/// How each voice speaks of each actor of whom it says something: negative, neutral, positive.
pub(super) fn stances(scenes: &[Scene], looked: &[Looked<'_>], calls: &[Call]) -> Cells<[f64; 3]> {
    let (keys, traits): (Vec<_>, Vec<Traits>) = traits(scenes, looked, calls, true).into_iter().unzip();
    keys.into_iter().zip(of_trees(trees(), &traits)).collect()
}
