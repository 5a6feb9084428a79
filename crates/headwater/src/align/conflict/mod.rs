//! Where statements of one claim differ in fact. It is strict: few statements that seem to differ do.

mod facts;
mod names;
mod quotations;
mod voices;

use std::collections::{BTreeMap, BTreeSet};

use super::content::Content;
use super::lexicon::Lexicon;
use super::likeness::Likeness;
use super::{Comparison, Told};
use crate::model::{Conflict, ConflictKind, Report, ReportId, Span, Statement, StatementId};
use crate::{split, words};

/// The statements of a story, with what tells whether two of them differ in fact.
pub(super) struct Story<'s> {
    told: &'s Told<'s>,
    lexicon: &'s Lexicon,
    contents: &'s [Content<'s>],
    /// The quotations of each report.
    quotations: &'s [Vec<Span>],
    /// For each statement the first one at its place in its text: what copies state differs at most by the day.
    first_of_copies: Vec<StatementId>,
    /// The words of each report.
    words: Vec<BTreeSet<String>>,
}

impl<'s> Story<'s> {
    pub(super) fn new(
        told: &'s Told<'s>,
        lexicon: &'s Lexicon,
        contents: &'s [Content<'s>],
        quotations: &'s [Vec<Span>],
    ) -> Self {
        let words_of = |report: &Report| {
            words::tokens(&report.text).into_iter().map(|token| token.word).collect()
        };
        let words = told.reports.iter().map(words_of).collect();
        Self { told, lexicon, contents, quotations, first_of_copies: first_of_copies(told), words }
    }

    /// Finds where the statements of a claim differ, any two of different reports that were compared.
    pub(super) fn conflicts(
        &self,
        statements: &[StatementId],
        comparison: &Comparison,
    ) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        let is_first = |id: &StatementId| self.first_of_copies[id.index()] == *id;
        let statements: Vec<StatementId> = statements.iter().copied().filter(is_first).collect();
        for (position, b) in statements.iter().enumerate() {
            for a in &statements[..position] {
                let Some((_, likeness)) = comparison.get(&(*a, *b)) else { continue };
                let differences = self.pair(*a, *b, likeness).differences();
                conflicts.extend(
                    differences
                        .into_iter()
                        .map(|(kind, (x, y))| Conflict { kind, sides: vec![(*a, x), (*b, y)] }),
                );
            }
        }
        conflicts
    }

    fn pair<'p>(&'p self, a: StatementId, b: StatementId, likeness: &'p Likeness) -> Pair<'p> {
        Pair { a: self.side(a), b: self.side(b), lexicon: self.lexicon, likeness }
    }

    fn side(&self, id: StatementId) -> Side<'_> {
        let Statement { report, span, .. } = self.told.statements[id.index()];
        let voicing = self.told.attributed.voicings.get(id.index());
        let attribution = voicing.and_then(|voicing| voicing.attribution);
        Side {
            text: &self.told.reports[report.index()].text,
            span,
            content: &self.contents[id.index()],
            words: &self.words[report.index()],
            quotations: split::reaching(&self.quotations[report.index()], span),
            source: attribution.and_then(|id| {
                self.told.attributed.attributions[id.index()].source.first().copied()
            }),
        }
    }
}

/// Finds for each statement the first one that stands at its place in its text, which several reports may have to the
/// letter.
fn first_of_copies(told: &Told<'_>) -> Vec<StatementId> {
    let mut first_report = BTreeMap::new();
    let reports: Vec<ReportId> = (told.reports.iter().enumerate())
        .map(|(at, report)| *first_report.entry(&report.text).or_insert(ReportId::new(at)))
        .collect();
    let mut first = BTreeMap::new();
    (told.statements.iter().enumerate())
        .map(|(at, statement)| {
            let place = (reports[statement.report.index()], statement.span);
            *first.entry(place).or_insert(StatementId::new(at))
        })
        .collect()
}

/// Two statements that say the same but for what differs.
struct Pair<'p> {
    a: Side<'p>,
    b: Side<'p>,
    lexicon: &'p Lexicon,
    likeness: &'p Likeness,
}

/// One of them.
struct Side<'p> {
    text: &'p str,
    span: Span,
    content: &'p Content<'p>,
    /// All words of its report.
    words: &'p BTreeSet<String>,
    /// The quotations that reach into it.
    quotations: &'p [Span],
    /// The words that say who is credited.
    source: Option<Span>,
}

impl Pair<'_> {
    /// Finds what differs, at most one thing of each kind, with the words of both.
    fn differences(&self) -> Vec<(ConflictKind, (Span, Span))> {
        let found = [
            (ConflictKind::Number, facts::number(self)),
            (ConflictKind::Date, facts::day(self)),
            (ConflictKind::Place, names::place(self)),
            (ConflictKind::Name, names::name(self)),
            (ConflictKind::Negation, facts::negation(self)),
            (ConflictKind::Attribution, voices::voice(self)),
            (ConflictKind::Quotation, quotations::quotation(self)),
        ];
        found.into_iter().filter_map(|(kind, sides)| Some((kind, sides?))).collect()
    }
}
