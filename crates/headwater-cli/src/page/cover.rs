use std::cmp::Reverse;
use std::ops::Range;

use headwater::wire::{ClaimEntry, ComparisonDocument, ReportEntry, ReuseEntry};

/// What covers each character of a report's text.
pub(super) struct Covering<'d> {
    pub(super) covers: Vec<Cover>,
    pub(super) statements: Vec<Placed>,
    pub(super) passages: Vec<Passage<'d>>,
}

/// What covers a character of a text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cover {
    /// A position in the list of the report's statements.
    pub(super) statement: Option<usize>,
    /// A position in the report's notes.
    pub(super) note: Option<usize>,
    /// A position in the list of the report's shared passages.
    pub(super) passage: Option<usize>,
    /// Whether another report says something else here.
    pub(super) differs: bool,
}

/// In what way words are shared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shade {
    None,
    Copied,
    Quoted,
}

/// A statement with its claim's and its own position.
pub(super) struct Placed {
    pub(super) claim: usize,
    pub(super) statement: usize,
    start: usize,
    end: usize,
}

/// A passage of a report that another has too.
pub(super) struct Passage<'d> {
    start: usize,
    end: usize,
    other: &'d str,
    pub(super) shade: Shade,
}

impl<'d> Covering<'d> {
    /// Finds what covers each character; where two of a kind do, the shorter.
    pub(super) fn new(document: &'d ComparisonDocument, report: &'d ReportEntry) -> Self {
        let statements = statements(document, &report.id);
        let passages = passages(document, &report.id);
        let mut covers = vec![Cover::default(); report.text.chars().count()];
        for (index, passage) in passages.iter().enumerate() {
            paint(&mut covers, passage.start..passage.end, |cover| cover.passage = Some(index));
        }
        for (index, statement) in statements.iter().enumerate() {
            paint(&mut covers, statement.start..statement.end, |cover| {
                cover.statement = Some(index);
            });
        }
        for side in differing(document, &report.id) {
            paint(&mut covers, side, |cover| cover.differs = true);
        }
        for (index, note) in report.notes.iter().enumerate() {
            let (Some(start), Some(end)) = (note.start, note.end) else { continue };
            paint(&mut covers, start..end, |cover| cover.note = Some(index));
        }
        Self { covers, statements, passages }
    }

    /// Returns the ids of the reports that have a character, in its passage, too.
    pub(super) fn sharers(&self, at: usize) -> impl Iterator<Item = &'d str> {
        let covering = self.passages.iter().filter(move |it| (it.start..it.end).contains(&at));
        covering.map(|passage| passage.other)
    }
}

fn paint(covers: &mut [Cover], range: Range<usize>, with: impl FnMut(&mut Cover)) {
    let end = range.end.min(covers.len());
    covers[range.start.min(end)..end].iter_mut().for_each(with);
}

/// Returns the statements of a report, the longest first.
fn statements(document: &ComparisonDocument, report: &str) -> Vec<Placed> {
    let of_claim = |(at, claim): (usize, &ClaimEntry)| {
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
    all.sort_by_key(|it| Reverse(it.end.saturating_sub(it.start)));
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
    passages
        .sort_by_key(|it| (it.shade == Shade::Quoted, Reverse(it.end.saturating_sub(it.start))));
    passages
}

/// Returns where a report says what another contradicts.
fn differing<'d>(
    document: &'d ComparisonDocument,
    report: &'d str,
) -> impl Iterator<Item = Range<usize>> {
    document.claims.iter().flat_map(move |claim| {
        let sides = claim.conflicts.iter().flat_map(|conflict| &conflict.sides);
        let own = sides.filter(move |side| claim.statements[side.statement].report == report);
        own.map(|side| side.start..side.end)
    })
}
