//! Finds the sentences of a piece of a paragraph.

use std::sync::LazyLock;

use regex::Regex;

use super::reaching;
use crate::model::Span;

/// Finds the sentences of a piece of text, in order, without white space at their ends.
///
/// The breaks are those of `sentencex`, mended where it was seen to miss: it breaks after "9 a.m." before
/// a day, runs on after "Inc." and "D.C.", and does not look into quotations.
pub(super) fn sentences(text: &str, piece: Span, language: &str, quotations: &[Span]) -> Vec<Span> {
    let mut breaks = breaks_in(text, piece, language);
    let inside = reaching(quotations, piece).iter().filter_map(|quotation| clip(*quotation, piece));
    breaks.extend(inside.flat_map(|quotation| breaks_in(text, quotation, language)));
    breaks.extend(missed(text, piece));
    breaks.retain(|&at| !is_false(text, piece, at));
    for at in &mut breaks {
        *at = after_closing_mark(text, piece, *at);
    }
    breaks.extend([piece.start(), piece.end()]);
    breaks.sort_unstable();
    breaks.dedup();
    let stretches = breaks.windows(2).map(|pair| Span::new(pair[0], pair[1]));
    let bounded = stretches.flat_map(|stretch| portions(text, stretch, LONGEST_SENTENCE));
    join_wordless(text, bounded.map(|stretch| stretch.trimmed(text)))
}

/// Bytes after which a sentence is cut between words: what is longer is a list or a text without stops, and later
/// stages take time with the square of a sentence's words. The longest of 467 development reports has 2,431.
const LONGEST_SENTENCE: usize = 8 << 10;

/// Bytes that `sentencex` is given at a time: it takes time with the square of the quotation marks that never close.
/// A paragraph is rarely longer, for so are few articles.
const LONGEST_STRETCH: usize = 16 << 10;

/// The breaks between the sentences of a stretch.
fn breaks_in(text: &str, stretch: Span, language: &str) -> Vec<usize> {
    let within = |portion: Span| {
        let boundaries = sentencex::get_sentence_boundaries(language, portion.of(text));
        boundaries.into_iter().map(move |boundary| portion.start() + boundary.end_byte)
    };
    let breaks = portions(text, stretch, LONGEST_STRETCH).flat_map(within);
    breaks.filter(|&at| at < stretch.end()).collect()
}

/// Cuts a stretch into portions of so many bytes at most: where a sentence may end, else between words, else anywhere.
fn portions(text: &str, stretch: Span, longest: usize) -> impl Iterator<Item = Span> {
    let mut start = stretch.start();
    std::iter::from_fn(move || {
        let rest = &text[start..stretch.end()];
        let head = &rest[..rest.floor_char_boundary(longest)];
        let length = match head.len() == rest.len() {
            true => rest.len(),
            false => [". ", " "]
                .iter()
                .find_map(|end| Some(head.rfind(end)? + end.len()))
                .unwrap_or(head.len()),
        };
        let portion = Span::new(start, start + length);
        start = portion.end();
        (length > 0).then_some(portion)
    })
}

fn clip(span: Span, within: Span) -> Option<Span> {
    let (start, end) = (span.start().max(within.start()), span.end().min(within.end()));
    (start < end).then(|| Span::new(start, end))
}

/// Abbreviations that end a sentence where a word follows that seldom stands inside one with a capital.
static MISSED: LazyLock<Regex> = LazyLock::new(|| {
    let abbreviations = r"Inc|Corp|Co|Ltd|LLC|D\.C|U\.S|U\.N|U\.K|E\.U|[ap]\.m|Jr|Sr|etc";
    let starters = "The|He|She|They|It|We|But|And|In|On|At|This|That|These|Those|There|His|Her|Its|Their|\
                    According|After|Before|When|While|However|Meanwhile|Earlier|Later|If|Some|Many";
    Regex::new(&format!(r"(?-u:\b)(?:{abbreviations})\.[”’)]*(\s+)(?:{starters})\s"))
        .expect("the pattern is a valid one")
});

fn missed(text: &str, piece: Span) -> Vec<usize> {
    MISSED
        .captures_iter(piece.of(text))
        .filter_map(|found| found.get(1))
        .map(|gap| piece.start() + gap.end())
        .collect()
}

/// What a sentence does not end before: the rest of a time of day.
static REST_OF_TIME: LazyLock<Regex> = LazyLock::new(|| {
    let days = "Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun";
    let months = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec";
    let zones = "E[SD]?T|P[SD]?T|C[SDE]?T|M[SD]T|GMT|UTC|BST|IST|Eastern|Pacific|Central|local";
    Regex::new(&format!(r"^(?:(?:{days})(?:day)?|(?:{months})[a-z]*|{zones}|\d+|EDT)(?-u:\b)"))
        .expect("the pattern is a valid one")
});

/// Abbreviations that no sentence ends with.
static NEVER_LAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:incl|approx|Nos?|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Maj|Rev|Hon|Prof|Dr|Mr|Mrs|Ms|St|vs|Messrs)\.$")
        .expect("the pattern is a valid one")
});

fn is_false(text: &str, piece: Span, at: usize) -> bool {
    let before = text[piece.start()..at].trim_end();
    let after = text[at..piece.end()].trim_start();
    let time = before.ends_with("a.m.") || before.ends_with("p.m.");
    let numbered = after.starts_with(|c: char| c.is_ascii_digit());
    (time && REST_OF_TIME.is_match(after))
        || (NEVER_LAST.is_match(before) && (!before.ends_with("o.") || numbered))
}

/// Moves a break behind marks that close what stands before it.
fn after_closing_mark(text: &str, piece: Span, at: usize) -> usize {
    let rest = &text[at..piece.end()];
    let marks = rest.trim_start();
    let after = marks.trim_start_matches(['”', '»', '’', ')']);
    let spaced_mark = after.len() < marks.len() && after.starts_with(char::is_whitespace);
    if spaced_mark || (after.is_empty() && !marks.is_empty()) {
        at + (rest.len() - after.len())
    } else {
        at
    }
}

/// Joins stretches without a letter or digit to the sentence before them, and drops any that has none.
fn join_wordless(text: &str, stretches: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for stretch in stretches.filter(|stretch| !stretch.is_empty()) {
        if stretch.of(text).contains(char::is_alphanumeric) {
            found.push(stretch);
        } else if let Some(last) = found.last_mut() {
            *last = last.join(stretch);
        }
    }
    found
}
