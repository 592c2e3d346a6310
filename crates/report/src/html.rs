//! `parallax compare --format html`: one self-contained page. It asks for nothing from outside, and says so to the
//! browser; every value is a link that scrolls to its words and marks them.

mod article;
pub(crate) mod markup;
mod other;
mod sections;

use crate::compare::texts;
use crate::publish::span_of;
use crate::terminal::{day, days};
use crate::view::View;
use markup::{Esc, put};
use parallax_core::Span;
use parallax_runner::{Annotated, Compared, StoryTables};
use sections::{Numbers, Sections, badge};
use serde_json::Value;
use std::collections::BTreeMap;

/// Stories of fewer articles are named in one line each, without tables and text: in a pile of ten thousand articles
/// most stand alone, and a page with all their words would be too heavy to open.
pub const FULL_FROM: usize = 2;

pub(crate) const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// The page.
pub fn page(compared: &Compared) -> String {
    let texts = texts(compared);
    let numbers: Numbers<'_> = compared.articles.iter().enumerate().map(|(i, a)| (a.article.id.as_str(), i)).collect();
    let (told, alone): (Vec<_>, Vec<_>) = compared.stories.iter().partition(|s| s.story.articles.len() >= FULL_FROM);
    let told: Vec<(&StoryTables, View<'_>)> = told.into_iter().map(|t| (t, View::new(compared, t, &texts))).collect();
    let mut out = String::new();
    put!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        Esc(&headline(told.len()))
    );
    navigation(&told, alone.len(), &mut out);
    out.push_str("<main>");
    overview(compared, &told, &mut out);
    for (i, (tables, view)) in told.iter().enumerate() {
        story(compared, tables, view, i + 1, &numbers, &mut out);
    }
    if !alone.is_empty() {
        summarised(compared, &alone, &mut out);
    }
    put!(
        out,
        "</main>\n<a id=\"back\" href=\"#top\" hidden>← Back to the table</a>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    );
    out
}

fn headline(stories: usize) -> String {
    if stories == 1 { "One story, side by side".into() } else { format!("{stories} stories, side by side") }
}

fn navigation(told: &[(&StoryTables, View<'_>)], alone: usize, out: &mut String) {
    out.push_str("<nav aria-label=\"Stories\"><a class=\"brand\" href=\"#top\">Parallax</a><ol>");
    for (i, (_, view)) in told.iter().enumerate() {
        put!(out, "<li><a href=\"#s{}\">{}</a></li>", i + 1, Esc(view.title));
    }
    if alone > 0 {
        out.push_str("<li class=\"alone\"><a href=\"#alone\">Told once</a></li>");
    }
    out.push_str("</ol><fieldset><legend>Shown in the articles</legend>");
    let kinds = [
        ("e", "names"),
        ("n", "figures"),
        ("q", "quotes"),
        ("d", "dates"),
        ("t", "loaded words"),
        ("furniture", "page furniture"),
    ];
    for (class, name) in kinds {
        put!(
            out,
            "<label><input type=\"checkbox\" id=\"show-{class}\" checked> <span class=\"{class}\">{name}</span></label>"
        );
    }
    out.push_str("</fieldset></nav>");
}

/// What the pile is, and how far its figures agree.
fn overview(compared: &Compared, told: &[(&StoryTables, View<'_>)], out: &mut String) {
    let mut outlets: Vec<&str> = compared.articles.iter().map(|a| a.article.outlet.as_str()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    put!(out, "<header class=\"masthead\" id=\"top\"><h1>{}</h1>", Esc(&headline(told.len())));
    put!(
        out,
        "<p>{} articles of {} outlets. Every value below is a link to the words it was read from.</p>",
        compared.articles.len(),
        outlets.len()
    );
    out.push_str("<ul class=\"overview\">");
    for (i, (_, view)) in told.iter().enumerate() {
        put!(
            out,
            "<li><a href=\"#s{}\">{}</a> <small>{} articles</small> ",
            i + 1,
            Esc(view.title),
            view.articles.len()
        );
        let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
        view.figures.iter().for_each(|f| *verdicts.entry(&f.verdict).or_default() += 1);
        for verdict in ["agree", "compatible", "drift", "differ"] {
            if let Some(n) = verdicts.get(verdict) {
                out.push_str(&badge(verdict, &format!(" {n}")));
            }
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    let problems = crate::compare::problems(compared);
    if !problems.is_empty() {
        put!(out, "<details class=\"problems\"><summary>{} problems while reading</summary><ul>", problems.len());
        for problem in &problems {
            put!(out, "<li>{}</li>", Esc(&problem.to_string()));
        }
        out.push_str("</ul></details>");
    }
    out.push_str("</header>");
}

fn story(
    compared: &Compared,
    tables: &StoryTables,
    view: &View<'_>,
    number: usize,
    numbers: &Numbers<'_>,
    out: &mut String,
) {
    put!(out, "\n<section class=\"story\" id=\"s{number}\"><header><h2>{}</h2><p class=\"meta\">", Esc(view.title));
    let dates = view.articles.iter().filter_map(|a| a.published);
    if let (Some(first), Some(last)) = (dates.clone().min(), dates.max()) {
        put!(out, "{} · ", days(first, last));
    }
    put!(out, "{}</p><ul class=\"heads\">", Esc(view.why));
    for head in &view.articles {
        let date = head.published.map(day).unwrap_or_default();
        let title = Esc(head.title.unwrap_or(head.id));
        let number = numbers.get(head.id).copied().unwrap_or_default();
        put!(
            out,
            "<li><span class=\"letter\">{}</span> <b>{}</b> <time>{date}</time> <a href=\"#a{number}\">{title}</a></li>",
            head.letter,
            Esc(head.outlet)
        );
    }
    out.push_str("</ul></header>");
    Sections { view, numbers, out }.write();
    let mut cited: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    tables.tables.iter().flat_map(|(_, rows)| rows).for_each(|row| cites(row, &mut cited));
    out.push_str("<h3>The articles</h3><div class=\"columns\">");
    for head in &view.articles {
        let Some(annotated) = compared.article(head.id) else { continue };
        let cited = cited.get(head.id).map_or(&[][..], Vec::as_slice);
        article::write(annotated, head, numbers.get(head.id).copied().unwrap_or_default(), cited, out);
    }
    out.push_str("</div></section>");
}

/// Every place that a row cites, by article.
fn cites<'a>(value: &'a Value, found: &mut BTreeMap<&'a str, Vec<Span>>) {
    match value {
        Value::Object(object) => {
            if let (Some(id), Some(span)) = (object.get("article").and_then(Value::as_str), span_of(object)) {
                found.entry(id).or_default().push(span);
            }
            object.values().for_each(|v| cites(v, found));
        }
        Value::Array(items) => items.iter().for_each(|v| cites(v, found)),
        _ => {}
    }
}

fn summarised(compared: &Compared, alone: &[&StoryTables], out: &mut String) {
    put!(
        out,
        "<section class=\"story\" id=\"alone\"><header><h2>Told once</h2><p class=\"meta\">No other article of the pile tells of the same.</p></header><ul class=\"heads\">"
    );
    let articles = alone.iter().flat_map(|s| &s.story.articles).filter_map(|id| compared.article(id));
    for Annotated { article, .. } in articles {
        put!(out, "<li><b>{}</b> {}</li>", Esc(&article.outlet), Esc(article.title.as_deref().unwrap_or(&article.id)));
    }
    out.push_str("</ul></section>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;

    /// What a browser would show of an element: everything outside tags, entities resolved.
    fn text_of(html: &str) -> String {
        let mut out = String::new();
        for (i, piece) in html.split('<').enumerate() {
            out.push_str(if i == 0 { piece } else { piece.split_once('>').map_or("", |p| p.1) });
        }
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
        entities.iter().fold(out, |text, (entity, c)| text.replace(entity, c))
    }

    fn article_of(page: &str, number: usize) -> String {
        let at = page.find(&format!("<article id=\"a{number}\"")).expect("the article is there");
        let text = &page[at..][page[at..].find("<div class=\"text\">").unwrap()..];
        text_of(&text[..text.find("</div></article>").unwrap()])
    }

    #[test]
    fn an_articles_text_stands_unchanged_in_the_page() {
        let page = page(&example::compared());
        assert_eq!(article_of(&page, 0), example::GAZETTE);
        assert_eq!(article_of(&page, 2), example::POST);
    }

    #[test]
    fn each_cite_is_a_link_and_its_words_are_whole_pieces() {
        let page = page(&example::compared());
        let start = example::GAZETTE.find("twelve").unwrap();
        let end = start + "twelve".len();
        let link = format!(
            "href=\"#c-0-{start}-{end}\" data-article=\"a0\" data-start=\"{start}\" data-end=\"{end}\" title=\"“twelve”\">12</a>"
        );
        assert!(page.contains(&link), "{page}");
        assert!(page.contains(&format!("data-start=\"{start}\" data-end=\"{end}\">twelve</span>")));
    }

    #[test]
    fn a_hostile_article_stays_text() {
        let mut compared = example::compared();
        let hostile = "</script><img onerror=alert(1)>";
        compared.articles[0] = example::annotated("gazette", &format!("{hostile}\n\n“{hostile}” 12 boats."));
        compared.articles[0].article.outlet = hostile.into();
        compared.articles[0].article.title = Some(hostile.into());
        compared.stories[0].story.title = hostile.into();
        compared.stories[0].tables[0].1[0]["spellings"][0]["text"] = hostile.into();
        compared.stories[0].tables[2].1[0]["verdict"] = hostile.into();
        compared.stories[0].tables[7].1[0]["sky"] = hostile.into();
        let page = page(&compared);
        assert!(!page.contains("<img"), "{page}");
        assert_eq!(page.matches("</script>").count(), 1);
        assert!(article_of(&page, 0).starts_with(hostile));
    }

    #[test]
    fn nothing_is_asked_from_outside() {
        let page = page(&example::compared());
        assert!(page.contains(POLICY));
        for outside in ["src=", "http://", "https://", "url(", "@import"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn articles_alone_are_only_named() {
        let page = page(&example::compared());
        assert!(page.contains("Bakery opens") && !page.contains("A bakery opened today"));
    }
}
