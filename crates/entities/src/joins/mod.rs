//! Joining chains of different articles: full names, short names, acronyms, short forms, spellings; each with its reason.

mod bodies;
mod node;
mod persons;

use crate::Label;
use crate::aliases::{DECIDED, Decisions};
use node::{Given, Node};
use std::collections::BTreeMap;

pub(crate) use node::Count;

/// One chain of one article, as far as joining needs it.
pub struct ChainDigest {
    pub(crate) chain: String,
    pub(crate) label: Label,
    pub(crate) spellings: BTreeMap<String, Count>,
}

/// Chains that mean one actor.
pub(crate) struct Cluster {
    /// The chain that stands for it.
    pub root: String,
    pub label: Label,
    /// Its best spelling.
    pub name: String,
    /// All spellings; the reason of one is that of its chain, then that of the chain's join.
    pub spellings: BTreeMap<String, Count>,
    /// How many articles name it.
    pub articles: usize,
    /// Alike names that are others, with the reason.
    pub kept_apart: Vec<(String, String)>,
    pub chains: Vec<Joined>,
}

/// One chain of a cluster.
pub(crate) struct Joined {
    pub chain: String,
    pub articles: Vec<String>,
    /// Why it was joined to another chain.
    pub why: Option<String>,
}

/// So many others are written down as kept apart from a chain.
const APART: usize = 12;

/// The chains of a run by their names.
pub(crate) struct Names<'d> {
    nodes: BTreeMap<String, Node>,
    decisions: &'d Decisions,
}

impl<'d> Names<'d> {
    pub(crate) fn new(decisions: &'d Decisions) -> Names<'d> {
        Names { nodes: BTreeMap::new(), decisions }
    }

    pub(crate) fn add(&mut self, article: &str, chain: &ChainDigest) {
        let node = self.nodes.entry(chain.chain.clone()).or_insert_with(|| Node::new(chain.label));
        for (spelling, count) in &chain.spellings {
            node.count(spelling, count);
            node.parted.extend(self.decisions.different(spelling));
        }
        // A state stays one where an article names only its people.
        if chain.label == Label::Gpe {
            node.label = Label::Gpe;
        }
        node.articles.push(article.to_string());
        node.reach.insert(article.to_string());
    }

    /// Joins all that can be joined, the surest first: what somebody decided, persons, organisations.
    pub(crate) fn join_all(&mut self) {
        self.nodes.values_mut().for_each(Node::choose_name);
        self.join_decided();
        self.join_persons();
        self.join_organisations();
    }

    fn join_decided(&mut self) {
        let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (chain, node) in &self.nodes {
            for group in node.spellings.keys().flat_map(|s| self.decisions.same(s)) {
                groups.entry(*group).or_default().push(chain.clone());
            }
        }
        for chains in groups.into_values() {
            chains.windows(2).for_each(|pair| self.join(&pair[0], &pair[1], DECIDED.to_string()));
        }
    }

    /// Follows joins to the chain that stands for the cluster.
    fn root(&self, chain: &str) -> String {
        let mut at = chain;
        while let Some((next, _)) = self.nodes.get(at).and_then(|n| n.joined.as_ref()) {
            at = next;
        }
        at.to_string()
    }

    /// Joins the clusters of two chains; the one in more articles stands for both.
    fn join(&mut self, a: &str, b: &str, why: String) {
        let (ra, rb) = (self.root(a), self.root(b));
        if ra == rb {
            return;
        }
        let parted =
            |(g, place): &(usize, usize)| self.nodes[&rb].parted.iter().any(|(h, other)| g == h && place != other);
        if self.nodes[&ra].parted.iter().any(parted) {
            return self.keep_apart(a, b, DECIDED);
        }
        let weight = |c: &str| (self.nodes[c].articles.len(), std::cmp::Reverse(c.to_string()));
        let (keep, give) = if weight(&ra) >= weight(&rb) { (ra, rb) } else { (rb, ra) };
        let Some(node) = self.nodes.get_mut(&give) else { return };
        node.joined = Some((keep.clone(), why));
        let (reach, parted) = (std::mem::take(&mut node.reach), std::mem::take(&mut node.parted));
        if let Some(node) = self.nodes.get_mut(&keep) {
            node.reach.extend(reach);
            node.parted.extend(parted);
        }
    }

    fn blocks(&self, prefix: &str, block: impl Fn(&Node) -> String) -> BTreeMap<String, Vec<String>> {
        let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (chain, node) in self.nodes.iter().filter(|(c, _)| c.starts_with(prefix)) {
            out.entry(block(node)).or_default().push(chain.clone());
        }
        out
    }

    /// Writes down on both sides that two chains are kept apart, if the side has not too many others already.
    fn keep_apart(&mut self, a: &str, b: &str, why: &str) {
        for (x, y) in [(a, b), (b, a)] {
            if let Some(node) = self.nodes.get_mut(x).filter(|n| n.kept_apart.len() < APART) {
                node.kept_apart.push((y.to_string(), why.to_string()));
            }
        }
    }

    /// What the joins came to, by the names of the chains that stand for the clusters.
    pub(crate) fn clusters(&self) -> Vec<Cluster> {
        let mut by_root: BTreeMap<String, Vec<(&String, &Node)>> = BTreeMap::new();
        for (chain, node) in &self.nodes {
            by_root.entry(self.root(chain)).or_default().push((chain, node));
        }
        by_root.into_iter().map(|(root, chains)| self.cluster(root, &chains)).collect()
    }

    fn cluster(&self, root: String, chains: &[(&String, &Node)]) -> Cluster {
        let mut whole = Node::new(self.nodes[&root].label);
        for (_, node) in chains {
            let joined = node.joined.as_ref().map(|(_, why)| why.as_str());
            for (spelling, count) in &node.spellings {
                let reasons: Vec<&str> = count.why.as_deref().into_iter().chain(joined).collect();
                let why = (!reasons.is_empty()).then(|| reasons.join("; "));
                whole.count(spelling, &Count { why, ..*count });
            }
            // What a later join made one is no longer kept apart.
            let others = node.kept_apart.iter().filter(|(other, _)| self.root(other) != root);
            whole.kept_apart.extend(others.map(|(other, why)| (self.nodes[other].name().to_string(), why.clone())));
        }
        whole.choose_name();
        whole.kept_apart.sort();
        whole.kept_apart.dedup();
        let joined = |(chain, node): &(&String, &Node)| Joined {
            chain: chain.to_string(),
            articles: node.articles.clone(),
            why: node.joined.as_ref().map(|(_, why)| why.clone()),
        };
        Cluster {
            articles: self.nodes[&root].reach.len(),
            root,
            label: whole.label,
            name: whole.name().to_string(),
            spellings: whole.spellings,
            chains: chains.iter().map(joined).collect(),
            kept_apart: whole.kept_apart,
        }
    }
}
