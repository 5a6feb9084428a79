use std::collections::BTreeSet;

use headwater::wire::{ClaimEntry, ComparisonDocument, GroundEntry, QuoteEntry, ReportEntry};

use crate::naming::Names;

/// Where on the page things stand.
///
/// Anchors are made of positions alone, never of words or ids of the input, so that nothing can be injected
/// through them.
pub(super) struct Places<'d> {
    /// What the reports are called.
    pub(super) names: Names<'d>,
    document: &'d ComparisonDocument,
}

impl<'d> Places<'d> {
    pub(super) fn new(document: &'d ComparisonDocument) -> Self {
        Self { names: Names::new(document), document }
    }

    /// Returns the anchor of quoted words; none if their report is unknown.
    pub(super) fn quote(&self, quote: &QuoteEntry) -> Option<String> {
        let at = self.names.position(&quote.report)?;
        Some(match quote.place {
            "text" => words_anchor(at, quote.start),
            "title" => title_anchor(at),
            "note" => note_anchor(at, quote.note? as usize),
            _ => report_anchor(at),
        })
    }

    /// Returns where in a report's text words are quoted by any ground, so that links can lead there.
    pub(super) fn quoted_starts(&self, report: &str) -> BTreeSet<usize> {
        let of_report = |rests: &'d ReportEntry| rests.rests.iter().flat_map(|rest| &rest.grounds);
        let of_claim = |claim: &'d ClaimEntry| {
            claim.channels.list.iter().chain(&claim.sources.list).flat_map(|origin| &origin.grounds)
        };
        let grounds = self.document.reports.iter().flat_map(of_report);
        let grounds = grounds.chain(self.document.claims.iter().flat_map(of_claim));
        let quotes = grounds.flat_map(|ground: &GroundEntry| &ground.quotes);
        let here = quotes.filter(|quote| quote.place == "text" && quote.report == report);
        here.map(|quote| quote.start).collect()
    }
}

/// Returns the anchor of a report's column.
pub(super) fn report_anchor(report: usize) -> String {
    format!("report-{report}")
}

/// Returns the anchor of a report's name.
pub(super) fn name_anchor(report: usize) -> String {
    format!("name-{report}")
}

/// Returns the anchor of a report's title.
pub(super) fn title_anchor(report: usize) -> String {
    format!("title-{report}")
}

/// Returns the anchor of a note of a report.
pub(super) fn note_anchor(report: usize, note: usize) -> String {
    format!("note-{report}-{note}")
}

/// Returns the anchor of the words that begin at a code point of a report's text.
pub(super) fn words_anchor(report: usize, start: usize) -> String {
    format!("words-{report}-{start}")
}

/// Returns the anchor of a claim.
pub(super) fn claim_anchor(claim: usize) -> String {
    format!("claim-{claim}")
}

/// Returns the anchor of a claim's statement.
pub(super) fn statement_anchor(claim: usize, statement: usize) -> String {
    format!("statement-{claim}-{statement}")
}
