//! Lengths of time and distances from another time: "two weeks ago", "four days later", "within days", "a decade".

use crate::calendar::Unit;
use crate::expr::{Expr, Found};
use crate::grammar::Grammar;
use crate::lexicon::Word;
use parallax_text::{Form, Gap, Numerals, TokenKind};

impl Grammar<'_> {
    /// "two weeks ago", "four days later", "30 days", "a few months ago".
    pub(crate) fn counted(&self, i: usize) -> Option<Found> {
        let number = Numerals::shared().read(self.text, self.tokens, i);
        let article = matches!(self.text_of(i), "a" | "an" | "A" | "An");
        let half = usize::from(self.text_of(i) == "half" && matches!(self.text_of(i + 1), "a" | "an"));
        let (len, n) = match number {
            _ if half == 1 && self.unit(i + 2).is_some() => (2, Some(0.5)),
            Some(n) if n.form == Form::Fraction && n.low != 0.5 || n.low < 0.0 => return None,
            Some(n) if n.form == Form::Vague => (n.len, None),
            Some(n) => (n.len, Some(n.low)),
            None if article => (1, Some(1.0)),
            None if matches!(self.lexicon.word(self.token(i)?.key), Some(Word::Vague)) => (1, None),
            None => return None,
        };
        let mut hyphen = usize::from(matches!(self.text_of(i + len), "-" | "–") && self.glued(i + len));
        // "two full days", "three consecutive years"
        let filler = matches!(
            self.text_of(i + len),
            "full" | "consecutive" | "straight" | "long" | "whole" | "more" | "successive" | "bloody"
        );
        hyphen += usize::from(filler && self.unit(i + len + 1).is_some());
        let unit = self.unit(i + len + hyphen)?;
        let end = len + hyphen + 1;
        let whole = n.filter(|n| n.fract() == 0.0).map(|n| n as i64);
        let away = |forward, from_text| Expr::Away { n: whole, unit, forward, from_text };
        let after = self.token(i + end).filter(|t| t.gap == Gap::Space).and_then(|t| self.lexicon.word(t.key));
        let than = self.text_of(i + end + 1) == "than";
        let expr = match after {
            Some(Word::Ago)
                if self.text_of(i + end) != "back" || !self.token(i + end + 1).is_some_and(|t| t.is_word()) =>
            {
                away(false, false)
            }
            Some(Word::FromNow) => away(true, false),
            _ if self.text_of(i + end) == "from" && self.text_of(i + end + 1) == "now" => {
                return Some(Found::new(end + 2, away(true, false)));
            }
            Some(Word::Later) if !than && !self.clause_follows(i + end) => away(true, true),
            Some(Word::Earlier) if !than && !self.clause_follows(i + end) => away(false, true),
            _ if article && n == Some(1.0) && half == 0 => {
                return (self.length_led(i) || than).then_some(Found::new(end, Expr::Duration { n, unit }));
            }
            // "recent weeks" is a length only in the plural.
            _ if number.is_none() && n.is_none() && !self.text_of(i + end - 1).ends_with('s') => return None,
            _ => return Some(Found::new(end, Expr::Duration { n, unit })),
        };
        Some(Found::new(end + 1, expr))
    }

    /// "two days before the vote": counted from something that is not in the words.
    fn clause_follows(&self, i: usize) -> bool {
        matches!(self.text_of(i), "before" | "after")
            && self.token(i + 1).is_some_and(|t| t.is_word() || t.kind == TokenKind::Number)
    }

    /// "within days", "years later", "weeks ago": a unit in the plural without a number.
    pub(crate) fn bare_unit(&self, i: usize, unit: Unit) -> Option<Found> {
        let token = self.token(i)?;
        if unit < Unit::Hour || token.capital() && i > 0 || !self.text_of(i).ends_with('s') {
            return None;
        }
        let distance = match self.token(i + 1).and_then(|t| self.lexicon.word(t.key)) {
            Some(Word::Ago) => Some((false, false)),
            Some(Word::Later) if !self.clause_follows(i + 1) => Some((true, true)),
            Some(Word::Earlier) if !self.clause_follows(i + 1) => Some((false, true)),
            _ => None,
        };
        if let Some((forward, from_text)) = distance {
            return Some(Found::new(2, Expr::Away { n: None, unit, forward, from_text }));
        }
        let led = i > 0 && self.length_led(i) && !matches!(self.text_of(i - 1), "of" | "many" | "most");
        let goes_on = matches!(self.text_of(i + 1), "of" | "old");
        (led && !goes_on).then_some(Found::new(1, Expr::Duration { n: None, unit }))
    }

    /// A word before that a length of time follows: "in a decade", "for a day", "just over a week".
    fn length_led(&self, i: usize) -> bool {
        i > 0 && self.lexicon.lengths.contains(&self.tokens[i - 1].key)
    }
}
