//! `parallax annotate`: documents in, documents with their layers out, one a line.

use crate::failure::Failure;
use crate::output;
use crate::problems::Problems;
use crate::progress::Bar;
use crate::setup::{Global, open};
use clap::Args;
use parallax_core::Purpose;
use parallax_report::{annotate::line, compare::problems_of};
use parallax_runner::Timings;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

const EXAMPLES: &str = "\
Examples:
  parallax annotate article.txt
  parallax annotate corpus --out corpus.jsonl
  zcat pile.jsonl.gz | parallax annotate - --layers entities,quotes | head -n 3
  parallax annotate corpus --timings --out corpus.jsonl";

/// Find names, figures, dates, quotations, tone … in each document; one JSON object a line, in input order.
///
/// `parallax schema annotate` prints the schema of a line.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(crate) struct Annotate {
    /// Files, folders, JSONL; - is JSONL on standard input.
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Only these layers, and what they rest on [default: all; `parallax list` names them].
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    layers: Option<Vec<String>>,
    /// Write here instead of to standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// At the end, tell on standard error how long each analyzer took.
    #[arg(long)]
    timings: bool,
}

impl Annotate {
    pub fn run(&self, global: &Global) -> Result<(), Failure> {
        let mut plan = global.plan(Purpose::Annotate(self.layers.as_deref()))?;
        let timings = self.timings.then(|| Timings::of(&mut plan));
        let bytes = AtomicUsize::new(0);
        let pile = open(&self.paths)?;
        let mut out = output::open(self.out.as_deref())?;
        let mut problems = Problems::default();
        problems.add(pile.problems().iter().cloned());
        let bar = Bar::new(!global.quiet && !output::on_terminal(self.out.as_deref()));
        let outside = parallax_runner::annotate(
            &plan,
            pile.len(),
            |i| pile.load(i),
            &bar,
            |annotated| {
                bytes.fetch_add(annotated.article.text().len(), Ordering::Relaxed);
                (line(&annotated), problems_of(&annotated), !annotated.article.text().is_empty())
            },
            |(line, found, read)| {
                problems.add(found);
                problems.read += usize::from(read);
                out.write_all(line.as_bytes())?;
                out.write_all(b"\n")
            },
        )?;
        out.flush()?;
        drop(bar);
        if let Some(timings) = timings {
            tell(&timings, bytes.into_inner());
        }
        problems.add(outside);
        problems.end(global.quiet)
    }
}

/// The time of each analyzer, threads added up, and the megabytes of text a second that this makes for one thread.
fn tell(timings: &Timings, bytes: usize) {
    eprintln!("{:<14} {:>9} {:>8}", "analyzer", "ms", "MB/s");
    for (name, spent) in timings.spent() {
        let seconds = spent.as_secs_f64();
        eprintln!("{name:<14} {:>9.1} {:>8.1}", seconds * 1e3, bytes as f64 / 1e6 / seconds.max(1e-9));
    }
}
