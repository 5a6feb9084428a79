use super::score::{NOTHING_SHARED, Score};
use crate::model::{ReportId, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// The score from which one pair of statements can bring two groups together.
///
/// This and the next two were set together on the labelled stories, on pairs of like events (ECB+), and on the table of
/// sentence pairs in the tests: lower bounds find more carriers and join more that only shares names.
const LEAST_BEST: Score = 0;
/// The score that the pairs of two groups must reach on average, so that no chain of likenesses joins
/// statements whose ends have nothing in common.
const LEAST_MEAN: Score = -400;
/// The same where one report is in both groups: it tells its own statements apart, so more must speak for
/// their being one.
const LEAST_REPEATED: Score = 500;
/// How many wordings one report may have in a claim: a report repeats itself, in its lead and below.
const WORDINGS_OF_A_REPORT: usize = 2;

/// Wordings to be grouped, and how like any two of them are.
#[derive(Debug)]
pub(super) struct Wordings<'w> {
    /// The statements of each wording.
    pub(super) statements: &'w [Vec<StatementId>],
    /// The reports of each wording.
    pub(super) reports: &'w [BTreeSet<ReportId>],
    /// The scores of pairs of wordings of different reports, the lower position first.
    pub(super) scores: &'w BTreeMap<(usize, usize), Score>,
}

/// Groups wordings, the likeliest pair first.
///
/// Agglomeration with average linkage. Returns groups of positions, sorted.
pub(super) fn cluster(wordings: &Wordings<'_>) -> Vec<Vec<usize>> {
    let mut pairs: Vec<_> =
        wordings.scores.iter().filter(|(_, score)| **score >= LEAST_BEST).collect();
    pairs.sort_by_key(|(pair, score)| (std::cmp::Reverse(**score), **pair));
    let mut groups: Vec<Vec<usize>> = (0..wordings.statements.len()).map(|k| vec![k]).collect();
    let mut group_of: Vec<usize> = (0..groups.len()).collect();
    for (&(a, b), _) in pairs {
        let (a, b) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        if a != b && wordings.fit(&groups[a], &groups[b]) {
            let moved = std::mem::take(&mut groups[b]);
            for wording in &moved {
                group_of[*wording] = a;
            }
            groups[a].extend(moved);
            groups[a].sort_unstable();
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

impl Wordings<'_> {
    /// Tells whether two groups say the same as wholes.
    fn fit(&self, a: &[usize], b: &[usize]) -> bool {
        let scores: Vec<Score> = a
            .iter()
            .flat_map(|x| b.iter().map(move |y| (*x, *y)))
            .filter(|(x, y)| self.reports[*x].is_disjoint(&self.reports[*y]))
            .map(|(x, y)| self.scores.get(&(x.min(y), x.max(y))).copied().unwrap_or(NOTHING_SHARED))
            .collect();
        let total: i64 = scores.iter().map(|score| i64::from(*score)).sum();
        let least = if self.share_a_report(a, b) { LEAST_REPEATED } else { LEAST_MEAN };
        let mean_fits = total >= i64::from(least) * scores.len() as i64;
        mean_fits && self.no_report_repeats_itself(a, b)
    }

    fn share_a_report(&self, a: &[usize], b: &[usize]) -> bool {
        a.iter().any(|x| b.iter().any(|y| !self.reports[*x].is_disjoint(&self.reports[*y])))
    }

    fn no_report_repeats_itself(&self, a: &[usize], b: &[usize]) -> bool {
        let mut times: BTreeMap<ReportId, usize> = BTreeMap::new();
        for wording in a.iter().chain(b) {
            for report in &self.reports[*wording] {
                *times.entry(*report).or_default() += 1;
            }
        }
        times.values().all(|times| *times <= WORDINGS_OF_A_REPORT)
    }
}
