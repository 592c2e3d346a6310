//! Numerals at the start of short texts: tokens taken, least and greatest value.

use super::Numerals;
use crate::Tokenizer;

fn read(text: &str) -> Option<(usize, f64, f64)> {
    let tokens = Tokenizer::shared().tokens(text);
    Numerals::shared().read(text, &tokens, 0).map(|n| (n.len, n.low, n.high))
}

fn value(text: &str) -> f64 {
    let tokens = Tokenizer::shared().tokens(text);
    let n = Numerals::shared().read(text, &tokens, 0).unwrap_or_else(|| panic!("no numeral: {text}"));
    assert_eq!(n.len, tokens.len(), "the whole of {text:?}");
    assert_eq!(n.low, n.high, "{text}");
    n.low
}

#[test]
fn digits_with_separators_and_scales() {
    assert_eq!(read("9,000 men"), Some((1, 9000.0, 9000.0)));
    assert_eq!(read("816 000 t"), Some((2, 816_000.0, 816_000.0)));
    assert_eq!(read("1.2 million votes"), Some((2, 1_200_000.0, 1_200_000.0)));
    assert_eq!(read("5.2bn"), Some((2, 5.2e9, 5.2e9)));
    assert_eq!(value("1 414 021 100"), 1_414_021_100.0);
    assert_eq!(value("1.250.000"), 1_250_000.0);
    assert_eq!(value(".25"), 0.25);
    assert_eq!(read("37,5 million"), Some((2, 37_500_000.0, 37_500_000.0)));
    assert_eq!(read("170 tanks"), Some((1, 170.0, 170.0)));
    assert_eq!(value("4 thousand 3 hundred and 21"), 4321.0);
    assert_eq!(read("3 hundred and 2 hundred"), Some((2, 300.0, 300.0)));
}

#[test]
fn an_m_is_a_metre_or_a_million() {
    assert_eq!(read("5 m deep"), Some((1, 5.0, 5.0)));
    assert_eq!(read("37m (121ft)-long"), Some((1, 37.0, 37.0)));
    assert_eq!(read("48m."), Some((1, 48.0, 48.0)));
    assert_eq!(read("2.7m combined sales"), Some((2, 2_700_000.0, 2_700_000.0)));
}

#[test]
fn powers_signs_and_vulgar_fractions() {
    assert_eq!(value("4e14"), 4e14);
    assert!((value("5.5x10-3") - 0.0055).abs() < 1e-12);
    assert!((value("1.1^23") - 8.954_302_432_552_39).abs() < 1e-9);
    assert_eq!(value("-5"), -5.0);
    assert_eq!(value("minus-130"), -130.0);
    assert_eq!(value("negative one"), -1.0);
    assert_eq!(value("3/4"), 0.75);
    assert_eq!(value("2 1/2"), 2.5);
    assert_eq!(value("2½"), 2.5);
    assert_eq!(read("9/11 attacks"), Some((1, 9.0, 9.0)));
}

#[test]
fn words() {
    assert_eq!(read("two hundred armoured"), Some((2, 200.0, 200.0)));
    assert_eq!(value("twenty-one"), 21.0);
    assert_eq!(read("a hundred guns"), Some((2, 100.0, 100.0)));
    assert_eq!(value("one hundred and seventy"), 170.0);
    assert_eq!(value("three hundred and forty thousand"), 340_000.0);
    assert_eq!(value("twenty-one trillion three hundred"), 21_000_000_000_300.0);
    assert_eq!(value("two and a half million"), 2_500_000.0);
    assert_eq!(value("three dozen"), 36.0);
    assert_eq!(value("two hundred point seventy-one"), 200.71);
    assert_eq!(value("two point zero three"), 2.03);
    assert_eq!(read("seven out of ten"), Some((1, 7.0, 7.0)));
    assert_eq!(read("one two"), Some((1, 1.0, 1.0)));
    assert_eq!(read("twenty ten"), Some((1, 20.0, 20.0)));
    assert_eq!(read("a man"), None);
}

#[test]
fn fractions() {
    assert_eq!(value("half a million"), 500_000.0);
    assert_eq!(value("five eighths"), 0.625);
    assert_eq!(value("two-thirds"), 2.0 / 3.0);
    assert_eq!(value("one twenty-fifth"), 0.04);
    assert_eq!(value("one hundred and three quarters"), 100.75);
    assert_eq!(value("one hundred and thirty fifths"), 26.0);
    assert_eq!(value("quarter of a million"), 250_000.0);
    assert_eq!(read("two quarters"), Some((1, 2.0, 2.0)));
    assert_eq!(read("two third-placed teams"), Some((1, 2.0, 2.0)));
}

#[test]
fn vague_words_are_stretches() {
    assert_eq!(read("dozens of people"), Some((2, 24.0, 99.0)));
    assert_eq!(read("tens of thousands fled"), Some((3, 10_000.0, 100_000.0)));
    assert_eq!(read("several thousand fled"), Some((2, 3000.0, 9000.0)));
}

#[test]
fn ordinals() {
    let text = "the 21st and twenty-first third";
    let tokens = Tokenizer::shared().tokens(text);
    assert_eq!(Numerals::shared().ordinal(text, &tokens, 1), Some((2, 21)));
    assert_eq!(Numerals::shared().ordinal(text, &tokens, 4), Some((3, 21)));
    assert_eq!(Numerals::shared().ordinal(text, &tokens, 7), Some((1, 3)));
}
