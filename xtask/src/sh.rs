//! Running other programs, cargo above all, and saying how to repeat what failed.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The workspace's root.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}

/// `cargo` with `words`, in the workspace's root, without backtraces.
pub fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(root()).env("RUST_BACKTRACE", "0");
    command
}

/// Runs `command` with our own input and output; the error names the command that repeats it.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    match status.success() {
        true => Ok(()),
        false => bail!("this failed: {}", shown(command)),
    }
}

/// What `command` writes to its standard output.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let done = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {}", shown(command)))?;
    match done.status.success() {
        true => Ok(done.stdout),
        false => bail!("this failed: {}", shown(command)),
    }
}

/// Builds the release binary and says where it is.
pub fn parallax() -> Result<PathBuf> {
    let words = ["build", "--release", "-p", "parallax-cli", "--bin", "parallax"];
    let messages = output(cargo(&words).arg("--message-format=json-render-diagnostics"))?;
    let lines = messages.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let executables = lines.filter(|m| m["target"]["name"] == "parallax");
    let path = executables.filter_map(|m| m["executable"].as_str().map(PathBuf::from)).next_back();
    path.with_context(|| format!("cargo {} named no executable", words.join(" ")))
}

/// Whether a program is found on the PATH.
pub fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The command as one would type it in its folder.
pub fn shown(command: &Command) -> String {
    let is_cargo = std::env::var_os("CARGO").is_some_and(|cargo| cargo == command.get_program());
    let program = if is_cargo { "cargo".into() } else { command.get_program().to_string_lossy().into_owned() };
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    std::iter::once(program).chain(words).map(quoted).collect::<Vec<_>>().join(" ")
}

fn quoted(word: String) -> String {
    let plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_=./:,+".contains(&b));
    if plain { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Files under `folder`, sorted; `target` and hidden folders are left out.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let skip = name == "target" || name.to_string_lossy().starts_with('.');
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !skip => open.push(entry.path()),
                Ok(kind) if kind.is_file() => out.push(entry.path()),
                _ => {}
            }
        }
    }
    out.sort();
    out
}

/// A path as it is shown: from the workspace's root, where it lies below it.
pub fn short(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Reads a file; the error names it.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", short(path)))
}

/// Writes a file and the folders it needs; the error names it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", short(folder)))?;
    std::fs::write(path, content).with_context(|| format!("cannot write {}", short(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("echo");
        command.args(["--a=b", "two words", "it's"]);
        assert_eq!(shown(&command), r"echo --a=b 'two words' 'it'\''s'");
    }

    #[test]
    fn what_fails_says_how_to_repeat_it() {
        let error = run(&mut Command::new("false")).unwrap_err().to_string();
        assert_eq!(error, "this failed: false");
    }
}
