//! What figures share: "8 or $9", "5 and 6 kg", "$43m, up from 40", "25 women and 12 of the men, another 40 were missing".

use crate::Kind;
use crate::scan::{Amount, Scan};
use parallax_text::{Form, Tag};

impl<'t> Scan<'t> {
    /// Gives bare numbers the unit or thing of their neighbour, where the words between join them.
    pub(crate) fn share(&self, amounts: &mut [Amount<'t>]) {
        self.share_rates(amounts);
        for n in (0..amounts.len()).rev() {
            if amounts[n].bare() && n + 1 < amounts.len() && self.joined_right(&amounts[n], &amounts[n + 1]) {
                let (unit, kind, per) = (amounts[n + 1].unit, amounts[n + 1].kind, amounts[n + 1].per.clone());
                let (thing, counts_as) = (amounts[n + 1].thing.clone(), amounts[n + 1].counts_as.clone());
                let a = &mut amounts[n];
                (a.unit, a.kind, a.per, a.thing, a.counts_as) = (unit, kind, per, thing, counts_as);
            }
        }
        for n in 1..amounts.len() {
            if !amounts[n].bare() {
                continue;
            }
            let start = amounts[n].words.start;
            // "another 40", "of whom 300 are women": of what was counted last, whatever was measured since.
            let whom = start >= 2 && self.word(start - 1) == "whom" && self.word(start - 2) == "of";
            let more = start > 0 && matches!(self.word(start - 1), "another" | "Another") || whom;
            let of = (0..n).rev().find(|m| !more || amounts[*m].kind == Kind::Count && amounts[*m].thing.is_some());
            let Some(of) = of else { continue };
            if whom
                && matches!(self.word(amounts[n].end), "are" | "were" | "is" | "was")
                && let Some(women) = self.counted(amounts[n].end + 1, self.tokens.len())
            {
                (amounts[n].thing, amounts[n].counts_as) = (Some(women.phrase), women.unit);
                continue;
            }
            if !self.joined_left(&amounts[of], &amounts[n]) {
                continue;
            }
            let (unit, kind, per) = (amounts[of].unit, amounts[of].kind, amounts[of].per.clone());
            let (thing, counts_as) = (amounts[of].thing.clone(), amounts[of].counts_as.clone());
            let a = &mut amounts[n];
            (a.unit, a.kind, a.per, a.thing, a.counts_as) = (unit, kind, per, thing, counts_as);
        }
    }

    /// "9 billion shekels ($2.4 billion) a year": a rate behind the bracket is that of both.
    fn share_rates(&self, amounts: &mut [Amount<'t>]) {
        for n in 1..amounts.len() {
            let (a, b) = (&amounts[n - 1], &amounts[n]);
            let bracket = a.unit.is_some() && b.unit.is_some() && self.word(a.end) == "(" && self.word(b.end) == ")";
            if bracket
                && b.words.start <= a.end + 2
                && let Some((per, _)) = self.rate_at(b.end + 1)
            {
                (amounts[n - 1].per, amounts[n].per) = (Some(per.clone()), Some(per));
            }
        }
    }

    /// "8 or $9", "5 and 6 kg", "one, two or three men": nothing but a conjunction between.
    fn joined_right(&self, a: &Amount, b: &Amount) -> bool {
        let joint = a.end..b.words.start;
        let word = |n: usize| self.word(joint.start + n);
        let joins = match joint.len() {
            1 => {
                matches!(word(0), "and" | "or" | "to" | "," | "/")
                    && !(word(0) == "," && a.form == Form::Digits && self.glued(b.words.start))
            }
            2 => word(0) == "," && matches!(word(1), "and" | "or"),
            _ => false,
        };
        joins && !b.bare() && alike(a, b)
    }

    /// "95 cents, the lowest 74", "3.9 million headsets, up from 2.4 million", "another 40", "of whom 300 are women".
    fn joined_left(&self, before: &Amount, a: &Amount) -> bool {
        if before.bare() || matches!(before.kind, Kind::Rank | Kind::Score) || !alike(before, a) {
            return false;
        }
        // Nothing countable follows: the noun was named before.
        if self.tag(a.end).noun() || self.tag(a.end) == Tag::Jj && self.tag(a.end + 1).noun() {
            return false;
        }
        let start = a.words.start;
        let word = |n: usize| start.checked_sub(n).map_or("", |i| self.word(i));
        let leads = match word(1) {
            // "rose 8% to 3.65": a level is no share.
            "to" => before.kind != Kind::Percent || self.word(before.words.start.wrapping_sub(1)) == "from",
            "from" | "than" | "another" | "versus" | "vs" | "against" => true,
            "whom" | "which" => word(2) == "of",
            "the" => false,
            "is" | "was" | "were" | "are" => true,
            "at" => before.unit.is_some(),
            _ => false,
        };
        let followed = matches!(self.word(a.end), "who" | "of" | "more" | "others") && self.word(a.end + 1) != "the";
        leads || followed && before.counts_as.as_deref() == Some("person")
    }
}

/// One order of size, and no share among counts.
fn alike(a: &Amount, b: &Amount) -> bool {
    let size = |x: &Amount| x.high.abs().max(1e-9);
    let ratio = size(a) / size(b);
    (0.02..=50.0).contains(&ratio) && (a.form == Form::Fraction) == (b.form == Form::Fraction) && a.form != Form::Vague
}
