//! One sentence, from left to right: its amounts, then what they share, count and say of their exactness.
//!
//! ```text
//! numerals ── amounts (sign, unit; labels left out) ── ranges ── counted (the thing) ── shared ── qualifiers ── found
//! ```

use crate::lexicon::{Lexicon, Unit};
use crate::{Kind, Qualifier};
use parallax_core::Span;
use parallax_text::{Form, Gap, Numeral, Numerals, Tag, Tagged, Token, TokenKind};
use std::ops::Range;

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
}

/// One sentence.
pub(crate) struct Scan<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub tags: &'t [Tagged],
    pub lexicon: &'t Lexicon,
    /// The article writes thousands with a full stop ("1.200").
    pub european: bool,
    /// What a token belongs to besides.
    pub within: &'t dyn Fn(&Token) -> Within,
}

/// What a token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    Nothing,
    /// A date or time of day.
    Date,
    /// A person's name.
    Person,
    /// Another name.
    Name,
}

/// A number with what belongs to it, before it is a figure.
#[derive(Clone, Debug)]
pub(crate) struct Amount<'t> {
    /// Its tokens, a sign before or directly behind included: the words of the figure.
    pub words: Range<usize>,
    /// The numeral alone.
    pub numeral: Range<usize>,
    pub low: f64,
    pub high: f64,
    pub form: Form,
    pub kind: Kind,
    pub unit: Option<&'t Unit>,
    /// What the unit is a rate of.
    pub per: Option<String>,
    /// The words that name the unit behind the number.
    pub named: Range<usize>,
    /// The thing counted, and the unit it counts as.
    pub thing: Option<Range<usize>>,
    pub counts_as: Option<String>,
    /// First token behind number and unit.
    pub end: usize,
    /// First token behind the thing, too.
    pub behind: usize,
    /// Two ends of a stretch that the words name.
    pub between: bool,
    pub qualifier: Option<(Qualifier, Option<Range<usize>>)>,
}

impl Amount<'_> {
    /// Neither unit nor thing.
    pub(crate) fn bare(&self) -> bool {
        self.unit.is_none() && self.thing.is_none() && self.kind == Kind::Count
    }
}

impl<'t> Scan<'t> {
    /// The figures of the sentence, left to right.
    pub(crate) fn figures(&self) -> Vec<Found> {
        let mut amounts = self.amounts();
        if amounts.is_empty() {
            return Vec::new();
        }
        self.join_parts(&mut amounts);
        self.join_ranges(&mut amounts);
        self.count(&mut amounts);
        self.share(&mut amounts);
        self.qualify(&mut amounts);
        amounts.iter().filter(|a| self.counts(a)).map(|a| self.found(a)).collect()
    }

    fn amounts(&self) -> Vec<Amount<'t>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let (amount, next) = self.at(at);
            out.extend(amount);
            at = next.max(at + 1);
        }
        out
    }

    /// What stands at a token, and where to go on.
    fn at(&self, at: usize) -> (Option<Amount<'t>>, usize) {
        let token = &self.tokens[at];
        if token.is_word() && !Numerals::shared().begins(token.key) {
            return (None, at + 1);
        }
        let Some(mut numeral) = Numerals::shared().read(self.text, self.tokens, at) else { return self.rank(at) };
        if numeral.form == Form::Words
            && Numerals::shared().ordinal(self.text, self.tokens, at).is_some_and(|(len, _)| len > numeral.len)
        {
            return self.rank(at);
        }
        let first = at + usize::from(!self.tokens[at].is_word() && self.tokens[at].kind != TokenKind::Number);
        if self.european && grouped_by_full_stop(self.word(first)) && numeral.len == 1 {
            (numeral.low, numeral.high) = (numeral.low * 1000.0, numeral.high * 1000.0);
        }
        let end = at + numeral.len;
        if numeral.form == Form::Digits
            && numeral.len == 1
            && Numerals::shared().ordinal(self.text, self.tokens, at).is_some()
        {
            return self.rank(at);
        }
        if let Some(score) = self.score(at, end, &numeral) {
            let next = score.end;
            return (Some(score), next);
        }
        if let Some(share) = self.one_in(at, end, &numeral) {
            let next = share.end;
            return (Some(share), next);
        }
        match (self.within)(&self.tokens[end - 1]) {
            Within::Date if self.unit_of_time(end).is_none() => return (None, end),
            Within::Name if !self.stands_out(at, end) => return (None, end),
            // A name that swallowed its age: "Ada Moor 37".
            Within::Person if self.tokens[end - 1].is_word() => return (None, end),
            _ => {}
        }
        if let Some(next) = self.designation(at, end) {
            return (None, next);
        }
        let idle = match numeral.form {
            Form::Vague => self
                .lexicon
                .no_amount
                .at(self.tokens, at)
                .is_some_and(|(len, _)| at + len >= end - usize::from(self.word(end - 1) == "of")),
            Form::Words if numeral.len == 1 && numeral.low == 1.0 => !self.one_counts(at, end),
            Form::Fraction => !self.is_share(at, end),
            _ => false,
        };
        if idle {
            return (None, end);
        }
        let amount = self.amount(at, end, numeral);
        let next = amount.end;
        (Some(amount), next)
    }

    /// "one in five children", "nine out of ten": a share, which of those follows.
    fn one_in(&self, at: usize, end: usize, first: &Numeral) -> Option<Amount<'t>> {
        let out_of = self.word(end) == "out" && self.word(end + 1) == "of";
        if !(out_of || self.word(end) == "in") || first.form == Form::Vague || first.low.fract() != 0.0 {
            return None;
        }
        let from = end + 1 + usize::from(out_of);
        let second = Numerals::shared().read(self.text, self.tokens, from).filter(|n| n.form != Form::Vague)?;
        let to = from + second.len;
        let round = (2.0..=10.0).contains(&second.low) || [12.0, 20.0, 50.0, 100.0, 1000.0].contains(&second.low);
        let whole = first.low >= 1.0 && first.low < second.low && second.low.fract() == 0.0 && (round || out_of);
        let plural = self.tag(to).plural() || self.tag(to).adjective() && self.tag(to + 1).plural();
        // "one in five children", "one in three of the seats"; not "two in four games", "one in five said" stays a share.
        let words = first.form == Form::Words && second.form == Form::Words;
        let fits = whole && self.unit_at(to).is_none() && (out_of || words && first.low == 1.0 || plural && words);
        if !fits {
            return None;
        }
        let share =
            Numeral { len: to - at, low: first.low / second.low, high: first.low / second.low, form: Form::Fraction };
        Some(self.amount(at, to, share))
    }

    /// A number that a name took along, but that has a sign or a unit of its own: "Norvolt's 300 megawatt plant".
    fn stands_out(&self, at: usize, end: usize) -> bool {
        let last = |to: usize| (self.within)(&self.tokens[to - 1]) != Within::Name;
        self.sign_before(at).is_some() || self.unit_at(end).is_some_and(|(_, to)| last(to) || to == end)
    }

    fn amount(&self, at: usize, end: usize, numeral: Numeral) -> Amount<'t> {
        let sign = self.sign_before(at);
        let start = sign.map_or(at, |(s, _)| s);
        let (unit, to) = match sign {
            Some((_, unit)) => (Some(unit), end),
            None => self.unit_at(end).map_or((None, end), |(u, to)| (Some(u), to)),
        };
        let unit = unit.or_else(|| self.measure_before(start));
        let (mut low, mut high, mut end_of_words, mut to) = (numeral.low, numeral.high, end, to);
        // "75 USD million"
        if to == end + 1
            && unit.is_some_and(|u| u.kind == Kind::Money)
            && let Some(scale) = Numerals::shared().scale(self.tokens, to)
        {
            (low, high, to, end_of_words) = (low * scale, high * scale, to + 1, to + 1);
        }
        // "$5 dollars", "2.5% percent"
        if let Some((again, more)) = self.unit_at(to).filter(|_| sign.is_some())
            && unit.is_some_and(|u| u.id == again.id)
        {
            to = more;
        }
        let mark = to == end + 1 && self.tokens[end].kind == TokenKind::Mark && self.word(end) != "-";
        // "half of the members", "dozens of people": the share alone.
        while end_of_words > at + 1 && matches!(self.word(end_of_words - 1), "of" | "the" | "a") {
            end_of_words -= 1;
        }
        let rate = unit.and_then(|_| self.rate_at(to));
        let behind = rate.as_ref().map_or(to, |(_, after)| *after);
        let hyphen = usize::from(matches!(self.word(end), "-" | "–"));
        Amount {
            named: (end + hyphen).min(to)..to,
            words: start..if mark { end + 1 } else { end_of_words },
            numeral: at..end,
            low,
            high,
            form: numeral.form,
            kind: unit.map_or(Kind::Count, |u| u.kind),
            unit,
            per: rate.map(|(per, _)| per),
            thing: None,
            counts_as: None,
            end: behind,
            behind,
            between: false,
            qualifier: (numeral.form == Form::Vague && low != high).then_some((Qualifier::Vague, None)),
        }
    }

    /// Ranks: "third-largest", "finished second". Other ordinals say an order, not an amount.
    fn rank(&self, at: usize) -> (Option<Amount<'t>>, usize) {
        let Some((len, n)) = Numerals::shared().ordinal(self.text, self.tokens, at) else { return (None, at + 1) };
        let end = at + len;
        let next = self.tokens.get(if self.word(end) == "-" { end + 1 } else { end });
        let written = self.tokens[at].kind == TokenKind::Number || n >= 10 && self.word(end) != "-";
        let ranked = next.is_some_and(|t| self.lexicon.ranked.contains(&t.key)) || written && !self.ages(end);
        let ranks = at > 0 && self.lexicon.ranks.contains(&self.tokens[at - 1].key);
        if !(ranked || ranks) || (self.within)(&self.tokens[at]) != Within::Nothing {
            return (None, end);
        }
        let numeral = Numeral { len, low: f64::from(n), high: f64::from(n), form: Form::Words };
        let rank = Amount {
            kind: Kind::Rank,
            unit: None,
            per: None,
            end,
            behind: end,
            words: at..end,
            ..self.amount(at, end, numeral)
        };
        (Some(rank), end)
    }

    /// "the 21st century", "12th round": a name of a time or a stage.
    fn ages(&self, end: usize) -> bool {
        matches!(
            self.word(end),
            "century" | "Century" | "centuries" | "Street" | "St" | "Avenue" | "Ave" | "Floor" | "floor"
        ) || self.tokens.get(end).is_some_and(|t| t.capital() && t.has_lower())
            || self.unit_of_time(end).is_some()
    }

    /// Whether what was read is a figure after all.
    fn counts(&self, a: &Amount) -> bool {
        let n = &a.numeral;
        let qualified = a.qualifier.is_some();
        if !a.bare() {
            // "2018 sales", "640 Skyliner": the year or the type of what follows.
            let whole = a.low.fract() == 0.0;
            let plain = !qualified && whole && a.kind == Kind::Count && a.form == Form::Digits && n.len() == 1;
            // "one paragraph" is seldom an amount: only what is counted everywhere, or a qualified one.
            let one = a.form == Form::Words && a.low == 1.0 && n.len() == 1 && a.kind == Kind::Count;
            if one && !qualified && a.counts_as.is_none() {
                return false;
            }
            let known = a.counts_as.as_deref().is_some_and(|u| u != "event");
            return !(plain && !known && a.thing.as_ref().is_some_and(|t| self.year_like(a) || self.name_of_thing(t)));
        }
        // A year, or the only word of its sentence that is no mark.
        let four_digits = self.year_like(a);
        let one = a.form == Form::Words && a.low == 1.0 && n.len() == 1;
        // "(1)", "(a) 2": numbering.
        let numbering = self.word(n.end) == ")"
            && n.start > 0
            && self.word(n.start - 1) == "("
            && a.low < 20.0
            && a.form == Form::Digits
            && a.low.fract() == 0.0;
        // "the two", "all three", "both of the two": they were counted before.
        let word = |n: usize| a.words.start.checked_sub(n).map_or("", |i| self.word(i));
        let again = a.form == Form::Words
            && a.low < 13.0
            && (matches!(self.tag(a.words.start.wrapping_sub(1)), Tag::Dt | Tag::PrpS | Tag::Pos)
                && word(1) != "another"
                || matches!(self.word(n.end), "of")
                || matches!(word(1), "other" | "all" | "last" | "first"));
        qualified || !(again || four_digits && !a.between || one || numbering)
    }

    fn year_like(&self, a: &Amount) -> bool {
        a.numeral.len() == 1 && self.tokens[a.numeral.start].span().len() == 4 && (1900.0..=2100.0).contains(&a.low)
    }

    /// Nothing but capitals, in the singular: a name.
    fn name_of_thing(&self, thing: &Range<usize>) -> bool {
        let capital = |i: usize| self.tokens[i].capital();
        capital(thing.start)
            && self.tag(thing.end - 1) != Tag::Nns
            && (thing.clone().all(capital) || self.tag(thing.start) == Tag::Nnp && !self.tag(thing.end - 1).plural())
    }

    fn found(&self, a: &Amount) -> Found {
        let (qualifier, at) = match &a.qualifier {
            Some((q, at)) => (*q, at.clone()),
            None => (if a.between { Qualifier::Between } else { Qualifier::Exact }, None),
        };
        let unit = match (a.kind, a.unit) {
            (Kind::Rank, _) => "rank".to_string(),
            (Kind::Score, _) => "score".to_string(),
            (_, Some(u)) => a.per.as_ref().map_or_else(|| u.id.clone(), |per| format!("{} per {per}", u.name)),
            _ => a.counts_as.clone().unwrap_or_else(|| "count".into()),
        };
        Found {
            span: self.cover(&a.words),
            kind: a.kind,
            low: a.low,
            high: a.high,
            qualifier,
            qualifier_at: at.map(|r| self.cover(&r)),
            unit,
            of: a.thing.as_ref().map(|r| self.cover(r)),
        }
    }

    pub(crate) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).map_or(Tag::Punct, |t| t.tag)
    }

    pub(crate) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.gap == Gap::None)
    }

    pub(crate) fn cover(&self, range: &Range<usize>) -> Span {
        self.tokens[range.start].span().cover(self.tokens[range.end - 1].span())
    }
}

/// "1.200", "28.000": one full stop and three digits behind it.
pub(crate) fn grouped_by_full_stop(digits: &str) -> bool {
    digits.split_once('.').is_some_and(|(a, b)| {
        (1..=3).contains(&a.len()) && b.len() == 3 && !a.starts_with('0') && b.bytes().all(|c| c.is_ascii_digit())
    })
}
