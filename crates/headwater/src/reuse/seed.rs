//! Seeds: runs of [`LENGTH`] words, by which shared wording is found.

use super::LEAST_PLAIN;
use super::words::Words;
use crate::model::ReportId;

/// Words in a seed. At four, one seed in six survives when 35 % of the words are edited, and two unrelated
/// reports of a newswire rarely share three.
pub(super) const LENGTH: usize = 4;

/// Times that one report may show the same seed; further ones add no evidence, only work.
pub(super) const MOST_REPEATS: usize = 4;

/// Words of a run that makes two reports worth a closer look: the least plain copy has two such runs.
pub(super) const RUN: usize = LEAST_PLAIN - 1;

/// A seed of a report: bits of its hash, where it stands, and a hash of the words that follow.
///
/// In its order, and as a number: 40 bits of the hash, 32 of the report, 24 of the number of its sentence, 32 of the hash
/// of the run that begins with it, 0 if there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seed(u128);

/// Sentences from which on a text has no seeds: 24 bits name one.
const MOST_SENTENCES: u32 = 1 << 24;

impl Seed {
    /// Writes the seed for [`Seed::from_bytes`].
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    /// Reads a seed that [`Seed::to_bytes`] wrote.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_le_bytes(bytes))
    }

    /// Returns the report that it is a seed of.
    pub fn report(self) -> ReportId {
        ReportId::new((self.0 >> 56) as usize & 0xffff_ffff)
    }

    /// Returns the number of the sentence that it begins in.
    pub fn sentence(self) -> u32 {
        (self.0 >> 32) as u32 & 0xff_ffff
    }

    pub(super) fn key(self) -> u64 {
        (self.0 >> 88) as u64
    }

    pub(super) fn run(self) -> u32 {
        self.0 as u32
    }
}

/// Lists the seeds of a report, each with the part of all seeds that it is in: the first bits of its hash.
pub(super) fn seeds(report: ReportId, words: &Words) -> Vec<(u8, Seed)> {
    let hashes: Vec<u64> = words.ids.windows(LENGTH).map(hash).collect();
    let runs: Vec<u64> = hashes.windows(RUN - LENGTH + 1).map(run).collect();
    let seed = |(word, (&hash, sentence)): (usize, (&u64, u32))| {
        let run = runs.get(word).map_or(0, |run| (run >> 32) as u32 | 1);
        let key = u128::from(hash >> 16 & 0xff_ffff_ffff);
        let place = (report.index() as u128) << 56 | u128::from(sentence) << 32;
        ((hash >> 56) as u8, Seed(key << 88 | place | u128::from(run)))
    };
    let sentences = words.sentence_numbers().take_while(|&sentence| sentence < MOST_SENTENCES);
    hashes.iter().zip(sentences).enumerate().map(seed).collect()
}

/// Hashes a run of words by the seeds that it is made of.
fn run(seeds: &[u64]) -> u64 {
    let parts = seeds.iter().step_by(LENGTH);
    parts.fold(0, |sum: u64, seed| (sum.rotate_left(17) ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn hash(ids: &[u32]) -> u64 {
    ids.iter().fold(0x9e37_79b9_7f4a_7c15, |hash, &id| {
        // The finaliser of SplitMix64, which mixes each word into all bits.
        let mixed = (hash ^ u64::from(id)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb).rotate_left(29)
    })
}

/// A seed of a text by itself: half of its hash, and the place of its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LocalSeed {
    hash: u32,
    word: u32,
}

/// Lists the seeds of a text, ordered by their hashes.
pub(super) fn local(ids: &[u32]) -> Vec<LocalSeed> {
    let seed = |(word, ids)| LocalSeed { hash: (hash(ids) >> 32) as u32, word };
    let mut seeds: Vec<LocalSeed> = (0..).zip(ids.windows(LENGTH)).map(seed).collect();
    seeds.sort_unstable();
    seeds
}

/// Finds the seeds that two texts share: places of words in the first and the second, in order.
pub(super) fn shared(
    (first, first_ids): (&[LocalSeed], &[u32]),
    (second, second_ids): (&[LocalSeed], &[u32]),
) -> Vec<(u32, u32)> {
    let words = |ids: &[u32], seed: &LocalSeed| -> [u32; LENGTH] {
        let at = seed.word as usize;
        ids[at..at + LENGTH].try_into().expect("a seed has as many words")
    };
    let mut found = Vec::new();
    let mut rest = second;
    for one in first.chunk_by(|a, b| a.hash == b.hash) {
        let hash = one[0].hash;
        let before = rest.iter().take_while(|seed| seed.hash < hash).count();
        rest = &rest[before..];
        let other = rest.iter().take_while(|seed| seed.hash == hash).take(MOST_REPEATS);
        for other in other {
            let same = one
                .iter()
                .take(MOST_REPEATS)
                .filter(|one| words(first_ids, one) == words(second_ids, other));
            found.extend(same.map(|one| (one.word, other.word)));
        }
    }
    found.sort_unstable();
    found
}
