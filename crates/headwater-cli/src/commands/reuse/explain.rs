use std::path::PathBuf;

use headwater::model::{Report, ReportId};
use headwater::reuse::{self, Pairs, Settings};
use headwater::wire::ExplanationDocument;

use super::super::{Done, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::talk::Talk;
use crate::terminal::{self, Paper};

/// Explain why two reports share passages, or none.
///
/// Told is, stage by stage, what a search for passages finds in them and what it drops, against which bounds, and what
/// would have had to differ. How common wording is depends on the corpus: give it with --in where they come from one. A
/// directory that is called `explain` is searched as `headwater reuse ./explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    /// A file of one report; with --in, the id or the file of a report of the corpus.
    #[arg(value_name = "A")]
    one: String,
    /// The other.
    #[arg(value_name = "B")]
    other: String,
    /// Take both from this corpus; may be given several times.
    #[arg(long = "in", value_name = "CORPUS")]
    corpus: Vec<PathBuf>,
    /// Read a field of JSON Lines from the field of another name, as in `text=body`.
    #[arg(long = "field", value_name = "OURS=THEIRS")]
    fields: Vec<String>,
    /// Look at them as a search of garbled texts does, `headwater reuse --garbled`.
    #[arg(long)]
    garbled: bool,
    /// Write a JSON object instead of text for people.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  headwater reuse explain a.html b.html
  headwater reuse explain --in archive.jsonl id-17 id-42
  headwater reuse explain --json a.txt b.txt | jq .needed";

impl Explain {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let (reports, failed) = self.reports(talk)?;
        let [one, other] = if self.corpus.is_empty() {
            [ReportId::new(0), ReportId::new(1)]
        } else {
            [find(&reports, &self.one)?, find(&reports, &self.other)?]
        };
        if one == other {
            let message = format!("{} and {} are one report", self.one, self.other);
            return Err(Failure::misuse(message).hint("name two different ones"));
        }
        let settings = match self.garbled {
            true => Settings::garbled(Pairs::All),
            false => Settings::corpus(Pairs::All),
        };
        let explanation = reuse::explain(&reports, one, other, &settings);
        let document = ExplanationDocument::new(&reports, &explanation);
        if self.json {
            write_json_lines([document])?;
        } else {
            let mut paper = Paper::new();
            terminal::explanation(&mut paper, &document);
            terminal::print(&paper)?;
        }
        Ok(Done::despite(failed))
    }

    /// Reads the corpus, else the two files; also says how many inputs failed.
    fn reports(&self, talk: &Talk) -> Result<(Vec<Report>, usize), Failure> {
        if !self.corpus.is_empty() {
            let gathered = Inputs::new(self.corpus.clone(), self.fields.clone()).gather(talk)?;
            return Ok((gathered.reports, gathered.failed));
        }
        Ok((vec![self.only_report(&self.one, talk)?, self.only_report(&self.other, talk)?], 0))
    }

    /// Reads a file of one report.
    fn only_report(&self, file: &str, talk: &Talk) -> Result<Report, Failure> {
        let inputs = Inputs::new(vec![PathBuf::from(file)], self.fields.clone());
        let mut reports = inputs.gather(talk)?.reports;
        match (reports.pop(), reports.len()) {
            (Some(report), 0) => Ok(report),
            (_, others) => Err(Failure::misuse(format!("{file}: it has {} reports", others + 1))
                .hint(format!("name two of them: headwater reuse explain --in {file} ID ID"))),
        }
    }
}

/// Finds the report of a corpus that has this id, else the one that was read from this file.
fn find(reports: &[Report], wanted: &str) -> Result<ReportId, Failure> {
    let which = |fits: &dyn Fn(&Report) -> bool| -> Vec<ReportId> {
        let found = reports.iter().enumerate().filter(|(_, report)| fits(report));
        found.map(|(index, _)| ReportId::new(index)).collect()
    };
    let mut found = which(&|report| report.name == wanted);
    if found.is_empty() {
        found = which(&|report| report.file.as_deref() == Some(wanted));
    }
    match found[..] {
        [only] => Ok(only),
        [] => Err(Failure::misuse(format!("no report of the corpus has the id {wanted}"))
            .hint("`headwater read --json CORPUS | jq -r .id` lists the ids")),
        _ => Err(Failure::misuse(format!("{} reports have the id {wanted}", found.len()))
            .hint("name one by its file")),
    }
}
