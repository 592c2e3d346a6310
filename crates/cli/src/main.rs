//! The `parallax` program, with the analyzers of `crates/analyzers`.

use parallax_analyzers as _;

fn main() -> std::process::ExitCode {
    parallax_cli::run()
}
