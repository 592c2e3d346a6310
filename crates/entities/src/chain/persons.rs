//! Chains of persons: full names first, then single names, each to the person of the article whom it can mean.

use super::{Link, Linker};
use crate::Label;
use crate::gazetteer::{Gender, Leader};
use crate::names::{compare_persons, kebab, skeleton};
use crate::rules::Draft;
use parallax_text::{fold, key};
use rustc_hash::FxHashMap;

/// A person whom the article gives with more than one name, or by a single name that it does not explain.
struct Person<'t> {
    words: Vec<&'t str>,
    chain: String,
    /// Draft where the name in full stands first.
    first: usize,
    gender: Option<Gender>,
    /// Words of the titles before it, folded.
    titles: Vec<String>,
}

/// The persons found so far, and where to look for them.
#[derive(Default)]
struct People<'t> {
    all: Vec<Person<'t>>,
    /// By each word of their names, and by the consonants of the last: only these can be meant.
    by_word: FxHashMap<String, Vec<usize>>,
}

impl<'t> People<'t> {
    fn add(&mut self, person: Person<'t>) {
        let sounds = person.words.last().map(|w| format!("~{}", skeleton(w)));
        let keys = person.words.iter().map(|w| fold(w)).chain(sounds);
        for k in keys {
            let list = self.by_word.entry(k).or_default();
            if list.last() != Some(&self.all.len()) {
                list.push(self.all.len());
            }
        }
        self.all.push(person);
    }

    /// Persons that share a word, or the sound of the surname, with a name.
    fn sharing(&self, words: &[&str]) -> Vec<usize> {
        let sounds = words.last().map(|w| format!("~{}", skeleton(w)));
        let keys = words.iter().map(|w| fold(w)).chain(sounds);
        let mut out: Vec<usize> = keys.filter_map(|k| self.by_word.get(&k)).flatten().copied().collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

impl<'t> Linker<'t> {
    /// Links the names of persons, and tells the gender of each chain where a name or a title does.
    pub(super) fn persons(&self, drafts: &[Draft], links: &mut [Option<Link>]) -> FxHashMap<String, Gender> {
        let mut order: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].label == Label::Person).collect();
        order.sort_by_key(|i| (std::cmp::Reverse(drafts[*i].to - drafts[*i].from), drafts[*i].from));
        let mut people = People::default();
        let (full, single): (Vec<usize>, Vec<usize>) =
            order.into_iter().partition(|i| self.name_words(&drafts[*i]).len() > 1);
        for i in full {
            links[i] = Some(self.full_name(i, &drafts[i], &mut people));
        }
        // Single names in the order of the text.
        for i in single {
            links[i] = Some(self.single_name(i, &drafts[i], &mut people));
        }
        let mut genders: FxHashMap<String, Gender> = FxHashMap::default();
        for (draft, link) in drafts.iter().zip(links).filter(|(d, _)| d.label == Label::Person) {
            if let (Some((chain, _)), Some(gender)) = (link, self.honorific(draft).or_else(|| self.title_gender(draft)))
            {
                genders.entry(chain.clone()).or_insert(gender);
            }
        }
        for person in people.all {
            if let Some(gender) = person.gender {
                genders.entry(person.chain).or_insert(gender);
            }
        }
        genders
    }

    fn name_words(&self, d: &Draft) -> Vec<&'t str> {
        self.tokens[d.from..d.to].iter().filter(|t| t.is_word()).map(|t| t.of(self.text)).collect()
    }

    /// A name of several words: another form of one that stands in full, or a person of its own.
    fn full_name(&self, i: usize, d: &Draft, people: &mut People<'t>) -> Link {
        let words = self.name_words(d);
        let fits = people.sharing(&words).into_iter().filter_map(|n| {
            let other = &people.all[n].words;
            let alike = compare_persons(&words, other);
            // An article spells a person one way: another spelling of the surname is another person.
            let surname = |w: &[&str]| w.last().map(|w| fold(w));
            let shared = other.iter().any(|w| Some(fold(w)) == surname(&words))
                || words.iter().any(|w| Some(fold(w)) == surname(other));
            let parted = self.decisions.part(&words.join(" "), &other.join(" "));
            (alike.same && alike.score >= 0.85 && shared && !parted).then_some((n, alike.why))
        });
        let name = self.words(d);
        match fits.min_by_key(|(n, _)| people.all[*n].first) {
            Some((n, why)) => {
                let person = &mut people.all[n];
                person.first = person.first.min(i);
                person.titles.extend(self.title_words(d));
                let same = fold(name) == fold(&person.words.join(" "));
                (person.chain.clone(), (!same).then_some(why))
            }
            None => {
                let chain = format!("person:{}", kebab(name));
                let gender = self.honorific(d).or_else(|| self.lists.given(key(words[0])).and_then(|g| g.gender));
                people.add(Person { words, chain: chain.clone(), first: i, gender, titles: self.title_words(d) });
                (chain, None)
            }
        }
    }

    fn title_words(&self, d: &Draft) -> Vec<String> {
        let Some((from, to)) = d.title else { return Vec::new() };
        self.tokens[from..to].iter().map(|t| fold(t.of(self.text))).collect()
    }

    /// A surname or given name alone. Of several people who have it, those of the honorific's gender, by surname before
    /// given name, whoever bears the same title, and of these the one the article introduces first: outlets give the others
    /// in full.
    fn single_name(&self, i: usize, d: &Draft, people: &mut People<'t>) -> Link {
        let words = self.name_words(d);
        let Some(word) = words.first().copied() else {
            return (format!("person:{}", kebab(self.words(d))), None);
        };
        let honorific = self.honorific(d);
        let agrees = |p: &Person<'_>| honorific.is_none() || p.gender.is_none() || p.gender == honorific;
        let sharing = people.sharing(&words);
        let titles = self.title_words(d);
        let titled = |p: &Person<'_>| !titles.is_empty() && titles.iter().any(|t| p.titles.contains(t));
        let mut fits: Vec<(Part, bool, usize, usize)> = sharing
            .iter()
            .filter(|n| agrees(&people.all[**n]))
            .filter(|n| !self.decisions.part(word, &people.all[**n].words.join(" ")))
            .filter_map(|n| {
                let person = &people.all[*n];
                Some((part_of(word, &person.words)?, !titled(person), person.first, *n))
            })
            .collect();
        fits.sort_unstable();
        let leader = self.leader(d, word).filter(|leader| !self.decisions.part(word, leader.name)).filter(|leader| {
            let theirs: Vec<&str> = leader.name.split(' ').collect();
            let listed = fits.iter().any(|(.., n)| compare_persons(&theirs, &people.all[*n].words).same);
            // Somebody else of this surname is introduced: the leader is meant only by his office, or before that.
            !listed && (fits.first().is_none_or(|(_, _, first, _)| i < *first) || d.title.is_some() && self.office(d))
        });
        if let Some(leader) = leader {
            let why = format!("{word} alone means {} in news", leader.name);
            let chain = format!("person:{}", kebab(leader.name));
            let (words, gender) = (leader.name.split(' ').collect(), Some(leader.gender));
            people.add(Person { words, chain: chain.clone(), first: i, gender, titles });
            return (chain, Some(why));
        }
        match fits[..] {
            [] => {
                let chain = format!("person:{}", kebab(self.words(d)));
                if !sharing.iter().any(|n| people.all[*n].chain == chain) {
                    people.add(Person { words, chain: chain.clone(), first: i, gender: honorific, titles });
                }
                (chain, None)
            }
            [(part, untitled, _, n), ref others @ ..] => {
                let person = &people.all[n];
                let same = fold(word) == fold(&person.words.join(" "));
                let rest = match others.is_empty() {
                    true => "",
                    false if !untitled => ", the one of that title",
                    false => ", the one introduced first",
                };
                let why = format!("{} of {}{rest}", part.words(), person.words.join(" "));
                (person.chain.clone(), (!same).then_some(why))
            }
        }
    }

    /// The gender that a title right before a name tells.
    fn honorific(&self, d: &Draft) -> Option<Gender> {
        let before = d.from.checked_sub(1).map(|b| fold(self.tokens[b].of(self.text)))?;
        match before.trim_end_matches('.') {
            "mr" | "sir" | "lord" | "king" | "prince" | "don" | "monsieur" | "herr" => Some(Gender::Male),
            "mrs" | "ms" | "miss" | "lady" | "queen" | "princess" | "madame" | "madam" | "frau" | "dame" => {
                Some(Gender::Female)
            }
            _ => None,
        }
    }

    /// The gender that a word of the title tells: "spokeswoman", "congressman"; women too are called "chairman".
    fn title_gender(&self, d: &Draft) -> Option<Gender> {
        self.title_words(d).iter().find_map(|word| match word.as_str() {
            "chairman" => None,
            w if w.ends_with("woman") => Some(Gender::Female),
            w if w.ends_with("man") && w.len() > "german".len() => Some(Gender::Male),
            _ => None,
        })
    }

    /// Whether an office, not only an honorific, stands before a name.
    fn office(&self, d: &Draft) -> bool {
        d.title.is_some_and(|(from, _)| self.lists.titles.at(self.tokens, from).is_some_and(|(_, title)| title.state))
    }

    /// Whom news means by a single name.
    fn leader(&self, d: &Draft, word: &str) -> Option<Leader> {
        self.lists.leader(key(word)).filter(|l| !l.by_office || self.office(d))
    }
}

/// Which part of a full name a single name is, the more telling first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Whole,
    Surname,
    Sound,
    Given,
}

impl Part {
    fn words(self) -> &'static str {
        match self {
            Part::Whole => "the name",
            Part::Surname => "surname",
            Part::Sound => "surname, spelt otherwise,",
            Part::Given => "given name",
        }
    }
}

/// How a single word can be part of a full name.
fn part_of(word: &str, full: &[&str]) -> Option<Part> {
    let w = fold(word);
    let (first, rest) = full.split_first()?;
    if rest.iter().any(|r| fold(r) == w) {
        return Some(Part::Surname);
    }
    if fold(first) == w {
        return Some(if rest.is_empty() { Part::Whole } else { Part::Given });
    }
    let last = rest.last()?;
    let alike = w.len() >= 5 && skeleton(&w) == skeleton(last) && w.chars().next() == fold(last).chars().next();
    alike.then_some(Part::Sound)
}
