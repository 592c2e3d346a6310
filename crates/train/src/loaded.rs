//! The model of loaded words: sentences with marked words, the features of each word, weights learnt.

use crate::sets;
use crate::softmax::{self, Example, Plan};
use anyhow::{Context, Result};
use parallax_framing::linear::{Feature, Linear};
use parallax_framing::loaded;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::path::Path;

/// From byte to byte.
type Range = (usize, usize);
/// A word and its share of loaded.
type Marking = (usize, usize, f32);

/// A text of which some stretches are marked throughout.
struct Marked {
    text: String,
    /// Bytes of each stretch, and in it the words that are loaded with their share, 0 to 1.
    stretches: Vec<(Range, Vec<Marking>)>,
}

/// One word: its features, and the share of loaded.
pub type Word = (Vec<Feature>, f32);

const PLAN: Plan = Plan { epochs: 3, rate: 0.03, pull: 0.0, least: 6, keep: 150_000 };

/// The words marked on the pile, `loaded.tsv` in `own`.
pub fn words(own: &Path, data: &Path) -> Result<Vec<Word>> {
    let articles = crate::entities::pile(&data.join("pile.dev.jsonl"))?;
    read(&pile(&own.join("loaded.tsv"), &articles)?)
}

/// Learns from them.
pub fn train(words: &[Word]) -> Linear<2> {
    softmax::learn(&examples(words), PLAN)
}

/// The section of the model card.
pub fn card(words: &[Word], model: &Linear<2>, data: &Path) -> Result<String> {
    let scored = read(&public(&data.join("babe.dev.jsonl"))?)?;
    let mut out = format!(
        "Logistic regression over hashed features of a word (itself, its endings, its tag, its neighbours, the lists that have it), weights\n\
         rounded to a byte. Learnt from {} words of unlabelled articles of the pile (ramybaly/Article-Bias-Prediction, Apache-2.0):\n\
         6,750 sentences marked by language models by one guide, not checked by people, and 38,600 marked by a MiniLM encoder\n\
         (Apache-2.0) fine-tuned on those. Not learnt from, {} words of babe.dev that can be loaded:\n\n\
         | from probability | P | R | F1 |\n|---|---|---|---|\n",
        words.len(),
        scored.len()
    );
    for from in [0.3, 0.4, 0.5, 0.6] {
        let [p, r, f] = fit(model, &scored, from);
        let _ = writeln!(out, "| {from} | {p:.3} | {r:.3} | {f:.3} |");
    }
    let _ = write!(
        out,
        "\nRetrain: `cargo xtask train loaded --data DIR` ({} bytes; the same data gives the same bytes).",
        model.bytes().len()
    );
    Ok(out)
}

/// Marks on the pile: `id`, then tab-separated `start:length` of a sentence, and in it `,offset:length:percent` of each word.
fn pile(path: &Path, articles: &FxHashMap<String, String>) -> Result<Vec<Marked>> {
    let file = sets::read(path)?;
    let mut out = Vec::new();
    for (n, line) in file.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
        let place = || format!("{}:{}", path.display(), n + 1);
        let mut cells = line.split('\t');
        let id = cells.next().unwrap_or("");
        let text = articles.get(id).with_context(|| format!("{}: no article {id}", place()))?;
        let stretch = |cell: &str| {
            let mut parts =
                cell.split(',').map(|part| part.split(':').filter_map(|n| n.parse().ok()).collect::<Vec<usize>>());
            let head = parts.next()?;
            let [start, len] = head[..] else { return None };
            text.get(start..start + len)?;
            let word = |part: Vec<usize>| match part[..] {
                [at, len, percent] => Some((start + at, start + at + len, percent as f32 / 100.0)),
                _ => None,
            };
            Some(((start, start + len), parts.map(word).collect::<Option<Vec<_>>>()?))
        };
        let stretches =
            cells.map(|c| stretch(c).with_context(|| format!("{}: {c}", place()))).collect::<Result<_>>()?;
        out.push(Marked { text: text.clone(), stretches });
    }
    Ok(out)
}

/// A labelled set whose whole texts are marked, words in code points under `gold.bias_words`: for scoring alone.
fn public(path: &Path) -> Result<Vec<Marked>> {
    let lines = sets::read(path)?;
    let parsed = lines.lines().map(|line| -> Result<Marked> {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().context("a line without a text")?.to_string();
        let byte = sets::offsets(&text);
        let word = |m: &serde_json::Value| {
            let at = |key: &str| byte.get(m[key].as_u64()? as usize).copied();
            Some((at("start")?, at("end")?, 1.0))
        };
        let words = record["gold"]["bias_words"].as_array().into_iter().flatten().filter_map(word).collect();
        let whole = (0, text.len());
        Ok(Marked { text, stretches: vec![(whole, words)] })
    });
    parsed.collect::<Result<_>>().with_context(|| path.display().to_string())
}

/// The words of all stretches.
fn read(texts: &[Marked]) -> Result<Vec<Word>> {
    let plan = sets::plan()?;
    Ok(texts.par_iter().flat_map_iter(|text| of_text(&plan, text)).collect())
}

fn of_text(plan: &parallax_core::Plan, text: &Marked) -> Vec<Word> {
    let mut out = Vec::new();
    sets::scenes(plan, &text.text, |view| {
        let at = view.span.start();
        let Some((_, marks)) = text.stretches.iter().find(|(range, _)| range.0 <= at && at < range.1) else { return };
        for (at, features) in loaded::words(view) {
            let span = view.tokens[at].span();
            let mark = marks.iter().find(|(from, to, _)| *from < span.end() && span.start() < *to);
            out.push((features, mark.map_or(0.0, |(_, _, share)| *share)));
        }
    });
    out
}

/// Examples as the learner takes them.
fn examples(words: &[Word]) -> Vec<Example<2>> {
    let example = |(features, share): &Word| Example {
        features: features.iter().map(|f| f.hash).collect(),
        shares: [1.0 - share, *share],
        weight: 1.0,
    };
    words.iter().map(example).collect()
}

/// Precision, recall and F1 of the words called loaded from a probability on, against marks of more than a half.
fn fit(model: &Linear<2>, words: &[Word], from: f64) -> [f64; 3] {
    let (mut both, mut found, mut marked) = (0.0f64, 0.0, 0.0);
    for (features, share) in words {
        let called = model.probabilities(&model.sums(features))[1] >= from;
        let is = *share > 0.5;
        both += f64::from(u8::from(called && is));
        found += f64::from(u8::from(called));
        marked += f64::from(u8::from(is));
    }
    [both / f64::max(found, 1.0), both / f64::max(marked, 1.0), 2.0 * both / f64::max(found + marked, 1.0)]
}
