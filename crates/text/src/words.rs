//! Short lists of words inside the code, where a data file would be too much.

/// Whether a word stands in a list of words parted by white space.
///
/// ```
/// assert!(parallax_text::among("early late mid", "late"));
/// assert!(!parallax_text::among("early late mid", "mi"));
/// ```
pub fn among(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}
