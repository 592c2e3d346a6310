//! The day of publication: given, on a date line, or said by the first sentences; never the day of the run.

use crate::calendar::{day, weekday};
use crate::expr::Expr;
use crate::grammar::Grammar;
use crate::lexicon::Lexicon;
use jiff::civil::Date;
use parallax_core::{Analyzer, Article, DateOrigin, NoOptions, Note, Span, starting_in};
use parallax_text::{Block, BlockKind, Sentence, Token};
use schemars::JsonSchema;
use serde::Serialize;

/// The day an article was published. At most one note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Publication {
    #[serde(skip)]
    span: Span,
    /// The day, ISO 8601.
    #[schemars(with = "String")]
    pub date: Date,
    /// Where it was found.
    pub from: DateOrigin,
    /// The words that say so.
    pub why: String,
}

impl Note for Publication {
    const LAYER: &'static str = "publication";
    fn span(&self) -> Span {
        self.span
    }
}

/// The analyzer of the publication layer.
pub struct Publications;

parallax_core::register! {
    /// The day of publication, from metadata, a date line, or the first sentences; all other dates hang on it.
    analyzer "publication": Publications
}

impl Analyzer for Publications {
    type Reads = (Block, Sentence, Token);
    type Writes = Publication;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Publications
    }

    fn read(
        &self,
        article: &Article,
        (blocks, sentences, tokens): (&[Block], &[Sentence], &[Token]),
    ) -> Vec<Publication> {
        if let Some(known) = article.published {
            let why = match known.from {
                DateOrigin::Url => "the address has it",
                _ => "given with the article",
            };
            return vec![Publication { span: Span::default(), date: known.date, from: known.from, why: why.into() }];
        }
        let text = article.text();
        let found = date_line(text, blocks, tokens)
            .or_else(|| agency_dateline(text, sentences, tokens))
            .or_else(|| weekday_with_date(text, sentences, tokens));
        found.into_iter().collect()
    }
}

fn grammar<'t>(text: &'t str, tokens: &'t [Token]) -> Grammar<'t> {
    Grammar { text, tokens, lexicon: Lexicon::shared() }
}

fn full_day(expr: &Expr) -> Option<Date> {
    match *expr {
        Expr::Day { year: Some(y), month, day: d, .. } => day(y, month, d),
        Expr::Slashed { first, second, year } if first > 12 => day(year, second, first),
        Expr::Slashed { first, second, year } if second > 12 || first == second => day(year, first, second),
        _ => None,
    }
}

/// A date line or a byline; or a line of the page that says "published", "updated".
fn date_line(text: &str, blocks: &[Block], tokens: &[Token]) -> Option<Publication> {
    let says = |b: &Block| {
        let words = b.span().of(text).to_lowercase();
        ["published", "updated", "posted", "date:"].iter().any(|w| words.contains(w))
    };
    let lines = blocks.iter().filter(|b| match b.kind {
        BlockKind::Dateline | BlockKind::Byline => true,
        BlockKind::Furniture => b.why.as_deref() != Some("front matter") && b.span().len() < 200 && says(b),
        _ => false,
    });
    lines.into_iter().find_map(|block| {
        let tokens = starting_in(tokens, block.span());
        grammar(text, tokens).all().into_iter().find_map(|(i, found)| {
            let span = tokens[i].span().cover(tokens[i + found.len - 1].span());
            let date = full_day(&found.expr)?;
            let why = format!("date line “{}”", block.span().of(text));
            Some(Publication { span, date, from: DateOrigin::Dateline, why })
        })
    })
}

/// "SANTIAGO, March 14, 2024 (Agency) — …", with its year.
fn agency_dateline(text: &str, sentences: &[Sentence], tokens: &[Token]) -> Option<Publication> {
    let first = sentences.iter().find(|s| s.block == BlockKind::Paragraph)?;
    let tokens_ = first.tokens(tokens);
    let (i, found) = grammar(text, tokens_).all().into_iter().find(|(i, _)| *i <= 8)?;
    let after = tokens_.get(i + found.len).map_or("", |t| t.of(text));
    let upper = tokens_.first().is_some_and(Token::capital);
    if !upper || !matches!(after, "(" | "—" | "–" | "-" | "--" | "/") {
        return None;
    }
    let span = tokens_[i].span().cover(tokens_[i + found.len - 1].span());
    let date = full_day(&found.expr)?;
    Some(Publication { span, date, from: DateOrigin::Dateline, why: format!("dateline “{}”", span.of(text)) })
}

/// "Monday (10/17/2022)" in the first sentences: a day told with its date while the news was new.
fn weekday_with_date(text: &str, sentences: &[Sentence], tokens: &[Token]) -> Option<Publication> {
    sentences.iter().filter(|s| s.prose()).take(6).find_map(|s| {
        let tokens = s.tokens(tokens);
        let all = grammar(text, tokens).all();
        let pairs = all.iter().zip(all.iter().skip(1));
        pairs.into_iter().find_map(|((i, first), (j, second))| {
            let between = &tokens[i + first.len..*j];
            let Expr::Weekday { day: name, shift: None } = first.expr else { return None };
            let date = full_day(&second.expr).or_else(|| match second.expr {
                Expr::Slashed { first, second, year } => {
                    let either = [day(year, first, second), day(year, second, first)];
                    either.into_iter().flatten().find(|d| d.weekday() == name)
                }
                _ => None,
            })?;
            let bracket = between.len() == 1 && matches!(between[0].of(text), "(" | ",");
            let fits = weekday(date, name, false) == Some(date);
            let span = tokens[*j].span().cover(tokens[j + second.len - 1].span());
            let why = format!("“{}” tells the weekday with its date", tokens[*i].span().cover(span).of(text));
            (bracket && fits).then_some(Publication { span, date, from: DateOrigin::Text, why })
        })
    })
}
