//! `train`: makes the models that analyzers embed, and their cards, from labelled sets.

use crate::args::Args;
use crate::{Verb, sh};
use anyhow::{Context, Result, bail};

pub const VERB: Verb = Verb {
    name: "train",
    usage: "entities|names --data DIR [--date YYYY-MM-DD] [--check]",
    about: "Train the models that analyzers embed, from sets whose licence allows it",
    help: "
  entities    names in text: writes crates/entities/model/entities.bin and its part of crates/entities/MODEL.md
  names       pairs of names: writes crates/entities/model/names.txt and its part of the card

The same data gives the same bytes. Our own articles and pairs stand in crates/entities/train; the public sets (names,
sources and licences: crates/entities/MODEL.md) are not part of the project, DIR holds them as NAME.dev.jsonl.

  --data DIR    where the public sets are
  --date DAY    the day to write into the card
  --check       write nothing; fail if the committed model is not what the data gives",
    run,
};

fn run(mut args: Args) -> Result<()> {
    let data = args.value("--data")?.context("--data DIR: say where the public sets are")?;
    let data = std::fs::canonicalize(&data).with_context(|| format!("there is no folder {data}"))?;
    let date = args.value("--date")?;
    let check = args.flag("--check");
    let Some(model) = args.rest(1)?.pop() else { bail!("which model: entities or names?") };
    let krate = sh::root().join("crates/entities");
    let mut command = sh::cargo(&["run", "--release", "--quiet", "-p", "parallax-train", "--", &model]);
    command.arg("--crate").arg(&krate).arg("--data").arg(&data);
    date.iter().for_each(|d| _ = command.args(["--date", d]));
    if check {
        command.arg("--check");
    }
    sh::run(&mut command)
}
