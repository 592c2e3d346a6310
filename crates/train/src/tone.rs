//! The model of tone: mentions with what is said of them, their features, weights learnt, confidence fitted.

use crate::sets;
use crate::softmax::{self, Example, Plan};
use anyhow::{Context, Result};
use parallax_core::{Layers, Span};
use parallax_framing::linear::{Feature, Linear};
use parallax_framing::tone::features;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::path::Path;

/// What is said of a mention.
pub struct Mark {
    /// Bytes of the mention.
    pub span: (usize, usize),
    /// Shares of negative, neutral, positive.
    pub shares: [f32; 3],
}

/// A text with its marks.
pub struct Marked {
    pub id: String,
    pub text: String,
    pub marks: Vec<Mark>,
    pub weight: f32,
}

pub const PLAN: Plan = Plan { epochs: 5, rate: 0.012, pull: 2e-6, least: 5, keep: 300_000 };

/// How much a mark of the teacher's counts beside one of a person's.
const TAUGHT: f32 = 0.5;
/// Of so many runs of mentions of NewsMTSC one is kept back while the confidence is fitted; a run, since what stands side by
/// side is of one article.
const HELD: usize = 6;
const RUN: usize = 60;

/// A mention: its features, its shares of negative, neutral, positive, how much it counts.
pub type Mention = (Vec<Feature>, [f32; 3], f32);

/// The marks of people, those of the teacher, and the half of NewsMTSC that is only scored on.
pub struct Sets {
    people: Vec<Mention>,
    taught: Vec<Mention>,
    scored: Vec<Mention>,
}

/// Reads the sets: NewsMTSC of `data`, and the marks on the pile in `own`.
pub fn sets(own: &Path, data: &Path) -> Result<Sets> {
    let articles = crate::entities::pile(&data.join("pile.dev.jsonl"))?;
    Ok(Sets {
        people: read(&newsmtsc(&data.join("newsmtsc.train.jsonl"))?)?,
        taught: read(&pile(&own.join("pile.tsv"), &articles, TAUGHT)?)?,
        scored: read(&newsmtsc(&data.join("newsmtsc.dev.jsonl"))?)?,
    })
}

/// Learns from all marks; how sure it may be is fitted on mentions that a first model did not learn from.
pub fn train(sets: &Sets) -> Linear<3> {
    let taught = examples(&sets.taught);
    let learn = |people: Vec<Example<3>>| {
        let mut all = people;
        all.extend(taught.iter().map(Example::clone));
        softmax::learn(&all, PLAN)
    };
    let (held, rest): (Vec<_>, Vec<_>) =
        sets.people.iter().enumerate().partition(|(n, _)| (n / RUN).is_multiple_of(HELD));
    let mut first = learn(examples(rest.into_iter().map(|(_, m)| m)));
    let held: Vec<(Vec<Feature>, usize)> =
        held.into_iter().map(|(_, m)| (m.0.clone(), class(&m.1.map(f64::from)))).collect();
    softmax::temper(&mut first, &held);
    let mut model = learn(examples(&sets.people));
    model.scale = first.scale;
    model
}

/// The section of the model card.
pub fn card(sets: &Sets, model: &Linear<3>) -> String {
    let fit = fit(model, &sets.scored);
    format!(
        "Multinomial logistic regression over hashed features of a mention (stems by side, distance and clause; verbs, prepositions and\n\
         nouns that govern it, by the part it plays; the words right beside it; lists), weights rounded to a byte; names are one word,\n\
         so that no name has a tone of its own. The confidence is fitted on held-out mentions (temperature scaling, Guo et al. 2017).\n\n\
         | set | mentions | weight | source and licence |\n|---|---|---|---|\n\
         | newsmtsc.train | {} | 1 | Hamborg and Donnay 2021, MIT |\n\
         | pile | {} | {TAUGHT} | marks by a MiniLM encoder (Apache-2.0) fine-tuned on newsmtsc.train; text: ramybaly/Article-Bias-Prediction, Apache-2.0 |\n\n\
         Not learnt from, {} mentions of newsmtsc.dev, every one answered:\n\n\
         | macro-F1 | negative | neutral | positive | accuracy | macro-F1 of the surest half | expected calibration error |\n\
         |---|---|---|---|---|---|---|\n\
         | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} |\n\n\
         For texts of a few sentences: NewsMTSC is American politics, sentences picked since they judge. Whole articles have models of\n\
         their own, below.\n\
         Retrain: `cargo xtask train tone --data DIR` ({} bytes; the same data gives the same bytes).",
        sets.people.len(),
        sets.taught.len(),
        fit.n,
        fit.macro_f1,
        fit.each[0],
        fit.each[1],
        fit.each[2],
        fit.accuracy,
        fit.half,
        fit.ece,
        model.bytes().len()
    )
}

const CLASSES: [&str; 3] = ["negative", "neutral", "positive"];

/// NewsMTSC: one sentence a line, targets in code points.
pub fn newsmtsc(path: &Path) -> Result<Vec<Marked>> {
    let lines = sets::read(path)?;
    let parsed = lines.lines().map(|line| -> Result<Marked> {
        let record: Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().context("a line without a text")?.to_string();
        let byte = sets::offsets(&text);
        let mark = |m: &Value| {
            let at = |key: &str| byte.get(m[key].as_u64()? as usize).copied();
            let class = CLASSES.iter().position(|c| Some(*c) == m["polarity"].as_str())?;
            let mut shares = [0.0; 3];
            shares[class] = 1.0;
            Some(Mark { span: (at("start")?, at("end")?), shares })
        };
        let marks = record["gold"]["sentiment"].as_array().into_iter().flatten().filter_map(mark).collect();
        Ok(Marked { id: String::new(), text, marks, weight: 1.0 })
    });
    parsed.collect::<Result<_>>().with_context(|| path.display().to_string())
}

/// Marks on the pile: `id`, then tab-separated `start:length:negative:positive`, bytes and shares in percent.
pub fn pile(path: &Path, articles: &FxHashMap<String, String>, weight: f32) -> Result<Vec<Marked>> {
    let file = sets::read(path)?;
    let mut out = Vec::new();
    for (n, line) in file.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
        let place = || format!("{}:{}", path.display(), n + 1);
        let mut cells = line.split('\t');
        let id = cells.next().unwrap_or("");
        let text = articles.get(id).with_context(|| format!("{}: no article {id}", place()))?;
        let mark = |cell: &str| {
            let numbers: Vec<usize> = cell.split(':').filter_map(|n| n.parse().ok()).collect();
            let [start, len, bad, good] = numbers[..] else { return None };
            text.get(start..start + len)?;
            let (bad, good) = (bad as f32 / 100.0, good as f32 / 100.0);
            Some(Mark { span: (start, start + len), shares: [bad, (1.0 - bad - good).max(0.0), good] })
        };
        let marks = cells.map(|c| mark(c).with_context(|| format!("{}: {c}", place()))).collect::<Result<_>>()?;
        out.push(Marked { id: id.to_string(), text: text.clone(), marks, weight });
    }
    Ok(out)
}

/// The features of each mark of the texts.
pub fn read(texts: &[Marked]) -> Result<Vec<Mention>> {
    let plan = sets::plan()?;
    Ok(texts.par_iter().flat_map_iter(|text| of_text(text, &sets::layers(&plan, &text.text))).collect())
}

/// The features of the marks of a text with these layers.
pub fn of_text(text: &Marked, layers: &Layers) -> Vec<Mention> {
    mentions(&text.text, layers, &text.marks, text.weight)
}

/// The features of each of some marks in a text, with how much each counts.
pub fn mentions(text: &str, layers: &Layers, marks: &[Mark], weight: f32) -> Vec<Mention> {
    let mut out = Vec::new();
    for view in sets::views(text, layers) {
        let inside = |m: &&Mark| (view.span.start()..view.span.end()).contains(&m.span.0);
        for mark in marks.iter().filter(inside) {
            let target = view.place(Span::new(mark.span.0, mark.span.1));
            if !target.is_empty() {
                out.push((features(&view, &target), mark.shares, weight));
            }
        }
    }
    out
}

/// Examples as the learner takes them.
pub fn examples<'a>(mentions: impl IntoIterator<Item = &'a Mention>) -> Vec<Example<3>> {
    let example = |(features, shares, weight): &Mention| Example {
        features: features.iter().map(|f| f.hash).collect(),
        shares: *shares,
        weight: *weight,
    };
    mentions.into_iter().map(example).collect()
}

/// The most probable class.
pub fn class(p: &[f64; 3]) -> usize {
    (0..3).max_by(|a, b| p[*a].total_cmp(&p[*b])).unwrap_or(1)
}

/// How answers fit marks.
struct Fit {
    n: usize,
    accuracy: f64,
    macro_f1: f64,
    /// The same on the half of the mentions of which the model is surest.
    half: f64,
    /// Expected calibration error, ten bins of equal width.
    ece: f64,
    each: [f64; 3],
}

/// Scores a model.
fn fit(model: &Linear<3>, read: &[Mention]) -> Fit {
    let mut answers: Vec<(f64, usize, usize)> = read
        .iter()
        .map(|(features, shares, _)| {
            let p = model.probabilities(&model.sums(features));
            let gold = class(&shares.map(f64::from));
            (p[class(&p)], class(&p), gold)
        })
        .collect();
    answers.sort_by(|a, b| b.0.total_cmp(&a.0));
    let f1s = |answers: &[(f64, usize, usize)]| -> [f64; 3] {
        std::array::from_fn(|c| {
            let count = |f: &dyn Fn(&(f64, usize, usize)) -> bool| answers.iter().filter(|a| f(a)).count() as f64;
            let both = count(&|a| a.1 == c && a.2 == c);
            2.0 * both / (count(&|a| a.1 == c) + count(&|a| a.2 == c)).max(1.0)
        })
    };
    let mean = |f: [f64; 3]| f.iter().sum::<f64>() / 3.0;
    let mut ece = 0.0;
    for bin in 0..10 {
        let of = |a: &&(f64, usize, usize)| ((a.0 * 10.0) as usize).min(9) == bin;
        let (n, sure, right) = answers
            .iter()
            .filter(of)
            .fold((0.0, 0.0, 0.0), |(n, s, r), a| (n + 1.0, s + a.0, r + f64::from(u8::from(a.1 == a.2))));
        if n > 0.0 {
            ece += (sure / n - right / n).abs() * n / answers.len() as f64;
        }
    }
    let right = answers.iter().filter(|a| a.1 == a.2).count();
    Fit {
        n: answers.len(),
        accuracy: right as f64 / answers.len().max(1) as f64,
        macro_f1: mean(f1s(&answers)),
        half: mean(f1s(&answers[..answers.len() / 2])),
        ece,
        each: f1s(&answers),
    }
}
