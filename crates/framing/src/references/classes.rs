//! What a common noun can stand for, and what the words of a name tell of it: `data/heads.tsv`.

use parallax_entities::Label;
use parallax_text::{key, rows};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Classes in the order of their bits; from the fourth on they are bodies.
const CLASSES: [&str; 12] = [
    "person",
    "state",
    "group",
    "company",
    "party",
    "team",
    "court",
    "ministry",
    "army",
    "parliament",
    "union",
    "media",
];

/// Some classes, a bit for each; the last is for what is not among them, houses of learning, worship and art.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u16);

const PERSON: u16 = 1;
const STATE: u16 = 2;
const GROUP: u16 = 4;

impl Classes {
    /// What the list says of a word, in any case; nothing, mostly.
    pub fn of(key: u64) -> Classes {
        static LIST: OnceLock<FxHashMap<u64, Classes>> = OnceLock::new();
        let bit = |class: &str| 1 << CLASSES.iter().position(|c| *c == class).unwrap_or(CLASSES.len());
        let row =
            |r: Vec<&str>| Some((self::key(r[0]), Classes(r.get(1)?.split(',').map(bit).fold(0, |all, b| all | b))));
        let list = LIST.get_or_init(|| rows(include_str!("../../data/heads.tsv")).filter_map(row).collect());
        list.get(&key).copied().unwrap_or_default()
    }

    pub fn none(self) -> bool {
        self.0 == 0
    }

    pub fn and(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Whether a name with this label can be meant.
    pub fn fits(self, label: Label) -> bool {
        match label {
            Label::Person => self.0 & PERSON != 0,
            Label::Gpe | Label::Norp | Label::Org => self.0 & !PERSON != 0,
            _ => false,
        }
    }

    /// Only persons are meant.
    pub fn personal(self) -> bool {
        self.0 == PERSON
    }

    /// The number of the first class, from 1; 0 for none.
    pub fn first(self) -> i32 {
        if self.none() { 0 } else { self.0.trailing_zeros() as i32 + 1 }
    }

    /// Whether two speak of one class of body: 1 yes, -1 no, 0 where either does not tell.
    pub fn agree(self, name: Classes) -> i32 {
        let (a, b) = (self.0 & !(PERSON | STATE | GROUP), name.0 & !(PERSON | STATE | GROUP));
        if a == 0 || b == 0 {
            0
        } else if a & b != 0 {
            1
        } else {
            -1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_of_some_class() {
        for row in rows(include_str!("../../data/heads.tsv")) {
            assert!(!Classes::of(key(row[0])).none(), "{row:?}");
        }
        let (firm, inc, court) = (key("firm"), key("Inc"), key("court"));
        assert_eq!(Classes::of(firm).agree(Classes::of(inc)), 1);
        assert_eq!(Classes::of(firm).agree(Classes::of(court)), -1);
        assert!(Classes::of(key("banker")).personal() && Classes::of(key("harbour")).none());
    }
}
