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
fn what_somebody_speaks_against_is_reported_in_a_phrase() {
    check(
        "
Omar Diaz complained about the slow answer of the council. Diaz warned of a second flood in May.
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ indirect omar-diaz
                                                                          ^^^^^^^^^^^^^^^^^^^^^ indirect omar-diaz
In Omar Diaz's words, the vote was a shame for the town. Diaz lashed out at the new council.
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ indirect omar-diaz
                                                                            ^^^^^^^^^^^^^^^ indirect omar-diaz",
    );
}

#[test]
fn officials_speak_for_their_state_and_data_for_their_body() {
    check(
        "
French officials said the road was closed. Chile’s top brass accused the clubs, including Alba, of fraud. The mayor left.
                      ^^^^^^^^^^^^^^^^^^^ indirect france
                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ indirect chile
According to data from Volkswagen, sales fell by a third. French and German officials said the road was closed.
                                   ^^^^^^^^^^^^^^^^^^^^^ indirect volkswagen
                                                                                           ^^^^^^^^^^^^^^^^^^^ indirect france",
    );
}

#[test]
fn an_office_is_not_that_of_whom_its_holder_speaks() {
    check(
        "
Omar Diaz left the party. The senator slammed Diaz for his vote. The senator said the vote was lost.
                                              ^^^^^^^^^^^^^^^^^ indirect -
                                                                                  ^^^^^^^^^^^^^^^^^ indirect omar-diaz",
    );
}

#[test]
fn a_pronoun_means_somebody_of_its_gender() {
    check(
        "
Anna Ray and Omar Diaz met in Lima. “We were lucky this time,” she said. “It will not happen again,” he said.
                                     ^^^^^^^^^^^^^^^^^^^^^^^^ direct anna-ray
                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^ direct omar-diaz",
    );
}

#[test]
fn what_goes_on_is_not_said() {
    check(
        "
Omar Diaz commented on how the vote was lost. The French will continue to “fight for every single seat”.
                       ^^^^^^^^^^^^^^^^^^^^^ indirect omar-diaz
                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ scare -
While Omar Diaz allowed a few boats on the lake, the town stayed quiet. Anna Ray said the road, an old one, was closed.
                                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ indirect anna-ray",
    );
}

#[test]
fn two_who_say_it_together_are_both_named() {
    let text = "Omar Diaz and Anna Ray said the road was closed. Anna Ray of Chile said the dam was open. \
                French and German officials said the road was closed. \
                The leaders of Chile and Peru said the road was closed. \
                French and German lawmakers said the road was closed. Leaders in Chile said the road was closed. \
                Democratic leaders and the mayor of Lima said the road was closed. \
                Health and Human Services Secretary Ana Diaz said the road was closed.";
    let article = parallax_core::Article::new("a", text);
    let layers = parallax_testkit::read(&article, <Quote as parallax_core::Note>::LAYER);
    let names = |q: &Quote| q.speakers().map(|a| a.as_str()).collect::<Vec<_>>().join(" ");
    let said: Vec<String> = layers.get::<Quote>().iter().map(names).collect();
    let officials = ["france germany", "chile peru", "france germany", "", "democrats"];
    assert_eq!(said, [&["omar-diaz anna-ray", "anna-ray"][..], &officials, &["ana-diaz"]].concat());
}

#[test]
fn scare_quotes_are_apart() {
    check(
        "
The so-called “peace plan” was signed. The report was long, and the claim was read by nobody in town.
               ^^^^^^^^^^ scare -",
    );
}

#[test]
fn sources_without_a_name_keep_their_words() {
    parallax_testkit::check(
        "
A narrator in the film said the road was closed. Human rights groups warned that the dam would fail, and the mayor said it held.
                            ^^^^^^^^^^^^^^^^^^^ indirect - [a narrator in the film]
                                                                                 ^^^^^^^^^^^^^^^^^^ indirect - [human rights groups]
                                                                                                                        ^^^^^^^ indirect - [the mayor]
The chief of the club, Ana Diaz, is calling the plan “a bad joke for the whole town”; Diaz's claim that it works is false.
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mixed ana-diaz [the chief of the club, ana diaz]
                                                                                                        ^^^^^^^^^^^^^^^^^ indirect ana-diaz [diaz]
Omar Ray left. An aide to Mr. Ray said the dam held. Sunday Ana Diaz said the road was closed. Six in 10 Peruvians said it was open.
                                       ^^^^^^^^^^^^ indirect omar-ray [an aide to mr. ray]
                                                                          ^^^^^^^^^^^^^^^^^^^ indirect ana-diaz [ana diaz]
                                                                                                                        ^^^^^^^^^^^ indirect - [six in 10 peruvians]",
        |q: &Quote, text| {
            let at = q.speaker_at.map_or("-", |s| s.of(text));
            format!("{:?} {} [{at}]", q.kind, q.speaker.as_ref().map_or("-", |s| s.as_str())).to_lowercase()
        },
    );
}

#[test]
fn complements_of_every_kind() {
    check(
        "
Omar Diaz asked whether the road was open. He told reporters on Monday that it was. He vowed to fight, and rejected the offer.
                ^^^^^^^^^^^^^^^^^^^^^^^^^ indirect omar-diaz
                                                                            ^^^^^^ indirect omar-diaz
                                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ indirect omar-diaz
Diaz is promising lower taxes. The mayor said he would go; but nobody came. “We won,” he said, adding that it was late.
                  ^^^^^^^^^^^ indirect omar-diaz
                                              ^^^^^^^^^^^ indirect omar-diaz
                                                                             ^^^^^^^ direct omar-diaz
                                                                                                           ^^^^^^^^^^^ indirect omar-diaz
Diaz might say that it is over. The price rose per cent by cent, Diaz, who leads the council, told the town.
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ indirect omar-diaz",
    );
}

#[test]
fn interrupted_signed_and_unclosed_marks() {
    check(
        "
“The road,” Omar Diaz said, “is closed for now.” He called it a “peace plan”.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ direct omar-diaz
                                                                 ^^^^^^^^^^ scare -
“He is the best that we ever had in this town. Nobody else would have stayed with us through the winter.” — Omar Diaz
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ direct omar-diaz
Diaz said that the mayor's boats weren't there. ''We go now and will not come back,'' he said. He read “The Old Town Post”.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ indirect omar-diaz
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ direct omar-diaz
                                                                                                        ^^^^^^^^^^^^^^^^^ scare omar-diaz
”It opens with the wrong mark today,” said Omar Diaz. “It never ends, he said.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ direct omar-diaz
                                                       ^^^^^^^^^^^^^ direct omar-diaz",
    );
}
