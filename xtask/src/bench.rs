//! `bench`: how fast the program is on this machine. It prints and asserts nothing.

use crate::args::Args;
use crate::{Verb, bless, sh};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

pub const VERB: Verb = Verb {
    name: "bench",
    usage: "[PILE.jsonl[.gz]] [--first N] [--runs N] [--layers] [--linear]",
    about: "Time `parallax annotate` on one thread, and how long the program takes to start",
    help: "
Without a pile, the corpus is repeated to about 6 MB. MB are megabytes of article text.

  --first N    only the first N articles of the pile
  --runs N     how often each is timed (default 5)
  --layers     also time each layer alone, with everything that it needs
  --linear     instead: each layer on one document of 1 MB against one of 100 KB (ten times the text; the start taken off)",
    run,
};

/// Where piles are put together, out of git's sight.
const FOLDER: &str = "target/bench";
/// Size of the pile made of the corpus.
const PILE: usize = 6_000_000;

fn run(mut args: Args) -> Result<()> {
    let number = |value: Option<String>, name: &str| -> Result<Option<usize>> {
        value.map(|v| v.parse().with_context(|| format!("{name} wants a number, not `{v}`"))).transpose()
    };
    let first = number(args.value("--first")?, "--first")?;
    let runs = number(args.value("--runs")?, "--runs")?.unwrap_or(5).max(1);
    let layers = args.flag("--layers");
    let linear = args.flag("--linear");
    let given = args.rest(1)?.pop();
    let lines = match &given {
        Some(path) => pile(Path::new(path))?,
        None => corpus_pile()?,
    };
    let lines: Vec<&str> =
        lines.lines().filter(|line| !line.trim().is_empty()).take(first.unwrap_or(usize::MAX)).collect();
    let size = |line: &&str| {
        serde_json::from_str::<Value>(line).ok().and_then(|r| r["text"].as_str().map(str::len)).unwrap_or(0)
    };
    let megabytes = lines.iter().map(size).sum::<usize>() as f64 / 1e6;
    if megabytes == 0.0 {
        bail!("no line of {} is an article with a \"text\"", given.as_deref().unwrap_or("the corpus"));
    }
    if linear {
        return linearity(&lines, runs);
    }
    let path = sh::root().join(FOLDER).join("pile.jsonl");
    sh::write(&path, lines.join("\n") + "\n")?;
    let program = sh::parallax()?;

    println!("{} articles, {megabytes:.2} MB of text, one thread, {runs} runs\n", lines.len());
    println!("{:<22} {:>8} {:>8} {:>8}", "", "min", "median", "max");
    let annotate = |layer: Option<&str>| {
        let mut command = Command::new(&program);
        command.arg("annotate").arg(&path).env("RAYON_NUM_THREADS", "1");
        if let Some(name) = layer {
            command.args(["--layers", name]);
        }
        command
    };
    let speed = |name: &str, layer: Option<&str>| -> Result<()> {
        let seconds = times(runs, || annotate(layer))?;
        let [slowest, median, fastest] = summary(&seconds).map(|s| megabytes / s);
        println!("{name:<22} {slowest:>8.2} {median:>8.2} {fastest:>8.2} MB/s");
        Ok(())
    };
    speed("annotate", None)?;
    if layers {
        for layer in layers_of(annotate(None))? {
            speed(&format!("  --layers {layer}"), Some(&layer))?;
        }
    }
    let start = times(runs, || {
        let mut command = Command::new(&program);
        command.arg("list");
        command
    })?;
    let [max, median, min] = summary(&start).map(|s| s * 1e3);
    println!("{:<22} {min:>8.1} {median:>8.1} {max:>8.1} ms", "start (list)");
    Ok(())
}

/// Prints how much longer each layer takes on 1 MB in one document than on 100 KB; 10 is linear.
fn linearity(lines: &[&str], runs: usize) -> Result<()> {
    let texts: Vec<String> = lines
        .iter()
        .filter_map(|line| Some(serde_json::from_str::<Value>(line).ok()?["text"].as_str()?.to_string()))
        .collect();
    let document = |size: usize| -> Result<PathBuf> {
        let mut text = String::new();
        for part in texts.iter().cycle().take_while(|_| !texts.is_empty()) {
            if text.len() >= size {
                break;
            }
            text += part;
            text += "\n\n";
        }
        let path = sh::root().join(FOLDER).join(format!("document-{size}.jsonl"));
        sh::write(&path, format!("{}\n", json!({ "id": "document", "text": text })))?;
        Ok(path)
    };
    let (small, large) = (document(100_000)?, document(1_000_000)?);
    let program = sh::parallax()?;
    let command = |path: &Path, layer: &str| {
        let mut command = Command::new(&program);
        command.args(["annotate", "--threads", "1", "--layers", layer]).arg(path);
        command
    };
    let mut all = Command::new(&program);
    all.arg("annotate").arg(&small);
    let best = |make: &dyn Fn() -> Command| -> Result<f64> { Ok(summary(&times(runs, make)?)[2]) };
    let list = || {
        let mut command = Command::new(&program);
        command.arg("list");
        command
    };
    let start = best(&list)?;
    println!("{:<22} {:>10} {:>10} {:>8}", "", "100 KB, ms", "1 MB, ms", "times");
    for layer in layers_of(all)? {
        let (a, b) = (best(&|| command(&small, &layer))? - start, best(&|| command(&large, &layer))? - start);
        println!("{layer:<22} {:>10.1} {:>10.1} {:>8.1}", a * 1e3, b * 1e3, b / a.max(1e-4));
    }
    Ok(())
}

/// Longest, middle, shortest.
fn summary(seconds: &[f64]) -> [f64; 3] {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    [sorted[sorted.len() - 1], sorted[sorted.len() / 2], sorted[0]]
}

/// Seconds of each run, its output thrown away.
fn times(runs: usize, command: impl Fn() -> Command) -> Result<Vec<f64>> {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            sh::run(command().stdout(Stdio::null()))?;
            Ok(start.elapsed().as_secs_f64())
        })
        .collect()
}

/// Layers that stand in the first article's output.
fn layers_of(mut annotate: Command) -> Result<Vec<String>> {
    let out = sh::output(&mut annotate)?;
    let first = out.split(|byte| *byte == b'\n').next().unwrap_or(&[]);
    let record: Value = serde_json::from_slice(first).context("the first line of `parallax annotate` is no JSON")?;
    Ok(record["layers"].as_object().into_iter().flat_map(|layers| layers.keys().cloned()).collect())
}

/// The lines of a pile; `.gz` goes through gzip.
fn pile(path: &Path) -> Result<String> {
    if path.extension().is_none_or(|e| e != "gz") {
        return sh::read(path);
    }
    let file = File::open(path).with_context(|| format!("cannot read {}", sh::short(path)))?;
    let bytes = sh::output(Command::new("gzip").arg("-dc").stdin(file))?;
    String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", sh::short(path)))
}

/// The articles of the corpus, again and again under other ids.
fn corpus_pile() -> Result<String> {
    let corpus = sh::root().join("corpus");
    let story = |path: &PathBuf| path.parent() != Some(&corpus) && bless::is_article(path);
    let mut articles = Vec::new();
    for path in sh::files_under(&corpus).into_iter().filter(story) {
        let id = path.strip_prefix(&corpus).unwrap_or(&path).with_extension("");
        articles.push((id.to_string_lossy().into_owned(), sh::read(&path)?));
    }
    if articles.is_empty() {
        bail!("there is no article in {}", sh::short(&corpus));
    }
    let mut out = String::new();
    for (n, (id, text)) in articles.iter().cycle().enumerate() {
        if out.len() >= PILE {
            break;
        }
        out += &format!("{}\n", json!({ "id": format!("{id}/{n}"), "text": text }));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_is_one_of_them() {
        assert_eq!(summary(&[3.0, 1.0, 2.0]), [3.0, 2.0, 1.0]);
        assert_eq!(summary(&[1.0, 2.0]), [2.0, 2.0, 1.0]);
    }

    #[test]
    fn the_corpus_makes_a_pile_of_its_articles() {
        let pile = corpus_pile().unwrap();
        assert!(pile.len() >= PILE);
        let first: Value = serde_json::from_str(pile.lines().next().unwrap()).unwrap();
        assert!(first["id"].as_str().unwrap().ends_with("/0") && !first["text"].as_str().unwrap().is_empty());
    }
}
