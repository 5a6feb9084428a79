//! Where the reports of a search are kept: in memory, in a temporary file once they have no room there, or in a file
//! that grows from search to search.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use headwater::model::{Report, ReportId, Reuse};
use headwater::reuse::{self, Pairs, Progress, Room, Settings, Stage, Wording};
use headwater_store::{Store, StoreError};

use super::shared::{Shared, order};
use crate::failure::Failure;
use crate::size::Size;
use crate::talk::{Phase, Talk};

/// The reports of a search, as they come.
pub(super) struct Collection {
    wording: Wording,
    /// The bytes that may be held; none where memory has no bounds.
    memory: Option<Size>,
    /// Reports that are in memory only.
    held: Vec<Report>,
    held_bytes: usize,
    kept: Kept,
}

/// Where the other reports are.
enum Kept {
    /// There are none.
    Nowhere,
    /// In a file that is gone when the search is done.
    Temporarily(Box<Store>),
    /// In the file of this name, which keeps them; what was given now has these ids.
    For { file: PathBuf, store: Box<Store>, given: BTreeSet<ReportId> },
}

/// Bytes that a search in memory takes for each byte of its reports: of 160,000 reports in 560 MB it takes 4.1 GB, and of
/// those that are compared the text takes eight.
const EXPANDED: usize = 10;

/// Bytes that a report takes beside its text.
const BESIDE_TEXT: usize = 500;

/// Bytes that the program takes beside all reports, and those that each thread does: for the words that it has met.
const ALWAYS: usize = 32 << 20;
const THREAD: usize = 32 << 20;

/// Bytes of the reports that are put into a file at once: made ready, they take five times as many.
const BATCH: usize = 16 << 20;

/// The least that a search has for texts and for leads.
const LEAST_ROOM: usize = 16 << 20;

impl Collection {
    /// Begins a collection in memory, as long as it has room there.
    pub(super) fn new(wording: Wording, memory: Option<Size>) -> Self {
        Self { wording, memory, held: Vec::new(), held_bytes: 0, kept: Kept::Nowhere }
    }

    /// Begins a collection that is kept in a file, with what is in it.
    pub(super) fn kept_in(
        file: &Path,
        wording: Wording,
        memory: Option<Size>,
    ) -> Result<Self, Failure> {
        let store = Store::open(file, wording).map_err(|error| failure_of(file, &error))?;
        let kept =
            Kept::For { file: file.to_owned(), store: Box::new(store), given: BTreeSet::new() };
        Ok(Self { kept, ..Self::new(wording, memory) })
    }

    /// Adds a report.
    pub(super) fn add(&mut self, report: Report) -> Result<(), Failure> {
        self.held_bytes += held(&report);
        self.held.push(report);
        let room = match (&self.kept, self.memory) {
            (Kept::Nowhere, None) => usize::MAX,
            (Kept::Nowhere, Some(Size(memory))) => memory.saturating_sub(always()) / EXPANDED,
            (_, Some(Size(memory))) => BATCH.min(memory / 8),
            (_, None) => BATCH,
        };
        if self.held_bytes > room { self.put_away() } else { Ok(()) }
    }

    /// Puts what is held into a file, a batch at a time.
    fn put_away(&mut self) -> Result<(), Failure> {
        if matches!(self.kept, Kept::Nowhere) {
            let store = Store::temporary(self.wording);
            self.kept = Kept::Temporarily(Box::new(store.map_err(|error| full(&error))?));
        }
        self.held_bytes = 0;
        let held = std::mem::take(&mut self.held);
        match &mut self.kept {
            Kept::Nowhere => unreachable!("it was just begun"),
            Kept::Temporarily(store) => {
                batches(held).try_for_each(|batch| store.add(&batch)).map_err(|error| full(&error))
            }
            Kept::For { file, store, given } => batches(held).try_for_each(|batch| {
                let ids = store.add_new(batch).map_err(|error| failure_of(file, &error))?;
                given.extend(ids);
                Ok(())
            }),
        }
    }

    /// Returns how many reports were added; one that is kept and was given twice counts once.
    pub(super) fn len(&self) -> usize {
        let kept = match &self.kept {
            Kept::Nowhere => 0,
            Kept::Temporarily(store) => store.len(),
            Kept::For { given, .. } => given.len(),
        };
        kept + self.held.len()
    }

    /// Finds what its reports share: those before a number with those from it on, if one is given, else all.
    ///
    /// Of a kept collection, what the added ones share with all that is kept is told. For what is concluded from passages,
    /// those of all that is kept are there.
    pub(super) fn search(
        mut self,
        across: Option<usize>,
        is_shown: impl Fn(&Reuse) -> bool,
        talk: &Talk,
    ) -> Result<Shared, Failure> {
        if !matches!(self.kept, Kept::Nowhere) {
            self.put_away()?;
        }
        let pairs = across.map_or(Pairs::All, |number| Pairs::Across(ReportId::new(number)));
        let settings = match self.wording {
            Wording::Garbled => Settings::garbled(pairs),
            Wording::Copied | Wording::Rewritten => Settings::corpus(pairs),
        };
        let stages = Stages { talk, phase: Mutex::new(Phase::unseen()) };
        let tell = |progress| stages.tell(progress);
        match self.kept {
            Kept::Nowhere => {
                let reports = in_order(self.held, across);
                let mut reuses = reuse::reuse_with_progress(&reports, &settings, &tell);
                reuses.retain(is_shown);
                Ok(Shared::held(reports, reuses))
            }
            Kept::Temporarily(store) => {
                let room = room(&store, self.memory, talk);
                let found = reuse::find(&*store, &settings, room, &tell);
                let found = found.map_err(|error| full(&error))?;
                let mut reuses = weighed(&store, found, &settings);
                reuses.retain(is_shown);
                Shared::stored(store, &reuses, across, None).map_err(|error| full(&error))
            }
            Kept::For { file, mut store, given } => {
                let room = room(&store, self.memory, talk);
                let failed = |error| failure_of(&file, &error);
                store.search(&settings, room, &tell).map_err(failed)?;
                let found = store.passages().map_err(failed)?;
                let mut reuses = weighed(&store, found, &settings);
                reuses.retain(is_shown);
                let (kept, new) = (store.len(), given.len());
                talk.note(&format!(
                    "{} holds {kept} reports, {new} of them given now",
                    file.display()
                ));
                Shared::stored(store, &reuses, None, Some(&given)).map_err(failed)
            }
        }
    }
}

/// Cuts reports into batches of about [`BATCH`] bytes.
fn batches(reports: Vec<Report>) -> impl Iterator<Item = Vec<Report>> {
    let mut reports = reports.into_iter();
    std::iter::from_fn(move || {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while bytes < BATCH {
            let Some(report) = reports.next() else { break };
            bytes += held(&report);
            batch.push(report);
        }
        (!batch.is_empty()).then_some(batch)
    })
}

/// Returns about how many bytes of memory a report takes.
fn held(report: &Report) -> usize {
    report.text.len() + BESIDE_TEXT
}

/// Puts reports into an order that hangs on no input, those before a number first, so that what is written does not
/// either.
fn in_order(mut reports: Vec<Report>, across: Option<usize>) -> Vec<Report> {
    let (before, after) = reports.split_at_mut(across.unwrap_or(0));
    for reports in [before, after] {
        reports.sort_by(order);
    }
    reports
}

fn weighed(store: &Store, found: Vec<reuse::Found>, settings: &Settings) -> Vec<Reuse> {
    reuse::weigh(reuse::Archive::outlines(store), found, settings.stock_carriers)
}

/// Says how much of the memory a search through a store may take.
fn room(store: &Store, memory: Option<Size>, talk: &Talk) -> Room {
    let Some(memory) = memory else {
        return Room { leads: 1 << 30, ..Room::default() };
    };
    let outlines = reuse::Archive::outlines(store);
    let held: usize = outlines.iter().map(reuse::Outline::held).sum();
    let texts: usize = outlines.iter().map(reuse::Outline::bytes).sum();
    // Each thread has a part of the seeds, which take three times as much as texts do.
    let seeds = texts * 3 / reuse::PARTS * rayon::current_num_threads();
    let taken = always() + held + seeds;
    let least = Size(taken + 2 * LEAST_ROOM);
    if memory < least {
        talk.hint(&format!(
            "{} reports take {least} at least, more than --memory {memory}",
            store.len()
        ));
    }
    let left = memory.0.saturating_sub(taken);
    Room { texts: (left / 3).max(LEAST_ROOM), leads: (left / 3).max(LEAST_ROOM) }
}

/// Returns the bytes that the program takes beside all reports.
fn always() -> usize {
    ALWAYS + THREAD * rayon::current_num_threads()
}

/// Shows how far a search is.
struct Stages<'t> {
    talk: &'t Talk,
    phase: Mutex<Phase>,
}

impl Stages<'_> {
    fn tell(&self, progress: Progress) {
        let mut phase = self.phase.lock().unwrap_or_else(PoisonError::into_inner);
        match progress {
            Progress::Began(stage, parts) => *phase = self.talk.phase(doing(stage), parts),
            Progress::Advanced(parts) => phase.advance(parts as u64),
        }
    }
}

fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Preparing => "cutting reports into words",
        Stage::Leading => "looking for shared wording",
        Stage::Comparing => "comparing pairs of reports",
    }
}

/// Says why the temporary file failed, and what to do about it.
fn full(error: &StoreError) -> Failure {
    let failure = Failure::output(format!("the temporary file in {}: {error}", temporary()));
    match error {
        StoreError::DiskFull => failure
            .hint("free some space, or name a directory on another disk: TMPDIR=/big headwater ...")
            .hint("or leave out --memory, if it all has room in memory"),
        StoreError::NotOpened => {
            failure.hint("name a directory where files can be made: TMPDIR=/big headwater ...")
        }
        _ => failure,
    }
}

fn temporary() -> String {
    std::env::temp_dir().display().to_string()
}

/// Says why a file that keeps reports failed, and what to do about it.
fn failure_of(file: &Path, error: &StoreError) -> Failure {
    let message = format!("{}: {error}", file.display());
    match error {
        StoreError::NoStore => {
            Failure::misuse(message).hint("name another file: one that is not there is made")
        }
        StoreError::Newer { .. } => Failure::input(message)
            .hint("use the version of headwater that made it, or name another file"),
        StoreError::PreparedOtherwise => {
            Failure::input(message).hint("name another file, and give all reports again")
        }
        StoreError::Wording { found: "garbled" } => Failure::misuse(message).hint("give --garbled"),
        StoreError::Wording { .. } => Failure::misuse(message).hint("leave out --garbled"),
        StoreError::NotOpened => Failure::output(message).hint(
            "name a file that you may write, in a directory that is there and yours to write",
        ),
        StoreError::Busy => Failure::input(message).hint("wait until it is done"),
        StoreError::DiskFull => Failure::output(message)
            .hint("free some space and run the same again: nothing that was in it is lost"),
        StoreError::Damaged(_) => {
            Failure::input(message).hint("name another file, and give all reports again")
        }
        StoreError::Database(_) => Failure::input(message),
    }
}
