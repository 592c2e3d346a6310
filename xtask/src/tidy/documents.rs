//! Rules for Markdown: links lead somewhere, and commands name verbs that exist.

use super::{File, Offence};
use crate::{VERBS, markdown};

/// `exists` is asked for paths from the workspace's root.
pub fn check(file: &File, exists: &dyn Fn(&str) -> bool) -> Vec<Offence> {
    // The corpus holds articles, with all the dirt of real pages.
    if !file.path.ends_with(".md") || file.path.starts_with("corpus/") && file.path != "corpus/README.md" {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (line, link) in markdown::links(&file.text) {
        let target = link.split('#').next().unwrap_or("");
        let outside = ["http:", "https:", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
        if !outside && !target.is_empty() && !resolve(&file.path, target).is_some_and(|path| exists(&path)) {
            out.push(format!("{}:{line}: the link leads to `{target}`, which does not exist", file.path));
        }
    }
    for (line, command) in markdown::commands(&file.text) {
        let verb = command.strip_prefix("cargo xtask").and_then(|rest| rest.split_whitespace().next());
        if let Some(verb) = verb.filter(|verb| !VERBS.iter().any(|known| known.name == *verb)) {
            out.push(format!("{}:{line}: `cargo xtask {verb}`: there is no such verb", file.path));
        }
    }
    out
}

/// `target` as written in `file`, from the root; none if it leads out of the workspace.
fn resolve(file: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&File { path: path.into(), text: text.into() }, &|path| path == "docs/there.md")
    }

    #[test]
    fn a_broken_link_is_named_with_its_line() {
        assert!(found("README.md", "[a](docs/there.md#part) [b](https://x.example) [c](#part)").is_empty());
        assert!(found("docs/a.md", "[a](there.md) [b](../docs/there.md)").is_empty());
        assert_eq!(found("README.md", "\n[a](gone.md)").len(), 1);
        assert!(found("README.md", "[out](../../x.md)")[0].contains("README.md:1"));
    }

    #[test]
    fn a_verb_that_does_not_exist_is_named() {
        assert!(found("README.md", "```\ncargo xtask run corpus\ncargo xtask\n```\n").is_empty());
        assert!(found("README.md", "```\ncargo xtask rnu\n```\n")[0].contains("`cargo xtask rnu`"));
    }
}
