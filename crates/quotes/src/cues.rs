//! Reporting verbs and phrases, `data/cues.toml`.

use parallax_text::{Phrases, Token, Tokenizer};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A reporting verb or phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What it is.
    pub form: CueForm,
    /// The writer's distance.
    pub stance: Stance,
    /// Takes a that-clause.
    pub that: bool,
    /// An infinitive can carry the content: "vowed to fight".
    pub to: bool,
    /// A noun phrase can carry it: "rejected the plan".
    pub object: bool,
    /// Can stand beside a quotation in marks.
    pub quote: bool,
    /// Speech or writing; the rest is thought and intention.
    pub speech: bool,
    /// An everyday word too: needs more evidence than itself.
    pub common: bool,
}

/// Where a cue has its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueForm {
    /// A verb: its subject speaks.
    Verb,
    /// "according to": what follows speaks.
    BeforeSource,
    /// "was quoted as saying": what stands before speaks.
    AfterSource,
    /// "his claim that": whose it is speaks.
    Noun,
}

/// What a cue says of the writer's distance to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// "said"
    Neutral,
    /// "claimed"
    Distancing,
    /// "admitted"
    Endorsing,
    /// "denied"
    Hostile,
}

/// All cues.
pub struct Cues {
    cues: Phrases<Cue>,
    nouns: Phrases<Cue>,
}

#[derive(Deserialize)]
struct File {
    cue: Vec<Verb>,
    phrase: Vec<Phrase>,
    noun: Vec<Noun>,
}

/// A noun that reports with "that": "his claim that".
#[derive(Deserialize)]
struct Noun {
    forms: Vec<String>,
    stance: Stance,
}

/// A reporting verb.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Verb {
    /// All its inflected forms.
    pub forms: Vec<String>,
    /// `speech`, `writing`, `thought`.
    #[serde(default)]
    pub kind: String,
    /// The writer's distance.
    pub stance: Stance,
    /// `quote`, `that`.
    pub takes: Vec<String>,
    /// `to`, `noun`.
    #[serde(default)]
    pub also: Vec<String>,
    /// An everyday word too.
    #[serde(default)]
    pub common: bool,
}

/// A phrase that attributes.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Phrase {
    /// The words.
    pub words: String,
    /// `before_source`, `after_source`.
    pub side: String,
    /// The writer's distance.
    #[serde(default = "neutral")]
    pub stance: Stance,
}

/// A user's own cues, in `parallax.toml` under `[quotes]`, in the form of `data/cues.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Verbs.
    pub cue: Vec<Verb>,
    /// Phrases.
    pub phrase: Vec<Phrase>,
}

fn neutral() -> Stance {
    Stance::Neutral
}

impl Cues {
    /// The built-in cues and the user's, which win.
    pub fn new(options: &Options) -> Cues {
        let file: File = toml::from_str(include_str!("../data/cues.toml")).expect("cues.toml is tested");
        let mut all = Phrases::default();
        for phrase in options.phrase.iter().chain(&file.phrase) {
            let form = match phrase.side.as_str() {
                "before_source" => CueForm::BeforeSource,
                "after_source" => CueForm::AfterSource,
                _ => continue,
            };
            let cue = Cue {
                form,
                stance: phrase.stance,
                that: false,
                to: false,
                object: false,
                quote: true,
                speech: true,
                common: false,
            };
            // "'s words" stands behind a name: cut it as it is cut there.
            match phrase.words.strip_prefix("'s ") {
                Some(_) => all.insert_keys(&Tokenizer::shared().keys(&format!("name{}", phrase.words))[1..], cue),
                None => all.insert(&phrase.words, cue),
            }
        }
        for verb in options.cue.iter().chain(&file.cue) {
            let takes = |what: &str| verb.takes.iter().chain(&verb.also).any(|t| t == what);
            let (that, quote) = (takes("that"), takes("quote"));
            let cue = Cue {
                form: CueForm::Verb,
                stance: verb.stance,
                that,
                to: takes("to"),
                object: takes("noun"),
                quote,
                speech: verb.kind != "thought" && (that || quote),
                common: verb.common || !that && !quote,
            };
            verb.forms.iter().for_each(|form| all.insert(form, cue));
        }
        let mut nouns = Phrases::default();
        for noun in &file.noun {
            let cue = Cue {
                form: CueForm::Noun,
                stance: noun.stance,
                that: true,
                to: false,
                object: false,
                quote: false,
                speech: true,
                common: true,
            };
            noun.forms.iter().for_each(|form| nouns.insert(form, cue));
        }
        Cues { cues: all, nouns }
    }

    /// The cue that starts at a token, with its length.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, Cue)> {
        let token = tokens.get(at)?;
        if !token.is_word() && token.kind != parallax_text::TokenKind::Possessive {
            return None;
        }
        self.cues.at(tokens, at).map(|(len, cue)| (len, *cue))
    }

    /// The reporting noun at a token.
    pub fn noun_at(&self, tokens: &[Token], at: usize) -> Option<Cue> {
        self.nouns.by_key(tokens.get(at)?.key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_phrases() {
        let tokens = Tokenizer::shared().tokens("said claimed according to posted");
        let at = |i| Cues::new(&Options::default()).at(&tokens, i);
        assert_eq!(at(0).map(|(n, c)| (n, c.form, c.common)), Some((1, CueForm::Verb, false)));
        assert_eq!(at(1).map(|(_, c)| c.stance), Some(Stance::Distancing));
        assert_eq!(at(2).map(|(n, c)| (n, c.form)), Some((2, CueForm::BeforeSource)));
        assert_eq!(at(4).map(|(_, c)| c.common), Some(true));
    }
}
