//! For whom a speaker speaks, his principal: a state or body for itself, a person for the one in whose office an article shows
//! him ("Chile's defence minister, Omar Diaz", "Anna Ray, the chairman of Acme"). It is what he means by "we".

use crate::mentions::Mention;
use crate::prose::place;
use parallax_core::Note;
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::{Quote, represents};
use parallax_text::{Sentence, Tag, Tagged, Token};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::ops::Range;

/// The principal of each actor that has one: a state or body, or a person, as it is named.
pub(crate) struct Principals<'a> {
    told: FxHashMap<&'a ActorId, &'a Entity>,
    /// Where only the article as a whole tells it.
    likely: FxHashMap<&'a ActorId, &'a Entity>,
}

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

/// What is no other than the one whose it is: "the Taliban administration".
const ITSELF: [&str; 12] = [
    "administration",
    "army",
    "authorities",
    "company",
    "delegation",
    "forces",
    "government",
    "group",
    "military",
    "movement",
    "party",
    "team",
];

/// Offices of a state, where no body is named.
const STATE_OFFICES: [&str; 5] = ["minister", "president", "premier", "ambassador", "envoy"];

/// So many times as often as any other is the state named whose offices need no country.
const LEADS: usize = 2;

/// Who speaks for a person: "Diaz's lawyer", "a spokeswoman for Diaz".
const OF_PERSONS: [&str; 9] =
    ["attorney", "attorneys", "counsel", "lawyer", "lawyers", "solicitor", "spokesman", "spokesperson", "spokeswoman"];

/// What one does who speaks for a body: "who chairs Acme".
const HEADS: [&str; 6] = ["chairs", "commands", "heads", "leads", "represents", "runs"];

/// At most so many words of a rank: "Rear Admiral".
const RANK: usize = 2;

/// So many words of an office are read before or behind a name.
const REACH: usize = 12;

impl<'a> Principals<'a> {
    /// What the names of an article tell of those whom it quotes; of two offices of one person the first counts.
    pub fn of(article: &Names<'_, 'a>, quotes: &[Quote]) -> Principals<'a> {
        let mut told = FxHashMap::default();
        let speakers = speakers(quotes);
        let quoted = || article.entities.iter().enumerate().filter(|(_, e)| speakers.contains(&e.actor));
        for (n, entity) in quoted() {
            if told.contains_key(&entity.actor) {
                continue;
            }
            let principal = match entity.label {
                Label::Person => {
                    let told = article.office_before(n).or_else(|| article.office_of(n));
                    told.or_else(|| article.office_behind(n)).or_else(|| article.its_office(n))
                }
                _ => Some(entity).filter(|e| is_principal(e)),
            };
            if let Some(principal) = principal {
                told.insert(&entity.actor, principal);
            }
        }
        // "Defence minister Omar Diaz", in an article that names no country beside it.
        let open = |(n, e): &(usize, &Entity)| {
            e.label == Label::Person && !told.contains_key(&e.actor) && article.state_office(*n)
        };
        let mut open = quoted().filter(open).map(|(_, e)| &e.actor).peekable();
        let officials = || told.iter().filter(|(actor, principal)| **actor != &principal.actor).map(|(_, p)| *p);
        let state = open.peek().and_then(|_| article.state(officials()));
        let likely = state.map(|state| open.map(|actor| (actor, state)).collect()).unwrap_or_default();
        Principals { told, likely }
    }

    /// What pronouns and nouns tell beside, if anything: "his lawyer, Anna Ray", "the commission's chairman, Anna Ray".
    pub fn read_on<'m>(
        &mut self,
        article: &Names<'_, 'a>,
        quotes: &[Quote],
        references: impl Iterator<Item = &'m Mention>,
    ) -> bool {
        let before = self.told.len();
        let speakers = speakers(quotes);
        let owners: FxHashMap<usize, &ActorId> =
            references.filter_map(|m| Some((m.span.end(), m.actor.as_ref()?))).collect();
        for (n, entity) in article.entities.iter().enumerate() {
            let open = entity.label == Label::Person
                && speakers.contains(&entity.actor)
                && !self.told.contains_key(&entity.actor);
            if open && let Some(principal) = article.office_with(n, &owners) {
                self.told.insert(&entity.actor, principal);
            }
        }
        self.told.len() > before
    }

    /// For whom a speaker speaks.
    pub fn of_speaker(&self, speaker: &ActorId) -> Option<&'a Entity> {
        self.told.get(speaker).or_else(|| self.likely.get(speaker)).copied()
    }
}

/// Whom an article quotes.
fn speakers(quotes: &[Quote]) -> FxHashSet<&ActorId> {
    quotes.iter().filter_map(|q| q.speaker.as_ref()).collect()
}

/// Whether a word tells what is everybody's, not a body's.
pub(crate) fn everybodys(word: &str) -> bool {
    EVERYBODYS.contains(&word)
}

/// The words and names of an article.
pub(crate) struct Names<'t, 'a> {
    pub text: &'t str,
    pub sentences: &'t [Sentence],
    pub tokens: &'t [Token],
    pub tags: &'t [Tagged],
    pub entities: &'a [Entity],
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
        words.clone().any(|at| represents(self.word(at))) && self.held(words)
    }

    /// Whether these words name an office in which one speaks for `owner`: for a person few do.
    fn is_office_of(&self, owner: &Entity, words: Range<usize>) -> bool {
        if owner.label != Label::Person {
            return is_principal(owner) && self.is_office(words);
        }
        self.of_persons(words.clone()) && self.held(words)
    }

    fn of_persons(&self, mut words: Range<usize>) -> bool {
        words.any(|at| OF_PERSONS.iter().any(|w| self.word(at).eq_ignore_ascii_case(w)))
    }

    fn held(&self, mut words: Range<usize>) -> bool {
        let out = |word: &str| OUT_OF_OFFICE.iter().any(|w| word.eq_ignore_ascii_case(w));
        !words.any(|at| out(self.word(at)))
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
        let holds = |e: &&Entity| self.is_owner(e, n);
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
        let before = if owner.label == Label::Person { office.start } else { place.start.saturating_sub(1) };
        !office.is_empty() && phrase() && self.is_office_of(owner, before..office.end)
    }

    /// "A spokesman for Acme, Anna Ray": right behind the owner.
    fn office_of(&self, n: usize) -> Option<&'a Entity> {
        let owner = self.entities[..n].last()?;
        let (place, to) = (self.place(owner), self.place(&self.entities[n]).start);
        let rank = (place.end + 1).min(to)..to;
        let beside =
            self.word(place.end) == "," && rank.len() <= RANK && rank.into_iter().all(|at| self.tags[at].tag.noun());
        let the = usize::from(place.start > 0 && self.word(place.start - 1).eq_ignore_ascii_case("the"));
        let of = place.start.checked_sub(1 + the).filter(|at| matches!(self.word(*at), "of" | "for"))?;
        let from = (0..of).rev().take(REACH).take_while(|at| self.goes_on(*at)).last()?;
        (beside && self.is_office_of(owner, from.saturating_sub(1)..of)).then_some(owner)
    }

    /// "Anna Ray, the chairman of Acme,", "Omar Diaz, a French defence minister,": a phrase without a verb.
    fn office_behind(&self, n: usize) -> Option<&'a Entity> {
        let from = self.place(&self.entities[n]).end;
        let principal = self.entities[n + 1..].first()?;
        let place = self.place(principal);
        // "Commodore Diaz of the Port Guard".
        let the = usize::from(self.word(from + 1) == "the");
        if self.word(from) == "of" && place.start == from + 1 + the {
            return Some(principal).filter(|e| e.label == Label::Org);
        }
        let before = from + 1..place.start;
        if self.word(from) != "," || before.len() > REACH {
            return None;
        }
        // "Anna Ray, who heads Acme".
        let heads =
            |at: usize| HEADS.contains(&self.word(at)) || self.word(at) == "speaks" && self.word(at + 1) == "for";
        if self.word(from + 1) == "who"
            && is_principal(principal)
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
        let itself = |at: usize| ITSELF.iter().any(|w| self.word(at).eq_ignore_ascii_case(w));
        let own = behind == 0
            || (place.end..place.end + behind).all(itself)
            || self.is_office_of(principal, place.end..place.end + behind);
        let words = if behind == 0 { before } else { before.start..place.end + behind };
        (own && self.is_office_of(principal, words)).then_some(principal)
    }

    /// The words of an office without its owner, right before a name, or before a comma and a rank: "defence minister Omar Diaz",
    /// "defence minister, General Omar Diaz".
    fn bare_office(&self, n: usize) -> Option<Range<usize>> {
        let name = self.place(&self.entities[n]).start;
        let comma = (0..name).rev().take(RANK + 1).find(|at| self.word(*at) == ",");
        let rank = |comma: &usize| (comma + 1..name).all(|at| self.tags[at].tag.noun());
        let named = n.checked_sub(1).map_or(0, |before| self.place(&self.entities[before]).end);
        let goes_on = |at: &usize| self.goes_on(*at) || self.tags[*at].tag == Tag::Hyph || self.word(*at) == "and";
        let before = |to: usize| {
            let from = (named..to).rev().take(REACH).take_while(goes_on).last()?;
            (self.is_office(from.saturating_sub(1)..to) || self.of_persons(from..to)).then_some(from..to)
        };
        comma.filter(rank).and_then(before).or_else(|| before(name))
    }

    /// Where the words of an office before a name begin behind an owner, or those behind it: "its director, Anna Ray", "Anna Ray, its
    /// director", "the party's spokesman, Omar Diaz".
    fn owned_offices(&self, n: usize) -> impl Iterator<Item = Range<usize>> {
        let from = self.place(&self.entities[n]).end + 2;
        let to = from + (from..self.tokens.len()).take(REACH).take_while(|at| self.goes_on(*at)).count();
        let behind = (self.word(from - 2) == ",").then_some(from..to);
        self.bare_office(n).into_iter().chain(behind).filter(|office| office.start > 0)
    }

    /// "Its director, Anna Ray": of the body or state spoken of last.
    fn its_office(&self, n: usize) -> Option<&'a Entity> {
        let its = |office: &Range<usize>| matches!(self.word(office.start - 1), "its" | "Its" | "their" | "Their");
        let office = self.owned_offices(n).filter(its).find(|office| self.is_office(office.clone()))?;
        self.spoken_of(office.start - 1, n)
    }

    /// "The party's spokesman, Omar Diaz", "his lawyer, Anna Ray": of whom the words before the office mean, by where they end.
    fn office_with(&self, n: usize, owners: &FxHashMap<usize, &ActorId>) -> Option<&'a Entity> {
        let owner = |office: Range<usize>| {
            let before = office.start - 1;
            let owner = if self.tags[before].tag == Tag::Pos { before.checked_sub(1)? } else { before };
            let actor = owners.get(&self.tokens[owner].span().end())?;
            let owner = self.entities.iter().find(|e| e.actor == **actor)?;
            self.is_office_of(owner, office).then_some(owner)
        };
        self.owned_offices(n).find_map(owner)
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
mod tests;
