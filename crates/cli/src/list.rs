//! `parallax list`: the analyzers, resolvers and comparisons of this build.

use crate::failure::Failure;
use crate::output;
use crate::setup::Global;
use clap::{Args, ValueEnum};
use parallax_core::{Need, NeedKind, Registration, registered, toml};
use serde_json::{Map, Value, json};
use std::fmt::Write;

const EXAMPLES: &str = "\
Examples:
  parallax list
  parallax list --format json | jq '.[] | select(.kind == \"analyzer\") | .writes'";

/// Show what this build can do: analyzers, resolvers and comparisons, what each reads and writes, and its options.
///
/// Options are set in parallax.toml, in a table of the stage's name.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(crate) struct List {
    /// What to write.
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A list to read.
    Terminal,
    /// An array of objects.
    Json,
}

impl List {
    pub fn run(&self, global: &Global) -> Result<(), Failure> {
        let stages = registered();
        output::print(&match self.format {
            Format::Terminal => text(&stages, global.colour()),
            Format::Json => json_text(&stages),
        })
    }
}

/// The three kinds, in the order in which they run.
const KINDS: [(&str, &str, &str); 3] = [
    ("analyzer", "Analyzers", "read one article and write one layer"),
    ("resolver", "Resolvers", "learn something from all articles of a run"),
    ("comparison", "Comparisons", "read the articles of one story and write one table"),
];

fn text(stages: &[&'static Registration], colour: bool) -> String {
    let paint =
        |code: &str, words: &str| if colour { format!("\x1b[{code}m{words}\x1b[0m") } else { words.to_string() };
    let mut out = String::new();
    for (kind, name, what) in KINDS {
        let mut of = stages.iter().filter(|r| r.kind() == kind).peekable();
        if of.peek().is_none() {
            continue;
        }
        let gap = if out.is_empty() { "" } else { "\n" };
        let _ = writeln!(out, "{gap}{} {}", paint("1;36", name), paint("2", what));
        for r in of {
            let _ = writeln!(out, "\n  {}", paint("1", r.name));
            for line in wrap(r.doc.lines().next().unwrap_or("")) {
                let _ = writeln!(out, "    {line}");
            }
            let reads: Vec<String> = (r.needs)().iter().map(need).collect();
            let reads = if reads.is_empty() { "the text alone".into() } else { reads.join(", ") };
            let unpublished = if kind == "analyzer" && !r.published { ", which is not in the output" } else { "" };
            let _ = writeln!(out, "    {} {reads}", paint("2", "reads "));
            let _ = writeln!(out, "    {} {} {}{unpublished}", paint("2", "writes"), written(kind), r.writes);
            for Choice { name, default, about } in choices(r) {
                let default = default.as_ref().map_or("unset".into(), toml::Value::to_string);
                let _ = writeln!(out, "    {} {name} = {default}  {}", paint("2", "option"), paint("2", &about));
            }
        }
    }
    if out.is_empty() { "No analyzer is linked into this build.\n".into() } else { out }
}

/// Lines of about a hundred columns.
fn wrap(words: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + word.chars().count() < 96 => line.extend([" ", word]),
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

fn json_text(stages: &[&'static Registration]) -> String {
    let stage = |r: &&'static Registration| {
        let reads: Vec<Value> = (r.needs)().iter().map(|n| json!({ "kind": kind_of(n), "name": n.name })).collect();
        let option = |c: Choice| json!({ "name": c.name, "default": c.default, "about": c.about });
        let options: Vec<Value> = choices(r).into_iter().map(option).collect();
        json!({
            "name": r.name, "kind": r.kind(), "doc": r.doc.trim(), "package": r.package, "file": r.file,
            "reads": reads, "writes": r.writes, "published": r.published, "options": options,
        })
    };
    let all: Vec<Value> = stages.iter().map(stage).collect();
    format!("{:#}\n", Value::from(all))
}

fn need(need: &Need) -> String {
    if need.kind == NeedKind::Index { format!("{} (index)", need.name) } else { need.name.to_string() }
}

fn kind_of(need: &Need) -> &'static str {
    if need.kind == NeedKind::Layer { "layer" } else { "index" }
}

fn written(kind: &str) -> &'static str {
    match kind {
        "analyzer" => "layer",
        "resolver" => "index",
        _ => "table",
    }
}

/// One option of a stage.
struct Choice {
    name: String,
    /// Nothing where it is unset unless the user sets it.
    default: Option<toml::Value>,
    about: String,
}

fn choices(r: &Registration) -> Vec<Choice> {
    let schema = (r.options_schema)().to_value();
    let empty = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&empty);
    let mut defaults = (r.defaults)();
    let about = |v: &Value| v["description"].as_str().unwrap_or("").replace('\n', " ");
    properties
        .iter()
        .map(|(name, v)| Choice { name: name.clone(), default: defaults.remove(name), about: about(v) })
        .collect()
}
