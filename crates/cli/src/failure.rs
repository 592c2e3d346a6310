//! Why the program ends without having done what it was asked for, and the exit code that says so.

use parallax_core::{PlanError, toml};
use parallax_intake::IntakeError;
use std::fmt::{Display, Formatter};
use std::io;
use std::process::ExitCode;

/// A run that did not come to its end.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked for makes no sense.
    Usage(String),
    /// There is nothing to work on.
    NothingRead(String),
    /// The output cannot be written.
    Output(String),
    /// The reader of the output has gone.
    PipeClosed,
}

impl Failure {
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::PipeClosed => 0,
            Failure::Output(_) => 1,
            Failure::Usage(_) => 2,
            Failure::NothingRead(_) => 3,
        })
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Usage(message) | Failure::NothingRead(message) | Failure::Output(message) => f.write_str(message),
            Failure::PipeClosed => f.write_str("the reader of the output has gone"),
        }
    }
}

impl From<PlanError> for Failure {
    fn from(error: PlanError) -> Self {
        Failure::Usage(error.to_string())
    }
}

impl From<IntakeError> for Failure {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::NothingGiven => Failure::Usage(error.to_string()),
            _ => Failure::NothingRead(error.to_string()),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::PipeClosed,
            _ => Failure::Output(format!("the output cannot be written: {error}")),
        }
    }
}

/// The line of a TOML text that an error is about.
pub(crate) fn line_of(error: &toml::de::Error, text: &str) -> usize {
    let before = error.span().map_or(0, |span| span.start.min(text.len()));
    text.as_bytes()[..before].iter().filter(|b| **b == b'\n').count() + 1
}
