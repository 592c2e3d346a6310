//! Words that are told from names: function words, months, verbs of speech, and what stands before places.

use super::scan::Scan;
use crate::Label;
use crate::gazetteer::Role;
use parallax_text::{Gap, Phrases, TokenKind, among, key};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Months, weekdays and feasts, in full and short.
const MONTHS: &str = "january february march april may june july august september october november december \
    jan jan. feb feb. mar. apr. jun. jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec. \
    monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thurs. fri. sat. sun. \
    easter christmas";

/// Articles, pronouns, prepositions, conjunctions, auxiliaries, adverbs, small numbers.
const FUNCTION_WORDS: &str = "a an the this that these those it its it's i i'm i've i'd he he's she she's they we \
    we're you your his her him hers our ours their theirs my me us them and or but nor so yet \
    for of in on at by to from with without within into onto over under above below after before since until till \
    during through across along around about against among between behind beyond despite except inside outside near \
    off out up down upon toward towards \
    as if when while where whereas whether why how who whom whose which what because although though unless \
    once also even just only not no yes \
    is are was were be been being am do does did done has have had having will would shall should can could may \
    might must let let's \
    there here then thus hence therefore however moreover furthermore meanwhile instead otherwise nevertheless \
    nonetheless still again already \
    all any both each either every few many more most much neither none other others another some several such same \
    own very too than \
    one two three four five six seven eight nine ten first second third last next new old former late earlier later \
    recently now today yesterday tomorrow tonight never always often sometimes perhaps maybe indeed finally first \
    secondly thirdly \
    don't didn't doesn't isn't aren't wasn't weren't can't couldn't won't wouldn't that's there's what's here's";

/// Verbs that stand right after a speaker.
const SPEECH: &str = "said says told added tweeted wrote argued claimed insisted explained noted warned announced \
    stressed replied asked";

/// Marks after which a capital says nothing, as at the start of a sentence.
const OPENERS: [&str; 14] = ["“", "\"", "‘", ":", "•", "—", "#", "*", ".", "(", "'", "-", "…", "..."];

/// What leads to a place.
const BEFORE_PLACES: &str = "in In near Near at At from From outside across around to of toward towards into";

impl Scan<'_> {
    /// A word that can be part of a name: a capital, and no function word.
    pub(crate) fn name_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| {
            let long = t.span().len() > 1 || t.kind == TokenKind::Abbreviation;
            // "US", "WHO", "IT": in capitals a function word can be a name, if a list has it.
            let function = function_words().contains(&t.key)
                && (!t.all_capitals() || self.title_case || self.lists.names.by_key(t.key).is_none());
            t.capital() && t.is_word() && long && (!function || self.begins_listed(at))
        })
    }

    /// "New Zealand", "First Nations": a listed name of several words that begins with a function word.
    fn begins_listed(&self, at: usize) -> bool {
        let listed = self.lists.names.at(self.tokens, at);
        listed.is_some_and(|(len, _)| {
            len > 1 && self.tokens[at + 1..at + len].iter().all(|t| t.capital() && t.gap == Gap::Space)
        })
    }

    /// The end of the run of capitals that starts here.
    pub(crate) fn run_end(&self, at: usize) -> usize {
        let mut to = at + 1;
        while self.name_word(to)
            && self.tokens[to].gap == Gap::Space
            && !months().contains(&self.tokens[to].key)
            && self.known(to).is_none_or(|(k, _)| k.label != Label::Norp && k.role != Role::Country)
        {
            to += 1;
        }
        to
    }

    /// First of its sentence, or after a mark that begins one.
    pub(crate) fn opens(&self, at: usize) -> bool {
        at == self.start
            || OPENERS.contains(&self.tokens[at - 1].of(self.text)) && self.tokens[at].gap != Gap::None
            || at > self.start && self.tokens[at - 1].is_quote(self.text)
    }

    /// After a word that leads to a place: "in", "near".
    pub(crate) fn after_place_word(&self, at: usize) -> bool {
        at > self.start && among(BEFORE_PLACES, self.tokens[at - 1].of(self.text))
    }
}

/// Letters of a Roman numeral alone, and no acronym that happens to have only such.
pub(crate) fn is_roman(word: &str) -> bool {
    word.bytes().all(|b| b"IVXLCDM".contains(&b)) && word != "MD" && word != "CDC"
}

/// Months and weekdays: capitals that name no one.
pub(crate) fn months() -> &'static FxHashSet<u64> {
    static SET: OnceLock<FxHashSet<u64>> = OnceLock::new();
    SET.get_or_init(|| MONTHS.split_whitespace().map(key).collect())
}

/// Words that name nothing, whatever their letters.
pub(crate) fn function_words() -> &'static FxHashSet<u64> {
    static SET: OnceLock<FxHashSet<u64>> = OnceLock::new();
    SET.get_or_init(|| FUNCTION_WORDS.split_whitespace().map(key).collect())
}

/// Verbs of speech that stand right after a speaker.
pub(crate) fn speech() -> &'static Phrases<()> {
    static VERBS: OnceLock<Phrases<()>> = OnceLock::new();
    VERBS.get_or_init(|| SPEECH.split_whitespace().map(|w| (w, ())).collect())
}
