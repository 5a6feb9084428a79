//! The names by which a person knows the reports of a comparison.

use std::collections::{BTreeMap, BTreeSet};

use headwater::wire::{ClaimEntry, ComparisonDocument, JoinEntry, ReportEntry};

/// The reports of a document by id.
pub(crate) struct Names<'d> {
    reports: &'d [ReportEntry],
    positions: BTreeMap<&'d str, usize>,
}

impl<'d> Names<'d> {
    pub(crate) fn new(document: &'d ComparisonDocument) -> Self {
        let ids = document.reports.iter().map(|report| report.id.as_str());
        Self {
            reports: &document.reports,
            positions: ids.enumerate().map(|(at, id)| (id, at)).collect(),
        }
    }

    /// Returns the position of the report with this id.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Returns the name of a report: its outlet, with its id where two share the outlet.
    pub(crate) fn name(&self, id: &str) -> String {
        let Some(outlet) = self.position(id).and_then(|at| self.reports[at].outlet.as_ref()) else {
            return id.to_owned();
        };
        let same = |report: &&ReportEntry| report.outlet.as_ref() == Some(outlet);
        match self.reports.iter().filter(same).count() {
            1 => outlet.clone(),
            _ => format!("{outlet} ({id})"),
        }
    }

    /// Returns the names of the two reports whose statements a join takes for one claim.
    pub(crate) fn sides(&self, claim: &ClaimEntry, join: &JoinEntry) -> [String; 2] {
        [join.a, join.b].map(|side| self.name(&claim.statements[side].report))
    }

    /// Returns the names of reports, in the order of the document.
    pub(crate) fn names<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<String> {
        let positions: BTreeSet<usize> =
            ids.into_iter().filter_map(|id| self.position(id)).collect();
        positions.into_iter().map(|at| self.name(&self.reports[at].id)).collect()
    }
}
