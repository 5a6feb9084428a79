//! Infers what each statement and report rests on, and counts origins. It compares no wording: likeness of words
//! is evidence that `align` and `reuse` bring.
//!
//! The rules of counting (who counts as one channel, who as one source) are in `channel` and `source`, one rule a
//! function. All of them fail closed: what is merely probable lowers the least count and leaves the greatest, and no
//! rule makes two origins of one.

mod channel;
mod copying;
mod gathering;
mod order;
mod partition;
mod report;
mod source;
mod stemma;
#[cfg(test)]
mod tests;

use crate::model::{
    Attribution, Claim, Credit, Report, ReportDescent, ReportId, Reuse, Statement, StatementId,
    Stemma, Voicing,
};

/// All evidence about the reports of a story.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'e> {
    /// The reports.
    pub reports: &'e [Report],
    /// Their statements.
    pub statements: &'e [Statement],
    /// Their attributions.
    pub attributions: &'e [Attribution],
    /// Their credits.
    pub credits: &'e [Credit],
    /// Who speaks in each statement.
    pub voicings: &'e [Voicing],
    /// The passages that they share.
    pub reuses: &'e [Reuse],
    /// What statements say alike.
    pub claims: &'e [Claim],
}

impl<'e> Evidence<'e> {
    fn statement(&self, id: StatementId) -> &'e Statement {
        &self.statements[id.index()]
    }

    fn voicing(&self, id: StatementId) -> &'e Voicing {
        &self.voicings[id.index()]
    }

    fn report_of(&self, id: StatementId) -> ReportId {
        self.statement(id).report
    }

    fn report_ids(&self) -> impl Iterator<Item = ReportId> + use<'e> {
        (0..self.reports.len()).map(ReportId::new)
    }

    /// The statements of a report, which stand together in the story's order.
    fn statements_of(&self, report: ReportId) -> impl Iterator<Item = StatementId> + use<'e> {
        let first = self.statements.partition_point(|s| s.report < report);
        let end = self.statements.partition_point(|s| s.report <= report);
        (first..end).map(StatementId::new)
    }
}

/// What claims and reports rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descent {
    /// One for each claim.
    pub stemmata: Vec<Stemma>,
    /// One for each report.
    pub reports: Vec<ReportDescent>,
}

/// Infers descent from evidence.
pub fn descend(evidence: &Evidence<'_>) -> Descent {
    let copying = copying::find(evidence);
    let orders = order::find(evidence, &copying);
    let gatherings = gathering::find(evidence, &orders);
    let stemmata = stemma::build(evidence, &copying, &orders, &gatherings);
    let reports = report::classify(evidence, &copying, &orders, &gatherings);
    Descent { stemmata, reports }
}
