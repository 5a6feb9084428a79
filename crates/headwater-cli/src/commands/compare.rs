use headwater::wire::ComparisonDocument;

use super::{Done, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
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
}

impl Compare {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let gathered = self.reports.gather(talk)?;
        let comparison = headwater::compare::compare(gathered.reports);
        let document = ComparisonDocument::new(&comparison);
        write_json_lines([document])?;
        Ok(Done::despite(gathered.failed))
    }
}
