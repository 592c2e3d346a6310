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
    /// Who says it too: "Paris and Rome said".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<ActorId>,
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
    /// Whether somebody's words are reported: everything but scare quotes of which the text names no speaker.
    pub fn reports(&self) -> bool {
        self.kind != QuoteKind::Scare || self.speaker_at.is_some()
    }

    /// All who say it; nobody where the text does not tell.
    pub fn speakers(&self) -> impl Iterator<Item = &ActorId> {
        self.speaker.iter().chain(&self.also)
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
    voices_at(quotes, place).min_by_key(|q| q.span.len())
}

/// The quotation whose teller answers for these words: the innermost, or where it retells in its own words somebody without a
/// name ("Diaz said that witnesses claimed …"), the next one out whose speaker has one.
pub fn teller_at(quotes: &[Quote], place: Span) -> Option<&Quote> {
    let innermost = voice_at(quotes, place)?;
    if innermost.speaker.is_some() || innermost.marked() {
        return Some(innermost);
    }
    let named = voices_at(quotes, place).filter(|q| q.speaker.is_some()).min_by_key(|q| q.span.len());
    Some(named.unwrap_or(innermost))
}

/// The innermost quotation that reports the words at a place by a cue that holds these other words: in "Diaz blamed the council"
/// the one of "the council" by "blamed".
pub fn told_by(quotes: &[Quote], place: Span, cue: Span) -> Option<&Quote> {
    voices_at(quotes, place).filter(|q| q.cue_at.is_some_and(|at| at.contains(cue))).min_by_key(|q| q.span.len())
}

/// Whether a quotation that holds a place has its source in these words.
pub fn sourced_by(quotes: &[Quote], place: Span, source: Span) -> bool {
    voices_at(quotes, place).any(|q| q.speaker_at.is_some_and(|at| at.overlaps(source)))
}

/// The quotations that report the words at a place.
fn voices_at(quotes: &[Quote], place: Span) -> impl Iterator<Item = &Quote> {
    let before = quotes.partition_point(|q| q.span.start() <= place.start());
    // What holds a place starts not far before it: quotations nest one or two deep.
    quotes[..before].iter().rev().take(32).filter(move |q| q.reports() && q.span.contains(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_entities::Entity;

    #[test]
    fn whoever_retells_a_nameless_source_answers_for_it() {
        let text = "Anna Ray said that witnesses claimed that the harbour was closed.";
        let layers = parallax_testkit::read(&parallax_core::Article::new("a", text), Quote::LAYER);
        let (quotes, names) = (layers.get::<Quote>(), layers.get::<Entity>());
        let at = text.find("harbour").unwrap();
        let place = Span::new(at, at + 7);
        assert_eq!(voice_at(quotes, place).unwrap().speaker, None, "{quotes:?}");
        assert_eq!(teller_at(quotes, place).unwrap().speaker.as_ref(), Some(&names[0].actor));
    }

    #[test]
    fn a_quotation_in_another_has_two_sources() {
        let text = "The Harbour Union said it would wait while Omar Diaz said the road was closed.";
        let layers = parallax_testkit::read(&parallax_core::Article::new("a", text), Quote::LAYER);
        let span = |word: &str| Span::new(text.find(word).unwrap(), text.find(word).unwrap() + word.len());
        let sourced = |place: &str, source: &str| sourced_by(layers.get::<Quote>(), span(place), span(source));
        assert!(sourced("road", "Diaz") && sourced("road", "Union") && !sourced("wait", "Diaz"));
    }

    #[test]
    fn a_few_words_in_marks_report_where_somebody_speaks_them() {
        let reports = |text: &str| {
            let layers = parallax_testkit::read(&parallax_core::Article::new("a", text), Quote::LAYER);
            layers.get::<Quote>().iter().map(|q| (q.kind, q.reports())).collect::<Vec<_>>()
        };
        assert_eq!(reports("Anna Ray called it “a farce”."), [(QuoteKind::Scare, true)]);
        assert_eq!(reports("The “reform” came in May."), [(QuoteKind::Scare, false)]);
    }
}
