//! The analyzers, resolvers and comparisons of this build: one line each, and nothing else.
//!
//! A crate that is only listed in Cargo.toml is never loaded, and what it registers silently does not exist;
//! `unused_crate_dependencies` turns a forgotten line into a compile error.

#![cfg_attr(not(test), deny(unused_crate_dependencies))]

use parallax_dates as _;
use parallax_entities as _;
use parallax_framing as _;
use parallax_numbers as _;
use parallax_quotes as _;
use parallax_stories as _;
use parallax_text as _;
