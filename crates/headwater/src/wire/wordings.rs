//! How statements are worded, for outside.

use super::compose::Composer;
use super::{ChangeEntry, kinds};
use crate::model::{Change, Difference, ReportId};

/// Enters the changes that make a claim's first wording, of one report, that of another.
pub(super) fn changes(
    composer: &Composer<'_>,
    difference: &Difference,
    (of_first, of_own): (ReportId, ReportId),
) -> Vec<ChangeEntry> {
    let Difference::Changed(changes) = difference else { return Vec::new() };
    let first = |span| Some(composer.range(of_first, span));
    let own = |span| Some(composer.range(of_own, span));
    let entry = |change: &Change| match *change {
        Change::Kept { first: a, own: b } => (first(a), own(b)),
        Change::Dropped(words) => (first(words), None),
        Change::Added(words) => (None, own(words)),
    };
    changes
        .iter()
        .map(|change| {
            let (first, own) = entry(change);
            ChangeEntry { kind: kinds::change(change), first, own }
        })
        .collect()
}
