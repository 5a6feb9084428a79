use std::collections::BTreeSet;

use headwater::wire::{ClaimEntry, GroundEntry, JoinEntry, StatementEntry};
use owo_colors::Style;

use super::origins;
use super::paper::{Paper, bold, dim, plain, styled};
use super::{Extent, Joins};
use crate::answer::{count, counted, reports_of, through};
use crate::naming::Names;
use crate::wording::{self, Change, Piece};

/// The grounds of an origin that are shown in brief.
const MOST_GROUNDS: usize = 2;

/// The words of a dropped stretch that are shown in brief.
const MOST_DROPPED: usize = 8;

/// How claims are told.
pub(super) struct Telling<'d> {
    pub(super) names: &'d Names<'d>,
    pub(super) extent: Extent,
    pub(super) joins: Joins,
}

/// Sets a claim that several reports carry: its numbers, who says it in which words, and why it counts so.
pub(super) fn shared(paper: &mut Paper, claim: &ClaimEntry, telling: &Telling<'_>) {
    paper.line(0, &numbers(claim));
    let mut speaking = None;
    for variant in variants(claim) {
        for statement in &variant {
            let speaker = speaker(statement, telling);
            if speaking.as_ref() != Some(&speaker) {
                paper.line(2, &speaker);
                speaking = Some(speaker);
            }
        }
        paper.line(4, &words(claim, variant[0], telling.extent));
    }
    if telling.joins == Joins::Told {
        for join in &claim.joins {
            paper.marked(2, &dim("="), &dim(&joined(claim, join, telling)));
        }
    }
    for conflict in &claim.conflicts {
        let kind = bold(&format!("{}:", conflict.kind));
        let differ = styled("≠", Style::new().red().bold());
        paper.marked(2, &differ, &format!("{kind} {}", plain(&conflict.detail)));
    }
    origins::set(paper, claim, telling);
}

/// Sets a statement that one report alone makes.
pub(super) fn alone(paper: &mut Paper, claim: &ClaimEntry) {
    for statement in &claim.statements {
        let credited = credited(statement).map(|credited| dim(&format!("({credited})")));
        let words = [Some(plain(&statement.text)), credited];
        paper.marked(2, "-", &words.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
}

/// Tells the three numbers of a claim.
fn numbers(claim: &ClaimEntry) -> String {
    let channels = match (claim.channels.min, claim.channels.max) {
        (_, 1) => Style::new().yellow(),
        (1, _) => Style::new(),
        _ => Style::new().green(),
    };
    [
        bold(&format!("{},", counted(reports_of(claim), "report", "reports"))),
        styled(&format!("{},", count(&claim.channels, "channel", "channels")), channels.bold()),
        bold(&count(&claim.sources, "source", "sources")),
        dim(&format!("· {}", claim.id)),
    ]
    .join(" ")
}

/// Tells why two statements were taken for one claim.
fn joined(claim: &ClaimEntry, join: &JoinEntry, telling: &Telling<'_>) -> String {
    let [a, b] = telling.names.sides(claim, join);
    format!("{b} as {a}: {}", join.grounds.join(", "))
}

/// Brings the statements of a claim together by wording, in the order of the wordings.
fn variants(claim: &ClaimEntry) -> Vec<Vec<&StatementEntry>> {
    let last = claim.statements.iter().map(|statement| statement.variant).max().unwrap_or(0);
    let mut variants = vec![Vec::new(); last + 1];
    for statement in &claim.statements {
        variants[statement.variant].push(statement);
    }
    variants.retain(|variant| !variant.is_empty());
    variants
}

/// Tells which report says it, and whom it credits.
fn speaker(statement: &StatementEntry, telling: &Telling<'_>) -> String {
    let report = bold(&telling.names.name(&statement.report));
    let credited = credited(statement).unwrap_or_else(|| "in its own voice".to_owned());
    let denial = statement.qualifiers.iter().find(|qualifier| qualifier.kind == "denial");
    let denial = denial.map(|denial| format!("denial «{}»", denial.text));
    let held_back =
        wording::held_back(statement).into_iter().filter(|it| denial.as_ref() != Some(it));
    let told: Vec<String> = [credited].into_iter().chain(denial.clone()).chain(held_back).collect();
    format!("{report} {}", dim(&format!("· {}", told.join(", "))))
}

/// Names the voice and the agency that a statement credits, if any.
fn credited(statement: &StatementEntry) -> Option<String> {
    let told: Vec<String> =
        statement.voice.iter().cloned().chain(through(&statement.vias)).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// Sets the words of a statement, with those marked that differ from the claim's first wording.
///
/// A further statement of a report that has one before it in the claim follows after a gap: "[…]".
fn words(claim: &ClaimEntry, statement: &StatementEntry, extent: Extent) -> String {
    let before = |other: &&StatementEntry| other.report == statement.report;
    let gap = match claim.statements.iter().find(before) {
        Some(earlier) if earlier.start < statement.start => "[…] ",
        _ => "",
    };
    let pieces = wording::pieces(claim, statement);
    format!("{gap}{}", set(&pieces, extent).trim_end())
}

/// Sets the stretches of a wording, with what is dropped and put in between marks.
fn set(pieces: &[Piece], extent: Extent) -> String {
    let mut line = String::new();
    let (mut blank_is_owed, mut follows_mark) = (false, false);
    for piece in pieces {
        let words = match piece.change {
            Change::Kept => plain(&piece.words),
            Change::Added => styled(&format!("‹{}›", piece.words.trim()), Style::new().cyan()),
            Change::Dropped => {
                let dropped = format!("‹−{}›", dropped(&piece.words, extent));
                styled(&dropped, Style::new().dimmed().strikethrough())
            }
        };
        let is_marked = piece.change != Change::Kept;
        let begins = piece.words.starts_with(char::is_whitespace) || (is_marked && follows_mark);
        if (blank_is_owed || begins) && !line.is_empty() && !words.is_empty() {
            line.push(' ');
        }
        let is_blank = words.is_empty();
        blank_is_owed =
            piece.words.ends_with(char::is_whitespace) || (is_blank && (blank_is_owed || begins));
        follows_mark = is_marked;
        line.push_str(&words);
    }
    line
}

/// Shortens what is dropped to its beginning and end.
fn dropped(words: &str, extent: Extent) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    match extent.of(MOST_DROPPED, all.len()) {
        shown if shown < all.len() => {
            let (begin, end) = (MOST_DROPPED / 2, all.len() - MOST_DROPPED / 2 + 1);
            format!("{} … {}", all[..begin].join(" "), all[end..].join(" "))
        }
        _ => all.join(" "),
    }
}

/// Chooses the grounds that are told.
///
/// In brief these are the first few; that a report speaks in its own voice was told beside its words.
pub(super) fn told_grounds(grounds: &[GroundEntry], extent: Extent) -> Vec<&str> {
    let mut told: Vec<&str> = grounds
        .iter()
        .filter(|ground| extent == Extent::All || ground.kind != "own-voice")
        .map(|ground| ground.text.as_str())
        .collect();
    let mut seen = BTreeSet::new();
    told.retain(|text| seen.insert(*text));
    told.truncate(extent.of(MOST_GROUNDS, told.len()));
    told
}
