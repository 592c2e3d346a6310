//! Whose words something is: the outlet's own, or a speaker's.

use crate::lists::{Kind, Lexicon};
use crate::mentions::Mention;
use crate::role::Part;
use crate::scene::View;
use parallax_core::Span;
use parallax_entities::ActorId;
use parallax_quotes::{Quote, teller_at, told_by};
use schemars::JsonSchema;
use serde::Serialize;

/// Whose words something is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Voice {
    /// The outlet's own.
    Outlet,
    /// Somebody quoted, directly or not; nobody where the text does not say who.
    Quoted(Option<ActorId>),
}

impl Voice {
    /// Whose words stand at a place.
    pub fn at(quotes: &[Quote], place: Span) -> Voice {
        Voice::of_teller(teller_at(quotes, place))
    }

    /// The voice of a quotation; the outlet's where there is none.
    pub(crate) fn of_teller(teller: Option<&Quote>) -> Voice {
        teller.map_or(Voice::Outlet, |q| Voice::Quoted(q.speaker.clone()))
    }

    /// Whose judgement of a mention a word of a scene is; `None` is nobody known. What is only alleged is not said by the outlet,
    /// nor is the act of speech that judges: in "Diaz blamed Ray" it is Diaz who blames, in "Ray was blamed" somebody.
    pub(crate) fn of(scene: &View<'_>, quotes: &[Quote], at: usize, mention: Option<&Mention>) -> Voice {
        let (word, span) = (&scene.words[at], scene.tokens[at].span());
        if word.quoted
            && let Some(quote) = teller_at(quotes, span)
        {
            return Voice::Quoted(quote.speaker.clone());
        }
        // "attacked" may be blows: what the lists know as done is not taken for said.
        if let Some(mention) = mention.filter(|m| !word.event && scene.words[m.place.start].quoted)
            && let Some(quote) = told_by(quotes, mention.span, span)
        {
            return Voice::Quoted(quote.speaker.clone());
        }
        // "Diaz blamed Ray."
        if let Some(mention) = mention.filter(|m| m.role.part == Part::Object && m.role.governor == Some(at))
            && Lexicon::shared().of(word.key).is(Kind::Accuses)
        {
            let doer = scene.mentions.iter().find(|m| m.role.does(scene, at) && m.span != mention.span);
            return Voice::Quoted(doer.and_then(|m| m.actor.clone()));
        }
        if !word.alleged {
            return Voice::Outlet;
        }
        let accuser = accuser(scene, at);
        match (accuser, mention) {
            // That somebody accuses is told by the outlet.
            (Some(accuser), Some(mention)) if accuser.span == mention.span && accuser.role.does(scene, at) => {
                Voice::Outlet
            }
            _ => Voice::Quoted(accuser.and_then(|m| m.actor.clone())),
        }
    }

    /// The actor whose words these are.
    pub(crate) fn speaker(&self) -> Option<&ActorId> {
        match self {
            Voice::Quoted(speaker) => speaker.as_ref(),
            Voice::Outlet => None,
        }
    }

    /// Those who say with the speaker what a quotation around a place says.
    pub(crate) fn others(&self, quotes: &[Quote], place: Span) -> impl Iterator<Item = Voice> {
        let quote =
            self.speaker().and_then(|speaker| teller_at(quotes, place).filter(|q| q.speaker.as_ref() == Some(speaker)));
        quote.into_iter().flat_map(|q| &q.also).map(|actor| Voice::Quoted(Some(actor.clone())))
    }

    /// The outlet's or not.
    pub fn side(&self) -> Side {
        if *self == Voice::Outlet { Side::Outlet } else { Side::Quoted }
    }
}

/// Who says what is alleged at `at`: who stands behind the "by" of its clause or the one before, or whose accusation it is.
fn accuser<'s>(scene: &'s View<'_>, at: usize) -> Option<&'s Mention> {
    let accuses = |i: usize| {
        let word = &scene.words[i];
        let near = word.clause.abs_diff(scene.words[at].clause) <= 1;
        word.alleged && near && Lexicon::shared().of(word.key).is(Kind::Accuses)
    };
    scene.mentions.iter().find(|m| match m.role.part {
        Part::Agent => m.role.above.is_some_and(accuses),
        Part::Owner => m.role.governor.is_some_and(accuses),
        _ => false,
    })
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
