//! Learning the weights of a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) from sequences of
//! which each token may have one tag or any of several (Tsuboi et al. 2008), by AdaGrad (Duchi, Hazan, Singer 2011).
//!
//! Only `+ - * /` and `sqrt` on IEEE numbers, in a fixed order: the same data gives the same bytes on every machine.

use parallax_entities::tagger::{TAGS, Tag};

/// One zone: its tokens' features, as rows of the weights, and the tags each token may have, a bit for each.
pub struct Sequence {
    /// Rows of all tokens, one after another.
    pub rows: Vec<u32>,
    /// Where each token's rows end in `rows`.
    pub ends: Vec<u32>,
    /// Tags each token may have.
    pub allowed: Vec<u32>,
    /// How much it counts.
    pub weight: f32,
}

impl Sequence {
    fn rows_of(&self, token: usize) -> &[u32] {
        let from = token.checked_sub(1).map_or(0, |t| self.ends[t] as usize);
        &self.rows[from..self.ends[token] as usize]
    }
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
}

/// Weights of all rows and transitions.
pub struct Weights {
    /// `rows[feature][tag]`.
    pub rows: Vec<[f32; TAGS]>,
    /// `transitions[before][tag]`; the last row is the start of a zone.
    pub transitions: [[f32; TAGS]; TAGS + 1],
}

/// Learns weights for `rows` features from the sequences.
pub fn learn(sequences: &[Sequence], rows: usize, plan: Plan) -> Weights {
    let mut w = Weights { rows: vec![[0.0; TAGS]; rows], transitions: [[0.0; TAGS]; TAGS + 1] };
    let mut squares = Weights { rows: vec![[1e-6; TAGS]; rows], transitions: [[1e-6; TAGS]; TAGS + 1] };
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..plan.epochs {
        shuffle(&mut order, &mut random);
        for n in &order {
            step(&sequences[*n], &mut w, &mut squares, plan);
        }
    }
    w
}

/// Fisher and Yates, from a xorshift generator with a fixed seed.
pub fn shuffle(order: &mut [usize], random: &mut u64) {
    for i in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(i, (*random % (i as u64 + 1)) as usize);
    }
}

/// One step down the gradient: what the model expects, less what the data allows.
fn step(s: &Sequence, w: &mut Weights, squares: &mut Weights, plan: Plan) {
    let len = s.ends.len();
    let mut scores = vec![[0.0f32; TAGS]; len];
    for (t, here) in scores.iter_mut().enumerate() {
        for row in s.rows_of(t) {
            here.iter_mut().zip(&w.rows[*row as usize]).for_each(|(sum, x)| *sum += x);
        }
    }
    let free = vec![u32::MAX; len];
    let model = expect(&scores, &w.transitions, &free);
    let data = expect(&scores, &w.transitions, &s.allowed);
    // A zone that the data's tags cannot pass through teaches nothing.
    let (Some(model), Some(data)) = (model, data) else { return };
    let update = |w: &mut f32, sq: &mut f32, gradient: f32| {
        let g = gradient * s.weight + plan.pull * *w;
        *sq += g * g;
        *w -= plan.rate * g / sq.sqrt();
    };
    for t in 0..len {
        let gradient: [f32; TAGS] = std::array::from_fn(|tag| model.tags[t][tag] - data.tags[t][tag]);
        if gradient.iter().all(|g| g.abs() <= 1e-4) {
            continue;
        }
        for row in s.rows_of(t) {
            let (row, sq) = (&mut w.rows[*row as usize], &mut squares.rows[*row as usize]);
            for tag in 0..TAGS {
                if gradient[tag].abs() > 1e-6 {
                    update(&mut row[tag], &mut sq[tag], gradient[tag]);
                }
            }
        }
    }
    for b in 0..=TAGS {
        for tag in 0..TAGS {
            let gradient = model.pairs[b][tag] - data.pairs[b][tag];
            if gradient.abs() > 1e-6 {
                update(&mut w.transitions[b][tag], &mut squares.transitions[b][tag], gradient);
            }
        }
    }
}

/// Expected counts of tags and of pairs of tags.
struct Expected {
    tags: Vec<[f32; TAGS]>,
    pairs: [[f32; TAGS]; TAGS + 1],
}

/// Forward and backward over the paths that `allowed` leaves, in scaled probabilities; `None` if it leaves none.
fn expect(scores: &[[f32; TAGS]], transitions: &[[f32; TAGS]; TAGS + 1], allowed: &[u32]) -> Option<Expected> {
    let len = scores.len();
    let may = may_follow();
    let mut jump = [[0.0f32; TAGS]; TAGS + 1];
    for b in 0..=TAGS {
        for t in 0..TAGS {
            if may[b] >> t & 1 == 1 {
                jump[b][t] = exp(transitions[b][t]);
            }
        }
    }
    let mut here = vec![[0.0f32; TAGS]; len];
    for (t, potentials) in here.iter_mut().enumerate() {
        let open = scores[t].iter().enumerate().filter(|(tag, _)| allowed[t] >> tag & 1 == 1);
        let top = open.fold(f32::MIN, |top, (_, score)| top.max(*score));
        for tag in 0..TAGS {
            if allowed[t] >> tag & 1 == 1 {
                potentials[tag] = exp(scores[t][tag] - top);
            }
        }
    }
    let mut forward = vec![[0.0f32; TAGS]; len];
    let mut scale = vec![0.0f32; len];
    for t in 0..len {
        let mut next = [0.0f32; TAGS];
        match t {
            0 => next = jump[TAGS],
            _ => {
                for (b, sum) in forward[t - 1].iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
                    next.iter_mut().zip(&jump[b]).for_each(|(n, j)| *n += sum * j);
                }
            }
        }
        let mut total = 0.0;
        for tag in 0..TAGS {
            next[tag] *= here[t][tag];
            total += next[tag];
        }
        if total <= 1e-30 {
            return None;
        }
        next.iter_mut().for_each(|n| *n /= total);
        scale[t] = total;
        forward[t] = next;
    }
    let mut out = Expected { tags: vec![[0.0; TAGS]; len], pairs: [[0.0; TAGS]; TAGS + 1] };
    let mut backward = [1.0f32; TAGS];
    for t in (0..len).rev() {
        let mut total = 0.0;
        for tag in 0..TAGS {
            out.tags[t][tag] = forward[t][tag] * backward[tag];
            total += out.tags[t][tag];
        }
        out.tags[t].iter_mut().for_each(|x| *x /= total);
        if t == 0 {
            out.pairs[TAGS].iter_mut().zip(&out.tags[0]).for_each(|(sum, x)| *sum += x);
            break;
        }
        let mut before = [0.0f32; TAGS];
        for b in 0..TAGS {
            let mut sum = 0.0;
            for tag in 0..TAGS {
                let pair = jump[b][tag] * here[t][tag] * backward[tag];
                sum += pair;
                out.pairs[b][tag] += forward[t - 1][b] * pair / (scale[t] * total);
            }
            before[b] = sum / scale[t];
        }
        backward = before;
    }
    Some(out)
}

/// For each tag and the start: the tags that may follow, a bit for each.
fn may_follow() -> [u32; TAGS + 1] {
    let mut out = [0; TAGS + 1];
    for (b, bits) in out.iter_mut().enumerate() {
        let before = if b == TAGS { Tag::OUT } else { Tag(b as u8) };
        *bits = (0..TAGS).filter(|t| Tag(*t as u8).may_follow(before)).fold(0, |bits, t| bits | 1 << t);
    }
    out
}

fn exp(x: f32) -> f32 {
    parallax_entities::exp(f64::from(x)) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_entities::Label;

    #[test]
    fn expected_counts_of_a_chain_add_up() {
        let mut scores = vec![[0.0; TAGS]; 3];
        scores[1][3] = 2.0;
        let transitions = [[0.1; TAGS]; TAGS + 1];
        let e = expect(&scores, &transitions, &[u32::MAX; 3]).unwrap();
        for t in 0..3 {
            assert!((e.tags[t].iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
        let pairs: f32 = e.pairs[..TAGS].iter().flatten().sum();
        assert!((pairs - 2.0).abs() < 1e-3, "{pairs}");
    }

    #[test]
    fn it_learns_from_full_and_from_partial_tags() {
        let (org, person) = (Tag::begin(Label::Org).0, Tag::begin(Label::Person).0);
        let one =
            |row: u32, allowed: u32| Sequence { rows: vec![row], ends: vec![1], allowed: vec![allowed], weight: 1.0 };
        let data = [one(0, 1 << org), one(1, 1 << person), one(2, 1 | 1 << org), one(2, 1 << org | 1 << person)];
        let w = learn(&data, 3, Plan { epochs: 20, rate: 0.1, pull: 0.0 });
        let best = |row: usize| (0..TAGS).max_by(|a, b| w.rows[row][*a].total_cmp(&w.rows[row][*b])).unwrap();
        assert_eq!((best(0), best(1), best(2)), (org as usize, person as usize, org as usize));
        let again = learn(&data, 3, Plan { epochs: 20, rate: 0.1, pull: 0.0 });
        assert_eq!(w.rows, again.rows);
    }
}
