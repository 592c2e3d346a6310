//! The page in a real browser: every link marks exactly its words, and the browser has nothing to complain of.

#[path = "../src/example.rs"]
mod example;

use std::path::Path;
use std::process::{Command, Output};

/// Clicks every link to words, and writes beside its `href` what is marked then and whether one sees it.
const CLICK_ALL: &str = r#"<pre id="result"></pre><script>
(async () => {
  const lines = [];
  for (const link of document.querySelectorAll('a.cite')) {
    link.click();
    await new Promise((done) => setTimeout(done, 20));
    const hits = [...document.querySelectorAll('.hit')];
    const box = hits[0]?.getBoundingClientRect();
    const seen = box && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
    lines.push([link.getAttribute('href'), hits.map((h) => h.textContent).join(''), seen ? 'seen' : 'unseen'].join('|'));
    document.getElementById('back').click();
    await new Promise((done) => setTimeout(done, 20));
    if (document.activeElement !== link || document.querySelector('.hit')) lines.push('back failed||');
  }
  document.getElementById('result').textContent = lines.join('\n');
})();
</script>"#;

fn chromium(page: &Path, hash: &str) -> Output {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let profile = page.with_extension("profile");
    let run = |name: &&str| {
        Command::new(name)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--window-size=1280,900",
                "--virtual-time-budget=20000",
            ])
            .args(["--enable-logging=stderr", "--v=0", "--dump-dom", "--disable-ipc-flooding-protection"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("file://{}{hash}", page.display()))
            .output()
            .ok()
    };
    names.iter().find_map(run).expect("Chromium runs: apt-get install chromium")
}

/// What the browser shows after its scripts have run; it must have had nothing to say.
fn dump(page: &Path, hash: &str) -> String {
    let output = chromium(page, hash);
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(!log.contains("CONSOLE"), "{log}");
    String::from_utf8(output.stdout).expect("a page of UTF-8")
}

/// Each cite of the example with the words it must mark.
fn cites() -> Vec<(String, &'static str)> {
    let place = |number: usize, text: &'static str, words: &'static str| {
        let start = text.find(words).expect("the words stand in the text");
        (format!("#c-{number}-{start}-{}", start + words.len()), words)
    };
    vec![
        place(0, example::GAZETTE, "twelve"),
        place(2, example::POST, "14"),
        place(0, example::GAZETTE, "Nobody is missing,"),
        place(2, example::POST, "reckless"),
        place(2, example::POST, "lost"),
    ]
}

#[test]
#[ignore = "needs Chromium: apt-get install chromium"]
fn every_link_marks_its_words_in_a_browser() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let html = parallax_report::html::page(&example::compared());
    for outside in ["src=\"http", "href=\"http", "src=http", "href=http", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }

    let page = dir.join("page.html");
    std::fs::write(&page, html.replace("</body>", &format!("{CLICK_ALL}</body>"))).expect("a page is written");
    let dom = dump(&page, "");
    let result =
        dom.split("<pre id=\"result\">").nth(1).and_then(|rest| rest.split("</pre>").next()).expect("a result");
    let lines: Vec<&str> = result.lines().collect();
    assert!(!result.contains("back failed"), "{result}");
    for (href, words) in cites() {
        let want = format!("{href}|{words}|seen");
        assert!(lines.contains(&want.as_str()), "{want} is not among\n{result}");
    }
    assert!(lines.iter().all(|line| line.ends_with("|seen")), "{result}");
}

#[test]
#[ignore = "needs Chromium: apt-get install chromium"]
fn an_address_with_a_place_opens_there() {
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("place.html");
    std::fs::write(&page, parallax_report::html::page(&example::compared())).expect("a page is written");
    let (hash, words) = &cites()[0];
    let dom = dump(&page, hash);
    let hits: Vec<&str> =
        dom.split("hit\"").skip(1).filter_map(|rest| rest.split_once('>')?.1.split('<').next()).collect();
    assert_eq!(hits.concat(), *words, "{dom}");
}
