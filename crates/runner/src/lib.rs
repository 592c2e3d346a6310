//! Runs a [`Plan`]: articles in parallel, analyzers in plan order inside an article, resolvers between waves,
//! comparisons afterwards. A stage that panics costs one cell and is written down.

mod annotate;
mod cell;
mod compare;
mod timed;

pub use annotate::{annotate, indexes, read_one};
pub use compare::{Compared, StoryTables, compare, survey};
pub use timed::Timings;

use parallax_core::{Article, Indexes, Layers, Plan, Problem};
use std::any::Any;

/// An article with its layers, and in `article.problems` what went wrong with either.
pub struct Annotated {
    /// The article.
    pub article: Article,
    /// Its layers.
    pub layers: Layers,
}

/// Told how far a run is; the program draws a bar from it.
pub trait Progress: Sync {
    /// A pass over `total` articles begins.
    fn begin(&self, what: &str, total: usize);
    /// One article is done.
    fn step(&self);
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: usize) {}
    fn step(&self) {}
}

/// What the resolvers of one wave keep of one article.
type Digests = Vec<Option<Box<dyn Any + Send>>>;

/// How many articles pass one stage before the next has its turn.
const BATCH: usize = 16;

/// How many of `total` articles a thread takes at a time: fewer than [`BATCH`] where some threads would go without.
fn batch(total: usize) -> usize {
    (total / (4 * rayon::current_num_threads())).clamp(1, BATCH)
}

/// Runs the analyzers of wave `wave` on some articles. Each has its turn on all of them, so that its lists and models, larger
/// together than the memory near a processor, are fetched once for all.
fn run_wave(plan: &Plan, wave: usize, articles: &mut [Annotated], indexes: &Indexes) {
    for planned in &plan.steps[wave].analyzers {
        for Annotated { article, layers } in articles.iter_mut() {
            let outcome = cell::guard(|| planned.stage.read(article, layers, indexes));
            let problem = outcome.unwrap_or_else(|panic| {
                Some(Problem::new(format!("analyzer `{}` failed on this article: {panic}", planned.name)).cure(REPORT))
            });
            article.problems.extend(problem);
        }
    }
}

/// Runs a wave on some articles and digests them for its resolvers; `done` is told of each.
fn digest_wave(
    plan: &Plan,
    wave: usize,
    articles: &mut [Annotated],
    indexes: &Indexes,
    done: impl Fn(&Annotated),
) -> Vec<(String, Digests)> {
    run_wave(plan, wave, articles, indexes);
    let digested = |annotated: &mut Annotated| {
        let digests = digest(plan, wave, annotated, indexes);
        done(annotated);
        (annotated.article.id.clone(), digests)
    };
    articles.iter_mut().map(digested).collect()
}

/// Digests one article for the resolvers of wave `wave`.
fn digest(plan: &Plan, wave: usize, annotated: &mut Annotated, indexes: &Indexes) -> Digests {
    let one = |planned: &parallax_core::Planned<dyn parallax_core::Learner>| {
        let outcome = cell::guard(|| planned.stage.digest(&annotated.article, &annotated.layers, indexes));
        outcome.map_err(|panic| {
            Problem::new(format!("resolver `{}` failed on this article: {panic}", planned.name)).cure(REPORT)
        })
    };
    let (mut digests, mut problems) = (Vec::new(), Vec::new());
    for outcome in plan.steps[wave].resolvers.iter().map(one) {
        match outcome {
            Ok(digest) => digests.push(Some(digest)),
            Err(problem) => {
                problems.push(problem);
                digests.push(None);
            }
        }
    }
    annotated.article.problems.extend(problems);
    digests
}

/// Resolves wave `wave` from the digests of all articles; the indexes are there afterwards in any case.
fn resolve(plan: &Plan, wave: usize, mut all: Vec<(String, Digests)>, indexes: &mut Indexes) -> Vec<Problem> {
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let mut problems = Vec::new();
    for (i, planned) in plan.steps[wave].resolvers.iter().enumerate() {
        let digests = all.iter_mut().filter_map(|(id, d)| Some((id.clone(), d[i].take()?))).collect();
        if let Err(panic) = cell::guard(|| planned.stage.resolve(digests, indexes)) {
            problems.push(Problem::new(format!("resolver `{}` failed: {panic}", planned.name)).cure(REPORT));
            planned.stage.give_up(indexes);
        }
    }
    problems
}

const REPORT: &str = "the rest of the output is complete; please report this with the article";
