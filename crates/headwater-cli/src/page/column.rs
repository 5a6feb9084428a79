use headwater::draw;
use headwater::wire::{ComparisonDocument, NoteEntry, ReportEntry};

use super::descent;
use super::places::{Places, name_anchor, note_anchor, report_anchor, title_anchor};
use super::setting::{Run, SetText, set};

/// A report as it stands beside the others.
pub(super) struct Column<'d> {
    pub(super) anchor: String,
    pub(super) name_anchor: String,
    pub(super) title_anchor: String,
    pub(super) name: String,
    pub(super) report: &'d ReportEntry,
    /// What it is, when it was published, by whom, and its id.
    pub(super) facts: String,
    /// The report's address, if it is one that a browser opens as a page.
    pub(super) address: Option<&'d str>,
    /// The report's language, if it can stand in a `lang` attribute.
    pub(super) language: Option<&'d str>,
    pub(super) paragraphs: Vec<Vec<Run<'d>>>,
    /// The anchors of what has no words of its own to stand at: a statement wholly within shorter ones.
    pub(super) bare_anchors: Vec<String>,
    /// The notes that stand beside the text.
    pub(super) notes: Vec<NoteView<'d>>,
}

/// A note of a report.
pub(super) struct NoteView<'d> {
    pub(super) anchor: String,
    pub(super) kind: &'static str,
    pub(super) words: &'d str,
}

/// Sets each report's text with its statements, notes and shared passages.
pub(super) fn columns<'d>(
    document: &'d ComparisonDocument,
    places: &Places<'d>,
) -> Vec<Column<'d>> {
    let column = |(at, report): (usize, &'d ReportEntry)| {
        let SetText { paragraphs, bare_anchors } = set(document, places, at);
        Column {
            anchor: report_anchor(at),
            name_anchor: name_anchor(at),
            title_anchor: title_anchor(at),
            name: places.names.name(&report.id),
            report,
            facts: facts(report),
            address: report.url.as_deref().filter(|url| is_web_address(url)),
            language: report.language.as_deref().filter(|code| is_language_code(code)),
            paragraphs,
            bare_anchors,
            notes: notes_beside(at, report),
        }
    };
    document.reports.iter().enumerate().map(column).collect()
}

fn facts(report: &ReportEntry) -> String {
    let published = report.published.as_deref().map(draw::to_the_minute);
    let id = report.outlet.is_some().then(|| report.id.clone());
    let facts = [Some(descent::kind(report.kind).to_owned()), published, report.byline.clone(), id];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn notes_beside(at: usize, report: &ReportEntry) -> Vec<NoteView<'_>> {
    let beside = report.notes.iter().enumerate().filter(|(_, note)| note.start.is_none());
    beside
        .map(|(index, note)| NoteView {
            anchor: note_anchor(at, index),
            kind: note_kind(note),
            words: &note.text,
        })
        .collect()
}

/// Says in plain words what a note is.
pub(super) fn note_kind(note: &NoteEntry) -> &'static str {
    match note.kind {
        "title" => "Title repeated",
        "deck" => "Summary",
        "caption" => "Caption",
        "credit" => "Credit",
        "author-box" => "About the author",
        "editor-note" => "Editors’ note",
        _ => "Page furniture",
    }
}

fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn is_language_code(code: &str) -> bool {
    code.len() >= 2 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
