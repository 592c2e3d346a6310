//! The resolver of stories: articles grouped by the words, names and numbers they share, and by when they appeared.
//!
//! Cosine of tf-idf vectors (Salton and Buckley 1988) with names and numbers weighed up, then average-link clustering
//! over the pairs that an inverted index proposes, so a long pile is not compared all with all.

use parallax_core::jiff::civil::{Date, date};
use parallax_core::{Article, NoOptions, Note, Resolver, Stories, Story};
use parallax_dates::{Anchor, Publication, Timex, TimexType};
use parallax_entities::{Label, Mention, skeleton};
use parallax_text::{BlockKind, Sentence, Token, TokenKind, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// The resolver of stories.
pub struct Grouping;

parallax_core::register! {
    /// Which articles tell one story, by shared names, numbers, words and days.
    resolver "stories": Grouping
}

/// What is kept of an article.
pub struct Digest {
    title: String,
    outlet: String,
    /// Day of publication, or with `false` the latest day that the text names.
    day: Option<(i64, bool)>,
    date: String,
    /// Term key: weight in this article.
    terms: Vec<(u64, f32)>,
}

/// A pair is one story from this cosine on, a cluster from this average on.
const ALIKE: f64 = 0.13;
/// Terms in more articles than this propose no pairs.
const PROPOSING: usize = 120;

impl Resolver for Grouping {
    type Reads = (Sentence, Token, Mention, Publication, Timex);
    type Digest = Digest;
    type Index = Stories;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Grouping
    }

    fn digest(
        &self,
        article: &Article,
        (sentences, tokens, mentions, publication, dates): (
            &[Sentence],
            &[Token],
            &[Mention],
            &[Publication],
            &[Timex],
        ),
    ) -> Digest {
        let text = article.text();
        let mut counts: BTreeMap<u64, f32> = BTreeMap::new();
        let inside: FxHashSet<usize> = mentions.iter().flat_map(|m| m.span().start()..m.span().end()).collect();
        for sentence in sentences.iter().filter(|s| s.prose()) {
            let weight = if sentence.block == BlockKind::Heading { 2.0 } else { 1.0 };
            for token in sentence.tokens(tokens) {
                let word = token.of(text);
                let number = token.kind == TokenKind::Number
                    && word.len() >= 2
                    && !(word.len() == 4 && (word.starts_with("19") || word.starts_with("20")));
                let content = token.is_word() && word.len() > 3 && !inside.contains(&token.span().start());
                if number || content {
                    let key = if number { token.key } else { parallax_text::key(stem(&fold(word))) };
                    *counts.entry(key).or_default() += if number { 2.0 * weight } else { weight };
                }
            }
        }
        for mention in mentions {
            // A person goes by the sound of the surname, since outlets spell it each their own way.
            let words = || mention.span().of(text).split_whitespace();
            let name = match (mention.label, words().next_back()) {
                (Label::Person, Some(last)) => parallax_text::key(&format!("~{}", skeleton(last))),
                _ => parallax_text::key(&mention.chain),
            };
            *counts.entry(name).or_default() += 1.5;
        }
        let first = sentences.iter().find(|s| s.prose()).map(|s| s.span().of(text).to_string());
        Digest {
            title: article.title.clone().or(first).unwrap_or_else(|| article.id.clone()),
            outlet: article.outlet.clone(),
            day: publication.first().map(|p| (days(p.date), true)).or_else(|| latest(dates).map(|d| (days(d), false))),
            date: publication.first().map_or(String::new(), |p| p.date.to_string()),
            terms: counts.into_iter().map(|(k, n)| (k, 1.0 + n.ln())).collect(),
        }
    }

    fn resolve(&self, digests: Vec<(String, Digest)>) -> Stories {
        let vectors = vectors(&digests);
        let pairs = pairs(&digests, &vectors);
        let mut groups = cluster(digests.len(), &pairs);
        groups.sort();
        let mut taken = BTreeSet::new();
        let mut stories: Vec<Story> = groups.into_iter().map(|g| story(&digests, &pairs, g, &mut taken)).collect();
        stories.sort_by(|a, b| b.articles.len().cmp(&a.articles.len()).then(a.id.cmp(&b.id)));
        Stories(stories)
    }
}

/// The latest day that the text names: without a day of publication, the news cannot be older.
fn latest(dates: &[Timex]) -> Option<Date> {
    let said = dates.iter().filter(|d| d.kind == TimexType::Date && d.anchor == Anchor::None);
    said.filter_map(|d| d.value.as_ref()?.parse().ok()).max()
}

/// A word without its commonest endings.
fn stem(word: &str) -> &str {
    let cut = |s: &'static str| word.strip_suffix(s).filter(|w| w.len() > 3);
    cut("ing").or_else(|| cut("ies")).or_else(|| cut("ed")).or_else(|| cut("es")).or_else(|| cut("s")).unwrap_or(word)
}

/// Unit vectors of tf-idf.
fn vectors(digests: &[(String, Digest)]) -> Vec<Vec<(u64, f64)>> {
    let mut df: FxHashMap<u64, usize> = FxHashMap::default();
    for (_, d) in digests {
        d.terms.iter().for_each(|(k, _)| *df.entry(*k).or_default() += 1);
    }
    let n = digests.len() as f64;
    let vector = |d: &Digest| {
        let weighed: Vec<(u64, f64)> =
            d.terms.iter().map(|(k, w)| (*k, f64::from(*w) * (1.0 + (n + 20.0) / (df[k] as f64 + 1.0)).ln())).collect();
        let norm = weighed.iter().map(|(_, w)| w * w).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        weighed.into_iter().map(|(k, w)| (k, w / norm)).collect()
    };
    digests.iter().map(|(_, d)| vector(d)).collect()
}

/// How alike the pairs are that share a term that is not everywhere.
fn pairs(digests: &[(String, Digest)], vectors: &[Vec<(u64, f64)>]) -> BTreeMap<(usize, usize), f64> {
    let mut postings: FxHashMap<u64, Vec<(usize, f64)>> = FxHashMap::default();
    for (i, v) in vectors.iter().enumerate() {
        v.iter().for_each(|(k, w)| postings.entry(*k).or_default().push((i, *w)));
    }
    let mut out = BTreeMap::new();
    let mut dot = vec![0.0f64; vectors.len()];
    for (i, v) in vectors.iter().enumerate() {
        let mut touched = Vec::new();
        for (k, w) in v {
            let list = &postings[k];
            if list.len() > PROPOSING.max(vectors.len() / 10) && vectors.len() > PROPOSING {
                continue;
            }
            let from = list.partition_point(|(j, _)| *j <= i);
            for (j, other) in &list[from..] {
                if dot[*j] == 0.0 {
                    touched.push(*j);
                }
                dot[*j] += w * other;
            }
        }
        touched.sort_unstable();
        for j in touched {
            let score = dot[j] * near_in_time(digests[i].1.day, digests[j].1.day);
            dot[j] = 0.0;
            if score > ALIKE * 0.5 {
                out.insert((i, j), score);
            }
        }
    }
    out
}

/// A story passes: weeks apart is less likely one, months apart hardly.
fn near_in_time(a: Option<(i64, bool)>, b: Option<(i64, bool)>) -> f64 {
    match (a, b) {
        // A day that the text names only says that the news is not older; within a year or so it says no more.
        (Some((a, known)), Some((b, sure))) if !(known && sure) => {
            if (a - b).abs() <= 400 {
                0.95
            } else {
                0.35
            }
        }
        (Some((a, _)), Some((b, _))) => match (a - b).abs() {
            0..=4 => 1.0,
            5..=14 => 0.9,
            15..=45 => 0.7,
            _ => 0.35,
        },
        _ => 0.95,
    }
}

/// Average-link clustering, the most alike first.
fn cluster(n: usize, pairs: &BTreeMap<(usize, usize), f64>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let mut of: Vec<usize> = (0..n).collect();
    let mut order: Vec<(i64, usize, usize)> =
        pairs.iter().filter(|(_, s)| **s >= ALIKE).map(|((i, j), s)| (-(s * 1e9).round() as i64, *i, *j)).collect();
    order.sort_unstable();
    for (_, i, j) in order {
        let (a, b) = (of[i].min(of[j]), of[i].max(of[j]));
        if a == b {
            continue;
        }
        let link = |x: &usize, y: &usize| pairs.get(&(*x.min(y), *x.max(y))).copied().unwrap_or(0.0);
        let sum: f64 = groups[a].iter().flat_map(|x| groups[b].iter().map(move |y| link(x, y))).sum();
        if sum / (groups[a].len() * groups[b].len()) as f64 >= ALIKE {
            let moved = std::mem::take(&mut groups[b]);
            moved.iter().for_each(|m| of[*m] = a);
            groups[a].extend(moved);
        }
    }
    groups.into_iter().filter(|g| !g.is_empty()).collect()
}

fn story(
    digests: &[(String, Digest)],
    pairs: &BTreeMap<(usize, usize), f64>,
    group: Vec<usize>,
    taken: &mut BTreeSet<String>,
) -> Story {
    let link = |a: usize, b: usize| pairs.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
    let central = |a: usize| group.iter().filter(|b| **b != a).map(|b| (link(a, *b) * 1e6) as i64).sum::<i64>();
    let centre =
        *group.iter().max_by_key(|i| (central(**i), std::cmp::Reverse(&digests[**i].0))).expect("a group has members");
    let title = digests[centre].1.title.clone();
    let folded = fold(&title);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(7).collect();
    let plain = if words.is_empty() { "story".to_string() } else { words.join("-") };
    let id = std::iter::once(plain.clone())
        .chain((2..).map(|n| format!("{plain}-{n}")))
        .find(|id| !taken.contains(id))
        .expect("numbers do not end");
    taken.insert(id.clone());
    let mut members = group.clone();
    members.sort_by(|a, b| {
        let key = |i: usize| (digests[i].1.date.is_empty(), &digests[i].1.date, &digests[i].1.outlet, &digests[i].0);
        key(*a).cmp(&key(*b))
    });
    let why = if group.len() == 1 {
        "alike to no other article".to_string()
    } else {
        let links: Vec<f64> =
            group.iter().enumerate().flat_map(|(n, a)| group[n + 1..].iter().map(move |b| link(*a, *b))).collect();
        format!("mean cosine of names, numbers and words {:.2}", links.iter().sum::<f64>() / links.len() as f64)
    };
    Story { id, title, articles: members.into_iter().map(|i| digests[i].0.clone()).collect(), why }
}

/// Days since a fixed day, for differences.
fn days(day: Date) -> i64 {
    i64::from((day - date(2000, 1, 1)).get_days())
}
