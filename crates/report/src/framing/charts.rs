//! Drawings of a survey, as SVG inside the page: tone with intervals, distinctive words, quoted voices, the map of outlets.

use super::rows::{NewsFrame, Voice, Wording, WordingWord};
use super::{Survey, map, signed};
use crate::html::markup::{Esc, put};
use std::collections::BTreeMap;

const ROW: usize = 20;
const LABEL: usize = 190;
const WIDTH: usize = 640;
/// One of two drawings side by side.
const HALF: usize = 480;

/// Groups in one drawing: more are in the tables.
const GROUPS: usize = 40;
/// Groups in a drawing of which there are many.
const BARS: usize = 15;
/// Colours of the parts of a bar.
const COLOURS: usize = 6;

/// An actor's tone in each group: a dot for the mean, a line for the interval.
pub(super) fn tone(survey: &Survey<'_>, actor: &str, voice: &str) -> Option<String> {
    let of = |group: &str| survey.tone.iter().find(|t| t.actor == actor && t.voice == voice && t.outlet == group);
    let rows: Vec<_> = survey.groups.iter().filter_map(|(group, _)| of(group)).take(GROUPS).collect();
    if rows.is_empty() {
        return None;
    }
    let x = |value: f64| LABEL as f64 + 10.0 + (value + 1.0) / 2.0 * (HALF - LABEL - 100) as f64;
    let height = rows.len() * ROW + 26;
    let name = survey.name(actor);
    let mut out = open(HALF, height, &format!("Tone toward {name}, {voice} voice, by {}", survey.by));
    for tick in [-1.0, -0.5, 0.0, 0.5, 1.0] {
        let class = if tick == 0.0 { "nought" } else { "grid" };
        put!(out, "<line class=\"{class}\" x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"4\" y2=\"{1}\"/>", x(tick), height - 20);
        put!(out, "<text class=\"tick\" x=\"{:.1}\" y=\"{}\">{}</text>", x(tick), height - 6, signed(tick));
    }
    for (n, row) in rows.iter().enumerate() {
        let y = n * ROW + 15;
        let class = if row.mean < 0.0 { "bad" } else { "good" };
        put!(out, "<g class=\"{class}\"><title>{}</title>", Esc(&told(row)));
        put!(out, "<text class=\"name\" x=\"{LABEL}\" y=\"{}\">{}</text>", y + 4, Esc(&short(&row.outlet)));
        if let Some([low, high]) = row.interval {
            put!(out, "<line class=\"span\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{y}\" y2=\"{y}\"/>", x(low), x(high));
        }
        let sure = if row.q.is_some_and(|q| q <= 0.05) { "dot sure" } else { "dot" };
        put!(out, "<circle class=\"{sure}\" cx=\"{:.1}\" cy=\"{y}\" r=\"4\"/>", x(row.mean));
        put!(
            out,
            "<text class=\"value\" x=\"{}\" y=\"{}\">{} · {}</text></g>",
            HALF - 84,
            y + 4,
            signed(row.mean),
            row.articles
        );
    }
    out.push_str("</svg>");
    Some(out)
}

fn told(row: &super::rows::Tone) -> String {
    let interval = row.interval.map_or(String::new(), |[a, b]| format!(", 95 % {} to {}", signed(a), signed(b)));
    let note = row.note.as_deref().map_or(String::new(), |n| format!("; {n}"));
    format!("{}: {}{interval}, {} articles {}{note}", row.outlet, signed(row.mean), row.articles, super::told_q(row.q))
}

/// The distinctive words of one group as bars of z; the dashed line is the largest z between halves of the group itself.
pub(super) fn words(survey: &Survey<'_>, group: &str) -> Option<String> {
    let rows: Vec<_> = survey.words.iter().filter(|w| w.outlet == group).collect();
    let most = rows.iter().map(|w| w.z).chain(rows.iter().filter_map(|w| w.null_z)).fold(1.0, f64::max);
    let first = rows.first()?;
    let height = rows.len() * ROW + 8;
    let bar = |z: f64| z / most * (WIDTH - LABEL - 190) as f64;
    let mut out = open(WIDTH, height, &format!("Distinctive words of {group}"));
    for (n, row) in rows.iter().enumerate() {
        let y = n * ROW + 15;
        let class = if row.q.is_some_and(|q| q <= 0.05) { "bar sure" } else { "bar" };
        put!(out, "<text class=\"name\" x=\"{LABEL}\" y=\"{}\">{}</text>", y + 4, Esc(&row.word));
        put!(
            out,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{:.1}\" height=\"12\"/>",
            LABEL + 10,
            y - 6,
            bar(row.z)
        );
        put!(
            out,
            "<text class=\"value\" x=\"{:.1}\" y=\"{}\">z {:.1} · ×{} in {} {}</text>",
            LABEL as f64 + 16.0 + bar(row.z),
            y + 4,
            row.z,
            row.count,
            row.articles,
            Esc(&super::told_q(row.q))
        );
    }
    if let Some(z) = first.null_z {
        let x = LABEL as f64 + 10.0 + bar(z);
        put!(
            out,
            "<line class=\"chance\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"2\" y2=\"{}\"><title>largest z between two random halves of {}: {z:.1}</title></line>",
            height - 4,
            Esc(group)
        );
    }
    out.push_str("</svg>");
    Some(out)
}

/// A part of a bar: the names that may stand in it, the best first, what is told of it, how much of the whole, in which of the six
/// colours.
struct Part<'s> {
    names: Vec<&'s str>,
    told: String,
    share: f64,
    colour: usize,
}

/// In which share of its articles each group has a frame.
pub(super) fn news(survey: &Survey<'_>, frame: &str, rows: &[&NewsFrame]) -> String {
    let rows = &rows[..rows.len().min(BARS)];
    let mut out = open(WIDTH, rows.len() * ROW + 8, &format!("Articles told as {frame} by {}", survey.by));
    for (n, row) in rows.iter().enumerate() {
        let y = n * ROW + 15;
        let class = if row.q.is_some_and(|q| q <= 0.05) { "bar sure" } else { "bar" };
        let wide = row.share * (WIDTH - LABEL - 150) as f64;
        put!(out, "<text class=\"name\" x=\"{LABEL}\" y=\"{}\">{}</text>", y + 4, Esc(&short(&row.outlet)));
        put!(out, "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{wide:.1}\" height=\"12\"/>", LABEL + 10, y - 6);
        put!(
            out,
            "<text class=\"value\" x=\"{:.1}\" y=\"{}\">{:.0} % · {} of {}</text>",
            LABEL as f64 + 16.0 + wide,
            y + 4,
            row.share * 100.0,
            row.n,
            row.articles
        );
    }
    out.push_str("</svg>");
    out
}

/// Whose words each group reports: the six most quoted.
pub(super) fn voices<'s>(survey: &'s Survey<'_>) -> Option<String> {
    let parts = |group: &str| {
        let rows = survey.voices.iter().filter(|v| v.outlet == group && v.words > 0).take(COLOURS).enumerate();
        let part = |(colour, voice): (usize, &'s Voice)| {
            let name = survey.name(&voice.actor);
            let names = vec![name, name.rsplit(' ').next().unwrap_or(name)];
            Part { names, told: format!("{name}: {} words", voice.words), share: voice.share, colour }
        };
        rows.map(part).collect()
    };
    let bars: Vec<(&str, Vec<Part<'_>>)> = survey.groups.iter().take(GROUPS).map(|(g, _)| (*g, parts(g))).collect();
    shares(&format!("Words of quoted speech by speaker and {}", survey.by), bars)
}

/// Which of the words for one thing each group takes; a word has one colour, the rarer ones share the last.
pub(super) fn wordings<'s>(survey: &Survey<'_>, rows: &[&'s Wording]) -> Option<String> {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter().flat_map(|row| &row.words).for_each(|word| *used.entry(&word.text).or_default() += word.n);
    let mut order: Vec<(&str, usize)> = used.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let colour = |word: &str| order.iter().position(|(w, _)| *w == word).unwrap_or(COLOURS).min(COLOURS - 1);
    let part = |word: &'s WordingWord| -> Part<'s> {
        Part {
            names: vec![&word.text],
            told: format!("{}: ×{}", word.text, word.n),
            share: word.share,
            colour: colour(&word.text),
        }
    };
    let bar = |row: &&'s Wording| {
        let mut parts: Vec<Part<'s>> = row.words.iter().map(part).collect();
        parts.sort_by_key(|part| part.colour);
        (row.outlet.as_str(), parts)
    };
    let of = rows.first()?.of.as_str();
    let mut out = shares(&format!("Words for {of} by {}", survey.by), rows.iter().map(bar).collect())?;
    let rest = (order.len() >= COLOURS).then_some("others");
    let known = order.iter().map(|(word, _)| *word).take(COLOURS - 1).chain(rest);
    out.push_str(&legend(known));
    Some(out)
}

/// A bar of shares for each group; the longest fills the width.
fn shares(title: &str, mut bars: Vec<(&str, Vec<Part<'_>>)>) -> Option<String> {
    bars.retain(|(_, parts)| !parts.is_empty());
    if bars.is_empty() {
        return None;
    }
    let height = bars.len() * (ROW + 4) + 8;
    let whole = |(_, parts): &(&str, Vec<Part<'_>>)| parts.iter().map(|p| p.share).sum::<f64>();
    let most = bars.iter().map(whole).fold(f64::MIN_POSITIVE, f64::max);
    let wide = (WIDTH - LABEL - 20) as f64 / most;
    let mut out = open(WIDTH, height, title);
    for (n, (group, parts)) in bars.iter().enumerate() {
        let y = n * (ROW + 4) + 4;
        put!(out, "<text class=\"name\" x=\"{LABEL}\" y=\"{}\">{}</text>", y + 14, Esc(&short(group)));
        let mut x = LABEL as f64 + 10.0;
        for Part { names, told, share, colour } in parts {
            let width = share * wide;
            put!(
                out,
                "<g><title>{}, {:.0} %</title><rect class=\"share s{colour}\" x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"{ROW}\"/>",
                Esc(told),
                share * 100.0
            );
            // What does not fit stands in the title alone.
            if let Some(name) = names.iter().find(|n| width > wide_as(n)) {
                put!(out, "<text class=\"inside\" x=\"{:.1}\" y=\"{}\">{}</text>", x + 4.0, y + 14, Esc(name));
            }
            out.push_str("</g>");
            x += width;
        }
    }
    out.push_str("</svg>");
    Some(out)
}

/// What the colours stand for.
fn legend<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const SQUARE: f64 = 18.0;
    let names: Vec<&str> = names.collect();
    let whole: f64 = names.iter().map(|name| SQUARE + wide_as(name)).sum();
    let mut out = open(WIDTH, ROW, "Colours");
    let mut x = (LABEL as f64 + 10.0).min((WIDTH as f64 - whole).max(0.0));
    for (colour, name) in names.iter().enumerate() {
        put!(out, "<rect class=\"share s{colour}\" x=\"{x:.1}\" y=\"6\" width=\"10\" height=\"10\"/>");
        put!(out, "<text class=\"value\" x=\"{:.1}\" y=\"15\">{}</text>", x + 14.0, Esc(name));
        x += SQUARE + wide_as(name);
    }
    out.push_str("</svg>");
    out
}

/// About how much room some words take.
fn wide_as(words: &str) -> f64 {
    words.chars().count() as f64 * 6.4 + 8.0
}

/// The groups on a plane by their distances over `of`.
pub(super) fn distances(survey: &Survey<'_>, of: &str) -> Option<String> {
    const SIDE: f64 = 460.0;
    let rows: Vec<_> = survey.distances.iter().filter(|d| d.of == of).collect();
    let mut names: Vec<&str> = rows.iter().flat_map(|d| [d.a.as_str(), d.b.as_str()]).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < 3 {
        return None;
    }
    let far = |i: usize, j: usize| {
        let pair =
            |d: &&&super::rows::Distance| (d.a == names[i] && d.b == names[j]) || (d.a == names[j] && d.b == names[i]);
        if i == j { 0.0 } else { rows.iter().find(pair).map_or(1.0, |d| d.corrected.unwrap_or(d.distance)) }
    };
    let places = map::places(names.len(), far);
    let most = places.iter().flatten().fold(1e-9, |m: f64, x| m.max(x.abs()));
    let mut out = open(WIDTH, SIDE as usize, &format!("Distance of each {} from the others, by {of}", survey.by));
    for (name, [x, y]) in names.iter().zip(&places) {
        let (x, y) = (WIDTH as f64 / 2.0 + x / most * 220.0, SIDE / 2.0 + y / most * 200.0);
        put!(
            out,
            "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/><text class=\"place\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            x + 7.0,
            y + 4.0,
            Esc(&short(name))
        );
    }
    out.push_str("</svg>");
    Some(out)
}

fn open(width: usize, height: usize, title: &str) -> String {
    format!("<svg viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{}</title>", Esc(title))
}

/// A name that fits beside its row.
fn short(name: &str) -> String {
    const MOST: usize = 27;
    match name.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", name[..at].trim_end()),
        None => name.to_string(),
    }
}
