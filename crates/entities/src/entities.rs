//! The entity layer: every mention with the actor it means in the whole run.

use crate::rules::CITED;
use crate::{ActorId, ActorIndex, Gender, Label, Mention};
use parallax_core::{Analyzer, Article, NoOptions, Note, Resolved, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// A name, and who or what is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entity {
    #[serde(skip)]
    pub(crate) span: Span,
    /// OntoNotes label.
    pub label: Label,
    /// Who or what is meant, the same id in every document of a run.
    pub actor: ActorId,
    /// A place that stands for its government ("Minsk fears …").
    pub metonym: bool,
    /// The title or office before the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_at: Option<Span>,
    /// Of a person, where a name or title tells it.
    #[serde(skip)]
    pub gender: Option<Gender>,
    /// The state whose organ it is, where its name says so ("Chilean Defense Ministry") and the run names the state too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ_of: Option<ActorId>,
    /// Why it is a name of this kind, and why it means this actor.
    pub why: String,
}

impl Entity {
    /// Whether a pronoun of a person, in lower case, can mean it, as far as its gender is known.
    pub fn fits(&self, pronoun: &str) -> bool {
        match pronoun {
            "he" | "him" | "his" | "himself" => self.gender != Some(Gender::Female),
            "she" | "her" | "hers" | "herself" => self.gender != Some(Gender::Male),
            _ => true,
        }
    }

    /// Whether it is the source of a citation in parentheses: "(Steppe Daily, October 31)".
    pub fn cited(&self) -> bool {
        self.why.starts_with(CITED)
    }
}

impl Note for Entity {
    const LAYER: &'static str = "entities";
    fn span(&self) -> Span {
        self.span
    }
}

/// The analyzer of the entity layer.
pub struct Entities;

parallax_core::register! {
    /// Names with OntoNotes labels and the actor each means in the whole run, with the reasons for both.
    analyzer "entities": Entities
}

impl Analyzer for Entities {
    type Reads = (Mention, Resolved<ActorIndex>);
    type Writes = Entity;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Entities
    }

    fn read(&self, article: &Article, (mentions, index): (&[Mention], &ActorIndex)) -> Vec<Entity> {
        let entity = |m: &Mention| {
            let (identity, joined) = index.member(&article.id, &m.chain)?;
            let state = m.organ_of.and_then(|id| {
                let here = index.member(&article.id, &format!("={id}")).map(|(state, _)| state);
                here.or_else(|| index.identity(&ActorId::from(id)))
            });
            let reasons = [Some(m.why), m.link.as_deref(), joined];
            let why = reasons.into_iter().flatten().collect::<Vec<_>>().join("; ");
            Some(Entity {
                span: m.span,
                label: m.label,
                actor: identity.id.clone(),
                metonym: m.metonym,
                title_at: m.title,
                gender: m.gender,
                organ_of: state.map(|s| s.id.clone()),
                why,
            })
        };
        mentions.iter().filter_map(entity).collect()
    }
}

#[cfg(test)]
mod tests;
