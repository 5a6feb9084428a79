use std::collections::{BTreeMap, BTreeSet};

use headwater::wire::{ClaimEntry, ComparisonDocument, GroundEntry, QuoteEntry, ReportEntry};

/// Where on the page things stand.
///
/// Anchors are made of positions alone, never of words or ids of the input, so that nothing can be injected
/// through them.
pub(super) struct Places<'d> {
    document: &'d ComparisonDocument,
    positions: BTreeMap<&'d str, usize>,
}

impl<'d> Places<'d> {
    pub(super) fn new(document: &'d ComparisonDocument) -> Self {
        let ids = document.reports.iter().map(|report| report.id.as_str());
        Self { document, positions: ids.enumerate().map(|(at, id)| (id, at)).collect() }
    }

    /// Returns the position of the report with this id.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Returns the name by which a person knows a report: its outlet, with its id where two share the outlet.
    pub(super) fn name(&self, id: &str) -> String {
        let Some(outlet) =
            self.position(id).and_then(|at| self.document.reports[at].outlet.as_ref())
        else {
            return id.to_owned();
        };
        let same = |report: &&ReportEntry| report.outlet.as_ref() == Some(outlet);
        match self.document.reports.iter().filter(same).count() {
            1 => outlet.clone(),
            _ => format!("{outlet} ({id})"),
        }
    }

    /// Returns the names of reports, in the order of the document.
    pub(super) fn names<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<String> {
        let positions: BTreeSet<usize> =
            ids.into_iter().filter_map(|id| self.position(id)).collect();
        positions.into_iter().map(|at| self.name(&self.document.reports[at].id)).collect()
    }

    /// Returns the anchor of quoted words; none if their report is unknown.
    pub(super) fn quote(&self, quote: &QuoteEntry) -> Option<String> {
        let at = self.position(&quote.report)?;
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
