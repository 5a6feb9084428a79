//! Where reports come from: files, directories of files, stdin; plain or gzipped.

mod bytes;
mod files;
mod json_lines;

use std::path::PathBuf;

use headwater::model::Report;
use headwater::read;

use crate::failure::Failure;
use crate::talk::Talk;
use bytes::Input;
use json_lines::FieldMapping;

/// Inputs, and how they are read.
#[derive(Debug, clap::Args)]
pub(crate) struct Inputs {
    /// A file, a directory of files, or `-` for stdin; each may be gzipped.
    #[arg(required = true, value_name = "INPUT")]
    paths: Vec<PathBuf>,
    /// Read a field of JSON Lines from the field of another name, as in `text=body`.
    #[arg(long = "field", value_name = "OURS=THEIRS")]
    fields: Vec<FieldMapping>,
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
        for report in self.reports() {
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

    /// Reads inputs one after the other.
    pub(crate) fn reports(&self) -> impl Iterator<Item = Result<Report, Failure>> {
        files::expand(&self.paths)
            .map(|path| bytes::load(&path?))
            .flat_map(|input| self.reports_of(input))
    }

    fn reports_of(&self, input: Result<Input, Failure>) -> Vec<Result<Report, Failure>> {
        let input = match input {
            Ok(input) => input,
            Err(failure) => return vec![Err(failure)],
        };
        if json_lines::is_json_lines(&input) {
            return json_lines::read(&input, &self.fields);
        }
        let failed = |error| Failure::input(format!("{}: {error}", input.name));
        read::read(&input.name, &input.bytes).map(|report| report.map_err(failed)).collect()
    }
}
