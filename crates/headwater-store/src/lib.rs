//! Keeps the reports of an archive, and what they share, in one SQLite file; see `schema.sql` for what is in it.
//!
//! Whatever is added stands in the file whole or not at all, also when the program is killed meanwhile. A store is used
//! by one program at a time.

mod error;
mod passages;
mod reports;
mod schema;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use headwater::model::{Report, ReportId};
use headwater::reuse::{
    Archive, Found, Outline, PARTS, Pairs, Prepared, Preparer, Progress, Room, Seed, Settings,
    Wording,
};
use rayon::prelude::*;
use rusqlite::{Connection, Transaction};
use tempfile::TempPath;

pub use error::StoreError;

/// Reports that are kept in a file.
pub struct Store {
    connection: Mutex<Connection>,
    /// The file, where it is to be removed and cannot be while it is open.
    _temporary: Option<TempPath>,
    wording: Wording,
    preparer: Preparer,
    /// By the reports' ids.
    outlines: Vec<Outline>,
}

impl Store {
    /// Opens a store, or makes one where no file is, for searches of this wording.
    ///
    /// # Errors
    ///
    /// Fails if the file is no store, one of a later version, one that another program uses, or one that was made for
    /// another wording.
    pub fn open(path: &Path, wording: Wording) -> Result<Self, StoreError> {
        Self::with(schema::open(path, wording)?, None, wording)
    }

    /// Makes a store that is gone once it is dropped, or the program ends, in the directory for temporary files
    /// ([`std::env::temp_dir`]).
    ///
    /// # Errors
    ///
    /// Fails if there is no place for it.
    pub fn temporary(wording: Wording) -> Result<Self, StoreError> {
        let (connection, file) = schema::temporary(wording)?;
        Self::with(connection, file, wording)
    }

    fn with(
        connection: Connection,
        temporary: Option<TempPath>,
        wording: Wording,
    ) -> Result<Self, StoreError> {
        let outlines = reports::outlines(&connection)?;
        Ok(Self {
            connection: Mutex::new(connection),
            _temporary: temporary,
            wording,
            preparer: Preparer::new(wording),
            outlines,
        })
    }

    /// Returns how many reports it holds.
    pub fn len(&self) -> usize {
        self.outlines.len()
    }

    /// Tells whether it holds no report.
    pub fn is_empty(&self) -> bool {
        self.outlines.is_empty()
    }

    /// Adds reports, all or none of them; the first gets the next id.
    ///
    /// # Errors
    ///
    /// Fails if they cannot be written.
    pub fn add(&mut self, reports: &[Report]) -> Result<(), StoreError> {
        let first = self.len();
        let size = reports.len().div_ceil(rayon::current_num_threads()).max(1);
        let chunks: Vec<Prepared> = reports
            .par_chunks(size)
            .enumerate()
            .map(|(n, chunk)| self.preparer.prepare(ReportId::new(first + n * size), chunk))
            .collect();
        let connection = self.connection.get_mut().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction()?;
        for (id, report) in (first..).zip(reports) {
            reports::add(&transaction, ReportId::new(id), report)?;
        }
        add_prepared(&transaction, first, &chunks)?;
        transaction.commit()?;
        self.outlines.extend(chunks.into_iter().flat_map(|prepared| prepared.outlines));
        Ok(())
    }

    /// Adds those of some reports that it does not hold, and returns the ids of all.
    ///
    /// A report is the same as another if it has the same name, text, outlet, address and date; if it is named after
    /// its file, the file too.
    ///
    /// # Errors
    ///
    /// Fails if they cannot be written.
    pub fn add_new(&mut self, reports: Vec<Report>) -> Result<Vec<ReportId>, StoreError> {
        let mut new: Vec<Report> = Vec::new();
        let mut ids = Vec::with_capacity(reports.len());
        let mut met: BTreeMap<i64, Vec<ReportId>> = BTreeMap::new();
        for report in reports {
            let alike = met.entry(reports::digest(&report)).or_default();
            let is_same =
                |id: &&ReportId| reports::are_same(&new[id.index() - self.len()], &report);
            let known = match alike.iter().find(is_same) {
                Some(&id) => Some(id),
                None => reports::id(&self.connection(), &report)?,
            };
            ids.push(known.unwrap_or_else(|| {
                let id = ReportId::new(self.len() + new.len());
                alike.push(id);
                new.push(report);
                id
            }));
        }
        self.add(&new)?;
        Ok(ids)
    }

    /// Searches the reports that were added since the last search, with each other and with all before them, and keeps
    /// what is found. The settings say all but which pairs.
    ///
    /// # Errors
    ///
    /// Fails if something cannot be read or written.
    pub fn search(
        &mut self,
        settings: &Settings,
        room: Room,
        tell: &(dyn Fn(Progress) + Sync),
    ) -> Result<(), StoreError> {
        let from = schema::searched(&self.connection())?;
        if from == self.len() {
            return Ok(());
        }
        let settings = Settings { pairs: Pairs::With(ReportId::new(from)), ..settings.clone() };
        let found = headwater::reuse::find(self, &settings, room, tell)?;
        let searched = self.len();
        let connection = self.connection.get_mut().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction()?;
        passages::add(&transaction, &found)?;
        schema::set_searched(&transaction, searched)?;
        Ok(transaction.commit()?)
    }

    /// Returns all passages that were found, ordered by where they stand.
    ///
    /// # Errors
    ///
    /// Fails if they cannot be read.
    pub fn passages(&self) -> Result<Vec<Found>, StoreError> {
        passages::all(&self.connection(), self.len())
    }

    /// Returns some reports.
    ///
    /// # Errors
    ///
    /// Fails if they cannot be read.
    pub fn reports(&self, ids: &[ReportId]) -> Result<Vec<Report>, StoreError> {
        let connection = self.connection();
        ids.iter().map(|&id| reports::report(&connection, id)).collect()
    }

    /// Returns the names of some reports.
    ///
    /// # Errors
    ///
    /// Fails if they cannot be read.
    pub fn names(&self, ids: &[ReportId]) -> Result<Vec<String>, StoreError> {
        let connection = self.connection();
        ids.iter().map(|&id| reports::name(&connection, id)).collect()
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Archive for Store {
    type Error = StoreError;

    fn outlines(&self) -> &[Outline] {
        &self.outlines
    }

    fn report(&self, id: ReportId) -> Result<Cow<'_, Report>, StoreError> {
        reports::report(&self.connection(), id).map(Cow::Owned)
    }

    fn seeds(&self, part: usize) -> Result<Vec<Seed>, StoreError> {
        let seeds = reports::seeds(&self.connection(), part)?;
        let is_known = |seed: &Seed| {
            let outline = self.outlines.get(seed.report().index());
            let sentences = outline.map_or(0, Outline::sentences);
            let has_sentence = (seed.sentence() as usize) < sentences;
            outline.is_some() && (has_sentence || self.wording == Wording::Copied)
        };
        match seeds.iter().all(is_known) {
            true => Ok(seeds),
            false => Err(StoreError::damaged("seeds of a sentence that it does not hold")),
        }
    }
}

/// Adds the outlines and the seeds of reports, of which the first has this number.
fn add_prepared(
    transaction: &Transaction<'_>,
    first: usize,
    chunks: &[Prepared],
) -> Result<(), StoreError> {
    let outlines = chunks.iter().flat_map(|prepared| &prepared.outlines);
    for (id, outline) in (first..).zip(outlines) {
        reports::add_outline(transaction, ReportId::new(id), outline)?;
    }
    let before = schema::add_chunks(transaction, chunks.len())?;
    for part in 0..PARTS {
        for (number, prepared) in (before..).zip(chunks) {
            reports::add_seeds(transaction, part, number, &prepared.seeds[part])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
