//! Tells copied text from quotations that two reports share, from stock phrases and from credits.

use super::Wording;
use super::cluster::Stretch;
use super::contrast;
use super::slots;
use super::text::Text;
use crate::model::{ReuseClass, Span};
use crate::split;
use crate::words;

/// How much a passage must tell to be more than wording that anybody uses; see [`told`].
///
/// "Could not immediately be reached for comment" tells 2,700, "speaking on condition of anonymity because they
/// were not authorized" 4,100; planted copies of 17 to 43 words of running text tell 8,000 and more. Long
/// templates, such as market reports have, pass: their slots give them away, or their many carriers.
const LEAST_TOLD: u64 = 6300;

/// The same where passages may be reworded. With 6,300, recall on PAN 2013 is .005 lower.
const LEAST_TOLD_REWRITTEN: u64 = 5000;

/// The same where letters are garbled, so that half of the words match.
const LEAST_TOLD_GARBLED: u64 = 2500;

/// What any word tells by standing in its place in the other report too, on top of its own weight.
const PLACE_WEIGHT: u64 = 300;

/// How credits in brackets begin.
const BEGINNINGS: [&str; 8] = [
    "reporting by",
    "additional reporting by",
    "writing by",
    "editing by",
    "reporting and writing by",
    "compiled by",
    "written by",
    "edited by",
];

const CONTRIBUTED: &str = "contributed to this";

/// Bytes of the place and date of a dateline, and of its agency: longer ones are sentences with an aside.
const LONGEST_PLACE: usize = 60;
const LONGEST_AGENCY: usize = 30;

/// The stretches of a report that are not running text.
pub(super) struct Setting {
    quotations: Vec<Span>,
    credits: Vec<Span>,
}

/// Where a word that matches stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Running,
    Quotation,
    Credit,
}

impl Setting {
    pub(super) fn of(text: &str) -> Self {
        Self { quotations: split::quotations(text), credits: credits(text) }
    }

    fn place(&self, word: Span) -> Place {
        if holds(&self.credits, word) {
            Place::Credit
        } else if holds(&self.quotations, word) {
            Place::Quotation
        } else {
            Place::Running
        }
    }
}

/// A passage's class, and what it hangs on.
pub(super) struct Classified {
    pub(super) class: ReuseClass,
    /// What a matching word weighs on average.
    pub(super) rarity: u16,
    /// How much its running words tell; see [`told`] and [`least_told`].
    pub(super) told: u64,
    /// The slots of the template that it is, 0 if it is none; see [`slots`].
    pub(super) slots: usize,
}

/// Classifies a passage of two reports. Only background counts weigh words: no other report has a say here.
pub(super) fn class(
    first: &Text<'_>,
    second: &Text<'_>,
    stretch: &Stretch,
    wording: Wording,
) -> Classified {
    let (mut running, mut quoted, mut credited, mut rarity) = (0, 0, 0, 0);
    for &(one, other) in &stretch.matches {
        let (one, other) = (first.words.at(one), second.words.at(other));
        let weight = words::weight(&words::normal(one.of(first.text())));
        rarity += u64::from(weight);
        let weight = u64::from(weight) + PLACE_WEIGHT;
        match (first.setting().place(one), second.setting().place(other)) {
            (Place::Credit, _) | (_, Place::Credit) => credited += weight,
            (Place::Quotation, Place::Quotation) => quoted += weight,
            // Words that only one of the two puts in quotation marks are text that one took from the other.
            _ => running += weight,
        }
    }
    let told = told(running, stretch, wording);
    let slots = match wording {
        Wording::Rewritten => slots::slots(first, second, stretch),
        Wording::Copied | Wording::Garbled => 0,
    };
    let class = if told >= least_told(wording) {
        if slots == 0 { ReuseClass::Text } else { ReuseClass::StockPhrase }
    } else if quoted >= credited.max(running) {
        ReuseClass::Quotation
    } else if credited > running {
        ReuseClass::Credit
    } else {
        ReuseClass::StockPhrase
    };
    let rarity = u16::try_from(rarity / stretch.matches.len() as u64);
    Classified { class, rarity: rarity.expect("a word weighs at most 1000"), told, slots }
}

/// Returns how much a passage must tell to be running text.
pub(super) fn least_told(wording: Wording) -> u64 {
    match wording {
        Wording::Copied => LEAST_TOLD,
        Wording::Rewritten => LEAST_TOLD_REWRITTEN,
        Wording::Garbled => LEAST_TOLD_GARBLED,
    }
}

/// Returns how much matching words of some weight tell.
///
/// The weight is discounted by the share of the words that match: phrases with slots, such as market reports have,
/// match in part only. The share is the geometric mean of both sides, or where passages may be reworded that of the
/// shorter side, since what is condensed leaves out much of the longer. What is reworded and stands out strongly tells
/// half more: by a quarter, PAN 2013 gained about .0005 of plagdet; the half was only measured with other changes.
fn told(weight: u64, stretch: &Stretch, wording: Wording) -> u64 {
    let (first, second) = (stretch.first.len() as u64, stretch.second.len() as u64);
    let weight = weight * stretch.matches.len() as u64;
    let stands_out = !stretch.is_plain_copy() && stretch.contrast >= contrast::STRONG;
    let weight = if stands_out { weight * 3 / 2 } else { weight };
    match wording {
        Wording::Copied => weight / (first * second).isqrt(),
        Wording::Rewritten | Wording::Garbled => weight / first.min(second),
    }
}

/// Tells whether a word lies in one of some spans, which are in order and do not overlap.
fn holds(spans: &[Span], word: Span) -> bool {
    let next = spans.partition_point(|span| span.end() <= word.start());
    spans.get(next).is_some_and(|span| span.contains(word))
}

/// Finds the credits in a report's text: datelines, who reported, wrote and edited, who contributed.
fn credits(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let within = |(from, to)| Span::new(start + from, start + to);
        found.extend(dateline(line).map(within));
        found.extend(bracketed_credits(line).map(within));
        found.extend(contribution(line).map(within));
        start += line.len();
    }
    found.sort_unstable();
    found
}

/// Finds the dateline at the start of a line: `LONDON (Reuters) -`.
fn dateline(line: &str) -> Option<(usize, usize)> {
    let open = line.find('(').filter(|&open| open <= LONGEST_PLACE)?;
    let close = open + line[open..].find(')').filter(|&length| length <= LONGEST_AGENCY)?;
    let rest = line[close + 1..].trim_start();
    let dash = rest.chars().next().filter(|dash| matches!(dash, '-' | '–' | '—'))?;
    Some((0, line.len() - rest.len() + dash.len_utf8()))
}

/// Finds what stands in brackets and begins as a credit does: `(Reporting by A in B; Editing by C)`.
fn bracketed_credits(line: &str) -> impl Iterator<Item = (usize, usize)> {
    line.match_indices('(').filter_map(move |(open, _)| {
        let inside = line[open + 1..].split(['(', ')']).next()?;
        let begins = |credit: &str| {
            let begin = inside.trim_start().get(..credit.len());
            begin.is_some_and(|begin| begin.eq_ignore_ascii_case(credit))
        };
        BEGINNINGS.iter().any(|credit| begins(credit)).then_some((open, open + 1 + inside.len()))
    })
}

/// Finds the sentence that says who contributed to a report.
fn contribution(line: &str) -> Option<(usize, usize)> {
    let at = line.find(CONTRIBUTED)?;
    let start = line[..at].rfind(['.', '(']).map_or(0, |stop| stop + 1);
    Some((start, line[at..].find('.').map_or(line.len(), |stop| at + stop)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_found() {
        let table = [
            ("LONDON, June 3 (Reuters) - The envoy left.", "LONDON, June 3 (Reuters) -"),
            ("He left. (Reporting by A B; Editing by C D)", "(Reporting by A B; Editing by C D"),
            (
                "Gone.\nThe Associated Press contributed to this report.",
                "The Associated Press contributed to this report",
            ),
            ("The bank (its third) was closed.", ""),
        ];
        for (text, expected) in table {
            let found: String = credits(text).iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
