//! Reading one line of `parallax annotate` into the notes that are scored.

use super::notes::{self, Date, Entity, Notes, Number, Span, Tone};
use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The notes of a record. `lines` are those of the article; what lies inside one of `aside` is left out.
pub fn read(record: &Value, text: &str, lines: &[Span], aside: &[&Span]) -> Result<Notes> {
    let items = |layer: &str| {
        let items = record["layers"][layer].as_array().map_or(&[][..], Vec::as_slice);
        let spans = items.iter().map(|item| Ok((place(item, text)?, item))).collect::<Result<Vec<(Span, &Value)>>>();
        spans.with_context(|| format!("layer {layer}"))
    };
    let scored = |layer: &str| {
        let inside = |span: &Span| aside.iter().any(|line| line.start <= span.start && span.end <= line.end);
        Ok::<_, anyhow::Error>(items(layer)?.into_iter().filter(move |(span, _)| !inside(span)))
    };
    let words = notes::words(text);
    let mut out = Notes::default();
    for (span, item) in scored("entities")? {
        let entity =
            Entity { span: notes::trim(text, span), label: string(item, "label"), actor: optional(item, "actor") };
        if out.entities.iter().all(|other| other.span != entity.span) {
            out.entities.push(entity);
        }
    }
    for (span, item) in scored("numbers")? {
        out.numbers.push(Number {
            span,
            low: item["low"].as_f64(),
            high: item["high"].as_f64(),
            qualifier: string(item, "qualifier"),
            unit: notes::unit(item["unit"].as_str()),
            source: optional(item, "source"),
        });
    }
    for (span, item) in
        scored("dates")?.filter(|(_, item)| !matches!(string(item, "type").as_str(), "DURATION" | "SET"))
    {
        out.dates.push(Date { span, days: notes::interval(item["value"].as_str(), item["until"].as_str()) });
    }
    for (span, item) in scored("quotes")? {
        let kind = string(item, "kind");
        for span in pieces(item, text, span)? {
            if kind == "direct" {
                out.direct.push(notes::content(text, &words, &span));
            }
            if kind == "mixed" {
                let marked = between_marks(text, &span).into_iter().map(|span| notes::content(text, &words, &span));
                out.direct.extend(marked.filter(|words| words.len() >= SPEECH));
            }
            out.quotes.push(notes::content(text, &words, &span));
        }
    }
    for (_, item) in scored("tone")? {
        let sign = match string(item, "polarity").as_str() {
            "negative" => -1.0,
            "positive" => 1.0,
            _ => 0.0,
        };
        let size = item["score"].as_f64().map_or(1.0, f64::abs);
        let voice = string(item, "voice");
        let voice = if voice == "outlet" { "author".into() } else { voice };
        out.tone.push(Tone {
            target: string(item, "target"),
            voice,
            weight: sign * if size > 0.0 { size } else { 1.0 },
        });
    }
    out.frames = scored("news_frames")?.map(|(_, item)| string(item, "frame")).collect();
    let blocks = items("blocks")?;
    let kind = |line: &Span| {
        let most = blocks.iter().max_by_key(|(span, _)| notes::overlap(span, line));
        most.filter(|(span, _)| notes::overlap(span, line) * 2 > line.len()).map(|(_, block)| string(block, "kind"))
    };
    out.lines = lines.iter().map(|line| kind(line).unwrap_or_default()).collect();
    Ok(out)
}

/// Fewer words between marks are a distancing quotation, not speech.
const SPEECH: usize = 4;

/// A quotation that its cue interrupts is scored piece by piece, as it is marked by hand.
fn pieces(item: &Value, text: &str, whole: Span) -> Result<Vec<Span>> {
    let parts = item["parts"].as_array().map_or(&[][..], Vec::as_slice);
    let spans = parts.iter().map(|part| place(part, text)).collect::<Result<Vec<Span>>>()?;
    Ok(if spans.is_empty() { vec![whole] } else { spans })
}

/// What stands between quotation marks; the last pair may be open.
fn between_marks(text: &str, span: &Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, mark) in text[span.clone()].char_indices().filter(|(_, c)| "\"“”".contains(*c)) {
        match open.take() {
            Some(from) => out.push(from..span.start + at),
            None => open = Some(span.start + at + mark.len_utf8()),
        }
    }
    out.extend(open.map(|from| from..span.end));
    out
}

fn place(item: &Value, text: &str) -> Result<Span> {
    let at = |key| item[key].as_u64().map(|n| n as usize);
    let (Some(start), Some(end)) = (at("byte_start"), at("byte_end")) else { bail!("{item} has no offsets") };
    match text.get(start..end) {
        Some(words) if item["text"].as_str().is_none_or(|said| said == words) => Ok(start..end),
        _ => bail!("the offsets of {item} do not lead to its words"),
    }
}

fn string(item: &Value, key: &str) -> String {
    optional(item, key).unwrap_or_default()
}

fn optional(item: &Value, key: &str) -> Option<String> {
    item[key].as_str().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_mixed_quotation_counts_as_a_whole_and_its_marked_words_as_direct() {
        let text = "He called it “a gift to the rich” and left.";
        let item = json!({"kind": "mixed", "byte_start": 10, "byte_end": 47, "text": &text[10..47]});
        let notes = read(&json!({"layers": {"quotes": [item]}}), text, &[], &[]).unwrap();
        assert_eq!((&notes.quotes[0], &notes.direct[0]), (&(2..10), &(3..8)));
    }

    #[test]
    fn what_lies_in_furniture_is_left_out() {
        let item = json!({"label": "ORG", "byte_start": 0, "byte_end": 5, "text": "Share"});
        let record = json!({"layers": {"entities": [item]}});
        assert_eq!(read(&record, "Share", &[], &[]).unwrap().entities.len(), 1);
        assert_eq!(read(&record, "Share", &[], &[&(0..5)]).unwrap().entities.len(), 0);
    }

    #[test]
    fn offsets_that_lead_elsewhere_are_an_error() {
        let item = json!({"byte_start": 0, "byte_end": 5, "text": "Shade"});
        let error = read(&json!({"layers": {"dates": [item]}}), "Share", &[], &[]).err().unwrap();
        assert!(format!("{error:#}").contains("layer dates: the offsets"));
    }
}
