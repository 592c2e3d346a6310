//! Whose words something is: the outlet's own, or a speaker's.

use crate::scene::View;
use parallax_core::Span;
use parallax_entities::ActorId;
use parallax_quotes::{Quote, teller_at, told_by};
use schemars::JsonSchema;
use serde::Serialize;

/// Whose words something is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// The outlet's own.
    Outlet,
    /// Somebody quoted, directly or not; nobody where the text does not say who.
    Quoted(Option<ActorId>),
}

impl Voice {
    /// Whose words stand at a place.
    pub fn at(quotes: &[Quote], place: Span) -> Voice {
        teller_at(quotes, place).map_or(Voice::Outlet, |q| Voice::Quoted(q.speaker.clone()))
    }

    /// Whose judgement of a mention a word of a scene is; `None` is nobody known. What is only alleged is not said by the outlet,
    /// nor is the act of speech that judges: in "Diaz blamed Ray" it is Diaz who blames, in "Ray was blamed" somebody.
    pub(crate) fn of(scene: &View<'_>, quotes: &[Quote], at: usize, mention: Option<Span>) -> Voice {
        let word = scene.tokens[at].span();
        let spoken = Voice::at(quotes, word);
        if spoken != Voice::Outlet {
            return spoken;
        }
        // "attacked" may be blows: what the lists know as done is not taken for said.
        let told = mention.filter(|_| !scene.words[at].event).and_then(|mention| told_by(quotes, mention, word));
        let accuser = scene.accuser(at);
        // That somebody accuses is told by the outlet.
        let accuses = accuser.is_some_and(|m| Some(m.span) == mention && m.role.does(scene, at));
        match told {
            Some(quote) => Voice::Quoted(quote.speaker.clone()),
            None if scene.words[at].alleged && !accuses => Voice::Quoted(accuser.and_then(|m| m.actor.clone())),
            None => Voice::Outlet,
        }
    }

    /// Whether it is the voice of this very actor.
    pub(crate) fn of_actor(&self, actor: Option<&ActorId>) -> bool {
        matches!(self, Voice::Quoted(Some(speaker)) if Some(speaker) == actor)
    }

    /// The outlet's or not.
    pub fn side(&self) -> Side {
        if *self == Voice::Outlet { Side::Outlet } else { Side::Quoted }
    }
}

/// The outlet's own words, or those of all whom it quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The outlet's own.
    Outlet,
    /// Somebody's whom it quotes.
    Quoted,
}

impl Serialize for Voice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Voice::Outlet => "outlet",
            Voice::Quoted(Some(id)) => id.as_str(),
            Voice::Quoted(None) => "quoted",
        })
    }
}

impl JsonSchema for Voice {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Voice".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "“outlet”, the id of the actor whose words these are, or “quoted” where the text does not say who speaks." })
    }
}
