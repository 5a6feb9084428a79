use std::path::PathBuf;

use headwater::model::{ReportId, ReuseClass};
use headwater::reuse::{Pairs, Settings};
use headwater::wire::{self, EditScripts};

use super::{Done, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::talk::Talk;
use crate::terminal::{self, Paper};

/// Find the passages that the reports of a corpus share.
///
/// Passages are told in pairs. That two reports share wording says nothing of who took it from whom.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Reuse {
    #[command(flatten)]
    corpus: Inputs,
    /// Compare the corpus with this one only, and not with itself; may be given several times.
    #[arg(long, value_name = "CORPUS")]
    against: Vec<PathBuf>,
    /// Write a JSON object a pair of passages instead of text for people.
    #[arg(long)]
    json: bool,
    /// With --json: tell of each pair word by word how one passage becomes the other.
    #[arg(long, requires = "json")]
    edits: bool,
    /// Show stock phrases and credits too: wording that many use and nobody need have copied.
    #[arg(long)]
    all: bool,
}

const EXAMPLES: &str = "\
Examples:
  headwater reuse archive/
  headwater reuse today.jsonl --against releases/ --json > reused.jsonl";

impl Reuse {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let corpus = self.corpus.gather(talk)?;
        let (mut reports, mut failed) = (corpus.reports, corpus.failed);
        let mut pairs = Pairs::All;
        if !self.against.is_empty() {
            pairs = Pairs::Across(ReportId::new(reports.len()));
            let against = self.corpus.elsewhere(&self.against).gather(talk)?;
            failed += against.failed;
            reports.extend(against.reports);
        }
        let mut reuses = headwater::reuse::reuse(&reports, &Settings::corpus(pairs));
        reuses.retain(|reuse| self.all || is_telling(reuse.class));
        if self.json {
            let scripts = if self.edits { EditScripts::With } else { EditScripts::Without };
            write_json_lines(wire::reuses(&reports, &reuses, scripts))?;
        } else {
            let mut paper = Paper::new();
            terminal::reuse(&mut paper, &reports, &reuses);
            terminal::print(&paper)?;
        }
        Ok(Done::despite(failed))
    }
}

/// Tells whether a passage is shown without `--all`.
fn is_telling(class: ReuseClass) -> bool {
    match class {
        ReuseClass::Text | ReuseClass::Quotation => true,
        ReuseClass::StockPhrase | ReuseClass::Credit => false,
    }
}
