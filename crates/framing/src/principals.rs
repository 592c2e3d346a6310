//! For whom a speaker speaks, his principal: a state or body for itself, a person for the one in whose office an article shows
//! him ("Chile's defence minister, Omar Diaz", "Anna Ray, the chairman of Acme"). It is what he means by "we".

use parallax_core::Note;
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::is_office;
use parallax_text::{Tag, Tagged, Token};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The principal of each actor that has one: a state or body as it is named.
pub(crate) struct Principals<'a>(FxHashMap<&'a ActorId, &'a Entity>);

/// So many words of an office are read before or behind a name.
const REACH: usize = 10;

impl<'a> Principals<'a> {
    /// What an article tells of it; of two offices of one person the first counts.
    pub fn of(text: &str, tokens: &[Token], tags: &[Tagged], entities: &'a [Entity]) -> Principals<'a> {
        let mut out = FxHashMap::default();
        let article = Names { text, tokens, tags, entities };
        for (n, entity) in entities.iter().enumerate() {
            let principal = match entity.label {
                Label::Person => article.office_before(n).or_else(|| article.office_behind(n)),
                _ => Some(entity).filter(|e| is_principal(e)),
            };
            if let Some(principal) = principal {
                out.entry(&entity.actor).or_insert(principal);
            }
        }
        Principals(out)
    }

    /// For whom a speaker speaks.
    pub fn of_speaker(&self, speaker: &ActorId) -> Option<&'a Entity> {
        self.0.get(speaker).copied()
    }
}

struct Names<'t, 'a> {
    text: &'t str,
    tokens: &'t [Token],
    tags: &'t [Tagged],
    entities: &'a [Entity],
}

impl<'a> Names<'_, 'a> {
    fn place(&self, entity: &Entity) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.span().end() <= entity.span().start());
        from..self.tokens.partition_point(|t| t.span().start() < entity.span().end())
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// "Chile's Defence Minister Omar Diaz", "France’s minister of defence, Anna Ray": right before the office whose it is.
    fn office_before(&self, n: usize) -> Option<&'a Entity> {
        let owner = self.entities[..n].last().filter(|e| is_principal(e))?;
        let (from, to) = (self.place(owner).end, self.place(&self.entities[n]).start);
        let office = from..to - usize::from(to > from && self.word(to - 1) == ",");
        let goes_on = |at: usize| {
            let tag = self.tags[at].tag;
            tag.noun() || tag.adjective() || matches!(tag, Tag::Pos | Tag::Hyph | Tag::Vbz) || self.word(at) == "of"
        };
        let names_office = || office.clone().any(|at| is_office(self.word(at)));
        (!office.is_empty() && office.len() <= REACH && office.clone().all(goes_on) && names_office()).then_some(owner)
    }

    /// "Anna Ray, the chairman of Acme,", "Omar Diaz, a French minister,": a phrase without a verb.
    fn office_behind(&self, n: usize) -> Option<&'a Entity> {
        let from = self.place(&self.entities[n]).end;
        if self.word(from) != "," {
            return None;
        }
        let principal = self.entities[n + 1..].first().filter(|e| is_principal(e))?;
        let place = self.place(principal);
        let office_end = self.tokens[place.end..].iter().take(2).position(|t| is_office(t.of(self.text)));
        let phrase = from + 1..place.start;
        let broken = |at: usize| self.tags[at].tag.verb() || !self.tokens[at].is_word() && self.word(at) != "-";
        let names_office = phrase.clone().any(|at| is_office(self.word(at))) || office_end.is_some();
        (phrase.len() <= REACH && !phrase.clone().any(broken) && names_office).then_some(principal)
    }
}

/// Whether one can speak for it.
fn is_principal(entity: &Entity) -> bool {
    matches!(entity.label, Label::Gpe | Label::Norp | Label::Org)
}
