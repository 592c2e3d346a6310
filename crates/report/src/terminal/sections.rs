//! The tables of one story, each in the form that suits it.

use super::style::{Style, Text};
use super::table::{Cell, Column, Matrix, MatrixRow, Table, hanging};
use super::{Page, ROWS};
use crate::amount::signed;
use crate::view::{Actor, Called, Said, Speech, Tone, View};
use serde_json::{Map, Value};

impl Page {
    /// All tables that have rows.
    pub(super) fn sections(&mut self, view: &View<'_>) {
        self.figures(view);
        self.actors(view);
        self.quotes(view);
        self.tone(view);
        self.called("labels", "what each outlet calls them", &view.called(), view);
        self.called("wordings", "which of the words for one thing each outlet's own voice takes", &view.worded(), view);
        self.omissions(view);
        self.words(view);
        self.copies(view);
        for (name, rows) in &view.others {
            self.other(name, rows);
        }
    }

    fn figures(&mut self, view: &View<'_>) {
        if view.figures.is_empty() {
            return;
        }
        self.heading("figures", "≤ at most  ≥ at least  ~ about  ↑ ↓ change  – not given; below each, who gave it");
        let row = |figure: &crate::view::Figure| {
            let cell = |outlet: &&str| -> Cell {
                let values = view.values(figure, outlet);
                if values.is_empty() && figure.silent.iter().any(|s| s == outlet) {
                    return vec![Text::dim("–")];
                }
                let source = |source: &str| (!source.is_empty()).then(|| Text::dim(&view.name(source)));
                values.iter().flat_map(|v| [Some(Text::plain(&v.words)), source(v.source)]).flatten().collect()
            };
            let unit = figure.unit_label().map(|u| Text::dim(&u));
            MatrixRow {
                head: std::iter::once(Text::new(Style::Bold, &figure.label())).chain(unit).collect(),
                cells: view.outlets.iter().map(cell).collect(),
                tail: Text::new(verdict(&figure.verdict), &figure.verdict),
            }
        };
        let rows = view.figures.iter().take(self.most(ROWS)).map(row).collect();
        self.matrix("", view, rows);
        self.more(view.figures.len(), ROWS, "");
    }

    fn actors(&mut self, view: &View<'_>) {
        let (several, single): (Vec<&Actor>, Vec<&Actor>) =
            view.actors.iter().partition(|a| a.spellings.len() > 1 || !a.kept_apart.is_empty());
        if view.actors.is_empty() {
            return;
        }
        self.heading("actors", "each spelling, the articles that use it, and why it is the same");
        for actor in several.iter().take(self.most(ROWS)) {
            let head = Text::new(Style::Bold, &view.name(&actor.actor)).and(Style::Dim, &format!("  {}", actor.label));
            self.paragraph(2, &head);
            for (why, spellings) in actor.by_reason() {
                let mut text = Text::default();
                for (i, s) in spellings.iter().enumerate() {
                    text = text.and(Style::Plain, if i == 0 { "" } else { " · " }).and(Style::Plain, &s.text);
                    text = text.and(Style::Accent, &format!(" ({})", view.letters(&s.articles)));
                }
                self.paragraph(4, &text.and(Style::Dim, &format!("  {why}")));
            }
            for (why, names) in actor.apart_by_reason() {
                let text = Text::new(Style::Warn, "kept apart: ")
                    .and(Style::Plain, &names.join(" · "))
                    .and(Style::Dim, &format!("  {why}"));
                self.paragraph(4, &text);
            }
        }
        self.more(several.len(), ROWS, "");
        if !single.is_empty() {
            let shown = single.iter().take(self.most(2 * ROWS));
            let names: Vec<String> = shown.map(|a| view.name(&a.actor)).collect();
            let rest = single.len() - names.len();
            let rest = if rest > 0 { format!(" … and {rest} more (--all)") } else { String::new() };
            self.paragraph(2, &Text::dim("one spelling: ").and(Style::Plain, &names.join(", ")).and(Style::Dim, &rest));
        }
    }

    fn quotes(&mut self, view: &View<'_>) {
        if view.quotes.is_empty() {
            return;
        }
        let (shared, single) = view.shared_quotes();
        self.heading("quotes", "");
        for speech in shared.iter().take(self.most(ROWS)) {
            let mut head = speaker(view, speech);
            if !speech.difference.is_empty() {
                head = head.and(Style::Dim, &format!("  {}", speech.difference));
            }
            self.paragraph(2, &head);
            let row = |said: &Said| vec![vec![Text::default()], vec![outlet(view, said)], vec![words(said)]];
            let columns =
                [(1, 1), (10, 20), (20, 120)].map(|(least, most)| Column { head: Text::default(), least, most });
            let rows = speech.readings.iter().take(self.most(ROWS)).map(row).collect();
            self.table(Table { columns: columns.into(), rows });
            self.more(speech.readings.len(), ROWS, "");
        }
        self.more(shared.len(), ROWS, "");
        if !single.is_empty() {
            self.line(&Text::dim("  in one article only"));
            let said = single
                .iter()
                .take(self.most(ROWS))
                .flat_map(|speech| speech.readings.iter().map(|s| (speaker(view, speech), s)));
            let mut before = Text::default();
            let rows = said.map(|(who, said)| {
                let again = who == before;
                before = who.clone();
                vec![vec![if again { Text::default() } else { who }], vec![outlet(view, said)], vec![words(said)]]
            });
            let columns =
                [(12, 22), (10, 20), (20, 120)].map(|(least, most)| Column { head: Text::default(), least, most });
            let rows = rows.collect();
            self.table(Table { columns: columns.into(), rows });
            self.more(single.len(), ROWS, "");
        }
    }

    fn tone(&mut self, view: &View<'_>) {
        let mut actors: Vec<&str> = Vec::new();
        for row in &view.tone {
            if !actors.contains(&row.actor.as_str()) {
                actors.push(&row.actor);
            }
        }
        if actors.is_empty() {
            return;
        }
        self.heading(
            "tone",
            "mean over all mentions (how many), −1 to +1; in bold where the interval leaves out nought; below, quoted voices",
        );
        let row = |actor: &&str| {
            let cell = |outlet: &&str| -> Cell {
                let of = view.tone.iter().filter(|t| t.actor == *actor && t.outlet == *outlet);
                let (own, quoted): (Vec<&Tone>, Vec<&Tone>) = of.partition(|t| t.voice != "quoted");
                own.iter().map(|t| mood(t, "")).chain(quoted.iter().map(|t| mood(t, "quoted "))).collect()
            };
            let head = vec![Text::new(Style::Bold, &view.name(actor))];
            MatrixRow { head, cells: view.outlets.iter().map(cell).collect(), tail: Text::default() }
        };
        let rows = actors.iter().take(self.most(ROWS)).map(row).collect();
        self.matrix("", view, rows);
        self.more(actors.len(), ROWS, "");
    }

    /// What each outlet calls actors or things.
    fn called(&mut self, name: &str, legend: &str, called: &[Called<'_>], view: &View<'_>) {
        if called.is_empty() {
            return;
        }
        self.heading(name, legend);
        let row = |called: &Called<'_>| {
            let times = |n: u64| if n > 1 { format!(" ×{n}") } else { String::new() };
            let cell = |outlet: &&str| -> Cell {
                called.words(outlet).map(|w| Text::plain(&w.text).and(Style::Dim, &times(w.n))).collect()
            };
            let head = vec![Text::new(Style::Bold, &called.head)];
            MatrixRow { head, cells: view.outlets.iter().map(cell).collect(), tail: Text::default() }
        };
        let rows = called.iter().take(self.most(ROWS)).map(row).collect();
        self.matrix("", view, rows);
        self.more(called.len(), ROWS, "");
    }

    fn omissions(&mut self, view: &View<'_>) {
        if view.omissions.is_empty() {
            return;
        }
        self.heading("omissions", "told by some, not found in others");
        let row = |o: &crate::view::Omission| {
            let others = o.not_found_in.len();
            let everyone = others > 2 && o.carried_by.len() + others == view.outlets.len();
            let missing = if everyone { format!("the {others} others") } else { o.not_found_in.join(", ") };
            let fact = if o.kind == "actor" { view.name(&o.fact) } else { o.fact.clone() };
            let cells = [
                Text::dim(&o.kind),
                Text::plain(&fact),
                Text::new(Style::Good, &o.carried_by.join(", ")),
                Text::new(Style::Warn, &missing),
            ];
            cells.map(|t| vec![t]).into()
        };
        let columns = [("", 6, 8), ("what", 16, 60), ("told by", 10, 36), ("not found in", 12, 36)];
        let columns = columns.map(|(head, least, most)| Column { head: Text::dim(head), least, most });
        let rows = view.omissions.iter().take(self.most(ROWS)).map(row).collect();
        self.table(Table { columns: columns.into(), rows });
        self.more(view.omissions.len(), ROWS, "");
    }

    fn words(&mut self, view: &View<'_>) {
        if view.words.is_empty() {
            return;
        }
        self.heading("words", "that one outlet uses more than the others (z-score, times used)");
        for outlet in &view.outlets {
            let of: Vec<_> = view.words.iter().filter(|w| w.outlet == *outlet).collect();
            if of.is_empty() {
                continue;
            }
            let mut text = Text::new(Style::Accent, outlet);
            for (i, w) in of.iter().take(self.most(ROWS)).enumerate() {
                text = text.and(Style::Plain, if i == 0 { ": " } else { " · " }).and(Style::Plain, &w.word);
                text = text.and(Style::Dim, &format!(" {:.1} ×{}", w.z, w.count));
            }
            self.paragraph(2, &text);
            self.more(of.len(), ROWS, "");
        }
    }

    fn copies(&mut self, view: &View<'_>) {
        if view.copies.is_empty() {
            return;
        }
        self.heading("copies", "how much of an article's text stands in another");
        let name = |id: &str| view.head(id).map_or_else(|| id.to_string(), |h| format!("{} ({})", h.outlet, h.letter));
        for copy in view.copies.iter().take(self.most(ROWS)) {
            let text = Text::new(Style::Bold, &name(&copy.article))
                .and(Style::Plain, " from ")
                .and(Style::Bold, &name(&copy.of))
                .and(Style::Bad, &format!("  {:.0}%", copy.share * 100.0))
                .and(Style::Dim, &format!("  {}", copy.why));
            self.paragraph(2, &text);
        }
        self.more(view.copies.len(), ROWS, "");
    }

    /// A table that nothing here knows: its keys as columns, or as a list.
    fn other(&mut self, name: &str, rows: &[Value]) {
        self.heading(name, "");
        let mut keys: Vec<&str> = Vec::new();
        let shown: Vec<&Map<String, Value>> = rows.iter().take(self.most(ROWS)).filter_map(Value::as_object).collect();
        for key in shown.iter().flat_map(|row| row.keys()) {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        let cell =
            |row: &Map<String, Value>, key: &str| vec![Text::plain(&row.get(key).map(short).unwrap_or_default())];
        let column = |key: &&str| Column { head: Text::dim(key), least: 8, most: 40 };
        let table = Table {
            columns: keys.iter().map(column).collect(),
            rows: shown.iter().map(|row| keys.iter().map(|key| cell(row, key)).collect()).collect(),
        };
        match table.render(self.look.width, self.look.colour) {
            Some(rendered) if !keys.is_empty() => self.out.push_str(&rendered),
            _ => {
                for row in rows.iter().take(self.most(ROWS)) {
                    self.paragraph(2, &Text::plain(&short(row)));
                }
            }
        }
        self.more(rows.len(), ROWS, "");
    }

    fn matrix(&mut self, corner: &str, view: &View<'_>, rows: Vec<MatrixRow>) {
        let rendered = Matrix { corner, outlets: &view.outlets, rows }.render(self.look.width, self.look.colour);
        self.out.push_str(&rendered);
    }

    /// A table, or its rows as paragraphs where it does not fit.
    pub(crate) fn table(&mut self, table: Table) {
        match table.render(self.look.width, self.look.colour) {
            Some(rendered) => self.out.push_str(&rendered),
            None => {
                for row in table.rows {
                    let text =
                        row.into_iter().flatten().reduce(|a, b| a.and(Style::Dim, "  ").join(b)).unwrap_or_default();
                    hanging(&text, 2, self.look.width, self.look.colour, &mut self.out);
                }
            }
        }
    }
}

fn speaker(view: &View<'_>, speech: &Speech) -> Text {
    Text::new(Style::Bold, &view.speaker(speech))
}

fn outlet(view: &View<'_>, said: &Said) -> Text {
    Text::new(Style::Accent, view.outlet_of(&said.outlet, &said.article))
}

/// What was said, in quotation marks only where the article has it in such.
fn words(said: &Said) -> Text {
    let words = said.cite.0.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" … ");
    match said.kind.as_str() {
        "direct" | "" => Text::plain(&format!("“{words}”")),
        "indirect" | "mixed" => Text::plain(&words),
        other => Text::dim(&format!("{other} ")).and(Style::Plain, &format!("“{words}”")),
    }
}

fn verdict(verdict: &str) -> Style {
    match verdict {
        "agree" => Style::Good,
        "compatible" => Style::Fair,
        "drift" => Style::Warn,
        "differ" => Style::Bad,
        _ => Style::Plain,
    }
}

/// `▲ +0.4 (12)`.
fn mood(tone: &Tone, voice: &str) -> Text {
    let shown = signed(tone.mean);
    let sure = tone.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
    let (mark, style) = match shown.chars().next() {
        Some('+') => ("▲", Style::Good),
        Some('−') => ("▼", Style::Warn),
        _ => ("·", Style::Dim),
    };
    let style = if voice.is_empty() { style } else { Style::Dim };
    let number = if sure { Style::Bold } else { style };
    Text::dim(voice)
        .and(style, &format!("{mark} "))
        .and(number, &shown)
        .and(Style::Dim, &format!(" ({})", tone.mentions))
}

/// Any value in a few words: cites as the words they cite.
fn short(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(short).collect::<Vec<_>>().join(", "),
        Value::Object(o) if o.contains_key("byte_start") => {
            format!("“{}”", o.get("text").map(short).unwrap_or_default())
        }
        Value::Object(o) => o.iter().map(|(k, v)| format!("{k} {}", short(v))).collect::<Vec<_>>().join(" · "),
        other => other.to_string(),
    }
}
