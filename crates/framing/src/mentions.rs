//! Where a sentence speaks of somebody: names here; pronouns and nouns in place of a name come from `references`.

use crate::prose::Line;
use crate::role::Role;
use parallax_core::{Note, Span, starting_in};
use parallax_entities::{ActorId, Entity, Label};
use parallax_text::Sentence;
use std::cmp::Reverse;
use std::ops::Range;

/// A place at which somebody or something is spoken of.
#[derive(Debug)]
pub(crate) struct Mention {
    /// Its words.
    pub span: Span,
    /// The same as tokens of the sentence.
    pub place: Range<usize>,
    /// Who is meant; nobody known for a pronoun without a name before it.
    pub actor: Option<ActorId>,
    /// The state whose organ it is, as its name tells.
    pub state: Option<ActorId>,
    /// What kind of thing is meant.
    pub label: Label,
    /// By which words.
    pub form: Form,
    /// What part it plays in its sentence.
    pub role: Role,
}

/// By which words somebody is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Name,
    Pronoun,
    /// A common noun in place of a name: "the regime".
    Noun,
}

impl Mention {
    /// Whether it is a name.
    pub fn named(&self) -> bool {
        self.form == Form::Name
    }

    /// Mentions stand in this order.
    pub fn order(&self) -> (usize, Reverse<usize>) {
        (self.span.start(), Reverse(self.span.end()))
    }
}

/// The names of a sentence, in order.
pub(crate) fn names(line: &Line<'_>, sentence: &Sentence, entities: &[Entity]) -> Vec<Mention> {
    let judged =
        |e: &&Entity| e.label.acts() || matches!(e.label, Label::Event | Label::Law | Label::Product | Label::Loc);
    let named = |e: &Entity| {
        let place = line.place(e.span());
        let role = Role::of(line, &place);
        let (actor, state) = (Some(e.actor.clone()), e.organ_of.clone());
        Mention { span: e.span(), place, actor, state, label: e.label, form: Form::Name, role }
    };
    let mut out: Vec<Mention> = starting_in(entities, sentence.span()).iter().filter(judged).map(named).collect();
    out.sort_by_key(Mention::order);
    out.retain(|m| !m.place.is_empty());
    out
}
