//! `parallax framing`: a pile in groups, and how each group speaks of the same actors.

use crate::failure::Failure;
use crate::output;
use crate::problems::Problems;
use crate::progress::Bar;
use crate::setup::{Global, open};
use clap::{Args, ValueEnum};
use parallax_core::{Article, Purpose, toml};
use parallax_entities::ActorIndex;
use parallax_report::compare;
use parallax_report::framing::{self, Survey, TABLES};
use parallax_report::terminal::Look;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  parallax framing corpus
  parallax framing pile.jsonl --by country --out framing.html
  parallax framing pile.jsonl --actor \"Jane Doe\" --actor nato
  parallax framing pile.jsonl --csv tables/ --format json > framing.json";

/// Show how groups of articles speak of the same: whom they quote, tone, labels, wordings, frames, news frames, words, distances.
///
/// All articles are taken together, story or not. The article is the unit of every interval and test; near-copies count
/// once; groups of fewer than five articles are described, not tested. `parallax compare` does the same inside each story.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(crate) struct Framing {
    /// Files, folders, JSONL; - is JSONL on standard input.
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// What to group by: outlet, or any field of the articles' metadata (country, stance, section …).
    #[arg(long, value_name = "FIELD", default_value = "outlet")]
    by: String,
    /// These actors alone in the tables of tone, labels, frames and voices: a name as written, or an id of `parallax actors`.
    #[arg(long = "actor", value_name = "ACTOR")]
    actors: Vec<String>,
    /// What to write [default: what the name of the --out file says, else terminal].
    #[arg(long, short, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write here instead of to standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Also write every table as CSV into this folder.
    #[arg(long, value_name = "FOLDER")]
    csv: Option<PathBuf>,
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
    /// One object with all tables.
    Json,
    /// One page with drawings that needs nothing but a browser.
    Html,
}

impl Framing {
    fn format(&self) -> Format {
        let extension = self.out.as_ref().and_then(|path| path.extension()?.to_str());
        self.format.unwrap_or(match extension {
            Some("html" | "htm") => Format::Html,
            Some("json") => Format::Json,
            _ => Format::Terminal,
        })
    }

    pub fn run(&self, global: &Global) -> Result<(), Failure> {
        let actors: Vec<String> = self.actors.iter().map(|a| id(a)).collect();
        let plan = global.plan_with(Purpose::Tables(&TABLES), |config| {
            for table in ["tone-table", "label-table", "voice-table", "frame-table"] {
                let options = config.entry(table).or_insert_with(|| toml::Table::new().into());
                if let (Some(options), false) = (options.as_table_mut(), actors.is_empty()) {
                    options.insert("actors".into(), actors.clone().into());
                }
            }
        })?;
        let pile = open(&self.paths)?;
        let path = self.out.as_deref();
        let mut out = output::open(path)?;
        let mut articles = pile.articles();
        group(&mut articles, &self.by)?;
        let bar = Bar::new(!global.quiet);
        let mut compared = parallax_runner::survey(&plan, articles, &bar);
        drop(bar);
        compared.problems.splice(0..0, pile.problems().iter().cloned());
        let mut problems = Problems::default();
        problems.add(compare::problems(&compared));
        problems.read = compared.articles.iter().filter(|a| !a.article.text().is_empty()).count();
        let index = compared.indexes.get::<ActorIndex>();
        let name = |actor: &str| Some(index?.identity(&actor.into())?.name.as_str());
        let survey = Survey::new(&compared, &self.by, &name);
        if problems.read > 0 && !actors.is_empty() && !survey.tells_of(&actors) {
            let asked = self.actors.join(", ");
            return Err(Failure::Usage(format!(
                "--actor {asked}: no table speaks of such an actor; `parallax actors` lists all with their ids"
            )));
        }
        match self.format() {
            Format::Terminal => {
                let colour = path.is_none() && global.colour();
                let look = Look { width: self.width.unwrap_or_else(|| output::width(path)), colour, all: self.all };
                out.write_all(framing::terminal(&survey, look).as_bytes())?;
            }
            Format::Json => survey.json(&mut out)?,
            Format::Html => out.write_all(framing::page(&survey).as_bytes())?,
        }
        out.flush()?;
        drop(out);
        self.csv.as_deref().map_or(Ok(()), |folder| csv(folder, &survey))?;
        problems.end(global.quiet)
    }
}

/// The id that a name as written gives.
fn id(actor: &str) -> String {
    let words = actor.to_lowercase();
    words.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-")
}

/// Puts each article's value of `by` in its outlet's place, which is what all tables group by.
fn group(articles: &mut [Article], by: &str) -> Result<(), Failure> {
    if by == "outlet" {
        return Ok(());
    }
    let with = articles.iter().filter(|a| a.fields.contains_key(by)).count();
    if with == 0 && !articles.is_empty() {
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        articles.iter().flat_map(|a| a.fields.keys()).for_each(|key| *known.entry(key).or_default() += 1);
        let known: Vec<&str> = known.into_keys().collect();
        let known = if known.is_empty() { "outlet alone".to_string() } else { format!("outlet, {}", known.join(", ")) };
        return Err(Failure::Usage(format!("--by {by}: no article has such a field; there is {known}")));
    }
    for article in articles {
        article.outlet = article.fields.get(by).cloned().unwrap_or_else(|| format!("no {by} given"));
    }
    Ok(())
}

fn csv(folder: &Path, survey: &Survey<'_>) -> Result<(), Failure> {
    let failed =
        |path: &Path, e: std::io::Error| Failure::Output(format!("{}: cannot be written: {e}", path.display()));
    std::fs::create_dir_all(folder).map_err(|e| failed(folder, e))?;
    for (name, content) in survey.csv() {
        let path = folder.join(name);
        std::fs::write(&path, content).map_err(|e| failed(&path, e))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_as_written_is_an_id() {
        assert_eq!(id("Jane  van Doe"), "jane-van-doe");
        assert_eq!(id("nato"), "nato");
    }

    #[test]
    fn articles_are_grouped_by_a_field_or_told_what_there_is() {
        let mut articles = vec![Article::new("a", "x"), Article::new("b", "y")];
        articles[0].fields.insert("country".into(), "Peru".into());
        group(&mut articles, "country").unwrap();
        assert_eq!((articles[0].outlet.as_str(), articles[1].outlet.as_str()), ("Peru", "no country given"));
        let refused = group(&mut articles, "stance").unwrap_err().to_string();
        assert!(refused.contains("there is outlet, country"), "{refused}");
        assert!(group(&mut [], "stance").is_ok());
    }
}
