//! Who is who in the whole run: chains of single articles joined into actors, each join and each refusal with its reason.
//!
//! Linear in the number of chains: [`joins`](crate::joins) compares persons only inside a block of one surname skeleton,
//! organisations only inside a block of one skeleton of all their words, of the same letters, or of one first word.

use crate::aliases::{Aliases, Decisions};
use crate::gazetteer::Gazetteer;
use crate::joins::{ChainDigest, Cluster, Joined, Names};
use crate::names::kebab;
use crate::{Label, Mention};
use parallax_core::{Article, Index, Resolver};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Id of an actor, the same in every article of a run.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct ActorId(Arc<str>);

impl ActorId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ActorId {
    fn from(id: &str) -> Self {
        ActorId(id.into())
    }
}

impl JsonSchema for ActorId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ActorId".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "Id of an actor, the same in every document of one run." })
    }
}

/// One actor of the run.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its id.
    pub id: ActorId,
    /// The name it is shown under.
    pub name: String,
    /// What it is.
    pub label: Label,
    /// Its spellings, by their letters.
    pub spellings: Vec<Spelt>,
    /// How many articles name it.
    pub articles: usize,
    /// Alike names that are others, with the reason.
    pub kept_apart: Vec<(String, String)>,
}

/// One spelling of an actor's name.
#[derive(Clone, Debug, Serialize)]
pub struct Spelt {
    /// As articles write it.
    pub text: String,
    /// How many articles have it.
    pub articles: usize,
    /// How often it stands.
    pub mentions: usize,
    /// Why it is this actor's.
    pub why: String,
}

/// The identity a chain belongs to, and why it was joined to it.
type Membership = (usize, Option<Arc<str>>);

/// All actors of a run.
#[derive(Default)]
pub struct ActorIndex {
    identities: Vec<Identity>,
    /// By article, then chain.
    members: BTreeMap<String, BTreeMap<String, Membership>>,
    by_id: BTreeMap<ActorId, usize>,
}

impl Index for ActorIndex {
    const NAME: &'static str = "actor-index";
}

impl ActorIndex {
    /// Whom a chain of an article means, and why it was joined to a differently spelt one.
    pub fn member(&self, article: &str, chain: &str) -> Option<(&Identity, Option<&str>)> {
        let (at, why) = self.members.get(article)?.get(chain)?;
        Some((&self.identities[*at], why.as_deref()))
    }

    /// All actors, in the order of the chains that stand for them.
    pub fn identities(&self) -> &[Identity] {
        &self.identities
    }

    /// An actor by its id.
    pub fn identity(&self, id: &ActorId) -> Option<&Identity> {
        self.by_id.get(id).map(|at| &self.identities[*at])
    }
}

/// The resolver of the actor index.
pub struct Actors(Decisions);

parallax_core::register! {
    /// Joins the names of all articles into actors: one person, body or state under every spelling, with the reason for each join and each refusal.
    resolver "actor-index": Actors
}

impl Resolver for Actors {
    type Reads = Mention;
    type Digest = Vec<ChainDigest>;
    type Index = ActorIndex;
    type Options = Aliases;

    fn new(options: Aliases) -> Self {
        Actors(Decisions::new(&options))
    }

    fn digest(&self, article: &Article, mentions: &[Mention]) -> Vec<ChainDigest> {
        let mut chains: BTreeMap<&str, ChainDigest> = BTreeMap::new();
        for m in mentions {
            let entry = chains.entry(&m.chain).or_insert_with(|| ChainDigest {
                chain: m.chain.clone(),
                label: m.label,
                spellings: BTreeMap::new(),
            });
            let count = entry.spellings.entry(m.span.of(article.text()).to_string()).or_default();
            (count.articles, count.times) = (1, count.times + 1);
            if count.why.is_none() {
                count.why.clone_from(&m.link);
            }
            if m.label == Label::Gpe {
                entry.label = m.label;
            }
        }
        chains.into_values().collect()
    }

    fn resolve(&self, digests: Vec<(String, Vec<ChainDigest>)>) -> ActorIndex {
        let mut names = Names::new(&self.0);
        for (article, chains) in &digests {
            for chain in chains {
                names.add(article, chain);
            }
        }
        names.join_all();
        index(names.clusters(), &self.0)
    }
}

/// Gives each cluster its id.
fn index(clusters: Vec<Cluster>, decisions: &Decisions) -> ActorIndex {
    let mut index = ActorIndex::default();
    // Ids of the lists are theirs, whatever name a person gives to somebody else.
    let renamed = |c: &Cluster| c.spellings.keys().any(|s| decisions.rename(s).is_some());
    let listed = clusters.iter().filter(|c| !renamed(c)).filter_map(|c| c.root.strip_prefix('='));
    let reserved: BTreeSet<String> = listed.map(String::from).collect();
    for Cluster { root, label, name, spellings, articles, kept_apart, chains } in clusters {
        let listed = root.strip_prefix('=');
        let renamed = spellings.keys().find_map(|s| decisions.rename(s));
        let name = renamed
            .map(ToString::to_string)
            .unwrap_or_else(|| listed.and_then(|id| Gazetteer::shared().shown(id)).map_or(name, ToString::to_string));
        let id = match listed.filter(|_| renamed.is_none()) {
            Some(id) => ActorId::from(id),
            None => free_id(&index, &reserved, &name, label),
        };
        let spellings = spellings.into_iter().map(|(text, count)| Spelt {
            why: count.why.unwrap_or_else(|| own_reason(&text, &name, listed)),
            text,
            articles: count.articles,
            mentions: count.times,
        });
        let spellings = spellings.collect();
        let at = index.identities.len();
        index.by_id.insert(id.clone(), at);
        index.identities.push(Identity { id, name, label, spellings, articles, kept_apart });
        for Joined { chain, articles, why } in chains {
            let why: Option<Arc<str>> = why.map(Arc::from);
            for article in articles {
                index.members.entry(article).or_default().insert(chain.clone(), (at, why.clone()));
            }
        }
    }
    index
}

/// Why a spelling is an actor's where nothing had to be joined.
fn own_reason(text: &str, name: &str, listed: Option<&str>) -> String {
    match listed {
        _ if text == name => "the name it is shown under".into(),
        Some(id) => format!("the lists know it as {id}"),
        None => format!("the words of {name}"),
    }
}

/// An id made from the name that no other actor has.
fn free_id(index: &ActorIndex, reserved: &BTreeSet<String>, name: &str, label: Label) -> ActorId {
    let plain = kebab(name);
    let plain = if plain.is_empty() { "unnamed".to_string() } else { plain };
    let labelled = format!("{plain}-{}", format!("{label:?}").to_lowercase());
    let numbered = (2..).map(|n| format!("{labelled}-{n}"));
    let mut ids = [plain, labelled.clone()].into_iter().chain(numbered).map(|id| ActorId::from(id.as_str()));
    ids.find(|id| !index.by_id.contains_key(id) && !reserved.contains(id.as_str())).expect("numbers do not end")
}
