//! The analyzer of scenes: each sentence of prose by its words, its mentions and the load of its words.

use crate::heads::stand_in;
use crate::loaded;
use crate::mentions::mentions;
use crate::principals::Principals;
use crate::scene::{Scene, View};
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
        let mut load = Vec::new();
        let principals = Principals::of(article.text(), sentences, tokens, tags, entities, quotes);
        let scene = |sentence: &Sentence| {
            let mut scene = Scene::new(article.text(), sentence, tokens, tags, entities, quotes, &principals);
            scene.mentions =
                mentions(&View::new(article.text(), tokens, &scene), sentence, entities, quotes, &principals);
            let view = View::new(article.text(), tokens, &scene);
            load.extend((0..scene.words.len()).map(|at| loaded::probability(&view, at) as f32));
            scene.words.iter_mut().zip(load.drain(..)).for_each(|(word, p)| word.loaded = p);
            scene
        };
        let mut scenes: Vec<Scene> = sentences.iter().filter(|s| s.prose()).map(scene).collect();
        stand_in(article.text(), tokens, &mut scenes);
        scenes
    }
}
