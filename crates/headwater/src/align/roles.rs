//! Who does what to whom, as far as the order of words shows it without a parser.

use super::content::{Content, Item, ItemKind};
use super::lexicon::{Lexicon, WordId};

/// Words whose two sides stand alike: who met whom is the same either way.
const MUTUAL: [&str; 20] = [
    "met",
    "meet",
    "meets",
    "meeting",
    "talk",
    "talks",
    "talked",
    "spoke",
    "agreed",
    "agreement",
    "deal",
    "clash",
    "clashed",
    "between",
    "married",
    "border",
    "relations",
    "signed",
    "discussed",
    "negotiated",
];

/// Tells whether two statements give two names each other's part: "Norland sold", "sold to Norland".
///
/// For a telling word of both, the names nearest to it before and behind must have changed places. Where one
/// statement has "by" before the name behind ("was attacked by"), places are not parts, and nothing is told.
pub(super) fn are_reversed(lexicon: &Lexicon, a: &Content, b: &Content) -> bool {
    let same = |x: WordId, y: WordId| lexicon.likeness(x, y) >= 1.0;
    acts(lexicon, a).any(|x| {
        acts(lexicon, b).any(|y| {
            same(x.word, y.word)
                && same(x.before, y.behind)
                && same(x.behind, y.before)
                && !same(x.before, x.behind)
                && x.by == y.by
        })
    })
}

/// A telling word between two names.
struct Act {
    word: WordId,
    before: WordId,
    behind: WordId,
    /// Whether "by" leads to the name behind.
    by: bool,
}

fn acts<'c>(lexicon: &'c Lexicon, content: &'c Content) -> impl Iterator<Item = Act> + 'c {
    let name = |item: &Item| match item.kind {
        ItemKind::Word(word) if lexicon.is_name(word) => Some((word, item.by)),
        _ => None,
    };
    let items = &content.items;
    items.iter().enumerate().filter_map(move |(at, item)| {
        let ItemKind::Word(word) = item.kind else { return None };
        if lexicon.is_name(word) || lexicon.is_any(word, &MUTUAL) {
            return None;
        }
        let (before, _) = items[..at].iter().rev().find_map(name)?;
        let (behind, by) = items[at + 1..].iter().find_map(name)?;
        Some(Act { word, before, behind, by })
    })
}
