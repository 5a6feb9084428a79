//! Where reports come from: files, directories of files, stdin; plain or gzipped.

mod bytes;
mod files;

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::sync::Arc;

use headwater::model::Report;
use headwater::read::{self, Fields, ReadError};

use crate::batches::in_sized_batches;
use crate::failure::Failure;
use crate::talk::{Phase, Talk};
use bytes::Input;

/// Inputs, and how they are read.
#[derive(Debug, clap::Args)]
pub(crate) struct Inputs {
    /// A file, a directory of files, or `-` for stdin; text, HTML or JSON Lines, gzipped or not.
    #[arg(required = true, value_name = "INPUT")]
    paths: Vec<PathBuf>,
    /// Read a field of JSON Lines from the field of another name, as in `text=body`.
    #[arg(long = "field", value_name = "OURS=THEIRS")]
    fields: Vec<String>,
}

/// What inputs gave.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// The reports, in the order of the inputs.
    pub(crate) reports: Vec<Report>,
    /// How many inputs, or records of them, failed; each was named.
    pub(crate) failed: usize,
}

impl Inputs {
    /// Makes inputs of paths, and of fields to read from others, as in `text=body`.
    pub(crate) fn new(paths: Vec<PathBuf>, fields: Vec<String>) -> Self {
        Self { paths, fields }
    }

    /// Returns other inputs that are read in the same way.
    pub(crate) fn elsewhere(&self, paths: &[PathBuf]) -> Self {
        Self { paths: paths.to_vec(), fields: self.fields.clone() }
    }

    /// Reads all inputs, and names those that fail.
    ///
    /// # Errors
    ///
    /// Fails if no input gave a report.
    pub(crate) fn gather(&self, talk: &Talk) -> Result<Gathered, Failure> {
        let mut reports = Vec::new();
        let failed = self.gather_into(talk, |report| {
            reports.push(report);
            Ok(())
        })?;
        Ok(Gathered { reports, failed })
    }

    /// Reads all inputs, gives their reports away, and names and counts those that fail.
    ///
    /// # Errors
    ///
    /// Fails if no input gave a report, or a report is not taken.
    pub(crate) fn gather_into(
        &self,
        talk: &Talk,
        mut take: impl FnMut(Report) -> Result<(), Failure>,
    ) -> Result<usize, Failure> {
        let (mut taken, mut failed) = (0, 0);
        for report in self.read(|files| reading(talk, files))? {
            match report {
                Ok(report) => {
                    take(report)?;
                    taken += 1;
                }
                Err(failure) => {
                    talk.fail(&failure);
                    failed += 1;
                }
            }
        }
        match taken {
            0 => Err(Failure::input("no input gave a report")),
            _ => Ok(failed),
        }
    }

    /// Reads inputs, many at once, and gives their reports in order.
    ///
    /// # Errors
    ///
    /// Fails if there is no such field as one that is to be read from another.
    pub(crate) fn reports(
        &self,
        talk: &Talk,
    ) -> Result<impl Iterator<Item = Result<Report, Failure>>, Failure> {
        // Data that are written on the terminal meanwhile show well enough how far the reading is.
        let seen = !io::stdout().is_terminal();
        self.read(move |files| if seen { reading(talk, files) } else { Phase::unseen() })
    }

    fn read(
        &self,
        phase: impl FnOnce(&[Result<PathBuf, Failure>]) -> Phase,
    ) -> Result<impl Iterator<Item = Result<Report, Failure>>, Failure> {
        let fields = self.field_names()?;
        let files: Vec<_> = files::expand(&self.paths).collect();
        let phase = phase(&files);
        let pieces = files.into_iter().flat_map(move |file| pieces_of(file, &phase));
        let reports = in_sized_batches(pieces, Piece::held, move |piece| piece.reports(&fields));
        Ok(reports.flatten())
    }

    fn field_names(&self) -> Result<Fields, Failure> {
        let mut fields = Fields::default();
        for mapping in &self.fields {
            let (ours, theirs) = mapping.split_once('=').ok_or_else(|| {
                Failure::misuse(format!("--field {mapping}: it has no `=`"))
                    .hint("name our field, then theirs: --field text=body")
            })?;
            fields
                .rename(ours, theirs)
                .map_err(|error| Failure::misuse(format!("--field {mapping}: {error}")))?;
        }
        Ok(fields)
    }
}

/// Begins the phase of reading files, of as many bytes as they have in all; nobody knows how many stdin has.
fn reading(talk: &Talk, files: &[Result<PathBuf, Failure>]) -> Phase {
    let size = |path: &PathBuf| match path.metadata() {
        _ if path.as_os_str() == "-" => None,
        Ok(file) => file.is_file().then_some(file.len()),
        Err(_) => Some(0),
    };
    talk.phase_of_bytes("reading", files.iter().flatten().map(size).sum())
}

/// As much of an input as is read at once.
enum Piece {
    /// A line of JSON Lines.
    Line { file: Arc<str>, number: usize, line: Vec<u8> },
    /// An input of another kind.
    Whole(Input),
    /// Nothing, since it failed.
    Failed(Failure),
}

/// Opens a file and takes it apart, as it is read, where that can be done.
fn pieces_of(file: Result<PathBuf, Failure>, phase: &Phase) -> impl Iterator<Item = Piece> + use<> {
    let (whole, lines) = match file.and_then(|file| Input::open(&file, phase)) {
        Err(failure) => (Some(Piece::Failed(failure)), None),
        Ok(input) if read::is_json_lines(input.name(), input.start()) => (None, Some(input)),
        Ok(input) => (Some(Piece::Whole(input)), None),
    };
    let lines = lines.into_iter().flat_map(|input| {
        let file: Arc<str> = input.name().into();
        input.lines().map(move |line| match line {
            Ok((number, line)) => Piece::Line { file: Arc::clone(&file), number, line },
            Err(failure) => Piece::Failed(failure),
        })
    });
    whole.into_iter().chain(lines)
}

impl Piece {
    /// Returns the bytes that it holds in memory.
    fn held(&self) -> usize {
        match self {
            Piece::Line { line, .. } => line.len(),
            Piece::Whole(input) => input.start().len(),
            Piece::Failed(_) => 0,
        }
    }

    /// Reads its reports.
    fn reports(self, fields: &Fields) -> Vec<Result<Report, Failure>> {
        let named = |file: &str, read: Result<Report, ReadError>| {
            read.map_err(|error| Failure::input(format!("{file}: {error}")).hint(error.hint()))
        };
        match self {
            Piece::Failed(failure) => vec![Err(failure)],
            Piece::Line { file, number, line } => {
                let report = read::read_line(&file, number, &line, fields);
                report.map(|report| named(&file, report)).into_iter().collect()
            }
            Piece::Whole(mut input) => match input.load() {
                Err(failure) => vec![Err(failure)],
                Ok(bytes) => {
                    let reports = read::read(input.name(), &bytes, fields);
                    reports.map(|report| named(input.name(), report)).collect()
                }
            },
        }
    }
}
