//! Tables of comparisons that the page has no view of its own for, row by row; whatever in them is a cite is a link.

use super::markup::{Esc, put};
use super::sections::{Sections, distinct};
use crate::publish::span_of;
use crate::view::Cite;
use serde_json::{Map, Value};

impl Sections<'_> {
    /// A table that nothing here knows.
    pub(super) fn other(&mut self, name: &str, rows: &[Value]) {
        self.heading(name, "");
        let keys = distinct(rows.iter().filter_map(Value::as_object).flat_map(|o| o.keys().map(String::as_str)));
        self.out.push_str("<div class=\"scroll\"><table><thead><tr>");
        for key in &keys {
            put!(self.out, "<th scope=\"col\">{}</th>", Esc(key));
        }
        self.out.push_str("</tr></thead><tbody>");
        for row in rows {
            self.out.push_str("<tr>");
            match row {
                Value::Object(object) => {
                    for key in &keys {
                        self.out.push_str("<td>");
                        object.get(*key).into_iter().for_each(|v| self.value(v));
                        self.out.push_str("</td>");
                    }
                }
                other => {
                    put!(self.out, "<td colspan=\"{}\">", keys.len().max(1));
                    self.value(other);
                    self.out.push_str("</td>");
                }
            }
            self.out.push_str("</tr>");
        }
        self.end();
    }

    /// Any value; cites are links.
    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => {}
            Value::String(text) => put!(self.out, "{}", Esc(text)),
            Value::Array(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.out.push_str(if i == 0 { "" } else { ", " });
                    self.value(item);
                }
            }
            Value::Object(object) => match cite(object) {
                Some(cite) => {
                    let words = format!("“{}”", Esc(&cite.text));
                    self.cited([&cite], &words);
                }
                None => {
                    for (key, value) in object {
                        put!(self.out, "<div><small>{}</small> ", Esc(key));
                        self.value(value);
                        self.out.push_str("</div>");
                    }
                }
            },
            other => put!(self.out, "{other}"),
        }
    }
}

fn cite(object: &Map<String, Value>) -> Option<Cite> {
    span_of(object).and_then(|_| serde_json::from_value(Value::Object(object.clone())).ok())
}
