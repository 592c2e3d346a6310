//! What went wrong with documents, told on standard error when the run is over.

use crate::failure::Failure;
use parallax_core::Problem;
use std::io::Write;

/// Problems that are told one by one; of the others only the number.
const TOLD: usize = 20;

/// The problems of a run, counted, and the first of them kept.
#[derive(Default)]
pub(crate) struct Problems {
    first: Vec<Problem>,
    count: usize,
    /// Documents whose text was read.
    pub read: usize,
}

impl Problems {
    pub fn add(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            self.count += 1;
            if self.first.len() < TOLD {
                self.first.push(problem);
            }
        }
    }

    /// Tells the problems, unless told to be quiet; fails if not one document could be read.
    pub fn end(self, quiet: bool) -> Result<(), Failure> {
        if !quiet {
            self.first.iter().for_each(|problem| say(&format!("problem: {problem}")));
            let left = self.count - self.first.len();
            if left > 0 {
                say(&format!("… and {left} more problems; each stands in the output with its document"));
            }
        }
        if self.read == 0 {
            return Err(Failure::NothingRead("no document could be read".into()));
        }
        Ok(())
    }
}

/// A line on standard error; whether anybody reads it does not matter.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
