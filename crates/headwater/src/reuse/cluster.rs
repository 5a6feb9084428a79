//! Merges stretches that lie close together in both reports: the sentences of a shuffled passage.

use super::extend::Matches;
use std::ops::Range;

/// Words that may stand between two stretches of one passage, in either report.
const MOST_GAP: usize = 32;

/// The share of the words of the longer side, in thousandths, that must match for two stretches to be one
/// passage.
const LEAST_IDENTITY: usize = 350;

/// A stretch of each of two reports, in words, with the words that match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
    /// The positions of the words that match; each word is in one pair at most.
    pub(super) matches: Matches,
}

impl Stretch {
    /// Makes the smallest stretch that has all matches, of which there is at least one.
    pub(super) fn new(mut matches: Matches) -> Self {
        matches.sort_unstable();
        keep_first_by(&mut matches, |pair| pair.1);
        let bounds = |side: fn(&(usize, usize)) -> usize| {
            let least = matches.iter().map(side).min().expect("something matches");
            let most = matches.iter().map(side).max().expect("something matches");
            least..most + 1
        };
        Self { first: bounds(|pair| pair.0), second: bounds(|pair| pair.1), matches }
    }

    /// Returns the share of the words of the longer side that match, in thousandths.
    pub(super) fn identity(&self) -> usize {
        self.matches.len() * 1000 / self.first.len().max(self.second.len())
    }

    fn near(&self, other: &Stretch) -> bool {
        gap(&self.first, &other.first) <= MOST_GAP && gap(&self.second, &other.second) <= MOST_GAP
    }

    fn merged(&self, other: &Stretch) -> Stretch {
        let mut matches: Matches = self.matches.iter().chain(&other.matches).copied().collect();
        matches.sort_unstable();
        matches.dedup_by_key(|pair| pair.0);
        Stretch::new(matches)
    }
}

/// Drops the pairs whose key an earlier pair has.
fn keep_first_by(pairs: &mut Matches, key: fn(&(usize, usize)) -> usize) {
    let mut seen = std::collections::BTreeSet::new();
    pairs.retain(|pair| seen.insert(key(pair)));
}

/// Merges the stretches of two reports that lie close together in both and match densely together.
pub(super) fn cluster(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_unstable_by_key(|s| (s.first.start, s.second.start, s.first.end, s.second.end));
    let mut done = Vec::new();
    let mut open: Vec<Stretch> = Vec::new();
    for mut stretch in stretches {
        let (near, far): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|s| s.first.end + MOST_GAP >= stretch.first.start);
        done.extend(far);
        open = near;
        while let Some((index, merged)) = partner(&open, &stretch) {
            open.swap_remove(index);
            stretch = merged;
        }
        open.push(stretch);
    }
    done.extend(open);
    done
}

/// Finds the stretch with which another makes the densest passage.
fn partner(open: &[Stretch], stretch: &Stretch) -> Option<(usize, Stretch)> {
    open.iter()
        .enumerate()
        .filter(|(_, other)| other.near(stretch))
        .map(|(index, other)| (index, other.merged(stretch)))
        .filter(|(_, merged)| merged.identity() >= LEAST_IDENTITY)
        .max_by_key(|(index, merged)| (merged.identity(), std::cmp::Reverse(*index)))
}

fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.start.max(b.start).saturating_sub(a.end.min(b.end))
}
