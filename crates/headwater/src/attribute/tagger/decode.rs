//! Finds the best labels of a stretch of tokens.

use super::recurrent::LABELS;

/// How far a path falls that begins inside a span.
const NEVER: f32 = -1e4;

/// Returns the labels whose scores, with those of their transitions, sum to the most (Viterbi 1967).
pub(super) fn decode(scores: &[[f32; LABELS]], transitions: &[[f32; LABELS]; LABELS]) -> Vec<u8> {
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let mut best = *first;
    best.iter_mut().skip(2).step_by(2).for_each(|inside| *inside += NEVER);
    let mut back = Vec::with_capacity(rest.len());
    for scores in rest {
        let mut came = [0; LABELS];
        let mut paths = [f32::NEG_INFINITY; LABELS];
        for (from, row) in (0..).zip(transitions) {
            for to in 0..LABELS {
                let path = best[usize::from(from)] + row[to];
                if path > paths[to] {
                    (paths[to], came[to]) = (path, from);
                }
            }
        }
        back.push(came);
        best = std::array::from_fn(|to| paths[to] + scores[to]);
    }
    let last = (0..LABELS).rev().max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
    let mut labels = vec![u8::try_from(last).expect("few labels")];
    for came in back.iter().rev() {
        labels.push(came[usize::from(labels[labels.len() - 1])]);
    }
    labels.reverse();
    labels
}
