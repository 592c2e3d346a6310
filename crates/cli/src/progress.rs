//! The progress bar, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use parallax_runner::Progress;
use std::io::IsTerminal;

/// A bar on standard error, or nothing.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar that shows if `wanted` and standard error is a terminal.
    pub fn new(wanted: bool) -> Self {
        let shown = wanted && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        Bar(bar)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, what: &str, total: usize) {
        self.0.reset();
        self.0.set_message(what.to_string());
        self.0.set_length(total as u64);
    }

    fn step(&self) {
        self.0.inc(1);
    }
}
