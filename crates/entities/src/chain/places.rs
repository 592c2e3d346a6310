//! Capitals that stand for their government.

use super::Linker;
use crate::rules::Draft;
use parallax_text::{Gap, TokenKind, among, fold};

impl Linker<'_> {
    /// Whether a capital's name means the government: not where a place word leads to it, or it stands in an address.
    pub(super) fn for_government(&self, d: &Draft) -> bool {
        let word = |i: Option<usize>| i.and_then(|i| self.tokens.get(i)).map_or("", |t| t.of(self.text));
        let before = fold(word(d.from.checked_sub(1)));
        let moves = (d.from.saturating_sub(4)..d.from).any(|i| {
            let w = fold(self.tokens[i].of(self.text));
            MOVES.iter().any(|m| w.starts_with(m))
        });
        // "on the eve of Moscow's invasion", but "the streets of Moscow".
        let owns = self.tokens.get(d.to).is_some_and(|t| t.kind == TokenKind::Possessive);
        let place = among(BEFORE_PLACES, &before) && !(before == "of" && owns);
        // "in Kurchatov, Moscow" is an address, "Likewise, Moscow" is none.
        let opens = |i: usize| i == 0 || self.tokens[i].gap == Gap::Line || self.tokens[i - 1].is(self.text, ".");
        let comma = before == "," && d.from >= 2 && (!self.tokens[d.from - 2].capital() || opens(d.from - 2));
        let after = word(Some(d.to));
        let first = d.from == 0 || self.tokens[d.from].gap == Gap::Line;
        let dateline = first && matches!(after, "(" | "—" | "–" | "-" | "--")
            || after == ","
                && self
                    .tokens
                    .get(d.to + 1)
                    .is_some_and(|t| crate::rules::months().contains(&t.key) || self.lists.country(t.key));
        (!place || comma) && !moves && !dateline
    }
}

/// How words begin that speak of a way or a town, not of a government.
const MOVES: [&str; 17] = [
    "flew", "fly", "travel", "arriv", "drove", "went", "return", "trip", "visit", "flight", "road", "train", "km",
    "mile", "kilomet", "capital", "city",
];

/// What stands before a capital's name where it is a place.
const BEFORE_PLACES: &str = "in at near around outside across through into downtown central over inside , of eastern \
    western northern southern";
