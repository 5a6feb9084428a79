use std::collections::BTreeSet;

use headwater::draw;
use headwater::wire::{ComparisonDocument, NoteEntry, ReportEntry, ReuseEntry};

use super::descent;
use super::places::{
    Places, claim_anchor, note_anchor, report_anchor, statement_anchor, title_anchor, words_anchor,
};
use crate::answer::reports_of;

/// A report as it stands beside the others.
pub(super) struct Column<'d> {
    pub(super) anchor: String,
    pub(super) title_anchor: String,
    pub(super) name: String,
    pub(super) report: &'d ReportEntry,
    pub(super) kind: &'static str,
    /// When it was published, as a person reads it.
    pub(super) published: Option<String>,
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

/// A stretch of text within one statement or note, or outside of any.
pub(super) struct Run<'d> {
    /// The anchor, where the statement or note begins.
    pub(super) anchor: Option<String>,
    pub(super) role: Role,
    pub(super) pieces: Vec<Piece<'d>>,
}

/// What a stretch of text is.
pub(super) enum Role {
    Plain,
    Note(&'static str),
    Statement(StatementRun),
}

/// A stretch of a statement, with where its fellows are.
pub(super) struct StatementRun {
    pub(super) claim: String,
    /// The anchor of the next statement of the claim in another report; none if only this report tells it.
    pub(super) fellow: Option<String>,
    pub(super) others: String,
}

/// A stretch of text that is shared in one way.
pub(super) struct Piece<'d> {
    /// The anchor of a quotation that begins here.
    pub(super) anchor: Option<String>,
    pub(super) shade: Shade,
    /// The reports that have these words too.
    pub(super) also: String,
    /// Whether another report says something else here.
    pub(super) differs: bool,
    pub(super) words: &'d str,
}

/// In what way words are shared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shade {
    None,
    Copied,
    Quoted,
}

/// What covers a character of a text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Cover {
    /// A position in the list of the report's statements.
    statement: Option<usize>,
    /// A position in the report's notes.
    note: Option<usize>,
    /// A position in the list of the report's shared passages.
    passage: Option<usize>,
    differs: bool,
}

/// A statement with its claim's and its own position.
struct Placed {
    claim: usize,
    statement: usize,
    start: usize,
    end: usize,
}

/// A passage of a report that another has too.
struct Passage<'d> {
    start: usize,
    end: usize,
    other: &'d str,
    shade: Shade,
}

/// Sets each report's text with its statements, notes and shared passages.
pub(super) fn columns<'d>(
    document: &'d ComparisonDocument,
    places: &Places<'d>,
) -> Vec<Column<'d>> {
    let column = |(at, report): (usize, &'d ReportEntry)| {
        let setter = Setter::new(document, places, at);
        let mut paragraphs = setter.paragraphs();
        let bare_anchors = setter.settle_anchors(&mut paragraphs);
        Column {
            anchor: report_anchor(at),
            title_anchor: title_anchor(at),
            name: places.name(&report.id),
            report,
            kind: descent::kind(report.kind),
            published: report.published.as_deref().map(draw::to_the_minute),
            address: report.url.as_deref().filter(|url| is_web_address(url)),
            language: report.language.as_deref().filter(|code| is_language_code(code)),
            paragraphs,
            bare_anchors,
            notes: notes_beside(at, report),
        }
    };
    document.reports.iter().enumerate().map(column).collect()
}

/// Cuts one report's text into paragraphs of runs of pieces.
struct Setter<'d, 'p> {
    document: &'d ComparisonDocument,
    places: &'p Places<'d>,
    at: usize,
    /// The byte at which each character begins, and the end of the text.
    bytes: Vec<usize>,
    statements: Vec<Placed>,
    passages: Vec<Passage<'d>>,
    quoted: BTreeSet<usize>,
    covers: Vec<Cover>,
}

impl<'d, 'p> Setter<'d, 'p> {
    fn new(document: &'d ComparisonDocument, places: &'p Places<'d>, at: usize) -> Self {
        let report = &document.reports[at];
        let starts = report.text.char_indices().map(|(byte, _)| byte);
        let mut setter = Self {
            document,
            places,
            at,
            bytes: starts.chain([report.text.len()]).collect(),
            statements: statements(document, &report.id),
            passages: passages(document, &report.id),
            quoted: places.quoted_starts(&report.id),
            covers: Vec::new(),
        };
        setter.covers = setter.cover();
        setter
    }

    /// Finds what covers each character; where two of a kind do, the shorter.
    fn cover(&self) -> Vec<Cover> {
        let length = self.bytes.len() - 1;
        let mut covers = vec![Cover::default(); length];
        let range = |start: usize, end: usize| start.min(end).min(length)..end.min(length);
        for (index, passage) in self.passages.iter().enumerate() {
            for cover in &mut covers[range(passage.start, passage.end)] {
                cover.passage = Some(index);
            }
        }
        for (index, statement) in self.statements.iter().enumerate() {
            for cover in &mut covers[range(statement.start, statement.end)] {
                cover.statement = Some(index);
            }
        }
        for (start, end) in differing(self.document, &self.document.reports[self.at].id) {
            for cover in &mut covers[range(start, end)] {
                cover.differs = true;
            }
        }
        for (index, note) in self.document.reports[self.at].notes.iter().enumerate() {
            let (Some(start), Some(end)) = (note.start, note.end) else { continue };
            for cover in &mut covers[range(start, end)] {
                cover.note = Some(index);
            }
        }
        covers
    }

    fn paragraphs(&self) -> Vec<Vec<Run<'d>>> {
        let text = &self.document.reports[self.at].text;
        let mut start = 0;
        let mut paragraphs = Vec::new();
        for line in text.split('\n') {
            let end = start + line.chars().count();
            if !line.trim().is_empty() {
                paragraphs.push(self.runs(start, end));
            }
            start = end + 1;
        }
        paragraphs
    }

    /// Leaves each anchor only where it first stands, and returns those that stand nowhere.
    fn settle_anchors(&self, paragraphs: &mut [Vec<Run<'d>>]) -> Vec<String> {
        let statements =
            self.statements.iter().map(|placed| statement_anchor(placed.claim, placed.statement));
        let quoted = self.quoted.iter().map(|&start| words_anchor(self.at, start));
        let notes = self.document.reports[self.at].notes.iter().enumerate();
        let notes = notes.filter(|(_, note)| note.start.is_some());
        let notes = notes.map(|(index, _)| note_anchor(self.at, index));
        let mut missing: BTreeSet<String> = statements.chain(quoted).chain(notes).collect();
        for run in paragraphs.iter_mut().flatten() {
            run.anchor = run.anchor.take().filter(|anchor| missing.remove(anchor));
            for piece in &mut run.pieces {
                piece.anchor = piece.anchor.take().filter(|anchor| missing.remove(anchor));
            }
        }
        missing.into_iter().collect()
    }

    fn runs(&self, start: usize, end: usize) -> Vec<Run<'d>> {
        let owner = |at: usize| (self.covers[at].statement, self.covers[at].note);
        stretches(start, end, |a, b| owner(a) == owner(b))
            .map(|(start, end)| self.run(start, end))
            .collect()
    }

    fn run(&self, start: usize, end: usize) -> Run<'d> {
        let (role, anchor) = match self.covers[start] {
            Cover { statement: Some(index), .. } => {
                let Placed { claim, statement, .. } = self.statements[index];
                (Role::Statement(self.statement(index)), Some(statement_anchor(claim, statement)))
            }
            Cover { note: Some(index), .. } => {
                let kind = note_kind(&self.document.reports[self.at].notes[index]);
                (Role::Note(kind), Some(note_anchor(self.at, index)))
            }
            _ => (Role::Plain, None),
        };
        let pieces = stretches(start, end, |a, b| {
            let shared = |at: usize| (self.covers[at].passage, self.covers[at].differs);
            shared(a) == shared(b) && !self.quoted.contains(&b)
        });
        Run { anchor, role, pieces: pieces.map(|(start, end)| self.piece(start, end)).collect() }
    }

    fn statement(&self, index: usize) -> StatementRun {
        let placed = &self.statements[index];
        let claim = &self.document.claims[placed.claim];
        let own = &claim.statements[placed.statement].report;
        let after = (placed.statement + 1..claim.statements.len()).chain(0..placed.statement);
        let fellow = after.into_iter().find(|&other| claim.statements[other].report != *own);
        let others = claim.statements.iter().map(|statement| statement.report.as_str());
        StatementRun {
            claim: claim_anchor(placed.claim),
            fellow: fellow.map(|other| statement_anchor(placed.claim, other)),
            others: self.places.names(others.filter(|id| id != own)).join(", "),
        }
    }

    fn piece(&self, start: usize, end: usize) -> Piece<'d> {
        let text = &self.document.reports[self.at].text;
        let covering: Vec<_> = self
            .passages
            .iter()
            .filter(|passage| passage.start <= start && start < passage.end)
            .collect();
        Piece {
            anchor: self.quoted.contains(&start).then(|| words_anchor(self.at, start)),
            shade: self.covers[start]
                .passage
                .map_or(Shade::None, |index| self.passages[index].shade),
            also: self.places.names(covering.iter().map(|passage| passage.other)).join(", "),
            differs: self.covers[start].differs,
            words: &text[self.bytes[start]..self.bytes[end]],
        }
    }
}

/// Cuts a range where neighbours are not alike.
fn stretches(
    start: usize,
    end: usize,
    alike: impl Fn(usize, usize) -> bool,
) -> impl Iterator<Item = (usize, usize)> {
    let mut next = start;
    std::iter::from_fn(move || {
        let first = next;
        (first < end).then(|| {
            next = (first + 1..end).find(|&at| !alike(at - 1, at)).unwrap_or(end);
            (first, next)
        })
    })
}

/// Returns the statements of a report, the longest first.
fn statements(document: &ComparisonDocument, report: &str) -> Vec<Placed> {
    let of_claim = |(at, claim): (usize, &headwater::wire::ClaimEntry)| {
        let own = claim.statements.iter().enumerate().filter(|(_, it)| it.report == report);
        own.map(|(position, it)| Placed {
            claim: at,
            statement: position,
            start: it.start,
            end: it.end,
        })
        .collect::<Vec<_>>()
    };
    let mut all: Vec<_> = document.claims.iter().enumerate().flat_map(of_claim).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.end.saturating_sub(it.start)));
    all
}

/// Returns the passages of a report that others have too, the longest first and quotations last.
fn passages<'d>(document: &'d ComparisonDocument, report: &str) -> Vec<Passage<'d>> {
    let sides = document.reuse.iter().flat_map(|reuse: &ReuseEntry| {
        [
            (&reuse.a, reuse.a_start, reuse.a_end, &reuse.b),
            (&reuse.b, reuse.b_start, reuse.b_end, &reuse.a),
        ]
        .map(|(own, start, end, other)| (own, start, end, other, reuse.class))
    });
    let own = sides.filter(|(own, ..)| *own == report);
    let mut passages: Vec<_> = own
        .filter_map(|(_, start, end, other, class)| {
            let shade = match class {
                "text" => Shade::Copied,
                "quotation" => Shade::Quoted,
                _ => return None,
            };
            Some(Passage { start, end, other, shade })
        })
        .collect();
    passages.sort_by_key(|it| {
        (it.shade == Shade::Quoted, std::cmp::Reverse(it.end.saturating_sub(it.start)))
    });
    passages
}

/// Returns where a report says what another contradicts.
fn differing<'d>(
    document: &'d ComparisonDocument,
    report: &'d str,
) -> impl Iterator<Item = (usize, usize)> {
    document.claims.iter().flat_map(move |claim| {
        let sides = claim.conflicts.iter().flat_map(|conflict| &conflict.sides);
        let own = sides.filter(move |side| claim.statements[side.statement].report == report);
        own.map(|side| (side.start, side.end))
    })
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

fn note_kind(note: &NoteEntry) -> &'static str {
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
