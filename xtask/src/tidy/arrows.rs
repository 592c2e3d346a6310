//! Rules for manifests: the workspace's lints everywhere, and which of our crates may depend on which.

use super::{File, Offence};
use toml::Table;

/// The arrows of ARCHITECTURE.md: a crate, and what it may depend on. Tests may depend on anything.
const ARROWS: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("text", &["core"]),
    ("intake", &["core", "text"]),
    ("dates", &["core", "text"]),
    ("entities", &["core", "text"]),
    ("quotes", &["core", "text", "dates", "entities"]),
    ("numbers", &["core", "text", "dates", "entities", "quotes"]),
    ("statistics", &[]),
    ("framing", &["core", "text", "dates", "entities", "quotes", "statistics"]),
    ("stories", &["core", "text", "dates", "entities", "quotes", "numbers", "framing"]),
    ("runner", &["core"]),
    ("report", &["core", "dates", "runner"]),
    ("testkit", &["core", "intake", "runner"]),
    ("train", &["core", "text", "entities", "quotes", "framing", "runner"]),
];

/// What a crate made by `cargo xtask new` may read: the model and every layer.
const LAYERS: &[&str] = &["core", "text", "dates", "entities", "quotes", "numbers", "framing", "stories"];

/// The two that know everything below them: the list of analyzers and the program.
const ABOVE: &[&str] = &["analyzers", "cli"];

pub fn check(file: &File) -> Vec<Offence> {
    let parts: Vec<&str> = file.path.split('/').collect();
    let name = match parts[..] {
        ["crates", name, "Cargo.toml"] => name,
        ["xtask", "Cargo.toml"] => "xtask",
        _ => return Vec::new(),
    };
    let manifest = match file.text.parse::<Table>() {
        Ok(manifest) => manifest,
        Err(error) => return vec![format!("{}: {}", file.path, error.message())],
    };
    let mut out = Vec::new();
    if manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(toml::Value::as_bool) != Some(true) {
        out.push(format!("{}:1: write `[lints]` and `workspace = true` into it", file.path));
    }
    let allowed = ARROWS.iter().find(|(from, _)| *from == name).map_or(LAYERS, |(_, to)| to);
    let allowed = if name == "xtask" { &[] } else { allowed };
    let tables = ["dependencies", "build-dependencies"].iter().filter_map(|key| manifest.get(*key)?.as_table());
    let ours = tables.flat_map(Table::keys).filter_map(|dependency| dependency.strip_prefix("parallax-"));
    for to in ours.filter(|to| !ABOVE.contains(&name) && !allowed.contains(to)) {
        let line = file.text.lines().position(|l| l.starts_with(&format!("parallax-{to}"))).map_or(1, |i| i + 1);
        out.push(format!("{}:{line}: {name} may not depend on {to}; see ARCHITECTURE.md", file.path));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, dependency: &str) -> Vec<String> {
        let text = format!("[lints]\nworkspace = true\n\n[dependencies]\nparallax-{dependency}.workspace = true\n");
        check(&File { path: format!("crates/{name}/Cargo.toml"), text })
    }

    #[test]
    fn arrows_point_one_way() {
        assert!(found("quotes", "entities").is_empty());
        assert_eq!(
            found("entities", "quotes"),
            ["crates/entities/Cargo.toml:5: entities may not depend on quotes; see ARCHITECTURE.md"]
        );
        assert_eq!(found("core", "text").len(), 1);
        assert!(found("cli", "report").is_empty());
    }

    #[test]
    fn a_new_crate_reads_layers_and_knows_no_runner() {
        assert!(found("headlines", "stories").is_empty());
        assert_eq!(found("headlines", "runner").len(), 1);
    }

    #[test]
    fn no_circle_can_come_from_the_table() {
        for (from, to) in ARROWS {
            for middle in *to {
                let back = ARROWS.iter().find(|(name, _)| name == middle).map_or(&[][..], |(_, to)| to);
                assert!(!back.contains(from), "{from} and {middle} point at each other");
            }
        }
    }

    #[test]
    fn lints_are_those_of_the_workspace() {
        let file = File { path: "crates/a/Cargo.toml".into(), text: "[package]\nname = \"a\"\n".into() };
        assert_eq!(check(&file).len(), 1);
    }
}
