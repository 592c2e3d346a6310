//! The outlet's name from the words of the page: byline, publication line, rights notice, links to the same site, dateline.

use crate::byline::Byline;
use crate::metadata::month;
use crate::names::{agency, is_domain, is_section, join_domains, looks_like_name};
use parallax_core::{Article, Note};
use parallax_text::{Block, BlockKind};

/// How many paragraphs may pass before a dateline.
const OPENING: usize = 3;

/// The surest name that the page gives. An agency delivers to many, so any other name comes before one.
pub(crate) fn outlet(article: &Article, blocks: &[Block], byline: Option<&Byline>) -> Option<String> {
    let lines = |kind| blocks.iter().filter(move |b| b.kind == kind).map(|b| b.span().of(article.text()));
    let who = byline.map_or("", |b| b.who.as_str());
    let other = |name: &String| agency(name).is_none() && name != who;
    let signed = byline.and_then(|b| b.outlet.clone());
    let furniture = || lines(BlockKind::Furniture);
    let opening = || lines(BlockKind::Paragraph).take(OPENING);
    let rights: Vec<String> = furniture().filter_map(rights_holder).collect();
    let own = signed.clone().filter(other);
    own.or_else(|| lines(BlockKind::Dateline).find_map(publication))
        .or_else(|| rights.iter().find(|name| other(name)).cloned())
        .or_else(|| furniture().filter_map(site_of_links).find(other))
        .or_else(|| opening().find_map(dateline_agency))
        .or(signed)
        .or_else(|| rights.first().and_then(|name| agency(name)).map(Into::into))
}

/// "Publication: Coast Review Volume: 3 Issue: 2".
fn publication(line: &str) -> Option<String> {
    let (label, rest) = line.split_once(':')?;
    let words = rest.split_whitespace().take_while(|w| !w.ends_with(':'));
    let name = words.collect::<Vec<_>>().join(" ");
    let name = name.trim_end_matches([',', ';', '|', '.']);
    (label.trim().eq_ignore_ascii_case("publication") && looks_like_name(name)).then(|| name.to_string())
}

/// "© 2024 Coast News", "Copyright 2019–2024 Coast News Ltd.", "All rights reserved Coast News".
fn rights_holder(line: &str) -> Option<String> {
    const MARKS: [&str; 5] = ["©", "(c)", "copyright", "all rights reserved", "by "];
    let mut rest = line;
    let mut marked = false;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || ".,:;-–—*|•".contains(c));
        let Some(mark) = MARKS.iter().find(|m| rest.get(..m.len()).is_some_and(|head| head.eq_ignore_ascii_case(m)))
        else {
            break;
        };
        rest = &rest[mark.len()..];
        marked |= *mark != "by ";
    }
    if !marked {
        return None;
    }
    let rest = join_domains(rest);
    let end =
        [",", ";", "|", "©", " - ", " – ", " — ", " All ", " all rights"].iter().filter_map(|e| rest.find(e)).min();
    let name = first_sentence(&rest[..end.unwrap_or(rest.len())]);
    let name = without_legal_form(name);
    const NO_HOLDER: [&str; 12] = [
        "policy",
        "notice",
        "terms",
        "privacy",
        "law",
        "rights",
        "contact",
        "infringement",
        "statement",
        "information",
        "photo",
        "image",
    ];
    let notice = name.split_whitespace().any(|w| NO_HOLDER.iter().any(|n| w.eq_ignore_ascii_case(n)));
    (looks_like_name(name) && !notice).then(|| name.to_string())
}

/// Up to the first full stop that ends a sentence, which that of "U.S." does not.
fn first_sentence(words: &str) -> &str {
    let ends = words.match_indices(". ").map(|(at, _)| at);
    let mut ends = ends.filter(|at| words[..*at].rsplit([' ', '.']).next().is_some_and(|w| w.chars().count() > 2));
    words[..ends.next().unwrap_or(words.len())].trim_end_matches(['.', ' '])
}

/// "Coast News Ltd" is Coast News.
fn without_legal_form(name: &str) -> &str {
    const FORMS: [&str; 20] = [
        "ab", "ag", "as", "asa", "bv", "corp", "gmbh", "ggmbh", "inc", "kg", "limited", "llc", "llp", "ltd", "nv",
        "oy", "plc", "pte", "pty", "sa",
    ];
    let mut name = name.trim();
    while let Some((head, last)) = name.rsplit_once(' ') {
        if !FORMS.iter().any(|f| last.replace('.', "").eq_ignore_ascii_case(f)) {
            break;
        }
        name = head.trim_end_matches([',', ' ']);
    }
    name
}

/// "More in Coastnews.com:", "More from The Coast". A single word may be a section, so it counts as a site only with its domain.
fn site_of_links(line: &str) -> Option<String> {
    let head =
        ["more in ", "more from "].iter().find(|o| line.get(..o.len()).is_some_and(|h| h.eq_ignore_ascii_case(o)))?;
    let name = join_domains(&line[head.len()..]);
    let name = name.trim_end_matches([':', '.', ' ', '>', '»', '→', '…']);
    let said = is_domain(name) || name.contains(' ') && !is_section(name);
    (said && looks_like_name(name)).then(|| name.to_string())
}

/// "OSLO, March 14 (Coast Wire) — ", "OSLO (Reuters) - ", "Oslo (CNN) The …".
fn dateline_agency(paragraph: &str) -> Option<String> {
    let (place, rest) = paragraph.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let (place, name) = (place.trim(), name.trim());
    if place.chars().count() > 60
        || !place.split_whitespace().all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    {
        return None;
    }
    let dashed = after.trim_start().starts_with(['-', '–', '—']);
    let dated =
        place.contains(|c: char| c.is_ascii_digit()) && place.split([' ', ',', '.']).any(|w| month(w).is_some());
    let capitals =
        place.split([' ', ',']).next().is_some_and(|w| w.chars().count() > 2 && !w.contains(char::is_lowercase));
    match agency(name) {
        Some(full) => Some(full.to_string()),
        None if dashed && (dated || capitals) && looks_like_name(name) => Some(name.to_string()),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_text::blocks::blocks;

    const PROSE: &str = "The harbour master said on Monday that twelve boats had been lost in the storm.";

    /// The outlet of a page of one sentence with `before` above and `after` below it.
    fn check(before: &str, after: &str, outlet: Option<&str>) {
        let article = Article::new("a", format!("Storm sinks twelve boats\n{before}{PROSE}\n\n{after}"));
        let blocks = blocks(&article);
        let mut bylines = blocks.iter().filter(|b| b.kind == BlockKind::Byline);
        let byline = bylines.find_map(|b| crate::byline::read(b.span().of(article.text())));
        assert_eq!(super::outlet(&article, &blocks, byline.as_ref()).as_deref(), outlet, "{before:?} {after:?}");
    }

    #[test]
    fn datelines() {
        check("OSLO, March 14 (Coast Wire) — ", "", Some("Coast Wire"));
        check("BATON ROUGE, La. (AP) — ", "", Some("Associated Press"));
        check("Oslo (CNN) ", "", Some("CNN"));
        check("Senator Ann Ray (D-CT) said so. ", "", None);
        check("Ann Ray (left) — ", "", None);
    }

    #[test]
    fn publication_lines() {
        check("Publication: Coast Review Volume: 3 Issue: 2\n", "", Some("Coast Review"));
    }

    #[test]
    fn rights_notices() {
        check("", "© 2024 Coast News", Some("Coast News"));
        check("", "Copyright © 2019–2024 The Coast, LLC. Click here for reprints.", Some("The Coast"));
        check("", "© Coast Herald, 2008–2023", Some("Coast Herald"));
        check("", "© 2023 Ticker Street Pte. Delayed by 15 minutes.", Some("Ticker Street"));
        check("", "Copyright NewsMill 24", Some("NewsMill 24"));
        check("", "All rights reserved Coast News", Some("Coast News"));
        check("", "© 2024 U.S. Coast & Harbour Report. All rights reserved.", Some("U.S. Coast & Harbour Report"));
        check("", "© 2024 coastnews. com", Some("Coastnews.com"));
        check("", "Copyright policy", None);
        check("", "All rights reserved.", None);
    }

    #[test]
    fn links_to_the_same_site() {
        check("", "More in Coastnews. com:\n\nBack to home page", Some("Coastnews.com"));
        check("", "More from The Coast", Some("The Coast"));
        check("", "More in Politics:", None);
        check("", "More from this series", None);
    }

    #[test]
    fn an_agency_comes_last() {
        check("OSLO (Reuters) - ", "© 2024 Coast News", Some("Coast News"));
        check("By Ann Ray, Associated Press\n", "© 2024 Coast News", Some("Coast News"));
        check("By Ann Ray, Associated Press\n", "", Some("Associated Press"));
        check("", "© 2024 The Associated Press. All rights reserved.", Some("Associated Press"));
        check("By Ann Ray, Daily Lantern\n", "© 2024 Lantern Titles Ltd", Some("Daily Lantern"));
        check("By Ann Ray\n", "More from Ann Ray", None);
    }
}
