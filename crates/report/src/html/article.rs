//! An article in full: its unchanged text in pieces, each piece marked with what the layers say of it.
//!
//! The text is cut wherever a highlight or a cited place begins or ends, so a cite's words are always whole pieces, and
//! all pieces together are the text again, white space between paragraphs included.

use super::markup::{Esc, put};
use crate::fields::Words;
use crate::source::Source;
use crate::view::Head;
use parallax_core::Span;
use parallax_runner::Annotated;
use serde_json::Value;

/// A place that is shown in some way, with what is said of it.
struct Mark {
    span: Span,
    class: &'static str,
    title: String,
}

/// Writes the article `number` of the page; `cited` are the places that links lead to.
pub(super) fn write(annotated: &Annotated, head: &Head<'_>, number: usize, cited: &[Span], out: &mut String) {
    let article = &annotated.article;
    let text = article.text();
    let layers = annotated.layers.published();
    let marks = marks(text, &layers);
    let pieces = Pieces::new(text, marks, cited);
    let lang = article.language.unwrap_or("");
    put!(out, "<article id=\"a{number}\" lang=\"{}\" tabindex=\"0\" aria-label=\"{}\">", Esc(lang), Esc(head.outlet));
    put!(out, "<header><span class=\"letter\">{}</span> <b>{}</b>", head.letter, Esc(head.outlet));
    if let Some(date) = head.published {
        put!(out, " <time datetime=\"{date}\">{}</time>", crate::terminal::day(date));
    }
    out.push_str("</header><div class=\"text\">");
    let blocks = layers.iter().find(|l| l.0 == "blocks").map_or(&[][..], |l| l.1.as_slice());
    let mut at = 0;
    let mut rest = blocks.iter().filter(|(span, _)| span.fits(text)).peekable();
    while let Some((span, fields)) = rest.next() {
        if span.start() < at {
            continue;
        }
        pieces.write(at, span.start(), out);
        at = span.end();
        if fields["kind"] != "furniture" {
            let (open, close) = element(fields);
            put!(out, "<{open} dir=\"auto\">");
            pieces.write(span.start(), span.end(), out);
            put!(out, "</{close}>");
            continue;
        }
        let mut lines = vec![(*span, fields)];
        while let Some((next, fields)) = rest.next_if(|(s, f)| s.start() >= at && f["kind"] == "furniture") {
            lines.push((*next, fields));
            at = next.end();
        }
        furniture(&pieces, &lines, out);
    }
    pieces.write(at, text.len(), out);
    out.push_str("</div></article>");
}

/// Tag with its attributes, and tag, of a block.
fn element(fields: &Value) -> (&'static str, &'static str) {
    match fields["kind"].as_str() {
        Some("heading") => ("h4", "h4"),
        Some("byline") => ("p class=\"byline\"", "p"),
        Some("dateline") => ("p class=\"dateline\"", "p"),
        Some("caption") => ("p class=\"caption\"", "p"),
        _ => ("p", "p"),
    }
}

/// More lines of furniture than this are folded away.
const FOLD: usize = 2;

fn furniture(pieces: &Pieces<'_>, lines: &[(Span, &Value)], out: &mut String) {
    let count: usize = lines.iter().map(|l| l.0.of(pieces.text).matches('\n').count() + 1).sum();
    let fold = count > FOLD;
    if fold {
        // The label is no text of the article, so it is no text of the page either: CSS shows it.
        let header = lines.iter().all(|l| l.1["why"] == "front matter");
        let what = if header { "front matter" } else { "the page’s furniture" };
        put!(out, "<details class=\"furniture\"><summary data-label=\"{count} lines of {what}\"></summary>");
    }
    let mut at = lines.first().map_or(0, |l| l.0.start());
    for (span, fields) in lines {
        pieces.write(at, span.start(), out);
        at = span.end();
        put!(
            out,
            "<p class=\"furniture\" dir=\"auto\" title=\"furniture: {}\">",
            Esc(fields["why"].as_str().unwrap_or(""))
        );
        pieces.write(span.start(), span.end(), out);
        out.push_str("</p>");
    }
    if fold {
        out.push_str("</details>");
    }
}

fn marks(text: &str, layers: &[(&'static str, Vec<(Span, Value)>)]) -> Vec<Mark> {
    let source = Source::new(text);
    let words = Words { here: Some(&source), texts: &() };
    let mut marks = Vec::new();
    for (layer, notes) in layers {
        for (span, fields) in notes.iter().filter(|(span, _)| span.fits(text)) {
            let class = match *layer {
                "entities" => match fields["label"].as_str() {
                    Some("PERSON") => "e person",
                    Some("GPE" | "LOC" | "FAC" | "NORP") => "e place",
                    Some("ORG") => "e org",
                    _ => "e",
                },
                "numbers" => "n",
                "quotes" => "q",
                "dates" => "d",
                "tone" => {
                    let class = if fields["polarity"] == "negative" { "t neg" } else { "t pos" };
                    let spans = fields["evidence"].as_array().into_iter().flatten();
                    let spans = spans.filter_map(|e| crate::publish::span_of(e.as_object()?)).filter(|s| s.fits(text));
                    let mut spans: Vec<Span> = spans.collect();
                    // What no word tells is shown where the actor stands.
                    if spans.is_empty() {
                        spans.push(*span);
                    }
                    marks.extend(spans.into_iter().map(|span| Mark {
                        span,
                        class,
                        title: format!("tone: {}", words.line(fields)),
                    }));
                    continue;
                }
                _ => continue,
            };
            marks.push(Mark { span: *span, class, title: format!("{layer}: {}", words.line(fields)) });
        }
    }
    marks.retain(|m| !m.span.is_empty());
    marks.sort_by_key(|m| m.span);
    marks
}

/// A text that knows where it is to be cut.
struct Pieces<'t> {
    text: &'t str,
    marks: Vec<Mark>,
    cited: Vec<Span>,
    /// Where marks and cites begin and end, sorted.
    cuts: Vec<usize>,
    /// The longest mark or cite: how far back from a place one that covers it can begin.
    longest: usize,
}

impl<'t> Pieces<'t> {
    fn new(text: &'t str, marks: Vec<Mark>, cited: &[Span]) -> Self {
        let mut cited: Vec<Span> = cited.iter().copied().filter(|s| s.fits(text) && !s.is_empty()).collect();
        cited.sort();
        let spans = || marks.iter().map(|m| m.span).chain(cited.iter().copied());
        let mut cuts: Vec<usize> = spans().flat_map(|s| [s.start(), s.end()]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let longest = spans().map(Span::len).max().unwrap_or(0);
        Pieces { text, marks, cited, cuts, longest }
    }

    /// Writes `from..to` of the text, cut into pieces.
    fn write(&self, from: usize, to: usize, out: &mut String) {
        let first = self.cuts.partition_point(|c| *c <= from);
        let inside = self.cuts[first..].iter().copied().take_while(|c| *c < to);
        let mut at = from;
        for cut in inside.chain([to]) {
            if at < cut {
                self.piece(Span::new(at, cut), out);
            }
            at = cut;
        }
    }

    fn piece(&self, piece: Span, out: &mut String) {
        let words = Esc(piece.of(self.text));
        let back = piece.start().saturating_sub(self.longest);
        let near = self.marks.partition_point(|m| m.span.start() < back);
        let covers = |m: &&Mark| m.span.contains(piece);
        let on: Vec<&Mark> =
            self.marks[near..].iter().take_while(|m| m.span.start() <= piece.start()).filter(covers).collect();
        let near = self.cited.partition_point(|s| s.start() < back);
        let cited = self.cited[near..].iter().take_while(|s| s.start() <= piece.start()).any(|s| s.contains(piece));
        if on.is_empty() && !cited {
            put!(out, "{words}");
            return;
        }
        out.push_str("<span");
        if !on.is_empty() {
            let classes: Vec<&str> = on.iter().map(|m| m.class).collect();
            let titles: Vec<&str> = on.iter().map(|m| m.title.as_str()).collect();
            put!(out, " class=\"{}\" title=\"{}\"", classes.join(" "), Esc(&titles.join("\n")));
        }
        put!(out, " data-start=\"{}\" data-end=\"{}\">{words}</span>", piece.start(), piece.end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, marks: &[(&str, &'static str)], cited: &[&str]) -> String {
        let span = |words: &str| text.find(words).map(|i| Span::new(i, i + words.len())).unwrap();
        let mut marks: Vec<Mark> =
            marks.iter().map(|(w, class)| Mark { span: span(w), class, title: class.to_string() }).collect();
        marks.sort_by_key(|m| m.span);
        let cited: Vec<Span> = cited.iter().map(|w| span(w)).collect();
        let mut out = String::new();
        Pieces::new(text, marks, &cited).write(0, text.len(), &mut out);
        out
    }

    #[test]
    fn overlapping_marks_are_cut_into_pieces() {
        assert_eq!(
            cut("saw 12 boats go", &[("12 boats", "q"), ("12", "n")], &["boats go"]),
            "saw <span class=\"q n\" title=\"q\nn\" data-start=\"4\" data-end=\"6\">12</span>\
             <span class=\"q\" title=\"q\" data-start=\"6\" data-end=\"7\"> </span>\
             <span class=\"q\" title=\"q\" data-start=\"7\" data-end=\"12\">boats</span>\
             <span data-start=\"12\" data-end=\"15\"> go</span>"
        );
    }

    #[test]
    fn pieces_of_a_hostile_text_are_escaped() {
        let text = "</script><img onerror=x>";
        let got = cut(text, &[("<img", "e")], &[]);
        assert_eq!(
            got,
            "&lt;/script&gt;<span class=\"e\" title=\"e\" data-start=\"9\" data-end=\"13\">&lt;img</span> onerror=x&gt;"
        );
    }
}
