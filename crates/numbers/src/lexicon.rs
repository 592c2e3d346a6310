//! Units, counted things, qualifiers and the words around numbers, from `data/` and the user's own.

use crate::{Kind, Qualifier};
use parallax_text::{Phrases, Tokenizer, key};
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A unit of measure or money.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    pub id: String,
    /// How a rate spells it: "dollar per month".
    pub name: String,
    pub kind: Kind,
    /// The greater unit that it is a part of, and how many make one.
    pub part_of: Option<(String, f64)>,
}

/// A qualifier and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Qualifies {
    pub means: Qualifier,
    /// Also an everyday word: a change needs a share, money or a measure behind it.
    pub bare: bool,
}

#[derive(Default)]
pub(crate) struct Lexicon {
    /// Names after the number, case aside.
    pub names: Phrases<Unit>,
    /// Symbols after the number as written, by the key of their first token.
    pub symbols: FxHashMap<u64, Vec<(String, Unit)>>,
    /// Names and codes before the number ("magnitude", "USD").
    pub before_number: Phrases<Unit>,
    /// Money signs as written: tokens, the last first.
    pub signs: FxHashMap<String, Unit>,
    /// Counted nouns with the unit they count as.
    pub things: Phrases<String>,
    pub before: Phrases<Qualifies>,
    pub after: Phrases<Qualifies>,
    pub labels: FxHashSet<u64>,
    pub measured: FxHashSet<u64>,
    pub casualties: Vec<String>,
    pub ranked: FxHashSet<u64>,
    pub ranks: FxHashSet<u64>,
    pub streets: FxHashSet<u64>,
    pub after_one: FxHashSet<u64>,
    pub no_amount: Phrases<()>,
    pub up: FxHashSet<u64>,
    pub down: FxHashSet<u64>,
    /// Ids of units of time, and of ways.
    pub times: Vec<String>,
    pub ways: Vec<String>,
    pub weights: FxHashSet<u64>,
    pub told: FxHashSet<u64>,
    pub moves_over: FxHashSet<u64>,
}

/// A user's own words, in `parallax.toml` under `[numbers]`; each has the form of the entries in the crate's data files.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Units and currencies, as in `data/units.toml`.
    pub unit: Vec<UnitEntry>,
    /// Counted nouns, as in `data/things.toml`.
    pub class: Vec<Class>,
    /// Hedges, as in `data/qualifiers.toml`.
    pub qualifier: Vec<QualifierEntry>,
}

/// A unit: its id and the words that name it.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct UnitEntry {
    /// British spelling, singular; of money the ISO 4217 code in lower case.
    pub id: String,
    /// `measure` or `money`.
    pub kind: String,
    /// How a rate spells it; the first of the names where it is not given.
    pub name: Option<String>,
    /// Case aside.
    #[serde(default)]
    pub names: Vec<String>,
    /// Case counts.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// SI prefixes, parted by spaces, that names and symbols take.
    #[serde(default)]
    pub prefixes: String,
    /// Money signs before or behind the number.
    #[serde(default)]
    pub signs: Vec<String>,
    /// Codes of money before or behind the number.
    #[serde(default)]
    pub codes: Vec<String>,
    /// `before` where the name stands before the number.
    #[serde(default)]
    pub side: String,
    /// The greater unit.
    pub subunit_of: Option<String>,
    /// How many make one of it.
    pub per: Option<f64>,
}

#[derive(Deserialize)]
struct UnitsFile {
    unit: Vec<UnitEntry>,
}

#[derive(Deserialize)]
struct ThingsFile {
    class: Vec<Class>,
}

/// Nouns that are counted in one unit.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Class {
    /// The unit.
    pub unit: String,
    /// Singular and plural, lower case.
    pub nouns: Vec<String>,
}

#[derive(Deserialize)]
struct QualifiersFile {
    qualifier: Vec<QualifierEntry>,
}

/// Words that say how exact a number is.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct QualifierEntry {
    /// The words.
    pub words: String,
    /// What they say.
    pub means: Qualifier,
    /// `before` or `after` the number.
    pub side: String,
    /// Everyday words too.
    #[serde(default)]
    pub bare: bool,
    /// A sentence with a number that they qualify.
    #[serde(default)]
    pub example: String,
}

#[derive(Deserialize)]
struct Context {
    labels: Vec<String>,
    measured: Vec<String>,
    casualties: Vec<String>,
    ranked: Vec<String>,
    ranks: Vec<String>,
    streets: Vec<String>,
    after_one: Vec<String>,
    no_amount: Vec<String>,
    up: Vec<String>,
    down: Vec<String>,
    times: Vec<String>,
    ways: Vec<String>,
    weights: Vec<String>,
    told: Vec<String>,
    moves_over: Vec<String>,
}

/// SI prefixes that the data may ask for: name, symbol.
const PREFIXES: [(&str, &str); 9] = [
    ("tera", "T"),
    ("giga", "G"),
    ("mega", "M"),
    ("kilo", "k"),
    ("hecto", "h"),
    ("milli", "m"),
    ("micro", "µ"),
    ("nano", "n"),
    ("pico", "p"),
];

impl Lexicon {
    /// The built-in words and the user's, whose entries win.
    pub(crate) fn new(options: &Options) -> Lexicon {
        let units: UnitsFile = toml::from_str(include_str!("../data/units.toml")).expect("units.toml is tested");
        let things: ThingsFile = toml::from_str(include_str!("../data/things.toml")).expect("things.toml is tested");
        let qualifiers: QualifiersFile =
            toml::from_str(include_str!("../data/qualifiers.toml")).expect("qualifiers.toml is tested");
        let context: Context = toml::from_str(include_str!("../data/context.toml")).expect("context.toml is tested");
        let keys = |words: Vec<String>| words.iter().map(|w| key(w)).collect();
        let mut lexicon = Lexicon {
            labels: keys(context.labels),
            measured: keys(context.measured),
            casualties: context.casualties,
            ranked: keys(context.ranked),
            ranks: keys(context.ranks),
            streets: keys(context.streets),
            after_one: keys(context.after_one),
            no_amount: context.no_amount.iter().map(|w| (w.as_str(), ())).collect(),
            up: keys(context.up),
            down: keys(context.down),
            times: context.times,
            ways: context.ways,
            weights: keys(context.weights),
            told: keys(context.told),
            moves_over: keys(context.moves_over),
            ..Lexicon::default()
        };
        options.unit.iter().chain(&units.unit).for_each(|entry| lexicon.add_unit(entry));
        for class in options.class.iter().chain(&things.class) {
            class.nouns.iter().for_each(|n| lexicon.things.insert(n, class.unit.clone()));
        }
        for q in options.qualifier.iter().chain(&qualifiers.qualifier) {
            let list = if q.side == "after" { &mut lexicon.after } else { &mut lexicon.before };
            list.insert(&q.words, Qualifies { means: q.means, bare: q.bare });
        }
        lexicon
    }

    fn add_unit(&mut self, entry: &UnitEntry) {
        let kind = match (entry.kind.as_str(), entry.id.as_str()) {
            ("money", _) => Kind::Money,
            (_, "percent" | "percentage point" | "basis point" | "per thousand") => Kind::Percent,
            _ => Kind::Measure,
        };
        let name = entry.name.clone().or_else(|| entry.names.first().cloned()).filter(|_| kind == Kind::Money);
        let unit = |prefix: &str| Unit {
            id: format!("{prefix}{}", entry.id),
            name: format!("{prefix}{}", name.clone().unwrap_or_else(|| entry.id.clone())),
            kind,
            part_of: entry.subunit_of.clone().zip(entry.per),
        };
        let before = entry.side == "before" && kind != Kind::Money;
        for (long, short) in
            PREFIXES.iter().filter(|(long, _)| entry.prefixes.split(' ').any(|p| p == *long)).chain([&("", "")])
        {
            for n in &entry.names {
                let list = if before { &mut self.before_number } else { &mut self.names };
                list.insert(&format!("{long}{n}"), unit(long));
            }
            for s in &entry.symbols {
                self.add_symbol(&format!("{short}{s}"), unit(long));
            }
        }
        for code in &entry.codes {
            self.before_number.insert(code, unit(""));
            self.names.insert(code, unit(""));
        }
        for sign in &entry.signs {
            self.signs.entry(sign.clone()).or_insert_with(|| unit(""));
        }
    }

    fn add_symbol(&mut self, symbol: &str, unit: Unit) {
        let Some(first) = Tokenizer::shared().keys(symbol).first().copied() else { return };
        let list = self.symbols.entry(first).or_default();
        if list.iter().all(|(other, _)| other != symbol) {
            let at = list.partition_point(|(other, _)| other.len() >= symbol.len());
            list.insert(at, (symbol.to_string(), unit));
        }
    }
}
