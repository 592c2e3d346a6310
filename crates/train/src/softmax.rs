//! Learning a linear model of several classes (multinomial logistic regression) from hashed features and the shares that each
//! class has, by AdaGrad (Duchi, Hazan, Singer 2011); packed with weights of one byte.
//!
//! Training uses `+ - * /` and `sqrt` alone, in a fixed order: the same data gives the same bytes on every machine.

use parallax_entities::exp;
use parallax_framing::linear::{Feature, Linear};
use rustc_hash::FxHashMap;

/// One example: its features, the share of each class, how much it counts.
#[derive(Clone)]
pub struct Example<const N: usize> {
    pub features: Vec<u64>,
    pub shares: [f32; N],
    pub weight: f32,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Passes over the data.
    pub epochs: usize,
    /// Step of AdaGrad.
    pub rate: f32,
    /// Pull of each touched weight toward zero.
    pub pull: f32,
    /// A feature counts if so many examples have it.
    pub least: u32,
    /// So many features are kept, the weightiest.
    pub keep: usize,
}

/// Learns from the examples and packs what is learnt.
pub fn learn<const N: usize>(examples: &[Example<N>], plan: Plan) -> Linear<N> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    examples.iter().flat_map(|e| &e.features).for_each(|hash| *counts.entry(*hash).or_default() += 1);
    let mut known: Vec<u64> = counts.into_iter().filter(|(_, n)| *n >= plan.least).map(|(hash, _)| hash).collect();
    known.sort_unstable();
    let rows: FxHashMap<u64, u32> = known.iter().enumerate().map(|(row, hash)| (*hash, row as u32)).collect();
    let of = |e: &Example<N>| e.features.iter().filter_map(|hash| rows.get(hash).copied()).collect::<Vec<u32>>();
    let data: Vec<(Vec<u32>, &Example<N>)> = examples.iter().map(|e| (of(e), e)).collect();
    let mut weights = vec![[0f32; N]; known.len()];
    let mut squares = vec![[1e-4f32; N]; known.len()];
    let (mut bias, mut bias_squares) = ([0f32; N], [1e-2f32; N]);
    // The mean of the weights after each example of the last passes: steadier than where the last one left them.
    let mut sums = vec![[0f64; N]; known.len()];
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for epoch in 0..plan.epochs {
        crate::crf::shuffle(&mut order, &mut random);
        for n in &order {
            let (rows, example) = &data[*n];
            let mut logits = bias;
            for row in rows {
                logits.iter_mut().zip(&weights[*row as usize]).for_each(|(l, w)| *l += w);
            }
            let p = shares(&logits);
            let gradient: [f32; N] = std::array::from_fn(|c| (p[c] - example.shares[c]) * example.weight);
            let step = |w: &mut f32, square: &mut f32, g: f32| {
                *square += g * g;
                *w -= plan.rate * g / square.sqrt();
            };
            for c in 0..N {
                step(&mut bias[c], &mut bias_squares[c], gradient[c]);
            }
            for row in rows {
                let (w, s) = (&mut weights[*row as usize], &mut squares[*row as usize]);
                for c in 0..N {
                    let pulled = gradient[c] + plan.pull * w[c];
                    step(&mut w[c], &mut s[c], pulled);
                }
            }
        }
        if epoch * 2 >= plan.epochs {
            for (sum, w) in sums.iter_mut().zip(&weights) {
                sum.iter_mut().zip(w).for_each(|(s, w)| *s += f64::from(*w));
            }
        }
    }
    pack(&known, &sums, (plan.epochs - plan.epochs.div_ceil(2)).max(1), &bias, plan.keep)
}

fn shares<const N: usize>(logits: &[f32; N]) -> [f32; N] {
    let top = logits.iter().copied().fold(f32::MIN, f32::max);
    let odds = logits.map(|l| exp(f64::from(l - top)));
    let all: f64 = odds.iter().sum();
    odds.map(|o| (o / all) as f32)
}

/// The weightiest features, rounded to a byte: a weight of one is so many steps.
fn pack<const N: usize>(known: &[u64], sums: &[[f64; N]], passes: usize, bias: &[f32; N], keep: usize) -> Linear<N> {
    const STEPS: f64 = 150.0;
    let mean = |w: f64| w / passes as f64 * STEPS;
    let mut rows: Vec<(u64, [i8; N])> = known
        .iter()
        .zip(sums)
        .map(|(hash, w)| (*hash, w.map(|w| mean(w).round().clamp(-127.0, 127.0) as i8)))
        .collect();
    let size = |w: &[i8; N]| w.iter().map(|w| u32::from(w.unsigned_abs())).sum::<u32>();
    rows.retain(|(_, w)| size(w) > 0);
    rows.sort_by_key(|(hash, w)| (std::cmp::Reverse(size(w)), *hash));
    rows.truncate(keep);
    let scale = (1_000_000.0 / STEPS).round() as u32;
    Linear::new(&rows, scale, bias.map(|b| (f64::from(b) * STEPS).round() as i32))
}

/// A scale that fits the confidence of held-out answers best (temperature scaling, Guo et al. 2017): the least loss among
/// twenty-odd candidates.
pub fn temper<const N: usize>(model: &mut Linear<N>, held: &[(Vec<Feature>, usize)]) {
    let sums: Vec<([i32; N], usize)> = held.iter().map(|(f, class)| (model.sums(f), *class)).collect();
    let first = model.scale;
    let loss = |model: &Linear<N>| sums.iter().map(|(s, class)| surprise(model.probabilities(s)[*class])).sum::<f64>();
    let best = (4..=40).min_by(|a, b| {
        let mut at = |n: &u32| {
            model.scale = first * n / 20;
            loss(model)
        };
        at(a).total_cmp(&at(b))
    });
    model.scale = first * best.unwrap_or(20) / 20;
}

/// -ln(p), by halving: `ln` of the platform may differ in its last bit.
fn surprise(p: f64) -> f64 {
    let (mut p, mut out) = (p.max(1e-12), 0.0);
    while p < 0.5 {
        p *= 2.0;
        out += std::f64::consts::LN_2;
    }
    // atanh series: ln p = 2 (y + y³/3 + …), y = (p - 1) / (p + 1).
    let y = (p - 1.0) / (p + 1.0);
    let y2 = y * y;
    out - 2.0 * y * (1.0 + y2 * (1.0 / 3.0 + y2 * (1.0 / 5.0 + y2 * (1.0 / 7.0 + y2 / 9.0))))
}
