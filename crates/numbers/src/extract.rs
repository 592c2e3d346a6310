//! One figure at one place: numeral, range, sign, unit, qualifier; or the reason that it is none.

use crate::counted::{self, Counted};
use crate::lexicon::{Lexicon, Unit};
use crate::{Kind, Qualifier};
use parallax_core::Span;
use parallax_text::{Form, Gap, Numeral, Numerals, Token, TokenKind};

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

/// Words for an amount that is none: "a few", "several".
const NO_AMOUNT: [&str; 14] = ["a few", "several", "a number", "a small number", "a couple", "just a few", "only a few", "quite a few", "a handful", "tens", "scores", "a pair", "double", "a score"];

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
            Form::Words if numeral.len == 1 && numeral.low == 1.0 && !self.counted_one(end) => return Reading::Skip(end),
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
                let score = Found { span, kind: Kind::Score, low, high: value, qualifier: Qualifier::Exact, qualifier_at: None, unit: "score".into(), of: None, end: to };
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
            Some((u, _)) if u.kind == Kind::Percent => counted::read(self.text, self.tokens, behind).filter(|_| self.word(behind) == "of"),
            Some(_) => None,
            None => counted::read(self.text, self.tokens, end),
        };
        let (before, before_at) = self.qualifier_before(start, unit.as_ref().map(|u| u.0));
        let tail = counted.as_ref().map_or(behind, |c| c.end);
        let after = self.qualifier_after(end).or_else(|| self.qualifier_after(behind)).or_else(|| self.qualifier_after(tail));
        let (qualifier, qualifier_at) = match (qualifier, before, after) {
            (Some(q), _, _) => (q, None),
            (None, Some(q), _) => (q, before_at),
            (None, None, Some((q, span))) => (q, Some(span)),
            _ => (Qualifier::Exact, None),
        };
        let (kind, unit_name, of) = self.thing(at, end, unit, &counted);
        // A bare number that counts nothing, has no sign and no unit is a label or a list number.
        if kind == Kind::Count && of.is_none() && unit_name == "count" && !self.context_counts(start, end) && qualifier == Qualifier::Exact {
            return Reading::Skip(end);
        }
        Reading::Figure(Box::new(Found { span: self.cover(start, span_end), kind, low, high, qualifier, qualifier_at, unit: unit_name, of, end: tail.max(end) }))
    }

    /// Kind, unit and thing counted.
    fn thing(&self, at: usize, end: usize, unit: Option<(&Unit, usize)>, counted: &Option<Counted>) -> (Kind, String, Option<Span>) {
        let phrase = counted.as_ref().map(|c| self.cover(c.phrase.start, c.phrase.end));
        match unit {
            Some((u, to)) => {
                let words = (u.kind == Kind::Measure && to > end).then(|| self.cover(if self.word(end) == "-" { end + 1 } else { end }, to));
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
        const NOUNS: [&str; 46] = ["caliber", "calibre", "height", "depth", "length", "width", "speed", "range", "weight", "diameter", "distance", "magnitude", "temperature", "thickness", "radius", "area",
            "turnout", "inflation", "rate", "rates", "unemployment", "growth", "vote", "shares", "workforce", "revenue", "profit", "sales", "price", "prices", "fee", "ransom", "deficit", "budget",
            "salary", "wage", "cost", "costs", "loss", "losses", "stake", "margin", "severance", "rent", "fine", "debt"];
        (at.saturating_sub(6)..at).rev().take_while(|i| !matches!(self.word(*i), "," | ";" | "and")).find(|i| NOUNS.contains(&self.word(*i))).map(|i| self.cover(i, i + 1))
    }

    // ---- what is no figure

    /// "Tu-22M3", "30-30-30-30", "Article 5", "24/7", "#9", list numbers.
    fn designation(&self, at: usize, end: usize) -> Option<usize> {
        let glued = |i: usize| self.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
        let chain = |from: usize| {
            let mut to = from;
            while glued(to) && matches!(self.word(to), "-" | "/" | "." | ":" | "–") && glued(to + 1) && self.tokens.get(to + 1).is_some_and(|t| t.kind == TokenKind::Number) {
                to += 2;
            }
            to
        };
        let to = chain(end);
        if to >= end + 4 || to == end + 2 && matches!(self.word(end), "/" | ":") {
            return Some(to);
        }
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        if glued(at) && at > 0 {
            let letters = at >= 2 && glued(at - 1) && self.tokens[at - 2].is_word() && before == "-";
            if letters || self.tokens[at - 1].is_word() || matches!(before, "#" | "/" | "@" | "№" | "§") {
                return Some(end.max(to));
            }
        }
        if matches!(before, "#" | "№" | "§") {
            return Some(end);
        }
        // Letters behind digits that are no unit: "22M3", "3D".
        if self.tokens[at].kind == TokenKind::Number && self.tokens.get(end).is_some_and(|t| t.gap == Gap::None && t.is_word()) && self.unit_at(end).is_none() {
            return Some(end + 1);
        }
        if self.tokens[at].kind == TokenKind::Number {
            if at == 0 && matches!(self.word(end), "." | ")" | ":") {
                return Some(end + 1);
            }
            if let Some(b) = at.checked_sub(1).map(|b| &self.tokens[b]) {
                let acronym = b.all_capitals() && b.is_word() && self.lexicon.units_before.by_key(b.key).is_none() && self.lexicon.before.by_key(b.key).is_none();
                let numbered = matches!(before, "route" | "number" | "page" | "section" | "chapter" | "flight" | "tram" | "bus" | "line") && self.unit_at(end).is_none();
                if acronym || numbered {
                    return Some(end);
                }
                let label = b.capital() && b.is_word() && self.lexicon.labels.contains(&b.key) || self.lexicon.labels.contains(&b.key) && self.counts_nothing(end);
                let name = b.capital() && b.is_word() && at >= 2 && self.lexicon.before.by_key(b.key).is_none() && self.lexicon.units_before.by_key(b.key).is_none() && self.counts_nothing(end);
                if label || name {
                    return Some(end);
                }
            }
        }
        None
    }

    fn counts_nothing(&self, end: usize) -> bool {
        self.unit_at(end).is_none() && counted::read(self.text, self.tokens, end).is_none_or(|c| c.unit.is_none())
    }

    /// "one" counts only before a noun that is counted, and not in "one day".
    fn counted_one(&self, end: usize) -> bool {
        let next = self.word(end);
        if matches!(next, "of" | "day" | "another" | "-" | "and" | "or" | "," | "." | "thing" | "way" | "time" | "side" | "hand") {
            return false;
        }
        self.unit_at(end).is_some() || counted::read(self.text, self.tokens, end).is_some_and(|c| c.unit.is_some() && c.phrase.len() <= 3)
    }

    /// "half of the members", "two-thirds of voters": a share only where it is of something.
    fn share(&self, end: usize) -> bool {
        let last = self.word(end - 1);
        last == "of" || self.word(end) == "of" || last == "the"
    }

    fn no_amount(&self, at: usize, end: usize) -> bool {
        let words = self.cover(at, end).of(self.text).to_ascii_lowercase();
        let words = words.trim_end_matches(" of");
        NO_AMOUNT.contains(&words)
    }

    fn counts_time(&self, end: usize) -> bool {
        const TIMES: [&str; 10] = ["day", "days", "week", "weeks", "month", "months", "year", "years", "hours", "minutes"];
        let at = if self.word(end) == "-" { end + 1 } else { end };
        TIMES.contains(&self.word(at))
    }

    /// Ranks: "third-largest", "finished second". Other ordinals say an order, not an amount.
    fn ordinal(&self, at: usize) -> Reading {
        let Some((len, n)) = Numerals::shared().ordinal(self.text, self.tokens, at) else { return Reading::Skip(at + 1) };
        let end = at + len;
        let next = self.word(if self.word(end) == "-" { end + 1 } else { end });
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        let ranks = matches!(next, "place" | "largest" | "biggest" | "highest" | "lowest" | "busiest" | "smallest" | "longest" | "oldest" | "straight" | "consecutive" | "most")
            || matches!(before, "finished" | "ranked" | "came" | "placed" | "ranks" | "ranking");
        if !ranks || (self.taken)(&self.tokens[at]) {
            return Reading::Skip(end);
        }
        let value = f64::from(n);
        Reading::Figure(Box::new(Found { span: self.cover(at, end), kind: Kind::Rank, low: value, high: value, qualifier: Qualifier::Exact, qualifier_at: None, unit: "rank".into(), of: None, end }))
    }

    // ---- ranges

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
        let scale = if second.low >= 1000.0 * first.low && second.len > 1 && first.low < 1000.0 { 10f64.powf((second.low / first.low).log10().floor()).max(1.0) } else { 1.0 };
        let scale = [1e3, 1e6, 1e9].into_iter().rfind(|s| *s <= scale * 10.0 && second.low / s >= first.low).filter(|_| scale > 1.0).unwrap_or(1.0);
        Some((from + second.len, second.low, scale))
    }

    // ---- units

    /// The money sign before a number, with the token at which it starts.
    fn sign_before(&self, at: usize) -> Option<(usize, &'static Unit)> {
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
        self.lexicon.units_before.by_key(code.key).filter(|u| u.kind != Kind::Money || code.all_capitals() || code.of(self.text).starts_with("Rs")).map(|u| (at - 1, u))
            .filter(|(_, u)| u.kind == Kind::Money)
    }

    fn sign_after(&self, end: usize) -> bool {
        self.lexicon.signs.iter().any(|(s, _)| s == self.word(end)) && self.tokens[end].kind == TokenKind::Mark
    }

    /// The unit of a number that ends at `end`, and the first token behind it.
    fn unit(&self, end: usize, sign: Option<&'static Unit>, start: usize) -> Option<(&'static Unit, usize)> {
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
        let unit = self.lexicon.units_before.by_key(self.tokens[before].key).or_else(|| before.checked_sub(1).and_then(|b| self.lexicon.units_before.by_key(self.tokens[b].key)).filter(|_| self.word(before) == "of"));
        unit.filter(|u| u.kind == Kind::Measure).map(|u| (u, end))
    }

    fn unit_at(&self, end: usize) -> Option<(&'static Unit, usize)> {
        let hyphen = usize::from(self.word(end) == "-" && self.tokens[end].gap == Gap::None);
        let at = end + hyphen;
        let (len, unit) = self.lexicon.units.at(self.tokens, at)?;
        let token = &self.tokens[at];
        if token.gap == Gap::Line || unit.short && token.gap != Gap::None && !(at == end && token.gap == Gap::Space && len == 1 && self.tokens.get(at + 1).is_none_or(|t| !t.is_word() || t.of(self.text).len() < 5)) {
            return None;
        }
        // "500-pound bomb" is a weight, "ten second places" no time: a capital or an unlikely unit is left alone.
        (!(token.capital() && token.has_lower() && unit.kind == Kind::Measure)).then_some((unit, at + len))
    }

    // ---- qualifiers

    fn qualifier_before(&self, start: usize, unit: Option<&Unit>) -> (Option<Qualifier>, Option<Span>) {
        let skip = usize::from(start > 0 && matches!(self.word(start - 1), "a" | "an" | "the" | "another"));
        let Some((len, q)) = self.lexicon.before.before(self.tokens, start - skip, 5) else { return self.change_by(start) };
        // "cut its key rate by 25 basis points": the verb stands further back.
        let change = matches!(q.means, Qualifier::ChangeUp | Qualifier::ChangeDown);
        let amount = unit.is_some_and(|u| matches!(u.kind, Kind::Percent | Kind::Money));
        let from = start - skip - len;
        // "rose to 21" is a level, "flew over 3 cities" no comparison: a bare word of change needs a share or money.
        if change && q.bare && !amount || self.word(from).eq_ignore_ascii_case("over") && from > 0 && matches!(self.word(from - 1), "flew" | "fly" | "flying" | "flown" | "spread" | "flies") {
            return (None, None);
        }
        (Some(q.means), Some(self.cover(from, from + len)))
    }

    /// "cut its key rate by 25 basis points": "by", and a verb of change shortly before.
    fn change_by(&self, start: usize) -> (Option<Qualifier>, Option<Span>) {
        const UP: [&str; 12] = ["raise", "raised", "raises", "rise", "rose", "risen", "increase", "increased", "grew", "hike", "hiked", "lifted"];
        const DOWN: [&str; 16] = ["cut", "cuts", "cutting", "lower", "lowered", "reduce", "reduced", "fell", "fall", "fallen", "drop", "dropped", "decline", "declined", "slashed", "trimmed"];
        if start == 0 || self.word(start - 1) != "by" {
            return (None, None);
        }
        let verb = (start.saturating_sub(9)..start - 1).rev().take_while(|i| !matches!(self.word(*i), "," | ";" | ".")).find_map(|i| {
            let word = self.word(i);
            let q = if UP.contains(&word) { Qualifier::ChangeUp } else if DOWN.contains(&word) { Qualifier::ChangeDown } else { return None };
            Some((q, self.cover(i, i + 1)))
        });
        verb.map_or((None, None), |(q, span)| (Some(q), Some(span)))
    }

    fn qualifier_after(&self, end: usize) -> Option<(Qualifier, Span)> {
        let (len, q) = self.lexicon.after.at(self.tokens, end)?;
        // "60 tanks plus two trucks" adds; "and up" at a clause's end compares.
        if self.tokens.get(end + len).is_some_and(|t| t.kind == TokenKind::Number || t.is_word() && Numerals::shared().read(self.text, self.tokens, end + len).is_some()) || self.word(end) == "and" && self.tokens.get(end + len).is_some_and(Token::is_word) {
            return None;
        }
        (!matches!(q.means, Qualifier::ChangeUp | Qualifier::ChangeDown)).then(|| (q.means, self.cover(end, end + len)))
    }

    // ---- numbers without a noun

    /// "killing at least 14", "37 were confirmed dead", "the toll rose to 21": people, told by the verb.
    fn casualty(&self, at: usize, end: usize) -> Option<Span> {
        const STEMS: [&str; 26] = ["kill", "injur", "wound", "dead", "died", "missing", "arrest", "detain", "toll", "hurt", "displac", "evacuat", "hospitali", "rescued", "drown", "trapped", "homeless", "infected",
            "deaths", "casualt", "victims", "fatalit", "laid", "fired", "sentenced", "unaccounted"];
        let casualty = |i: &usize| {
            let w = self.word(*i).to_ascii_lowercase();
            STEMS.iter().any(|s| w.starts_with(s))
        };
        let after = (end..self.tokens.len().min(end + 4)).take_while(|i| !matches!(self.word(*i), "," | "." | ";")).find(casualty);
        let before = || (at.saturating_sub(7)..at).rev().take_while(|i| !matches!(self.word(*i), "," | "." | ";" | "and")).find(casualty);
        after.or_else(before).map(|i| self.cover(i, i + 1))
    }

    /// Whether something near says that a bare number is an amount.
    fn context_counts(&self, start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).map_or("", |b| self.word(b));
        matches!(before, "to" | "from" | "another" | "total" | "of" | "by" | "only" | "just" | "than" | "at" | "all") && !self.tokens[start].capital() && self.tokens[start].kind == TokenKind::Number && self.cover(start, end).len() > 1
            || matches!(self.word(end), "in" | "out" | "were" | "are" | "have" | "had") && self.tokens[start].span().len() > 1 && start > 0
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    fn cover(&self, from: usize, to: usize) -> Span {
        self.tokens[from].span().cover(self.tokens[to - 1].span())
    }
}

/// "1.200", "28.000": one full stop and three digits behind it.
pub(crate) fn grouped_by_full_stop(digits: &str) -> bool {
    digits.split_once('.').is_some_and(|(a, b)| (1..=3).contains(&a.len()) && b.len() == 3 && !a.starts_with('0') && b.bytes().all(|c| c.is_ascii_digit()))
}

/// What stands at a token.
enum Reading {
    Figure(Box<Found>),
    /// Nothing; go on at this token.
    Skip(usize),
}
