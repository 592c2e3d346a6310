//! Front matter: TOML between two lines `+++` at the top of a file. It is masked, and stays in the text.

use crate::document::{Origin, line_of};
use crate::metadata::{self, Field, KEYS};
use parallax_core::{Article, Span};

const FENCE: &str = "+++";

/// Reads the front matter of an article, if it has any: fields into the article, its place into the masks.
pub(crate) fn read(article: &mut Article, origin: Origin<'_>) {
    let mut lines = article.text().split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == FENCE) else {
        return;
    };
    let mut end = first.len();
    let Some(closing) = lines.find(|line| {
        end += line.len();
        line.trim_end() == FENCE
    }) else {
        let problem = origin.problem("the header opened by +++ is never closed and was read as text", 1);
        article.problems.push(problem.cure("end the header with a line +++"));
        return;
    };
    let toml = article.text()[first.len()..end - closing.len()].to_string();
    article.masks.push(Span::new(0, end - closing.len() + FENCE.len()));
    match toml.parse::<toml::Table>() {
        Ok(table) => {
            metadata::apply(article, fields(&table, &toml), |message, line| origin.problem(message, line));
            for (key, value) in &table {
                match value {
                    toml::Value::String(words) => metadata::keep(article, key, words),
                    toml::Value::Integer(_) | toml::Value::Boolean(_) => {
                        metadata::keep(article, key, &value.to_string())
                    }
                    _ => {}
                }
            }
        }
        Err(error) => {
            let line = error.span().map_or(1, |span| line_of(&toml, span.start) + 1);
            let problem = origin.problem(format!("the header is no TOML: {}", error.message()), line);
            article.problems.push(problem.cure("write each field as key = \"value\""));
        }
    }
}

/// The known fields of the header.
fn fields(table: &toml::Table, toml: &str) -> Vec<Field> {
    let words = |value: &toml::Value| match value {
        toml::Value::String(s) => Some(s.clone()),
        toml::Value::Datetime(d) => Some(d.to_string()),
        _ => None,
    };
    // The fence is line 1.
    let line = |key: &str| toml.lines().position(|line| line.trim_start().starts_with(key)).map_or(1, |i| i + 2);
    let field = |key| table.get(key).map(|value| Field { key, value: words(value), line: Some(line(key)) });
    KEYS.into_iter().filter_map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_core::{DateOrigin, NameOrigin};

    fn article(text: &str) -> Article {
        let mut article = Article::new("a", text);
        read(&mut article, Origin { file: Some("a.md"), record: None });
        article
    }

    #[test]
    fn fields_and_mask() {
        let header = "+++\noutlet = \"Coast News\"\ntitle = \"Storm\"\npublished = 2024-03-14\nurl = \"https://coast.example/\"\nbyline = \"Ann Ray\"\nlanguage = \"en-GB\"\nmood = [1]\n+++";
        let a = article(&format!("{header}\nThe text.\n+++\n"));
        assert_eq!(a.masks, [Span::new(0, header.len())]);
        assert_eq!((a.outlet.as_str(), a.outlet_from), ("Coast News", NameOrigin::Metadata));
        assert_eq!((a.title.as_deref(), a.byline.as_deref()), (Some("Storm"), Some("Ann Ray")));
        assert_eq!((a.url.as_deref(), a.language), (Some("https://coast.example/"), Some("en")));
        let published = a.published.unwrap();
        assert_eq!((published.date.to_string().as_str(), published.from), ("2024-03-14", DateOrigin::Metadata));
        assert!(a.problems.is_empty());
    }

    #[test]
    fn broken_toml_is_masked_and_reported_with_its_line() {
        let a = article("+++\ntitle = \"Storm\"\noutlet = Coast News\n+++\nThe text.");
        assert_eq!(a.masks.len(), 1);
        assert_eq!((a.title, a.problems[0].line), (None, Some(3)));
        assert!(a.problems[0].to_string().starts_with("a.md:3: the header is no TOML: "), "{}", a.problems[0]);
    }

    #[test]
    fn a_date_that_is_none_names_its_line() {
        let a = article("+++\ntitle = \"Storm\"\npublished = \"soon\"\n+++\n");
        assert_eq!((a.title.as_deref(), a.problems[0].line), (Some("Storm"), Some(3)));
    }

    #[test]
    fn an_open_header_is_text() {
        let a = article("+++\ntitle = \"Storm\"\nThe text.");
        assert!(a.masks.is_empty());
        assert_eq!(a.problems[0].line, Some(1));
    }

    #[test]
    fn only_the_first_line_opens_a_header() {
        assert!(article("The text.\n+++\ntitle = \"Storm\"\n+++\n").masks.is_empty());
        assert_eq!(article("+++\n+++").masks, [Span::new(0, 7)]);
    }
}
