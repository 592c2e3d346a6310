//! One figure at one place: numeral, range, the thing counted.
//!
//! What is no figure is in [`labels`](crate::labels), its unit in [`units`](crate::units), how exact it is in
//! [`qualifiers`](crate::qualifiers).

use crate::counted::{self, Counted};
use crate::lexicon::{Lexicon, Unit};
use crate::{Kind, Qualifier};
use parallax_core::Span;
use parallax_text::{Form, Gap, Numeral, Numerals, Token, among};

/// A figure as its sentence tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub span: Span,
    pub kind: Kind,
    pub low: f64,
    pub high: f64,
    pub qualifier: Qualifier,
    pub qualifier_at: Option<Span>,
    pub unit: String,
    pub of: Option<Span>,
    /// First token behind what was read.
    pub end: usize,
}

/// One sentence.
pub(crate) struct Scan<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub lexicon: &'static Lexicon,
    /// The article writes thousands with a full stop ("1.200").
    pub european: bool,
    /// Tokens that belong to something else: a date, a name.
    pub taken: &'t dyn Fn(&Token) -> bool,
}

/// What a qualifier and a number can be of: "a calibre greater than 100 mm".
const MEASURED: &str = "caliber calibre height depth length width speed range weight diameter distance magnitude \
    temperature thickness radius area turnout inflation rate rates unemployment growth vote shares workforce revenue \
    profit sales price prices fee ransom deficit budget salary wage cost costs loss losses stake margin severance rent \
    fine debt";

/// How words begin that tell what happened to people.
const CASUALTIES: &str = "kill injur wound dead died missing arrest detain toll hurt displac evacuat hospitali \
    rescued drown trapped homeless infected deaths casualt victims fatalit laid fired sentenced unaccounted";

/// What stands behind the ordinal of a rank: "third-largest".
const RANKED: &str = "place largest biggest highest lowest busiest smallest longest oldest straight consecutive most";

/// What stands before one: "finished second".
const RANKS: &str = "finished ranked came placed ranks ranking";

impl Scan<'_> {
    /// The figures of the sentence, left to right.
    pub(crate) fn figures(&self) -> Vec<Found> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            match self.at(at) {
                Reading::Figure(found) => {
                    at = found.end.max(at + 1);
                    out.push(*found);
                }
                Reading::Skip(to) => at = to.max(at + 1),
            }
        }
        out
    }

    fn at(&self, at: usize) -> Reading {
        let token = &self.tokens[at];
        let Some(mut numeral) = Numerals::shared().read(self.text, self.tokens, at) else { return self.ordinal(at) };
        if self.european && grouped_by_full_stop(token.of(self.text)) {
            (numeral.low, numeral.high) = (numeral.low * 1000.0, numeral.high * 1000.0);
        }
        let end = at + numeral.len;
        if (self.taken)(token) && !self.counts_time(end) {
            return Reading::Skip(end);
        }
        if let Some(to) = self.designation(at, end) {
            return Reading::Skip(to);
        }
        match numeral.form {
            Form::Vague if self.no_amount(at, end) => return Reading::Skip(end),
            Form::Words if numeral.len == 1 && numeral.low == 1.0 && !self.counted_one(end) => {
                return Reading::Skip(end);
            }
            Form::Fraction if !self.share(end) => return Reading::Skip(end),
            _ => {}
        }
        self.figure(at, numeral)
    }

    fn figure(&self, at: usize, numeral: Numeral) -> Reading {
        let mut end = at + numeral.len;
        let (mut low, mut high) = (numeral.low, numeral.high);
        let sign = self.sign_before(at);
        let mut qualifier = (numeral.form == Form::Vague && low != high).then_some(Qualifier::Vague);
        if let Some((to, value, scale)) = self.range(at, end, &numeral) {
            if low * scale >= value && self.word(end) != "and" {
                // "2-1": a score.
                let span = self.cover(at, to);
                let score = Found {
                    span,
                    kind: Kind::Score,
                    low,
                    high: value,
                    qualifier: Qualifier::Exact,
                    qualifier_at: None,
                    unit: "score".into(),
                    of: None,
                    end: to,
                };
                let digits = numeral.form == Form::Digits && low < 200.0 && value < 200.0 && scale == 1.0;
                return if digits { Reading::Figure(Box::new(score)) } else { Reading::Skip(to) };
            }
            low *= scale;
            high = value;
            end = to;
            qualifier = Some(Qualifier::Between);
        }
        let start = sign.map_or(at, |(s, _)| s);
        let unit = self.unit(end, sign.map(|(_, u)| u), start);
        let percent_sign = self.word(end) == "%";
        let mut span_end = if percent_sign { end + 1 } else { end };
        let behind = unit.as_ref().map_or(end, |(_, to)| *to);
        if sign.is_none() && self.sign_after(end) {
            span_end = behind;
        }
        let counted = match &unit {
            Some((u, _)) if u.kind == Kind::Percent => {
                counted::read(self.text, self.tokens, behind).filter(|_| self.word(behind) == "of")
            }
            Some(_) => None,
            None => counted::read(self.text, self.tokens, end),
        };
        let (before, before_at) = self.qualifier_before(start, unit.as_ref().map(|u| u.0));
        let tail = counted.as_ref().map_or(behind, |c| c.end);
        let after =
            self.qualifier_after(end).or_else(|| self.qualifier_after(behind)).or_else(|| self.qualifier_after(tail));
        let (qualifier, qualifier_at) = match (qualifier, before, after) {
            (Some(q), _, _) => (q, None),
            (None, Some(q), _) => (q, before_at),
            (None, None, Some((q, span))) => (q, Some(span)),
            _ => (Qualifier::Exact, None),
        };
        let (kind, unit_name, of) = self.thing(at, end, unit, &counted);
        // A bare number that counts nothing, has no sign and no unit is a label or a list number.
        if kind == Kind::Count
            && of.is_none()
            && unit_name == "count"
            && !self.context_counts(start, end)
            && qualifier == Qualifier::Exact
        {
            return Reading::Skip(end);
        }
        Reading::Figure(Box::new(Found {
            span: self.cover(start, span_end),
            kind,
            low,
            high,
            qualifier,
            qualifier_at,
            unit: unit_name,
            of,
            end: tail.max(end),
        }))
    }

    /// Kind, unit and thing counted.
    fn thing(
        &self,
        at: usize,
        end: usize,
        unit: Option<(&Unit, usize)>,
        counted: &Option<Counted>,
    ) -> (Kind, String, Option<Span>) {
        let phrase = counted.as_ref().map(|c| self.cover(c.phrase.start, c.phrase.end));
        match unit {
            Some((u, to)) => {
                let words = (u.kind == Kind::Measure && to > end)
                    .then(|| self.cover(if self.word(end) == "-" { end + 1 } else { end }, to));
                (u.kind, u.id.clone(), self.attribute(at).or(phrase).or(words))
            }
            None => match counted {
                Some(c) => (Kind::Count, c.unit.clone().unwrap_or_else(|| "count".into()), phrase),
                None => match self.casualty(at, end) {
                    Some(span) => (Kind::Count, "person".into(), Some(span)),
                    None => (Kind::Count, "count".into(), None),
                },
            },
        }
    }

    /// "a calibre greater than 100 mm": the noun before the qualifier is what is measured.
    fn attribute(&self, at: usize) -> Option<Span> {
        (at.saturating_sub(6)..at)
            .rev()
            .take_while(|i| !matches!(self.word(*i), "," | ";" | "and"))
            .find(|i| among(MEASURED, self.word(*i)))
            .map(|i| self.cover(i, i + 1))
    }

    /// Ranks: "third-largest", "finished second". Other ordinals say an order, not an amount.
    fn ordinal(&self, at: usize) -> Reading {
        let Some((len, n)) = Numerals::shared().ordinal(self.text, self.tokens, at) else {
            return Reading::Skip(at + 1);
        };
        let end = at + len;
        let next = self.word(if self.word(end) == "-" { end + 1 } else { end });
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        let ranks = among(RANKED, next) || among(RANKS, before);
        if !ranks || (self.taken)(&self.tokens[at]) {
            return Reading::Skip(end);
        }
        let value = f64::from(n);
        Reading::Figure(Box::new(Found {
            span: self.cover(at, end),
            kind: Kind::Rank,
            low: value,
            high: value,
            qualifier: Qualifier::Exact,
            qualifier_at: None,
            unit: "rank".into(),
            of: None,
            end,
        }))
    }

    /// The second number of "20-30", "between 40 and 50", "five to seven"; with the factor that the first takes from its scale.
    fn range(&self, at: usize, end: usize, first: &Numeral) -> Option<(usize, f64, f64)> {
        let mark = self.word(end);
        let glued = self.tokens.get(end).is_some_and(|t| t.gap == Gap::None);
        let between = (at.saturating_sub(3)..at).any(|i| matches!(self.word(i), "between" | "Between"));
        let joins = match mark {
            "-" | "–" | "—" => glued && self.tokens.get(end + 1).is_some_and(|t| t.gap == Gap::None),
            "to" => !matches!(at.checked_sub(1).map_or("", |b| self.word(b)), "from" | "by"),
            "and" => between,
            _ => false,
        };
        if !joins {
            return None;
        }
        let sign = self.lexicon.signs.iter().any(|(s, _)| s == self.word(end + 1));
        let from = end + 1 + usize::from(sign);
        let mut second = Numerals::shared().read(self.text, self.tokens, from).filter(|n| n.form != Form::Vague)?;
        if self.european && grouped_by_full_stop(self.word(from)) {
            second.low *= 1000.0;
        }
        if mark == "to" && !between && second.low <= first.low {
            return None;
        }
        // "1 to 2 million": the scale belongs to both.
        let scale = if second.low >= 1000.0 * first.low && second.len > 1 && first.low < 1000.0 {
            10f64.powf((second.low / first.low).log10().floor()).max(1.0)
        } else {
            1.0
        };
        let scale = [1e3, 1e6, 1e9]
            .into_iter()
            .rfind(|s| *s <= scale * 10.0 && second.low / s >= first.low)
            .filter(|_| scale > 1.0)
            .unwrap_or(1.0);
        Some((from + second.len, second.low, scale))
    }

    /// "killing at least 14", "37 were confirmed dead", "the toll rose to 21": people, told by the verb.
    fn casualty(&self, at: usize, end: usize) -> Option<Span> {
        let casualty = |i: &usize| {
            let w = self.word(*i).to_ascii_lowercase();
            CASUALTIES.split_whitespace().any(|s| w.starts_with(s))
        };
        let after = (end..self.tokens.len().min(end + 4))
            .take_while(|i| !matches!(self.word(*i), "," | "." | ";"))
            .find(casualty);
        let before = || {
            (at.saturating_sub(7)..at)
                .rev()
                .take_while(|i| !matches!(self.word(*i), "," | "." | ";" | "and"))
                .find(casualty)
        };
        after.or_else(before).map(|i| self.cover(i, i + 1))
    }

    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    pub(crate) fn cover(&self, from: usize, to: usize) -> Span {
        self.tokens[from].span().cover(self.tokens[to - 1].span())
    }
}

/// "1.200", "28.000": one full stop and three digits behind it.
pub(crate) fn grouped_by_full_stop(digits: &str) -> bool {
    digits.split_once('.').is_some_and(|(a, b)| {
        (1..=3).contains(&a.len()) && b.len() == 3 && !a.starts_with('0') && b.bytes().all(|c| c.is_ascii_digit())
    })
}

/// What stands at a token.
enum Reading {
    Figure(Box<Found>),
    /// Nothing; go on at this token.
    Skip(usize),
}
