//! Says who speaks in each statement.

use super::lexicon::is_deed;
use super::qualifiers::qualifiers;
use crate::model::{Attribution, AttributionId, AttributionKind, Span, SpeakerKind, Voicing};
use crate::split::verbs::is_saying;

/// Says who speaks in a statement and what holds it back, of the attributions that credit words in it: the one whose credited words are
/// most of it.
///
/// Where one credits another ("Oduya wrote that Park had said"), the outer one speaks: it is whom the report
/// credits. An outlet is no voice: it is the way by which the words came. Nor is one who does something rather
/// than say it.
pub(super) fn voicing(
    text: &str,
    statement: Span,
    near: &[(AttributionId, &Attribution)],
) -> Voicing {
    let passed = near.iter().find(|(_, attribution)| {
        !attribution.vias.is_empty() && credited(text, statement, &[attribution]).is_some()
    });
    let passed_on = || passed.map_or_else(Vec::new, |(_, attribution)| attribution.vias.clone());
    let qualifiers = qualifiers(text, statement);
    match most_credited(text, statement, near) {
        Some((id, attribution)) => Voicing {
            voices: attribution.speakers.clone(),
            attribution: Some(id),
            vias: match attribution.vias.is_empty() {
                true => passed_on(),
                false => attribution.vias.clone(),
            },
            qualifiers,
        },
        None => Voicing {
            voices: Vec::new(),
            attribution: passed.map(|(id, _)| *id),
            vias: passed_on(),
            qualifiers,
        },
    }
}

/// The attribution whose speakers are credited with the most of a statement.
fn most_credited<'a>(
    text: &str,
    statement: Span,
    near: &[(AttributionId, &'a Attribution)],
) -> Option<(AttributionId, &'a Attribution)> {
    let said: Vec<(AttributionId, &Attribution)> = near
        .iter()
        .copied()
        .filter(|(_, attribution)| is_voiced(attribution) && !is_deed_of(text, attribution))
        .collect();
    let counted = said.iter().filter_map(|(id, attribution)| {
        let others = said.iter().map(|(_, other)| *other);
        let fellows: Vec<_> = others.filter(|o| o.speakers == attribution.speakers).collect();
        Some((credited(text, statement, &fellows)?, *id, *attribution))
    });
    let best = counted.max_by_key(|(count, id, _)| (*count, std::cmp::Reverse(*id)));
    best.map(|(_, id, attribution)| (id, attribution))
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
