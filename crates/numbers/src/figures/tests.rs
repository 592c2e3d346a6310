//! Figures in sentences of our own.

use crate::{Figure, Qualifier};

fn check(fixture: &str) {
    parallax_testkit::check(fixture, |f: &Figure, text| {
        let number = |n: Option<f64>| n.map_or("-".to_string(), |n| n.to_string());
        let value = if f.low == f.high { number(f.low) } else { format!("{}..{}", number(f.low), number(f.high)) };
        let qualifier =
            if f.qualifier == Qualifier::Exact { String::new() } else { format!(" {:?}", f.qualifier).to_lowercase() };
        let of = f.of.map_or(String::new(), |s| format!(" of {}", s.of(text)));
        let source = f.source.as_ref().map_or(String::new(), |s| format!(" by {}", s.as_str()));
        format!("{value}{qualifier} {}{of}{source}", f.unit)
    });
}

#[test]
fn counts_with_qualifier_thing_and_source() {
    check(
        "
According to Omar Diaz, up to 4,000 Peruvian soldiers, about 120 tanks and two hundred guns and mortars came.
                              ^^^^^ 4000 atmost person of Peruvian soldiers by omar-diaz
                                                             ^^^ 120 about vehicle of tanks by omar-diaz
                                                                           ^^^^^^^^^^^ 200 piece of guns and mortars by omar-diaz
Dozens of people fled; at least 14 were killed and the toll may rise to 21.
^^^^^^^^^ 24..99 vague person of people
                                ^^ 14 atleast person of killed
                                                                        ^^ 21 person of toll",
    );
}

#[test]
fn money_shares_and_measures() {
    check(
        "
It paid $5.2 million, 37,5 million euros and €3bn for 12% of shares, 25 basis points more.
        ^^^^^^^^^^^^ 5200000 usd
                      ^^^^^^^^^^^^ 37500000 eur
                                             ^^^^ 3000000000 eur
                                                      ^^^ 12 percent of shares
                                                                     ^^ 25 basis_point
A quake of magnitude 6.1, 30 kilometres deep; guns of a calibre greater than one hundred millimetres.
                     ^^^ 6.1 magnitude of magnitude
                          ^^ 30 kilometre of kilometres
                                                                             ^^^^^^^^^^^ 100 morethan millimetre of calibre",
    );
}

#[test]
fn ranges() {
    check(
        "
Between 40 and 50 boats, 20-30 cars and five to seven planes were lost.
        ^^^^^^^^^ 40..50 between vessel of boats
                         ^^^^^ 20..30 between vehicle of cars
                                        ^^^^^^^^^^^^^ 5..7 between aircraft of planes",
    );
}

#[test]
fn no_figures() {
    check(
        "The Tu-22M3 and the F-16, Article 5, plan “30-30-30-30”, Covid-19, Volume 16 and Route 37 on May 3, 2021 at 17:30. First of all, no one came; the first trains left. A few left.",
    );
}
