use headwater::wire::{ClaimEntry, CountEntry, OriginEntry};

use super::claims::{Telling, told_grounds};
use super::paper::{Paper, dim, plain};

/// Sets the channels and sources of a claim; told once where they are the same.
pub(super) fn set(paper: &mut Paper, claim: &ClaimEntry, telling: &Telling<'_>) {
    let ClaimEntry { channels, sources, .. } = claim;
    if alike(channels, sources) {
        list(paper, channels, "channel and source", telling);
    } else {
        list(paper, channels, "channel", telling);
        list(paper, sources, "source", telling);
    }
}

/// Tells whether two counts have the same origins, with the same reports.
fn alike(one: &CountEntry, other: &CountEntry) -> bool {
    let rests = |origin: &OriginEntry| (origin.name.clone(), origin.reports.clone());
    one.min == other.min && one.list.iter().map(rests).eq(other.list.iter().map(rests))
}

/// Sets origins: those that others rest on with their grounds, then those reports that stand for themselves.
fn list(paper: &mut Paper, count: &CountEntry, noun: &str, telling: &Telling<'_>) {
    let (own, others): (Vec<_>, Vec<_>) =
        count.list.iter().partition(|origin| stands_for_itself(origin, telling));
    for origin in others {
        let reports = reports(origin, telling).join(", ");
        let words = format!("{} {}", plain(&origin.name), dim(&format!("→ {reports}")));
        paper.marked(2, &dim(&format!("{noun}:")), &words);
        for ground in told_grounds(&origin.grounds, telling.extent) {
            paper.line(4, &dim(ground));
        }
    }
    if !own.is_empty() {
        let names: Vec<_> = own.iter().flat_map(|origin| reports(origin, telling)).collect();
        let standing = match (count.min < count.max, own.len()) {
            (true, _) => ", perhaps not independent",
            (false, 1) => "",
            (false, _) => ", each for itself",
        };
        let words = format!("{}{}", plain(&names.join(", ")), dim(standing));
        paper.marked(2, &dim(&format!("{noun}:")), &words);
    }
}

/// Tells whether an origin is a report that nobody else rests on and that says so of itself.
fn stands_for_itself(origin: &OriginEntry, telling: &Telling<'_>) -> bool {
    let told = told_grounds(&origin.grounds, telling.extent);
    told.is_empty() && reports(origin, telling) == [origin.name.as_str()]
}

fn reports(origin: &OriginEntry, telling: &Telling<'_>) -> Vec<String> {
    telling.names.names(origin.reports.iter().map(String::as_str))
}
