use super::{Citation, Report, ReportId, Span};

/// A sentence of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// The paragraph, counted from 0, that it stands in.
    pub paragraph: u32,
}

/// One thing asserted in one report; smaller than a sentence where a sentence asserts several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The report that asserts it.
    pub report: ReportId,
    /// The position of its sentence among the report's sentences.
    pub sentence: u32,
    /// Where it stands in the report's text.
    pub span: Span,
}

impl Statement {
    /// Returns its words.
    pub fn of<'r>(&self, reports: &'r [Report]) -> &'r str {
        Citation::text(self.report, self.span).of(reports)
    }
}
