use rusqlite::ErrorCode;
use thiserror::Error;

/// Why a store could not do what was asked. What it held before, it holds.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file is no store.
    #[error("it is no headwater store")]
    NoStore,
    /// It is a store of a later version of the program.
    #[error("it is a store of version {found}, and this program knows versions up to {known}")]
    Newer {
        /// Its version.
        found: i64,
        /// The latest version that is known.
        known: i64,
    },
    /// Its reports were made ready by another version of the search.
    #[error("its reports were made ready by another version of the program")]
    PreparedOtherwise,
    /// Its reports were made ready for another kind of search.
    #[error("it was not made for this kind of search, but for {found} texts")]
    Wording {
        /// The kind of search that it was made for.
        found: &'static str,
    },
    /// Somebody else is using it.
    #[error("another program is using it")]
    Busy,
    /// The disk that it is on is full.
    #[error("the disk is full")]
    DiskFull,
    /// It can be neither opened nor made.
    #[error("unable to open it, or to make it")]
    NotOpened,
    /// What it holds is damaged.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// The database failed.
    #[error("{0}")]
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NoStore,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => Self::NotOpened,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

impl StoreError {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}
