//! Reports made ready to be searched, wherever they are kept: all that a search asks for beside its settings.

use super::lexicon::Lexicons;
use super::outline::Outline;
use super::seed::{self, Seed};
use super::text::Text;
use super::{Progress, Stage, Wording};
use crate::model::{Report, ReportId};
use rayon::prelude::*;
use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

/// Parts into which all seeds are divided by their hashes, each sorted by itself.
pub const PARTS: usize = 256;

/// The version of what outlines and seeds hold: those of another cannot be searched with these.
pub const PREPARED: u32 = 1;

/// The version of what a search finds in reports that were made ready: passages found by another are found anew.
pub const SEARCH: u32 = 2;

/// Reports made ready to be searched.
///
/// A search holds the outlines of all reports, and asks for the rest as it goes.
pub trait Archive: Sync {
    /// Why something could not be had.
    type Error: Send;

    /// Returns the outlines of all reports, by their ids.
    fn outlines(&self) -> &[Outline];

    /// Returns a report.
    ///
    /// # Errors
    ///
    /// Fails if it could not be had.
    fn report(&self, id: ReportId) -> Result<Cow<'_, Report>, Self::Error>;

    /// Returns the seeds of a part, in any order.
    ///
    /// # Errors
    ///
    /// Fails if they could not be had.
    fn seeds(&self, part: usize) -> Result<Vec<Seed>, Self::Error>;

    /// Is told that the seeds of a part will not be asked for again.
    fn forget_seeds(&self, _part: usize) {}
}

/// What makes reports ready to be searched.
pub struct Preparer {
    wording: Wording,
    lexicons: Lexicons,
}

/// What is kept of reports beside their texts. It hangs on these reports alone.
pub struct Prepared {
    /// Their outlines.
    pub outlines: Vec<Outline>,
    /// Their seeds, by part.
    pub seeds: Vec<Vec<Seed>>,
}

impl Preparer {
    /// Makes ready what makes reports ready for searches of this wording.
    pub fn new(wording: Wording) -> Self {
        Self { wording, lexicons: Lexicons::default() }
    }

    /// Makes reports ready, of which the first has this id and the others those that follow.
    pub fn prepare(&self, first: ReportId, reports: &[Report]) -> Prepared {
        let mut seeds = vec![Vec::new(); PARTS];
        let outline = |(at, report)| {
            let report = Cow::Borrowed(report);
            let text = Text::cut(ReportId::new(at), report, self.wording, &self.lexicons);
            for (part, seed) in seed::seeds(text.id, &text.words) {
                seeds[usize::from(part)].push(seed);
            }
            Outline::of(&text)
        };
        let outlines = (first.index()..).zip(reports).map(outline).collect();
        seeds.iter_mut().for_each(Vec::shrink_to_fit);
        Prepared { outlines, seeds }
    }
}

/// Reports that are held in memory, with their outlines, and their seeds as long as these are needed.
pub(super) struct InMemory<'r> {
    reports: &'r [Report],
    /// By the reports' ids.
    outlines: Vec<Outline>,
    /// The seeds of each part, in chunks, until they are forgotten.
    seeds: Vec<Mutex<Vec<Vec<Seed>>>>,
}

/// Reports that are made ready at once: enough to make the lists of their seeds worth their heads, few enough that all
/// threads have work to the end.
const CHUNK: usize = 512;

impl<'r> InMemory<'r> {
    /// Makes reports ready.
    pub(super) fn new(
        reports: &'r [Report],
        wording: Wording,
        tell: &(dyn Fn(Progress) + Sync),
    ) -> Self {
        let preparer = Preparer::new(wording);
        tell(Progress::Began(Stage::Preparing, reports.len()));
        let size = reports.len().div_ceil(rayon::current_num_threads()).clamp(1, CHUNK);
        let prepare = |(chunk, reports): (usize, &[Report])| {
            let prepared = preparer.prepare(ReportId::new(chunk * size), reports);
            tell(Progress::Advanced(reports.len()));
            prepared
        };
        let chunks: Vec<Prepared> = reports.par_chunks(size).enumerate().map(prepare).collect();
        let mut outlines = Vec::with_capacity(reports.len());
        let mut seeds = vec![Vec::new(); PARTS];
        for prepared in chunks {
            outlines.extend(prepared.outlines);
            seeds.iter_mut().zip(prepared.seeds).for_each(|(chunks, part)| chunks.push(part));
        }
        Self { reports, outlines, seeds: seeds.into_iter().map(Mutex::new).collect() }
    }

    fn chunks(&self, part: usize) -> std::sync::MutexGuard<'_, Vec<Vec<Seed>>> {
        self.seeds[part].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Archive for InMemory<'_> {
    type Error = Infallible;

    fn outlines(&self) -> &[Outline] {
        &self.outlines
    }

    fn report(&self, id: ReportId) -> Result<Cow<'_, Report>, Infallible> {
        Ok(Cow::Borrowed(&self.reports[id.index()]))
    }

    fn seeds(&self, part: usize) -> Result<Vec<Seed>, Infallible> {
        Ok(self.chunks(part).concat())
    }

    fn forget_seeds(&self, part: usize) {
        self.chunks(part).clear();
    }
}
