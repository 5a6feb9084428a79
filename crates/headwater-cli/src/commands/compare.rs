use std::io::{self, Write as _};
use std::path::PathBuf;

use headwater::attribute::Tagger;
use headwater::wire::ComparisonDocument;

use super::{Done, Taggers, in_other_languages, tell_languages, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::output::WholeFile;
use crate::page;
use crate::talk::Talk;
use crate::terminal::{self, Extent, Joins, Paper};

/// Count the sources behind the statements of several reports of one event.
///
/// Give files of one report each, or a JSON Lines file of a story's reports. For each claim, that is what
/// statements of the reports say alike, three numbers are told: how many reports carry it, by how many
/// independent channels it came, and from how many sources its content originates. Channels and sources are
/// ranges where the evidence does not decide.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Compare {
    #[command(flatten)]
    reports: Inputs,
    /// Write one JSON object instead of text for people.
    #[arg(long)]
    json: bool,
    /// Write a page into this file instead: family tree, figures, claims, what is missing, reports side by side.
    ///
    /// It is one file that needs no network.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Show every claim, every figure and every ground.
    #[arg(long)]
    all: bool,
    /// Tell of each claim why its statements were taken for one: what words, meaning, names, numbers and order they share.
    ///
    /// The JSON and the page have it always.
    #[arg(long, conflicts_with_all = ["json", "html"])]
    explain: bool,
    #[command(flatten)]
    taggers: Taggers,
}

const EXAMPLES: &str = "\
Examples:
  headwater compare a.html b.html c.txt
  headwater compare story/ --html story.html
  headwater compare story.jsonl --all --explain
  headwater compare story.jsonl --json | jq '.claims[] | {text, channels: .channels.max}'
  curl -s https://example.org/report.html | headwater compare - other.txt";

impl Compare {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let page = self.html.as_deref().map(WholeFile::begin).transpose()?;
        let gathered = self.reports.gather(talk)?;
        tell_languages(talk, in_other_languages(&gathered.reports));
        if gathered.reports.len() == 1 {
            talk.hint(
                "one report has nothing to be compared with: give the event's other reports too",
            );
        }
        let meanings = self.taggers.meanings_for(&gathered.reports);
        let document = ComparisonDocument::new(&headwater::compare::compare(
            gathered.reports,
            self.taggers.chosen(Tagger::Fast),
            meanings,
        ));
        if let Some(file) = page {
            let written = format!("the page is in {}", file.name().display());
            write_page(&document, file)?;
            talk.note(&written);
        }
        if self.json {
            write_json_lines([document])?;
        } else if self.html.is_none() {
            let mut paper = Paper::new();
            let extent = if self.all { Extent::All } else { Extent::Brief };
            let joins = if self.explain { Joins::Told } else { Joins::Untold };
            terminal::comparison(&mut paper, &document, extent, joins);
            terminal::print(&paper)?;
        }
        Ok(Done::despite(gathered.failed))
    }
}

fn write_page(document: &ComparisonDocument, mut file: WholeFile) -> Result<(), Failure> {
    let page = page::render(document).map_err(io::Error::other);
    match page.and_then(|page| file.write_all(page.as_bytes())) {
        Ok(()) => file.finish(),
        Err(error) => Err(file.failure(&error)),
    }
}
