//! Reads through whom credited words came: an outlet that was told, that reported, or that is named as having it.

use std::sync::LazyLock;

use regex::Regex;

use super::entities::Entities;
use super::speakers::Resolver;
use crate::model::{Sentence, Span, Speaker, SpeakerKind};
use crate::split::verbs::is_saying;

/// An outlet or agency named as one that gathered the words near it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Through {
    /// Its usual name.
    pub(super) name: String,
    /// Where it is named.
    pub(super) at: Span,
}

/// What stands before an outlet's name where it was told, or had an interview or a document.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    let asked = r"interview(?:ed)?\s(?:\w+\s)?(?:with|by)|(?:spoke|speaking|talking)\s(?:to|with)";
    let given = r"(?:statement|email|e-mail|letter|comments?|remarks?)\s(?:\w+\s)?(?:to|for)";
    let had = r"(?:obtained|seen|reviewed|published|reported|cited|quoted|interviewed)\sby";
    Regex::new(&format!(r"(?i)\b(?:tell|tells|telling|told|{asked}|{given}|{had})\s+(?:the\s+)?$"))
        .expect("the pattern is a valid one")
});

/// Finds the outlet that a sentence says was told, or had an interview or a document.
pub(super) fn told(
    text: &str,
    sentence: Span,
    entities: &Entities,
    resolver: &Resolver<'_>,
) -> Option<Through> {
    outlets_in(sentence, entities)
        .find(|through| TOLD.is_match(&text[sentence.start()..through.at.start()]))
        .or_else(|| told_short(text, sentence, resolver))
}

/// The outlets that a sentence names.
fn outlets_in(sentence: Span, entities: &Entities) -> impl Iterator<Item = Through> {
    entities
        .within(sentence)
        .map(|mention| (mention.span, &entities.list[mention.entity].speaker))
        .filter(|(_, speaker)| speaker.kind == SpeakerKind::Outlet)
        .map(|(at, speaker)| Through { name: speaker.name.clone(), at })
}

/// "told the newspaper", of an outlet named before.
fn told_short(text: &str, sentence: Span, resolver: &Resolver<'_>) -> Option<Through> {
    let words = sentence.of(text);
    let at = words.find("told the ").map(|at| at + "told ".len())?;
    let rest = &words[at..];
    let ends =
        rest.match_indices(|c: char| !c.is_alphanumeric()).map(|(end, _)| end).skip(1).take(2);
    let phrases = ends.chain([rest.len()]).map(|end| &rest[..end]);
    let start = sentence.start() + at;
    phrases
        .filter_map(|phrase| Some((phrase, resolver.outlet(phrase, start)?)))
        .map(|(phrase, outlet)| Through {
            name: outlet.name,
            at: Span::new(start, start + phrase.len()),
        })
        .next()
}

/// Finds whom a sentence cites for what an outlet reports: "the Times reported, citing two officials".
pub(super) fn cited(text: &str, sentence: Span, resolver: &Resolver<'_>) -> Vec<Speaker> {
    let words = sentence.of(text);
    let Some((at, cue)) =
        ["citing ", "quoting "].iter().find_map(|cue| words.find(cue).map(|at| (at, cue)))
    else {
        return Vec::new();
    };
    let start = sentence.start() + at + cue.len();
    let rest = &words[at + cue.len()..];
    let end = rest.find([',', ';', '“', '"']).unwrap_or(rest.len());
    resolver
        .phrase(Span::new(start, start + end))
        .into_iter()
        .filter(|s| s.kind != SpeakerKind::Outlet)
        .collect()
}

/// Finds who speaks in what an outlet is credited with, where a name stands before a verb of saying: "Oduya told
/// reporters that ..., according to SANA".
pub(super) fn told_to_outlet(text: &str, sentence: Span, entities: &Entities) -> Option<Speaker> {
    entities
        .within(sentence)
        .filter(|mention| {
            let behind = &text[mention.span.end()..sentence.end()];
            behind.starts_with(' ') && behind.split_whitespace().take(2).any(is_saying)
        })
        .map(|mention| &entities.list[mention.entity].speaker)
        .find(|speaker| speaker.kind != SpeakerKind::Outlet)
        .cloned()
}

/// Finds an outlet that a sentence names in passing: "according to SANA", "SANA reported", or in brackets.
pub(super) fn beside(
    text: &str,
    sentence: Span,
    entities: &Entities,
    resolver: &Resolver<'_>,
) -> Option<Through> {
    outlets_in(sentence, entities)
        .find(|through| {
            let before = text[sentence.start()..through.at.start()].to_lowercase();
            let clause = before.rsplit([',', '.', '“', '"']).next().unwrap_or_default();
            let behind = &text[through.at.end()..];
            let bracketed = text[..through.at.start()].ends_with('(') && behind.starts_with(')');
            let next = behind.split_whitespace().next().unwrap_or_default();
            let reports = behind.starts_with(' ') && is_saying(next.trim_end_matches(['.', ',']));
            clause.contains("according to") || bracketed || reports
        })
        .or_else(|| reported_short(text, sentence, resolver))
}

/// "the Times reports", of an outlet named before.
fn reported_short(text: &str, sentence: Span, resolver: &Resolver<'_>) -> Option<Through> {
    SHORT.captures_iter(sentence.of(text)).find_map(|found| {
        let (name, verb) = (found.get(1)?, found.get(2)?);
        let at = Span::new(sentence.start() + name.start(), sentence.start() + name.end());
        let reports = is_saying(verb.as_str());
        let outlet = resolver.outlet(name.as_str(), at.start()).filter(|_| reports)?;
        Some(Through { name: outlet.name, at })
    })
}

static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = "newspaper|paper|magazine|network|news agency|broadcaster";
    Regex::new(&format!(r"\b([Tt]he (?:\p{{Lu}}\w+|{kinds})) (\w+)"))
        .expect("the pattern is a valid one")
});

/// Returns the sentence that a span begins in.
pub(super) fn sentence_of(sentences: &[Sentence], span: Span) -> Option<Span> {
    let position = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    sentences.get(position).map(|sentence| sentence.span)
}
