//! `parallax compare` for people: each story's head, then its tables, as wide as the terminal.

mod sections;
mod style;
mod table;

use crate::compare::texts;
use crate::view::{Head, View};
use parallax_core::jiff::civil::Date;
use parallax_runner::{Annotated, Compared};
pub(crate) use style::{Style, Text};
use table::hanging;
pub(crate) use table::{Column, Table};

/// How the report may look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether escape codes for colour are wanted.
    pub colour: bool,
    /// Everything, instead of the first [`ROWS`] of each table.
    pub all: bool,
}

/// Rows of a table that are shown unless all are wanted.
pub const ROWS: usize = 12;
/// Stories that are shown unless all are wanted.
pub const STORIES: usize = 40;
/// Below this no table is readable, and what is narrower scrolls.
const NARROWEST: usize = 40;
/// Lines of more words than this are hard to read, however wide the terminal.
const WIDEST: usize = 160;

/// The whole report.
pub fn compare(compared: &Compared, look: Look) -> String {
    let texts = texts(compared);
    let mut page = Page::new(look);
    let look = page.look;
    let (told, alone): (Vec<_>, Vec<_>) = compared.stories.iter().partition(|s| s.story.articles.len() > 1);
    summary(compared, told.len(), alone.len()).wrap(look.width, 3).iter().for_each(|piece| page.line(piece));
    for (i, tables) in told.iter().take(page.most(STORIES)).enumerate() {
        let view = View::new(compared, tables, &texts);
        page.head(i + 1, &view);
        page.sections(&view);
    }
    page.more(told.len(), STORIES, "stories");
    let alone: Vec<&Annotated> =
        alone.iter().flat_map(|s| &s.story.articles).filter_map(|id| compared.article(id)).collect();
    page.alone(&alone);
    page.out
}

fn summary(compared: &Compared, told: usize, alone: usize) -> Text {
    let mut outlets: Vec<&str> = compared.articles.iter().map(|a| a.article.outlet.as_str()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let counts = [
        count(compared.articles.len(), "article", "articles"),
        count(outlets.len(), "outlet", "outlets"),
        format!("{} told by several articles", count(told, "story", "stories")),
    ];
    let alone = if alone > 0 { format!(" · {} alone", count(alone, "article", "articles")) } else { String::new() };
    Text::new(Style::Bold, &counts.join(" · ")).and(Style::Bold, &alone)
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A report as it grows.
pub(crate) struct Page {
    look: Look,
    out: String,
}

impl Page {
    /// An empty one.
    pub(crate) fn new(look: Look) -> Page {
        Page { look: Look { width: look.width.clamp(NARROWEST, WIDEST), ..look }, out: String::new() }
    }

    /// All of it.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    pub(crate) fn line(&mut self, text: &Text) {
        text.paint(self.look.colour, &mut self.out);
        self.out.push('\n');
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }

    pub(crate) fn paragraph(&mut self, indent: usize, text: &Text) {
        hanging(text, indent, self.look.width, self.look.colour, &mut self.out);
    }

    /// How many rows of a table are shown that shows `few` unless all are wanted.
    pub(crate) fn most(&self, few: usize) -> usize {
        if self.look.all { usize::MAX } else { few }
    }

    /// Says how many were left out.
    pub(crate) fn more(&mut self, total: usize, few: usize, what: &str) {
        let left = total.saturating_sub(self.most(few));
        if left > 0 {
            let what = if what.is_empty() { String::new() } else { format!(" {what}") };
            self.line(&Text::dim(&format!("  … and {left} more{what} (--all)")));
        }
    }

    /// A table's heading with what its signs mean.
    pub(crate) fn heading(&mut self, name: &str, legend: &str) {
        self.blank();
        let text = Text::new(Style::Accent, &name.to_uppercase()).and(Style::Dim, "  ").and(Style::Dim, legend);
        text.wrap(self.look.width, 2).iter().for_each(|piece| self.line(piece));
    }

    /// The story's title between rules, and its articles.
    fn head(&mut self, number: usize, view: &View<'_>) {
        self.blank();
        self.line(&Text::dim(&"━".repeat(self.look.width)));
        let title = Text::dim(&format!("{number}  ")).and(Style::Bold, view.title);
        title.wrap(self.look.width, 3).iter().for_each(|piece| self.line(piece));
        let mut told = format!(
            "{} of {}",
            count(view.articles.len(), "article", "articles"),
            count(view.outlets.len(), "outlet", "outlets")
        );
        let dates = view.articles.iter().filter_map(|a| a.published);
        if let (Some(first), Some(last)) = (dates.clone().min(), dates.max()) {
            told += &format!(", {}", days(first, last));
        }
        self.paragraph(
            2,
            &Text::dim(&told)
                .and(Style::Dim, &if view.why.is_empty() { String::new() } else { format!(" · {}", view.why) }),
        );
        let row = |a: &Head<'_>| {
            let date = a.published.map(day).unwrap_or_default();
            [
                Text::new(Style::Accent, &a.letter),
                Text::new(Style::Bold, a.outlet),
                Text::dim(&date),
                a.title.map_or_else(|| Text::dim(a.id), Text::plain),
            ]
            .map(|t| vec![t])
            .into()
        };
        let column = |least, most| Column { head: Text::default(), least, most };
        let table = Table {
            columns: vec![column(1, 3), column(10, 28), column(11, 11), column(10, 90)],
            rows: view.articles.iter().take(self.most(2 * ROWS)).map(row).collect(),
        };
        let rendered = table.render(self.look.width, self.look.colour).unwrap_or_default();
        self.out.push_str(&rendered);
        self.more(view.articles.len(), 2 * ROWS, "articles");
    }

    /// Articles that share their story with no other.
    fn alone(&mut self, articles: &[&Annotated]) {
        if articles.is_empty() {
            return;
        }
        self.heading("alone", "no other article tells of the same");
        for a in articles.iter().take(self.most(ROWS)) {
            let title = a.article.title.as_deref().unwrap_or(&a.article.id);
            self.paragraph(
                2,
                &Text::new(Style::Bold, &a.article.outlet).and(Style::Plain, "  ").and(Style::Plain, title),
            );
        }
        self.more(articles.len(), ROWS, "");
    }
}

/// `3 May 2021`.
pub(crate) fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// `3–5 May 2021`, `30 May – 2 Jun 2021`.
pub(crate) fn days(first: Date, last: Date) -> String {
    let month = (first.year(), first.month()) == (last.year(), last.month());
    match (first == last, month, first.year() == last.year()) {
        (true, ..) => day(first),
        (_, true, _) => format!("{}–{}", first.day(), day(last)),
        (_, _, true) => format!("{} – {}", first.strftime("%-d %b"), day(last)),
        _ => format!("{} – {}", day(first), day(last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;
    use unicode_width::UnicodeWidthStr;

    fn at(width: usize) -> String {
        compare(&example::compared(), Look { width, colour: false, all: false })
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [60, 100, 160] {
            let report = at(width);
            for line in report.lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
            for words in ["Storm sinks boats", "differ", "≤ 14", "Zoë Ünal", "reckless", "WEATHER", "Bakery opens"]
            {
                assert!(report.contains(words), "{width}: {words} missing in\n{report}");
            }
        }
    }

    #[test]
    fn the_head_says_who_and_when() {
        let report = at(100);
        let head: Vec<&str> = report.lines().take(7).collect();
        assert_eq!(head[0], "3 articles · 3 outlets · 1 story told by several articles · 1 article alone");
        assert_eq!(head[3], "1  Storm sinks boats");
        assert_eq!(head[4], "  2 articles of 2 outlets, 3 May 2021 · both name Zoë Ünal and boats");
        assert_eq!(head[5], "  a  Shore Gazette  3 May 2021  Storm sinks boats");
    }

    #[test]
    fn a_span_of_days_says_each_thing_once() {
        let show = |first: &str, last: &str| days(first.parse().unwrap(), last.parse().unwrap());
        assert_eq!(show("2021-05-03", "2021-05-05"), "3–5 May 2021");
        assert_eq!(show("2021-05-30", "2021-06-02"), "30 May – 2 Jun 2021");
        assert_eq!(show("2020-12-31", "2021-01-01"), "31 Dec 2020 – 1 Jan 2021");
    }

    #[test]
    fn rows_beyond_the_first_are_counted() {
        let mut compared = example::compared();
        let figures = &mut compared.stories[0].tables[2].1;
        let row = figures[0].clone();
        figures.extend((0..30).map(|i| {
            let mut row = row.clone();
            row["what"] = format!("thing{i}").into();
            row
        }));
        let few = compare(&compared, Look { width: 100, colour: false, all: false });
        assert!(few.contains("… and 19 more (--all)"), "{few}");
        let all = compare(&compared, Look { width: 100, colour: false, all: true });
        assert!(all.contains("thing29") && !all.contains("--all"));
    }

    #[test]
    fn colour_only_adds_escape_codes() {
        let look = Look { width: 100, colour: true, all: false };
        let coloured = compare(&example::compared(), look);
        let mut bare = String::new();
        for (i, piece) in coloured.split('\x1b').enumerate() {
            bare.push_str(if i == 0 { piece } else { piece.split_once('m').map_or("", |p| p.1) });
        }
        assert_eq!(bare, at(100));
    }
}
