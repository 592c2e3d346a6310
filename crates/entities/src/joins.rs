//! Joining chains of different articles: full names, short names, acronyms, short forms, spellings; each with its reason.

use crate::Label;
use crate::gazetteer::Gazetteer;
use crate::names::{compare_persons, skeleton};
use std::collections::{BTreeMap, BTreeSet};

/// One chain of one article, as far as joining needs it.
pub struct ChainDigest {
    pub(crate) chain: String,
    pub(crate) label: Label,
    /// Spellings with how often each occurs.
    pub(crate) spellings: BTreeMap<String, usize>,
}

/// How much of a person a name gives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    /// The surname alone.
    Surname,
    /// An initial and the surname.
    Initial,
    /// A given name and the surname.
    Full,
}

/// Chains that mean one actor.
pub(crate) struct Cluster {
    /// The chain that stands for it.
    pub root: String,
    pub label: Label,
    /// Its best spelling.
    pub name: String,
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
    fn new(label: Label) -> Node {
        Node {
            label,
            spellings: BTreeMap::new(),
            articles: Vec::new(),
            reach: BTreeSet::new(),
            joined: None,
            kept_apart: Vec::new(),
        }
    }

    fn count(&mut self, spelling: &str, articles: usize, times: usize) {
        let entry = self.spellings.entry(spelling.to_string()).or_default();
        *entry = (entry.0 + articles, entry.1 + times);
    }

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

    fn given(&self) -> Given {
        match self.words()[..] {
            [] | [_] => Given::Surname,
            [first, ..] if first.trim_end_matches('.').chars().count() == 1 => Given::Initial,
            _ => Given::Full,
        }
    }
}

/// The chains of a run by their names.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<String, Node>);

impl Names {
    pub(crate) fn add(&mut self, article: &str, chain: &ChainDigest) {
        let node = self.0.entry(chain.chain.clone()).or_insert_with(|| Node::new(chain.label));
        for (spelling, n) in &chain.spellings {
            node.count(spelling, 1, *n);
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

    pub(crate) fn join_persons(&mut self) {
        // A second surname may be left out, so a name of three words stands in two blocks.
        let mut blocks = self.blocks("person:", |n| n.words().last().map(|w| skeleton(w)).unwrap_or_default());
        for (chain, node) in self.0.iter().filter(|(c, n)| c.starts_with("person:") && n.words().len() >= 3) {
            let words = node.words();
            blocks.entry(skeleton(words[words.len() - 2])).or_default().push(chain.clone());
        }
        for members in blocks.into_values().filter(|m| m.len() > 1) {
            self.join_full_names(&self.of_rank(&members, Given::Full));
            for rank in [Given::Initial, Given::Surname] {
                for short in self.of_rank(&members, rank) {
                    self.join_short_name(&short, rank, &members);
                }
            }
            if self.of_rank(&members, Given::Full).is_empty() {
                self.join_bare_surnames(&members);
            }
        }
    }

    fn of_rank(&self, members: &[String], rank: Given) -> Vec<String> {
        members.iter().filter(|c| self.0[*c].given() == rank).cloned().collect()
    }

    fn join_full_names(&mut self, full: &[String]) {
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
    }

    /// Joins an initial with a surname, or a bare surname, to a longer name where one person alone can be meant.
    fn join_short_name(&mut self, short: &str, rank: Given, members: &[String]) {
        let fits: Vec<(String, String)> = members
            .iter()
            .filter(|c| self.0[*c].given() > rank)
            .map(|c| (c, compare_persons(&self.0[short].words(), &self.0[c].words())))
            .filter(|(_, alike)| alike.same)
            .map(|(c, alike)| (self.root(c), alike.why))
            .collect();
        // Whoever is named in full in most articles is meant where no one else comes near.
        let reach: BTreeMap<&str, usize> =
            fits.iter().map(|(root, _)| (root.as_str(), self.0[root].reach.len())).collect();
        let mut roots: Vec<(&str, usize)> = reach.into_iter().collect();
        roots.sort_by_key(|(root, n)| (std::cmp::Reverse(*n), *root));
        let why = |root: &str| fits.iter().find(|(r, _)| r == root).map_or("", |(_, why)| why.as_str());
        match roots[..] {
            [] => {}
            [(one, _)] => self.join(short, one, format!("{}; the only one of that name in this run", why(one))),
            [(one, n), (_, next), ..] if n >= 3 && n > 2 * next => {
                let reason = format!("{}; named in full in {n} articles, the next of that name in {next}", why(one));
                self.join(short, one, reason);
            }
            _ => roots.iter().for_each(|(root, _)| self.keep_apart(short, root, "several people have this surname")),
        }
    }

    /// Bare surnames of one skeleton with nobody in full.
    fn join_bare_surnames(&mut self, members: &[String]) {
        let bare: Vec<String> =
            self.of_rank(members, Given::Surname).into_iter().filter(|c| self.0[c].joined.is_none()).collect();
        for pair in bare.windows(2) {
            let alike = compare_persons(&self.0[&pair[0]].words(), &self.0[&pair[1]].words());
            if alike.same {
                self.join(&pair[0], &pair[1], alike.why);
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

    pub(crate) fn join_organisations(&mut self) {
        // An acronym that only another article spells out.
        let mut spelt: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (chain, node) in &self.0 {
            for s in node.spellings.keys().filter(|s| is_acronym(s)) {
                if node.spellings.keys().any(|full| full.contains(' ')) {
                    spelt.entry(s.clone()).or_default().push(chain.clone());
                }
            }
        }
        let alone: Vec<(String, String)> = self
            .0
            .iter()
            .filter_map(|(c, n)| {
                let [only] = n.spellings.keys().collect::<Vec<_>>()[..] else { return None };
                (is_acronym(only) && !c.starts_with('=')).then(|| (c.clone(), only.clone()))
            })
            .collect();
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
        let names: Vec<(String, Vec<String>)> = self
            .0
            .iter()
            .filter(|(c, n)| c.starts_with("org:") && !is_acronym(n.name()))
            .map(|(c, n)| (c.clone(), parallax_text::fold(n.name()).split(' ').map(String::from).collect()))
            .collect();
        let mut by_first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, (_, words)) in names.iter().enumerate() {
            by_first.entry(&words[0]).or_default().push(i);
        }
        let mut found = Vec::new();
        for (i, (short, words)) in names.iter().enumerate() {
            let longer = by_first[words[0].as_str()]
                .iter()
                .filter(|j| **j != i && names[**j].1.len() > words.len() && names[**j].1.starts_with(words));
            let roots: BTreeSet<String> =
                longer.map(|j| self.root(&names[*j].0)).filter(|r| *r != self.root(short)).collect();
            let telling = words.len() > 1
                || words[0].len() > 4
                    && !Gazetteer::shared().common.contains(&parallax_text::key(&words[0]))
                    && !Gazetteer::shared().countries.contains_key(&parallax_text::key(&words[0]));
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
    /// What the joins came to, by the names of the chains that stand for the clusters.
    pub(crate) fn clusters(&self) -> Vec<Cluster> {
        let mut by_root: BTreeMap<String, Vec<(&String, &Node)>> = BTreeMap::new();
        for (chain, node) in &self.0 {
            by_root.entry(self.root(chain)).or_default().push((chain, node));
        }
        by_root.into_iter().map(|(root, chains)| self.cluster(root, &chains)).collect()
    }

    fn cluster(&self, root: String, chains: &[(&String, &Node)]) -> Cluster {
        let mut whole = Node::new(self.0[&root].label);
        for (_, node) in chains {
            node.spellings.iter().for_each(|(s, (articles, n))| whole.count(s, *articles, *n));
            whole.kept_apart.extend(node.kept_apart.iter().cloned());
        }
        whole.kept_apart.sort();
        whole.kept_apart.dedup();
        let joined = |(chain, node): &(&String, &Node)| Joined {
            chain: chain.to_string(),
            articles: node.articles.clone(),
            why: node.joined.as_ref().map(|(_, why)| why.clone()),
        };
        Cluster {
            root,
            label: whole.label,
            name: whole.name().to_string(),
            chains: chains.iter().map(joined).collect(),
            kept_apart: whole.kept_apart,
        }
    }
}

fn is_acronym(s: &str) -> bool {
    s.len() >= 2 && s.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) && s.chars().any(char::is_alphabetic)
}
