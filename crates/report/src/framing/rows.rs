//! The rows of a survey as its views read them.

use serde::Deserialize;

/// A place in an article.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Cite {
    pub article: String,
    pub byte_start: usize,
    pub byte_end: usize,
}

macro_rules! rows {
    ($($name:ident { $($field:ident: $type:ty),* $(,)? })*) => {
        $(#[derive(Clone, Debug, Deserialize)]
        pub(super) struct $name { $(pub $field: $type),* })*
    };
}

rows! {
    Tone {
        actor: String, outlet: String, voice: String, mean: f64, mentions: usize, articles: usize,
        interval: Option<[f64; 2]>, q: Option<f64>, null_z: Option<f64>, note: Option<String>, cite: Vec<Cite>,
    }
    Word {
        outlet: String, word: String, z: f64, effect: f64, count: usize, articles: usize, q: Option<f64>,
        null_z: Option<f64>, note: Option<String>, cite: Cite,
    }
    Label { actor: String, outlet: String, words: Vec<LabelWord> }
    Wording {
        of: String, outlet: String, words: Vec<WordingWord>, n: usize, articles: usize, distance: f64, chance: Option<f64>,
        q: Option<f64>, note: Option<String>,
    }
    WordingWord { text: String, n: usize, share: f64, cite: Vec<Cite> }
    LabelWord { text: String, place: String, n: usize, neutral: Option<String>, cite: Vec<Cite> }
    Frame {
        outlet: String, actor: String, voice: String, frame: String, n: usize, share: f64, articles: usize,
        q: Option<f64>, null_z: Option<f64>, cite: Vec<Cite>,
    }
    NewsFrame {
        frame: String, outlet: String, n: usize, share: f64, others: Option<f64>, articles: usize, q: Option<f64>, null_z: Option<f64>,
        note: Option<String>, cite: Vec<Cite>,
    }
    Voice { outlet: String, actor: String, words: usize, share: f64, quotes: usize, mentions: usize, cite: Vec<Cite> }
    Coverage {
        outlet: String, kind: String, stories: usize, carried: usize, left_out: usize, alone: usize, share: Option<f64>,
        missing: Vec<Missing>,
    }
    Missing { fact: String, carried_by: usize, cite: Cite }
    Distance {
        a: String, b: String, of: String, distance: f64, chance: Option<f64>, corrected: Option<f64>, q: Option<f64>,
        note: Option<String>,
    }
}
