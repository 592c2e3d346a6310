//! The analyzer: paragraph by paragraph, since quotation marks pair inside one.

use crate::actors::Actors;
use crate::cues::{Cues, Options};
use crate::marks;
use crate::paragraph::Paragraph;
use crate::sources::Sources;
use crate::{Quote, QuoteKind};
use parallax_core::{Analyzer, Article};
use parallax_entities::Entity;
use parallax_text::syntax::Clauses;
use parallax_text::{BlockKind, Sentence, Tagged, Token};

/// The analyzer of the quotes layer.
pub struct Quotes {
    cues: Cues,
}

parallax_core::register! {
    /// Direct, indirect and mixed speech with speaker and cue; scare quotes apart; unclosed marks end where the writer's own words begin.
    analyzer "quotes": Quotes
}

/// A paragraph of more tokens is read in parts, since everything in it is looked at together.
const LONGEST: usize = 3000;

impl Analyzer for Quotes {
    type Reads = (Sentence, Token, Tagged, Entity);
    type Writes = Quote;
    type Options = Options;

    fn new(options: Options) -> Self {
        Quotes { cues: Cues::new(&options) }
    }

    fn read(
        &self,
        article: &Article,
        (sentences, tokens, tags, entities): (&[Sentence], &[Token], &[Tagged], &[Entity]),
    ) -> Vec<Quote> {
        let text = article.text();
        let sources = Sources {
            clauses: Clauses { text, tokens, tags },
            actors: Actors { text, tokens, tags, entities },
            cues: &self.cues,
        };
        let mut out: Vec<Quote> = Vec::new();
        let mut before: Option<Quote> = None;
        let mut at = 0;
        while at < sentences.len() {
            let block = sentences[at].block_index;
            let mut size = 0;
            let fits = |s: &&Sentence| {
                size += s.range().len();
                s.block_index == block && (size <= LONGEST || size == s.range().len())
            };
            let to = at + sentences[at..].iter().take_while(fits).count();
            let paragraph = &sentences[at..to];
            at = to;
            if !paragraph[0].prose() {
                continue;
            }
            let range = paragraph[0].range().start..paragraph[paragraph.len() - 1].range().end;
            let quoted = marks::pairs(text, tokens, range);
            let heading = paragraph[0].block == BlockKind::Heading;
            let found =
                Paragraph { sources: &sources, sentences: paragraph, quoted: &quoted, heading }.read(before.as_ref());
            before =
                found.iter().rfind(|q| q.kind == QuoteKind::Direct).cloned().or(before.filter(|_| found.is_empty()));
            out.extend(found);
        }
        out
    }
}
