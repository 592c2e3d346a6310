//! What metadata leave open, from the page's own words: title, byline, outlet, language; and the day, from the address.
//!
//! Dates in words are left to the `dates` crate.

use crate::metadata::{date, month};
use crate::{byline, outlet};
use jiff::civil::Date;
use parallax_core::{Article, DateOrigin, NameOrigin, Note, Published};
use parallax_text::{Block, BlockKind, blocks::blocks};

/// A heading below this many paragraphs heads a section, whatever stands beside it.
const TITLE_ABOVE: usize = 3;
/// How much of a text tells its language, in bytes.
const SAMPLE: usize = 4096;
/// Fewer letters tell nothing.
const LETTERS: usize = 40;

/// Fills in what is missing.
pub(crate) fn identify(article: &mut Article) {
    if article.language.is_none() {
        article.language = language(article);
    }
    if article.published.is_none() {
        let date = article.url.as_deref().and_then(date_in_url);
        article.published = date.map(|date| Published { date, from: DateOrigin::Url });
    }
    let nameless = article.outlet_from == NameOrigin::File;
    if nameless || article.title.is_none() || article.byline.is_none() {
        from_page(article, nameless);
    }
    if article.outlet_from == NameOrigin::File
        && let Some(host) = article.url.as_deref().and_then(host)
    {
        (article.outlet, article.outlet_from) = (host, NameOrigin::Url);
    }
}

fn from_page(article: &mut Article, nameless: bool) {
    let blocks = blocks(article);
    let mut bylines = blocks.iter().filter(|b| b.kind == BlockKind::Byline);
    let byline = bylines.find_map(|b| byline::read(b.span().of(article.text())));
    if nameless && let Some(name) = outlet::outlet(article, &blocks, byline.as_ref()) {
        (article.outlet, article.outlet_from) = (name, NameOrigin::Text);
    }
    if article.title.is_none() {
        article.title = title(article, &blocks);
    }
    if article.byline.is_none() {
        article.byline = byline.map(|b| b.who);
    }
}

/// The first heading that can be the article's: with its byline or day beside it, marked as one (`#`), or above all
/// running text and longer than the name of a section or a place.
fn title(article: &Article, blocks: &[Block]) -> Option<String> {
    let small_print =
        |i: usize| blocks.get(i).is_some_and(|b| matches!(b.kind, BlockKind::Byline | BlockKind::Dateline));
    let mut paragraphs = 0;
    for (i, block) in blocks.iter().enumerate() {
        paragraphs += usize::from(block.kind == BlockKind::Paragraph);
        if paragraphs >= TITLE_ABOVE {
            break;
        }
        let line = block.span().of(article.text());
        let beside = small_print(i + 1) || i > 0 && small_print(i - 1);
        let alone = paragraphs == 0 && (line.starts_with('#') || line.split_whitespace().nth(2).is_some());
        if block.kind == BlockKind::Heading && (beside || alone) {
            let words =
                line.trim_start_matches('#').trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
            return Some(words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty());
        }
    }
    None
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.');
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_string())
}

/// The day in an address: `/2024/03/14/`, `/2024/mar/14/`, `/2024-03-14-storm`.
fn date_in_url(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let whole = |part: &str| date(part.get(..10)?).filter(|_| !part[10..].starts_with(|c: char| c.is_ascii_digit()));
    let three = |w: &[&str]| {
        let number = |s: &str, most: usize| {
            s.parse::<i16>().ok().filter(|_| s.len() <= most && s.bytes().all(|b| b.is_ascii_digit()))
        };
        let year = number(w[0], 4).filter(|_| w[0].len() == 4)?;
        let month = number(w[1], 2).map(|m| m as i8).or_else(|| month(w[1]))?;
        Date::new(year, month, number(w[2], 2)? as i8).ok()
    };
    let found = parts.windows(3).find_map(three).or_else(|| parts.iter().find_map(|p| whole(p)));
    found.filter(|date| (1980..2100).contains(&date.year()))
}

/// The language of the text's first words.
fn language(article: &Article) -> Option<&'static str> {
    use whichlang::Lang;
    let start = article.masks.iter().find(|mask| mask.start() == 0).map_or(0, |mask| mask.end());
    let text = &article.text()[start..];
    let end = (0..=SAMPLE.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let sample = &text[..end];
    if sample.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count() < LETTERS {
        return None;
    }
    Some(match whichlang::detect_language(sample) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The harbour master said on Monday that twelve boats had been lost in the storm.";

    fn page(text: String) -> Article {
        let mut article = Article::new("a", text);
        identify(&mut article);
        article
    }

    #[test]
    fn a_page_names_itself() {
        let a = page(format!("# Storm  sinks twelve boats\nBy Ann Ray, Daily Lantern\n\n{PROSE}\n\n{PROSE} Indeed."));
        assert_eq!(a.title.as_deref(), Some("Storm sinks twelve boats"));
        assert_eq!(
            (a.byline.as_deref(), a.outlet.as_str(), a.outlet_from),
            (Some("Ann Ray"), "Daily Lantern", NameOrigin::Text)
        );
        assert_eq!((a.language, a.published), (Some("en"), None));
    }

    #[test]
    fn headings_that_are_no_title() {
        let paragraphs = |n: usize| (0..n).map(|i| format!("{PROSE} No. {i}.\n")).collect::<String>();
        let titled = |before: &str, n: usize, day: &str| {
            page(format!("{before}{}{day}What comes next now\n\n{PROSE}", paragraphs(n))).title
        };
        assert_eq!(titled("", 0, "").as_deref(), Some("What comes next now"));
        assert_eq!(titled("", 1, ""), None);
        assert_eq!(titled("", 1, "Monday, 3 May 2021\n").as_deref(), Some("What comes next now"));
        assert_eq!(titled("", 3, "Monday, 3 May 2021\n"), None);
        assert_eq!(titled("Opinion\n\n", 0, "").as_deref(), Some("What comes next now"));
        assert_eq!(titled("# Storm\n\n", 1, "").as_deref(), Some("Storm"));
    }

    #[test]
    fn an_organisation_in_the_byline_is_no_outlet() {
        let a = page(format!(
            "Storm sinks twelve boats\n\n{PROSE}\n\nBy the Harbour Foundation\n\nMore in Coastnews. com:\n\nBack to home page"
        ));
        assert_eq!((a.byline.as_deref(), a.outlet.as_str()), (Some("the Harbour Foundation"), "Coastnews.com"));
    }

    #[test]
    fn metadata_stand() {
        let mut a = Article::new("a", format!("Storm sinks twelve boats\nBy Ann Ray, Daily Lantern\n\n{PROSE}"));
        (a.outlet, a.outlet_from, a.title) = ("Coast News".into(), NameOrigin::Metadata, Some("Boats lost".into()));
        identify(&mut a);
        assert_eq!(
            (a.outlet.as_str(), a.title.as_deref(), a.byline.as_deref()),
            ("Coast News", Some("Boats lost"), Some("Ann Ray"))
        );
    }

    #[test]
    fn addresses() {
        let mut a = Article::new("a", PROSE);
        a.url = Some("https://www.coast.example/2024/03/14/storm?x=2020/01/01/".into());
        identify(&mut a);
        assert_eq!((a.outlet.as_str(), a.outlet_from), ("coast.example", NameOrigin::Url));
        assert_eq!(a.published.map(|p| (p.date.to_string(), p.from)), Some(("2024-03-14".into(), DateOrigin::Url)));
    }

    #[test]
    fn days_in_addresses() {
        let day = |url| date_in_url(url).map(|d| d.to_string());
        assert_eq!(day("https://coast.example/news/2024-03-14-storm").as_deref(), Some("2024-03-14"));
        assert_eq!(day("https://coast.example/2024/mar/14/storm").as_deref(), Some("2024-03-14"));
        for url in [
            "https://coast.example/2024/03/storm",
            "https://coast.example/1112/84110.html",
            "https://coast.example/2024/13/14/",
            "https://coast.example/3024/03/14/",
        ] {
            assert_eq!(day(url), None, "{url}");
        }
    }

    #[test]
    fn languages_and_texts_too_short_for_one() {
        assert_eq!(
            page("Der Hafenmeister sagte am Montag, im Sturm seien zwölf Boote gesunken.".into()).language,
            Some("de")
        );
        assert_eq!(page("Twelve boats sank.".into()).language, None);
    }
}
