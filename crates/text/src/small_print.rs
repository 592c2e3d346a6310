//! Lines that say what they are: dates, bylines, captions. All take the line in lower case.

use crate::words::among;

/// How captions begin.
const CAPTIONS: [&str; 9] =
    ["source:", "photo", "image:", "picture:", "file photo", "file -", "credit:", "illustration:", "pictured"];

/// How a picture's credit ends.
const CREDITS: [&str; 8] =
    ["/reuters", "/ap", "/afp", "getty images", "via ap", "via reuters", "/epa", "/shutterstock"];

/// How bylines begin.
const BYLINES: [&str; 9] = [
    "by ",
    "reporting by ",
    "written by ",
    "words by ",
    "from our ",
    "editing by ",
    "author: ",
    "story by ",
    "text by ",
];

/// How labels of a series begin.
const SERIES: [&str; 7] = ["publication", "volume", "issue", "vol", "date", "section", "source"];

const MONTHS: &str = "january february march april may june july august september october november december";

/// Words that stand around a date and a time.
const AROUND: &str = "published updated posted modified last first on at date created edited online print by the of \
    time read min mins minutes ago monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur \
    thurs fri sat sun am pm a.m p.m gmt utc est edt cet bst hrs h local st nd rd th and jst ist pst pdt cest";

/// Begins as words about a picture do.
pub(crate) fn caption(lower: &str) -> bool {
    CAPTIONS.iter().any(|c| lower.starts_with(c))
}

/// Ends as the credit of a picture does.
pub(crate) fn credit(lower: &str) -> bool {
    CREDITS.iter().any(|c| lower.trim_end_matches([')', '.']).ends_with(c))
}

/// Nothing but a date, a time and words around them; or labels of a series ("Volume: 16").
pub(crate) fn dateline(lower: &str) -> bool {
    let labels = lower.split_whitespace().filter(|w| w.len() > 2 && w.ends_with(':')).count();
    if labels >= 2 && SERIES.iter().any(|l| lower.starts_with(l)) {
        return true;
    }
    let (mut dates, mut rest) = (0, 0);
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '.')).map(|w| w.trim_matches('.'));
    for word in words.filter(|w| !w.is_empty()) {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let month = letters.len() >= 3 && MONTHS.split(' ').any(|m| m.starts_with(letters));
        if month || word.len() == 4 && letters.is_empty() {
            dates += 1;
        } else if !letters.is_empty() && !among(AROUND, letters) {
            rest += 1;
        }
    }
    dates >= 1 && rest == 0 && lower.chars().any(|c| c.is_ascii_digit())
}

/// "By …", "Reporting by …".
pub(crate) fn byline(lower: &str, count: usize) -> bool {
    let short = count <= 14 && !lower.ends_with(['.', '!', '?', ',']);
    let desk = lower.contains("editing by") || lower.starts_with("reporting by");
    BYLINES.iter().any(|o| lower.starts_with(o)) && (short || desk)
}
