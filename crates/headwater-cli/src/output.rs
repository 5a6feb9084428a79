//! Files that are written whole or not at all.
//!
//! What is written into `passages.parquet` goes into `.passages.parquet.headwater-PID-0.partial` beside it, and takes its
//! name once it is whole and on the disk. The partial file is removed when the program fails or is stopped (SIGINT,
//! SIGTERM); only a kill that nobody can catch leaves it, and it may be deleted. What is no regular file, as
//! `/dev/stdout` or a pipe, is written straight.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::failure::Failure;

/// A file that has its name once it is whole.
#[derive(Debug)]
pub(crate) struct WholeFile {
    /// The name as it was given, for messages.
    name: PathBuf,
    /// The file that is to have what is written.
    target: PathBuf,
    /// The file that has it until then; none where it is written straight.
    partial: Option<PathBuf>,
    file: File,
}

/// The partial files that there are.
static PARTIAL: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Names tried for a partial file: one of that name may be left by a killed program that had our number.
const NAMES: usize = 100;

impl WholeFile {
    /// Begins a file; one that is there stays as it is until the new one is whole.
    ///
    /// It is begun before long work, so that what cannot be written fails at once.
    pub(crate) fn begin(name: &Path) -> Result<Self, Failure> {
        Self::try_begin(name).map_err(|error| failure(name, &error))
    }

    fn try_begin(name: &Path) -> io::Result<Self> {
        let there = fs::metadata(name).ok();
        if there.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let mut target = name.to_owned();
        if let Some(there) = &there {
            let file = File::options().write(true).open(name)?;
            if !there.is_file() {
                return Ok(Self { name: name.to_owned(), target, partial: None, file });
            }
            target = fs::canonicalize(name)?;
        }
        remove_when_stopped();
        let (partial, file) = create_partial(&target)?;
        let whole = Self { name: name.to_owned(), target, partial: Some(partial), file };
        if let Some(there) = there {
            whole.file.set_permissions(there.permissions())?;
        }
        Ok(whole)
    }

    /// Returns its name, as it was given.
    pub(crate) fn name(&self) -> &Path {
        &self.name
    }

    /// Gives the file its name.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let Some(partial) = self.partial.take() else { return Ok(()) };
        let synced = self.file.sync_all();
        let mut partials = partials();
        let named = synced.and_then(|()| fs::rename(&partial, &self.target));
        if named.is_err() {
            remove(&partial);
        }
        partials.remove(&partial);
        named.map_err(|error| self.failure(&error))
    }

    /// Says why it cannot be written, and what to do about it.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        failure(&self.name, error)
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if let Some(partial) = self.partial.take() {
            let mut partials = partials();
            remove(&partial);
            partials.remove(&partial);
        }
    }
}

fn failure(name: &Path, error: &io::Error) -> Failure {
    let shown = name.display();
    let directory = name.parent().unwrap_or(Path::new(".")).display();
    let failure = Failure::output(format!("cannot write {shown}: {error}"));
    match error.kind() {
        io::ErrorKind::IsADirectory => failure.hint(format!("name a file in it: {shown}/NAME")),
        io::ErrorKind::NotFound => {
            failure.hint(format!("make its directory: mkdir -p {directory}"))
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            failure.hint("free some space, or name a file on another disk")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            failure.hint("name a file that you may write, in a directory where you may make files")
        }
        _ => failure,
    }
}

/// Makes a file beside another that nobody has, and says so to who removes them.
fn create_partial(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut partials = partials();
    for number in 0..NAMES {
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".headwater-{}-{number}.partial", process::id()));
        let partial = target.with_file_name(hidden);
        match File::options().write(true).create_new(true).open(&partial) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            file => {
                let file = file?;
                partials.insert(partial.clone());
                return Ok((partial, file));
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn partials() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    PARTIAL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes a partial file; that it cannot be removed helps nobody to know.
fn remove(partial: &Path) {
    let _ = fs::remove_file(partial);
}

/// Has the partial files removed when the program is stopped, which then ends as it would have.
#[cfg(unix)]
fn remove_when_stopped() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static WATCHED: std::sync::Once = std::sync::Once::new();
    WATCHED.call_once(|| {
        // Where signals cannot be watched, a stop leaves the partial file as a kill does.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        std::thread::spawn(move || {
            for signal in signals.forever() {
                // Held until the end, so that no file gets its name or is made meanwhile.
                let partials = partials();
                partials.iter().for_each(|partial| remove(partial));
                let _ = emulate_default_handler(signal);
            }
        });
    });
}

#[cfg(not(unix))]
fn remove_when_stopped() {}
