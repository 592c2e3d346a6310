//! The words of all frames, ready to be looked up.

use super::data::{FrameData, published};
use super::sieve::Sieved;
use crate::linear::mix;
use parallax_text::{Tag, Token, key};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, OnceLock};

/// One word of a pattern.
#[derive(Clone, Debug)]
struct Part {
    word: Form,
    /// The tags it may have, a bit for each.
    tags: u64,
}

#[derive(Clone, Debug)]
enum Form {
    Exact(u64),
    Stem(String),
}

/// The first word of a pattern, as it is looked through: what it must begin with, and where the rest of the pattern is.
#[derive(Clone, Copy, Debug)]
struct First {
    /// Up to sixteen letters in lower case, the first in the lowest byte; none for an exact word.
    letters: u128,
    tags: u64,
    pattern: u32,
    /// How many letters count.
    many: u8,
}

impl First {
    fn opens(&self, word: u128) -> bool {
        const MASKS: [u128; 17] = {
            let mut masks = [u128::MAX; 17];
            let mut many = 0;
            while many < 16 {
                masks[many] = (1 << (8 * many)) - 1;
                many += 1;
            }
            masks
        };
        word & MASKS[usize::from(self.many)] == self.letters
    }
}

/// A pattern: its frame, the words behind its first one.
#[derive(Debug)]
struct Pattern {
    frame: usize,
    rest: Vec<Part>,
}

/// What the words of frames a word can begin, whatever its tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Opens {
    #[default]
    Nothing,
    /// A phrase whose next word is told too.
    Two,
    /// More than that: one word, a stem.
    Words,
}

/// All frames, ready to be looked up.
pub(crate) struct FrameLists {
    pub frames: Vec<FrameData>,
    patterns: Vec<Pattern>,
    /// First words by key of an exact one.
    exact: Firsts,
    /// First words by key of an exact one and of the exact one behind it: the first words of most phrases are common ones.
    pairs: Firsts,
    /// Keys of the first word of two.
    first_of_two: FxHashSet<u64>,
    /// First words by the first letters of a stem, see [`STEMS`].
    stems: [Firsts; 4],
}

/// What a stem is looked up by: its first six letters, or four, or three, the most that it has; or one.
const STEMS: [u64; 4] = [u64::MAX >> 16, u64::MAX >> 32, u64::MAX >> 40, u64::MAX >> 56];

/// First words by what they open with.
#[derive(Debug)]
struct Firsts {
    ranges: Sieved<(u32, u32)>,
    /// All of them, those that open alike side by side.
    all: Vec<First>,
}

impl Firsts {
    fn new(mut firsts: Vec<(u64, First)>) -> Self {
        firsts.sort_by_key(|(opening, first)| (*opening, first.pattern));
        let (mut ranges, mut all) = (FxHashMap::default(), Vec::new());
        for (opening, first) in firsts {
            let at = all.len() as u32;
            ranges.entry(opening).or_insert((at, at)).1 += 1;
            all.push(first);
        }
        Firsts { ranges: Sieved::new(ranges), all }
    }

    #[inline]
    fn of(&self, opening: u64) -> &[First] {
        self.ranges.get(opening).map_or(&[], |(from, to)| &self.all[*from as usize..*to as usize])
    }
}

impl FrameLists {
    /// The one with the published frames alone.
    pub(crate) fn shared() -> &'static Arc<FrameLists> {
        static SHARED: OnceLock<Arc<FrameLists>> = OnceLock::new();
        SHARED.get_or_init(|| Arc::new(FrameLists::new(published())))
    }

    /// The one with those of them that a whole article can have, and all their words.
    pub(crate) fn news() -> &'static Arc<FrameLists> {
        static NEWS: OnceLock<Arc<FrameLists>> = OnceLock::new();
        NEWS.get_or_init(|| Arc::new(FrameLists::of_articles(published())))
    }

    /// Those frames that a whole article can have, with all their words.
    pub(crate) fn of_articles(mut frames: Vec<FrameData>) -> FrameLists {
        frames.retain(|frame| frame.least.is_some());
        frames.iter_mut().for_each(|frame| frame.words.append(&mut frame.also));
        FrameLists::new(frames)
    }

    pub(crate) fn new(frames: Vec<FrameData>) -> FrameLists {
        let mut patterns = Vec::new();
        let (mut exact, mut pairs, mut stems) = (Vec::new(), Vec::new(), [const { Vec::new() }; 4]);
        let mut first_of_two = FxHashSet::default();
        for (frame, data) in frames.iter().enumerate() {
            for mut parts in data.words.iter().map(|w| pattern(w)).filter(|p| !p.is_empty()) {
                let pattern = patterns.len() as u32;
                let Part { word, tags } = parts.remove(0);
                let plain = First { letters: 0, many: 0, tags, pattern };
                match (&word, parts.first().map(|p| &p.word)) {
                    (Form::Exact(first), Some(Form::Exact(second))) => {
                        first_of_two.insert(*first);
                        pairs.push((pair(*first, *second), plain));
                    }
                    (Form::Exact(key), _) => exact.push((*key, plain)),
                    (Form::Stem(stem), _) => {
                        let (letters, many) = (letters(stem.as_bytes()), stem.len().min(16) as u8);
                        let first = First { letters, many, tags, pattern };
                        let by = match many {
                            6.. => 0,
                            4.. => 1,
                            3 => 2,
                            _ => 3,
                        };
                        stems[by].push((opening(stem.as_bytes()) & STEMS[by], first));
                    }
                }
                patterns.push(Pattern { frame, rest: parts });
            }
        }
        let (exact, pairs, stems) = (Firsts::new(exact), Firsts::new(pairs), stems.map(Firsts::new));
        FrameLists { frames, patterns, exact, pairs, first_of_two, stems }
    }

    /// What a word can begin, whatever its tag.
    pub(crate) fn opens(&self, word: &str, key: u64) -> Opens {
        let (open, all) = (opening(word.as_bytes()), letters(word.as_bytes()));
        let stem = |i: usize| self.stems[i].of(open & STEMS[i]).iter().any(|first| first.opens(all));
        if !self.exact.of(key).is_empty() || (0..STEMS.len()).any(stem) {
            Opens::Words
        } else if self.first_of_two.contains(&key) {
            Opens::Two
        } else {
            Opens::Nothing
        }
    }

    /// The frames whose words start at a token, with their length in tokens; of one frame the longest. `out` is emptied first.
    /// `opens` says what the token can begin.
    pub(crate) fn at(
        &self,
        text: &str,
        tokens: &[Token],
        tag: impl Fn(usize) -> Tag,
        (at, opens): (usize, Opens),
        out: &mut Vec<(usize, usize)>,
    ) {
        out.clear();
        if opens == Opens::Nothing {
            return;
        }
        let token = &tokens[at];
        if !token.is_word() {
            return;
        }
        let word = token.of(text).as_bytes();
        let open = opening(word);
        let pairs = tokens.get(at + 1).map_or(&[][..], |next| self.pairs.of(pair(token.key, next.key)));
        let alone = opens == Opens::Words;
        let exact = if alone { self.exact.of(token.key) } else { &[] };
        let stems: [&[First]; 4] = std::array::from_fn(|i| if alone { self.stems[i].of(open & STEMS[i]) } else { &[] });
        if pairs.is_empty() && exact.is_empty() && stems.iter().all(|s| s.is_empty()) {
            return;
        }
        let (word, asked) = (letters(word), bit(tag(at)));
        let mut look = |first: &First| {
            if first.tags & asked == 0 || !first.opens(word) {
                return;
            }
            let Pattern { frame, rest } = &self.patterns[first.pattern as usize];
            let Some(behind) = tokens.get(at + 1..at + 1 + rest.len()) else { return };
            let fits = rest.iter().zip(behind).enumerate().all(|(i, (part, token))| {
                part.tags & bit(tag(at + 1 + i)) != 0
                    && match &part.word {
                        Form::Exact(k) => *k == token.key,
                        Form::Stem(s) => {
                            token.is_word()
                                && token.of(text).get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s))
                        }
                    }
            });
            if fits {
                match out.iter_mut().find(|(f, _)| f == frame) {
                    Some((_, len)) => *len = (*len).max(rest.len() + 1),
                    None => out.push((*frame, rest.len() + 1)),
                }
            }
        };
        [exact, pairs].into_iter().chain(stems).for_each(|firsts| firsts.iter().for_each(&mut look));
    }
}

fn bit(tag: Tag) -> u64 {
    1 << tag as u64
}

/// The key of two words, one behind the other.
fn pair(first: u64, second: u64) -> u64 {
    mix(second, first)
}

/// A pattern cut as texts are: hyphens stand alone. A stem counts by its first sixteen letters.
fn pattern(words: &str) -> Vec<Part> {
    let mut out = Vec::new();
    let those = |fits: &dyn Fn(Tag) -> bool| Tag::ALL.into_iter().filter(|t| fits(*t)).fold(0, |all, t| all | bit(t));
    for word in words.split_whitespace() {
        let (word, tags) = match word.rsplit_once('/') {
            Some((w, "v")) => (w, those(&Tag::verb)),
            Some((w, "n")) => (w, those(&Tag::noun)),
            Some((w, "a")) => (w, those(&|t| t.adjective() || t == Tag::Vbn || t == Tag::Vbg)),
            Some((w, "r")) => (w, those(&Tag::adverb)),
            _ => (word, u64::MAX),
        };
        for (i, part) in word.split('-').enumerate() {
            if i > 0 {
                out.push(Part { word: Form::Exact(key("-")), tags: u64::MAX });
            }
            let form = part.strip_suffix('*').map_or_else(|| Form::Exact(key(part)), |s| Form::Stem(s.to_string()));
            out.push(Part { word: form, tags: if i == 0 { tags } else { u64::MAX } });
        }
    }
    out
}

/// The first sixteen letters in lower case, the first in the lowest byte.
#[inline]
fn letters(word: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    let many = word.len().min(16);
    bytes[..many].copy_from_slice(&word[..many]);
    bytes.make_ascii_lowercase();
    u128::from_le_bytes(bytes)
}

/// The first eight letters, the first in the lowest byte, case set aside in haste: what differs may seem alike, not the reverse.
#[inline]
fn opening(word: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    match word.first_chunk::<8>() {
        Some(first) => bytes = *first,
        None => bytes[..word.len()].copy_from_slice(word),
    }
    u64::from_le_bytes(bytes) | 0x2020_2020_2020_2020
}

#[cfg(test)]
mod tests {
    use super::*;
    use parallax_text::Tokenizer;
    use parallax_text::syntax::Tags;

    #[test]
    fn every_frame_meets_its_examples_and_no_silent_sentence() {
        let lists = FrameLists::new(published());
        let hits = |sentence: &str, f: usize| {
            let tokens = Tokenizer::shared().tokens(sentence);
            let tags = Tags::sentence(sentence, &tokens);
            let mut found = Vec::new();
            (0..tokens.len()).any(|i| {
                let opens = lists.opens(tokens[i].of(sentence), tokens[i].key);
                lists.at(sentence, &tokens, |n| tags[n], (i, opens), &mut found);
                found.iter().any(|(g, _)| *g == f)
            })
        };
        let mut wrong = Vec::new();
        for (f, frame) in lists.frames.iter().enumerate() {
            wrong.extend(frame.examples.iter().filter(|e| !hits(e, f)).map(|e| format!("{} misses: {e}", frame.id)));
            wrong.extend(frame.silent.iter().filter(|e| hits(e, f)).map(|e| format!("{} speaks: {e}", frame.id)));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
