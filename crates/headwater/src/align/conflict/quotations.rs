//! Quotations of the same words that differ inside the marks.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Pair, Side};
use crate::align::each_pair;
use crate::model::Span;
use crate::words::{self, Token};

/// The words of a quotation from which it is compared.
const LEAST_WORDS: usize = 7;
/// The share of the shorter one's words that both must have, in one order.
const LEAST_SHARED: f32 = 0.7;
/// Words that may stand for others before it is no slip but another sentence.
const MOST_OTHER: usize = 3;
/// A word weighs so much that it is more than a slip of the pen: "that" for "which" is none.
const LEAST_WEIGHT: u16 = 30;

/// Finds words inside quotation marks that stand in the place of others.
pub(super) fn quotation(pair: &Pair<'_>) -> Option<(Span, Span)> {
    let (of_a, of_b) = (quoted(&pair.a), quoted(&pair.b));
    each_pair(&of_a, &of_b).find_map(|(x, y)| differing(pair, x, y))
}

fn quoted(side: &Side<'_>) -> Vec<Vec<Token>> {
    // Of a quotation that goes on in the next statement, only what stands in this one.
    let inside = side.quotations.iter().map(|quotation| {
        Span::new(quotation.start().max(side.span.start()), quotation.end().min(side.span.end()))
    });
    let within = inside.map(|stretch| words::tokens_of(side.text, stretch));
    within.filter(|tokens| tokens.len() >= LEAST_WORDS).collect()
}

fn differing(pair: &Pair<'_>, x: &[Token], y: &[Token]) -> Option<(Span, Span)> {
    let keys =
        |tokens: &[Token]| -> Vec<String> { tokens.iter().map(|t| t.stem.clone()).collect() };
    let ops = capture_diff_slices(Algorithm::Myers, &keys(x), &keys(y));
    let shared: usize =
        ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum();
    if (shared as f32) < LEAST_SHARED * x.len().min(y.len()) as f32 {
        return None;
    }
    // What differs at an end is where one of them stops.
    let mut inner = ops.iter().enumerate().filter(|(at, _)| *at > 0 && at + 1 < ops.len());
    inner.find_map(|(_, op)| {
        let DiffOp::Replace { old_index, old_len, new_index, new_len } = *op else { return None };
        let (old, new) = (&x[old_index..old_index + old_len], &y[new_index..new_index + new_len]);
        let telling =
            |tokens: &[Token]| tokens.iter().any(|t| words::weight(&t.word) >= LEAST_WEIGHT);
        let fits = old_len.max(new_len) <= MOST_OTHER && telling(old) && telling(new);
        let span = |tokens: &[Token]| tokens[0].span.join(tokens[tokens.len() - 1].span);
        let fits = fits && !are_initials(old, new) && !are_initials(new, old);
        let (old, new) = (span(old), span(new));
        (fits && !is_inserted(pair.a.text, old) && !is_inserted(pair.b.text, new))
            .then_some((old, new))
    })
}

/// Tells whether an editor put the words in, in brackets.
fn is_inserted(text: &str, words: Span) -> bool {
    text[..words.start()].trim_end().ends_with(['[', '('])
        || text[words.end()..].starts_with([']', ')'])
}

/// Tells whether one word is made of the first letters of others: "EB" of "executive board".
fn are_initials(one: &[Token], others: &[Token]) -> bool {
    let initials: String = others.iter().filter_map(|token| token.word.chars().next()).collect();
    others.len() > 1 && one.len() == 1 && one[0].word == initials
}
