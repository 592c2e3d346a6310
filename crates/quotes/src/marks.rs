//! Which quotation marks belong together, inside one paragraph; unclosed ones end where their sentence turns away.

use parallax_text::{Gap, Token, among};
use std::ops::Range;

/// What stands between two marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Tokens between the marks.
    pub inside: Range<usize>,
    /// How its end was found, where no mark closes it.
    pub unclosed: Option<&'static str>,
}

/// The quotations in `tokens[block]`.
pub(crate) fn pairs(text: &str, tokens: &[Token], block: Range<usize>) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let mut single: Option<usize> = None;
    for i in block.clone() {
        let mark = tokens[i].of(text);
        match mark {
            "“" | "„" | "«" | "``" => match open {
                // A mark that opens inside an open one: the closing mark of the first was lost, unless a sentence just
                // ended inside the quotation, which then goes on.
                Some(from)
                    if ends_sentence(text, tokens, i)
                        && has_close(text, tokens, i + 1..block.end)
                        && !has_open(text, tokens, i + 1..block.end) =>
                {
                    open = Some(from)
                }
                Some(from) => {
                    out.push(cut(text, tokens, block.start, from + 1, i));
                    open = Some(i);
                }
                None => open = Some(i),
            },
            // A closing mark that touches what follows and nothing before was meant to open.
            "”" if open.is_none()
                && tokens[i].gap > Gap::None
                && tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None) =>
            {
                open = Some(i);
            }
            "”" | "»" => {
                if let Some(from) = open.take() {
                    out.push(Quoted { inside: from + 1..i, unclosed: None });
                }
            }
            "\"" | "''" => match open {
                Some(from) => {
                    let reopens = tokens[i].gap > Gap::None
                        && tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None)
                        && i > from + 1;
                    if reopens {
                        out.push(cut(text, tokens, block.start, from + 1, i));
                        open = Some(i);
                    } else {
                        out.push(Quoted { inside: from + 1..i, unclosed: None });
                        open = None;
                    }
                }
                None => open = Some(i),
            },
            "‘" | "'" | "’" if open.is_none() => {
                let opens = mark != "’"
                    && tokens[i].gap > Gap::None
                    && tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None && t.is_word());
                let closes =
                    tokens[i].gap == Gap::None && tokens.get(i + 1).is_none_or(|t| t.gap > Gap::None || !t.is_word());
                match single {
                    None if opens && has_single_close(text, tokens, i + 1..block.end) => single = Some(i),
                    Some(from) if closes && mark != "‘" => {
                        out.push(Quoted { inside: from + 1..i, unclosed: None });
                        single = None;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    if let Some(from) = open {
        out.push(cut(text, tokens, block.start, from + 1, block.end));
    }
    out.retain(|q| !q.inside.is_empty());
    out
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    at > 0 && matches!(tokens[at - 1].of(text), "." | "!" | "?")
}

fn has_close(text: &str, tokens: &[Token], mut range: Range<usize>) -> bool {
    range.any(|i| matches!(tokens[i].of(text), "”" | "»" | "''"))
}

fn has_open(text: &str, tokens: &[Token], mut range: Range<usize>) -> bool {
    range.any(|i| matches!(tokens[i].of(text), "“" | "„" | "«" | "``"))
}

/// A single quotation closes with a mark that is no apostrophe: not before another letter, and within some words.
fn has_single_close(text: &str, tokens: &[Token], range: Range<usize>) -> bool {
    let limit = range.start + 60;
    let mut inside = range.start..range.end.min(limit);
    inside.any(|i| {
        matches!(tokens[i].of(text), "’" | "'")
            && tokens[i].gap == Gap::None
            && tokens.get(i + 1).is_none_or(|t| t.gap > Gap::None || !t.is_word())
            && !tokens[i - 1].of(text).ends_with('s')
    })
}

/// An unclosed quotation from `from` on, at most to `to`. It ends where the writer's own words begin: before ", which"
/// where another mark opens later, before the comma that leads to a verb of speech, else with its sentence; one that
/// opens a paragraph may run to its end, as quotations over several paragraphs do.
fn cut(text: &str, tokens: &[Token], block: usize, from: usize, to: usize) -> Quoted {
    let word = |i: usize| tokens[i].of(text);
    let another_opens = tokens.get(to).is_some_and(|t| t.is_quote(text));
    let relative = (from + 3..to.saturating_sub(1))
        .find(|i| another_opens && word(*i) == "," && matches!(word(i + 1), "which" | "who" | "whose"));
    let sentence = (from + 3..to.saturating_sub(1))
        .find(|i| matches!(word(*i), "." | "!" | "?") && tokens[i + 1].gap > Gap::None && !tokens[i + 1].has_digit());
    let end = sentence.map_or(to, |i| i + 1);
    let tag = (from + 3..end).rev().find(|i| among("said says added told argued wrote explained", word(*i)));
    let before_tag = tag.and_then(|t| (from + 3..t).rev().find(|i| word(*i) == ",").filter(|comma| t - comma < 12));
    let opens_paragraph = from == block + 1;
    let (end, why) = match (relative, before_tag) {
        (Some(i), _) => (i, "no mark closes it; it ends where the writer's own clause begins"),
        (None, Some(i)) => (i, "no mark closes it; it ends before the words that say who speaks"),
        (None, None) if opens_paragraph => {
            (to, "no mark closes it; it ends with its paragraph or where the next one opens")
        }
        (None, None) => (end, "no mark closes it; it ends with its sentence"),
    };
    Quoted { inside: from..end.max(from), unclosed: Some(why) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_text::Tokenizer;

    fn found(text: &str) -> Vec<&str> {
        let tokens = Tokenizer::shared().tokens(text);
        let words = |q: Quoted| tokens[q.inside.start].span().cover(tokens[q.inside.end - 1].span()).of(text);
        pairs(text, &tokens, 0..tokens.len()).into_iter().map(words).collect()
    }

    #[test]
    fn paired_marks_of_every_kind() {
        assert_eq!(
            found("“We go,” he said, “now.” \"Yes,\" she said. «Non», dit-il."),
            ["We go,", "now.", "Yes,", "Non"]
        );
        assert_eq!(found("He called it 'a very bad plan' and O'Brien's boats' crews left."), ["a very bad plan"]);
        assert_eq!(found("The leaders’ belief, it’s said, isn’t theirs."), Vec::<&str>::new());
    }

    #[test]
    fn an_unclosed_quotation_ends_before_the_words_that_say_who_speaks() {
        assert_eq!(
            found("They will “answer every threat at the border, a former chief of the service said on Monday."),
            ["answer every threat at the border"]
        );
        assert_eq!(
            found("“We go now. Nobody can stop us. We have a long road ahead of us"),
            ["We go now. Nobody can stop us. We have a long road ahead of us"]
        );
    }

    #[test]
    fn unclosed_marks_break_nothing() {
        assert_eq!(found("He said “we go now and never come back. They left."), ["we go now and never come back."]);
        assert_eq!(
            found("“Fighters are trained in the hills, which is a “direct threat” to us."),
            ["Fighters are trained in the hills", "direct threat"]
        );
        assert_eq!(
            found("It acts “in an era of risk. “(the era of danger) by order” (Daily)."),
            ["in an era of risk. “(the era of danger) by order"]
        );
    }
}
