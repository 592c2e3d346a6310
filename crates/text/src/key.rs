//! The key of a word: a hash of its lower-case, accent-free form, so that look-ups compare one integer.

/// The word as it is looked up: lower case, without accents, apostrophes straight. A word that mixes Latin with
/// Cyrillic or Greek look-alikes (a homoglyph) is read as Latin.
pub fn fold(word: &str) -> String {
    let mixed = word.chars().any(|c| c.is_ascii_alphabetic());
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | 'ʼ' | '‘' => out.push('\''),
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ if is_latin(c) => out.push_str(&any_ascii::any_ascii_char(c).to_ascii_lowercase()),
            _ => match lookalike(c).filter(|_| mixed) {
                Some(latin) => out.push(latin),
                None => out.extend(c.to_lowercase()),
            },
        }
    }
    out
}

/// Hash of the folded word (FNV-1a, 64 bit): the same in every process, never written out.
pub fn key(word: &str) -> u64 {
    if word.is_ascii() { hash(word.bytes().map(|b| b.to_ascii_lowercase())) } else { hash(fold(word).bytes()) }
}

fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn is_latin(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Letters of other scripts that look like a Latin one (a small part of Unicode TR39's confusables).
fn lookalike(c: char) -> Option<char> {
    const PAIRS: &str = "аaеeоoрpсcуyхxіiјjѕsԁdһhАaВbЕeКkМmНhОoРpСcТtХxУyІiЅsαaοoΑaΒbΕeΗhΙiΚkΜmΝnΟoΡpΤtΧxΥy";
    let mut chars = PAIRS.chars();
    while let (Some(other), Some(latin)) = (chars.next(), chars.next()) {
        if other == c {
            return Some(latin);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_apostrophes_do_not_matter() {
        assert_eq!(fold("Côte"), "cote");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("O’Brien"), "o'brien");
        assert_eq!(key("TÜRKIYE"), key("Turkiye"));
    }

    #[test]
    fn a_homoglyph_reads_as_latin_but_a_cyrillic_word_stays() {
        assert_eq!(fold("Сhina"), "china");
        assert_eq!(fold("Минск"), "минск");
    }
}
