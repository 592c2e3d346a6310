//! What the tone layer says of invented sentences, mark by mark.

use super::*;

fn check(fixture: &str) {
    parallax_testkit::check(fixture, |t: &Tone, text| {
        let voice = serde_json::to_value(&t.voice).unwrap();
        let evidence: Vec<&str> = t.evidence.iter().map(|e| e.of(text)).collect();
        let target = t.target.as_ref().map_or("nobody", |a| a.as_str());
        format!("{:?} {target} {}: {}", t.polarity, voice.as_str().unwrap(), evidence.join(", ")).to_lowercase()
    });
}

#[test]
fn the_outlet_and_those_it_quotes_stay_apart() {
    check(
        "
The reckless Omar Diaz left. “Diaz is a corrupt man,” said Anna Ray. The harbour opened in May.
             ^^^^^^^^^ negative omar-diaz outlet: reckless
                              ^^^^ negative omar-diaz anna-ray: corrupt",
    );
}

#[test]
fn who_is_praised_and_who_is_accused_is_told_of_the_right_one() {
    check(
        "
Omar Diaz was praised for his courage. Critics accused Anna Ray of lying to the court.
^^^^^^^^^ positive omar-diaz quoted: courage, praised
                          ^^^ positive omar-diaz quoted: courage, praised
                                                       ^^^^^^^^ negative anna-ray quoted: lying",
    );
}

#[test]
fn what_is_only_alleged_is_not_said_by_the_outlet() {
    check(
        "
Omar Diaz is a corrupt man. Anna Ray is an allegedly corrupt woman.
^^^^^^^^^ negative omar-diaz outlet: corrupt
                            ^^^^^^^^ negative anna-ray quoted: corrupt",
    );
}

#[test]
fn who_accuses_is_the_voice_of_the_accusation() {
    check(
        "
Omar Diaz accused the cruel Anna Ray of lying.
                            ^^^^^^^^ negative anna-ray omar-diaz: cruel
Anna Ray was accused by Omar Diaz of fraud.
^^^^^^^^ negative anna-ray omar-diaz: fraud, accused
Anna Ray was widely condemned. Omar Diaz blames Anna Ray.
^^^^^^^^ negative anna-ray quoted: condemned
                                                ^^^^^^^^ negative anna-ray omar-diaz: blames",
    );
}

#[test]
fn who_thanks_is_the_voice_of_the_thanks() {
    check(
        "
Omar Diaz thanked the brave Anna Ray.
                            ^^^^^^^^ positive anna-ray omar-diaz: brave",
    );
}

#[test]
fn whom_a_cue_names_is_spoken_of_by_its_speaker() {
    for (text, voice) in [
        ("Omar Diaz called Anna Ray “a crook and a thief”.", "omar-diaz"),
        ("Omar Diaz described Anna Ray as “a crook and a thief”.", "omar-diaz"),
        ("Omar Diaz told Anna Ray that “the road is closed for a week”.", "outlet"),
        ("Omar Diaz met Anna Ray.", "outlet"),
    ] {
        let layers = parallax_testkit::read(&parallax_core::Article::new("a", text), Scene::LAYER);
        let all = told(text, layers.get::<Scene>(), layers.get::<Token>(), layers.get::<Quote>());
        let ray = all.iter().find(|(span, ..)| span.of(text).contains("Ray")).unwrap();
        assert_eq!(serde_json::to_value(&ray.2).unwrap(), voice, "{text}");
    }
}

#[test]
fn what_is_denied_judges_nobody() {
    check(
        "
There is no evidence that Omar Diaz is corrupt. Anna Ray rejected the claim that Omar Diaz is corrupt.
Omar Diaz is far from convinced that Anna Ray is corrupt.",
    );
}

#[test]
fn we_is_the_side_of_the_speaker() {
    check(
        "
“We are proud of our brave soldiers,” said Chile's president, Omar Diaz. The harbour opened in May.
 ^^ positive chile omar-diaz: brave, proud
                 ^^^ positive chile omar-diaz: brave, proud",
    );
}

#[test]
fn nobody_speaks_ill_of_his_own_side() {
    check(
        "
“We are lazy and corrupt,” said Chile's president, Omar Diaz. “Chile is lazy and corrupt,” said Anna Ray.
                                                               ^^^^^ negative chile anna-ray: corrupt",
    );
}

#[test]
fn two_voices_judge_where_two_speak() {
    check(
        "
Omar Diaz and Anna Ray said Lee Barnes was corrupt.
                            ^^^^^^^^^^ negative lee-barnes anna-ray: corrupt
                            ^^^^^^^^^^ negative lee-barnes omar-diaz: corrupt",
    );
}

#[test]
fn what_somebody_is_taken_for_is_not_said_by_the_outlet() {
    check(
        "
Omar Diaz is perceived as a corrupt man. Anna Ray is perceived by Omar Diaz as a corrupt woman.
^^^^^^^^^ negative omar-diaz quoted: corrupt
                                         ^^^^^^^^ negative anna-ray omar-diaz: corrupt",
    );
}

#[test]
fn a_source_is_not_judged_by_what_it_says_of_others() {
    check(
        "
“This was a corrupt and shameful vote,” said Anna Ray.",
    );
}

#[test]
fn a_victim_is_not_judged() {
    check(
        "
Lee Barnes stabbed Anna Ray to death.
The gang kidnapped the corrupt Omar Diaz.
                               ^^^^^^^^^ negative omar-diaz outlet: corrupt",
    );
}

/// Sober sentences, so many that they make an article.
const SOBER: &str = "The museum in Lima opened at nine on Tuesday. Visitors bought tickets at the door. The council met in the \
    town hall. Two buses stopped at the gate. The harbour was closed for repairs. A train came in from the coast. The \
    library was open until six. Rain was expected in the evening.";

/// What is said of a name in an article: polarity and confidence of each call.
fn said_of(name: &str, text: &str) -> Vec<(Polarity, f64)> {
    let notes: Vec<Tone> = parallax_testkit::notes(text, &Default::default());
    notes.iter().filter(|t| t.span().of(text) == name).map(|t| (t.polarity, t.confidence)).collect()
}

#[test]
fn a_whole_article_is_read_more_soberly_than_a_picked_sentence() {
    let picked = said_of("Anna Ray", "Anna Ray lost the vote after a scandal at the bank.");
    let inside = said_of("Anna Ray", &format!("Anna Ray lost the vote after a scandal at the bank. {SOBER}"));
    let sure = |calls: &[(Polarity, f64)]| calls.first().map_or(0.0, |(_, sure)| *sure);
    assert_eq!(picked.first().map(|c| c.0), Some(Polarity::Negative), "{picked:?}");
    assert!(sure(&inside) < sure(&picked) / 2.0, "{inside:?} and {picked:?}");
}

#[test]
fn an_article_without_a_judgement_says_nothing() {
    assert!(parallax_testkit::notes::<Tone>(SOBER, &Default::default()).is_empty());
}

#[test]
fn an_article_says_what_a_voice_says_against_an_actor() {
    let text = format!(
        "Omar Diaz is a corrupt and shameless liar who betrayed his country. {SOBER} “Diaz is a liar,” said Anna Ray."
    );
    let calls: Vec<Polarity> =
        ["Omar Diaz", "Diaz"].iter().flat_map(|name| said_of(name, &text)).map(|c| c.0).collect();
    assert_eq!(calls, [Polarity::Negative, Polarity::Negative]);
}

#[test]
fn in_an_article_a_voice_has_one_stance_toward_an_actor() {
    let text = format!(
        "Anna Ray called Lee Barnes a liar. {SOBER} “Barnes betrayed us and is a disgrace,” said Anna Ray. “Barnes is a shameful liar,” \
         Ray said."
    );
    let calls: Vec<Tone> = parallax_testkit::notes(&text, &Default::default());
    let of_barnes: Vec<_> =
        calls.iter().filter(|t| t.target == Some("lee-barnes".into()) && t.voice.speaker().is_some()).collect();
    assert!(of_barnes.len() > 1 && of_barnes.iter().all(|t| t.polarity == Polarity::Negative), "{calls:?}");
    assert!(of_barnes.windows(2).all(|pair| pair[0].confidence == pair[1].confidence), "{of_barnes:?}");
}

#[test]
fn officials_who_defend_their_side_are_for_it() {
    let text = format!(
        "Chile's Defence Minister Omar Diaz said that Chile would respond adequately to every provocation. {SOBER} “Peru \
         threatens us. Our measures are lawful and purely defensive,” Diaz said."
    );
    let calls: Vec<Tone> = parallax_testkit::notes(&text, &Default::default());
    let of_diaz = |target: &str| {
        let his = calls
            .iter()
            .filter(move |t| t.target == Some(target.into()) && t.voice.speaker() == Some(&"omar-diaz".into()));
        his.map(|t| t.polarity).collect::<Vec<_>>()
    };
    assert!(
        of_diaz("chile").contains(&Polarity::Positive) && !of_diaz("chile").contains(&Polarity::Negative),
        "{calls:?}"
    );
    assert_eq!(of_diaz("peru"), [Polarity::Negative], "{calls:?}");
}

#[test]
fn what_is_said_of_an_organ_is_said_of_its_state() {
    check(
        "
Chile bought ships. The corrupt Chilean Defense Ministry lied.
                                ^^^^^^^^^^^^^^^^^^^^^^^^ negative chilean-defense-ministry outlet: lied, corrupt
                                ^^^^^^^^^^^^^^^^^^^^^^^^ negative chile outlet: lied, corrupt",
    );
}

#[test]
fn plain_reports_have_no_side() {
    check(
        "
Omar Diaz met Anna Ray in Lima on Monday. The Defense Ministry sent 200 soldiers to the security talks.
                          ^^^^ neutral lima outlet: met",
    );
}

#[test]
fn a_pronoun_without_a_name_is_judged_as_nobody_known() {
    check(
        "
He was a brutal, corrupt tyrant.
^^ negative nobody outlet: corrupt, tyrant",
    );
}

#[test]
fn a_noun_in_place_of_a_name_is_judged_as_its_bearer() {
    check(
        "
Peru signed the treaty. The brutal regime lied.
                            ^^^^^^^^^^^^^ negative peru outlet: brutal, lied",
    );
}

#[test]
fn a_higher_threshold_writes_less() {
    let text = "The reckless Omar Diaz left. Anna Ray won a prize. The club and Omar Diaz went to Lima on Monday.";
    let count = |options: &str| {
        let config: parallax_core::toml::Table = options.parse().unwrap();
        parallax_testkit::notes::<Tone>(text, &config).len()
    };
    let (all, some) =
        (count("[tone]\nthreshold = 0.34\nneutral = 0.34"), count("[tone]\nthreshold = 0.97\nneutral = 0.97"));
    assert!(all > some, "{all} and {some}");
}
