//! Finds what stands in quotation marks, whatever marks an outlet uses and however it forgets them.

use super::paragraphs::paragraphs;
use crate::model::Span;

/// Finds the stretches in quotation marks, without the marks.
///
/// Outermost quotations only, in order. A quotation whose paragraphs each open with a mark while only the
/// last closes comes as one stretch a paragraph. One that never closes ends with its sentence; a closing
/// mark without an opening one closes what its sentence began.
///
/// ```
/// let text = "“We won,” he said, calling it a 'clear' day.";
/// let spans = headwater::split::quotations(text);
/// assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["We won,", "clear"]);
/// ```
pub fn quotations(text: &str) -> Vec<Span> {
    let paragraphs = paragraphs(text);
    let mut found = Vec::new();
    for (position, paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(position + 1).map_or("", |next| next.of(text));
        let goes_on = next.starts_with(['“', '"', '„', '«', '‘']);
        found.extend(in_paragraph(text, *paragraph, goes_on));
    }
    found
}

/// A mark, as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// The mark looks the same on both sides and its neighbours do not tell.
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    side: Side,
}

fn in_paragraph(text: &str, paragraph: Span, goes_on: bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    for mark in double_marks(text, paragraph) {
        match (mark.side, open.last()) {
            (Side::Opens, _) | (Side::Either, None) => open.push(mark),
            (_, Some(opening)) => {
                found.push(Span::new(opening.end, mark.start));
                open.pop();
            }
            (Side::Closes, None) => found.extend(forgotten_opening(text, paragraph, mark, &found)),
        }
    }
    let last = open.len().saturating_sub(1);
    for (position, opening) in open.iter().enumerate() {
        let until = if goes_on && position == last {
            paragraph.end()
        } else {
            let next = open.get(position + 1).map_or(paragraph.end(), |next| next.start);
            sentence_end(text, Span::new(opening.end, next))
        };
        found.push(Span::new(opening.end, until));
    }
    let mut found = outermost(text, found);
    found.extend(single_quotations(text, paragraph, &found));
    found.sort_unstable();
    found
}

/// Drops what is empty and what lies within or across an earlier one.
fn outermost(text: &str, found: Vec<Span>) -> Vec<Span> {
    let mut found: Vec<Span> =
        found.into_iter().map(|span| span.trimmed(text)).filter(|span| !span.is_empty()).collect();
    found.sort_unstable_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
    let mut end = 0;
    found.retain(|span| {
        let outside = span.start() >= end;
        end = end.max(span.end());
        outside
    });
    found
}

/// The quotation that a closing mark ends whose opening mark was forgotten: from the start of its sentence,
/// unless another quotation stands between.
fn forgotten_opening(text: &str, paragraph: Span, mark: Mark, found: &[Span]) -> Option<Span> {
    let before = &text[paragraph.start()..mark.start];
    // After a digit a mark means inches.
    let spoken = before.ends_with(|c: char| c.is_alphabetic() || ",.!?…".contains(c));
    let start = paragraph.start() + last_sentence_start(before);
    let free = found.iter().all(|earlier| earlier.end() <= start);
    (spoken && free).then(|| Span::new(start, mark.start))
}

/// Where the last sentence of the words begins, by its marks alone.
fn last_sentence_start(words: &str) -> usize {
    let body = words.trim_end_matches([',', '.', '!', '?']);
    body.rmatch_indices(['.', '!', '?'])
        .map(|(at, _)| at + 1)
        .find(|&after| is_sentence_gap(&words[after..]))
        .map_or(0, |after| after + (words[after..].len() - words[after..].trim_start().len()))
}

/// Where the first sentence of a stretch ends, by its marks alone.
fn sentence_end(text: &str, stretch: Span) -> usize {
    let words = stretch.of(text);
    words
        .match_indices(['.', '!', '?'])
        .map(|(at, _)| at + 1)
        .find(|&after| is_sentence_gap(&words[after..]))
        .map_or(stretch.end(), |after| stretch.start() + after)
}

/// Tells whether white space and a capital letter follow.
fn is_sentence_gap(rest: &str) -> bool {
    let next = rest.trim_start();
    next.len() < rest.len() && next.starts_with(char::is_uppercase)
}

/// The double marks of a paragraph, each with the side that its shape and its neighbours give it.
fn double_marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut characters = paragraph.of(text).char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let start = paragraph.start() + at;
        let doubled = "`'".contains(character)
            && characters.next_if(|(_, next)| *next == character).is_some();
        let end = start + character.len_utf8() * if doubled { 2 } else { 1 };
        let around = Around::new(text, paragraph, start, end);
        let side = match character {
            '“' | '‟' if around.closes_low_mark(&marks, text) => Side::Closes,
            '“' | '„' | '‟' | '«' | '‹' if !around.closes() => Side::Opens,
            '“' | '‟' | '”' | '«' | '‹' if around.opens() => Side::Opens,
            '”' | '“' | '‟' | '«' | '‹' => Side::Closes,
            '„' => Side::Opens,
            '»' | '›' if around.opens() => Side::Opens,
            '»' | '›' => Side::Closes,
            '"' | '＂' => around.straight(),
            '`' if doubled => Side::Opens,
            '\'' if doubled => Side::Closes,
            _ => continue,
        };
        marks.push(Mark { start, end, side });
    }
    marks
}

/// The characters beside a mark.
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn new(text: &str, paragraph: Span, start: usize, end: usize) -> Self {
        Self {
            before: text[paragraph.start()..start].chars().next_back(),
            after: text[end..paragraph.end()].chars().next(),
        }
    }

    /// Tells whether the mark stands before a word and after none.
    fn opens(&self) -> bool {
        is_gap(self.before) && self.after.is_some_and(char::is_alphanumeric)
    }

    /// Tells whether the mark stands after a word or a sentence's mark and before none.
    fn closes(&self) -> bool {
        self.before.is_some_and(|c| c.is_alphanumeric() || ",.!?…".contains(c))
            && self.after.is_none_or(|c| c.is_whitespace() || ",.;:!?)]—–-".contains(c))
    }

    /// Tells whether a high mark closes what a low one opened, as in German.
    fn closes_low_mark(&self, marks: &[Mark], text: &str) -> bool {
        let open = marks.iter().rev().find(|mark| mark.side == Side::Opens);
        !self.opens() && open.is_some_and(|mark| text[mark.start..mark.end].starts_with('„'))
    }

    /// The side of a mark that looks the same on both.
    fn straight(&self) -> Side {
        let gap_before = is_gap(self.before);
        let gap_after = self.after.is_none_or(|c| c.is_whitespace() || ",.;:!?)]—–".contains(c));
        match (gap_before, gap_after) {
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            _ => Side::Either,
        }
    }
}

fn is_gap(character: Option<char>) -> bool {
    character.is_none_or(|c| c.is_whitespace() || "([{—–-/:".contains(c))
}

/// Finds quotations in single marks outside those in double ones.
fn single_quotations(text: &str, paragraph: Span, double: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = paragraph.start();
    while let Some(opening) = single_opening(text, paragraph, from) {
        let inside = double.iter().find(|span| (span.start()..span.end()).contains(&opening));
        from = opening + 1;
        if let Some(span) = inside {
            from = span.end();
        } else if let Some(closing) = single_closing(text, paragraph, opening) {
            let span = Span::new(opening, closing);
            if double.iter().all(|other| other.overlap(span) == 0) {
                found.push(span);
                from = closing;
            }
        }
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    found
}

/// Words that begin with an apostrophe.
const ELISIONS: [&str; 10] =
    ["em", "n", "til", "tis", "twas", "cause", "bout", "round", "cuz", "s"];

/// The byte after the next single mark that opens.
fn single_opening(text: &str, paragraph: Span, from: usize) -> Option<usize> {
    let stretch = &text[from..paragraph.end()];
    let mut marks = stretch.char_indices().filter(|(_, c)| matches!(c, '‘' | '\'' | '‚'));
    marks.find_map(|(at, character)| {
        let start = from + at;
        let end = start + character.len_utf8();
        let before = text[paragraph.start()..start].chars().next_back();
        let word: String =
            text[end..paragraph.end()].chars().take_while(|c| c.is_alphanumeric()).collect();
        let elided = ELISIONS.contains(&word.to_lowercase().as_str())
            || (word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s'));
        (is_gap(before) && !word.is_empty() && !elided).then_some(end)
    })
}

/// Bytes to look for a closing mark: quotations are shorter, and the look-out for each apostrophe is bounded.
const LONGEST_IN_SINGLE_MARKS: usize = 4096;

/// The byte before the single mark that closes what opened at `opening`.
///
/// After an "s" and before another word a mark may be a possessive, so a later one is preferred if there is
/// one before the next opening.
fn single_closing(text: &str, paragraph: Span, opening: usize) -> Option<usize> {
    let mut possessive = None;
    let mut end = paragraph.end().min(opening + LONGEST_IN_SINGLE_MARKS);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let stretch = &text[opening..end];
    for (at, character) in stretch.char_indices().filter(|(_, c)| "'’‘".contains(*c)) {
        let before = stretch[..at].chars().next_back()?;
        let mut after = stretch[at + character.len_utf8()..].chars();
        let next = after.next();
        if is_gap(Some(before)) && next.is_some_and(char::is_alphanumeric) {
            break;
        }
        if next.is_some_and(char::is_alphanumeric) || character == '‘' {
            continue;
        }
        if before == 's' && next == Some(' ') && after.next().is_some_and(char::is_lowercase) {
            possessive = possessive.or(Some(opening + at));
            continue;
        }
        return Some(opening + at);
    }
    possessive
}
