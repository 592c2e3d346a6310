//! The table of figures: which figures of different outlets count the same thing, and whether they agree.

use crate::{Figure, Kind, Qualifier};
use parallax_core::{Article, Cite, Comparison, NoOptions, Note, Reading, Story};
use parallax_entities::ActorId;
use parallax_text::fold;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One thing counted, with the figure each outlet gives.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureRow {
    /// The thing counted, in the words of most outlets.
    pub what: String,
    /// Its unit.
    pub unit: String,
    /// Whether the outlets agree.
    pub verdict: Verdict,
    /// What the verdict rests on.
    pub why: String,
    /// Each outlet's figures.
    pub readings: Vec<FigureReading>,
    /// Outlets of the story that give none.
    pub silent: Vec<String>,
}

/// One outlet's figure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureReading {
    /// Id of the article.
    pub article: String,
    /// Its outlet.
    pub outlet: String,
    /// Least value.
    pub low: Option<f64>,
    /// Greatest value.
    pub high: Option<f64>,
    /// How exact the words are.
    pub qualifier: Qualifier,
    /// The words of the thing counted.
    pub of: Option<String>,
    /// Who gave it.
    pub source: Option<ActorId>,
    /// The words.
    pub cite: Cite,
}

/// Whether figures agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Same value, same qualifier.
    Agree,
    /// Same number, other qualifier ("up to 200", "200").
    Drift,
    /// Other numbers, but the intervals that the words allow overlap.
    Compatible,
    /// They exclude each other.
    Differ,
}

/// The comparison of figures.
pub struct FigureTable;

parallax_core::register! {
    /// Which figures of different outlets count the same thing, whether they agree, drift, are compatible or differ, who gave them, and which outlets are silent.
    comparison "figure-table": FigureTable
}

/// Figures that are alike at least this much count one thing.
const ALIKE: f64 = 0.6;

impl Comparison for FigureTable {
    const TABLE: &'static str = "figures";
    type Reads = Figure;
    type Row = FigureRow;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        FigureTable
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Figure>]) -> Vec<FigureRow> {
        let all = counted(&articles.iter().map(|r| (r.article, r.layers)).collect::<Vec<_>>());
        let outlets: BTreeSet<&str> = articles.iter().map(|r| r.article.outlet.as_str()).collect();
        let mut rows: Vec<FigureRow> = groups(&all).into_iter().filter_map(|g| row(g, &outlets)).collect();
        // Where outlets part stands first; then what most carry.
        rows.sort_by(|a, b| {
            let reach = |r: &FigureRow| r.readings.iter().map(|x| &x.outlet).collect::<BTreeSet<_>>().len();
            reach(b).cmp(&reach(a)).then(b.verdict.cmp(&a.verdict)).then(a.what.cmp(&b.what)).then(a.readings[0].cite.cmp(&b.readings[0].cite))
        });
        rows
    }
}

/// The figures of a story, grouped by what they count: its words, and the readings, those of one outlet alone too.
pub fn aligned(articles: &[(&Article, &[Figure])]) -> Vec<(String, Vec<FigureReading>)> {
    let all = counted(articles);
    groups(&all).into_iter().map(|g| (what(&g), readings(&g))).collect()
}

fn counted(articles: &[(&Article, &[Figure])]) -> Vec<Counted> {
    let compared = |f: &&Figure| f.kind != Kind::Rank && f.kind != Kind::Score;
    let each = articles.iter().enumerate();
    each.flat_map(|(n, (article, figures))| figures.iter().filter(compared).map(move |f| Counted::new(n, article, f))).collect()
}

/// A figure with the words that tell what it counts.
struct Counted {
    article: usize,
    kind: Kind,
    unit: String,
    low: f64,
    high: f64,
    qualifier: Qualifier,
    /// Last word of the phrase and nouns joined by "and", singular.
    heads: BTreeSet<String>,
    modifiers: BTreeSet<String>,
    /// Words of the clause around it: what happened to the thing.
    context: BTreeSet<String>,
    reading: FigureReading,
}

impl Counted {
    fn new(number: usize, article: &Article, f: &Figure) -> Self {
        let text = article.text();
        let phrase = f.of.map_or("", |s| s.of(text));
        let words: Vec<String> = phrase.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').filter(|w| !w.is_empty()).map(|w| lemma(&fold(w))).collect();
        let joined: Vec<usize> = words.iter().enumerate().filter(|(_, w)| *w == "and" || *w == "or").map(|(i, _)| i).collect();
        let mut heads: BTreeSet<String> = words.last().cloned().into_iter().collect();
        heads.extend(joined.iter().filter_map(|i| words.get(i.wrapping_sub(1)).cloned()));
        let modifiers = words.iter().filter(|w| !heads.contains(*w) && w.len() > 2).cloned().collect();
        let id = article.id.clone();
        let cited = FigureReading {
            article: id.clone(),
            outlet: article.outlet.clone(),
            low: f.low,
            high: f.high,
            qualifier: f.qualifier,
            of: (!phrase.is_empty()).then(|| phrase.to_string()),
            source: f.source.clone(),
            cite: Cite { article: id, span: f.span() },
        };
        Counted {
            article: number,
            kind: f.kind,
            unit: f.unit.clone(),
            low: f.low.unwrap_or(f64::NEG_INFINITY),
            high: f.high.unwrap_or(f64::INFINITY),
            qualifier: f.qualifier,
            heads,
            modifiers,
            context: context(text, f),
            reading: cited,
        }
    }

    /// How likely two figures count one thing: unit, nouns, what happened, and the number itself.
    fn alike(&self, other: &Counted) -> f64 {
        if self.article == other.article || self.kind != other.kind || self.unit != other.unit {
            return 0.0;
        }
        let common = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.intersection(b).count();
        let overlap = |a: &BTreeSet<String>, b: &BTreeSet<String>| common(a, b) as f64 / a.len().min(b.len()).max(1) as f64;
        let fate = (fate(self), fate(other));
        if let (Some(a), Some(b)) = fate {
            if a != b {
                return 0.0;
            }
        }
        let same_value = self.low == other.low && self.high == other.high;
        let named = self.unit != "count" || !self.heads.is_disjoint(&other.heads);
        let mut score = 0.0;
        score += if common(&self.heads, &other.heads) > 0 { 0.35 } else { 0.0 };
        score += 0.2 * overlap(&self.modifiers, &other.modifiers);
        // Money and shares often have no noun of their own: then the clause has to tell.
        let weight = if self.heads.is_empty() && other.heads.is_empty() { 0.6 } else { 0.3 };
        score += weight * overlap(&self.context, &other.context).min(1.0) * if self.context.len().min(other.context.len()) >= 2 { 1.0 } else { 0.5 };
        score += if fate.0.is_some() && fate.0 == fate.1 { 0.45 } else { 0.0 };
        // One number twice is a sign the stronger the rarer it is.
        let rare = match self.kind {
            Kind::Money => self.low >= 1000.0,
            _ => self.low.fract() != 0.0,
        };
        score += if same_value && rare { 0.6 } else if same_value && named { if self.low >= 13.0 { 0.4 } else { 0.2 } } else { 0.0 };
        let ratio = self.low.max(other.low).max(self.high.max(other.high)) / self.low.min(other.low).max(f64::MIN_POSITIVE);
        if ratio > 20.0 { score - 0.3 } else { score }
    }
}

/// What happened to the people counted.
fn fate(c: &Counted) -> Option<&'static str> {
    const FATES: [(&str, &[&str]); 7] = [
        ("killed", &["kill", "dead", "die", "death", "toll", "fatality", "body"]),
        ("injured", &["injure", "wound", "hurt", "injury", "hospitalise", "hospitalize"]),
        ("missing", &["miss", "unaccounted", "trap"]),
        ("arrested", &["arrest", "detain", "detention"]),
        ("homeless", &["homeless", "displace", "evacuate", "shelter"]),
        ("rescued", &["rescue", "save", "pull"]),
        ("laid off", &["layoff", "redundancy", "dismiss"]),
    ];
    if c.unit != "person" && c.unit != "count" {
        return None;
    }
    let near = |list: &[&str]| c.heads.iter().chain(&c.modifiers).chain(&c.context).any(|w| list.contains(&w.as_str()));
    let mut found = FATES.iter().filter(|(_, list)| near(list));
    match (found.next(), found.next()) {
        (Some((name, _)), None) => Some(name),
        (Some((name, _)), Some(_)) => {
            // Several in one clause: the phrase itself decides.
            let own = |list: &[&str]| c.heads.iter().chain(&c.modifiers).any(|w| list.contains(&w.as_str()));
            FATES.iter().find(|(_, list)| own(list)).map(|(n, _)| *n).or(Some(name)).filter(|_| FATES.iter().any(|(_, list)| own(list)))
        }
        _ => None,
    }
}

/// Content words of the clause around a figure, singular and without its own numeral.
fn context(text: &str, f: &Figure) -> BTreeSet<String> {
    const EMPTY: &str = " that this with from have been were will would their there which after before about over more than least some said says according into also only were they them when what where while other \
        these those being because could should might very just like most such then than under between during through people person least nearly ";
    let floor = |mut i: usize| {
        while !text.is_char_boundary(i) {
            i -= 1;
        }
        i
    };
    let (a, b) = (f.span().start(), f.span().end());
    let before = &text[floor(a.saturating_sub(70))..a];
    let after = &text[b..floor((b + 80).min(text.len()))];
    let stop = |c: char| matches!(c, '.' | ';' | '\n' | ',' | '(' | ')' | ':' | '“' | '”' | '"');
    let before = before.rsplit(stop).next().unwrap_or("");
    let before = before.split_once(' ').map_or(before, |(_, rest)| rest);
    let after = after.split(stop).next().unwrap_or("");
    let after = if b + 80 < text.len() { after.rsplit_once(' ').map_or(after, |(rest, _)| rest) } else { after };
    let words = before.split(' ').chain(after.split(' ')).flat_map(|w| w.split(|c: char| !c.is_alphanumeric()));
    words.map(|w| lemma(&fold(w))).filter(|w| w.len() > 3 && !EMPTY.contains(&format!(" {w} ")) && !w.starts_with(|c: char| c.is_ascii_digit())).collect()
}

/// A rough singular and infinitive, enough to meet the same word in another outlet.
fn lemma(word: &str) -> String {
    let cut = |suffix: &str, put: &str| word.strip_suffix(suffix).filter(|stem| stem.len() >= 2 + usize::from(!suffix.starts_with("ss"))).map(|stem| format!("{stem}{put}"));
    let irregular = match word {
        "armored" => Some("armoured"),
        "men" => Some("man"),
        "women" => Some("woman"),
        "died" | "dying" | "dies" => Some("die"),
        "killed" | "killing" | "kills" => Some("kill"),
        "center" => Some("centre"),
        "injured" | "injuries" | "injuring" => Some("injure"),
        "missing" => Some("miss"),
        "troops" | "servicemen" | "personnel" => Some("soldier"),
        "armoured" => Some("armoured"),
        _ => None,
    };
    irregular.map(String::from).or_else(|| cut("ies", "y")).or_else(|| cut("sses", "ss")).or_else(|| if word.ends_with("ss") { Some(word.to_string()) } else { cut("s", "") })
        .or_else(|| cut("ied", "y")).or_else(|| cut("ed", "")).unwrap_or_else(|| word.to_string())
}

/// Figures grouped greedily: the most alike pairs first, a group never below [`ALIKE`] to the pair that joins it.
fn groups(all: &[Counted]) -> Vec<Vec<&Counted>> {
    let mut pairs: Vec<(i64, usize, usize)> = Vec::new();
    let mut by_unit: BTreeMap<(&str, Kind), Vec<usize>> = BTreeMap::new();
    for (i, c) in all.iter().enumerate() {
        by_unit.entry((&c.unit, c.kind)).or_default().push(i);
    }
    for members in by_unit.values() {
        for (n, i) in members.iter().enumerate() {
            for j in &members[n + 1..] {
                let score = all[*i].alike(&all[*j]);
                if score >= ALIKE {
                    pairs.push((-(score * 1000.0).round() as i64, *i, *j));
                }
            }
        }
    }
    pairs.sort_unstable();
    let mut group_of: Vec<usize> = (0..all.len()).collect();
    for (_, i, j) in pairs {
        let (a, b) = (group_of[i], group_of[j]);
        if a == b {
            continue;
        }
        // Two figures of one article stay in one row only if they say the same, or two sources say it otherwise.
        let members = |g: usize| (0..all.len()).filter(|k| group_of[*k] == g).collect::<Vec<_>>();
        let differ = |x: &Counted, y: &Counted| x.low != y.low || x.high != y.high;
        let one_voice = |x: &Counted, y: &Counted| x.reading.source == y.reading.source || x.heads.is_disjoint(&y.heads);
        let clash = members(a).iter().any(|x| members(b).iter().any(|y| all[*x].article == all[*y].article && differ(&all[*x], &all[*y]) && one_voice(&all[*x], &all[*y])));
        if !clash {
            group_of.iter_mut().filter(|g| **g == b).for_each(|g| *g = a);
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Counted>> = BTreeMap::new();
    for (i, g) in group_of.iter().enumerate() {
        groups.entry(*g).or_default().push(&all[i]);
    }
    groups.into_values().collect()
}

/// A row, where at least two outlets give the figure.
fn row(group: Vec<&Counted>, outlets: &BTreeSet<&str>) -> Option<FigureRow> {
    let carrying: BTreeSet<&str> = group.iter().map(|c| c.reading.outlet.as_str()).collect();
    if carrying.len() < 2 {
        return None;
    }
    let (verdict, why) = judge(&group);
    let silent = outlets.iter().filter(|o| !carrying.contains(*o)).map(|o| o.to_string()).collect();
    Some(FigureRow { what: what(&group), unit: group[0].unit.clone(), verdict, why, readings: readings(&group), silent })
}

/// The thing counted in the words of most.
fn what(group: &[&Counted]) -> String {
    let mut phrases: BTreeMap<String, usize> = BTreeMap::new();
    for c in group {
        if let Some(of) = &c.reading.of {
            *phrases.entry(of.to_lowercase()).or_default() += 1;
        }
    }
    phrases.into_iter().max_by_key(|(p, n)| (*n, std::cmp::Reverse(p.len()), std::cmp::Reverse(p.clone()))).map_or_else(|| group[0].unit.clone(), |(p, _)| p)
}

/// The readings of a group, article by article.
fn readings(group: &[&Counted]) -> Vec<FigureReading> {
    // The same figure twice in one article stands once, the sourced one.
    let mut readings: Vec<FigureReading> = Vec::new();
    for c in group {
        match readings.iter_mut().find(|r| r.article == c.reading.article && r.low == c.reading.low && r.high == c.reading.high && r.qualifier == c.reading.qualifier) {
            Some(r) if r.source.is_none() && c.reading.source.is_some() => *r = c.reading.clone(),
            Some(_) => {}
            None => readings.push(c.reading.clone()),
        }
    }
    readings
}

/// The verdict over all figures of a row.
fn judge(group: &[&Counted]) -> (Verdict, String) {
    let first = group[0];
    let same_value = group.iter().all(|c| c.low == first.low && c.high == first.high);
    let name = |q: Qualifier| format!("{q:?}").to_lowercase();
    if same_value {
        let qualifiers: BTreeSet<Qualifier> = group.iter().map(|c| c.qualifier).collect();
        return if qualifiers.len() == 1 {
            (Verdict::Agree, "same value and qualifier".into())
        } else {
            (Verdict::Drift, format!("same number, told as {}", qualifiers.into_iter().map(name).collect::<Vec<_>>().join(", ")))
        };
    }
    let low = group.iter().map(|c| interval(c).0).fold(f64::NEG_INFINITY, f64::max);
    let high = group.iter().map(|c| interval(c).1).fold(f64::INFINITY, f64::min);
    if low <= high {
        (Verdict::Compatible, "other numbers, but one value fits all their words".into())
    } else {
        (Verdict::Differ, format!("no value fits all: one says at least {low}, another at most {high}"))
    }
}

/// The values that the words allow; "about" is taken as a tenth either way.
fn interval(c: &Counted) -> (f64, f64) {
    match c.qualifier {
        Qualifier::About => (c.low * 0.9, c.high * 1.1),
        Qualifier::AtMost | Qualifier::LessThan => (0.0, c.high),
        Qualifier::AtLeast | Qualifier::MoreThan => (c.low, f64::INFINITY),
        _ => (c.low, c.high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_meet_their_other_forms() {
        assert_eq!(lemma("soldiers"), "soldier");
        assert_eq!(lemma("injuries"), "injure");
        assert_eq!(lemma("killed"), lemma("killing"));
        assert_eq!(lemma("armored"), "armoured");
        assert_eq!(lemma("losses"), "loss");
    }
}
