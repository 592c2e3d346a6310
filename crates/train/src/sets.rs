//! Labelled sets: public ones as JSONL, our own articles with names in brackets, and marks on articles that are not ours.

use anyhow::{Context, Result, bail};
use parallax_core::{Article, Layers, Plan, Purpose, registered};
use parallax_entities::Label;
use parallax_framing::scene::{Scene, View};
use parallax_text::Token;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A marked name: bytes, and the labels that it may have, a bit for each.
type Name = (usize, usize, u16);

/// A text with its marked names.
pub struct Labelled {
    pub id: String,
    pub text: String,
    pub names: Vec<Name>,
    /// Bytes in which anything may stand: the set's marks there are no names of ours.
    pub open: Vec<(usize, usize)>,
    /// Labels that the set does not mark: an unmarked word may have one of them.
    pub unmarked: u16,
}

/// What reads the scenes of a text.
pub fn plan() -> Result<Plan> {
    let only = ["tokens", "scenes"].map(String::from);
    Ok(Plan::new(&registered(), &Default::default(), Purpose::Annotate(Some(&only)))?)
}

/// Hands on each scene of a text.
pub fn scenes(plan: &Plan, text: &str, mut each: impl FnMut(&View<'_>)) {
    views(text, &layers(plan, text)).for_each(|view| each(&view));
}

/// The layers of a text.
pub fn layers(plan: &Plan, text: &str) -> Layers {
    parallax_runner::read_one(plan, &Article::new("training", text)).0
}

/// The scenes of a text with these layers.
pub fn views<'a>(text: &'a str, layers: &'a Layers) -> impl Iterator<Item = View<'a>> {
    layers.get::<Scene>().iter().map(move |scene| View::new(text, layers.get::<Token>(), scene))
}

/// The bits of some labels.
pub fn bits(labels: &[Label]) -> u16 {
    labels.iter().fold(0, |all, l| all | 1 << *l as u16)
}

const PLACES: [Label; 3] = [Label::Gpe, Label::Loc, Label::Fac];
const OTHERS: [Label; 5] = [Label::Norp, Label::Product, Label::Event, Label::WorkOfArt, Label::Law];

/// What a public set's label allows; 0 for what is no name of ours (dates, money).
fn allowed(label: &str) -> u16 {
    match label.to_lowercase().as_str() {
        "per" | "person" | "politician" => bits(&[Label::Person]),
        "org" | "organization" | "organisation" | "politicalparty" => bits(&[Label::Org]),
        "loc" | "location" | "country" | "place" => bits(&PLACES),
        "facility" => bits(&[Label::Fac]),
        "norp" => bits(&[Label::Norp]),
        "product" => bits(&[Label::Product]),
        "event" | "election" => bits(&[Label::Event]),
        "misc" => bits(&OTHERS),
        _ => 0,
    }
}

/// A public set: one text a line, offsets in code points.
pub fn public(path: &Path) -> Result<Vec<Labelled>> {
    let lines = read(path)?;
    let parsed = lines.lines().map(|line| -> Result<Labelled> {
        let record: Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().context("a line without a text")?.to_string();
        let byte = offsets(&text);
        let entities = record["gold"]["entities"].as_array().context("a line without entities")?;
        let name = |e: &Value| {
            let at = |key: &str| byte.get(e[key].as_u64()? as usize).copied();
            let labels = allowed(e["label"].as_str()?);
            Some((at("start")?, at("end")?, labels)).filter(|n| n.2 != 0)
        };
        let names = entities.iter().filter_map(name).collect();
        Ok(Labelled { id: record["id"].as_str().unwrap_or("").to_string(), text, names, open: Vec::new(), unmarked: 0 })
    });
    parsed.collect::<Result<_>>().with_context(|| path.display().to_string())
}

/// A public set of noun phrases (GUM): those that are a bare name teach what it is; inside all others anything may stand.
pub fn noun_phrases(path: &Path) -> Result<Vec<Labelled>> {
    let mut out = public(path)?;
    let bare = |words: &str| {
        let mut parts = words.split(' ');
        parts.clone().count() <= 5
            && parts.all(|w| w.starts_with(char::is_uppercase) || matches!(w, "of" | "the" | "de" | "and"))
            && !["The ", "Mr", "Dr", "President ", "Professor ", "Sir "].iter().any(|t| words.starts_with(t))
    };
    for (text, line) in out.iter_mut().zip(read(path)?.lines()) {
        let record: Value = serde_json::from_str(line)?;
        let byte = offsets(&text.text);
        let mut names = Vec::new();
        for e in record["gold"]["entities"].as_array().into_iter().flatten() {
            let at = |key: &str| byte.get(e[key].as_u64()? as usize).copied();
            let (Some(start), Some(end)) = (at("start"), at("end")) else { continue };
            text.open.push((start, end));
            let labels = allowed(e["label"].as_str().unwrap_or(""));
            let core = labels & (bits(&PLACES) | bits(&[Label::Person, Label::Org])) != 0;
            if core && e["named"] == Value::Bool(true) && bare(&text.text[start..end]) {
                names.push((start, end, labels));
            }
        }
        // Of names inside names the outer one is ours.
        names.sort_by_key(|(a, b, _)| (*a, std::cmp::Reverse(*b)));
        let mut last = 0;
        names.retain(|(a, b, _)| {
            let apart = *a >= last;
            last = last.max(*b);
            apart
        });
        text.names = names;
        text.unmarked = bits(&OTHERS);
    }
    Ok(out)
}

/// Our own articles: `#### topic` begins one, `[LABEL words]` marks a name.
pub fn bracketed(path: &Path) -> Result<Vec<Labelled>> {
    let file = read(path)?;
    let stem = path.file_stem().map_or(String::new(), |s| s.to_string_lossy().into_owned());
    let mut out = Vec::new();
    for (n, part) in file.split("#### ").skip(1).enumerate() {
        let (_, body) = part.split_once('\n').unwrap_or((part, ""));
        let id = format!("{stem}/{n}");
        let (text, names) = unbracket(body.trim()).with_context(|| format!("{}: article {id}", path.display()))?;
        out.push(Labelled { id, text, names, open: Vec::new(), unmarked: 0 });
    }
    Ok(out)
}

/// The files of a folder with invented articles, in order.
pub fn invented(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?.flatten();
    let mut out: Vec<_> = files.map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    out.sort();
    Ok(out)
}

/// The text without marks, and the marked names.
fn unbracket(marked: &str) -> Result<(String, Vec<Name>)> {
    let (mut text, mut names) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let close = rest[open..].find(']').context("a bracket that is not closed")? + open;
        let inside = &rest[open + 1..close];
        let label = inside.split_once(' ').and_then(|(label, words)| Some((Label::parse(label)?, words)));
        let Some((label, words)) = label else { bail!("[{inside}] does not begin with a label") };
        if words.contains('[') {
            bail!("[{inside}] has a name inside a name");
        }
        names.push((text.len(), text.len() + words.len(), bits(&[label])));
        text.push_str(words);
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    Ok((text, names))
}

/// Marks on articles that others hold: a line `id`, then tab-separated `start:length:label` in bytes, labels by number, as many
/// as there are.
pub fn marks(path: &Path, articles: &FxHashMap<String, String>) -> Result<Vec<Labelled>> {
    let file = read(path)?;
    let mut out = Vec::new();
    for (n, line) in file.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
        let place = || format!("{}:{}", path.display(), n + 1);
        let mut cells = line.split('\t');
        let id = cells.next().unwrap_or("");
        let text = articles.get(id).with_context(|| format!("{}: no article {id}", place()))?;
        let name = |cell: &str| {
            let mut parts = cell.split(':');
            let mut number = || parts.next()?.parse::<usize>().ok();
            let (start, len) = (number()?, number()?);
            let label = *Label::all().get(parts.next()?.parse::<usize>().ok()?)?;
            text.get(start..start + len).map(|_| (start, start + len, bits(&[label])))
        };
        let names = cells.map(|c| name(c).with_context(|| format!("{}: {c}", place()))).collect::<Result<_>>()?;
        out.push(Labelled { id: id.to_string(), text: text.clone(), names, open: Vec::new(), unmarked: 0 });
    }
    Ok(out)
}

/// Byte of each code point, and one past the last.
pub fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// The text of a file; of one that is there only with `.gz` behind its name, through gzip.
pub fn read(path: &Path) -> Result<String> {
    let packed = path.with_added_extension("gz");
    if path.exists() || !packed.exists() {
        return std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    }
    let done = Command::new("gzip").arg("-dc").arg(&packed).output().context("gzip cannot be started")?;
    if !done.status.success() {
        bail!("gzip cannot read {}", packed.display());
    }
    String::from_utf8(done.stdout).with_context(|| format!("{} is no UTF-8", packed.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_become_names() {
        let (text, names) = unbracket("The [NORP Kenyan] team of [PERSON Ann Otieno]'s.").unwrap();
        assert_eq!(text, "The Kenyan team of Ann Otieno's.");
        let words: Vec<&str> = names.iter().map(|(a, b, _)| &text[*a..*b]).collect();
        assert_eq!(words, ["Kenyan", "Ann Otieno"]);
        assert!(unbracket("[WHO x]").is_err() && unbracket("[ORG x").is_err());
    }
}
