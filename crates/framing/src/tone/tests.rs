//! What the tone layer says of invented sentences, mark by mark.

use super::*;

fn check(fixture: &str) {
    parallax_testkit::check(fixture, |t: &Tone, text| {
        let voice = serde_json::to_value(&t.voice).unwrap();
        let evidence: Vec<&str> = t.evidence.iter().map(|e| e.of(text)).collect();
        let target = t.target.as_ref().map_or("nobody", |a| a.as_str());
        format!("{:?} {target} {}: {}", t.polarity, voice.as_str().unwrap(), evidence.join(", ")).to_lowercase()
    });
}
