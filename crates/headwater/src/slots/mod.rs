//! Reads what each statement asserts into typed slots: acts with their roles, names, numbers, days, denial.
//!
//! It looks at one statement and the day of its report alone, and compares nothing.

mod dates;
mod numbers;
mod syntax;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::attribute::Attributed;
use crate::model::{
    Qualifier, QualifierKind, Quantity, Report, Sentence, Slots, Span, Statement, Unit, Voicing,
};
use crate::words::{self, Token};
pub(crate) use numbers::{BOUNDS, TURNED};
use syntax::Parse;

/// Reads the slots of every statement; `sentences` are those of each report.
///
/// ```
/// use headwater::attribute::Attributed;
/// use headwater::model::{Report, ReportId};
/// use headwater::{slots, split};
///
/// let report = Report::new("a", "More than 100 houses were destroyed by the storm on Monday.");
/// let division = split::split(ReportId::new(0), &report);
/// let read = slots::slots(
///     std::slice::from_ref(&report),
///     &[division.sentences],
///     &division.statements,
///     &Attributed::default(),
/// );
/// assert_eq!(read[0].quantities[0].range, (100.0, 150.0));
/// assert_eq!(read[0].acts[0].agent.unwrap().of(&report.text), "storm");
/// ```
pub fn slots(
    reports: &[Report],
    sentences: &[Vec<Sentence>],
    statements: &[Statement],
    attributed: &Attributed,
) -> Vec<Slots> {
    let places: Vec<(usize, u32)> = {
        let mut places: Vec<_> =
            statements.iter().map(|s| (s.report.index(), s.sentence)).collect();
        places.dedup();
        places
    };
    let parses: BTreeMap<(usize, u32), Parse> = places
        .into_par_iter()
        .map(|(report, sentence)| {
            let span = sentences[report][sentence as usize].span;
            ((report, sentence), Parse::new(&reports[report].text, span))
        })
        .collect();
    statements
        .iter()
        .enumerate()
        .map(|(index, statement)| {
            let report = statement.report.index();
            let parse = &parses[&(report, statement.sentence)];
            slots_of(&reports[report], *statement, parse, attributed.voicings.get(index))
        })
        .collect()
}

/// What a word must weigh to say what a number counts: "people" weighs 10 of 255, "claims" 51.
pub(crate) const LEAST_WEIGHT_OF_COUNTED: u16 = 30;
/// Numbers further apart than this are about two things.
const MOST_RATIO: f64 = 4.0;

/// Tells whether two numbers count the same things, whether or not they agree: "40 houses", "65 houses".
///
/// Places in a row ("the 40th") count nothing.
pub fn count_the_same(a: &Quantity, b: &Quantity) -> bool {
    let counted = |word: &&String| words::weight(word) >= LEAST_WEIGHT_OF_COUNTED;
    let share_what_is_counted = a.of.first().is_some_and(|word| b.of.first() == Some(word))
        || a.of.iter().filter(counted).any(|word| b.of.contains(word));
    a.unit == b.unit && a.unit != Unit::Ordinal && are_near(a, b) && share_what_is_counted
}

/// Tells whether two numbers stand so near each other that they may be of one thing.
pub(crate) fn are_near(a: &Quantity, b: &Quantity) -> bool {
    a.range.0.max(b.range.0) <= MOST_RATIO * a.range.1.min(b.range.1)
}

fn slots_of(
    report: &Report,
    statement: Statement,
    parse: &Parse,
    voicing: Option<&Voicing>,
) -> Slots {
    let tokens = words::tokens_of(&report.text, statement.span);
    let told = report.published.as_ref().map(|published| published.value.day());
    let days = dates::days(&report.text, &tokens, told);
    let denial = denial(&tokens, voicing);
    let taken = |at: usize| days.iter().any(|(_, range)| range.contains(&at));
    let undated: Vec<Token> =
        (0..tokens.len()).filter(|at| !taken(*at)).map(|at| tokens[at].clone()).collect();
    Slots {
        acts: parse.acts(statement.span),
        names: parse.names(statement.span),
        quantities: numbers::quantities(&report.text, &undated),
        days: days.into_iter().map(|(day, _)| day).collect(),
        denial,
    }
}

/// Finds the first word that denies, of "not", "never" and their like and of "denied that", if their number is odd.
fn denial(tokens: &[Token], voicing: Option<&Voicing>) -> Option<Span> {
    let is_denial_too = |qualifier: &&Qualifier| qualifier.kind == QualifierKind::Denial;
    let denied = voicing.into_iter().flat_map(|v| &v.qualifiers).filter(is_denial_too);
    let words = tokens.iter().filter(|token| is_denial(&token.word)).map(|token| token.span);
    let mut spans: Vec<Span> = words.chain(denied.map(|qualifier| qualifier.span)).collect();
    spans.sort_unstable();
    spans.first().copied().filter(|_| spans.len() % 2 == 1)
}

/// Tells whether a word denies by itself. Not "refused", which says what somebody did.
fn is_denial(word: &str) -> bool {
    word.ends_with("n't") || matches!(word, "not" | "never" | "no" | "cannot" | "neither" | "nor")
}
