//! Counts who else carries the wording of a passage: stock phrases are what many unrelated reports share.

use super::Found;
use super::outline::Outline;
use crate::model::{Passage, ReportId, Reuse, ReuseClass, Span};
use std::collections::BTreeSet;

/// The share of the shorter report, in thousandths, that two reports have in common if they are related: copies of
/// one dispatch have more, while links, appeals and captions that an outlet puts in all its reports are less.
const LEAST_RELATED: usize = 200;

/// Words of the longest stock phrase: two sentences. Longer wording that many carry is copied: of planted passages of
/// 61 words and more in ten unrelated reports, at 56 the first are taken for stock phrases.
const LONGEST: u32 = 52;

/// Carriers that wording needs less if it is whole lines of two reports that are not related: what is set into pages, as
/// appeals and notes on authors are. Of the AllSides stream's 155 such passages that one more report carries, 142 are of one
/// outlet; of the planted copies, none.
const FEWER_FOR_LINES: u32 = 2;

/// The share of their words, in thousandths, that standing lines have in common but for a date or a title.
const LEAST_OF_LINES: u16 = 700;

/// Bytes beside the end of a passage within which a line begins or ends: a word that matches by chance is on the other
/// side of the break.
const NEAR_BREAK: usize = 24;

/// A passage seen from one of its reports.
struct Side {
    report: ReportId,
    span: Span,
    other: ReportId,
}

/// Counts the carriers of each passage, and calls stock phrases those running words that `least` carry.
///
/// These are all passages of a corpus, ordered by pair, and the outlines of its reports. Carriers that are related to each other count once.
pub fn weigh(outlines: &[Outline], found: Vec<Found>, least: u32) -> Vec<Reuse> {
    let (mut reuses, lines): (Vec<Reuse>, Vec<bool>) =
        found.into_iter().map(|one| (one.reuse, one.is_lines)).unzip();
    let pairs = Pairs::of(outlines, &reuses);
    for (reuse, is_lines) in reuses.iter_mut().zip(lines) {
        let is_lines = is_lines
            && reuse.identity >= LEAST_OF_LINES
            && !pairs.are_related(reuse.a.report, reuse.b.report);
        if reuse.words > LONGEST && !is_lines {
            continue;
        }
        reuse.carriers = pairs.carriers(reuse);
        let least = if is_lines { least.saturating_sub(FEWER_FOR_LINES).max(1) } else { least };
        if reuse.class == ReuseClass::Text && reuse.carriers >= least {
            reuse.class = ReuseClass::StockPhrase;
        }
    }
    reuses
}

/// The pairs of reports that share wording.
struct Pairs<'o> {
    outlines: &'o [Outline],
    /// Those that share more than unrelated reports do.
    related: BTreeSet<(ReportId, ReportId)>,
    /// Both sides of the passages of the others, ordered by report.
    sides: Vec<Side>,
}

impl<'o> Pairs<'o> {
    fn of(outlines: &'o [Outline], reuses: &[Reuse]) -> Self {
        let mut pairs = Self { outlines, related: BTreeSet::new(), sides: Vec::new() };
        for pair in reuses.chunk_by(|one, next| names(one) == names(next)) {
            if are_related(outlines, pair) {
                pairs.related.insert(names(&pair[0]));
            } else {
                pairs.sides.extend(pair.iter().flat_map(sides));
            }
        }
        pairs.sides.sort_unstable_by_key(|side| (side.report, side.span, side.other));
        pairs
    }

    /// Counts the other reports that have most of either passage, none of them related to another or to these two.
    ///
    /// They are gone through in an order that hangs on what they say: which of two that are related is met first may
    /// decide the count.
    fn carriers(&self, reuse: &Reuse) -> u32 {
        let digest = |id: ReportId| (self.outlines[id.index()].digest(), id);
        let others: BTreeSet<(u64, ReportId)> =
            [reuse.a, reuse.b].iter().flat_map(|&p| self.others(p)).map(digest).collect();
        let mut unrelated = vec![reuse.a.report, reuse.b.report];
        for (_, other) in others {
            if !unrelated.iter().any(|&one| one == other || self.are_related(one, other)) {
                unrelated.push(other);
            }
        }
        u32::try_from(unrelated.len() - 2).expect("fewer than 2^32 reports in memory")
    }

    fn others(&self, passage: Passage) -> impl Iterator<Item = ReportId> {
        let from = self.sides.partition_point(|side| side.report < passage.report);
        let of_report =
            self.sides[from..].iter().take_while(move |side| side.report == passage.report);
        of_report
            .filter(move |side| side.span.overlap(passage.span) * 2 >= passage.span.len())
            .map(|side| side.other)
    }

    fn are_related(&self, one: ReportId, other: ReportId) -> bool {
        self.related.contains(&(one.min(other), one.max(other)))
    }
}

/// Tells whether a passage is whole lines of a text.
pub(super) fn is_lines(text: &str, passage: Span) -> bool {
    let text = text.as_bytes();
    let breaks = |at: usize| {
        let (from, to) = (at.saturating_sub(NEAR_BREAK), at + NEAR_BREAK);
        at <= NEAR_BREAK || to >= text.len() || text[from..to].contains(&b'\n')
    };
    breaks(passage.start()) && breaks(passage.end())
}

/// Tells whether the passages of a pair are much of the shorter report.
fn are_related(outlines: &[Outline], pair: &[Reuse]) -> bool {
    let length = |id: ReportId| outlines[id.index()].bytes();
    let (a, b) = names(&pair[0]);
    let shared =
        |side: fn(&Reuse) -> Passage| pair.iter().map(|r| side(r).span.len()).sum::<usize>();
    let shared = if length(a) < length(b) { shared(|r| r.a) } else { shared(|r| r.b) };
    shared * 1000 > length(a).min(length(b)) * LEAST_RELATED
}

fn names(reuse: &Reuse) -> (ReportId, ReportId) {
    (reuse.a.report, reuse.b.report)
}

fn sides(reuse: &Reuse) -> [Side; 2] {
    [(reuse.a, reuse.b), (reuse.b, reuse.a)].map(|(one, other)| Side {
        report: one.report,
        span: one.span,
        other: other.report,
    })
}
