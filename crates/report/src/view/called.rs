//! What each outlet calls actors and things, a row for each.

use super::{Label, View, grouped};
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

impl View<'_> {
    /// What each outlet calls the actors, one after another.
    pub fn called(&self) -> Vec<Called<'_>> {
        let by = grouped(self.labels.iter().map(|l| (l.actor.as_str(), (l.outlet.as_str(), l.words.as_slice()))));
        by.into_iter().map(|(actor, by)| Called { head: self.name(actor), by }).collect()
    }

    /// What each outlet calls one thing, those first over whose name they part most.
    pub fn worded(&self) -> Vec<Called<'_>> {
        let mut weight: BTreeMap<&str, f64> = BTreeMap::new();
        self.wordings.iter().for_each(|w| *weight.entry(&w.of).or_default() += w.n as f64 * w.distance);
        let mut by = grouped(self.wordings.iter().map(|w| (w.of.as_str(), (w.outlet.as_str(), w.words.as_slice()))));
        by.sort_by(|(a, _), (b, _)| weight[b].total_cmp(&weight[a]).then(a.cmp(b)));
        by.into_iter().map(|(of, by)| Called { head: of.into(), by }).collect()
    }
}
