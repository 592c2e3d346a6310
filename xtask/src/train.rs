//! `train`: makes the models that analyzers embed, and their cards, from labelled sets.

use crate::args::Args;
use crate::{Verb, sh};
use anyhow::{Context, Result, bail};

pub const VERB: Verb = Verb {
    name: "train",
    usage: "entities|names|tags|references|tone|articles|loaded [--data DIR] [--date YYYY-MM-DD] [--check]",
    about: "Train the models that analyzers embed, from sets whose licence allows it",
    help: "
  entities    names in text: writes crates/entities/model/entities.bin and its part of crates/entities/MODEL.md
  names       pairs of names: writes crates/entities/model/names.txt and its part of the card
  tags        parts of speech: writes crates/text/model/tags.bin and crates/text/MODEL.md; needs no public set
  references  whom pronouns and definite nouns mean: writes crates/framing/model/references.txt and its part of the card
  tone        what is said of a mention: writes crates/framing/model/tone.bin and crates/framing/MODEL.md
  articles    the same in whole articles: writes articles.bin, negative.txt, positive.txt and the two files of cells in
              crates/framing/model and their part of the card; after references, tone and loaded
  loaded      loaded words: writes crates/framing/model/loaded.bin and its part of the card

The same data gives the same bytes. Our own articles and pairs stand in crates/entities/train, marks of tone and references and more
articles in crates/framing/train, tagged sentences in crates/text/train; the public sets (names,
sources and licences: crates/entities/MODEL.md) are not part of the project, DIR holds them as NAME.dev.jsonl.

  --data DIR    where the public sets are
  --date DAY    the day to write into the card
  --check       write nothing; fail if the committed model is not what the data gives",
    run,
};

fn run(mut args: Args) -> Result<()> {
    let data = args.value("--data")?;
    let date = args.value("--date")?;
    let check = args.flag("--check");
    let Some(model) = args.rest(1)?.pop() else {
        bail!("which model: entities, names, tags, references, tone, articles or loaded?")
    };
    let krate = sh::root().join(match model.as_str() {
        "tags" => "crates/text",
        "references" | "tone" | "articles" | "loaded" => "crates/framing",
        _ => "crates/entities",
    });
    let mut command = sh::cargo(&["run", "--release", "--quiet", "-p", "parallax-train", "--", &model]);
    command.arg("--crate").arg(&krate);
    if model != "tags" {
        let data = data.context("--data DIR: say where the public sets are")?;
        command.arg("--data").arg(std::fs::canonicalize(&data).with_context(|| format!("there is no folder {data}"))?);
    }
    date.iter().for_each(|d| _ = command.args(["--date", d]));
    if check {
        command.arg("--check");
    }
    sh::run(&mut command)
}
