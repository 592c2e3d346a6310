//! `parallax names`: pairs of names in, whether each pair is one name out, with a score and the reason.

use crate::failure::Failure;
use crate::output;
use crate::problems::Problems;
use crate::setup::Global;
use clap::Args;
use parallax_core::Problem;
use parallax_entities::{Kind, compare_names};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Read;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  parallax names --pairs pairs.jsonl
  echo '{\"a\": \"Alyaksandr Lukashenka\", \"b\": \"Alexander Lukashenko\"}' | parallax names --pairs -";

/// Judge pairs of names: can both be one person's, or one organisation's?
///
/// A line in is {\"a\", \"b\", \"kind\"?}, kind being person or organization (without it, legal forms and head nouns tell);
/// a line out is {\"a\", \"b\", \"same\", \"score\", \"why\"}, for each line in. The score is the chance that they are one.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(crate) struct Names {
    /// JSONL with a pair a line; - is standard input.
    #[arg(long, value_name = "FILE")]
    pairs: PathBuf,
    /// Write here instead of to standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
    kind: Option<Kind>,
}

impl Names {
    pub fn run(&self, global: &Global) -> Result<(), Failure> {
        let shown = self.pairs.display();
        let mut text = String::new();
        let read = match self.pairs.as_os_str() == "-" {
            true => std::io::stdin().lock().read_to_string(&mut text).map(|_| ()),
            false => std::fs::read_to_string(&self.pairs).map(|t| text = t),
        };
        read.map_err(|e| Failure::NothingRead(format!("{shown}: cannot be read: {e}")))?;
        let mut out = output::open(self.out.as_deref())?;
        let lines: Vec<(usize, &str)> = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()).collect();
        let answers: Vec<(Value, Option<Problem>)> = lines.par_iter().map(|(n, line)| answer(*n + 1, line)).collect();
        let mut problems = Problems::default();
        for (value, problem) in answers {
            problems.read += usize::from(problem.is_none());
            problems.add(problem.map(|p| p.in_file(shown.to_string())));
            writeln!(out, "{value}")?;
        }
        out.flush()?;
        problems.end(global.quiet)
    }
}

/// The line that answers line `n`; one that cannot be read is answered with nulls, so that lines stay in step.
fn answer(n: usize, line: &str) -> (Value, Option<Problem>) {
    match serde_json::from_str::<Pair>(line) {
        Ok(Pair { a, b, kind }) => {
            let alike = compare_names(&a, &b, kind);
            (json!({ "a": a, "b": b, "same": alike.same, "score": alike.score, "why": alike.why }), None)
        }
        Err(e) => {
            let why = format!("this line is no pair: {e}");
            let problem = Problem::new(why.clone()).at_line(n).cure("write {\"a\": \"…\", \"b\": \"…\"}");
            (json!({ "a": null, "b": null, "same": null, "score": null, "why": why }), Some(problem))
        }
    }
}
