use std::collections::BTreeSet;

use headwater::draw::to_the_minute;
use headwater::wire::{ClaimEntry, ComparisonDocument, CountEntry, ReportEntry};

/// The answer in plain words.
pub(crate) struct Answer {
    /// "4 reports, 2 channels".
    pub(crate) headline: String,
    /// What that means for the statements, in sentences.
    pub(crate) sentences: Vec<String>,
}

impl Answer {
    pub(crate) fn new(document: &ComparisonDocument) -> Self {
        let reports = counted(document.reports.len(), "report", "reports");
        let shared: Vec<_> = document.claims.iter().filter(|claim| reports_of(claim) > 1).collect();
        let least = shared.iter().map(|claim| claim.channels.min).max();
        let most = shared.iter().map(|claim| claim.channels.max).max();
        match (least, most) {
            _ if document.reports.len() == 1 => Self {
                headline: reports,
                sentences: vec![
                    "There is nothing to compare it with: a count needs the other reports of the event."
                        .to_owned(),
                ],
            },
            (Some(min), Some(max)) => Self {
                headline: format!("{reports}, {}", range(min, max, "channel", "channels")),
                sentences: sentences(&shared, max),
            },
            _ => Self {
                headline: format!("{reports}, nothing in common"),
                sentences: vec![
                    "No statement was found in more than one report, so none confirms another."
                        .to_owned(),
                ],
            },
        }
    }
}

/// Returns the number of reports that carry a claim.
pub(crate) fn reports_of(claim: &ClaimEntry) -> usize {
    claim.statements.iter().map(|statement| &statement.report).collect::<BTreeSet<_>>().len()
}

/// Writes a count as a person says it: "1 channel", "1 to 2 channels".
pub(crate) fn count(count: &CountEntry, one: &str, many: &str) -> String {
    range(count.min, count.max, one, many)
}

/// Writes a number with its noun.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn range(min: u32, max: u32, one: &str, many: &str) -> String {
    match min == max {
        true => counted(max as usize, one, many),
        false => format!("{min} to {max} {many}"),
    }
}

fn sentences(shared: &[&ClaimEntry], most: u32) -> Vec<String> {
    let alone = shared.iter().filter(|claim| claim.channels.max == 1).count();
    let conflicting = shared.iter().filter(|claim| !claim.conflicts.is_empty()).count();
    let told = counted(shared.len(), "statement stands", "statements stand");
    let mut sentences = vec![match (alone, most) {
        (0, _) => {
            format!("{told} in more than one report, each by more than one possible channel.")
        }
        (all, 1) if all == shared.len() => format!(
            "{told} in more than one report, and every one of them came by a single channel: \
             however many reports agree, they are one witness."
        ),
        (some, _) => format!(
            "{told} in more than one report. Of these, {some} came by a single channel, \
             and none by more than {most}."
        ),
    }];
    if conflicting > 0 {
        let differ = counted(conflicting, "statement is", "statements are");
        sentences.push(format!("{differ} told with a difference in fact."));
    }
    sentences
}

/// Says how many claims a report lacks that most others carry, and how many it alone tells.
pub(crate) fn gaps(report: &ReportEntry) -> String {
    let lacks = format!("{} missing", counted(report.lacks.len(), "claim", "claims"));
    match report.alone.len() {
        0 => lacks,
        alone => format!("{lacks}; {} told by it alone", counted(alone, "claim", "claims")),
    }
}

/// Says how many reports carry a claim, and by how many channels it came.
pub(crate) fn carried(claim: &ClaimEntry) -> String {
    let reports = counted(reports_of(claim), "report", "reports");
    format!("{reports}, {}", count(&claim.channels, "channel", "channels"))
}

/// Writes in a column of times when a report was published.
pub(crate) fn published(at: &str) -> String {
    to_the_minute(at).replace("+00:00", "Z")
}

/// Says through which outlets something came, the one nearest its voice first.
pub(crate) fn through(vias: &[String]) -> Option<String> {
    (!vias.is_empty()).then(|| format!("via {}", vias.join(", via ")))
}
