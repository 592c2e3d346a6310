//! What an article tells of each actor that it names, and where it has spoken of them so far.

use super::classes::Classes;
use super::phrases::Words;
use crate::labels::grammar;
use crate::mentions::Mention;
use crate::role::Part;
use crate::scene::{Scene, View};
use parallax_entities::{ActorId, Entity, Label};
use parallax_text::Token;
use rustc_hash::FxHashMap;

/// Where an actor was spoken of last.
#[derive(Clone, Copy)]
pub(super) struct Last<'a> {
    pub scene: usize,
    pub clause: u8,
    /// The how manyeth place of the article at which somebody is spoken of.
    pub turn: usize,
    pub part: Part,
    /// The words, for a name none.
    pub words: Option<Words>,
    /// In whose words.
    pub speaker: Option<&'a ActorId>,
}

/// An actor of an article.
pub(super) struct Known<'a> {
    /// A name of it, with its gender where any name tells it.
    pub entity: &'a Entity,
    pub label: Label,
    /// What it is called: the words of its names, and those that grammar ties to them.
    names: Vec<u64>,
    labels: Vec<u64>,
    pub classes: Classes,
    /// How often it is named, in all.
    pub total: usize,
    /// Named in the first sentence.
    pub headed: bool,
    /// Somebody quoted speaks for it.
    pub side: bool,
    /// So far.
    pub times: usize,
    pub last: Option<Last<'a>>,
}

impl Known<'_> {
    /// 2 where a word is one of its names, 1 where it is called so, else 0.
    pub fn called(&self, key: u64) -> i32 {
        if self.names.contains(&key) { 2 } else { i32::from(self.labels.contains(&key)) }
    }
}

/// The actors of an article in the order of their first names, and the number of each.
pub(super) struct Actors<'a> {
    pub all: Vec<Known<'a>>,
    pub numbers: FxHashMap<&'a ActorId, usize>,
    pub names: usize,
}

impl<'a> Actors<'a> {
    /// The actors named in some scenes.
    pub fn of(text: &str, tokens: &[Token], scenes: &[Scene], entities: &'a [Entity]) -> Actors<'a> {
        let mut out = Actors { all: Vec::new(), numbers: FxHashMap::default(), names: 0 };
        for entity in entities {
            let number = *out.numbers.entry(&entity.actor).or_insert(out.all.len());
            if number == out.all.len() {
                out.all.push(Known {
                    entity,
                    label: entity.label,
                    names: Vec::new(),
                    labels: Vec::new(),
                    classes: Classes::default(),
                    total: 0,
                    headed: false,
                    side: false,
                    times: 0,
                    last: None,
                });
            }
            let known = &mut out.all[number];
            if known.entity.gender.is_none() && entity.gender.is_some() {
                known.entity = entity;
            }
            if entity.label == Label::Gpe {
                known.label = Label::Gpe;
            }
        }
        for (_, side) in scenes.iter().flat_map(Scene::sides) {
            if let Some(number) = out.numbers.get(side) {
                out.all[*number].side = true;
            }
        }
        for (n, scene) in scenes.iter().enumerate() {
            let view = View::new(text, tokens, scene);
            for mention in scene.mentions.iter().filter(|m| m.named()) {
                let Some(number) = mention.actor.as_ref().and_then(|a| out.numbers.get(a)) else { continue };
                let known = &mut out.all[*number];
                out.names += 1;
                known.total += 1;
                known.headed |= n == 0;
                for at in mention.place.clone() {
                    let key = view.tokens[at].key;
                    if !known.names.contains(&key) {
                        known.names.push(key);
                        known.classes = known.classes.and(Classes::of(key));
                    }
                }
                for (at, _) in grammar(&view, mention) {
                    let key = view.tokens[at].key;
                    if !known.labels.contains(&key) {
                        known.labels.push(key);
                        known.classes = known.classes.and(Classes::of(key));
                    }
                }
            }
        }
        out
    }

    /// Notes that a mention has been read.
    pub fn read(&mut self, number: usize, last: Last<'a>) {
        let known = &mut self.all[number];
        known.times += 1;
        known.last = Some(last);
    }

    /// The number of a mention's actor.
    pub fn number(&self, mention: &Mention) -> Option<usize> {
        self.numbers.get(mention.actor.as_ref()?).copied()
    }
}
