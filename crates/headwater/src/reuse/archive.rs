//! Reports made ready to be searched: what is held of them beside their texts.

use super::Wording;
use super::lexicon::Lexicons;
use super::outline::Outline;
use super::seed::{self, Seed};
use super::text::Text;
use crate::model::{Report, ReportId};
use rayon::prelude::*;
use std::sync::{Mutex, PoisonError};

/// Parts into which all seeds are divided by their hashes, each sorted by itself.
pub(super) const PARTS: usize = 256;

/// Reports, their outlines, and their seeds, as long as these are needed.
pub(super) struct Archive<'r> {
    pub(super) reports: &'r [Report],
    /// By the reports' ids.
    pub(super) outlines: Vec<Outline>,
    /// The seeds of each part, in chunks, until they are taken.
    seeds: Vec<Mutex<Vec<Vec<Seed>>>>,
}

impl<'r> Archive<'r> {
    /// Makes reports ready. What is held of a report hangs on this report alone.
    pub(super) fn new(reports: &'r [Report], wording: Wording) -> Self {
        let lexicons = Lexicons::default();
        let size = reports.len().div_ceil(rayon::current_num_threads() * 4).max(1);
        let chunks: Vec<(Vec<Outline>, Vec<Vec<Seed>>)> = reports
            .par_chunks(size)
            .enumerate()
            .map(|(chunk, reports)| prepared(chunk * size, reports, wording, &lexicons))
            .collect();
        let mut outlines = Vec::with_capacity(reports.len());
        let mut seeds = vec![Vec::new(); PARTS];
        for (outlines_of_chunk, parts) in chunks {
            outlines.extend(outlines_of_chunk);
            seeds.iter_mut().zip(parts).for_each(|(chunks, part)| chunks.push(part));
        }
        Self { reports, outlines, seeds: seeds.into_iter().map(Mutex::new).collect() }
    }

    /// Takes the seeds of a part, in any order. They can be taken once.
    pub(super) fn take_seeds(&self, part: usize) -> Vec<Seed> {
        let mut chunks = self.seeds[part].lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *chunks).concat()
    }
}

/// Makes a chunk of the reports ready, of which the first has this number.
fn prepared(
    first: usize,
    reports: &[Report],
    wording: Wording,
    lexicons: &Lexicons,
) -> (Vec<Outline>, Vec<Vec<Seed>>) {
    let mut parts = vec![Vec::new(); PARTS];
    let outline = |(at, report)| {
        let text = Text::cut(ReportId::new(at), report, wording, lexicons);
        for (part, seed) in seed::seeds(text.id, &text.words) {
            parts[usize::from(part)].push(seed);
        }
        Outline::of(&text)
    };
    let outlines = (first..).zip(reports).map(outline).collect();
    (outlines, parts)
}
