//! Whether two reports tell of one event. Two reports of like events share words here and there, and must not be
//! aligned.

use std::collections::BTreeMap;

use super::Comparison;
use super::content::{Content, ItemKind};
use super::lexicon::{Lexicon, WordId};
use super::score::Score;
use crate::model::ReportId;

/// What a pair of reports is, in logits: the cosine of their names, and how many statements they tell alike.
///
/// A logistic regression's, rounded, of a script that was not kept, on 3,769 pairs of reports of like events (ECB+) and 2,232 of
/// like topics (AllSides), as many weighing the same: area under the curve 0.934 and 0.842. With other words than
/// names, shared numbers, and other bounds of what is told alike it was no better.
const NAMES: f32 = 4.28;
const ALIKE: f32 = 0.56;
const MUCH_ALIKE: f32 = 1.39;
const BIAS: f32 = -2.68;
/// The scores from which two statements are told alike, and much alike.
const LEAST_ALIKE: Score = 0;
const LEAST_MUCH_ALIKE: Score = 2_000;

/// Statements of the shorter report below which what is told alike counts for more, as there is less to tell.
const FEW: f32 = 8.0;

/// The logit from which two reports tell of one event beyond doubt, how steeply their pairs lose below it, and how much
/// at most.
///
/// Set on the labelled stories and on pairs of like events (ECB+), where less joins more of both. Days of publication would
/// tell the two better apart, but a copy of an undated report may have one: it would then join what its original does not.
const BEYOND_DOUBT: f32 = 0.25;
const STEEPNESS: f32 = 1.0;
const MOST_LOST: f32 = 3.0;

/// Finds what the pairs of statements of any two reports lose since the reports may tell of two events.
///
/// It looks at the two reports alone, so no third changes it.
pub(super) fn losses(
    lexicon: &Lexicon,
    contents: &[Content<'_>],
    comparison: &Comparison,
) -> BTreeMap<(ReportId, ReportId), Score> {
    let names = names(lexicon, contents);
    let mut alike: BTreeMap<(ReportId, ReportId), (u32, u32)> = BTreeMap::new();
    for ((a, b), (score, _)) in comparison {
        let pair = (contents[a.index()].report, contents[b.index()].report);
        let (alike, much_alike) = alike.entry(pair).or_default();
        *alike += u32::from(*score >= LEAST_ALIKE);
        *much_alike += u32::from(*score >= LEAST_MUCH_ALIKE);
    }
    let mut statements: BTreeMap<ReportId, u32> = BTreeMap::new();
    for content in contents {
        *statements.entry(content.report).or_default() += 1;
    }
    let loss = |(&(a, b), &(alike, much_alike)): (&(ReportId, ReportId), &(u32, u32))| {
        let share = (FEW / statements[&a].min(statements[&b]) as f32).max(1.0);
        let logit = BIAS
            + NAMES * cosine(lexicon, &names[&a], &names[&b])
            + ALIKE * (share * alike as f32).ln_1p()
            + MUCH_ALIKE * (share * much_alike as f32).ln_1p();
        let lost = (STEEPNESS * (BEYOND_DOUBT - logit)).clamp(0.0, MOST_LOST);
        ((a, b), (lost * 1000.0).round() as Score)
    };
    alike.iter().map(loss).collect()
}

/// Weighs the names of each report by how often they stand and what they tell.
fn names(lexicon: &Lexicon, contents: &[Content<'_>]) -> BTreeMap<ReportId, BTreeMap<WordId, f32>> {
    let mut names: BTreeMap<ReportId, BTreeMap<WordId, f32>> = BTreeMap::new();
    for content in contents {
        let of_report = names.entry(content.report).or_default();
        for item in &content.items {
            if let ItemKind::Word(word) = item.kind
                && lexicon.is_name(word)
            {
                *of_report.entry(word).or_default() += 1.0;
            }
        }
    }
    for (word, times) in names.values_mut().flatten() {
        *times = (1.0 + times.ln()) * lexicon.weight(*word);
    }
    names
}

/// Compares the names of two reports; spellings and forms of one name are one. No word of a third report has a say.
fn cosine(lexicon: &Lexicon, a: &BTreeMap<WordId, f32>, b: &BTreeMap<WordId, f32>) -> f32 {
    let weight_in_b = |word: WordId| {
        let same = lexicon.like(word).iter().filter(|(_, likeness)| *likeness >= 1.0);
        let spellings = same.map(|(like, _)| *like).chain([word]);
        spellings.filter_map(|spelling| b.get(&spelling)).copied().fold(0.0, f32::max)
    };
    let product: f32 = a.iter().map(|(word, weight)| weight * weight_in_b(*word)).sum();
    let length = |of: &BTreeMap<WordId, f32>| of.values().map(|w| w * w).sum::<f32>().sqrt();
    (product / (length(a) * length(b)).max(f32::MIN_POSITIVE)).min(1.0)
}
