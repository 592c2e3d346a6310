//! The model of names: sets in, features counted, weights learnt, rounded and packed; scores on sets that are not learnt from.

use crate::crf::{self, Plan, Sequence};
use crate::sets::{self, Labelled};
use anyhow::{Context, Result};
use parallax_core::{Article, Layers, Purpose, registered};
use parallax_entities::Label;
use parallax_entities::tagger::{self, Model, Packed, TAGS};
use parallax_text::{Sentence, Token};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::path::Path;

/// Everything that training can be told.
#[derive(Clone, Debug)]
pub struct Options {
    pub plan: Plan,
    /// A feature counts if it is seen so often.
    pub least: u32,
    /// So many features are kept.
    pub keep: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { plan: Plan { epochs: 8, rate: 0.04, pull: 1e-3 }, least: 2, keep: 100_000 }
    }
}

/// One set, and how much each of its sentences counts.
pub struct Set {
    pub name: String,
    pub texts: Vec<Labelled>,
    pub weight: f32,
}

/// Our own articles and the marks on the pile; and of `data`, if it is there, the public sets whose licence allows it.
pub fn sets(own: &Path, data: Option<&Path>) -> Result<Vec<Set>> {
    let mut out = Vec::new();
    for file in sets::invented(own)? {
        let name = file.file_stem().map_or(String::new(), |s| s.to_string_lossy().into_owned());
        out.push(Set { name, texts: sets::bracketed(&file)?, weight: 1.0 });
    }
    let Some(data) = data else { return Ok(out) };
    let pile = pile(&data.join("pile.dev.jsonl"))?;
    out.push(Set { name: "pile".into(), texts: sets::marks(&own.join("pile.tsv"), &pile)?, weight: 1.0 });
    for name in ["wikigold.dev", "crossner_politics.dev", "crossner_politics.train"] {
        let texts = sets::public(&data.join(format!("{name}.jsonl")))?;
        out.push(Set { name: name.into(), texts, weight: 0.5 });
    }
    let texts = sets::noun_phrases(&data.join("gum_news.dev.jsonl"))?;
    out.push(Set { name: "gum_news.dev".into(), texts, weight: 0.5 });
    Ok(out)
}

/// The pile's texts by id.
pub fn pile(path: &Path) -> Result<FxHashMap<String, String>> {
    let lines = sets::read(path)?;
    let mut out = FxHashMap::default();
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line)?;
        if let (Some(id), Some(text)) = (record["id"].as_str(), record["text"].as_str()) {
            out.insert(id.to_string(), text.to_string());
        }
    }
    Ok(out)
}

/// Text with its tokens and sentences.
struct Read {
    layers: Layers,
}

fn read(plan: &parallax_core::Plan, text: &Labelled) -> Read {
    let article = Article::new(text.id.as_str(), text.text.as_str());
    Read { layers: parallax_runner::read_one(plan, &article).0 }
}

fn layers_plan() -> Result<parallax_core::Plan> {
    let only = ["sentences".to_string(), "tokens".to_string()];
    Ok(parallax_core::Plan::new(&registered(), &Default::default(), Purpose::Annotate(Some(&only)))?)
}

/// One zone before its features have rows.
struct Raw {
    hashes: Vec<u64>,
    allowed: Vec<u32>,
    weight: f32,
}

/// Learns the model and packs it.
pub fn train(sets: &[Set], options: &Options) -> Result<Vec<u8>> {
    let plan = layers_plan()?;
    let raw: Vec<Raw> = sets
        .iter()
        .flat_map(|set| set.texts.iter().map(move |t| (t, set.weight)))
        .collect::<Vec<_>>()
        .par_iter()
        .flat_map_iter(|(text, weight)| zones(&plan, text, *weight))
        .collect();
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for hash in raw.iter().flat_map(|r| &r.hashes) {
        *counts.entry(*hash).or_default() += 1;
    }
    let mut features: Vec<(u64, u32)> = counts.into_iter().filter(|(_, n)| *n >= options.least).collect();
    features.sort_unstable();
    let rows: FxHashMap<u64, u32> = features.iter().enumerate().map(|(i, (hash, _))| (*hash, i as u32)).collect();
    let sequences: Vec<Sequence> = raw.into_iter().map(|r| sequence(r, &rows)).collect();
    let tokens: usize = sequences.iter().map(|s| s.ends.len()).sum();
    eprintln!("{} zones, {tokens} tokens in them, {} features", sequences.len(), features.len());
    let weights = crf::learn(&sequences, features.len(), options.plan);
    Ok(pack(&features, &weights, options.keep))
}

/// The zones of a text with the tags that its marks allow.
fn zones(plan: &parallax_core::Plan, text: &Labelled, weight: f32) -> Vec<Raw> {
    let Read { layers } = read(plan, text);
    let (sentences, tokens) = (layers.get::<Sentence>(), layers.get::<Token>());
    let features = tagger::features(&text.text, sentences, tokens);
    let allowed = tags(text, tokens);
    let zone = |n: usize| {
        let z = &features.zones[n];
        let mut allowed = allowed[z.from..z.to].to_vec();
        // A name that begins before the zone: what its rest is cannot be told.
        for tag in &mut allowed {
            let begins = *tag & BEGINS != 0 || *tag & 1 != 0;
            if begins {
                break;
            }
            *tag = u32::MAX;
        }
        Raw { hashes: features.of_zone(n).to_vec(), allowed, weight }
    };
    (0..features.zones.len()).map(zone).collect()
}

/// Bits of all tags that begin a name.
const BEGINS: u32 = 0b0_1010_1010_1010_1010_1010;

/// The tags that each token may have.
fn tags(text: &Labelled, tokens: &[Token]) -> Vec<u32> {
    let tag_bits = |labels: u16, begin: bool| {
        let tags = (0..10).filter(|l| labels >> l & 1 == 1).map(|l| 1 + 2 * l + u32::from(!begin));
        tags.fold(0u32, |all, t| all | 1 << t)
    };
    let unmarked = 1 | tag_bits(text.unmarked, true) | tag_bits(text.unmarked, false);
    let mut out = vec![unmarked; tokens.len()];
    for (start, end) in &text.open {
        let first = tokens.partition_point(|t| t.span().end() <= *start);
        let last = tokens.partition_point(|t| t.span().start() < *end);
        out[first..last].fill(u32::MAX);
    }
    for (start, end, labels) in &text.names {
        let from = tokens.partition_point(|t| t.span().start() < *start);
        let to = tokens.partition_point(|t| t.span().end() <= *end);
        let exact = from < to && tokens[from].span().start() == *start && tokens[to - 1].span().end() == *end;
        if !exact {
            // The mark parts a token: anything may be right there.
            let first = tokens.partition_point(|t| t.span().end() <= *start);
            let last = tokens.partition_point(|t| t.span().start() < *end);
            out[first..last].fill(u32::MAX);
            continue;
        }
        out[from] = tag_bits(*labels, true);
        out[from + 1..to].fill(tag_bits(*labels, false));
        if let Some(next) = out.get_mut(to).filter(|next| **next == unmarked) {
            *next &= 1 | BEGINS;
        }
    }
    out
}

fn sequence(raw: Raw, rows: &FxHashMap<u64, u32>) -> Sequence {
    let mut out = Sequence { rows: Vec::new(), ends: Vec::new(), allowed: raw.allowed, weight: raw.weight };
    for token in raw.hashes.chunks_exact(tagger::Features::EACH) {
        out.rows.extend(token.iter().filter_map(|h| rows.get(h)));
        out.ends.push(out.rows.len() as u32);
    }
    out
}

/// Rounds the weights and keeps the features that move most.
fn pack(features: &[(u64, u32)], weights: &crf::Weights, keep: usize) -> Vec<u8> {
    let mut sizes: Vec<f32> = weights.rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 1e-3).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    let scale = 127.0 / top;
    let round = |w: f32, most: f32| (w * scale).round().clamp(-most, most);
    let mut transitions = [[0i16; TAGS]; TAGS + 1];
    for (to, from) in transitions.iter_mut().flatten().zip(weights.transitions.iter().flatten()) {
        *to = round(*from, 30_000.0) as i16;
    }
    let mut order: Vec<(f32, usize)> = weights
        .rows
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let spread: f32 = row.iter().map(|w| w * w).sum();
            let seen = features[i].1.min(1000) as f32;
            (-spread * seen.sqrt(), i)
        })
        .collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    order.truncate(keep);
    let mut packed = Packed::new(order.len() * 3 / 2, &transitions);
    let mut lost = 0;
    for (_, i) in &order {
        let row: [i8; TAGS] = std::array::from_fn(|t| round(weights.rows[*i][t], 127.0) as i8);
        lost += usize::from(row.iter().any(|w| *w != 0) && !packed.put(features[*i].0, &row));
    }
    eprintln!("{} features kept, {lost} of them without a place", order.len());
    packed.bytes()
}

/// Names found, marked, and both: persons, organisations and places (places of all three kinds are one class).
pub struct Score {
    pub found: usize,
    pub marked: usize,
    pub right: usize,
}

impl Score {
    /// F1.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.marked).max(1) as f64
    }
}

/// Scores a model on a set: the same span and class.
pub fn score(bytes: &[u8], texts: &[Labelled]) -> Result<Score> {
    let model = Model::new(bytes).context("this is no model")?;
    let plan = layers_plan()?;
    let core = |labels: u16| match labels {
        l if l == sets::bits(&[Label::Person]) => Some(0),
        l if l == sets::bits(&[Label::Org]) => Some(1),
        l if l & sets::bits(&[Label::Gpe, Label::Loc, Label::Fac]) != 0 && l & sets::bits(&[Label::Norp]) == 0 => {
            Some(2)
        }
        _ => None,
    };
    let one = |text: &Labelled| {
        let Read { layers } = read(&plan, text);
        let names = tagger::names_of(&model, &text.text, layers.get::<Sentence>(), layers.get::<Token>());
        let found: Vec<_> =
            names.iter().filter_map(|(s, l)| Some((s.start(), s.end(), core(sets::bits(&[*l]))?))).collect();
        let marked: Vec<_> = text.names.iter().filter_map(|(a, b, l)| Some((*a, *b, core(*l)?))).collect();
        let right = found.iter().filter(|f| marked.contains(f)).count();
        (found.len(), marked.len(), right)
    };
    let sums: Vec<_> = texts.par_iter().map(one).collect();
    let sum = |f: fn(&(usize, usize, usize)) -> usize| sums.iter().map(f).sum();
    Ok(Score { found: sum(|s| s.0), marked: sum(|s| s.1), right: sum(|s| s.2) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_entities::tagger::Tag;

    #[test]
    fn begin_bits_are_those_of_begin_tags() {
        let begins = (0..TAGS as u8).map(Tag).filter(|t| t.begins()).fold(0, |all, t| all | 1 << t.0);
        assert_eq!(BEGINS, begins);
    }

    /// A model of a dozen of our own articles: the same bytes for any number of threads, on any machine, in any build.
    #[test]
    fn the_same_data_gives_the_same_bytes() {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../entities/train/wires.txt");
        let texts: Vec<Labelled> = sets::bracketed(&own).unwrap().into_iter().take(12).collect();
        let held_out = sets::bracketed(&own).unwrap().into_iter().skip(40).collect::<Vec<_>>();
        let sets = [Set { name: "wires".into(), texts, weight: 1.0 }];
        let options = Options { keep: 4000, ..Options::default() };
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let model = one.install(|| train(&sets, &options)).unwrap();
        assert_eq!(model, train(&sets, &options).unwrap());
        let hash =
            model.iter().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
        assert_eq!(
            format!("{hash:016x}"),
            include_str!("small-model.hash").trim(),
            "a change of features changes it: write the new one down"
        );
        let f1 = score(&model, &held_out).unwrap().f1();
        assert!(f1 > 0.6, "{f1}");
    }
}
