//! Whom pronouns and definite nouns mean: trees learnt from marked articles.

use crate::articles::texts;
use crate::boost;
use crate::sets;
use anyhow::{Context, Result, bail};
use parallax_core::{Layers, Note};
use parallax_entities::{Entity, Trees};
use parallax_framing::references::{BOUNDS, REFERENCE_TRAITS as TRAITS, ReferenceTraits as Traits, likeliest, pairs};
use parallax_framing::scene::Scene;
use parallax_quotes::Quote;
use parallax_text::Token;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::path::Path;

/// So many parts of the articles, each answered by what was learnt from the others.
const PARTS: usize = 6;
const PLAN: boost::Plan = boost::Plan { trees: 30, depth: 5, rate: 0.3, least: 8.0, pull: 5.0 };

/// Whom the phrase that ends at a byte means: the place of a name, or nobody named.
type Marks = FxHashMap<usize, Option<(usize, usize)>>;

/// A phrase with the actors it may mean, and whether it does.
type Phrase = Vec<(Traits, bool)>;

/// The marks of articles: `id`, then tab-separated `end:start+length`, the end of a phrase and the place of a name of whom it means,
/// in bytes, or `end:-` where nobody named is meant.
fn read(path: &Path) -> Result<Vec<(String, Marks)>> {
    let mark = |cell: &str| {
        let (end, name) = cell.split_once(':')?;
        let name = match name {
            "-" => None,
            place => {
                let (start, len) = place.split_once('+')?;
                let start: usize = start.parse().ok()?;
                Some((start, start + len.parse::<usize>().ok()?))
            }
        };
        Some((end.parse().ok()?, name))
    };
    let mut out = Vec::new();
    for (n, line) in sets::read(path)?.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
        let (id, marks) = line.split_once('\t').with_context(|| format!("{}:{}: no marks", path.display(), n + 1))?;
        let Some(marks) = marks.split('\t').map(mark).collect() else { bail!("{}:{}: no mark", path.display(), n + 1) };
        out.push((id.to_string(), marks));
    }
    Ok(out)
}

/// The marked phrases of an article.
fn phrases(text: &str, layers: &Layers, marks: &Marks) -> Vec<Phrase> {
    let entities = layers.get::<Entity>();
    let actor = |(from, to): (usize, usize)| {
        entities.iter().find(|e| e.span().start() < to && from < e.span().end()).map(|e| e.actor.clone())
    };
    let meant = |end: usize| marks.get(&end).map(|name| name.and_then(actor));
    pairs((text, layers.get::<Token>(), layers.get::<Scene>(), entities, layers.get::<Quote>()), &meant)
}

/// Of a phrase: its words, the likeliest actor's odds and whether it is right, and whether somebody is meant.
type Answer = (usize, i32, bool, bool);

/// The trees, and the section of the card.
pub fn train(own: &Path, data: &Path) -> Result<(String, String)> {
    let (texts, own_texts) = texts(own, data)?;
    let plan = sets::plan()?;
    let marked = read(&own.join("references.tsv"))?;
    let of = |(id, marks): &(String, Marks)| -> Result<(bool, usize, Vec<Phrase>)> {
        let text = texts.get(id).with_context(|| format!("references.tsv: no article {id}"))?;
        let layers = sets::layers(&plan, text);
        let meant = marks.values().filter(|m| m.is_some()).count();
        Ok((own_texts.contains(text), meant, phrases(text, &layers, marks)))
    };
    let articles = marked.par_iter().map(of).collect::<Result<Vec<_>>>()?;
    let all: Vec<&[Phrase]> = articles.iter().map(|(.., phrases)| &phrases[..]).collect();
    let model = grow(&all);
    let section = card(&articles, &all, model.len());
    Ok((model, section))
}

fn grow(articles: &[&[Phrase]]) -> String {
    let pairs = articles.iter().flat_map(|a| a.iter()).flatten();
    let example = |(traits, yes): &(Traits, bool)| boost::Example { values: traits.to_vec(), yes: *yes, weight: 1.0 };
    boost::grow(&pairs.map(example).collect::<Vec<_>>(), PLAN)
}

fn card(articles: &[(bool, usize, Vec<Phrase>)], all: &[&[Phrase]], bytes: usize) -> String {
    let invented = articles.iter().filter(|(own, ..)| *own).count();
    let meant: usize = articles.iter().map(|(_, meant, _)| meant).sum();
    let phrases: usize = all.iter().map(|a| a.len()).sum();
    let mut out = format!(
        "Whom pronouns and definite nouns mean: boosted trees over {} traits of a phrase and an actor named near it. Learnt from {phrases}\n\
         phrases of {} articles of the pile (ramybaly/Article-Bias-Prediction, Apache-2.0) and {invented} invented ones (ours, by language\n\
         models; MIT or Apache-2.0), marked by a language model by one guide, not checked by people. Answered by what was learnt from the\n\
         other articles, in {PARTS} parts; of all marked phrases {meant} mean somebody named (R counts those that have him among the\n\
         actors weighed). Odds are thousandths of their logarithm. The likeliest actor is taken to be meant from the odds at the star on,\n\
         and where it leads the next by so much.\n\n\
         | words | leads by | from odds of | read | right | P | R | F1 |\n|---|---|---|---|---|---|---|---|\n",
        TRAITS.len(),
        articles.len() - invented,
    );
    let part = |part: usize| {
        let others: Vec<&[Phrase]> =
            all.iter().enumerate().filter(|(n, _)| n % PARTS != part).map(|(_, a)| *a).collect();
        let trees = Trees::parse(&grow(&others)).expect("just grown");
        let answer = |phrase: &Phrase| {
            let odds: Vec<i32> = phrase.iter().map(|(traits, _)| trees.sum(traits)).collect();
            let kind = phrase.first()?.0[0] as usize;
            let (odds, right) =
                likeliest(&odds, BOUNDS[kind].1).map_or((i32::MIN, false), |best| (odds[best], phrase[best].1));
            Some((kind, odds, right, phrase.iter().any(|p| p.1)))
        };
        all.iter().skip(part).step_by(PARTS).flat_map(|a| a.iter()).filter_map(answer).collect::<Vec<_>>()
    };
    let answers: Vec<Answer> = (0..PARTS).into_par_iter().flat_map_iter(part).collect();
    let mut row = |name: &str, lead: &str, from: &str, of: &dyn Fn(&Answer) -> Option<bool>| {
        let counted: Vec<(bool, &Answer)> = answers.iter().filter_map(|a| Some((of(a)?, a))).collect();
        let count = |yes: &dyn Fn(bool, &Answer) -> bool| counted.iter().filter(|(taken, a)| yes(*taken, a)).count();
        let (meant, read, right) = (count(&|_, a| a.3), count(&|taken, _| taken), count(&|taken, a| taken && a.2));
        let [m, n, ok] = [meant, read, right].map(|n| n as f64);
        let (p, r, f) = (ok / n.max(1.0), ok / m.max(1.0), 2.0 * ok / (n + m).max(1.0));
        let _ = writeln!(out, "| {name} | {lead} | {from} | {read} | {right} | {p:.3} | {r:.3} | {f:.3} |");
    };
    for (kind, name) in ["he", "she", "it", "they", "we", "noun"].into_iter().enumerate() {
        let (least, lead) = BOUNDS[kind];
        let mut bounds = vec![-1000, least, 0, 600];
        bounds.sort_unstable();
        bounds.dedup();
        for from in bounds {
            let star = if from == least { " *" } else { "" };
            row(name, &lead.to_string(), &format!("{from}{star}"), &|a| (a.0 == kind).then_some(a.1 >= from));
        }
    }
    row("all", "", "*", &|a| Some(a.1 >= BOUNDS[a.0].0));
    let _ = write!(
        out,
        "\nRetrain: `cargo xtask train references --data DIR` ({bytes} bytes; the same data gives the same bytes)."
    );
    out
}
