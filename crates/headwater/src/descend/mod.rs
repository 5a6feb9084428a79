//! Infers what each statement and report rests on, and counts origins. It reads no text, only evidence.

use crate::model::{
    Attribution, Claim, Credit, Report, ReportDescent, Reuse, Statement, Stemma, Voicing,
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

/// What claims and reports rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descent {
    /// One for each claim.
    pub stemmata: Vec<Stemma>,
    /// One for each report.
    pub reports: Vec<ReportDescent>,
}

/// Infers descent from evidence.
pub fn descend(_evidence: &Evidence<'_>) -> Descent {
    Descent::default()
}
