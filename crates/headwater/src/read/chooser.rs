//! Makes one body out of what two extraction engines found.
//!
//! Neither engine is the better one. On 181 news pages and 250 pages of other articles (Scrapinghub's shingle
//! F1, WCXB-dev's word F1), `trafilatura` reaches .961 and .910, `dom_smoothie` .951 and .909, and an
//! oracle that takes the better one a page .977 and .945. Where both keep about as much, what both have is
//! nearly always body (.97 to .99 of its words), so that only what one alone has is decided, block by
//! block. That makes .973 and .942 here, and .975 and .947 with [furniture](super::furniture) taken out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::blocks::{Block, BlockKind, words};

/// Chooses the body from the blocks that `trafilatura` (by rules) and `dom_smoothie` (by density) found.
pub(super) fn choose(ruled: Vec<Block>, dense: Vec<Block>) -> Vec<Block> {
    let (a, b) = (total(&ruled), total(&dense));
    let shares = Shares::new(&ruled, &dense);
    let apart = (a.min(b) as f64) < TOO_SHORT * a.max(b) as f64;
    let body = match apart || !shares.any() {
        true if a >= b => ruled,
        true => dense,
        false => merge(ruled, dense, &shares),
    };
    body_of(body)
}

/// Leaves out captions, and what stands there again.
fn body_of(blocks: Vec<Block>) -> Vec<Block> {
    let mut seen = HashSet::new();
    let mut is_new = |block: &Block| block.size() < REPEATED || seen.insert(block.text.clone());
    blocks.into_iter().filter(|block| block.kind != BlockKind::Caption && is_new(block)).collect()
}

/// The number of words of blocks.
pub(super) fn total(blocks: &[Block]) -> usize {
    blocks.iter().map(Block::size).sum()
}

/// Where one engine found less than this share of the other's words, it lost the body and the other is
/// taken whole: so on 17 pages of 431. Any share from .2 to .45 changes neither F1 by more than .002.
pub(super) const TOO_SHORT: f64 = 0.3;

/// A block of at least as many words that ends a sentence is running text. Of the words of such blocks that
/// one engine alone has amid the common ones .84 to .94 are body; of shorter ones .2 to .7.
const PROSE: usize = 12;

/// The same before the first or after the last common block.
const OUTER_PROSE: usize = 25;

/// What one engine alone has after the last common block is body if it is more than this share of the
/// common words, else an author box or a newsletter: on the news pages .79 of it is body, on the others .12.
const OUTER_SHARE: f64 = 0.3;

/// A heading of fewer words that only `dom_smoothie` has is one (.9 are body); longer ones are teasers.
const HEADING: usize = 12;

/// A list item that only `dom_smoothie` has is body from as many words on; shorter ones are links.
const ITEM: usize = 4;

/// A block of at least as many words stands in an article once; shorter ones may be labels that recur.
const REPEATED: usize = 8;

/// Which engine found a block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Engine {
    Ruled,
    Dense,
}

/// Where a block stands among those that both engines have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Before,
    Amid,
    After,
}

/// Which blocks of each engine the other has too.
struct Shares {
    ruled: Vec<bool>,
    dense: Vec<bool>,
}

impl Shares {
    fn new(ruled: &[Block], dense: &[Block]) -> Self {
        Self {
            ruled: shared(ruled, &shingles_of(dense)),
            dense: shared(dense, &shingles_of(ruled)),
        }
    }

    fn any(&self) -> bool {
        self.ruled.contains(&true) && self.dense.contains(&true)
    }
}

/// Merges in the order of the ruled blocks; what `dense` alone has follows the common block that it followed.
fn merge(ruled: Vec<Block>, dense: Vec<Block>, shares: &Shares) -> Vec<Block> {
    let common = ruled.iter().zip(&shares.ruled).filter(|(_, shared)| **shared);
    let common = common.map(|(block, _)| block.size()).sum();
    let places = places(&ruled, &dense, &shares.dense);
    let kept_ruled = kept(&ruled, &shares.ruled, common, Engine::Ruled);
    let kept_dense = kept(&dense, &shares.dense, common, Engine::Dense);
    let mut merged: Vec<_> = (1..)
        .zip(ruled.into_iter().zip(kept_ruled))
        .map(|(place, found)| ((place, Engine::Ruled), found))
        .collect();
    let alone = places.into_iter().zip(dense.into_iter().zip(kept_dense)).zip(&shares.dense);
    merged.extend(
        alone
            .filter(|(_, shared)| !**shared)
            .map(|((place, found), _)| ((place, Engine::Dense), found)),
    );
    merged.sort_by_key(|(place, _)| *place);
    merged.into_iter().filter(|(_, (_, keep))| *keep).map(|(_, (block, _))| block).collect()
}

/// For each dense block, how many ruled blocks stand before it.
fn places(ruled: &[Block], dense: &[Block], shared: &[bool]) -> Vec<usize> {
    let mut first = BTreeMap::new();
    for (block, place) in ruled.iter().zip(1..) {
        for shingle in shingles(&block.text) {
            first.entry(shingle).or_insert(place);
        }
    }
    let mut place = 0;
    dense
        .iter()
        .zip(shared)
        .map(|(block, shared)| {
            if *shared {
                let shingles = shingles(&block.text);
                place = commonest(shingles.iter().filter_map(|s| first.get(s).copied()))
                    .unwrap_or(place);
            }
            place
        })
        .collect()
}

fn commonest(places: impl Iterator<Item = usize>) -> Option<usize> {
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    for place in places {
        *times.entry(place).or_default() += 1;
    }
    times.into_iter().max_by_key(|(place, times)| (*times, Reverse(*place))).map(|(place, _)| place)
}

/// Which blocks of an engine are body.
fn kept(blocks: &[Block], shared: &[bool], common: usize, engine: Engine) -> Vec<bool> {
    let first = shared.iter().position(|shared| *shared).unwrap_or(0);
    let last = shared.iter().rposition(|shared| *shared).unwrap_or(0);
    let is_outer = |block: &&Block| block.is_prose() && block.size() >= OUTER_PROSE;
    let outer: usize = blocks[last + 1..].iter().filter(is_outer).map(Block::size).sum();
    let goes_on = outer as f64 > OUTER_SHARE * common as f64;
    let keep = |(at, block): (usize, &Block)| match (shared[at], position(at, first, last)) {
        (true, _) => true,
        (_, Position::Before) => {
            engine == Engine::Ruled && block.is_prose() && block.size() >= PROSE
        }
        (_, Position::Amid) => keeps_amid(block, engine),
        (_, Position::After) => goes_on && is_outer(&block),
    };
    blocks.iter().enumerate().map(keep).collect()
}

fn position(at: usize, first: usize, last: usize) -> Position {
    match at {
        _ if at < first => Position::Before,
        _ if at > last => Position::After,
        _ => Position::Amid,
    }
}

/// Whether a block amid the common ones that one engine alone has is body.
fn keeps_amid(block: &Block, engine: Engine) -> bool {
    match block.kind {
        BlockKind::Caption => false,
        BlockKind::Code => true,
        BlockKind::Heading => engine == Engine::Ruled || !block.linked && block.size() < HEADING,
        BlockKind::Item => engine == Engine::Ruled || block.size() >= ITEM,
        BlockKind::Row => engine == Engine::Ruled,
        BlockKind::Paragraph => block.size() >= PROSE && block.is_prose(),
    }
}

/// Whether the other engine has more than half of a block, for each.
fn shared(blocks: &[Block], other: &HashSet<u64>) -> Vec<bool> {
    let shared = |block: &Block| {
        let shingles = shingles(&block.text);
        shingles.iter().filter(|shingle| other.contains(shingle)).count() * 2 > shingles.len()
    };
    blocks.iter().map(shared).collect()
}

fn shingles_of(blocks: &[Block]) -> HashSet<u64> {
    blocks.iter().flat_map(|block| shingles(&block.text)).collect()
}

/// Hashes of every three words in a row, or of all words where there are fewer.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<u64> = words(text).map(|word| xxh3_64(word.to_lowercase().as_bytes())).collect();
    let step = |hash: u64, word: &u64| hash.rotate_left(21).wrapping_mul(ODD) ^ word;
    words.windows(words.len().clamp(1, 3)).map(|words| words.iter().fold(0, step)).collect()
}

/// An odd number without structure (2^64 over the golden ratio), to mix hashes in order.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "The council voted on Monday to close the bridge over the river for a year.";
    const B: &str =
        "Engineers had found cracks in two of its piers, the mayor told reporters there.";
    const C: &str = "Traffic will be led over the old ford until the work has been done, she said.";

    fn block(kind: BlockKind, text: &str) -> Block {
        Block { text: text.into(), kind, linked: false }
    }

    fn prose(texts: &[&str]) -> Vec<Block> {
        texts.iter().map(|text| block(BlockKind::Paragraph, text)).collect()
    }

    fn body(ruled: Vec<Block>, dense: Vec<Block>) -> Vec<String> {
        choose(ruled, dense).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn a_sentence_that_one_engine_lost_comes_back_in_its_place() {
        assert_eq!(body(prose(&[A, C]), prose(&[A, B, C])), [A, B, C]);
        assert_eq!(body(prose(&[A, B, C]), prose(&[A, C])), [A, B, C]);
    }

    #[test]
    fn labels_that_one_engine_alone_has_go() {
        assert_eq!(body(prose(&[A, "Most read", B]), prose(&["Share", A, B, "Tags"])), [A, B]);
    }

    #[test]
    fn captions_and_repetitions_go() {
        let mut found = prose(&[A, B, A]);
        found.insert(1, block(BlockKind::Caption, "The bridge in May."));
        assert_eq!(body(found.clone(), found), [A, B]);
    }

    #[test]
    fn an_engine_that_lost_the_body_is_not_heard() {
        assert_eq!(body(prose(&["Accept cookies?"]), prose(&[A, B, C])), [A, B, C]);
        assert_eq!(body(prose(&[A, B, C]), prose(&[])), [A, B, C]);
        assert_eq!(body(prose(&[]), prose(&[])), [""; 0]);
    }
}
