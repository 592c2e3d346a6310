//! Styled text: what it says and how it looks are one value, so that widths are counted without escape codes.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How words look; colours are those of the reader's own palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Bold,
    Dim,
    Accent,
    Good,
    Fair,
    Warn,
    Bad,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Accent => "36",
            Style::Good => "32",
            Style::Fair => "34",
            Style::Warn => "33",
            Style::Bad => "1;31",
        }
    }
}

/// Words, each run in its style. Control characters of an article never reach the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(Vec<(Style, String)>);

impl Text {
    pub fn new(style: Style, words: &str) -> Self {
        Text::default().and(style, words)
    }

    pub fn plain(words: &str) -> Self {
        Text::new(Style::Plain, words)
    }

    pub fn dim(words: &str) -> Self {
        Text::new(Style::Dim, words)
    }

    pub fn and(mut self, style: Style, words: &str) -> Self {
        let clean = clean(words);
        if !clean.is_empty() {
            self.0.push((style, clean));
        }
        self
    }

    pub fn join(mut self, other: Text) -> Self {
        self.0.extend(other.0);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn width(&self) -> usize {
        self.0.iter().map(|(_, words)| words.width()).sum()
    }

    pub fn paint(&self, colour: bool, out: &mut String) {
        for (style, words) in &self.0 {
            if colour && *style != Style::Plain {
                out.extend(["\x1b[", style.code(), "m", words, "\x1b[0m"]);
            } else {
                out.push_str(words);
            }
        }
    }

    /// Breaks the text into at most `most` lines of `width` columns; what is left out shows as `…`.
    pub fn wrap(&self, width: usize, most: usize) -> Vec<Text> {
        let width = width.max(1);
        let mut lines = vec![Text::default()];
        let mut used = 0;
        for (style, word, spaces) in self.words() {
            for (i, piece) in cut(word, width).into_iter().enumerate() {
                let gap = if used == 0 || i > 0 { 0 } else { spaces };
                if used + gap + piece.width() > width {
                    lines.push(Text::default());
                    used = 0;
                }
                if let Some(line) = lines.last_mut() {
                    let gap = if used == 0 { 0 } else { gap };
                    line.put(style, &" ".repeat(gap));
                    line.put(style, piece);
                    used += gap + piece.width();
                }
            }
        }
        if lines.len() > most {
            lines.truncate(most.max(1));
            if let Some(last) = lines.last_mut() {
                last.shorten(width.saturating_sub(1));
                last.put(Style::Dim, "…");
            }
        }
        lines
    }

    /// Columns of the longest word, which cannot be broken without harm.
    pub fn longest_word(&self) -> usize {
        self.words().map(|(_, word, _)| word.width()).max().unwrap_or(0)
    }

    /// The words in order, and how many spaces stand before each.
    fn words(&self) -> impl Iterator<Item = (Style, &str, usize)> {
        let mut spaces = 0;
        self.0.iter().flat_map(move |(style, words)| {
            let mut out = Vec::new();
            for piece in words.split_inclusive(' ') {
                let word = piece.trim_end_matches(' ');
                if !word.is_empty() {
                    out.push((*style, word, spaces));
                    spaces = 0;
                }
                spaces += piece.len() - word.len();
            }
            out
        })
    }

    fn put(&mut self, style: Style, words: &str) {
        match self.0.last_mut() {
            Some(last) if last.0 == style => last.1.push_str(words),
            _ if words.is_empty() => {}
            _ => self.0.push((style, words.to_string())),
        }
    }

    fn shorten(&mut self, width: usize) {
        let mut left = width;
        for (_, words) in &mut self.0 {
            let fits = prefix(words, left);
            words.truncate(fits);
            left -= words.width().min(left);
        }
        if let Some((_, words)) = self.0.last_mut() {
            words.truncate(words.trim_end().len());
        }
    }
}

/// Bytes of the longest beginning that is at most `width` columns wide.
fn prefix(words: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, c) in words.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width {
            return at;
        }
    }
    words.len()
}

/// A word in pieces that fit; almost always one.
fn cut(word: &str, width: usize) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), word);
    while rest.width() > width {
        let at = prefix(rest, width).max(rest.chars().next().map_or(1, char::len_utf8));
        pieces.push(&rest[..at]);
        rest = &rest[at..];
    }
    pieces.push(rest);
    pieces
}

/// Line ends and control characters become spaces; marks that turn the direction of writing are dropped.
fn clean(words: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    words.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &Text, width: usize, most: usize) -> Vec<String> {
        let show = |line: &Text| {
            let mut out = String::new();
            line.paint(false, &mut out);
            out
        };
        text.wrap(width, most).iter().map(show).collect()
    }

    #[test]
    fn words_wrap_and_what_is_left_out_shows() {
        let text = Text::plain("twelve boats were lost").and(Style::Dim, " on Monday");
        assert_eq!(lines(&text, 12, 9), ["twelve boats", "were lost on", "Monday"]);
        assert_eq!(lines(&text, 12, 2), ["twelve boats", "were lost o…"]);
        assert_eq!(lines(&Text::plain("abcdefgh ij"), 3, 9), ["abc", "def", "gh", "ij"]);
        assert_eq!(lines(&Text::plain("漢字漢字"), 5, 9), ["漢字", "漢字"]);
        assert_eq!(lines(&Text::plain("a  b").and(Style::Dim, "  c"), 6, 9), ["a  b", "c"]);
        assert_eq!(lines(&Text::plain("(").and(Style::Bold, "a").and(Style::Plain, ")"), 9, 9), ["(a)"]);
    }

    #[test]
    fn an_article_cannot_send_escape_codes() {
        assert_eq!(clean("a\x1b[31mb\nc\u{202e}d"), "a [31mb cd");
    }

    #[test]
    fn colour_is_only_where_it_is_wanted() {
        let (mut with, mut without) = (String::new(), String::new());
        let text = Text::new(Style::Bad, "differ");
        text.paint(true, &mut with);
        text.paint(false, &mut without);
        assert_eq!((with.as_str(), without.as_str()), ("\x1b[1;31mdiffer\x1b[0m", "differ"));
    }
}
