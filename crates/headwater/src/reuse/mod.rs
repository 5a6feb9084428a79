//! Finds the passages that reports share. It knows no outlet and no date: it never says who copied whom.
//!
//! Seeds of four words are counted for each pair of reports; the seeds of pairs that share enough are chained
//! where both reports have them in the same order, chains are aligned and extended to the last word that
//! matches, and chains that lie together in both reports are one passage. The measures that the method is
//! held to are those of Potthast et al. 2010, "An evaluation framework for plagiarism detection"; close
//! relatives are passim (Smith et al. 2014, "Detecting and modeling local text reuse") and BLAST.

mod chain;
mod cluster;
mod extend;
mod seed;
mod words;

use crate::model::{Passage, Report, ReportId, Reuse, ReuseClass};
use cluster::Stretch;
use rayon::prelude::*;
use std::collections::BTreeSet;
use words::Words;

/// Words that must match in a passage.
const LEAST_WORDS: usize = 8;

/// The share of the words of the longer side of a passage, in thousandths, that must match.
const LEAST_IDENTITY: usize = 350;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Which pairs of reports are compared.
    pub pairs: Pairs,
    /// The number of places that wording may stand in before it is followed only from each place to the few
    /// nearest with the same words around it, so that widely copied text stays linked at a linear price.
    pub most_carriers: usize,
}

impl Settings {
    /// Makes the settings for a corpus, where wording may stand in thousands of reports.
    pub fn corpus(pairs: Pairs) -> Self {
        // A limit of 16 lost 5 % of the verbatim pairs of a newswire, 64 none to speak of.
        Self { pairs, most_carriers: 64 }
    }
}

impl Default for Settings {
    /// Makes the settings for the reports of a story: all pairs, and no other report has a say in them.
    fn default() -> Self {
        Self { pairs: Pairs::All, most_carriers: usize::MAX }
    }
}

/// Which pairs of reports are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pairs {
    /// Any two.
    All,
    /// One from the reports before this one, the other from it or after.
    Across(ReportId),
    /// These, the lower id first.
    Only(BTreeSet<(ReportId, ReportId)>),
}

impl Pairs {
    fn allow(&self, one: ReportId, other: ReportId) -> bool {
        let (low, high) = (one.min(other), one.max(other));
        match self {
            Pairs::All => true,
            Pairs::Across(boundary) => low < *boundary && *boundary <= high,
            Pairs::Only(pairs) => pairs.contains(&(low, high)),
        }
    }
}

/// Finds the passages that any two of the reports share, ordered by where they stand.
///
/// The order of the reports and the number of threads change nothing but the ids.
///
/// ```
/// use headwater::{model::Report, reuse};
///
/// let told = "The envoy left the talks in Vienna without a word to the press on Monday night.";
/// let reports = [
///     Report::new("one", format!("{told} Markets fell.")),
///     Report::new("two", format!("Talks ended early. {told}")),
/// ];
/// let found = reuse::reuse(&reports, &reuse::Settings::default());
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].b.span.of(&reports[1].text), told.trim_end_matches('.'));
/// ```
pub fn reuse(reports: &[Report], settings: &Settings) -> Vec<Reuse> {
    let order = content_order(reports);
    let words: Vec<Words> = order.par_iter().map(|id| Words::of(&reports[id.index()])).collect();
    let index = seed::SeedIndex::new(&words, settings.most_carriers);
    let mut reuses = index.examine_pairs(
        |first, second| settings.pairs.allow(order[first], order[second]),
        |candidate| {
            stretches(&candidate, &words)
                .iter()
                .map(|stretch| describe(stretch, &candidate, &order, &words))
                .collect()
        },
    );
    reuses.par_sort_unstable_by_key(|reuse| {
        (reuse.a.report, reuse.b.report, reuse.a.span, reuse.b.span)
    });
    reuses
}

/// Orders the reports by what they say, so that nothing hangs on the order in which they came.
fn content_order(reports: &[Report]) -> Vec<ReportId> {
    let mut order: Vec<ReportId> = (0..reports.len()).map(ReportId::new).collect();
    order.par_sort_by_key(|id| {
        let report = &reports[id.index()];
        (&report.text, &report.name)
    });
    order
}

/// Finds the stretches that two reports share.
fn stretches(candidate: &seed::Candidate, words: &[Words]) -> Vec<Stretch> {
    let (first, second) = (&words[candidate.first].ids, &words[candidate.second].ids);
    let aligned = chain::chain(&candidate.seeds)
        .iter()
        .map(|chain| Stretch::new(extend::align(chain, first, second)))
        .collect();
    cluster::cluster(aligned)
        .into_iter()
        .filter(|stretch| {
            stretch.matches.len() >= LEAST_WORDS && stretch.identity() >= LEAST_IDENTITY
        })
        .collect()
}

fn describe(
    stretch: &Stretch,
    candidate: &seed::Candidate,
    order: &[ReportId],
    words: &[Words],
) -> Reuse {
    let passage = |report: usize, range: &std::ops::Range<usize>| Passage {
        report: order[report],
        span: words[report].span(range.clone()),
    };
    let first = passage(candidate.first, &stretch.first);
    let second = passage(candidate.second, &stretch.second);
    let (a, b) = if first.report < second.report { (first, second) } else { (second, first) };
    Reuse {
        a,
        b,
        words: u32::try_from(stretch.matches.len()).expect("a text is shorter than 4 GiB"),
        identity: u16::try_from(stretch.identity()).expect("a share is at most 1000"),
        class: ReuseClass::Text,
    }
}

#[cfg(test)]
mod tests;
