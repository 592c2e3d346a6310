//! Marks of cells, a voice and whom it speaks of in a whole article: what the models learn from them.

use crate::sets;
use crate::tone::{self, Mark, Marked, Mention};
use anyhow::{Result, bail};
use parallax_core::{Layers, Note, Span};
use parallax_entities::{ActorId, Entity, Trees};
use parallax_framing::Voice;
use parallax_framing::linear::Linear;
use parallax_framing::scene::Scene;
use parallax_framing::tone::{CellTraits, cell_traits, told};
use parallax_quotes::Quote;
use parallax_text::Token;
use std::path::Path;

/// How a voice, nobody for the outlet, speaks of an actor: the class.
pub struct Cell {
    target: (usize, usize),
    voice: Option<(usize, usize)>,
    class: usize,
}

/// The marks of articles: `id`, then tab-separated `target:voice:class`, the first two the place of a name as `start+length` in
/// bytes, the voice `outlet` for the outlet's, the class 0 negative, 1 neutral, 2 positive.
pub fn read(path: &Path) -> Result<Vec<(String, Vec<Cell>)>> {
    let file = sets::read(path)?;
    let place = |cell: &str| {
        let (start, len) = cell.split_once('+')?;
        let start: usize = start.parse().ok()?;
        Some((start, start + len.parse::<usize>().ok()?))
    };
    let cell = |cell: &str| {
        let [target, voice, class] = cell.split(':').collect::<Vec<_>>()[..] else { return None };
        let voice = if voice == "outlet" { None } else { Some(place(voice)?) };
        Some(Cell { target: place(target)?, voice, class: class.parse().ok().filter(|c| *c < 3)? })
    };
    let mut out = Vec::new();
    for (n, line) in file.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
        let mut cells = line.split('\t');
        let id = cells.next().unwrap_or("").to_string();
        let Some(cells) = cells.map(cell).collect() else { bail!("{}:{}: a cell is no mark", path.display(), n + 1) };
        out.push((id, cells));
    }
    Ok(out)
}

impl Cell {
    /// Whom the names at the marked places mean: target and voice; nothing where one is no name any more.
    fn actors<'l>(&self, layers: &'l Layers) -> Option<(&'l ActorId, Option<&'l ActorId>)> {
        let at = |(from, to): (usize, usize)| {
            let entities = layers.get::<Entity>();
            entities.iter().find(|e| e.span().start() < to && from < e.span().end()).map(|e| &e.actor)
        };
        Some((
            at(self.target)?,
            match self.voice {
                Some(place) => Some(at(place)?),
                None => None,
            },
        ))
    }
}

/// The names in the marked cells of an article, each marked as its cell is; whom a pronoun means may have been misread.
pub fn mentions((marked, layers): &(Marked, Layers), cells: &[Cell], weight: f32) -> Vec<Mention> {
    let all = told(&marked.text, layers.get::<Scene>(), layers.get::<Token>(), layers.get::<Quote>());
    let mut out = Vec::new();
    for cell in cells {
        let Some((target, voice)) = cell.actors(layers) else { continue };
        let voice = voice.map_or(Voice::Outlet, |v| Voice::Quoted(Some(v.clone())));
        let mut shares = [0.0; 3];
        shares[cell.class] = 1.0;
        let mark = |span: Span| Mark { span: (span.start(), span.end()), shares };
        let marks: Vec<Mark> =
            all.iter().filter(|(_, actor, v)| actor == target && *v == voice).map(|(span, ..)| mark(*span)).collect();
        let weight = weight / (marks.len().max(1) as f32).sqrt();
        out.extend(tone::mentions(&marked.text, layers, &marks, weight));
    }
    out
}

/// The marked cells of an article with their traits, as these models of mentions see them.
pub fn seen(
    (marked, layers): &(Marked, Layers),
    cells: &[Cell],
    model: &Linear<3>,
    trees: &[Trees; 2],
) -> Vec<(CellTraits, usize, bool)> {
    let (scenes, quotes) = (layers.get::<Scene>(), layers.get::<Quote>());
    let all = cell_traits(&marked.text, scenes, layers.get::<Token>(), quotes, model, trees);
    let mark = |cell: &Cell| {
        let (target, voice) = cell.actors(layers)?;
        let (_, _, traits) = all.iter().find(|(t, v, _)| t == target && v.as_ref() == voice)?;
        Some((*traits, cell.class, voice.is_some()))
    };
    cells.iter().filter_map(mark).collect()
}
