//! The model card: what a model was trained on, under which licences, how well it does, when, and how to do it again.

use crate::entities::{self, Set};
use crate::names::Pair;
use crate::sets;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::Path;

/// Sets with their source and licence.
const SOURCES: [(&str, &str); 5] = [
    ("pile", "marks: ours (language models by one guide); text: ramybaly/Article-Bias-Prediction, Apache-2.0"),
    ("wikigold", "Balasuriya et al. 2009, CC-BY-4.0"),
    ("crossner_politics", "Liu et al. 2021, MIT"),
    ("gum_news", "GUM (Zeldes 2017), CC-BY"),
    ("", "ours, invented articles by language models; MIT or Apache-2.0"),
];

/// Sets that are scored, and whether the model learns from them.
const SCORED: [(&str, &str); 6] = [
    ("en_worldwide.dev", "not learnt from"),
    ("conllpp_2020.dev", "not learnt from"),
    ("wikigold.dev", "learnt from"),
    ("crossner_politics.dev", "learnt from"),
    ("uner_ewt.dev", "not learnt from"),
    ("ieer.dev", "not learnt from"),
];

/// The section about the model of names in text.
pub fn entities(sets: &[Set], model: &[u8], data: &Path) -> Result<String> {
    let mut out = String::from(
        "A linear-chain conditional random field over hashed features, weights rounded to 8 bits. It settles what the rules\n\
         and lists of the crate propose.\n\n| set | texts | names | weight | source and licence |\n|---|---|---|---|---|\n",
    );
    for set in sets {
        let names: usize = set.texts.iter().map(|t| t.names.len()).sum();
        let source = SOURCES.iter().find(|(name, _)| set.name.starts_with(name)).map_or("", |(_, source)| source);
        let _ = writeln!(out, "| {} | {} | {names} | {} | {source} |", set.name, set.texts.len(), set.weight);
    }
    let _ = writeln!(
        out,
        "\nPersons, organisations and places (strict: same span and class), without the scorer's leniency about articles:\n\n\
         | set | P | R | F1 | |\n|---|---|---|---|---|"
    );
    for (name, how) in SCORED {
        let path = data.join(format!("{name}.jsonl"));
        let s = entities::score(model, &sets::public(&path)?)?;
        let share = |n: usize| s.right as f64 / n.max(1) as f64;
        let _ = writeln!(out, "| {name} | {:.3} | {:.3} | {:.3} | {how} |", share(s.found), share(s.marked), s.f1());
    }
    let _ = write!(
        out,
        "\nRetrain: `cargo xtask train entities --data DIR` ({} bytes; the same data gives the same bytes).\n\
         `DIR` holds the sets as JSONL under the names above; see the head of `crates/train/src/sets.rs` for their form.",
        model.len()
    );
    Ok(out)
}

/// The section about the model of name pairs.
pub fn names(pairs: &[Pair], crossed: &[(&'static str, f64, f64)]) -> String {
    let mut out = String::from(
        "Boosted trees over whole-number evidence about two names (parts that answer to each other, what is left over).\n\n\
         | set | pairs | same: F1 | macro-F1 | source and licence |\n|---|---|---|---|---|\n",
    );
    for (group, same, macro_f1) in crossed {
        let n = pairs.iter().filter(|p| p.group == *group).count();
        let source = match *group {
            "our own" => "ours, by a language model; MIT or Apache-2.0",
            "name_bench" => "opensanctions/nomenklatura, MIT",
            _ => "US Treasury list by way of moov-io/watchman, public domain",
        };
        let _ = writeln!(out, "| {group} | {n} | {same:.3} | {macro_f1:.3} | {source} |");
    }
    out + "\nFigures: five parts, each answered by trees grown on the other four; all spellings of one listed person in one part.\n\
           Retrain: `cargo xtask train names --data DIR`."
}

/// Puts a section into the card, under its file's name; the other sections stay.
pub fn write(path: &Path, file: &str, section: &str, date: Option<&str>) -> Result<()> {
    let old = std::fs::read_to_string(path).unwrap_or_else(|_| "# Models of this crate\n".into());
    let title = format!("\n## {file}");
    let before = old.find(&title).map_or(old.trim_end(), |at| old[..at].trim_end());
    let rest = old.find(&title).map_or("", |at| &old[at + title.len()..]);
    let after = rest.find("\n## ").map_or("", |at| &rest[at..]);
    let trained = date.map_or(String::new(), |d| format!(", trained {d}"));
    let text = format!("{before}\n{title}{trained}\n\n{section}\n{after}");
    std::fs::write(path, text.trim_end().to_string() + "\n").with_context(|| path.display().to_string())
}
