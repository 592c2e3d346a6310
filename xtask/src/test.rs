//! `test`: every test of the workspace.

use crate::args::Args;
use crate::{Verb, sh};
use anyhow::Result;

pub const VERB: Verb = Verb {
    name: "test",
    usage: "[FILTER] [-- OPTIONS OF THE TEST PROGRAMS]",
    about: "Run all tests, or those whose name contains FILTER",
    help: "
Runs `cargo test --workspace` without backtraces. Where CI is set, snapshots are compared and never written.

  cargo xtask test
  cargo xtask test furniture
  cargo xtask test snapshots -- --nocapture

A snapshot that differs on purpose is accepted with `cargo xtask bless`.",
    run,
};

fn run(args: Args) -> Result<()> {
    all(args.raw(), std::env::var_os("CI").is_some())
}

/// All tests; `strict` compares snapshots and writes none.
pub fn all(words: Vec<String>, strict: bool) -> Result<()> {
    let mut command = sh::cargo(&["test", "--workspace"]);
    if strict {
        command.env("INSTA_UPDATE", "no");
    }
    sh::run(command.args(words))
}
