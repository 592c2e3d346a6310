//! Growing boosted trees for yes or no (Friedman 2001; second order as in Chen and Guestrin 2016). Sums run in a fixed
//! order and leaves are rounded, so the same data gives the same text.

use parallax_entities::exp;

/// One example: its evidence, the answer, how much it counts.
pub struct Example {
    pub values: Vec<i32>,
    pub yes: bool,
    pub weight: f64,
}

/// How to grow.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub trees: usize,
    pub depth: usize,
    pub rate: f64,
    /// Least sum of second derivatives in a leaf.
    pub least: f64,
    /// Pull of leaves toward zero.
    pub pull: f64,
}

/// Grows trees, in the form that `Trees::parse` reads.
pub fn grow(examples: &[Example], plan: Plan) -> String {
    let features = examples.first().map_or(0, |e| e.values.len());
    let sorted: Vec<Vec<u32>> = (0..features)
        .map(|f| {
            let mut order: Vec<u32> = (0..examples.len() as u32).collect();
            order.sort_by_key(|i| (examples[*i as usize].values[f], *i));
            order
        })
        .collect();
    let mut sums = vec![0i32; examples.len()];
    let mut out = String::new();
    for _ in 0..plan.trees {
        let slopes: Vec<(f64, f64)> = examples
            .iter()
            .zip(&sums)
            .map(|(e, sum)| {
                let p = 1.0 / (1.0 + exp(-f64::from(*sum) / 1000.0));
                (e.weight * (f64::from(u8::from(e.yes)) - p), e.weight * (p * (1.0 - p)).max(1e-6))
            })
            .collect();
        let mut tree = Tree { examples, sorted: &sorted, slopes: &slopes, plan, nodes: Vec::new() };
        let all = vec![true; examples.len()];
        tree.node(all, plan.depth, &mut sums);
        out += &tree.nodes.join(" ");
        out.push('\n');
    }
    out
}

struct Tree<'a> {
    examples: &'a [Example],
    sorted: &'a [Vec<u32>],
    slopes: &'a [(f64, f64)],
    plan: Plan,
    nodes: Vec<String>,
}

impl Tree<'_> {
    /// Adds the node for the examples in `here` and those below it; returns its number.
    fn node(&mut self, here: Vec<bool>, depth: usize, sums: &mut [i32]) -> usize {
        let at = self.nodes.len();
        self.nodes.push(String::new());
        let split = if depth > 0 { self.best(&here) } else { None };
        let Some((feature, below)) = split else {
            let (g, h) = self.total(&here);
            let leaf = (1000.0 * self.plan.rate * g / (h + self.plan.pull)).round() as i32;
            for (i, _) in here.iter().enumerate().filter(|(_, here)| **here) {
                sums[i] += leaf;
            }
            self.nodes[at] = leaf.to_string();
            return at;
        };
        let goes = |yes: bool| {
            let side = |i: usize| here[i] && (self.examples[i].values[feature] < below) == yes;
            (0..here.len()).map(side).collect::<Vec<bool>>()
        };
        let (left, right) = (goes(true), goes(false));
        let yes = self.node(left, depth - 1, sums);
        let no = self.node(right, depth - 1, sums);
        self.nodes[at] = format!("{feature}:{below}:{yes}:{no}");
        at
    }

    fn total(&self, here: &[bool]) -> (f64, f64) {
        let slopes = here.iter().zip(self.slopes).filter(|(here, _)| **here);
        slopes.fold((0.0, 0.0), |(g, h), (_, (dg, dh))| (g + dg, h + dh))
    }

    /// The feature and threshold that part the examples best, if any does.
    fn best(&self, here: &[bool]) -> Option<(usize, i32)> {
        let (g, h) = self.total(here);
        let worth = |g: f64, h: f64| g * g / (h + self.plan.pull);
        let mut best: Option<(f64, usize, i32)> = None;
        for (feature, order) in self.sorted.iter().enumerate() {
            let (mut lg, mut lh) = (0.0, 0.0);
            let mut before: Option<i32> = None;
            for i in order.iter().map(|i| *i as usize).filter(|i| here[*i]) {
                let value = self.examples[i].values[feature];
                if before.is_some_and(|b| b < value) && lh >= self.plan.least && h - lh >= self.plan.least {
                    let gain = worth(lg, lh) + worth(g - lg, h - lh) - worth(g, h);
                    if gain > best.map_or(1e-6, |(top, ..)| top + 1e-9) {
                        best = Some((gain, feature, value));
                    }
                }
                lg += self.slopes[i].0;
                lh += self.slopes[i].1;
                before = Some(value);
            }
        }
        best.map(|(_, feature, below)| (feature, below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_entities::Trees;

    #[test]
    fn trees_learn_what_needs_two_questions() {
        let example = |a: i32, b: i32| Example { values: vec![a, b], yes: (a > 5) != (b > 5), weight: 1.0 };
        let examples: Vec<Example> = (0..10).flat_map(|a| (0..10).map(move |b| example(a, b))).collect();
        let plan = Plan { trees: 60, depth: 3, rate: 0.3, least: 0.1, pull: 1.0 };
        let text = grow(&examples, plan);
        let trees = Trees::parse(&text).unwrap();
        let right = examples.iter().filter(|e| (trees.sum(&e.values) > 0) == e.yes).count();
        assert!(right >= 95, "{right}");
        assert_eq!(text, grow(&examples, plan));
    }
}
