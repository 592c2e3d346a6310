//! The analyzer: figures of running text, each with its source.

use crate::Figure;
use crate::lexicon::{Lexicon, Options};
use crate::scan::{Found, Scan, Within, grouped_by_full_stop};
use parallax_core::{Analyzer, Article, Note, Span, starting_in};
use parallax_dates::{Timex, TimexType};
use parallax_entities::{ActorId, Entity, Label};
use parallax_quotes::{Quote, voice_at};
use parallax_text::{Numerals, Sentence, Tag, Tagged, Token, TokenKind};

/// The analyzer of the numbers layer.
pub struct Figures {
    lexicon: Lexicon,
}

parallax_core::register! {
    /// Figures with value, qualifier, unit, the thing counted, and who the text says gave them; designations, dates and page furniture are none.
    analyzer "numbers": Figures
}

impl Analyzer for Figures {
    type Reads = (Sentence, Token, Tagged, Timex, Entity, Quote);
    type Writes = Figure;
    type Options = Options;

    fn new(options: Options) -> Self {
        Figures { lexicon: Lexicon::new(&options) }
    }

    fn read(
        &self,
        article: &Article,
        (sentences, tokens, tags, dates, entities, quotes): (
            &[Sentence],
            &[Token],
            &[Tagged],
            &[Timex],
            &[Entity],
            &[Quote],
        ),
    ) -> Vec<Figure> {
        let text = article.text();
        let european = european(text, sentences, tokens);
        let mut out = Vec::new();
        for (n, sentence) in sentences.iter().enumerate().filter(|(_, s)| s.prose()) {
            let entities = starting_in(entities, sentence.span());
            let within = |t: &Token| within(t, dates, entities);
            let scan = Scan {
                text,
                tokens: sentence.tokens(tokens),
                tags: &tags[sentence.range()],
                lexicon: &self.lexicon,
                european,
                within: &within,
            };
            let found = scan.figures();
            if found.is_empty() {
                continue;
            }
            let before = n.checked_sub(1).map(|b| &sentences[b]).filter(|b| b.block_index == sentence.block_index);
            let report = before.and_then(|b| goes_on(text, b, &scan, sentence, quotes));
            out.extend(found.into_iter().map(|f| with_source(text, f, sentence, entities, quotes, report)));
        }
        out
    }
}

/// What a token belongs to: a date before a name, since names are read in dates too.
fn within(token: &Token, dates: &[Timex], entities: &[Entity]) -> Within {
    if in_date(dates, token.span()) {
        return Within::Date;
    }
    let named = entities.iter().find(|e| e.label != Label::Norp && e.span().contains(token.span()));
    match named {
        Some(e) if e.label == Label::Person => Within::Person,
        Some(_) => Within::Name,
        None => Within::Nothing,
    }
}

/// Whether the article writes numbers as in most of Europe: some with a decimal comma, or several with thousands grouped by
/// a full stop, and none grouped by a comma.
fn european(text: &str, sentences: &[Sentence], tokens: &[Token]) -> bool {
    let prose = || sentences.iter().filter(|s| s.prose());
    let numbers = || prose().flat_map(|s| s.tokens(tokens)).filter(|t| t.kind == TokenKind::Number);
    let digits = || numbers().map(|t| t.of(text));
    let by_comma =
        digits().any(|d| d.split_once(',').is_some_and(|(a, b)| a.len() <= 3 && b.len() == 3 && !b.contains('.')));
    let decimal_comma = digits().any(|d| d.split_once(',').is_some_and(|(_, b)| b.len() < 3));
    // "1.762bn" has decimals.
    let scaled = |t: &Token| {
        Numerals::shared().scale(tokens, tokens.partition_point(|o| o.span().start() <= t.span().start())).is_some()
    };
    let by_full_stop = numbers().filter(|t| grouped_by_full_stop(t.of(text)) && !scaled(t)).count();
    !by_comma && (decimal_comma && by_full_stop > 0 || by_full_stop > 1)
}

/// Inside a date or time; a length of time is a figure too.
fn in_date(dates: &[Timex], place: Span) -> bool {
    let before = dates.partition_point(|d| d.span().start() <= place.start());
    dates[..before].iter().rev().take(3).any(|d| d.kind != TimexType::Duration && d.span().contains(place))
}

/// The report that the sentence before ends with, where this sentence goes on in its tense ("The troops would be
/// housed in 6 camps") and nobody else is quoted in it.
fn goes_on<'q>(
    text: &str,
    before: &Sentence,
    scan: &Scan,
    sentence: &Sentence,
    quotes: &'q [Quote],
) -> Option<&'q Quote> {
    let last = starting_in(quotes, before.span()).iter().rfind(|q| q.reports() && q.speaker.is_some())?;
    let to_end =
        text[last.span().end().min(before.span().end())..before.span().end()].chars().all(|c| !c.is_alphanumeric());
    let alone = starting_in(quotes, sentence.span()).is_empty();
    let finite = (0..scan.tokens.len()).find(|i| scan.tag(*i).finite())?;
    let shifted = matches!(scan.word(finite), "would" | "could" | "might")
        || scan.word(finite) == "had" && scan.tag(finite + 1) == Tag::Vbn;
    // What is told "under the pressure that" and the like has its first verb deeper: the tense still holds.
    (to_end && alone && shifted).then_some(last)
}

fn with_source(
    text: &str,
    found: Found,
    sentence: &Sentence,
    entities: &[Entity],
    quotes: &[Quote],
    report: Option<&Quote>,
) -> Figure {
    let (source, source_why) = match voice_at(quotes, found.span) {
        Some(quote) => (quote.speaker.clone(), quote.speaker.as_ref().map(|_| quote.why.clone())),
        None => match (citation(text, sentence, &found, entities), report) {
            (Some((id, why)), _) => (Some(id), Some(why)),
            (None, Some(q)) => (q.speaker.clone(), Some(format!("goes on from the sentence before: {}", q.why))),
            (None, None) => (None, None),
        },
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
