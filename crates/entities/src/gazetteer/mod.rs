//! Names and words that are known beforehand: lists as data, compiled into the program by `build.rs`.

mod compiled;
mod format;

use crate::Label;
use compiled::{Compiled, Kind};
use parallax_text::Token;
use std::marker::PhantomData;
use std::sync::OnceLock;

/// What a list says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub label: Label,
    /// Id of what is meant: the state for a people or a seat of power, the body for its short form.
    pub id: &'static str,
    /// What kind of entry it is.
    pub role: Role,
}

/// Which list a name stands in, in the order of their numbers in the compiled lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Country,
    /// Adjective or noun of a people.
    People,
    /// Capital city: may stand for its government.
    Capital,
    /// Kremlin, White House: stands for a government.
    Seat,
    Place,
    Group,
    Body,
    Product,
}

/// A head noun that makes a name what it is ("Ministry").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub label: Label,
    /// Its modifiers stand before it ("Defence Ministry").
    pub ends: bool,
    /// What it is of stands after it ("Ministry of Defence", "Mount Etna").
    pub begins: bool,
}

/// A title or office before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// An office of state.
    pub state: bool,
}

/// A given name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    /// Also an English word.
    pub word: bool,
    pub gender: Option<Gender>,
}

/// What a given name, a title or an honorific tells of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Gender {
    Female,
    Male,
}

/// Somebody whom news means by a single name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leader {
    pub name: &'static str,
    pub gender: Gender,
    /// Only where an office stands before the name.
    pub by_office: bool,
}

/// All lists.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    pub names: Phrases<Known>,
    pub heads: Phrases<Head>,
    /// Titles and offices.
    pub titles: Phrases<Title>,
    /// Names that are ordinary words or personal names as well.
    pub ambiguous: Words,
    pub surnames: Words,
    /// Words of running text.
    pub common: Words,
}

impl Gazetteer {
    /// The built-in lists.
    pub(crate) fn shared() -> &'static Gazetteer {
        static SHARED: Gazetteer = Gazetteer {
            names: Phrases(Kind::Names, PhantomData),
            heads: Phrases(Kind::Heads, PhantomData),
            titles: Phrases(Kind::Titles, PhantomData),
            ambiguous: Words(format::AMBIGUOUS),
            surnames: Words(format::SURNAME),
            common: Words(format::COMMON),
        };
        &SHARED
    }

    /// What the list of given names says of a word.
    pub(crate) fn given(&self, key: u64) -> Option<Given> {
        let bits = lists().word(key)?.bits;
        let gender = match bits & (format::FEMALE | format::MALE) {
            format::FEMALE => Some(Gender::Female),
            format::MALE => Some(Gender::Male),
            _ => None,
        };
        let word = bits & format::GIVEN_WORD != 0;
        (bits & (format::GIVEN | format::GIVEN_WORD) != 0).then_some(Given { word, gender })
    }

    /// Whether a given name is more a name than a word.
    pub(crate) fn is_given(&self, key: u64) -> bool {
        self.given(key).is_some_and(|g| !g.word)
    }

    /// Whom news means by a single name.
    pub(crate) fn leader(&self, key: u64) -> Option<Leader> {
        let n = lists().word(key)?.leader;
        let (name, marks) = (n > 0).then(|| lists().leader(n))?;
        let gender = if marks & format::WOMAN != 0 { Gender::Female } else { Gender::Male };
        Some(Leader { name, gender, by_office: marks & format::BY_OFFICE != 0 })
    }

    /// Whether a word is a country or its people, for words like "Belarusian" inside an organisation's name.
    pub(crate) fn country(&self, key: u64) -> bool {
        lists().word(key).is_some_and(|w| w.bits & format::COUNTRY_WORD != 0)
    }

    /// The name under which a listed state or body is shown, by its id.
    pub(crate) fn shown(&self, id: &str) -> Option<&'static str> {
        lists().shown(id)
    }

    /// All that the lists say of a word by itself, in one look-up: given name, given name that is a word, surname, common
    /// word, title, head noun at the end, at the beginning, of an organisation; a bit for each.
    pub(crate) fn about(&self, key: u64) -> u64 {
        let Some(word) = lists().word(key) else { return 0 };
        let has = |bits: u16| word.bits & bits != 0;
        let head = lists().single_of(word, Kind::Heads).map(Head::read);
        let title = lists().single_of(word, Kind::Titles).is_some();
        let bits = [
            has(format::GIVEN),
            has(format::GIVEN_WORD),
            has(format::SURNAME),
            has(format::COMMON),
            title,
            head.is_some_and(|h| h.ends),
            head.is_some_and(|h| h.begins),
            head.is_some_and(|h| h.label == Label::Org),
        ];
        bits.iter().enumerate().fold(0, |all, (n, bit)| all | u64::from(*bit) << n)
    }
}

fn lists() -> &'static Compiled {
    static LISTS: OnceLock<Compiled> = OnceLock::new();
    LISTS.get_or_init(Compiled::new)
}

/// A list of single words.
#[derive(Debug)]
pub(crate) struct Words(u16);

impl Words {
    pub(crate) fn contains(&self, key: &u64) -> bool {
        lists().word(*key).is_some_and(|w| w.bits & self.0 != 0)
    }
}

/// A list of phrases, each with a value.
#[derive(Debug)]
pub(crate) struct Phrases<V>(Kind, PhantomData<V>);

/// What a phrase's number in the compiled lists stands for.
pub(crate) trait Value {
    fn read(number: u32) -> Self;
}

impl<V: Value> Phrases<V> {
    /// The longest phrase that starts at `tokens[at]`: its length in tokens and its value.
    pub(crate) fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, V)> {
        lists().at(self.0, tokens, at).map(|(len, value)| (len, V::read(value)))
    }

    /// The longest phrase that ends just before `tokens[end]`, at most `reach` tokens long.
    pub(crate) fn before(&self, tokens: &[Token], end: usize, reach: usize) -> Option<(usize, V)> {
        (end.saturating_sub(reach)..end).find_map(|at| self.at(&tokens[..end], at).filter(|(n, _)| at + n == end))
    }

    /// The value of a single word, by its key.
    pub(crate) fn by_key(&self, key: u64) -> Option<V> {
        lists().single(self.0, key).map(V::read)
    }
}

fn label(number: u32) -> Label {
    // The builder numbers labels by their names in this order, and a test holds the two orders together.
    Label::all()[number as usize]
}

impl Value for Known {
    fn read(number: u32) -> Known {
        const ROLES: [Role; 8] = [
            Role::Country,
            Role::People,
            Role::Capital,
            Role::Seat,
            Role::Place,
            Role::Group,
            Role::Body,
            Role::Product,
        ];
        let role = ROLES[(number >> 4 & 7) as usize];
        Known { label: label(number & 15), role, id: lists().string(number >> 8) }
    }
}

impl Value for Head {
    fn read(number: u32) -> Head {
        Head { label: label(number & 15), ends: number & format::ENDS != 0, begins: number & format::BEGINS != 0 }
    }
}

impl Value for Title {
    fn read(number: u32) -> Title {
        Title { state: number & format::STATE != 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_text::{Tokenizer, key};

    #[test]
    fn the_compiled_lists_say_what_their_files_say() {
        let lists = Gazetteer::shared();
        let tokens = Tokenizer::shared().tokens("United Nations General Assembly of New Zealand");
        let (len, known) = lists.names.at(&tokens, 0).unwrap();
        assert!(len >= 2 && known.label == Label::Org, "{known:?}");
        let (len, known) = lists.names.at(&tokens, tokens.len() - 2).unwrap();
        assert_eq!((len, known.label, known.id, known.role), (2, Label::Gpe, "new-zealand", Role::Country));
        assert_eq!(lists.shown("new-zealand"), Some("New Zealand"));
        assert_eq!(lists.names.by_key(key("no such name at all")), None);
        assert!(
            lists.is_given(key("Alexander")) && lists.given(key("Elizabeth")).unwrap().gender == Some(Gender::Female)
        );
        assert!(lists.common.contains(&key("because")) && !lists.common.contains(&key("Kowalski")));
        assert!(lists.surnames.contains(&key("Kowalski")));
        assert!(lists.heads.by_key(key("Ministry")).unwrap().begins);
        assert!(lists.titles.by_key(key("president")).unwrap().state);
        assert_eq!(lists.leader(key("Merkel")).unwrap().name, "Angela Merkel");
        assert!(lists.country(key("Belarusian")));
    }

    #[test]
    fn labels_have_the_numbers_of_the_compiled_lists() {
        assert_eq!(Label::all().map(Label::name), format::LABELS);
    }
}
