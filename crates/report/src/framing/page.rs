//! A survey as one self-contained page: drawings first, then the tables, each value with its words in their sentence.

use super::rows::{Cite, Wording};
use super::{Survey, charts, signed, told_q};
use crate::html::markup::{Esc, put};
use crate::html::{POLICY, STYLE};
use crate::view::grouped;

const DRAWN: &str = include_str!("page.css");
/// Actors whose tone is drawn.
const ACTORS: usize = 12;
/// Things whose words are shown, and groups in one drawing of them.
const THINGS: usize = 24;
const BARS: usize = 12;
/// Lines of a concordance.
const LINES: usize = 8;
/// Characters before and behind the words of a concordance.
const AROUND: usize = 60;

/// The page.
pub fn page(survey: &Survey<'_>) -> String {
    let mut out = String::new();
    let title = format!("Framing by {}", survey.by);
    put!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{0}</title>\n<style>\n{STYLE}{DRAWN}</style>\n</head>\n<body>\n<nav aria-label=\"Tables\"><a class=\"brand\" href=\"#top\">Parallax</a><ol>",
        Esc(&title)
    );
    for (id, name) in SECTIONS {
        put!(out, "<li><a href=\"#{id}\">{name}</a></li>");
    }
    put!(
        out,
        "</ol></nav><main><header class=\"masthead\" id=\"top\"><h1>{}</h1><p>{} articles in {} groups. The unit of every test and \
         interval is the article; near-copies count once. A filled dot or bar has a false discovery rate of 5 % or less; what \
         is open is description.</p></header>",
        Esc(&title),
        survey.compared.articles.len(),
        survey.groups.len()
    );
    voices(survey, &mut out);
    coverage(survey, &mut out);
    tone(survey, &mut out);
    labels(survey, &mut out);
    wordings(survey, &mut out);
    frames(survey, &mut out);
    news(survey, &mut out);
    words(survey, &mut out);
    distances(survey, &mut out);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

const SECTIONS: [(&str, &str); 9] = [
    ("voices", "Who is quoted"),
    ("coverage", "What is carried"),
    ("tone", "Tone"),
    ("labels", "Labels"),
    ("wordings", "Wordings"),
    ("frames", "Frames"),
    ("news", "News frames"),
    ("words", "Distinctive words"),
    ("distances", "Distances"),
];

fn section(out: &mut String, id: &str, legend: &str) {
    let name = SECTIONS.iter().find(|(of, _)| *of == id).map_or(id, |(_, name)| name);
    put!(out, "<section class=\"story\" id=\"{id}\"><h2>{name}</h2><p class=\"meta\">{legend}</p>");
}

fn voices(survey: &Survey<'_>, out: &mut String) {
    section(out, "voices", "Words of reported speech, direct and indirect, by speaker: the six most quoted of each.");
    out.push_str(&charts::voices(survey).unwrap_or_default());
    out.push_str("<details><summary>Table</summary>");
    table(out, &[survey.by, "actor", "words quoted", "share", "quotations", "named", ""]);
    for v in &survey.voices {
        put!(
            out,
            "<tr><td>{}</td><th scope=\"row\">{}</th><td>{}</td><td>{:.0} %</td><td>{}</td><td>{}</td><td>",
            Esc(&v.outlet),
            Esc(survey.name(&v.actor)),
            if v.words == 0 { "no voice".into() } else { v.words.to_string() },
            v.share * 100.0,
            v.quotes,
            v.mentions
        );
        lines(survey, &v.cite, out);
        out.push_str("</td></tr>");
    }
    out.push_str("</tbody></table></div></details></section>");
}

fn coverage(survey: &Survey<'_>, out: &mut String) {
    if survey.coverage.is_empty() {
        return;
    }
    section(
        out,
        "coverage",
        "Of the facts that at least two carry in stories told by several: how many each has too, and what most others have and it \
         has not.",
    );
    table(out, &[survey.by, "facts", "stories", "carried", "left out", "share", "it alone", "left out first"]);
    for c in &survey.coverage {
        put!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}s</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>",
            Esc(&c.outlet),
            Esc(&c.kind),
            c.stories,
            c.carried,
            c.left_out,
            c.share.map_or(String::new(), |s| format!("{:.0} %", s * 100.0)),
            c.alone
        );
        out.push_str("<details class=\"words-of\"><summary>words</summary><ul class=\"concordance\">");
        for m in &c.missing {
            put!(out, "<li>{} <small>carried by {}</small></li>", Esc(&m.fact), m.carried_by);
            line(survey, &m.cite, out);
        }
        out.push_str("</ul></details></td></tr>");
    }
    out.push_str("</tbody></table></div></section>");
}

fn tone(survey: &Survey<'_>, out: &mut String) {
    let chance = survey.tone.iter().find_map(|t| t.null_z);
    let legend = format!(
        "Mean score of an actor's mentions, −1 to +1, with 95 % intervals from five articles on.{}",
        chance.map_or(String::new(), |z| format!(" Largest z between random halves of one group: {z:.1}."))
    );
    section(out, "tone", &legend);
    for actor in survey.actors(ACTORS) {
        put!(out, "<h3>{}</h3><div class=\"pair\">", Esc(survey.name(actor)));
        for (voice, told) in [("outlet", "in its own voice"), ("quoted", "in the voices it quotes")] {
            if let Some(chart) = charts::tone(survey, actor, voice) {
                put!(out, "<figure><figcaption>{told}</figcaption>{chart}</figure>");
            }
        }
        out.push_str("</div>");
    }
    out.push_str("<details><summary>Table</summary>");
    table(out, &["actor", survey.by, "voice", "mean", "interval", "mentions", "articles", "", ""]);
    for t in &survey.tone {
        put!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{} {}</td><td>",
            Esc(survey.name(&t.actor)),
            Esc(&t.outlet),
            Esc(&t.voice),
            signed(t.mean),
            t.interval.map_or(String::new(), |[a, b]| format!("{} to {}", signed(a), signed(b))),
            t.mentions,
            t.articles,
            told_q(t.q),
            Esc(t.note.as_deref().unwrap_or(""))
        );
        lines(survey, &t.cite, out);
        out.push_str("</td></tr>");
    }
    out.push_str("</tbody></table></div></details></section>");
}

fn labels(survey: &Survey<'_>, out: &mut String) {
    section(
        out,
        "labels",
        "What each calls the same actor in its own voice; a loaded word has a neutral one beside it.",
    );
    table(out, &["actor", survey.by, "called", "where", "times", ""]);
    for row in &survey.labels {
        for word in &row.words {
            let neutral = word.neutral.as_deref().filter(|n| !n.is_empty());
            put!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}{}</td><td><small>{}</small></td><td>{}</td><td>",
                Esc(survey.name(&row.actor)),
                Esc(&row.outlet),
                Esc(&word.text),
                neutral.map_or(String::new(), |n| format!(" <small>neutral: {}</small>", Esc(n))),
                Esc(&word.place),
                word.n
            );
            lines(survey, &word.cite, out);
            out.push_str("</td></tr>");
        }
    }
    out.push_str("</tbody></table></div></section>");
}

fn wordings(survey: &Survey<'_>, out: &mut String) {
    section(
        out,
        "wordings",
        "Which of the words for one thing each takes in its own voice, those things first over whose name they part most surely; how \
         far a choice is from that of all others (Jensen-Shannon distance, 0 to 1), and what chance gives.",
    );
    let things = grouped(survey.worded().into_iter().map(|row| (row.of.as_str(), row)));
    for (thing, of) in things.iter().take(THINGS) {
        put!(out, "<h3>{}</h3>", Esc(thing));
        out.push_str(&charts::wordings(survey, &of[..of.len().min(BARS)]).unwrap_or_default());
        out.push_str("<details><summary>Table</summary>");
        table(out, &[survey.by, "word", "times", "share", "articles", "distance", "by chance", "", ""]);
        of.iter().for_each(|row| wording(survey, row, out));
        out.push_str("</tbody></table></div></details>");
    }
    if things.len() > THINGS {
        put!(out, "<p class=\"meta\">… and {} more things (--csv, --format json)</p>", things.len() - THINGS);
    }
    out.push_str("</section>");
}

fn wording(survey: &Survey<'_>, row: &Wording, out: &mut String) {
    let chance = row.chance.map_or(String::new(), |x| format!("{x:.2}"));
    for word in &row.words {
        put!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{:.0} %</td><td>{}</td><td>{:.2}</td><td>{chance}</td><td>{} {}</td><td>",
            Esc(&row.outlet),
            Esc(&word.text),
            word.n,
            word.share * 100.0,
            row.articles,
            row.distance,
            told_q(row.q),
            Esc(row.note.as_deref().unwrap_or(""))
        );
        lines(survey, &word.cite, out);
        out.push_str("</td></tr>");
    }
}

fn frames(survey: &Survey<'_>, out: &mut String) {
    section(
        out,
        "frames",
        "In which light an actor is presented; the share is of all frames of that actor in that voice.",
    );
    table(out, &["actor", survey.by, "voice", "frame", "times", "share", "articles", "", ""]);
    for f in &survey.frames {
        put!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{:.0} %</td><td>{}</td><td>{}</td><td>",
            Esc(survey.name(&f.actor)),
            Esc(&f.outlet),
            Esc(&f.voice),
            Esc(&f.frame.replace('_', " ")),
            f.n,
            f.share * 100.0,
            f.articles,
            told_q(f.q)
        );
        lines(survey, &f.cite, out);
        out.push_str("</td></tr>");
    }
    out.push_str("</tbody></table></div></section>");
}

fn news(survey: &Survey<'_>, out: &mut String) {
    section(
        out,
        "news",
        "In which share of its articles each tells its matter so, by different words of a list; those frames first in which groups \
         differ most surely.",
    );
    for (frame, rows) in survey.news() {
        put!(out, "<h3>{}</h3>", Esc(&frame.replace('_', " ")));
        out.push_str(&charts::news(survey, frame, &rows));
        out.push_str("<details><summary>Table</summary>");
        table(out, &[survey.by, "articles with it", "of", "share", "", ""]);
        for row in rows {
            put!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{:.0} %</td><td>{} {}</td><td>",
                Esc(&row.outlet),
                row.n,
                row.articles,
                row.share * 100.0,
                told_q(row.q),
                Esc(row.note.as_deref().unwrap_or(""))
            );
            lines(survey, &row.cite, out);
            out.push_str("</td></tr>");
        }
        out.push_str("</tbody></table></div></details>");
    }
    out.push_str("</section>");
}

fn words(survey: &Survey<'_>, out: &mut String) {
    section(
        out,
        "words",
        "Words that one uses more than all others in its own voice (z of the log-odds ratio). The dashed line is the largest z \
         between two random halves of the same group's articles: a bar that does not pass it says little.",
    );
    for (group, _) in &survey.groups {
        if let Some(chart) = charts::words(survey, group) {
            let note = survey.words.iter().find(|w| w.outlet == *group).and_then(|w| w.note.as_deref());
            let note = note.unwrap_or("");
            put!(out, "<h3>{} <small>{}</small></h3>{chart}<ul class=\"concordance\">", Esc(group), Esc(note));
            for word in survey.words.iter().filter(|w| w.outlet == *group) {
                line(survey, &word.cite, out);
            }
            out.push_str("</ul>");
        }
    }
    out.push_str("</section>");
}

fn distances(survey: &Survey<'_>, out: &mut String) {
    section(
        out,
        "distances",
        "How differently two share their attention out (Jensen-Shannon distance, 0 to 1), less what chance gives for so few \
         articles. On the map near is alike.",
    );
    for of in ["actors", "speakers", "labels"] {
        if let Some(map) = charts::distances(survey, of) {
            put!(out, "<figure><figcaption>by {of}</figcaption>{map}</figure>");
        }
    }
    out.push_str("<details><summary>Table</summary>");
    table(out, &["one", "other", "over", "distance", "by chance", "above chance", ""]);
    let number = |x: Option<f64>| x.map_or(String::new(), |x| format!("{x:.2}"));
    for d in &survey.distances {
        put!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{:.2}</td><td>{}</td><td>{}</td><td>{} {}</td></tr>",
            Esc(&d.a),
            Esc(&d.b),
            Esc(&d.of),
            d.distance,
            number(d.chance),
            number(d.corrected),
            told_q(d.q),
            Esc(d.note.as_deref().unwrap_or(""))
        );
    }
    out.push_str("</tbody></table></div></details></section>");
}

fn table(out: &mut String, heads: &[&str]) {
    out.push_str("<div class=\"scroll\"><table><thead><tr>");
    heads.iter().for_each(|head| put!(out, "<th>{}</th>", Esc(head)));
    out.push_str("</tr></thead><tbody>");
}

/// The words of some cites in their sentences, folded.
fn lines(survey: &Survey<'_>, cites: &[Cite], out: &mut String) {
    if cites.is_empty() {
        return;
    }
    out.push_str("<details class=\"words-of\"><summary>words</summary><ul class=\"concordance\">");
    cites.iter().take(LINES).for_each(|cite| line(survey, cite, out));
    if cites.len() > LINES {
        put!(out, "<li><small>… and {} more (--format json has all)</small></li>", cites.len() - LINES);
    }
    out.push_str("</ul></details>");
}

fn line(survey: &Survey<'_>, cite: &Cite, out: &mut String) {
    if let Some([before, words, after]) = survey.concordance(cite, AROUND) {
        put!(
            out,
            "<li>{} <mark>{}</mark> {} <small>{}:{}</small></li>",
            Esc(&before),
            Esc(&words),
            Esc(&after),
            Esc(&cite.article),
            cite.byte_start
        );
    }
}
