//! Counts the slots of a template: where two wordings differ in names and figures, and hardly in anything else.
//!
//! "Shares of Norlund rose 4.5 percent to 27 crowns on Tuesday" and "Shares of Varna Rail rose 1 percent to 9 crowns on
//! Friday" are one template, filled anew. A report and its next version differ in figures and days, but not in names.

use super::cluster::Stretch;
use super::text::Text;
use crate::words;
use std::ops::Range;

/// Words of the longest filler: "1,360.5" has three.
const LONGEST_FILLER: usize = 4;

/// Slots of a template, and how many of them are filled with other names.
const LEAST_SLOTS: usize = 4;
const LEAST_NAMES: usize = 2;

/// Matching words for each slot, at most. Between copies that were edited by hand as many names and figures do not change.
const WORDS_A_SLOT: usize = 14;

/// The share of the differences, in hundredths, that are slots. Without it, one in fifty of the shuffled passages of PAN 2013
/// is taken for a template.
const LEAST_OF_DIFFERENCES: usize = 70;

/// What fills a slot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filler {
    Name,
    /// A figure or a day.
    Figure,
}

/// Counts the slots that two texts fill with other names and figures; 0 if what they share is no template.
pub(super) fn slots(first: &Text<'_>, second: &Text<'_>, stretch: &Stretch) -> usize {
    let gap = |pair: &[(usize, usize)]| {
        let [(one, other), (next_one, next_other)] = *pair else { return None };
        let filler = filler(first, one + 1..next_one)?;
        (next_other > other && filler == self::filler(second, other + 1..next_other)?)
            .then_some(filler)
    };
    let pairs = stretch.matches.windows(2);
    let differs = |pair: &&[(usize, usize)]| pair[1] != (pair[0].0 + 1, pair[0].1 + 1);
    let differences = pairs.clone().filter(differs).count();
    let fillers: Vec<Filler> = pairs.filter_map(gap).collect();
    let names = fillers.iter().filter(|filler| **filler == Filler::Name).count();
    let is_template = fillers.len() >= LEAST_SLOTS
        && names >= LEAST_NAMES
        && fillers.len() * 100 >= differences * LEAST_OF_DIFFERENCES
        && fillers.len() * WORDS_A_SLOT >= stretch.matches.len();
    if is_template { fillers.len() } else { 0 }
}

/// Tells what some words of a text are, if all of them are names or figures.
fn filler(text: &Text<'_>, words: Range<usize>) -> Option<Filler> {
    if !(1..=LONGEST_FILLER).contains(&words.len()) {
        return None;
    }
    let mut kind = Filler::Name;
    for at in words {
        let word = text.words.at(at).of(text.text());
        if word.contains(char::is_numeric) || words::is_month_or_day(word) {
            kind = Filler::Figure;
        } else if !word.starts_with(char::is_uppercase) {
            return None;
        }
    }
    Some(kind)
}
