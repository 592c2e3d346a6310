//! A figure in few characters: the sign of its qualifier, and its amount.

use crate::view::Reading;

/// `≤ 9,000`, `~170`, `40–50`, `1.8 million`, `↓ 6.4%`; of a vague one, its own words.
pub(crate) fn amount(reading: &Reading, unit: &str) -> String {
    let percent = if unit == "percent" { "%" } else { "" };
    let range = match (reading.low, reading.high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (Some(low), None) => format!("{} or more", number(low)),
        (None, Some(high)) => format!("{} or fewer", number(high)),
        (None, None) => "?".into(),
    };
    let words = reading.cite.0.first().map(|c| c.text.trim()).filter(|t| !t.is_empty());
    match (sign(&reading.qualifier), words) {
        (_, Some(words)) if reading.qualifier == "vague" => format!("“{words}”"),
        (sign, _) => {
            // One bound is enough for a qualifier that names a bound.
            let one = match reading.qualifier.as_str() {
                "at_most" | "less_than" => reading.high,
                "at_least" | "more_than" => reading.low,
                _ => None,
            };
            format!("{sign}{}{percent}", one.map_or(range, number))
        }
    }
}

fn sign(qualifier: &str) -> &'static str {
    match qualifier {
        "about" => "~",
        "at_most" => "≤ ",
        "at_least" => "≥ ",
        "less_than" => "< ",
        "more_than" => "> ",
        "change_up" => "↑ ",
        "change_down" => "↓ ",
        _ => "",
    }
}

/// A number as a newspaper prints it.
fn number(value: f64) -> String {
    const SCALES: [(f64, &str); 3] = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    for (scale, name) in SCALES {
        if value.abs() >= scale {
            return format!("{}{name}", plain(value / scale));
        }
    }
    plain(value)
}

/// At most three decimals, and thousands apart.
fn plain(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("−", d));
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{rest}")
}

/// `+0.4`, `−0.2`, `0.0`.
pub(crate) fn signed(mean: f64) -> String {
    let size = format!("{:.1}", mean.abs());
    let sign = if size == "0.0" {
        ""
    } else if mean < 0.0 {
        "−"
    } else {
        "+"
    };
    format!("{sign}{size}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(low: f64, high: f64, qualifier: &str, unit: &str) -> String {
        amount(&Reading { low: Some(low), high: Some(high), qualifier: qualifier.into(), ..Reading::default() }, unit)
    }

    #[test]
    fn signs_and_scales() {
        assert_eq!(show(9000.0, 9000.0, "at_most", "person"), "≤ 9,000");
        assert_eq!(show(170.0, 170.0, "about", ""), "~170");
        assert_eq!(show(1_800_000.0, 1_800_000.0, "exact", ""), "1.8 million");
        assert_eq!(show(4.2e9, 4.2e9, "at_least", ""), "≥ 4.2 billion");
        assert_eq!(show(40.0, 50.0, "between", ""), "40–50");
        assert_eq!(show(6.4, 6.4, "change_down", "percent"), "↓ 6.4%");
        assert_eq!(show(-1234567.0, -1234567.0, "exact", ""), "−1.235 million");
        assert_eq!(amount(&Reading::default(), ""), "?");
    }

    #[test]
    fn tone_is_signed_and_nought_is_not() {
        assert_eq!([0.41, -0.38, -0.04, 0.0].map(signed), ["+0.4", "−0.4", "0.0", "0.0"]);
    }
}
