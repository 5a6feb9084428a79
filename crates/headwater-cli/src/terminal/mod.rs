//! What a person sees in the terminal. Styles never carry meaning alone, and no input reaches the terminal with
//! control characters in it.

mod characters;
mod claims;
mod comparison;
mod explanation;
mod figures;
mod gaps;
mod origins;
mod paper;
mod quotes;
mod reading;
mod relations;
mod reuse;
mod table;

use std::io::{self, Write};

use crate::failure::Failure;

pub(crate) use comparison::comparison;
pub(crate) use explanation::explanation;
pub(crate) use paper::Paper;
pub(crate) use quotes::quotes;
pub(crate) use reading::reading;
pub(crate) use relations::{families, relations};
pub(crate) use reuse::{nothing_shared, reuse};

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What a person takes in, and how to see the rest.
    Brief,
    /// Everything.
    All,
}

/// Whether it is told why the statements of a claim were taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joins {
    /// It is not.
    Untold,
    /// It is, for each statement that was compared with an earlier one.
    Told,
}

/// Writes a sheet to stdout, with styles if that is wanted.
pub(crate) fn print(paper: &Paper) -> Result<(), Failure> {
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    out.write_all(paper.text().as_bytes())?;
    Ok(out.flush()?)
}
