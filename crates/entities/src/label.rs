//! The ten OntoNotes 5 labels that name something.

use schemars::JsonSchema;
use serde::Serialize;

/// An OntoNotes 5 entity label (Weischedel et al. 2013), names only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
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
        Some(match name {
            "PERSON" => Label::Person,
            "NORP" => Label::Norp,
            "FAC" => Label::Fac,
            "ORG" => Label::Org,
            "GPE" => Label::Gpe,
            "LOC" => Label::Loc,
            "PRODUCT" => Label::Product,
            "EVENT" => Label::Event,
            "WORK_OF_ART" => Label::WorkOfArt,
            "LAW" => Label::Law,
            _ => return None,
        })
    }

    /// Whether such a thing can act, speak and be spoken of as somebody.
    pub fn acts(self) -> bool {
        matches!(self, Label::Person | Label::Norp | Label::Org | Label::Gpe)
    }
}
