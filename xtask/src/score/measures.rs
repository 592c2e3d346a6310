//! The measures: what counts as found, layer by layer.
//!
//! Two things are paired one to one, greedily, the best first. A prediction inside a line of furniture is not scored.
//!
//! - `entities.strict`: same span (articles and possessives aside) and label; `span`: any label
//! - `actors.b3`: B-cubed over all marked mentions of all articles; one that is not found is alone
//! - `numbers.value`: overlaps the figure, same low and high; `full`: also qualifier, unit, and who gave it
//! - `dates.value`: overlaps, same first and last day
//! - `quotes.any`: the words overlap by 0.8 of their union; `direct`: direct speech only
//! - `tone.polarity`: by target and voice, only those judged negative or positive; whoever is not marked is not scored
//! - `frames.article`: a frame of the whole article
//! - `blocks.furniture`: lines of furniture; `kind`: the kind of every line

use super::found;
use super::gold::Gold;
use super::notes::{Notes, Number, Words, overlap};
use super::table::{Count, Table};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One article, marked and annotated.
pub struct Article {
    gold: Notes,
    found: Notes,
}

impl Article {
    /// A gold file and the record of the same article.
    pub fn new(gold: &Value, record: &Value) -> Result<Article> {
        let text = record["text"].as_str().context("the record has no text")?;
        let gold = Gold::read(gold, text)?;
        let aside: Vec<_> = gold.furniture().collect();
        let found = found::read(record, text, &gold.lines, &aside)?;
        Ok(Article { found, gold: gold.notes })
    }
}

/// All measures over all articles.
pub fn measure(articles: &[Article]) -> Table {
    let names = stands_for(articles);
    let same = |mine: &str, theirs: &str| mine == theirs || names.get(mine).is_some_and(|name| name == theirs);
    let mut table = Table::default();
    let mut add = |name: &str, one: &dyn Fn(&Notes, &Notes, &mut Count)| {
        let mut count = Count::default();
        articles.iter().for_each(|article| one(&article.gold, &article.found, &mut count));
        table.rows.push((name.into(), count.row()));
    };
    add("entities.strict", &|g, f, c| {
        let pairs = entity_pairs(g, f, true);
        c.add(pairs.len(), f.entities.len(), g.entities.len());
    });
    add("entities.span", &|g, f, c| c.add(entity_pairs(g, f, false).len(), f.entities.len(), g.entities.len()));
    let b3 = b_cubed(articles);
    add("numbers.value", &|g, f, c| {
        let right = |i: usize, j: usize| f64::from(same_value(&g.numbers[i], &f.numbers[j]));
        c.add(one_to_one(g.numbers.len(), f.numbers.len(), right).len(), f.numbers.len(), g.numbers.len());
    });
    add("numbers.full", &|g, f, c| {
        let right = |i: usize, j: usize| {
            let (g, f) = (&g.numbers[i], &f.numbers[j]);
            let source = match (&g.source, &f.source) {
                (Some(g), Some(f)) => same(f, g),
                (g, f) => g == f,
            };
            f64::from(same_value(g, f) && g.qualifier == f.qualifier && g.unit == f.unit && source)
        };
        c.add(one_to_one(g.numbers.len(), f.numbers.len(), right).len(), f.numbers.len(), g.numbers.len());
    });
    add("dates.value", &|g, f, c| {
        let pairs = one_to_one(g.dates.len(), f.dates.len(), |i, j| overlap(&g.dates[i].span, &f.dates[j].span) as f64);
        let right = pairs.iter().filter(|(i, j)| g.dates[*i].days == f.dates[*j].days).count();
        c.add(right, f.dates.len(), g.dates.len());
    });
    add("quotes.any", &|g, f, c| quoted(&g.quotes, &f.quotes, c));
    add("quotes.direct", &|g, f, c| quoted(&g.direct, &f.direct, c));
    add("tone.polarity", &|g, f, c| {
        let name = |actor: &String| names.get(actor).unwrap_or(actor).clone();
        let mut sums: BTreeMap<(String, String), f64> = BTreeMap::new();
        for tone in &f.tone {
            *sums.entry((name(&tone.target), name(&tone.voice))).or_default() += tone.weight;
        }
        for tone in &g.tone {
            let found = sums.get(&(tone.target.clone(), tone.voice.clone())).copied().unwrap_or(0.0);
            let (found, gold) = (sign(found), sign(tone.weight));
            c.add(usize::from(found == gold && gold != 0), usize::from(found != 0), usize::from(gold != 0));
        }
    });
    add("frames.article", &|g, f, c| c.add(g.frames.intersection(&f.frames).count(), f.frames.len(), g.frames.len()));
    add("blocks.furniture", &|g, f, c| {
        let furniture = |notes: &Notes| -> BTreeSet<usize> {
            notes.lines.iter().enumerate().filter(|(_, kind)| *kind == "furniture").map(|(i, _)| i).collect()
        };
        let (gold, found) = (furniture(g), furniture(f));
        c.add(gold.intersection(&found).count(), found.len(), gold.len());
    });
    add("blocks.kind", &|g, f, c| {
        let right = g.lines.iter().zip(&f.lines).filter(|(gold, found)| gold == found).count();
        c.add(right, f.lines.iter().filter(|kind| !kind.is_empty()).count(), g.lines.len());
    });
    table.rows.insert(2, ("actors.b3".into(), b3.row()));
    table
}

/// Pairs of a one-to-one matching, greedily by falling score; only scores above zero count.
fn one_to_one(gold: usize, found: usize, score: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let all = (0..gold).flat_map(|i| (0..found).map(move |j| (i, j)));
    let mut candidates: Vec<(f64, usize, usize)> =
        all.map(|(i, j)| (score(i, j), i, j)).filter(|(score, ..)| *score > 0.0).collect();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken_gold, mut taken_found, mut out) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, i, j) in candidates {
        if !taken_gold.contains(&i) && !taken_found.contains(&j) {
            taken_gold.insert(i);
            taken_found.insert(j);
            out.push((i, j));
        }
    }
    out
}

fn entity_pairs(gold: &Notes, found: &Notes, label: bool) -> Vec<(usize, usize)> {
    let right = |i: usize, j: usize| {
        let (gold, found) = (&gold.entities[i], &found.entities[j]);
        f64::from(gold.span == found.span && (!label || gold.label == found.label))
    };
    one_to_one(gold.entities.len(), found.entities.len(), right)
}

fn same_value(gold: &Number, found: &Number) -> bool {
    let close = |a: Option<f64>, b: Option<f64>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= 1e-8 + 1e-5 * b.abs());
    let value = match close(gold.low, gold.high) {
        // One bound is the value of "at least 30" too.
        true => match (found.low, found.high) {
            (Some(low), Some(high)) => close(Some(low), gold.low) && close(Some(high), gold.high),
            (bound, None) | (None, bound) => close(bound, gold.low),
        },
        false => close(found.low, gold.low) && close(found.high, gold.high),
    };
    value && overlap(&gold.span, &found.span) > 0
}

fn quoted(gold: &[Words], found: &[Words], count: &mut Count) {
    let fit = |i: usize, j: usize| {
        let (gold, found): (&Words, &Words) = (&gold[i], &found[j]);
        let both = overlap(gold, found) as f64;
        // A little below 0.8, so that exactly 0.8 is enough.
        both / (gold.len() as f64 + found.len() as f64 - both).max(1.0) - 0.7999
    };
    count.add(one_to_one(gold.len(), found.len(), fit).len(), found.len(), gold.len());
}

fn sign(weight: f64) -> i8 {
    i8::from(weight > 0.0) - i8::from(weight < 0.0)
}

/// For each of the engine's actors the marked one that most of its mentions stand on; the very words count before all.
fn stands_for(articles: &[Article]) -> BTreeMap<String, String> {
    let mut votes: BTreeMap<&String, BTreeMap<&String, usize>> = BTreeMap::new();
    for Article { gold, found } in articles {
        for mine in &found.entities {
            let Some(actor) = &mine.actor else { continue };
            for theirs in gold.entities.iter().filter(|theirs| overlap(&theirs.span, &mine.span) > 0) {
                let Some(name) = &theirs.actor else { continue };
                let weight = if theirs.span == mine.span { 1000 } else { 1 };
                *votes.entry(actor).or_default().entry(name).or_default() += weight;
            }
        }
    }
    let most = |names: BTreeMap<&String, usize>| {
        names.into_iter().max_by_key(|(_, votes)| *votes).map(|(name, _)| name.clone())
    };
    votes.into_iter().filter_map(|(actor, names)| Some((actor.clone(), most(names)?))).collect()
}

/// B-cubed: for each marked mention, how much of its group is right, and how much of the right group it has.
fn b_cubed(articles: &[Article]) -> Count {
    // A mention that was not found, or has no actor, is a group of its own.
    let mut mentions: Vec<(&str, String)> = Vec::new();
    let mut count = Count::default();
    for (number, Article { gold, found }) in articles.iter().enumerate() {
        let pairs: BTreeMap<usize, usize> = entity_pairs(gold, found, false).into_iter().collect();
        for (i, entity) in gold.entities.iter().enumerate() {
            let Some(actor) = &entity.actor else { continue };
            let mine = pairs.get(&i).and_then(|j| found.entities[*j].actor.as_ref());
            count.predicted += usize::from(mine.is_some());
            mentions.push((actor, mine.map_or_else(|| format!("\0{number} {i}"), String::clone)));
        }
    }
    let mut groups: BTreeMap<(Option<&str>, Option<&str>), f64> = BTreeMap::new();
    for (gold, mine) in &mentions {
        for key in [(Some(*gold), Some(mine.as_str())), (Some(*gold), None), (None, Some(mine))] {
            *groups.entry(key).or_default() += 1.0;
        }
    }
    for (gold, mine) in &mentions {
        let both = groups[&(Some(*gold), Some(mine.as_str()))];
        count.hits_predicted += both / groups[&(None, Some(mine.as_str()))];
        count.hits_gold += both / groups[&(Some(*gold), None)];
    }
    // Precision is a mean over marked mentions, as recall is.
    count.gold = mentions.len();
    count.predicted = mentions.len();
    count
}

#[cfg(test)]
mod tests;
