//! Any two names: one or two, with a score and the parts that decided it.

use super::align::{How, Pair};
use super::evidence::{Evidence, evidence};
use super::parts::kind_of;
use super::{Likeness, Trees};
use serde::Deserialize;
use std::sync::OnceLock;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A company, agency or other body; ships too.
    Organization,
}

/// Whether `a` and `b` can name one person or body. Without a kind, legal forms and head nouns tell which it is.
pub fn compare_names(a: &str, b: &str, kind: Option<Kind>) -> Likeness {
    let kind = kind.unwrap_or_else(|| match (kind_of(a), kind_of(b)) {
        (Kind::Person, Kind::Person) => Kind::Person,
        _ => Kind::Organization,
    });
    let evidence = evidence(a, b, kind);
    let sum = trees().map_or(0, |t| t.sum(&evidence.values));
    Likeness { same: sum > 0, score: chance(sum), why: why(&evidence) }
}

fn trees() -> Option<&'static Trees> {
    static TREES: OnceLock<Option<Trees>> = OnceLock::new();
    TREES.get_or_init(|| Trees::parse(include_str!("../../model/names.txt"))).as_ref()
}

/// From the logarithm of the odds to a chance of two digits, without the library's `exp`: a rational curve that is within
/// 0.02 of the logistic one.
fn chance(sum: i32) -> f64 {
    let x = f64::from(sum) / 1000.0;
    let y = x / (1.0 + 0.16 * x * x).sqrt() / 2.5;
    let p = 0.5 + 0.5 * y;
    (p.clamp(0.0, 1.0) * 100.0).round() / 100.0
}

/// The pairs of parts, then what is left over.
fn why(e: &Evidence) -> String {
    let mut pairs: Vec<&Pair> = e.pairs.iter().filter(|p| e.a.parts[p.a].weight > 0.2).collect();
    pairs.sort_by_key(|p| p.a);
    let mut out: Vec<String> = Vec::new();
    for p in &pairs {
        let (x, y) = (&e.a.parts[p.a].written, &e.b.parts[p.b].written);
        out.push(match p.how {
            How::Same => format!("same {x}"),
            How::Forms => format!("{x} and {y} are forms of one given name"),
            How::Sound => format!("{x} and {y} sound alike"),
            How::Consonants => format!("{x} and {y} have the same consonants"),
            How::Initial => format!("{x} and {y}: an initial"),
            How::Short => format!("{x} and {y}: one begins the other"),
            How::Letters => format!("{x} and {y} share letters only"),
        });
    }
    let left = |parts: &[super::parts::Part], used: &dyn Fn(usize) -> bool| {
        let rest = (0..parts.len()).filter(|i| parts[*i].weight > 0.2 && !used(*i));
        rest.map(|i| parts[i].written.as_str()).collect::<Vec<_>>().join(" ")
    };
    let rest_a = left(&e.a.parts, &|i| e.pairs.iter().any(|p| p.a == i));
    let rest_b = left(&e.b.parts, &|i| e.pairs.iter().any(|p| p.b == i));
    match (rest_a.is_empty(), rest_b.is_empty()) {
        (true, true) => {}
        (false, false) => out.push(format!("{rest_a} and {rest_b} differ")),
        (false, true) => out.push(format!("{rest_a} stands only in the first")),
        (true, false) => out.push(format!("{rest_b} stands only in the second")),
    }
    if e.a.branch != e.b.branch {
        out.push("another branch".into());
    }
    let forms = |f: &[&str]| f.join(", ");
    if !e.a.forms.is_empty() && !e.b.forms.is_empty() && !e.a.forms.iter().any(|f| e.b.forms.contains(f)) {
        out.push(format!("legal forms differ ({}; {})", forms(&e.a.forms), forms(&e.b.forms)));
    }
    if out.is_empty() { "nothing to compare".into() } else { out.join("; ") }
}
