//! Names that are known beforehand: lists as data, compiled once for a run.

use crate::Label;
use parallax_text::{Phrases, key, rows};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// What a list says of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub label: Label,
    /// Id of what is meant: the state for a people or a seat of power, the body for its short form.
    pub id: &'static str,
    /// What kind of entry it is.
    pub role: Role,
}

/// Which list a name stands in.
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

/// All lists.
pub(crate) struct Gazetteer {
    pub names: Phrases<Known>,
    /// Names that are ordinary words or personal names as well.
    pub ambiguous: FxHashSet<u64>,
    pub heads: Phrases<Head>,
    /// Titles and offices, with their kind.
    pub titles: Phrases<&'static str>,
    pub given: FxHashMap<u64, Given>,
    pub surnames: FxHashSet<u64>,
    /// Words of running text.
    pub common: FxHashSet<u64>,
    /// The name under which a listed state or body is shown, by its id.
    pub shown: FxHashMap<&'static str, &'static str>,
    /// People whom news gives by a single name.
    pub leaders: FxHashMap<u64, Leader>,
    /// Short id of each country, for words like "Belarusian" inside an organisation's name.
    pub countries: FxHashMap<u64, &'static str>,
}

/// A given name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    /// Also an English word.
    pub word: bool,
    pub gender: Option<Gender>,
}

/// What a given name or an honorific tells of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

impl Gender {
    fn parse(cell: Option<&&str>) -> Option<Gender> {
        match cell {
            Some(&"f") => Some(Gender::Female),
            Some(&"m") => Some(Gender::Male),
            _ => None,
        }
    }
}

/// Somebody whom news means by a single name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leader {
    pub name: &'static str,
    /// Only where an office stands before the name.
    pub by_office: bool,
}

impl Gazetteer {
    /// The built-in lists.
    pub(crate) fn shared() -> &'static Gazetteer {
        static SHARED: OnceLock<Gazetteer> = OnceLock::new();
        SHARED.get_or_init(Gazetteer::load)
    }

    fn load() -> Gazetteer {
        let mut names = Phrases::default();
        let mut countries = FxHashMap::default();
        let mut ambiguous: FxHashSet<u64> = rows(include_str!("../data/ambiguous.txt")).map(|r| key(r[0])).collect();
        let mut shown = FxHashMap::default();
        let mut put = |name: &str, label, id, role| names.insert(name, Known { label, id, role });
        for row in rows(include_str!("../data/countries.tsv")) {
            let [id, name, aliases, peoples, capitals, seats, ..] = row[..] else { continue };
            shown.entry(id).or_insert(name);
            for country in std::iter::once(name).chain(list(aliases)) {
                put(country, Label::Gpe, id, Role::Country);
                countries.insert(key(country), id);
            }
            for people in list(peoples) {
                put(people, Label::Norp, id, Role::People);
                countries.insert(key(people), id);
            }
            list(capitals).for_each(|c| put(c, Label::Gpe, id, Role::Capital));
            list(seats).for_each(|s| put(s, Label::Org, id, Role::Seat));
        }
        for row in rows(include_str!("../data/orgs.tsv")) {
            let [name, id, _, ref rest @ ..] = row[..] else { continue };
            shown.entry(id).or_insert(name);
            put(name, Label::Org, id, Role::Body);
            rest.first()
                .into_iter()
                .flat_map(|aliases| list(aliases))
                .for_each(|alias| put(alias, Label::Org, id, Role::Body));
            ambiguous.extend(rest.get(1).into_iter().flat_map(|words| list(words)).map(key));
        }
        for row in rows(include_str!("../data/norps.tsv")) {
            let [name, id, ..] = row[..] else { continue };
            shown.entry(id).or_insert(name);
            put(name, Label::Norp, id, Role::Group);
        }
        for row in rows(include_str!("../data/places.tsv")) {
            let [name, label, ..] = row[..] else { continue };
            put(name, Label::parse(label).unwrap_or(Label::Loc), "", Role::Place);
        }
        for row in rows(include_str!("../data/products.tsv")) {
            let name = row[0];
            put(name, Label::Product, "", Role::Product);
            row.get(2)
                .into_iter()
                .flat_map(|aliases| list(aliases))
                .for_each(|a| put(a, Label::Product, "", Role::Product));
        }
        let keys = |data: &'static str| rows(data).map(|r| key(r[0])).collect();
        let given = rows(include_str!("../data/given_names.tsv"))
            .map(|r| (key(r[0]), Given { word: r.get(3) == Some(&"word"), gender: Gender::parse(r.get(1)) }));
        let leader = |r: Vec<&'static str>| (key(r[0]), Leader { name: r[1], by_office: r.get(3) == Some(&"office") });
        let surname = |r: Vec<&'static str>| (r.get(2) != Some(&"word")).then(|| key(r[0]));
        Gazetteer {
            names,
            ambiguous,
            shown,
            heads: rows(include_str!("../data/org_heads.tsv")).filter_map(head).collect(),
            titles: rows(include_str!("../data/titles.tsv")).map(|r| (r[0], *r.get(1).unwrap_or(&"other"))).collect(),
            given: given.collect(),
            surnames: rows(include_str!("../data/surnames.tsv")).filter_map(surname).collect(),
            leaders: rows(include_str!("../data/leaders.tsv")).map(leader).collect(),
            common: keys(include_str!("../data/common_words.txt")),
            countries,
        }
    }

    /// The gender that a given name tells.
    pub(crate) fn gender(&self, key: u64) -> Option<Gender> {
        self.given.get(&key)?.gender
    }

    /// Whether a given name is more a name than a word.
    pub(crate) fn is_given(&self, key: u64) -> bool {
        self.given.get(&key).is_some_and(|g| !g.word)
    }
}

fn head(row: Vec<&'static str>) -> Option<(&'static str, Head)> {
    let [word, label, side, ..] = row[..] else { return None };
    let label = Label::parse(label)?;
    Some((word, Head { label, ends: side != "prefix", begins: side != "suffix" }))
}

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|c| *c != "-" && !c.is_empty())
}
