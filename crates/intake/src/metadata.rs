//! What a document says of itself in fields (front matter, JSONL), put into its article.

use jiff::civil::Date;
use parallax_core::{Article, DateOrigin, NameOrigin, Problem, Published};

/// The fields that are understood.
pub(crate) const KEYS: [&str; 6] = ["outlet", "title", "byline", "url", "published", "language"];

/// Longer values are no label to group by.
const LABEL: usize = 200;

/// Keeps a field that is not one of [`KEYS`], if it is a short label.
pub(crate) fn keep(article: &mut Article, key: &str, value: &str) {
    let value = value.trim();
    if !KEYS.contains(&key) && !matches!(key, "id" | "text") && (1..=LABEL).contains(&value.len()) {
        article.fields.insert(key.to_string(), value.to_string());
    }
}

/// One given field.
pub(crate) struct Field {
    /// One of [`KEYS`].
    pub key: &'static str,
    /// Its words; none where the value is of another kind.
    pub value: Option<String>,
    /// The line it stands on, where that is not the record's own.
    pub line: Option<usize>,
}

const DATE_CURE: &str = "write it as YYYY-MM-DD, or with the month as a word: 14 March 2024";

/// Fills in the article. A field that makes no sense is left out, with a problem; an empty one is as good as none.
pub(crate) fn apply(article: &mut Article, fields: Vec<Field>, problem: impl Fn(String, Option<usize>) -> Problem) {
    for Field { key, value, line } in fields {
        let Some(value) = value else {
            article
                .problems
                .push(problem(format!("`{key}` is not a text and was left out"), line).cure("put it in quotes"));
            continue;
        };
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            continue;
        }
        match key {
            "outlet" => (article.outlet, article.outlet_from) = (value, NameOrigin::Metadata),
            "title" => article.title = Some(value),
            "byline" => article.byline = Some(value),
            "url" => article.url = Some(value),
            "language" => match language(&value) {
                Some(code) => article.language = Some(code),
                None => {
                    let message = format!("`language` is “{value}”, which is no code of ISO 639-1");
                    article.problems.push(problem(message, line).cure("write two letters: en, es, uk"));
                }
            },
            _ => match date(&value) {
                Some(date) => article.published = Some(Published { date, from: DateOrigin::Metadata }),
                None => {
                    article
                        .problems
                        .push(problem(format!("`published` is “{value}”, which is no date"), line).cure(DATE_CURE));
                }
            },
        }
    }
}

/// A date as metadata write it: `2022-10-17`, `2022-10-17T08:30:00Z`, `Mon, 17 Oct 2022 08:30:00 +0000`, `October 17, 2022`.
/// Figures alone in another order (10/11/2022) mean different days in different countries and are refused.
pub(crate) fn date(words: &str) -> Option<Date> {
    iso_date(words).or_else(|| worded_date(words))
}

/// A day at the start of `words`: `YYYY-MM-DD`, or with `/` or `.` between.
fn iso_date(words: &str) -> Option<Date> {
    let (day, rest) = words.split_at_checked(10)?;
    let sign = *day.as_bytes().get(4)?;
    if !matches!(sign, b'-' | b'/' | b'.') || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut parts = day.split(char::from(sign)).map(|p| p.bytes().all(|b| b.is_ascii_digit()).then_some(p));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    match (year.len(), month.len(), day.len()) {
        (4, 2, 2) => Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok(),
        _ => None,
    }
}

/// A day whose month is a word; the first number below 32 is the day, the first of four digits the year.
fn worded_date(words: &str) -> Option<Date> {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        if digits.is_empty() {
            month = month.or_else(|| self::month(word));
        } else if let Ok(number) = digits.parse::<i16>() {
            match digits.len() {
                4 => year = year.or(Some(number)),
                1 | 2 => day = day.or(Some(number as i8)),
                _ => {}
            }
        }
    }
    Date::new(year?, month?, day?).ok()
}

/// The number of a month given as an English word of three letters or more.
pub(crate) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_lowercase();
    let found = MONTHS
        .iter()
        .position(|m| lower.len() >= 3 && m.starts_with(&lower) || lower == "sept" && *m == "september")?;
    Some(found as i8 + 1)
}

/// The code of ISO 639-1 in `tag` (`en`, `en-GB`, `pt_BR`).
fn language(tag: &str) -> Option<&'static str> {
    const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa \
        ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky \
        la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc \
        sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";
    let code = tag.split(['-', '_']).next()?.to_lowercase();
    CODES.split_whitespace().find(|c| *c == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_metadata_write_them() {
        let day = |words| date(words).map(|d| d.to_string());
        for words in [
            "2022-10-17",
            "2022-10-17T23:30:00+02:00",
            "2022-10-17 08:00",
            "2022/10/17",
            "Mon, 17 Oct 2022 08:30:00 +0000",
            "October 17, 2022",
            "Oct. 17th, 2022 at 5:15 pm",
            "17 october 2022",
        ] {
            assert_eq!(day(words).as_deref(), Some("2022-10-17"), "{words}");
        }
        for words in [
            "",
            "soon",
            "10/11/2022",
            "2022-13-01",
            "2022-10-171",
            "October 2022",
            "Feb 30, 2022",
            "20221017",
            "２０22-10-17",
        ] {
            assert_eq!(day(words), None, "{words}");
        }
    }

    #[test]
    fn fields_that_make_no_sense_are_left_out_with_a_problem() {
        let mut article = Article::new("a", "");
        let given = [
            ("outlet", Some(" ")),
            ("title", None),
            ("published", Some("soon")),
            ("language", Some("xx")),
            ("byline", Some(" Ann\nRay ")),
        ];
        let fields = given.map(|(key, value)| Field { key, value: value.map(Into::into), line: Some(3) });
        apply(&mut article, fields.into(), |message, line| Problem { line, ..Problem::new(message).in_file("a.md") });
        let problems: Vec<_> = article.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "a.md:3: `title` is not a text and was left out (put it in quotes)".to_string(),
                format!("a.md:3: `published` is “soon”, which is no date ({DATE_CURE})"),
                "a.md:3: `language` is “xx”, which is no code of ISO 639-1 (write two letters: en, es, uk)".to_string(),
            ]
        );
        assert_eq!((article.byline.as_deref(), article.outlet_from), (Some("Ann Ray"), NameOrigin::File));
    }

    #[test]
    fn language_tags() {
        assert_eq!((language("en-GB"), language("PT_br"), language("eng")), (Some("en"), Some("pt"), None));
    }
}
