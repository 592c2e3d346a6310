//! The model of tone: mentions with what is said of them, their features, weights learnt, confidence fitted.

use crate::sets;
use crate::softmax::{Example, Plan};
use anyhow::{Context, Result};
use parallax_core::{Article, Layers, Note, Purpose, Span, registered};
use parallax_entities::Entity;
use parallax_framing::linear::{Feature, Linear};
use parallax_framing::scene::Scene;
use parallax_framing::tone::features;
use parallax_quotes::Quote;
use parallax_text::{Sentence, Tagged, Token};
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
    pub text: String,
    pub marks: Vec<Mark>,
    pub weight: f32,
}

pub const PLAN: Plan = Plan { epochs: 10, rate: 0.03, pull: 2e-6, least: 3, keep: 200_000 };

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
        Ok(Marked { text, marks, weight: 1.0 })
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
        out.push(Marked { text: text.clone(), marks, weight });
    }
    Ok(out)
}

/// The features of each mark of the texts.
pub fn read(texts: &[Marked]) -> Result<Vec<(Vec<Feature>, [f32; 3], f32)>> {
    let only = ["sentences", "tokens", "tags", "entities", "quotes"].map(String::from);
    let plan = parallax_core::Plan::new(&registered(), &Default::default(), Purpose::Annotate(Some(&only)))?;
    Ok(texts.par_iter().flat_map_iter(|text| marks(&plan, text)).collect())
}

fn marks(plan: &parallax_core::Plan, text: &Marked) -> Vec<(Vec<Feature>, [f32; 3], f32)> {
    let article = Article::new("training", text.text.as_str());
    let layers: Layers = parallax_runner::read_one(plan, &article).0;
    let mut out = Vec::new();
    for sentence in layers.get::<Sentence>() {
        let inside = |m: &&Mark| (sentence.span().start()..sentence.span().end()).contains(&m.span.0);
        let mut scene = None;
        for mark in text.marks.iter().filter(inside) {
            let scene = scene.get_or_insert_with(|| {
                let (tags, names, quotes) = (layers.get::<Tagged>(), layers.get::<Entity>(), layers.get::<Quote>());
                Scene::new(&text.text, sentence, layers.get::<Token>(), tags, names, quotes)
            });
            let target = scene.place(Span::new(mark.span.0, mark.span.1));
            if !target.is_empty() {
                out.push((features(scene, &target), mark.shares, text.weight));
            }
        }
    }
    out
}

/// Examples as the learner takes them.
pub fn examples(read: &[(Vec<Feature>, [f32; 3], f32)]) -> Vec<Example<3>> {
    read.iter()
        .map(|(features, shares, weight)| Example {
            features: features.iter().map(|f| f.hash).collect(),
            shares: *shares,
            weight: *weight,
        })
        .collect()
}

/// How answers fit marks.
#[derive(Default, Debug)]
pub struct Fit {
    pub n: usize,
    pub accuracy: f64,
    pub macro_f1: f64,
    /// The same on the half of the mentions of which the model is surest.
    pub half: f64,
    /// Expected calibration error, ten bins of equal width.
    pub ece: f64,
    pub each: [f64; 3],
}

/// Scores a model.
pub fn fit(model: &Linear<3>, read: &[(Vec<Feature>, [f32; 3], f32)]) -> Fit {
    let class = |p: &[f64]| (0..3).max_by(|a, b| p[*a].total_cmp(&p[*b])).unwrap_or(1);
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
        let (n, sure, right) = answers.iter().filter(of).fold((0.0, 0.0, 0.0), |(n, s, r), a| {
            (n + 1.0, s + a.0, r + f64::from(u8::from(a.1 == a.2)))
        });
        if n > 0.0 {
            ece += (sure / n - right / n as f64).abs() * n / answers.len() as f64;
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
