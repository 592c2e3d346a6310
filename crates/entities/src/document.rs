//! The names of one article: what the rules find, what the model makes of it, what somebody decided.

use crate::Label;
use crate::aliases::DECIDED;
use crate::rules::{Draft, Rules, Sure};
use crate::tagger;
use parallax_text::{Phrases, Sentence, Token};

/// The drafts of an article, settled, in order; and acronyms with the names they were introduced for.
pub(crate) struct Document {
    pub drafts: Vec<Draft>,
    /// Index of the acronym's draft, index of the full name's draft.
    pub acronyms: Vec<(usize, usize)>,
}

/// Finds the names of an article: what the rules find, and then what the [model](crate::tagger) makes of it.
pub(crate) fn read(text: &str, sentences: &[Sentence], tokens: &[Token]) -> Document {
    let rules = Rules::new(text, sentences, tokens);
    let drafts = match tagger::embedded() {
        Some(model) => tagger::settle(model, text, sentences, tokens, &rules),
        None => rules.drafts,
    };
    let at = |from: usize| drafts.binary_search_by_key(&from, |d| d.from).ok();
    let acronyms = rules.acronyms.into_iter().filter_map(|(acronym, full)| Some((at(acronym)?, at(full)?))).collect();
    Document { drafts, acronyms }
}

/// Gives names the labels that somebody decided, wherever they stand with a capital.
pub(crate) fn relabel(found: &mut Document, tokens: &[Token], sentences: &[Sentence], labels: &Phrases<Label>) {
    if labels.is_empty() {
        return;
    }
    // Acronyms are known by their place among the drafts, so by where they begin while drafts come and go.
    let acronyms: Vec<(usize, usize)> =
        found.acronyms.iter().map(|(a, f)| (found.drafts[*a].from, found.drafts[*f].from)).collect();
    let mut out: Vec<Draft> = Vec::with_capacity(found.drafts.len());
    let mut drafts = std::mem::take(&mut found.drafts).into_iter().peekable();
    for range in sentences.iter().map(Sentence::range) {
        let mut at = range.start;
        while at < range.end {
            let decided = labels.at(&tokens[..range.end], at).filter(|_| tokens[at].capital());
            let Some((len, label)) = decided else {
                at += 1;
                continue;
            };
            let (from, to) = (at, at + len);
            out.extend(std::iter::from_fn(|| drafts.next_if(|d| d.to <= from)));
            // A longer name that holds these words is another name.
            if drafts.peek().is_some_and(|d| d.from <= from && to <= d.to && d.to - d.from > len) {
                at += 1;
                continue;
            }
            let mut title = None;
            while let Some(d) = drafts.next_if(|d| d.from < to) {
                title = if d.from == from { d.title } else { title };
            }
            out.push(Draft { from, to, label: *label, sure: Sure::Certain, known: None, why: DECIDED, title });
            at = to;
        }
    }
    out.extend(drafts);
    found.drafts = out;
    let at = |from: usize| found.drafts.binary_search_by_key(&from, |d| d.from).ok();
    found.acronyms = acronyms.into_iter().filter_map(|(a, f)| Some((at(a)?, at(f)?))).collect();
}
