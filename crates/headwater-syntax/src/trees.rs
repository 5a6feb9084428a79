//! Which trees and sentences the arcs of the parser make.
//!
//! The parser never crosses arcs. A label `prep||nsubj` says that the word's true head is the first word with the label
//! `nsubj` below the head that was found: Nivre and Nilsson's (2005) pseudo-projective parsing.

use std::collections::VecDeque;

use crate::heads::Arcs;

/// Trees over the tokens of a text.
pub(crate) struct Trees {
    /// A root is its own head.
    pub(crate) heads: Vec<usize>,
    pub(crate) labels: Vec<&'static str>,
    pub(crate) begins_sentence: Vec<bool>,
}

impl Trees {
    /// Makes trees of arcs. `blank` tells which tokens are blank.
    pub(crate) fn of(arcs: Arcs, blank: &[bool]) -> Self {
        let is_root = |(token, head): (usize, &Option<usize>)| head.unwrap_or(token);
        let mut heads: Vec<_> = arcs.heads.iter().enumerate().map(is_root).collect();
        let mut labels = arcs.labels;
        for (token, label) in labels.iter_mut().enumerate() {
            if heads[token] == token {
                *label = "ROOT";
            }
        }
        if labels.iter().any(|label| label.contains("||")) {
            let edges = edges(&heads);
            for token in 0..heads.len() {
                if let Some((label, wanted)) = labels[token].split_once("||") {
                    heads[token] = sought(token, wanted, &heads, &labels, &edges, blank);
                    labels[token] = label;
                }
            }
        }
        let mut begins_sentence = vec![false; heads.len()];
        for (token, edges) in edges(&heads).iter().enumerate() {
            if heads[token] == token {
                begins_sentence[edges.left] = true;
            }
        }
        for (label, _) in labels.iter_mut().zip(blank).filter(|&(_, &blank)| blank) {
            *label = "dep";
        }
        Self { heads, labels, begins_sentence }
    }
}

/// The first and the last token of what a token governs.
#[derive(Clone, Copy)]
struct Edges {
    left: usize,
    right: usize,
}

/// Seeks a label below the head of a token, level by level, from left to right.
fn sought(
    token: usize,
    wanted: &str,
    heads: &[usize],
    labels: &[&str],
    edges: &[Edges],
    blank: &[bool],
) -> usize {
    let mut queue = VecDeque::from([heads[token]]);
    while let Some(head) = queue.pop_front() {
        let Edges { left, right } = edges[head];
        for child in left..=right {
            if heads[child] != head || child == head || child == token || blank[child] {
                continue;
            }
            if labels[child] == wanted {
                return child;
            }
            queue.push_back(child);
        }
    }
    heads[token]
}

/// Finds the edges of all tokens. Where arcs cross, they are widened until no head lies outside its sentence, eleven
/// times at most: spaCy's way, which decides where sentences begin.
fn edges(heads: &[usize]) -> Vec<Edges> {
    let mut edges: Vec<_> =
        (0..heads.len()).map(|token| Edges { left: token, right: token }).collect();
    for _ in 0..12 {
        for token in (0..heads.len()).chain((0..heads.len()).rev()) {
            let Edges { left, right } = edges[token];
            let head = &mut edges[heads[token]];
            head.left = head.left.min(left);
            head.right = head.right.max(right);
        }
        if keeps_within_sentences(heads, &edges) {
            break;
        }
    }
    edges
}

fn keeps_within_sentences(heads: &[usize], edges: &[Edges]) -> bool {
    let mut begins = vec![false; heads.len()];
    for (token, &head) in heads.iter().enumerate() {
        begins[edges[token].left] |= head == token;
    }
    let mut start = 0;
    for end in 0..heads.len() {
        if (end > 0 && begins[end]) || end + 1 == heads.len() {
            // The end itself is let pass, as spaCy does.
            if heads[start..end].iter().any(|head| !(start..=end).contains(head)) {
                return false;
            }
            start = end;
        }
    }
    true
}
