//! The unit of a number: a sign or code before it, a name or sign behind it.

use crate::Kind;
use crate::extract::Scan;
use crate::lexicon::Unit;
use parallax_text::{Gap, TokenKind};

impl Scan<'_> {
    /// The money sign before a number, with the token at which it starts.
    pub(crate) fn sign_before(&self, at: usize) -> Option<(usize, &'static Unit)> {
        let near = |i: usize| self.tokens.get(i).is_some_and(|t| t.gap < Gap::Line);
        if at == 0 || !near(at) {
            return None;
        }
        for from in [at.saturating_sub(2), at - 1] {
            let words = self.cover(from, at).of(self.text);
            if let Some((_, unit)) = self.lexicon.signs.iter().find(|(s, _)| s == words) {
                return Some((from, unit));
            }
        }
        let code = &self.tokens[at - 1];
        self.lexicon
            .units_before
            .by_key(code.key)
            .filter(|u| u.kind != Kind::Money || code.all_capitals() || code.of(self.text).starts_with("Rs"))
            .map(|u| (at - 1, u))
            .filter(|(_, u)| u.kind == Kind::Money)
    }

    pub(crate) fn sign_after(&self, end: usize) -> bool {
        self.lexicon.signs.iter().any(|(s, _)| s == self.word(end)) && self.tokens[end].kind == TokenKind::Mark
    }

    /// The unit of a number that ends at `end`, and the first token behind it.
    pub(crate) fn unit(&self, end: usize, sign: Option<&'static Unit>, start: usize) -> Option<(&'static Unit, usize)> {
        if let Some(unit) = sign {
            return Some((unit, end));
        }
        if let Some(found) = self.unit_at(end) {
            return Some(found);
        }
        if self.sign_after(end) {
            return self.lexicon.signs.iter().find(|(s, _)| s == self.word(end)).map(|(_, u)| (u, end + 1));
        }
        // "magnitude 6.1"
        let before = start.checked_sub(1)?;
        let unit = self.lexicon.units_before.by_key(self.tokens[before].key).or_else(|| {
            before
                .checked_sub(1)
                .and_then(|b| self.lexicon.units_before.by_key(self.tokens[b].key))
                .filter(|_| self.word(before) == "of")
        });
        unit.filter(|u| u.kind == Kind::Measure).map(|u| (u, end))
    }

    pub(crate) fn unit_at(&self, end: usize) -> Option<(&'static Unit, usize)> {
        let hyphen = usize::from(self.word(end) == "-" && self.tokens[end].gap == Gap::None);
        let at = end + hyphen;
        let (len, unit) = self.lexicon.units.at(self.tokens, at)?;
        let token = &self.tokens[at];
        if token.gap == Gap::Line
            || unit.short
                && token.gap != Gap::None
                && !(at == end
                    && token.gap == Gap::Space
                    && len == 1
                    && self.tokens.get(at + 1).is_none_or(|t| !t.is_word() || t.of(self.text).len() < 5))
        {
            return None;
        }
        // "500-pound bomb" is a weight, "ten second places" no time: a capital or an unlikely unit is left alone.
        (!(token.capital() && token.has_lower() && unit.kind == Kind::Measure)).then_some((unit, at + len))
    }
}
