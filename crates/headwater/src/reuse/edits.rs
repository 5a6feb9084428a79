//! Tells word by word how one passage becomes the other.

use super::words::Words;
use crate::model::{Edit, Report, Reuse, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Tells how the passage of the report with the lower id becomes that of the other: what is kept, removed and added,
/// in order. What was moved is removed in one place and added in another.
///
/// ```
/// use headwater::model::{Edit, Report};
/// use headwater::reuse::{Settings, edits, reuse};
///
/// let told = "The envoy left the talks in Vienna without a word to the press";
/// let reports = [
///     Report::new("one", told),
///     Report::new("two", told.replace("without", "with hardly")),
/// ];
/// let found = reuse(&reports, &Settings::default());
/// let script = edits(&reports, &found[0]);
/// assert!(matches!(script[1], Edit::Removed(word) if word.of(&reports[0].text) == "without"));
/// assert!(matches!(script[2], Edit::Added(words) if words.of(&reports[1].text) == "with hardly"));
/// ```
pub fn edits(reports: &[Report], reuse: &Reuse) -> Vec<Edit> {
    let words = |passage: crate::model::Passage| {
        Words::within(&reports[passage.report.index()], passage.span)
    };
    let (a, b) = (words(reuse.a), words(reuse.b));
    capture_diff_slices(Algorithm::Myers, &a.ids, &b.ids)
        .into_iter()
        .flat_map(|step| edits_of(step, &a, &b))
        .flatten()
        .collect()
}

fn edits_of(step: DiffOp, a: &Words, b: &Words) -> [Option<Edit>; 2] {
    let (of_a, of_b) = (step.old_range(), step.new_range());
    let span = |words: &Words, range: std::ops::Range<usize>| -> Option<Span> {
        (!range.is_empty()).then(|| words.span(range))
    };
    let (of_a, of_b) = (span(a, of_a), span(b, of_b));
    match (step, of_a, of_b) {
        (DiffOp::Equal { .. }, Some(a), Some(b)) => [Some(Edit::Kept { a, b }), None],
        _ => [of_a.map(Edit::Removed), of_b.map(Edit::Added)],
    }
}
