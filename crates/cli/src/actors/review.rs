//! An aliases file to decide on: doubtful merges to undo, near misses to join, all commented out.

use parallax_entities::{Identity, Kind, Label, compare_names};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A merge is doubtful under this chance, a near miss worth a look above that one.
const DOUBT: f64 = 0.9;
const NEAR: f64 = 0.3;

const HEAD: &str = "\
# Decisions about names, for `parallax --aliases FILE` (or as aliases.toml in the working directory).
# Each entry below is what the program doubts. To decide, delete the # before its lines; what stays commented out has no
# effect. Also possible:
#   [[rename]]                       [[label]]
#   name = \"any of its names\"         name = \"Northern Shield\"
#   to = \"the name to show\"           label = \"EVENT\"
";

/// The file's text.
pub(super) fn file(actors: &[&Identity]) -> String {
    let (mut merges, mut misses) = (Vec::new(), Vec::new());
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for a in actors {
        let kind = if a.label == Label::Person { Kind::Person } else { Kind::Organization };
        let full = |text: &str| text.contains(' ');
        // What one list entry or the same words hold together is not in doubt.
        let sure = |why: &str| why.starts_with("the lists know") || why.starts_with("the words of");
        for s in a.spellings.iter().filter(|s| s.text != a.name && full(&s.text) && !sure(&s.why)) {
            let alike = compare_names(&a.name, &s.text, Some(kind));
            if alike.score < DOUBT {
                merges.push((alike.score, a.name.as_str(), s.text.as_str(), s.why.as_str()));
            }
        }
        for (other, why) in a.kept_apart.iter().filter(|(other, _)| full(other)) {
            let alike = compare_names(&a.name, other, Some(kind));
            let pair = if a.name <= *other { (a.name.clone(), other.clone()) } else { (other.clone(), a.name.clone()) };
            if alike.score > NEAR && seen.insert(pair) {
                misses.push((1.0 - alike.score, a.name.as_str(), other.as_str(), why.as_str()));
            }
        }
    }
    let mut out = HEAD.to_string();
    section(&mut out, "different", "Merged, with little to go by; the least certain first", merges);
    section(&mut out, "same", "Kept apart, though alike; the likest first", misses);
    out
}

fn section(out: &mut String, table: &str, title: &str, mut rows: Vec<(f64, &str, &str, &str)>) {
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let _ = writeln!(out, "\n# ---- {title}: {}", rows.len());
    for (_, a, b, why) in rows {
        let quoted = |s: &str| parallax_core::toml::Value::from(s.replace('\n', " ")).to_string();
        let why = why.replace('\n', " ");
        let _ = writeln!(out, "\n# {why}\n# [[{table}]]\n# names = [{}, {}]", quoted(a), quoted(b));
    }
}
