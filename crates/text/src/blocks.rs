//! Blocks: what each line of a page is. Furniture is marked, with the reason, and never removed.

use crate::page::Page;
use parallax_core::{Analyzer, Article, NoOptions, Note, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// A line, or the lines of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Block {
    #[serde(skip)]
    pub(crate) span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// For furniture: how one can tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// A headline or a heading inside the article.
    Heading,
    /// Who wrote it.
    Byline,
    /// When, and in which series.
    Dateline,
    /// Running text, list items included.
    Paragraph,
    /// Words about a picture.
    Caption,
    /// Part of the page, not of the article.
    Furniture,
}

impl Note for Block {
    const LAYER: &'static str = "blocks";
    fn span(&self) -> Span {
        self.span
    }
}

/// The analyzer of the block layer.
pub struct Blocks;

parallax_core::register! {
    /// Headings, bylines, datelines, paragraphs, captions; and page furniture (advertisements, navigation, comment forms), marked with its reason.
    analyzer "blocks": Blocks
}

impl Analyzer for Blocks {
    type Reads = ();
    type Writes = Block;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Blocks
    }

    fn read(&self, article: &Article, (): ()) -> Vec<Block> {
        blocks(article)
    }
}

/// The blocks of an article, in order.
pub fn blocks(article: &Article) -> Vec<Block> {
    let mut page = Page::new(article);
    page.patterns();
    page.repeated();
    page.small_print();
    page.navigation();
    page.running_text();
    page.tail();
    page.into_blocks(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of a page's blocks, one letter each: Heading, bYline, Dateline, Paragraph, Caption, furniture (.).
    fn kinds(page: &str) -> String {
        let letter = |b: &Block| match b.kind {
            BlockKind::Heading => 'H',
            BlockKind::Byline => 'Y',
            BlockKind::Dateline => 'D',
            BlockKind::Paragraph => 'P',
            BlockKind::Caption => 'C',
            BlockKind::Furniture => '.',
        };
        blocks(&Article::new("a", page)).iter().map(letter).collect()
    }

    const PROSE: &str = "The harbour master said on Monday that twelve boats had been lost in the storm.";

    #[test]
    fn a_plain_page() {
        assert_eq!(
            kinds(&format!(
                "Storm hits coast\nBy Ann Ray\nMonday, 3 May 2021\n\n{PROSE}\n\nWhat comes next\n\n{PROSE}"
            )),
            "HYDPHP"
        );
        assert_eq!(kinds(&format!("{PROSE}\n(Source: Ann Ray)\n{PROSE} More.")), "PCP");
        assert_eq!(kinds(&format!("Title of it\nPublication: The Monitor Volume: 16 Issue: 151\n{PROSE}")), "HDP");
    }

    #[test]
    fn repeated_lines_are_furniture_and_the_title_above_them_is_not() {
        let ad = "Trade 300 shares from your phone";
        assert_eq!(kinds(&format!("Storm hits coast\n\n{ad}\n\n{ad}\n\n{PROSE}\n\n{ad}\n\n{PROSE} Indeed.")), "H..P.P");
    }

    #[test]
    fn a_menu_and_the_masthead_above_it_are_furniture() {
        let menu = "Home\nWorld\nSport\nBusiness\nOpinion\nWeather";
        assert_eq!(
            kinds(&format!(
                "The site of all good news of the coast\n{menu}\nStorm sinks twelve boats on the northern coast\n{PROSE}"
            )),
            ".......HP"
        );
        assert_eq!(kinds(&format!("Storm sinks twelve boats\n{menu}\n{PROSE}")), "H......P");
        assert_eq!(kinds(&format!("{menu}\nStorm sinks twelve boats\n{PROSE}")), "......HP");
    }

    #[test]
    fn a_list_inside_the_article_stays() {
        assert_eq!(
            kinds(&format!("{PROSE}\n- five boats\n- six nets\n- two piers\n- a crane\n- one car\n{PROSE} So it is.")),
            "PPPPPPP"
        );
    }

    #[test]
    fn what_follows_a_comment_form_or_a_related_links_line_is_furniture() {
        assert_eq!(
            kinds(&format!("{PROSE}\n\nLeave a Comment\n\nName\n\n{PROSE} Anyone could write this here.")),
            "P..."
        );
        assert_eq!(
            kinds(&format!("{PROSE}\n\nRead more:\n\nMinister Ortega resigns over ferry\n\n{PROSE} It rained.")),
            "P..P"
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let page = "The harbour master said on Monday that twelve boats had\nbeen lost in the storm, and that nobody could say when\nthe search would end.";
        assert_eq!(kinds(page), "P");
    }

    #[test]
    fn furniture_says_why() {
        let page = blocks(&Article::new("a", format!("{PROSE}\n\nShare")));
        assert_eq!(page[1].why.as_deref(), Some("share line"));
    }
}
