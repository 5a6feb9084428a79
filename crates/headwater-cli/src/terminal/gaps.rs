use headwater::wire::{ClaimEntry, ComparisonDocument, ReportEntry};

use super::claims::Telling;
use super::comparison::more;
use super::paper::{Paper, bold, dim, plain};
use crate::answer;

/// The claims that a report lacks that are shown in brief.
const MOST_LACKING: usize = 3;

/// Sets what each report lacks that most others carry.
pub(super) fn set(paper: &mut Paper, document: &ComparisonDocument, telling: &Telling<'_>) {
    let lacking: Vec<_> =
        document.reports.iter().filter(|report| !report.lacks.is_empty()).collect();
    if lacking.is_empty() {
        return;
    }
    paper.heading("Missing in a report");
    paper.line(0, &dim("Claims that more than half of the other reports of the event carry."));
    for report in lacking {
        paper.space();
        let name = bold(&telling.names.name(&report.id));
        paper.line(2, &format!("{name} {}", dim(&format!("· {}", answer::gaps(report)))));
        let claims = claims(document, report);
        let shown = telling.extent.of(MOST_LACKING, claims.len());
        for claim in &claims[..shown] {
            let told = dim(&format!("({})", answer::carried(claim)));
            paper.marked(2, "-", &format!("{} {told}", plain(&claim.text)));
        }
        more(paper, claims.len() - shown, 2, "claim", "claims");
    }
}

fn claims<'d>(document: &'d ComparisonDocument, report: &ReportEntry) -> Vec<&'d ClaimEntry> {
    document.claims.iter().filter(|claim| report.lacks.contains(&claim.id)).collect()
}
