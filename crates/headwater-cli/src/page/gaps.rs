use headwater::wire::{ComparisonDocument, ReportEntry};

use super::places::{Places, claim_anchor, report_anchor};
use crate::answer;

/// What a report lacks, and how much it alone has.
pub(super) struct GapsView<'d> {
    pub(super) name: String,
    pub(super) anchor: String,
    /// How many claims it lacks and how many it alone has.
    pub(super) counts: String,
    pub(super) lacks: Vec<Lacking<'d>>,
}

/// A claim that a report lacks.
pub(super) struct Lacking<'d> {
    pub(super) anchor: String,
    pub(super) words: &'d str,
    /// How many reports carry it, by how many channels.
    pub(super) carried: String,
}

/// Tells what each report lacks that most others carry; none of a report that lacks nothing.
pub(super) fn gaps<'d>(document: &'d ComparisonDocument, places: &Places<'_>) -> Vec<GapsView<'d>> {
    let reports = document.reports.iter().enumerate();
    let lacking = reports.filter(|(_, report)| !report.lacks.is_empty());
    lacking
        .map(|(at, report)| GapsView {
            name: places.names.name(&report.id),
            anchor: report_anchor(at),
            counts: answer::gaps(report),
            lacks: lacks(document, report),
        })
        .collect()
}

fn lacks<'d>(document: &'d ComparisonDocument, report: &ReportEntry) -> Vec<Lacking<'d>> {
    let claims = document.claims.iter().enumerate();
    let lacking = claims.filter(|(_, claim)| report.lacks.contains(&claim.id));
    lacking
        .map(|(at, claim)| Lacking {
            anchor: claim_anchor(at),
            words: &claim.text,
            carried: answer::carried(claim),
        })
        .collect()
}
