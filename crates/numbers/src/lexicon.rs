//! Units, counted things and qualifiers, from `data/`.

use crate::{Kind, Qualifier};
use parallax_text::{Phrases, key};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::OnceLock;

/// A unit of measure or money.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub id: String,
    pub kind: Kind,
    /// Counts only where it touches the number or follows it at once ("m", "st").
    pub short: bool,
}

/// A qualifier and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Qualifies {
    pub means: Qualifier,
    /// Also an everyday word: a change needs a percentage or money behind it.
    pub bare: bool,
}

pub(crate) struct Lexicon {
    /// Names after the number.
    pub units: Phrases<Unit>,
    /// Names and codes before the number ("magnitude", "USD").
    pub units_before: Phrases<Unit>,
    /// Money signs as written, longest first.
    pub signs: Vec<(String, Unit)>,
    /// Counted nouns with the unit they count as.
    pub things: Phrases<String>,
    pub before: Phrases<Qualifies>,
    pub after: Phrases<Qualifies>,
    /// Words before a number that make it a label ("Article 5").
    pub labels: FxHashSet<u64>,
}

#[derive(Deserialize)]
struct UnitsFile {
    unit: Vec<UnitEntry>,
}

#[derive(Deserialize)]
struct UnitEntry {
    id: String,
    kind: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    side: String,
}

#[derive(Deserialize)]
struct ThingsFile {
    class: Vec<Class>,
}

#[derive(Deserialize)]
struct Class {
    unit: String,
    nouns: Vec<String>,
}

#[derive(Deserialize)]
struct QualifiersFile {
    qualifier: Vec<QualifierEntry>,
}

#[derive(Deserialize)]
struct QualifierEntry {
    words: String,
    means: Qualifier,
    side: String,
    #[serde(default)]
    bare: bool,
}

const LABELS: &str = "no. nos. article articles volume vol. issue page pages chapter section paragraph clause route \
    highway interstate flight room channel level phase type model class unit apollo boeing airbus covid highway line \
    gate platform formula rule resolution act bill amendment psalm verse figure fig. table annex part season episode \
    stage group division grade lot item point exit motorway road zone block building floor form protocol shirt jersey \
    number numbers version windows iphone world tu su mig";

impl Lexicon {
    pub(crate) fn shared() -> &'static Lexicon {
        static SHARED: OnceLock<Lexicon> = OnceLock::new();
        SHARED.get_or_init(Lexicon::load)
    }

    fn load() -> Lexicon {
        let units: UnitsFile = toml::from_str(include_str!("../data/units.toml")).expect("units.toml is tested");
        let things: ThingsFile = toml::from_str(include_str!("../data/things.toml")).expect("things.toml is tested");
        let qualifiers: QualifiersFile =
            toml::from_str(include_str!("../data/qualifiers.toml")).expect("qualifiers.toml is tested");
        let mut lexicon = Lexicon {
            units: Phrases::default(),
            units_before: Phrases::default(),
            signs: Vec::new(),
            things: Phrases::default(),
            before: Phrases::default(),
            after: Phrases::default(),
            labels: LABELS.split_whitespace().map(key).collect(),
        };
        for entry in units.unit {
            let kind = match (entry.kind.as_str(), entry.id.as_str()) {
                ("money", _) => Kind::Money,
                (_, "percent" | "percentage_point" | "basis_point" | "per_thousand") => Kind::Percent,
                _ => Kind::Measure,
            };
            let unit = |short| Unit { id: entry.id.clone(), kind, short };
            let list = if entry.side == "before" && kind != Kind::Money {
                &mut lexicon.units_before
            } else {
                &mut lexicon.units
            };
            entry.names.iter().for_each(|n| list.insert(n, unit(false)));
            entry.short.iter().for_each(|n| list.insert(n, unit(true)));
            for code in &entry.codes {
                lexicon.units_before.insert(code, unit(false));
                lexicon.units.insert(code, unit(false));
            }
            lexicon.signs.extend(entry.signs.iter().map(|s| (s.clone(), unit(false))));
        }
        lexicon.signs.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
        for class in things.class {
            class.nouns.iter().for_each(|n| lexicon.things.insert(n, class.unit.clone()));
        }
        for q in qualifiers.qualifier {
            let list = if q.side == "after" { &mut lexicon.after } else { &mut lexicon.before };
            list.insert(&q.words, Qualifies { means: q.means, bare: q.bare });
        }
        lexicon
    }
}
