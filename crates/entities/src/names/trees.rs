//! Boosted trees (Friedman 2001) over whole numbers: what weighs the evidence about two names. Trained by
//! `cargo xtask train names`.

/// Trees whose leaves are summed.
pub struct Trees {
    trees: Vec<Vec<Node>>,
}

/// A place in a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Node {
    /// Below the threshold the first child, else the second.
    Split { feature: usize, below: i32, yes: usize, no: usize },
    /// Thousandths of the logarithm of the odds.
    Leaf(i32),
}

impl Trees {
    /// Reads trees as text: a line for each tree; nodes parted by white space, `feature:below:yes:no` or a leaf's number.
    /// `None` where a line is not so; children stand behind their parent, so no walk is endless.
    pub fn parse(text: &str) -> Option<Trees> {
        let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let node = |(at, cell): (usize, &&str), len: usize| {
            let numbers: Option<Vec<i32>> = cell.split(':').map(|n| n.parse().ok()).collect();
            match numbers?[..] {
                [leaf] => Some(Node::Leaf(leaf)),
                [feature, below, yes, no] => {
                    let (feature, yes, no) = (usize::try_from(feature).ok()?, yes as usize, no as usize);
                    let behind = |child: usize| (at + 1..len).contains(&child);
                    (behind(yes) && behind(no)).then_some(Node::Split { feature, below, yes, no })
                }
                _ => None,
            }
        };
        let tree = |line: &str| {
            let cells: Vec<&str> = line.split_whitespace().collect();
            cells.iter().enumerate().map(|c| node(c, cells.len())).collect::<Option<Vec<Node>>>()
        };
        Some(Trees { trees: lines.map(tree).collect::<Option<_>>()? })
    }

    /// The sum of the leaves that `values` lead to: thousandths of the logarithm of the odds.
    pub fn sum(&self, values: &[i32]) -> i32 {
        let one = |tree: &Vec<Node>| {
            let mut at = 0;
            loop {
                match tree[at] {
                    Node::Leaf(value) => return value,
                    Node::Split { feature, below, yes, no } => {
                        at = if values.get(feature).copied().unwrap_or(0) < below { yes } else { no };
                    }
                }
            }
        };
        self.trees.iter().map(one).sum()
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
