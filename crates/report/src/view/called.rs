//! What each outlet calls actors and things, a row for each.

use super::{Label, View};
use std::collections::BTreeMap;

/// An actor or a thing, and what each outlet calls it.
pub(crate) struct Called<'v> {
    pub head: String,
    by: Vec<(&'v str, &'v [Label])>,
}

impl<'v> Called<'v> {
    /// The words of one outlet.
    pub fn words(&self, outlet: &str) -> impl Iterator<Item = &'v Label> {
        self.by.iter().filter(move |(by, _)| *by == outlet).flat_map(|(_, words)| *words)
    }
}

/// Rows with the same key together, in the order of the first of each.
fn by_key<'v>(
    rows: impl Iterator<Item = (&'v str, &'v str, &'v [Label])>,
    head: impl Fn(&str) -> String,
) -> Vec<Called<'v>> {
    let (mut keys, mut out): (Vec<&str>, Vec<Called<'v>>) = Default::default();
    for (key, outlet, words) in rows {
        let at = keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            keys.push(key);
            out.push(Called { head: head(key), by: Vec::new() });
            out.len() - 1
        });
        out[at].by.push((outlet, words));
    }
    out
}

impl View<'_> {
    /// What each outlet calls the actors, one after another.
    pub fn called(&self) -> Vec<Called<'_>> {
        let rows = self.labels.iter().map(|l| (l.actor.as_str(), l.outlet.as_str(), l.words.as_slice()));
        by_key(rows, |actor| self.name(actor))
    }

    /// What each outlet calls one thing, those first over whose name they part most.
    pub fn worded(&self) -> Vec<Called<'_>> {
        let mut weight: BTreeMap<&str, f64> = BTreeMap::new();
        self.wordings.iter().for_each(|w| *weight.entry(&w.of).or_default() += w.n as f64 * w.distance);
        let rows = self.wordings.iter().map(|w| (w.of.as_str(), w.outlet.as_str(), w.words.as_slice()));
        let mut all = by_key(rows, str::to_string);
        all.sort_by(|a, b| weight[b.head.as_str()].total_cmp(&weight[a.head.as_str()]).then(a.head.cmp(&b.head)));
        all
    }
}
