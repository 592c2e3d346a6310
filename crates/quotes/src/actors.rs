//! Which actor the words of a source mean: a name in them, the person an office or a pronoun stands for, or nobody known.

use crate::nouns::SourceNoun;
use parallax_core::{Note, Span, starting_in};
use parallax_entities::{ActorId, Entity, Label};
use parallax_text::syntax::Subject;
use parallax_text::{Tag, Tagged, Token, TokenKind};
use std::ops::Range;

/// How far back, in bytes, a pronoun or an office looks for whom it means.
const REACH: usize = 1200;

/// Between an organ and whose it is stand at most so many words: "a spokesman for the ruling party of".
const BEHIND: usize = 5;

/// So many tokens of a sentence are looked at, at most.
const SENTENCE: usize = 60;

/// The names of one article.
pub(crate) struct Actors<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub tags: &'a [Tagged],
    pub entities: &'a [Entity],
}

impl Actors<'_> {
    /// The actor that a source's words mean, and the words that name the source.
    pub(crate) fn of(&self, source: &Subject) -> (Option<ActorId>, Span) {
        let words = self.cover(&source.range);
        let names = self.between(&source.range);
        let head = self.tokens[source.head].span();
        let tag = self.tags[source.head].tag;
        // "The mayor, Ana Diaz," and "Ana Diaz, the mayor,": the person; else the name that is the phrase's head.
        let mut persons = names.iter().filter(|e| e.label == Label::Person && !self.owns(e, &source.range));
        // "A spokesman for Ana Diaz, Omar Ray,": rather who is not behind a preposition.
        let person = persons.clone().find(|e| !self.governed(e)).or_else(|| persons.next());
        let of_head = names.iter().find(|e| e.label.acts() && e.span().contains(head));
        if let Some(e) = person.or(of_head) {
            return (Some(e.actor.clone()), words);
        }
        if matches!(tag, Tag::Prp | Tag::PrpS | Tag::Wp | Tag::Wdt) {
            return (self.pronoun(head), words);
        }
        let word = head.of(self.text).to_ascii_lowercase();
        let noun = SourceNoun::of(&word);
        let office = noun.office.then(|| self.holder(&word, source)).flatten();
        let body = || noun.body.then(|| self.body(&word, noun.plain, head)).flatten();
        let whose = || (noun.organ || noun.members || noun.saying).then(|| self.owner(&names, source, noun)).flatten();
        (office.or_else(body).or_else(whose), words)
    }

    /// Who else a source names beside the speaker: "Paris and Rome", "French and German officials", "the leaders of Chile and Peru":
    /// names with their titles and nothing else, each before a comma, an "and" or the end.
    pub(crate) fn others(&self, source: &Subject, speaker: Option<&ActorId>) -> Vec<ActorId> {
        let names = self.between(&source.range);
        let Some(speaker) = speaker.filter(|_| names.len() > 1) else { return Vec::new() };
        let speaks = |t: &Token| {
            let noun = SourceNoun::of(t.of(self.text));
            noun.organ || noun.members
        };
        let tokens = &self.tokens[source.range.clone()];
        let tokens = match &tokens[source.head - source.range.start..] {
            [head, of, behind @ ..] if speaks(head) && of.of(self.text) == "of" => behind,
            _ => tokens,
        };
        let ties = |t: &Token| matches!(t.of(self.text), "," | "and") || speaks(t);
        let tied = |e: &&&Entity| tokens.iter().find(|t| t.span().start() >= e.span().end()).is_none_or(ties);
        let named = |at: Span| {
            names
                .iter()
                .any(|e| e.label.acts() && (e.span().contains(at) || e.title_at.is_some_and(|t| t.contains(at))))
        };
        let plain =
            |t: &Token| ties(t) || matches!(t.of(self.text), "both" | "the" | "The" | "Both") || named(t.span());
        let two = tokens.iter().any(|t| t.of(self.text) == "and" && !named(t.span()));
        if !two || !tokens.iter().all(plain) {
            return Vec::new();
        }
        names.iter().filter(tied).map(|e| &e.actor).filter(|actor| *actor != speaker).fold(
            Vec::new(),
            |mut all, actor| {
                if !all.contains(actor) {
                    all.push(actor.clone());
                }
                all
            },
        )
    }

    /// Whether a name stands in these words.
    pub(crate) fn named(&self, range: &Range<usize>) -> bool {
        !self.between(range).is_empty()
    }

    /// The first token of the last name in these words, its title included.
    pub(crate) fn name_start(&self, range: &Range<usize>) -> Option<usize> {
        let name = self.between(range).last().copied()?;
        let start = name.title_at.map_or(name.span().start(), |t| t.start().min(name.span().start()));
        let first = range.clone().find(|i| self.tokens[*i].span().start() >= start)?;
        (name.span().end() >= self.tokens[range.end - 1].span().end()).then_some(first)
    }

    /// "Diaz's lawyer", "the Diaz campaign": the name belongs to a head of its own.
    fn owns(&self, e: &Entity, range: &Range<usize>) -> bool {
        let after = self.tokens.partition_point(|t| t.span().start() < e.span().end());
        after < range.end && (self.tags[after].tag == Tag::Pos || matches!(self.tags[after].tag, Tag::Nn | Tag::Nns))
    }

    /// Stands right behind "for" or "of".
    fn governed(&self, e: &Entity) -> bool {
        let start = e.title_at.map_or(e.span().start(), |t| t.start().min(e.span().start()));
        let at = self.tokens.partition_point(|t| t.span().start() < start);
        at > 0 && matches!(self.tokens[at - 1].of(self.text), "for" | "of")
    }

    fn cover(&self, range: &Range<usize>) -> Span {
        self.tokens[range.start].span().cover(self.tokens[range.end - 1].span())
    }

    fn between(&self, range: &Range<usize>) -> Vec<&Entity> {
        if range.is_empty() {
            return Vec::new();
        }
        let span = self.cover(range);
        starting_in(self.entities, span).iter().filter(|e| e.span().end() <= span.end()).collect()
    }

    /// The names before a place, the nearest first.
    fn earlier(&self, place: Span) -> impl Iterator<Item = &Entity> {
        let before = self.entities.partition_point(|e| e.span().start() < place.start());
        self.entities[..before]
            .iter()
            .rev()
            .take_while(move |e| place.start() - e.span().start() < REACH)
            .filter(move |e| e.span().end() <= place.start())
    }

    /// The names behind a source in its sentence.
    fn behind(&self, source: &Subject) -> impl Iterator<Item = &Entity> {
        let from = self.tokens[source.range.end - 1].span().end();
        let stops = |t: &&Token| matches!(t.of(self.text), "." | "?" | "!");
        let stop = self.tokens[source.range.end..].iter().take(SENTENCE).find(stops);
        let to = stop.map_or(from, |t| t.span().start());
        self.entities[self.entities.partition_point(|e| e.span().start() < from)..]
            .iter()
            .take_while(move |e| e.span().start() < to)
    }

    fn pronoun(&self, at: Span) -> Option<ActorId> {
        let word = at.of(self.text).to_ascii_lowercase();
        let found = match word.as_str() {
            // "Rioni won 54 seats, it said": not the body that its own sentence is about.
            "they" | "it" | "its" | "their" => {
                let token = self.tokens.partition_point(|t| t.span().start() < at.start());
                let stop =
                    (0..token).rev().take(SENTENCE).find(|i| matches!(self.tokens[*i].of(self.text), "." | "?" | "!"));
                let start = stop.map_or(0, |i| self.tokens[i].span().start());
                self.earlier(at).find(|e| e.label == Label::Org && e.span().start() < start)
            }
            // "NATO’s chief, who said": the person right before.
            "who" | "which" => self.earlier(at).find(|e| e.label.acts()).filter(|e| at.start() - e.span().end() < 60),
            "he" | "she" | "his" | "her" => self.earlier(at).find(|e| e.label == Label::Person && e.fits(&word)),
            _ => None,
        };
        found.map(|e| e.actor.clone())
    }

    /// "the minister": the person with that title; else, for a definite one, the person spoken of last.
    fn holder(&self, office: &str, source: &Subject) -> Option<ActorId> {
        let at = self.tokens[source.head].span();
        let titled = |e: &&Entity| {
            e.label == Label::Person && e.title_at.is_some_and(|t| t.of(self.text).to_lowercase().contains(office))
        };
        let first = self.tokens[source.range.start].of(self.text).to_ascii_lowercase();
        if matches!(first.as_str(), "a" | "an" | "one" | "another" | "some") {
            return None;
        }
        let spokes = office.starts_with("spokes") || office == "official";
        // "The senator slammed Diaz" is another than Diaz.
        let other = |e: &&Entity| !self.behind(source).any(|b| b.actor == e.actor);
        let last =
            || self.earlier(at).find(|e| e.label == Label::Person).filter(|_| !spokes && first == "the").filter(other);
        self.earlier(at).find(titled).or_else(last).map(|e| e.actor.clone())
    }

    fn body(&self, word: &str, plain: bool, at: Span) -> Option<ActorId> {
        let named = |e: &&Entity| e.label == Label::Org && e.span().of(self.text).to_lowercase().contains(word);
        let found = self.earlier(at).find(named).or_else(|| self.earlier(at).find(|e| plain && e.label == Label::Org));
        found.map(|e| e.actor.clone())
    }

    /// Whose organ or saying a source is, of the states and bodies in and right before its words: "France's top brass", "French
    /// officials", "a spokesman for Acme", "data from Acme"; nobody where it is that of two.
    fn owner(&self, names: &[&Entity], source: &Subject, noun: SourceNoun) -> Option<ActorId> {
        let head = self.tokens[source.head].span();
        let owns = |e: &&&Entity| matches!(e.label, Label::Gpe | Label::Norp | Label::Org);
        let before = || names.iter().filter(owns).take_while(|e| e.span().end() <= head.start());
        if let Some(first) = before().next() {
            return before().all(|e| e.actor == first.actor).then(|| first.actor.clone());
        }
        // "Texas’s" is at times read as "Texas is".
        let mark = source.range.start.checked_sub(1).map(|i| &self.tokens[i]);
        if let Some(mark) = mark.filter(|t| t.kind == TokenKind::Possessive) {
            let owner = self.earlier(mark.span()).next().filter(|e| e.span().end() == mark.span().start());
            return owner.filter(|e| owns(&e)).map(|e| e.actor.clone());
        }
        let named = names.iter().find(owns)?;
        let first = self.tokens.partition_point(|t| t.span().start() < named.span().start());
        let words = || self.tokens[source.head + 1..first.max(source.head + 1)].iter().map(|t| t.of(self.text));
        // "officials in Chile" are Chile's; "the ministry in Lima" may be that of any state.
        let state = || self.entities.iter().any(|e| e.label == Label::Norp && e.actor == named.actor);
        let ties = match words().rfind(|w| !matches!(*w, "the" | "The")).unwrap_or_default() {
            "of" | "for" | "from" | "by" => words().count() <= BEHIND,
            "in" => !noun.members && words().count() <= 2 && state(),
            _ => false,
        };
        ties.then(|| named.actor.clone())
    }
}
