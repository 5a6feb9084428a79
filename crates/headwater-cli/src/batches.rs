//! Work on many items at once, whose results come in the items' order.

use rayon::prelude::*;

/// The items that are worked on at once: enough for any number of cores, few enough to be held in memory.
const BATCH: usize = 64;

/// Makes something of each item, on all cores, a batch at a time.
pub(crate) fn in_batches<I: Send, O: Send>(
    mut items: impl Iterator<Item = I>,
    make: impl Fn(I) -> O + Sync,
) -> impl Iterator<Item = O> {
    let batches = std::iter::from_fn(move || {
        let batch: Vec<I> = items.by_ref().take(BATCH).collect();
        (!batch.is_empty()).then(|| batch.into_par_iter().map(&make).collect::<Vec<O>>())
    });
    batches.flatten()
}
