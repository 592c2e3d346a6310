//! The mention layer: names with their labels, and the chain inside the article that each belongs to.

use crate::aliases::{Aliases, Decisions};
use crate::{Gender, Label, chain, document};
use parallax_core::{Analyzer, Article, Note, Span};
use parallax_text::{Phrases, Sentence, Token};
use schemars::JsonSchema;
use serde::Serialize;

/// A name in one article. Not published: [`Entity`](crate::Entity) is the same with the actor it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mention {
    #[serde(skip)]
    pub(crate) span: Span,
    /// What it is.
    pub label: Label,
    /// Name of its chain: the same for all mentions in the article that mean the same.
    pub chain: String,
    /// A place that stands for its government.
    pub metonym: bool,
    /// The title or office before it.
    pub title: Option<Span>,
    /// Of a person, where a name or title of its chain tells it.
    #[serde(skip)]
    pub gender: Option<Gender>,
    /// Of a ministry, an army and the like, the id of its state, where a name of its chain tells it.
    #[serde(skip)]
    pub organ_of: Option<&'static str>,
    /// Why it is a name of this kind.
    pub why: &'static str,
    /// Why it belongs to its chain, where its words alone do not say so.
    pub link: Option<String>,
}

impl Note for Mention {
    const LAYER: &'static str = "mentions";
    const PUBLISHED: bool = false;
    fn span(&self) -> Span {
        self.span
    }
}

/// The analyzer of the mention layer.
pub struct Mentions {
    decisions: Decisions,
    labels: Phrases<Label>,
}

parallax_core::register! {
    /// Names with OntoNotes labels and their chains inside one article; `entities` is this layer with the actor of the whole run.
    analyzer "mentions": Mentions
}

impl Analyzer for Mentions {
    type Reads = (Sentence, Token);
    type Writes = Mention;
    type Options = Aliases;

    fn new(options: Aliases) -> Self {
        let labels = options.label.iter().map(|l| (l.name.as_str(), l.label)).collect();
        Mentions { decisions: Decisions::new(&options), labels }
    }

    fn read(&self, article: &Article, (sentences, tokens): (&[Sentence], &[Token])) -> Vec<Mention> {
        let mut found = document::read(article.text(), sentences, tokens);
        document::relabel(&mut found, tokens, sentences, &self.labels);
        chain::link(article.text(), tokens, &found, &self.decisions)
    }
}
