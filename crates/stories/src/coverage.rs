//! The table of coverage: of the facts that the stories hold, how many each outlet carries and how many it leaves out.

use crate::omissions::{FactKind, Omissions, Options, Reads};
use parallax_core::{Cite, Comparison, Reading, Resolved, Stories, Story};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What one outlet carries of one kind of fact, over the stories that it tells.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CoverageRow {
    outlet: String,
    kind: FactKind,
    /// Stories that it and at least one other outlet tell.
    stories: usize,
    /// Facts of these stories that at least two outlets carry: how many this one has too, and has not.
    carried: usize,
    left_out: usize,
    /// Facts that it alone carries.
    alone: usize,
    /// Carried of all that at least two carry, 0 to 1; null where there are none.
    share: Option<f64>,
    /// What it leaves out that most others carry, the most carried first.
    missing: Vec<Missing>,
}

/// One fact that an outlet leaves out.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Missing {
    fact: String,
    carried_by: usize,
    cite: Cite,
}

/// The comparison of coverage.
pub struct Coverage(Omissions);

parallax_core::register! {
    /// How many of the actors, figures, quotations and days of its stories each outlet carries, and which it leaves out that others tell.
    comparison "coverage-table": Coverage
}

/// Facts named for each outlet and kind.
const NAMED: usize = 5;

#[derive(Default)]
struct Cell {
    stories: BTreeSet<usize>,
    carried: usize,
    left_out: usize,
    alone: usize,
    missing: Vec<Missing>,
}

impl Comparison for Coverage {
    const TABLE: &'static str = "coverage";
    type Reads = (Resolved<Stories>, Reads);
    type Row = CoverageRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        Coverage(Omissions::new(options))
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Self::Reads>]) -> Vec<CoverageRow> {
        let Some(first) = articles.first() else { return Vec::new() };
        let mut story_of: BTreeMap<&str, usize> = BTreeMap::new();
        for (n, story) in first.layers.0.0.iter().enumerate() {
            story.articles.iter().for_each(|id| _ = story_of.insert(id, n));
        }
        let mut stories: BTreeMap<usize, Vec<Reading<'_, Reads>>> = BTreeMap::new();
        for reading in articles {
            if let Some(story) = story_of.get(reading.article.id.as_str()) {
                stories.entry(*story).or_default().push(Reading { article: reading.article, layers: reading.layers.1 });
            }
        }
        let mut cells: BTreeMap<(String, FactKind), Cell> = BTreeMap::new();
        for (number, articles) in stories {
            let outlets: BTreeSet<&str> = articles.iter().map(|r| r.article.outlet.as_str()).collect();
            if outlets.len() < 2 {
                continue;
            }
            for fact in self.0.facts(&articles) {
                for outlet in &outlets {
                    let cell = cells.entry((outlet.to_string(), fact.kind)).or_default();
                    cell.stories.insert(number);
                    let many = fact.carried.len();
                    match (fact.carried.contains(*outlet), many) {
                        (true, 1) => cell.alone += 1,
                        (true, _) => cell.carried += 1,
                        (false, 0 | 1) => {}
                        (false, _) => {
                            cell.left_out += 1;
                            let cite = fact.cite.clone();
                            cell.missing.push(Missing { fact: fact.words.clone(), carried_by: many, cite });
                        }
                    }
                }
            }
        }
        let row = |((outlet, kind), mut cell): ((String, FactKind), Cell)| {
            cell.missing.sort_by(|a, b| (b.carried_by, &a.fact, &a.cite).cmp(&(a.carried_by, &b.fact, &b.cite)));
            cell.missing.truncate(NAMED);
            let shared = cell.carried + cell.left_out;
            CoverageRow {
                outlet,
                kind,
                stories: cell.stories.len(),
                carried: cell.carried,
                left_out: cell.left_out,
                alone: cell.alone,
                share: (shared > 0).then(|| (cell.carried as f64 / shared as f64 * 1000.0).round() / 1000.0),
                missing: cell.missing,
            }
        };
        cells.into_iter().map(row).collect()
    }
}
