//! Names in one sentence, left to right: known ones, organisations by their head noun, persons by their given name or
//! title, acronyms and designations; what is left is a name of unknown kind, for [`document`](crate::document) to settle.

use crate::Label;
use crate::gazetteer::{Gazetteer, Known, Role};
use crate::organisation;
use parallax_text::{Gap, Phrases, Token, TokenKind, key};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// A name as far as its sentence tells.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Tokens of the article, half-open.
    pub from: usize,
    pub to: usize,
    pub label: Label,
    pub sure: Sure,
    pub known: Option<&'static Known>,
    /// Why it has its label.
    pub why: &'static str,
    /// The title before it, in tokens of the article.
    pub title: Option<(usize, usize)>,
}

/// How far a label can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sure {
    /// A capital at the start of a sentence: perhaps no name at all.
    Hardly,
    /// A name; its kind is guessed from its neighbours.
    Guess,
    /// Its form or its neighbours speak for it.
    Likely,
    /// A list, a head noun or a title says so.
    Certain,
}

/// One sentence of an article.
pub(crate) struct Scan<'t> {
    pub text: &'t str,
    /// All tokens of the article, up to the end of the sentence.
    pub tokens: &'t [Token],
    /// Where the sentence starts in them.
    pub start: usize,
    /// Most words have a capital: capitals mean nothing here.
    pub title_case: bool,
    pub lists: &'static Gazetteer,
}

impl<'t> Scan<'t> {
    pub(crate) fn drafts(&self) -> Vec<Draft> {
        let mut out: Vec<Draft> = Vec::new();
        let mut at = self.start;
        let mut title: Option<(usize, usize)> = None;
        while at < self.tokens.len() {
            if let Some(draft) = self.citation(at).filter(|d| d.to > at) {
                at = draft.to;
                out.push(draft);
                title = None;
                continue;
            }
            if !self.name_word(at) && !(self.tokens[at].capital() && self.designation(at).is_some()) {
                // A title holds over "of the" and commas only if the name follows at once.
                title = None;
                at += 1;
                continue;
            }
            let found = match self.title_at(at) {
                Some(len) if self.organisation(at).is_none() => {
                    title = Some((at, at + len));
                    at += len;
                    continue;
                }
                _ => self.draft_at(at, title),
            };
            match found {
                Some(draft) => {
                    at = draft.to;
                    out.push(draft);
                }
                None => at += 1,
            }
            title = None;
        }
        out
    }

    /// The name that starts here.
    fn draft_at(&self, at: usize, title: Option<(usize, usize)>) -> Option<Draft> {
        let draft = |to, label, sure, why| Some(Draft { from: at, to, label, sure, known: None, why, title });
        if let Some((to, label)) = self.organisation(at) {
            // "Russian Federation": a list knows better than a head noun.
            return match self.known(at) {
                Some((known, len)) if at + len >= to => Some(Draft { from: at, to: at + len, label: known.label, sure: Sure::Certain, known: Some(known), why: "in the list of names", title: None }),
                _ => draft(to, label, Sure::Certain, "its head noun"),
            };
        }
        if title.is_some() && !self.lists.common.contains(&self.tokens[at].key) {
            let to = self.person_end(at);
            let more = |len: usize| len < to - at;
            // "Senator Washington" is a person, "Defender Europe" is none.
            if self.known(at).is_none_or(|(k, len)| more(len) && matches!(k.role, Role::Place | Role::Capital | Role::Body) || k.label == Label::Gpe && k.role == Role::Place) {
                return draft(to, Label::Person, Sure::Certain, "a title before it");
            }
        }
        if let Some(draft) = self.listed(at) {
            return Some(draft);
        }
        if let Some(to) = self.designation(at) {
            return draft(to, Label::Product, Sure::Certain, "a designation");
        }
        if self.title_case {
            return None;
        }
        if let Some((to, sure, why)) = self.person(at) {
            return draft(to, Label::Person, sure, why);
        }
        self.unknown(at)
    }

    // ---- lists

    fn known(&self, at: usize) -> Option<(&'static Known, usize)> {
        let (len, known) = self.lists.names.at(self.tokens, at)?;
        let capitals = self.tokens[at].capital() && (len == 1 || self.tokens[at + len - 1].capital() || self.tokens[at + len - 1].kind != TokenKind::Word);
        let one_line = self.tokens[at + 1..at + len].iter().all(|t| t.gap < Gap::Line);
        // "us" and "it" are no countries, and an acronym in small letters is a word.
        let word = len == 1 && self.tokens[at].span().len() <= 3 && self.tokens[at].has_lower() && self.lists.common.contains(&self.tokens[at].key);
        (capitals && one_line && !word).then_some((known, len))
    }

    fn listed(&self, at: usize) -> Option<Draft> {
        let (known, len) = self.known(at)?;
        let to = at + len;
        let token = &self.tokens[at];
        let plain = len == 1 && matches!(known.role, Role::Place | Role::Product | Role::Body | Role::Capital | Role::Group);
        if plain && self.lists.ambiguous.contains(&token.key) && !self.after_place_word(at) {
            return None;
        }
        if len == 1 && known.role == Role::Body && token.has_lower() && self.lists.common.contains(&token.key) && (self.opens(at) || self.title_case) {
            return None;
        }
        let next_name = self.name_word(to) && self.tokens[to].gap == Gap::Space && self.title_at(to).is_none();
        if len == 1 && next_name && self.lists.is_given(token.key) && self.known(to).is_none() && !matches!(known.role, Role::People | Role::Group) {
            return None;
        }
        // "Minsk Dialogue": a place and words that are no name by themselves are the name of something else.
        if next_name && !self.title_case && known.label == Label::Gpe && known.role != Role::Country && self.known(to).is_none() && self.person(to).is_none() {
            let end = self.run_end(to);
            return Some(Draft { from: at, to: end, label: Label::Org, sure: Sure::Guess, known: None, why: "a place and words that name nothing alone", title: None });
        }
        Some(Draft { from: at, to, label: known.label, sure: Sure::Certain, known: Some(known), why: "in the list of names", title: None })
    }

    fn organisation(&self, at: usize) -> Option<(usize, Label)> {
        organisation::at(self, at)
    }

    /// Length of the title that starts here, if a name or a lower-case word follows it.
    pub(crate) fn title_at(&self, at: usize) -> Option<usize> {
        let (len, _) = self.lists.titles.at(self.tokens, at)?;
        let known = self.known(at).is_some_and(|(_, l)| l >= len);
        (!known && self.tokens[at].capital()).then_some(len)
    }

    // ---- persons

    /// A name that begins with a given name or an initial.
    fn person(&self, at: usize) -> Option<(usize, Sure, &'static str)> {
        let to = self.person_end(at);
        let first = self.tokens[at].key;
        let more = to - at > 1;
        let initial = self.initial(at) || more && self.initial(at + 1);
        let second_common = more && self.lists.common.contains(&self.tokens[at + 1].key);
        if more && (self.lists.is_given(first) || initial && !second_common) && !self.tokens[at].all_capitals() {
            return Some((to, Sure::Certain, "a given name or an initial"));
        }
        let last = self.tokens[to - 1].key;
        if more && self.lists.given.contains_key(&first) && !second_common && !self.opens(at) {
            return Some((to, Sure::Likely, "a given name that is a word too"));
        }
        if more && to - at <= 3 && self.lists.surnames.contains(&last) && !self.lists.common.contains(&first) && !self.tokens[at].all_capitals() {
            return Some((to, Sure::Likely, "a surname"));
        }
        None
    }

    /// The end of the run of name words, initials and particles that starts here.
    fn person_end(&self, at: usize) -> usize {
        let mut to = at + 1;
        loop {
            let joined = self.hyphen(to);
            let next = to + usize::from(joined);
            let near = self.tokens.get(next).is_some_and(|t| t.gap < Gap::Line);
            if near && (joined || self.tokens[next].gap == Gap::Space) && (self.name_word(next) || self.initial(next)) {
                let boundary = !joined && (self.title_at(next).is_some() || self.known(next).is_some_and(|(k, _)| matches!(k.role, Role::Country | Role::People)) && !self.lists.surnames.contains(&self.tokens[next].key));
                if boundary || self.tokens[to - 1].kind == TokenKind::Possessive {
                    return to;
                }
                to = next + 1;
            } else if let Some(skip) = self.particles(to) {
                to += skip;
            } else {
                return to;
            }
            if to - at >= 7 {
                return to;
            }
        }
    }

    /// "bin", "van der", "al-": small words inside a name, and the capital after them.
    pub(crate) fn particles(&self, at: usize) -> Option<usize> {
        const PARTICLES: [&str; 19] = ["de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "ben"];
        let mut to = at;
        while self.tokens.get(to).is_some_and(|t| t.gap == Gap::Space && PARTICLES.contains(&t.of(self.text))) {
            to += 1;
        }
        let hyphen = usize::from(self.hyphen(to));
        let name = self.tokens.get(to + hyphen).is_some_and(|t| t.capital() && t.is_word() && t.gap < Gap::Line);
        (to > at && to - at <= 3 && name).then_some(to + hyphen + 1 - at)
    }

    fn initial(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital() && t.kind == TokenKind::Abbreviation && t.span().len() <= 3)
    }

    fn hyphen(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.gap == Gap::None && t.is(self.text, "-")) && self.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.is_word())
    }

    // ---- forms

    /// "Tu-22M3", "F-16", "C-130J": letters, a hyphen, digits, all in one.
    fn designation(&self, at: usize) -> Option<usize> {
        let letters = self.tokens[at].span().len() <= 6 && self.tokens[at].kind == TokenKind::Word;
        let digits = self.tokens.get(at + 2).is_some_and(|t| t.gap == Gap::None && t.kind == TokenKind::Number);
        if !letters || !self.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.is(self.text, "-")) || !digits {
            return None;
        }
        if matches!(self.lists.names.by_key(self.tokens[at].key), Some(k) if k.label != Label::Product) || self.lists.common.contains(&self.tokens[at].key) {
            return None;
        }
        let mut to = at + 3;
        while self.tokens.get(to).is_some_and(|t| t.gap == Gap::None && t.is_word()) {
            to += 1;
        }
        // "Covid-19", "Article-5": a word of more than three letters that is no short form of a maker.
        let short = self.tokens[at].span().len() <= 3 || self.tokens[at].all_capitals();
        (short && !self.tokens[at].of(self.text).eq_ignore_ascii_case("covid")).then_some(to)
    }

    /// "(Belta, October 31)", "(see EDM, August 17; Mil. by, October 13)": who is cited.
    fn citation(&self, at: usize) -> Option<Draft> {
        let before = at.checked_sub(1).filter(|b| *b >= self.start)?;
        let opens = match self.tokens[before].of(self.text) {
            "(" => true,
            ";" => self.tokens[self.start..before].iter().rev().take(30).any(|t| t.is(self.text, "(")) && !self.tokens[self.start..before].iter().rev().take_while(|t| !t.is(self.text, "(")).any(|t| t.is(self.text, ")")),
            "see" | "also" | "via" => before > self.start && matches!(self.tokens[before - 1].of(self.text), "(" | ";" | "see"),
            _ => false,
        };
        if !opens || !self.tokens[at].capital() {
            return None;
        }
        let comma = (at + 1..self.tokens.len().min(at + 8)).find(|i| matches!(self.tokens[*i].of(self.text), "," | ")" | "("))?;
        let date = self.tokens.get(comma + 1)?;
        let dated = self.tokens[comma].of(self.text) == "," && (months().contains(&date.key) || date.kind == TokenKind::Number);
        dated.then_some(Draft { from: at, to: comma, label: Label::Org, sure: Sure::Certain, known: None, why: "cited in parentheses with a date", title: None })
    }

    /// A name of which only the form is known.
    fn unknown(&self, at: usize) -> Option<Draft> {
        let draft = |to, label, sure, why| Some(Draft { from: at, to, label, sure, known: None, why, title: None });
        if let Some(to) = self.broken_domain(at) {
            return draft(to, Label::Org, Sure::Certain, "an address with a space in it");
        }
        let to = self.run_end(at);
        let token = &self.tokens[at];
        let word = self.lists.common.contains(&token.key) || months().contains(&token.key);
        let single = to - at == 1;
        if single && token.all_capitals() && (2..=7).contains(&token.span().len()) && !is_roman(token.of(self.text)) {
            return (!word || !self.opens(at)).then(|| draft(to, Label::Org, Sure::Likely, "an acronym")).flatten();
        }
        if single && word || self.initial(at) && single {
            return None;
        }
        if self.opens(at) && word {
            // "Commenting Friday …": a word with a capital because it opens the sentence, then a name.
            return None;
        }
        let sure = if self.opens(at) && single { Sure::Hardly } else { Sure::Guess };
        let speaks = self.tokens.get(to).is_some_and(|t| speech().by_key(t.key).is_some());
        let name = (at..to).any(|i| self.lists.is_given(self.tokens[i].key) || self.lists.surnames.contains(&self.tokens[i].key));
        let the = at > self.start && self.tokens[at - 1].of(self.text).eq_ignore_ascii_case("the");
        let (label, why) = match () {
            () if speaks && !the => (Label::Person, "a verb of speech after it"),
            () if self.after_place_word(at) && single => (Label::Gpe, "a place word before it"),
            () if name && !the => (Label::Person, "its words are personal names"),
            () if !single && !the && !(at..to).any(|i| self.lists.common.contains(&self.tokens[i].key)) && to - at <= 3 => (Label::Person, "two capitals and no other sign"),
            () => (Label::Org, "capitals and no other sign"),
        };
        draft(to, label, sure, why)
    }

    /// "Oilprice. com", "Kmu. gov. ua": a capital, full stops, endings of addresses.
    fn broken_domain(&self, at: usize) -> Option<usize> {
        const ENDINGS: [&str; 22] = ["com", "org", "net", "gov", "info", "ua", "ru", "by", "kz", "uk", "de", "pl", "io", "tv", "eu", "co", "ge", "cl", "au", "us", "edu", "int"];
        let mut to = at + 1;
        loop {
            let dot = self.tokens.get(to).is_some_and(|t| t.gap == Gap::None && t.is(self.text, "."));
            let ending = self.tokens.get(to + 1).is_some_and(|t| !t.capital() && ENDINGS.contains(&t.of(self.text).trim_end_matches('.')));
            // Between "gov" and "ua" the tokenizer may have joined the full stop to the word.
            if dot && ending {
                to += 2;
            } else if dot && self.tokens.get(to + 1).is_some_and(|t| !t.capital() && t.is_word() && self.tokens.get(to + 2).is_some_and(|n| n.gap == Gap::None && n.is(self.text, "."))) {
                to += 2;
            } else {
                break;
            }
        }
        let after = self.tokens.get(to).map_or("", |t| t.of(self.text));
        let ended = to > at + 1 && ENDINGS.contains(&self.tokens[to - 1].of(self.text).trim_end_matches('.'));
        // "He left. By then": "by" and "us" are words, so something other than a word must follow.
        (ended && (matches!(after, "" | "," | ")" | ":" | ";" | "." | "’s" | "'s") || !matches!(self.tokens[to - 1].of(self.text), "by" | "us" | "co" | "de"))).then_some(to)
    }

    // ---- words

    /// A word that can be part of a name: a capital, and no function word.
    pub(crate) fn name_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| {
            let long = t.span().len() > 1 || t.kind == TokenKind::Abbreviation;
            // "US", "WHO", "IT": in capitals a function word can be a name, if a list has it.
            let function = function_words().contains(&t.key) && (!t.all_capitals() || self.title_case || self.lists.names.by_key(t.key).is_none());
            t.capital() && t.is_word() && long && !function
        })
    }

    /// The end of the run of capitals that starts here.
    pub(crate) fn run_end(&self, at: usize) -> usize {
        let mut to = at + 1;
        while self.name_word(to) && self.tokens[to].gap == Gap::Space && !months().contains(&self.tokens[to].key) && self.known(to).is_none_or(|(k, _)| k.label != Label::Norp && k.role != Role::Country) {
            to += 1;
        }
        to
    }

    /// First of its sentence, or after a mark that begins one.
    pub(crate) fn opens(&self, at: usize) -> bool {
        at == self.start || matches!(self.tokens[at - 1].of(self.text), "“" | "\"" | "‘" | ":" | "•" | "—" | "#" | "*" | "." | "(" | "'" | "-" | "…" | "...") && self.tokens[at].gap != Gap::None
            || at > self.start && self.tokens[at - 1].is_quote(self.text)
    }

    fn after_place_word(&self, at: usize) -> bool {
        at > self.start && matches!(self.tokens[at - 1].of(self.text), "in" | "In" | "near" | "at" | "from" | "From" | "outside" | "across" | "around" | "to" | "of" | "toward" | "towards" | "into" | "Near" | "At")
    }
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|b| b"IVXLCDM".contains(&b)) && word != "MD" && word != "CDC"
}

fn once(cell: &'static OnceLock<FxHashSet<u64>>, words: &'static str) -> &'static FxHashSet<u64> {
    cell.get_or_init(|| words.split_whitespace().map(key).collect())
}

/// Months and weekdays: capitals that name no one.
pub(crate) fn months() -> &'static FxHashSet<u64> {
    static MONTHS: OnceLock<FxHashSet<u64>> = OnceLock::new();
    once(
        &MONTHS,
        "january february march april may june july august september october november december jan jan. feb feb. mar. apr. jun. jul. aug aug. \
         sep sep. sept sept. oct oct. nov nov. dec dec. monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thurs. fri. sat. sun. easter christmas",
    )
}

/// Words that name nothing, whatever their letters.
fn function_words() -> &'static FxHashSet<u64> {
    static WORDS: OnceLock<FxHashSet<u64>> = OnceLock::new();
    once(
        &WORDS,
        "a an the this that these those it its it's i i'm i've i'd he he's she she's they we we're you your his her him hers our ours their theirs my me us them \
         and or but nor so yet for of in on at by to from with without within into onto over under above below after before since until till during \
         through across along around about against among between behind beyond despite except inside outside near off out up down upon toward towards \
         as if when while where whereas whether why how who whom whose which what because although though unless once also even just only not no yes \
         is are was were be been being am do does did done has have had having will would shall should can could may might must let let's \
         there here then thus hence therefore however moreover furthermore meanwhile instead otherwise nevertheless nonetheless still again already \
         all any both each either every few many more most much neither none other others another some several such same own very too than \
         one two three four five six seven eight nine ten first second third last next new old former late earlier later recently now today \
         yesterday tomorrow tonight never always often sometimes perhaps maybe indeed finally first secondly thirdly \
         don't didn't doesn't isn't aren't wasn't weren't can't couldn't won't wouldn't that's there's what's here's",
    )
}

/// Verbs of speech that stand right after a speaker.
fn speech() -> &'static Phrases<()> {
    static WORDS: OnceLock<Phrases<()>> = OnceLock::new();
    WORDS.get_or_init(|| {
        "said says told added tweeted wrote argued claimed insisted explained noted warned announced stressed replied asked".split(' ').map(|w| (w, ())).collect()
    })
}
