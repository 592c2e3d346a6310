//! Names in sentences of our own.

use crate::Entity;

fn check(fixture: &str) {
    parallax_testkit::check(fixture, |e: &Entity, _| {
        let metonym = if e.metonym { " metonym" } else { "" };
        format!("{} {}{metonym}", serde_label(e), e.actor.as_str())
    });
}

fn serde_label(e: &Entity) -> String {
    format!("{:?}", e.label).to_uppercase()
}

#[test]
fn persons_with_titles_and_surnames() {
    check(
        "
Kazakh President Daulet Omarov met Colonel Timur Aliyev. Omarov said Aliyev had agreed.
^^^^^^ NORP kazakhstan
                 ^^^^^^^^^^^^^ PERSON daulet-omarov
                                           ^^^^^^^^^^^^ PERSON timur-aliyev
                                                         ^^^^^^ PERSON daulet-omarov
                                                                     ^^^^^^ PERSON timur-aliyev",
    );
}

#[test]
fn organisations_by_their_head_noun() {
    check(
        "
The Kazakh Ministry of Defense and the General Staff of the Kyrgyz Armed Forces (GSK) met. The GSK left.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^ ORG kazakh-ministry-of-defense
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ORG general-staff-of-the-kyrgyz-armed-forces
                                                                                 ^^^ ORG general-staff-of-the-kyrgyz-armed-forces
                                                                                               ^^^ ORG general-staff-of-the-kyrgyz-armed-forces",
    );
}

#[test]
fn capitals_stand_for_governments_and_for_places() {
    check(
        "
Astana fears that protests in Bishkek will spread, officials said. The Kremlin was silent.
^^^^^^ GPE kazakhstan metonym
                              ^^^^^^^ GPE bishkek
                                                                       ^^^^^^^ ORG russia metonym",
    );
}

#[test]
fn designations_citations_and_addresses() {
    check(
        "
Two Tu-22M3 bombers and an F-16 flew, it was said (Steppe Daily, October 31; Gov. kz, June 2).
    ^^^^^^^ PRODUCT tu-22m3
                           ^^^^ PRODUCT f-16
                                                   ^^^^^^^^^^^^ ORG steppe-daily
                                                                             ^^^^^^^ ORG gov-kz",
    );
}

#[test]
fn ordinary_words_with_capitals_are_no_names() {
    check(
        "Commenting on the plan, officials left. Above all, nobody knew. Monday was calm; In October it rained. Nobody said why.",
    );
}

#[test]
fn people_side_by_side_and_hyphenated() {
    check(
        "
Russian-Ukrainian talks on British Indian families failed, the African Union said. They spoke Amharic.
^^^^^^^ NORP russia
        ^^^^^^^^^ NORP ukraine
                           ^^^^^^^^^^^^^^ NORP british-indian
                                                               ^^^^^^^^^^^^^ ORG african-union
                                                                                              ^^^^^^^ NORP amharas",
    );
}

#[test]
fn names_never_cross_a_line() {
    check(
        "
Tomas Okonkwo
^^^^^^^^^^^^^ PERSON tomas-okonkwo

Marine Traffic Ltd said on Monday that Okonkwo had left the company.
^^^^^^^^^^^^^^^^^^ ORG marine-traffic-ltd
                                       ^^^^^^^ PERSON tomas-okonkwo",
    );
}

#[test]
fn namesakes_by_honorific_title_and_order() {
    check(
        "
Tanja Holvik met General Peter Holvik in Bergen. Mr Holvik was tired, but Ms Holvik and General Holvik stayed.
^^^^^^^^^^^^ PERSON tanja-holvik
                         ^^^^^^^^^^^^ PERSON peter-holvik
                                         ^^^^^^ GPE bergen
                                                    ^^^^^^ PERSON peter-holvik
                                                                             ^^^^^^ PERSON tanja-holvik
                                                                                                ^^^^^^ PERSON peter-holvik",
    );
}

#[test]
fn names_and_titles_tell_the_gender() {
    use crate::Gender::{Female, Male};
    let gender = |text: &str| {
        let layers = parallax_testkit::read(&parallax_core::Article::new("a", text), "entities");
        layers.get::<Entity>().iter().map(|e| e.gender).collect::<Vec<_>>()
    };
    assert_eq!(gender("Anna Petrova met Omar Diaz. Petrova left."), [Some(Female), Some(Male), Some(Female)]);
    assert_eq!(gender("Spokeswoman Quill Petrov spoke. Petrov left."), [Some(Female), Some(Female)]);
    assert_eq!(gender("Mr Petrov met Volkswagen."), [Some(Male), None]);
}

#[test]
fn organs_of_a_state_are_known_by_their_names() {
    let text = "Kazakhstan and Kyrgyzstan met the Kazakh Defense Ministry, the General Staff of the Kyrgyz Armed Forces, \
        the Free Kazakh Army, the Kazakh Football Association and the Kazakh Embassy of Kyrgyzstan. The Defense Ministry left.";
    let notes = parallax_testkit::notes::<Entity>(text, &Default::default());
    let state = |e: &Entity| Some((e.actor.as_str().to_string(), e.organ_of.as_ref()?.as_str().to_string()));
    let found: Vec<(String, String)> = notes.iter().filter_map(state).collect();
    let organs = [
        ("kazakh-defense-ministry", "kazakhstan"),
        ("general-staff-of-the-kyrgyz-armed-forces", "kyrgyzstan"),
        ("kazakh-defense-ministry", "kazakhstan"),
    ];
    assert_eq!(found, organs.map(|(organ, state)| (organ.to_string(), state.to_string())));
}
