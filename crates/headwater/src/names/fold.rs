//! Brings the spellings of a name together.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the words of a name in lower case, without diacritics, possessive endings, dots, apostrophes, and
/// what stands in brackets; hyphens part words.
pub(super) fn words(name: &str) -> Vec<String> {
    without_brackets(name)
        .split(|c: char| c.is_whitespace() || "-–—/,;:\"“”()".contains(c))
        .map(word)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Returns one word of a name in the form in which words are compared.
pub(super) fn word(written: &str) -> String {
    if written.is_ascii() { ascii_word(written) } else { any_word(written) }
}

fn any_word(written: &str) -> String {
    let straight = written.replace(['’', '‘', 'ʼ', '`'], "'");
    let stem = straight.strip_suffix("'s").or(straight.strip_suffix('\'')).unwrap_or(&straight);
    stem.nfd()
        .filter(|c| !is_combining_mark(*c) && c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(unmarked)
        .collect()
}

/// The same for a word that no decomposition would change, as most are.
fn ascii_word(written: &str) -> String {
    let possessive = |mark| written.strip_suffix('s')?.strip_suffix(mark);
    let bare = || written.strip_suffix(['\'', '`']);
    let stem = possessive('\'').or_else(|| possessive('`')).or_else(bare).unwrap_or(written);
    let letters = stem.bytes().filter(u8::is_ascii_alphanumeric);
    letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect()
}

/// Letters that no decomposition brings to their plain form.
fn unmarked(letter: char) -> char {
    match letter {
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        'æ' => 'e',
        other => other,
    }
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
    }
    kept
}

/// Tells whether two words may be spellings of one foreign name: "Gaddafi" and "Qaddafi".
///
/// Both have five letters or more and the same consonants, with letters that transliterations exchange held
/// equal, and begin alike.
pub(super) fn spelled_alike(a: &str, b: &str) -> bool {
    a == b || (a.len() >= 5 && b.len() >= 5 && skeleton(a) == skeleton(b))
}

/// Returns what is equal in words that are [`spelled_alike`].
pub(super) fn skeleton(word: &str) -> String {
    let plain = word
        .replace("kh", "k")
        .replace("gh", "g")
        .replace("dh", "d")
        .replace("ck", "k")
        .replace("ph", "f")
        .replace(['q', 'c'], "k")
        .replace('w', "v");
    let begins = plain.chars().next().filter(|first| "aeiouy".contains(*first)).map(|_| 'a');
    let mut consonants: Vec<char> = plain.chars().filter(|c| !"aeiouyh".contains(*c)).collect();
    consonants.dedup();
    let first = consonants.first_mut();
    if let Some(first @ 'g') = first {
        *first = 'k';
    }
    begins.into_iter().chain(consonants).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_way_leads_to_the_same_word(written in "[A-Za-z0-9.'`s-]{0,8}") {
            prop_assert_eq!(ascii_word(&written), any_word(&written));
        }
    }
}
