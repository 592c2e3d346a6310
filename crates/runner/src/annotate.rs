//! Single articles: streamed in chunks, so that a long pile is never held whole.

use crate::{Annotated, Digests, Progress, batch, digest_wave, resolve, run_wave};
use parallax_core::{Article, Indexes, Layers, Plan, Problem};
use rayon::prelude::*;

/// How many articles are in memory at once, for each thread.
const CHUNK: usize = 64;

/// So many articles from the start of the pile are kept between waves; those after them are read again for each wave.
const KEPT: usize = 1024;

/// Annotates `total` articles and hands each, rendered, to `sink` in input order.
///
/// A plan whose analyzers read an index of the run passes over the articles once more for each wave. `load(i)` is called
/// once for each of the first [`KEPT`] articles and once in each pass for those after them: that costs time, but memory
/// stays bounded by [`KEPT`], [`CHUNK`] and the resolvers' digests, however long the pile.
pub fn annotate<T: Send, E>(
    plan: &Plan,
    total: usize,
    load: impl Fn(usize) -> Article + Sync,
    progress: &dyn Progress,
    render: impl Fn(Annotated) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<Vec<Problem>, E> {
    let waves = plan.steps.len();
    let mut kept: Vec<Annotated> = Vec::new();
    let fresh = |i| Annotated { article: load(i), layers: Layers::default() };
    let (indexes, problems) = learn(plan, total, &fresh, &mut kept, progress, &|_: &Annotated| ());
    progress.begin("annotating", total);
    let finish = |mut articles: Vec<Annotated>, from: usize| {
        (from..waves).for_each(|w| run_wave(plan, w, &mut articles, &indexes));
        let rendered = |annotated| {
            let rendered = render(annotated);
            progress.step();
            rendered
        };
        articles.into_iter().map(rendered).collect::<Vec<T>>()
    };
    let (chunk, again) = (CHUNK * rayon::current_num_threads(), kept.len());
    let batch = batch(total.min(chunk));
    let mut kept = kept.into_iter();
    while kept.len() > 0 {
        let now: Vec<Vec<Annotated>> = (0..chunk).step_by(batch).map(|_| kept.by_ref().take(batch).collect()).collect();
        let done: Vec<Vec<T>> = now.into_par_iter().map(|articles| finish(articles, waves - 1)).collect();
        done.into_iter().flatten().try_for_each(&mut sink)?;
    }
    for from in (again..total).step_by(chunk) {
        let now: Vec<usize> = (from..total.min(from + chunk)).collect();
        let fresh = |articles: &[usize]| finish(articles.iter().map(|i| fresh(*i)).collect(), 0);
        let done: Vec<Vec<T>> = now.par_chunks(batch).map(fresh).collect();
        done.into_iter().flatten().try_for_each(&mut sink)?;
    }
    Ok(problems)
}

/// What the resolvers of a plan learn of `total` articles, without the layers that come after. `seen` is told of each article
/// once, in no order, when all that is learnt from it is known. Memory as in [`annotate`].
pub fn indexes(
    plan: &Plan,
    total: usize,
    load: impl Fn(usize) -> Article + Sync,
    progress: &dyn Progress,
    seen: impl Fn(&Annotated) + Sync,
) -> (Indexes, Vec<Problem>) {
    let fresh = |i| Annotated { article: load(i), layers: Layers::default() };
    learn(plan, total, &fresh, &mut Vec::new(), progress, &seen)
}

/// All waves but the last: articles read and digested, indexes made. `kept` are the first articles with their layers.
fn learn(
    plan: &Plan,
    total: usize,
    fresh: &(impl Fn(usize) -> Annotated + Sync),
    kept: &mut Vec<Annotated>,
    progress: &dyn Progress,
    seen: &(impl Fn(&Annotated) + Sync),
) -> (Indexes, Vec<Problem>) {
    let mut indexes = Indexes::default();
    let mut problems = Vec::new();
    let waves = plan.steps.len().saturating_sub(1);
    for wave in 0..waves {
        progress.begin("reading", total);
        let digested = |articles: &mut [Annotated], from: usize| {
            (from..wave).for_each(|w| run_wave(plan, w, articles, &indexes));
            digest_wave(plan, wave, articles, &indexes, |annotated| {
                if wave + 1 == waves {
                    seen(annotated);
                }
                progress.step();
            })
        };
        if wave == 0 {
            *kept = (0..total.min(KEPT)).into_par_iter().map(fresh).collect();
        }
        let mut all: Vec<(String, Digests)> =
            kept.par_chunks_mut(batch(total)).flat_map_iter(|articles| digested(articles, wave)).collect();
        let rest: Vec<usize> = (kept.len()..total).collect();
        let again = |articles: &[usize]| {
            let mut articles: Vec<_> = articles.iter().map(|i| fresh(*i)).collect();
            digested(&mut articles, 0)
        };
        all.extend(rest.par_chunks(batch(total)).flat_map_iter(again).collect::<Vec<_>>());
        problems.extend(resolve(plan, wave, all, &mut indexes));
    }
    (indexes, problems)
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
