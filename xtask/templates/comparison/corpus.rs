//! The table `__layer__` for one story of the corpus. `cargo xtask bless __layer__` writes the snapshot anew.

use parallax___snake__::{__Name__, __Name__Options};
use parallax_core::{Article, Comparison, Indexes, Note, Reading, Reads, Story};
use parallax_text::Sentence;
use std::fmt::Write;

#[test]
fn election() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/election");
    let read = |name| Article::new(name, std::fs::read_to_string(format!("{folder}/{name}.txt")).unwrap());
    let articles = ["fourth-bell", "vostok-herald"].map(read);
    let layers = articles.each_ref().map(|article| parallax_testkit::read(article, Sentence::LAYER));
    let indexes = Indexes::default();
    let view = |layers| <<__Name__ as Comparison>::Reads as Reads>::view(layers, &indexes);
    let reading = |(article, layers)| Reading { article, layers: view(layers) };
    let readings: Vec<_> = articles.iter().zip(&layers).map(reading).collect();
    let ids = articles.iter().map(|article| article.id.clone()).collect();
    let story = Story { id: "election".into(), title: "election".into(), articles: ids, why: "one folder".into() };

    let mut found = String::new();
    for (row, article) in __Name__::new(__Name__Options::default()).compare(&story, &readings).iter().zip(&articles) {
        let _ = writeln!(found, "{}: {} sentences of {} words (median)", row.outlet, row.sentences, row.median);
        let _ = writeln!(found, "  the longest: {}", row.longest.span.of(article.text()));
    }
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("corpus", found);
    });
}
