//! The words that time is told with, by key.

use crate::calendar::Unit;
use jiff::civil::Weekday;
use parallax_text::key;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

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
    Season {
        number: u8,
        sure: bool,
    },
    /// Days from today.
    Day(i8),
    /// -1 last, 0 this, 1 next; `before` counts from another day ("the previous day").
    Which {
        shift: i8,
        from_text: bool,
    },
    Ago,
    Later,
    Earlier,
    FromNow,
    PartOfDay(&'static str),
    HalfDay(bool),
    Every,
    Vague,
}

/// The word of a key.
pub(crate) fn word(key: u64) -> Option<Word> {
    static WORDS: OnceLock<FxHashMap<u64, Word>> = OnceLock::new();
    WORDS.get_or_init(build).get(&key).copied()
}

fn build() -> FxHashMap<u64, Word> {
    use Word::*;
    let mut all = FxHashMap::default();
    let mut put = |words: &str, word: Word| {
        for w in words.split('|') {
            all.insert(key(w), word);
        }
    };
    let months = [
        ("january", "jan|jan."),
        ("february", "feb|feb."),
        ("march", "mar|mar."),
        ("april", "apr|apr."),
        ("may", ""),
        ("june", "jun|jun."),
        ("july", "jul|jul."),
        ("august", "aug|aug."),
        ("september", "sep|sep.|sept|sept."),
        ("october", "oct|oct."),
        ("november", "nov|nov."),
        ("december", "dec|dec."),
    ];
    for (i, (long, short)) in months.into_iter().enumerate() {
        let number = i as i8 + 1;
        put(long, Month { number, sure: !matches!(long, "may" | "march" | "april" | "june" | "august") });
        put(short, Month { number, sure: false });
    }
    let days = [
        ("monday|mondays", "mon|mon."),
        ("tuesday|tuesdays", "tue|tues|tue.|tues."),
        ("wednesday|wednesdays", "wed|wed."),
        ("thursday|thursdays", "thu|thur|thurs|thu.|thur.|thurs."),
        ("friday|fridays", "fri|fri."),
        ("saturday|saturdays", "sat|sat."),
        ("sunday|sundays", "sun|sun."),
    ];
    for (i, (long, short)) in days.into_iter().enumerate() {
        let day = jiff::civil::Weekday::from_monday_zero_offset(i as i8).expect("0 to 6");
        put(long, Weekday { day, sure: true });
        put(short, Weekday { day, sure: false });
    }
    put("second|seconds", Unit(self::Unit::Second));
    put("minute|minutes|min|mins", Unit(self::Unit::Minute));
    put("hour|hours|hr|hrs", Unit(self::Unit::Hour));
    put("day|days", Unit(self::Unit::Day));
    put("week|weeks", Unit(self::Unit::Week));
    put("month|months", Unit(self::Unit::Month));
    put("quarter|quarters", Unit(self::Unit::Quarter));
    put("year|years", Unit(self::Unit::Year));
    put("decade|decades", Unit(self::Unit::Decade));
    put("century|centuries", Unit(self::Unit::Century));
    put("spring", Season { number: 0, sure: false });
    put("summer", Season { number: 1, sure: true });
    put("autumn", Season { number: 2, sure: true });
    put("fall", Season { number: 2, sure: false });
    put("winter", Season { number: 3, sure: true });
    put("today", Day(0));
    put("tonight", Day(0));
    put("yesterday", Day(-1));
    put("tomorrow", Day(1));
    put("last", Which { shift: -1, from_text: false });
    put("past", Which { shift: -1, from_text: false });
    put("this", Which { shift: 0, from_text: false });
    put("current", Which { shift: 0, from_text: false });
    put("next", Which { shift: 1, from_text: false });
    put("coming", Which { shift: 1, from_text: false });
    put("previous|preceding", Which { shift: -1, from_text: true });
    put("following", Which { shift: 1, from_text: true });
    put("same", Which { shift: 0, from_text: true });
    put("ago", Ago);
    put("later|afterwards", Later);
    put("earlier|before", Earlier);
    put("hence", FromNow);
    put("morning|mornings", PartOfDay("TMO"));
    put("afternoon|afternoons", PartOfDay("TAF"));
    put("evening|evenings", PartOfDay("TEV"));
    put("night|nights|overnight", PartOfDay("TNI"));
    put("a.m.|am|a.m", HalfDay(false));
    put("p.m.|pm|p.m", HalfDay(true));
    put("every|each", Every);
    put("few|several|some|couple", Vague);
    all
}
