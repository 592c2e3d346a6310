//! For whom a speaker speaks, his principal: a state or body for itself, a person for the one in whose office an article shows
//! him ("Chile's defence minister, Omar Diaz", "Anna Ray, the chairman of Acme"). It is what he means by "we".

use crate::scene::place;
use parallax_core::Note;
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::{Quote, represents};
use parallax_text::{Tag, Tagged, Token};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The principal of each actor that has one: a state or body as it is named.
pub(crate) struct Principals<'a>(FxHashMap<&'a ActorId, &'a Entity>);

/// With these an office is not held, or not for the one it names: "a former minister", "the Russian opposition leader".
const OUT_OF_OFFICE: [&str; 11] = [
    "dissident",
    "ex",
    "exiled",
    "former",
    "formerly",
    "jailed",
    "onetime",
    "opposition",
    "ousted",
    "previously",
    "rebel",
];

/// What is everybody's, not a body's: "our country", in the words of a charity.
const EVERYBODYS: [&str; 16] = [
    "children",
    "communities",
    "community",
    "country",
    "democracy",
    "economy",
    "families",
    "government",
    "history",
    "lives",
    "nation",
    "planet",
    "rights",
    "society",
    "time",
    "world",
];

/// So many words of an office are read before or behind a name.
const REACH: usize = 10;

impl<'a> Principals<'a> {
    /// What an article tells of those whom it quotes; of two offices of one person the first counts.
    pub fn of(
        text: &str,
        tokens: &[Token],
        tags: &[Tagged],
        entities: &'a [Entity],
        quotes: &[Quote],
    ) -> Principals<'a> {
        let mut out = FxHashMap::default();
        let article = Names { text, tokens, tags, entities };
        let speakers: FxHashSet<&ActorId> = quotes.iter().filter_map(|q| q.speaker.as_ref()).collect();
        for (n, entity) in entities.iter().enumerate().filter(|(_, e)| speakers.contains(&e.actor)) {
            if out.contains_key(&entity.actor) {
                continue;
            }
            let principal = match entity.label {
                Label::Person => article.office_before(n).or_else(|| article.office_behind(n)),
                _ => Some(entity).filter(|e| is_principal(e)),
            };
            if let Some(principal) = principal {
                out.insert(&entity.actor, principal);
            }
        }
        Principals(out)
    }

    /// For whom a speaker speaks.
    pub fn of_speaker(&self, speaker: &ActorId) -> Option<&'a Entity> {
        self.0.get(speaker).copied()
    }
}

/// Whether "our" before these words is a principal's own: a body has no country.
pub(crate) fn is_own(principal: &Entity, next: &str) -> bool {
    principal.label != Label::Org || !EVERYBODYS.contains(&next)
}

struct Names<'t, 'a> {
    text: &'t str,
    tokens: &'t [Token],
    tags: &'t [Tagged],
    entities: &'a [Entity],
}

impl<'a> Names<'_, 'a> {
    fn place(&self, entity: &Entity) -> Range<usize> {
        place(self.tokens, entity.span())
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// Whether these words name an office that is held, and speaks for more than its holder.
    fn is_office(&self, words: Range<usize>) -> bool {
        let out = |word: &str| OUT_OF_OFFICE.iter().any(|w| word.eq_ignore_ascii_case(w));
        words.clone().any(|at| represents(self.word(at))) && !words.into_iter().any(|at| out(self.word(at)))
    }

    /// "Chile's Defence Minister Omar Diaz", "France’s minister of defence, Anna Ray": right before the office whose it is.
    fn office_before(&self, n: usize) -> Option<&'a Entity> {
        let owner = self.entities[..n].last().filter(|e| is_principal(e))?;
        let (place, to) = (self.place(owner), self.place(&self.entities[n]).start);
        let office = place.end..to - usize::from(to > place.end && self.word(to - 1) == ",");
        let goes_on = |at: usize| {
            let tag = self.tags[at].tag;
            tag.noun() || tag.adjective() || matches!(tag, Tag::Pos | Tag::Hyph | Tag::Vbz) || self.word(at) == "of"
        };
        let phrase = || office.len() <= REACH && office.clone().all(goes_on);
        let held = || self.is_office(place.start.saturating_sub(1)..office.end);
        (!office.is_empty() && phrase() && held()).then_some(owner)
    }

    /// "Anna Ray, the chairman of Acme,", "Omar Diaz, a French defence minister,": a phrase without a verb.
    fn office_behind(&self, n: usize) -> Option<&'a Entity> {
        let from = self.place(&self.entities[n]).end;
        let principal = self.entities[n + 1..].first().filter(|e| is_principal(e))?;
        let place = self.place(principal);
        let before = from + 1..place.start;
        let broken = |at: usize| self.tags[at].tag.verb() || !self.tokens[at].is_word() && self.word(at) != "-";
        if self.word(from) != "," || before.len() > REACH || before.clone().any(broken) {
            return None;
        }
        let behind = (place.end..self.tokens.len()).take_while(|at| self.tags[*at].tag.noun()).count();
        // "the director of a French bank" speaks for the bank.
        let own = behind == 0 || self.is_office(place.end..place.end + behind);
        (own && self.is_office(before.start..place.end + behind)).then_some(principal)
    }
}

/// Whether one can speak for it.
fn is_principal(entity: &Entity) -> bool {
    matches!(entity.label, Label::Gpe | Label::Norp | Label::Org)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::Article;

    /// Each person of a text with the principal's words.
    fn told(text: &str) -> Vec<(String, Option<String>)> {
        let layers = parallax_testkit::read(&Article::new("a", text), crate::scene::Scene::LAYER);
        let (tokens, tags, entities) = (layers.get::<Token>(), layers.get::<Tagged>(), layers.get::<Entity>());
        let principals = Principals::of(text, tokens, tags, entities, layers.get::<Quote>());
        let words = |e: &Entity| e.span().of(text).to_string();
        let persons = entities.iter().filter(|e| e.label == Label::Person);
        persons.map(|e| (words(e), principals.of_speaker(&e.actor).map(words))).collect()
    }

    #[test]
    fn an_office_tells_for_whom_a_person_speaks() {
        for (text, principal) in [
            ("Chile's Defence Minister Omar Diaz said the road was closed.", Some("Chile")),
            ("The French president Omar Diaz said the road was closed.", Some("French")),
            ("Chile's minister of defence, Omar Diaz, said the road was closed.", Some("Chile")),
            ("Omar Diaz, the chairman of Volkswagen, said the road was closed.", Some("Volkswagen")),
            ("Omar Diaz, a French minister, said the road was closed.", Some("French")),
            ("The former French president Omar Diaz said the road was closed.", None),
            ("The French opposition leader Omar Diaz said the road was closed.", None),
            ("Omar Diaz, the director of a French bank, said the road was closed.", None),
            ("The French economist and candidate Omar Diaz said the road was closed.", None),
            ("Omar Diaz, previously the chairman of Volkswagen, said the road was closed.", None),
            ("Omar Diaz, a former chairman of Volkswagen, said the road was closed.", None),
            ("Omar Diaz, who left Chile, said the road was closed.", None),
            ("In Chile the minister and Omar Diaz said the road was closed.", None),
        ] {
            let expected = vec![("Omar Diaz".to_string(), principal.map(str::to_string))];
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
