//! Merges stretches that lie close together in both reports: the sentences of a shuffled passage.

use super::extend::Matches;
use crate::model::Manner;
use std::ops::Range;

/// When two stretches are one passage.
pub(super) struct Closeness {
    /// Words that may stand between them, in either report.
    pub(super) most_gap: usize,
    /// The share of the words of the longer side, in thousandths, that must match once they are one.
    pub(super) least_identity: usize,
}

/// When copied stretches are one passage: the sentences of a shuffled one stand up to a sentence apart.
pub(super) const COPIED: Closeness = Closeness { most_gap: 32, least_identity: 350 };

/// When copied stretches of garbled texts are one passage: with one letter in ten wrong, three words in five are whole.
pub(super) const GARBLED: Closeness = Closeness { most_gap: 32, least_identity: 200 };

/// When rewritten sentences are one passage (tried on PAN 2013: with a gap of 30, summaries fall apart; with
/// 50, neighbours are drawn in; from an identity of 200 to 300 it comes out the same, and news that is told
/// independently is joined less often).
pub(super) const REWRITTEN: Closeness = Closeness { most_gap: 40, least_identity: 300 };

/// Sentences from which something is condensed. At four, summaries lose .12 of plagdet on PAN 2013; at two, the whole
/// is no better.
const LEAST_PARTS: usize = 3;

/// The share of the matches, in thousandths, that one part may have: more is a passage with company. At 500
/// summaries lose .10 of plagdet on PAN 2013, at 1000 copies lose .05; from 600 to 700 the whole is the same.
const MOST_OF_PART: usize = 650;

/// Matching words from which a part is a passage by itself: two of these stay two. Without this rule copies lose
/// .016 of plagdet on PAN 2013.
const PASSAGE: usize = 40;

/// The share of the words of the condensed side, in thousandths, that must match. From 300 to 400, finds in the
/// thousand pairs of PAN 2013 that share nothing go from 9 to 6; at 500, summaries lose .08 of plagdet.
const LEAST_DENSITY: usize = 400;

/// The share of the words that match, in thousandths, from which a passage is a copy: one word in twenty differs. Of
/// copies planted in newswire with one word in ten edited, 48 in 50 are then edited.
const LEAST_COPY: usize = 950;

/// The share of the matching words, in thousandths, that stand in another order once parts were moved: of planted
/// passages whose sentences were shuffled, 48 in 50 are then reordered, and of verbatim ones 1 in 100.
const LEAST_MOVED: usize = 150;

/// A stretch of each of two reports, in words, with the words that match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
    /// The positions of the words that match; each word is in one pair at most.
    pub(super) matches: Matches,
    /// How much a passage stands out from the rest of the two reports, once that is measured; see `contrast`.
    pub(super) contrast: usize,
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
        Self { first, second, matches, contrast: 0 }
    }

    /// Returns the share of the words of the longer side that match, in thousandths.
    pub(super) fn identity(&self) -> usize {
        self.matches.len() * 1000 / self.first.len().max(self.second.len())
    }

    /// Tells whether another stretch lies within this one on both sides.
    pub(super) fn holds(&self, other: &Stretch) -> bool {
        let holds = |this: &Range<usize>, other: &Range<usize>| {
            this.start <= other.start && other.end <= this.end
        };
        holds(&self.first, &other.first) && holds(&self.second, &other.second)
    }

    /// Tells whether hardly a word differs. The ends of a plain copy are known to the word, and sentences beside
    /// it that merely speak of the same do not belong to it. From 850 to 950 PAN 2013 comes out the same.
    pub(super) fn is_plain_copy(&self) -> bool {
        self.identity() >= 850
    }

    /// Tells how one side differs from the other.
    pub(super) fn manner(&self) -> Manner {
        let moved = self.matches.len() - longest_rising(&self.matches);
        if moved * 1000 >= self.matches.len() * LEAST_MOVED {
            Manner::Reordered
        } else if self.identity() >= LEAST_COPY {
            Manner::Copy
        } else {
            Manner::Edited
        }
    }

    fn near(&self, other: &Stretch, most_gap: usize) -> bool {
        gap(&self.first, &other.first) <= most_gap && gap(&self.second, &other.second) <= most_gap
    }

    pub(super) fn merged(&self, other: &Stretch) -> Stretch {
        Stretch::within(
            hull(&self.first, &other.first),
            hull(&self.second, &other.second),
            self.matches.iter().chain(&other.matches).copied().collect(),
        )
    }
}

/// Returns how many pairs of places, which are in order on the first side, can be kept in order on the second: the
/// length of the longest increasing subsequence (patience sorting).
pub(super) fn longest_rising(matches: &[(usize, usize)]) -> usize {
    // For each length, the least end of an increasing subsequence of it.
    let mut ends: Vec<usize> = Vec::new();
    for &(_, second) in matches {
        let longer = ends.partition_point(|&end| end < second);
        match ends.get_mut(longer) {
            Some(end) => *end = second,
            None => ends.push(second),
        }
    }
    ends.len()
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

/// Merges the parts of what one report tells at length and the other condenses to a few sentences: they lie
/// close together in the one and scattered in the other. Returns what was merged and the rest.
///
/// On the PAN 2013 training pairs, on which all figures of this file were chosen, summaries score a plagdet of .19
/// without this and .65 with it, and copies lose .005 where two passages stand side by side.
pub(super) fn condense(stretches: Vec<Stretch>) -> (Vec<Stretch>, Vec<Stretch>) {
    let (mut merged, rest) = condense_into(stretches, |stretch| &stretch.second);
    let (more, rest) = condense_into(rest, |stretch| &stretch.first);
    merged.extend(more);
    (merged, rest)
}

/// Merges the parts of what is condensed in the report that `side` chooses.
fn condense_into(
    mut stretches: Vec<Stretch>,
    side: fn(&Stretch) -> &Range<usize>,
) -> (Vec<Stretch>, Vec<Stretch>) {
    stretches.sort_unstable_by_key(|s| (side(s).start, s.first.start, s.second.start));
    let (mut merged, mut rest) = (Vec::new(), Vec::new());
    for parts in neighbours(stretches, side) {
        match condensed(&parts, side) {
            Some(whole) => merged.push(whole),
            None => rest.extend(parts),
        }
    }
    (merged, rest)
}

/// Divides stretches, in order on one side, where more words than a passage may have between its sentences lie
/// between them.
fn neighbours(stretches: Vec<Stretch>, side: fn(&Stretch) -> &Range<usize>) -> Vec<Vec<Stretch>> {
    let mut groups: Vec<Vec<Stretch>> = Vec::new();
    let mut end = 0;
    for stretch in stretches {
        let near = side(&stretch).start <= end + REWRITTEN.most_gap;
        end = end.max(side(&stretch).end);
        match groups.last_mut().filter(|_| near) {
            Some(group) => group.push(stretch),
            None => groups.push(vec![stretch]),
        }
    }
    groups
}

/// Merges parts if they are several, none of them is most of the whole, and they fill the condensed side.
fn condensed(parts: &[Stretch], side: fn(&Stretch) -> &Range<usize>) -> Option<Stretch> {
    let (first, more) = parts.split_first()?;
    let whole = more.iter().fold(first.clone(), |whole, part| whole.merged(part));
    let sizes = || parts.iter().map(|part| part.matches.len());
    let matches = whole.matches.len();
    let scattered = parts.len() >= LEAST_PARTS
        && sizes().max()? * 1000 <= matches * MOST_OF_PART
        && sizes().filter(|&size| size >= PASSAGE).count() <= 1;
    let dense = matches * 1000 >= side(&whole).len() * LEAST_DENSITY;
    (scattered && dense).then_some(whole)
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
