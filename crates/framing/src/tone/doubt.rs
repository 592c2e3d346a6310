//! Claims that are told as groundless: "falsely claims", "said without evidence", "has offered no proof of that". Who claims is
//! judged by it, whatever else is said (epistemological bias: Recasens, Danescu-Niculescu-Mizil and Jurafsky 2013).

use super::{Layers, Tone, spread};
use crate::lists::{Kind, Lexicon, to_be};
use crate::mentions::Mention;
use crate::polarity::Polarity;
use crate::role::Part;
use crate::scene::{Scene, View};
use crate::voice::Voice;
use parallax_core::{Note, Span};
use parallax_entities::Label;
use parallax_quotes::Quote;
use parallax_statistics::round;
use parallax_text::Tag;

/// How often such words speak against who claims: of those found in the pile and read.
pub(super) const CONFIDENCE: f64 = 0.9;

/// What they are said of.
const CLAIMS: [&str; 14] = [
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "assertion",
    "assertions",
    "claim",
    "claims",
    "insinuation",
    "insinuations",
    "statement",
    "statements",
    "theories",
    "theory",
];

/// What one does with grounds, by its beginnings.
const GIVES: [&str; 11] =
    ["cite", "citing", "furnish", "gave", "give", "offer", "present", "produc", "provid", "show", "suppl"];

/// At most so many words between "without" or a verb and the grounds.
const BETWEEN: usize = 4;

/// The calls of an article that rest on such words.
pub(super) fn calls((text, scenes, tokens, quotes): Layers<'_>) -> Vec<Tone> {
    let mut out = Vec::new();
    for n in (0..scenes.len()).filter(|n| scenes[*n].doubts) {
        let view = View::new(text, tokens, &scenes[n]);
        let near = &scenes[n.saturating_sub(1)..=n];
        for (mention, words) in (Sentence { view: &view, near, quotes }).doubted() {
            let evidence: Vec<Span> = words.iter().map(|at| view.tokens[*at].span()).collect();
            let voice = Voice::at(quotes, evidence[0]);
            // Nobody says of himself that he has no proof.
            if mention.actor.is_some() && voice.speaker() != mention.actor.as_ref() {
                out.extend(spread(call(mention, voice, evidence), mention, quotes));
            }
        }
    }
    out
}

fn call(mention: &Mention, voice: Voice, evidence: Vec<Span>) -> Tone {
    Tone {
        span: mention.span,
        target: mention.actor.clone(),
        polarity: Polarity::Negative,
        score: round(-CONFIDENCE),
        confidence: CONFIDENCE,
        voice,
        evidence,
        own_side: false,
    }
}

/// A sentence, with the one before it and the quotations of the article.
struct Sentence<'s> {
    view: &'s View<'s>,
    near: &'s [Scene],
    quotes: &'s [Quote],
}

impl<'s> Sentence<'s> {
    /// Who claims something that the words of the sentence call groundless, and these words.
    fn doubted(&self) -> Vec<(&'s Mention, Vec<usize>)> {
        let mut out = Vec::new();
        for at in (0..self.view.words.len()).filter(|at| !self.view.words[*at].name) {
            let listed = Lexicon::shared().of(self.view.words[at].key);
            if listed.is(Kind::Falsely) {
                out.extend(self.falsely(at).map(|claimant| (claimant, vec![at])));
            } else if listed.is(Kind::Groundless) {
                out.extend(self.groundless(at));
            } else if listed.is(Kind::Grounds) {
                out.extend(self.without(at).or_else(|| self.gives_none(at)));
            }
        }
        out
    }

    /// The mention that is the source of a quotation near by.
    fn source(&self, quote: &Quote) -> Option<&'s Mention> {
        let words = quote.speaker_at?;
        let of_speaker = |m: &&Mention| m.actor.is_some() && m.actor == quote.speaker && m.span.overlaps(words);
        self.near.iter().flat_map(|scene| &scene.mentions).find(of_speaker)
    }

    /// The quotation near by whose verb of speech stands last before a place, of those that count.
    fn last(&self, place: Span, counts: impl Fn(&Quote) -> bool) -> Option<&'s Quote> {
        let from = self.near[0].span().start();
        let before =
            |q: &&Quote| q.cue_at.is_some_and(|cue| cue.start() >= from && cue.end() <= place.start()) && counts(q);
        self.quotes.iter().filter(before).max_by_key(|q| q.cue_at)
    }

    /// "Falsely claims", "claimed falsely".
    fn falsely(&self, at: usize) -> Option<&'s Mention> {
        let view = self.view;
        [Some(at + 1), at.checked_sub(1)].into_iter().flatten().find_map(|verb| {
            let span = view.tokens.get(verb)?.span();
            let passive = view.tag(verb) == Tag::Vbn && (verb.saturating_sub(3)..verb).any(|i| to_be(view.word(i)));
            let quote = self.quotes.iter().find(|q| q.cue_at.is_some_and(|cue| cue.overlaps(span)))?;
            self.source(quote).filter(|_| !passive)
        })
    }

    /// "Diaz's baseless claims", "false claims by Diaz".
    fn groundless(&self, at: usize) -> Option<(&'s Mention, Vec<usize>)> {
        let view = self.view;
        let phrase = |i: &usize| view.tag(*i).noun() || view.tag(*i).adjective();
        let claim = (at + 1..view.words.len().min(at + BETWEEN))
            .take_while(phrase)
            .find(|i| CLAIMS.contains(&view.word(*i)))?;
        let claimant = view.mentions.iter().find(|m| m.actor.is_some() && m.role.does(view, claim))?;
        Some((claimant, vec![at, claim]))
    }

    /// "Said without evidence that", "blamed the clubs, without offering proof".
    fn without(&self, at: usize) -> Option<(&'s Mention, Vec<usize>)> {
        let view = self.view;
        let open = |i: &usize| !view.words[*i].mark && !view.tag(*i).finite();
        let without = (0..at).rev().take(BETWEEN + 1).take_while(open).find(|i| view.word(*i) == "without")?;
        // Inside what is said these are its own words, but for an aside.
        let aside = without > 0 && matches!(view.word(without - 1), "," | "(" | "—" | "–");
        if view.words[without].quoted && !aside {
            return None;
        }
        let here = |q: &Quote| q.cue_at.is_some_and(|cue| view.span.contains(cue));
        let quote = self.last(view.tokens[without].span(), here)?;
        Some((self.source(quote)?, vec![without, at]))
    }

    /// "Had not provided any proof", "offered no evidence": by who has said something here or right before, or gives it for a claim.
    fn gives_none(&self, at: usize) -> Option<(&'s Mention, Vec<usize>)> {
        let view = self.view;
        let gives = |i: &usize| {
            let word = view.word(*i).to_ascii_lowercase();
            view.tag(*i).verb() && GIVES.iter().any(|verb| word.starts_with(verb))
        };
        let open = |i: &usize| !view.words[*i].mark && view.word(*i) != "that";
        let verb = (0..at).rev().take(BETWEEN + 1).take_while(open).find(gives)?;
        let none = (verb + 1..at).find(|i| matches!(view.word(*i), "no" | "little" | "scant" | "zero"));
        let not = || (verb.saturating_sub(BETWEEN)..verb).rev().find(|i| turns(view.word(*i)));
        let words = vec![none.or_else(not)?, at];
        let place = self.near[0].span().cover(view.span);
        let said = |q: &Quote, m: &Mention| m.actor.is_some() && q.speaker == m.actor && place.overlaps(q.span());
        let supports = matches!(view.word(at + 1), "for" | "to" | "behind");
        let claims = |m: &&Mention| supports || self.quotes.iter().any(|q| said(q, m));
        let doer = view.mentions.iter().find(|m| m.role.part == Part::Doer && m.role.governor == Some(verb));
        if let Some(doer) = doer.filter(claims) {
            return Some((doer, words));
        }
        // "It had not provided any proof": who said that.
        let subject = (verb.saturating_sub(BETWEEN + 1)..verb).rev().find(|i| view.tag(*i) == Tag::Prp)?;
        let source = self.source(self.last(view.tokens[subject].span(), |q| q.speaker.is_some())?)?;
        fits(view.word(subject), source.label).then_some((source, words))
    }
}

/// Whether a pronoun can mean somebody of this kind.
fn fits(pronoun: &str, label: Label) -> bool {
    match pronoun.to_ascii_lowercase().as_str() {
        "he" | "she" => label == Label::Person,
        "it" => label != Label::Person,
        "they" => true,
        _ => false,
    }
}

/// Whether a word negates a verb.
fn turns(word: &str) -> bool {
    matches!(word, "not" | "never" | "n't" | "n’t") || word.ends_with("n't") || word.ends_with("n’t")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whom the words of a text call groundless, in whose voice, by which words.
    fn doubted(text: &str) -> Vec<String> {
        let layers = parallax_testkit::read(&parallax_core::Article::new("a", text), crate::scene::Scene::LAYER);
        let told = |t: Tone| {
            let words: Vec<&str> = t.evidence.iter().map(|e| e.of(text)).collect();
            let target = t.target.as_ref().unwrap().as_str();
            format!("{target} by {}: {}", t.voice.speaker().map_or("outlet", |s| s.as_str()), words.join(" "))
        };
        calls((text, layers.get(), layers.get(), layers.get())).into_iter().map(told).collect()
    }

    #[test]
    fn who_claims_without_grounds_is_judged() {
        for (text, expected) in [
            ("Omar Diaz falsely claimed that the dam was open.", &["omar-diaz by outlet: falsely"][..]),
            (
                "Omar Diaz said without any evidence that the vote was rigged.",
                &["omar-diaz by outlet: without evidence"],
            ),
            ("Omar Diaz blamed the clubs, without offering proof.", &["omar-diaz by outlet: without proof"]),
            (
                "Peru says that Chile is moving its ships, though it had not provided any proof.",
                &["peru by outlet: not proof"],
            ),
            ("Omar Diaz said that the dam was open. He offered no proof.", &["omar-diaz by outlet: no proof"]),
            (
                "Anna Ray said that Omar Diaz had provided no evidence for his claim.",
                &["omar-diaz by anna-ray: no evidence"],
            ),
            ("Anna Ray repeated Omar Diaz's baseless claims.", &["omar-diaz by outlet: baseless claims"]),
            ("The paper took up false claims by Omar Diaz.", &["omar-diaz by outlet: false claims"]),
            ("Omar Diaz was falsely accused of fraud.", &[]),
            ("Omar Diaz fought the false claims against Anna Ray.", &[]),
            ("Omar Diaz said that nobody could be held without evidence.", &[]),
            ("The police found no evidence that Omar Diaz had lied.", &[]),
            ("Omar Diaz opened the dam. He offered no proof of his talent.", &[]),
        ] {
            assert_eq!(doubted(text), expected, "{text}");
        }
    }
}
