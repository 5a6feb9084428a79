//! Work on many items at once, whose results come in the items' order.

use rayon::prelude::*;

/// The items that are worked on at once: enough for any number of cores, few enough to be held in memory.
const BATCH: usize = 64;

/// The bytes of items that are worked on at once, but for the one that makes them more.
const BATCH_BYTES: usize = 16 << 20;

/// Makes something of each item, on all cores, a batch at a time.
pub(crate) fn in_batches<I: Send, O: Send>(
    items: impl Iterator<Item = I>,
    make: impl Fn(I) -> O + Sync,
) -> impl Iterator<Item = O> {
    in_sized_batches(items, |_| 0, make)
}

/// Makes something of each item, on all cores, a batch at a time; of items of so many bytes a batch has fewer.
pub(crate) fn in_sized_batches<I: Send, O: Send>(
    mut items: impl Iterator<Item = I>,
    bytes: impl Fn(&I) -> usize,
    make: impl Fn(I) -> O + Sync,
) -> impl Iterator<Item = O> {
    let batches = std::iter::from_fn(move || {
        let mut batch = Vec::new();
        let mut held = 0;
        while batch.len() < BATCH && held < BATCH_BYTES {
            let Some(item) = items.next() else { break };
            held += bytes(&item);
            batch.push(item);
        }
        (!batch.is_empty()).then(|| batch.into_par_iter().map(&make).collect::<Vec<O>>())
    });
    batches.flatten()
}
