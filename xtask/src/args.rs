//! A small reader of command lines: flags, options with a value, and the rest.

use crate::Verb;
use anyhow::{Result, bail};

/// What was written after a verb. Ask for flags and values first; what is left must be positional.
pub struct Args {
    verb: &'static Verb,
    words: Vec<String>,
}

impl Args {
    /// The words after the name of `verb`.
    pub fn new(verb: &'static Verb, words: Vec<String>) -> Self {
        Args { verb, words }
    }

    /// Whether `--name` is there; it is taken out.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// The value of `--name VALUE` or `--name=VALUE`; it is taken out.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let prefix = format!("{name}=");
        let Some(at) = self.words.iter().position(|word| word == name || word.starts_with(&prefix)) else {
            return Ok(None);
        };
        let word = self.words.remove(at);
        if let Some(value) = word.strip_prefix(&prefix) {
            return Ok(Some(value.into()));
        }
        if at == self.words.len() {
            bail!("{name} wants a value; {}", self.hint());
        }
        Ok(Some(self.words.remove(at)))
    }

    /// The positional words, at most `most` of them; anything that looks like an option by now is unknown.
    pub fn rest(self, most: usize) -> Result<Vec<String>> {
        if let Some(word) = self.words.iter().find(|word| word.starts_with('-') && word.len() > 1) {
            bail!("unknown option {word}; {}", self.hint());
        }
        if let Some(word) = self.words.get(most) {
            bail!("`{word}` is one argument too many; {}", self.hint());
        }
        Ok(self.words)
    }

    /// All words as they were given, for a program that reads them itself.
    pub fn raw(self) -> Vec<String> {
        self.words
    }

    fn hint(&self) -> String {
        format!("see cargo xtask {} --help", self.verb.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(&crate::score::VERB, line.split_whitespace().map(String::from).collect())
    }

    #[test]
    fn values_are_given_in_either_form() {
        let mut a = args("x --gold one --from=two --check y");
        assert_eq!(a.value("--gold").unwrap().as_deref(), Some("one"));
        assert_eq!(a.value("--from").unwrap().as_deref(), Some("two"));
        assert!(a.flag("--check") && !a.flag("--check"));
        assert_eq!(a.rest(2).unwrap(), ["x", "y"]);
    }

    #[test]
    fn what_is_not_known_is_refused_with_where_to_look() {
        assert!(args("--gold").value("--gold").unwrap_err().to_string().contains("wants a value"));
        assert!(args("--chekc").rest(9).unwrap_err().to_string().contains("cargo xtask score --help"));
        assert!(args("a b").rest(1).unwrap_err().to_string().contains("`b` is one argument too many"));
        assert_eq!(args("-").rest(1).unwrap(), ["-"]);
    }
}
