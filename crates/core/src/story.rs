//! Which articles tell one story: the index that decides what is compared with what.

use crate::Index;

/// Articles that tell one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Stable name, made from the title.
    pub id: String,
    /// A headline for it.
    pub title: String,
    /// Ids of its articles, in the order in which they are shown.
    pub articles: Vec<String>,
    /// Why these belong together.
    pub why: String,
}

/// All stories of a run. Every article is in exactly one, alone if need be.
#[derive(Clone, Debug, Default)]
pub struct Stories(pub Vec<Story>);

impl Index for Stories {
    const NAME: &'static str = "stories";
}
