//! The lines of a page and the passes over them, from the surest sign to the weakest.

use crate::furniture::Furniture;
use crate::small_print::{byline, caption, credit, dateline};
use crate::{Block, BlockKind};
use parallax_core::{Article, Note, Span};
use rustc_hash::FxHashMap;

/// One line that is not blank.
struct Line<'t> {
    span: Span,
    words: &'t str,
    count: usize,
    kind: Option<(BlockKind, Option<String>)>,
    /// Follows the line before without a blank line.
    joined: bool,
}

impl Line<'_> {
    fn open(&self) -> bool {
        self.kind.is_none()
    }

    fn furniture(&mut self, why: impl Into<String>) {
        self.kind = Some((BlockKind::Furniture, Some(why.into())));
    }

    fn is(&self, kind: BlockKind) -> bool {
        self.kind.as_ref().is_some_and(|k| k.0 == kind)
    }

    /// Ends as a sentence does, a closing quote or bracket left aside.
    fn ends_sentence(&self) -> bool {
        let bare = self.words.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_']);
        bare.ends_with(['.', '!', '?', '…']) || bare.len() < self.words.len() && bare.ends_with(',')
    }

    /// Running text for certain.
    fn prose(&self) -> bool {
        self.count >= 25 || self.count >= 8 && self.ends_sentence()
    }

    fn bullet(&self) -> bool {
        self.words.starts_with(['•', '·', '*', '–']) || self.words.starts_with("- ")
    }
}

/// The lines of an article; each pass says what some of them are.
pub(crate) struct Page<'t> {
    lines: Vec<Line<'t>>,
}

/// A line is repeated furniture from this many times on.
const REPEATS: usize = 3;
/// A navigation list has at least this many short lines.
const NAVIGATION: usize = 5;
/// A heading has at most this many words.
const HEADING: usize = 22;

impl<'t> Page<'t> {
    pub(crate) fn new(article: &'t Article) -> Self {
        let text = article.text();
        let mut lines: Vec<Line<'t>> = Vec::new();
        let (mut at, mut blank) = (0, true);
        for raw in text.split('\n') {
            let words = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
            if words.is_empty() {
                blank = true;
            } else {
                let start = at + (words.as_ptr() as usize - raw.as_ptr() as usize);
                let span = Span::new(start, start + words.len());
                if !article.masked(span) {
                    let count = words.split_whitespace().count();
                    lines.push(Line { span, words, count, kind: None, joined: !blank });
                }
                blank = false;
            }
            at += raw.len() + 1;
        }
        Page { lines }
    }

    /// Lines that match a pattern; headlines of other articles under "Read more"; everything below a comment form.
    pub(crate) fn patterns(&mut self) {
        let list = Furniture::shared();
        let (mut after, mut related, mut prose_seen) = (None, false, false);
        for line in &mut self.lines {
            if let Some(why) = &after {
                line.furniture(format!("below {why}"));
                continue;
            }
            match list.matches(line.words) {
                Some(rule) => {
                    line.furniture(format!("{} line", rule.kind));
                    related = rule.kind == "related" && line.count <= 6;
                    if rule.after && prose_seen {
                        after = Some(format!("“{}”", line.words));
                    }
                }
                None if list.signals(line.words).is_some() => {
                    line.furniture(format!("{} line", list.signals(line.words).unwrap_or("page")))
                }
                None if related && !line.prose() && !line.ends_sentence() => line.furniture("link to another article"),
                None => {
                    related = false;
                    prose_seen |= line.prose();
                }
            }
        }
    }

    /// The same line again and again is an advertisement or a link.
    pub(crate) fn repeated(&mut self) {
        let mut times: FxHashMap<&str, usize> = FxHashMap::default();
        for line in &self.lines {
            *times.entry(line.words).or_default() += 1;
        }
        let title = self.lines.iter().find(|l| l.open()).map(|l| l.words);
        for line in &mut self.lines {
            let n = times[line.words];
            let link = n == 2 && line.count <= 12 && !line.ends_sentence() && title != Some(line.words);
            if line.open() && (n >= REPEATS && line.count <= 60 || link) {
                line.furniture(format!("repeated {n} times"));
            }
        }
    }

    /// Bylines, date lines, captions: short lines that say what they are.
    pub(crate) fn small_print(&mut self) {
        for line in self.lines.iter_mut().filter(|l| l.open() && l.count <= 40) {
            let lower = line.words.trim_start_matches(['*', '_', '(', '[', ' ']).to_lowercase();
            let kind = if line.count <= 20 && dateline(&lower) {
                BlockKind::Dateline
            } else if byline(&lower, line.count) {
                BlockKind::Byline
            } else if caption(&lower) && (!line.prose() || line.words.starts_with('(')) || credit(&lower) {
                BlockKind::Caption
            } else {
                continue;
            };
            line.kind = Some((kind, None));
        }
    }

    /// Runs of short lines are menus or lists of links; what stands above a menu at the top of a page is its masthead.
    pub(crate) fn navigation(&mut self) {
        let open = |l: &Line<'_>| l.open() && l.count <= 10 && !l.ends_sentence() && !l.words.starts_with('#');
        let known = |l: &Line<'_>| matches!(&l.kind, Some((_, Some(why))) if l.count <= 6 && why.ends_with(" line"));
        let short = |l: &Line<'_>| open(l) || known(l);
        let prose = |l: &Line<'_>| l.open() && l.prose();
        let (first_prose, last_prose) = (self.lines.iter().position(prose), self.lines.iter().rposition(prose));
        let mut at = 0;
        while at < self.lines.len() {
            let run = self.lines[at..].iter().take_while(|l| short(l)).count();
            let words: usize = self.lines[at..at + run].iter().map(|l| l.count).sum();
            let prose_before = first_prose.is_some_and(|p| p < at);
            let prose_after = last_prose.is_some_and(|p| p >= at + run);
            let bullets = self.lines[at..at + run].iter().filter(|l| l.bullet()).count();
            let list = prose_before && prose_after && bullets * 2 > run;
            if run >= NAVIGATION && words <= 6 * run && !list {
                let title = if prose_before || !prose_after { None } else { self.title_near(at, run) };
                for i in at..at + run {
                    if Some(i) != title && self.lines[i].open() {
                        self.lines[i].furniture("list of short lines");
                    }
                }
                if !prose_before && title.is_some_and(|t| t >= at + run) {
                    // A line right above a byline or a date is a headline wherever it stands.
                    let headline: Vec<bool> = (0..at)
                        .map(|i| self.lines[i + 1].is(BlockKind::Byline) || self.lines[i + 1].is(BlockKind::Dateline))
                        .collect();
                    let masthead =
                        self.lines[..at].iter_mut().zip(headline).filter(|(l, headline)| l.open() && !headline);
                    masthead.for_each(|(l, _)| l.furniture("above the page's menu"));
                }
            }
            at += run.max(1);
        }
    }

    /// The headline beside a menu at `at..at + run`: the line after it, or its last or first line.
    fn title_near(&self, at: usize, run: usize) -> Option<usize> {
        let after = at + run;
        let rest = self.lines[after..].iter();
        let next = rest.take_while(|l| !(l.open() && l.prose())).position(|l| l.open() && l.count >= 4);
        if let Some(i) = next {
            return Some(after + i);
        }
        if self.lines[..at].iter().any(|l| l.open() && l.count >= 4) {
            return None;
        }
        // Both ends may be long: a site's motto stands above its menu, so the lower one is the headline.
        let others = self.lines[at + 1..after - 1].iter().map(|l| l.count).sum::<usize>();
        let headline = |l: &Line<'_>| l.open() && l.count >= 4 && 2 * l.count * (run - 2) > 3 * others;
        [after - 1, at].into_iter().find(|i| headline(&self.lines[*i]))
    }

    /// What is left is headings and paragraphs.
    pub(crate) fn running_text(&mut self) {
        let last_prose = self.lines.iter().rposition(|l| l.open() && l.prose()).unwrap_or(self.lines.len());
        for (i, line) in self.lines.iter_mut().enumerate().filter(|(_, l)| l.open()) {
            let marked = line.words.starts_with('#') && line.words.trim_start_matches('#').starts_with(' ');
            let short = line.count <= HEADING && !line.ends_sentence() && !line.bullet() && i < last_prose;
            let question = line.words.ends_with(['?', '!'])
                && line.count <= 14
                && i < last_prose
                && !line.words.contains(['“', '"']);
            let heading = marked || short && !line.words.ends_with([',', ';']) || question;
            line.kind = Some((if heading { BlockKind::Heading } else { BlockKind::Paragraph }, None));
        }
        self.join_wrapped();
    }

    /// A line that goes on in the next one (text wrapped at a fixed width) is no heading.
    fn join_wrapped(&mut self) {
        for i in 1..self.lines.len() {
            let (head, tail) = self.lines.split_at_mut(i);
            let (before, line) = (&mut head[i - 1], &mut tail[0]);
            let wrapped = line.joined
                && !before.ends_sentence()
                && (45..=110).contains(&before.words.chars().count())
                && line.words.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
            if wrapped && !before.is(BlockKind::Furniture) && !line.is(BlockKind::Furniture) {
                before.kind = Some((BlockKind::Paragraph, None));
                line.kind = Some((BlockKind::Paragraph, None));
            }
        }
    }

    /// A heading with nothing under it, and a short line after the last sentence, belong to the page.
    pub(crate) fn tail(&mut self) {
        let Some(last) =
            self.lines.iter().rposition(|l| l.is(BlockKind::Paragraph) && (l.prose() || l.ends_sentence()))
        else {
            return;
        };
        for line in &mut self.lines[last + 1..] {
            let unfinished =
                line.is(BlockKind::Paragraph) && line.count <= 12 && !line.ends_sentence() && !line.bullet();
            if line.is(BlockKind::Heading) || unfinished {
                line.furniture("short line below the article");
            }
        }
    }

    pub(crate) fn into_blocks(self, article: &Article) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::new();
        for mask in &article.masks {
            out.push(Block { span: *mask, kind: BlockKind::Furniture, why: Some("front matter".into()) });
        }
        let mut before: Option<&Line<'_>> = None;
        for line in &self.lines {
            let (kind, why) = line.kind.clone().unwrap_or((BlockKind::Paragraph, None));
            let goes_on = before.is_some_and(|b| {
                line.joined
                    && kind == BlockKind::Paragraph
                    && b.is(kind)
                    && !b.ends_sentence()
                    && (45..=110).contains(&b.words.chars().count())
            });
            match out.last_mut() {
                Some(last) if goes_on => last.span = last.span.cover(line.span),
                _ => out.push(Block { span: line.span, kind, why }),
            }
            before = Some(line);
        }
        out.sort_by_key(Note::span);
        out
    }
}
