//! Aligns statements of several reports into claims. It knows no outlet and, but for conflicts, no day of publication: a
//! copy joins what its original does.
//!
//! Each statement's telling words are read beside its slots (`content`, `acts`); any two of different
//! reports are compared (`likeness`) and scored (`score`), less where the reports may tell of two
//! events (`kinship`); equal wordings are taken together (`variant`) and grouped, the likeliest first,
//! with the support of the whole group (`cluster`). In a group, what differs in fact is found (`conflict`).
//! Nothing is counted over the story at hand, so an unrelated report changes no other claim.

mod acts;
mod candidates;
mod cluster;
mod conflict;
mod content;
mod kinship;
mod lexicon;
mod likeness;
mod roles;
mod score;
mod variant;

use crate::attribute::Attributed;
use crate::meaning::Meaning;
use crate::model::{Claim, Join, Report, ReportId, Slots, Statement, StatementId};
use conflict::Story;
use content::{Content, Read};
use lexicon::Lexicon;
use likeness::{Likeness, likeness};
use score::{Score, score};
use std::collections::{BTreeMap, BTreeSet};

/// What is aligned: the statements of the reports of one event, and what was read off them.
#[derive(Clone, Copy, Debug)]
pub struct Told<'t> {
    /// The reports.
    pub reports: &'t [Report],
    /// The statements of all of them, in their order.
    pub statements: &'t [Statement],
    /// The slots of each statement.
    pub slots: &'t [Slots],
    /// The meaning of each statement; empty where no meanings were read.
    pub meanings: &'t [Meaning],
    /// Who is credited with them.
    pub attributed: &'t Attributed,
}

/// Finds what statements say alike; every statement is in one claim.
pub fn align(told: &Told<'_>) -> Vec<Claim> {
    let Told { reports, statements, .. } = *told;
    let Read { lexicon, contents, quotations } = content::read(told);
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
    let story = Story::new(told, &lexicon, &contents, &quotations);
    let mut claims: Vec<Claim> = groups
        .into_iter()
        .map(|group| {
            let claim = claim(&group, &wordings, &comparison);
            let conflicts = story.conflicts(&claim.statements, &comparison);
            Claim { conflicts, ..claim }
        })
        .collect();
    claims.sort_by_key(|claim| claim.statements[0]);
    claims
}

/// Two statements of different reports, and how like they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// One statement.
    pub a: StatementId,
    /// The other.
    pub b: StatementId,
    /// The features by which they were compared, in the order of [`FEATURES`].
    pub features: Vec<f32>,
}

/// The names of the features of a pair.
pub const FEATURES: [&str; score::FEATURES] = score::NAMES;

/// Compares the statements of different reports that have something in common, as [`align`] does before it groups
/// them. The weights that it groups by were learnt from this (`models/align`).
pub fn pairs(told: &Told<'_>) -> Vec<Compared> {
    let Read { lexicon, contents, .. } = content::read(told);
    let compared = |((a, b), (_, likeness)): ((StatementId, StatementId), (Score, Likeness))| {
        Compared { a, b, features: score::features(&likeness).to_vec() }
    };
    compare(&lexicon, &contents).into_iter().map(compared).collect()
}

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
    favour_the_likest(&mut comparison, contents);
    set_strangers_apart(lexicon, &mut comparison, contents);
    comparison
}

/// Returns each of some with each of others.
fn each_pair<'p, X, Y>(xs: &'p [X], ys: &'p [Y]) -> impl Iterator<Item = (&'p X, &'p Y)> {
    xs.iter().flat_map(move |x| ys.iter().map(move |y| (x, y)))
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

/// The score by which a pair may lead, or lag behind, the likest other one.
const MOST_LEAD: Score = 3_000;

/// Raises the scores of pairs that are likelier than any other that their statements make between the two reports, and
/// lowers those of the others.
fn favour_the_likest(comparison: &mut Comparison, contents: &[Content<'_>]) {
    let report = |id: StatementId| contents[id.index()].report;
    // For each statement and other report, the likest pair and the second.
    let mut likest: BTreeMap<(StatementId, ReportId), [Score; 2]> = BTreeMap::new();
    for ((a, b), (score, _)) in &*comparison {
        for (one, other) in [(*a, *b), (*b, *a)] {
            let best = likest.entry((one, report(other))).or_insert([score::NOTHING_SHARED; 2]);
            if *score > best[0] {
                *best = [*score, best[0]];
            } else if *score > best[1] {
                best[1] = *score;
            }
        }
    }
    for ((a, b), (score, likeness)) in comparison {
        let lead = |one: StatementId, other: StatementId| {
            let [best, second] = likest[&(one, report(other))];
            *score - if *score == best { second } else { best }
        };
        let lead = lead(*a, *b).min(lead(*b, *a)).clamp(-MOST_LEAD, MOST_LEAD);
        likeness.lead = lead as f32 / MOST_LEAD as f32;
        *score = score::score(likeness);
    }
}

/// Lowers the scores between reports that may tell of two events.
fn set_strangers_apart(lexicon: &Lexicon, comparison: &mut Comparison, contents: &[Content<'_>]) {
    let losses = kinship::losses(lexicon, contents, comparison);
    for ((a, b), (score, _)) in comparison {
        *score -= losses[&(contents[a.index()].report, contents[b.index()].report)];
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
