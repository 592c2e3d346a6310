//! Tables that fit a width: columns shrink and wrap, and where even that is not enough, the rows become a list.

use super::style::{Style, Text};

/// Columns between two columns.
const GAP: usize = 2;
/// A longer word is broken rather than given a column of its length.
const WORD: usize = 16;
/// Lines of one entry of a cell; more is cut.
const LINES: usize = 3;
/// Before every line.
pub(crate) const INDENT: usize = 2;

/// Entries below each other.
pub(crate) type Cell = Vec<Text>;

/// One column.
pub(crate) struct Column {
    pub head: Text,
    /// It may shrink to this.
    pub least: usize,
    /// It never grows beyond this.
    pub most: usize,
}

/// Rows under columns.
#[derive(Default)]
pub(crate) struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The table in `width` columns, or nothing if it cannot fit.
    pub fn render(&self, width: usize, colour: bool) -> Option<String> {
        let widths = self.fit(width.saturating_sub(INDENT))?;
        let mut out = String::new();
        if self.columns.iter().any(|c| !c.head.is_empty()) {
            let head: Vec<Cell> = self.columns.iter().map(|c| vec![c.head.clone()]).collect();
            row(&head, &widths, colour, &mut out);
            let rule = widths.iter().sum::<usize>() + GAP * (widths.len() - 1);
            line(&[(0, Text::dim(&"─".repeat(rule)))], colour, &mut out);
        }
        self.rows.iter().for_each(|r| row(r, &widths, colour, &mut out));
        Some(out)
    }

    /// Starts from what each column would like, and takes from the widest.
    fn fit(&self, width: usize) -> Option<Vec<usize>> {
        let widest = |i: usize, of: fn(&Text) -> usize| {
            let cells = self.rows.iter().filter_map(|r| r.get(i)).flatten();
            cells.chain([&self.columns[i].head]).map(of).max().unwrap_or(0)
        };
        let natural = |i: usize| widest(i, Text::width).clamp(1, self.columns[i].most.max(1));
        let mut widths: Vec<usize> = (0..self.columns.len()).map(natural).collect();
        let least = |(i, c): (usize, &Column)| widest(i, Text::longest_word).min(WORD).max(c.least).min(widths[i]);
        let least: Vec<usize> = self.columns.iter().enumerate().map(least).collect();
        let gaps = GAP * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > width {
            let widest = (0..widths.len()).filter(|i| widths[*i] > least[*i]).max_by_key(|i| (widths[*i], *i))?;
            widths[widest] -= 1;
        }
        Some(widths)
    }
}

fn row(cells: &[Cell], widths: &[usize], colour: bool, out: &mut String) {
    let wrapped: Vec<Vec<Text>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| cell.iter().flat_map(|t| t.wrap(*width, LINES)).collect())
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for y in 0..height {
        let (mut parts, mut column) = (Vec::new(), 0);
        for (cell, width) in wrapped.iter().zip(widths) {
            parts.push((column, cell.get(y).cloned().unwrap_or_default()));
            column += width + GAP;
        }
        line(&parts, colour, out);
    }
}

/// One line of parts, each at its column; nothing is left at its end.
fn line(parts: &[(usize, Text)], colour: bool, out: &mut String) {
    let mut at = 0;
    for (column, text) in parts.iter().filter(|(_, t)| !t.is_empty()) {
        let column = column + INDENT;
        out.extend(std::iter::repeat_n(' ', column.saturating_sub(at)));
        text.paint(colour, out);
        at = column + text.width();
    }
    out.push('\n');
}

/// What several outlets say of several things: a table with a column for each outlet, or else a list.
pub(crate) struct Matrix<'a> {
    pub corner: &'a str,
    pub outlets: &'a [&'a str],
    pub rows: Vec<MatrixRow>,
}

/// One thing.
pub(crate) struct MatrixRow {
    pub head: Cell,
    /// One cell for each outlet.
    pub cells: Vec<Cell>,
    /// At the end of the row.
    pub tail: Text,
}

impl Matrix<'_> {
    /// The matrix in `width` columns.
    pub fn render(&self, width: usize, colour: bool) -> String {
        let tail = self.rows.iter().any(|r| !r.tail.is_empty());
        let mut columns = vec![Column { head: Text::dim(self.corner), least: 12, most: 30 }];
        columns.extend(self.outlets.iter().map(|o| Column { head: Text::new(Style::Bold, o), least: 10, most: 26 }));
        columns.extend(tail.then(|| Column { head: Text::default(), least: 10, most: 14 }));
        let cells = |r: &MatrixRow| {
            let last = tail.then(|| vec![r.tail.clone()]);
            std::iter::once(r.head.clone()).chain(r.cells.iter().cloned()).chain(last).collect()
        };
        let table = Table { columns, rows: self.rows.iter().map(cells).collect() };
        table.render(width, colour).unwrap_or_else(|| self.list(width, colour))
    }

    /// Each thing with the outlets below it, those that say the same together.
    fn list(&self, width: usize, colour: bool) -> String {
        let mut out = String::new();
        for row in &self.rows {
            let head = row.head.iter().cloned().reduce(|a, b| a.and(Style::Plain, " ").join(b)).unwrap_or_default();
            let head = if row.tail.is_empty() { head } else { head.and(Style::Plain, "  ").join(row.tail.clone()) };
            hanging(&head, INDENT, width, colour, &mut out);
            let mut groups: Vec<(Text, Vec<&str>)> = Vec::new();
            for (cell, outlet) in row.cells.iter().zip(self.outlets).filter(|(c, _)| !c.is_empty()) {
                let words = cell.iter().cloned().reduce(|a, b| a.and(Style::Dim, " · ").join(b)).unwrap_or_default();
                match groups.iter_mut().find(|(w, _)| *w == words) {
                    Some((_, outlets)) => outlets.push(outlet),
                    None => groups.push((words, vec![outlet])),
                }
            }
            for (words, outlets) in groups {
                let words = Text::new(Style::Accent, &outlets.join(", ")).and(Style::Plain, ": ").join(words);
                hanging(&words, 2 * INDENT, width, colour, &mut out);
            }
        }
        out
    }
}

/// A paragraph whose lines after the first stand two columns further in.
pub(crate) fn hanging(text: &Text, indent: usize, width: usize, colour: bool, out: &mut String) {
    for (i, piece) in text.wrap(width.saturating_sub(indent + INDENT), 12).iter().enumerate() {
        let indent = if i == 0 { indent } else { indent + INDENT };
        out.extend(std::iter::repeat_n(' ', indent));
        piece.paint(colour, out);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(outlets: &[&str]) -> String {
        let row = MatrixRow {
            head: vec![Text::plain("boats")],
            cells: outlets.iter().map(|_| vec![Text::plain("≤ 14"), Text::dim("Zoe Unal")]).collect(),
            tail: Text::plain("agree"),
        };
        Matrix { corner: "", outlets, rows: vec![row] }.render(60, false)
    }

    #[test]
    fn a_table_where_it_fits() {
        let want = "         Shore Gazette  Tidal Post\n  ───────────────────────────────────────\n  \
                    boats  ≤ 14           ≤ 14        agree\n         Zoe Unal       Zoe Unal\n";
        assert_eq!(matrix(&["Shore Gazette", "Tidal Post"]), want);
    }

    #[test]
    fn a_list_where_it_does_not() {
        let outlets = ["Shore Gazette", "Tidal Post", "Evening Bell", "Morning Bell", "Northern Star", "Southern Star"];
        let want = "  boats  agree\n    Shore Gazette, Tidal Post, Evening Bell, Morning Bell,\n      \
                    Northern Star, Southern Star: ≤ 14 · Zoe Unal\n";
        assert_eq!(matrix(&outlets), want);
    }
}
