//! `new`: a crate of your own that compiles, registers, is linked, and is tested.

mod lines;
mod names;

use crate::args::Args;
use crate::{Verb, sh};
use anyhow::{Context, Result, bail};
use names::Names;
use std::path::{Path, PathBuf};

pub const VERB: Verb = Verb {
    name: "new",
    usage: "NAME [--comparison] [--no-build]",
    about: "Make a crate with an analyzer or a comparison of your own",
    help: "
Makes crates/NAME and adds one line each to Cargo.toml, crates/analyzers/Cargo.toml and crates/analyzers/src/lib.rs.
The new crate works at once: it has documentation, one option, a test with marks, and a snapshot of one story.

  NAME            what the layer or table is called: small letters, digits, hyphens (headlines, air-strikes)
  --comparison    a comparison of the articles of a story; without it, an analyzer of single articles
  --no-build      only write the files; do not build, test, or make the snapshot",
    run,
};

/// The files of a new crate: where each stands, for an analyzer, for a comparison.
const TEMPLATES: [(&str, &str, &str); 3] = [
    (
        "Cargo.toml",
        include_str!("../templates/analyzer/Cargo.toml"),
        include_str!("../templates/comparison/Cargo.toml"),
    ),
    ("src/lib.rs", include_str!("../templates/analyzer/lib.rs"), include_str!("../templates/comparison/lib.rs")),
    (
        "tests/corpus.rs",
        include_str!("../templates/analyzer/corpus.rs"),
        include_str!("../templates/comparison/corpus.rs"),
    ),
];

fn run(mut args: Args) -> Result<()> {
    let (comparison, no_build) = (args.flag("--comparison"), args.flag("--no-build"));
    let Some(name) = args.rest(1)?.pop() else { bail!("what is it called? cargo xtask new NAME") };
    let names = Names::new(&name)?;
    let root = sh::root();
    // Everything is worked out before anything is written.
    let changes = changes(&root, &names, comparison)?;
    for (path, content) in &changes {
        sh::write(path, content)?;
        println!("wrote {}", sh::short(path));
    }
    if no_build {
        println!("\n`cargo xtask bless {name}` builds it and makes its snapshot");
        return Ok(());
    }
    let package = format!("parallax-{name}");
    // Names of another length than the template's break lines elsewhere.
    if let Err(error) = sh::run(&mut sh::cargo(&["fmt", "-p", &package])) {
        eprintln!("not formatted: {error:#}");
    }
    let test = sh::run(sh::cargo(&["test", "-p", &package]).env("INSTA_UPDATE", "always"));
    test.with_context(|| format!("crates/{name} is written, but its tests fail"))?;
    println!(
        "\ncrates/{name} is built and linked, and its tests pass. Now change crates/{name}/src/lib.rs into what you look for.\n"
    );
    for (command, what) in [
        (format!("cargo test -p {package}"), "runs its tests"),
        (format!("cargo xtask bless {name}"), "accepts its snapshot, tests/corpus.snap"),
        ("cargo run -p parallax-cli -- list".into(), "shows it beside the others"),
    ] {
        println!("  {command:<40}  {what}");
    }
    Ok(())
}

/// Every file that `new` writes, whole.
fn changes(root: &Path, names: &Names, comparison: bool) -> Result<Vec<(PathBuf, String)>> {
    let folder = root.join("crates").join(&names.kebab);
    if folder.exists() {
        bail!("crates/{} is there already; choose another name", names.kebab);
    }
    if let Some(file) = names.registered_in(&root.join("crates")) {
        bail!(
            "`{}` is already a layer or stage of this build, in {}; choose another name",
            names.kebab,
            sh::short(&file)
        );
    }
    let filled = TEMPLATES.iter().map(|(path, analyzer, compare)| {
        let template = if comparison { compare } else { analyzer };
        (folder.join(path), names.fill(template))
    });
    let mut out: Vec<(PathBuf, String)> = filled.collect();
    let (kebab, snake) = (&names.kebab, &names.snake);
    for (path, prefix, line) in [
        ("Cargo.toml", "parallax-", format!("parallax-{kebab} = {{ path = \"crates/{kebab}\" }}")),
        ("crates/analyzers/Cargo.toml", "parallax-", format!("parallax-{kebab}.workspace = true")),
        ("crates/analyzers/src/lib.rs", "use parallax_", format!("use parallax_{snake} as _;")),
    ] {
        let path = root.join(path);
        let edited = lines::insert(&sh::read(&path)?, prefix, &line);
        out.push((path.clone(), edited.with_context(|| format!("in {}", sh::short(&path)))?));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_crate_and_three_lines_change() {
        let root = sh::root();
        for comparison in [false, true] {
            let changes = changes(&root, &Names::new("odd-example").unwrap(), comparison).unwrap();
            assert_eq!(changes.len(), 6);
            for (path, content) in changes {
                assert!(!content.contains("__"), "a placeholder is left in {}", path.display());
                match std::fs::read_to_string(&path) {
                    Ok(before) => assert_eq!(content.lines().count(), before.lines().count() + 1),
                    Err(_) => assert!(path.starts_with(root.join("crates/odd-example"))),
                }
            }
        }
    }

    #[test]
    fn a_name_in_use_is_refused() {
        let refuse = |name| changes(&sh::root(), &Names::new(name).unwrap(), false).unwrap_err().to_string();
        assert!(refuse("text").contains("is there already"));
        assert!(refuse("blocks").contains("already a layer or stage"));
    }
}
