//! Chores of the workspace: one file for each verb, dispatched here and nowhere else.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod args;
mod bench;
mod bless;
mod ci;
mod markdown;
mod new;
mod run;
mod score;
mod sh;
mod test;
mod tidy;
mod train;

use args::Args;
use std::process::ExitCode;

/// One thing that can be asked for.
pub struct Verb {
    name: &'static str,
    /// What may follow the name.
    usage: &'static str,
    /// One line for the list of verbs.
    about: &'static str,
    /// The rest of its help.
    help: &'static str,
    run: fn(Args) -> anyhow::Result<()>,
}

/// Every verb, in the order in which a newcomer meets them.
pub const VERBS: &[&Verb] = &[
    &run::VERB,
    &test::VERB,
    &new::VERB,
    &bless::VERB,
    &tidy::VERB,
    &score::VERB,
    &train::VERB,
    &bench::VERB,
    &ci::VERB,
];

fn main() -> ExitCode {
    let mut argv: Vec<String> = std::env::args().skip(1).collect();
    let asks = |word: &String| matches!(word.as_str(), "-h" | "--help" | "help");
    if argv.first().is_none_or(asks) && argv.len() < 2 {
        print!("{}", overview());
        return ExitCode::SUCCESS;
    }
    // `help VERB` is `VERB --help`.
    if asks(&argv[0]) {
        argv.swap(0, 1);
        argv[1] = "--help".into();
    }
    let name = argv.remove(0);
    let Some(verb) = VERBS.iter().find(|verb| verb.name == name) else {
        eprintln!("error: there is no verb `{name}`\n\n{}", overview());
        return ExitCode::from(2);
    };
    let own = argv.iter().take_while(|word| *word != "--");
    if own.clone().any(|word| word == "-h" || word == "--help") {
        print!("{}", help(verb));
        return ExitCode::SUCCESS;
    }
    match (verb.run)(Args::new(verb, argv)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn overview() -> String {
    let mut out = String::from("Chores of the workspace.\n\nUsage: cargo xtask VERB [ARGUMENTS]\n\n");
    for verb in VERBS {
        out += &format!("  {:<6} {}\n", verb.name, verb.about);
    }
    out + "\n`cargo xtask VERB --help` says more.\n"
}

fn help(verb: &Verb) -> String {
    let usage = format!("Usage: cargo xtask {} {}", verb.name, verb.usage);
    format!("{}.\n\n{}\n\n{}\n", verb.about, usage.trim_end(), verb.help.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_has_help_and_stands_in_the_list() {
        for verb in VERBS {
            assert!(overview().contains(&format!("\n  {:<6} {}\n", verb.name, verb.about)));
            assert!(help(verb).lines().count() > 4, "{} has no help", verb.name);
            assert!(!verb.about.ends_with('.'), "{}", verb.name);
        }
    }
}
