//! The forms of a new crate's name, and which names are free.

use crate::sh;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// `air-strikes`, `air_strikes`, `AirStrikes`.
pub struct Names {
    /// The layer, the folder, and what follows `parallax-` in the package's name.
    pub kebab: String,
    /// In Rust paths.
    pub snake: String,
    /// In the names of types.
    pub camel: String,
}

/// Types that the templates use themselves.
const TAKEN: &[&str] = &[
    "Analyzer",
    "Article",
    "Cite",
    "Comparison",
    "Default",
    "Indexes",
    "JsonSchema",
    "Note",
    "Option",
    "Reading",
    "Reads",
    "Self",
    "Sentence",
    "Serialize",
    "Deserialize",
    "Some",
    "Span",
    "Story",
    "String",
    "Token",
    "Vec",
];

impl Names {
    /// The forms of `name`, if it is one.
    pub fn new(name: &str) -> Result<Names> {
        let part = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) && !part.is_empty();
        if !name.split('-').all(part) || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            bail!(
                "`{name}` is no name for a layer: small letters, digits, hyphens between them, a letter first (air-strikes)"
            );
        }
        let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
        let camel: String = name.split('-').map(capital).collect();
        if TAKEN.contains(&camel.as_str()) {
            bail!(
                "`{name}` would need a type `{camel}`, which has a meaning already; a plural is a good name for a layer"
            );
        }
        Ok(Names { kebab: name.into(), snake: name.replace('-', "_"), camel })
    }

    /// A template with the names put in.
    pub fn fill(&self, template: &str) -> String {
        template.replace("__layer__", &self.kebab).replace("__snake__", &self.snake).replace("__Name__", &self.camel)
    }

    /// The file that already registers a stage or writes a layer of this name.
    pub fn registered_in(&self, crates: &Path) -> Option<PathBuf> {
        let quoted = format!("\"{}\"", self.kebab);
        let claims = |line: &str| {
            let line = line.trim_start();
            let stage = ["analyzer ", "resolver ", "comparison "].iter().any(|kind| line.starts_with(kind));
            (stage || line.starts_with("const LAYER") || line.starts_with("const NAME")) && line.contains(&quoted)
        };
        let sources = sh::files_under(crates).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs"));
        sources.into_iter().find(|path| sh::read(path).is_ok_and(|text| text.lines().any(claims)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_three_forms() {
        let names = Names::new("air-strikes-2").unwrap();
        assert_eq!(names.fill("__layer__ __snake__ __Name__Note"), "air-strikes-2 air_strikes_2 AirStrikes2Note");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for bad in
            ["", "Air", "air_strikes", "-air", "air-", "2nd", "air--strikes", "ärger", "sentence", "self", "../air"]
        {
            assert!(Names::new(bad).is_err(), "{bad}");
        }
    }
}
