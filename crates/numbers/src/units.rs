//! The unit of a number: a sign or code before it, a name, symbol or sign behind it, and what it is a rate of.

use crate::Kind;
use crate::lexicon::Unit;
use crate::scan::Scan;
use parallax_text::{Gap, Tag, TokenKind};

/// Codes of money that are words in capitals too: only before numbers that money is told in.
const WORD_CODES: [&str; 8] = ["ALL", "TRY", "TOP", "MAD", "PEN", "CUP", "SOS", "SUR"];

impl<'t> Scan<'t> {
    /// The money sign or code before a number, with the token at which it starts.
    pub(crate) fn sign_before(&self, at: usize) -> Option<(usize, &'t Unit)> {
        let near = |i: usize| self.tokens.get(i).is_some_and(|t| t.gap < Gap::Line);
        if at == 0 || !near(at) {
            return None;
        }
        let last = self.word(at - 1);
        let glued = self.tokens[at].gap == Gap::None;
        if matches!(self.tokens[at - 1].kind, TokenKind::Mark | TokenKind::Word | TokenKind::Abbreviation) {
            // "US$", "$US", "S $1m", "Y=100"; a letter before a spaced sign must be no word.
            let pair = at >= 2 && near(at - 1);
            if pair {
                let spaced = self.tokens[at - 1].gap != Gap::None;
                let whole = format!("{}{last}", self.word(at - 2));
                if let Some(unit) =
                    self.lexicon.signs.get(whole.as_str()).filter(|_| !spaced || self.word(at - 2) != "A")
                {
                    return Some((at - 2, unit));
                }
            }
            if let Some(unit) = self.lexicon.signs.get(last) {
                // "PS6m" is a pound sign that was spelt out, "PS5" is none.
                let spelt = last.chars().all(char::is_alphanumeric);
                let told = glued && (self.word(at + 1).len() <= 3 && self.glued(at + 1) || self.word(at).len() > 2);
                return (!spelt || last != "PS" || told).then_some((at - 1, unit));
            }
        }
        let code = &self.tokens[at - 1];
        let unit = self.lexicon.before_number.by_key(code.key).filter(|u| u.kind == Kind::Money)?;
        let large =
            || self.word(at).len() > 3 || self.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.is_word());
        let is_code = code.all_capitals() || last.starts_with("Rs");
        (is_code && (!WORD_CODES.contains(&last) || large())).then_some((at - 1, unit))
    }

    /// A money sign behind the number: "5 €".
    fn sign_after(&self, end: usize) -> Option<(&'t Unit, usize)> {
        let token = self
            .tokens
            .get(end)
            .filter(|t| t.gap < Gap::Line && (t.kind == TokenKind::Mark || !t.of(self.text).is_ascii()))?;
        let number_next = self.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.gap == Gap::None);
        let unit = self.lexicon.signs.get(token.of(self.text)).filter(|_| !number_next)?;
        Some((unit, end + 1))
    }

    /// "magnitude 6.1", "a magnitude of 6.1": the measure before a number.
    pub(crate) fn measure_before(&self, at: usize) -> Option<&'t Unit> {
        self.lexicon.before_number.before(self.tokens, at, 5).map(|(_, u)| u).filter(|u| u.kind == Kind::Measure)
    }

    /// The unit behind a number that ends at `end`, and the first token behind it.
    pub(crate) fn unit_at(&self, end: usize) -> Option<(&'t Unit, usize)> {
        if let Some(found) = self.sign_after(end).or_else(|| self.prime(end)) {
            return Some(found);
        }
        let hyphen = usize::from(matches!(self.word(end), "-" | "–") && self.glued(end) && self.glued(end + 1));
        let bracket = usize::from(matches!(self.word(end), "{" | "<") && matches!(self.word(end + 2), "}" | ">"));
        let at = end + hyphen + bracket;
        if self.tokens.get(at).is_none_or(|t| t.gap == Gap::Line) {
            return None;
        }
        let (unit, to) = self.named(at).or_else(|| self.symbol(at, hyphen > 0))?;
        Some((unit, to + bracket))
    }

    /// "30'", "8\"": feet and inches, where the mark closes no quotation.
    fn prime(&self, end: usize) -> Option<(&'t Unit, usize)> {
        let mark = self.tokens.get(end).filter(|t| t.gap == Gap::None)?.of(self.text);
        let name = match mark {
            "'" | "′" => "foot",
            "\"" | "″" => "inch",
            _ => return None,
        };
        let open =
            self.tokens[..end].iter().filter(|t| t.of(self.text) == mark || t.of(self.text) == "‘").count() % 2 == 1;
        let letters = self.tokens.get(end + 1).is_some_and(|t| t.gap == Gap::None && t.is_word());
        let unit = self.lexicon.names.get(name).filter(|_| !open && !letters)?;
        Some((unit, end + 1))
    }

    fn named(&self, at: usize) -> Option<(&'t Unit, usize)> {
        let (len, unit) = self.lexicon.names.at(self.tokens, at)?;
        let token = &self.tokens[at];
        // "Day 5 Pounds Street": a name's capital is no unit; nor is "second" in "the two second places".
        let name = token.capital() && token.has_lower() && unit.kind == Kind::Measure && token.gap > Gap::None;
        let ordinal = len == 1 && token.of(self.text) == "second" && self.tag(at) == Tag::Jj && self.tag(at + 1).noun();
        if name || ordinal {
            return None;
        }
        // "a 500-pound bomb", "over two pounds heavier": money only where nothing weighs.
        if unit.id == "gbp" && self.weighs(at, at + len) {
            let pound = self.lexicon.names.get("lbs")?;
            return Some((pound, at + len));
        }
        Some((unit, at + len))
    }

    /// Whether "pounds" are a weight: a body or a load is near.
    fn weighs(&self, at: usize, to: usize) -> bool {
        let near = |range: std::ops::Range<usize>| {
            range.into_iter().any(|i| self.lexicon.weights.contains(&self.tokens[i].key))
        };
        self.word(at) != "sterling"
            && (near(at.saturating_sub(8)..at)
                || near(to..(to + 4).min(self.tokens.len()))
                || self.word(to) == "of"
                    && self.word(at.saturating_sub(1)) != "-"
                    && self.word(at.saturating_sub(2)) != "million")
    }

    fn symbol(&self, at: usize, hyphen: bool) -> Option<(&'t Unit, usize)> {
        let glued = self.tokens[at].gap == Gap::None && !hyphen;
        let list = self.lexicon.symbols.get(&self.tokens[at].key)?;
        list.iter().find_map(|(symbol, unit)| {
            let to = self.written(at, symbol)?;
            let fits = match symbol.as_str() {
                "in" => self.inches(at, to),
                one if one.chars().count() == 1 => self.letter(one, to, glued),
                _ => true,
            };
            fits.then_some((unit, to))
        })
    }

    /// The first token behind a symbol that is written at a token, whole.
    fn written(&self, at: usize, symbol: &str) -> Option<usize> {
        let start = self.tokens[at].span().start();
        let end = start + symbol.len();
        let here = self.text[start..].starts_with(symbol);
        let to = at + self.tokens[at..].partition_point(|t| t.span().end() <= end);
        (here && to > at && self.tokens[to - 1].span().end() == end).then_some(to)
    }

    /// Whether one letter is a unit: nothing may be glued behind it, and behind a space it may begin anything.
    fn letter(&self, symbol: &str, to: usize, glued: bool) -> bool {
        let next = self.tokens.get(to);
        let joined = next
            .is_some_and(|t| t.gap == Gap::None && !matches!(t.of(self.text), "." | "," | ")" | ";" | "]" | "/" | "^"));
        // Degrees, kelvin and bits are seldom parted from their number.
        let rare = matches!(symbol, "C" | "F" | "K" | "b");
        // "816 000 t of coal", "5 m in height"
        let phrase = !rare && matches!(self.tag(to), Tag::In | Tag::Cc | Tag::To);
        let word = next.filter(|t| t.is_word() && t.gap < Gap::Line && !phrase);
        let told = match word {
            Some(t) => matches!(symbol, "C" | "F" | "V") && !t.capital(),
            None => !rare,
        };
        !joined && (glued || symbol == "W" || told)
    }

    /// Whether "in" is the inch: "12 ft 2 in", "2 1/2 in thick".
    fn inches(&self, at: usize, to: usize) -> bool {
        at >= 2 && matches!(self.word(at - 2), "ft" | "foot" | "feet" | "ft.")
            || matches!(self.word(to), "thick" | "long" | "wide" | "deep" | "tall" | "high" | "square" | "diameter")
    }

    /// "a month", "per sq m", "/week" behind a unit: what the figure is a rate of, and the first token behind it.
    pub(crate) fn rate_at(&self, at: usize) -> Option<(String, usize)> {
        let mut from = at
            + match self.word(at) {
                "a" | "an" | "per" | "each" | "every" => 1,
                "/" if self.glued(at) => 1,
                _ => return None,
            };
        from += usize::from(self.word(from) == "-");
        let unit = self.lexicon.names.at(self.tokens, from).or_else(|| {
            let token = self.tokens.get(from)?;
            let list = self.lexicon.symbols.get(&token.key)?;
            list.iter().find(|(s, _)| s == token.of(self.text)).map(|(_, u)| (1, u))
        });
        if let Some((len, unit)) = unit.filter(|(_, u)| u.kind == Kind::Measure) {
            let later = matches!(
                self.word(from + len),
                "ago" | "later" | "earlier" | "before" | "after" | "-" | "older" | "old"
            );
            return (!later).then(|| (unit.name.clone(), from + len));
        }
        // "per share", "per head": any noun.
        let noun = self.word(at) == "per" && self.tag(from).noun() && !self.tokens[from].capital();
        noun.then(|| (self.word(from).to_lowercase(), from + 1))
    }
}
