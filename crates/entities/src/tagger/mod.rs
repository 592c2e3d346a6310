//! The sequence model: where names begin and end and what they are, from words, letters, neighbours, lists, rules and the
//! whole article at once.
//!
//! A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features, trained by
//! `cargo xtask train entities`, its weights rounded to whole numbers: the same sums on every machine.
//!
//! ```text
//! tokens, drafts of the rules ── zones (stretches with capitals) ── features ── weights ── best path of tags ── names
//! ```

mod agree;
mod decode;
mod features;
mod names;
mod seen;
mod tags;
mod weights;
mod zones;

pub use decode::Pin;
pub use features::{Features, Group};
pub(crate) use names::{embedded, settle};
pub use tags::{TAGS, Tag};
pub use weights::{Model, Packed};
pub use zones::Zone;

use crate::Label;
use crate::rules::Rules;
use parallax_core::Span;
use parallax_text::{Sentence, Token};

/// The zones and features of an article, as the model sees it: what training starts from.
pub fn features(text: &str, sentences: &[Sentence], tokens: &[Token]) -> Features {
    let rules = Rules::new(text, sentences, tokens);
    Features::new(text, sentences, tokens, &rules.drafts, &rules.title_case)
}

/// The names that `model` finds in an article, with their places: what training is scored by.
pub fn names_of(model: &Model<'_>, text: &str, sentences: &[Sentence], tokens: &[Token]) -> Vec<(Span, Label)> {
    let rules = Rules::new(text, sentences, tokens);
    let drafts = settle(model, text, sentences, tokens, &rules);
    drafts.iter().map(|d| (tokens[d.from].span().cover(tokens[d.to - 1].span()), d.label)).collect()
}
