//! Who is who in the whole run: chains of single articles joined into actors, each join and each refusal with its reason.
//!
//! Linear in the number of chains: persons are compared only inside a block of one surname skeleton, organisations only
//! inside a block of one skeleton of all their words.

use crate::gazetteer::Gazetteer;
use crate::names::{compare_persons, kebab, skeleton};
use crate::{Label, Mention};
use parallax_core::{Article, Index, NoOptions, Resolver};
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
    /// Alike names that are others, with the reason.
    pub kept_apart: Vec<(String, String)>,
}

/// All actors of a run.
#[derive(Default)]
pub struct ActorIndex {
    identities: Vec<Identity>,
    /// By article, then chain: the identity, and why the chain belongs to it.
    members: BTreeMap<String, BTreeMap<String, (usize, Option<Arc<str>>)>>,
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

    /// An actor by its id.
    pub fn identity(&self, id: &ActorId) -> Option<&Identity> {
        self.by_id.get(id).map(|at| &self.identities[*at])
    }
}

/// One chain of one article, as far as the index needs it.
pub struct ChainDigest {
    chain: String,
    label: Label,
    /// Spellings with how often each occurs.
    spellings: BTreeMap<String, usize>,
}

/// The resolver of the actor index.
pub struct Actors;

parallax_core::register! {
    /// Joins the names of all articles into actors: one person, body or state under every spelling, with the reason for each join and each refusal.
    resolver "actor-index": Actors
}

impl Resolver for Actors {
    type Reads = Mention;
    type Digest = Vec<ChainDigest>;
    type Index = ActorIndex;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Actors
    }

    fn digest(&self, article: &Article, mentions: &[Mention]) -> Vec<ChainDigest> {
        let mut chains: BTreeMap<&str, ChainDigest> = BTreeMap::new();
        for m in mentions {
            let entry = chains.entry(&m.chain).or_insert_with(|| ChainDigest { chain: m.chain.clone(), label: m.label, spellings: BTreeMap::new() });
            *entry.spellings.entry(m.span.of(article.text()).to_string()).or_default() += 1;
            if m.label == Label::Gpe {
                entry.label = m.label;
            }
        }
        chains.into_values().collect()
    }

    fn resolve(&self, digests: Vec<(String, Vec<ChainDigest>)>) -> ActorIndex {
        let mut names = Names::default();
        for (article, chains) in &digests {
            for chain in chains {
                names.add(article, chain);
            }
        }
        names.join_persons();
        names.join_organisations();
        names.into_index()
    }
}

/// A chain name with all articles that have it, and the cluster it went to.
struct Node {
    label: Label,
    /// Spelling: in how many articles, how often.
    spellings: BTreeMap<String, (usize, usize)>,
    articles: Vec<String>,
    /// Articles of the whole cluster, where this node stands for one.
    reach: BTreeSet<String>,
    /// Another node that this one was joined to, with the reason.
    joined: Option<(String, String)>,
    kept_apart: Vec<(String, String)>,
}

impl Node {
    /// The spelling that stands for it: in full, then in most articles, most often, shortest, first by letters.
    fn name(&self) -> &str {
        let rank = |(s, (articles, n)): &(&String, &(usize, usize))| {
            let words = s.split_whitespace().count();
            (words > 1, *articles, *n, std::cmp::Reverse(s.len()), std::cmp::Reverse((*s).clone()))
        };
        self.spellings.iter().max_by_key(rank).map_or("", |(s, _)| s)
    }

    fn words(&self) -> Vec<&str> {
        self.name().split([' ', '\u{a0}', '-']).filter(|w| !w.is_empty()).collect()
    }
}

#[derive(Default)]
struct Names(BTreeMap<String, Node>);

impl Names {
    fn add(&mut self, article: &str, chain: &ChainDigest) {
        let new = || Node { label: chain.label, spellings: BTreeMap::new(), articles: Vec::new(), reach: BTreeSet::new(), joined: None, kept_apart: Vec::new() };
        let node = self.0.entry(chain.chain.clone()).or_insert_with(new);
        for (spelling, n) in &chain.spellings {
            let entry = node.spellings.entry(spelling.clone()).or_default();
            *entry = (entry.0 + 1, entry.1 + n);
        }
        node.articles.push(article.to_string());
        node.reach.insert(article.to_string());
    }

    /// Follows joins to the chain that stands for the cluster.
    fn root(&self, chain: &str) -> String {
        let mut at = chain.to_string();
        while let Some((next, _)) = self.0.get(&at).and_then(|n| n.joined.as_ref()) {
            at = next.clone();
        }
        at
    }

    /// Joins the clusters of two chains; the one in more articles stands for both.
    fn join(&mut self, a: &str, b: &str, why: String) {
        let (ra, rb) = (self.root(a), self.root(b));
        if ra == rb {
            return;
        }
        let weight = |c: &str| (self.0[c].articles.len(), std::cmp::Reverse(c.to_string()));
        let (keep, give) = if weight(&ra) >= weight(&rb) { (ra, rb) } else { (rb, ra) };
        let Some(node) = self.0.get_mut(&give) else { return };
        node.joined = Some((keep.clone(), why));
        let reach = std::mem::take(&mut node.reach);
        if let Some(node) = self.0.get_mut(&keep) {
            node.reach.extend(reach);
        }
    }

    fn blocks(&self, prefix: &str, block: impl Fn(&Node) -> String) -> BTreeMap<String, Vec<String>> {
        let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (chain, node) in self.0.iter().filter(|(c, _)| c.starts_with(prefix)) {
            out.entry(block(node)).or_default().push(chain.clone());
        }
        out
    }

    fn join_persons(&mut self) {
        // A second surname may be left out, so a name of three words stands in two blocks.
        let mut blocks = self.blocks("person:", |n| n.words().last().map(|w| skeleton(w)).unwrap_or_default());
        for (chain, node) in self.0.iter().filter(|(c, n)| c.starts_with("person:") && n.words().len() >= 3) {
            let words = node.words();
            blocks.entry(skeleton(words[words.len() - 2])).or_default().push(chain.clone());
        }
        for members in blocks.into_values().filter(|m| m.len() > 1) {
            let given = |names: &Names, c: &str| {
                let words = names.0[c].words().len();
                let initial = names.0[c].words().first().is_some_and(|w| w.trim_end_matches('.').chars().count() == 1);
                if words < 2 { 0 } else if initial { 1 } else { 2 }
            };
            let of = |names: &Names, rank: usize| members.iter().filter(|c| given(names, c) == rank).cloned().collect::<Vec<_>>();
            // Full names first; then initials and bare surnames, only where one person alone can be meant.
            let full = of(self, 2);
            for (i, a) in full.iter().enumerate() {
                for b in &full[i + 1..] {
                    let alike = compare_persons(&self.0[a].words(), &self.0[b].words());
                    if alike.same && alike.score >= 0.9 && self.in_one_article(a, b) {
                        self.keep_apart(a, b, "one article has both spellings");
                    } else if alike.same && alike.score >= 0.9 {
                        self.join(a, b, alike.why);
                    } else if alike.score > 0.2 {
                        self.keep_apart(a, b, &alike.why);
                    }
                }
            }
            for rank in [1, 0] {
                for short in of(self, rank) {
                    let fits: Vec<(String, String)> = members
                        .iter()
                        .filter(|c| given(self, c) > rank)
                        .map(|c| (c, compare_persons(&self.0[&short].words(), &self.0[c].words())))
                        .filter(|(_, alike)| alike.same)
                        .map(|(c, alike)| (self.root(c), alike.why))
                        .collect();
                    let mut roots: Vec<&str> = fits.iter().map(|(c, _)| c.as_str()).collect();
                    roots.dedup();
                    match roots[..] {
                        [one] => self.join(&short, &one.to_string(), format!("{}; the only one of that name in this run", fits[0].1)),
                        [] => {}
                        _ => roots.iter().map(|r| r.to_string()).collect::<Vec<_>>().iter().for_each(|r| self.keep_apart(&short, r, "several people have this surname")),
                    }
                }
            }
            // Bare surnames of one skeleton with nobody in full.
            let bare: Vec<String> = of(self, 0).into_iter().filter(|c| self.0[c].joined.is_none()).collect();
            if full.is_empty() {
                for pair in bare.windows(2) {
                    let alike = compare_persons(&self.0[&pair[0]].words(), &self.0[&pair[1]].words());
                    if alike.same {
                        self.join(&pair[0], &pair[1], alike.why);
                    }
                }
            }
        }
    }

    /// An article spells a person one way: where it has both full names, they are two people. (The chains of one article
    /// are joined by `chain` already where one name is short for the other.)
    fn in_one_article(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        a != b && !self.0[&a].reach.is_disjoint(&self.0[&b].reach)
    }

    fn keep_apart(&mut self, a: &str, b: &str, why: &str) {
        for (x, y) in [(a, b), (b, a)] {
            let name = self.0[y].name().to_string();
            if let Some(node) = self.0.get_mut(x) {
                node.kept_apart.push((name, why.to_string()));
            }
        }
    }

    fn join_organisations(&mut self) {
        // An acronym that only another article spells out.
        let mut spelt: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (chain, node) in &self.0 {
            for s in node.spellings.keys().filter(|s| is_acronym(s)) {
                if node.spellings.keys().any(|full| full.contains(' ')) {
                    spelt.entry(s.clone()).or_default().push(chain.clone());
                }
            }
        }
        let alone: Vec<(String, String)> = self.0.iter().filter_map(|(c, n)| {
            let [only] = n.spellings.keys().collect::<Vec<_>>()[..] else { return None };
            (is_acronym(only) && !c.starts_with('=')).then(|| (c.clone(), only.clone()))
        }).collect();
        for (chain, acronym) in alone {
            if let Some([full]) = spelt.get(&acronym).map(Vec::as_slice) {
                let name = self.0[full].name().to_string();
                self.join(&chain, &full.clone(), format!("acronym that another article introduces for {name}"));
            }
        }
        self.join_short_forms();
        // Spellings of one name.
        let blocks = self.blocks("org:", |n| n.words().iter().map(|w| skeleton(w)).collect::<Vec<_>>().join(" "));
        for members in blocks.into_values().filter(|m| m.len() > 1) {
            for pair in members.windows(2) {
                let (a, b) = (self.0[&pair[0]].name().to_string(), self.0[&pair[1]].name().to_string());
                let near = rapidfuzz::distance::jaro_winkler::similarity(a.chars(), b.chars());
                if near > 0.88 && !is_acronym(&a) && !is_acronym(&b) {
                    self.join(&pair[0], &pair[1], format!("{a} and {b} have the same consonants"));
                }
            }
        }
    }

    /// "Corella" and "Corella Mutual" for "Corella Mutual Insurance": the first words of one longer name alone in the run.
    fn join_short_forms(&mut self) {
        let names: Vec<(String, Vec<String>)> = self.0.iter().filter(|(c, n)| c.starts_with("org:") && !is_acronym(n.name())).map(|(c, n)| (c.clone(), parallax_text::fold(n.name()).split(' ').map(String::from).collect())).collect();
        let mut by_first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, (_, words)) in names.iter().enumerate() {
            by_first.entry(&words[0]).or_default().push(i);
        }
        let mut found = Vec::new();
        for (i, (short, words)) in names.iter().enumerate() {
            let longer = by_first[words[0].as_str()].iter().filter(|j| **j != i && names[**j].1.len() > words.len() && names[**j].1.starts_with(words));
            let roots: BTreeSet<String> = longer.map(|j| self.root(&names[*j].0)).filter(|r| *r != self.root(short)).collect();
            let telling = words.len() > 1 || words[0].len() > 4 && !Gazetteer::shared().common.contains(&parallax_text::key(&words[0])) && !Gazetteer::shared().countries.contains_key(&parallax_text::key(&words[0]));
            // Of several longer names the shortest is meant only if the others are longer forms of it in their turn.
            if let (true, Some(root)) = (telling, roots.iter().next().filter(|_| roots.len() == 1)) {
                found.push((short.clone(), root.clone()));
            }
        }
        for (short, root) in found {
            let name = self.0[&root].name().to_string();
            self.join(&short, &root, format!("the first words of {name}, the only such name in this run"));
        }
    }

    fn into_index(self) -> ActorIndex {
        let mut clusters: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for chain in self.0.keys() {
            clusters.entry(self.root(chain)).or_default().push(chain);
        }
        let mut index = ActorIndex::default();
        for (root, chains) in &clusters {
            let mut whole = Node { label: self.0[root].label, spellings: BTreeMap::new(), articles: Vec::new(), reach: BTreeSet::new(), joined: None, kept_apart: Vec::new() };
            for chain in chains {
                let node = &self.0[*chain];
                for (s, (articles, n)) in &node.spellings {
                    let entry = whole.spellings.entry(s.clone()).or_default();
                    *entry = (entry.0 + articles, entry.1 + n);
                }
                whole.kept_apart.extend(node.kept_apart.iter().cloned());
            }
            whole.kept_apart.sort();
            whole.kept_apart.dedup();
            let listed = root.strip_prefix('=').and_then(|id| Gazetteer::shared().shown.get(id));
            let name = listed.map_or_else(|| whole.name().to_string(), ToString::to_string);
            let id = root.strip_prefix('=').map_or_else(|| free_id(&index, &name, whole.label), ActorId::from);
            let at = index.identities.len();
            index.by_id.insert(id.clone(), at);
            index.identities.push(Identity { id, name, label: whole.label, kept_apart: whole.kept_apart });
            for chain in chains {
                let node = &self.0[*chain];
                let why: Option<Arc<str>> = node.joined.as_ref().map(|(_, why)| why.as_str().into());
                for article in &node.articles {
                    index.members.entry(article.clone()).or_default().insert((*chain).clone(), (at, why.clone()));
                }
            }
        }
        index
    }
}

/// An id made from the name that no other actor has.
fn free_id(index: &ActorIndex, name: &str, label: Label) -> ActorId {
    let plain = kebab(name);
    let plain = if plain.is_empty() { "unnamed".to_string() } else { plain };
    let labelled = format!("{plain}-{}", format!("{label:?}").to_lowercase());
    let numbered = (2..).map(|n| format!("{labelled}-{n}"));
    let mut ids = [plain, labelled.clone()].into_iter().chain(numbered).map(|id| ActorId::from(id.as_str()));
    ids.find(|id| !index.by_id.contains_key(id)).expect("numbers do not end")
}

fn is_acronym(s: &str) -> bool {
    s.len() >= 2 && s.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) && s.chars().any(char::is_alphabetic)
}
