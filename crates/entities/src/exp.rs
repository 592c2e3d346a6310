//! `e^x` from `+ - * /` alone: the library's differs between machines, and what we write must not.

/// `e^x` to eight digits for `x` from -80 to 80, beyond which it is as at the ends: the range is halved ten times, then a
/// Taylor polynomial is squared as often.
pub fn exp(x: f64) -> f64 {
    let x = x.clamp(-80.0, 80.0) / 1024.0;
    let mut y = 1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0 * (1.0 + x / 6.0)))));
    for _ in 0..10 {
        y *= y;
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_library_s_to_eight_digits() {
        for x in [-80.0f64, -40.0, -3.5, -0.1, 0.0, 0.7, 9.0, 60.0, 80.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-8, "{x}: {} {}", exp(x), x.exp());
        }
    }
}
