//! The order of work, worked out once at start from what each stage says it reads and writes.
//!
//! Analyzers and resolvers form waves: a stage that reads an index runs one wave after the resolver that writes it.
//! Inside a wave analyzers stand in layer order, and where layers leave it open, in order of their names.

use crate::registry::{Comparer, Learner, Reader};
use crate::{Lifecycle, NeedKind, Registration};
use std::collections::BTreeMap;

/// Why a run is wanted; it decides which stages are needed.
#[derive(Clone, Copy, Debug)]
pub enum Purpose<'a> {
    /// Layers of single articles: all published ones, or only those named.
    Annotate(Option<&'a [String]>),
    /// Everything, comparisons included.
    Compare,
    /// The comparisons that write these tables, and what they rest on.
    Tables(&'a [&'a str]),
}

/// One stage of a plan, ready to run.
pub struct Planned<T: ?Sized> {
    /// Its registered name.
    pub name: &'static str,
    /// The layer, index or table that it writes.
    pub writes: &'static str,
    /// The stage.
    pub stage: Box<T>,
}

/// Stages between two times that all articles have been seen.
#[derive(Default)]
pub struct Step {
    /// Analyzers, in order.
    pub analyzers: Vec<Planned<dyn Reader>>,
    /// Resolvers, which see the layers of this wave and make indexes for the next.
    pub resolvers: Vec<Planned<dyn Learner>>,
}

/// The whole order of work.
pub struct Plan {
    /// Waves of analyzers and resolvers.
    pub steps: Vec<Step>,
    /// Comparisons by name.
    pub comparisons: Vec<Planned<dyn Comparer>>,
}

/// Why a plan cannot be made. Every message names the files to look at.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PlanError {
    /// Nothing is registered at all.
    #[error(
        "no analyzer is linked into this build: a crate in Cargo.toml is not enough, it also needs its line `use parallax_x as _;` in crates/analyzers/src/lib.rs"
    )]
    Empty,
    /// Two stages of one name or one output.
    #[error("{what} `{name}` is written twice: {first} and {second}")]
    Twice {
        /// "layer", "index", "name" …
        what: &'static str,
        /// The contested name.
        name: String,
        /// One file.
        first: &'static str,
        /// The other file.
        second: &'static str,
    },
    /// A stage reads what nobody writes.
    #[error("`{reader}` ({file}) reads {what} `{name}`, which nothing in this build writes")]
    Missing {
        /// The stage.
        reader: &'static str,
        /// Its file.
        file: &'static str,
        /// "layer" or "index".
        what: &'static str,
        /// What it asks for.
        name: String,
    },
    /// Stages that wait for each other.
    #[error("these stages wait for each other: {}", .0.join(" -> "))]
    Circle(Vec<String>),
    /// A table in the configuration that belongs to no stage.
    #[error("no stage is called `{name}`; there are: {known}")]
    UnknownTable {
        /// The table's name.
        name: String,
        /// What there is.
        known: String,
    },
    /// A stage refused its options.
    #[error("table [{name}]: {message}")]
    Options {
        /// The stage.
        name: &'static str,
        /// What is wrong, naming the key.
        message: String,
    },
    /// A layer was asked for that nobody writes.
    #[error("no analyzer writes layer `{name}`; there are: {known}")]
    UnknownLayer {
        /// The layer.
        name: String,
        /// What there is.
        known: String,
    },
}

impl Plan {
    /// Orders `stages` for `purpose` and builds each with its table of `config`.
    ///
    /// # Errors
    /// See [`PlanError`]; nothing has run by then.
    pub fn new(
        stages: &[&'static Registration],
        config: &toml::Table,
        purpose: Purpose<'_>,
    ) -> Result<Plan, PlanError> {
        let stages = Stages::check(stages, config)?;
        let wanted = stages.wanted(purpose)?;
        let order = stages.order()?;
        let mut plan = Plan { steps: Vec::new(), comparisons: Vec::new() };
        for (r, wave) in order.into_iter().filter(|(r, _)| wanted.contains_key(r.name)) {
            let options = match config.get(r.name) {
                Some(toml::Value::Table(t)) => t.clone(),
                Some(_) => {
                    return Err(PlanError::Options { name: r.name, message: "is not a table".into() });
                }
                None => toml::Table::new(),
            };
            let (name, writes) = (r.name, r.writes);
            let built = r.build(options).map_err(|message| PlanError::Options { name, message })?;
            if !matches!(built, Lifecycle::Comparer(_)) && plan.steps.len() <= wave {
                plan.steps.resize_with(wave + 1, Step::default);
            }
            match built {
                Lifecycle::Reader(stage) => plan.steps[wave].analyzers.push(Planned { name, writes, stage }),
                Lifecycle::Learner(stage) => plan.steps[wave].resolvers.push(Planned { name, writes, stage }),
                Lifecycle::Comparer(stage) => plan.comparisons.push(Planned { name, writes, stage }),
            }
        }
        Ok(plan)
    }
}

/// The registered stages, by name, with their writers looked up.
struct Stages {
    all: Vec<&'static Registration>,
    writers: BTreeMap<(NeedKind, &'static str), &'static Registration>,
}

impl Stages {
    fn check(stages: &[&'static Registration], config: &toml::Table) -> Result<Stages, PlanError> {
        let mut all = stages.to_vec();
        all.sort_by_key(|r| (r.name, r.file));
        if !all.iter().any(|r| r.kind() == "analyzer") {
            return Err(PlanError::Empty);
        }
        if let Some(pair) = all.windows(2).find(|w| w[0].name == w[1].name) {
            return Err(twice("stage", pair[0].name, pair[0], pair[1]));
        }
        let (mut writers, mut tables) = (BTreeMap::new(), BTreeMap::new());
        for r in all.iter().copied() {
            let (kind, what) = match r.kind() {
                "analyzer" => (NeedKind::Layer, "layer"),
                "resolver" => (NeedKind::Index, "index"),
                _ => {
                    if let Some(first) = tables.insert(r.writes, r) {
                        return Err(twice("table", r.writes, first, r));
                    }
                    continue;
                }
            };
            if let Some(first) = writers.insert((kind, r.writes), r) {
                return Err(twice(what, r.writes, first, r));
            }
        }
        for r in &all {
            for need in (r.needs)() {
                if !writers.contains_key(&(need.kind, need.name)) {
                    let what = if need.kind == NeedKind::Layer { "layer" } else { "index" };
                    return Err(PlanError::Missing { reader: r.name, file: r.file, what, name: need.name.into() });
                }
            }
        }
        if let Some(name) = config.keys().find(|k| !all.iter().any(|r| r.name == k.as_str())) {
            let known = all.iter().map(|r| r.name).collect::<Vec<_>>().join(", ");
            return Err(PlanError::UnknownTable { name: name.clone(), known });
        }
        Ok(Stages { all, writers })
    }

    /// The stages that `purpose` needs, with everything that these need.
    fn wanted(&self, purpose: Purpose<'_>) -> Result<BTreeMap<&'static str, ()>, PlanError> {
        let mut open: Vec<&Registration> = match purpose {
            Purpose::Compare => self.all.clone(),
            Purpose::Tables(names) => {
                let named = |r: &&Registration| r.kind() == "comparison" && names.contains(&r.writes);
                self.all.iter().copied().filter(named).collect()
            }
            Purpose::Annotate(None) => {
                self.all.iter().copied().filter(|r| r.kind() == "analyzer" && r.published).collect()
            }
            Purpose::Annotate(Some(layers)) => {
                let writer = |name: &String| {
                    self.writers.get(&(NeedKind::Layer, name.as_str())).copied().ok_or_else(|| {
                        let known = self.all.iter().filter(|r| r.kind() == "analyzer" && r.published);
                        let known = known.map(|r| r.writes).collect::<Vec<_>>().join(", ");
                        PlanError::UnknownLayer { name: name.clone(), known }
                    })
                };
                layers.iter().map(writer).collect::<Result<_, _>>()?
            }
        };
        let mut wanted = BTreeMap::new();
        while let Some(r) = open.pop() {
            if wanted.insert(r.name, ()).is_none() {
                open.extend((r.needs)().iter().map(|n| self.writers[&(n.kind, n.name)]));
            }
        }
        Ok(wanted)
    }

    /// All stages in order, each with its wave.
    fn order(&self) -> Result<Vec<(&'static Registration, usize)>, PlanError> {
        let mut wave_of: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut order = Vec::new();
        while order.len() < self.all.len() {
            let ready = self.all.iter().copied().find_map(|r| {
                if wave_of.contains_key(r.name) {
                    return None;
                }
                let mut wave = 0;
                for need in (r.needs)() {
                    let after = wave_of.get(self.writers[&(need.kind, need.name)].name)?;
                    wave = wave.max(after + usize::from(need.kind == NeedKind::Index));
                }
                Some((r, wave))
            });
            let Some((r, wave)) = ready else { return Err(PlanError::Circle(self.circle(&wave_of))) };
            wave_of.insert(r.name, wave);
            order.push((r, wave));
        }
        Ok(order)
    }

    /// One circle among the stages not placed yet: follow needs until a stage comes back.
    fn circle(&self, placed: &BTreeMap<&'static str, usize>) -> Vec<String> {
        let waits = |r: &Registration| {
            let writers = (r.needs)().into_iter().map(|n| self.writers[&(n.kind, n.name)]);
            writers.into_iter().find(|w| !placed.contains_key(w.name))
        };
        let mut path: Vec<&Registration> =
            self.all.iter().copied().filter(|r| !placed.contains_key(r.name)).take(1).collect();
        while let Some(next) = path.last().and_then(|r| waits(r)) {
            if let Some(at) = path.iter().position(|r| r.name == next.name) {
                path.drain(..at);
                path.push(next);
                break;
            }
            path.push(next);
        }
        path.iter().map(|r| format!("{} ({})", r.name, r.file)).collect()
    }
}

fn twice(what: &'static str, name: &str, first: &Registration, second: &Registration) -> PlanError {
    PlanError::Twice { what, name: name.to_string(), first: first.file, second: second.file }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Article, Index, NoOptions, Note, Reads, Resolved, Resolver, Span};
    use schemars::JsonSchema;
    use serde::Serialize;

    macro_rules! note {
        ($name:ident, $layer:literal) => {
            #[derive(Debug, Serialize, JsonSchema)]
            struct $name;
            impl Note for $name {
                const LAYER: &'static str = $layer;
                fn span(&self) -> Span {
                    Span::default()
                }
            }
        };
    }
    note!(A, "a");
    note!(B, "b");
    note!(C, "c");

    /// An analyzer known only by what it reads and writes.
    struct Via<R, W>(std::marker::PhantomData<fn() -> (R, W)>);
    impl<R: Reads + 'static, W: Note> Analyzer for Via<R, W> {
        type Reads = R;
        type Writes = W;
        type Options = NoOptions;
        fn new(_: NoOptions) -> Self {
            Via(std::marker::PhantomData)
        }
        fn read(&self, _: &Article, _: R::View<'_>) -> Vec<W> {
            Vec::new()
        }
    }

    #[derive(Default)]
    struct Known;
    impl Index for Known {
        const NAME: &'static str = "known";
    }
    struct Learn;
    impl Resolver for Learn {
        type Reads = A;
        type Digest = ();
        type Index = Known;
        type Options = NoOptions;
        fn new(_: NoOptions) -> Self {
            Learn
        }
        fn digest(&self, _: &Article, _: &[A]) {}
        fn resolve(&self, _: Vec<(String, ())>) -> Known {
            Known
        }
    }

    fn analyzer<R: Reads + 'static, W: Note>(name: &'static str, file: &'static str) -> &'static Registration {
        Box::leak(Box::new(Registration::analyzer::<Via<R, W>>(name, "doc", "pkg", file)))
    }

    fn learner() -> &'static Registration {
        Box::leak(Box::new(Registration::resolver::<Learn>("learn", "doc", "pkg", "learn.rs")))
    }

    fn plan(stages: &[&'static Registration]) -> Result<Vec<Vec<&'static str>>, PlanError> {
        let plan = Plan::new(stages, &toml::Table::new(), Purpose::Compare)?;
        Ok(plan.steps.iter().map(|s| s.analyzers.iter().map(|a| a.name).collect()).collect())
    }

    #[test]
    fn order_follows_layers_then_names() {
        let stages = [analyzer::<(), C>("z", "z.rs"), analyzer::<C, A>("y", "y.rs"), analyzer::<C, B>("x", "x.rs")];
        assert_eq!(plan(&stages).unwrap(), [["z", "x", "y"]]);
    }

    #[test]
    fn reading_an_index_waits_for_the_next_wave() {
        let stages = [
            analyzer::<Resolved<Known>, B>("b", "b.rs"),
            analyzer::<(), A>("a", "a.rs"),
            analyzer::<B, C>("c", "c.rs"),
            learner(),
        ];
        assert_eq!(plan(&stages).unwrap(), [vec!["a"], vec!["b", "c"]]);
    }

    #[test]
    fn only_what_a_layer_needs_is_planned() {
        let stages = [analyzer::<(), A>("a", "a.rs"), analyzer::<A, B>("b", "b.rs"), analyzer::<A, C>("c", "c.rs")];
        let only = ["b".to_string()];
        let plan = Plan::new(&stages, &toml::Table::new(), Purpose::Annotate(Some(&only))).unwrap();
        assert_eq!(plan.steps[0].analyzers.iter().map(|a| a.name).collect::<Vec<_>>(), ["a", "b"]);
        let only = ["nothing".to_string()];
        let refused = Plan::new(&stages, &toml::Table::new(), Purpose::Annotate(Some(&only)));
        assert_eq!(refused.err().unwrap().to_string(), "no analyzer writes layer `nothing`; there are: a, b, c");
    }

    #[test]
    fn what_cannot_run_is_refused_with_its_files() {
        let refused = |stages: &[&'static Registration]| plan(stages).unwrap_err().to_string();
        assert!(refused(&[]).contains("crates/analyzers/src/lib.rs"));
        assert_eq!(
            refused(&[analyzer::<(), A>("a", "one.rs"), analyzer::<(), A>("b", "two.rs")]),
            "layer `a` is written twice: one.rs and two.rs"
        );
        assert_eq!(
            refused(&[analyzer::<(), A>("a", "one.rs"), analyzer::<(), B>("a", "two.rs")]),
            "stage `a` is written twice: one.rs and two.rs"
        );
        assert_eq!(
            refused(&[analyzer::<B, A>("a", "one.rs")]),
            "`a` (one.rs) reads layer `b`, which nothing in this build writes"
        );
        assert_eq!(
            refused(&[analyzer::<B, A>("a", "one.rs"), analyzer::<A, B>("b", "two.rs")]),
            "these stages wait for each other: a (one.rs) -> b (two.rs) -> a (one.rs)"
        );
    }

    #[test]
    fn configuration_is_checked_by_name() {
        let stages = [analyzer::<(), A>("a", "a.rs")];
        let refused =
            |text: &str| Plan::new(&stages, &text.parse().unwrap(), Purpose::Compare).err().unwrap().to_string();
        assert_eq!(refused("[b]"), "no stage is called `b`; there are: a");
        assert!(refused("[a]\nspeed = 3").contains("unknown field `speed`"), "{}", refused("[a]\nspeed = 3"));
    }
}
