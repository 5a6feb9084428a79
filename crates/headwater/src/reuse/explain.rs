//! Explains why two reports share passages, or none: what each stage of the search found and left out.

use super::archive::InMemory;
use super::cluster::{Closeness, Stretch};
use super::lexicon::Lexicons;
use super::outline::Outline;
use super::words::Words;
use super::{LEAST_SEEDS, Pairs, Room, Settings, Step, Text, Wording, chain, class, leads, seed};
use crate::model::{Passage, Report, ReportId, Reuse, Span};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What the search found of two reports, stage by stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The report with the lower id.
    pub a: ReportId,
    /// The other report.
    pub b: ReportId,
    /// What the search asks for.
    pub bounds: Bounds,
    /// How far the search came.
    pub outcome: Outcome,
    /// How many seeds both share; each place in the one with each in the other counts.
    pub seeds: usize,
    /// How many of them stand in no more places than those that may lead to the other report.
    pub followed: usize,
    /// The runs of words that these seeds make up, the longest first.
    pub runs: Vec<SharedRun>,
    /// The chains of seeds, aligned and extended at both ends, the longest first.
    pub aligned: Vec<Aligned>,
    /// What was dropped, the longest first; what is dropped and found again in a passage is not among it.
    pub dropped: Vec<Dropped>,
    /// The passages that both share, in the order of the text.
    pub passages: Vec<Weighed>,
}

/// What the search asks for, as its modules have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Words in a seed.
    pub seed_words: usize,
    /// Words in a row that lead to the other report, whatever is around them.
    pub run_words: usize,
    /// Places from which a seed leads only to the nearest that begin the same run.
    pub most_carriers: usize,
    /// Unrelated reports beside the pair from which short wording is a stock phrase.
    pub stock_carriers: u32,
    /// How much a passage must tell to be running text.
    pub least_told: u64,
}

/// How far the search came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The reports share no seed.
    NoSeed {
        /// The words of the longest run that both have.
        longest: usize,
    },
    /// They share seeds, and all of them stand in too many places.
    TooCommon,
    /// They share seeds, but no long run, no rare ones that stand together, and too little in sentences that are alike.
    NotAlike,
    /// What they share is too little.
    Dropped,
    /// They share passages, of whatever class.
    Found,
}

/// A run of words that both reports have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedRun {
    /// Where it stands in the first report.
    pub a: Span,
    /// Where it stands in the other.
    pub b: Span,
    /// How many words it has.
    pub words: usize,
    /// What became of it.
    pub following: Following,
}

/// What becomes of shared seeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Following {
    /// They may lead to the other report.
    Followed,
    /// They stand in too many places for that, unless they begin a long run.
    TooCommon {
        /// The places where the most common of them stands.
        places: usize,
    },
}

/// Stretches that were aligned word by word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// Where the stretch stands in the first report.
    pub a: Span,
    /// Where it stands in the other.
    pub b: Span,
    /// How many words match.
    pub words: usize,
    /// How many words the longer side has.
    pub length: usize,
}

/// A stretch that was dropped, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The stretch.
    pub stretch: Aligned,
    /// Why.
    pub fault: Fault,
}

/// Why a stretch is no passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// Too few of its words match.
    TooFewWords {
        /// How many should.
        least: usize,
    },
    /// Too small a share of its words match.
    TooLittleAlike {
        /// How great a share of the longer side should, in thousandths.
        least: usize,
    },
    /// It is reworded, and shares hardly more than the rest of the two reports does.
    TooLittleApart,
}

impl Fault {
    /// Finds fault with a stretch of which too few words match.
    pub(super) fn of_words(stretch: &Stretch, least: usize) -> Option<Self> {
        (stretch.matches.len() < least).then_some(Self::TooFewWords { least })
    }

    /// Finds fault with a stretch of which too small a share matches.
    pub(super) fn of_identity(stretch: &Stretch, closeness: &Closeness) -> Option<Self> {
        let least = closeness.least_identity;
        (stretch.identity() < least).then_some(Self::TooLittleAlike { least })
    }
}

/// A passage, and how much it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The passage.
    pub reuse: Reuse,
    /// How much its running words tell: what they weigh, discounted where only some match.
    pub told: u64,
    /// The slots that the two reports fill with other names and figures, if it is a template, else 0.
    pub slots: usize,
}

/// Explains what two different reports share, and why no more, as a search with these settings sees it.
///
/// How common wording is depends on all reports, so all that were searched have to be given. It takes two searches'
/// time.
///
/// ```
/// use headwater::model::{Report, ReportId};
/// use headwater::reuse::{self, Outcome};
///
/// let reports = [
///     Report::new("one", "The envoy left the talks in Vienna."),
///     Report::new("two", "Nobody left the talks early."),
/// ];
/// let [one, two] = [0, 1].map(ReportId::new);
/// let told = reuse::explain(&reports, one, two, &reuse::Settings::default());
/// assert_eq!(told.outcome, Outcome::NoSeed { longest: 3 });
/// assert_eq!(told.bounds.seed_words, 4);
/// ```
///
/// # Panics
///
/// Panics if both are the same report.
pub fn explain(reports: &[Report], a: ReportId, b: ReportId, settings: &Settings) -> Explanation {
    assert_ne!(a, b, "a report is not explained by itself");
    let (a, b) = (a.min(b), a.max(b));
    let pair = PairOfTexts::of(reports, a, b, settings);
    let shared = super::shared_seeds(&pair.first, &pair.second);
    let places = pair.places(&shared, reports);
    let at = |seed: &[u32]| places.get(seed).copied().unwrap_or(0);
    let (followed, too_common): (Vec<_>, Vec<_>) = shared
        .iter()
        .copied()
        .partition(|&(first, _)| at(pair.seed_at(first)) <= settings.most_carriers);
    let mut runs = pair.runs(&followed, |_| Following::Followed);
    runs.extend(pair.runs(&too_common, |words| Following::TooCommon {
        places: words.windows(seed::LENGTH).map(at).max().unwrap_or(0),
    }));
    runs.sort_by_key(|run| (std::cmp::Reverse(run.words), run.a, run.b));
    let mut told = Explanation {
        a,
        b,
        bounds: bounds(settings),
        outcome: Outcome::Dropped,
        seeds: shared.len(),
        followed: followed.len(),
        runs,
        aligned: Vec::new(),
        dropped: Vec::new(),
        passages: Vec::new(),
    };
    if shared.is_empty() {
        told.outcome = Outcome::NoSeed { longest: pair.longest_run() };
    } else if !pair.is_compared(reports, settings) || shared.len() < pair.least_seeds() {
        told.outcome = if followed.is_empty() { Outcome::TooCommon } else { Outcome::NotAlike };
    } else {
        pair.follow(&mut told);
        let found = super::reuse(reports, &Settings { pairs: Pairs::All, ..settings.clone() });
        for weighed in &mut told.passages {
            // Who else carries a passage is known only among all passages.
            if let Some(same) = found.iter().find(|one| is_same(one, &weighed.reuse)) {
                weighed.reuse = same.clone();
            }
        }
    }
    told
}

fn bounds(settings: &Settings) -> Bounds {
    Bounds {
        seed_words: seed::LENGTH,
        run_words: seed::RUN,
        most_carriers: settings.most_carriers,
        stock_carriers: settings.stock_carriers,
        least_told: class::least_told(settings.wording),
    }
}

fn is_same(one: &Reuse, other: &Reuse) -> bool {
    (one.a, one.b) == (other.a, other.b)
}

/// The two texts, in the order in which the search compares them.
struct PairOfTexts<'r> {
    first: Text<'r>,
    second: Text<'r>,
    wording: Wording,
}

impl<'r> PairOfTexts<'r> {
    fn of(reports: &'r [Report], a: ReportId, b: ReportId, settings: &Settings) -> Self {
        let lexicons = Lexicons::default();
        let text = |id: ReportId| {
            Text::cut(id, Cow::Borrowed(&reports[id.index()]), settings.wording, &lexicons)
        };
        let (a, b) = (text(a), text(b));
        let is_in_order = Outline::of(&a).digest() <= Outline::of(&b).digest();
        let (first, second) = if is_in_order { (a, b) } else { (b, a) };
        Self { first, second, wording: settings.wording }
    }

    /// Tells whether a search through all reports compares these two.
    fn is_compared(&self, reports: &[Report], settings: &Settings) -> bool {
        let settings = Settings { pairs: Pairs::All, ..settings.clone() };
        let archive = InMemory::new(reports, self.wording, &|_| ());
        let Ok(pairs) = leads::pairs(&archive, &settings, Room::default(), &|_| ());
        pairs.contains(&(self.first.id, self.second.id))
    }

    /// Returns the seeds that both must share once they are compared.
    fn least_seeds(&self) -> usize {
        match self.wording {
            Wording::Copied => LEAST_SEEDS,
            Wording::Rewritten | Wording::Garbled => 1,
        }
    }

    fn seed_at(&self, first: u32) -> &[u32] {
        &self.first.words.ids[first as usize..first as usize + seed::LENGTH]
    }

    /// Joins seeds that follow each other into runs.
    fn runs(
        &self,
        seeds: &[(u32, u32)],
        following: impl Fn(&[u32]) -> Following,
    ) -> Vec<SharedRun> {
        let run = |run: chain::Run| {
            let words = run.first..run.first_end();
            let (a, b) = self.spans(words.clone(), run.second..run.second_end());
            let following = following(&self.first.words.ids[words]);
            SharedRun { a, b, words: run.length, following }
        };
        chain::runs(seeds).into_iter().map(run).collect()
    }

    /// Counts the places of each of some seeds in all reports.
    fn places(&self, seeds: &[(u32, u32)], reports: &[Report]) -> BTreeMap<&[u32], usize> {
        let wanted: BTreeSet<&[u32]> = seeds.iter().map(|&(at, _)| self.seed_at(at)).collect();
        let of_report = |report: &Report| {
            let words = Words::of(report);
            let seeds = words.ids.windows(seed::LENGTH);
            seeds.filter_map(|seed| wanted.get(seed).copied()).collect::<Vec<_>>()
        };
        let mut places = BTreeMap::new();
        for seed in reports.par_iter().flat_map_iter(of_report).collect::<Vec<_>>() {
            *places.entry(seed).or_insert(0) += 1;
        }
        places
    }

    /// Follows seeds to passages, as a search does.
    fn follow(&self, told: &mut Explanation) {
        let (mut aligned, mut dropped) = (Vec::new(), Vec::new());
        let stretches =
            super::stretches(&self.first, &self.second, self.wording, &mut |step| match step {
                Step::Aligned(stretch) => aligned.push(self.aligned(stretch)),
                Step::Dropped(stretch, fault) => {
                    dropped.push(Dropped { stretch: self.aligned(stretch), fault });
                }
            });
        told.passages = stretches.iter().map(|stretch| self.weighed(stretch)).collect();
        told.passages.sort_by_key(|weighed| (weighed.reuse.a.span, weighed.reuse.b.span));
        let is_found = |dropped: &Aligned| {
            let touches = |passage: Passage, span: Span| passage.span.overlap(span) > 0;
            let passages = told.passages.iter().map(|weighed| &weighed.reuse);
            passages.into_iter().any(|one| touches(one.a, dropped.a) && touches(one.b, dropped.b))
        };
        dropped.retain(|dropped| !is_found(&dropped.stretch));
        dropped
            .sort_by_key(|dropped| (std::cmp::Reverse(dropped.stretch.words), dropped.stretch.a));
        aligned.sort_by_key(|aligned| (std::cmp::Reverse(aligned.words), aligned.a));
        told.outcome = if told.passages.is_empty() { Outcome::Dropped } else { Outcome::Found };
        (told.aligned, told.dropped) = (aligned, dropped);
    }

    fn weighed(&self, stretch: &Stretch) -> Weighed {
        let classified = class::class(&self.first, &self.second, stretch, self.wording);
        let reuse = super::describe(stretch, &self.first, &self.second, self.wording).reuse;
        Weighed { reuse, told: classified.told, slots: classified.slots }
    }

    fn aligned(&self, stretch: &Stretch) -> Aligned {
        let (a, b) = self.spans(stretch.first.clone(), stretch.second.clone());
        let length = stretch.first.len().max(stretch.second.len());
        Aligned { a, b, words: stretch.matches.len(), length }
    }

    /// Returns where words of the two texts stand, the report with the lower id first.
    fn spans(&self, first: std::ops::Range<usize>, second: std::ops::Range<usize>) -> (Span, Span) {
        let (first_span, second_span) =
            (self.first.words.span(first), self.second.words.span(second));
        match self.first.id < self.second.id {
            true => (first_span, second_span),
            false => (second_span, first_span),
        }
    }

    /// Returns the words of the longest run that both have, which is shorter than a seed.
    fn longest_run(&self) -> usize {
        let shares = |length: &usize| {
            let runs: BTreeSet<&[u32]> = self.first.words.ids.windows(*length).collect();
            self.second.words.ids.windows(*length).any(|run| runs.contains(run))
        };
        (1..seed::LENGTH).rev().find(shares).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReuseClass;
    use proptest::prelude::*;

    const PHRASE: &str = "at the end of the day it is what it is";

    fn reports<T: AsRef<str>>(texts: &[T]) -> Vec<Report> {
        let named = |(n, text): (usize, &T)| Report::new(format!("r{n}"), text.as_ref());
        texts.iter().enumerate().map(named).collect()
    }

    fn explained(reports: &[Report]) -> Explanation {
        explain(reports, ReportId::new(0), ReportId::new(1), &Settings::corpus(Pairs::All))
    }

    #[test]
    fn the_search_tells_how_far_it_came() {
        let copied = "The harbour master said that two tugs had been sent to the stranded ferry before dawn on \
             Friday and that its crew of nine was safe.";
        let table = [
            ["", "", "NoSeed { longest: 0 }"],
            ["two tugs left", "two boats", "NoSeed { longest: 1 }"],
            ["He saw two tugs left behind", "It had two tugs left", "NoSeed { longest: 3 }"],
            ["we saw two tugs left at sea", "it had two tugs left at home", "NotAlike"],
            [
                "Rain fell on the town of Lesk in the early hours, and roads were shut.",
                "Snow lies on the town of Lesk in the early spring if winds are cold.",
                "Dropped",
            ],
            [copied, copied, "Found"],
        ];
        for [one, other, outcome] in table {
            let told = explained(&reports(&[one, other]));
            assert_eq!(format!("{:?}", told.outcome), outcome, "{one} | {other}");
        }
    }

    #[test]
    fn common_wording_is_told_with_its_places() {
        let texts: Vec<String> =
            (0..200).map(|n| format!("a{n} b{n} c{n} d{n} {PHRASE} e{n} f{n} g{n} h{n}")).collect();
        let told = explained(&reports(&texts));
        assert_eq!((told.outcome, told.seeds, told.followed), (Outcome::TooCommon, 8, 0));
        let common = told.runs.iter().find(|run| run.following != Following::Followed).unwrap();
        assert_eq!(common.following, Following::TooCommon { places: 200 });
        let told = explained(&reports(&texts[..2]));
        assert!(told.runs.iter().all(|run| run.following == Following::Followed));
    }

    #[test]
    fn what_is_dropped_says_what_was_missing() {
        let texts = [
            "Rain fell on the town of Lesk in the early hours, and roads were shut.",
            "Snow lies on the town of Lesk in the early spring if winds are cold.",
        ];
        let told = explained(&reports(&texts));
        let [dropped] = told.dropped[..] else { panic!("{told:?}") };
        assert_eq!(dropped.stretch.words, 8);
        assert_eq!(dropped.stretch.a.of(texts[0]), "on the town of Lesk in the early");
        assert_eq!(dropped.fault, Fault::TooFewWords { least: super::super::LEAST_PLAIN });
    }

    #[test]
    fn a_passage_is_told_with_its_measure() {
        let quoted = "We will rebuild every house on this shore before the winter storms return to it and every road \
            and every school";
        let texts = [
            format!("The mayor was firm. \"{quoted},\" she told residents."),
            format!("\"{quoted},\" the mayor said."),
        ];
        let told = explained(&reports(&texts));
        assert_eq!(told.passages.len(), 1, "{told:?}");
        assert_eq!(told.passages[0].reuse.class, ReuseClass::Quotation);
        assert!(told.passages[0].told < told.bounds.least_told);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        /// An explanation goes the way of the search: it finds what the search finds.
        #[test]
        fn an_explanation_finds_what_the_search_finds(
            texts in prop::collection::vec(prop::collection::vec(0..60u16, 0..90), 2..6),
        ) {
            let text = |words: &Vec<u16>| words.iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
            let reports = reports(&texts.iter().map(text).collect::<Vec<_>>());
            for settings in [Settings::corpus(Pairs::All), Settings::default()] {
                let mut found = super::super::reuse(&reports, &settings);
                found.retain(|reuse| reuse.b.report == ReportId::new(1));
                let told = explain(&reports, ReportId::new(1), ReportId::new(0), &settings);
                let passages: Vec<Reuse> = told.passages.iter().map(|one| one.reuse.clone()).collect();
                prop_assert_eq!(&passages, &found);
                prop_assert_eq!(told.outcome == Outcome::Found, !found.is_empty());
                prop_assert!(told.followed <= told.seeds);
                for weighed in &told.passages {
                    let is_text = weighed.told >= told.bounds.least_told
                        && weighed.slots == 0
                        && weighed.reuse.carriers < told.bounds.stock_carriers;
                    prop_assert_eq!(weighed.reuse.class == ReuseClass::Text, is_text);
                }
            }
        }
    }
}
