//! Outlets on a plane, so that their distances there are as close as can be to those of the table: classical scaling
//! (Torgerson 1952, Multidimensional scaling I), by power iteration.

/// A place for each of `n` things with these distances (`n` × `n`), mean at the origin; the first axis is the longest.
pub(super) fn places(n: usize, distance: impl Fn(usize, usize) -> f64) -> Vec<[f64; 2]> {
    let square = |i: usize, j: usize| distance(i, j).powi(2);
    let row: Vec<f64> = (0..n).map(|i| (0..n).map(|j| square(i, j)).sum::<f64>() / n.max(1) as f64).collect();
    let all = row.iter().sum::<f64>() / n.max(1) as f64;
    let mut b: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| -0.5 * (square(i, j) - row[i] - row[j] + all)).collect()).collect();
    let mut out = vec![[0.0; 2]; n];
    for axis in 0..2 {
        let Some((value, vector)) = largest(&b) else { break };
        for (i, place) in out.iter_mut().enumerate() {
            place[axis] = vector[i] * value.sqrt();
            b[i].iter_mut().zip(&vector).for_each(|(x, other)| *x -= value * vector[i] * other);
        }
    }
    out
}

/// The largest eigenvalue above nought with its vector, signed so that its largest part is positive.
fn largest(b: &[Vec<f64>]) -> Option<(f64, Vec<f64>)> {
    let n = b.len();
    // Any start that is no eigenvector by design; the same in every run.
    let mut v: Vec<f64> = (0..n).map(|i| 1.0 + (i as f64 * 0.618_034).fract()).collect();
    let mut value = 0.0;
    for _ in 0..300 {
        let w: Vec<f64> = b.iter().map(|row| row.iter().zip(&v).map(|(a, x)| a * x).sum()).collect();
        value = w.iter().map(|x| x * x).sum::<f64>().sqrt();
        if value < 1e-9 {
            return None;
        }
        v = w.iter().map(|x| x / value).collect();
    }
    let image: f64 = (0..n).map(|i| v[i] * b[i].iter().zip(&v).map(|(a, x)| a * x).sum::<f64>()).sum();
    if image <= 1e-9 {
        return None;
    }
    let most = v.iter().copied().fold(0.0, |m: f64, x| if x.abs() > m.abs() { x } else { m });
    Some((value, v.iter().map(|x| x * most.signum()).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_on_a_plane_come_back() {
        let at = [[0.0, 0.0], [3.0, 0.0], [3.0, 1.0], [0.0, 1.0], [1.0, 0.5]];
        let far = |a: [f64; 2], b: [f64; 2]| ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt();
        let got = places(at.len(), |i, j| far(at[i], at[j]));
        for i in 0..at.len() {
            for j in 0..at.len() {
                assert!((far(got[i], got[j]) - far(at[i], at[j])).abs() < 1e-6);
            }
        }
        assert_eq!(places(1, |_, _| 0.0), [[0.0, 0.0]]);
        assert!(places(0, |_, _| 0.0).is_empty());
    }
}
