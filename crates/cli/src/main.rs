//! The `parallax` program.

use parallax_analyzers as _;

fn main() {}
