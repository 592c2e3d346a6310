//! The analyzer of scenes: each sentence of prose by its words, its mentions and the load of its words.

use crate::loaded;
use crate::mentions::{Mention, names};
use crate::principals::{Names, Principals};
use crate::prose::{Line, Prose};
use crate::references::references;
use crate::scene::Scene;
use parallax_core::{Analyzer, Article, NoOptions};
use parallax_entities::Entity;
use parallax_quotes::Quote;
use parallax_text::{Sentence, Tagged, Token};

/// The analyzer of the scenes.
pub struct Scenes;

parallax_core::register! {
    /// Sentences as tone and frames judge them: words without names, clauses, negation, who is spoken of and in which part. Not in the output.
    analyzer "scenes": Scenes
}

impl Analyzer for Scenes {
    type Reads = (Sentence, Token, Tagged, Entity, Quote);
    type Writes = Scene;
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        Scenes
    }

    fn read(
        &self,
        article: &Article,
        (sentences, tokens, tags, entities, quotes): (&[Sentence], &[Token], &[Tagged], &[Entity], &[Quote]),
    ) -> Vec<Scene> {
        let text = article.text();
        let (mut known, mut paper, mut load) = (Vec::new(), loaded::Paper::default(), Vec::new());
        let scene = |sentence: &Sentence| {
            let mut prose = Prose::new(text, sentence, tokens, tags, entities, quotes, &mut known);
            let line = Line::new(text, tokens, &prose);
            let mentions = names(&line, sentence, entities);
            loaded::probabilities(&line, &known, &mut paper, &mut load);
            prose.words.iter_mut().zip(load.drain(..)).for_each(|(word, p)| word.loaded = p);
            Scene::new(prose, mentions)
        };
        let mut scenes: Vec<Scene> = sentences.iter().filter(|s| s.prose()).map(scene).collect();
        // Whom "we" means hangs on for whom the speaker speaks, and for whom "its director" speaks on whom "its" means.
        let names = Names { text, sentences, tokens, tags, entities };
        let mut principals = Principals::of(&names, quotes);
        scenes.iter_mut().for_each(|scene| scene.take_sides(quotes, &principals));
        let found = references((text, tokens, &scenes, entities, quotes));
        if principals.read_on(&names, quotes, found.iter().flatten()) {
            scenes.iter_mut().for_each(|scene| scene.take_sides(quotes, &principals));
        }
        for (scene, more) in scenes.iter_mut().zip(found) {
            scene.mentions.extend(more);
            scene.mentions.sort_by_key(Mention::order);
        }
        scenes
    }
}
