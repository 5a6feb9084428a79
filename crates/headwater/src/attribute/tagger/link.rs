//! Joins labelled tokens into attributions.

use super::Tagged;
use super::tokens::Token;
use crate::model::Span;

/// What a span does in its attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Cue,
    Source(Side),
    Content(Side),
}

/// On which side of a span its cue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// A span of tokens with a role: the first and the last token.
struct Part {
    role: Role,
    first: usize,
    last: usize,
}

/// Makes an attribution of each cue, with the spans whose label points at it.
///
/// A cue without a source shares that of the cue before it in the sentence ("he said ... and added ...").
/// Cues without content make none.
pub(super) fn link(text: &str, tokens: &[Token], labels: &[u8]) -> Vec<Tagged> {
    let parts = parts(labels);
    let cues: Vec<&Part> = parts.iter().filter(|part| part.role == Role::Cue).collect();
    let span = |part: &Part| tokens[part.first].span.join(tokens[part.last].span);
    let mut made: Vec<Tagged> = cues.iter().map(|cue| Tagged::of(span(cue))).collect();
    for part in &parts {
        let (Role::Source(side) | Role::Content(side)) = part.role else { continue };
        let Some(cue) = nearest(&cues, part, side) else { continue };
        match part.role {
            Role::Source(_) => made[cue].source.push(span(part)),
            _ => made[cue].content.push(span(part)),
        }
    }
    share_sources(text, &mut made);
    made.retain(|tagged| !tagged.content.is_empty());
    made
}

/// Returns the spans that the labels mark.
fn parts(labels: &[u8]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let role = match label {
            1 => Role::Cue,
            3 => Role::Source(Side::Left),
            5 => Role::Source(Side::Right),
            7 => Role::Content(Side::Left),
            9 => Role::Content(Side::Right),
            0 => continue,
            _ => {
                if let Some(part) = parts.last_mut() {
                    part.last = at;
                }
                continue;
            }
        };
        parts.push(Part { role, first: at, last: at });
    }
    parts
}

/// Returns the position of the nearest cue on this side, or else on the other.
fn nearest(cues: &[&Part], part: &Part, side: Side) -> Option<usize> {
    let right = cues.partition_point(|cue| cue.first < part.first);
    let left = right.checked_sub(1);
    let right = (right < cues.len()).then_some(right);
    match side {
        Side::Left => left.or(right),
        Side::Right => right.or(left),
    }
}

fn share_sources(text: &str, made: &mut [Tagged]) {
    for at in 1..made.len() {
        let Some(&source) = made[at - 1].source.last() else { continue };
        let cue = made[at].cue[0];
        let between = Span::new(source.end().min(cue.start()), cue.start());
        if made[at].source.is_empty() && !between.of(text).contains(['.', '?', '!', '\n']) {
            made[at].source.push(source);
        }
    }
}
