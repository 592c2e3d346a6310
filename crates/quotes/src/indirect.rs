//! Indirect speech: what a cue without quotation marks reports.

use crate::cues::CueForm;
use crate::speaker::{Attribution, Speakers};
use std::ops::Range;

/// The tokens that an attribution reports, inside its sentence.
pub(crate) fn content(speakers: &Speakers<'_>, sentence: Range<usize>, a: &Attribution) -> Option<Range<usize>> {
    let end = trim_end(speakers, sentence.end, sentence.start);
    let opens = a.tag.start <= sentence.start + 1;
    // "…, the ministry said on Monday (10/17/2022)": nothing but a date may follow the tag.
    let rest = &speakers.tokens[a.tag.end.min(end)..end];
    let closes = rest.len() <= 9
        && rest.iter().all(|t| {
            !t.is_word()
                || t.capital()
                || matches!(t.of(speakers.text), "on" | "in" | "late" | "early" | "at" | "a.m." | "p.m.")
        });
    let before_comma = a.tag.start > sentence.start && speakers.word(a.tag.start - 1) == ",";
    match a.form.form {
        CueForm::BeforeSource if opens => {
            let comma = (a.tag.end..end).find(|i| speakers.word(*i) == ",")?;
            (end - comma > 3).then_some(comma + 1..end)
        }
        CueForm::BeforeSource => {
            let from = sentence.start;
            let to = a.tag.start - usize::from(before_comma);
            (to > from + 2).then_some(from..to)
        }
        // "…, the ministry said.", "…, Diaz told reporters in Lima.", "…, said Omar Diaz, who leads the council.": a clause
        // stands before the comma and none of its own behind the verb.
        CueForm::Verb | CueForm::AfterSource
            if before_comma
                && a.tag.start > sentence.start + 3
                && (closes
                    || (a.inverted || !clause(speakers, a.cue.end, end))
                        && clause(speakers, sentence.start, a.tag.start)) =>
        {
            Some(sentence.start..a.tag.start - 1)
        }
        CueForm::Verb => {
            let mut from = a.cue.end.max(a.tag.end);
            if from >= end {
                return None;
            }
            // "told reporters on Monday that": up to six words between the verb and its clause.
            let that = (from..end.min(from + 9)).find(|i| speakers.word(*i) == "that");
            match that {
                Some(i) => from = i + 1,
                None if a.form.common || !a.form.that || !clause(speakers, from, end) => return None,
                None => {}
            }
            (end > from + 1).then_some(from..end)
        }
        CueForm::AfterSource => (end > a.cue.end + 2).then_some(a.cue.end..end),
    }
}

/// Whether a clause begins here: "said the road was closed", not "said on Monday" alone or a noun phrase as object.
fn clause(speakers: &Speakers<'_>, from: usize, end: usize) -> bool {
    if from >= end {
        return false;
    }
    const VERBS: [&str; 34] = [
        "is", "are", "was", "were", "will", "would", "has", "have", "had", "could", "can", "may", "might", "should",
        "must", "did", "does", "do", "be", "been", "cannot", "does", "plans", "wants", "needs", "hopes", "expects",
        "began", "took", "fell", "rose", "went", "came", "made",
    ];
    speakers.tokens[from..end].iter().take(25).any(|t| {
        let w = t.of(speakers.text);
        VERBS.contains(&w) || w.len() > 4 && w.ends_with("ed") && !t.capital()
    })
}

fn trim_end(speakers: &Speakers<'_>, mut end: usize, start: usize) -> usize {
    while end > start && matches!(speakers.word(end - 1), "." | "!" | "?" | "”" | "\"" | ",") {
        end -= 1;
    }
    // A citation in parentheses at the end is no part of what is said.
    if speakers.word(end.wrapping_sub(1)) == ")"
        && let Some(open) = (start..end).rev().find(|i| speakers.word(*i) == "(")
    {
        return open.max(start);
    }
    end
}
