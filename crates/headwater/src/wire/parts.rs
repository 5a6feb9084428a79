//! What several documents have: words and where they stand, notes, qualifiers, names.

use serde::Serialize;

use super::kinds;
use super::offsets::Offsets;
use crate::attribute::Attributed;
use crate::model::{Attribution, Credit, CreditScope, Note, Qualifier, Report, ReportId, Speaker};

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

/// Names the outlets and agencies of some credits.
pub(super) fn vias(credits: &[Credit], of: &[u32]) -> Vec<String> {
    of.iter().map(|&index| credits[index as usize].name.clone()).collect()
}

/// The outlet that a report names as having gathered all of it.
pub(super) fn gathered_by(
    report: &Report,
    attributed: &Attributed,
    id: ReportId,
) -> Option<String> {
    let own = report.outlet.as_ref().map(|outlet| outlet.value.as_str());
    let mut credits = attributed.credits.iter().filter(|credit| {
        credit.at.report == id
            && credit.scope == CreditScope::Whole
            && Some(credit.name.as_str()) != own
    });
    credits.next().map(|credit| credit.name.clone())
}

/// `second` where a report names another outlet as having gathered an attribution's words, or all of the report,
/// else `first`.
pub(super) fn hand(
    report: &Report,
    attributed: &Attributed,
    attribution: &Attribution,
) -> &'static str {
    let own = report.outlet.as_ref().map(|outlet| &outlet.value);
    let others = vias(&attributed.credits, &attribution.vias);
    let second = match others.is_empty() {
        true => gathered_by(report, attributed, attribution.report).is_some(),
        false => others.iter().any(|via| Some(via) != own),
    };
    if second { "second" } else { "first" }
}

/// Joins the names of speakers, or returns nothing if there are none.
pub(super) fn names(speakers: &[Speaker]) -> Option<String> {
    let names: Vec<_> = speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join("; "))
}
