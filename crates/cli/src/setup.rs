//! What every verb needs: the options that all share, the configuration, the plan, the pile.

use crate::aliases;
use crate::failure::{Failure, line_of};
use clap::{Args, ValueEnum};
use parallax_core::{Plan, PlanError, Purpose, registered, toml};
use parallax_intake::Pile;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Read if it lies in the working directory and no other is named.
const CONFIG: &str = "parallax.toml";

/// Options of every verb.
#[derive(Args)]
#[command(next_help_heading = "Options of every verb")]
pub(crate) struct Global {
    /// Threads to work with; as many as the machine has cores if not given. The output is the same for any number.
    #[arg(long, short = 'j', global = true, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Options of analyzers and comparisons, a table for each (`parallax list` shows them) [default: parallax.toml in
    /// the working directory, if there is one].
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Decisions about names: same, different, rename, label [default: aliases.toml in the working directory, if there
    /// is one].
    #[arg(long, global = true, value_name = "FILE")]
    aliases: Option<PathBuf>,
    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// No progress bar and no list of problems.
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    Always,
    Never,
}

impl Global {
    /// Starts the threads.
    pub fn start(&self) -> Result<(), Failure> {
        let Some(threads) = self.threads else { return Ok(()) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
        pool.map_err(|e| Failure::Usage(format!("--threads {threads}: {e}")))
    }

    /// Whether standard output shall have colour.
    pub fn colour(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        }
    }

    /// The stages of this build, in order, with their options.
    pub fn plan(&self, purpose: Purpose<'_>) -> Result<Plan, Failure> {
        self.plan_with(purpose, |_| ())
    }

    /// The same, after `change` has put a verb's own options into the configuration.
    pub fn plan_with(&self, purpose: Purpose<'_>, change: impl FnOnce(&mut toml::Table)) -> Result<Plan, Failure> {
        let mut config = self.configuration()?;
        change(&mut config);
        aliases::add(self.aliases.as_deref(), &mut config)?;
        Plan::new(&registered(), &config, purpose).map_err(|e| match e {
            PlanError::UnknownTable { .. } | PlanError::Options { .. } => {
                Failure::Usage(format!("{}: {e}", self.file().display()))
            }
            _ => e.into(),
        })
    }

    /// The file of options, whether there is one or not.
    fn file(&self) -> &Path {
        self.config.as_deref().unwrap_or(Path::new(CONFIG))
    }

    fn configuration(&self) -> Result<toml::Table, Failure> {
        let path = self.file();
        if self.config.is_none() && !path.is_file() {
            return Ok(toml::Table::new());
        }
        let refused = |what: String| Failure::Usage(format!("{}{what}", path.display()));
        let text =
            std::fs::read_to_string(path).map_err(|e| refused(format!(": the configuration cannot be read: {e}")))?;
        text.parse().map_err(|e: toml::de::Error| refused(format!(":{}: {}", line_of(&e, &text), e.message())))
    }
}

/// Opens what was named; nothing named is standard input, if something is piped into it.
pub(crate) fn open(paths: &[PathBuf]) -> Result<Pile, Failure> {
    let piped = [PathBuf::from("-")];
    let paths = if paths.is_empty() && !std::io::stdin().is_terminal() { &piped } else { paths };
    Ok(Pile::open(paths)?)
}
