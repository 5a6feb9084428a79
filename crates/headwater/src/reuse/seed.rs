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

/// The seeds of all reports that more than one report has.
pub(super) struct SeedIndex {
    /// Where each report's words begin among all words, and where the last ends.
    offsets: Vec<usize>,
    /// For every word of every report, the group of the seed that begins there, or [`NO_GROUP`].
    group_at: Vec<u32>,
    /// Where each group's places begin, and where the last ends.
    groups: Vec<u32>,
    /// The places of each seed, in order, by group.
    places: Vec<Place>,
    /// From this group on, places are those of a seed that too many have, with the same words around it.
    first_crowded: u32,
    enough: Enough,
}

/// What makes two reports worth a closer look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Enough {
    /// Seeds that they share.
    pub(super) seeds: u16,
    /// A single seed does that has at most so many places.
    pub(super) rare: usize,
}

const NO_GROUP: u32 = u32::MAX;

/// Where a seed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    report: u32,
    word: u32,
}

impl SeedIndex {
    /// Indexes the seeds of the reports. Seeds with more than `most_carriers` places are paired only between
    /// neighbours in like context, so that widely copied text stays connected at a linear price.
    pub(super) fn new(reports: &[&Words], most_carriers: usize, enough: Enough) -> Self {
        let offsets: Vec<usize> = std::iter::once(0)
            .chain(reports.iter().scan(0, |sum, words| {
                *sum += words.len();
                Some(*sum)
            }))
            .collect();
        let shared = shared_seeds(reports, &offsets, most_carriers);
        let crowds = shared.iter().flat_map(|part| part.crowded.sizes.iter().copied());
        let plain = shared.iter().flat_map(|part| part.plain.sizes.iter().copied());
        let first_crowded = plain.clone().count();
        let ends = plain.chain(crowds).scan(0u32, |end, size| {
            *end = end.checked_add(size).expect("fewer than 2^32 words in memory");
            Some(*end)
        });
        let groups: Vec<u32> = std::iter::once(0).chain(ends).collect();
        let mut places = Vec::with_capacity(groups[groups.len() - 1] as usize);
        shared.iter().for_each(|part| places.extend_from_slice(&part.plain.places));
        shared.iter().for_each(|part| places.extend_from_slice(&part.crowded.places));
        let mut group_at = vec![NO_GROUP; offsets[reports.len()]];
        for (group, bounds) in (0..).zip(groups.windows(2)) {
            for place in &places[bounds[0] as usize..bounds[1] as usize] {
                group_at[offsets[place.report as usize] + place.word as usize] = group;
            }
        }
        let first_crowded = u32::try_from(first_crowded).expect("fewer than 2^32 words in memory");
        Self { offsets, group_at, groups, places, first_crowded, enough }
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
        self.for_each_seed(second, |place, _, weight| {
            let count = &mut counts[place.report as usize];
            if *count == 0 {
                touched.push(place.report as usize);
            }
            *count = count.saturating_add(weight);
        });
        touched.sort_unstable();
        let kept: Vec<usize> = touched
            .iter()
            .copied()
            .filter(|&first| counts[first] >= self.enough.seeds && allowed(first, second))
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
            self.for_each_seed(second, |place, word, _| {
                let slot = usize::from(slots[place.report as usize]);
                if slot > 0 {
                    candidates[base + slot - 1].seeds.push((place.word, word));
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

    /// Returns the seeds that two reports share, in order, and whether they are enough for a closer look.
    pub(super) fn shared(&self, first: usize, second: usize) -> (Vec<(u32, u32)>, bool) {
        let (mut seeds, mut worth) = (Vec::new(), 0u16);
        self.for_each_seed(second, |place, word, weight| {
            if place.report as usize == first {
                seeds.push((place.word, word));
                worth = worth.saturating_add(weight);
            }
        });
        seeds.sort_unstable();
        (seeds, worth >= self.enough.seeds)
    }

    /// Visits the places in earlier reports of every seed of a report, with the seed's place in it and how many
    /// seeds it is worth.
    fn for_each_seed(&self, report: usize, mut visit: impl FnMut(Place, u32, u16)) {
        let words = self.offsets[report]..self.offsets[report + 1];
        for (word, &group) in (0..).zip(&self.group_at[words]) {
            if group == NO_GROUP {
                continue;
            }
            let places = self.places_of(group);
            let weight = if places.len() <= self.enough.rare { self.enough.seeds } else { 1 };
            for &place in self.fellows(group, report) {
                visit(place, word, weight);
            }
        }
    }

    fn places_of(&self, group: u32) -> &[Place] {
        let bounds = [self.groups[group as usize], self.groups[group as usize + 1]];
        &self.places[bounds[0] as usize..bounds[1] as usize]
    }

    /// Returns the places of a seed that stand in earlier reports and are paired with those in this one.
    fn fellows(&self, group: u32, report: usize) -> &[Place] {
        let places = self.places_of(group);
        let earlier = &places[..places.partition_point(|place| (place.report as usize) < report)];
        let near = if group >= self.first_crowded { NEIGHBOURS } else { earlier.len() };
        &earlier[earlier.len().saturating_sub(near)..]
    }
}

/// Seeds that more than one report has, one after the other.
#[derive(Default)]
struct Groups {
    /// How many places each seed has.
    sizes: Vec<u32>,
    /// The places, by seed, then in order.
    places: Vec<Place>,
}

impl Groups {
    /// Adds the places of a seed, which are in order, unless all are in one report.
    fn add(&mut self, places: &[Place]) {
        let ends = places.first().zip(places.last());
        if ends.is_some_and(|(first, last)| first.report < last.report) {
            self.sizes.push(u32::try_from(places.len()).expect("fewer than 2^32 words in memory"));
            self.places.extend_from_slice(places);
        }
    }
}

/// The seeds whose hashes are in one part.
#[derive(Default)]
struct Shared {
    plain: Groups,
    /// Those that too many places have, divided by the words around them.
    crowded: Groups,
}

/// Parts into which the hashes are divided by their first bits, to be sorted each by itself.
const PARTS: usize = 256;

/// Groups the places of the seeds that stand in more than one, a part of the hashes after the other.
fn shared_seeds(reports: &[&Words], offsets: &[usize], most_carriers: usize) -> Vec<Shared> {
    let filter = Repeated::new(reports, offsets[reports.len()]);
    let size = reports.len().div_ceil(rayon::current_num_threads() * 4).max(1);
    let chunks: Vec<Vec<Vec<u64>>> = reports
        .par_chunks(size)
        .zip(offsets.par_chunks(size))
        .map(|(reports, offsets)| parted(reports, offsets, &filter))
        .collect();
    drop(filter);
    let locator = Locator::new(offsets);
    (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let mut seeds: Vec<u64> =
                chunks.iter().flat_map(|parts| parts[part].iter().copied()).collect();
            seeds.sort_unstable();
            grouped(&seeds, reports, &locator, most_carriers)
        })
        .collect()
}

/// Lists the seeds of some reports that stand in more than one place, by the part that their hash is in: 32 further
/// bits of the hash above the position of the seed among all words.
fn parted(reports: &[&Words], offsets: &[usize], filter: &Repeated) -> Vec<Vec<u64>> {
    let mut parts = vec![Vec::new(); PARTS];
    for (words, &offset) in reports.iter().zip(offsets) {
        for (position, hash) in (offset as u64..).zip(seeds(words)) {
            if filter.holds(hash) {
                parts[(hash >> 56) as usize].push((hash >> 24 & 0xffff_ffff) << 32 | position);
            }
        }
    }
    parts
}

/// Groups the seeds of a part, which are in order.
fn grouped(seeds: &[u64], reports: &[&Words], locator: &Locator<'_>, most: usize) -> Shared {
    let mut shared = Shared::default();
    let mut places: Vec<Place> = Vec::new();
    for same_hash in seeds.chunk_by(|a, b| a >> 32 == b >> 32).filter(|group| group.len() > 1) {
        places.clear();
        for &seed in same_hash {
            let place = locator.place((seed & 0xffff_ffff) as usize);
            let repeat = places.iter().nth_back(MOST_REPEATS - 1);
            let is_repeated = repeat.is_some_and(|other| other.report == place.report);
            // Forty bits of a hash are not all of it.
            let same = places
                .first()
                .is_none_or(|first| words_at(reports, *first) == words_at(reports, place));
            if same && !is_repeated {
                places.push(place);
            }
        }
        if places.len() <= most {
            shared.plain.add(&places);
            continue;
        }
        let mut in_context: Vec<(u32, Place)> = places
            .iter()
            .map(|place| (context(reports[place.report as usize], place.word as usize), *place))
            .collect();
        in_context.sort_unstable();
        for same_context in in_context.chunk_by(|a, b| a.0 == b.0) {
            let places: Vec<Place> = same_context.iter().map(|(_, place)| *place).collect();
            shared.crowded.add(&places);
        }
    }
    shared
}

fn words_at<'r>(reports: &[&'r Words], place: Place) -> &'r [u32] {
    let word = place.word as usize;
    &reports[place.report as usize].ids[word..word + LENGTH]
}

/// Finds the report that a position among all words is in.
struct Locator<'o> {
    offsets: &'o [usize],
    /// The report that the first of each 256 positions is in.
    reports: Vec<u32>,
}

impl<'o> Locator<'o> {
    fn new(offsets: &'o [usize]) -> Self {
        let total = offsets[offsets.len() - 1];
        let mut report = 0;
        let of_block = |position: usize| {
            while report + 2 < offsets.len() && offsets[report + 1] <= position {
                report += 1;
            }
            u32::try_from(report).expect("fewer than 2^32 reports in memory")
        };
        let reports = (0..=total).step_by(256).map(of_block).collect();
        Self { offsets, reports }
    }

    fn place(&self, position: usize) -> Place {
        let mut report = self.reports[position / 256];
        while self.offsets[report as usize + 1] <= position {
            report += 1;
        }
        let word = position - self.offsets[report as usize];
        Place { report, word: u32::try_from(word).expect("fewer than 2^32 words in memory") }
    }
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
