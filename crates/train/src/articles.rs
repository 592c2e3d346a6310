//! The models of tone in whole articles: a linear one of sentences, and trees that look at its answers in the whole article.
//!
//! The trees learn from answers to articles that the linear model did not learn from, since only such answers are as unsure as
//! those they will see (stacking: Wolpert 1992).

use crate::boost;
use crate::sets;
use crate::softmax;
use crate::tone::{self, Marked, Mention, class, examples, newsmtsc, pile};
use anyhow::Result;
use parallax_core::Layers;
use parallax_entities::Trees;
use parallax_framing::linear::Linear;
use parallax_framing::scene::Scene;
use parallax_framing::tone::{SMALL, Traits, traits};
use parallax_quotes::Quote;
use parallax_text::Token;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write;
use std::path::Path;

/// How much a mark of NewsMTSC counts beside one in a whole article.
const PICKED: f32 = 0.2;
/// So many parts of the articles, each answered by what was learnt from the others.
const PARTS: usize = 6;
const PLAN: boost::Plan = boost::Plan { trees: 40, depth: 4, rate: 0.2, least: 8.0, pull: 5.0 };
const SIDES: [(&str, usize); 2] = [("negative", 0), ("positive", 2)];

/// The marked articles and the sentences of NewsMTSC.
pub struct Sets {
    articles: Vec<(Marked, Layers)>,
    /// The marked mentions of each article.
    mentions: Vec<Vec<Mention>>,
    picked: Vec<Mention>,
    /// How many of the articles are our own.
    invented: usize,
}

/// Reads `articles.tsv` in `own` with the texts of the pile in `data` and of the invented articles that stand beside the marks of
/// names; and NewsMTSC of `data`.
pub fn sets(own: &Path, data: &Path) -> Result<Sets> {
    let mut texts = FxHashMap::default();
    let folders = [own.join("../../entities/train"), own.join("invented")];
    for file in folders.iter().map(|f| sets::invented(f)).collect::<Result<Vec<_>>>()?.concat() {
        texts.extend(sets::bracketed(&file)?.into_iter().map(|article| (article.id, article.text)));
    }
    let own_texts: FxHashSet<String> = texts.values().cloned().collect();
    texts.extend(crate::entities::pile(&data.join("pile.dev.jsonl"))?);
    let plan = sets::plan()?;
    let read = |marked: Marked| {
        let layers = sets::layers(&plan, &marked.text);
        (marked, layers)
    };
    let articles: Vec<_> = pile(&own.join("articles.tsv"), &texts, 1.0)?.into_par_iter().map(read).collect();
    let mentions = articles.par_iter().map(|(marked, layers)| tone::marks(marked, layers)).collect();
    let mut picked = tone::read(&newsmtsc(&data.join("newsmtsc.train.jsonl"))?)?;
    picked.iter_mut().for_each(|m| m.2 = PICKED);
    let invented = articles.iter().filter(|(marked, _)| own_texts.contains(&marked.text)).count();
    Ok(Sets { articles, mentions, picked, invented })
}

impl Sets {
    /// The linear model of all articles but those of a part.
    fn linear(&self, without: Option<usize>) -> Linear<3> {
        let kept = self.mentions.iter().enumerate().filter(|(n, _)| Some(n % PARTS) != without);
        let mut all = examples(&self.picked);
        all.extend(examples(kept.flat_map(|(_, mentions)| mentions)));
        softmax::learn(&all, tone::PLAN)
    }

    /// The marked mentions with their traits, as seen by a model that did not learn from them: part, traits, class.
    fn seen(&self) -> Vec<(usize, Traits, usize)> {
        let part = |part: usize| {
            let model = self.linear(Some(part)).numbered(SMALL);
            let articles = self.articles.iter().skip(part).step_by(PARTS);
            articles.flat_map(|article| of_article(article, &model)).map(|(t, c)| (part, t, c)).collect::<Vec<_>>()
        };
        (0..PARTS).into_par_iter().flat_map_iter(part).collect()
    }
}

fn of_article((marked, layers): &(Marked, Layers), model: &Linear<3>) -> Vec<(Traits, usize)> {
    let all = traits(&marked.text, layers.get::<Scene>(), layers.get::<Token>(), layers.get::<Quote>(), model);
    let mark = |mention: (parallax_core::Span, Traits)| {
        let mark = marked.marks.iter().find(|m| m.span == (mention.0.start(), mention.0.end()))?;
        Some((mention.1, class(&mark.shares.map(f64::from))))
    };
    all.into_iter().filter_map(mark).collect()
}

fn grow<'a>(seen: impl Iterator<Item = &'a (usize, Traits, usize)>, side: usize) -> String {
    let example = |(_, traits, class): &(usize, Traits, usize)| boost::Example {
        values: traits.to_vec(),
        yes: *class == side,
        weight: 1.0,
    };
    boost::grow(&seen.map(example).collect::<Vec<_>>(), PLAN)
}

/// The files of the models, and the section of the card.
pub fn train(sets: &Sets) -> (Vec<(&'static str, Vec<u8>)>, String) {
    let seen = sets.seen();
    let linear = sets.linear(None).bytes();
    let trees: Vec<String> = SIDES.par_iter().map(|(_, side)| grow(seen.iter(), *side)).collect();
    let card = card(sets, &seen, linear.len() + trees.iter().map(String::len).sum::<usize>());
    let [bad, good] = <[String; 2]>::try_from(trees).expect("two sides").map(String::into_bytes);
    (vec![("model/articles.bin", linear), ("model/negative.txt", bad), ("model/positive.txt", good)], card)
}

fn card(sets: &Sets, seen: &[(usize, Traits, usize)], bytes: usize) -> String {
    let mut out = format!(
        "With `negative.txt` and `positive.txt`: tone in whole articles. A model as `tone.bin`, and boosted trees over 25 traits of a mention\n\
         (what the model makes of its sentence and of the others, whose words they are, who else is spoken of). Learnt from all {} mentions\n\
         of {} articles of the pile (ramybaly/Article-Bias-Prediction, Apache-2.0; the first 4,600 letters of each) and of {} invented ones\n\
         (ours, by language models; MIT or Apache-2.0), marked by a language model by one guide, not checked by people: two such readings\n\
         of 43 articles agree on 0.90 of the calls of either (F1; kappa 0.89). And from {} mentions of newsmtsc.train (Hamborg and Donnay\n\
         2021, MIT; weight {PICKED}).\n\n\
         Answered by what was learnt from the other articles, in {PARTS} parts:\n\n\
         | side | marked | from confidence | called | P | R | F1 |\n|---|---|---|---|---|---|---|\n",
        seen.len(),
        sets.articles.len() - sets.invented,
        sets.invented,
        sets.picked.len(),
    );
    for (name, side) in SIDES {
        let marked = seen.iter().filter(|(_, _, class)| *class == side).count();
        let answers: Vec<(f64, bool)> = (0..PARTS)
            .into_par_iter()
            .flat_map_iter(|part| {
                let trees = grow(seen.iter().filter(|s| s.0 != part), side);
                let trees = Trees::parse(&trees).expect("just grown");
                let held = seen.iter().filter(|s| s.0 == part);
                let one = |(_, traits, class): &(usize, Traits, usize)| (trees.probability(traits), *class == side);
                held.map(one).collect::<Vec<_>>()
            })
            .collect();
        for from in [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6] {
            let called = answers.iter().filter(|(p, _)| *p >= from).count() as f64;
            let right = answers.iter().filter(|(p, is)| *p >= from && *is).count() as f64;
            let (p, r, f) = (right / called.max(1.0), right / marked as f64, 2.0 * right / (called + marked as f64));
            let _ = writeln!(out, "| {name} | {marked} | {from} | {called} | {p:.3} | {r:.3} | {f:.3} |");
        }
    }
    let _ = write!(
        out,
        "\nRetrain: `cargo xtask train articles --data DIR`, after `tone` and `loaded` ({bytes} bytes; the same data gives the same bytes)."
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_framing::tone::TRAITS;

    #[test]
    fn trees_of_a_side_answer_for_it() {
        let mention = |n: usize, sure: i32, class: usize| {
            let traits: Traits = std::array::from_fn(|t| if t == 0 { sure } else { (n * 7 % 11) as i32 });
            (n % PARTS, traits, class)
        };
        let seen: Vec<_> = (0..600).map(|n| if n % 3 == 0 { mention(n, 800, 0) } else { mention(n, 100, 1) }).collect();
        let trees = Trees::parse(&grow(seen.iter(), 0)).unwrap();
        assert!(trees.sum(&seen[0].1) > 1000 && trees.sum(&seen[1].1) < -1000);
        assert_eq!(seen[0].1.len(), TRAITS.len());
    }
}
