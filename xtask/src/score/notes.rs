//! What a person marked and what the engine found, in the same shape, so that the two can be compared.

use std::collections::BTreeSet;
use std::ops::Range;

/// Bytes of the article's text.
pub type Span = Range<usize>;

/// The notes of one article that are scored.
#[derive(Default)]
pub struct Notes {
    pub entities: Vec<Entity>,
    pub numbers: Vec<Number>,
    pub dates: Vec<Date>,
    /// Everything said by somebody: direct, indirect, mixed and scare quotes.
    pub quotes: Vec<Words>,
    /// Only what stands in quotation marks as somebody's speech.
    pub direct: Vec<Words>,
    pub tone: Vec<Tone>,
    /// The frames of the whole article.
    pub frames: BTreeSet<String>,
    /// Kind of each line that is not blank and not front matter.
    pub lines: Vec<String>,
}

/// A name.
pub struct Entity {
    pub span: Span,
    pub label: String,
    pub actor: Option<String>,
}

/// A figure.
pub struct Number {
    pub span: Span,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub qualifier: String,
    pub unit: String,
    pub source: Option<String>,
}

/// A date; without days where it is unresolved.
pub struct Date {
    pub span: Span,
    pub days: Option<(Day, Day)>,
}

/// Year, month, day.
pub type Day = (u16, u8, u8);

/// Numbers of the words that something covers.
pub type Words = Range<usize>;

/// How somebody speaks of somebody: negative below zero.
pub struct Tone {
    pub target: String,
    pub voice: String,
    pub weight: f64,
}

/// How many bytes two spans share.
pub fn overlap(a: &Span, b: &Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Runs of letters and digits.
pub fn words(text: &str) -> Vec<Span> {
    runs(text, |c| c.is_alphanumeric() || c == '_')
}

fn runs(text: &str, inside: impl Fn(char) -> bool) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| inside(*c)) {
        match out.last_mut() {
            Some(run) if run.end == at => run.end = at + c.len_utf8(),
            _ => out.push(at..at + c.len_utf8()),
        }
    }
    out
}

/// The words that `span` touches, without an opening "that".
pub fn content(text: &str, words: &[Span], span: &Span) -> Words {
    let mut from = words.partition_point(|word| word.end <= span.start);
    let to = words.partition_point(|word| word.start < span.end).max(from);
    if from < to && text[words[from].clone()].eq_ignore_ascii_case("that") {
        from += 1;
    }
    from..to
}

/// The span of a name without articles, possessives, and marks around it.
pub fn trim(text: &str, span: Span) -> Span {
    let Span { mut start, mut end } = span;
    loop {
        let name = &text[start..end];
        let bare = name.trim_start_matches(|c: char| c.is_whitespace() || "\"“”‘'’(".contains(c));
        let article = ["the ", "an ", "a "].iter().find(|word| {
            bare.get(..word.len()).is_some_and(|opening| opening.eq_ignore_ascii_case(word)) && bare.len() > word.len()
        });
        let rest = article.map_or(bare, |word| &bare[word.len()..]);
        if rest.len() == name.len() {
            break;
        }
        start = end - rest.len();
    }
    loop {
        let name = &text[start..end];
        let bare = name.trim_end_matches(|c: char| c.is_whitespace() || "\"“”‘'’,;:)".contains(c));
        let owner = ["'s", "’s", "'S", "’S"].iter().find_map(|s| bare.strip_suffix(s)).filter(|name| !name.is_empty());
        let rest = owner.unwrap_or(bare);
        if rest.len() == name.len() {
            break;
        }
        end = start + rest.len();
    }
    start..end
}

/// First and last day of `2024`, `2024-05`, `2024-05-08` or a time on that day.
pub fn days(value: &str) -> Option<(Day, Day)> {
    let mut parts = value.split('T').next()?.split('-');
    let year: u16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let Some(month) = parts.next() else { return Some(((year, 1, 1), (year, 12, 31))) };
    let month: u8 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let Some(day) = parts.next() else { return Some(((year, month, 1), (year, month, length))) };
    let day: u8 = day.parse().ok().filter(|day| (1..=length).contains(day))?;
    parts.next().is_none().then_some(((year, month, day), (year, month, day)))
}

/// First day of `value`, last day of `until` (of `value` itself if there is none).
pub fn interval(value: Option<&str>, until: Option<&str>) -> Option<(Day, Day)> {
    let (first, last) = days(value?)?;
    Some((first, until.map_or(Some(last), |until| Some(days(until)?.1))?))
}

/// A unit's name for comparing; plain counting is no unit.
pub fn unit(name: Option<&str>) -> String {
    name.filter(|name| *name != "count").unwrap_or("").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_stands_around_them() {
        let trimmed = |name: &str| name[trim(name, 0..name.len())].to_string();
        assert_eq!(trimmed("the “Rioni Alliance’s"), "Rioni Alliance");
        assert_eq!(trimmed("(SENAR),"), "SENAR");
        assert_eq!(trimmed("The"), "The");
        assert_eq!(trimmed("a Łódź"), "Łódź");
    }

    #[test]
    fn dates_are_days() {
        assert_eq!(days("2024-02"), Some(((2024, 2, 1), (2024, 2, 29))));
        assert_eq!(days("2023"), Some(((2023, 1, 1), (2023, 12, 31))));
        assert_eq!(days("2024-05-09T21:00"), days("2024-05-09"));
        assert_eq!(days("2024-13").or(days("P2W")).or(days("")), None);
        assert_eq!(interval(Some("2024-05-11"), Some("2024-05-12")), Some(((2024, 5, 11), (2024, 5, 12))));
    }

    #[test]
    fn words_of_a_quotation_leave_out_an_opening_that() {
        let text = "He said that it’s over.";
        let words = words(text);
        assert_eq!(content(text, &words, &(8..23)), 3..6);
        assert_eq!(content(text, &words, &(0..0)), 0..0);
    }
}
