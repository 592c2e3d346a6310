//! One article, one reading: what the model made of a name in one place is held against the rest of the article.

use crate::Label;
use crate::rules::{Draft, PINNED, Rules, Sure};
use parallax_text::{Gap, Sentence, Token, among};
use rustc_hash::FxHashMap;

/// A name that the rules take whole by its head noun ("General Staff of the Army of X") stays whole where the model found
/// nothing but its pieces.
pub(super) fn keep_whole(text: &str, tokens: &[Token], rules: &Rules, found: &mut Vec<Draft>) {
    for whole in rules.drafts.iter().filter(|d| d.sure == Sure::Certain && d.label == Label::Org && d.to - d.from > 2) {
        let first = found.partition_point(|d| d.from < whole.from);
        let last = found.partition_point(|d| d.to <= whole.to);
        if last <= first || found[last - 1].to != whole.to {
            continue;
        }
        let pieces = &found[first..last];
        // "the Kyrgyz General Staff": the people is part of the name, whether or not it was found by itself.
        let people = pieces.len() == 2 && pieces[0].label == Label::Norp && pieces[0].to == pieces[1].from;
        if people && pieces[0].from == whole.from && pieces[1].label == Label::Org {
            found.splice(first..last, [whole.clone()]);
            continue;
        }
        if last == first + 1 || pieces[0].from != whole.from {
            continue;
        }
        let joined = pieces
            .windows(2)
            .all(|p| (p[0].to..p[1].from).all(|i| among("of the for", tokens[i].of(text))) && p[0].to < p[1].from);
        // "the Alliance of Nino X": a person is no part of a body's name.
        if joined && pieces[0].label == Label::Org && pieces.iter().all(|p| p.label != Label::Person) {
            found.splice(first..last, [whole.clone()]);
        }
    }
}

/// A listed people is one also where the model passed over it or took it for a body: lists of peoples have few double meanings.
pub(super) fn listed_peoples(rules: &Rules, found: &mut Vec<Draft>) {
    let mut more = Vec::new();
    for d in rules.drafts.iter().filter(|d| d.sure == Sure::Certain && d.label == Label::Norp) {
        let first = found.partition_point(|f| f.to <= d.from);
        match found.get_mut(first).filter(|f| f.from < d.to) {
            None => more.push(d.clone()),
            Some(f) if f.from == d.from && f.to == d.to && f.label == Label::Org => *f = d.clone(),
            Some(_) => {}
        }
    }
    found.extend(more);
    found.sort_by_key(|d| d.from);
}

/// Words that stand as a name more than once are one thing: they have the label that most of their places have, where those
/// are twice as many as of its own (a guess gives way to any more); a longer name that begins with them counts too ("Acme" beside "Acme Holding").
pub(super) fn one_label(tokens: &[Token], found: &mut [Draft]) {
    let keys = |d: &Draft| tokens[d.from..d.to].iter().map(|t| t.key).collect::<Vec<u64>>();
    let mut votes: FxHashMap<Vec<u64>, [usize; 10]> = FxHashMap::default();
    for d in found.iter() {
        votes.entry(keys(d)).or_default()[d.label as usize] += if d.sure == Sure::Guess { 2 } else { 3 };
    }
    for d in found.iter().filter(|d| d.to - d.from > 1 && d.label == Label::Org) {
        if let Some(votes) = votes.get_mut(&keys(d)[..1]) {
            votes[d.label as usize] += 2;
        }
    }
    for d in found.iter_mut().filter(|d| d.label != Label::Norp && !PINNED.contains(&d.why)) {
        let votes = votes[&keys(d)];
        let (mut top, mut label) = (0, d.label);
        for (n, candidate) in votes.iter().zip(Label::all()).filter(|(_, l)| *l != Label::Norp) {
            if *n > top {
                (top, label) = (*n, candidate);
            }
        }
        let own = votes[d.label as usize];
        if label != d.label && (top >= 2 * own || d.sure == Sure::Guess && top > own) {
            (d.label, d.why, d.known) = (label, "as mostly in the article", None);
        }
    }
}

/// An acronym is one thing in all of an article: it has the label of the name it was introduced for, else the one it mostly
/// has, and is a name wherever it stands.
pub(super) fn one_reading(tokens: &[Token], sentences: &[Sentence], rules: &Rules, found: &mut Vec<Draft>) {
    let acronym = |t: &Token| t.all_capitals() && t.is_word() && (2..=8).contains(&t.span().len());
    let mut votes: FxHashMap<u64, [usize; 10]> = FxHashMap::default();
    for d in found.iter().filter(|d| d.to - d.from == 1 && acronym(&tokens[d.from])) {
        votes.entry(tokens[d.from].key).or_default()[d.label as usize] += 1;
    }
    for (short, full) in &rules.acronyms {
        let named = found.iter().find(|d| d.from == *full || d.from <= *full && *full < d.to);
        if let Some(d) = named {
            votes.entry(tokens[*short].key).or_default()[d.label as usize] += 1000;
        }
    }
    if votes.is_empty() {
        return;
    }
    let label = |key: u64| {
        let votes = votes.get(&key)?;
        let top = (0..votes.len()).fold(0, |top, l| if votes[l] > votes[top] { l } else { top });
        Label::all().get(top).copied()
    };
    let open = |d: &&mut Draft| d.to - d.from == 1 && acronym(&tokens[d.from]) && !PINNED.contains(&d.why);
    for d in found.iter_mut().filter(open) {
        if let Some(label) = label(tokens[d.from].key).filter(|l| *l != d.label) {
            (d.label, d.why, d.known) = (label, "as mostly in the article", None);
        }
    }
    let mut covered = vec![false; tokens.len()];
    found.iter().for_each(|d| covered[d.from..d.to].fill(true));
    // Once may be chance; twice, or introduced, is a name.
    let known = |key: u64| votes.get(&key).is_some_and(|v| v.iter().sum::<usize>() > 1);
    for (sentence, _) in sentences.iter().zip(&rules.title_case).filter(|(_, title_case)| !**title_case) {
        for i in sentence.range().filter(|i| !covered[*i] && acronym(&tokens[*i])) {
            let glued = tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None && t.is_word())
                || tokens[i].gap == Gap::None && i > 0 && tokens[i - 1].is_word();
            if let Some(label) = label(tokens[i].key).filter(|_| !glued && known(tokens[i].key)) {
                let why = "as elsewhere in the article";
                found.push(Draft { from: i, to: i + 1, label, sure: Sure::Likely, known: None, why, title: None });
            }
        }
    }
    found.sort_by_key(|d| d.from);
}
