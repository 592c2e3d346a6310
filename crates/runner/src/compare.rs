//! Whole stories: all articles of a pile with their layers, then the tables of each story.

use crate::{Annotated, Progress, batch, cell, digest_wave, resolve};
use parallax_core::{Article, Comparer, Indexes, Layers, Plan, Planned, Problem, Stories, Story};
use rayon::prelude::*;
use serde_json::Value;

/// A pile with its stories compared.
pub struct Compared {
    /// The articles, sorted by id.
    pub articles: Vec<Annotated>,
    /// The stories, each with its tables.
    pub stories: Vec<StoryTables>,
    /// What the resolvers learnt from all articles.
    pub indexes: Indexes,
    /// What went wrong outside any one article.
    pub problems: Vec<Problem>,
}

/// One story and what the comparisons say of it.
pub struct StoryTables {
    /// The story.
    pub story: Story,
    /// Rows by the comparison's name, sorted by name.
    pub tables: Vec<(&'static str, Vec<Value>)>,
}

impl Compared {
    /// An article by its id.
    pub fn article(&self, id: &str) -> Option<&Annotated> {
        self.articles.binary_search_by(|a| a.article.id.as_str().cmp(id)).ok().map(|i| &self.articles[i])
    }
}

/// Annotates the articles, finds the stories and compares inside each. Ids must be unique.
pub fn compare(plan: &Plan, articles: Vec<Article>, progress: &dyn Progress) -> Compared {
    let (articles, indexes, problems) = read(plan, articles, progress);
    let stories = indexes.get::<Stories>().map_or_else(Vec::new, |s| s.0.clone());
    tell(plan, Compared { articles, stories: Vec::new(), indexes, problems }, stories, progress)
}

/// Annotates the articles and compares all of them at once, as if the pile were one story. Ids must be unique.
pub fn survey(plan: &Plan, articles: Vec<Article>, progress: &dyn Progress) -> Compared {
    let (articles, indexes, problems) = read(plan, articles, progress);
    let all = Story {
        id: "pile".into(),
        title: "All articles".into(),
        articles: articles.iter().map(|a| a.article.id.clone()).collect(),
        why: "the whole pile".into(),
    };
    tell(plan, Compared { articles, stories: Vec::new(), indexes, problems }, vec![all], progress)
}

/// All layers of all articles, sorted by id, and what the resolvers learn.
fn read(plan: &Plan, articles: Vec<Article>, progress: &dyn Progress) -> (Vec<Annotated>, Indexes, Vec<Problem>) {
    let mut articles: Vec<Annotated> =
        articles.into_iter().map(|article| Annotated { article, layers: Layers::default() }).collect();
    articles.sort_by(|a, b| a.article.id.cmp(&b.article.id));
    let mut indexes = Indexes::default();
    let mut problems = Vec::new();
    for wave in 0..plan.steps.len() {
        progress.begin(if wave == 0 { "reading" } else { "annotating" }, articles.len());
        let pass = |articles: &mut [Annotated]| digest_wave(plan, wave, articles, &indexes, |_| progress.step());
        let batch = batch(articles.len());
        let digests = articles.par_chunks_mut(batch).flat_map_iter(pass).collect();
        problems.extend(resolve(plan, wave, digests, &mut indexes));
    }
    (articles, indexes, problems)
}

/// The tables of each story.
fn tell(plan: &Plan, mut compared: Compared, stories: Vec<Story>, progress: &dyn Progress) -> Compared {
    progress.begin("comparing", stories.len());
    let tables: Vec<_> = stories
        .into_par_iter()
        .map(|story| {
            let tables = tables(plan, &story, &compared);
            progress.step();
            (story, tables)
        })
        .collect();
    for (story, (tables, problems)) in tables {
        compared.stories.push(StoryTables { story, tables });
        compared.problems.extend(problems);
    }
    compared
}

type Tables = Vec<(&'static str, Vec<Value>)>;

fn tables(plan: &Plan, story: &Story, pile: &Compared) -> (Tables, Vec<Problem>) {
    let found = story.articles.iter().filter_map(|id| pile.article(id));
    let members: Vec<(&Article, &Layers)> = found.map(|a| (&a.article, &a.layers)).collect();
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    let rows = |planned: &Planned<dyn Comparer>| cell::guard(|| planned.stage.rows(story, &members, &pile.indexes));
    let done: Vec<_> = plan.comparisons.par_iter().map(rows).collect();
    for (planned, rows) in plan.comparisons.iter().zip(done) {
        let rows = rows.unwrap_or_else(|panic| {
            let what = format!("comparison `{}` failed on story `{}`: {panic}", planned.name, story.id);
            problems.push(Problem::new(what).cure(crate::REPORT));
            Vec::new()
        });
        out.push((planned.writes, rows));
    }
    (out, problems)
}
