//! The model of name pairs: public lists of spellings in, evidence about each pair, trees grown; scored by parts left out.

use crate::boost::{self, Example, Plan};
use crate::sets::read;
use anyhow::Result;
use parallax_entities::{Trees, evidence, kind_of_pair};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use std::path::Path;

/// Two names, whether they are one, and which person's they are: pairs of one person are never parted into folds.
pub struct Pair {
    a: String,
    b: String,
    same: bool,
    owner: usize,
    weight: f64,
    pub group: &'static str,
}

/// How the trees are grown.
pub const PLAN: Plan = Plan { trees: 150, depth: 5, rate: 0.1, least: 5.0, pull: 1.0 };

/// Our own pairs, and those of both public sets.
pub fn pairs(own: &Path, data: &Path) -> Result<Vec<Pair>> {
    let mut out = Vec::new();
    for line in read(&own.join("pairs.tsv"))?.lines().filter(|l| !l.starts_with('#')) {
        let [a, b, same, _] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let (a, b, same) = (a.to_string(), b.to_string(), same == "same");
        out.push(Pair { a, b, same, owner: out.len(), weight: 0.6, group: "our own" });
    }
    for line in read(&data.join("name_bench.dev.jsonl"))?.lines() {
        let r: Value = serde_json::from_str(line)?;
        let (Some(a), Some(b), Some(same)) =
            (r["text"].as_str(), r["gold"]["other"].as_str(), r["gold"]["same"].as_bool())
        else {
            continue;
        };
        out.push(Pair { a: a.into(), b: b.into(), same, owner: out.len(), weight: 5.0, group: "name_bench" });
    }
    let mut people: Vec<(String, Vec<String>)> = Vec::new();
    for line in read(&data.join("ofac_names.dev.jsonl"))?.lines() {
        let r: Value = serde_json::from_str(line)?;
        let variants = r["gold"]["variants"].as_array().into_iter().flatten();
        let names = variants.filter_map(|v| v["name"].as_str().map(String::from)).collect();
        people.push((r["text"].as_str().unwrap_or("").to_string(), names));
    }
    out.extend(listed(&people));
    Ok(out)
}

/// Every spelling of a person with its own name, and with the four likest names of others.
fn listed(people: &[(String, Vec<String>)]) -> Vec<Pair> {
    let mut index: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (k, (name, _)) in people.iter().enumerate() {
        let mut trigrams: Vec<String> = trigrams(name);
        trigrams.sort();
        trigrams.dedup();
        trigrams.into_iter().for_each(|t| index.entry(t).or_default().push(k));
    }
    let one = |(k, (name, variants)): (usize, &(String, Vec<String>))| {
        let group = |other: &str| if dice(name, other) >= 0.5 { "ofac alike" } else { "ofac unlike" };
        let own: FxHashSet<String> = variants.iter().chain([name]).map(|n| plain(n)).collect();
        let pair = |b: &str, same: bool| Pair {
            a: name.clone(),
            b: b.into(),
            same,
            owner: 10_000 + k,
            weight: 1.0,
            group: group(b),
        };
        let mut out: Vec<Pair> = variants.iter().filter(|v| plain(v) != plain(name)).map(|v| pair(v, true)).collect();
        let mut near: FxHashMap<usize, usize> = FxHashMap::default();
        for t in trigrams(name) {
            for j in index[&t].iter().filter(|j| **j != k) {
                *near.entry(*j).or_default() += 1;
            }
        }
        let mut near: Vec<(usize, usize)> = near.into_iter().collect();
        near.sort_by_key(|(j, n)| (std::cmp::Reverse(*n), *j));
        near.truncate(60);
        let mut best: Vec<(i64, &str)> = near
            .iter()
            .map(|(j, _)| people[*j].0.as_str())
            .filter(|other| !own.contains(&plain(other)))
            .map(|other| ((dice(name, other) * -1e6) as i64, other))
            .collect();
        best.sort();
        out.extend(best.iter().take(4).map(|(_, other)| pair(other, false)));
        out
    };
    people.par_iter().enumerate().flat_map_iter(one).collect()
}

fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

fn trigrams(name: &str) -> Vec<String> {
    let plain = plain(name);
    let mut words: Vec<&str> = plain.split(' ').collect();
    words.dedup();
    let of = |w: &str| {
        let letters: Vec<char> = w.chars().collect();
        letters.windows(3).map(|t| t.iter().collect::<String>()).collect::<Vec<_>>()
    };
    words.into_iter().flat_map(of).collect()
}

/// Dice's coefficient of letter pairs.
fn dice(a: &str, b: &str) -> f64 {
    let count = |name: &str| {
        let mut out: FxHashMap<(char, char), i32> = FxHashMap::default();
        for w in plain(name).split(' ') {
            let letters: Vec<char> = w.chars().collect();
            letters.windows(2).for_each(|p| *out.entry((p[0], p[1])).or_default() += 1);
        }
        out
    };
    let (x, y) = (count(a), count(b));
    let both: i32 = x.iter().map(|(k, n)| (*n).min(y.get(k).copied().unwrap_or(0))).sum();
    let all: i32 = x.values().sum::<i32>() + y.values().sum::<i32>();
    2.0 * f64::from(both) / f64::from(all.max(1))
}

fn examples(pairs: &[Pair]) -> Vec<Example> {
    let one = |p: &Pair| {
        let kind = kind_of_pair(&p.a, &p.b);
        Example { values: evidence(&p.a, &p.b, kind).values.to_vec(), yes: p.same, weight: p.weight }
    };
    pairs.par_iter().map(one).collect()
}

/// Grows the trees on all pairs; their text.
pub fn train(pairs: &[Pair], plan: Plan) -> String {
    boost::grow(&examples(pairs), plan)
}

/// Grows on four fifths and answers the rest, five times: F1 of "same", and macro-F1, by group.
pub fn cross(pairs: &[Pair], plan: Plan) -> Vec<(&'static str, f64, f64)> {
    let examples = examples(pairs);
    let folds: Vec<Vec<(usize, bool)>> = (0..5usize)
        .into_par_iter()
        .map(|fold| {
            let part = |keep: bool| (0..pairs.len()).filter(move |i| (pairs[*i].owner % 5 != fold) == keep);
            let train: Vec<Example> = part(true)
                .map(|i| Example {
                    values: examples[i].values.clone(),
                    yes: examples[i].yes,
                    weight: examples[i].weight,
                })
                .collect();
            let trees = Trees::parse(&boost::grow(&train, plan)).expect("our own text");
            part(false).map(|i| (i, trees.sum(&examples[i].values) > 0)).collect()
        })
        .collect();
    let answers: FxHashMap<usize, bool> = folds.into_iter().flatten().collect();
    ["our own", "name_bench", "ofac alike", "ofac unlike"]
        .into_iter()
        .map(|group| {
            let of: Vec<(bool, bool)> =
                (0..pairs.len()).filter(|i| pairs[*i].group == group).map(|i| (pairs[i].same, answers[&i])).collect();
            let f1 = |class: bool| {
                let both = of.iter().filter(|(g, p)| *g == class && *p == class).count() as f64;
                2.0 * both
                    / (of.iter().filter(|(g, _)| *g == class).count() + of.iter().filter(|(_, p)| *p == class).count())
                        .max(1) as f64
            };
            (group, f1(true), (f1(true) + f1(false)) / 2.0)
        })
        .collect()
}
