//! The features of a token: hashes of what it is, what stands around it, what lists and rules say, what the article shows.

use super::seen::Seen;
use super::zones::{Zone, zones};
use crate::gazetteer::{Gazetteer, Role};
use crate::rules::{Draft, months};
use parallax_text::{BlockKind, Gap, Sentence, Token, TokenKind};

/// Of what kind a feature is: what a reason names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The word itself.
    Word,
    /// Its letters and capitals.
    Form,
    /// The words beside it.
    Neighbours,
    /// The lists of names and words.
    Lists,
    /// What the rules say.
    Rules,
    /// The rest of the article.
    Article,
}

/// The zones of an article with the features of their tokens.
pub struct Features {
    /// The zones, in order.
    pub zones: Vec<Zone>,
    /// Features of all tokens of all zones, one after another, [`Features::EACH`] for each token.
    hashes: Vec<u64>,
}

/// What a token shows by itself; two tokens with equal atoms are alike to the model.
#[derive(Clone, Copy, Default)]
struct Atoms {
    word: u64,
    shape: u64,
    /// Bits of the single-word lists.
    bits: u64,
    /// What the longest listed phrase over it is, and whether it begins here.
    listed: u64,
    /// What the rules made of it.
    rule: u64,
}

/// What stands outside the sentence.
const EDGE: Atoms = Atoms { word: 1, shape: 15, bits: 0, listed: 0, rule: 0 };

impl Features {
    /// How many features each token has.
    pub const EACH: usize = TEMPLATES.len();

    /// Features of the tokens of zone `n`, [`Features::EACH`] for each.
    pub fn of_zone(&self, n: usize) -> &[u64] {
        let before: usize = self.zones[..n].iter().map(|z| z.to - z.from).sum();
        let here = self.zones[n].to - self.zones[n].from;
        &self.hashes[before * Self::EACH..(before + here) * Self::EACH]
    }

    /// The features of all tokens of zones, in order.
    pub fn tokens(&self) -> impl Iterator<Item = &[u64]> {
        self.hashes.chunks_exact(Self::EACH)
    }

    /// The kind of each of a token's features.
    pub fn groups() -> impl Iterator<Item = Group> {
        TEMPLATES.iter().copied()
    }

    pub(crate) fn new(
        text: &str,
        sentences: &[Sentence],
        tokens: &[Token],
        drafts: &[Draft],
        title_case: &[bool],
    ) -> Features {
        let lists = Gazetteer::shared();
        let zones = zones(text, sentences, tokens);
        let seen = Seen::new(text, sentences, tokens, drafts, lists, title_case);
        let mut hashes = Vec::with_capacity(zones.iter().map(|z| z.to - z.from).sum::<usize>() * Self::EACH);
        let mut atoms = Vec::new();
        let mut next_draft = 0;
        for zone in &zones {
            let sentence = &sentences[zone.sentence];
            while drafts.get(next_draft).is_some_and(|d| d.to <= zone.from) {
                next_draft += 1;
            }
            let window = Window::new(text, tokens, sentence, zone, lists, &drafts[next_draft..], &mut atoms);
            let heading = sentence.block == BlockKind::Heading;
            for i in zone.from..zone.to {
                window.features(i, &seen, title_case[zone.sentence], heading, &mut hashes);
            }
        }
        Features { zones, hashes }
    }
}

/// How far features look to either side of a zone.
const REACH: usize = 2;

/// A zone with its atoms.
struct Window<'a> {
    tokens: &'a [Token],
    start: usize,
    end: usize,
    /// Token that the first atom is of.
    first: usize,
    atoms: &'a [Atoms],
    text: &'a str,
}

impl<'a> Window<'a> {
    fn new(
        text: &'a str,
        tokens: &'a [Token],
        sentence: &Sentence,
        zone: &Zone,
        lists: &Gazetteer,
        drafts: &[Draft],
        atoms: &'a mut Vec<Atoms>,
    ) -> Window<'a> {
        let range = sentence.range();
        let first = zone.from.saturating_sub(REACH).max(range.start);
        let last = (zone.to + REACH).min(range.end);
        atoms.clear();
        atoms.extend((first..last).map(|i| atom(text, &tokens[i], lists)));
        // The longest listed phrases, left to right.
        let mut at = first;
        while at < last {
            let known = lists.names.at(&tokens[..range.end], at).filter(|(len, k)| {
                let capital = tokens[at].capital() || tokens[at].inner_capital() || k.role == Role::Group;
                capital && tokens[at + 1..at + len].iter().all(|t| t.gap < Gap::Line)
            });
            let Some((len, known)) = known else {
                at += 1;
                continue;
            };
            let ambiguous = len == 1 && lists.ambiguous.contains(&tokens[at].key);
            let kind = 2 + 4 * (known.role as u64 * 16 + known.label as u64) + 2 * u64::from(ambiguous);
            for i in at..(at + len).min(last) {
                atoms[i - first].listed = kind + u64::from(i > at);
            }
            at += len;
        }
        for d in drafts.iter().take_while(|d| d.from < last) {
            for i in d.from.max(first)..d.to.min(last) {
                let inside = u64::from(i > d.from);
                atoms[i - first].rule = 1 + inside + 2 * (d.sure as u64 + 4 * d.label as u64);
            }
        }
        Window { tokens, start: range.start, end: range.end, first, atoms, text }
    }

    fn atom(&self, i: isize) -> Atoms {
        let at = i - self.first as isize;
        if i < self.start as isize || at < 0 || at as usize >= self.atoms.len() {
            EDGE
        } else {
            self.atoms[at as usize]
        }
    }

    /// Pushes the features of token `i`, in the order of [`TEMPLATES`].
    fn features(&self, i: usize, seen: &Seen, title_case: bool, heading: bool, out: &mut Vec<u64>) {
        let at = |d: isize| self.atom(i as isize + d);
        let (a, p, pp, n, nn) = (at(0), at(-1), at(-2), at(1), at(2));
        let word = self.tokens[i].of(self.text);
        let run = self.run(i);
        let opens =
            u64::from(i == self.start) | u64::from(i > self.start && self.tokens[i - 1].is_quote(self.text)) << 1;
        let place = opens | u64::from(title_case) << 2 | u64::from(heading) << 3;
        let shown = seen.word(self.tokens[i].key);
        let spelling = u64::from(shown.small.min(2)) | u64::from(shown.capital.min(3)) << 2;
        let roles: [u64; 4] = std::array::from_fn(|r| shown.mostly(r));
        let (run_first, run_last) = (self.atom(run.0 as isize), self.atom(run.1 as isize - 1));
        let (run_before, run_after) = (self.atom(run.0 as isize - 1), self.atom(run.1 as isize));
        let run_place = ((i - run.0).min(3) as u64) << 3 | (run.1 - i).min(4) as u64;
        let mut id = 0;
        let mut put = |parts: &[u64]| {
            id += 1;
            out.push(hash(id, parts));
        };
        // Word
        put(&[a.word, p.word]);
        put(&[a.word, a.shape]);
        // Form
        put(&[a.shape, place]);
        put(&[a.shape, n.shape]);
        put(&[p.shape, a.shape, n.shape]);
        put(&[pp.shape, p.shape, a.shape, n.shape, nn.shape]);
        put(&[ending(word, 2), a.shape]);
        put(&[ending(word, 3), a.shape]);
        put(&[ending(word, 4), a.shape]);
        put(&[beginning(word, 4), a.shape]);
        put(&[run_place, a.shape]);
        // Neighbours
        put(&[pp.word, p.word]);
        put(&[n.word, nn.word]);
        put(&[pp.word, a.shape]);
        put(&[nn.word, a.shape]);
        put(&[p.word, n.word]);
        put(&[run_first.word, run_place]);
        put(&[run_last.word, run_place]);
        put(&[run_before.word, run_place]);
        put(&[run_after.word, run_place]);
        put(&[run_before.word, run_after.word]);
        put(&[run_before.bits, run_after.bits, run_place]);
        put(&[run_last.bits, run_last.shape, run_place]);
        put(&[run_first.bits, run_first.shape, run_place]);
        // Lists
        put(&[a.bits, a.shape]);
        put(&[a.bits, n.bits]);
        put(&[p.bits, a.bits, n.bits]);
        put(&[a.listed, a.bits, a.shape]);
        put(&[p.listed, a.listed]);
        put(&[a.listed, n.listed]);
        put(&[a.listed, p.word]);
        put(&[a.listed, n.word]);
        put(&[a.bits, a.listed, n.shape]);
        put(&[a.bits, place]);
        // Rules
        put(&[a.rule, n.rule]);
        put(&[a.rule, a.listed]);
        put(&[a.rule, a.shape, place]);
        put(&[a.rule, p.word]);
        put(&[a.rule, n.word]);
        // Article
        put(&[spelling, a.shape, opens]);
        put(&[u64::from(shown.beside), a.shape]);
        put(&[roles[0], a.rule]);
        put(&[roles[1], a.rule]);
        put(&[roles[2], a.rule]);
        put(&[roles[3], a.rule]);
        put(&[roles[0], roles[1], roles[3], a.shape]);
        put(&[u64::from(shown.beside), a.listed]);
        put(&[u64::from(shown.beside), roles[3], roles[0]]);
    }

    /// The run of capitals that the token stands in, or the token alone.
    fn run(&self, i: usize) -> (usize, usize) {
        let capital = |i: usize| self.tokens[i].capital() && self.tokens[i].is_word();
        if !capital(i) {
            return (i, i + 1);
        }
        let (mut from, mut to) = (i, i + 1);
        while from > self.start && capital(from - 1) && self.tokens[from].gap == Gap::Space && i - from < 6 {
            from -= 1;
        }
        while to < self.end && capital(to) && self.tokens[to].gap == Gap::Space && to - i < 6 {
            to += 1;
        }
        (from, to)
    }
}

use Group::{Article, Form, Lists, Neighbours, Rules, Word};

/// The kind of each feature that [`Window::features`] pushes.
const TEMPLATES: [Group; 48] = {
    let mut all = [Word; 48];
    let kinds = [(2, Form), (11, Neighbours), (24, Lists), (34, Rules), (39, Article)];
    let mut k = 0;
    while k < kinds.len() {
        let mut i = kinds[k].0;
        while i < all.len() {
            all[i] = kinds[k].1;
            i += 1;
        }
        k += 1;
    }
    all
};

fn atom(text: &str, token: &Token, lists: &Gazetteer) -> Atoms {
    if !token.is_word() {
        return Atoms { word: token.key, shape: shape(text, token), ..Atoms::default() };
    }
    let bits = lists.about(token.key) | u64::from(months().contains(&token.key)) << 8;
    Atoms { word: token.key, shape: shape(text, token), bits, listed: 0, rule: 0 }
}

/// What its letters look like, and whether white space stands before it.
fn shape(text: &str, token: &Token) -> u64 {
    let len = token.span().len();
    let class = match token.kind {
        TokenKind::Mark => 0,
        TokenKind::Number => 1,
        TokenKind::Possessive => 2,
        TokenKind::Address => 3,
        TokenKind::Abbreviation if !token.capital() => 4,
        TokenKind::Abbreviation if len <= 3 && token.of(text).len() == 2 => 5,
        TokenKind::Abbreviation if token.has_lower() => 6,
        TokenKind::Abbreviation => 7,
        TokenKind::Word if token.has_digit() => 8,
        TokenKind::Word if !token.capital() => 9 + u64::from(token.inner_capital()),
        TokenKind::Word if len == 1 => 11,
        TokenKind::Word if token.all_capitals() => 12 + u64::from(len > 5),
        TokenKind::Word if token.inner_capital() => 14,
        TokenKind::Word => 16,
    };
    class * 4 + token.gap as u64
}

/// The last `n` letters, ASCII in small ones; the whole word if it is not longer.
fn ending(word: &str, n: usize) -> u64 {
    let from = word.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
    letters(&word[from..]) ^ u64::from(from == 0)
}

/// The first `n` letters.
fn beginning(word: &str, n: usize) -> u64 {
    let to = word.char_indices().nth(n).map_or(word.len(), |(i, _)| i);
    letters(&word[..to]) ^ u64::from(to == word.len())
}

fn letters(s: &str) -> u64 {
    s.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3))
}

/// Hash of a template's number and its parts (multiply and fold, as in Fx and wyhash).
#[inline]
fn hash(id: u64, parts: &[u64]) -> u64 {
    let mut h = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for part in parts {
        h = (h.rotate_left(23) ^ part).wrapping_mul(0xd6e8_feb8_6659_fd93);
        h ^= h >> 32;
    }
    h.wrapping_mul(0xd6e8_feb8_6659_fd93)
}
