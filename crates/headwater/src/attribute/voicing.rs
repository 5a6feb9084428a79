//! Says who speaks in each statement.

use super::lexicon::is_deed;
use crate::model::{Attribution, AttributionKind, Span, Speaker, SpeakerKind};
use crate::split::verbs::is_saying;

/// Who speaks in a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Voice {
    /// The voices; none where the report or an outlet speaks.
    pub(super) voices: Vec<Speaker>,
    /// The attribution that says so, by its position among those given.
    pub(super) attribution: Option<usize>,
    /// The credit of an attribution that covers the statement.
    pub(super) via: Option<u32>,
}

/// Finds who speaks in a statement: the one whose credited words are most of it.
///
/// Where one credits another ("Oduya wrote that Park had said"), the outer one speaks: it is whom the report
/// credits. An outlet is no voice: it is the way by which the words came. Nor is one who does something rather
/// than say it.
pub(super) fn voice(text: &str, statement: Span, attributions: &[Attribution]) -> Voice {
    let near: Vec<(usize, &Attribution)> = attributions
        .iter()
        .enumerate()
        .filter(|(_, attribution)| letters(text, statement, &attribution.content) > 0)
        .collect();
    let best = most_credited(text, statement, &near);
    let outer =
        near.iter().find(|(_, a)| a.via.is_some() && credited(text, statement, &[a]).is_some());
    let via = outer.and_then(|(_, attribution)| attribution.via);
    match best {
        Some(position) => Voice {
            voices: attributions[position].speakers.clone(),
            attribution: Some(position),
            via: attributions[position].via.or(via),
        },
        None => {
            Voice { voices: Vec::new(), attribution: outer.map(|(position, _)| *position), via }
        }
    }
}

/// The position of the attribution whose speakers are credited with the most of a statement.
fn most_credited(text: &str, statement: Span, near: &[(usize, &Attribution)]) -> Option<usize> {
    let said: Vec<(usize, &Attribution)> = near
        .iter()
        .copied()
        .filter(|(_, attribution)| is_voiced(attribution) && !is_deed_of(text, attribution))
        .collect();
    let mut best: Option<(usize, usize)> = None;
    for (position, attribution) in &said {
        let fellows: Vec<&Attribution> = said
            .iter()
            .map(|(_, other)| *other)
            .filter(|other| other.speakers == attribution.speakers)
            .collect();
        if let Some(count) = credited(text, statement, &fellows)
            && best.is_none_or(|(most, _)| count > most)
        {
            best = Some((count, *position));
        }
    }
    best.map(|(_, position)| position)
}

fn is_voiced(attribution: &Attribution) -> bool {
    attribution.speakers.iter().any(|speaker| speaker.kind != SpeakerKind::Outlet)
}

/// Tells whether an attribution credits a deed: "Park signed the bill". What is quoted was said all the same.
fn is_deed_of(text: &str, attribution: &Attribution) -> bool {
    let words = || attribution.cue.iter().flat_map(|cue| cue.of(text).split_whitespace());
    attribution.kind != AttributionKind::Direct && words().any(is_deed) && !words().any(is_saying)
}

/// Returns how many of a statement's letters attributions to one speaker credit, if they are enough.
///
/// At least half of those that the crediting words leave; or a quarter, where the crediting words begin or end
/// the statement: then the rest enlarges on what is credited ("Oduya thanked the crews, who had worked ...").
fn credited(text: &str, statement: Span, attributions: &[&Attribution]) -> Option<usize> {
    let count: usize = attributions.iter().map(|a| letters(text, statement, &a.content)).sum();
    let mut crediting: Vec<Span> =
        attributions.iter().flat_map(|a| a.source.iter().chain(&a.cue)).copied().collect();
    crediting.sort_unstable();
    crediting.dedup();
    let all = letters(text, statement, &[statement]);
    let rest = all.saturating_sub(letters(text, statement, &crediting));
    let frames = crediting.iter().any(|span| frames(text, statement, *span));
    let parts = if frames { 4 } else { 2 };
    (count > 0 && count * parts >= rest).then_some(count)
}

/// Tells whether a span begins or ends a statement.
fn frames(text: &str, statement: Span, span: Span) -> bool {
    let has_letters = |words: &str| words.contains(char::is_alphanumeric);
    statement.contains(span)
        && (!has_letters(&text[statement.start()..span.start()])
            || !has_letters(&text[span.end()..statement.end()]))
}

/// Counts the letters of spans that stand in a statement.
fn letters(text: &str, statement: Span, spans: &[Span]) -> usize {
    spans
        .iter()
        .filter(|span| span.overlap(statement) > 0)
        .map(|span| &text[span.start().max(statement.start())..span.end().min(statement.end())])
        .map(|words| words.chars().filter(|c| c.is_alphanumeric()).count())
        .sum()
}
