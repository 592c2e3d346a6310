//! Compiles the lists under `data/` into one table that the crate embeds: no list is parsed when a program starts.

#[allow(dead_code, reason = "sizes that only the reader needs")]
#[path = "src/gazetteer/format.rs"]
mod format;

use format::*;
use parallax_text::{Tokenizer, key, rows};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::Path;

/// A phrase's keys after the first, and its value.
type Phrase = (Vec<u64>, u32);

#[derive(Default)]
struct Word {
    bits: u16,
    names: Vec<Phrase>,
    heads: Vec<Phrase>,
    titles: Vec<Phrase>,
    leader: u16,
}

#[derive(Default)]
struct Lists {
    words: BTreeMap<u64, Word>,
    strings: Vec<String>,
    numbers: BTreeMap<String, u32>,
    shown: BTreeMap<String, u32>,
    leaders: Vec<(u32, u32)>,
}

/// Roles, numbered as `Role` is declared.
const COUNTRY: u32 = 0;
const PEOPLE: u32 = 1;
const CAPITAL: u32 = 2;
const SEAT: u32 = 3;
const PLACE: u32 = 4;
const GROUP: u32 = 5;
const BODY: u32 = 6;
const PRODUCT: u32 = 7;

fn main() {
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=src/gazetteer/format.rs");
    let mut lists = Lists::default();
    lists.string("");
    lists.names();
    lists.persons();
    for r in rows(&read("org_heads.tsv")) {
        let [word, label, side, ..] = r[..] else { continue };
        let Some(label) = number(label) else { continue };
        let value = label | if side != "prefix" { ENDS } else { 0 } | if side != "suffix" { BEGINS } else { 0 };
        lists.phrase(word, value, |w| &mut w.heads);
    }
    for r in rows(&read("titles.tsv")) {
        let state = r.get(1) == Some(&"state");
        lists.phrase(r[0], if state { STATE } else { 0 }, |w| &mut w.titles);
    }
    rows(&read("common_words.txt")).for_each(|r| lists.mark(r[0], COMMON));
    rows(&read("ambiguous.txt")).for_each(|r| lists.mark(r[0], AMBIGUOUS));
    let out = std::env::var("OUT_DIR").expect("cargo names a folder for what a build makes");
    std::fs::write(Path::new(&out).join("lists.bin"), lists.bytes()).expect("that folder can be written");
}

fn read(name: &str) -> String {
    let path = Path::new("data").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn number(label: &str) -> Option<u32> {
    LABELS.iter().position(|l| *l == label).map(|n| n as u32)
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|name| !name.is_empty() && *name != "-")
}

impl Lists {
    fn string(&mut self, s: &str) -> u32 {
        if let Some(n) = self.numbers.get(s) {
            return *n;
        }
        let n = self.strings.len() as u32;
        self.strings.push(s.to_string());
        self.numbers.insert(s.to_string(), n);
        n
    }

    /// The first value given for a phrase stays.
    fn phrase(&mut self, phrase: &str, value: u32, of: fn(&mut Word) -> &mut Vec<Phrase>) {
        let keys = Tokenizer::shared().keys(phrase);
        let Some((first, rest)) = keys.split_first() else { return };
        let phrases = of(self.words.entry(*first).or_default());
        if phrases.iter().all(|(other, _)| other != rest) {
            let at = phrases.partition_point(|(other, _)| other.len() >= rest.len());
            phrases.insert(at, (rest.to_vec(), value));
        }
    }

    fn mark(&mut self, word: &str, bits: u16) {
        self.words.entry(key(word)).or_default().bits |= bits;
    }

    fn name(&mut self, name: &str, label: &str, id: &str, role: u32) {
        let Some(label) = number(label) else { panic!("{name}: there is no label {label}") };
        let value = label | role << 4 | self.string(id) << 8;
        self.phrase(name, value, |w| &mut w.names);
    }

    /// The first name of an id is shown, unless a later one is what the id was made from.
    fn show(&mut self, id: &str, name: &str) {
        let n = self.string(name);
        let own = name.to_lowercase().replace(' ', "-") == id;
        let shown = self.shown.entry(id.to_string()).or_insert(n);
        if own {
            *shown = n;
        }
    }

    fn names(&mut self) {
        for row in rows(&read("countries.tsv")) {
            let [id, name, aliases, peoples, capitals, seats, ..] = row[..] else { continue };
            self.show(id, name);
            for form in std::iter::once(name).chain(list(aliases)) {
                self.name(form, "GPE", id, COUNTRY);
                self.mark(form, COUNTRY_WORD);
            }
            for people in list(peoples) {
                self.name(people, "NORP", id, PEOPLE);
                self.mark(people, COUNTRY_WORD);
            }
            list(capitals).for_each(|c| self.name(c, "GPE", id, CAPITAL));
            list(seats).for_each(|s| self.name(s, "ORG", id, SEAT));
        }
        for row in rows(&read("orgs.tsv")) {
            let [name, id, _, ref rest @ ..] = row[..] else { continue };
            self.show(id, name);
            self.name(name, "ORG", id, BODY);
            rest.first().into_iter().flat_map(|a| list(a)).for_each(|alias| self.name(alias, "ORG", id, BODY));
            rest.get(1).into_iter().flat_map(|w| list(w)).for_each(|word| self.mark(word, AMBIGUOUS));
        }
        for row in rows(&read("norps.tsv")) {
            let [name, id, ..] = row[..] else { continue };
            self.show(id, name);
            self.name(name, "NORP", id, GROUP);
        }
        for row in rows(&read("places.tsv")) {
            let [name, label, _, _, ref rest @ ..] = row[..] else { continue };
            let id = rest.first().copied().unwrap_or_default();
            if !id.is_empty() {
                self.show(id, name);
            }
            self.name(name, label, id, PLACE);
        }
        for row in rows(&read("products.tsv")) {
            self.name(row[0], "PRODUCT", "", PRODUCT);
            row.get(2).into_iter().flat_map(|a| list(a)).for_each(|alias| self.name(alias, "PRODUCT", "", PRODUCT));
        }
    }

    fn persons(&mut self) {
        // Of spellings with one key the last says whether it is a word; the most common tells the gender, which two that are as
        // common may not share.
        let mut weights: BTreeMap<u64, u32> = BTreeMap::new();
        for r in rows(&read("given_names.tsv")) {
            let gender = match r.get(1) {
                Some(&"f") => FEMALE,
                Some(&"m") => MALE,
                _ => 0,
            };
            let given = if r.get(3) == Some(&"word") { GIVEN_WORD } else { GIVEN };
            let weight = r.get(2).and_then(|w| w.parse().ok()).unwrap_or(1);
            let known = weights.entry(key(r[0])).or_default();
            let bits = &mut self.words.entry(key(r[0])).or_default().bits;
            let told = match weight.cmp(known) {
                Ordering::Greater => gender,
                Ordering::Equal => *bits & gender,
                Ordering::Less => *bits & (FEMALE | MALE),
            };
            *bits = *bits & !(GIVEN | GIVEN_WORD | FEMALE | MALE) | given | told;
            *known = weight.max(*known);
        }
        rows(&read("surnames.tsv")).filter(|r| r.get(2) != Some(&"word")).for_each(|r| self.mark(r[0], SURNAME));
        for r in rows(&read("leaders.tsv")) {
            let office = if r.get(3) == Some(&"office") { BY_OFFICE } else { 0 };
            let marks = office | if r.get(2) == Some(&"f") { WOMAN } else { 0 };
            let name = self.string(r[1]);
            self.leaders.push((name, marks));
            let number = u16::try_from(self.leaders.len()).expect("so many leaders fit");
            self.words.entry(key(r[0])).or_default().leader = number;
        }
    }

    fn bytes(&mut self) -> Vec<u8> {
        let shown: Vec<(String, u32)> = self.shown.clone().into_iter().collect();
        let shown: Vec<(u32, u32)> = shown.iter().map(|(id, name)| (self.string(id), *name)).collect();
        let slots = (self.words.len() * 2).next_power_of_two();
        let mut table = vec![0u32; slots];
        let (mut words, mut phrases, mut rest) = (Vec::new(), Vec::new(), Vec::<u8>::new());
        for (n, (key, w)) in self.words.iter().enumerate() {
            let mut at = slot(*key, slots);
            while table[at] != 0 {
                at = (at + 1) & (slots - 1);
            }
            table[at] = n as u32 + 1;
            words.extend(key.to_le_bytes());
            words.extend(((phrases.len() / PHRASE) as u32).to_le_bytes());
            words.extend(w.bits.to_le_bytes());
            let few = |n: usize| u8::try_from(n).expect("fewer heads and titles begin with one word");
            words.extend(u16::try_from(w.names.len()).expect("fewer names begin with one word").to_le_bytes());
            words.extend([few(w.heads.len()), few(w.titles.len())]);
            words.extend(w.leader.to_le_bytes());
            words.extend([0; 4]);
            for (keys, value) in w.names.iter().chain(&w.heads).chain(&w.titles) {
                for part in [*value, (rest.len() / 8) as u32, keys.len() as u32] {
                    phrases.extend(part.to_le_bytes());
                }
                keys.iter().for_each(|k| rest.extend(k.to_le_bytes()));
            }
        }
        let counts = [
            slots,
            self.words.len(),
            phrases.len() / PHRASE,
            rest.len() / 8,
            self.leaders.len(),
            shown.len(),
            self.strings.len(),
        ];
        let mut out: Vec<u8> = counts.iter().flat_map(|n| (*n as u32).to_le_bytes()).collect();
        table.iter().for_each(|n| out.extend(n.to_le_bytes()));
        out.extend(words);
        out.extend(phrases);
        out.extend(rest);
        for (a, b) in self.leaders.iter().chain(&shown) {
            out.extend(a.to_le_bytes());
            out.extend(b.to_le_bytes());
        }
        let mut end = 0;
        for s in &self.strings {
            end += s.len() as u32;
            out.extend(end.to_le_bytes());
        }
        self.strings.iter().for_each(|s| out.extend(s.as_bytes()));
        out
    }
}
