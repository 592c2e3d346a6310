//! The words that time is told with, by key: `data/words.toml` and the user's own holidays.

use crate::calendar::Unit;
use crate::holidays::{Holiday, HolidayEntry};
use jiff::civil::Weekday;
use parallax_text::{Numerals, Phrases, key};
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a word can be in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// 1 to 12; short forms and words with other senses count only beside a number.
    Month {
        number: i8,
        sure: bool,
    },
    Weekday {
        day: Weekday,
        sure: bool,
    },
    Unit(Unit),
    /// 0 spring, 1 summer, 2 autumn, 3 winter.
    Season(u8),
    /// Days from today.
    Day(i8),
    /// -1 last, 0 this, 1 next; `from_text` counts from another day ("the previous day").
    Which {
        shift: i8,
        from_text: bool,
    },
    Ago,
    Later,
    Earlier,
    FromNow,
    PartOfDay,
    HalfDay(bool),
    Every,
    Vague,
    Present,
}

/// Months that are other words too: only beside a number, a year or a word of time.
const UNSURE: [i8; 5] = [3, 4, 5, 6, 8];

/// All words.
pub(crate) struct Lexicon {
    words: FxHashMap<u64, Word>,
    /// All words that can begin an expression.
    starts: FxHashSet<u64>,
    pub holidays: Phrases<Holiday>,
    pub modifiers: FxHashSet<u64>,
    pub modifier_phrases: Phrases<()>,
    pub leads: FxHashSet<u64>,
    pub dated: FxHashSet<u64>,
    pub lengths: FxHashSet<u64>,
    pub zones: FxHashSet<u64>,
    pub future: FxHashSet<u64>,
    pub past: FxHashSet<u64>,
}

/// A user's own days, in `parallax.toml` under `[dates]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Days with a name of their own, as in `data/words.toml`.
    pub holiday: Vec<HolidayEntry>,
}

#[derive(Deserialize)]
struct File {
    months: BTreeMap<String, i8>,
    short_months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
    short_weekdays: BTreeMap<String, i8>,
    units: BTreeMap<String, String>,
    seasons: BTreeMap<String, u8>,
    days: BTreeMap<String, i8>,
    which: BTreeMap<String, i8>,
    which_of_text: BTreeMap<String, i8>,
    parts_of_day: BTreeMap<String, String>,
    roles: BTreeMap<String, String>,
    modifiers: Modifiers,
    context: BTreeMap<String, Vec<String>>,
    tense: BTreeMap<String, Vec<String>>,
    holiday: Vec<HolidayEntry>,
}

#[derive(Deserialize)]
struct Modifiers {
    words: Vec<String>,
    phrases: Vec<String>,
}

impl Lexicon {
    pub(crate) fn new(options: &Options) -> Lexicon {
        let file: File = toml::from_str(include_str!("../data/words.toml")).expect("words.toml is tested");
        let mut words = FxHashMap::default();
        let mut put = |list: &str, word: Word| list.split('|').for_each(|w| _ = words.insert(key(w), word));
        for (list, &number) in &file.months {
            put(list, Word::Month { number, sure: !UNSURE.contains(&number) });
        }
        file.short_months.iter().for_each(|(list, &number)| put(list, Word::Month { number, sure: false }));
        for (days, sure) in [(&file.weekdays, true), (&file.short_weekdays, false)] {
            for (list, &n) in days {
                let day = Weekday::from_monday_one_offset(n).expect("words.toml: 1 to 7");
                put(list, Word::Weekday { day, sure });
            }
        }
        for (list, unit) in &file.units {
            put(list, Word::Unit(Unit::parse(unit).expect("words.toml: a unit of time")));
        }
        file.seasons.iter().for_each(|(list, &n)| put(list, Word::Season(n)));
        file.days.iter().for_each(|(list, &n)| put(list, Word::Day(n)));
        for (table, from_text) in [(&file.which, false), (&file.which_of_text, true)] {
            table.iter().for_each(|(list, &shift)| put(list, Word::Which { shift, from_text }));
        }
        file.parts_of_day.keys().for_each(|list| put(list, Word::PartOfDay));
        for (role, list) in &file.roles {
            let word = match role.as_str() {
                "ago" => Word::Ago,
                "later" => Word::Later,
                "earlier" => Word::Earlier,
                "from_now" => Word::FromNow,
                "morning_half" => Word::HalfDay(false),
                "evening_half" => Word::HalfDay(true),
                "every" => Word::Every,
                "vague" => Word::Vague,
                _ => Word::Present,
            };
            put(list, word);
        }
        let keys = |list: &[String]| list.iter().map(|w| key(w)).collect();
        let mut holidays = Phrases::default();
        for entry in options.holiday.iter().chain(&file.holiday) {
            let Some(holiday) = Holiday::of(entry) else { continue };
            entry.names.iter().for_each(|name| holidays.insert(name, holiday));
        }
        let mut starts: FxHashSet<u64> = ["fiscal", "fy", "noon", "midday", "midnight"].into_iter().map(key).collect();
        starts.extend(words.keys());
        starts.extend(holidays.firsts());
        Lexicon {
            words,
            starts,
            holidays,
            modifiers: keys(&file.modifiers.words),
            modifier_phrases: file.modifiers.phrases.iter().map(|p| (p.as_str(), ())).collect(),
            leads: keys(&file.context["leads"]),
            dated: keys(&file.context["dated"]),
            lengths: keys(&file.context["lengths"]),
            zones: keys(&file.context["zones"]),
            future: keys(&file.tense["future"]),
            past: keys(&file.tense["past"]),
        }
    }

    /// The built-in words alone.
    pub(crate) fn shared() -> &'static Lexicon {
        static SHARED: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
        SHARED.get_or_init(|| Lexicon::new(&Options::default()))
    }

    /// Whether an expression can begin with a word.
    pub(crate) fn begins(&self, first: u64) -> bool {
        self.starts.contains(&first) || Numerals::shared().begins(first)
    }

    /// The word of a key.
    pub(crate) fn word(&self, key: u64) -> Option<Word> {
        self.words.get(&key).copied()
    }
}
