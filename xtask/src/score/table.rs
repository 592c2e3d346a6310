//! The table of scores, as CSV and for people.

use anyhow::{Context, Result, bail};

/// First line of the CSV.
pub const HEADER: &str = "layer,measure,predicted,gold,precision,recall,f1";

/// Rows by "layer.measure", in the order in which they were added.
#[derive(Default)]
pub struct Table {
    pub rows: Vec<(String, Row)>,
}

/// One measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub predicted: usize,
    pub gold: usize,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

/// What adds up over articles. Hits are counted on both sides; they differ only where a hit is a fraction.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub hits_predicted: f64,
    pub hits_gold: f64,
    pub predicted: usize,
    pub gold: usize,
}

impl Count {
    /// `hits` right ones among so many.
    pub fn add(&mut self, hits: usize, predicted: usize, gold: usize) {
        self.hits_predicted += hits as f64;
        self.hits_gold += hits as f64;
        self.predicted += predicted;
        self.gold += gold;
    }

    /// Precision, recall and F1, to three decimals.
    pub fn row(self) -> Row {
        let share = |hits: f64, of: usize| if of == 0 { 0.0 } else { hits / of as f64 };
        let (p, r) = (share(self.hits_predicted, self.predicted), share(self.hits_gold, self.gold));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        let round = |x: f64| (x * 1000.0).round() / 1000.0;
        Row { predicted: self.predicted, gold: self.gold, precision: round(p), recall: round(r), f1: round(f1) }
    }
}

impl Table {
    /// The table as it is committed.
    pub fn csv(&self) -> String {
        let mut out = format!("{HEADER}\n");
        for (name, row) in &self.rows {
            let name = name.replacen('.', ",", 1);
            let Row { predicted, gold, precision, recall, f1 } = row;
            out += &format!("{name},{predicted},{gold},{precision:.3},{recall:.3},{f1:.3}\n");
        }
        out
    }

    /// The table for people.
    pub fn pretty(&self) -> String {
        let mut out =
            format!("{:<18} {:>9} {:>6} {:>10} {:>7} {:>6}\n", "", "predicted", "gold", "precision", "recall", "F1");
        for (name, row) in &self.rows {
            let Row { predicted, gold, precision, recall, f1 } = row;
            out += &format!("{name:<18} {predicted:>9} {gold:>6} {precision:>10.3} {recall:>7.3} {f1:>6.3}\n");
        }
        out
    }

    /// Reads the committed table.
    pub fn parse(csv: &str) -> Result<Table> {
        let mut lines = csv.lines().enumerate();
        if lines.next().is_none_or(|(_, header)| header != HEADER) {
            bail!("line 1 must be {HEADER}");
        }
        let rows = lines.map(|(i, line)| row(line).with_context(|| format!("line {} is not a row: {line}", i + 1)));
        Ok(Table { rows: rows.collect::<Result<_>>()? })
    }
}

fn row(line: &str) -> Option<(String, Row)> {
    let [layer, measure, predicted, gold, precision, recall, f1] =
        line.split(',').collect::<Vec<_>>().try_into().ok()?;
    let (predicted, gold) = (predicted.parse().ok()?, gold.parse().ok()?);
    let [precision, recall, f1] = [precision, recall, f1].map(|figure: &str| figure.parse::<f64>().ok());
    Some((format!("{layer}.{measure}"), Row { predicted, gold, precision: precision?, recall: recall?, f1: f1? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut count = Count::default();
        count.add(2, 3, 4);
        let table = Table { rows: vec![("dates.value".into(), count.row())] };
        assert_eq!(table.csv(), format!("{HEADER}\ndates,value,3,4,0.667,0.500,0.571\n"));
        assert_eq!(Table::parse(&table.csv()).unwrap().rows, table.rows);
    }

    #[test]
    fn nothing_found_is_zero_and_no_division() {
        assert_eq!(Count::default().row().f1, 0.0);
        assert!(Table::parse("layer\n").is_err());
        assert!(Table::parse(&format!("{HEADER}\na,b,c\n")).err().unwrap().to_string().contains("line 2"));
    }
}
