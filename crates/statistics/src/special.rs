//! Distribution functions: normal, gamma, Student's t.

/// ln of the gamma function for `x` > 0 (Lanczos 1964, g = 7, nine terms; right to 1e-13).
pub fn ln_gamma(x: f64) -> f64 {
    const C: [f64; 9] = [
        0.999_999_999_999_809_9,
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let x = x - 1.0;
    let t = x + 7.5;
    let sum: f64 = C[0] + (1..9).map(|i| C[i] / (x + i as f64)).sum::<f64>();
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

/// The upper tail of the gamma distribution with this shape and scale 1: Q(shape, x) (Press et al. 2007, section 6.2).
pub fn gamma_tail(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = (shape * x.ln() - x - ln_gamma(shape)).exp();
    if x < shape + 1.0 {
        // The series of the lower tail.
        let (mut term, mut sum, mut a) = (1.0 / shape, 1.0 / shape, shape);
        for _ in 0..500 {
            a += 1.0;
            term *= x / a;
            sum += term;
            if term < sum * 1e-15 {
                break;
            }
        }
        return (1.0 - front * sum).clamp(0.0, 1.0);
    }
    // Lentz's continued fraction of the upper tail.
    let tiny = 1e-300;
    let mut b = x + 1.0 - shape;
    let (mut c, mut d) = (1.0 / tiny, 1.0 / b);
    let mut h = d;
    for i in 1..500 {
        let n = f64::from(i);
        let a = -n * (n - shape);
        b += 2.0;
        d = a * d + b;
        d = if d.abs() < tiny { tiny } else { d };
        c = b + a / c;
        c = if c.abs() < tiny { tiny } else { c };
        d = 1.0 / d;
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    (front * h).clamp(0.0, 1.0)
}

/// The upper tail of the standard normal distribution.
pub fn normal_tail(z: f64) -> f64 {
    let half = 0.5 * gamma_tail(0.5, z * z / 2.0);
    if z >= 0.0 { half } else { 1.0 - half }
}

/// The value of Student's t that is exceeded with probability `p` (0 < p < 0.5), by bisection on the tail.
pub fn student_quantile(p: f64, df: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1e4);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if student_tail(middle, df) > p { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The upper tail of Student's t for t > 0, by Simpson's rule on the density after t = sqrt(df) tan(angle).
fn student_tail(t: f64, df: f64) -> f64 {
    let start = (t / df.sqrt()).atan();
    let end = std::f64::consts::FRAC_PI_2;
    const STEPS: usize = 400;
    let f = |angle: f64| angle.cos().max(0.0).powf(df - 1.0);
    let h = (end - start) / STEPS as f64;
    let weight = |i: usize| {
        if i == 0 || i == STEPS {
            1.0
        } else if i % 2 == 1 {
            4.0
        } else {
            2.0
        }
    };
    let sum: f64 = (0..=STEPS).map(|i| weight(i) * f(start + h * i as f64)).sum();
    let scale = (ln_gamma((df + 1.0) / 2.0) - ln_gamma(df / 2.0)).exp() / std::f64::consts::PI.sqrt();
    sum * h / 3.0 * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values from R: lgamma, pgamma, pnorm, qt.
    #[test]
    fn values_are_those_of_tables() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-6 * b.abs().max(1e-3), "{a} is not {b}");
        near(ln_gamma(5.0), 24f64.ln());
        near(ln_gamma(0.5), std::f64::consts::PI.sqrt().ln());
        near(gamma_tail(2.0, 3.0), 0.199_148_27);
        near(gamma_tail(9.5, 4.0), 0.986_670_88);
        near(normal_tail(1.959_963_98), 0.025);
        near(normal_tail(-1.0), 0.841_344_746);
        near(normal_tail(6.0), 9.865_876e-10);
        near(student_quantile(0.025, 2.0), 4.302_652_7);
        near(student_quantile(0.025, 9.0), 2.262_157_2);
        near(student_quantile(0.025, 60.0), 2.000_297_8);
    }
}
