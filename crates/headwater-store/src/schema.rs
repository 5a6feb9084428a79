//! The file itself: how it is made, known again, and opened.

use std::path::Path;
use std::time::Duration;

use headwater::model::ReportId;
use headwater::reuse::{PREPARED, SEARCH, Wording};
use rusqlite::{Connection, OptionalExtension as _, Transaction};
use tempfile::TempPath;

use crate::error::StoreError;

/// Marks a file as ours: "hwtr" (<https://www.sqlite.org/fileformat.html#application_id>).
const APPLICATION: i64 = 0x6877_7472;

/// The version of `schema.sql`.
const VERSION: i64 = 1;

/// Bytes of a page: seeds and texts are long.
const PAGE: i64 = 16384;

/// How long is waited for another program that uses the file.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens a store, or makes one where no file is.
pub(crate) fn open(path: &Path, wording: Wording) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    // One program at a time, from the first look into it on.
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    let is_new = count(&connection, "SELECT count(*) FROM sqlite_schema")? == 0;
    if is_new {
        connection.pragma_update(None, "page_size", PAGE)?;
    } else {
        check_kind(&connection)?;
    }
    // Every commit is on the disk before the next begins.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    if is_new {
        create(&mut connection, wording)?;
    }
    check_prepared(&connection, wording)?;
    forget_other_search(&mut connection)?;
    Ok(connection)
}

/// Makes a store that nobody else sees, and that needs no care to outlive a kill; also returns its file, where that
/// cannot be removed while it is open.
pub(crate) fn temporary(wording: Wording) -> Result<(Connection, Option<TempPath>), StoreError> {
    let file = tempfile::Builder::new().prefix("headwater-").suffix(".db").tempfile();
    let file = file.map_err(|_| StoreError::NotOpened)?.into_temp_path();
    let mut connection = Connection::open(&file)?;
    // Where a file may be removed while it is open, nothing is left of it however the program ends.
    let file = if cfg!(unix) { file.close().map(|()| None) } else { Ok(Some(file)) };
    let file = file.map_err(|_| StoreError::NotOpened)?;
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    connection.pragma_update(None, "page_size", PAGE)?;
    connection.pragma_update(None, "journal_mode", "off")?;
    connection.pragma_update(None, "synchronous", "off")?;
    create(&mut connection, wording)?;
    Ok((connection, file))
}

fn create(connection: &mut Connection, wording: Wording) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.execute_batch(include_str!("schema.sql"))?;
    transaction.execute(
        "INSERT INTO state (wording, prepared, search, chunks, searched) VALUES (?1, ?2, ?3, 0, 0)",
        (named(wording), PREPARED, SEARCH),
    )?;
    Ok(transaction.commit()?)
}

fn check_kind(connection: &Connection) -> Result<(), StoreError> {
    if count(connection, "PRAGMA application_id")? != APPLICATION {
        return Err(StoreError::NoStore);
    }
    match count(connection, "PRAGMA user_version")? {
        found if found > VERSION => Err(StoreError::Newer { found, known: VERSION }),
        _ => Ok(()),
    }
}

fn check_prepared(connection: &Connection, wording: Wording) -> Result<(), StoreError> {
    let row: Option<(String, u32)> = connection
        .query_row("SELECT wording, prepared FROM state", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (found, prepared) = row.ok_or_else(|| StoreError::damaged("it has no state"))?;
    let known = [Wording::Copied, Wording::Rewritten, Wording::Garbled].map(named);
    if prepared != PREPARED {
        return Err(StoreError::PreparedOtherwise);
    }
    match known.into_iter().find(|known| *known == found) {
        Some(found) if found == named(wording) => Ok(()),
        Some(found) => Err(StoreError::Wording { found }),
        None => Err(StoreError::damaged(format!("it was made for {found} texts"))),
    }
}

/// Forgets what another version of the search found: it is found anew by the next.
fn forget_other_search(connection: &mut Connection) -> Result<(), StoreError> {
    if count(connection, "SELECT search FROM state")? == i64::from(SEARCH) {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    transaction.execute("DELETE FROM passages", [])?;
    transaction.execute("UPDATE state SET search = ?1, searched = 0", [SEARCH])?;
    Ok(transaction.commit()?)
}

/// Returns from which report on none has been searched.
pub(crate) fn searched(connection: &Connection) -> Result<usize, StoreError> {
    let searched = count(connection, "SELECT searched FROM state")?;
    usize::try_from(searched).map_err(|_| StoreError::damaged("its state"))
}

/// Notes that all reports before this one have been searched.
pub(crate) fn set_searched(
    transaction: &Transaction<'_>,
    searched: usize,
) -> Result<(), StoreError> {
    transaction.execute("UPDATE state SET searched = ?1", [number(searched)])?;
    Ok(())
}

/// Makes place for so many more chunks, and returns the number of the first.
pub(crate) fn add_chunks(
    transaction: &Transaction<'_>,
    chunks: usize,
) -> Result<usize, StoreError> {
    let before = count(transaction, "SELECT chunks FROM state")?;
    transaction.execute("UPDATE state SET chunks = chunks + ?1", [number(chunks)])?;
    usize::try_from(before).map_err(|_| StoreError::damaged("its state"))
}

fn count(connection: &Connection, query: &str) -> Result<i64, StoreError> {
    Ok(connection.query_row(query, [], |row| row.get(0))?)
}

/// Writes a number as SQLite does.
pub(crate) fn number(number: usize) -> i64 {
    i64::try_from(number).expect("no text and no list is as long")
}

/// Makes the id of a report from its number.
pub(crate) fn report_id(number: u32) -> ReportId {
    ReportId::new(number as usize)
}

/// Names the kind of search that reports are made ready for.
fn named(wording: Wording) -> &'static str {
    match wording {
        Wording::Copied => "copied",
        Wording::Rewritten => "rewritten",
        Wording::Garbled => "garbled",
    }
}
