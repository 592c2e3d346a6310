//! How differently two sets of articles share out what they count, and what chance gives for so few.

use super::LEAST;
use parallax_statistics::divergence::jensen_shannon;
use parallax_statistics::permutation::Null;
use parallax_statistics::{fdr, round_p};
use std::collections::BTreeMap;

/// One article's counts, by number of what is counted.
pub(super) type Counts = Vec<(usize, f64)>;

/// How far apart two sets of articles are.
pub(super) struct Apart {
    /// Jensen-Shannon distance, 0 to 1 (Lin 1991; Endres and Schindelin 2003).
    pub distance: f64,
    /// The distances that chance gives, the articles shared out at random; none from fewer than five articles on either side.
    null: Option<Null>,
}

impl Apart {
    /// The distance that chance gives, on average.
    pub fn chance(&self) -> Option<f64> {
        self.null.as_ref().map(Null::mean)
    }

    /// How often chance gives as much, for a table.
    pub fn p(&self) -> Option<f64> {
        self.null.as_ref().map(|null| round_p(null.p(self.distance)))
    }
}

/// The false discovery rates of a table's rows, by their p (Benjamini and Hochberg 1995).
pub(super) fn false_discovery(rows: impl Iterator<Item = Option<f64>>) -> Vec<Option<f64>> {
    let p: Vec<Option<f64>> = rows.collect();
    let tested: Vec<f64> = p.iter().flatten().copied().collect();
    let mut q = fdr::benjamini_hochberg(&tested, tested.len()).into_iter();
    p.into_iter().map(|p| p.and_then(|_| q.next()).map(round_p)).collect()
}

/// How far apart two sets of articles are; nothing if one of them counts nothing.
pub(super) fn apart(here: &[&Counts], there: &[&Counts], rounds: usize, seed: u64) -> Option<Apart> {
    // Numbers of these articles alone, so that a statistic touches few places.
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for (what, _) in here.iter().chain(there).copied().flatten() {
        let next = places.len();
        places.entry(*what).or_insert(next);
    }
    let dense = |counts: &&Counts| counts.iter().map(|(what, n)| (places[what], *n)).collect();
    let all: Vec<Counts> = here.iter().chain(there).map(dense).collect();
    let mut all: Vec<&Counts> = all.iter().collect();
    let statistic = |order: &[&Counts]| {
        let mut sides = [vec![0.0; places.len()], vec![0.0; places.len()]];
        for (n, counts) in order.iter().enumerate() {
            counts.iter().for_each(|(place, count)| sides[usize::from(n >= here.len())][*place] += count);
        }
        jensen_shannon(&sides[0], &sides[1])
    };
    let distance = statistic(&all)?;
    let enough = here.len().min(there.len()) >= LEAST;
    let null = enough.then(|| Null::draw(&mut all, here.len(), rounds, seed, |order| statistic(order).unwrap_or(0.0)));
    Some(Apart { distance, null })
}
