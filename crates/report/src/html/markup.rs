//! Writing HTML: whatever comes from an article goes through [`Esc`], in text and in attributes alike.

use std::fmt::{Display, Formatter, Result, Write};

/// Words with everything escaped that HTML could read as markup.
pub(crate) struct Esc<'a>(pub &'a str);

impl Display for Esc<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r', '\0']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                // A parser would turn these two into something else.
                b'\r' => "&#13;",
                _ => "\u{fffd}",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

/// Writes to a page in memory, which cannot fail.
macro_rules! put {
    ($out:expr, $($arg:tt)+) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($arg)+);
    }};
}
pub(crate) use put;

/// Several words with a comma between them, escaped.
pub(crate) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for (i, word) in words.into_iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        let _ = write!(out, "{comma}{}", Esc(word));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_html_could_read() {
        let hostile = "</script><img src=x onerror='alert(1)'> & \"q\"\r\0";
        let want = "&lt;/script&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt; &amp; &quot;q&quot;&#13;\u{fffd}";
        assert_eq!(Esc(hostile).to_string(), want);
        assert_eq!(list(["a<b", "c"]), "a&lt;b, c");
    }
}
