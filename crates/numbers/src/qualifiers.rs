//! How exact a figure is: "at least", "about", "rose by", before it or behind it.

use crate::Kind;
use crate::Qualifier;
use crate::extract::Scan;
use crate::lexicon::Unit;
use parallax_core::Span;
use parallax_text::{Numerals, Token, TokenKind, among};

/// Verbs of change, with "by" and the figure somewhere behind them.
const UP: &str = "raise raised raises rise rose risen increase increased grew hike hiked lifted";
const DOWN: &str =
    "cut cuts cutting lower lowered reduce reduced fell fall fallen drop dropped decline declined slashed trimmed";

/// Verbs after which "over" is a place, no comparison.
const MOVES_OVER: &str = "flew fly flying flown spread flies";

impl Scan<'_> {
    pub(crate) fn qualifier_before(&self, start: usize, unit: Option<&Unit>) -> (Option<Qualifier>, Option<Span>) {
        let skip = usize::from(start > 0 && matches!(self.word(start - 1), "a" | "an" | "the" | "another"));
        let Some((len, q)) = self.lexicon.before.before(self.tokens, start - skip, 5) else {
            return self.change_by(start);
        };
        // "cut its key rate by 25 basis points": the verb stands further back.
        let change = matches!(q.means, Qualifier::ChangeUp | Qualifier::ChangeDown);
        let amount = unit.is_some_and(|u| matches!(u.kind, Kind::Percent | Kind::Money));
        let from = start - skip - len;
        // "rose to 21" is a level, "flew over 3 cities" no comparison: a bare word of change needs a share or money.
        if change && q.bare && !amount
            || self.word(from).eq_ignore_ascii_case("over") && from > 0 && among(MOVES_OVER, self.word(from - 1))
        {
            return (None, None);
        }
        (Some(q.means), Some(self.cover(from, from + len)))
    }

    /// "cut its key rate by 25 basis points": "by", and a verb of change shortly before.
    fn change_by(&self, start: usize) -> (Option<Qualifier>, Option<Span>) {
        if start == 0 || self.word(start - 1) != "by" {
            return (None, None);
        }
        let verb = (start.saturating_sub(9)..start - 1)
            .rev()
            .take_while(|i| !matches!(self.word(*i), "," | ";" | "."))
            .find_map(|i| {
                let word = self.word(i);
                let q = if among(UP, word) {
                    Qualifier::ChangeUp
                } else if among(DOWN, word) {
                    Qualifier::ChangeDown
                } else {
                    return None;
                };
                Some((q, self.cover(i, i + 1)))
            });
        verb.map_or((None, None), |(q, span)| (Some(q), Some(span)))
    }

    pub(crate) fn qualifier_after(&self, end: usize) -> Option<(Qualifier, Span)> {
        let (len, q) = self.lexicon.after.at(self.tokens, end)?;
        // "60 tanks plus two trucks" adds; "and up" at a clause's end compares.
        if self.tokens.get(end + len).is_some_and(|t| {
            t.kind == TokenKind::Number
                || t.is_word() && Numerals::shared().read(self.text, self.tokens, end + len).is_some()
        }) || self.word(end) == "and" && self.tokens.get(end + len).is_some_and(Token::is_word)
        {
            return None;
        }
        (!matches!(q.means, Qualifier::ChangeUp | Qualifier::ChangeDown)).then(|| (q.means, self.cover(end, end + len)))
    }
}
