//! Other names in the same place: "for MTV", "for VH1".

use std::collections::BTreeSet;

use super::{Pair, Side};
use crate::align::each_pair;
use crate::model::{Name, NameKind, Span};
use crate::words;

/// Finds places that differ, neither of which the other's report names anywhere.
pub(super) fn place(pair: &Pair<'_>) -> Option<(Span, Span)> {
    other(pair, &[NameKind::Place])
}

/// Finds names of persons, bodies or things that differ, neither of which the other's report names anywhere.
pub(super) fn name(pair: &Pair<'_>) -> Option<(Span, Span)> {
    renamed(pair).or_else(|| {
        [NameKind::Person, NameKind::Body, NameKind::Other]
            .into_iter()
            .find_map(|kind| other(pair, &[kind]))
    })
}

/// Finds names that stand behind one preposition, of which neither report has any word of the other's.
///
/// A report that knows both names may tell more and no other; one that has never heard of the other's tells
/// otherwise.
fn other(pair: &Pair<'_>, kinds: &[NameKind]) -> Option<(Span, Span)> {
    let of = |side: &Side<'_>, other: &Side<'_>| -> Vec<(Span, String)> {
        let names = side.content.slots.names.iter().filter(|name| kinds.contains(&name.kind));
        names
            .filter(|name| words_of(side, name).iter().all(|word| !other.words.contains(word)))
            .filter_map(|name| Some((name.span, before(side, name.span)?)))
            .collect()
    };
    let (of_a, of_b) = (of(&pair.a, &pair.b), of(&pair.b, &pair.a));
    each_pair(&of_a, &of_b)
        .find(|((_, x), (_, y))| x == y && PREPOSITIONS.contains(&x.as_str()))
        .map(|((x, _), (y, _))| (*x, *y))
}

/// What the same stands behind in both.
const PREPOSITIONS: [&str; 12] =
    ["in", "at", "near", "from", "to", "for", "by", "with", "into", "outside", "between", "on"];

/// Finds names of several words that differ in one: "Liberation Army", "Liberation Organisation".
fn renamed(pair: &Pair<'_>) -> Option<(Span, Span)> {
    let names = |side: &Side<'_>| -> Vec<(Span, BTreeSet<String>)> {
        let names = side.content.slots.names.iter();
        names
            .filter(|name| name.kind != NameKind::Place)
            .map(|name| (name.span, words_of(side, name)))
            .collect()
    };
    let (of_a, of_b) = (names(&pair.a), names(&pair.b));
    each_pair(&of_a, &of_b)
        .find(|((_, x), (_, y))| {
            let shared = x.intersection(y).count();
            let own =
                |of: &BTreeSet<String>, than: &BTreeSet<String>, report: &BTreeSet<String>| {
                    let own: Vec<_> = of.difference(than).collect();
                    own.len() == 1 && own.iter().all(|word| !report.contains(*word))
                };
            shared >= 2 && own(x, y, pair.b.words) && own(y, x, pair.a.words)
        })
        .map(|((x, _), (y, _))| (*x, *y))
}

fn words_of(side: &Side<'_>, name: &Name) -> BTreeSet<String> {
    words::tokens(name.span.of(side.text)).into_iter().map(|token| token.word).collect()
}

/// Returns the word before a name, an article left out.
fn before(side: &Side<'_>, name: Span) -> Option<String> {
    let lead = Span::new(side.span.start(), name.start());
    let words = words::tokens(lead.of(side.text));
    words
        .into_iter()
        .map(|token| token.word)
        .rfind(|word| !matches!(word.as_str(), "the" | "a" | "an"))
}
