//! The notes of the `quotes` layer.

use crate::Stance;
use parallax_core::{Note, Span};
use parallax_entities::ActorId;
use schemars::JsonSchema;
use serde::Serialize;

/// Words that the text attributes to somebody, or holds at arm's length.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Quote {
    /// What is attributed, without the quotation marks.
    #[serde(skip)]
    pub(crate) span: Span,
    /// How it is quoted.
    pub kind: QuoteKind,
    /// Who says it.
    pub speaker: Option<ActorId>,
    /// The words that name the speaker.
    pub speaker_at: Option<Span>,
    /// The reporting verb or phrase.
    pub cue_at: Option<Span>,
    /// What the cue says of the writer's distance.
    pub stance: Option<Stance>,
    /// The pieces of a quotation that its cue interrupts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Span>,
    /// Why it is read so.
    pub why: String,
}

impl Note for Quote {
    const LAYER: &'static str = "quotes";
    fn span(&self) -> Span {
        self.span
    }
}

impl Quote {
    /// Whether somebody's words are reported: everything but scare quotes.
    pub fn reports(&self) -> bool {
        self.kind != QuoteKind::Scare
    }

    /// Whether the words, or some of them, stand in quotation marks as somebody's.
    pub fn marked(&self) -> bool {
        matches!(self.kind, QuoteKind::Direct | QuoteKind::Mixed)
    }
}

/// How words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// In quotation marks, as somebody's words.
    Direct,
    /// Reported without marks.
    Indirect,
    /// Reported, partly in marks.
    Mixed,
    /// A few words in marks at which the writer keeps a distance.
    Scare,
}

/// The quotation whose words these are: the innermost that reports them.
pub fn voice_at(quotes: &[Quote], place: Span) -> Option<&Quote> {
    let holds = |q: &&Quote| q.reports() && q.span.contains(place);
    let before = quotes.partition_point(|q| q.span.start() <= place.start());
    // What holds a place starts not far before it: quotations nest one or two deep.
    quotes[..before].iter().rev().take(32).filter(holds).min_by_key(|q| q.span.len())
}
