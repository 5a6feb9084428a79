//! Chains seeds into stretches that two reports tell word for word in the same order.

use super::seed;

/// Words that may stand between two seeds of a chain, in either report: about a sentence.
const MOST_GAP: usize = 24;

/// Words by which the gaps of the two reports may differ: a clause put in or left out.
const MOST_DRIFT: usize = 16;

/// A run of words that stands in both reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) length: usize,
}

impl Run {
    pub(super) fn first_end(self) -> usize {
        self.first + self.length
    }

    pub(super) fn second_end(self) -> usize {
        self.second + self.length
    }

    /// Returns the part of this run that lies wholly behind another, if any.
    fn behind(self, other: Run) -> Option<Run> {
        let cut = other
            .first_end()
            .saturating_sub(self.first)
            .max(other.second_end().saturating_sub(self.second));
        (cut < self.length).then(|| Run {
            first: self.first + cut,
            second: self.second + cut,
            length: self.length - cut,
        })
    }
}

/// Runs that follow each other in both reports.
pub(super) type Chain = Vec<Run>;

/// Chains the seeds that two reports share; the seeds are in order.
pub(super) fn chain(seeds: &[(u32, u32)]) -> Vec<Chain> {
    let mut done: Vec<Chain> = Vec::new();
    let mut open: Vec<Chain> = Vec::new();
    for run in runs(seeds) {
        let (near, far) = open
            .into_iter()
            .partition(|chain: &Chain| last(chain).first_end() + MOST_GAP >= run.first);
        open = near;
        done.extend::<Vec<Chain>>(far);
        let best = open
            .iter_mut()
            .filter_map(|chain| Some((drift(last(chain), run)?, chain)))
            .min_by_key(|(drift, _)| *drift);
        match best {
            Some((_, chain)) => {
                let rest = run.behind(last(chain)).expect("a drift is known only behind");
                chain.push(rest);
            }
            None => open.push(vec![run]),
        }
    }
    done.extend(open);
    done.sort_unstable();
    done
}

fn last(chain: &Chain) -> Run {
    chain[chain.len() - 1]
}

/// Returns by how much the gaps between two runs differ, if the second run can follow the first.
fn drift(before: Run, after: Run) -> Option<usize> {
    let after = after.behind(before)?;
    let gaps = (after.first - before.first_end(), after.second - before.second_end());
    let drift = gaps.0.abs_diff(gaps.1);
    (gaps.0 <= MOST_GAP && gaps.1 <= MOST_GAP && drift <= MOST_DRIFT).then_some(drift)
}

/// Joins seeds that overlap on one diagonal into runs, ordered by their place in the first report.
pub(super) fn runs(seeds: &[(u32, u32)]) -> Vec<Run> {
    let mut by_diagonal: Vec<(i64, usize, usize)> = seeds
        .iter()
        .map(|&(first, second)| {
            (i64::from(first) - i64::from(second), first as usize, second as usize)
        })
        .collect();
    by_diagonal.sort_unstable();
    let mut runs: Vec<Run> = by_diagonal
        .chunk_by(|a, b| a.0 == b.0 && b.1 <= a.1 + seed::LENGTH)
        .map(|same| {
            let (begin, end) = (same[0], same[same.len() - 1]);
            Run { first: begin.1, second: begin.2, length: end.1 + seed::LENGTH - begin.1 }
        })
        .collect();
    runs.sort_unstable();
    runs
}
