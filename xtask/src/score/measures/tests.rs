//! Small cases of every measure.

use super::*;
use crate::score::notes::{Date, Entity, Tone, days};

fn entity(span: std::ops::Range<usize>, label: &str, actor: &str) -> Entity {
    Entity { span, label: label.into(), actor: Some(actor.into()) }
}

fn number(low: f64, high: f64, qualifier: &str) -> Number {
    let (low, high) = (Some(low), Some(high));
    Number { span: 0..5, low, high, qualifier: qualifier.into(), unit: "person".into(), source: None }
}

fn tone(target: &str, weight: f64) -> Tone {
    Tone { target: target.into(), voice: "author".into(), weight }
}

fn f1(gold: Notes, found: Notes, name: &str) -> f64 {
    let table = measure(&[Article { gold, found }]);
    table.rows.iter().find(|(row, _)| row == name).unwrap().1.f1
}

#[test]
fn each_thing_is_matched_once_and_the_best_first() {
    let scores = [[0.5, 0.9], [0.0, 0.8]];
    assert_eq!(one_to_one(2, 2, |i, j| scores[i][j]), [(0, 1)]);
    let scores = [[0.5, 0.5], [0.5, 0.0]];
    assert_eq!(one_to_one(2, 2, |i, j| scores[i][j]), [(0, 0)]);
    assert_eq!(one_to_one(0, 3, |_, _| 1.0), []);
}

#[test]
fn a_wrong_label_costs_the_strict_measure_only() {
    let notes =
        |label| Notes { entities: vec![entity(0..4, label, "a"), entity(9..12, "ORG", "b")], ..Notes::default() };
    assert_eq!(f1(notes("GPE"), notes("LOC"), "entities.strict"), 0.5);
    assert_eq!(f1(notes("GPE"), notes("LOC"), "entities.span"), 1.0);
}

#[test]
fn actors_are_measured_by_their_groups_and_not_by_their_names() {
    let notes = |actors: [&str; 3]| {
        let entities = actors.iter().enumerate().map(|(i, actor)| entity(i * 9..i * 9 + 4, "PERSON", actor)).collect();
        Notes { entities, ..Notes::default() }
    };
    assert_eq!(f1(notes(["a", "a", "b"]), notes(["x", "x", "y"]), "actors.b3"), 1.0);
    // All in one: recall 1, precision (2/3 + 2/3 + 1/3) / 3 = 5/9.
    assert_eq!(f1(notes(["a", "a", "b"]), notes(["x", "x", "x"]), "actors.b3"), 0.714);
    // None found: precision 1, recall (1/2 + 1/2 + 1) / 3.
    assert_eq!(f1(notes(["a", "a", "b"]), Notes::default(), "actors.b3"), 0.8);
}

#[test]
fn a_figure_needs_its_value_and_the_full_measure_its_qualifier_too() {
    let notes = |low, high, qualifier| Notes { numbers: vec![number(low, high, qualifier)], ..Notes::default() };
    assert_eq!(f1(notes(200.0, 200.0, "about"), notes(200.0, 200.0, "exact"), "numbers.value"), 1.0);
    assert_eq!(f1(notes(200.0, 200.0, "about"), notes(200.0, 200.0, "exact"), "numbers.full"), 0.0);
    assert_eq!(f1(notes(40.0, 50.0, "between"), notes(40.0, 40.0, "between"), "numbers.value"), 0.0);
    let mut bound = notes(200.0, 0.0, "at_least");
    bound.numbers[0].high = None;
    assert_eq!(f1(notes(200.0, 200.0, "at_least"), bound, "numbers.full"), 1.0);
}

#[test]
fn who_gave_a_figure_may_have_another_id_if_it_is_the_same_actor() {
    let notes = |id: &str| {
        let numbers = vec![Number { source: Some(id.into()), ..number(7.0, 7.0, "exact") }];
        Notes { entities: vec![entity(9..14, "ORG", id)], numbers, ..Notes::default() }
    };
    assert_eq!(f1(notes("rescue-service"), notes("actor-5"), "numbers.full"), 1.0);
}

#[test]
fn an_unresolved_date_is_found_but_not_right() {
    let notes = |value| Notes { dates: vec![Date { span: 0..5, days: days(value) }], ..Notes::default() };
    assert_eq!(f1(notes("2024-05"), notes("2024-05"), "dates.value"), 1.0);
    assert_eq!(f1(notes("2024-05"), notes(""), "dates.value"), 0.0);
}

#[test]
fn four_words_of_five_are_enough_of_a_quotation() {
    let notes = |words| Notes { quotes: vec![words], ..Notes::default() };
    assert_eq!(f1(notes(0..5), notes(0..4), "quotes.any"), 1.0);
    assert_eq!(f1(notes(0..5), notes(2..5), "quotes.any"), 0.0);
}

#[test]
fn tone_is_summed_by_target_and_silence_is_neutral() {
    let notes = |tone| Notes { tone, ..Notes::default() };
    let found = || notes(vec![tone("a", -0.9), tone("a", 0.5), tone("unmarked", 1.0)]);
    assert_eq!(f1(notes(vec![tone("a", -1.0), tone("b", 0.0)]), found(), "tone.polarity"), 1.0);
    assert_eq!(f1(notes(vec![tone("a", 1.0)]), found(), "tone.polarity"), 0.0);
}

#[test]
fn lines_are_counted_by_kind() {
    let notes = |kinds: [&str; 3]| Notes { lines: kinds.map(String::from).to_vec(), ..Notes::default() };
    let gold = || notes(["heading", "paragraph", "furniture"]);
    assert_eq!(f1(gold(), notes(["paragraph", "paragraph", "furniture"]), "blocks.kind"), 0.667);
    assert_eq!(f1(gold(), notes(["furniture", "paragraph", "furniture"]), "blocks.furniture"), 0.667);
}
