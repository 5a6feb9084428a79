//! Makes one body out of what two extraction engines found.
//!
//! Neither engine is the better one. On 181 news pages and 250 pages of other articles (Scrapinghub's shingle
//! F1, WCXB-dev's word F1), `trafilatura` reaches .961 and .910, `dom_smoothie` .951 and .909, and an
//! oracle that takes the better one a page .977 and .945. Where both keep about as much, what both have is
//! nearly always body (.97 to .99 of its words), so that only what one alone has is decided, block by
//! block. That makes .973 and .942 here, and .975 and .947 with [furniture](super::furniture) taken out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::blocks::{Block, BlockKind, words};

/// Chooses the body from the blocks that `trafilatura` (by rules) and `dom_smoothie` (by density) found.
pub(super) fn choose(ruled: Vec<Block>, dense: Vec<Block>) -> Vec<Block> {
    let (a, b) = (total(&ruled), total(&dense));
    let mut ruled = Found::new(Engine::Ruled, ruled);
    let mut dense = Found::new(Engine::Dense, dense);
    ruled.compare(&dense);
    dense.compare(&ruled);
    let apart = (a.min(b) as f64) < TOO_SHORT * a.max(b) as f64;
    let nothing_common = !ruled.shared.contains(&true) || !dense.shared.contains(&true);
    let body = match apart || nothing_common {
        true if a >= b => ruled.blocks,
        true => dense.blocks,
        false => merge(ruled, dense),
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

/// What one engine found, compared with the other.
struct Found {
    engine: Engine,
    blocks: Vec<Block>,
    /// The shingles of each block.
    shingles: Vec<Vec<u64>>,
    /// Whether the other engine has more than half of a block, for each.
    shared: Vec<bool>,
}

impl Found {
    fn new(engine: Engine, blocks: Vec<Block>) -> Self {
        let shingles = blocks.iter().map(|block| shingles(&block.text)).collect();
        Self { engine, blocks, shingles, shared: Vec::new() }
    }

    fn compare(&mut self, other: &Found) {
        let other: HashSet<u64> = other.shingles.iter().flatten().copied().collect();
        let shared = |shingles: &Vec<u64>| {
            shingles.iter().filter(|shingle| other.contains(shingle)).count() * 2 > shingles.len()
        };
        self.shared = self.shingles.iter().map(shared).collect();
    }

    /// Which blocks are body, of engines that share some of `common` words.
    fn kept(&self, common: usize) -> Vec<bool> {
        let first = self.shared.iter().position(|shared| *shared).unwrap_or(0);
        let last = self.shared.iter().rposition(|shared| *shared).unwrap_or(0);
        let is_outer = |block: &&Block| block.is_prose() && block.size() >= OUTER_PROSE;
        let outer: usize = self.blocks[last + 1..].iter().filter(is_outer).map(Block::size).sum();
        let goes_on = outer as f64 > OUTER_SHARE * common as f64;
        let keep = |(at, block): (usize, &Block)| match position(at, first, last) {
            _ if self.shared[at] => true,
            Position::Before => {
                self.engine == Engine::Ruled && block.is_prose() && block.size() >= PROSE
            }
            Position::Amid => keeps_amid(block, self.engine),
            Position::After => goes_on && is_outer(&block),
        };
        self.blocks.iter().enumerate().map(keep).collect()
    }
}

/// Merges in the order of the ruled blocks; what `dense` alone has follows the common block that it followed.
fn merge(ruled: Found, dense: Found) -> Vec<Block> {
    let common = ruled.blocks.iter().zip(&ruled.shared).filter(|(_, shared)| **shared);
    let common = common.map(|(block, _)| block.size()).sum();
    let places = places(&ruled, &dense);
    let (ruled_kept, dense_kept) = (ruled.kept(common), dense.kept(common));
    let ruled = (1..).zip(ruled.blocks).map(|(place, block)| ((place, Engine::Ruled), block));
    let alone = places.into_iter().zip(dense.blocks).zip(dense.shared.iter().zip(dense_kept));
    let alone = alone
        .filter(|(_, (shared, keep))| !**shared && *keep)
        .map(|((place, block), _)| ((place, Engine::Dense), block));
    let mut merged: Vec<_> = ruled
        .zip(ruled_kept)
        .filter(|(_, keep)| *keep)
        .map(|(block, _)| block)
        .chain(alone)
        .collect();
    merged.sort_by_key(|(place, _)| *place);
    merged.into_iter().map(|(_, block)| block).collect()
}

/// For each dense block, how many ruled blocks stand before it.
fn places(ruled: &Found, dense: &Found) -> Vec<usize> {
    let mut first = HashMap::new();
    for (shingles, place) in ruled.shingles.iter().zip(1..) {
        for shingle in shingles {
            first.entry(shingle).or_insert(place);
        }
    }
    let mut place = 0;
    let mut place_of = |(shingles, shared): (&Vec<u64>, &bool)| {
        if *shared {
            let found = shingles.iter().filter_map(|shingle| first.get(shingle).copied());
            place = commonest(found).unwrap_or(place);
        }
        place
    };
    dense.shingles.iter().zip(&dense.shared).map(&mut place_of).collect()
}

fn commonest(places: impl Iterator<Item = usize>) -> Option<usize> {
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    for place in places {
        *times.entry(place).or_default() += 1;
    }
    times.into_iter().max_by_key(|(place, times)| (*times, Reverse(*place))).map(|(place, _)| place)
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
