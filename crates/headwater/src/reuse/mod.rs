//! Finds the passages that reports share, and how the reports lie to each other by them. Finding passages knows no
//! outlet and no date: it never says who copied whom. Families rank their likeliest sources by date.
//!
//! Two reports are compared if they share a long run of words, rare runs of four that stand together, or enough in sentences
//! that are alike around one; see `leads`. The runs of four words, the seeds, are then chained where both reports have them in the same order, chains are aligned and
//! extended to the last word that matches, and chains that lie together in both reports are one passage. In a corpus,
//! sentences told in other words are looked for as well. The measures that the method is
//! held to are those of Potthast et al. 2010, "An evaluation framework for plagiarism detection"; close
//! relatives are passim (Smith et al. 2014, "Detecting and modeling local text reuse") and BLAST.

mod archive;
mod carriers;
mod chain;
mod class;
mod cluster;
mod contrast;
mod cover;
mod edits;
mod explain;
mod extend;
mod family;
mod leads;
mod lexicon;
mod outline;
mod relation;
mod rewrite;
mod seed;
mod slots;
mod text;
mod words;

pub use archive::{Archive, PARTS, PREPARED, Prepared, Preparer, SEARCH};
pub use carriers::weigh;
pub use edits::edits;
pub use explain::{
    Aligned, Bounds, Dropped, Explanation, Fault, Following, Outcome, SharedRun, Weighed, explain,
};
pub use family::{Family, Member, SourceGround, families};
pub use outline::Outline;
pub use relation::{Relation, RelationKind, Side, relations};
pub use seed::Seed;

use crate::model::{Passage, Report, ReportId, Reuse};
use archive::InMemory;
use class::Classified;
use cluster::{COPIED, GARBLED, REWRITTEN, Stretch};
use contrast::Sifted;
use rayon::prelude::*;
use std::collections::BTreeSet;
use text::{Text, Texts};

/// Words that must match in a passage of a story's reports: a clause.
const LEAST_CLAUSE: usize = 8;

/// Words that must match in a passage of a corpus: a sentence. What has fewer is mostly names, titles and phrases
/// that anybody uses; with 15 words PAN 2013 loses .02 of plagdet by false passages, with 8 words .11.
const LEAST_SENTENCE: usize = 22;

/// Words that must match in a plain copy in a corpus: at 18, one in thirty of the short planted copies is lost.
const LEAST_PLAIN: usize = 17;

/// Words that must match in a reworded passage that stands out strongly, in reports that have no plain copy in common: beside
/// one, PAN 2013 loses .001 of plagdet by what is found.
const LEAST_STRONG: usize = 19;

/// Words that must match in a passage of garbled texts. Of short planted copies with one letter in twenty garbled, at 17
/// half are found; with fewer than 8, names and titles are.
const LEAST_GARBLED: usize = 8;

/// Words that must match in a stretch that rewritten sentences may join: one seed and a word.
const LEAST_CORE: usize = 5;

/// Seeds that two reports of a story must share: a verbatim run of six words has them.
const LEAST_SEEDS: usize = 3;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Which pairs of reports are compared.
    pub pairs: Pairs,
    /// The number of places that wording may stand in before it is followed only from each place to the few
    /// nearest with the same words around it, so that widely copied text stays linked at a linear price.
    pub most_carriers: usize,
    /// How near to each other the wordings must be.
    pub wording: Wording,
    /// The number of unrelated reports beside a pair that carry its wording from which it is a stock phrase. Below,
    /// no other report has a say in what a passage is. Which passages there are hangs on other reports only in whether two
    /// reports are compared, which in a corpus hangs on how many places their wording stands in.
    pub stock_carriers: u32,
}

/// How near to each other the wordings of a passage are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wording {
    /// Word for word, with edits. Of reports of one event, no more can be told by their words: those that
    /// tell the same must use the same names.
    Copied,
    /// In other words too, sentence for sentence, in reports that share wording somewhere.
    Rewritten,
    /// Word for word, in texts whose letters are garbled, as print is that a machine has read: a word with a wrong letter is
    /// another word, so fewer have to match.
    Garbled,
}

impl Settings {
    /// Makes the settings for a corpus, where wording may stand in thousands of reports.
    pub fn corpus(pairs: Pairs) -> Self {
        // At 2, PAN 2013 loses .004 of plagdet, at 3 less than .001.
        // A plain limit of 16 lost 5 % of the verbatim pairs of a newswire.
        Self { pairs, most_carriers: 64, wording: Wording::Rewritten, stock_carriers: 3 }
    }

    /// Makes the settings for a corpus of garbled texts.
    pub fn garbled(pairs: Pairs) -> Self {
        Self { wording: Wording::Garbled, ..Self::corpus(pairs) }
    }
}

impl Default for Settings {
    /// Makes the settings for the reports of a story: all pairs, and no other report has a say in them.
    fn default() -> Self {
        Self {
            pairs: Pairs::All,
            most_carriers: usize::MAX,
            wording: Wording::Copied,
            stock_carriers: u32::MAX,
        }
    }
}

/// Which pairs of reports are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pairs {
    /// Any two.
    All,
    /// One from the reports before this one, the other from it or after.
    Across(ReportId),
    /// Any two, of which at least one is this one or after.
    With(ReportId),
    /// These, the lower id first.
    Only(BTreeSet<(ReportId, ReportId)>),
}

impl Pairs {
    /// Returns on which of two sides a report stands, and on which those with which it is compared.
    fn sides(&self, report: ReportId) -> (usize, &'static [usize]) {
        match self {
            Pairs::All | Pairs::Only(_) => (0, &[0]),
            Pairs::Across(boundary) | Pairs::With(boundary) if report < *boundary => (0, &[1]),
            Pairs::Across(_) => (1, &[0]),
            Pairs::With(_) => (1, &[0, 1]),
        }
    }

    /// Tells whether any two of the reports from one to another may be compared.
    fn may_allow_within(&self, first: ReportId, last: ReportId) -> bool {
        match self {
            Pairs::All | Pairs::Only(_) => true,
            Pairs::Across(boundary) => first < *boundary && *boundary <= last,
            Pairs::With(boundary) => *boundary <= last,
        }
    }

    fn allow(&self, one: ReportId, other: ReportId) -> bool {
        let (low, high) = (one.min(other), one.max(other));
        match self {
            Pairs::All => low < high,
            Pairs::Across(boundary) => low < *boundary && *boundary <= high,
            Pairs::With(boundary) => low < high && *boundary <= high,
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
    reuse_with_progress(reports, settings, &|_| ())
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A stage began, of so many parts.
    Began(Stage, usize),
    /// So many more of its parts are done.
    Advanced(usize),
}

/// What a search does for long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// It makes reports ready.
    Preparing,
    /// It goes through the seeds by their parts; again for each share of the reports that has room.
    Leading,
    /// It compares pairs of reports.
    Comparing,
}

/// Finds what [`reuse()`] does, and tells from whatever thread how far it is.
pub fn reuse_with_progress(
    reports: &[Report],
    settings: &Settings,
    tell: &(dyn Fn(Progress) + Sync),
) -> Vec<Reuse> {
    let archive = InMemory::new(reports, settings.wording, tell);
    let Ok(found) = find(&archive, settings, Room::default(), tell);
    weigh(archive.outlines(), found, settings.stock_carriers)
}

/// The bytes that a search may hold beside outlines and passages; what one pair of reports needs it takes anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// For texts that were asked for of late.
    pub texts: usize,
    /// For leads: what speaks for comparing two reports.
    pub leads: usize,
}

impl Default for Room {
    /// Makes room for all leads, and for the texts that many others share wording with.
    fn default() -> Self {
        Self { texts: 384 << 20, leads: usize::MAX }
    }
}

/// A passage that two reports share, before it is weighed together with the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The passage: its carriers are not counted yet, and running text may turn out to be a stock phrase.
    pub reuse: Reuse,
    /// It is whole lines of both reports.
    pub is_lines: bool,
}

/// Finds the passages that the reports of an archive share, ordered by where they stand: [`weigh`] makes of them what
/// [`reuse()`] returns.
///
/// Which passages a pair of reports shares hangs on these two alone, once they are compared, and whether they are on how
/// many places their wording stands in. So those of an archive that grows may be found as it does, with [`Pairs::With`], and
/// weighed together; of wording that has become common since, there may be more than one search would find.
///
/// The archive must have been made ready for the wording of the settings.
///
/// # Errors
///
/// Fails if the archive does not give something that it should have.
pub fn find<A: Archive>(
    archive: &A,
    settings: &Settings,
    room: Room,
    tell: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<Found>, A::Error> {
    let pairs = leads::pairs(archive, settings, room, tell)?;
    tell(Progress::Began(Stage::Comparing, pairs.len()));
    let texts = Texts::new(archive, settings.wording, room.texts);
    let of_pair = |mut found: Vec<Found>, &(first, second): &(ReportId, ReportId)| {
        let (first, second) = (texts.get(first)?, texts.get(second)?);
        let stretches = stretches(&first, &second, settings.wording, &mut |_| ());
        found.extend(stretches.iter().map(|one| describe(one, &first, &second, settings.wording)));
        tell(Progress::Advanced(1));
        Ok(found)
    };
    let joined = |mut some: Vec<Found>, mut others: Vec<Found>| {
        some.append(&mut others);
        Ok(some)
    };
    let mut found = pairs.par_iter().try_fold(Vec::new, of_pair).try_reduce(Vec::new, joined)?;
    found.par_sort_unstable_by_key(|Found { reuse, .. }| {
        (reuse.a.report, reuse.b.report, reuse.a.span, reuse.b.span)
    });
    Ok(found)
}

/// A step on the way to the stretches that two reports share, for whoever wants to know why.
enum Step<'s> {
    /// A chain of seeds was aligned.
    Aligned(&'s Stretch),
    /// A stretch was dropped.
    Dropped(&'s Stretch, Fault),
}

/// Finds the stretches that two reports share, and tells each step.
fn stretches(
    first: &Text<'_>,
    second: &Text<'_>,
    wording: Wording,
    tell: &mut dyn FnMut(Step<'_>),
) -> Vec<Stretch> {
    let seeds = shared_seeds(first, second);
    let least = match wording {
        Wording::Copied if seeds.len() < LEAST_SEEDS => return Vec::new(),
        Wording::Copied => LEAST_CLAUSE,
        Wording::Rewritten => LEAST_CORE,
        Wording::Garbled => LEAST_GARBLED,
    };
    let closeness = match wording {
        Wording::Copied | Wording::Rewritten => &COPIED,
        Wording::Garbled => &GARBLED,
    };
    let aligned: Vec<Stretch> = chain::chain(&seeds)
        .iter()
        .map(|chain| Stretch::new(extend::align(chain, &first.words.ids, &second.words.ids)))
        .collect();
    aligned.iter().for_each(|stretch| tell(Step::Aligned(stretch)));
    let mut copied = cluster::cluster(aligned, closeness);
    keep(&mut copied, tell, |stretch| {
        Fault::of_words(stretch, least).or(Fault::of_identity(stretch, closeness))
    });
    match wording {
        Wording::Copied | Wording::Garbled => copied,
        Wording::Rewritten => rewritten(&copied, first.bags(), second.bags(), tell),
    }
}

/// Finds the seeds that two texts share: places of words in the first and the second.
fn shared_seeds(first: &Text<'_>, second: &Text<'_>) -> Vec<(u32, u32)> {
    seed::shared((first.seeds(), &first.words.ids), (second.seeds(), &second.words.ids))
}

/// Joins what two reports tell in other words to what they share word for word.
fn rewritten(
    copied: &[Stretch],
    first: &rewrite::Bags,
    second: &rewrite::Bags,
    tell: &mut dyn FnMut(Step<'_>),
) -> Vec<Stretch> {
    let mut all = rewrite::rewritten(first, second, copied);
    all.extend(copied.iter().cloned());
    let joined = cluster::cluster(all, &REWRITTEN);
    let joined = cluster::cluster(rewrite::grown(joined, first, second), &REWRITTEN);
    let (mut passages, mut rest) = cluster::condense(joined);
    keep(&mut rest, tell, |stretch| Fault::of_identity(stretch, &REWRITTEN));
    passages.extend(rest);
    let Sifted { kept: mut passages, dropped } = contrast::sift(passages, copied, first, second);
    dropped.iter().for_each(|stretch| tell(Step::Dropped(stretch, Fault::TooLittleApart)));
    let are_reworded = !passages.iter().any(Stretch::is_plain_copy);
    keep(&mut passages, tell, |stretch| {
        let least = if stretch.is_plain_copy() {
            LEAST_PLAIN
        } else if are_reworded && stretch.contrast >= contrast::STRONG {
            LEAST_STRONG
        } else {
            LEAST_SENTENCE
        };
        Fault::of_words(stretch, least)
    });
    passages
}

/// Keeps the stretches that have no fault, and tells of the others.
fn keep(
    stretches: &mut Vec<Stretch>,
    tell: &mut dyn FnMut(Step<'_>),
    fault: impl Fn(&Stretch) -> Option<Fault>,
) {
    stretches.retain(|stretch| match fault(stretch) {
        None => true,
        Some(fault) => {
            tell(Step::Dropped(stretch, fault));
            false
        }
    });
}

fn describe(stretch: &Stretch, first: &Text<'_>, second: &Text<'_>, wording: Wording) -> Found {
    let passage =
        |text: &Text<'_>, range| Passage { report: text.id, span: text.words.span(range) };
    let sides = [passage(first, stretch.first.clone()), passage(second, stretch.second.clone())];
    let [a, b] = if first.id < second.id { sides } else { [sides[1], sides[0]] };
    let Classified { class, rarity, .. } = class::class(first, second, stretch, wording);
    let is_lines = [(first, &stretch.first), (second, &stretch.second)]
        .iter()
        .all(|(text, words)| carriers::is_lines(text.text(), text.words.span((*words).clone())));
    let reuse = Reuse {
        a,
        b,
        words: u32::try_from(stretch.matches.len()).expect("a text is shorter than 4 GiB"),
        identity: u16::try_from(stretch.identity()).expect("a share is at most 1000"),
        rarity,
        manner: stretch.manner(),
        carriers: 0,
        class,
    };
    Found { reuse, is_lines }
}

#[cfg(test)]
mod tests;
