//! Single articles: streamed in chunks, so that a long pile is never held whole.

use crate::{Annotated, Digests, Progress, digest, resolve, run_wave};
use parallax_core::{Article, Indexes, Layers, Plan, Problem};
use rayon::prelude::*;

/// How many articles are in memory at once, for each thread.
const CHUNK: usize = 32;

/// Annotates `total` articles and hands each, rendered, to `sink` in input order.
///
/// `load(i)` is called once for each pass: a plan whose analyzers read an index of the run passes over the articles once
/// more for each wave, which costs time but keeps memory bounded by [`CHUNK`] and the resolvers' digests.
pub fn annotate<T: Send, E>(
    plan: &Plan,
    total: usize,
    load: impl Fn(usize) -> Article + Sync,
    progress: &dyn Progress,
    render: impl Fn(Annotated) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<Vec<Problem>, E> {
    let mut indexes = Indexes::default();
    let mut problems = Vec::new();
    let last = plan.steps.len().saturating_sub(1);
    for wave in 0..last {
        progress.begin("reading", total);
        let pass = |i| {
            let mut annotated = Annotated { article: load(i), layers: Layers::default() };
            (0..=wave).for_each(|w| run_wave(plan, w, &mut annotated, &indexes));
            let digests = digest(plan, wave, &mut annotated, &indexes);
            progress.step();
            (annotated.article.id, digests)
        };
        let all: Vec<(String, Digests)> = (0..total).into_par_iter().with_max_len(CHUNK).map(pass).collect();
        problems.extend(resolve(plan, wave, all, &mut indexes));
    }
    progress.begin("annotating", total);
    let chunk = CHUNK * rayon::current_num_threads();
    for from in (0..total).step_by(chunk) {
        let finish = |i| {
            let mut annotated = Annotated { article: load(i), layers: Layers::default() };
            (0..plan.steps.len()).for_each(|w| run_wave(plan, w, &mut annotated, &indexes));
            let rendered = render(annotated);
            progress.step();
            rendered
        };
        let done: Vec<T> = (from..total.min(from + chunk)).into_par_iter().map(finish).collect();
        done.into_iter().try_for_each(&mut sink)?;
    }
    Ok(problems)
}

/// The layers of one article, as a run over this article alone makes them, and what went wrong.
pub fn read_one(plan: &Plan, article: &Article) -> (Layers, Vec<Problem>) {
    let mut out = None;
    let keep = |annotated: Annotated| {
        out = Some(annotated);
        Ok::<(), std::convert::Infallible>(())
    };
    let Ok(mut problems) = annotate(plan, 1, |_| article.clone(), &crate::Silent, |a| a, keep);
    let annotated = out.expect("one article was annotated");
    problems.extend(annotated.article.problems.into_iter().skip(article.problems.len()));
    (annotated.layers, problems)
}
