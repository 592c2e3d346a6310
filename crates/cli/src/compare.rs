//! `parallax compare`: a pile in, its stories side by side out.

use crate::failure::Failure;
use crate::output;
use crate::problems::Problems;
use crate::progress::Bar;
use crate::setup::{Global, open};
use clap::{Args, ValueEnum};
use parallax_core::Purpose;
use parallax_report::terminal::Look;
use parallax_report::{compare, html, terminal};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  parallax compare corpus/deployment
  parallax compare corpus --all | less -R
  parallax compare corpus --out page.html
  parallax compare pile.jsonl --format json | jq '.stories[].figures[] | select(.verdict == \"differ\")'";

/// Show how several outlets tell the same stories: figures, names, quotations, tone, labels, omissions, copies.
///
/// `parallax schema compare` prints the schema of the JSON.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(crate) struct Compare {
    /// Files, folders, JSONL; - is JSONL on standard input.
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// What to write [default: what the name of the --out file says, else terminal].
    #[arg(long, short, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write here instead of to standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Every row of every table, instead of the first dozen.
    #[arg(long)]
    all: bool,
    /// Columns of the terminal tables [default: those of the terminal; 100 in a file or pipe].
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Format {
    /// Tables to read, as wide as the terminal.
    Terminal,
    /// One object with all stories.
    Json,
    /// One story a line.
    Jsonl,
    /// One page that needs nothing but a browser.
    Html,
}

impl Compare {
    fn format(&self) -> Format {
        let extension = self.out.as_ref().and_then(|path| path.extension()?.to_str());
        self.format.unwrap_or(match extension {
            Some("html" | "htm") => Format::Html,
            Some("json") => Format::Json,
            Some("jsonl") => Format::Jsonl,
            _ => Format::Terminal,
        })
    }

    pub fn run(&self, global: &Global) -> Result<(), Failure> {
        let plan = global.plan(Purpose::Compare)?;
        let pile = open(&self.paths)?;
        let path = self.out.as_deref();
        let mut out = output::open(path)?;
        let bar = Bar::new(!global.quiet);
        let mut compared = parallax_runner::compare(&plan, pile.articles(), &bar);
        drop(bar);
        compared.problems.splice(0..0, pile.problems().iter().cloned());
        let mut problems = Problems::default();
        problems.add(compare::problems(&compared));
        problems.read = compared.articles.iter().filter(|a| !a.article.text().is_empty()).count();
        match self.format() {
            Format::Terminal => {
                let colour = path.is_none() && global.colour();
                let look = Look { width: self.width.unwrap_or_else(|| output::width(path)), colour, all: self.all };
                out.write_all(terminal::compare(&compared, look).as_bytes())?;
            }
            Format::Json => compare::json(&compared, &mut out)?,
            Format::Jsonl => compare::jsonl(&compared, &mut out)?,
            Format::Html => out.write_all(html::page(&compared).as_bytes())?,
        }
        out.flush()?;
        drop(out);
        problems.end(global.quiet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_name_says_the_format_unless_one_is_given() {
        let format = |format, out: Option<&str>| {
            Compare { paths: Vec::new(), format, out: out.map(Into::into), all: false, width: None }.format()
        };
        assert_eq!(format(None, None), Format::Terminal);
        assert_eq!(format(None, Some("a.html")), Format::Html);
        assert_eq!(format(None, Some("a.txt")), Format::Terminal);
        assert_eq!(format(Some(Format::Json), Some("a.html")), Format::Json);
    }
}
