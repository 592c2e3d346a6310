//! The `parallax` program, with the analyzers of `crates/analyzers`.

use mimalloc::MiMalloc;
use parallax_analyzers as _;

/// Documents are many small pieces: the system's allocator took an eighth of all time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> std::process::ExitCode {
    parallax_cli::run()
}
