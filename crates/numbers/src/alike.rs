//! How likely two figures of different articles count one thing.

use crate::{Figure, FigureReading, Kind, Qualifier};
use parallax_core::{Article, Cite, Note};
use parallax_text::{among, fold};
use std::collections::BTreeSet;

/// Words of a clause that tell nothing of what is counted.
const EMPTY: &str = "that this with from have been were will would their there which after before about over more \
    than least some said says according into also only were they them when what where while other these those being \
    because could should might very just like most such then than under between during through people person least \
    nearly";

/// Nouns too general to tell that two figures count one thing.
const GENERAL: &str = "people person man woman day week month year hour minute time member percent point euro dollar \
    part thing way place country metre kilometre mile";

/// What happens to people, by the words around their number.
const FATES: [(&str, &[&str]); 7] = [
    ("killed", &["kill", "dead", "die", "death", "toll", "fatality", "body"]),
    ("injured", &["injure", "wound", "hurt", "injury", "hospitalise", "hospitalize"]),
    ("missing", &["miss", "unaccounted", "trap"]),
    ("arrested", &["arrest", "detain", "detention"]),
    ("homeless", &["homeless", "displace", "evacuate", "shelter"]),
    ("rescued", &["rescue", "save", "pull"]),
    ("laid off", &["layoff", "redundancy", "dismiss"]),
];

/// A figure with the words that tell what it counts.
pub(crate) struct Counted {
    pub article: usize,
    pub kind: Kind,
    pub unit: String,
    pub low: f64,
    pub high: f64,
    pub qualifier: Qualifier,
    /// Last word of the phrase and nouns joined by "and", singular.
    pub heads: BTreeSet<String>,
    modifiers: BTreeSet<String>,
    /// Words of the clause around it: what happened to the thing.
    context: BTreeSet<String>,
    /// No other figure of its article counts the same noun with another value.
    pub alone: bool,
    pub reading: FigureReading,
}

impl Counted {
    pub(crate) fn new(number: usize, article: &Article, f: &Figure) -> Self {
        let text = article.text();
        let phrase = f.of.map_or("", |s| s.of(text));
        let words: Vec<String> = phrase
            .split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'')
            .filter(|w| !w.is_empty())
            .map(|w| lemma(&fold(w)))
            .collect();
        let joined: Vec<usize> =
            words.iter().enumerate().filter(|(_, w)| *w == "and" || *w == "or").map(|(i, _)| i).collect();
        let mut heads: BTreeSet<String> = words.last().cloned().into_iter().collect();
        heads.extend(joined.iter().filter_map(|i| words.get(i.wrapping_sub(1)).cloned()));
        let modifiers = words.iter().filter(|w| !heads.contains(*w) && w.len() > 2).cloned().collect();
        let id = article.id.clone();
        let cited = FigureReading {
            article: id.clone(),
            outlet: article.outlet.clone(),
            low: f.low,
            high: f.high,
            qualifier: f.qualifier,
            of: (!phrase.is_empty()).then(|| phrase.to_string()),
            source: f.source.clone(),
            cite: Cite { article: id, span: f.span() },
        };
        Counted {
            article: number,
            kind: f.kind,
            unit: f.unit.clone(),
            low: f.low.unwrap_or(f64::NEG_INFINITY),
            high: f.high.unwrap_or(f64::INFINITY),
            qualifier: f.qualifier,
            heads,
            modifiers,
            context: context(text, f),
            alone: false,
            reading: cited,
        }
    }

    /// How likely two figures count one thing: unit, nouns, what happened, and the number itself.
    pub(crate) fn alike(&self, other: &Counted) -> f64 {
        if self.kind != other.kind || self.unit != other.unit {
            return 0.0;
        }
        let telling = self.heads.intersection(&other.heads).any(|h| !among(GENERAL, h));
        if self.article == other.article {
            // One article, one noun, two sources: the two sides of a dispute.
            let (a, b) = (&self.reading.source, &other.reading.source);
            return if telling && a.is_some() && b.is_some() && a != b { 0.65 } else { 0.0 };
        }
        let common = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.intersection(b).count();
        let overlap =
            |a: &BTreeSet<String>, b: &BTreeSet<String>| common(a, b) as f64 / a.len().min(b.len()).max(1) as f64;
        let fate = (fate(self), fate(other));
        if let (Some(a), Some(b)) = fate
            && a != b
        {
            return 0.0;
        }
        let same_value = self.low == other.low && self.high == other.high;
        let named = self.unit != "count" || !self.heads.is_disjoint(&other.heads);
        let mut score = 0.0;
        score += if common(&self.heads, &other.heads) > 0 { 0.35 } else { 0.0 };
        // The only customers that either article counts are the customers of the story.
        score += if telling && self.alone && other.alone { 0.3 } else { 0.0 };
        score += 0.2 * overlap(&self.modifiers, &other.modifiers);
        // Money and shares often have no noun of their own: then the clause has to tell.
        let weight = if self.heads.is_empty() && other.heads.is_empty() { 0.6 } else { 0.3 };
        score += weight
            * overlap(&self.context, &other.context).min(1.0)
            * if self.context.len().min(other.context.len()) >= 2 { 1.0 } else { 0.5 };
        score += if fate.0.is_some() && fate.0 == fate.1 { 0.45 } else { 0.0 };
        // One number twice is a sign the stronger the rarer it is.
        let rare = match self.kind {
            Kind::Money => self.low >= 1000.0,
            _ => self.low.fract() != 0.0,
        };
        score += if same_value && rare {
            0.6
        } else if same_value && named {
            if self.low >= 13.0 { 0.4 } else { 0.2 }
        } else {
            0.0
        };
        let ratio =
            self.low.max(other.low).max(self.high.max(other.high)) / self.low.min(other.low).max(f64::MIN_POSITIVE);
        if ratio > 20.0 { score - 0.3 } else { score }
    }
}

/// What happened to the people counted.
fn fate(c: &Counted) -> Option<&'static str> {
    if c.unit != "person" && c.unit != "count" {
        return None;
    }
    let near = |list: &[&str]| c.heads.iter().chain(&c.modifiers).chain(&c.context).any(|w| list.contains(&w.as_str()));
    let mut found = FATES.iter().filter(|(_, list)| near(list));
    match (found.next(), found.next()) {
        (Some((name, _)), None) => Some(name),
        (Some((name, _)), Some(_)) => {
            // Several in one clause: the phrase itself decides.
            let own = |list: &[&str]| c.heads.iter().chain(&c.modifiers).any(|w| list.contains(&w.as_str()));
            FATES
                .iter()
                .find(|(_, list)| own(list))
                .map(|(n, _)| *n)
                .or(Some(name))
                .filter(|_| FATES.iter().any(|(_, list)| own(list)))
        }
        _ => None,
    }
}

/// Content words of the clause around a figure, singular and without its own numeral.
fn context(text: &str, f: &Figure) -> BTreeSet<String> {
    let floor = |mut i: usize| {
        while !text.is_char_boundary(i) {
            i -= 1;
        }
        i
    };
    let (a, b) = (f.span().start(), f.span().end());
    let before = &text[floor(a.saturating_sub(70))..a];
    let after = &text[b..floor((b + 80).min(text.len()))];
    let stop = |c: char| matches!(c, '.' | ';' | '\n' | ',' | '(' | ')' | ':' | '“' | '”' | '"');
    let before = before.rsplit(stop).next().unwrap_or("");
    let before = before.split_once(' ').map_or(before, |(_, rest)| rest);
    let after = after.split(stop).next().unwrap_or("");
    let after = if b + 80 < text.len() { after.rsplit_once(' ').map_or(after, |(rest, _)| rest) } else { after };
    let words = before.split(' ').chain(after.split(' ')).flat_map(|w| w.split(|c: char| !c.is_alphanumeric()));
    words
        .map(|w| lemma(&fold(w)))
        .filter(|w| w.len() > 3 && !among(EMPTY, w) && !w.starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}

/// A rough singular and infinitive, enough to meet the same word in another outlet.
fn lemma(word: &str) -> String {
    let cut = |suffix: &str, put: &str| {
        word.strip_suffix(suffix)
            .filter(|stem| stem.len() >= 2 + usize::from(!suffix.starts_with("ss")))
            .map(|stem| format!("{stem}{put}"))
    };
    let irregular = match word {
        "armored" => Some("armoured"),
        "men" => Some("man"),
        "women" => Some("woman"),
        "died" | "dying" | "dies" => Some("die"),
        "killed" | "killing" | "kills" => Some("kill"),
        "center" => Some("centre"),
        "injured" | "injuries" | "injuring" => Some("injure"),
        "missing" => Some("miss"),
        "troops" | "servicemen" | "personnel" => Some("soldier"),
        "armoured" => Some("armoured"),
        _ => None,
    };
    irregular
        .map(String::from)
        .or_else(|| cut("ies", "y"))
        .or_else(|| cut("sses", "ss"))
        .or_else(|| if word.ends_with("ss") { Some(word.to_string()) } else { cut("s", "") })
        .or_else(|| cut("ied", "y"))
        .or_else(|| cut("ed", ""))
        .unwrap_or_else(|| word.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_meet_their_other_forms() {
        assert_eq!(lemma("soldiers"), "soldier");
        assert_eq!(lemma("injuries"), "injure");
        assert_eq!(lemma("killed"), lemma("killing"));
        assert_eq!(lemma("armored"), "armoured");
        assert_eq!(lemma("losses"), "loss");
    }
}
