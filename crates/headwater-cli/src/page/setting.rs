use std::collections::BTreeSet;

use headwater::wire::{ComparisonDocument, ReportEntry};

use super::column::note_kind;
use super::cover::{Cover, Covering, Placed, Shade};
use super::places::{Places, claim_anchor, note_anchor, statement_anchor, words_anchor};

/// A report's text, set for the page.
pub(super) struct SetText<'d> {
    pub(super) paragraphs: Vec<Vec<Run<'d>>>,
    /// The anchors of what has no words of its own to stand at: a statement wholly within shorter ones.
    pub(super) bare_anchors: Vec<String>,
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

/// Sets the text of the report at a position with its statements, notes and shared passages.
pub(super) fn set<'d>(
    document: &'d ComparisonDocument,
    places: &Places<'d>,
    at: usize,
) -> SetText<'d> {
    let setter = Setter::new(document, places, at);
    let mut paragraphs = setter.paragraphs();
    let bare_anchors = setter.settle_anchors(&mut paragraphs);
    SetText { paragraphs, bare_anchors }
}

/// Cuts one report's text into paragraphs of runs of pieces.
struct Setter<'d, 'p> {
    document: &'d ComparisonDocument,
    places: &'p Places<'d>,
    report: &'d ReportEntry,
    at: usize,
    /// The byte at which each character begins, and the end of the text.
    bytes: Vec<usize>,
    covering: Covering<'d>,
    quoted: BTreeSet<usize>,
}

impl<'d, 'p> Setter<'d, 'p> {
    fn new(document: &'d ComparisonDocument, places: &'p Places<'d>, at: usize) -> Self {
        let report = &document.reports[at];
        let starts = report.text.char_indices().map(|(byte, _)| byte);
        Self {
            document,
            places,
            report,
            at,
            bytes: starts.chain([report.text.len()]).collect(),
            covering: Covering::new(document, report),
            quoted: places.quoted_starts(&report.id),
        }
    }

    fn paragraphs(&self) -> Vec<Vec<Run<'d>>> {
        let mut start = 0;
        let mut paragraphs = Vec::new();
        for line in self.report.text.split('\n') {
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
        let statements = self.covering.statements.iter();
        let statements = statements.map(|placed| statement_anchor(placed.claim, placed.statement));
        let quoted = self.quoted.iter().map(|&start| words_anchor(self.at, start));
        let notes = self.report.notes.iter().enumerate();
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
        let owner = |at: usize| (self.covering.covers[at].statement, self.covering.covers[at].note);
        stretches(start, end, |a, b| owner(a) == owner(b))
            .map(|(start, end)| self.run(start, end))
            .collect()
    }

    fn run(&self, start: usize, end: usize) -> Run<'d> {
        let (role, anchor) = match self.covering.covers[start] {
            Cover { statement: Some(index), .. } => {
                let Placed { claim, statement, .. } = self.covering.statements[index];
                (Role::Statement(self.statement(index)), Some(statement_anchor(claim, statement)))
            }
            Cover { note: Some(index), .. } => {
                let kind = note_kind(&self.report.notes[index]);
                (Role::Note(kind), Some(note_anchor(self.at, index)))
            }
            _ => (Role::Plain, None),
        };
        let pieces = stretches(start, end, |a, b| {
            let shared =
                |at: usize| (self.covering.covers[at].passage, self.covering.covers[at].differs);
            shared(a) == shared(b) && !self.quoted.contains(&b)
        });
        Run { anchor, role, pieces: pieces.map(|(start, end)| self.piece(start, end)).collect() }
    }

    fn statement(&self, index: usize) -> StatementRun {
        let placed = &self.covering.statements[index];
        let claim = &self.document.claims[placed.claim];
        let own = &claim.statements[placed.statement].report;
        let after = (placed.statement + 1..claim.statements.len()).chain(0..placed.statement);
        let fellow = after.into_iter().find(|&other| claim.statements[other].report != *own);
        let others = claim.statements.iter().map(|statement| statement.report.as_str());
        StatementRun {
            claim: claim_anchor(placed.claim),
            fellow: fellow.map(|other| statement_anchor(placed.claim, other)),
            others: self.places.names.names(others.filter(|id| id != own)).join(", "),
        }
    }

    fn piece(&self, start: usize, end: usize) -> Piece<'d> {
        let Cover { passage, differs, .. } = self.covering.covers[start];
        Piece {
            anchor: self.quoted.contains(&start).then(|| words_anchor(self.at, start)),
            shade: passage.map_or(Shade::None, |index| self.covering.passages[index].shade),
            also: self.places.names.names(self.covering.sharers(start)).join(", "),
            differs,
            words: &self.report.text[self.bytes[start]..self.bytes[end]],
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
