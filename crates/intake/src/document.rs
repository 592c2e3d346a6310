//! Bytes to text: UTF-8, without a byte-order mark, lines ended by LF, and nothing else changed.

use parallax_core::Problem;
use std::borrow::Cow;
use std::io::{self, Read};
use std::path::Path;

/// What is read of one document at most, and of one line of JSONL: 16 MiB. The longest news pages have a hundredth of it.
pub const MAX_BYTES: usize = 16 << 20;

const BOM: char = '\u{feff}';
const NOT_UTF8: &str = "save the file as UTF-8; the bytes in question were read as U+FFFD";

/// Where a document lies, to be named in its problems.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    /// The file; none for standard input.
    pub file: Option<&'a str>,
    /// The line of the record in a JSONL file: there, lines inside the text are of no use to anybody.
    pub record: Option<usize>,
}

impl Origin<'_> {
    /// A problem with the document, at `line` of its text if it has a place there.
    pub fn problem(&self, message: impl Into<String>, line: impl Into<Option<usize>>) -> Problem {
        let problem = Problem::new(message).in_file(self.file.unwrap_or("standard input"));
        Problem { line: self.record.or(line.into()), ..problem }
    }
}

/// The text of a file and what was wrong with it.
pub(crate) fn read(path: &Path, origin: Origin<'_>) -> io::Result<(String, Vec<Problem>)> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let too_long = bytes.len() > MAX_BYTES;
    if too_long {
        cut(&mut bytes);
    }
    let mut problems = Vec::new();
    let text = decode(&bytes, origin, &mut problems).into_owned();
    let text = tidy(text, origin, &mut problems);
    if too_long {
        let message = format!("longer than {} MiB: only the first {} bytes were read", MAX_BYTES >> 20, bytes.len());
        problems.push(
            origin
                .problem(message, line_of(&text, text.len()))
                .cure("split the file, or leave it out if it is no article"),
        );
    }
    Ok((text, problems))
}

/// Shortens to the limit, at the start of a character.
fn cut(bytes: &mut Vec<u8>) {
    let goes_on = |b: u8| b & 0b1100_0000 == 0b1000_0000;
    let back = (0..4).find(|n| !goes_on(bytes[MAX_BYTES - n])).unwrap_or(0);
    bytes.truncate(MAX_BYTES - back);
}

/// The bytes as text; what is no UTF-8 becomes U+FFFD and is reported once.
pub(crate) fn decode<'b>(bytes: &'b [u8], origin: Origin<'_>, problems: &mut Vec<Problem>) -> Cow<'b, str> {
    if let Err(error) = std::str::from_utf8(bytes) {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = line_of(&line_ends(good.into_owned()), usize::MAX);
        problems.push(origin.problem("not valid UTF-8", line).cure(NOT_UTF8));
    }
    String::from_utf8_lossy(bytes)
}

/// Text without a byte-order mark and with LF alone; NUL bytes are reported, for they speak of a file that is no text.
pub(crate) fn tidy(mut text: String, origin: Origin<'_>, problems: &mut Vec<Problem>) -> String {
    if text.starts_with(BOM) {
        text.drain(..BOM.len_utf8());
    }
    let text = line_ends(text);
    if let Some(at) = text.find('\0') {
        problems.push(origin.problem("NUL bytes in the text", line_of(&text, at)).cure("is this a text file?"));
    }
    text
}

fn line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// The line, from 1, of the byte at `at` (or of the end).
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    const FILE: Origin<'_> = Origin { file: Some("a.txt"), record: None };

    fn text_of(bytes: &[u8]) -> (String, Vec<String>) {
        let dir = Scratch::new();
        let (text, problems) = read(&dir.file("a.txt", bytes), FILE).unwrap();
        (text, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn line_ends_and_byte_order_mark() {
        let (text, problems) = text_of("\u{feff}one\r\ntwo\rthree\n\n é \u{feff}".as_bytes());
        assert_eq!(text, "one\ntwo\nthree\n\n é \u{feff}");
        assert!(problems.is_empty());
    }

    #[test]
    fn invalid_utf8_names_the_first_line_of_it() {
        let (text, problems) = text_of(b"one\r\ntwo\rth\xffree \xc3\n\xfe");
        assert_eq!(text, "one\ntwo\nth\u{fffd}ree \u{fffd}\n\u{fffd}");
        assert_eq!(problems, [format!("a.txt:3: not valid UTF-8 ({NOT_UTF8})")]);
    }

    #[test]
    fn nul_bytes_stay_and_are_reported() {
        let (text, problems) = text_of(b"one\ntw\0o");
        assert_eq!(text, "one\ntw\0o");
        assert_eq!(problems, ["a.txt:2: NUL bytes in the text (is this a text file?)"]);
    }

    #[test]
    fn a_line_of_twenty_megabytes_is_cut_between_characters() {
        let mut bytes = b"x".to_vec();
        bytes.extend("é".repeat(10_000_000).bytes());
        let (text, problems) = text_of(&bytes);
        assert_eq!(text.len(), MAX_BYTES - 1);
        assert!(text.ends_with('é') && !text.contains('\u{fffd}'));
        assert!(problems.len() == 1 && problems[0].starts_with("a.txt:1: longer than 16 MiB"), "{problems:?}");
    }

    #[test]
    fn a_text_that_fits_exactly_is_whole() {
        let (text, problems) = text_of(&vec![b'x'; MAX_BYTES]);
        assert_eq!((text.len(), problems.len()), (MAX_BYTES, 0));
    }

    #[test]
    fn a_record_is_named_by_its_own_line() {
        let origin = Origin { file: Some("p.jsonl"), record: Some(7) };
        let mut problems = Vec::new();
        tidy("one\n\n\0".into(), origin, &mut problems);
        assert_eq!(problems[0].to_string(), "p.jsonl:7: NUL bytes in the text (is this a text file?)");
    }
}
