//! Tells what was taken over in other words from what two reports tell of one subject.
//!
//! Reports of one event use the same words all over, so that sentences which are alike say little. What was taken over
//! into another text shares far more with its source than the rest of the two reports does.

use super::cluster::Stretch;
use super::rewrite::Bags;
use std::collections::BTreeSet;
use std::ops::Range;

/// The share of matching words, in thousandths, from which wording speaks for itself.
const PLAIN: usize = 500;

/// The share of the words of the longer side, in thousandths, below which a passage is condensed.
const CONDENSED: usize = 300;

/// How much a passage must stand out; see [`contrast`]. Of the true finds on PAN 2013 of an identity from 300 to 500, a tenth of
/// the translated and a twentieth of the others stand out less, and of those between reports of one event on the AllSides stream, half.
/// From 210 to 240, PAN 2013 loses .0003 of plagdet.
const LEAST: usize = 230;

/// The same of what is condensed: of the true summaries on PAN 2013, three in a hundred stand out less, and of what reports of
/// one event seem to condense, 97 in a hundred. From 320 to 370, PAN 2013 loses .0005.
const LEAST_CONDENSED: usize = 370;

/// Words of other texts that are put to the rest of a report, and the share of them, in thousandths, that is in common: a few
/// words left over decide nothing.
const OTHERS: usize = 30;
const COMMON_OF_OTHERS: usize = 150;

/// From what a passage stands out strongly, so that fewer words are enough: hardly any between reports of one event does.
pub(super) const STRONG: usize = 400;

/// What comes of the passages of two reports.
pub(super) struct Sifted {
    /// Those that stand out, and of the others what is word for word in them.
    pub(super) kept: Vec<Stretch>,
    /// Those that share no more than the rest of the two reports.
    pub(super) dropped: Vec<Stretch>,
}

/// Drops the reworded passages that do not stand out from the rest of the two reports, but for what they have `copied`.
pub(super) fn sift(
    mut passages: Vec<Stretch>,
    copied: &[Stretch],
    first: &Bags,
    second: &Bags,
) -> Sifted {
    let contrasts: Vec<usize> =
        passages.iter().map(|passage| contrast(passage, &passages, first, second)).collect();
    for (passage, contrast) in passages.iter_mut().zip(contrasts) {
        passage.contrast = contrast;
    }
    let (mut kept, dropped): (Vec<Stretch>, Vec<Stretch>) =
        passages.into_iter().partition(stands_out);
    let is_left = |part: &&Stretch| dropped.iter().any(|whole| whole.holds(part));
    kept.extend(copied.iter().filter(is_left).cloned());
    Sifted { kept, dropped }
}

/// Tells whether a passage is wording, or shares more than the rest of the two reports.
fn stands_out(passage: &Stretch) -> bool {
    let identity = passage.identity();
    let least = if identity < CONDENSED { LEAST_CONDENSED } else { LEAST };
    identity >= PLAIN || passage.contrast >= least
}

/// Returns how much more of its words of note a passage shares with its counterpart than the rest of the report shares with
/// the whole of the other, in hundredths, on the side on which it stands out more. Words of other passages are no rest.
fn contrast(stretch: &Stretch, passages: &[Stretch], first: &Bags, second: &Bags) -> usize {
    let of_first = side(stretch, passages, (first, |s| &s.first), (second, |s| &s.second));
    let of_second = side(stretch, passages, (second, |s| &s.second), (first, |s| &s.first));
    of_first.max(of_second)
}

/// A report, and the side of a stretch that is in it.
type Side<'b> = (&'b Bags, fn(&Stretch) -> &Range<usize>);

fn side(stretch: &Stretch, passages: &[Stretch], here: Side<'_>, there: Side<'_>) -> usize {
    let (bags, range) = here;
    let (others, other_range) = there;
    let in_counterpart = |word: &usize| other_range(stretch).contains(word);
    let counterpart = others.notable().filter(|(word, _)| in_counterpart(word));
    let counterpart: BTreeSet<u32> = counterpart.map(|(_, stem)| stem).collect();
    let (mut inside, mut outside) = (Share::default(), Share::default());
    for (word, stem) in bags.notable() {
        if range(stretch).contains(&word) {
            inside.count(counterpart.contains(&stem));
        } else if !passages.iter().any(|passage| range(passage).contains(&word)) {
            outside.count(others.has(stem));
        }
    }
    let inside = inside.common * 1000 / inside.all.max(1);
    let outside = (outside.common * 1000 + OTHERS * COMMON_OF_OTHERS) / (outside.all + OTHERS);
    inside * 100 / outside.max(1)
}

/// How many of some words are in common.
#[derive(Default)]
struct Share {
    common: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, is_common: bool) {
        self.all += 1;
        self.common += usize::from(is_common);
    }
}
