//! Boosted trees (Friedman 2001) over whole numbers: what weighs the evidence about two names. Trained by
//! `cargo xtask train names`; the same trees look at tone in whole articles.

use crate::exp;
use wide::i16x8;

/// No leaf of a tree is farther away than so many steps.
const DEPTH: usize = 5;

/// So many leaves a tree has at most, and one inner node less.
const LEAVES: usize = 1 << DEPTH;

/// So many values are asked for at most.
const VALUES: usize = 64;

/// So many examples go through a tree side by side, as a processor compares that many numbers of 16 bits at once.
const LANES: usize = 8;

/// One number for each of the examples side by side.
type Lanes = i16x8;

/// Trees whose leaves are summed.
pub struct Trees {
    trees: Vec<Tree>,
    wide: Vec<Wide>,
    /// How many steps lead to a leaf: as many in every tree, so that a processor can guess them and take several walks at once.
    steps: usize,
}

/// A tree filled up to its full width: behind node `n`, the first being 1, come `2 n` for a value below the threshold and `2 n + 1`.
struct Tree {
    /// Which of the values each node asks for.
    features: [u8; LEAVES],
    thresholds: [i16; LEAVES],
    /// Thousandths of the logarithm of the odds.
    leaves: [i16; LEAVES],
}

/// The same tree for examples side by side: every number stands once for each of them.
struct Wide {
    features: [u8; LEAVES],
    thresholds: [Lanes; LEAVES],
    leaves: [Lanes; LEAVES],
}

/// The values of an example; what lies beyond 16 bits is as far as they go, where no threshold is.
type Row = [i16; VALUES];

/// A node as it is written.
enum Node {
    Leaf(i16),
    Split { feature: u8, below: i16, children: [usize; 2] },
}

impl Trees {
    /// Reads trees as text: a line for each tree; nodes parted by white space, `feature:below:yes:no` or a leaf's number.
    /// `None` where a line is not so, where a child stands before its parent or more than five steps from the first node, where one
    /// of more than 64 features is asked for, or a number has more than 15 bits.
    pub fn parse(text: &str) -> Option<Trees> {
        let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let written: Vec<Vec<Node>> = lines.map(nodes).collect::<Option<_>>()?;
        let depths: Option<Vec<usize>> = written.iter().map(|nodes| depth(nodes)).collect();
        let steps = depths?.into_iter().max().unwrap_or(0);
        let trees: Vec<Tree> = written.iter().map(|nodes| Tree::new(nodes, steps)).collect();
        Some(Trees { wide: trees.iter().map(Wide::new).collect(), trees, steps })
    }

    /// For each example the sum of the leaves that its values, at most 64, lead to: thousandths of the logarithm of the odds. A
    /// value that is missing is nought. Eight at once cost little more than one.
    pub fn sums<R: AsRef<[i32]>>(&self, examples: &[R]) -> Vec<i32> {
        let mut out = Vec::with_capacity(examples.len());
        for examples in examples.chunks(LANES) {
            let mut columns = [Lanes::ZERO; VALUES];
            for (lane, example) in examples.iter().enumerate() {
                let row = row(example.as_ref());
                let values = &row[..example.as_ref().len()];
                columns.iter_mut().zip(values).for_each(|(column, value)| column.as_mut_array()[lane] = *value);
            }
            let mut sums = [0; LANES];
            for tree in &self.wide {
                let leaves = match self.steps {
                    0 => tree.leaves[0],
                    1 => tree.one(&columns, 1, 1),
                    2 => tree.two(&columns, 1, 2),
                    3 => tree.three(&columns, 1, 4),
                    4 => tree.four(&columns, 1, 8),
                    _ => tree.five(&columns),
                };
                sums.iter_mut().zip(leaves.to_array()).for_each(|(sum, leaf)| *sum += i32::from(leaf));
            }
            out.extend(&sums[..examples.len()]);
        }
        out
    }

    /// The sum of one example.
    pub fn sum(&self, values: &[i32]) -> i32 {
        let row = row(values);
        self.trees.iter().map(|tree| tree.leaf(&row, self.steps)).sum()
    }

    /// The probability of yes of each example, 0 to 1.
    pub fn probabilities<R: AsRef<[i32]>>(&self, examples: &[R]) -> Vec<f64> {
        self.sums(examples).into_iter().map(probability).collect()
    }

    /// The probability of one example.
    pub fn probability(&self, values: &[i32]) -> f64 {
        probability(self.sum(values))
    }
}

/// The probability that a sum stands for.
fn probability(sum: i32) -> f64 {
    1.0 / (1.0 + exp(-f64::from(sum) / 1000.0))
}

fn row(values: &[i32]) -> Row {
    let mut row = [0; VALUES];
    for (narrow, wide) in row[..values.len()].iter_mut().zip(values) {
        *narrow = (*wide).clamp(i16::MIN.into(), i16::MAX.into()) as i16;
    }
    row
}

impl Wide {
    fn new(tree: &Tree) -> Wide {
        let all = |numbers: [i16; LEAVES]| numbers.map(Lanes::splat);
        Wide { features: tree.features, thresholds: all(tree.thresholds), leaves: all(tree.leaves) }
    }

    /// Of what comes behind node `n` on either side, what each example goes to.
    #[inline(always)]
    fn choose(&self, columns: &[Lanes; VALUES], n: usize, below: Lanes, other: Lanes) -> Lanes {
        let values = columns[usize::from(self.features[n]) % VALUES];
        self.thresholds[n].simd_gt(values).bitselect(below, other)
    }

    /// The leaves of the examples behind node `n`, one step away; `first` is the number of nodes of that level.
    #[inline(always)]
    fn one(&self, columns: &[Lanes; VALUES], n: usize, first: usize) -> Lanes {
        let at = 2 * (n - first);
        self.choose(columns, n, self.leaves[at], self.leaves[at + 1])
    }

    /// Two steps away.
    #[inline(always)]
    fn two(&self, columns: &[Lanes; VALUES], n: usize, first: usize) -> Lanes {
        self.choose(columns, n, self.one(columns, 2 * n, first), self.one(columns, 2 * n + 1, first))
    }

    #[inline(always)]
    fn three(&self, columns: &[Lanes; VALUES], n: usize, first: usize) -> Lanes {
        self.choose(columns, n, self.two(columns, 2 * n, first), self.two(columns, 2 * n + 1, first))
    }

    #[inline(always)]
    fn four(&self, columns: &[Lanes; VALUES], n: usize, first: usize) -> Lanes {
        self.choose(columns, n, self.three(columns, 2 * n, first), self.three(columns, 2 * n + 1, first))
    }

    #[inline(always)]
    fn five(&self, columns: &[Lanes; VALUES]) -> Lanes {
        self.choose(columns, 1, self.four(columns, 2, 16), self.four(columns, 3, 16))
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

    /// The leaf that an example leads to.
    #[inline]
    fn leaf(&self, row: &Row, steps: usize) -> i32 {
        let step = |at: usize, _| {
            let value = row[usize::from(self.features[at % LEAVES]) % VALUES];
            2 * at + usize::from(value >= self.thresholds[at % LEAVES])
        };
        i32::from(self.leaves[((0..steps).fold(1, step) - (1 << steps)) % LEAVES])
    }
}

/// The nodes of a tree.
fn nodes(line: &str) -> Option<Vec<Node>> {
    let small = |n: i32| i16::try_from(n).ok().filter(|n| n.abs() <= i16::MAX / 2);
    let node = |cell: &str| {
        let numbers: Option<Vec<i32>> = cell.split(':').map(|n| n.parse().ok()).collect();
        match numbers?[..] {
            [leaf] => Some(Node::Leaf(small(leaf)?)),
            [feature, below, yes, no] => {
                let feature = u8::try_from(feature).ok().filter(|f| usize::from(*f) < VALUES)?;
                let children = [yes.try_into().ok()?, no.try_into().ok()?];
                Some(Node::Split { feature, below: small(below)?, children })
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
        let many: Vec<[i32; 1]> = (0..200).map(|n| [n % 7 - 1]).collect();
        assert!(trees.sums(&many).iter().enumerate().all(|(n, sum)| *sum == sums[n % 7]));
        assert_eq!([i32::MIN, i32::MAX].map(|value| trees.sum(&[value])), [7, 106], "far beyond 16 bits");
        assert!(Trees::parse(&chain(6)).is_none());
    }
}
