//! Finds what a page sets into its running text: boxes of headlines behind a name, and galleries.
//!
//! Both are told by their shape and not by what they say. A box stands behind a name that it repeats, and its parts
//! come without a space between them: "the mayor Ana Dimitrov Ana Maria DimitrovBridge to close Ferry fares rise MORE said".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::Span;

/// Words before a word among which it is sought again: a name and the same name in full. With 8, 775 of the 785 boxes of the
/// AllSides stream's outlet that has them are found.
const NAME: usize = 8;

/// Bytes in which a name is told twice, eight words: without a bound, a text of names alone takes the square of its length.
const LONGEST_TELLING: usize = 512;

/// Letters of the shortest name.
const LEAST_NAME: usize = 3;

/// Words of the longest box: the longest of that outlet has 75.
const LONGEST_BOX: usize = 100;

/// Words of the shortest box: a name and a short headline.
const SHORTEST_BOX: usize = 5;

/// Letters of the label that ends a box, so that the names of parties and states are none.
const LEAST_LABEL: usize = 4;

/// Pictures that must be counted one after another to make a gallery.
const LEAST_PICTURES: usize = 3;

/// Finds the boxes that are set into some paragraphs of a text, in order: from the second telling of a name to the
/// word in capitals that ends most of the text's boxes.
pub(super) fn boxes(text: &str, paragraphs: impl Iterator<Item = Span>) -> Vec<Span> {
    if !may_have_boxes(text) {
        return Vec::new();
    }
    let lines: Vec<Line> = paragraphs.filter_map(|span| Line::of(text, span)).collect();
    let Some(label) = label(text, &lines) else { return Vec::new() };
    lines.iter().flat_map(|line| line.boxes(text, label)).collect()
}

/// Tells, quickly, whether a capital or a figure is joined to a small letter anywhere, after what may be a name that
/// was told before: without, there is no box.
fn may_have_boxes(text: &str) -> bool {
    let mut last = ' ';
    text.char_indices().any(|(at, next)| {
        let one = std::mem::replace(&mut last, next);
        one.is_lowercase()
            && (next.is_uppercase() || next.is_numeric())
            && may_be_told_before(&text[..at])
    })
}

/// Tells whether a text ends with what may be a name that it has told shortly before.
fn may_be_told_before(text: &str) -> bool {
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST_TELLING))..];
    let before = text.trim_end_matches(char::is_alphanumeric);
    let head = &text[before.len()..];
    let is_part = before.ends_with(['\'', '’', '.', '-']);
    (is_part || is_name(head)) && before.contains(head)
}

/// Whether a paragraph counts pictures: "1 of 12 ... 2 of 12 ... 3 of 12".
pub(super) fn is_gallery(paragraph: &str) -> bool {
    static COUNT: LazyLock<Regex> = pattern!(r"\b(\d{1,3})\s+of\s+(\d{1,3})\b");
    let mut run = 0;
    let mut last = None;
    for count in COUNT.captures_iter(paragraph) {
        let number = |group: usize| count[group].parse::<u32>().ok();
        let next = last.map(|(at, all)| (at + 1, all));
        let this = number(1).zip(number(2));
        run = if this == next { run + 1 } else { 1 };
        if run >= LEAST_PICTURES {
            return true;
        }
        last = this;
    }
    false
}

/// A paragraph in which a box may begin.
struct Line {
    words: Vec<Span>,
    openings: Vec<Opening>,
}

/// Where a name is told again.
struct Opening {
    /// The first word of the second telling.
    start: usize,
    /// The last word of the name.
    name: usize,
    /// Whether what follows comes without a space.
    is_joined: bool,
}

impl Line {
    fn of(text: &str, paragraph: Span) -> Option<Self> {
        static WORD: LazyLock<Regex> = pattern!(r"[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*");
        let words: Vec<Span> = WORD
            .find_iter(paragraph.of(text))
            .map(|word| Span::new(paragraph.start() + word.start(), paragraph.start() + word.end()))
            .collect();
        let mut openings: Vec<Opening> =
            (0..words.len()).filter_map(|word| opening(text, &words, word)).collect();
        // A name is told again from its first word on: "Ana Dimitrov | Ana Dimitrov", not "Ana | Dimitrov Ana".
        let starts: Vec<usize> = openings.iter().map(|opening| opening.start).collect();
        let mut next_starts = starts.into_iter().skip(1);
        openings.retain(|opening| {
            next_starts.next().is_none_or(|next| next > opening.name) || opening.is_joined
        });
        (!openings.is_empty()).then_some(Self { words, openings })
    }

    /// The words that may end the box of an opening, which are in capitals: up to the next one that is joined.
    fn labels<'t>(
        &self,
        text: &'t str,
        opening: &Opening,
    ) -> impl Iterator<Item = (usize, &'t str)> {
        let next = self.openings.iter().find(|next| next.is_joined && next.start > opening.name);
        let end = next.map_or(self.words.len(), |next| next.start).min(opening.start + LONGEST_BOX);
        // "MORE's" is the label too: the sentence goes on with it.
        let stem = |word: usize| self.words[word].of(text).split(['’', '\'']).next();
        let words = (opening.name + 1..end).filter_map(|word| Some((word, stem(word)?)));
        let labels: Vec<(usize, &str)> = words.filter(|(_, word)| is_label(word)).collect();
        labels.into_iter()
    }

    fn boxes(&self, text: &str, label: &str) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        for opening in &self.openings {
            let start = self.words[opening.start];
            if found.last().is_some_and(|last| last.end() > start.start()) {
                continue;
            }
            let end = self.labels(text, opening).find(|(_, word)| *word == label);
            let Some((end, _)) = end.filter(|(end, _)| end - opening.start >= SHORTEST_BOX) else {
                continue;
            };
            let found_box = start.join(self.words[end]);
            if !has_sentence_end(found_box.of(text)) {
                found.push(found_box);
            }
        }
        found
    }
}

/// Finds the word in capitals that follows most of the joined openings, and of those the one that most often stands
/// before a bracket, as a name's party does.
fn label<'t>(text: &'t str, lines: &[Line]) -> Option<&'t str> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in lines {
        for opening in line.openings.iter().filter(|opening| opening.is_joined) {
            let mut labels: BTreeMap<&str, bool> = BTreeMap::new();
            for (word, label) in line.labels(text, opening) {
                let rest = text[line.words[word].end()..].trim_start();
                *labels.entry(label).or_default() |= rest.starts_with(['(', '[']);
            }
            for (label, is_bracketed) in labels {
                let count = counts.entry(label).or_default();
                *count = (count.0 + 1, count.1 + usize::from(is_bracketed));
            }
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(label, _)| label)
}

/// Tells whether a name is told again at a word: the same word stands a few words before, with nothing but names between.
fn opening(text: &str, words: &[Span], at: usize) -> Option<Opening> {
    if text[..words[at].start()].ends_with(['@', '#', '/', '.']) {
        return None;
    }
    let word = words[at].of(text);
    let names = (at.saturating_sub(NAME)..at)
        .rev()
        .take_while(|&before| is_name(words[before].of(text)))
        .skip(1);
    let told_before = |name: &str| names.clone().find(|&before| words[before].of(text) == name);
    let joined = heads(word).filter(|head| is_name(head)).find_map(told_before);
    let before = joined.or_else(|| told_before(word).filter(|_| is_name(word)))?;
    Some(Opening { start: before + 1, name: at, is_joined: joined.is_some() })
}

/// Returns the parts of a word before each capital or figure that is joined to a small letter.
fn heads(word: &str) -> impl Iterator<Item = &str> {
    let letters = word.char_indices().zip(word.chars().skip(1));
    letters
        .filter(|((_, one), next)| one.is_lowercase() && (next.is_uppercase() || next.is_numeric()))
        .map(|((at, one), _)| &word[..at + one.len_utf8()])
}

/// Tells whether a sentence ends inside a stretch: headlines have no full stop but behind what is shortened.
fn has_sentence_end(stretch: &str) -> bool {
    static END: LazyLock<Regex> = pattern!(r"\p{Ll}{4}[.]\W*\s\W*\p{Lu}");
    END.is_match(stretch)
}

fn is_name(word: &str) -> bool {
    let is_long = word.chars().count() >= LEAST_NAME && word.contains(char::is_lowercase);
    word.starts_with(char::is_uppercase) && (is_long || word.chars().count() == 1)
}

fn is_label(word: &str) -> bool {
    word.chars().count() >= LEAST_LABEL && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let lines = text.lines().scan(0, |at, line| {
            let span = Span::new(*at, *at + line.len());
            *at += line.len() + 1;
            Some(span)
        });
        boxes(text, lines).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn boxes_end_in_the_word_that_ends_most() {
        let text = "The mayor Ana Dimitrov Ana Maria DimitrovBridge to close for a year Talks on the NATO base stall \
                    SEEN (Varna) said so.\n\
                    With her, Tom Hale Thomas HaleFerry fares rise again Quay to be rebuilt by spring SEEN’s daughter left.\n\
                    Jane Park Jane Ann Park Market moves to the old harbour SEEN stayed.";
        assert_eq!(
            found(text),
            [
                "Ana Maria DimitrovBridge to close for a year Talks on the NATO base stall SEEN",
                "Thomas HaleFerry fares rise again Quay to be rebuilt by spring SEEN’s",
                "Jane Ann Park Market moves to the old harbour SEEN",
            ]
        );
    }

    #[test]
    fn names_that_are_told_twice_are_no_boxes() {
        for text in [
            "In New York, New York Mayor Jo Park spoke of NATO and left.",
            "It was late. — Tom Hale (@TomHale) wrote of NATO and the ferry on Monday.",
            "Its article on TheFerry cited a report of the town. A NATO base is near.",
            "The Ferry Line TheFerry is no name. It ended. The NATO base is near.",
            "The firm of McHale told the FISA court that McHale and HarbourNet would close.",
            "",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn galleries_count_their_pictures() {
        assert!(is_gallery("The bridge 1 of 12 The ferry 2 of 12 The quay in May 3 of 12"));
        assert!(!is_gallery("By 3 of 12 votes, then 4 of 12, and 9 of 10 in the end."));
        assert!(!is_gallery("In 1 of 3 towns"));
    }
}
