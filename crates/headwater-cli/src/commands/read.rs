use headwater::wire::ReadingDocument;

use super::{Done, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::talk::Talk;
use crate::terminal::{self, Paper};

/// Show what is read from inputs: text, metadata, statements, attributions.
///
/// Every fact about a report is told with where it was found, every statement with the voice that it is credited
/// to; what is no statement (credits, captions, page furniture) stands apart.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Read {
    #[command(flatten)]
    inputs: Inputs,
    /// Write a JSON object a report instead of text for people.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  headwater read report.html
  headwater read --json archive/ > archive.jsonl
  headwater read --field text=body --field published=date feed.jsonl.gz";

impl Read {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let mut failed = 0;
        let reports = self.inputs.reports(talk)?.filter_map(|report| {
            let name_failure = |failure| {
                failed += 1;
                talk.fail(&failure);
            };
            report.map_err(name_failure).ok()
        });
        let documents = reports.map(|report| ReadingDocument::new(&report));
        if self.json {
            write_json_lines(documents)?;
        } else {
            for document in documents {
                let mut paper = Paper::new();
                terminal::reading(&mut paper, &document);
                terminal::print(&paper)?;
            }
        }
        Ok(Done::despite(failed))
    }
}
