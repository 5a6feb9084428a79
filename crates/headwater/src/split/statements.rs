//! Divides a sentence into statements, where that is safe.

use std::sync::LazyLock;

use regex::Regex;

use super::reaching;
use super::verbs::{is_finite, is_past, is_saying, is_saying_participle};
use crate::model::Span;

/// Divides a sentence into statements; none if it asserts nothing by itself.
///
/// It is cut before a coordinated clause that has a subject and a verb of its own, and before a clause that
/// has a cue of its own and leaves its subject to the one before: "he said, adding that". What one cue
/// credits is not cut apart: a side with a verb of saying keeps what may hang on it.
pub(super) fn statements(text: &str, sentence: Span, quotations: &[Span]) -> Vec<Span> {
    if is_bare(sentence.of(text)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = sentence.start();
    for cut in candidates(text, sentence, quotations) {
        let left = Span::new(start, cut.left_end).trimmed(text);
        let right = Span::new(cut.clause, sentence.end());
        let is_clause = if cut.has_cue {
            words_of(right.of(text)).count() >= CLAUSE_WORDS
        } else {
            is_clause_after(left.of(text), right.of(text))
        };
        if is_clause_before(left.of(text)) && is_clause {
            found.push(left);
            start = cut.right_start;
        }
    }
    found.push(Span::new(start, sentence.end()).trimmed(text));
    found
}

/// A byline, or a place and a dash, by itself.
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:By(?:\s+(?:\p{Lu}[\w.'’-]*|and|,|&)[,;]?)+|[\p{Lu}\s,.'’()-]+(?:[\w.]+,?\s*)?\s*[—–-]+)$")
        .expect("the pattern is a valid one")
});

/// Tells whether a sentence asserts nothing by itself: one word, two without a mark, a byline.
fn is_bare(sentence: &str) -> bool {
    let words = words_of(sentence).count();
    let marked = sentence.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', ',']);
    words < 2 || (words == 2 && !marked) || BYLINE.is_match(sentence)
}

/// A place where a sentence may be cut.
struct Cut {
    /// Where the left side ends, its mark included.
    left_end: usize,
    /// Where the right side starts, its conjunction included.
    right_start: usize,
    /// Where the right side's clause starts, behind the conjunction.
    clause: usize,
    /// Whether the right side begins with a cue of its own: "adding that".
    has_cue: bool,
}

/// A semicolon, or a comma and a conjunction or what may be a cue.
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(;|,[”’»\x22]?)(\s+)((?:and|but|while|whereas|yet)\s+)?(?:(\w+ing)\s+that\s)?")
        .expect("the pattern is a valid one")
});

fn candidates(text: &str, sentence: Span, quotations: &[Span]) -> Vec<Cut> {
    let at = |offset: usize| sentence.start() + offset;
    JOINT
        .captures_iter(sentence.of(text))
        .filter_map(|found| {
            let (mark, gap) = (found.get(1)?, found.get(2)?);
            let conjunction = found.get(3);
            let semicolon = mark.as_str() == ";";
            let clause = conjunction.map_or(gap.end(), |word| word.end());
            let has_cue = found.get(4).is_some_and(|word| is_saying_participle(word.as_str()));
            (semicolon || conjunction.is_some() || has_cue).then(|| Cut {
                left_end: at(mark.end()),
                right_start: at(gap.end()),
                clause: at(clause),
                has_cue,
            })
        })
        .filter(|cut| !is_enclosed(text, sentence, cut.right_start, quotations))
        .collect()
}

/// Tells whether a place lies within a quotation or brackets.
fn is_enclosed(text: &str, sentence: Span, at: usize, quotations: &[Span]) -> bool {
    let before = &text[sentence.start()..at];
    before.matches(['(', '[']).count() > before.matches([')', ']']).count()
        || reaching(quotations, sentence)
            .iter()
            .any(|quotation| quotation.start() <= at && at < quotation.end())
}

/// A clause has at least this many words: "and he left" alone is left with what it follows.
const CLAUSE_WORDS: usize = 4;

/// Words that make all of what follows hang on something else.
const SUBORDINATORS: [&str; 16] = [
    "if", "when", "after", "before", "because", "although", "while", "since", "as", "unless",
    "until", "whether", "though", "once", "with", "despite",
];

fn is_clause_before(left: &str) -> bool {
    let words: Vec<&str> = words_of(left).collect();
    let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    words.len() >= CLAUSE_WORDS
        && !SUBORDINATORS.contains(&first.as_str())
        && words.iter().skip(1).any(|word| is_finite(word))
}

/// Tells whether the right side is a clause of its own that no cue joins to the left one.
fn is_clause_after(left: &str, right: &str) -> bool {
    let Some(verb) = verb_of_own_subject(right) else { return false };
    let own_cue = is_saying(verb);
    let left_cue = words_of(left).any(is_saying) || left.to_lowercase().contains("according to");
    words_of(right).count() >= CLAUSE_WORDS && (own_cue || !left_cue) && !has_trailing_cue(right)
}

/// A credit at the end of a sentence, which covers all of it.
static TRAILING_CUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)according to(?-u:\b)|[,”\x22]\s+(?:[\w.'’-]+\s+){0,8}(?:said|says|told|added|reported|wrote|announced)(?-u:\b)[^,]*[.]?$")
        .expect("the pattern is a valid one")
});

fn has_trailing_cue(right: &str) -> bool {
    TRAILING_CUE.is_match(right)
}

/// Words of a subject before its verb, at most: "the president of the Islamic Republic of Iran said".
const SUBJECT_WORDS: usize = 8;

const PRONOUNS: [&str; 6] = ["he", "she", "they", "we", "i", "it"];

const DETERMINERS: [&str; 21] = [
    "the",
    "a",
    "an",
    "his",
    "her",
    "their",
    "its",
    "our",
    "this",
    "these",
    "those",
    "there",
    "two",
    "three",
    "several",
    "many",
    "some",
    "both",
    "officials",
    "police",
    "authorities",
];

/// The finite verb of a clause that begins with its subject, without a comma or a relative between them.
fn verb_of_own_subject(clause: &str) -> Option<&str> {
    let until_mark = clause.split([',', ';', '“', '"', '(', '—', '–']).next().unwrap_or_default();
    let words: Vec<&str> = words_of(until_mark.split(" -").next().unwrap_or_default()).collect();
    let first = words.first()?;
    let lower = first.to_lowercase();
    let named = first.starts_with(char::is_uppercase);
    let pronoun = PRONOUNS.contains(&lower.as_str());
    if !named && !pronoun && !DETERMINERS.contains(&lower.as_str()) {
        return None;
    }
    let window = if pronoun { 2 } else { SUBJECT_WORDS };
    let mut subject = words.iter().copied().zip(1..).skip(1).take(window);
    let (verb, next) = subject
        .by_ref()
        .take_while(|(word, _)| !ends_subject(word))
        .find(|(word, _)| is_finite(word))?;
    let adjective = !pronoun && !named && next == 2 && is_past(verb);
    let participle = is_past(verb)
        && words.get(next).is_some_and(|word| PREPOSITIONS_OF_PARTICIPLES.contains(word));
    (pronoun || !(adjective || participle)).then_some(verb)
}

/// What follows a participle ("the man arrested on Monday") more often than a verb.
const PREPOSITIONS_OF_PARTICIPLES: [&str; 6] = ["by", "in", "on", "at", "as", "from"];

/// Tells whether a word leads away from a subject: a relative, an infinitive, a further noun.
fn ends_subject(word: &str) -> bool {
    ["who", "which", "that", "whose", "whom", "where", "to", "and", "or"].contains(&word)
}

/// The words of a stretch, without the marks around them.
fn words_of(stretch: &str) -> impl Iterator<Item = &str> {
    stretch
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}
