//! The table of figures: which figures of different outlets count the same thing, and whether they agree.

use crate::alike::Counted;
use crate::{Figure, FigureReading, Kind, Qualifier};
use parallax_core::{Article, Comparison, NoOptions, Reading, Story};
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
            reach(b)
                .cmp(&reach(a))
                .then(b.verdict.cmp(&a.verdict))
                .then(a.what.cmp(&b.what))
                .then(a.readings[0].cite.cmp(&b.readings[0].cite))
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
    let mut all: Vec<Counted> = each
        .flat_map(|(n, (article, figures))| figures.iter().filter(compared).map(move |f| Counted::new(n, article, f)))
        .collect();
    // The values that each article gives for each noun.
    let mut values: BTreeMap<(usize, String), BTreeSet<(u64, u64)>> = BTreeMap::new();
    let value = |c: &Counted| (c.low.to_bits(), c.high.to_bits());
    for c in &all {
        for h in &c.heads {
            values.entry((c.article, h.clone())).or_default().insert(value(c));
        }
    }
    for c in &mut all {
        c.alone = c.heads.iter().all(|h| values[&(c.article, h.clone())].len() == 1);
    }
    all
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
        let one_voice =
            |x: &Counted, y: &Counted| x.reading.source == y.reading.source || x.heads.is_disjoint(&y.heads);
        let clash = members(a).iter().any(|x| {
            members(b).iter().any(|y| {
                all[*x].article == all[*y].article && differ(&all[*x], &all[*y]) && one_voice(&all[*x], &all[*y])
            })
        });
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
    Some(FigureRow {
        what: what(&group),
        unit: group[0].unit.clone(),
        verdict,
        why,
        readings: readings(&group),
        silent,
    })
}

/// The thing counted in the words of most.
fn what(group: &[&Counted]) -> String {
    let mut phrases: BTreeMap<String, usize> = BTreeMap::new();
    for c in group {
        if let Some(of) = &c.reading.of {
            *phrases.entry(of.to_lowercase()).or_default() += 1;
        }
    }
    phrases
        .into_iter()
        .max_by_key(|(p, n)| (*n, std::cmp::Reverse(p.len()), std::cmp::Reverse(p.clone())))
        .map_or_else(|| group[0].unit.clone(), |(p, _)| p)
}

/// The readings of a group, article by article.
fn readings(group: &[&Counted]) -> Vec<FigureReading> {
    // The same figure twice in one article stands once, the sourced one.
    let mut readings: Vec<FigureReading> = Vec::new();
    for c in group {
        match readings.iter_mut().find(|r| {
            r.article == c.reading.article
                && r.low == c.reading.low
                && r.high == c.reading.high
                && r.qualifier == c.reading.qualifier
        }) {
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
    if same_value {
        let qualifiers: BTreeSet<Qualifier> = group.iter().map(|c| c.qualifier).collect();
        return if qualifiers.len() == 1 {
            (Verdict::Agree, "same value and qualifier".into())
        } else {
            (
                Verdict::Drift,
                format!(
                    "same number, told as {}",
                    qualifiers.into_iter().map(Qualifier::words).collect::<Vec<_>>().join(", ")
                ),
            )
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
