//! Where results go: standard output or a file.

use crate::failure::Failure;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// A writer into `path`, or to standard output. Opened before the work begins, so that a wrong path is told at once.
pub(crate) fn open(path: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    let Some(path) = path else { return Ok(Box::new(BufWriter::new(io::stdout().lock()))) };
    let file =
        File::create(path).map_err(|e| Failure::Output(format!("{}: cannot be written: {e}", path.display())))?;
    Ok(Box::new(BufWriter::new(file)))
}

/// Whether results appear on the terminal.
pub(crate) fn on_terminal(path: Option<&Path>) -> bool {
    path.is_none() && io::stdout().is_terminal()
}

/// Columns of the terminal; a file or pipe gets a width that does not depend on where the program was started.
pub(crate) fn width(path: Option<&Path>) -> usize {
    const ELSEWHERE: usize = 100;
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    if on_terminal(path) { terminal().unwrap_or(ELSEWHERE) } else { ELSEWHERE }
}

/// Writes a finished text to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = open(None)?;
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
