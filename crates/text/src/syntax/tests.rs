//! Tags, phrases, subjects and clauses of sentences of our own.

use super::{Clauses, Tagged, Tags, Weights, phrases};
use crate::{Token, Tokenizer};

fn tagged(text: &str) -> (Vec<Token>, Vec<Tagged>) {
    let tokens = Tokenizer::shared().tokens(text);
    let tags = Tags::sentence(text, &tokens);
    let notes = tokens.iter().zip(tags).map(|(t, tag)| Tagged::new(t.span(), tag)).collect();
    (tokens, notes)
}

fn written(text: &str) -> String {
    let (_, notes) = tagged(text);
    notes.iter().map(|n| n.tag.written()).collect::<Vec<_>>().join(" ")
}

/// The words of the subject of the first token that is `verb`.
fn subject(text: &str, verb: &str) -> Option<String> {
    let (tokens, tags) = tagged(text);
    let at = tokens.iter().position(|t| t.of(text) == verb).expect("the verb is there");
    let found = Clauses { text, tokens: &tokens, tags: &tags }.subject(at, 0)?;
    Some(tokens[found.range.start].span().cover(tokens[found.range.end - 1].span()).of(text).to_string())
}

#[test]
fn words_have_the_tags_of_their_place() {
    assert_eq!(written("The report said that he will report it."), "DT NN VBD IN PRP MD VB PRP PUNCT");
    assert_eq!(written("She met 19 foreign military attachés."), "PRP VBD CD JJ NN NNS PUNCT");
    assert_eq!(written("The tenants’ league won 30-odd seats."), "DT NNS POS NN VBD CD HYPH JJ NNS PUNCT");
    assert_eq!(written("They told us of US troops."), "PRP VBD PRP IN NNP NNS PUNCT");
}

#[test]
fn a_model_that_is_cut_short_is_none() {
    let bytes = include_bytes!("../../model/tags.bin");
    assert!(Weights::parse(bytes).is_some());
    assert!(Weights::parse(&bytes[..bytes.len() - 1]).is_none());
    assert!(Weights::parse(b"PXT1").is_none());
    let read = Weights::parse(bytes).expect("parsed above");
    assert_eq!(read.bytes(), bytes);
}

#[test]
fn a_phrase_ends_with_its_head() {
    let text = "killing the two old soldiers";
    let (tokens, tags) = tagged(text);
    let np = phrases::ending_at(&tokens, &tags, tokens.len()).expect("a phrase");
    assert_eq!((np.range, np.head), (1..5, 4));
    assert_eq!(phrases::starting_at(&tokens, &tags, 1).map(|p| p.range), Some(1..5));
}

#[test]
fn subjects_with_what_is_attached() {
    assert_eq!(subject("The chief of the club had often said it.", "said").as_deref(), Some("The chief of the club"));
    assert_eq!(
        subject("On Monday Ana Diaz, the mayor, warned them.", "warned").as_deref(),
        Some("Monday Ana Diaz, the mayor")
    );
    assert_eq!(subject("Nobody came, she said.", "said").as_deref(), Some("she"));
    assert_eq!(subject("Omar Ray, who fled, told us.", "told").as_deref(), Some("Omar Ray, who fled"));
    assert_eq!(subject("said the mayor", "said"), None);
}

#[test]
fn clauses_have_a_subject_and_a_verb_with_tense() {
    let clause = |text: &str| {
        let (tokens, tags) = tagged(text);
        Clauses { text, tokens: &tokens, tags: &tags }.clause_at(0, tokens.len())
    };
    assert!(clause("the road to the town was closed"));
    assert!(clause("the man who fled will return"));
    assert!(!clause("on Monday in Lima"));
    assert!(!clause("the long road to the town"));
}
