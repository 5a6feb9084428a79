use std::path::PathBuf;

use headwater::wire;

use super::{Done, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::talk::Talk;

/// Find the passages that the reports of a corpus share.
#[derive(Debug, clap::Args)]
pub(crate) struct Reuse {
    #[command(flatten)]
    corpus: Inputs,
    /// Compare the corpus with this one only, and not with itself.
    #[arg(long, value_name = "CORPUS")]
    against: Vec<PathBuf>,
    /// Write a JSON object a pair of passages instead of text for people.
    #[arg(long)]
    json: bool,
}

impl Reuse {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let corpus = self.corpus.gather(talk)?;
        let mut reports = corpus.reports;
        let (own, mut failed) = (reports.len(), corpus.failed);
        if !self.against.is_empty() {
            let against = self.corpus.elsewhere(&self.against).gather(talk)?;
            failed += against.failed;
            reports.extend(against.reports);
        }
        let mut reuses = headwater::reuse::reuse(&reports, &headwater::reuse::Settings::default());
        if !self.against.is_empty() {
            reuses.retain(|reuse| reuse.a.report.index() < own && own <= reuse.b.report.index());
        }
        write_json_lines(wire::reuses(&reports, &reuses))?;
        Ok(Done::despite(failed))
    }
}
