use headwater::wire::{ComparisonDocument, ReportEntry, RestEntry};

use super::places::{Places, report_anchor};
use super::told::{Told, tell};

/// What a report is, and what it rests on, in words.
pub(super) struct Descent<'d> {
    pub(super) name: String,
    pub(super) anchor: String,
    pub(super) kind: &'static str,
    pub(super) rests: Vec<Rests<'d>>,
}

/// One thing that a report rests on.
pub(super) struct Rests<'d> {
    pub(super) on: String,
    /// The anchor of the report, if we hold it.
    pub(super) anchor: Option<String>,
    pub(super) certainty: &'d str,
    pub(super) grounds: Vec<Told>,
}

/// Tells what each report rests on.
pub(super) fn descents<'d>(
    document: &'d ComparisonDocument,
    places: &Places<'_>,
) -> Vec<Descent<'d>> {
    let descent = |(at, report): (usize, &'d ReportEntry)| Descent {
        name: places.name(&report.id),
        anchor: report_anchor(at),
        kind: kind(report.kind),
        rests: report.rests.iter().map(|rest| rests(rest, places)).collect(),
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

fn rests<'d>(rest: &'d RestEntry, places: &Places<'_>) -> Rests<'d> {
    let held = rest.report.as_deref();
    let on = match (&rest.name, held) {
        (Some(_), Some(id)) if places.position(id).is_some() => places.name(id),
        (Some(name), _) => name.clone(),
        (None, Some(id)) => format!("a text that nobody names and that {} shares", places.name(id)),
        (None, None) => "a text that nobody names".to_owned(),
    };
    Rests {
        on,
        anchor: held.and_then(|id| places.position(id)).map(report_anchor),
        certainty: rest.certainty,
        grounds: tell(&rest.grounds, places),
    }
}
