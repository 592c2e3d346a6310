//! Boosted trees (Friedman 2001) over whole numbers: what weighs the evidence about two names. Trained by
//! `cargo xtask train names`; the same trees look at tone in whole articles.

use crate::exp;

/// Trees whose leaves are summed.
pub struct Trees {
    /// Of all trees, one behind the other.
    nodes: Vec<Node>,
    /// Where each tree begins.
    roots: Vec<u32>,
}

/// A place in a tree, small since a sum visits hundreds: below the threshold the first child, else the second.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    /// Which of the values is asked for; [`LEAF`] for none.
    feature: u16,
    /// How far behind this node its children stand.
    yes: u16,
    no: u16,
    /// The threshold; of a leaf, thousandths of the logarithm of the odds.
    number: i32,
}

const LEAF: u16 = u16::MAX;

impl Trees {
    /// Reads trees as text: a line for each tree; nodes parted by white space, `feature:below:yes:no` or a leaf's number.
    /// `None` where a line is not so; children stand behind their parent, so no walk is endless.
    pub fn parse(text: &str) -> Option<Trees> {
        let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let node = |(at, cell): (usize, &&str), len: usize| {
            let numbers: Option<Vec<i32>> = cell.split(':').map(|n| n.parse().ok()).collect();
            match numbers?[..] {
                [leaf] => Some(Node { feature: LEAF, yes: 0, no: 0, number: leaf }),
                [feature, below, yes, no] => {
                    let feature = u16::try_from(feature).ok().filter(|f| *f != LEAF)?;
                    let behind = |child: i32| {
                        let child = usize::try_from(child).ok().filter(|child| (at + 1..len).contains(child))?;
                        u16::try_from(child - at).ok()
                    };
                    Some(Node { feature, yes: behind(yes)?, no: behind(no)?, number: below })
                }
                _ => None,
            }
        };
        let mut trees = Trees { nodes: Vec::new(), roots: Vec::new() };
        for line in lines {
            let cells: Vec<&str> = line.split_whitespace().collect();
            trees.roots.push(trees.nodes.len() as u32);
            for cell in cells.iter().enumerate() {
                trees.nodes.push(node(cell, cells.len())?);
            }
        }
        Some(trees)
    }

    /// The sum of the leaves that `values` lead to: thousandths of the logarithm of the odds.
    pub fn sum(&self, values: &[i32]) -> i32 {
        let one = |root: &u32| {
            let mut at = *root as usize;
            loop {
                let node = self.nodes[at];
                if node.feature == LEAF {
                    return node.number;
                }
                let value = values.get(usize::from(node.feature)).copied().unwrap_or(0);
                at += usize::from(if value < node.number { node.yes } else { node.no });
            }
        };
        self.roots.iter().map(one).sum()
    }

    /// The probability of yes that the sum stands for, 0 to 1.
    pub fn probability(&self, values: &[i32]) -> f64 {
        1.0 / (1.0 + exp(-f64::from(self.sum(values)) / 1000.0))
    }
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
    }
}
