//! Finds the paragraphs of a text, and in them what is no note.

use crate::model::Span;

/// A stretch of a paragraph between notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands.
    pub(super) span: Span,
    /// The paragraph, counted from 0, that it stands in.
    pub(super) paragraph: u32,
}

/// Finds the stretches of a text that are no notes, paragraph by paragraph.
pub(super) fn pieces(text: &str, notes: &[Span]) -> Vec<Piece> {
    paragraphs(text)
        .into_iter()
        .zip(0..)
        .flat_map(|(paragraph, position)| {
            without(paragraph, notes)
                .into_iter()
                .map(move |span| Piece { span, paragraph: position })
        })
        .collect()
}

/// Finds the paragraphs of a text: blank lines end them, and so do single line ends, unless a line was
/// wrapped in the middle of a sentence.
///
/// A line end that was written out (a backslash and an `n` by themselves), as serialization leaves it in
/// crawled texts, ends a paragraph too.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for line in lines(text) {
        let line = line.trimmed(text);
        if line.is_empty() {
            continue;
        }
        match found.last_mut() {
            Some(last) if is_wrapped(text, *last, line) => *last = last.join(line),
            _ => found.push(line),
        }
    }
    found
}

/// The lines of a text, without what ends them.
fn lines(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (end, next) in line_ends(text) {
        found.push(Span::new(start, end));
        start = next;
    }
    found.push(Span::new(start, text.len()));
    found
}

/// Where each line ends and where the next begins.
fn line_ends(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.char_indices().filter_map(|(at, character)| match character {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some((at, at + character.len_utf8())),
        '\\' if is_written_out(text, at) => Some((at, at + 2)),
        _ => None,
    })
}

fn is_written_out(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_none_or(char::is_whitespace);
    let mut after = text[at + 1..].chars();
    before && after.next() == Some('n') && after.next().is_none_or(char::is_whitespace)
}

/// Lines shorter than this are not wrapped: mail and agency feeds wrap at 60 to 80 columns, headlines and
/// captions that end without a mark are mostly shorter.
const WRAPPED_LINE: usize = 50;

/// Tells whether a line goes on in the next: no blank line between them, no mark at the end of the first,
/// and a small letter at the start of the second.
fn is_wrapped(text: &str, before: Span, line: Span) -> bool {
    let gap = &text[before.end()..line.start()];
    let one_line_end =
        gap.matches('\n').count() == 1 && !gap.contains(['\\', '\u{2028}', '\u{2029}']);
    let last_line = before.of(text).rsplit('\n').next().unwrap_or_default();
    one_line_end
        && last_line.len() >= WRAPPED_LINE
        && last_line.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        && line.of(text).starts_with(char::is_lowercase)
}

/// What is left of a span without the notes in it.
fn without(span: Span, notes: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    let mut start = span.start();
    for note in notes.iter().filter(|note| span.overlap(**note) > 0) {
        if note.start() > start {
            left.push(Span::new(start, note.start()));
        }
        start = start.max(note.end());
    }
    if start < span.end() {
        left.push(Span::new(start, span.end()));
    }
    left
}
