//! Trains the models that the analyzers embed: `cargo xtask train` builds and runs it.
//!
//! ```text
//! parallax-train entities|names --crate crates/entities --data DIR [--date YYYY-MM-DD] [--check]
//! parallax-train tags --crate crates/text [--date YYYY-MM-DD] [--check]
//! parallax-train references|tone|articles|loaded --crate crates/framing --data DIR [--date YYYY-MM-DD] [--check]
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod articles;
mod boost;
mod card;
mod cells;
mod crf;
mod entities;
mod loaded;
mod names;
mod references;
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
    let one = |file, bytes: Vec<u8>, section| (vec![(file, bytes)], section);
    let (files, section) = match args.first().map(String::as_str) {
        Some("entities") => {
            let sets = entities::sets(&krate.join("train"), Some(data()?))?;
            let model = entities::train(&sets, &entities::Options::default())?;
            let section = card::entities(&sets, &model, data()?)?;
            one("model/entities.bin", model, section)
        }
        Some("names") => {
            let pairs = names::pairs(&krate.join("train"), data()?)?;
            let section = card::names(&pairs, &names::cross(&pairs, names::PLAN));
            one("model/names.txt", names::train(&pairs, names::PLAN).into_bytes(), section)
        }
        Some("tags") => {
            let sets = tags::sets(&krate.join("train"))?;
            let all: Vec<&tags::Tagged> = sets.iter().flat_map(|(_, sentences)| sentences).collect();
            let listed = tags::listed(&krate.join("data/lexicon.tsv"))?;
            let model = tags::train(&all, &listed).bytes();
            let section = tags::card(&sets, &listed, model.len());
            one("model/tags.bin", model, section)
        }
        Some("tone") => {
            let sets = tone::sets(&krate.join("train"), data()?)?;
            let model = tone::train(&sets);
            let section = tone::card(&sets, &model);
            one("model/tone.bin", model.bytes(), section)
        }
        Some("articles") => articles::train(&articles::sets(&krate.join("train"), data()?)?),
        Some("references") => {
            let (trees, section) = references::train(&krate.join("train"), data()?)?;
            one("model/references.txt", trees.into_bytes(), section)
        }
        Some("loaded") => {
            let words = loaded::words(&krate.join("train"), data()?)?;
            let model = loaded::train(&words);
            let section = loaded::card(&words, &model, data()?)?;
            one("model/loaded.bin", model.bytes(), section)
        }
        other => bail!("{other:?} is no model; there are entities, names, tags, references, tone, articles and loaded"),
    };
    println!("{section}");
    for (file, bytes) in &files {
        let path = krate.join(file);
        if !check {
            std::fs::write(&path, bytes).with_context(|| path.display().to_string())?;
        } else if std::fs::read(&path).ok().as_ref() != Some(bytes) {
            bail!("{} is not what the data gives", path.display());
        }
    }
    if check {
        return Ok(());
    }
    card::write(&krate.join("MODEL.md"), files[0].0, &section, date.as_deref())
}
