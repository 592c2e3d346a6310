//! What a Markdown file says that can be checked: its links, and the commands in its fenced blocks.

/// Lines with their numbers, and whether each stands in a fenced block; the fences themselves are left out.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(i, line)| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            return None;
        }
        Some((i + 1, line, fenced))
    })
}

/// Targets of links and pictures with their line numbers, fenced blocks and inline code left aside.
pub fn links(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    for (number, line, _) in lines(text).filter(|(.., fenced)| !fenced) {
        for (at, _) in line.match_indices("](") {
            let in_code = line[..at].matches('`').count() % 2 == 1 && line[at..].contains('`');
            if let Some(end) = line[at..].find(')').filter(|_| !in_code) {
                let target = line[at + 2..at + end].split_whitespace().next().unwrap_or("");
                out.push((number, target.trim_matches(['<', '>'])));
            }
        }
    }
    out
}

/// Commands in fenced blocks with their line numbers: a leading `$` and a trailing comment are cut off, lines that end
/// in a backslash are joined.
pub fn commands(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (number, line, _) in lines(text).filter(|(.., fenced)| *fenced) {
        let words = line.trim().trim_start_matches("$ ");
        let words = words.split(" #").next().unwrap_or("").trim_end();
        let (words, more) = words.strip_suffix('\\').map_or((words, false), |w| (w.trim_end(), true));
        match out.last_mut() {
            Some((_, command)) if open => *command = format!("{command} {words}"),
            _ => out.push((number, words.to_string())),
        }
        open = more;
    }
    out.retain(|(_, command)| !command.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_outside_code_are_found() {
        let text =
            "See [a](a.md) and ![b](<b.png> \"title\").\n```\n[no](no.md)\n```\n`[nor](nor.md)` but [c](c.md#part)";
        assert_eq!(links(text), [(1, "a.md"), (1, "b.png"), (5, "c.md#part")]);
    }

    #[test]
    fn commands_are_read_from_fenced_blocks() {
        let text =
            "cargo xtask no\n```sh\n$ cargo xtask run   # all\ncargo xtask new \\\n  headlines\n\n# a comment\n```\n";
        let found = commands(text);
        assert_eq!(found[0], (3, "cargo xtask run".to_string()));
        assert_eq!(found[1], (4, "cargo xtask new headlines".to_string()));
    }
}
