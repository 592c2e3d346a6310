//! The commands in the documents name verbs and options that exist.

#![allow(clippy::print_stdout, reason = "what a test says, `--nocapture` shows")]

mod common;

use std::process::Command;

const DOCUMENTS: [&str; 3] = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"];

#[test]
fn commands_of_the_documents_exist() {
    let mut wrong = Vec::new();
    for name in DOCUMENTS {
        let Ok(text) = std::fs::read_to_string(common::root().join(name)) else {
            println!("{name} is not written yet");
            continue;
        };
        for (line, command) in commands(&text) {
            wrong.extend(check(&command).map(|what| format!("{name}:{line}: `{command}`: {what}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn wrong_commands_are_found() {
    let text = "cargo xtask no\n```sh\n$ cargo xtask runn   # all\nparallax compare x --formt json \\\n  --all\nparallax list\n```\n";
    let found: Vec<_> = commands(text);
    assert_eq!(found[1], (4, "parallax compare x --formt json --all".to_string()));
    let wrong: Vec<String> = found.iter().filter_map(|(_, command)| check(command)).collect();
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(wrong[0].contains("runn") && wrong[1].contains("--formt"), "{wrong:?}");
    for command in
        ["cargo xtask ci", "parallax compare - --format=json | jq .", "cargo test -p parallax-cli", "git status"]
    {
        assert_eq!(check(command), None, "{command}");
    }
}

/// Commands in fenced blocks with their lines; one that goes on after a backslash is joined.
fn commands(text: &str) -> Vec<(usize, String)> {
    let (mut out, mut fenced, mut open) = (Vec::<(usize, String)>::new(), false, false);
    for (i, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let words = line.trim().trim_start_matches("$ ").split(" #").next().unwrap_or("").trim_end();
        if !fenced || words.is_empty() || words.starts_with('#') {
            continue;
        }
        let (words, more) = words.strip_suffix('\\').map_or((words, false), |w| (w.trim_end(), true));
        match out.last_mut() {
            Some((_, command)) if open => *command = format!("{command} {words}"),
            _ => out.push((i + 1, words.to_string())),
        }
        open = more;
    }
    out
}

/// What is wrong with a command, if it runs a program of ours.
fn check(command: &str) -> Option<String> {
    let words: Vec<&str> =
        command.split_whitespace().take_while(|w| !matches!(*w, "|" | ">" | ">>" | "&&" | ";")).collect();
    let (help, rest) = match words[..] {
        ["cargo", "xtask", ..] => (xtask_help(words.get(2).copied()), &words[2..]),
        ["parallax", ..] => (parallax_help(words.get(1).copied()), &words[1..]),
        ["cargo", "run", ..] if words.contains(&"parallax-cli") => {
            let rest = &words[words.iter().position(|w| *w == "--")? + 1..];
            (parallax_help(rest.first().copied()), rest)
        }
        _ => return None,
    };
    let Some(help) = help else { return Some(format!("there is no verb {}", rest.first().unwrap_or(&""))) };
    let own = rest.iter().take_while(|w| **w != "--").filter(|w| w.starts_with("--"));
    let option = own.map(|w| w.split('=').next().unwrap_or(w)).find(|o| !has(&help, o))?;
    Some(format!("there is no option {option}"))
}

/// Whether a help text names an option, whole.
fn has(help: &str, option: &str) -> bool {
    help.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == option) || option == "--help"
}

fn parallax_help(verb: Option<&str>) -> Option<String> {
    let mut command = common::parallax(&[]);
    help(command.args(verb.filter(|v| !v.starts_with('-'))))
}

fn xtask_help(verb: Option<&str>) -> Option<String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["xtask"]).args(verb.filter(|v| !v.starts_with('-'))).current_dir(common::root());
    let own = help(&mut command)?;
    // `run` passes on the options of `parallax compare`.
    Some(if verb == Some("run") { own + &parallax_help(Some("compare"))? } else { own })
}

/// What a program says of itself; none where it knows no such verb.
fn help(command: &mut Command) -> Option<String> {
    let out = command.arg("--help").output().expect("the program starts");
    out.status.success().then(|| common::text(&out.stdout))
}
