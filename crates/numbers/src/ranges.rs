//! Two numbers that are one figure: stretches ("20-30", "between 40 and 50"), scores ("2-1"), sums ("5 feet 2 inches").

use crate::Kind;
use crate::Qualifier;
use crate::scan::{Amount, Scan};
use parallax_text::{Form, Numeral, Numerals, TokenKind};

impl<'t> Scan<'t> {
    /// "2-1", "9-2": digits around a dash, the second not greater; "0-3" where a match is told.
    pub(crate) fn score(&self, at: usize, end: usize, first: &Numeral) -> Option<Amount<'t>> {
        let small = |i: usize| {
            self.tokens
                .get(i)
                .filter(|t| t.kind == TokenKind::Number && t.span().len() <= 3)?
                .of(self.text)
                .parse::<u16>()
                .ok()
        };
        let dash = matches!(self.word(end), "-" | "–") && self.glued(end) && self.glued(end + 1);
        let chained = matches!(self.word(end + 2), "-" | "–" | "/") && self.glued(end + 2) && self.glued(end + 3);
        let led = at > 0 && self.glued(at) && !matches!(self.word(at - 1), "(" | "[" | "“" | "\"" | "’" | "'");
        if !dash || chained || led || first.len != 1 || first.form != Form::Digits {
            return None;
        }
        let (a, b) = (small(at)?, small(end + 1)?);
        let unit = self.unit_at(end + 2).is_some();
        let counted = self.tag(end + 2).plural() || self.tag(end + 2).adjective() && self.tag(end + 3).plural();
        if unit
            || a < b && (counted || !self.match_told(at, end + 2))
            || a > 200
            || self.word(at).starts_with('0') && self.word(at).len() > 1
        {
            return None;
        }
        let amount = self.amount_of_score(at, end + 2, f64::from(a), f64::from(b));
        Some(amount)
    }

    fn amount_of_score(&self, at: usize, to: usize, low: f64, high: f64) -> Amount<'t> {
        Amount {
            words: at..to,
            numeral: at..to,
            low,
            high,
            form: Form::Digits,
            kind: Kind::Score,
            unit: None,
            per: None,
            named: to..to,
            thing: None,
            counts_as: None,
            end: to,
            behind: to,
            between: false,
            qualifier: Some((Qualifier::Exact, None)),
        }
    }

    /// Words of a match near a pair of numbers.
    fn match_told(&self, at: usize, to: usize) -> bool {
        (at.saturating_sub(7)..(to + 4).min(self.tokens.len())).any(|i| self.lexicon.told.contains(&self.tokens[i].key))
    }

    /// "5 feet 2 inches", "thirteen dollars and forty-five cents": the smaller unit adds to the greater.
    pub(crate) fn join_parts(&self, amounts: &mut Vec<Amount<'t>>) {
        let mut i = 0;
        while i + 1 < amounts.len() {
            let (a, b) = (&amounts[i], &amounts[i + 1]);
            // "9.8 +/- 0.1 km": how uncertain the first is.
            let joint = a.end.min(b.words.start)..b.words.start;
            let plus_minus = joint.len() == 1 && self.word(joint.start) == "±"
                || joint.len() == 3 && self.word(joint.start) == "+" && self.word(joint.start + 1) == "/";
            if plus_minus {
                let words = joint.start..b.words.end;
                let (unit, kind, end) = (a.unit.or(b.unit), a.unit.map_or(b.kind, |_| a.kind), b.end);
                let qualifier = Some((Qualifier::About, Some(words)));
                let named = if b.named.is_empty() { a.named.clone() } else { b.named.clone() };
                amounts[i] = Amount { unit, kind, end, behind: end, qualifier, named, ..a.clone() };
                amounts.remove(i + 1);
                continue;
            }
            let gap = b.words.start - a.end.min(b.words.start);
            let near = gap == 0 || gap == 1 && matches!(self.word(a.end), "and" | ",");
            let part = a.unit.zip(b.unit).and_then(|(u, v)| v.part_of.as_ref().filter(|(whole, _)| *whole == u.id));
            let Some((_, per)) = part.filter(|_| near && a.low == a.high && b.low < 100.0) else {
                i += 1;
                continue;
            };
            let sum = a.low + b.low / per;
            let (words, end) = (a.words.start..b.words.end, b.end);
            amounts[i] = Amount { low: sum, high: sum, words, end, behind: end, ..amounts[i].clone() };
            amounts.remove(i + 1);
        }
    }

    /// Stretches: the second number joins the first.
    pub(crate) fn join_ranges(&self, amounts: &mut Vec<Amount<'t>>) {
        let mut i = 0;
        while i + 1 < amounts.len() {
            match self.stretch(&amounts[i], &amounts[i + 1]) {
                Some(both) => {
                    amounts[i] = both;
                    amounts.remove(i + 1);
                }
                None => i += 1,
            }
        }
    }

    fn stretch(&self, a: &Amount<'t>, b: &Amount<'t>) -> Option<Amount<'t>> {
        let plain =
            |x: &Amount| x.low == x.high && matches!(x.kind, Kind::Count | Kind::Money | Kind::Percent | Kind::Measure);
        // "to-260,000" has its hyphen read as a sign.
        let signed = b.low < 0.0 && self.tokens[b.numeral.start].kind == TokenKind::Mark && self.glued(b.numeral.start);
        let b_low = if signed { -b.low } else { b.low };
        if !plain(a) || !plain(b) || a.form == Form::Vague || b.form == Form::Vague || a.between || b.between {
            return None;
        }
        let joint = a.end.min(b.words.start)..b.words.start;
        let unit = match (a.unit, b.unit) {
            (Some(u), Some(v)) if u.id != v.id => return None,
            (u, v) => v.or(u),
        };
        let word = |n: usize| self.word(joint.start + n);
        let before = |n: usize| a.words.start.checked_sub(n).map_or("", |i| self.word(i));
        let between = (1..=3).any(|n| before(n).eq_ignore_ascii_case("between"));
        let from = (1..=2).any(|n| before(n).eq_ignore_ascii_case("from"));
        let rising = a.low < b_low;
        let dash = matches!(word(0), "-" | "–" | "—");
        let fits = match joint.len() {
            1 if dash => rising && (self.glued(joint.start) == self.glued(b.words.start)),
            0 if b.low < 0.0 && self.glued(b.numeral.start) => a.low < -b.low,
            2 if word(0) == "to" && word(1) == "-" => rising,
            1 | 3 if word(0) == "to" || dash && word(1) == "to" => {
                let changed = self.changed_before(a.words.start).is_some_and(|up| up == rising);
                if from {
                    !changed || before(1) == "range"
                } else {
                    // "increased by 3 to 25" is no range.
                    rising && before(1) != "by" && !self.changes_at(a.words.start)
                }
            }
            1 if word(0) == "and" => between,
            _ => return None,
        };
        if !fits {
            return None;
        }
        let scale = shared_scale(self, a, b);
        let ends = (a.low * scale, if joint.is_empty() { -b.low } else { b_low });
        let (low, high) = (ends.0.min(ends.1), ends.0.max(ends.1));
        let per = b.per.clone().or_else(|| a.per.clone());
        Some(Amount {
            words: a.words.start..b.words.end,
            low,
            high,
            unit,
            kind: unit.map_or(Kind::Count, |u| u.kind),
            per,
            named: if b.named.is_empty() { a.named.clone() } else { b.named.clone() },
            end: b.end,
            behind: b.end,
            between: true,
            ..a.clone()
        })
    }

    /// Whether a verb of change in the clause before points up: "fell from 9 to 7" names two levels.
    fn changed_before(&self, at: usize) -> Option<bool> {
        (at.saturating_sub(10)..at)
            .rev()
            .take_while(|i| !matches!(self.word(*i), "," | ";" | "." | ":" | "(" | ")" | "and"))
            .find_map(|i| {
                let key = &self.tokens[i].key;
                let up = self.lexicon.up.contains(key);
                (up || self.lexicon.down.contains(key)).then_some(up)
            })
    }

    /// A verb of change just before: "rose 3 to 25".
    fn changes_at(&self, at: usize) -> bool {
        at > 0
            && (self.lexicon.up.contains(&self.tokens[at - 1].key)
                || self.lexicon.down.contains(&self.tokens[at - 1].key))
            && !matches!(self.word(at - 1), "cut" | "lower")
    }
}

/// "1 to 2 million": the scale of the second belongs to both.
fn shared_scale(scan: &Scan, a: &Amount, b: &Amount) -> f64 {
    let has_scale =
        |x: &Amount| x.numeral.len() > 1 && Numerals::shared().scale(scan.tokens, x.numeral.end - 1).is_some();
    if has_scale(a) || !has_scale(b) {
        return 1.0;
    }
    let scale = [1e12, 1e9, 1e6, 1e3].into_iter().find(|s| b.low / s >= 1.0).unwrap_or(1.0);
    if a.low <= b.low / scale { scale } else { 1.0 }
}
