//! The analyzer: figures of running text, each with its source.

use crate::Figure;
use crate::extract::{Found, Scan, grouped_by_full_stop};
use crate::lexicon::Lexicon;
use parallax_core::{Analyzer, Article, NoOptions, Note, Span, starting_in};
use parallax_dates::{Timex, TimexType};
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::{Quote, voice_at};
use parallax_text::{Sentence, Token, TokenKind};

/// The analyzer of the numbers layer.
pub struct Figures;

parallax_core::register! {
    /// Figures with value, qualifier, unit, the thing counted, and who the text says gave them; designations, dates and page furniture are none.
    analyzer "numbers": Figures
}

impl Analyzer for Figures {
    type Reads = (Sentence, Token, Timex, Entity, Quote);
    type Writes = Figure;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Figures
    }

    fn read(
        &self,
        article: &Article,
        (sentences, tokens, dates, entities, quotes): (&[Sentence], &[Token], &[Timex], &[Entity], &[Quote]),
    ) -> Vec<Figure> {
        let text = article.text();
        let european = european(text, sentences, tokens);
        let mut out = Vec::new();
        for sentence in sentences.iter().filter(|s| s.prose()) {
            let entities = starting_in(entities, sentence.span());
            let named = |t: &Token| entities.iter().any(|e| e.label != Label::Norp && e.span().contains(t.span()));
            let taken = |t: &Token| in_date(dates, t.span()) || named(t);
            let scan =
                Scan { text, tokens: sentence.tokens(tokens), lexicon: Lexicon::shared(), european, taken: &taken };
            out.extend(scan.figures().into_iter().map(|found| with_source(text, found, sentence, entities, quotes)));
        }
        out
    }
}

/// Whether the article writes numbers as in most of Europe: some with a decimal comma, or several with thousands grouped by
/// a full stop, and none grouped by a comma.
fn european(text: &str, sentences: &[Sentence], tokens: &[Token]) -> bool {
    let digits = || {
        sentences
            .iter()
            .filter(|s| s.prose())
            .flat_map(|s| s.tokens(tokens))
            .filter(|t| t.kind == TokenKind::Number)
            .map(|t| t.of(text))
    };
    let by_comma =
        digits().any(|d| d.split_once(',').is_some_and(|(a, b)| a.len() <= 3 && b.len() == 3 && !b.contains('.')));
    let decimal_comma = digits().any(|d| d.split_once(',').is_some_and(|(_, b)| b.len() < 3));
    let by_full_stop = digits().filter(|d| grouped_by_full_stop(d)).count();
    !by_comma && (decimal_comma && by_full_stop > 0 || by_full_stop > 1)
}

/// Inside a date or time; a length of time is a figure too.
fn in_date(dates: &[Timex], place: Span) -> bool {
    let before = dates.partition_point(|d| d.span().start() <= place.start());
    dates[..before].iter().rev().take(3).any(|d| d.kind != TimexType::Duration && d.span().contains(place))
}

fn with_source(text: &str, found: Found, sentence: &Sentence, entities: &[Entity], quotes: &[Quote]) -> Figure {
    let (source, source_why) = match voice_at(quotes, found.span) {
        Some(quote) => (quote.speaker.clone(), quote.speaker.as_ref().map(|_| quote.why.clone())),
        None => citation(text, sentence, &found, entities).map_or((None, None), |(id, why)| (Some(id), Some(why))),
    };
    Figure {
        span: found.span,
        kind: found.kind,
        low: Some(found.low),
        high: Some(found.high),
        qualifier: found.qualifier,
        qualifier_at: found.qualifier_at,
        unit: found.unit,
        of: found.of,
        source,
        source_why,
    }
}

/// "… 12 boats (Steppe Daily, October 31)": a citation that closes the sentence gave its figures, lengths of time aside.
fn citation(text: &str, sentence: &Sentence, found: &Found, entities: &[Entity]) -> Option<(ActorId, String)> {
    let words = sentence.span().of(text);
    let open = words.rfind('(')? + sentence.span().start();
    let closes = text[open..sentence.span().end()].trim_end_matches(['.', '”', '"']).ends_with(')');
    let cited = entities.iter().find(|e| e.span().start() == open + 1 && e.cited())?;
    let time = matches!(found.unit.as_str(), "day" | "week" | "month" | "year" | "hour");
    (closes && !time && found.span.end() <= open)
        .then(|| (cited.actor.clone(), format!("cited at the end of the sentence: {}", cited.span().of(text))))
}

#[cfg(test)]
mod tests;
