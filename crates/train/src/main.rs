//! Trains the models that the analyzers embed: `cargo xtask train` builds and runs it.
//!
//! ```text
//! parallax-train entities|names --crate crates/entities --data DIR [--date YYYY-MM-DD] [--check]
//! parallax-train tags --crate crates/text [--date YYYY-MM-DD] [--check]
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod boost;
mod card;
mod crf;
mod entities;
mod loaded;
mod names;
mod sets;
mod softmax;
mod tags;
mod tone;

use anyhow::{Context, Result, bail};
use std::path::PathBuf;

fn main() -> Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut value = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        let pair: Vec<String> = args.drain(at..(at + 2).min(args.len())).collect();
        pair.get(1).cloned()
    };
    let krate = PathBuf::from(value("--crate").context("--crate FOLDER: the crate that embeds the model")?);
    let data = value("--data").map(PathBuf::from);
    let data = || data.as_deref().context("--data FOLDER: where the public sets are");
    let date = value("--date");
    let check = args.iter().any(|a| a == "--check");
    if args.first().is_some_and(|a| a == "try-loaded") {
        let env = |name: &str, or: f32| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(or);
        let pile = entities::pile(&data()?.join("pile.dev.jsonl"))?;
        let train = loaded::read(&loaded::pile(std::path::Path::new("/tmp/tone/loaded.tsv"), &pile)?)?;
        let dev = loaded::read(&loaded::public(&data()?.join("babe.dev.jsonl"))?)?;
        let plan = softmax::Plan { epochs: env("EPOCHS", 4.0) as usize, rate: env("RATE", 0.02), pull: 0.0, least: env("LEAST", 3.0) as u32, keep: env("KEEP", 150_000.0) as usize };
        let model = softmax::learn(&loaded::examples(&train), plan);
        for from in [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5] {
            println!("{from} train {:.3?} babe {:.3?}", loaded::fit(&model, &train, from), loaded::fit(&model, &dev, from));
        }
        println!("{} words, {} bytes", train.len(), model.bytes().len());
        if let Ok(path) = std::env::var("OUT") {
            std::fs::write(path, model.bytes())?;
        }
        return Ok(());
    }
    if args.first().is_some_and(|a| a == "try-tone") {
        return try_tone(data()?, &krate);
    }
    let (file, bytes, section) = match args.first().map(String::as_str) {
        Some("entities") => {
            let sets = entities::sets(&krate.join("train"), Some(data()?))?;
            let model = entities::train(&sets, &entities::Options::default())?;
            let section = card::entities(&sets, &model, data()?)?;
            ("model/entities.bin", model, section)
        }
        Some("names") => {
            let pairs = names::pairs(&krate.join("train"), data()?)?;
            let section = card::names(&pairs, &names::cross(&pairs, names::PLAN));
            ("model/names.txt", names::train(&pairs, names::PLAN).into_bytes(), section)
        }
        Some("tags") => {
            let sets = tags::sets(&krate.join("train"))?;
            let all: Vec<&tags::Tagged> = sets.iter().flat_map(|(_, sentences)| sentences).collect();
            let listed = tags::listed(&krate.join("data/lexicon.tsv"))?;
            let model = tags::train(&all, &listed).bytes();
            let section = tags::card(&sets, &listed, model.len());
            ("model/tags.bin", model, section)
        }
        other => bail!("{other:?} is no model; there are entities, names and tags"),
    };
    println!("{section}");
    let path = krate.join(file);
    if check {
        let same = std::fs::read(&path).is_ok_and(|committed| committed == bytes);
        return if same { Ok(()) } else { Err(anyhow::anyhow!("{} is not what the data gives", path.display())) };
    }
    std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
    card::write(&krate.join("MODEL.md"), file, &section, date.as_deref())
}

/// For trying out: learn from the training half, score on the other.
fn try_tone(data: &std::path::Path, own: &std::path::Path) -> Result<()> {
    let env = |name: &str, or: f32| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(or);
    let mut plan = tone::PLAN;
    plan.epochs = env("EPOCHS", plan.epochs as f32) as usize;
    plan.rate = env("RATE", plan.rate);
    plan.pull = env("PULL", plan.pull);
    plan.least = env("LEAST", plan.least as f32) as u32;
    plan.keep = env("KEEP", plan.keep as f32) as usize;
    let train = tone::read(&tone::newsmtsc(&data.join("newsmtsc.train.jsonl"))?)?;
    let dev = tone::read(&tone::newsmtsc(&data.join("newsmtsc.dev.jsonl"))?)?;
    let mut examples = tone::examples(&train);
    if let Ok(extra) = std::env::var("EXTRA") {
        let pile = entities::pile(&data.join("pile.dev.jsonl"))?;
        for (n, file) in extra.split(',').enumerate() {
            let weight = env(&format!("WEIGHT{n}"), 0.5);
            let read = tone::read(&tone::pile(std::path::Path::new(file), &pile, weight)?)?;
            println!("{file}: {}", read.len());
            examples.extend(tone::examples(&read));
        }
    }
    let _ = own;
    let model = softmax::learn(&examples, plan);
    println!("{} examples, {} bytes", examples.len(), model.bytes().len());
    if let Ok(path) = std::env::var("OUT") {
        std::fs::write(path, model.bytes())?;
    }
    println!("train {:.3?}", tone::fit(&model, &train));
    println!("dev   {:.3?}", tone::fit(&model, &dev));
    Ok(())
}
