use serde::Serialize;

use super::kinds;
use super::offsets::Offsets;
use super::parts::Range;
use crate::model::{Report, ReuseClass, Span};
use crate::reuse::{Aligned, Bounds, Explanation, Fault, Following, Outcome, SharedRun, Weighed};

/// Words of a stretch that are quoted: enough to find it by.
const QUOTED: usize = 8;

/// What `headwater reuse explain --json` writes: what two reports share, and why no more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplanationDocument {
    /// The version of the format.
    pub version: u32,
    /// The id of one report.
    pub a: String,
    /// The id of the other.
    pub b: String,
    /// How far the search came: `no-seed`, `too-common`, `not-alike`, `dropped` or `found`.
    pub outcome: &'static str,
    /// The outcome in a sentence.
    pub told: String,
    /// What would have had to differ for them to share a passage of running text; null if they do.
    pub needed: Option<String>,
    /// Words in a seed.
    pub seed_words: usize,
    /// Words in a row that lead from one report to the other, whatever is around them.
    pub run_words: usize,
    /// Places from which a seed leads only to the nearest that begin the same run.
    pub most_carriers: usize,
    /// How many seeds both share.
    pub seeds: usize,
    /// How many of them may lead to the other report.
    pub followed: usize,
    /// The runs of words that these seeds make up, the longest first.
    pub runs: Vec<RunEntry>,
    /// The chains of seeds, aligned, the longest first.
    pub aligned: Vec<ExplainedStretch>,
    /// What was dropped, with the reason in `why`.
    pub dropped: Vec<ExplainedStretch>,
    /// The passages that both share, whatever their class.
    pub passages: Vec<ExplainedPassage>,
}

/// A run of words that both reports have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunEntry {
    /// Where it begins and ends in the first report.
    pub a: Range,
    /// Where it begins and ends in the other.
    pub b: Range,
    /// How many words it has.
    pub words: usize,
    /// The first of them.
    pub text: String,
    /// The places where the most common of its seeds stands, if that is too many to be followed.
    pub too_common: Option<usize>,
}

/// A stretch that was aligned word by word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedStretch {
    /// Where it begins and ends in the first report.
    pub a: Range,
    /// Where it begins and ends in the other.
    pub b: Range,
    /// How many words match.
    pub words: usize,
    /// The share of the words of the longer side that match, from 0 to 1 in steps of a thousandth.
    pub score: f64,
    /// The first words of it.
    pub text: String,
    /// Why it was dropped, and what was missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// A passage, and why it has its class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedPassage {
    /// Where it begins and ends in the first report.
    pub a: Range,
    /// Where it begins and ends in the other.
    pub b: Range,
    /// How many words match.
    pub words: u32,
    /// The share of the words of the longer side that match, from 0 to 1 in steps of a thousandth.
    pub score: f64,
    /// Its class, in the words of [`super::ReuseEntry::class`].
    pub class: &'static str,
    /// How much its running words tell.
    pub tells: u64,
    /// How much they must tell to be running text.
    pub least: u64,
    /// The unrelated reports beside this pair that carry it.
    pub carriers: u32,
    /// The first words of it.
    pub text: String,
    /// Why it has its class.
    pub why: String,
}

impl ExplanationDocument {
    /// Composes the document of an explanation.
    pub fn new(reports: &[Report], explanation: &Explanation) -> Self {
        let composer = Composer {
            a: (
                &reports[explanation.a.index()].text,
                Offsets::new(&reports[explanation.a.index()]),
            ),
            b: Offsets::new(&reports[explanation.b.index()]),
            bounds: explanation.bounds,
        };
        let name = |id: crate::model::ReportId| reports[id.index()].name.clone();
        let dropped = explanation.dropped.iter().map(|dropped| ExplainedStretch {
            why: Some(why_dropped(&dropped.stretch, dropped.fault)),
            ..composer.stretch(&dropped.stretch)
        });
        Self {
            version: super::VERSION,
            a: name(explanation.a),
            b: name(explanation.b),
            outcome: outcome(explanation.outcome),
            told: told(explanation),
            needed: needed(explanation),
            seed_words: explanation.bounds.seed_words,
            run_words: explanation.bounds.run_words,
            most_carriers: explanation.bounds.most_carriers,
            seeds: explanation.seeds,
            followed: explanation.followed,
            runs: explanation.runs.iter().map(|run| composer.run(run)).collect(),
            aligned: explanation.aligned.iter().map(|one| composer.stretch(one)).collect(),
            dropped: dropped.collect(),
            passages: explanation.passages.iter().map(|one| composer.passage(one)).collect(),
        }
    }
}

/// Converts spans to ranges and short quotations.
struct Composer<'r> {
    a: (&'r str, Offsets<'r>),
    b: Offsets<'r>,
    bounds: Bounds,
}

impl Composer<'_> {
    fn run(&self, run: &SharedRun) -> RunEntry {
        let too_common = match run.following {
            Following::Followed => None,
            Following::TooCommon { places } => Some(places),
        };
        let (a, b) = (self.a.1.range(run.a), self.b.range(run.b));
        RunEntry { a, b, words: run.words, text: self.quoted(run.a), too_common }
    }

    fn stretch(&self, stretch: &Aligned) -> ExplainedStretch {
        ExplainedStretch {
            a: self.a.1.range(stretch.a),
            b: self.b.range(stretch.b),
            words: stretch.words,
            score: thousandths(stretch.words * 1000 / stretch.length),
            text: self.quoted(stretch.a),
            why: None,
        }
    }

    fn passage(&self, weighed: &Weighed) -> ExplainedPassage {
        let reuse = &weighed.reuse;
        ExplainedPassage {
            a: self.a.1.range(reuse.a.span),
            b: self.b.range(reuse.b.span),
            words: reuse.words,
            score: thousandths(usize::from(reuse.identity)),
            class: kinds::reuse(reuse.class, reuse.manner),
            tells: weighed.told,
            least: self.bounds.least_told,
            carriers: reuse.carriers,
            text: self.quoted(reuse.a.span),
            why: why_class(weighed, self.bounds),
        }
    }

    /// Quotes the beginning of a stretch of the first report.
    fn quoted(&self, span: Span) -> String {
        let mut words = span.of(self.a.0).split_whitespace();
        let mut quoted = words.by_ref().take(QUOTED).collect::<Vec<_>>().join(" ");
        if words.next().is_some() {
            quoted.push_str(" …");
        }
        quoted
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share is at most 1000")]
fn thousandths(share: usize) -> f64 {
    share as f64 / 1000.0
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NoSeed { .. } => "no-seed",
        Outcome::TooCommon => "too-common",
        Outcome::NotAlike => "not-alike",
        Outcome::Dropped => "dropped",
        Outcome::Found => "found",
    }
}

/// Says how far the search came.
fn told(explanation: &Explanation) -> String {
    let Bounds { seed_words, run_words, most_carriers, .. } = explanation.bounds;
    match explanation.outcome {
        Outcome::NoSeed { longest: 0 } => "They have no word in common.".to_owned(),
        Outcome::NoSeed { longest } => format!(
            "They have no {seed_words} words in a row in common; the longest run has {longest}."
        ),
        Outcome::TooCommon => format!(
            "All that they share stands in more than {most_carriers} places, and is followed only to the nearest with \
             the same {run_words} words in a row."
        ),
        Outcome::NotAlike => format!(
            "They share {}: no run of {run_words} words, no rare ones that stand together, and too little in sentences \
             that are alike.",
            counted(explanation.followed, "run of 4 words", "runs of 4 words")
                .replace('4', &seed_words.to_string())
        ),
        Outcome::Dropped => "What they share is too little for a passage.".to_owned(),
        Outcome::Found => {
            let all = explanation.passages.len();
            let shared = counted(all, "passage", "passages");
            match explanation.passages.iter().filter(|one| is_text(one)).count() {
                0 => format!("They share {shared}, none of it running text."),
                running if running == all => format!("They share {shared} of running text."),
                running => format!("They share {shared}, {running} of running text."),
            }
        }
    }
}

fn is_text(weighed: &Weighed) -> bool {
    weighed.reuse.class == ReuseClass::Text
}

fn is_running(explanation: &Explanation) -> bool {
    explanation.passages.iter().any(is_text)
}

/// Says what would have had to differ for a passage of running text.
fn needed(explanation: &Explanation) -> Option<String> {
    let bounds = explanation.bounds;
    match explanation.outcome {
        Outcome::NoSeed { longest } => {
            let more = counted(bounds.seed_words - longest, "more word", "more words");
            Some(format!("{more} in a row, to begin with"))
        }
        Outcome::TooCommon => Some(format!(
            "{} words in a row that stand in no more than {} places, or {} in a row that the nearest reports have",
            bounds.seed_words, bounds.most_carriers, bounds.run_words
        )),
        Outcome::NotAlike => Some(format!(
            "{} words in a row, more rare words in a row beside these, or more in common in sentences that are alike",
            bounds.run_words
        )),
        Outcome::Dropped => {
            let nearest = explanation.dropped.first()?;
            Some(missing(&nearest.stretch, nearest.fault))
        }
        Outcome::Found if is_running(explanation) => None,
        Outcome::Found => {
            let nearest = explanation.passages.iter().max_by_key(|one| one.told)?;
            Some(missing_to_be_text(nearest, bounds))
        }
    }
}

fn why_dropped(stretch: &Aligned, fault: Fault) -> String {
    let reason = match fault {
        Fault::TooFewWords { least } => {
            format!("{} of the {least} words that must match", stretch.words)
        }
        Fault::TooLittleAlike { least } => {
            let alike = stretch.words * 100 / stretch.length;
            format!("{alike} % alike of the {} % that it must be", least / 10)
        }
        Fault::TooLittleApart => {
            "hardly more alike than the rest of the two reports, which tell of one subject".into()
        }
    };
    format!("{reason}: missing {}", missing(stretch, fault))
}

/// Says what a stretch lacks.
fn missing(stretch: &Aligned, fault: Fault) -> String {
    match fault {
        Fault::TooFewWords { least } => {
            counted(least - stretch.words, "more matching word", "more matching words")
        }
        Fault::TooLittleAlike { least } => {
            let needed = (least * stretch.length).div_ceil(1000) - stretch.words;
            let words = counted(needed, "word", "words");
            format!("{words} in place of others that differ")
        }
        Fault::TooLittleApart => "more words in the same order".into(),
    }
}

fn why_class(weighed: &Weighed, bounds: Bounds) -> String {
    let (told, least) = (weighed.told, bounds.least_told);
    let measure = format!("its running words tell {told}, and {least} is needed");
    match weighed.reuse.class {
        ReuseClass::Text => format!("running text: {measure}"),
        ReuseClass::Quotation => format!("both have it in quotation marks: {measure}"),
        ReuseClass::Credit => format!("it is a credit or a dateline: {measure}"),
        ReuseClass::StockPhrase if weighed.reuse.carriers >= bounds.stock_carriers => format!(
            "a stock phrase: {} unrelated reports carry it too, and {} make one",
            weighed.reuse.carriers, bounds.stock_carriers
        ),
        ReuseClass::StockPhrase if weighed.slots > 0 => {
            format!("a template: its {} slots have other names and figures", weighed.slots)
        }
        ReuseClass::StockPhrase if told >= least => format!(
            "standing lines: whole lines that {} too",
            counted(
                weighed.reuse.carriers as usize,
                "unrelated report carries",
                "unrelated reports carry"
            )
        ),
        ReuseClass::StockPhrase => format!("a stock phrase: {measure}"),
    }
}

/// Says what a passage lacks to be running text.
fn missing_to_be_text(weighed: &Weighed, bounds: Bounds) -> String {
    let told = weighed.told;
    match bounds.least_told.checked_sub(told) {
        // What was told by so many words so far.
        Some(rest) if told > 0 => {
            let more = (rest * u64::from(weighed.reuse.words)).div_ceil(told);
            let more = counted(usize::try_from(more).unwrap_or(usize::MAX), "word", "words");
            format!("about {more} more outside quotation marks and credits, if as rare as these")
        }
        Some(_) => "words outside quotation marks and credits".to_owned(),
        None if weighed.slots > 0 => "the same names and figures in its slots".to_owned(),
        None => format!("fewer than {} unrelated reports that carry it", bounds.stock_carriers),
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
