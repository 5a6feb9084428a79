//! Aligns the words between the runs of a chain and beyond its ends.

use super::chain::Chain;

/// Words by which the two reports may drift apart beyond the end of a chain: a phrase put in or left out.
const BAND: usize = 8;

/// What a word that matches scores; an edit of a word costs 1. At 1, passages of which 35 % of the words are
/// edited lose 8 % of their length (on planted copies), at 2 they lose 2 %; at 3 other ends run on.
const MATCH: i32 = 2;

/// How far the score may fall below its best before extension stops: this many edits in a row.
/// From 12 to 20 planted copies come out the same.
const MOST_DROP: i32 = 12;

/// Pairs of positions of words that match, in order.
pub(super) type Matches = Vec<(usize, usize)>;

/// Aligns two reports' words along a chain: its runs, the gaps between them, and both ends for as long as
/// the words go on matching more often than not (X-drop extension, as in BLAST). The first and the last pair
/// are the ends of what matches.
pub(super) fn align(chain: &Chain, first: &[u32], second: &[u32]) -> Matches {
    let (begin, end) = (chain[0], chain[chain.len() - 1]);
    let before = extend(begin.first, begin.second, |i, j| {
        first[begin.first - 1 - i] == second[begin.second - 1 - j]
    });
    let mut matches: Matches = before
        .into_iter()
        .rev()
        .map(|(i, j)| (begin.first - 1 - i, begin.second - 1 - j))
        .collect();
    let mut at = (begin.first, begin.second);
    for run in chain {
        let gap = common(&first[at.0..run.first], &second[at.1..run.second]);
        matches.extend(gap.into_iter().map(|(i, j)| (at.0 + i, at.1 + j)));
        matches.extend((0..run.length).map(|k| (run.first + k, run.second + k)));
        at = (run.first_end(), run.second_end());
    }
    let (rest_first, rest_second) = (&first[end.first_end()..], &second[end.second_end()..]);
    let after = extend(rest_first.len(), rest_second.len(), |i, j| rest_first[i] == rest_second[j]);
    matches.extend(after.into_iter().map(|(i, j)| (at.0 + i, at.1 + j)));
    matches
}

/// Finds a longest common subsequence of two short stretches.
fn common(first: &[u32], second: &[u32]) -> Matches {
    let width = second.len() + 1;
    // The length of the longest common subsequence of what follows i and j.
    let mut table = vec![0u16; (first.len() + 1) * width];
    for i in (0..first.len()).rev() {
        for j in (0..second.len()).rev() {
            table[i * width + j] = if first[i] == second[j] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let mut matches = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < first.len() && j < second.len() {
        if first[i] == second[j] {
            matches.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    matches
}

/// How the best alignment reaches a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Match,
    Both,
    First,
    Second,
}

/// A row of the alignment: cell `c` of row `i` stands for column `i + c - BAND`.
struct Row {
    scores: [i32; 2 * BAND + 1],
    steps: [Step; 2 * BAND + 1],
}

const UNREACHED: i32 = i32::MIN / 2;

/// Extends an alignment over two stretches of so many words from their start, and returns the matches up to
/// its best cell.
fn extend(first: usize, second: usize, same: impl Fn(usize, usize) -> bool) -> Matches {
    let mut rows = vec![first_row(second)];
    let (mut best, mut best_cell) = (0, (0, BAND));
    for i in 1..=first {
        let row = next_row(&rows[i - 1], i, second, &same);
        let (cell, &top) = row
            .scores
            .iter()
            .enumerate()
            .max_by_key(|&(cell, score)| (score, std::cmp::Reverse(cell)))
            .expect("a row has cells");
        rows.push(row);
        if top > best {
            (best, best_cell) = (top, (i, cell));
        }
        if top < best - MOST_DROP {
            break;
        }
    }
    trace(&rows, best_cell)
}

fn first_row(second: usize) -> Row {
    let mut row = Row { scores: [UNREACHED; 2 * BAND + 1], steps: [Step::Second; 2 * BAND + 1] };
    for (cost, score) in (0..).zip(row.scores[BAND..].iter_mut().take(second + 1)) {
        *score = -cost;
    }
    row
}

fn next_row(above: &Row, i: usize, second: usize, same: &impl Fn(usize, usize) -> bool) -> Row {
    let mut row = Row { scores: [UNREACHED; 2 * BAND + 1], steps: [Step::First; 2 * BAND + 1] };
    for cell in 0..=2 * BAND {
        let Some(j) = (i + cell).checked_sub(BAND).filter(|&j| j <= second) else {
            continue;
        };
        let mut top = (UNREACHED, Step::First);
        if let Some(&score) = above.scores.get(cell + 1) {
            top = (score - 1, Step::First);
        }
        if cell > 0 && row.scores[cell - 1] - 1 > top.0 {
            top = (row.scores[cell - 1] - 1, Step::Second);
        }
        if j > 0 {
            let diagonal = if same(i - 1, j - 1) {
                (above.scores[cell] + MATCH, Step::Match)
            } else {
                (above.scores[cell] - 1, Step::Both)
            };
            if diagonal.0 >= top.0 {
                top = diagonal;
            }
        }
        (row.scores[cell], row.steps[cell]) = top;
    }
    row
}

/// Walks back from a cell and returns the matches on the way, in order.
fn trace(rows: &[Row], (mut i, mut cell): (usize, usize)) -> Matches {
    let mut matches = Vec::new();
    while i > 0 {
        match rows[i].steps[cell] {
            Step::Match => {
                matches.push((i - 1, i + cell - BAND - 1));
                i -= 1;
            }
            Step::Both => i -= 1,
            Step::First => (i, cell) = (i - 1, cell + 1),
            Step::Second => cell -= 1,
        }
    }
    matches.reverse();
    matches
}
