//! One sentence by its words: clauses, negation, what is only alleged, what the lists say of each. Who is spoken of comes after
//! (`mentions`, `scene`).

use crate::lists::{Kind, Known, Opens, to_be};
use parallax_core::{Note, Span, starting_in};
use parallax_entities::{Entity, Label};
use parallax_quotes::Quote;
use parallax_text::{Sentence, Tag, Tagged, Token};
use std::ops::{Deref, Range};

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// What it is; all names of one kind are one word.
    pub key: u64,
    /// Its beginning: words of one family have one.
    pub stem: u64,
    /// Its part of speech.
    pub tag: Tag,
    /// Which clause of the sentence, from 0.
    pub clause: u8,
    /// Stands in somebody's quotation.
    pub quoted: bool,
    /// A negation governs it.
    pub negated: bool,
    /// Told as somebody's word: "the alleged attack", "was accused of fraud".
    pub alleged: bool,
    /// Part of a name.
    pub name: bool,
    /// A mark or number: nothing that judges.
    pub mark: bool,
    /// What the lists say of it, -4 to 4.
    pub valence: f32,
    /// The lists know it as something that is done.
    pub event: bool,
    /// Probability that its choice judges, 0 to 1.
    pub loaded: f32,
}

impl Word {
    /// Whether it only ties others together: article, preposition, conjunction, particle.
    pub fn grammar(&self) -> bool {
        matches!(self.tag, Tag::Dt | Tag::In | Tag::To | Tag::Cc | Tag::Pos | Tag::Ex | Tag::Cd) && !self.name
    }

    /// Whether it says something wherever it stands.
    pub fn tells(&self) -> bool {
        !self.mark && !self.grammar()
    }

    /// Whether it is a word of meaning: no name, and nothing that only builds grammar.
    pub fn content(&self) -> bool {
        let tag = self.tag;
        let content = tag.noun() || tag.verb() || tag.adjective() || tag.adverb() || tag == Tag::Uh;
        content && !self.name && !self.mark
    }

    /// What kind of name it is part of, from 1 in the order of [`Label::all`]; 0 for no name.
    pub fn kind(&self) -> u64 {
        if self.name { self.key >> KIND } else { 0 }
    }
}

/// A sentence by its words.
#[derive(Debug)]
pub struct Prose {
    /// Where it stands.
    pub span: Span,
    /// Which tokens of the article.
    range: Range<usize>,
    /// What is read of them, one for one.
    pub words: Vec<Word>,
    /// The words that the lists know, with what they are worth here: turned and weakened where they are negated.
    pub worth: Vec<(usize, f32)>,
    /// The clauses that are denied: "no evidence that …", "rejected the claim that …".
    denied: Vec<Range<usize>>,
    /// The words with which words of the published frames can begin.
    pub(crate) opens: Vec<(usize, Opens)>,
    /// The same for the frames of whole articles.
    pub(crate) news: Vec<(usize, Opens)>,
    /// It has words on which a doubt of claims may rest.
    pub(crate) doubts: bool,
    /// How many words are part of a name.
    pub names: usize,
}

/// A sentence with the text and the tokens it is of.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The sentence's tokens.
    pub tokens: &'a [Token],
    prose: &'a Prose,
}

impl Deref for Line<'_> {
    type Target = Prose;
    fn deref(&self) -> &Prose {
        self.prose
    }
}

impl<'a> Line<'a> {
    /// The sentence of an article with this text and these tokens.
    pub fn new(text: &'a str, tokens: &'a [Token], prose: &'a Prose) -> Line<'a> {
        Line { text, tokens: &tokens[prose.range.clone()], prose }
    }

    /// The tokens of a span.
    pub fn place(&self, span: Span) -> Range<usize> {
        place(self.tokens, span)
    }

    /// The letters of a token; nothing beyond the sentence.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// The tag of a token.
    pub fn tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Punct, |w| w.tag)
    }
}

/// How many words a negation reaches, within its clause.
const NEGATED: usize = 4;

/// How many words it does in a clause with "that": "no evidence that", "denied that".
const DENIED: usize = 20;

/// How many words an allegation reaches, within its clause.
const ALLEGED: usize = 3;

/// How many words an accusation does.
const ACCUSED: usize = 10;

/// What a negation makes of a word's worth.
const TURNED: f32 = -0.6;

/// So many quotations are looked at, back from the end of a sentence: they nest one or two deep.
const QUOTES: usize = 32;

impl Prose {
    /// The words of a sentence of an article with these layers, and what is `known` of each; no word is loaded yet.
    pub(crate) fn new(
        text: &str,
        sentence: &Sentence,
        tokens: &[Token],
        tags: &[Tagged],
        entities: &[Entity],
        quotes: &[Quote],
        known: &mut Vec<Known>,
    ) -> Prose {
        let range = sentence.range();
        let names = starting_in(entities, sentence.span());
        let quotes: Vec<&Quote> = reporting(quotes, sentence.span()).collect();
        let mut clause = 0u8;
        // Before which word what is negated ends, and what is told as somebody's; the word that tells it so.
        let (mut negation, mut denial, mut allegation, mut teller) = (0, 0, 0, 0);
        let mut words: Vec<Word> = Vec::with_capacity(range.len());
        let (mut worth, mut opens) = (Vec::with_capacity(range.len() / 8), Vec::with_capacity(range.len() / 3));
        let (mut denied, mut named, mut doubts) = (Vec::<Range<usize>>::new(), 0, false);
        let mut news = Vec::new();
        let own = &tokens[range.clone()];
        known.clear();
        let plain = own
            .iter()
            .zip(names_of(names, own))
            .map(|(token, name)| name.is_none().then_some((token.of(text), token.key)));
        Known::all(plain, known);
        let all = own.iter().zip(&tags[range.clone()]).zip(names_of(names, own)).zip(&*known).enumerate();
        for (i, (((token, tagged), name), known)) in all {
            let span = token.span();
            let listed = known.listed;
            doubts |= listed.is(Kind::Falsely) || listed.is(Kind::Groundless) || listed.is(Kind::Grounds);
            if listed.is(Kind::Breaks) {
                clause = clause.saturating_add(1);
                // What is denied may hold words in marks.
                if i < negation && token.of(text) == "that" {
                    denial = i + DENIED + 1;
                    denied.push(i..denial.min(range.len()));
                } else if token.is_word() && i < denial {
                    denial = 0;
                    denied.last_mut().expect("one was begun").end = i;
                }
                // "is perceived as a threat", "… by Diaz as a threat": what follows is what it is taken for.
                let behind = || tokens[range.start + teller + 1].of(text);
                let taken = token.of(text) == "as" && i < allegation && matches!(behind(), "as" | "by");
                (negation, allegation) = (denial, if taken { allegation } else { 0 });
            }
            if listed.is(Kind::Alleges) || listed.is(Kind::Accuses) && tagged.tag.noun() {
                (teller, allegation) = (i, i + ALLEGED + 1);
            } else if listed.is(Kind::Accuses) && passive(text, own, i, tagged.tag) {
                (teller, allegation) = (i, i + ACCUSED + 1);
            }
            let mark = !token.is_word();
            if !mark && known.opens != Opens::Nothing {
                opens.push((i, known.opens));
            }
            if !mark && known.news != Opens::Nothing {
                news.push((i, known.news));
            }
            let negated = i < negation;
            let (key, stem) = match name {
                Some(name) => (class(name.label), class(name.label)),
                None => (token.key, known.stem),
            };
            let valence = if mark { 0.0 } else { listed.valence };
            if valence != 0.0 {
                worth.push((i, if negated { TURNED * valence } else { valence }));
            }
            named += usize::from(name.is_some());
            words.push(Word {
                key,
                stem,
                tag: tagged.tag,
                clause,
                quoted: quotes.iter().any(|q| q.span().overlaps(span)),
                negated,
                alleged: i < allegation,
                name: name.is_some(),
                mark,
                valence,
                event: !mark && listed.is(Kind::Event),
                loaded: 0.0,
            });
            if listed.is(Kind::Negates) || listed.is(Kind::Far) && far_from(text, own, &tags[range.clone()], i) {
                negation = negation.max(i + NEGATED + 1);
            }
        }
        Prose { span: sentence.span(), range, words, worth, opens, news, doubts, denied, names: named }
    }

    /// Whether the word at `at` stands in a clause that is denied.
    pub(crate) fn denied(&self, at: usize) -> bool {
        self.denied.iter().any(|clause| clause.contains(&at))
    }
}

/// Of which name each token is a part, one for one.
fn names_of<'a>(names: &'a [Entity], tokens: &'a [Token]) -> impl Iterator<Item = Option<&'a Entity>> {
    let mut rest = names.iter().peekable();
    tokens.iter().map(move |token| {
        while rest.next_if(|n| n.span().end() <= token.span().start()).is_some() {}
        rest.peek().copied().filter(|n| n.span().overlaps(token.span()))
    })
}

/// The quotations that report words of a sentence.
pub(crate) fn reporting(quotes: &[Quote], sentence: Span) -> impl Iterator<Item = &Quote> {
    let before = quotes.partition_point(|q| q.span().start() < sentence.end());
    let near = quotes[before.saturating_sub(QUOTES)..before].iter();
    near.filter(move |q| q.reports() && q.span().overlaps(sentence))
}

/// Which of these tokens a span holds.
pub(crate) fn place(tokens: &[Token], span: Span) -> Range<usize> {
    let from = tokens.partition_point(|t| t.span().end() <= span.start());
    from..tokens.partition_point(|t| t.span().start() < span.end()).max(from)
}

/// Whether a participle is one of a passive: "was widely criticised", "accused of".
fn passive(text: &str, tokens: &[Token], at: usize, tag: Tag) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let be = |i: usize| to_be(word(i));
    tag == Tag::Vbn && ((at.saturating_sub(3)..at).any(be) || matches!(word(at + 1), "of" | "by" | "for"))
}

/// "Far from convinced", "far from being safe"; not "far from the town".
fn far_from(text: &str, tokens: &[Token], tags: &[Tagged], at: usize) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    word(at + 1) == "from"
        && tags.get(at + 2).is_some_and(|t| t.tag.adjective() || matches!(t.tag, Tag::Vbn | Tag::Vbg))
}

/// The word that stands for all names of a kind.
fn class(label: Label) -> u64 {
    0x6e61_6d65 ^ ((label as u64 + 1) << KIND)
}

/// The bit of a name's key from which its kind is written.
const KIND: u32 = 40;
