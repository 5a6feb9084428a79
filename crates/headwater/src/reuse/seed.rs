//! Finds the pairs of reports that share seeds: runs of [`LENGTH`] words.
//!
//! Seeds are counted for each pair before any is materialised: most pairs that share one share no second.

use super::words::Words;
use rayon::prelude::*;

/// Words in a seed. At four, one seed in six survives when 35 % of the words are edited, and two unrelated
/// reports of a newswire rarely share three.
pub(super) const LENGTH: usize = 4;

/// Seeds that a pair must share, where nothing else speaks for it: a verbatim run of six words has them.
pub(super) const LEAST_SEEDS: u16 = 3;

/// Times that one report may show the same seed; further ones add no evidence, only work.
const MOST_REPEATS: usize = 4;

/// Fellow carriers, to each side, that a report is paired with on a seed that too many carry.
const NEIGHBOURS: usize = 16;

/// Words to each side of a seed that must agree as well where too many reports carry it.
const CONTEXT: usize = 4;

/// Two reports, by position, and the seeds they share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) first: usize,
    pub(super) second: usize,
    /// Positions of words in the first and the second, in order.
    pub(super) seeds: Vec<(u32, u32)>,
}

/// The seeds of all reports that more than one place shares.
pub(super) struct SeedIndex<'r> {
    reports: &'r [&'r Words],
    /// Where each report's words begin among all words, and where the last ends.
    offsets: Vec<usize>,
    /// For every word of every report, the group of the seed that begins there, or [`NO_GROUP`].
    group_at: Vec<u32>,
    /// Where each group's carriers begin, and where the last ends.
    groups: Vec<u32>,
    /// The places where seeds stand, by group.
    carriers: Vec<Carrier>,
    /// Carriers that a seed may have before only those in like context are paired.
    most_carriers: usize,
    /// Seeds that a pair must share.
    least_seeds: u16,
}

const NO_GROUP: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Carrier {
    /// A hash of the words around, or 0 in groups that have few carriers.
    context: u32,
    report: u32,
    word: u32,
}

impl<'r> SeedIndex<'r> {
    /// Indexes the seeds of the reports. Seeds with more than `most_carriers` places are paired only between
    /// neighbours in like context, so that widely copied text stays connected at a linear price.
    pub(super) fn new(reports: &'r [&'r Words], most_carriers: usize, least_seeds: u16) -> Self {
        let offsets: Vec<usize> = std::iter::once(0)
            .chain(reports.iter().scan(0, |sum, words| {
                *sum += words.len();
                Some(*sum)
            }))
            .collect();
        let total = offsets[reports.len()];
        let mut index = Self {
            reports,
            offsets,
            group_at: vec![NO_GROUP; total],
            groups: vec![0],
            carriers: Vec::new(),
            most_carriers,
            least_seeds,
        };
        let places = shared_places(reports, total);
        for group in places.chunk_by(|a, b| a.0 == b.0) {
            index.add_group(group);
        }
        index
    }

    fn add_group(&mut self, places: &[Place]) {
        let begin = self.carriers.len();
        for same_report in places.chunk_by(|a, b| a.1 == b.1) {
            for &Place(_, report, word) in same_report.iter().take(MOST_REPEATS) {
                self.carriers.push(Carrier { context: 0, report, word });
            }
        }
        let carriers = &mut self.carriers[begin..];
        if carriers[0].report == carriers[carriers.len() - 1].report {
            self.carriers.truncate(begin);
            return;
        }
        if carriers.len() > self.most_carriers {
            for carrier in carriers.iter_mut() {
                carrier.context =
                    context(self.reports[carrier.report as usize], carrier.word as usize);
            }
            carriers.sort_unstable();
        }
        let group = u32::try_from(self.groups.len() - 1).expect("fewer than 2^32 words in memory");
        for carrier in carriers.iter() {
            self.group_at[self.offsets[carrier.report as usize] + carrier.word as usize] = group;
        }
        let end = u32::try_from(self.carriers.len()).expect("fewer than 2^32 words in memory");
        self.groups.push(end);
    }

    /// Finds the pairs that share seeds enough, among those that `allowed` lets be compared, and hands each
    /// to `examine`; the results come in the order of the pairs.
    pub(super) fn examine_pairs<T: Send>(
        &self,
        allowed: impl Fn(usize, usize) -> bool + Sync,
        examine: impl Fn(Candidate) -> Vec<T> + Sync,
    ) -> Vec<T> {
        let reports = self.offsets.len() - 1;
        (0..reports)
            .into_par_iter()
            .map_init(
                || vec![0u16; reports],
                |counts, second| {
                    self.candidates(second, &allowed, counts)
                        .into_iter()
                        .flat_map(&examine)
                        .collect::<Vec<T>>()
                },
            )
            .collect::<Vec<_>>()
            .into_iter()
            .flatten()
            .collect()
    }

    /// Finds the candidates whose second report this is. `counts` holds a zero for every report, and does so
    /// again afterwards.
    fn candidates(
        &self,
        second: usize,
        allowed: &(impl Fn(usize, usize) -> bool + Sync),
        counts: &mut [u16],
    ) -> Vec<Candidate> {
        let mut touched = Vec::new();
        self.for_each_seed(second, |carrier, _| {
            let count = &mut counts[carrier.report as usize];
            if *count == 0 {
                touched.push(carrier.report as usize);
            }
            *count = count.saturating_add(1);
        });
        touched.sort_unstable();
        let kept: Vec<usize> = touched
            .iter()
            .copied()
            .filter(|&first| counts[first] >= self.least_seeds && allowed(first, second))
            .collect();
        for &first in &touched {
            counts[first] = 0;
        }
        self.materialise(second, &kept, counts)
    }

    fn materialise(&self, second: usize, kept: &[usize], slots: &mut [u16]) -> Vec<Candidate> {
        let mut candidates = Vec::with_capacity(kept.len());
        for part in kept.chunks(usize::from(u16::MAX)) {
            let base = candidates.len();
            for (slot, &first) in (1..).zip(part) {
                slots[first] = slot;
                candidates.push(Candidate { first, second, seeds: Vec::new() });
            }
            self.for_each_seed(second, |carrier, word| {
                let slot = usize::from(slots[carrier.report as usize]);
                if slot > 0 {
                    candidates[base + slot - 1].seeds.push((carrier.word, word));
                }
            });
            for &first in part {
                slots[first] = 0;
            }
        }
        for candidate in &mut candidates {
            candidate.seeds.sort_unstable();
        }
        candidates
    }

    /// Visits the carriers in earlier reports of every seed of a report, with the seed's place in it.
    fn for_each_seed(&self, report: usize, mut visit: impl FnMut(Carrier, u32)) {
        let words = self.offsets[report]..self.offsets[report + 1];
        for (word, &group) in (0..).zip(&self.group_at[words]) {
            if group == NO_GROUP {
                continue;
            }
            for &carrier in self.fellows(group as usize, report, word) {
                visit(carrier, word);
            }
        }
    }

    /// Returns the carriers of a seed that stand in earlier reports and are paired with the one at `word`.
    fn fellows(&self, group: usize, report: usize, word: u32) -> &[Carrier] {
        let carriers = &self.carriers[self.groups[group] as usize..self.groups[group + 1] as usize];
        let number = u32::try_from(report).expect("fewer than 2^32 reports in memory");
        let context = if carriers.len() > self.most_carriers {
            context(self.reports[report], word as usize)
        } else {
            0
        };
        let end = carriers.partition_point(|c| (c.context, c.report) < (context, number));
        if context == 0 {
            return &carriers[..end];
        }
        let begin = carriers.partition_point(|c| c.context < context);
        &carriers[begin.max(end.saturating_sub(NEIGHBOURS))..end]
    }
}

/// A seed's hash, its report and its word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place(u64, u32, u32);

/// Lists the places of the seeds that stand in more than one, by seed, then by place.
fn shared_places(reports: &[&Words], total: usize) -> Vec<Place> {
    let filter = Repeated::new(reports, total);
    let mut places: Vec<Place> = reports
        .par_iter()
        .enumerate()
        .flat_map_iter(|(report, words)| {
            let filter = &filter;
            let report = u32::try_from(report).expect("fewer than 2^32 reports in memory");
            (0..).zip(seeds(words)).filter_map(move |(word, hash)| {
                filter.holds(hash).then_some(Place(hash, report, word))
            })
        })
        .collect();
    places.par_sort_unstable();
    let mut shared = Vec::with_capacity(places.len());
    for group in places.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        shared.extend_from_slice(group);
    }
    shared
}

/// A bitmap of the seeds that were met more than once, with some that were not.
struct Repeated {
    bits: Vec<u64>,
}

impl Repeated {
    fn new(reports: &[&Words], total: usize) -> Self {
        // Eight bits a word: about one seed in eight that stands alone passes.
        let size = (total.max(64) / 8).next_power_of_two();
        let mut once = vec![0u64; size];
        let mut repeated = Self { bits: vec![0u64; size] };
        for hash in reports.iter().flat_map(|words| seeds(words)) {
            let (cell, bit) = repeated.cell(hash);
            repeated.bits[cell] |= once[cell] & bit;
            once[cell] |= bit;
        }
        repeated
    }

    fn holds(&self, hash: u64) -> bool {
        let (cell, bit) = self.cell(hash);
        self.bits[cell] & bit != 0
    }

    fn cell(&self, hash: u64) -> (usize, u64) {
        ((hash >> 6) as usize & (self.bits.len() - 1), 1 << (hash & 63))
    }
}

/// Hashes the seeds of a report, by the place of their first word.
fn seeds(words: &Words) -> impl Iterator<Item = u64> {
    words.ids.windows(LENGTH).map(|ids| hash_words(ids, 0))
}

fn hash_words(ids: &[u32], seed: u64) -> u64 {
    ids.iter().fold(seed ^ 0x9e37_79b9_7f4a_7c15, |hash, &id| {
        // The finaliser of SplitMix64, which mixes each word into all bits.
        let mixed = (hash ^ u64::from(id)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb).rotate_left(29)
    })
}

/// Hashes the words around the seed at `word`; never 0.
fn context(words: &Words, word: usize) -> u32 {
    let around = word.saturating_sub(CONTEXT)..(word + LENGTH + CONTEXT).min(words.len());
    (hash_words(&words.ids[around], 1) >> 32) as u32 | 1
}
