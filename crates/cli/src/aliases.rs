//! `aliases.toml`: what somebody decided about names, read when a run starts and handed to the stages that follow it.

use crate::failure::{Failure, line_of};
use parallax_core::toml::{self, Table, Value};
use parallax_entities::Aliases;
use std::path::Path;

/// Read if it lies in the working directory and no other is named.
const FILE: &str = "aliases.toml";

/// The stages that follow it; their options are the file's tables.
const STAGES: [&str; 2] = ["actor-index", "mentions"];

/// Adds the decisions of `path`, or of the file in the working directory, to the stages' options.
pub(crate) fn add(path: Option<&Path>, config: &mut Table) -> Result<(), Failure> {
    let path = match path {
        Some(path) => path,
        None if Path::new(FILE).is_file() => Path::new(FILE),
        None => return Ok(()),
    };
    let decisions = read(path)?;
    for stage in STAGES {
        let options = config.entry(stage).or_insert_with(|| Value::Table(Table::new()));
        let Value::Table(options) = options else { continue };
        for (key, more) in &decisions {
            match (options.get_mut(key), more) {
                (Some(Value::Array(there)), Value::Array(more)) => there.extend(more.iter().cloned()),
                _ => {
                    options.insert(key.clone(), more.clone());
                }
            }
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Table, Failure> {
    let refused = |what: String| Failure::Usage(format!("{}{what}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| refused(format!(": cannot be read: {e}")))?;
    let at = |e: toml::de::Error| refused(format!(":{}: {}", line_of(&e, &text), e.message()));
    let aliases: Aliases = toml::from_str(&text).map_err(at)?;
    for group in aliases.same.iter().chain(&aliases.different) {
        if group.names.len() < 2 {
            return Err(refused(format!(": a group of names wants two or more, not {:?}", group.names)));
        }
    }
    text.parse().map_err(at)
}
