use super::content::{Content, ItemKind};
use super::lexicon::{Lexicon, WordId};
use crate::model::Unit;
use std::collections::BTreeMap;

/// The weight that two statements must share at least to be compared, of words and of numbers: a number of two digits
/// does alone. By the weights before the present ones, no pair of less scored high enough to be joined on the labelled
/// stories.
const LEAST_SHARED: f32 = 0.4;
/// The nearness in meaning from which two statements are compared whatever words they share; judged.
const LEAST_NEARNESS: f32 = 0.4;
/// Words of less weight are in every statement.
const LEAST_WEIGHT: f32 = 0.03;

/// Finds the pairs of statements of different reports that share telling words, or words like them, or numbers, or are
/// near in meaning.
pub(super) fn candidates(lexicon: &Lexicon, contents: &[Content<'_>]) -> Vec<(usize, usize)> {
    let mut having: BTreeMap<WordId, Vec<usize>> = BTreeMap::new();
    let mut counting: BTreeMap<NumberKey, Vec<usize>> = BTreeMap::new();
    let mut candidates = Vec::new();
    for (index, content) in contents.iter().enumerate() {
        let mut shared = vec![0.0f32; index];
        for (word, weight) in telling(content) {
            let alike = lexicon.like(word).iter().copied().chain([(word, 1.0)]);
            for (like, likeness) in alike {
                for &earlier in having.get(&like).map_or(&[][..], Vec::as_slice) {
                    shared[earlier] += weight * likeness;
                }
            }
        }
        let numbers = numbers(content);
        for (number, weight) in &numbers {
            for &earlier in counting.get(number).map_or(&[][..], Vec::as_slice) {
                shared[earlier] += weight;
            }
        }
        let enough = shared.iter().enumerate().filter(|(earlier, shared)| {
            contents[*earlier].report != content.report
                && (**shared >= LEAST_SHARED || are_near(&contents[*earlier], content))
        });
        candidates.extend(enough.map(|(earlier, _)| (earlier, index)));
        for (word, _) in telling(content) {
            having.entry(word).or_default().push(index);
        }
        for number in numbers.into_keys() {
            counting.entry(number).or_default().push(index);
        }
    }
    candidates
}

fn are_near(a: &Content<'_>, b: &Content<'_>) -> bool {
    a.meaning.zip(b.meaning).is_some_and(|(a, b)| a.nearness(b) >= LEAST_NEARNESS)
}

fn telling(content: &Content<'_>) -> impl Iterator<Item = (WordId, f32)> {
    content.items.iter().filter_map(|item| match item.kind {
        ItemKind::Word(word) if item.weight >= LEAST_WEIGHT => Some((word, item.weight)),
        _ => None,
    })
}

/// What makes two numbers the same: their unit, and the least and the greatest that they can mean.
type NumberKey = (Unit, [u64; 2]);

/// The numbers of a statement, each once, with what they weigh.
fn numbers(content: &Content<'_>) -> BTreeMap<NumberKey, f32> {
    let numbers = content.items.iter().filter_map(|item| {
        let ItemKind::Number(at) = item.kind else { return None };
        let number = &content.slots.quantities[at];
        let (least, most) = number.range;
        Some(((number.unit, [least.to_bits(), most.to_bits()]), item.weight))
    });
    numbers.collect()
}
