//! The table of copies: articles that repeat another word for word, or sentence by sentence in other words.

use parallax_core::{Article, Cite, Comparison, Note, Reading, Story, starting_in};
use parallax_dates::Publication;
use parallax_entities::Entity;
use parallax_text::{Sentence, Token, TokenKind, fold, key};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One article that repeats another.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CopyRow {
    article: String,
    of: String,
    /// The part of the article's sentences or word runs that the other has too, 0 to 1.
    share: f64,
    why: String,
    /// The longest sentence that both have.
    cite: Cite,
}

/// Options of the table of copies.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Part of five-word runs that makes a verbatim copy.
    verbatim: f64,
    /// Part of sentences, in order, that makes a paraphrase.
    paraphrase: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { verbatim: 0.35, paraphrase: 0.55 }
    }
}

/// The comparison of copies.
pub struct Copies(Options);

parallax_core::register! {
    /// Articles that repeat another of the story: word for word, or sentence by sentence with the names and figures kept.
    comparison "copies": Copies
}

type Reads = (Sentence, Token, Entity, Publication);

impl Comparison for Copies {
    const TABLE: &'static str = "copies";
    type Reads = Reads;
    type Row = CopyRow;
    type Options = Options;

    fn new(options: Options) -> Self {
        Copies(options)
    }

    fn compare(&self, _: &Story, articles: &[Reading<'_, Reads>]) -> Vec<CopyRow> {
        let texts: Vec<Text<'_>> = articles.iter().map(Text::new).collect();
        let mut rows = Vec::new();
        for (i, a) in texts.iter().enumerate() {
            for b in &texts[i + 1..] {
                let (copy, of, direction) = direction(a, b);
                rows.extend(self.row(copy, of, direction));
            }
        }
        rows.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.article.cmp(&b.article)).then(a.of.cmp(&b.of)));
        rows
    }
}

impl Copies {
    fn row(&self, copy: &Text<'_>, of: &Text<'_>, direction: String) -> Option<CopyRow> {
        let runs = copy.runs.intersection(&of.runs).count() as f64 / copy.runs.len().min(of.runs.len()).max(1) as f64;
        let pairs = in_order(copy, of);
        let sentences = pairs.len() as f64 / copy.sentences.len().min(of.sentences.len()).max(1) as f64;
        let (share, how) = if runs >= self.0.verbatim && copy.runs.len() > 30 {
            (runs, format!("{:.0} % of the five-word runs are the same", runs * 100.0))
        } else if sentences >= self.0.paraphrase && pairs.len() >= 4 {
            (
                sentences,
                format!(
                    "{} of {} sentences keep the names, figures and order in other words",
                    pairs.len(),
                    copy.sentences.len()
                ),
            )
        } else {
            return None;
        };
        let longest = pairs.iter().max_by_key(|i| (copy.sentences[**i].1.span().len(), std::cmp::Reverse(**i)))?;
        let cite = Cite { article: copy.article.id.clone(), span: copy.sentences[*longest].1.span() };
        Some(CopyRow {
            article: copy.article.id.clone(),
            of: of.article.id.clone(),
            share: (share * 1000.0).round() / 1000.0,
            why: format!("{how}; {direction}"),
            cite,
        })
    }
}

struct Text<'a> {
    article: &'a Article,
    day: Option<String>,
    /// Keys of five words in a row.
    runs: BTreeSet<u64>,
    /// Marks of each longer sentence: names, numbers and content words, with the sentence.
    sentences: Vec<(FxHashSet<u64>, &'a Sentence)>,
    folded: String,
}

impl<'a> Text<'a> {
    fn new(reading: &Reading<'a, Reads>) -> Self {
        let (sentences, tokens, entities, publication) = reading.layers;
        let text = reading.article.text();
        let (mut runs, mut marked) = (BTreeSet::new(), Vec::new());
        for sentence in sentences.iter().filter(|s| s.prose()) {
            let words: Vec<&Token> =
                sentence.tokens(tokens).iter().filter(|t| t.is_word() || t.kind == TokenKind::Number).collect();
            for five in words.windows(5) {
                runs.insert(
                    five.iter().fold(0u64, |h, t| h.rotate_left(11) ^ t.key.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
                );
            }
            if words.len() < 6 {
                continue;
            }
            let names = starting_in(entities, sentence.span()).iter().map(|e| key(e.actor.as_str()));
            let content = words
                .iter()
                .filter(|t| t.kind == TokenKind::Number || t.span().len() > 4)
                .map(|t| key(&fold(t.of(text))));
            marked.push((names.chain(content).collect(), sentence));
        }
        let day = publication.first().map(|p| p.date.to_string());
        Text { article: reading.article, day, runs, sentences: marked, folded: fold(text) }
    }
}

/// Sentences of `copy` whose marks stand in a sentence of `of`, each after the one before (longest increasing run).
fn in_order(copy: &Text<'_>, of: &Text<'_>) -> Vec<usize> {
    let best = |marks: &FxHashSet<u64>| {
        let scored = of.sentences.iter().enumerate().map(|(j, (other, _))| {
            let shared = marks.intersection(other).count();
            (shared as f64 / marks.len().min(other.len()).max(1) as f64, shared, j)
        });
        scored
            .filter(|(s, n, _)| *s >= 0.34 && *n >= 3)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.2.cmp(&a.2)))
            .map(|(.., j)| j)
    };
    let matched: Vec<(usize, usize)> =
        copy.sentences.iter().enumerate().filter_map(|(i, (marks, _))| Some((i, best(marks)?))).collect();
    // Longest increasing subsequence of the partners.
    let mut length: Vec<(usize, Option<usize>)> = Vec::new();
    for (n, (_, j)) in matched.iter().enumerate() {
        let before = (0..n).filter(|m| matched[*m].1 < *j).max_by_key(|m| (length[*m].0, std::cmp::Reverse(*m)));
        length.push((before.map_or(1, |m| length[m].0 + 1), before));
    }
    let mut at = (0..matched.len()).max_by_key(|n| (length[*n].0, std::cmp::Reverse(*n)));
    let mut out = Vec::new();
    while let Some(n) = at {
        out.push(matched[n].0);
        at = length[n].1;
    }
    out.reverse();
    out
}

/// Which of two is the copy: the one that names the other as its source, else the later, else the shorter.
fn direction<'t, 'a>(a: &'t Text<'a>, b: &'t Text<'a>) -> (&'t Text<'a>, &'t Text<'a>, String) {
    let names = |x: &Text<'_>, y: &Text<'_>| x.folded.contains(&fold(&y.article.outlet));
    let credit = |of: &Text<'_>| format!("it names {}", of.article.outlet);
    match (names(a, b), names(b, a)) {
        (true, false) => return (a, b, credit(b)),
        (false, true) => return (b, a, credit(a)),
        _ => {}
    }
    match (&a.day, &b.day) {
        (Some(x), Some(y)) if x > y => (a, b, format!("published later, {x}")),
        (Some(x), Some(y)) if y > x => (b, a, format!("published later, {y}")),
        (None, Some(_)) => (a, b, "it has no date of its own".into()),
        (Some(_), None) => (b, a, "it has no date of its own".into()),
        _ => {
            let length = |t: &Text<'_>| (t.article.text().len(), t.article.id.clone());
            let (copy, of) = if length(a) < length(b) { (a, b) } else { (b, a) };
            (copy, of, "the shorter of the two; nothing tells which came first".into())
        }
    }
}
