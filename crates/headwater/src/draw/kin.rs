//! Who rests on whom, before any layout: nodes, their parents, and an order in which parents come first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use jiff::{Timestamp, tz::Offset};

use super::{Node, NodeKind};
use crate::model::Published;
use crate::wire::{GroundEntry, ReportEntry, RestEntry};

/// The nodes of a story and what each rests on.
pub(super) struct Kin {
    pub(super) nodes: Vec<Node>,
    pub(super) parents: Vec<Vec<Parent>>,
}

/// What a node rests on.
pub(super) struct Parent {
    pub(super) node: usize,
    pub(super) certain: bool,
    pub(super) reasons: Vec<String>,
}

/// What a node is known by while the tree is made. Its order is that of the nodes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Report(usize),
    Named(String),
    Lost(usize),
}

impl Kin {
    pub(super) fn new(reports: &[ReportEntry]) -> Self {
        let mut by_time: Vec<&ReportEntry> = reports.iter().collect();
        by_time.sort_by_key(|report| (earliest(report).is_none(), earliest(report), &report.id));
        let positions: BTreeMap<&str, usize> =
            by_time.iter().enumerate().map(|(at, report)| (report.id.as_str(), at)).collect();
        let groups = lost_texts(&by_time, &positions);
        let key = |at: usize, rest: &RestEntry| key(at, rest, &positions, &groups);

        let resting = by_time
            .iter()
            .enumerate()
            .flat_map(|(at, report)| report.rests.iter().map(move |rest| (at, rest)));
        let mut keys: BTreeSet<Key> = resting.map(|(at, rest)| key(at, rest)).collect();
        keys.extend((0..by_time.len()).map(Key::Report));
        let keys: Vec<Key> = keys.into_iter().collect();
        let parents_of = |of: &Key| match of {
            Key::Report(at) => {
                by_time[*at].rests.iter().map(|rest| (key(*at, rest), rest)).collect()
            }
            Key::Named(_) | Key::Lost(_) => Vec::new(),
        };
        let parents = keys.iter().map(|of| parents(of, parents_of(of), &keys)).collect();
        Self { nodes: keys.iter().map(|key| node(key, &by_time)).collect(), parents }
    }
}

/// Returns the nodes in an order in which parents come first and children follow the last of theirs.
///
/// Nodes are expected reports first, by time; what rests on nothing is placed by its first child.
pub(super) fn order(parents: &[Vec<Parent>]) -> Vec<usize> {
    let mut children = vec![Vec::new(); parents.len()];
    for (node, above) in parents.iter().enumerate() {
        for parent in above {
            children[parent.node].push(node);
        }
    }
    let first_report = |node: usize| match parents[node].is_empty() {
        true => children[node].iter().copied().min().unwrap_or(node).min(node),
        false => node,
    };
    let mut starts: Vec<usize> = (0..parents.len()).collect();
    starts.sort_by_key(|&node| (!parents[node].is_empty(), first_report(node), node));

    let mut placed = vec![false; parents.len()];
    let mut order = Vec::with_capacity(parents.len());
    for start in starts {
        // What rests on something is reached from there; it starts here only if it rests on itself in a circle.
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            let ready = node == start || parents[node].iter().all(|parent| placed[parent.node]);
            if ready && !placed[node] {
                placed[node] = true;
                order.push(node);
                waiting.extend(children[node].iter().rev());
            }
        }
    }
    order
}

/// Returns the earliest moment at which a report can have been published.
fn earliest(report: &ReportEntry) -> Option<Timestamp> {
    let published = report.published.as_deref()?;
    let moment = published.parse().map(|at| Published::Moment { at, offset: Offset::UTC });
    let local = || published.parse::<DateTime>().map(Published::Local);
    moment.or_else(|_| local()).ok().map(|published| published.bounds().0)
}

/// Returns for each report the first of those with which it shares a lost text: the name of that text.
fn lost_texts(reports: &[&ReportEntry], positions: &BTreeMap<&str, usize>) -> Vec<usize> {
    let mut first: Vec<usize> = (0..reports.len()).collect();
    for (at, report) in reports.iter().enumerate() {
        let lost = report.rests.iter().filter(|rest| rest.name.is_none());
        for sharer in lost.filter_map(|rest| positions.get(rest.report.as_deref()?)) {
            let (one, other) = (first[at], first[*sharer]);
            for group in first.iter_mut().filter(|group| **group == one || **group == other) {
                *group = one.min(other);
            }
        }
    }
    first
}

fn key(at: usize, rest: &RestEntry, positions: &BTreeMap<&str, usize>, groups: &[usize]) -> Key {
    let held = rest.report.as_deref().and_then(|id| positions.get(id));
    match (&rest.name, held) {
        (None, _) => Key::Lost(groups[at]),
        (Some(_), Some(&held)) => Key::Report(held),
        (Some(name), None) => Key::Named(name.clone()),
    }
}

/// Brings together what a node rests on: each parent once, the certain ones first.
fn parents(of: &Key, rests: Vec<(Key, &RestEntry)>, keys: &[Key]) -> Vec<Parent> {
    let mut merged: BTreeMap<Key, (bool, Vec<&GroundEntry>)> = BTreeMap::new();
    for (key, rest) in rests.into_iter().filter(|(key, _)| key != of) {
        let (certain, grounds) = merged.entry(key).or_default();
        *certain |= rest.certainty == "certain";
        grounds.extend(&rest.grounds);
    }
    let parent = |(key, (certain, grounds)): (Key, (bool, Vec<&GroundEntry>))| Parent {
        node: keys.binary_search(&key).expect("every parent is a node"),
        certain,
        reasons: reasons(&grounds),
    };
    let mut parents: Vec<Parent> = merged.into_iter().map(parent).collect();
    parents.sort_by_key(|parent| !parent.certain);
    parents
}

/// Returns the two most telling grounds in a few words: a credit by its own words, the others as told.
fn reasons(grounds: &[&GroundEntry]) -> Vec<String> {
    /// Each says more than the next about where a report as a whole comes from.
    const TELLING: [&str; 4] = ["credit", "copied-share", "same-order", "shared-text"];
    let mut grounds = grounds.to_vec();
    grounds.sort_by_key(|ground| {
        let place = TELLING.iter().position(|kind| *kind == ground.kind);
        (place.unwrap_or(TELLING.len()), Reverse(amount(&ground.text)), &ground.text)
    });
    grounds.dedup_by_key(|ground| ground.kind);
    let told = |ground: &&GroundEntry| match (ground.kind, ground.quotes.first()) {
        ("credit", Some(quote)) => format!("credits «{}»", one_line(&quote.text)),
        _ => one_line(&ground.text),
    };
    grounds.iter().take(2).map(told).collect()
}

/// Returns the amount with which a sentence begins, as in "56 % of post stand in wire"; 0 if it does not.
fn amount(sentence: &str) -> u32 {
    let digits = sentence.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

fn node(key: &Key, reports: &[&ReportEntry]) -> Node {
    let (kind, name, about) = match key {
        Key::Report(at) => {
            (NodeKind::Report, report_name(reports[*at]), report_about(reports[*at]))
        }
        Key::Named(name) => (NodeKind::Named, one_line(name), "not among these reports".to_owned()),
        Key::Lost(_) => (
            NodeKind::Lost,
            "a common text".to_owned(),
            "nobody names it; not among these reports".to_owned(),
        ),
    };
    Node { kind, name, about }
}

fn report_name(report: &ReportEntry) -> String {
    one_line(report.outlet.as_ref().unwrap_or(&report.id))
}

fn report_about(report: &ReportEntry) -> String {
    let id = report.outlet.is_some().then(|| one_line(&report.id));
    let published = report.published.as_deref().map(to_the_minute);
    let kind = match report.kind {
        "original" => "own gathering",
        "wire-copy" => "copy",
        "partly-copied" => "partly copied",
        "rewrite-credited" => "rewritten, credited",
        _ => "partly its own",
    };
    id.into_iter().chain(published).chain([kind.to_owned()]).collect::<Vec<_>>().join(" · ")
}

/// Writes a date and time in ISO 8601 as a person reads it, without its seconds: `2031-05-02 07:40Z`.
pub fn to_the_minute(published: &str) -> String {
    match published.split_once('T') {
        Some((day, time)) => {
            let minute = time.get(..5).unwrap_or(time);
            let zone = time.trim_start_matches(|c: char| c.is_ascii_digit() || ":.".contains(c));
            format!("{day} {minute}{zone}")
        }
        None => one_line(published),
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
