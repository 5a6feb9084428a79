//! Tells how the texts of two reports lie to each other: copies, parts, wrap-ups.
//!
//! Everything is derived from the passages of running text that they share. Words in quotation marks, stock phrases
//! and credits relate no reports: two reporters may have stood in the same room.
//!
//! The measure is containment (Broder 1997, "On the resemblance and containment of documents"), here of aligned
//! words and not of sets of shingles: the share of a report's words that stand in the other too.

use super::cluster::longest_rising;
use super::cover::Cover;
use super::seed;
use super::words::Words;
use crate::model::{Published, Report, ReportId, Reuse, ReuseClass, ReuseId};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The share of a report's words, in thousandths, that is nearly all of them: the customary four fifths.
///
/// Of 50 near-duplicates planted in a newswire all have 900 or more on both sides, and of 50 truncated copies all have
/// 840 or more. Few hang on the choice: of the pairs that the newswire has by itself, by the lesser side, 14 lie from
/// 650 to 750, 27 from 750 to 850, and 117 above.
pub(super) const NEARLY_ALL: u16 = 800;

/// The share, in thousandths, beyond which a report's text is mostly that of another: half. Two reports that have
/// nothing in common cannot both have more than half of a third.
pub(super) const MOST: u16 = 500;

/// The share of the seeds of a truncated copy, in thousandths, that must stand in the order of the whole. All 50 that
/// were planted have it; one paragraph moved in a copy of ten has not.
const IN_ORDER: usize = 950;

/// The share of a wrap-up's words, in thousandths, that a report must have to be a part of it: one paragraph of ten.
/// What has less is background that the reports of an affair repeat. Without this bound twice as many pairs of a newswire
/// are called so, mostly market reports.
const LEAST_PART: u16 = 100;

/// The share of a wrap-up's words, in thousandths, that must come from others than the greatest of its parts. Set by
/// judgement: with less, a report and its next version are two parts.
const FROM_OTHERS: u16 = 150;

/// How the texts of two reports lie to each other: a conclusion, with the passages it is drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The report with the lower id.
    pub a: Side,
    /// The other report.
    pub b: Side,
    /// What the relation is.
    pub kind: RelationKind,
    /// The passages of running text that both share, of which there is at least one.
    pub passages: Vec<ReuseId>,
}

/// A report in a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The report.
    pub report: ReportId,
    /// How many words it has.
    pub words: u32,
    /// The share of them that stand in the other report too, in thousandths.
    pub share: u16,
}

/// What the relation of two reports is. It never says who copied whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// The same words in the same order; letter case, accents and punctuation aside.
    Duplicate,
    /// Nearly all words of each stand in the other.
    NearDuplicate,
    /// Nearly all words of one stand in the other in the same order, and the other has more.
    TruncatedCopy {
        /// The report that has more.
        whole: ReportId,
    },
    /// Most words of one stand in the other.
    PartOf {
        /// The other.
        whole: ReportId,
    },
    /// One is made of parts of this one and of others.
    WrapUp {
        /// The one that is.
        whole: ReportId,
    },
    /// They share passages and no more.
    SharedPassages,
}

impl Relation {
    /// Returns the side of this report and that of the other, if the relation is one of this report.
    pub fn sides_from(&self, report: ReportId) -> Option<(&Side, &Side)> {
        match report {
            id if id == self.a.report => Some((&self.a, &self.b)),
            id if id == self.b.report => Some((&self.b, &self.a)),
            _ => None,
        }
    }
}

/// Relates all pairs of reports that share running text, in the order of their ids.
///
/// The order of the reports changes nothing but the ids, and a report that shares nothing with others changes no
/// relation of theirs.
///
/// ```
/// use headwater::{model::Report, reuse};
///
/// let lead = "The envoy left the talks in Vienna without a word to the press on Monday night.";
/// let rest = "Delegates had expected a joint statement on the shared use of the river and its locks.";
/// let reports = [Report::new("wire", format!("{lead} {rest}")), Report::new("brief", lead)];
/// let passages = reuse::reuse(&reports, &reuse::Settings::default());
/// let relations = reuse::relations(&reports, &passages);
/// let whole = relations[0].a.report;
/// assert_eq!(relations[0].kind, reuse::RelationKind::TruncatedCopy { whole });
/// assert_eq!(relations[0].b.share, 1000);
/// ```
pub fn relations(reports: &[Report], reuses: &[Reuse]) -> Vec<Relation> {
    let sheets = sheets(reports, reuses);
    let wrap_ups: BTreeMap<ReportId, BTreeSet<ReportId>> = sheets
        .par_iter()
        .map(|(&report, sheet)| (report, sheet.parts(report, reports, &sheets)))
        .collect();
    by_pair(reuses)
        .into_par_iter()
        .map(|((a, b), passages)| {
            let [a, b] = [(a, b), (b, a)].map(|(report, other)| Side {
                report,
                words: u32::try_from(sheets[&report].words).expect("a text is shorter than 4 GiB"),
                share: share(&sheets, report, other),
            });
            let kind = Pair { reports, sheets: &sheets, wrap_ups: &wrap_ups, a, b }.kind();
            Relation { a, b, kind, passages }
        })
        .collect()
}

/// Lists the passages of running text of each pair of reports.
fn by_pair(reuses: &[Reuse]) -> BTreeMap<(ReportId, ReportId), Vec<ReuseId>> {
    let mut pairs: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (index, reuse) in reuses.iter().enumerate().filter(|(_, reuse)| is_running(reuse)) {
        pairs.entry((reuse.a.report, reuse.b.report)).or_default().push(ReuseId::new(index));
    }
    pairs
}

fn is_running(reuse: &Reuse) -> bool {
    reuse.class == ReuseClass::Text
}

/// What is known of a report that shares text.
struct Sheet {
    /// How many words it has.
    words: usize,
    /// A hash of its words.
    digest: u64,
    /// What other reports have of it.
    covers: BTreeMap<ReportId, Cover>,
}

/// Makes the sheets of all reports that share running text.
fn sheets(reports: &[Report], reuses: &[Reuse]) -> BTreeMap<ReportId, Sheet> {
    let mut passages: Vec<_> = reuses
        .iter()
        .filter(|reuse| is_running(reuse))
        .flat_map(|reuse| [(reuse.a, reuse.b, reuse.words), (reuse.b, reuse.a, reuse.words)])
        .map(|(one, other, words)| (one.report, other.report, one.span, words))
        .collect();
    passages.par_sort_unstable();
    passages
        .par_chunk_by(|one, next| one.0 == next.0)
        .map(|of_report| {
            let report = of_report[0].0;
            let words = Words::of(&reports[report.index()]);
            let covers = of_report.chunk_by(|one, next| one.1 == next.1).map(|shared| {
                let spans = shared.iter().map(|&(.., span, matches)| (span, matches));
                (shared[0].1, Cover::of(&words, spans))
            });
            let covers = covers.collect();
            (report, Sheet { words: words.len(), digest: words.digest(), covers })
        })
        .collect()
}

/// Returns the share of a report's words that stand in another too, in thousandths: all, if both have the same words,
/// though what a text repeats may be matched but once.
fn share(sheets: &BTreeMap<ReportId, Sheet>, report: ReportId, other: ReportId) -> u16 {
    let (sheet, others) = (&sheets[&report], &sheets[&other]);
    if sheet.digest == others.digest {
        return 1000;
    }
    sheet.covers.get(&other).map_or(0, |cover| cover.share(sheet.words))
}

impl Sheet {
    /// Returns the reports of which this one is a wrap-up; none if it is not.
    ///
    /// A wrap-up is made of parts of others, none of which has most of it, or it holds most of two others at places
    /// that lie apart. Neither can be told by the text alone from the report that others were cut from, so what was
    /// certainly published later is no part of it. Nor is what has most of it in turn: its copies and versions.
    fn parts(
        &self,
        report: ReportId,
        reports: &[Report],
        sheets: &BTreeMap<ReportId, Sheet>,
    ) -> BTreeSet<ReportId> {
        let mut earlier = self.covers.clone();
        earlier.retain(|&other, _| !is_certainly_before(reports, report, other));
        let mut wholes = earlier.clone();
        wholes.retain(|other, _| share(sheets, *other, report) > MOST);
        let mut pieces = earlier;
        pieces.retain(|_, cover| (LEAST_PART..=MOST).contains(&cover.share(self.words)));
        let mut parts = BTreeSet::new();
        if has_two_apart(&wholes) {
            parts.extend(wholes.keys().filter(|&&other| share(sheets, report, other) <= MOST));
        }
        if self.is_made_of(&pieces) {
            parts.extend(pieces.keys());
        }
        parts
    }

    /// Tells whether pieces that others have make up most of the report, and more than the greatest of them does.
    fn is_made_of(&self, pieces: &BTreeMap<ReportId, Cover>) -> bool {
        let all = Cover::union(pieces.values()).share(self.words);
        let most = pieces.values().map(|cover| cover.share(self.words)).max().unwrap_or(0);
        all > MOST && all - most >= FROM_OTHERS
    }
}

/// Tells whether two of some covers lie apart.
fn has_two_apart(covers: &BTreeMap<ReportId, Cover>) -> bool {
    let covers: Vec<&Cover> = covers.values().collect();
    let apart = |(index, one): (usize, &&Cover)| {
        covers[index + 1..].iter().any(|other| one.is_apart_from(other))
    };
    covers.iter().enumerate().any(apart)
}

/// Tells whether one report was published before another beyond doubt.
fn is_certainly_before(reports: &[Report], one: ReportId, other: ReportId) -> bool {
    let published = |id: ReportId| -> Option<Published> {
        reports[id.index()].published.as_ref().map(|published| published.value)
    };
    match (published(one), published(other)) {
        (Some(one), Some(other)) => one.certainly_before(other),
        _ => false,
    }
}

/// Two reports that share running text, and what is known of them.
struct Pair<'r> {
    reports: &'r [Report],
    sheets: &'r BTreeMap<ReportId, Sheet>,
    /// For each report those of which it is a wrap-up.
    wrap_ups: &'r BTreeMap<ReportId, BTreeSet<ReportId>>,
    a: Side,
    b: Side,
}

impl Pair<'_> {
    fn kind(&self) -> RelationKind {
        let (part, whole) = self.part_and_whole();
        if self.sheets[&part.report].digest == self.sheets[&whole.report].digest {
            RelationKind::Duplicate
        } else if part.share.min(whole.share) >= NEARLY_ALL {
            RelationKind::NearDuplicate
        } else if let Some(whole) = self.wrap_up() {
            RelationKind::WrapUp { whole }
        } else if part.share <= MOST {
            RelationKind::SharedPassages
        } else if part.share >= NEARLY_ALL && self.in_order() >= IN_ORDER {
            RelationKind::TruncatedCopy { whole: whole.report }
        } else {
            RelationKind::PartOf { whole: whole.report }
        }
    }

    /// Returns the report of which more stands in the other, and that other.
    fn part_and_whole(&self) -> (Side, Side) {
        let rank = |side: &Side| {
            let report = &self.reports[side.report.index()];
            (side.share, std::cmp::Reverse(side.words), &report.text, &report.name)
        };
        if rank(&self.a) >= rank(&self.b) { (self.a, self.b) } else { (self.b, self.a) }
    }

    /// Returns the report that is a wrap-up of the other, if one is.
    fn wrap_up(&self) -> Option<ReportId> {
        let (part, whole) = self.part_and_whole();
        [(whole, part), (part, whole)]
            .into_iter()
            .find(|(whole, part)| self.wrap_ups[&whole.report].contains(&part.report))
            .map(|(whole, _)| whole.report)
    }

    fn in_order(&self) -> usize {
        let [a, b] = [self.a, self.b].map(|side| Words::of(&self.reports[side.report.index()]));
        in_order(&a.ids, &b.ids)
    }
}

/// Measures the share of the seeds that stand once in each of two texts which stand in the same order in both, in
/// thousandths; 0 if there are none.
fn in_order(first: &[u32], second: &[u32]) -> usize {
    let (first, second) = (seeds_met_once(first), seeds_met_once(second));
    let mut places: Vec<(usize, usize)> =
        first.iter().filter_map(|(seed, &at)| Some((at, *second.get(seed)?))).collect();
    places.sort_unstable();
    (longest_rising(&places) * 1000).checked_div(places.len()).unwrap_or(0)
}

/// Finds the seeds that stand once in a text, and where.
fn seeds_met_once(words: &[u32]) -> BTreeMap<&[u32], usize> {
    let mut places: BTreeMap<&[u32], Option<usize>> = BTreeMap::new();
    for (at, seed) in words.windows(seed::LENGTH).enumerate() {
        places.entry(seed).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places.into_iter().filter_map(|(seed, place)| Some((seed, place?))).collect()
}

#[cfg(test)]
#[path = "kinship_tests.rs"]
mod tests;
