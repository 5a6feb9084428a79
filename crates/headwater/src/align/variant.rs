use super::content::Content;
use crate::model::{Report, Statement, StatementId};
use crate::words;
use std::collections::BTreeMap;

/// What a wording must weigh to be known again by itself; "he said" weighs 0.1.
const TELLING: f32 = 1.0;

/// Groups statements of equal wording, letter case and punctuation aside.
///
/// A wording that tells little ("He did not say why") is the same only where the statement before it or
/// after it is the same too: so a copy of a report falls together with it, and passing likenesses do not.
pub(super) fn wordings(
    reports: &[Report],
    statements: &[Statement],
    contents: &[Content<'_>],
) -> Vec<Vec<StatementId>> {
    let keys: Vec<Vec<String>> = statements.iter().map(|s| wording(reports, *s)).collect();
    let beside = |index: usize, other: Option<usize>| {
        other
            .filter(|other| {
                statements.get(*other).is_some_and(|s| s.report == statements[index].report)
            })
            .map(|other| &keys[other])
    };
    let mut groups: BTreeMap<_, Vec<StatementId>> = BTreeMap::new();
    for index in 0..statements.len() {
        let surroundings = (contents[index].weight < TELLING)
            .then(|| (beside(index, index.checked_sub(1)), beside(index, Some(index + 1))));
        groups.entry((&keys[index], surroundings)).or_default().push(StatementId::new(index));
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort();
    groups
}

fn wording(reports: &[Report], statement: Statement) -> Vec<String> {
    words::tokens(statement.of(reports)).into_iter().map(|token| token.word).collect()
}
