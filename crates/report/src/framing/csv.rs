//! Every table of a survey as CSV (RFC 4180): one file each, one line for a row, labels one line for a word.

use super::{Survey, tables};
use crate::publish;
use serde_json::{Map, Value};
use std::fmt::Write;

impl Survey<'_> {
    /// Name and content of each table's file.
    pub fn csv(&self) -> Vec<(String, String)> {
        let of = |(name, rows): (&str, &Vec<Value>)| {
            let published = rows.iter().filter_map(|row| serde_json::to_value(publish::row(row, &self.texts)).ok());
            let lines: Vec<Vec<(String, String)>> = published.flat_map(|row| flat(&row)).collect();
            (format!("{name}.csv"), file(&lines))
        };
        tables(self.compared).map(of).collect()
    }
}

/// The lines of a row: a list of objects that are no cites makes one line for each.
fn flat(row: &Value) -> Vec<Vec<(String, String)>> {
    let Value::Object(row) = row else { return Vec::new() };
    let parts = |v: &Value| v.as_array().is_some_and(|a| a.iter().any(|x| x.is_object() && x.get("article").is_none()));
    let mut head = Vec::new();
    row.iter().filter(|(_, v)| !parts(v)).for_each(|(key, value)| cells(key, value, &mut head));
    match row.values().find(|v| parts(v)).and_then(Value::as_array) {
        None => vec![head],
        Some(items) => items
            .iter()
            .filter_map(Value::as_object)
            .map(|item: &Map<String, Value>| {
                let mut line = head.clone();
                item.iter().for_each(|(key, value)| cells(key, value, &mut line));
                line
            })
            .collect(),
    }
}

/// The cells of one field: a cite gives its article, place and words, several give how many and the first, a list of numbers
/// one cell each.
fn cells(key: &str, value: &Value, out: &mut Vec<(String, String)>) {
    let mut put = |name: String, value: &Value| {
        let words = match value {
            Value::Null => String::new(),
            Value::String(words) => words.clone(),
            other => other.to_string(),
        };
        out.push((name, words));
    };
    match value {
        Value::Array(items) if key == "cite" => {
            put("cites".into(), &items.len().into());
            items.first().into_iter().for_each(|first| cells("cite", first, out));
        }
        Value::Object(cite) => {
            for field in ["article", "start", "end", "text"] {
                put(format!("cite_{field}"), cite.get(field).unwrap_or(&Value::Null));
            }
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(n, item)| put(format!("{key}_{}", n + 1), item)),
        other => put(key.to_string(), other),
    }
}

/// The columns of all lines, in the order in which they come first, and the lines under them.
fn file(lines: &[Vec<(String, String)>]) -> String {
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in lines.iter().flatten() {
        // An interval is null in one row and two numbers in another.
        if !columns.contains(&name.as_str()) && !lines.iter().flatten().any(|(other, _)| *other == format!("{name}_1"))
        {
            columns.push(name);
        }
    }
    let mut out = String::new();
    let _ = writeln!(out, "{}", columns.iter().map(|c| quoted(c)).collect::<Vec<_>>().join(","));
    for line in lines {
        let cell =
            |column: &&str| line.iter().find(|(name, _)| name == column).map_or(String::new(), |(_, v)| quoted(v));
        let _ = writeln!(out, "{}", columns.iter().map(cell).collect::<Vec<_>>().join(","));
    }
    out
}

fn quoted(words: &str) -> String {
    match words.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", words.replace('"', "\"\"")),
        false => words.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_become_lines_and_nothing_breaks_a_cell() {
        let cite = json!({ "article": "a", "start": 1, "end": 4, "text": "one, \"two\"" });
        let rows = [
            json!({ "outlet": "A", "mean": 0.5, "interval": [0.1, 0.9], "note": null, "cite": [cite, cite] }),
            json!({ "outlet": "B, C", "mean": -1, "interval": null, "note": "x", "cite": [] }),
        ];
        let lines: Vec<_> = rows.iter().flat_map(flat).collect();
        let want = "outlet,mean,interval_1,interval_2,note,cites,cite_article,cite_start,cite_end,cite_text\n\
                    A,0.5,0.1,0.9,,2,a,1,4,\"one, \"\"two\"\"\"\n\"B, C\",-1,,,x,0,,,,\n";
        assert_eq!(file(&lines), want);
        let labels = json!({ "actor": "x", "words": [{ "text": "regime", "n": 2 }, { "text": "ruler", "n": 1 }] });
        assert_eq!(file(&flat(&labels)), "actor,text,n\nx,regime,2\nx,ruler,1\n");
    }
}
