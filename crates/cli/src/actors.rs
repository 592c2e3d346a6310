//! `parallax actors`: who is who in a pile, every spelling with its reason; and the decisions that a person may take.

mod review;

use crate::failure::Failure;
use crate::output;
use crate::problems::Problems;
use crate::progress::Bar;
use crate::setup::{Global, open};
use clap::{Args, ValueEnum};
use parallax_core::Purpose;
use parallax_entities::{ActorIndex, Identity, Label};
use parallax_report::compare::problems_of;
use parallax_runner::Annotated;
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

const EXAMPLES: &str = "\
Examples:
  parallax actors corpus/deployment
  parallax actors pile.jsonl --least 5 --label PERSON | less
  parallax actors articles/ --format jsonl | jq -r '.id'
  parallax actors articles/ --review --out review.toml     then delete the # before what you decide";

/// List the actors of a pile: one person, body or state under all its spellings, and why they are one.
///
/// Decisions of yours stand in aliases.toml (`same`, `different`, `rename`, `label`), which every verb reads from the
/// working directory or from --aliases; --review writes such a file with every doubtful merge and every near miss.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(crate) struct Actors {
    /// Files, folders, JSONL; - is JSONL on standard input.
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// What to write.
    #[arg(long, short, value_name = "FORMAT", default_value = "terminal")]
    format: Format,
    /// Only actors that are named so often or more.
    #[arg(long, value_name = "MENTIONS", default_value_t = 1)]
    least: usize,
    /// Only actors with this label (PERSON, ORG, GPE ...).
    #[arg(long, value_name = "LABEL", value_parser = label)]
    label: Option<Label>,
    /// Write an aliases file with the doubtful merges and near misses, each to accept or reject.
    #[arg(long, conflicts_with = "format")]
    review: bool,
    /// Write here instead of to standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A list to read.
    Terminal,
    /// An array of objects.
    Json,
    /// One object a line.
    Jsonl,
}

fn label(name: &str) -> Result<Label, String> {
    let all = || Label::all().map(Label::name).join(", ");
    Label::parse(name).ok_or_else(|| format!("there is no such label; there are {}", all()))
}

impl Actors {
    pub fn run(&self, global: &Global) -> Result<(), Failure> {
        let only = ["entities".to_string()];
        let plan = global.plan(Purpose::Annotate(Some(&only)))?;
        let pile = open(&self.paths)?;
        if let Some(path) = self.out.as_ref().filter(|path| self.review && path.exists()) {
            let path = path.display();
            return Err(Failure::Usage(format!("{path} is there already, perhaps with decisions; name a new file")));
        }
        let mut out = output::open(self.out.as_deref())?;
        let mut problems = Problems::default();
        problems.add(pile.problems().iter().cloned());
        let bar = Bar::new(!global.quiet);
        let told = Mutex::new(Vec::new());
        let seen = |a: &Annotated| {
            let told_of = (a.article.id.clone(), problems_of(a), !a.article.text().is_empty());
            told.lock().unwrap_or_else(PoisonError::into_inner).push(told_of);
        };
        let (indexes, outside) = parallax_runner::indexes(&plan, pile.len(), |i| pile.load(i), &bar, seen);
        drop(bar);
        let mut told = told.into_inner().unwrap_or_else(PoisonError::into_inner);
        told.sort_by(|a, b| a.0.cmp(&b.0));
        for (_, found, read) in told {
            problems.add(found);
            problems.read += usize::from(read);
        }
        problems.add(outside);
        let none = ActorIndex::default();
        let mut actors: Vec<&Identity> = indexes.get::<ActorIndex>().unwrap_or(&none).identities().iter().collect();
        actors.retain(|a| mentions(a) >= self.least && self.label.is_none_or(|l| l == a.label));
        actors.sort_by_key(|a| (std::cmp::Reverse(a.articles), std::cmp::Reverse(mentions(a)), a.id.clone()));
        let text = match self.format {
            _ if self.review => review::file(&actors),
            Format::Terminal => list(&actors, self.out.is_none() && global.colour()),
            Format::Json => format!("{:#}\n", Value::from(actors.iter().map(|a| object(a)).collect::<Vec<_>>())),
            Format::Jsonl => actors.iter().fold(String::new(), |out, a| out + &object(a).to_string() + "\n"),
        };
        out.write_all(text.as_bytes())?;
        out.flush()?;
        problems.end(global.quiet)
    }
}

fn mentions(actor: &Identity) -> usize {
    actor.spellings.iter().map(|s| s.mentions).sum()
}

fn object(a: &Identity) -> Value {
    let apart = |(text, why): &(String, String)| json!({ "text": text, "why": why });
    json!({
        "actor": a.id.as_str(), "name": a.name, "label": a.label, "articles": a.articles, "mentions": mentions(a),
        "spellings": a.spellings, "kept_apart": a.kept_apart.iter().map(apart).collect::<Vec<_>>(),
    })
}

fn list(actors: &[&Identity], colour: bool) -> String {
    let paint =
        |code: &str, words: &str| if colour { format!("\x1b[{code}m{words}\x1b[0m") } else { words.to_string() };
    let mut out = String::new();
    for a in actors {
        let (n, articles) = (mentions(a), a.articles);
        let line = |s: &str| s.replace('\n', " ");
        let head = paint("1", &line(&a.name));
        let times = format!("{}, {n} mention{} in {articles} article{}", a.label.name(), s(n), s(articles));
        let _ = writeln!(out, "{head}  {}  {}", a.id.as_str(), paint("2", &times));
        let mut spellings: Vec<_> = a.spellings.iter().collect();
        spellings.sort_by_key(|s| (std::cmp::Reverse(s.mentions), s.text.clone()));
        let width = spellings.iter().map(|s| s.text.chars().count()).max().unwrap_or(0).min(44);
        for spelling in spellings {
            let pad = " ".repeat(width.saturating_sub(spelling.text.chars().count()));
            let text = line(&spelling.text);
            let _ = writeln!(out, "    {text}{pad} {:>5}  {}", spelling.mentions, paint("2", &spelling.why));
        }
        for (text, why) in &a.kept_apart {
            let _ = writeln!(out, "    {} {}: {}", paint("33", "not"), line(text), paint("2", why));
        }
    }
    if out.is_empty() { "No actor was found.\n".into() } else { out }
}

fn s(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}
