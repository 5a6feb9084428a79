//! Which statements share their wording, and how much of a report's running text another has too.

use super::Evidence;
use crate::model::{Certainty, Claim, Ground, ReportId, Reuse, ReuseClass, ReuseId, StatementId};
use std::collections::BTreeMap;

/// The share of a statement, in thousandths, that passages must cover for its wording to be the other's.
///
/// Half and more of a sentence in the same words is no accident; the passages are of running text, stock phrases
/// and quotations apart.
const COVERED: usize = 500;

/// The identity of the passages, in thousandths, at which the wording counts as near-identical. Set by judgement and
/// not measured, as is the share above.
const NEAR_IDENTICAL: u16 = 700;

/// The share of a report's running text, in thousandths, from which it counts as partly copied.
///
/// Reports that read one public statement for themselves share up to 150 on the development stories; those that
/// rest on each other or on one dispatch, 510 and more.
pub(super) const PARTLY_COPIED: u16 = 200;

/// The share from which its whole text counts as copied; cuts and a changed lead should leave as much. Set by
/// judgement and not measured.
pub(super) const WHOLLY_COPIED: u16 = 700;

/// The shared wording of a story.
#[derive(Clone, Debug, Default)]
pub(super) struct Copying {
    /// The shared passages of running text of two reports.
    texts: BTreeMap<(ReportId, ReportId), Vec<ReuseId>>,
    /// Their shared quotations.
    quotations: BTreeMap<(ReportId, ReportId), Vec<ReuseId>>,
    /// The share of the first's running text that the second has too, in thousandths.
    shares: BTreeMap<(ReportId, ReportId), u16>,
}

/// Two statements of a claim that share wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CopyLink {
    pub(super) a: StatementId,
    pub(super) b: StatementId,
    pub(super) certainty: Certainty,
    pub(super) ground: Ground,
}

/// Gathers the shared passages by pairs of reports, and measures shares.
pub(super) fn find(evidence: &Evidence<'_>) -> Copying {
    let of_class = |class| {
        let mut by_pair: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (index, reuse) in evidence.reuses.iter().enumerate().filter(|(_, r)| r.class == class) {
            by_pair.entry((reuse.a.report, reuse.b.report)).or_default().push(ReuseId::new(index));
        }
        by_pair
    };
    let texts = of_class(ReuseClass::Text);
    let mut shares = BTreeMap::new();
    for (&(a, b), reuses) in &texts {
        shares.insert((a, b), share(evidence, a, reuses));
        shares.insert((b, a), share(evidence, b, reuses));
    }
    Copying { texts, quotations: of_class(ReuseClass::Quotation), shares }
}

impl Copying {
    /// Returns the share of a report's running text that the other has too, in thousandths.
    ///
    /// Reports with the same text share all of it, however short it is.
    pub(super) fn share(&self, evidence: &Evidence<'_>, report: ReportId, other: ReportId) -> u16 {
        if evidence.reports[report.index()].text == evidence.reports[other.index()].text {
            return 1000;
        }
        self.shares.get(&(report, other)).copied().unwrap_or(0)
    }

    /// Returns the ground that one report's text stands in another's.
    pub(super) fn share_ground(
        &self,
        evidence: &Evidence<'_>,
        report: ReportId,
        other: ReportId,
    ) -> Ground {
        Ground::CopiedShare { report, other, share: self.share(evidence, report, other) }
    }

    /// Finds which statements of a claim share wording.
    pub(super) fn links(&self, evidence: &Evidence<'_>, claim: &Claim) -> Vec<CopyLink> {
        let statements = &claim.statements;
        statements
            .iter()
            .enumerate()
            .flat_map(|(index, &a)| statements[index + 1..].iter().map(move |&b| (a, b)))
            .filter_map(|(a, b)| self.link(evidence, a, b))
            .collect()
    }

    /// Tells whether a quotation that two statements share makes up half of one of them or more.
    pub(super) fn share_quotation(
        &self,
        evidence: &Evidence<'_>,
        a: StatementId,
        b: StatementId,
    ) -> bool {
        shared_passage(evidence, &self.quotations, a.min(b), a.max(b)).is_some()
    }

    /// Links two statements whose wording is shared. A shared quotation alone is no link; in reports of which one
    /// is partly copied from the other it went along with the rest.
    fn link(&self, evidence: &Evidence<'_>, a: StatementId, b: StatementId) -> Option<CopyLink> {
        let (a, b) = (a.min(b), a.max(b));
        let (report_a, report_b) = (evidence.report_of(a), evidence.report_of(b));
        if report_a == report_b {
            return None;
        }
        let share =
            self.share(evidence, report_a, report_b).max(self.share(evidence, report_b, report_a));
        let text = shared_passage(evidence, &self.texts, a, b);
        let (certainty, ground) = match text {
            _ if share >= WHOLLY_COPIED => {
                (Certainty::Certain, self.share_ground(evidence, report_a, report_b))
            }
            Some(text) if text.near_identical || share >= PARTLY_COPIED => {
                (Certainty::Certain, text.ground)
            }
            Some(text) => (Certainty::Probable, text.ground),
            None if share < PARTLY_COPIED => return None,
            None if self.share_quotation(evidence, a, b) => {
                (Certainty::Certain, self.share_ground(evidence, report_a, report_b))
            }
            None => (Certainty::Probable, self.share_ground(evidence, report_a, report_b)),
        };
        Some(CopyLink { a, b, certainty, ground })
    }
}

#[derive(Clone, Copy, Debug)]
struct SharedPassage {
    ground: Ground,
    near_identical: bool,
}

/// Finds the passages that two statements share, if they cover a part of either that matters.
fn shared_passage(
    evidence: &Evidence<'_>,
    by_pair: &BTreeMap<(ReportId, ReportId), Vec<ReuseId>>,
    a: StatementId,
    b: StatementId,
) -> Option<SharedPassage> {
    let (first, second) = (evidence.statement(a), evidence.statement(b));
    let mut covered = (0, 0);
    let mut best: Option<(usize, ReuseId)> = None;
    for &id in by_pair.get(&(first.report, second.report))? {
        let Reuse { a, b, .. } = &evidence.reuses[id.index()];
        let overlap = (first.span.overlap(a.span), second.span.overlap(b.span));
        if overlap.0 > 0 && overlap.1 > 0 {
            covered = (covered.0 + overlap.0, covered.1 + overlap.1);
            if best.is_none_or(|(most, _)| overlap.0 > most) {
                best = Some((overlap.0, id));
            }
        }
    }
    let (_, id) = best?;
    let thousandths = |part: usize, whole: usize| part * 1000 / whole.max(1);
    let shares =
        (thousandths(covered.0, first.span.len()), thousandths(covered.1, second.span.len()));
    (shares.0.max(shares.1) >= COVERED).then(|| SharedPassage {
        ground: Ground::SharedText(id),
        near_identical: shares.0.min(shares.1) >= COVERED
            && evidence.reuses[id.index()].identity >= NEAR_IDENTICAL,
    })
}

/// Measures the share of a report's statements that passages cover, in thousandths.
fn share(evidence: &Evidence<'_>, report: ReportId, reuses: &[ReuseId]) -> u16 {
    let passages: Vec<_> = reuses
        .iter()
        .map(|id| &evidence.reuses[id.index()])
        .map(|reuse| if reuse.a.report == report { reuse.a.span } else { reuse.b.span })
        .collect();
    let (mut covered, mut whole) = (0, 0);
    for statement in evidence.statements_of(report).map(|id| evidence.statement(id)) {
        let overlap: usize = passages.iter().map(|p| p.overlap(statement.span)).sum();
        covered += overlap.min(statement.span.len());
        whole += statement.span.len();
    }
    u16::try_from(covered * 1000 / whole.max(1)).expect("a share is at most 1000 thousandths")
}
