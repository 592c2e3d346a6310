//! The words that lead an expression and belong to it (TIMEX3 takes determiners and modifiers in): "the next day",
//! "early June", "the end of last year"; and the year that a second expression gives to the first.

use crate::expr::{Expr, Found};
use crate::grammar::Grammar;
use parallax_text::Gap;

impl Grammar<'_> {
    /// The first token of the expression at `at` with the words that lead it; not before `free`.
    pub(crate) fn led_from(&self, at: usize, free: usize, expr: &Expr) -> usize {
        let mut from = at;
        loop {
            let before = from.checked_sub(1).filter(|b| *b >= free && self.tokens[from].gap < Gap::Line);
            let Some(before) = before else { return from };
            let room = &self.tokens[free..from];
            if let Some((len, ())) =
                self.lexicon.modifier_phrases.before(room, room.len(), 4).filter(|_| narrowed(expr))
            {
                from -= len;
                continue;
            }
            let hyphen = usize::from(self.text_of(before) == "-" && self.glued(before) && before > free);
            let word = before - hyphen;
            if self.lexicon.modifiers.contains(&self.tokens[word].key)
                && narrowed(expr)
                && !matches!(self.text_of(word), "start" | "end" | "middle" | "beginning")
            {
                from = word;
                continue;
            }
            if self.text_of(before).eq_ignore_ascii_case("the") && determined(expr, self.text_of(from)) {
                from = before;
            }
            return from;
        }
    }

    /// "March and April 1918", "October to March 1942": the year stands once.
    pub(crate) fn share_years(&self, all: &mut [(usize, Found)]) {
        for n in (1..all.len()).rev() {
            let (before, after) = all.split_at_mut(n);
            let ((i, first), (j, second)) = (&mut before[n - 1], &after[0]);
            let joint = *i + first.len..*j;
            let joined = joint.len() == 1
                && matches!(self.text_of(joint.start), "and" | "to" | "-" | "–" | "or" | "until" | "through");
            let Some((month, year)) = dated(&second.expr).filter(|_| joined) else { continue };
            match &mut first.expr {
                Expr::Day { year: y @ None, month: m, .. } | Expr::Month { year: y @ None, month: m, shift: None } => {
                    // "November to March 1942" begins the year before.
                    *y = Some(if *m > month { year - 1 } else { year });
                }
                _ => {}
            }
        }
    }
}

fn dated(expr: &Expr) -> Option<(i8, i16)> {
    match *expr {
        Expr::Day { year: Some(y), month, .. } | Expr::Month { year: Some(y), month, .. } => Some((month, y)),
        _ => None,
    }
}

/// What "early" and "the end of" can narrow.
fn narrowed(expr: &Expr) -> bool {
    !matches!(
        expr,
        Expr::Duration { .. }
            | Expr::Set { .. }
            | Expr::Present
            | Expr::Day { .. }
            | Expr::Days { .. }
            | Expr::Slashed { .. }
    )
}

/// Whether "the" belongs to the words that begin with `first`.
fn determined(expr: &Expr, first: &str) -> bool {
    let which = matches!(
        first.to_ascii_lowercase().as_str(),
        "next"
            | "last"
            | "past"
            | "previous"
            | "preceding"
            | "prior"
            | "same"
            | "following"
            | "current"
            | "coming"
            | "early"
            | "late"
            | "mid"
    );
    match expr {
        Expr::Season { .. } | Expr::Decade(_) | Expr::Century(_) | Expr::Quarter { .. } | Expr::Half { .. } => true,
        // "the 25th of August", "the 14 September"
        Expr::Day { .. } => first.starts_with(|c: char| c.is_ascii_digit()),
        _ => which,
    }
}
