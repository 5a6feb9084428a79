//! Finds what a report credits as a whole or in part to outlets and agencies: datelines, bylines, footers.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Citation, Credit, CreditScope, NoteKind, Place, Report, ReportId, Span};
use crate::names::outlets;
use crate::words::is_month_or_day;

/// Finds the credits of a report that cover more than the words beside them, in the order of their places.
pub(super) fn credits(id: ReportId, report: &Report) -> Vec<Credit> {
    let notes = report.notes.iter().zip(0..).filter(|(note, _)| {
        note.span.is_none() && !matches!(note.kind, NoteKind::Furniture | NoteKind::Caption)
    });
    let mut found: Vec<Credit> = lines(&report.text)
        .flat_map(|line| in_line(id, Place::Text, &report.text, line))
        .chain(notes.flat_map(|(note, position)| {
            let whole = Span::new(0, note.text.len());
            in_line(id, Place::Note(position), &note.text, whole)
        }))
        .chain(in_byline(id, report))
        .collect();
    found.sort_by_key(|credit| (credit.at.place, credit.at.span));
    found.dedup();
    found
}

fn lines(text: &str) -> impl Iterator<Item = Span> {
    text.split_inclusive('\n').map(|line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + line.len()).trimmed(text)
    })
}

/// Finds the credits that one line or note gives.
fn in_line(id: ReportId, place: Place, text: &str, line: Span) -> Vec<Credit> {
    let words = line.of(text);
    let credit = |name: &str, scope: CreditScope, start: usize, end: usize| Credit {
        name: name.to_owned(),
        scope,
        at: Citation {
            report: id,
            place,
            span: Span::new(line.start() + start, line.start() + end),
        },
    };
    let whole = WHOLE.iter().filter_map(|(pattern, trust)| {
        let found = pattern.captures(words)?.get(1)?;
        let (name, end) = named_first(found.as_str(), *trust)?;
        Some(credit(&name, CreditScope::Whole, found.start(), found.start() + end))
    });
    let part =
        PART.iter().filter_map(|pattern| pattern.captures(words)?.get(1)).flat_map(|found| {
            outlets_in(found.as_str()).into_iter().map(move |(name, start, end)| {
                credit(&name, CreditScope::Part, found.start() + start, found.start() + end)
            })
        });
    whole.chain(part).collect()
}

/// Finds the outlet that a credit names first, by its usual name, and where the name ends.
fn named_first(name: &str, trust: Trust) -> Option<(String, usize)> {
    let known = outlets_in(name).into_iter().find(|(_, start, _)| *start == 0);
    let whole = name.trim_end_matches('.');
    let trusted = match trust {
        Trust::AnyName => !is_month_or_day(whole),
        Trust::OneWord => !whole.contains(' '),
        Trust::KnownName => false,
    };
    known
        .map(|(name, _, end)| (name, end))
        .or_else(|| trusted.then(|| (whole.to_owned(), whole.len())))
}

/// Which names the words of a credit show to be an outlet's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// Only those that are known, or say so themselves.
    KnownName,
    /// A single word too: whoever "writes" under two names is a person.
    OneWord,
    /// Any.
    AnyName,
}

// Word boundaries are ASCII's: by Unicode's, the engine takes its slowest way through any text that is not ASCII.

static WHOLE: LazyLock<Vec<(Regex, Trust)>> = LazyLock::new(|| {
    let name = r"((?:the\s+)?\p{Lu}[\p{L}.&’'/-]*(?:\s\p{Lu}[\p{L}.&’'/-]*){0,4})";
    [
        // "BRENN, Ostland (Reuters) - "; "(CNN) The"
        (format!(r"^\p{{Lu}}[\p{{L}}\d\s.,’'/-]{{2,60}}\s\({name}\)\s*[-—–]"), Trust::AnyName),
        (format!(r"^\({name}\)\s*[-—–]"), Trust::KnownName),
        (format!(r"^\({name}\)\s+\p{{Lu}}"), Trust::KnownName),
        // "BRENN, May 4, AFP - "
        (format!(r"^\p{{Lu}}{{3,}}[\p{{Lu}}\s.,\d/A-Za-z]{{0,40}}[,/]\s{name}\s*[-—–]{{1,2}}\s"), Trust::KnownName),
        // "... the plots of the West writes SANA."
        (format!(r"(?-u:\b)(?:writes|reports)\s{name}\.?$"), Trust::OneWord),
        (format!(r"(?i:copyright|©|\([cC]\))[\s©\d,-]*(?:[Bb]y\s)?{name}"), Trust::KnownName),
        (
            format!(
            r"(?-u:\b)[Tt]his\s\w+\s(?:was\s)?(?:originally|first)\s(?:appeared|published)\s(?:by|in|on|at)\s{name}"
            ),
            Trust::KnownName,
        ),
        (format!(r"^(?i:source|via|from)\s*:\s*{name}\s*$"), Trust::KnownName),
        (format!(r"^(?i:by)\s{name}(?:\sstaff)?$"), Trust::KnownName),
    ]
    .iter()
    .map(|(pattern, trust)| (Regex::new(pattern).expect("the pattern is a valid one"), *trust))
    .collect()
});

static PART: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"^[(\s—–-]*(.{2,160}?)\s(?:also\s)?contributed(?-u:\b)",
        r"(?i)(?-u:\b)with\s(?:additional\s)?(?:reporting|files|inputs?|material)\s(?:by|from)\s(.{2,120})$",
        r"(?i)(?-u:\b)additional\sreporting\sby\s(.{2,120})$",
        r"(?-u:\b)first\sreported\s(?:on\s\w+\s)?by\s(.{2,60})",
    ]
    .iter()
    .map(|pattern| Regex::new(pattern).expect("the pattern is a valid one"))
    .collect()
});

/// Finds the outlets of the table that a short text names.
fn outlets_in(text: &str) -> Vec<(String, usize, usize)> {
    let words: Vec<(usize, &str)> = text
        .split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .collect();
    let mut found: Vec<(String, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let capital = words[at].1.starts_with(char::is_uppercase) || words[at].1 == "the";
        let longest =
            (at + 1..=words.len().min(at + 5)).rev().filter(|_| capital).find_map(|end| {
                let stop = words[end - 1].0
                    + words[end - 1].1.trim_end_matches(['.', ',', ')', ';']).len();
                outlets::usual_name(&text[words[at].0..stop]).map(|name| (name, stop, end))
            });
        match longest {
            Some((name, stop, end)) => {
                found.push((name, words[at].0, stop));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Finds the agencies that a byline names: alone or behind their writer they wrote all of it, joined to others
/// a part.
fn in_byline(id: ReportId, report: &Report) -> Vec<Credit> {
    let byline = report.string(Place::Byline);
    let joined = byline.contains(" and ") || byline.contains(" with ") || byline.contains('&');
    let scope = if joined { CreditScope::Part } else { CreditScope::Whole };
    outlets_in(byline)
        .into_iter()
        .map(|(name, start, end)| Credit {
            name,
            scope,
            at: Citation { report: id, place: Place::Byline, span: Span::new(start, end) },
        })
        .collect()
}
