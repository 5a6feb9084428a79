use headwater::wire::ReadingDocument;

use super::{Done, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::talk::Talk;

/// Show what is read from inputs: text, metadata, statements, attributions.
#[derive(Debug, clap::Args)]
pub(crate) struct Read {
    #[command(flatten)]
    inputs: Inputs,
    /// Write a JSON object a report instead of text for people.
    #[arg(long)]
    json: bool,
}

impl Read {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let mut failed = 0;
        let reports = self.inputs.reports().filter_map(|report| {
            report
                .map_err(|failure| {
                    failed += 1;
                    talk.fail(&failure);
                })
                .ok()
        });
        write_json_lines(reports.map(|report| ReadingDocument::new(&report)))?;
        Ok(Done::despite(failed))
    }
}
