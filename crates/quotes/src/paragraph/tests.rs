//! Quotations in sentences of our own.

use crate::Quote;

fn check(fixture: &str) {
    parallax_testkit::check(fixture, |q: &Quote, _| {
        let speaker = q.speaker.as_ref().map_or("-", |s| s.as_str());
        format!("{:?} {speaker}", q.kind).to_lowercase()
    });
}

#[test]
fn speakers_before_and_after() {
    check(
        "
“The road is closed until Monday,” said Minister Anna Petrova.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ direct anna-petrova
Petrova added: “Nobody was hurt in the fall.”
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ direct anna-petrova
“We were lucky this time,” she said. “It will not happen again.”
 ^^^^^^^^^^^^^^^^^^^^^^^^ direct anna-petrova
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^ direct anna-petrova",
    );
}

#[test]
fn indirect_speech() {
    check(
        "
The Defense Ministry said that four bridges were destroyed. Omar Diaz is the mayor here.
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ indirect defense-ministry
According to Omar Diaz, two hundred people left the town. The dam held, the Defense Ministry said.
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ indirect omar-diaz
                                                          ^^^^^^^^^^^^ indirect defense-ministry",
    );
}

#[test]
fn scare_quotes_are_apart() {
    check(
        "
The so-called “peace plan” was signed. The report was long, and the claim was read by nobody in town.
               ^^^^^^^^^^ scare -",
    );
}
