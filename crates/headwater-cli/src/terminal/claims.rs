use headwater::wire::{ClaimEntry, CountEntry, OriginEntry, StatementEntry};
use owo_colors::Style;

use super::Extent;
use super::paper::{Paper, bold, dim, plain, styled};
use crate::answer::{counted, reports_of};
use crate::naming::Names;
use crate::wording::{self, Change, Piece, Wording};

/// The grounds of an origin that are shown in brief.
const MOST_GROUNDS: usize = 2;

/// How claims are told.
pub(super) struct Telling<'d> {
    pub(super) names: &'d Names<'d>,
    pub(super) extent: Extent,
}

/// Sets a claim that several reports carry: its numbers, who says it in which words, and why it counts so.
pub(super) fn shared(paper: &mut Paper, claim: &ClaimEntry, telling: &Telling<'_>) {
    paper.line(0, &numbers(claim));
    for (position, variant) in variants(claim).iter().enumerate() {
        for statement in variant {
            paper.line(2, &speaker(statement, telling));
        }
        let words = match position {
            0 => plain(&variant[0].text),
            _ => beside(&claim.text, &variant[0].text),
        };
        paper.line(4, &words);
    }
    for conflict in &claim.conflicts {
        let kind = bold(&format!("{}:", conflict.kind));
        let differ = styled("≠", Style::new().red().bold());
        paper.marked(2, &differ, &format!("{kind} {}", plain(&conflict.detail)));
    }
    for (count, noun) in [(&claim.channels, "channel"), (&claim.sources, "source")] {
        for origin in &count.list {
            set_origin(paper, origin, noun, telling);
        }
    }
}

/// Sets a statement that one report alone makes.
pub(super) fn alone(paper: &mut Paper, claim: &ClaimEntry) {
    for statement in &claim.statements {
        let voice =
            credited(statement).map(|credited| format!(" {}", dim(&format!("({credited})"))));
        paper.marked(2, "-", &format!("{}{}", plain(&statement.text), voice.unwrap_or_default()));
    }
}

/// Tells the three numbers of a claim.
fn numbers(claim: &ClaimEntry) -> String {
    let reports = reports_of(claim);
    let one_line = claim.channels.max == 1;
    let several = claim.channels.min > 1;
    let style = match (one_line, several) {
        (true, _) => Style::new().yellow().bold(),
        (_, true) => Style::new().green().bold(),
        _ => Style::new().bold(),
    };
    format!(
        "{} {} {} {}",
        bold(&format!("{},", counted(reports, "report", "reports"))),
        styled(&format!("{},", range(&claim.channels, "channel", "channels")), style),
        bold(&range(&claim.sources, "source", "sources")),
        dim(&format!("· {}", claim.id)),
    )
}

/// Brings the statements of a claim together by wording, in the order of the wordings.
fn variants(claim: &ClaimEntry) -> Vec<Vec<&StatementEntry>> {
    let mut variants: Vec<Vec<&StatementEntry>> = Vec::new();
    let last = claim.statements.iter().map(|statement| statement.variant).max().unwrap_or(0);
    variants.resize_with(last + 1, Vec::new);
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
    format!("{report} {}", dim(&format!("· {credited}")))
}

/// Names the voice and the agency that a statement credits, if any.
fn credited(statement: &StatementEntry) -> Option<String> {
    match (&statement.voice, &statement.via) {
        (Some(voice), Some(via)) => Some(format!("{voice}, via {via}")),
        (Some(voice), None) => Some(voice.clone()),
        (None, Some(via)) => Some(format!("via {via}")),
        (None, None) => None,
    }
}

/// Sets a wording beside the first one, with the words that differ marked.
fn beside(first: &str, words: &str) -> String {
    match wording::compare(first, words) {
        Wording::Differs(pieces) => pieces.iter().map(piece).collect(),
        Wording::Same | Wording::Reworded => plain(words),
    }
}

/// Sets a stretch with the blanks at its ends; what the first wording has and this one lacks is not shown.
fn piece(piece: &Piece) -> String {
    let words = match piece.change {
        Change::Kept => plain(&piece.words),
        Change::PutIn => styled(&format!("‹{}›", piece.words.trim()), Style::new().cyan()),
        Change::LeftOut => return String::new(),
    };
    let blank = |at_end: bool| if at_end { " " } else { "" };
    let before = blank(piece.words.starts_with(char::is_whitespace));
    let after = blank(!words.is_empty() && piece.words.ends_with(char::is_whitespace));
    format!("{before}{words}{after}")
}

/// Sets an origin with the reports that rest on it, and why.
fn set_origin(paper: &mut Paper, origin: &OriginEntry, noun: &str, telling: &Telling<'_>) {
    let reports = telling.names.names(origin.reports.iter().map(String::as_str)).join(", ");
    paper.marked(
        2,
        &dim(noun),
        &format!("{} {}", plain(&origin.name), dim(&format!("← {reports}"))),
    );
    let shown = telling.extent.of(MOST_GROUNDS, origin.grounds.len());
    for ground in &origin.grounds[..shown] {
        paper.line(4, &dim(&ground.text));
    }
}

fn range(count: &CountEntry, one: &str, many: &str) -> String {
    match count.min == count.max {
        true => counted(count.max as usize, one, many),
        false => format!("{}-{} {many}", count.min, count.max),
    }
}
