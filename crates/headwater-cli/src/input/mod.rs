//! Where reports come from: files, directories of files, stdin; plain or gzipped.

mod bytes;
mod files;

use std::path::{Path, PathBuf};

use headwater::model::Report;
use headwater::read::{self, Fields, ReadError};

use crate::batches::in_batches;
use crate::failure::Failure;
use crate::talk::Talk;

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
        let mut gathered = Gathered { reports: Vec::new(), failed: 0 };
        for report in self.reports(talk)? {
            match report {
                Ok(report) => gathered.reports.push(report),
                Err(failure) => {
                    talk.fail(&failure);
                    gathered.failed += 1;
                }
            }
        }
        if gathered.reports.is_empty() {
            return Err(Failure::input("no input gave a report"));
        }
        Ok(gathered)
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
        let fields = self.field_names()?;
        let files: Vec<_> = files::expand(&self.paths).collect();
        let progress = talk.progress(files.len(), "reading");
        let reports = in_batches(files.into_iter(), move |file| {
            progress.inc(1);
            match file {
                Ok(file) => reports_of(&file, &fields),
                Err(failure) => vec![Err(failure)],
            }
        });
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

/// Reads the reports of a file.
fn reports_of(file: &Path, fields: &Fields) -> Vec<Result<Report, Failure>> {
    let input = match bytes::load(file) {
        Ok(input) => input,
        Err(failure) => return vec![Err(failure)],
    };
    let named =
        |error: ReadError| Failure::input(format!("{}: {error}", input.name)).hint(error.hint());
    let reports = read::read(&input.name, &input.bytes, fields);
    reports.map(|report| report.map_err(named)).collect()
}
