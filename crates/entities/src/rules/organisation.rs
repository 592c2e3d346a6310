//! Organisations, facilities, laws and the like by their head noun: modifiers, head, and what it is of.

use super::scan::Scan;
use crate::Label;
use parallax_text::{Gap, Token, TokenKind};

/// The end and label of the name with a head noun that starts at token `at`.
///
/// `Belarusian Ministry of Defense`, `General Staff of the Ukrainian Armed Forces`, `Mount Etna`, `Supreme Council of
/// State of the Union`: the last head that its modifiers lead to wins, then "of" and "for" carry on.
pub(crate) fn at(scan: &Scan<'_>, at: usize) -> Option<(usize, Label)> {
    let mut best: Option<(usize, Label, bool)> = None;
    let mut i = at;
    while scan.name_word(i) && i < at + 8 && (i == at || near(scan.tokens, i)) {
        if let Some((len, head)) =
            scan.lists.heads.at(scan.tokens, i).filter(|(len, _)| capitals(&scan.tokens[i..i + len]))
        {
            let end = i + len;
            // "General Staff": a head of two words has its modifier in itself.
            if head.ends && (i > at || len > 1) {
                best = Some((end, head.label, head.begins || head.label == Label::Org));
            }
            if head.begins
                && best.is_none_or(|(b, ..)| b <= i)
                && let Some(to) = carried_on(scan, end, head.label, true)
            {
                return Some((to, head.label));
            }
            i = end.max(i + 1);
            continue;
        }
        if i > at && scan.title_at(i).is_some() && !followed_by_head(scan, i) {
            break;
        }
        i += 1;
        // "Tenants' League", "Women's Council": a possessive inside, but not that of a state ("Belarus' Defence Ministry") or
        // of a person ("Macron's Renaissance").
        let mark = scan.tokens.get(i).filter(|t| t.gap == Gap::None && i > at);
        let plural = mark.is_some_and(|t| matches!(t.of(scan.text), "’" | "'"))
            && scan.tokens[i - 1].of(scan.text).ends_with('s');
        let common = mark.is_some_and(|t| t.kind == TokenKind::Possessive)
            && scan.lists.common.contains(&scan.tokens[i - 1].key);
        if (plural || common) && scan.lists.names.by_key(scan.tokens[i - 1].key).is_none() && scan.name_word(i + 1) {
            i += 1;
        }
        // "Alert and Rescue Service": two modifiers of one head.
        let joined = scan.tokens.get(i).is_some_and(|t| t.of(scan.text) == "and")
            && i > at
            && scan.name_word(i + 1)
            && (i + 1..i + 4).take_while(|j| scan.name_word(*j)).any(|j| {
                j > i + 1 && scan.lists.heads.at(scan.tokens, j).is_some_and(|(_, h)| h.ends && h.label == Label::Org)
            });
        let plain = |j: usize| {
            scan.lists.common.contains(&scan.tokens[j].key) && scan.lists.names.by_key(scan.tokens[j].key).is_none()
        };
        if joined && best.is_none() && plain(i - 1) && plain(i + 1) {
            i += 1;
        }
        // "Johnson & Johnson", "Al-Nahda Party"
        if scan.tokens.get(i).is_some_and(|t| t.gap == Gap::None && t.is(scan.text, "-"))
            && scan.name_word(i + 1)
            && scan.tokens[i + 1].gap == Gap::None
        {
            i += 1;
        }
        if scan.tokens.get(i).is_some_and(|t| t.is(scan.text, "&")) && scan.name_word(i + 1) {
            i += 1;
        }
    }
    let (end, label, of) = best?;
    let to = if of { carried_on(scan, end, label, false).unwrap_or(end) } else { end };
    Some((to, label))
}

/// The end of "of Defense", "of the Republic of Belarus", "for Foreign Affairs", "of Belarus and Russia".
fn carried_on(scan: &Scan<'_>, from: usize, label: Label, direct: bool) -> Option<usize> {
    let word = |i: usize| scan.tokens.get(i).map_or("", |t| t.of(scan.text));
    // "Mount Etna", "Operation Dawn": the name follows without a preposition.
    if direct
        && scan.name_word(from)
        && near(scan.tokens, from)
        && label != Label::Org
        && label != Label::Law
        && label != Label::Gpe
    {
        return Some(scan.run_end(from));
    }
    let mut end = None;
    let mut i = from;
    loop {
        let skip = match (word(i), word(i + 1)) {
            ("of" | "for" | "on", "the") => 2,
            ("of" | "for" | "on", _) => 1,
            ("and", _) if end.is_some() => 1,
            ("the", _) if end.is_none() && direct && word(i.wrapping_sub(1)) == "of" => 1,
            _ if end.is_none() && direct && word(i.wrapping_sub(1)) == "of" => 0,
            _ => return end,
        };
        let start = i + skip;
        if !scan.name_word(start) || scan.tokens[start].gap == Gap::Line {
            return end;
        }
        // "the Ministry of Defense and President Li": a title begins something new.
        if word(i) == "and" && (scan.title_at(start).is_some() || !joined_by_and(scan, start)) {
            return end;
        }
        let mut to = start + 1;
        while scan.name_word(to) && near(scan.tokens, to) && scan.title_at(to).is_none() {
            to += 1;
        }
        // "University of Rio de Janeiro"
        to += scan.particles(to).unwrap_or(0);
        end = Some(to);
        i = to;
    }
}

/// "Health and Social Care", "Belarus and Russia": what follows "and" ends the name, and no verb or name of its own begins.
fn joined_by_and(scan: &Scan<'_>, start: usize) -> bool {
    let single = scan.run_end(start) - start <= 2;
    let known = scan.lists.country(scan.tokens[start].key);
    let before = scan.lists.country(scan.tokens[start - 2].key);
    single && (known == before)
}

fn followed_by_head(scan: &Scan<'_>, i: usize) -> bool {
    (i + 1..i + 4)
        .take_while(|j| scan.name_word(*j))
        .any(|j| scan.lists.heads.at(scan.tokens, j).is_some_and(|(_, h)| h.ends))
}

fn near(tokens: &[Token], i: usize) -> bool {
    tokens.get(i).is_some_and(|t| t.gap == Gap::Space || t.gap == Gap::None && i > 0 && !tokens[i - 1].is_word())
}

fn capitals(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(Token::capital)
        && tokens.last().is_some_and(|t| t.capital() || !t.is_word())
        && tokens.iter().skip(1).all(|t| t.gap < Gap::Line)
}
