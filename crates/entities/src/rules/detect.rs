//! Names in one sentence, left to right: known ones, organisations by their head noun, persons by their given name or
//! title; what only its [form](super::forms) tells comes last, for [the article](super) to settle.

use super::organisation;
use super::scan::{DESIGNATION, Draft, Scan, Sure};
use crate::Label;
use crate::gazetteer::{Known, Role};
use parallax_text::{Gap, TokenKind, among};

/// Small words inside a person's name.
const PARTICLES: &str = "de da do dos del della di du la le van von der den bin ibn al el ben";

impl<'t> Scan<'t> {
    pub(crate) fn drafts(&self) -> Vec<Draft> {
        let mut out: Vec<Draft> = Vec::new();
        let mut at = self.start;
        let mut title: Option<(usize, usize)> = None;
        while at < self.tokens.len() {
            if let Some(draft) = self.citation(at).filter(|d| d.to > at) {
                at = draft.to;
                out.push(draft);
                title = None;
                continue;
            }
            let designation = || self.tokens[at].capital() && self.designation(at).is_some();
            if !self.name_word(at) && !designation() {
                // A title holds over "of the" and commas only if the name follows at once.
                title = None;
                at += 1;
                continue;
            }
            let found = match self.title_at(at) {
                Some(len) if self.organisation(at).is_none() => {
                    title = Some((at, at + len));
                    at += len;
                    continue;
                }
                _ => self.draft_at(at, title),
            };
            match found {
                Some(draft) => {
                    at = draft.to;
                    out.push(draft);
                }
                None => at += 1,
            }
            title = None;
        }
        out
    }

    /// The name that starts here.
    fn draft_at(&self, at: usize, title: Option<(usize, usize)>) -> Option<Draft> {
        let draft = |to, label, sure, why| Some(Draft { from: at, to, label, sure, known: None, why, title });
        if let Some((to, label)) = self.organisation(at) {
            // "Russian Federation": a list knows better than a head noun.
            return match self.known(at) {
                Some((known, len)) if at + len >= to => Some(Draft {
                    from: at,
                    to: at + len,
                    label: known.label,
                    sure: Sure::Certain,
                    known: Some(known),
                    why: "in the list of names",
                    title: None,
                }),
                _ => draft(to, label, Sure::Certain, "its head noun"),
            };
        }
        if title.is_some() && !self.lists.common.contains(&self.tokens[at].key) {
            let to = self.person_end(at);
            let more = |len: usize| len < to - at;
            // "Senator Washington" is a person, "Defender Europe" is none.
            if self.known(at).is_none_or(|(k, len)| {
                more(len) && matches!(k.role, Role::Place | Role::Capital | Role::Body)
                    || k.label == Label::Gpe && k.role == Role::Place
            }) {
                return draft(to, Label::Person, Sure::Certain, "a title before it");
            }
        }
        if let Some(draft) = self.listed(at) {
            return Some(draft);
        }
        if let Some(to) = self.designation(at) {
            return draft(to, Label::Product, Sure::Certain, DESIGNATION);
        }
        if self.title_case {
            return None;
        }
        if let Some((to, sure, why)) = self.person(at) {
            return draft(to, Label::Person, sure, why);
        }
        self.unknown(at)
    }

    // ---- lists

    pub(crate) fn known(&self, at: usize) -> Option<(Known, usize)> {
        let (len, known) = self.lists.names.at(self.tokens, at)?;
        let capitals = self.tokens[at].capital()
            && (len == 1 || self.tokens[at + len - 1].capital() || self.tokens[at + len - 1].kind != TokenKind::Word);
        let one_line = self.tokens[at + 1..at + len].iter().all(|t| t.gap < Gap::Line);
        // "us" and "it" are no countries, and an acronym in small letters is a word.
        let word = len == 1
            && self.tokens[at].span().len() <= 3
            && self.tokens[at].has_lower()
            && self.lists.common.contains(&self.tokens[at].key);
        (capitals && one_line && !word).then_some((known, len))
    }

    fn listed(&self, at: usize) -> Option<Draft> {
        let (known, len) = self.known(at)?;
        let to = at + len;
        let token = &self.tokens[at];
        let plain =
            len == 1 && matches!(known.role, Role::Place | Role::Product | Role::Body | Role::Capital | Role::Group);
        if plain && self.lists.ambiguous.contains(&token.key) && !self.after_place_word(at) {
            return None;
        }
        if len == 1
            && known.role == Role::Body
            && token.has_lower()
            && self.lists.common.contains(&token.key)
            && (self.opens(at) || self.title_case)
        {
            return None;
        }
        let next_name = self.name_word(to) && self.tokens[to].gap == Gap::Space && self.title_at(to).is_none();
        if len == 1
            && next_name
            && self.lists.is_given(token.key)
            && self.known(to).is_none()
            && !matches!(known.role, Role::People | Role::Group)
        {
            return None;
        }
        // "Minsk Dialogue": a place and words that are no name by themselves are the name of something else.
        if next_name
            && !self.title_case
            && known.label == Label::Gpe
            && known.role != Role::Country
            && self.known(to).is_none()
            && self.person(to).is_none()
        {
            let end = self.run_end(to);
            return Some(Draft {
                from: at,
                to: end,
                label: Label::Org,
                sure: Sure::Guess,
                known: None,
                why: "a place and words that name nothing alone",
                title: None,
            });
        }
        Some(Draft {
            from: at,
            to,
            label: known.label,
            sure: Sure::Certain,
            known: Some(known),
            why: "in the list of names",
            title: None,
        })
    }

    fn organisation(&self, at: usize) -> Option<(usize, Label)> {
        organisation::at(self, at)
    }

    /// Length of the title that starts here, if a name or a lower-case word follows it.
    pub(crate) fn title_at(&self, at: usize) -> Option<usize> {
        let (len, _) = self.lists.titles.at(self.tokens, at)?;
        let known = self.known(at).is_some_and(|(_, l)| l >= len);
        (!known && self.tokens[at].capital()).then_some(len)
    }

    // ---- persons

    /// A name that begins with a given name or an initial.
    fn person(&self, at: usize) -> Option<(usize, Sure, &'static str)> {
        let to = self.person_end(at);
        let first = self.tokens[at].key;
        let more = to - at > 1;
        let initial = self.initial(at) || more && self.initial(at + 1);
        let second_common = more && self.lists.common.contains(&self.tokens[at + 1].key);
        if more && (self.lists.is_given(first) || initial && !second_common) && !self.tokens[at].all_capitals() {
            return Some((to, Sure::Certain, "a given name or an initial"));
        }
        let last = self.tokens[to - 1].key;
        if more && self.lists.given(first).is_some() && !second_common && !self.opens(at) {
            return Some((to, Sure::Likely, "a given name that is a word too"));
        }
        if more
            && to - at <= 3
            && self.lists.surnames.contains(&last)
            && !self.lists.common.contains(&first)
            && !self.tokens[at].all_capitals()
        {
            return Some((to, Sure::Likely, "a surname"));
        }
        None
    }

    /// The end of the run of name words, initials and particles that starts here.
    fn person_end(&self, at: usize) -> usize {
        let mut to = at + 1;
        loop {
            let joined = self.hyphen(to);
            let next = to + usize::from(joined);
            let near = self.tokens.get(next).is_some_and(|t| t.gap < Gap::Line);
            if near && (joined || self.tokens[next].gap == Gap::Space) && (self.name_word(next) || self.initial(next)) {
                let boundary = !joined
                    && (self.title_at(next).is_some()
                        || self.known(next).is_some_and(|(k, _)| matches!(k.role, Role::Country | Role::People))
                            && !self.lists.surnames.contains(&self.tokens[next].key));
                if boundary || self.tokens[to - 1].kind == TokenKind::Possessive {
                    return to;
                }
                to = next + 1;
            } else if let Some(skip) = self.particles(to) {
                to += skip;
            } else {
                return to;
            }
            if to - at >= 7 {
                return to;
            }
        }
    }

    /// "bin", "van der", "al-": small words inside a name, and the capital after them.
    pub(crate) fn particles(&self, at: usize) -> Option<usize> {
        let mut to = at;
        while self.tokens.get(to).is_some_and(|t| t.gap == Gap::Space && among(PARTICLES, t.of(self.text))) {
            to += 1;
        }
        let hyphen = usize::from(self.hyphen(to));
        let name = self.tokens.get(to + hyphen).is_some_and(|t| t.capital() && t.is_word() && t.gap < Gap::Line);
        (to > at && to - at <= 3 && name).then_some(to + hyphen + 1 - at)
    }

    pub(crate) fn initial(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital() && t.kind == TokenKind::Abbreviation && t.span().len() <= 3)
    }

    fn hyphen(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.gap == Gap::None && t.is(self.text, "-"))
            && self.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.is_word())
    }
}
