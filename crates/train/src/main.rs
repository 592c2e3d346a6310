//! Trains the models that the analyzers embed. `cargo xtask train` runs it.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod boost;
mod crf;
mod entities;
mod names;
mod sets;

use anyhow::{Context, Result};
use parallax_entities as _;
use std::path::{Path, PathBuf};

fn main() -> Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut value = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        let pair: Vec<String> = args.drain(at..(at + 2).min(args.len())).collect();
        pair.get(1).cloned()
    };
    if let Some(data) = value("--names") {
        let mut pairs = names::pairs(Path::new("crates/entities/train"), Path::new(&data))?;
        let w = |n: Option<String>| n.map(|v| v.parse::<f64>().expect("n"));
        names::weigh(&mut pairs, w(value("--wown")), w(value("--wbench")));
        let mut plan = boost::Plan { trees: 150, depth: 4, rate: 0.1, least: 5.0, pull: 1.0 };
        let mut number = |name: &str| value(name).map(|v| v.parse::<f64>().expect("a number"));
        if let Some(n) = number("--trees") { plan.trees = n as usize }
        if let Some(n) = number("--depth") { plan.depth = n as usize }
        if let Some(n) = number("--rate") { plan.rate = n }
        if let Some(n) = number("--least") { plan.least = n }
        for (group, f1, macro_f1) in names::cross(&pairs, plan) {
            println!("{group:<12} same F1 {f1:.3}, macro-F1 {macro_f1:.3}");
        }
        if let Some(out) = value("--out") {
            std::fs::write(out, names::train(&pairs, plan))?;
        }
        return Ok(());
    }
    let own = PathBuf::from(value("--own").context("--own FOLDER")?);
    let data = value("--data").map(PathBuf::from);
    let out = PathBuf::from(value("--out").context("--out FILE")?);
    let mut options = entities::Options::default();
    let mut number = |name: &str| value(name).map(|v| v.parse::<f32>().expect("a number"));
    if let Some(n) = number("--epochs") { options.plan.epochs = n as usize }
    if let Some(n) = number("--rate") { options.plan.rate = n }
    if let Some(n) = number("--pull") { options.plan.pull = n }
    if let Some(n) = number("--least") { options.least = n as u32 }
    if let Some(n) = number("--keep") { options.keep = n as usize }
    let weights = value("--weights");
    if let Some(m) = value("--score") {
        let model = std::fs::read(m)?;
        for name in ["en_worldwide.dev", "conllpp_2020.dev"] {
            let texts = sets::public(&data.as_ref().unwrap().join(format!("{name}.jsonl")))?;
            let s = entities::score(&model, &texts)?;
            println!("{name:<20} F1 {:.4}  P {:.4} R {:.4}", s.f1(), s.right as f64 / s.found as f64, s.right as f64 / s.marked as f64);
        }
        return Ok(());
    }
    let mut sets = entities::sets(&own, data.as_deref())?;
    if let Some(w) = weights {
        for pair in w.split(',') {
            let (name, x) = pair.split_once('=').expect("name=x");
            sets.iter_mut().filter(|s| s.name.starts_with(name)).for_each(|s| s.weight = x.parse().expect("x"));
        }
    }
    sets.retain(|s| s.weight > 0.0);
    for set in &sets {
        let names: usize = set.texts.iter().map(|t| t.names.len()).sum();
        println!("{:<26} {:>5} texts {:>6} names, weight {}", set.name, set.texts.len(), names, set.weight);
    }
    let model = entities::train(&sets, &options)?;
    std::fs::write(&out, &model)?;
    println!("{} bytes", model.len());
    if let Some(data) = &data {
        for name in ["en_worldwide.dev", "conllpp_2020.dev", "wikigold.dev"] {
            let texts = sets::public(&data.join(format!("{name}.jsonl")))?;
            let s = entities::score(&model, &texts)?;
            println!("{name:<20} F1 {:.4}  P {:.4} R {:.4}", s.f1(), s.right as f64 / s.found as f64, s.right as f64 / s.marked as f64);
        }
    }
    let _ = Path::new("");
    Ok(())
}
