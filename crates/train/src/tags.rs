//! Learning parts of speech: an averaged perceptron (Collins 2002) from tagged sentences of our own articles.

use anyhow::{Context, Result, bail};
use parallax_text::syntax::{ROWS, TAGS, Tag, TagSet, Tags, Weights, allowed, features};
use parallax_text::{Token, Tokenizer, key};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// A sentence with the tag of each token.
pub struct Tagged {
    text: String,
    tokens: Vec<Token>,
    tags: Vec<Tag>,
}

/// Passes over the data.
const EPOCHS: usize = 8;

/// How often a word must be seen before the tags seen are all that it can have.
const SEEN: usize = 6;

/// The files `*.txt` of a folder, in the order of their names: a sentence a line, its tags on the line below.
pub fn sets(folder: &Path) -> Result<Vec<(String, Vec<Tagged>)>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<std::io::Result<_>>()?;
    paths.sort();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    let mut sets = Vec::new();
    for path in paths {
        let file = std::fs::read_to_string(&path)?;
        let lines: Vec<&str> = file.lines().filter(|l| !l.starts_with("# ")).collect();
        let mut sentences = Vec::new();
        for (n, pair) in lines.chunks(2).enumerate() {
            let [text, tags] = pair else { bail!("{}: sentence {n} has no tags", path.display()) };
            let tokens = Tokenizer::shared().tokens(text);
            let tags: Option<Vec<Tag>> = tags.split(' ').map(Tag::parse).collect();
            let tags = tags.with_context(|| format!("{}: an unknown tag below “{text}”", path.display()))?;
            if tags.len() != tokens.len() {
                bail!("{}: {} tags for {} tokens below “{text}”", path.display(), tags.len(), tokens.len());
            }
            sentences.push(Tagged { text: text.to_string(), tokens, tags });
        }
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        sets.push((name, sentences));
    }
    Ok(sets)
}

/// The model file learnt from the sentences.
pub fn train(sentences: &[&Tagged], listed: &FxHashMap<u64, TagSet>) -> Weights {
    let words = words(sentences, listed);
    let mut weights = vec![[0i32; TAGS]; ROWS];
    // The sums of the weights over all steps, kept up lazily (Daumé 2006): average = weights - drift / steps.
    let mut drift = vec![[0i64; TAGS]; ROWS];
    let mut step = 0i64;
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..EPOCHS {
        crate::crf::shuffle(&mut order, &mut random);
        for n in &order {
            let s = sentences[*n];
            let mut guessed: Vec<Tag> = Vec::with_capacity(s.tags.len());
            for (i, token) in s.tokens.iter().enumerate() {
                step += 1;
                let before = [i.checked_sub(1).map(|b| guessed[b]), i.checked_sub(2).map(|b| guessed[b])];
                let allowed = allowed(&words, &s.text, token);
                if let Some(tag) = allowed.only() {
                    guessed.push(tag);
                    continue;
                }
                let rows = features(&s.text, &s.tokens, i, before);
                let tag = best(&weights, &rows, allowed);
                if tag != s.tags[i] && allowed.holds(s.tags[i]) {
                    for row in rows {
                        for (t, change) in [(s.tags[i], 1), (tag, -1)] {
                            weights[row as usize][t as usize] += change;
                            drift[row as usize][t as usize] += step * i64::from(change);
                        }
                    }
                }
                guessed.push(tag);
            }
        }
    }
    // Rounded to a byte: the largest weights are few and may saturate.
    let average = |r: usize, t: usize| (i64::from(weights[r][t]) * step - drift[r][t]) as f64 / step.max(1) as f64;
    let scale = 10.0;
    let rows = (0..ROWS)
        .map(|r| std::array::from_fn(|t| (average(r, t) * scale).round().clamp(-127.0, 127.0) as i8))
        .collect();
    Weights::new(words, rows)
}

fn best(weights: &[[i32; TAGS]], rows: &[u32], allowed: TagSet) -> Tag {
    let sum = |tag: Tag| -> i32 { rows.iter().map(|r| weights[*r as usize][tag as usize]).sum() };
    allowed.tags().max_by_key(|t| (sum(*t), std::cmp::Reverse(*t))).unwrap_or(Tag::Nn)
}

/// The list of words with the tags they can have, `data/lexicon.tsv` of the crate.
pub fn listed(path: &Path) -> Result<FxHashMap<u64, TagSet>> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut out = FxHashMap::default();
    for line in file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (word, tags) = line.split_once('\t').with_context(|| format!("no tab in “{line}”"))?;
        let tags: Option<Vec<Tag>> = tags.split(' ').map(Tag::parse).collect();
        out.insert(key(word), TagSet::of(&tags.with_context(|| format!("an unknown tag in “{line}”"))?));
    }
    Ok(out)
}

/// The tags that words can have: as listed and as seen at least twice; of words seen often, what was seen alone.
fn words(sentences: &[&Tagged], listed: &FxHashMap<u64, TagSet>) -> FxHashMap<u64, TagSet> {
    let mut seen: BTreeMap<u64, [u32; TAGS]> = BTreeMap::new();
    for s in sentences {
        let lower = s.tokens.iter().zip(&s.tags).filter(|(t, _)| t.is_word() && !t.capital());
        lower.for_each(|(token, tag)| seen.entry(token.key).or_insert([0; TAGS])[*tag as usize] += 1);
    }
    let mut out = listed.clone();
    for (key, counts) in seen {
        let all: u32 = counts.iter().sum();
        let tags = |least: u32| TagSet((0..TAGS).filter(|t| counts[*t] >= least).fold(0, |bits, t| bits | 1 << t));
        match out.get_mut(&key) {
            Some(set) => *set = set.with(tags(2)),
            // Unlisted: a word of a closed class, or one that keeps all the tags of open classes.
            None if all as usize >= SEEN && tags(1).0 & TagSet::OPEN.0 == 0 => _ = out.insert(key, tags(1)),
            None if tags(1).0 & !TagSet::OPEN.0 != 0 => _ = out.insert(key, tags(1).with(TagSet::OPEN)),
            None => {}
        }
    }
    out
}

/// How many of the sentences' words the model tags as marked, and how many there are; marks left out.
pub fn score(model: &Weights, sentences: &[Tagged]) -> (usize, usize) {
    let mut right = (0, 0);
    for s in sentences {
        let tags = Tags::with(model, &s.text, &s.tokens);
        let words = s.tags.iter().zip(&tags).filter(|(gold, _)| !matches!(gold, Tag::Punct | Tag::Hyph));
        words.for_each(|(gold, tag)| right = (right.0 + usize::from(gold == tag), right.1 + 1));
    }
    right
}

/// The section of the model card: each file scored by a model that learnt from the others.
pub fn card(sets: &[(String, Vec<Tagged>)], listed: &FxHashMap<u64, TagSet>, bytes: usize) -> String {
    let mut out = String::from(
        "An averaged perceptron over hashed features, left to right, among the tags that `data/lexicon.tsv` and the training text\n\
         allow a word; weights rounded to 8 bits; tags of the Penn Treebank.\n\n\
         Learnt from sentences of our own invented articles (`crates/text/train`), tagged by language models by one guide; MIT or\n\
         Apache-2.0. Right tags of words (marks left out), each file by a model that learnt from the others:\n\n\
         | file | sentences | words | right |\n|---|---|---|---|\n",
    );
    let mut all = (0, 0);
    for (held, (name, sentences)) in sets.iter().enumerate() {
        let others = sets.iter().enumerate().filter(|(n, _)| *n != held);
        let others: Vec<&Tagged> = others.flat_map(|(_, (_, s))| s).collect();
        let (right, words) = score(&train(&others, listed), sentences);
        all = (all.0 + right, all.1 + words);
        let _ = writeln!(out, "| {name} | {} | {words} | {:.3} |", sentences.len(), right as f64 / words.max(1) as f64);
    }
    let _ = write!(
        out,
        "| all | {} | {} | {:.3} |\n\nRetrain: `cargo xtask train tags` ({bytes} bytes; the same data gives the same bytes).",
        sets.iter().map(|(_, s)| s.len()).sum::<usize>(),
        all.1,
        all.0 as f64 / all.1.max(1) as f64
    );
    out
}
