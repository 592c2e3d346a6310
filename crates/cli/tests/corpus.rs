//! One snapshot beside each article of the corpus, and one for each story. `cargo xtask bless` writes them anew.

mod common;

use parallax_report::snapshot;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// All snapshots in one test, so that a change shows in all places at once.
#[test]
fn snapshots() {
    let corpus = common::corpus();
    let only = std::env::var("PARALLAX_CORPUS").unwrap_or_default();
    let mut differing = Vec::new();
    let mut compared = 0;
    let mut check = |folder: &str, name: &str, input: &str, shown: &dyn Fn() -> String| {
        let path = format!("corpus/{folder}/{name}.snap");
        if !path.contains(&only) && !input.contains(&only) {
            return;
        }
        compared += 1;
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(common::root().join("corpus").join(folder));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_input_file(common::root().join(input));
        let shown = shown();
        let same = || settings.bind(|| insta::assert_snapshot!(name, shown));
        if catch_unwind(AssertUnwindSafe(same)).is_err() {
            differing.push(path);
        }
    };
    for annotated in &corpus.articles {
        let (folder, name) = annotated.article.id.split_once('/').expect("an article lies in a folder");
        let input = annotated.article.path.clone().unwrap_or_default();
        check(folder, name, &input, &|| snapshot::article(annotated));
    }
    for folder in common::folders() {
        let found = common::main_story(&folder, corpus.stories.iter().map(|s| s.story.articles.as_slice()));
        let tables = &corpus.stories[found.expect("every article is in a story")];
        check(&folder, "story", &format!("corpus/{folder}/story.toml"), &|| snapshot::story(corpus, tables));
    }
    let accept = "`cargo xtask bless` accepts them";
    assert!(differing.is_empty(), "{} snapshots differ; {accept}:\n{}", differing.len(), differing.join("\n"));
    assert!(compared > 0, "no path of the corpus contains `{only}`");
}
