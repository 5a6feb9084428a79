use std::fs;
use std::path::{Path, PathBuf};

use headwater::wire::ComparisonDocument;

use super::{Done, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::page;
use crate::talk::Talk;

/// Count the sources behind the statements of several reports of one event.
///
/// Give files of one report each, or a JSON Lines file of a story's reports.
#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    #[command(flatten)]
    reports: Inputs,
    /// Write one JSON object instead of text for people.
    #[arg(long)]
    json: bool,
    /// Write a page to this file too: family tree, claims, and the reports side by side.
    ///
    /// It is one file that needs no network.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

impl Compare {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let gathered = self.reports.gather(talk)?;
        let comparison = headwater::compare::compare(gathered.reports);
        let document = ComparisonDocument::new(&comparison);
        if let Some(file) = &self.html {
            write_page(&document, file)?;
        }
        write_json_lines([document])?;
        Ok(Done::despite(gathered.failed))
    }
}

fn write_page(document: &ComparisonDocument, file: &Path) -> Result<(), Failure> {
    let fail = |error: &dyn std::fmt::Display| {
        Failure::output(format!("cannot write the page {}: {error}", file.display()))
    };
    let page = page::render(document).map_err(|error| fail(&error))?;
    fs::write(file, page).map_err(|error| fail(&error))
}
