use headwater::wire::{ComparisonDocument, ReportEntry, RestEntry};

use super::places::{Places, report_anchor};
use super::told::{Told, tell};

/// What a report is, and what it rests on, in words.
pub(super) struct Descent {
    pub(super) name: String,
    pub(super) anchor: String,
    pub(super) kind: &'static str,
    pub(super) rests: Vec<Rests>,
}

/// One thing that a report rests on.
pub(super) struct Rests {
    pub(super) on: String,
    /// The reports that rest on the same text that nobody names.
    pub(super) alike: String,
    /// The anchor of the report, if we hold it.
    pub(super) anchor: Option<String>,
    /// Whether the evidence decides, or only makes it likely.
    pub(super) certain: bool,
    pub(super) grounds: Vec<Told>,
}

/// Tells what each report rests on.
pub(super) fn descents(document: &ComparisonDocument, places: &Places<'_>) -> Vec<Descent> {
    let descent = |(at, report): (usize, &ReportEntry)| Descent {
        name: places.names.name(&report.id),
        anchor: report_anchor(at),
        kind: kind(report.kind),
        rests: rests(report, places),
    };
    document.reports.iter().enumerate().map(descent).collect()
}

/// Says in plain words what a report is as a whole.
pub(super) fn kind(kind: &str) -> &'static str {
    match kind {
        "original" => "Its own gathering",
        "wire-copy" => "A copy",
        "partly-copied" => "Partly copied",
        "rewrite-credited" => "Rewritten from what it credits",
        _ => "Partly its own, partly from others",
    }
}

/// Tells what a report rests on. A text that nobody names is one thing, however many reports share it.
fn rests(report: &ReportEntry, places: &Places<'_>) -> Vec<Rests> {
    let (named, lost): (Vec<&RestEntry>, Vec<_>) =
        report.rests.iter().partition(|rest| rest.name.is_some());
    let mut told: Vec<Rests> = named.into_iter().map(|rest| on_named(rest, places)).collect();
    told.extend((!lost.is_empty()).then(|| on_lost(&lost, places)));
    told
}

fn on_named(rest: &RestEntry, places: &Places<'_>) -> Rests {
    let held = rest.report.as_deref().filter(|id| places.names.position(id).is_some());
    let named = rest.name.as_deref().unwrap_or_default();
    Rests {
        on: held.map_or(named.to_owned(), |id| places.names.name(id)),
        alike: String::new(),
        anchor: held.and_then(|id| places.names.position(id)).map(report_anchor),
        certain: rest.certainty == "certain",
        grounds: tell(&rest.grounds, places),
    }
}

fn on_lost(rests: &[&RestEntry], places: &Places<'_>) -> Rests {
    let sharers = places.names.names(rests.iter().filter_map(|rest| rest.report.as_deref()));
    Rests {
        on: "a text that nobody names".to_owned(),
        alike: sharers.join(", "),
        anchor: None,
        certain: rests.iter().any(|rest| rest.certainty == "certain"),
        grounds: rests.iter().flat_map(|rest| tell(&rest.grounds, places)).collect(),
    }
}
