use headwater::attribute;
use headwater::model::Report;
use headwater::wire::ReadingDocument;

use super::{ARCHIVE, Done, Taggers, tell_languages, write_json_lines};
use crate::batches::in_batches;
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
    #[command(flatten)]
    taggers: Taggers,
}

const EXAMPLES: &str = "\
Examples:
  headwater read report.html
  headwater read --json archive/ > archive.jsonl
  headwater read --field text=body --field published=date feed.jsonl.gz";

impl Read {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let (mut failed, mut others) = (0, 0);
        let mut reports = self.inputs.reports(talk)?.filter_map(|report| {
            let name_failure = |failure| {
                failed += 1;
                talk.fail(&failure);
            };
            let report = report.map_err(name_failure).ok()?;
            others += usize::from(!attribute::reads(&report));
            Some(report)
        });
        // What is asked for is begun at once; else it takes the first reports to see whether they are an archive.
        let ahead = if self.taggers.is_chosen() { 0 } else { ARCHIVE + 1 };
        let first: Vec<Report> = reports.by_ref().take(ahead).collect();
        let tagger = self.taggers.chosen_for(&first);
        let reports = first.into_iter().chain(reports);
        let documents = in_batches(reports, |report| ReadingDocument::new(&report, tagger));
        if self.json {
            write_json_lines(documents)?;
        } else {
            for document in documents {
                let mut paper = Paper::new();
                terminal::reading(&mut paper, &document);
                terminal::print(&paper)?;
            }
        }
        tell_languages(talk, others);
        Ok(Done::despite(failed))
    }
}
