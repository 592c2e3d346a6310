//! Reading a hand-marked file: its words are found again in the article, so that it needs no offsets.

use super::notes::{self, Date, Entity, Notes, Number, Span, Tone};
use anyhow::{Context, Result, bail};
use serde_json::Value;

/// A hand-marked article.
pub struct Gold {
    pub notes: Notes,
    /// The lines that are not front matter, in order; their kinds are in `notes.lines`.
    pub lines: Vec<Span>,
}

impl Gold {
    /// The gold of `file` for an article of this text.
    pub fn read(file: &Value, text: &str) -> Result<Gold> {
        let body = body(text);
        let (lines, kinds) = lines(file, text, body)?;
        let words = notes::words(text);
        let mut out = Notes { lines: kinds, ..Notes::default() };
        for item in list(file, "entities").filter(|item| item["boilerplate"].as_bool() != Some(true)) {
            let span = notes::trim(text, place(item, text)?);
            out.entities.push(Entity {
                span,
                label: string(item, "label")?.into(),
                actor: optional(item, "canonical"),
            });
        }
        for item in list(file, "numbers") {
            let whole = place(item, text)?;
            let core = string(item, "core")?;
            let at = text[whole.clone()].find(core).with_context(|| format!("`{core}` is not in its own text"))?;
            let low = item["value"].as_f64();
            out.numbers.push(Number {
                span: whole.start + at..whole.start + at + core.len(),
                low,
                high: item["high"].as_f64().or(low),
                qualifier: string(item, "qualifier")?.into(),
                unit: notes::unit(item["unit"].as_str()),
                source: optional(item, "attributed_to"),
            });
        }
        for item in list(file, "dates") {
            let days = notes::interval(item["value"].as_str(), item["end"].as_str());
            let days = Some(days.with_context(|| format!("{item} has no days"))?);
            out.dates.push(Date { span: place(item, text)?, days });
        }
        for item in list(file, "quotes") {
            let said = notes::content(text, &words, &place(item, text)?);
            let kind = string(item, "kind")?;
            if kind == "direct" {
                out.direct.push(said.clone());
            }
            // The title of a work stands between marks but is nobody's speech.
            if kind != "title" {
                out.quotes.push(said);
            }
        }
        for item in list(file, "tone") {
            let weight = match string(item, "polarity")? {
                "negative" => -1.0,
                "positive" => 1.0,
                _ => 0.0,
            };
            out.tone.push(Tone {
                target: string(item, "target")?.into(),
                voice: string(item, "voice")?.into(),
                weight,
            });
        }
        for item in list(file, "frames") {
            out.frames.insert(string(item, "frame")?.into());
        }
        Ok(Gold { notes: out, lines })
    }

    /// Lines that are page furniture.
    pub fn furniture(&self) -> impl Iterator<Item = &Span> {
        self.lines.iter().zip(&self.notes.lines).filter(|(_, kind)| *kind == "furniture").map(|(line, _)| line)
    }
}

/// Where the article begins: after the front matter, if there is any.
fn body(text: &str) -> usize {
    let after = text.strip_prefix("+++\n").and_then(|rest| rest.find("\n+++\n"));
    after.map_or(0, |end| "+++\n".len() + end + "\n+++\n".len())
}

/// The lines of the article and the kind that the file gives each.
fn lines(file: &Value, text: &str, body: usize) -> Result<(Vec<Span>, Vec<String>)> {
    let mut lines: Vec<Span> = Vec::new();
    let mut at = body;
    for line in text[body..].split('\n') {
        if !line.trim().is_empty() {
            lines.push(at..at + line.len());
        }
        at += line.len() + 1;
    }
    let mut kinds = Vec::new();
    for (block, line) in list(file, "blocks").zip(&lines) {
        let begins = string(block, "text")?.trim();
        if !text[line.clone()].trim_start().starts_with(begins) {
            bail!("\"blocks\" gives a line that begins `{begins}` where the article has `{}`", &text[line.clone()]);
        }
        kinds.push(string(block, "kind")?.into());
    }
    match list(file, "blocks").count() == lines.len() {
        true => Ok((lines, kinds)),
        false => bail!("\"blocks\" has {} lines, the article {}", list(file, "blocks").count(), lines.len()),
    }
}

/// Where the `n`-th occurrence of the item's words stands.
fn place(item: &Value, text: &str) -> Result<Span> {
    let words = string(item, "text")?;
    let n = item["n"].as_u64().unwrap_or(1) as usize;
    let mut from = 0;
    for _ in 1..n {
        let at = text[from..].find(words).with_context(|| format!("`{words}` does not occur {n} times"))?;
        from += at + words.chars().next().map_or(1, char::len_utf8);
    }
    let at = text[from..].find(words).with_context(|| format!("`{words}` does not occur {n} times"))?;
    Ok(from + at..from + at + words.len())
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value[key].as_array().into_iter().flatten()
}

fn string<'a>(item: &'a Value, key: &str) -> Result<&'a str> {
    item[key].as_str().with_context(|| format!("{item} has no \"{key}\""))
}

fn optional(item: &Value, key: &str) -> Option<String> {
    item[key].as_str().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEXT: &str = "+++\ntitle = \"Ann\"\n+++\n\nAnn met Ann. “Go,” she said.\n\nShare\n";

    fn gold(mut file: Value) -> Result<Gold> {
        if file.get("blocks").is_none() {
            file["blocks"] = json!([{"text": "Ann met Ann. “Go,” she said.", "kind": "paragraph"}, {"text": "Share", "kind": "furniture"}]);
        }
        Gold::read(&file, TEXT)
    }

    #[test]
    fn the_nth_occurrence_is_counted_in_the_whole_file() {
        let gold = gold(json!({"entities": [{"text": "Ann", "n": 3, "label": "PERSON", "canonical": "ann"}]})).unwrap();
        assert_eq!(gold.notes.entities[0].span, 31..34);
    }

    #[test]
    fn furniture_is_what_the_blocks_say() {
        let gold = gold(json!({})).unwrap();
        assert_eq!(gold.furniture().map(|line| &TEXT[line.clone()]).collect::<Vec<_>>(), ["Share"]);
    }

    #[test]
    fn words_and_lines_that_are_not_there_are_named() {
        let error = |file| gold(file).err().unwrap().to_string();
        assert!(error(json!({"dates": [{"text": "May", "value": "2024-05"}]})).contains("`May` does not occur"));
        assert!(error(json!({"blocks": [{"text": "Bob", "kind": "paragraph"}]})).contains("begins `Bob`"));
        assert!(error(json!({"blocks": []})).contains("has 0 lines, the article 2"));
    }
}
