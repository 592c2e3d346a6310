//! The ten OntoNotes 5 labels that name something.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An OntoNotes 5 entity label (Weischedel et al. 2013), names only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs, reason = "OntoNotes defines them")]
pub enum Label {
    Person,
    Norp,
    Fac,
    Org,
    Gpe,
    Loc,
    Product,
    Event,
    WorkOfArt,
    Law,
}

impl Label {
    /// All of them, in the order in which they are declared.
    pub fn all() -> [Label; 10] {
        use Label::*;
        [Person, Norp, Fac, Org, Gpe, Loc, Product, Event, WorkOfArt, Law]
    }

    /// The label of its OntoNotes name.
    pub fn parse(name: &str) -> Option<Label> {
        Label::all().into_iter().find(|label| label.name() == name)
    }

    /// Its OntoNotes name.
    pub fn name(self) -> &'static str {
        match self {
            Label::Person => "PERSON",
            Label::Norp => "NORP",
            Label::Fac => "FAC",
            Label::Org => "ORG",
            Label::Gpe => "GPE",
            Label::Loc => "LOC",
            Label::Product => "PRODUCT",
            Label::Event => "EVENT",
            Label::WorkOfArt => "WORK_OF_ART",
            Label::Law => "LAW",
        }
    }

    /// Whether such a thing can act, speak and be spoken of as somebody.
    pub fn acts(self) -> bool {
        matches!(self, Label::Person | Label::Norp | Label::Org | Label::Gpe)
    }
}
