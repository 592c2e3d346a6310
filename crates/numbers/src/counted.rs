//! The thing counted: the noun phrase behind a number.

use crate::lexicon::Lexicon;
use parallax_text::{Gap, Token, TokenKind, among};
use std::ops::Range;

/// A noun phrase behind a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Counted {
    /// Its tokens, without "of the".
    pub phrase: Range<usize>,
    /// The unit its head noun counts as.
    pub unit: Option<String>,
    /// First token behind it.
    pub end: usize,
}

/// Words that end a noun phrase.
const STOPS: &str = "in on at to from with without by for of that which who whom whose when where while as than \
    then after before during since until into onto over under between among against about around across through near \
    is are was were be been being am has have had do does did will would can could may might shall should must not and \
    or but nor so yet if because although though however also still already now here there it they he she we this \
    these those its their his her our my your him them us the a an ago later earlier per up down out off away back \
    only both all any each every said says told reported added according including such between amid despite versus vs \
    via within toward towards remain remained went came got took made became arrived died fled left gathered attended \
    took lost voted faced marched";

/// The noun phrase that starts at `tokens[at]`.
pub(crate) fn read(text: &str, tokens: &[Token], at: usize) -> Option<Counted> {
    let lexicon = Lexicon::shared();
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let mut from = at;
    // "dozens of the soldiers", "200 more soldiers", "500-strong crowd"
    loop {
        match word(from).to_ascii_lowercase().as_str() {
            "of" | "the" | "its" | "their" | "his" | "her" | "our" | "more" | "other" | "additional" | "further"
            | "extra" | "such" | "another" | "new" => from += 1,
            "-" if tokens[from].gap == Gap::None => from += 1,
            _ => break,
        }
        if from > at + 4 {
            return None;
        }
    }
    let stop = |t: &Token| {
        let w = t.of(text).to_ascii_lowercase();
        match t.kind {
            TokenKind::Word | TokenKind::Abbreviation => among(STOPS, &w),
            TokenKind::Possessive => false,
            TokenKind::Mark => !(t.gap == Gap::None && matches!(w.as_str(), "-" | "/" | "’" | "'")),
            _ => true,
        }
    };
    let limit = (from..tokens.len().min(from + 8))
        .find(|i| stop(&tokens[*i]) || tokens[*i].gap == Gap::Line && *i > from)
        .unwrap_or(tokens.len().min(from + 8));
    if limit == from {
        return None;
    }
    // The last of the first run of counted nouns ("army attachés"); unknown words before it are its modifiers.
    let mut head: Option<(usize, String)> = None;
    let mut i = from;
    while i < limit {
        match lexicon.things.at(&tokens[..limit], i) {
            Some((len, unit)) => {
                head = Some((i + len, unit.clone()));
                i += len;
            }
            None if head.is_some() && tokens[i].kind != TokenKind::Mark => break,
            None => i += 1,
        }
    }
    let (mut end, unit) = match head {
        Some((end, unit)) => (end, Some(unit)),
        None => (plural(text, tokens, from..limit)?, None),
    };
    // "guns and mortars": one count for both.
    if matches!(word(end), "and" | "or")
        && let Some((len, other)) = lexicon.things.at(tokens, end + 1)
        && Some(other) == unit.as_ref()
        && tokens.get(end + 1 + len).is_none_or(stop)
    {
        end += 1 + len;
    }
    Some(Counted { phrase: from..end, unit, end })
}

/// Without a known noun: up to the first word that looks like a plural.
fn plural(text: &str, tokens: &[Token], range: Range<usize>) -> Option<usize> {
    let looks = |t: &Token| {
        let w = t.of(text);
        t.is_word() && w.len() > 3 && w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us")
    };
    range.clone().find(|i| looks(&tokens[*i])).map(|i| i + 1)
}
