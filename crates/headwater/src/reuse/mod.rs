//! Finds the passages that reports share, and how the reports lie to each other by them. Finding passages knows no
//! outlet and no date: it never says who copied whom. Families rank their likeliest sources by date.
//!
//! Seeds of four words are counted for each pair of reports; the seeds of pairs that share enough are chained
//! where both reports have them in the same order, chains are aligned and extended to the last word that
//! matches, and chains that lie together in both reports are one passage. In a corpus, sentences told in other
//! words are looked for in the pairs that share wording. The measures that the method is
//! held to are those of Potthast et al. 2010, "An evaluation framework for plagiarism detection"; close
//! relatives are passim (Smith et al. 2014, "Detecting and modeling local text reuse") and BLAST.

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
mod relation;
mod rewrite;
mod seed;
mod vocabulary;
mod words;

pub use edits::edits;
pub use explain::{
    Aligned, Bounds, Dropped, Explanation, Fault, Following, Outcome, SharedRun, Weighed, explain,
};
pub use family::{Family, Member, SourceGround, families};
pub use relation::{Relation, RelationKind, Side, relations};

use crate::model::{Passage, Report, ReportId, Reuse};
use class::{Classified, Setting};
use cluster::{COPIED, REWRITTEN, Stretch};
use contrast::Sifted;
use rayon::prelude::*;
use seed::{Enough, SeedIndex};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use vocabulary::Vocabulary;
use words::Words;

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

/// Words that must match in a stretch that rewritten sentences may join: one seed and a word.
const LEAST_CORE: usize = 5;

/// Places that a seed may have to be ground enough, alone, to look whether two reports tell in other words what stands
/// around it. With any number of places PAN 2013 gains .0005 of plagdet, and 10,000 reports take twice the time.
const RARE: usize = 8;

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
    /// no other report has a say in what a passage is. Which passages there are never hangs on other reports but by
    /// `most_carriers`.
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
}

impl Settings {
    /// Makes the settings for a corpus, where wording may stand in thousands of reports.
    pub fn corpus(pairs: Pairs) -> Self {
        // At 2, PAN 2013 loses .004 of plagdet, at 3 less than .001.
        // A plain limit of 16 lost 5 % of the verbatim pairs of a newswire.
        Self { pairs, most_carriers: 64, wording: Wording::Rewritten, stock_carriers: 3 }
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
    let (texts, vocabulary) = prepare(reports, settings.wording);
    let words: Vec<&Words> = texts.iter().map(|text| &text.words).collect();
    let index = SeedIndex::new(&words, settings.most_carriers, enough(settings.wording));
    let mut reuses = index.examine_pairs(
        |first, second| settings.pairs.allow(texts[first].id, texts[second].id),
        |candidate| {
            let (first, second) = (&texts[candidate.first], &texts[candidate.second]);
            stretches(&candidate.seeds, first, second, (settings.wording, &vocabulary), &mut |_| ())
                .iter()
                .map(|stretch| describe(stretch, first, second, settings.wording))
                .collect()
        },
    );
    reuses.par_sort_unstable_by_key(|found| {
        (found.a.report, found.b.report, found.a.span, found.b.span)
    });
    carriers::weigh(reports, &mut reuses, settings.stock_carriers);
    reuses
}

/// Makes the texts of reports ready, in the order in which they are compared, and what is known of their words.
fn prepare(reports: &[Report], wording: Wording) -> (Vec<Text<'_>>, Vocabulary) {
    let mut texts: Vec<Text<'_>> = content_order(reports)
        .into_par_iter()
        .map(|id| Text::of(id, &reports[id.index()]))
        .collect();
    let vocabulary = match wording {
        Wording::Copied => Vocabulary::default(),
        Wording::Rewritten => Vocabulary::number(&mut texts),
    };
    (texts, vocabulary)
}

/// Says what makes two reports worth a closer look.
fn enough(wording: Wording) -> Enough {
    let rare = match wording {
        Wording::Copied => 0,
        Wording::Rewritten => RARE,
    };
    Enough { seeds: seed::LEAST_SEEDS, rare }
}

/// A report's text, made ready.
struct Text<'r> {
    id: ReportId,
    text: &'r str,
    words: Words,
    /// Made, like the bags, where the report shares wording.
    setting: OnceLock<Setting>,
    bags: OnceLock<rewrite::Bags>,
}

impl<'r> Text<'r> {
    fn of(id: ReportId, report: &'r Report) -> Self {
        Self {
            id,
            text: &report.text,
            words: Words::of(report),
            setting: OnceLock::new(),
            bags: OnceLock::new(),
        }
    }

    fn bags(&self, vocabulary: &Vocabulary) -> &rewrite::Bags {
        self.bags.get_or_init(|| rewrite::Bags::of(self, vocabulary))
    }

    fn setting(&self) -> &Setting {
        self.setting.get_or_init(|| Setting::of(self.text))
    }
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

/// A step on the way to the stretches that two reports share, for whoever wants to know why.
enum Step<'s> {
    /// The pair shares too few seeds, and the sentences around them are not alike.
    FewSeeds,
    /// A chain of seeds was aligned.
    Aligned(&'s Stretch),
    /// A stretch was dropped.
    Dropped(&'s Stretch, Fault),
}

/// Finds the stretches that two reports share, and tells each step.
fn stretches(
    seeds: &[(u32, u32)],
    first: &Text<'_>,
    second: &Text<'_>,
    (wording, vocabulary): (Wording, &Vocabulary),
    tell: &mut dyn FnMut(Step<'_>),
) -> Vec<Stretch> {
    let few = seeds.len() < usize::from(seed::LEAST_SEEDS);
    let is_alike = || rewrite::is_alike_at(seeds, first, second, vocabulary);
    if few && !is_alike() {
        tell(Step::FewSeeds);
        return Vec::new();
    }
    let aligned: Vec<Stretch> = chain::chain(seeds)
        .iter()
        .map(|chain| Stretch::new(extend::align(chain, &first.words.ids, &second.words.ids)))
        .collect();
    aligned.iter().for_each(|stretch| tell(Step::Aligned(stretch)));
    let mut copied = cluster::cluster(aligned, &COPIED);
    let least = match wording {
        Wording::Copied => LEAST_CLAUSE,
        Wording::Rewritten => LEAST_CORE,
    };
    keep(&mut copied, tell, |stretch| {
        Fault::of_words(stretch, least).or(Fault::of_identity(stretch, &COPIED))
    });
    // Shorter ones are phrases, unless the sentences around them are alike too.
    let is_telling = |stretch: &Stretch| stretch.matches.len() >= LEAST_CLAUSE;
    match wording {
        Wording::Copied => copied,
        Wording::Rewritten if !few && !copied.iter().any(is_telling) && !is_alike() => {
            keep(&mut copied, tell, |_| Some(Fault::TooFewWords { least: LEAST_PLAIN }));
            copied
        }
        Wording::Rewritten => {
            rewritten(&copied, first.bags(vocabulary), second.bags(vocabulary), tell)
        }
    }
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

fn describe(stretch: &Stretch, first: &Text<'_>, second: &Text<'_>, wording: Wording) -> Reuse {
    let passage =
        |text: &Text<'_>, range| Passage { report: text.id, span: text.words.span(range) };
    let sides = [passage(first, stretch.first.clone()), passage(second, stretch.second.clone())];
    let [a, b] = if first.id < second.id { sides } else { [sides[1], sides[0]] };
    let places = stretch.matches.iter().map(|&(i, j)| (first.words.at(i), second.words.at(j)));
    let Classified { class, rarity, .. } =
        class::class((first.setting(), second.setting()), first.text, stretch, places, wording);
    Reuse {
        a,
        b,
        words: u32::try_from(stretch.matches.len()).expect("a text is shorter than 4 GiB"),
        identity: u16::try_from(stretch.identity()).expect("a share is at most 1000"),
        rarity,
        manner: stretch.manner(),
        carriers: 0,
        class,
    }
}

#[cfg(test)]
mod tests;
