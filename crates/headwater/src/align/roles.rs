//! Whether two statements give two names each other's part, by their grammar and by the order of their words.

use super::acts;
use super::content::{Content, Item, ItemKind};
use super::lexicon::{Lexicon, WordId};
use crate::split::verbs::{is_finite, is_saying};

/// Verbs whose two sides stand alike: who met whom is the same either way.
const MUTUAL: [&str; 8] =
    ["met", "talked", "spoke", "agreed", "clashed", "married", "discussed", "negotiated"];

/// Irregular past forms of what one does to another, beside those that show a clause.
const DEEDS: [&str; 8] = ["sold", "bought", "beat", "shot", "hit", "sued", "bit", "paid"];

/// Tells whether two statements give two names each other's part: "Norland sold", "sold to Norland".
///
/// For a verb of both, the names nearest to it before and behind must have changed places. Where one statement has
/// "by" before the name behind ("was attacked by"), places are not parts, and nothing is told; nor of verbs of
/// saying, which stand on either side of who says it.
pub(super) fn are_reversed(lexicon: &Lexicon, a: &Content<'_>, b: &Content<'_>) -> bool {
    let same = |x: WordId, y: WordId| lexicon.likeness(x, y) >= 1.0;
    let others = named_acts(lexicon, b);
    let is_one_sided = |verb| is_deed(lexicon.text(verb));
    if acts::are_reversed(lexicon, &a.acts, &b.acts, is_one_sided) {
        return true;
    }
    named_acts(lexicon, a).iter().any(|x| {
        others.iter().any(|y| {
            x.by == y.by
                && same(x.verb, y.verb)
                && same(x.before, y.behind)
                && same(x.behind, y.before)
                && !same(x.before, x.behind)
        })
    })
}

/// A verb between two names.
struct Act {
    verb: WordId,
    before: WordId,
    behind: WordId,
    /// Whether "by" leads to the name behind.
    by: bool,
}

/// Finds the verbs of a statement that stand between names, in one pass.
fn named_acts(lexicon: &Lexicon, content: &Content<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    let (mut before, mut waiting): (Option<WordId>, Vec<WordId>) = (None, Vec::new());
    for Item { kind, by, .. } in &content.items {
        let ItemKind::Word(word) = *kind else { continue };
        if lexicon.is_name(word) {
            let act = |verb| Some(Act { verb, before: before?, behind: word, by: *by });
            acts.extend(waiting.drain(..).filter_map(act));
            before = Some(word);
        } else if before.is_some() && is_deed(lexicon.text(word)) {
            waiting.push(word);
        }
    }
    acts
}

fn is_deed(word: &str) -> bool {
    let verb = is_finite(word) || DEEDS.contains(&word);
    verb && !is_saying(word) && !MUTUAL.contains(&word)
}
