//! `score`: how well the layers fit what people marked by hand, in a table that is committed.

mod found;
mod gold;
mod measures;
mod notes;
mod table;

use crate::args::Args;
use crate::{Verb, sh};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use table::Table;

pub const VERB: Verb = Verb {
    name: "score",
    usage: "[--check] [--gold FOLDER] [--from FILE.jsonl]",
    about: "Measure the layers against hand-marked articles; writes corpus/scores.csv",
    help: "
Annotates the corpus with the release build and compares it with corpus/gold/. Every row of corpus/scores.csv is a
measure with precision, recall and F1. Commit the file with the change that moved it.

  --check          write nothing; fail if an F1 is more than 0.005 below the committed one
  --gold FOLDER    other gold, of articles of the corpus or of those in --from: prints, and writes nothing
  --from FILE      take this output of `parallax annotate` instead of making it",
    run,
};

/// Where gold stands.
pub const GOLD: &str = "corpus/gold";
const SCORES: &str = "corpus/scores.csv";
/// How far an F1 may fall before `--check` fails.
const SLACK: f64 = 0.005;

fn run(mut args: Args) -> Result<()> {
    let check = args.flag("--check");
    let (other, from) = (args.value("--gold")?, args.value("--from")?);
    args.rest(0)?;
    let root = sh::root();
    let folder = other.as_ref().map_or_else(|| root.join(GOLD), PathBuf::from);
    let records = records(from.as_deref())?;
    let mut articles = Vec::new();
    for path in gold_files(&folder)? {
        let name = sh::short(&path);
        let gold: Value = serde_json::from_str(&sh::read(&path)?).with_context(|| name.clone())?;
        let id = gold["doc"].as_str().with_context(|| format!("{name}: it has no \"doc\""))?;
        let record = find(&records, id).with_context(|| format!("{name}: no annotated article is called {id}"))?;
        articles.push(measures::Article::new(&gold, record).with_context(|| name)?);
    }
    let table = measures::measure(&articles);
    print!("{}", table.pretty());
    let committed = root.join(SCORES);
    if check {
        return compare(&table, &Table::parse(&sh::read(&committed)?).with_context(|| SCORES)?);
    }
    if other.is_none() && from.is_none() {
        sh::write(&committed, table.csv())?;
        println!("\nwrote {SCORES}");
    }
    Ok(())
}

/// The annotated articles: read from a file, or made now.
fn records(from: Option<&str>) -> Result<Vec<Value>> {
    let bytes = match from {
        Some(path) => sh::read(Path::new(path))?.into_bytes(),
        None => sh::output(Command::new(sh::parallax()?).args(["annotate", "corpus"]).current_dir(sh::root()))?,
    };
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).context("`parallax annotate` wrote a line that is no JSON")).collect()
}

fn gold_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = sh::files_under(folder).into_iter();
    let gold: Vec<PathBuf> = files.filter(|path| path.to_string_lossy().ends_with(".gold.json")).collect();
    match gold.is_empty() {
        true => bail!("there is no *.gold.json in {}", sh::short(folder)),
        false => Ok(gold),
    }
}

/// The record of an article: its id is the gold's, or a path that ends in it.
fn find<'a>(records: &'a [Value], doc: &str) -> Option<&'a Value> {
    let bare = |id: &str| match id.rsplit_once('.') {
        Some((stem, "md" | "txt" | "html")) => stem.to_string(),
        _ => id.to_string(),
    };
    let fits = |id: &str| bare(id).strip_suffix(doc).is_some_and(|before| before.is_empty() || before.ends_with('/'));
    records.iter().find(|record| record["id"].as_str().is_some_and(fits))
}

/// Fails where `new` is worse than `old`, and prints what moved.
fn compare(new: &Table, old: &Table) -> Result<()> {
    let mut worse = 0;
    println!();
    for (name, was) in &old.rows {
        let now = new.rows.iter().find(|(other, _)| other == name).map(|(_, row)| row.f1);
        let verdict = match now {
            None => "is measured no longer",
            Some(f1) if f1 < was.f1 - SLACK => "fell",
            Some(f1) if f1 > was.f1 + SLACK => {
                println!("{name} rose from {:.3} to {f1:.3}; `cargo xtask score` writes it down", was.f1);
                continue;
            }
            Some(_) => continue,
        };
        worse += 1;
        println!(
            "{name} {verdict}: F1 {:.3} committed, {} now",
            was.f1,
            now.map_or("none".into(), |f| format!("{f:.3}"))
        );
    }
    if worse > 0 {
        bail!(
            "{worse} scores are more than {SLACK} below {SCORES}; if that is meant, `cargo xtask score` and commit it"
        );
    }
    println!("no score fell");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_by_the_end_of_its_path() {
        let records = ["corpus/quake/lantern.txt", "quake/wire", "corpus/quake/old-wire.md"];
        let records = records.map(|id| serde_json::json!({ "id": id }));
        let found = |doc| find(&records, doc).map(|record| record["id"].as_str().unwrap());
        assert_eq!(found("quake/lantern"), Some("corpus/quake/lantern.txt"));
        assert_eq!(found("quake/wire"), Some("quake/wire"));
        assert_eq!(found("wire"), Some("quake/wire"));
        assert_eq!(found("quake/wir"), None);
    }

    #[test]
    fn a_fall_beyond_the_slack_fails_and_so_does_a_row_that_is_gone() {
        let table = |f1: &str| Table::parse(&format!("{}\ntone,polarity,1,1,1,1,{f1}\n", table::HEADER)).unwrap();
        assert!(compare(&table("0.796"), &table("0.8")).is_ok());
        assert!(compare(&table("0.9"), &table("0.8")).is_ok());
        assert!(compare(&table("0.79"), &table("0.8")).is_err());
        assert!(compare(&Table::default(), &table("0.8")).is_err());
    }
}
