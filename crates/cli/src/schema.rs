//! `parallax schema`: the JSON Schema of an output, made from the types of this build.

use crate::failure::Failure;
use crate::output;
use clap::{Args, ValueEnum};
use parallax_report::schema;

const EXAMPLES: &str = "\
Examples:
  parallax schema annotate > annotate.schema.json
  parallax schema compare";

/// Print the JSON Schema of what `annotate` or `compare` writes.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(crate) struct Schema {
    /// Whose output.
    output: Output,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    /// A line of `parallax annotate`.
    Annotate,
    /// The object that `parallax compare --format json` writes.
    Compare,
}

impl Schema {
    pub fn run(&self) -> Result<(), Failure> {
        let schema = match self.output {
            Output::Annotate => schema::annotate(),
            Output::Compare => schema::compare(),
        };
        output::print(&format!("{schema:#}\n"))
    }
}
