//! One sentence as the rules see it, and what they make of it: drafts of names, each as sure as its reason.

use crate::Label;
use crate::gazetteer::{Gazetteer, Known};
use parallax_text::Token;

/// A name as far as its sentence tells.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Tokens of the article, half-open.
    pub from: usize,
    pub to: usize,
    pub label: Label,
    pub sure: Sure,
    pub known: Option<Known>,
    /// Why it has its label.
    pub why: &'static str,
    /// The title before it, in tokens of the article.
    pub title: Option<(usize, usize)>,
}

/// How far a label can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sure {
    /// A capital at the start of a sentence: perhaps no name at all.
    Hardly,
    /// A name; its kind is guessed from its neighbours.
    Guess,
    /// Its form or its neighbours speak for it.
    Likely,
    /// A list, a head noun or a title says so.
    Certain,
}

/// One sentence of an article.
pub(crate) struct Scan<'t> {
    pub text: &'t str,
    /// All tokens of the article, up to the end of the sentence.
    pub tokens: &'t [Token],
    /// Where the sentence starts in them.
    pub start: usize,
    /// Most words have a capital: capitals mean nothing here.
    pub title_case: bool,
    pub lists: &'static Gazetteer,
}

/// Why a name in "(Steppe Daily, October 31)" is one; [`Entity::cited`](crate::Entity::cited) asks for it.
pub(crate) const CITED: &str = "cited in parentheses with a date";

/// Reasons of readings that leave no doubt: the model is not asked.
pub(crate) const PINNED: [&str; 3] = [CITED, DESIGNATION, BROKEN];
/// Why "Tu-22M3" is a name.
pub(super) const DESIGNATION: &str = "a designation";
/// Why "Mod. gov. kz" is one.
pub(super) const BROKEN: &str = "an address with a space in it";
