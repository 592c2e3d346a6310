//! Learning parts of speech: an averaged perceptron (Collins 2002) from tagged sentences of our own articles.

use anyhow::{Context, Result, bail};
use parallax_text::syntax::{ROWS, TAGS, Tag, Tags, Weights, features};
use parallax_text::{Token, Tokenizer};
use rustc_hash::FxHashMap;
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

/// A word is sure of its tag when it was seen so often, always with that one.
const SURE: usize = 4;

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
pub fn train(sentences: &[&Tagged]) -> Weights {
    let sure = sure(sentences);
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
                if let Some(tag) = Tags::known(&sure, &s.text, token) {
                    guessed.push(tag);
                    continue;
                }
                let rows = features(&s.text, &s.tokens, i, before);
                let tag = best(&weights, &rows);
                if tag != s.tags[i] {
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
    Weights::new(sure, rows)
}

fn best(weights: &[[i32; TAGS]], rows: &[u32]) -> Tag {
    let mut sums = [0i32; TAGS];
    rows.iter().for_each(|r| sums.iter_mut().zip(&weights[*r as usize]).for_each(|(s, w)| *s += w));
    Tag::of((0..TAGS).max_by_key(|t| (sums[*t], std::cmp::Reverse(*t))).unwrap_or(0))
}

/// Words that always had one tag.
fn sure(sentences: &[&Tagged]) -> FxHashMap<u64, Tag> {
    let mut seen: FxHashMap<u64, Vec<(Tag, usize)>> = FxHashMap::default();
    for s in sentences {
        for (token, tag) in s.tokens.iter().zip(&s.tags).filter(|(t, _)| t.is_word() || !t.capital()) {
            let tags = seen.entry(token.key).or_default();
            match tags.iter_mut().find(|(t, _)| t == tag) {
                Some((_, n)) => *n += 1,
                None => tags.push((*tag, 1)),
            }
        }
    }
    // A noun seen four times may yet be a verb: only words of closed classes and frequent ones are sure.
    let closed = |t: Tag| {
        matches!(
            t,
            Tag::Dt | Tag::Prp | Tag::PrpS | Tag::Cc | Tag::Md | Tag::Wp | Tag::WpS | Tag::Wrb | Tag::Pos | Tag::To | Tag::In
        )
    };
    let sure = seen.into_iter().filter_map(|(key, tags)| match tags[..] {
        [(tag, n)] if n >= SURE * 5 || closed(tag) && n >= SURE => Some((key, tag)),
        _ => None,
    });
    sure.collect()
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
pub fn card(sets: &[(String, Vec<Tagged>)], bytes: usize) -> String {
    let mut out = String::from(
        "An averaged perceptron over hashed features, left to right, weights rounded to 8 bits; tags of the Penn Treebank.\n\n\
         Learnt from sentences of our own invented articles (`crates/text/train`), tagged by language models by one guide; MIT or\n\
         Apache-2.0. Right tags of words (marks left out), each file by a model that learnt from the others:\n\n\
         | file | sentences | words | right |\n|---|---|---|---|\n",
    );
    let mut all = (0, 0);
    for (held, (name, sentences)) in sets.iter().enumerate() {
        let others = sets.iter().enumerate().filter(|(n, _)| *n != held);
        let others: Vec<&Tagged> = others.flat_map(|(_, (_, s))| s).collect();
        let (right, words) = score(&train(&others), sentences);
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
