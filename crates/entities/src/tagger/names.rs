//! From the model's tags to names, each with its reason: the rule that found it too, or the kind of feature that spoke most
//! for it.

use super::agree;
use super::weights::Scores;
use super::{Features, Group, Model, Pin, TAGS, Tag};
use crate::Label;
use crate::gazetteer::Gazetteer;
use crate::rules::{Draft, PINNED, Rules, Sure};
use parallax_text::{Gap, Sentence, Token, TokenKind};
use std::sync::OnceLock;

/// The model of this build.
pub(crate) fn embedded() -> Option<&'static Model<'static>> {
    static MODEL: OnceLock<Option<Model<'static>>> = OnceLock::new();
    MODEL.get_or_init(|| Model::new(include_bytes!("../../model/entities.bin"))).as_ref()
}

/// The names of an article: where the rules read a form that leaves no doubt, theirs; elsewhere the model's.
pub(crate) fn settle(
    model: &Model<'_>,
    text: &str,
    sentences: &[Sentence],
    tokens: &[Token],
    rules: &Rules,
) -> Vec<Draft> {
    let features = Features::new(text, sentences, tokens, &rules.drafts, &rules.title_case);
    // What leaves no doubt stands, and is outside every other name.
    let mut out: Vec<Draft> = rules.drafts.iter().filter(|d| PINNED.contains(&d.why)).cloned().collect();
    let mut pins = vec![Pin::Free; tokens.len()];
    out.iter().for_each(|d| pins[d.from..d.to].fill(Pin::Fixed(Tag::OUT)));
    let mut by_rule = rules.drafts.iter().peekable();
    let mut each = features.tokens();
    let mut scores: Vec<Scores> = Vec::new();
    for zone in &features.zones {
        scores.clear();
        let mut of_zone = Vec::with_capacity(zone.to - zone.from);
        for _ in zone.from..zone.to {
            let Some(token) = each.next() else { break };
            scores.push(model.scores(token));
            of_zone.push(token);
        }
        let tags = model.decode(&scores, &pins[zone.from..zone.to]);
        let mut at = 0;
        while at < tags.len() {
            let Some(label) = tags[at].label() else {
                at += 1;
                continue;
            };
            let mut to = at + 1;
            while to < tags.len() && tags[to] == Tag::inside(label) {
                to += 1;
            }
            let (from, mut end) = (zone.from + at, zone.from + to);
            // "British Indians": two peoples side by side are one group.
            while label == Label::Norp && tags.get(to) == Some(&Tag::begin(label)) && tokens[end].gap == Gap::Space {
                to += 1;
                while tags.get(to) == Some(&Tag::inside(label)) {
                    to += 1;
                }
                end = zone.from + to;
            }
            while by_rule.next_if(|d| d.to <= from).is_some() {}
            let same = by_rule.peek().filter(|d| d.from == from && d.to == end && d.label == label);
            out.push(match same {
                Some(draft) => (*draft).clone(),
                None => found(model, tokens, from, end, label, of_zone[at]),
            });
            at = to;
        }
    }
    out.retain(|d| d.known.is_some() || !amount(tokens, d));
    out.sort_by_key(|d| d.from);
    agree::keep_whole(text, tokens, rules, &mut out);
    agree::listed_peoples(rules, &mut out);
    agree::one_label(tokens, &mut out);
    agree::one_reading(tokens, sentences, rules, &mut out);
    out
}

/// "60GB", "450 Nm", "EUR50m": digits with the letters of a unit or a currency, whatever the model holds.
fn amount(tokens: &[Token], d: &Draft) -> bool {
    let number = |i: usize| tokens[i].kind == TokenKind::Number;
    let short = |i: usize| tokens[i].is_word() && tokens[i].span().len() <= 4;
    let unit = d.to - d.from == 2 && number(d.from) && short(d.from + 1);
    let code = short(d.from) && d.from + 1 < d.to && number(d.from + 1) && tokens[d.from + 1].gap == Gap::None;
    unit || code && tokens[d.from].all_capitals()
}

/// A name that the model alone found, or found otherwise than the rules.
fn found(model: &Model<'_>, tokens: &[Token], from: usize, to: usize, label: Label, first: &[u64]) -> Draft {
    let lists = Gazetteer::shared();
    let known = lists.names.at(&tokens[..to], from).filter(|(len, k)| from + len == to && k.label == label);
    let person = label == Label::Person && tokens[from].gap == Gap::Space;
    let before = if person { lists.titles.before(tokens, from, 4) } else { None };
    let title = before.filter(|(len, _)| tokens[from - len].capital()).map(|(len, _)| (from - len, from));
    Draft { from, to, label, sure: Sure::Likely, known: known.map(|(_, k)| k), why: why(model, label, first), title }
}

/// The kind of feature that spoke most for the label where the name begins.
fn why(model: &Model<'_>, label: Label, features: &[u64]) -> &'static str {
    let tag = usize::from(Tag::begin(label).0);
    let mut sums = [0i32; 6];
    for (feature, group) in features.iter().zip(Features::groups()) {
        let row = model.row(*feature);
        let all: i32 = row.iter().map(|w| i32::from(*w as i8)).sum();
        sums[group as usize] += i32::from(row[tag] as i8) * TAGS as i32 - all;
    }
    let top = (0..sums.len()).fold(0, |top, g| if sums[g] > sums[top] { g } else { top });
    const REASONS: [&str; 6] = [
        "learnt: the word itself",
        "learnt: its letters and capitals",
        "learnt: the words beside it",
        "learnt: lists of names and words",
        "learnt: the rules' reading in its place",
        "learnt: the rest of the article",
    ];
    const _: () = assert!(Group::Article as usize + 1 == REASONS.len());
    REASONS[top]
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_model_of_this_build_is_read() {
        assert!(super::embedded().is_some());
    }
}
