//! Splits a report into sentences and statements.

mod paragraphs;
mod quotations;
mod sentences;
mod statements;
pub(crate) mod verbs;

use std::collections::HashMap;

use crate::model::{Report, ReportId, Sentence, Span, Statement};

pub use quotations::quotations;

/// The sentences and statements of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Division {
    /// The sentences, in order; they do not overlap, and stand outside the report's notes.
    pub sentences: Vec<Sentence>,
    /// The statements, in order. A sentence that asserts nothing by itself (one word, a byline) has none;
    /// the statements of any other cover all its letters, each once, but for those that the report has made
    /// [`MOST_REPEATS`] times before.
    pub statements: Vec<Statement>,
}

/// How many statements in the same words are kept of a report: further ones add no evidence, only work with the
/// square of their number.
///
/// One of 467 development reports makes a statement 25 times (a photographer's credit), news reports twice at most.
pub const MOST_REPEATS: usize = 32;

/// Splits each of the reports in hand.
pub fn split_all(reports: &[Report]) -> Vec<Division> {
    let numbered = reports.iter().enumerate();
    numbered.map(|(position, report)| split(ReportId::new(position), report)).collect()
}

/// Splits a report into sentences, and those into statements.
///
/// ```
/// use headwater::model::{Report, ReportId};
///
/// let report = Report::new("a", "Why?\n\nThe minister thanked the crews, while the mayor said that two were hurt.");
/// let division = headwater::split::split(ReportId::new(0), &report);
/// let statements: Vec<_> = division.statements.iter().map(|s| s.span.of(&report.text)).collect();
/// assert_eq!(statements, [
///     "The minister thanked the crews,",
///     "while the mayor said that two were hurt.",
/// ]);
/// ```
pub fn split(id: ReportId, report: &Report) -> Division {
    let text = &report.text;
    let quotations = quotations(text);
    let language = report.language.as_ref().map_or("en", |language| &language.value);
    let sentences: Vec<Sentence> = paragraphs::pieces(text, &note_spans(report))
        .into_iter()
        .flat_map(|piece| {
            sentences::sentences(text, piece.span, language, &quotations)
                .into_iter()
                .map(move |span| Sentence { span, paragraph: piece.paragraph })
        })
        .collect();
    let mut statements: Vec<Statement> = sentences
        .iter()
        .zip(0..)
        .flat_map(|(sentence, position)| {
            statements::statements(text, sentence.span, &quotations)
                .into_iter()
                .map(move |span| Statement { report: id, sentence: position, span })
        })
        .collect();
    leave_out_repeats(text, &mut statements);
    Division { sentences, statements }
}

/// Leaves out what was stated in the same words, letter case and marks aside, often enough.
fn leave_out_repeats(text: &str, statements: &mut Vec<Statement>) {
    let mut times: HashMap<String, usize> = HashMap::new();
    statements.retain(|statement| {
        let words = statement.span.of(text).split(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let times = times.entry(words.join(" ").to_lowercase()).or_default();
        *times += 1;
        *times <= MOST_REPEATS
    });
}

/// Returns those of some spans, which are in order and apart, that reach into a stretch.
pub(crate) fn reaching(spans: &[Span], stretch: Span) -> &[Span] {
    let first = spans.partition_point(|span| span.end() <= stretch.start());
    let end = spans.partition_point(|span| span.start() < stretch.end());
    &spans[first.min(end)..end]
}

/// The stretches of the text that are notes, in order.
fn note_spans(report: &Report) -> Vec<Span> {
    let mut spans: Vec<Span> = report.notes.iter().filter_map(|note| note.span).collect();
    spans.sort_unstable();
    spans
}

#[cfg(test)]
mod tests;
