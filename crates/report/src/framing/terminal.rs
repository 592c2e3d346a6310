//! A survey for people at a terminal: each table's surest and largest rows.

use super::{Survey, signed, told_q};
use crate::terminal::{Column, Look, Page, ROWS, Style, Table, Text};
use std::collections::BTreeMap;

/// Words for one thing that are told of a group.
const WORDS: usize = 5;
/// Groups that are told of one thing.
const FEW: usize = 2;

/// The report.
pub fn terminal(survey: &Survey<'_>, look: Look) -> String {
    let mut page = Page::new(look);
    let groups = survey.groups.len();
    let head = format!("{} articles · {groups} groups by {}", survey.compared.articles.len(), survey.by);
    page.line(&Text::new(Style::Bold, &head));
    let small = survey.groups.iter().filter(|(_, n)| *n < 5).count();
    if small > 0 {
        let told =
            format!("{small} of the groups have fewer than five articles: description only, no tests or intervals");
        page.line(&Text::dim(&told));
    }
    voices(survey, &mut page);
    coverage(survey, &mut page);
    tone(survey, &mut page);
    labels(survey, &mut page);
    wordings(survey, &mut page);
    frames(survey, &mut page);
    news(survey, &mut page);
    words(survey, &mut page);
    distances(survey, &mut page);
    page.finish()
}

fn columns(heads: &[(&str, usize, usize)]) -> Vec<Column> {
    heads.iter().map(|(head, least, most)| Column { head: Text::dim(head), least: *least, most: *most }).collect()
}

/// What a heading says of chance.
fn halves(null_z: Option<f64>) -> String {
    null_z.map_or(String::new(), |z| format!("; largest z between random halves of one group {z:.1}"))
}

fn surely(q: Option<f64>) -> Style {
    if q.is_some_and(|q| q <= 0.05) { Style::Bold } else { Style::Plain }
}

fn voices(survey: &Survey<'_>, page: &mut Page) {
    if survey.voices.is_empty() {
        return;
    }
    page.heading(
        "who is quoted",
        "words of reported speech, share of all that the group reports; below, who is named without a voice",
    );
    let row = |group: &&str| {
        let of: Vec<_> = survey.voices.iter().filter(|v| v.outlet == **group).collect();
        let said: Vec<String> = of
            .iter()
            .filter(|v| v.words > 0)
            .take(6)
            .map(|v| format!("{} {:.0} %", survey.name(&v.actor), v.share * 100.0))
            .collect();
        let mute: Vec<String> = of
            .iter()
            .filter(|v| v.words == 0)
            .take(4)
            .map(|v| format!("{} ×{}", survey.name(&v.actor), v.mentions))
            .collect();
        let mute = if mute.is_empty() { String::new() } else { format!("no voice: {}", mute.join(", ")) };
        vec![vec![Text::new(Style::Bold, group)], vec![Text::plain(&said.join(" · ")), Text::dim(&mute)]]
    };
    let groups: Vec<&str> = survey.groups.iter().map(|(g, _)| *g).collect();
    let rows = groups.iter().take(page.most(ROWS)).map(row).collect();
    page.table(Table { columns: columns(&[(survey.by, 10, 28), ("speakers", 20, 110)]), rows });
    page.more(groups.len(), ROWS, "");
}

fn coverage(survey: &Survey<'_>, page: &mut Page) {
    if survey.coverage.is_empty() {
        return;
    }
    page.heading("what is carried", "share of the facts that at least two carry in stories told by several (facts); below, what it leaves out that most others tell");
    let groups: Vec<&str> =
        survey.groups.iter().map(|(g, _)| *g).filter(|g| survey.coverage.iter().any(|c| c.outlet == *g)).collect();
    let row = |group: &&str| {
        let of: Vec<_> = survey.coverage.iter().filter(|c| c.outlet == **group).collect();
        let share = |c: &&super::rows::Coverage| {
            let all = c.carried + c.left_out;
            c.share.map(|s| format!("{}s {:.0} % ({all})", c.kind, s * 100.0))
        };
        let told: Vec<String> = of.iter().filter_map(share).collect();
        let mut missing: Vec<_> = of.iter().flat_map(|c| &c.missing).collect();
        missing.sort_by(|a, b| b.carried_by.cmp(&a.carried_by).then(a.fact.cmp(&b.fact)));
        let missing: Vec<&str> = missing.iter().take(3).map(|m| m.fact.as_str()).collect();
        let missing = if missing.is_empty() { String::new() } else { format!("not: {}", missing.join(" · ")) };
        vec![vec![Text::new(Style::Bold, group)], vec![Text::plain(&told.join(" · ")), Text::dim(&missing)]]
    };
    let rows = groups.iter().take(page.most(ROWS)).map(row).collect();
    page.table(Table { columns: columns(&[(survey.by, 10, 28), ("facts", 20, 110)]), rows });
    page.more(groups.len(), ROWS, "");
}

fn tone(survey: &Survey<'_>, page: &mut Page) {
    if survey.tone.is_empty() {
        return;
    }
    let chance = halves(survey.tone.iter().find_map(|t| t.null_z));
    page.heading("tone", &format!("mean over all mentions, −1 to +1, 95 % interval, articles; bold: q ≤ 0.05{chance}"));
    let mut rows: Vec<_> = survey.tone.iter().collect();
    rows.sort_by(|a, b| {
        let q = |t: &super::rows::Tone| t.q.unwrap_or(2.0);
        q(a).total_cmp(&q(b)).then(b.articles.cmp(&a.articles)).then(b.mentions.cmp(&a.mentions))
    });
    let row = |t: &&super::rows::Tone| {
        let interval = t.interval.map_or(String::new(), |[a, b]| format!("{} to {}", signed(a), signed(b)));
        let told = match &t.note {
            Some(note) => note.clone(),
            None => told_q(t.q),
        };
        let style = if t.mean < 0.0 { Style::Bad } else { Style::Good };
        [
            Text::new(surely(t.q), survey.name(&t.actor)),
            Text::plain(&t.outlet),
            Text::dim(&t.voice),
            Text::new(style, &signed(t.mean)),
            Text::plain(&interval),
            Text::plain(&t.articles.to_string()),
            Text::dim(&told),
        ]
        .map(|t| vec![t])
        .into()
    };
    let total = rows.len();
    let rows = rows.iter().take(page.most(2 * ROWS)).map(row).collect();
    let heads = [
        ("actor", 12, 30),
        (survey.by, 10, 26),
        ("voice", 6, 7),
        ("mean", 5, 5),
        ("interval", 14, 14),
        ("n", 2, 5),
        ("", 8, 30),
    ];
    page.table(Table { columns: columns(&heads), rows });
    page.more(total, 2 * ROWS, "");
}

fn labels(survey: &Survey<'_>, page: &mut Page) {
    if survey.labels.is_empty() {
        return;
    }
    page.heading("labels", "what each calls them in its own voice; loaded words first, a neutral one in brackets");
    let mut rows: Vec<_> = survey.labels.iter().collect();
    let weight = |row: &super::rows::Label| row.words.iter().map(|w| w.n).sum::<usize>();
    rows.sort_by(|a, b| weight(b).cmp(&weight(a)).then((&a.actor, &a.outlet).cmp(&(&b.actor, &b.outlet))));
    let row = |row: &&super::rows::Label| {
        let mut text = Text::default();
        for (n, word) in row.words.iter().enumerate() {
            let comma = if n == 0 { "" } else { ", " };
            text = text
                .and(Style::Dim, comma)
                .and(if word.neutral.is_some() { Style::Warn } else { Style::Plain }, &word.text);
            if word.n > 1 {
                text = text.and(Style::Dim, &format!(" ×{}", word.n));
            }
            if let Some(neutral) = word.neutral.as_deref().filter(|n| !n.is_empty()) {
                text = text.and(Style::Dim, &format!(" [{neutral}]"));
            }
        }
        vec![vec![Text::new(Style::Bold, survey.name(&row.actor))], vec![Text::plain(&row.outlet)], vec![text]]
    };
    let total = rows.len();
    let rows = rows.iter().take(page.most(ROWS)).map(row).collect();
    page.table(Table { columns: columns(&[("actor", 12, 30), (survey.by, 10, 26), ("called", 20, 90)]), rows });
    page.more(total, ROWS, "");
}

fn wordings(survey: &Survey<'_>, page: &mut Page) {
    if survey.wordings.is_empty() {
        return;
    }
    page.heading(
        "wordings",
        "which of the words for one thing each takes in its own voice, how far its choice is from the others' (Jensen-Shannon, 0 to 1), and what chance gives; ×times in articles; bold: q ≤ 0.05",
    );
    let row = |row: &&super::rows::Wording| {
        let word = |w: &super::rows::WordingWord| format!("{} {:.0} %", w.text, w.share * 100.0);
        let words: Vec<String> = row.words.iter().take(WORDS).map(word).collect();
        let more = if row.words.len() > WORDS { " …" } else { "" };
        [
            Text::new(surely(row.q), &row.of),
            Text::plain(&row.outlet),
            Text::plain(&words.join(", ")).and(Style::Dim, &format!("{more} (×{} in {})", row.n, row.articles)),
            Text::plain(&format!("{:.2}", row.distance)),
            Text::plain(&row.chance.map_or(String::new(), |chance| format!("{chance:.2}"))),
            Text::dim(row.note.as_deref().unwrap_or(&told_q(row.q))),
        ]
        .map(|t| vec![t])
        .into()
    };
    let mut rows = survey.worded();
    let total = rows.len();
    // A word that all use would else fill the table.
    let (mut told, few) = (BTreeMap::new(), page.most(FEW));
    rows.retain(|row| {
        let row = *row;
        let n = told.entry(row.of.as_str()).or_insert(0);
        *n += 1;
        *n <= few
    });
    let rows = rows.iter().take(page.most(ROWS)).map(row).collect();
    let heads =
        [("thing", 12, 30), (survey.by, 10, 26), ("words", 20, 70), ("far", 4, 4), ("chance", 6, 6), ("", 8, 40)];
    page.table(Table { columns: columns(&heads), rows });
    page.more(total, ROWS, "");
}

fn frames(survey: &Survey<'_>, page: &mut Page) {
    if survey.frames.is_empty() {
        return;
    }
    let chance = halves(survey.frames.iter().find_map(|f| f.null_z));
    page.heading("frames", &format!("share of the actor's frames in that voice; bold: q ≤ 0.05{chance}"));
    let mut rows: Vec<_> = survey.frames.iter().collect();
    rows.sort_by(|a, b| {
        let q = |f: &super::rows::Frame| f.q.unwrap_or(2.0);
        q(a).total_cmp(&q(b))
            .then(b.n.cmp(&a.n))
            .then((&a.actor, &a.outlet, &a.frame).cmp(&(&b.actor, &b.outlet, &b.frame)))
    });
    let row = |f: &&super::rows::Frame| {
        [
            Text::new(surely(f.q), survey.name(&f.actor)),
            Text::plain(&f.outlet),
            Text::dim(&f.voice),
            Text::plain(&f.frame.replace('_', " ")),
            Text::plain(&format!("{:.0} %", f.share * 100.0)),
            Text::dim(&format!("×{} in {} {}", f.n, f.articles, told_q(f.q))),
        ]
        .map(|t| vec![t])
        .into()
    };
    let total = rows.len();
    let rows = rows.iter().take(page.most(ROWS)).map(row).collect();
    let heads =
        [("actor", 12, 30), (survey.by, 10, 26), ("voice", 6, 7), ("frame", 10, 22), ("share", 5, 5), ("", 8, 30)];
    page.table(Table { columns: columns(&heads), rows });
    page.more(total, ROWS, "");
}

fn news(survey: &Survey<'_>, page: &mut Page) {
    if survey.news.is_empty() {
        return;
    }
    let chance = halves(survey.news.iter().find_map(|n| n.null_z));
    page.heading(
        "news frames",
        &format!("share of the articles that tell their matter so by the words of their first thousand tokens (long articles have more), and of the others'; bold: q ≤ 0.05{chance}"),
    );
    let mut rows: Vec<&super::rows::NewsFrame> = survey.news.iter().collect();
    rows.sort_by(|a, b| {
        let q = |n: &super::rows::NewsFrame| n.q.unwrap_or(2.0);
        let order = q(a).total_cmp(&q(b)).then(b.n.cmp(&a.n));
        order.then((&a.frame, &a.outlet).cmp(&(&b.frame, &b.outlet)))
    });
    let row = |n: &&super::rows::NewsFrame| {
        [
            Text::new(surely(n.q), &n.frame.replace('_', " ")),
            Text::plain(&n.outlet),
            Text::plain(&format!("{:.0} %", n.share * 100.0)),
            Text::dim(&format!("{} of {}", n.n, n.articles)),
            Text::plain(&n.others.map_or(String::new(), |share| format!("{:.0} %", share * 100.0))),
            Text::dim(n.note.as_deref().unwrap_or(&told_q(n.q))),
        ]
        .map(|t| vec![t])
        .into()
    };
    let total = rows.len();
    let rows = rows.iter().take(page.most(ROWS)).map(row).collect();
    let heads =
        [("frame", 10, 30), (survey.by, 10, 26), ("share", 5, 5), ("articles", 8, 14), ("others", 6, 6), ("", 8, 30)];
    page.table(Table { columns: columns(&heads), rows });
    page.more(total, ROWS, "");
}

fn words(survey: &Survey<'_>, page: &mut Page) {
    if survey.words.is_empty() {
        return;
    }
    page.heading("words", "one group's own voice against all others: z (effect, times used); bold: q ≤ 0.05; in brackets the largest z between its own random halves");
    let groups: Vec<&str> =
        survey.groups.iter().map(|(g, _)| *g).filter(|g| survey.words.iter().any(|w| w.outlet == *g)).collect();
    for group in groups.iter().take(page.most(ROWS)) {
        let of: Vec<_> = survey.words.iter().filter(|w| w.outlet == *group).collect();
        let chance = of.first().and_then(|w| w.null_z).map_or(String::new(), |z| format!(" [{z:.1}]"));
        let mut text = Text::new(Style::Accent, group).and(Style::Dim, &format!("{chance} "));
        for word in of {
            let told = format!(" {:.1} ({}, ×{})  ", word.z, signed(word.effect), word.count);
            text = text.and(surely(word.q), &word.word).and(Style::Dim, &told);
        }
        page.paragraph(2, &text);
    }
    page.more(groups.len(), ROWS, "");
}

fn distances(survey: &Survey<'_>, page: &mut Page) {
    if survey.distances.is_empty() {
        return;
    }
    page.heading("distances", "Jensen-Shannon, 0 to 1, and what is left above chance; bold: q ≤ 0.05");
    let mut rows: Vec<_> = survey.distances.iter().collect();
    rows.sort_by(|a, b| {
        let weight = |d: &super::rows::Distance| d.corrected.unwrap_or(-1.0);
        weight(b)
            .total_cmp(&weight(a))
            .then(b.distance.total_cmp(&a.distance))
            .then((&a.a, &a.b, &a.of).cmp(&(&b.a, &b.b, &b.of)))
    });
    let row = |d: &&super::rows::Distance| {
        let above = d.corrected.map_or(String::new(), |c| format!("{c:.2} above chance"));
        [
            Text::new(surely(d.q), &d.a),
            Text::new(surely(d.q), &d.b),
            Text::dim(&d.of),
            Text::plain(&format!("{:.2}", d.distance)),
            Text::plain(&above),
            Text::dim(d.note.as_deref().unwrap_or(&told_q(d.q))),
        ]
        .map(|t| vec![t])
        .into()
    };
    let total = rows.len();
    let rows = rows.iter().take(page.most(ROWS)).map(row).collect();
    let heads = [("one", 10, 26), ("other", 10, 26), ("over", 6, 8), ("distance", 4, 8), ("", 8, 18), ("", 8, 30)];
    page.table(Table { columns: columns(&heads), rows });
    page.more(total, ROWS, "");
}
