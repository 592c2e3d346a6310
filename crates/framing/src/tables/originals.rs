//! What of a pile is counted once: a wire report that ten outlets print would be ten opinions, a caption that an outlet prints under
//! every picture its favourite words.

use parallax_core::{Note, Reading, Reads, Span};
use parallax_text::{Sentence, Token};
use rustc_hash::{FxHashMap, FxHashSet};

/// A sentence counts from so many words on: shorter ones are alike by chance.
const WORDS: usize = 8;
/// An article is a copy if another before it has this part of its sentences, and so many at least.
const SHARE: f64 = 0.5;
const SENTENCES: usize = 3;
/// So often an outlet may say the same in fewer words before it is a formula of the house: "Read more", "Hide caption".
const CHANCE: usize = 3;

/// What an article that is no near-copy says for the first time in its outlet.
pub(super) struct Fresh {
    /// Sentences that the outlet printed before, in order.
    again: Vec<Span>,
}

impl Fresh {
    /// Whether a place lies in no sentence that the outlet printed before, word for word.
    pub(super) fn has(&self, span: Span) -> bool {
        let after = self.again.partition_point(|sentence| sentence.end() <= span.start());
        self.again.get(after).is_none_or(|sentence| !sentence.overlaps(span))
    }
}

/// A sentence of prose by its words.
struct Line {
    span: Span,
    hash: u64,
    words: usize,
}

/// The articles that are no near-copy of one before them, each with what it has of its own; `parts` finds sentences and tokens among
/// the layers. An outlet that has copies alone keeps its first: it is described by it, and one article is never tested.
pub(super) fn originals<'r, 'a, L: Reads>(
    articles: &'r [Reading<'a, L>],
    parts: impl Fn(&L::View<'a>) -> (&'a [Sentence], &'a [Token]),
) -> Vec<(&'r Reading<'a, L>, Fresh)> {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    let (mut lines, mut kept) = (Vec::new(), Vec::new());
    for (n, reading) in articles.iter().enumerate() {
        let (sentences, tokens) = parts(&reading.layers);
        let prose = sentences.iter().filter(|s| s.prose());
        let own: Vec<Line> = prose.map(|sentence| line(sentence, tokens)).collect();
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        let long = || own.iter().filter(|line| line.words >= WORDS);
        for line in long() {
            let owner = *first.entry(line.hash).or_insert(n);
            if owner != n {
                *shared.entry(owner).or_default() += 1;
            }
        }
        let most = shared.values().copied().max().unwrap_or(0);
        kept.push(most < SENTENCES || (most as f64) < SHARE * long().count() as f64);
        lines.push(own);
    }
    let outlet = |n: usize| articles[n].article.outlet.as_str();
    let mut seen: FxHashSet<&str> = (0..kept.len()).filter(|n| kept[*n]).map(outlet).collect();
    kept.iter_mut().enumerate().for_each(|(n, kept)| *kept |= seen.insert(outlet(n)));
    let mut printed: FxHashMap<(&str, u64), usize> = FxHashMap::default();
    let mut out = Vec::new();
    for ((reading, lines), _) in articles.iter().zip(lines).zip(kept).filter(|(_, kept)| *kept) {
        let mut again = Vec::new();
        for line in lines {
            let times = printed.entry((&reading.article.outlet, line.hash)).or_default();
            if *times >= if line.words >= WORDS { 1 } else { CHANCE } {
                again.push(line.span);
            }
            *times += 1;
        }
        out.push((reading, Fresh { again }));
    }
    out
}

fn line(sentence: &Sentence, tokens: &[Token]) -> Line {
    let (mut words, mut hash) = (0, 0);
    for word in sentence.tokens(tokens).iter().filter(|t| t.is_word()) {
        words += 1;
        hash = crate::linear::mix(hash, word.key);
    }
    Line { span: sentence.span(), hash, words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::{Article, Layers};

    /// Of each article of these outlets with these texts whether each sentence counts; nothing for a copy.
    fn counted(articles: &[(&str, &str)]) -> Vec<Vec<bool>> {
        let articles: Vec<(Article, Layers)> = articles
            .iter()
            .enumerate()
            .map(|(n, (outlet, text))| {
                let mut article = Article::new(n.to_string(), *text);
                article.outlet = outlet.to_string();
                let layers = parallax_testkit::read(&article, "sentences");
                (article, layers)
            })
            .collect();
        let readings: Vec<Reading<'_, (Sentence, Token)>> =
            articles.iter().map(|(article, l)| Reading { article, layers: (l.get(), l.get()) }).collect();
        let mut out = vec![Vec::new(); readings.len()];
        for (reading, fresh) in originals(&readings, |layers| *layers) {
            let n: usize = reading.article.id.parse().unwrap();
            out[n] = reading.layers.0.iter().map(|sentence| fresh.has(sentence.span())).collect();
        }
        out
    }

    #[test]
    fn a_copy_is_left_out_unless_its_outlet_has_nothing_else() {
        let wire = "The harbour of the old town was closed for the whole day. The mayor of the town said that the sea had come \
                    over the wall. Nobody in the streets behind the wall was hurt by the water.";
        let other = "The club won the last match of the season at home by two goals.";
        let kept = counted(&[("A", wire), ("B", wire), ("B", other), ("C", wire)]);
        assert_eq!(kept.iter().map(|sentences| !sentences.is_empty()).collect::<Vec<_>>(), [true, false, true, true]);
    }

    #[test]
    fn what_an_outlet_prints_again_counts_once_and_a_short_sentence_three_times() {
        let long = "The harbour of the old town was closed for the whole day.";
        let texts = ["One is here.", "Two is here.", "Three is here.", "Four is here."]
            .map(|own| format!("{own} {long} Hide the caption."));
        let of = |outlets: [&'static str; 4]| {
            counted(&outlets.into_iter().zip(texts.iter().map(String::as_str)).collect::<Vec<_>>())
        };
        let [yes, no] = [true, false];
        let same = of(["A", "A", "A", "A"]);
        assert_eq!(same, [[yes, yes, yes], [yes, no, yes], [yes, no, yes], [yes, no, no]]);
        assert_eq!(of(["A", "B", "C", "D"]), [[yes; 3]; 4], "each in its own words");
    }
}
