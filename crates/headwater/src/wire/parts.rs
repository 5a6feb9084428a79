//! What several documents have: words and where they stand, notes, qualifiers, names.

use serde::Serialize;

use super::kinds;
use super::offsets::Offsets;
use crate::attribute::Attributed;
use crate::model::{Note, Qualifier, Speaker};

/// Where words begin and end in the text, in code points.
pub type Range = (usize, usize);

/// A stretch of or beside a report that is no statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoteEntry {
    /// `title`, `deck`, `caption`, `credit`, `author-box`, `editor-note` or `furniture`.
    pub kind: &'static str,
    /// Its words.
    pub text: String,
    /// Where it begins in the report's text; null if it stands beside it.
    pub start: Option<usize>,
    /// Where it ends.
    pub end: Option<usize>,
}

/// Words that hold a statement back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QualifierEntry {
    /// `denial`, `hedge` or `condition`.
    pub kind: &'static str,
    /// The words.
    pub text: String,
    /// Where they begin in the report's text.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

/// Composes the entries of a report's notes.
pub(super) fn notes(notes: &[Note], offsets: &Offsets<'_>) -> Vec<NoteEntry> {
    let entry = |note: &Note| {
        let range = note.span.map(|span| offsets.range(span));
        NoteEntry {
            kind: kinds::note(note.kind),
            text: note.text.clone(),
            start: range.map(|(start, _)| start),
            end: range.map(|(_, end)| end),
        }
    };
    notes.iter().map(entry).collect()
}

/// Enters the qualifiers of a statement.
pub(super) fn qualifiers(
    of: &[Qualifier],
    text: &str,
    offsets: &Offsets<'_>,
) -> Vec<QualifierEntry> {
    let entry = |qualifier: &Qualifier| {
        let (start, end) = offsets.range(qualifier.span);
        let text = qualifier.span.of(text).to_owned();
        QualifierEntry { kind: kinds::qualifier(qualifier.kind), text, start, end }
    };
    of.iter().map(entry).collect()
}

/// Names the outlet or agency of a credit.
pub(super) fn via(attributed: &Attributed, credit: Option<u32>) -> Option<String> {
    credit.map(|index| attributed.credits[index as usize].name.clone())
}

/// Joins the names of speakers, or returns nothing if there are none.
pub(super) fn names(speakers: &[Speaker]) -> Option<String> {
    let names: Vec<_> = speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join("; "))
}
