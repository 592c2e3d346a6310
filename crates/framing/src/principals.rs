//! For whom a speaker speaks, his principal: a state or body for itself, a person for the one in whose office an article shows
//! him ("Chile's defence minister, Omar Diaz", "Anna Ray, the chairman of Acme"). It is what he means by "we".

use crate::scene::place;
use parallax_core::Note;
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::{Quote, represents};
use parallax_text::{Sentence, Tag, Tagged, Token};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
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

/// Offices of a state, where no body is named.
const STATE_OFFICES: [&str; 5] = ["minister", "president", "premier", "ambassador", "envoy"];

/// So many times as often as any other is the state named whose offices need no country.
const LEADS: usize = 2;

/// What one does who speaks for a body: "who chairs Acme".
const HEADS: [&str; 6] = ["chairs", "commands", "heads", "leads", "represents", "runs"];

/// At most so many words of a rank: "Rear Admiral".
const RANK: usize = 2;

/// So many words of an office are read before or behind a name.
const REACH: usize = 12;

impl<'a> Principals<'a> {
    /// What an article tells of those whom it quotes; of two offices of one person the first counts.
    pub fn of(
        text: &str,
        sentences: &[Sentence],
        tokens: &[Token],
        tags: &[Tagged],
        entities: &'a [Entity],
        quotes: &[Quote],
    ) -> Principals<'a> {
        let mut out = FxHashMap::default();
        let article = Names { text, sentences, tokens, tags, entities };
        let speakers: FxHashSet<&ActorId> = quotes.iter().filter_map(|q| q.speaker.as_ref()).collect();
        for (n, entity) in entities.iter().enumerate().filter(|(_, e)| speakers.contains(&e.actor)) {
            if out.contains_key(&entity.actor) {
                continue;
            }
            let principal = match entity.label {
                Label::Person => {
                    let told =
                        article.office_before(n).or_else(|| article.office_of(n)).or_else(|| article.office_behind(n));
                    told.or_else(|| article.its_office(n))
                }
                _ => Some(entity).filter(|e| is_principal(e)),
            };
            if let Some(principal) = principal {
                out.insert(&entity.actor, principal);
            }
        }
        // "Defence minister Omar Diaz", in an article that names no country beside it.
        let open = |(n, e): &(usize, &Entity)| {
            e.label == Label::Person
                && speakers.contains(&e.actor)
                && !out.contains_key(&e.actor)
                && article.state_office(*n)
        };
        let open: Vec<&ActorId> = entities.iter().enumerate().filter(open).map(|(_, e)| &e.actor).collect();
        if !open.is_empty()
            && let Some(state) = article.state(out.values().copied())
        {
            out.extend(open.into_iter().map(|actor| (actor, state)));
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
    sentences: &'t [Sentence],
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

    /// Whether the words of an office can go on with this one: "minister of foreign trade".
    fn goes_on(&self, at: usize) -> bool {
        let tag = self.tags[at].tag;
        tag.noun() || tag.adjective() || self.word(at) == "of"
    }

    /// "Chile's Defence Minister Omar Diaz", "France’s minister of defence, Anna Ray": right before the office whose it is.
    fn office_before(&self, n: usize) -> Option<&'a Entity> {
        let mut owners = self.entities[..n].iter().rev().take(3);
        let nearest = owners.next()?;
        let holds = |e: &&Entity| is_principal(e) && self.is_owner(e, n);
        // "Chile's head of Port Security, Omar Diaz": what only tells the office has an owner itself.
        let start = self.place(nearest).start;
        let tells = start > 0 && matches!(self.word(start - 1), "of" | "for");
        let outer = if tells { owners.find(holds) } else { None };
        outer.or(Some(nearest).filter(holds))
    }

    /// Whether only an office stands between its owner and a name.
    fn is_owner(&self, owner: &Entity, n: usize) -> bool {
        let (place, to) = (self.place(owner), self.place(&self.entities[n]).start);
        let office = place.end..to - usize::from(to > place.end && self.word(to - 1) == ",");
        // "Chile's minister for trade, General Omar Diaz": a rank after the comma.
        let comma = office.clone().rfind(|at| self.word(*at) == ",").filter(|at| office.end - at <= RANK + 1);
        let goes_on = |at: usize| {
            let joins = self.word(at) == "for" || self.word(at) == "and" && at + 1 < office.end;
            let tag = self.tags[at].tag;
            self.goes_on(at) || matches!(tag, Tag::Pos | Tag::Hyph | Tag::Vbz) || joins || comma == Some(at)
        };
        let phrase = || office.len() <= REACH && office.clone().all(goes_on);
        let held = || self.is_office(place.start.saturating_sub(1)..office.end);
        !office.is_empty() && phrase() && held()
    }

    /// "A spokesman for Acme, Anna Ray": right behind the owner.
    fn office_of(&self, n: usize) -> Option<&'a Entity> {
        let owner = self.entities[..n].last().filter(|e| is_principal(e))?;
        let (place, to) = (self.place(owner), self.place(&self.entities[n]).start);
        let rank = (place.end + 1).min(to)..to;
        let beside =
            self.word(place.end) == "," && rank.len() <= RANK && rank.into_iter().all(|at| self.tags[at].tag.noun());
        let the = usize::from(place.start > 0 && self.word(place.start - 1).eq_ignore_ascii_case("the"));
        let of = place.start.checked_sub(1 + the).filter(|at| matches!(self.word(*at), "of" | "for"))?;
        let from = (0..of).rev().take(REACH).take_while(|at| self.goes_on(*at)).last()?;
        (beside && self.is_office(from.saturating_sub(1)..of)).then_some(owner)
    }

    /// "Anna Ray, the chairman of Acme,", "Omar Diaz, a French defence minister,": a phrase without a verb.
    fn office_behind(&self, n: usize) -> Option<&'a Entity> {
        let from = self.place(&self.entities[n]).end;
        let principal = self.entities[n + 1..].first().filter(|e| is_principal(e))?;
        let place = self.place(principal);
        let before = from + 1..place.start;
        if self.word(from) != "," || before.len() > REACH {
            return None;
        }
        // "Anna Ray, who heads Acme".
        let heads =
            |at: usize| HEADS.contains(&self.word(at)) || self.word(at) == "speaks" && self.word(at + 1) == "for";
        if self.word(from + 1) == "who"
            && heads(from + 2)
            && (from + 3..place.start).all(|at| !self.tags[at].tag.verb())
        {
            return Some(principal);
        }
        let broken = |at: usize| self.tags[at].tag.verb() || !self.tokens[at].is_word() && self.word(at) != "-";
        if before.clone().any(broken) {
            return None;
        }
        let behind = (place.end..self.tokens.len()).take_while(|at| self.tags[*at].tag.noun()).count();
        // "the director of a French bank" speaks for the bank.
        let own = behind == 0 || self.is_office(place.end..place.end + behind);
        (own && self.is_office(before.start..place.end + behind)).then_some(principal)
    }

    /// The words of an office without its owner, right before a name: "defence minister Omar Diaz".
    fn bare_office(&self, n: usize) -> Option<Range<usize>> {
        let name = self.place(&self.entities[n]).start;
        let comma = (0..name).rev().take(RANK + 1).find(|at| self.word(*at) == ",");
        let rank = |comma: &usize| (comma + 1..name).all(|at| self.tags[at].tag.noun());
        let to = comma.filter(rank).unwrap_or(name);
        let named = n.checked_sub(1).map_or(0, |before| self.place(&self.entities[before]).end);
        let goes_on = |at: &usize| self.goes_on(*at) || self.tags[*at].tag == Tag::Hyph || self.word(*at) == "and";
        let from = (named..to).rev().take(REACH).take_while(goes_on).last()?;
        self.is_office(from.saturating_sub(1)..to).then_some(from..to)
    }

    /// "Its director, Anna Ray", "Anna Ray, its director": of the body or state spoken of last.
    fn its_office(&self, n: usize) -> Option<&'a Entity> {
        let its = |at: usize| matches!(self.word(at), "its" | "Its" | "their" | "Their");
        let before = || self.bare_office(n).map(|o| o.start).filter(|from| *from > 0 && its(from - 1));
        let behind = || {
            let from = self.place(&self.entities[n]).end;
            let words = (from + 2..self.tokens.len()).take(REACH).take_while(|at| self.goes_on(*at));
            let to = from + 2 + words.count();
            (self.word(from) == "," && its(from + 1) && self.is_office(from + 2..to)).then_some(from + 2)
        };
        self.spoken_of(before().or_else(behind)? - 1, n)
    }

    /// The body or state spoken of last before a place: of this sentence the last, of the one before the first.
    fn spoken_of(&self, at: usize, n: usize) -> Option<&'a Entity> {
        let at = self.tokens[at].span().start();
        let sentence = self.sentences.partition_point(|s| s.span().start() <= at).checked_sub(1)?;
        let of = |sentence: usize| {
            let span = self.sentences[sentence].span();
            let one = move |e: &&Entity| span.contains(e.span()) && e.span().end() <= at && is_principal(e);
            self.entities[..n].iter().rev().take_while(move |e| e.span().start() >= span.start()).filter(one)
        };
        of(sentence).next().or_else(|| of(sentence.checked_sub(1)?).last())
    }

    /// Whether a person holds an office of a state that is not named beside it: "defence minister Omar Diaz".
    fn state_office(&self, n: usize) -> bool {
        let of_state = |at: usize| STATE_OFFICES.iter().any(|w| self.word(at).eq_ignore_ascii_case(w));
        let owned =
            |office: &Range<usize>| self.entities[..n].last().is_some_and(|e| self.place(e).end == office.start);
        self.bare_office(n).is_some_and(|mut office| !owned(&office) && office.any(of_state))
    }

    /// The state whose offices need no country here: spoken of far more than any other, or more than any other and the only one
    /// whose officials are known.
    fn state(&self, principals: impl Iterator<Item = &'a Entity>) -> Option<&'a Entity> {
        let state = |e: &&Entity| matches!(e.label, Label::Gpe | Label::Norp);
        let mut named: FxHashMap<&ActorId, (usize, &Entity)> = FxHashMap::default();
        for entity in self.entities.iter().filter(state) {
            named.entry(&entity.actor).or_insert((0, entity)).0 += 1;
        }
        let (most, first) = named.values().copied().max_by_key(|(n, e)| (*n, Reverse(e.span().start())))?;
        let next = named.iter().filter(|(actor, _)| **actor != &first.actor).map(|(_, (n, _))| *n).max().unwrap_or(0);
        let known: FxHashSet<&ActorId> =
            principals.filter_map(|e| e.organ_of.as_ref().or(Some(&e.actor).filter(|_| state(&e)))).collect();
        let only = known.len() == 1 && known.contains(&first.actor) && most > next;
        (most > 1 && (only || most >= LEADS * next)).then_some(first)
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
        let principals = Principals::of(text, layers.get::<Sentence>(), tokens, tags, entities, layers.get::<Quote>());
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
            ("The Chilean deputy minister for trade, Colonel Omar Diaz, said the road was closed.", Some("Chilean")),
            ("Chile's head of the Port Guard and minister, Omar Diaz, said the road was closed.", Some("Port Guard")),
            ("The Chilean minister for Volkswagen, Colonel Omar Diaz, said the road was closed.", Some("Chilean")),
            (
                "The Chilean Deputy Minister of Defense for International Military Cooperation, Colonel Omar Diaz, said the road was closed.",
                Some("Chilean"),
            ),
            ("A spokesman for Volkswagen, Omar Diaz, said the road was closed.", Some("Volkswagen")),
            ("Omar Diaz, who heads Volkswagen, said the road was closed.", Some("Volkswagen")),
            ("Volkswagen shut. Its director, Captain Omar Diaz, said the road was closed.", Some("Volkswagen")),
            ("Volkswagen shut. Its director, Omar Diaz, said the road was closed.", Some("Volkswagen")),
            ("Volkswagen shut. Omar Diaz, its director of trade, said the road was closed.", Some("Volkswagen")),
            ("Chile waited. For Chile, minister Omar Diaz said the road was closed.", Some("Chile")),
            ("Chile and Peru waited. Minister Omar Diaz said the road was closed.", None),
        ] {
            let expected = vec![("Omar Diaz".to_string(), principal.map(str::to_string))];
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
