//! The `parallax` program as a library, one file for each verb: whoever links analyzers of their own builds a `parallax`
//! that has them by calling [`run`] from a `main` beside their `use my_analyzer as _;`.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod actors;
mod aliases;
mod annotate;
mod compare;
mod explain;
mod failure;
mod framing;
mod list;
mod names;
mod output;
mod problems;
mod progress;
mod schema;
mod setup;

use clap::{Parser, Subcommand};
use failure::Failure;
use setup::Global;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  parallax compare corpus/deployment                 how several outlets tell one story
  parallax compare articles/ --out page.html         the same as a page to read in a browser
  parallax framing pile.jsonl --by country           how groups of outlets speak of the same actors
  parallax annotate pile.jsonl --threads 4 > out.jsonl
  parallax explain articles/one.txt:12:30            every finding about one place, with its reasons
  parallax actors articles/                          who is who, under every spelling, and why

Exit codes:
  0  done; documents with problems are read as far as they can be, and each problem is a line on standard error
  1  the output could not be written
  2  wrong usage or configuration
  3  nothing could be read";

/// How several outlets tell the same story: who, how many, says who, and in which tone, each with its exact words.
///
/// Articles are text files (.txt, .md, with an optional TOML header between lines of +++), folders of these, or JSONL
/// with the fields id, text, outlet, title, published, url. `-` reads JSONL from standard input.
#[derive(Parser)]
#[command(name = "parallax", version, after_help = EXAMPLES, after_long_help = EXAMPLES, max_term_width = 110)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Compare(compare::Compare),
    Framing(framing::Framing),
    Annotate(annotate::Annotate),
    Explain(explain::Explain),
    Actors(actors::Actors),
    Names(names::Names),
    List(list::List),
    Schema(schema::Schema),
}

/// Reads the command line, does what it says, and returns the program's exit code.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = cli.global.start().and_then(|()| match &cli.verb {
        Verb::Compare(verb) => verb.run(&cli.global),
        Verb::Framing(verb) => verb.run(&cli.global),
        Verb::Annotate(verb) => verb.run(&cli.global),
        Verb::Explain(verb) => verb.run(&cli.global),
        Verb::Actors(verb) => verb.run(&cli.global),
        Verb::Names(verb) => verb.run(&cli.global),
        Verb::List(verb) => verb.run(&cli.global),
        Verb::Schema(verb) => verb.run(),
    });
    match outcome {
        // Whoever closed the pipe has read enough.
        Ok(()) | Err(Failure::PipeClosed) => ExitCode::SUCCESS,
        Err(failure) => {
            problems::say(&format!("error: {failure}"));
            failure.code()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_verb_has_help_with_an_example() {
        for verb in Cli::command().get_subcommands() {
            let help = verb.clone().render_long_help().to_string();
            assert!(help.contains("Examples:") && help.contains("parallax "), "{help}");
        }
    }
}
