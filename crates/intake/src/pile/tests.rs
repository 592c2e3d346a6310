//! Whole piles: order, ids, and everything that can be wrong with what is given.

use super::*;
use crate::scratch::Scratch;
use parallax_core::{DateOrigin, NameOrigin};

const PROSE: &str = "The harbour master said on Monday that twelve boats had been lost in the storm.";

fn ids(pile: &Pile) -> Vec<String> {
    pile.entries.iter().map(|e| e.id.clone()).collect()
}

fn open(paths: &[&Path]) -> Pile {
    Pile::open(&paths.iter().map(|p| p.to_path_buf()).collect::<Vec<_>>()).unwrap()
}

fn problems(pile: &Pile, dir: &Scratch) -> Vec<String> {
    let dir = format!("{}/", shown(dir.path()));
    pile.problems().iter().map(|p| p.to_string().replace(&dir, "")).collect()
}

#[test]
fn a_folder_is_walked_by_path_and_what_is_no_article_is_passed_over() {
    let dir = Scratch::new();
    for name in ["b/two.md", "b/one.TXT", "a.txt", "b/story.toml", "b/.hidden.txt", ".git/x.txt", "b/one.snap", "b.txt"]
    {
        dir.file(name, PROSE);
    }
    let list = dir.file("b/list.jsonl", "{\"text\": \"x\"}\n{\"id\": \"r\", \"text\": \"y\"}\n");
    let pile = open(&[dir.path()]);
    assert_eq!(ids(&pile), ["a", "b", "list:1", "r", "b/one", "b/two"]);
    assert!(pile.problems().is_empty());
    assert_eq!(pile.find_file(&dir.path().join("b/../b/two.md")), Some(5));
    assert_eq!(
        (pile.find_file(&list), pile.find_record(&list, 2), pile.find_record(&list, 3)),
        (Some(2), Some(3), None)
    );
    assert_eq!(pile.find_file(&dir.path().join("b/story.toml")), None);
    let one = pile.load(4);
    assert_eq!((one.outlet.as_str(), one.outlet_from, one.text()), ("one", NameOrigin::File, PROSE));
    assert_eq!(one.path.as_deref(), Some(shown(&dir.path().join("b/one.TXT")).as_str()));
}

#[test]
fn a_hidden_folder_that_is_named_is_read() {
    let dir = Scratch::new();
    dir.file(".mine/a.txt", PROSE);
    assert_eq!(ids(&open(&[&dir.path().join(".mine")])), ["a"]);
}

#[test]
fn ids_that_collide_become_paths_and_then_get_numbers() {
    let dir = Scratch::new();
    let base = shown(dir.path());
    let (a, b) = (dir.file("a/same.txt", PROSE), dir.file("b/same.txt", PROSE));
    assert_eq!(ids(&open(&[&a, &b])), [format!("{base}/a/same"), format!("{base}/b/same")]);
    let other = dir.file("a/same.md", PROSE);
    assert_eq!(ids(&open(&[&a, &other])), [format!("{base}/a/same#2"), format!("{base}/a/same")]);
    assert_eq!(ids(&open(&[&other, &a])), [format!("{base}/a/same"), format!("{base}/a/same#2")]);
}

#[test]
fn records_of_one_id_are_numbered_and_reported() {
    let dir = Scratch::new();
    let record = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"x\"}}\n");
    dir.file("p.jsonl", ["a", "b", "a", "a#2", "a"].map(record).concat());
    let pile = open(&[dir.path()]);
    assert_eq!(ids(&pile), ["a", "b", "a#3", "a#2", "a#4"]);
    assert_eq!(
        problems(&pile, &dir),
        [
            "p.jsonl:3: the id `a` was used before; this record is called `a#3` (give each record an id of its own)",
            "p.jsonl:5: the id `a` was used before; this record is called `a#4` (give each record an id of its own)",
        ]
    );
}

#[test]
fn what_is_given_twice_is_read_once() {
    let dir = Scratch::new();
    let a = dir.file("a.txt", PROSE);
    let pile = open(&[&a, dir.path()]);
    assert_eq!(ids(&pile), ["a"]);
    assert_eq!(
        problems(&pile, &dir),
        ["a.txt: given more than once; it was read once (name each file or its folder, not both)"]
    );
}

#[test]
fn paths_that_lead_nowhere_are_errors_with_a_cure() {
    let dir = Scratch::new();
    let message = |paths: &[PathBuf]| Pile::open(paths).unwrap_err().to_string().replace(&shown(dir.path()), "DIR");
    assert!(message(&[]).starts_with("nothing to read: name files"));
    assert!(
        message(&[dir.path().join("gone.txt")]).starts_with("DIR/gone.txt: no such file or folder; check the spelling")
    );
    assert!(
        message(&[dir.path().to_path_buf()])
            .starts_with("DIR: no article here; articles are files that end in .txt, .md or .jsonl")
    );
    let other = dir.file("a.pdf", "");
    assert!(message(&[dir.path().to_path_buf()]).starts_with("DIR: no article here"));
    assert!(message(&[other]).starts_with("DIR/a.pdf: no article here"));
}

#[test]
fn a_named_file_of_another_kind_is_skipped() {
    let dir = Scratch::new();
    let pile = open(&[&dir.file("a.txt", PROSE), &dir.file("a.pdf", "")]);
    assert_eq!(ids(&pile), ["a"]);
    assert_eq!(
        problems(&pile, &dir),
        ["a.pdf: not a kind of file that is read; it was skipped (articles end in .txt, .md or .jsonl)"]
    );
}

#[test]
fn broken_lines_cost_themselves_alone() {
    let dir = Scratch::new();
    let list = dir.file("p.jsonl", "{\"id\": \"a\", \"text\": \"x\"}\n{oops\n{\"id\": \"c\", \"text\": \"z\"}\n");
    let pile = open(&[&list]);
    assert_eq!(ids(&pile), ["a", "c"]);
    assert_eq!(pile.load(1).text(), "z");
    assert!(
        problems(&pile, &dir)[0].starts_with("p.jsonl:2: the line is no JSON object"),
        "{:?}",
        problems(&pile, &dir)
    );
    let broken = open(&[&dir.file("q.jsonl", "oops\n")]);
    assert_eq!((broken.is_empty(), broken.problems().len()), (true, 1));
}

#[test]
fn documents_that_go_wrong_are_articles_with_problems() {
    let dir = Scratch::new();
    let check = |name: &str, bytes: &[u8], problem: &str| {
        let file = dir.file(name, bytes);
        let article = open(&[&file]).load(0);
        let problems: Vec<_> =
            article.problems.iter().map(|p| p.to_string().replace(&format!("{}/", shown(dir.path())), "")).collect();
        assert!(problems.len() == 1 && problems[0].starts_with(problem), "{name}: {problems:?}");
    };
    check("empty.txt", b"", "empty.txt: no text (");
    check("blank.md", b"+++\ntitle = \"Storm\"\n+++\n\n", "blank.md: no text (");
    check("latin.txt", b"One.\nCaf\xe9.", "latin.txt:2: not valid UTF-8 (");
    check("nul.txt", b"One.\n\0", "nul.txt:2: NUL bytes in the text (");
    check("header.md", b"+++\ntitle = Storm\n+++\nText.", "header.md:2: the header is no TOML");
    check("long.txt", &vec![b'x'; 20_000_000], "long.txt:1: longer than 16 MiB");
    check("empty.jsonl", b"\n{\"text\": \" \"}", "empty.jsonl:2: no text (");
    check("date.jsonl", b"{\"text\": \"x\", \"published\": \"soon\"}", "date.jsonl:1: `published` is");
}

#[test]
fn documents_that_vanish_are_articles_without_text() {
    let dir = Scratch::new();
    let pile = open(&[
        &dir.file("a.txt", PROSE),
        &dir.file("p.jsonl", "{\"id\": \"r\", \"text\": \"x\"}\n"),
        &dir.file("q.jsonl", "{\"text\": \"x\"}\n"),
    ]);
    std::fs::remove_file(dir.path().join("a.txt")).unwrap();
    std::fs::remove_file(dir.path().join("p.jsonl")).unwrap();
    dir.file("q.jsonl", "another thing\n");
    for article in pile.articles() {
        assert_eq!(article.text(), "");
        assert!(
            article.problems.len() == 1 && article.problems[0].message.starts_with("cannot be read: "),
            "{:?}",
            article.problems
        );
    }
}

#[test]
fn records_are_read_again_with_their_metadata() {
    let dir = Scratch::new();
    let first =
        format!("{{\"id\": 1, \"text\": \"{PROSE}\", \"url\": \"https://www.coast.example/2024/03/14/storm\"}}\r\n");
    let list = dir.file("p.jsonl", first + "{\"id\": \"é\", \"text\": \"Zwei Boote – weg.\", \"outlet\": \"Coast News\", \"published\": \"2024-03-15\"}");
    let pile = open(&[&list]);
    let [a, b] = [pile.load(0), pile.load(1)];
    assert_eq!((a.id.as_str(), a.outlet.as_str(), a.outlet_from), ("1", "coast.example", NameOrigin::Url));
    assert_eq!(a.published.map(|p| p.from), Some(DateOrigin::Url));
    assert_eq!((b.id.as_str(), b.text(), b.outlet.as_str()), ("é", "Zwei Boote – weg.", "Coast News"));
    assert_eq!((pile.articles().len(), b.path.as_deref()), (2, Some(shown(&list).as_str())));
}
