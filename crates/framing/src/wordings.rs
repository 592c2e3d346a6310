//! Words for one thing: what outlets choose between when they name the same group, act or event, named or not ("militants",
//! "fighters"; "invasion", "special operation").

use crate::scene::{Scene, View};
use parallax_core::Span;
use parallax_quotes::{Quote, voice_at};
use parallax_text::{Phrases, Token};
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// A thing and what it is called, as the data file and `parallax.toml` write it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordingData {
    /// The thing in plain words: "those who fight for no state".
    pub of: String,
    /// What kind of word it is called by.
    #[serde(default)]
    pub kind: WordKind,
    /// What it is called, in the singular or the bare verb; regular forms are made, others are written after a slash
    /// ("gunman/gunmen"). The first form stands for all.
    #[serde(deserialize_with = "words")]
    pub words: Vec<String>,
    /// Phrases that hold such a word and mean something else: "trade war".
    #[serde(default, deserialize_with = "words")]
    pub but: Vec<String>,
}

/// Refuses what would never be found, or is no word.
fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let words = Vec::<String>::deserialize(from)?;
    let letters = |form: &str| form.chars().filter(|c| c.is_alphanumeric()).count() > 1 && !form.contains('*');
    match words.iter().find(|word| !word.split('/').all(letters)) {
        Some(word) => Err(D::Error::custom(format!(
            "“{word}” is no word: write letters, and other forms behind a slash (“gunman/gunmen”); there are no stars here"
        ))),
        None => Ok(words),
    }
}

/// What kind of word names a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WordKind {
    /// A noun that is no part of a name.
    #[default]
    Noun,
    /// A verb.
    Verb,
    /// Any word, of a name too.
    Any,
}

/// One word for one thing.
#[derive(Debug)]
pub(crate) struct Wording {
    /// The thing.
    pub of: String,
    /// The first form of the word, which stands for all.
    pub word: String,
    kind: WordKind,
}

/// All words for all things.
pub(crate) struct Wordings {
    wordings: Vec<Wording>,
    /// By form: the numbers of the wordings; none for a phrase that means something else.
    forms: Phrases<Vec<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    wording: Vec<WordingData>,
}

/// The published lists.
pub(crate) fn published() -> Vec<WordingData> {
    let data = include_str!("../data/wordings.toml");
    toml::from_str::<File>(data).expect("the lists of wordings are tested").wording
}

impl Wordings {
    /// Of two things that a word stands for the first has it.
    pub(crate) fn new(data: &[WordingData]) -> Wordings {
        let (mut wordings, mut numbers) = (Vec::new(), BTreeMap::<String, Vec<usize>>::new());
        for WordingData { of, kind, words, but } in data {
            for word in words {
                let forms = forms(word, *kind);
                for form in &forms {
                    numbers.entry(form.clone()).or_default().push(wordings.len());
                }
                wordings.push(Wording { of: of.clone(), word: forms[0].clone(), kind: *kind });
            }
            for form in but.iter().flat_map(|phrase| forms(phrase, WordKind::Noun)) {
                numbers.entry(form).or_default();
            }
        }
        let forms = numbers.iter().map(|(form, numbers)| (form.as_str(), numbers.clone())).collect();
        Wordings { wordings, forms }
    }

    /// What an article calls things in the outlet's own voice.
    pub(crate) fn of_outlet<'w>(
        &'w self,
        text: &str,
        (scenes, tokens, quotes): (&[Scene], &[Token], &[Quote]),
    ) -> Vec<(&'w Wording, Span)> {
        let mut out = Vec::new();
        for scene in scenes {
            let view = View::new(text, tokens, scene);
            let mut at = 0;
            while at < scene.words.len() {
                let Some((len, numbers)) = self.forms.at(view.tokens, at) else {
                    at += 1;
                    continue;
                };
                let span = view.tokens[at].span().cover(view.tokens[at + len - 1].span());
                let mut called = numbers.iter().map(|number| &self.wordings[*number]);
                out.extend(called.find(|wording| wording.fits(&view, at, len)).map(|wording| (wording, span)));
                at += len;
            }
        }
        out.retain(|(_, span)| voice_at(quotes, *span).is_none());
        out
    }
}

impl Wording {
    fn fits(&self, scene: &View<'_>, at: usize, len: usize) -> bool {
        let last = scene.words[at + len - 1];
        match self.kind {
            WordKind::Noun => last.tag.noun() && !last.name,
            WordKind::Verb => scene.tag(at).verb() && !scene.words[at].name,
            WordKind::Any => true,
        }
    }
}

/// The forms of a word as a list writes it.
fn forms(word: &str, kind: WordKind) -> Vec<String> {
    if word.contains('/') {
        return word.split('/').map(str::to_string).collect();
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    let y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let with_s = match y {
        Some(stem) => format!("{stem}ies"),
        None => format!("{word}{}", if hisses { "es" } else { "s" }),
    };
    let past = match (kind, word.strip_suffix('e')) {
        (WordKind::Verb, Some(stem)) => vec![format!("{word}d"), format!("{stem}ing")],
        (WordKind::Verb, None) => vec![format!("{word}ed"), format!("{word}ing")],
        _ => Vec::new(),
    };
    [word.to_string(), with_s].into_iter().chain(past).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::Article;

    fn called(text: &str) -> Vec<String> {
        let layers = parallax_testkit::read(&Article::new("a", text), "scenes");
        let layers = (layers.get::<Scene>(), layers.get::<Token>(), layers.get::<Quote>());
        let wordings = Wordings::new(&published());
        let told = |(wording, span): (&Wording, Span)| format!("{}: {} ({})", span.of(text), wording.word, wording.of);
        wordings.of_outlet(text, layers).into_iter().map(told).collect()
    }

    #[test]
    fn a_thing_is_named_by_the_words_of_its_list_in_whatever_form() {
        assert_eq!(
            called("The gunmen fled. The attack killed two militants."),
            [
                "gunmen: gunman (one who attacks)",
                "attack: attack (an armed attack)",
                "killed: kill (to make die)",
                "militants: militant (those who fight for no state)"
            ]
        );
        assert_eq!(
            called("The special operations began."),
            ["special operations: special operation (force used against another state or people)"]
        );
    }

    #[test]
    fn noun_and_verb_are_told_apart_and_so_is_what_means_something_else() {
        assert_eq!(called("They murdered him."), ["murdered: murder (to make die)"]);
        assert_eq!(called("The murder shocked the town."), ["murder: murder (a killing)"]);
        assert_eq!(called("The trade war hurt farmers."), Vec::<String>::new());
        assert_eq!(
            called("“The regime lied,” Omar Diaz said."),
            ["said: say (to say)"],
            "the outlet's own words alone"
        );
    }

    #[test]
    fn what_is_no_word_is_refused() {
        for word in ["", "/", "a//b", "gunman/", "boat*", "boat/n"] {
            let refused = toml::from_str::<WordingData>(&format!("of = \"x\"\nwords = [\"{word}\"]")).unwrap_err();
            assert!(refused.to_string().contains(&format!("“{word}” is no word")), "{refused}");
        }
    }

    #[test]
    fn a_word_of_one_kind_names_one_thing() {
        let mut seen: Vec<(String, bool, String)> = Vec::new();
        for WordingData { of, kind, words, .. } in published() {
            assert!(words.len() > 2, "{of}: nothing to choose between");
            for form in words.iter().flat_map(|word| forms(word, kind)) {
                let verb = kind == WordKind::Verb;
                let twice = seen.iter().find(|(other, v, _)| *other == form && *v == verb);
                assert!(twice.is_none(), "{form} stands in {of} and in {}", twice.unwrap().2);
                seen.push((form, verb, of.clone()));
            }
        }
    }
}
