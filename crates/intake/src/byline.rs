//! Bylines: who wrote it, and the outlet where the line names one ("By Ann Ray, Daily Lantern").

use crate::names::{agency, looks_like_name, sounds_like_outlet};

/// What a byline says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Byline {
    /// The writer or writers.
    pub who: String,
    /// The outlet, in the words of the line; agencies with their full name.
    pub outlet: Option<String>,
}

const OPENERS: [&str; 8] =
    ["reporting by ", "written by ", "words by ", "story by ", "text by ", "author: ", "posted by ", "by "];
/// Where the part about the writer ends.
const ENDS: [&str; 9] = [";", "|", "•", "·", " Updated", " Published", " Posted", " UPDATED", " Last "];

/// Reads a line that has the shape of a byline; none if it names nobody after all ("By the numbers", "By 1991").
pub(crate) fn read(line: &str) -> Option<Byline> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '(' | '['));
    let opener = OPENERS.iter().find(|o| line.get(..o.len()).is_some_and(|head| head.eq_ignore_ascii_case(o)));
    let line = line[opener.map_or(0, |o| o.len())..].trim_start();
    let end = ENDS.iter().filter_map(|end| line.find(end)).min().unwrap_or(line.len());
    let line = &line[..end];
    let (who, outlet) = split(line);
    let around = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | '/' | '-' | '–' | '—' | '*' | '_' | ']' | ':');
    let who = who.trim_matches(around);
    let who = who.strip_suffix(" for").or_else(|| who.strip_suffix(" For")).unwrap_or(who);
    let named =
        who.contains(char::is_uppercase) && !who.starts_with(|c: char| c.is_ascii_digit()) && !who.contains([':', '?']);
    named.then(|| Byline { who: who.to_string(), outlet })
}

/// Writer and outlet. Of several names behind the writer's the one that sounds like an outlet counts, else the last.
fn split(line: &str) -> (&str, Option<String>) {
    let parts = parts(line);
    // An organisation signs as itself; what follows its name is where it sits.
    let organisation = line.starts_with("the ") || line.starts_with("The ");
    let names = || parts.iter().skip(1).filter(|part| !organisation && can_be_outlet(part));
    if let Some(part) = names().find(|part| sounds_like_outlet(outlet_of(part))).or_else(|| names().next_back()) {
        let name = outlet_of(part);
        return (&line[..offset(line, part)], Some(agency(name).unwrap_or(name).to_string()));
    }
    let stranger = parts.iter().skip(1).find(|part| part.contains(|c: char| c == '@' || c.is_ascii_digit()));
    (stranger.map_or(line, |part| &line[..offset(line, part)]), None)
}

/// The line at its commas, brackets and spaced dashes; "Ann Ray for The Lantern" at "for".
fn parts(line: &str) -> Vec<&str> {
    let mut pieces = line.split([',', '(', ')', '–', '—']).flat_map(|p| p.split(" - ")).flat_map(|p| p.split(" / "));
    let writer = pieces.next().unwrap_or_default();
    let writer = writer.split(" for ").flat_map(|p| p.split(" For "));
    writer.chain(pieces).map(str::trim).filter(|p| !p.is_empty()).collect()
}

/// Where `part` begins in `line`, which it is cut from.
fn offset(line: &str, part: &str) -> usize {
    part.as_ptr() as usize - line.as_ptr() as usize
}

/// "Special to The Lantern" names The Lantern.
fn outlet_of(part: &str) -> &str {
    let special = ["special to ", "special for ", "for "]
        .iter()
        .find(|s| part.get(..s.len()).is_some_and(|h| h.eq_ignore_ascii_case(s)));
    &part[special.map_or(0, |s| s.len())..]
}

/// The last of several writers ("Bo Poe and Cy Roe") is no outlet.
fn can_be_outlet(part: &str) -> bool {
    let name = outlet_of(part);
    looks_like_name(name) && !name.starts_with("and ") && (!name.contains(" and ") || sounds_like_outlet(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, who: &str, outlet: Option<&str>) {
        assert_eq!(read(line), Some(Byline { who: who.into(), outlet: outlet.map(Into::into) }), "{line}");
    }

    #[test]
    fn writer_and_outlet() {
        check("By Ann Ray, Daily Lantern", "Ann Ray", Some("Daily Lantern"));
        check("By ANN RAY, Associated Press", "ANN RAY", Some("Associated Press"));
        check("By Ann Ray, Coast News, Oslo", "Ann Ray", Some("Coast News"));
        check("By Newsroom, NewsMill 24", "Newsroom", Some("NewsMill 24"));
        check("By Lantern foreign desk, The Daily Lantern", "Lantern foreign desk", Some("The Daily Lantern"));
        check("By A Lee, B Moss and C Roe, Sideline", "A Lee, B Moss and C Roe", Some("Sideline"));
        check("*By Ann Ray (AFP)*", "Ann Ray", Some("Agence France-Presse"));
        check("By Ann Ray For The Daily Lantern", "Ann Ray", Some("The Daily Lantern"));
        check("By Ann Ray, Special to The Lantern", "Ann Ray", Some("The Lantern"));
        check("By Ann Ray, Centre for Coast Studies", "Ann Ray", Some("Centre for Coast Studies"));
        check("By Ann Ray — Coast News | 3 May 2021", "Ann Ray", Some("Coast News"));
    }

    #[test]
    fn writers_alone() {
        check("By Ann Ray", "Ann Ray", None);
        check("Reporting by Ann Ray; Editing by Bo Poe", "Ann Ray", None);
        check("By Ann Ray, Bo Poe and Cy Roe", "Ann Ray, Bo Poe and Cy Roe", None);
        check("By Ann Ray, Staff writer", "Ann Ray, Staff writer", None);
        check("By Ann Ray, North Coast correspondent", "Ann Ray, North Coast correspondent", None);
        check("By Ann Ray - February 7, 2013", "Ann Ray", None);
        check("By ANN RAY ( @annray )", "ANN RAY", None);
        check("By Ann Ray, PhD", "Ann Ray, PhD", None);
        check("By Ann Ray Updated May 3, 2021", "Ann Ray", None);
    }

    #[test]
    fn lines_that_only_begin_like_a_byline() {
        for line in ["By 1991", "By the numbers: what the storm cost", "By the numbers"] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn an_organisation_signs_as_itself() {
        check("By the Harbour Foundation", "the Harbour Foundation", None);
        check("By the Harbour Foundation, Oslo", "the Harbour Foundation, Oslo", None);
    }
}
