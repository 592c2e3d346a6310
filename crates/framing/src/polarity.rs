//! Which way words speak of somebody.

use schemars::JsonSchema;
use serde::Serialize;

/// Negative, neutral or positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the words say it")]
pub enum Polarity {
    Negative,
    Neutral,
    Positive,
}
