//! Merges stretches that lie close together in both reports: the sentences of a shuffled passage.

use super::extend::Matches;
use std::ops::Range;

/// When two stretches are one passage.
pub(super) struct Closeness {
    /// Words that may stand between them, in either report.
    pub(super) most_gap: usize,
    /// The share of the words of the longer side, in thousandths, that must match once they are one.
    pub(super) least_identity: usize,
}

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
    pub(super) fn new(matches: Matches) -> Self {
        let bounds = |side: fn(&(usize, usize)) -> usize| {
            let least = matches.iter().map(side).min().expect("something matches");
            let most = matches.iter().map(side).max().expect("something matches");
            least..most + 1
        };
        Self::within(bounds(|pair| pair.0), bounds(|pair| pair.1), matches)
    }

    /// Makes the stretch of two ranges of words and the matches in them.
    pub(super) fn within(first: Range<usize>, second: Range<usize>, mut matches: Matches) -> Self {
        matches.sort_unstable();
        matches.dedup_by_key(|pair| pair.0);
        keep_first_by(&mut matches, |pair| pair.1);
        Self { first, second, matches }
    }

    /// Returns the share of the words of the longer side that match, in thousandths.
    pub(super) fn identity(&self) -> usize {
        self.matches.len() * 1000 / self.first.len().max(self.second.len())
    }

    fn near(&self, other: &Stretch, most_gap: usize) -> bool {
        gap(&self.first, &other.first) <= most_gap && gap(&self.second, &other.second) <= most_gap
    }

    fn merged(&self, other: &Stretch) -> Stretch {
        Stretch::within(
            hull(&self.first, &other.first),
            hull(&self.second, &other.second),
            self.matches.iter().chain(&other.matches).copied().collect(),
        )
    }
}

fn hull(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}

/// Drops the pairs whose key an earlier pair has.
fn keep_first_by(pairs: &mut Matches, key: fn(&(usize, usize)) -> usize) {
    let mut seen = std::collections::BTreeSet::new();
    pairs.retain(|pair| seen.insert(key(pair)));
}

/// Merges the stretches of two reports that lie close together in both and match densely together.
pub(super) fn cluster(mut stretches: Vec<Stretch>, closeness: &Closeness) -> Vec<Stretch> {
    stretches.sort_unstable_by_key(|s| (s.first.start, s.second.start, s.first.end, s.second.end));
    let mut merged: Vec<Stretch> = Vec::new();
    for mut stretch in stretches {
        // What has grown may have come near to others: it goes round again.
        while let Some((index, both)) = partner(&merged, &stretch, closeness) {
            merged.swap_remove(index);
            stretch = both;
        }
        merged.push(stretch);
    }
    merged
}

/// Finds the stretch with which another makes the densest passage.
fn partner(
    others: &[Stretch],
    stretch: &Stretch,
    closeness: &Closeness,
) -> Option<(usize, Stretch)> {
    others
        .iter()
        .enumerate()
        .filter(|(_, other)| other.near(stretch, closeness.most_gap))
        .map(|(index, other)| (index, other.merged(stretch)))
        .filter(|(_, both)| both.identity() >= closeness.least_identity)
        .max_by_key(|(index, both)| (both.identity(), std::cmp::Reverse(*index)))
}

fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.start.max(b.start).saturating_sub(a.end.min(b.end))
}
