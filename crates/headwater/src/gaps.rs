//! Finds what each report lacks that most others carry, and what it alone carries.
//!
//! It counts reports and looks at no word. A copy carries what its original carries and counts as a report, as it does
//! in the first of a claim's three numbers: that most others carry a claim says nothing of how many channels it came by,
//! and the claim's count says that.

use std::collections::BTreeSet;

use crate::model::{Claim, ClaimId, Gaps, ReportId, Statement};

/// The fewest others that are most of them: one other report is no majority.
const LEAST_OTHERS: usize = 2;

/// Finds the gaps of each of so many reports.
///
/// The others that a report is measured by are those that share a claim with it: what is told of something else does
/// not count, so that an unrelated report changes no gap.
///
/// ```
/// use headwater::gaps::gaps;
/// use headwater::model::{Claim, ClaimId, ReportId, Span, Statement, StatementId};
///
/// let told_by = [0, 1, 0, 1, 2, 2]; // the reports of six statements
/// let statements = told_by.map(|report| Statement {
///     report: ReportId::new(report),
///     sentence: 0,
///     span: Span::new(0, 1),
/// });
/// let claim = |ids: &[usize]| Claim {
///     statements: ids.iter().map(|&id| StatementId::new(id)).collect(),
///     joins: Vec::new(),
///     variants: Vec::new(),
///     conflicts: Vec::new(),
/// };
/// let found = gaps(3, &statements, &[claim(&[0, 1]), claim(&[2, 3, 4]), claim(&[5])]);
/// assert_eq!(found[2].lacks, [ClaimId::new(0)]);
/// assert_eq!(found[2].alone, [ClaimId::new(2)]);
/// assert!(found[0].lacks.is_empty() && found[0].alone.is_empty());
/// ```
pub fn gaps(reports: usize, statements: &[Statement], claims: &[Claim]) -> Vec<Gaps> {
    let carriers: Vec<BTreeSet<ReportId>> = claims
        .iter()
        .map(|claim| claim.statements.iter().map(|id| statements[id.index()].report).collect())
        .collect();
    let fellows = fellows(reports, &carriers);
    let mut gaps = vec![Gaps::default(); reports];
    for (position, carriers) in carriers.iter().enumerate() {
        let claim = ClaimId::new(position);
        if let [only] = carriers.iter().collect::<Vec<_>>()[..] {
            gaps[only.index()].alone.push(claim);
            continue;
        }
        for (gaps, (report, fellows)) in gaps.iter_mut().zip(&fellows) {
            let others = carriers.intersection(fellows).count();
            let most_carry_it = others >= LEAST_OTHERS && others * 2 > fellows.len();
            if most_carry_it && !carriers.contains(report) {
                gaps.lacks.push(claim);
            }
        }
    }
    gaps
}

/// Finds for each report those that share a claim with it.
fn fellows(reports: usize, carriers: &[BTreeSet<ReportId>]) -> Vec<(ReportId, BTreeSet<ReportId>)> {
    let mut fellows: Vec<_> = (0..reports).map(|at| (ReportId::new(at), BTreeSet::new())).collect();
    for carriers in carriers.iter().filter(|carriers| carriers.len() > 1) {
        for report in carriers {
            fellows[report.index()].1.extend(carriers.iter().filter(|other| *other != report));
        }
    }
    fellows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Span, StatementId};

    /// Returns the gaps of reports, given who carries each claim.
    fn of(reports: usize, carried: &[&[usize]]) -> Vec<Gaps> {
        let statement = |&report: &usize| Statement {
            report: ReportId::new(report),
            sentence: 0,
            span: Span::new(0, 1),
        };
        let statements: Vec<_> = carried.iter().copied().flatten().map(statement).collect();
        let mut ids = (0..statements.len()).map(StatementId::new);
        let claim = |reports: &&[usize]| Claim {
            statements: ids.by_ref().take(reports.len()).collect(),
            joins: Vec::new(),
            variants: Vec::new(),
            conflicts: Vec::new(),
        };
        let claims: Vec<_> = carried.iter().map(claim).collect();
        gaps(reports, &statements, &claims)
    }

    fn lacking(reports: usize, carried: &[&[usize]]) -> Vec<usize> {
        let found = of(reports, carried);
        found.iter().map(|gaps| gaps.lacks.len()).collect()
    }

    #[test]
    fn a_claim_is_lacking_where_more_than_half_of_the_others_carry_it() {
        let all: &[usize] = &[0, 1, 2, 3];
        assert_eq!(lacking(4, &[all, &[0, 1]]), [0, 0, 1, 1], "two of three others");
        assert_eq!(lacking(5, &[&[0, 1, 2, 3, 4], &[0, 1]]), [0; 5], "half is not most");
        assert_eq!(lacking(2, &[&[0, 1], &[0]]), [0, 0], "one other is no majority");
        assert_eq!(lacking(3, &[&[0, 1, 2], &[1, 1, 2]]), [1, 0, 0], "a report counts once");
    }

    #[test]
    fn a_report_of_something_else_lacks_nothing_and_measures_nobody() {
        let with_stranger = of(5, &[&[0, 1, 2, 3], &[0, 1], &[4]]);
        assert_eq!(with_stranger[2].lacks, [ClaimId::new(1)]);
        assert_eq!(with_stranger[4], Gaps { lacks: Vec::new(), alone: vec![ClaimId::new(2)] });
    }
}
