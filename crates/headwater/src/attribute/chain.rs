//! Reads through whom credited words came: an outlet that was told, that reported, or that is named as having it.

use std::sync::LazyLock;

use regex::{Captures, Regex};

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

/// How an outlet named in a sentence has part in what the sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// It was told, had an interview, or obtained a document: nobody is nearer to the voice.
    Told,
    /// Another takes it from this one: "citing SANA", "which quoted SANA".
    Cited,
    /// "According to SANA," before what is told.
    Leading,
    /// "SANA reported that", before what is told.
    Reporting,
    /// Behind what is told: "SANA reported", "according to SANA", "(SANA)", "quoted by SANA".
    Trailing,
}

/// What stands before an outlet's name where it was told, or had an interview or a document.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    let asked = r"interview(?:ed)?\s(?:\w+\s)?(?:with|by)|(?:spoke|speaking|talking)\s(?:to|with)";
    let given = r"(?:statement|email|e-mail|letter|comments?|remarks?)\s(?:\w+\s)?(?:to|for)";
    let had = r"(?:obtained|seen|reviewed|interviewed)\sby";
    before_name(&format!(r"tell|tells|telling|told|{asked}|{given}|{had}"), 0)
});

/// What stands before the name of an outlet that another one cites.
static CITED: LazyLock<Regex> =
    LazyLock::new(|| before_name("citing|cites|cited|quoting|quotes|quoted", 4));

/// What stands before the name of an outlet that is given behind what it tells, or ahead of it.
static PASSED: LazyLock<Regex> = LazyLock::new(|| {
    before_name(r"according\sto|(?:published|reported|cited|quoted|carried)(?:\s\w+)?\sby", 4)
});

/// Words that end right before a name, but for an article and at most so many words that describe it.
fn before_name(words: &str, most_between: usize) -> Regex {
    Regex::new(&format!(r"(?i)\b(?:{words})\s+(?:[\w’'-]+\s+){{0,{most_between}}}?(?:the\s+)?$"))
        .expect("the pattern is a valid one")
}

/// A verb behind a name, an aside between commas left out.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:,[^,“”]+,)?\s+(?:also\s+|had\s+|has\s+|later\s+|first\s+)?(\w+)")
        .expect("the pattern is a valid one")
});

/// Where what one outlet tells ends and another's may begin.
static CLAUSES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r";|,\s(?:and|but|while|whereas)\s").expect("the pattern is a valid one")
});

/// Finds the outlets through which what stands around one of them came, from the one nearest the voice to the one
/// nearest the report: of "Reuters said, citing SANA", SANA and then Reuters.
pub(super) fn around(
    text: &str,
    sentence: Span,
    one: Through,
    entities: &Entities,
    resolver: &Resolver<'_>,
) -> Vec<Through> {
    let clause = clause_of(text, sentence, one.at);
    let mut chain = ordered(&ways(text, clause, entities, resolver));
    match chain.iter().position(|through| through.name == one.name) {
        Some(position) => {
            chain[position] = one;
            chain
        }
        None => vec![one],
    }
}

/// The clause of a sentence in which a span begins.
fn clause_of(text: &str, sentence: Span, at: Span) -> Span {
    let ends = CLAUSES.find_iter(sentence.of(text)).map(|mark| sentence.start() + mark.start());
    let (before, behind): (Vec<usize>, Vec<usize>) = ends.partition(|end| *end <= at.start());
    let start = before.last().copied().unwrap_or(sentence.start());
    Span::new(start, behind.first().copied().unwrap_or(sentence.end()).max(at.end()))
}

/// The outlets that have part in what a clause tells, in the order of the text.
fn ways(
    text: &str,
    clause: Span,
    entities: &Entities,
    resolver: &Resolver<'_>,
) -> Vec<(Way, Through)> {
    let short = short_forms(text, clause, resolver);
    let mut named: Vec<Through> = outlets_in(clause, entities).chain(short).collect();
    named.sort_by_key(|through| through.at);
    named.dedup_by_key(|through| through.at.start());
    let with_way = |through: Through| Some((way(text, clause, through.at)?, through));
    named.into_iter().filter_map(with_way).collect()
}

fn way(text: &str, clause: Span, at: Span) -> Option<Way> {
    let before = &text[clause.start()..at.start()];
    let behind = &text[at.end()..clause.end()];
    if TOLD.is_match(before) {
        return Some(Way::Told);
    }
    if let Some(passed) = PASSED.find(before) {
        let leads = !before[..passed.start()].contains(char::is_alphanumeric);
        return Some(if leads { Way::Leading } else { Way::Trailing });
    }
    if CITED.is_match(before) {
        return Some(Way::Cited);
    }
    if before.ends_with('(') && behind.starts_with(')') {
        return Some(Way::Trailing);
    }
    let passes =
        |verb: &str| is_saying(verb) || ["quoted", "quotes", "cited", "cites"].contains(&verb);
    let reports = VERB.captures(behind).is_some_and(|found| passes(&found[1]));
    let behind_told = before.trim_end().ends_with([',', '”', '"']);
    reports.then_some(if behind_told { Way::Trailing } else { Way::Reporting })
}

/// Orders outlets from the one nearest the voice outwards. Who is cited, or reports what another leads in, stands
/// just within whom the text named last.
fn ordered(ways: &[(Way, Through)]) -> Vec<Through> {
    let mut chain: Vec<Through> = Vec::new();
    let mut last: Option<(usize, Way)> = None;
    for (way, through) in ways {
        if chain.iter().any(|known| known.name == through.name) {
            continue;
        }
        let place = match (way, last) {
            (Way::Told, _) => 0,
            (Way::Cited | Way::Reporting, Some((place, _))) => place,
            (Way::Trailing, Some((place, Way::Leading))) => place,
            _ => chain.len(),
        };
        chain.insert(place, through.clone());
        last = Some((place, *way));
    }
    chain
}

/// Finds the outlet that a sentence says was told, or had an interview or a document.
pub(super) fn told(
    text: &str,
    sentence: Span,
    entities: &Entities,
    resolver: &Resolver<'_>,
) -> Option<Through> {
    let ways = ways(text, sentence, entities, resolver);
    ways.into_iter().find(|(way, _)| *way == Way::Told).map(|(_, through)| through)
}

/// The outlets that a sentence names.
fn outlets_in(sentence: Span, entities: &Entities) -> impl Iterator<Item = Through> {
    entities
        .within(sentence)
        .map(|mention| (mention.span, &entities.list[mention.entity].speaker))
        .filter(|(_, speaker)| speaker.kind == SpeakerKind::Outlet)
        .map(|(at, speaker)| Through { name: speaker.name.clone(), at })
}

/// Finds whom a sentence cites for what an outlet or another reports: "the Times reported, citing two officials".
pub(super) fn cited(text: &str, sentence: Span, resolver: &Resolver<'_>) -> Vec<Speaker> {
    static CITING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:citing|cited|quoting|quoted)\s").expect("the pattern is a valid one")
    });
    let words = sentence.of(text);
    let cited = CITING.find_iter(words).map(|cue| {
        let rest = &words[cue.end()..];
        let ends = [",", ";", "“", "\"", " as "];
        let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
        let start = sentence.start() + cue.end();
        Span::new(start, start + end)
    });
    cited
        .filter(|phrase| !phrase.of(text).starts_with("by "))
        .map(|phrase| {
            let speakers = resolver.phrase(phrase).into_iter();
            speakers.filter(|speaker| speaker.kind != SpeakerKind::Outlet).collect::<Vec<_>>()
        })
        .find(|speakers| !speakers.is_empty())
        .unwrap_or_default()
}

/// Finds whom speakers give as theirs in what they say: named ones before a verb of saying, each within what the one
/// before said: "Ilves said Oduya told him that Park had written".
pub(super) fn behind(
    text: &str,
    content: &[Span],
    speakers: &[Speaker],
    entities: &Entities,
) -> Vec<Speaker> {
    let mut found: Vec<Speaker> = Vec::new();
    for span in content {
        let clause = clause_of(text, *span, Span::new(span.start(), span.start()));
        for speaker in says(text, clause, entities) {
            let known = speakers.contains(speaker) || found.contains(speaker);
            if speaker.kind != SpeakerKind::Outlet && !known {
                found.push(speaker.clone());
            }
        }
    }
    found
}

/// Those whom a stretch names right before a verb of saying.
fn says<'e>(
    text: &str,
    stretch: Span,
    entities: &'e Entities,
) -> impl Iterator<Item = &'e Speaker> {
    entities
        .within(stretch)
        .filter(move |mention| {
            let behind = &text[mention.span.end()..stretch.end()];
            behind.starts_with(' ') && behind.split_whitespace().take(2).any(is_saying)
        })
        .map(|mention| &entities.list[mention.entity].speaker)
}

/// Finds who speaks in what an outlet is credited with: where a name stands before a verb of saying, or anybody
/// told it: "Oduya told reporters that ..., according to SANA", "two officials told CNN".
pub(super) fn told_to_outlet(
    text: &str,
    sentence: Span,
    entities: &Entities,
    resolver: &Resolver<'_>,
) -> Vec<Speaker> {
    let mut named = says(text, sentence, entities);
    match named.find(|speaker| speaker.kind != SpeakerKind::Outlet) {
        Some(speaker) => vec![speaker.clone()],
        None => teller(text, sentence, entities, resolver),
    }
}

/// Whoever told an outlet, unless by a pronoun.
fn teller(
    text: &str,
    sentence: Span,
    entities: &Entities,
    resolver: &Resolver<'_>,
) -> Vec<Speaker> {
    let Some(outlet) = told(text, sentence, entities, resolver) else { return Vec::new() };
    let before = text[sentence.start()..outlet.at.start()].trim_end();
    let before = before.strip_suffix("the").unwrap_or(before).trim_end();
    let Some(words) = before.strip_suffix(" told") else { return Vec::new() };
    let marks = [',', ';', '“', '”', '"'];
    let mark = words.char_indices().rev().find(|(_, c)| marks.contains(c));
    let start = mark.map_or(0, |(at, mark)| at + mark.len_utf8());
    let phrase = Span::new(sentence.start() + start, sentence.start() + words.len()).trimmed(text);
    if ["he", "she", "it", "they", "who", "i", "we"].contains(&&*phrase.of(text).to_lowercase()) {
        return Vec::new();
    }
    let speakers = resolver.phrase(phrase).into_iter();
    speakers.filter(|speaker| speaker.kind != SpeakerKind::Outlet).collect()
}

/// Finds an outlet that a sentence names in passing: "according to SANA", "SANA reported", or in brackets.
pub(super) fn beside(
    text: &str,
    sentence: Span,
    entities: &Entities,
    resolver: &Resolver<'_>,
) -> Option<Through> {
    let passes = |way: &Way| matches!(way, Way::Leading | Way::Reporting | Way::Trailing);
    let ways = ways(text, sentence, entities, resolver);
    ways.into_iter().find(|(way, _)| passes(way)).map(|(_, through)| through)
}

/// Finds outlets named before by their short forms: "told the newspaper", "the Times reports".
fn short_forms(text: &str, clause: Span, resolver: &Resolver<'_>) -> Vec<Through> {
    let outlet = |found: Captures<'_>| {
        let name = found.get(1)?;
        let at = Span::new(clause.start() + name.start(), clause.start() + name.end());
        Some(Through { name: resolver.outlet(name.as_str(), at.start())?.name, at })
    };
    SHORT.captures_iter(clause.of(text)).filter_map(outlet).collect()
}

static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = "newspaper|paper|magazine|(?:news )?(?:network|agency|outlet|organization|site)|broadcaster";
    Regex::new(&format!(r"\b([Tt]he (?:\p{{Lu}}\w+|{kinds}))\b"))
        .expect("the pattern is a valid one")
});

/// Returns the sentence that a span begins in.
pub(super) fn sentence_of(sentences: &[Sentence], span: Span) -> Option<Span> {
    let position = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    sentences.get(position).map(|sentence| sentence.span)
}
