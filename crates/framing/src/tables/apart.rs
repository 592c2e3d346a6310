//! How differently two sets of articles share out what they count, and what chance gives for so few.

use super::LEAST;
use parallax_statistics::divergence::jensen_shannon;
use parallax_statistics::permutation::Null;
use std::collections::BTreeMap;

/// One article's counts, by number of what is counted.
pub(super) type Counts = Vec<(usize, f64)>;

/// How far apart two sets of articles are.
pub(super) struct Apart {
    /// Jensen-Shannon distance, 0 to 1 (Lin 1991; Endres and Schindelin 2003).
    pub distance: f64,
    /// The distances that chance gives, the articles shared out at random; none from fewer than five articles on either side.
    pub null: Option<Null>,
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
