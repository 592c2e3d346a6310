//! Boosted trees (Friedman 2001) over whole numbers: what weighs the evidence about two names. Trained by
//! `cargo xtask train names`; the same trees look at tone in whole articles.

use crate::exp;

/// No leaf of a tree is farther away than so many steps.
const DEPTH: usize = 5;

/// So many leaves a tree has at most, and one inner node less.
const LEAVES: usize = 1 << DEPTH;

/// So many values are asked for at most.
const VALUES: usize = 64;

/// Trees whose leaves are summed.
pub struct Trees {
    trees: Vec<Tree>,
    /// How many steps lead to a leaf: as many in every tree, so that a processor can guess them and take those of several trees at once.
    steps: usize,
}

/// A tree filled up to its full width: behind node `n`, the first being 1, come `2 n` for a value below the threshold and `2 n + 1`.
struct Tree {
    /// Which of the values each node asks for.
    features: [u8; LEAVES],
    thresholds: [i32; LEAVES],
    /// Thousandths of the logarithm of the odds.
    leaves: [i32; LEAVES],
}

/// A node as it is written.
enum Node {
    Leaf(i32),
    Split { feature: u8, below: i32, children: [usize; 2] },
}

impl Trees {
    /// Reads trees as text: a line for each tree; nodes parted by white space, `feature:below:yes:no` or a leaf's number.
    /// `None` where a line is not so, where a child stands before its parent or more than five steps from the first node, or where
    /// one of more than 64 features is asked for.
    pub fn parse(text: &str) -> Option<Trees> {
        let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let written: Vec<Vec<Node>> = lines.map(nodes).collect::<Option<_>>()?;
        let depths: Option<Vec<usize>> = written.iter().map(|nodes| depth(nodes)).collect();
        let steps = depths?.into_iter().max().unwrap_or(0);
        Some(Trees { trees: written.iter().map(|nodes| Tree::new(nodes, steps)).collect(), steps })
    }

    /// The sum of the leaves that `values`, at most 64, lead to: thousandths of the logarithm of the odds. What is missing is nought.
    pub fn sum(&self, values: &[i32]) -> i32 {
        let mut asked = [0; VALUES];
        asked[..values.len()].copy_from_slice(values);
        let leaf = |tree: &Tree| {
            let walk = |at: usize, _| {
                let value = asked[usize::from(tree.features[at % LEAVES]) % VALUES];
                2 * at + usize::from(value >= tree.thresholds[at % LEAVES])
            };
            let first = 1 << self.steps;
            tree.leaves[((0..self.steps).fold(1, walk) - first) % LEAVES]
        };
        self.trees.iter().map(leaf).sum()
    }

    /// The probability of yes that the sum stands for, 0 to 1.
    pub fn probability(&self, values: &[i32]) -> f64 {
        1.0 / (1.0 + exp(-f64::from(self.sum(values)) / 1000.0))
    }
}

impl Tree {
    /// The tree of these nodes with every leaf `steps` away: a nearer one stands once for each way that could go on.
    fn new(nodes: &[Node], steps: usize) -> Tree {
        let mut tree = Tree { features: [0; LEAVES], thresholds: [0; LEAVES], leaves: [0; LEAVES] };
        let mut open = vec![(0, 1, steps)];
        while let Some((node, at, left)) = open.pop() {
            match &nodes[node] {
                Node::Leaf(number) => {
                    let first = (at << left) - (1 << steps);
                    tree.leaves[first..first + (1 << left)].fill(*number);
                }
                Node::Split { feature, below, children: [yes, no] } => {
                    (tree.features[at], tree.thresholds[at]) = (*feature, *below);
                    open.extend([(*yes, 2 * at, left - 1), (*no, 2 * at + 1, left - 1)]);
                }
            }
        }
        tree
    }
}

/// The nodes of a tree.
fn nodes(line: &str) -> Option<Vec<Node>> {
    let node = |cell: &str| {
        let numbers: Option<Vec<i32>> = cell.split(':').map(|n| n.parse().ok()).collect();
        match numbers?[..] {
            [leaf] => Some(Node::Leaf(leaf)),
            [feature, below, yes, no] => {
                let feature = u8::try_from(feature).ok().filter(|f| usize::from(*f) < VALUES)?;
                Some(Node::Split { feature, below, children: [yes.try_into().ok()?, no.try_into().ok()?] })
            }
            _ => None,
        }
    };
    line.split_whitespace().map(node).collect()
}

/// How many steps lead from a tree's first node to its farthest leaf; `None` for more than [`DEPTH`], or where a child does not
/// stand behind its parent.
fn depth(nodes: &[Node]) -> Option<usize> {
    let mut steps = vec![0; nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        if let Node::Split { children, .. } = node {
            for child in children {
                let far = steps[at] + 1;
                steps.get_mut(*child).filter(|_| *child > at).map(|steps| *steps = far.max(*steps))?;
            }
        }
    }
    steps.into_iter().max().filter(|depth| *depth <= DEPTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_are_summed() {
        let trees = Trees::parse("# two trees\n1:500:1:2 -20 30\n7\n").unwrap();
        assert_eq!((trees.sum(&[0, 499]), trees.sum(&[0, 500])), (-13, 37));
        assert!(Trees::parse("1:2:3").is_none() && Trees::parse("0:1:5:6 1").is_none());
        assert!(Trees::parse("0:1:0:0").is_none(), "a walk without an end");
        assert!(Trees::parse("64:1:1:2 3 4").is_none(), "a value that nobody gives");
    }

    #[test]
    fn a_tree_is_as_deep_as_its_farthest_leaf_and_no_deeper_than_five() {
        let chain = |depth: usize| {
            let split = |n: usize| format!("0:{n}:{}:{} {n}", 2 * n + 1, 2 * n + 2);
            (0..depth).map(split).chain(["99".into()]).collect::<Vec<_>>().join(" ")
        };
        let trees = Trees::parse(&format!("{}\n7", chain(5))).unwrap();
        let sums = [-1, 0, 1, 2, 3, 4, 5].map(|value| trees.sum(&[value]));
        assert_eq!(sums, [7, 8, 9, 10, 11, 106, 106]);
        assert!(Trees::parse(&chain(6)).is_none());
    }
}
