//! Splits a report into sentences and statements.

use crate::model::{Report, ReportId, Sentence, Span, Statement};

/// The sentences and statements of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Division {
    /// The sentences, in order; they do not overlap, and stand outside the report's notes.
    pub sentences: Vec<Sentence>,
    /// The statements, in order.
    pub statements: Vec<Statement>,
}

/// Splits a report into sentences, and those into statements.
pub fn split(id: ReportId, report: &Report) -> Division {
    let span = Span::new(0, report.text.len()).trimmed(&report.text);
    Division {
        sentences: vec![Sentence { span, paragraph: 0 }],
        statements: vec![Statement { report: id, sentence: 0, span }],
    }
}

/// Finds the stretches in quotation marks, without the marks.
pub fn quotations(_text: &str) -> Vec<Span> {
    Vec::new()
}
