//! How long each analyzer of a plan takes: a clock around every one of them. Nothing of it reaches the output.

use parallax_core::{Article, Indexes, Layers, Plan, Problem, Reader};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The clocks of a plan's analyzers, in the order in which they run.
pub struct Timings(Vec<(&'static str, Arc<AtomicU64>)>);

impl Timings {
    /// Puts a clock around each analyzer of a plan.
    pub fn of(plan: &mut Plan) -> Timings {
        let mut clocks = Vec::new();
        for planned in plan.steps.iter_mut().flat_map(|step| &mut step.analyzers) {
            let spent = Arc::new(AtomicU64::new(0));
            clocks.push((planned.name, spent.clone()));
            let stage = std::mem::replace(&mut planned.stage, Box::new(Nothing));
            planned.stage = Box::new(Timed { stage, spent });
        }
        Timings(clocks)
    }

    /// Each analyzer with the time spent in it so far, all threads together.
    pub fn spent(&self) -> Vec<(&'static str, Duration)> {
        self.0.iter().map(|(name, spent)| (*name, Duration::from_nanos(spent.load(Ordering::Relaxed)))).collect()
    }
}

struct Timed {
    stage: Box<dyn Reader>,
    /// Nanoseconds.
    spent: Arc<AtomicU64>,
}

impl Reader for Timed {
    fn read(&self, article: &Article, layers: &mut Layers, indexes: &Indexes) -> Option<Problem> {
        let start = Instant::now();
        let problem = self.stage.read(article, layers, indexes);
        self.spent.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
        problem
    }
}

/// Stands for an analyzer while it is wrapped.
struct Nothing;

impl Reader for Nothing {
    fn read(&self, _: &Article, _: &mut Layers, _: &Indexes) -> Option<Problem> {
        None
    }
}
