//! `parallax explain`: everything that the layers say of one place, with the reasons.

use crate::failure::Failure;
use crate::output;
use crate::progress::Bar;
use crate::setup::{Global, open};
use clap::Args;
use parallax_core::Purpose;
use parallax_report::explain::{Place, place};
use parallax_report::snapshot;
use parallax_runner::Annotated;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  parallax explain articles/one.txt:12:30            what stands at line 12, column 30
  parallax explain articles/one.txt:12               anything on line 12
  parallax explain articles/one.txt                  the whole article, every finding under its words
  parallax explain articles/one.txt:12 --with articles
  parallax explain pile.jsonl:7                      the record on line 7; pile.jsonl:7:3:5 is a place in its text";

/// Show every finding about one place of one article, each with its reasons.
///
/// Columns count characters from 1. Who is who depends on what was read: alone, an article knows only its own names;
/// --with reads it among others, as `parallax compare` would.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(crate) struct Explain {
    /// The place.
    #[arg(value_name = "FILE[:LINE[:COLUMN]]")]
    target: String,
    /// Articles to read together with it.
    #[arg(long, value_name = "PATHS", num_args = 1..)]
    with: Vec<PathBuf>,
}

impl Explain {
    pub fn run(&self, global: &Global) -> Result<(), Failure> {
        let target = Target::parse(&self.target).map_err(Failure::Usage)?;
        let plan = global.plan(Purpose::Annotate(None))?;
        let mut paths = self.with.clone();
        if !paths.contains(&target.file) {
            paths.push(target.file.clone());
        }
        let pile = open(&paths)?;
        let index = match target.record {
            Some(line) => pile.find_record(&target.file, line),
            None => pile.find_file(&target.file),
        };
        let index = index.ok_or_else(|| Failure::NothingRead(format!("{}: no article there", self.target)))?;
        let wanted = pile.load(index).id;
        let bar = Bar::new(!global.quiet);
        let mut shown = None;
        parallax_runner::annotate(
            &plan,
            pile.len(),
            |i| pile.load(i),
            &bar,
            |annotated| (annotated.article.id == wanted).then(|| self.show(&target, &annotated)),
            |text| {
                shown = text.or(shown.take());
                Ok::<(), Failure>(())
            },
        )?;
        drop(bar);
        let text = shown.unwrap_or_else(|| Err(Failure::NothingRead(format!("{}: no article there", self.target))))?;
        output::print(&text)
    }

    fn show(&self, target: &Target, annotated: &Annotated) -> Result<String, Failure> {
        let Some(at) = target.place else { return Ok(snapshot::article(annotated)) };
        let text = annotated.article.text();
        let span = at.span(text).ok_or_else(|| {
            let lines = text.split('\n').count();
            let columns = text.split('\n').nth(at.line.saturating_sub(1)).map(|l| l.chars().count());
            let there = match columns {
                Some(columns) if at.line > 0 => format!("line {} has {columns} characters", at.line),
                _ => format!("the text ends at line {lines}"),
            };
            Failure::Usage(format!("{}: there is no such place; {there}, counted from 1", self.target))
        })?;
        Ok(place(annotated, span))
    }
}

/// What stands on the command line: `FILE[:LINE[:COLUMN]]`, for JSONL `FILE[:RECORD[:LINE[:COLUMN]]]`.
#[derive(Debug, PartialEq)]
struct Target {
    file: PathBuf,
    record: Option<usize>,
    place: Option<Place>,
}

impl Target {
    fn parse(words: &str) -> Result<Target, String> {
        let (mut file, mut numbers) = (words, Vec::new());
        // A file may have a colon and a number in its own name.
        while let Some((rest, number)) = file.rsplit_once(':').filter(|_| !Path::new(file).exists()) {
            match number.parse::<usize>() {
                Ok(number) if !rest.is_empty() => numbers.insert(0, number),
                _ => break,
            }
            file = rest;
        }
        let file = PathBuf::from(file);
        let mut numbers = numbers.into_iter();
        let record = if file.extension().is_some_and(|e| e == "jsonl") { numbers.next() } else { None };
        let place = numbers.next().map(|line| Place { line, column: numbers.next() });
        match numbers.next() {
            Some(_) => Err(format!("{words}: too many numbers; a place is FILE:LINE or FILE:LINE:COLUMN")),
            None => Ok(Target { file, record, place }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_on_the_command_line() {
        let target = |file: &str, record, place: Option<(usize, Option<usize>)>| {
            Ok(Target { file: file.into(), record, place: place.map(|(line, column)| Place { line, column }) })
        };
        assert_eq!(Target::parse("a.txt"), target("a.txt", None, None));
        assert_eq!(Target::parse("a.txt:12"), target("a.txt", None, Some((12, None))));
        assert_eq!(Target::parse("b/a.txt:12:3"), target("b/a.txt", None, Some((12, Some(3)))));
        assert_eq!(Target::parse("a.jsonl:7"), target("a.jsonl", Some(7), None));
        assert_eq!(Target::parse("a.jsonl:7:3:5"), target("a.jsonl", Some(7), Some((3, Some(5)))));
        assert_eq!(Target::parse("a.txt:twelve"), target("a.txt:twelve", None, None));
        assert!(Target::parse("a.txt:1:2:3").is_err());
    }
}
