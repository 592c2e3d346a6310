//! The notes of the `numbers` layer, and a figure as a table shows it.

use parallax_core::{Cite, Note, Span};
use parallax_entities::ActorId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A figure: what measures or counts something.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// The numeric expression with its sign or scale, without qualifier.
    #[serde(skip)]
    pub(crate) span: Span,
    /// What kind of figure it is.
    pub kind: Kind,
    /// Least value, in the unit's own scale; null where the words leave it open.
    pub low: Option<f64>,
    /// Greatest value; equal to `low` unless the words give a stretch.
    pub high: Option<f64>,
    /// How exact the words are.
    pub qualifier: Qualifier,
    /// The words of the qualifier.
    pub qualifier_at: Option<Span>,
    /// Unit, British spelling, singular; ISO 4217 for money.
    pub unit: String,
    /// The thing counted, as the words of its noun phrase.
    pub of: Option<Span>,
    /// Who the text says gave the figure.
    pub source: Option<ActorId>,
    /// The words that say so.
    pub source_why: Option<String>,
}

impl Note for Figure {
    const LAYER: &'static str = "numbers";
    fn span(&self) -> Span {
        self.span
    }
}

/// Kinds of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the words say it")]
pub enum Kind {
    Count,
    Money,
    Percent,
    Measure,
    Rank,
    Score,
}

/// What the words around a figure say of its exactness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words say it")]
pub enum Qualifier {
    Exact,
    About,
    AtMost,
    AtLeast,
    LessThan,
    MoreThan,
    Between,
    ChangeUp,
    ChangeDown,
    Vague,
}

impl Qualifier {
    /// As a person reads it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::About => "about",
            Qualifier::AtMost => "at most",
            Qualifier::AtLeast => "at least",
            Qualifier::LessThan => "less than",
            Qualifier::MoreThan => "more than",
            Qualifier::Between => "between",
            Qualifier::ChangeUp => "a rise",
            Qualifier::ChangeDown => "a fall",
            Qualifier::Vague => "vague",
        }
    }
}

/// One outlet's figure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureReading {
    /// Id of the article.
    pub article: String,
    /// Its outlet.
    pub outlet: String,
    /// Least value.
    pub low: Option<f64>,
    /// Greatest value.
    pub high: Option<f64>,
    /// How exact the words are.
    pub qualifier: Qualifier,
    /// The words of the thing counted.
    pub of: Option<String>,
    /// Who gave it.
    pub source: Option<ActorId>,
    /// The words.
    pub cite: Cite,
}
