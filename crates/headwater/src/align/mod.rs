//! Aligns statements of several reports into claims. It knows no outlet.
//!
//! Each statement's telling words are read beside its slots (`content`); any two of different
//! reports are compared (`likeness`) and scored (`score`); equal wordings are taken together
//! (`variant`) and grouped, the likeliest first, with the support of the whole group (`cluster`).
//! Nothing is counted over the story at hand, so an unrelated report changes no other claim.

mod candidates;
mod cluster;
mod conflict;
mod content;
mod lexicon;
mod likeness;
mod roles;
mod score;
mod variant;

use crate::attribute::Attributed;
use crate::model::{Claim, Join, Report, ReportId, Slots, Statement, StatementId};
use conflict::conflicts;
use content::Content;
use lexicon::Lexicon;
use likeness::{Likeness, likeness};
use score::{Score, score};
use std::collections::{BTreeMap, BTreeSet};

/// Finds what statements say alike; every statement is in one claim.
pub fn align(
    reports: &[Report],
    statements: &[Statement],
    slots: &[Slots],
    attributed: &Attributed,
) -> Vec<Claim> {
    let (lexicon, contents) = content::read(reports, statements, slots, attributed);
    let wordings = variant::wordings(reports, statements, &contents);
    let comparison = compare(&lexicon, &contents);
    let reports_of: Vec<BTreeSet<ReportId>> = wordings
        .iter()
        .map(|statements_of| statements_of.iter().map(|id| statements[id.index()].report).collect())
        .collect();
    let groups = cluster::cluster(&cluster::Wordings {
        statements: &wordings,
        reports: &reports_of,
        scores: &best_scores(&wordings, &reports_of, statements.len(), &comparison),
    });
    let mut claims: Vec<Claim> = groups
        .into_iter()
        .map(|group| {
            let claim = claim(&group, &wordings, &comparison);
            let conflicts = conflicts(&claim.statements, &contents, &comparison);
            Claim { conflicts, ..claim }
        })
        .collect();
    claims.sort_by_key(|claim| claim.statements[0]);
    claims
}

/// The score of a pair of statements that ties their reports to one event.
///
/// This and the next two were set on the labelled stories and on pairs of like events (ECB+): without them
/// 45 of 361 claims over two reports joined different events, with them 5 of 262.
const TIE: Score = -1_000;
/// How many pairs tie two reports.
const TIES: u32 = 3;
/// What the pairs of untied reports lose.
const STRANGENESS: Score = 2_500;

/// The pairs of statements of different reports that have something in common.
type Comparison = BTreeMap<(StatementId, StatementId), (Score, Likeness)>;

/// Compares the statements of different reports that share something.
fn compare(lexicon: &Lexicon, contents: &[Content<'_>]) -> Comparison {
    let mut comparison = Comparison::new();
    for (a, b) in candidates::candidates(lexicon, contents) {
        let likeness = likeness(lexicon, &contents[a], &contents[b]);
        let score = score(&likeness);
        if score > score::NOTHING_SHARED {
            comparison.insert((StatementId::new(a), StatementId::new(b)), (score, likeness));
        }
    }
    favour_order(&mut comparison, contents);
    set_strangers_apart(&mut comparison, contents);
    comparison
}

/// Raises the scores of statements that stand between statements that say the same, in one order.
///
/// One such neighbour says little: two reports go on differently after a sentence that both have.
fn favour_order(comparison: &mut Comparison, contents: &[Content<'_>]) {
    let said_alike = |a: usize, b: usize| {
        comparison.get(&(StatementId::new(a), StatementId::new(b))).is_some_and(|(s, _)| *s >= 0)
    };
    let are_of_one_report = |a: usize, beside: usize| {
        contents.get(beside).is_some_and(|content| content.report == contents[a].report)
    };
    let in_order: Vec<(StatementId, StatementId)> = comparison
        .keys()
        .copied()
        .filter(|(a, b)| {
            let (a, b) = (a.index(), b.index());
            [(a.wrapping_sub(1), b.wrapping_sub(1)), (a + 1, b + 1)].into_iter().all(|(x, y)| {
                are_of_one_report(a, x) && are_of_one_report(b, y) && said_alike(x, y)
            })
        })
        .collect();
    for pair in in_order {
        if let Some((score, likeness)) = comparison.get_mut(&pair) {
            likeness.in_order = true;
            *score = score::score(likeness);
        }
    }
}

/// Lowers the scores between reports that say hardly anything beyond doubt alike.
///
/// Two reports of one event share several statements; two of like events share words here and there. It
/// looks at the two reports alone, so no third changes it.
fn set_strangers_apart(comparison: &mut Comparison, contents: &[Content<'_>]) {
    let reports =
        |a: StatementId, b: StatementId| (contents[a.index()].report, contents[b.index()].report);
    let mut ties: BTreeMap<(ReportId, ReportId), u32> = BTreeMap::new();
    for ((a, b), (score, _)) in &*comparison {
        *ties.entry(reports(*a, *b)).or_default() += u32::from(*score >= TIE);
    }
    for ((a, b), (score, _)) in comparison {
        if ties[&reports(*a, *b)] < TIES {
            *score -= STRANGENESS;
        }
    }
}

/// Finds the best score of any two statements of two wordings.
///
/// Not of wordings that one report has both: it sets them apart itself, and so do its copies.
fn best_scores(
    wordings: &[Vec<StatementId>],
    reports: &[BTreeSet<ReportId>],
    statements: usize,
    comparison: &Comparison,
) -> BTreeMap<(usize, usize), Score> {
    let mut wording_of = vec![0; statements];
    for (position, wording) in wordings.iter().enumerate() {
        for id in wording {
            wording_of[id.index()] = position;
        }
    }
    let mut best = BTreeMap::new();
    for ((a, b), (score, _)) in comparison {
        let (a, b) = (wording_of[a.index()], wording_of[b.index()]);
        if reports[a].is_disjoint(&reports[b]) {
            let best = best.entry((a.min(b), a.max(b))).or_insert(*score);
            *best = (*best).max(*score);
        }
    }
    best
}

/// Makes a claim of a group of wordings, its conflicts yet to be found.
fn claim(group: &[usize], wordings: &[Vec<StatementId>], comparison: &Comparison) -> Claim {
    let variants: Vec<Vec<StatementId>> = group.iter().map(|k| wordings[*k].clone()).collect();
    let mut statements: Vec<StatementId> = variants.iter().flatten().copied().collect();
    statements.sort_unstable();
    let joins = joins(&statements, comparison);
    Claim { statements, joins, variants, conflicts: Vec::new() }
}

/// Joins each statement but the first to the earlier one that it is likest to.
fn joins(statements: &[StatementId], comparison: &Comparison) -> Vec<Join> {
    statements
        .iter()
        .enumerate()
        .filter_map(|(position, b)| {
            let earlier = statements[..position].iter();
            let found = earlier.filter_map(|a| Some((*a, comparison.get(&(*a, *b))?)));
            let (a, (_, likeness)) =
                found.max_by_key(|(a, (score, _))| (*score, std::cmp::Reverse(*a)))?;
            Some(Join { a, b: *b, grounds: score::grounds(likeness) })
        })
        .collect()
}

#[cfg(test)]
mod tests;
