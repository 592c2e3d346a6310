//! Chains inside one article: a surname joins the full name, an acronym what it stands for, a people or capital its state.

mod bodies;
mod organs;
mod persons;
mod places;

use crate::aliases::Decisions;
use crate::document::Document;
use crate::gazetteer::{Gazetteer, Known, Role};
use crate::names::kebab;
use crate::rules::Draft;
use crate::{Label, Mention};
use parallax_core::Span;
use parallax_text::Token;
use rustc_hash::FxHashMap;

/// Chain name and the reason, where the words alone do not give it.
type Link = (String, Option<String>);

/// The mentions of an article with their chains.
pub(crate) fn link(text: &str, tokens: &[Token], found: &Document, decisions: &Decisions) -> Vec<Mention> {
    let linker = Linker { text, tokens, lists: Gazetteer::shared(), decisions };
    let mut links: Vec<Option<Link>> = vec![None; found.drafts.len()];
    let genders = linker.persons(&found.drafts, &mut links);
    linker.organisations(found, &mut links);
    let mut out = Vec::with_capacity(found.drafts.len());
    let mut organs: FxHashMap<String, &'static str> = FxHashMap::default();
    for (draft, link) in found.drafts.iter().zip(links) {
        let known = linker.known(draft);
        let metonym =
            known.is_some_and(|k| k.role == Role::Seat || k.role == Role::Capital && linker.for_government(draft));
        let (chain, link) = link.unwrap_or_else(|| match known {
            Some(k) if k.role == Role::Capital && !metonym => (linker.plain(draft), None),
            Some(k) if metonym => {
                (format!("={}", k.id), Some(format!("{} stands for the government", linker.words(draft))))
            }
            Some(k) if !k.id.is_empty() && !linker.parted(draft, k.id) => (format!("={}", k.id), None),
            _ => (linker.plain(draft), None),
        });
        let title = draft.title.map(|(a, b)| tokens[a].span().cover(tokens[b - 1].span()));
        let gender = genders.get(&chain).copied();
        if let Some(state) = linker.organ_of(draft) {
            organs.entry(chain.clone()).or_insert(state);
        }
        out.push(Mention {
            span: linker.span(draft),
            label: draft.label,
            chain,
            metonym,
            title,
            gender,
            organ_of: None,
            why: draft.why,
            link,
        });
    }
    out.iter_mut().for_each(|m| m.organ_of = organs.get(&m.chain).copied());
    out
}

struct Linker<'t> {
    text: &'t str,
    tokens: &'t [Token],
    lists: &'static Gazetteer,
    decisions: &'t Decisions,
}

impl Linker<'_> {
    fn span(&self, d: &Draft) -> Span {
        self.tokens[d.from].span().cover(self.tokens[d.to - 1].span())
    }

    fn words(&self, d: &Draft) -> &str {
        self.span(d).of(self.text)
    }

    /// What the lists say of exactly these words.
    fn known(&self, d: &Draft) -> Option<Known> {
        let exact = || {
            self.lists
                .names
                .at(&self.tokens[..d.to], d.from)
                .filter(|(len, k)| d.from + len == d.to && k.label == d.label)
                .map(|(_, k)| k)
        };
        d.known.or_else(|| if d.label == Label::Person { None } else { exact() })
    }

    /// Whether somebody decided that these words are not what the lists mean by them.
    fn parted(&self, d: &Draft, id: &str) -> bool {
        self.lists.shown(id).is_some_and(|shown| self.decisions.part(self.words(d), shown))
    }

    fn plain(&self, d: &Draft) -> String {
        format!("{:?}:{}", d.label, kebab(self.words(d))).to_lowercase()
    }
}
