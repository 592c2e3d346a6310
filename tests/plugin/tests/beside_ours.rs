//! An analyzer from outside runs in the same plan as ours and writes its layer beside theirs.

use parallax_analyzers as _;
use parallax_core::{Article, Plan, Purpose, registered};
use parallax_runner::Silent;
use plugin::Promise;

const FIRST: &str =
    "Ferry to stop at Wend\n\nThe ferry will stop at Wend again in May, mayor Ada Brandt said. It carries 40 people.";
const SECOND: &str =
    "No ferry before May\n\nThe old pier at Wend was torn down. Ada Brandt promised 40 seats to its people.";

#[test]
fn its_layer_stands_beside_ours() {
    let plan = Plan::new(&registered(), &Default::default(), Purpose::Compare).unwrap_or_else(|e| panic!("{e}"));
    let planned = plan.steps.iter().flat_map(|s| &s.analyzers).find(|a| a.name == "promises");
    assert_eq!(planned.map(|a| a.writes), Some("promises"));
    assert_eq!(registered().iter().find(|r| r.name == "promises").map(|r| r.package), Some("plugin"));

    let articles = vec![Article::new("first", FIRST), Article::new("second", SECOND)];
    let compared = parallax_runner::compare(&plan, articles, &Silent);
    let found = |id: &str, layer: &str| {
        let layers = compared.article(id).expect("it was given").layers.published();
        layers.into_iter().find(|l| l.0 == layer).map_or(0, |l| l.1.len())
    };
    assert_eq!((found("first", "promises"), found("second", "promises")), (1, 0));
    for ours in ["blocks", "sentences", "entities", "numbers"] {
        assert!(found("first", ours) > 0, "{ours}");
    }
    let first = compared.article("first").expect("it was given");
    let promise = &first.layers.get::<Promise>()[0];
    assert_eq!(promise.word_at.of(first.article.text()), "will");
    assert!(compared.problems.is_empty() && compared.articles.iter().all(|a| a.article.problems.is_empty()));
}
