//! Reads reports: bytes in, [`Report`]s out.

use crate::model::Report;

/// Why an input, or one record of it, gave no report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
}

/// Reads the reports of one input, named by its file.
pub fn read<'i>(
    file: &'i str,
    bytes: &'i [u8],
) -> impl Iterator<Item = Result<Report, ReadError>> + 'i {
    let text = String::from_utf8_lossy(bytes);
    let name = file.rsplit('/').next().unwrap_or(file);
    std::iter::once(if text.is_empty() {
        Err(ReadError::Empty)
    } else {
        Ok(Report::new(name, text))
    })
}
