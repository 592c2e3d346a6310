//! One more line in a list of lines, and nothing else changed.

use anyhow::{Context, Result, bail};

/// `text` with `line` among the lines that begin with `prefix`: in its place if they are sorted, else at their end.
pub fn insert(text: &str, prefix: &str, line: &str) -> Result<String> {
    let lines: Vec<&str> = text.lines().collect();
    // Compared by what is listed alone, not by what follows it (` = …`, `.workspace`, ` as _;`).
    let name = |line: &str| line.split([' ', '.', ';']).find(|word| word.starts_with("parallax")).map(String::from);
    let listed = |l: &str| l.starts_with(prefix);
    let last = lines.iter().rposition(|l| listed(l)).with_context(|| format!("no line begins with `{prefix}`"))?;
    // Only the unbroken run that ends there is the list: another table may hold such lines too.
    let first = lines[..last].iter().rposition(|l| !listed(l)).map_or(0, |before| before + 1);
    let (list, new) = (&lines[first..=last], name(line));
    if let Some(there) = list.iter().find(|l| name(l) == new) {
        bail!("`{there}` is there already");
    }
    let place = list.iter().position(|l| name(l) > new).filter(|_| list.is_sorted_by_key(|l| name(l)));
    let at = first + place.unwrap_or(list.len());
    let mut out = lines[..at].to_vec();
    out.push(line);
    out.extend(&lines[at..]);
    Ok(out.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str =
        "[dependencies]\nparallax-dates.workspace = true\nparallax-text.workspace = true\n\n[lints]\n";

    #[test]
    fn the_list_stays_sorted() {
        let with = |name: &str| insert(MANIFEST, "parallax-", &format!("parallax-{name}.workspace = true")).unwrap();
        assert_eq!(
            with("links"),
            "[dependencies]\nparallax-dates.workspace = true\nparallax-links.workspace = true\nparallax-text.workspace = true\n\n[lints]\n"
        );
        assert!(with("air").starts_with("[dependencies]\nparallax-air."));
        assert!(
            with("words").ends_with("parallax-text.workspace = true\nparallax-words.workspace = true\n\n[lints]\n")
        );
    }

    #[test]
    fn a_list_in_an_order_of_its_own_keeps_it() {
        let text =
            insert("use parallax_text as _;\nuse parallax_dates as _;\n", "use parallax_", "use parallax_links as _;");
        assert_eq!(text.unwrap(), "use parallax_text as _;\nuse parallax_dates as _;\nuse parallax_links as _;\n");
    }

    #[test]
    fn a_second_time_is_refused() {
        let error = insert(MANIFEST, "parallax-", "parallax-text.workspace = true").unwrap_err();
        assert_eq!(error.to_string(), "`parallax-text.workspace = true` is there already");
        assert!(insert("[dependencies]\n", "parallax-", "parallax-x = 1").is_err());
    }

    #[test]
    fn a_name_that_begins_like_another_is_not_that_other() {
        let text = insert("use parallax_text as _;\n", "use parallax_", "use parallax_text_links as _;").unwrap();
        assert_eq!(text, "use parallax_text as _;\nuse parallax_text_links as _;\n");
    }
}
