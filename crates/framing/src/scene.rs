//! One sentence as those who judge it read it: its words, who is spoken of and in which part, who speaks for whom.
//! Tone, frames and labels all read this one layer, which `scenes.rs` writes.

use crate::mentions::Mention;
use crate::principals::Principals;
use crate::prose::{Line, Prose, reporting};
use parallax_core::{Note, Span};
use parallax_entities::ActorId;
use parallax_quotes::Quote;
use parallax_text::Token;
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Deref;

/// A sentence of prose. Not published.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Scene {
    #[serde(skip)]
    prose: Prose,
    /// Who is spoken of, in order.
    #[serde(skip)]
    pub(crate) mentions: Vec<Mention>,
    /// Who is quoted in it, and for whom each speaks.
    #[serde(skip)]
    principals: Vec<(ActorId, ActorId)>,
}

impl Note for Scene {
    const LAYER: &'static str = "scenes";
    const PUBLISHED: bool = false;
    fn span(&self) -> Span {
        self.prose.span
    }
}

impl Deref for Scene {
    type Target = Prose;
    fn deref(&self) -> &Prose {
        &self.prose
    }
}

impl Scene {
    /// A sentence in which these are spoken of; whom its speakers speak for is open.
    pub(crate) fn new(prose: Prose, mentions: Vec<Mention>) -> Scene {
        Scene { prose, mentions, principals: Vec::new() }
    }

    /// Notes for whom each speaks who is quoted in it.
    pub(crate) fn take_sides(&mut self, quotes: &[Quote], principals: &Principals<'_>) {
        let sides = |speaker: &ActorId| {
            let principal = principals.of_speaker(speaker)?;
            let state = principal.organ_of.iter().map(|state| (speaker.clone(), state.clone()));
            Some(std::iter::once((speaker.clone(), principal.actor.clone())).chain(state).collect::<Vec<_>>())
        };
        let speakers = reporting(quotes, self.prose.span).filter_map(|q| q.speaker.as_ref());
        self.principals = speakers.filter_map(sides).flatten().collect();
    }

    /// Who is quoted in it, and for whom each speaks.
    pub(crate) fn sides(&self) -> impl Iterator<Item = (&ActorId, &ActorId)> {
        self.principals.iter().map(|(speaker, principal)| (speaker, principal))
    }
}

/// A scene with the text and the tokens it is of.
#[derive(Clone, Copy)]
pub struct View<'a> {
    line: Line<'a>,
    /// Who is spoken of, in order.
    pub(crate) mentions: &'a [Mention],
    principals: &'a [(ActorId, ActorId)],
}

impl<'a> Deref for View<'a> {
    type Target = Line<'a>;
    fn deref(&self) -> &Line<'a> {
        &self.line
    }
}

impl<'a> View<'a> {
    /// The scene of an article with this text and these tokens.
    pub fn new(text: &'a str, tokens: &'a [Token], scene: &'a Scene) -> View<'a> {
        let line = Line::new(text, tokens, &scene.prose);
        View { line, mentions: &scene.mentions, principals: &scene.principals }
    }

    /// Whether somebody quoted here speaks for an actor: a person for another, a state or body for itself.
    pub(crate) fn speaks_for(&self, speaker: &ActorId, actor: &ActorId) -> bool {
        self.principals.iter().any(|(s, principal)| s == speaker && principal == actor)
    }
}
