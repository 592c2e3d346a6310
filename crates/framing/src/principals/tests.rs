//! For whom persons speak, by what a text tells of them.

use super::*;
use crate::scene::Scene;
use parallax_core::Article;

/// Each person of a text with the principal's words.
fn told(text: &str) -> Vec<(String, Option<String>)> {
    let layers = parallax_testkit::read(&Article::new("a", text), Scene::LAYER);
    let entities = layers.get::<Entity>();
    let words = |actor: &ActorId| entities.iter().find(|e| e.actor == *actor).unwrap().span().of(text).to_string();
    let side = |e: &Entity| {
        let mut sides = layers.get::<Scene>().iter().flat_map(Scene::sides);
        sides.find(|(speaker, _)| **speaker == e.actor).map(|(_, principal)| words(principal))
    };
    let persons = entities.iter().filter(|e| e.label == Label::Person);
    persons.map(|e| (e.span().of(text).to_string(), side(e))).collect()
}

#[test]
fn lawyers_and_spokesmen_speak_for_persons() {
    for (text, principal) in [
        ("Anna Ray's lawyer, Omar Diaz, said the road was closed.", Some("Anna Ray")),
        ("Ray spokesman Omar Diaz said the road was closed.", None),
        ("Anna Ray left. Her lawyer, Omar Diaz, said the road was closed.", Some("Anna Ray")),
        ("Anna Ray left. His lawyer, Omar Diaz, said the road was closed.", None),
        ("Omar Diaz, a lawyer for Anna Ray, said the road was closed.", Some("Anna Ray")),
        ("A spokesman for Anna Ray, Omar Diaz, said the road was closed.", Some("Anna Ray")),
        ("Anna Ray's former lawyer, Omar Diaz, said the road was closed.", None),
        ("Anna Ray's minister, Omar Diaz, said the road was closed.", None),
    ] {
        let told = told(text);
        let diaz = told.iter().find(|(name, _)| name == "Omar Diaz");
        assert_eq!(diaz.map(|d| d.1.as_deref()), Some(principal), "{text}");
    }
}

#[test]
fn an_office_tells_for_whom_a_person_speaks() {
    for (text, principal) in [
        ("Chile's Defence Minister Omar Diaz said the road was closed.", Some("Chile")),
        ("The French president Omar Diaz said the road was closed.", Some("French")),
        ("Chile's minister of defence, Omar Diaz, said the road was closed.", Some("Chile")),
        ("Omar Diaz, the chairman of Volkswagen, said the road was closed.", Some("Volkswagen")),
        ("Omar Diaz, a French minister, said the road was closed.", Some("French")),
        ("The former French president Omar Diaz said the road was closed.", None),
        ("The French opposition leader Omar Diaz said the road was closed.", None),
        ("Omar Diaz, the director of a French bank, said the road was closed.", None),
        ("The French economist and candidate Omar Diaz said the road was closed.", None),
        ("Omar Diaz, previously the chairman of Volkswagen, said the road was closed.", None),
        ("Omar Diaz, a former chairman of Volkswagen, said the road was closed.", None),
        ("Omar Diaz, who left Chile, said the road was closed.", None),
        ("In Chile the minister and Omar Diaz said the road was closed.", None),
        ("The Chilean deputy minister for trade, Colonel Omar Diaz, said the road was closed.", Some("Chilean")),
        ("Chile's head of the Port Guard and minister, Omar Diaz, said the road was closed.", Some("Port Guard")),
        ("The Chilean minister for Volkswagen, Colonel Omar Diaz, said the road was closed.", Some("Chilean")),
        (
            "The Chilean Deputy Minister of Defense for International Military Cooperation, Colonel Omar Diaz, said the road was closed.",
            Some("Chilean"),
        ),
        ("A spokesman for Volkswagen, Omar Diaz, said the road was closed.", Some("Volkswagen")),
        ("Omar Diaz, who heads Volkswagen, said the road was closed.", Some("Volkswagen")),
        ("Volkswagen shut. Its director, Captain Omar Diaz, said the road was closed.", Some("Volkswagen")),
        ("Volkswagen shut. Its director, Omar Diaz, said the road was closed.", Some("Volkswagen")),
        ("Volkswagen shut. Omar Diaz, its director of trade, said the road was closed.", Some("Volkswagen")),
        ("The Harbour Union struck. The union's chairman, Omar Diaz, said the road was closed.", Some("Harbour Union")),
        ("Omar Diaz, a spokesman for the Taliban administration, said the road was closed.", Some("Taliban")),
        ("Commodore Omar Diaz of the Port Guard said the road was closed.", Some("Port Guard")),
        ("Chile waited. “Chile can wait,” Defence Minister Omar Diaz said.", Some("Chile")),
        ("Chile waited. For Chile, minister Omar Diaz said the road was closed.", Some("Chile")),
        ("Chile and Peru waited. Minister Omar Diaz said the road was closed.", None),
    ] {
        let expected = vec![("Omar Diaz".to_string(), principal.map(str::to_string))];
        assert_eq!(told(text), expected, "{text}");
    }
}
