//! What the `__layer__` layer holds for one story of the corpus. `cargo xtask bless __layer__` writes the snapshot anew.

use parallax___snake__::__Name__Note;
use parallax_core::{Article, Note};
use std::fmt::Write;

#[test]
fn election() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/election");
    let mut found = String::new();
    for name in ["fourth-bell", "vostok-herald"] {
        let article = Article::new(name, std::fs::read_to_string(format!("{folder}/{name}.txt")).unwrap());
        let layers = parallax_testkit::read(&article, __Name__Note::LAYER);
        let _ = writeln!(found, "{name}");
        for note in layers.get::<__Name__Note>() {
            let _ = writeln!(found, "  {} ({} words)", note.span().of(article.text()), note.words);
        }
    }
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("corpus", found);
    });
}
