use std::path::PathBuf;
use std::sync::OnceLock;

use headwater::model::{Report, ReportId, Reuse as Found, ReuseClass};
use headwater::reuse::{Pairs, Progress, Settings};
use headwater::wire::{self, EditScripts, FamilyDocument, RelationDocument};

use super::explain::Explain;
use super::{Done, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::output::WholeFile;
use crate::tables;
use crate::talk::Talk;
use crate::terminal::{self, Paper};

/// Find the passages that the reports of a corpus share.
///
/// Passages are told in pairs. That two reports share wording says nothing of who took it from whom. A directory that
/// is called `explain` is given as `./explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, disable_help_subcommand = true)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Reuse {
    #[command(subcommand)]
    verb: Option<ReuseVerb>,
    #[command(flatten)]
    corpus: Option<Inputs>,
    /// Compare the corpus with this one only, and not with itself; may be given several times.
    #[arg(long, value_name = "CORPUS")]
    against: Vec<PathBuf>,
    /// Write a JSON object a pair of passages, a relation or a family instead of text for people.
    #[arg(long)]
    json: bool,
    // The help lists the columns, so that it is written where they are.
    #[arg(long, value_name = "FILE", long_help = tables::help())]
    #[arg(help = "Write a Parquet table into this file instead")]
    parquet: Option<PathBuf>,
    /// With --json: tell of each pair word by word how one passage becomes the other.
    #[arg(long, requires = "json")]
    edits: bool,
    /// Show stock phrases and credits too: wording that many use and nobody need have copied.
    #[arg(long)]
    all: bool,
    /// Look for wording in texts whose letters are garbled, as print is that a machine has read (OCR).
    ///
    /// Fewer words have to match, and sentences told in other words are not looked for. Use it where one letter in fifty
    /// or more is wrong: in clean texts it shows more phrases that nobody copied.
    #[arg(long)]
    garbled: bool,
    /// Tell how pairs of reports lie to each other instead of passages: duplicates, truncated copies, parts, wrap-ups.
    ///
    /// Only running text relates reports. Told is also how much of each stands in the other.
    #[arg(long, conflicts_with_all = ["all", "edits", "families"])]
    relations: bool,
    /// Group reports into families instead, each with its likeliest source: the earliest, then the fullest.
    ///
    /// Every report of a family has most of its text in common with the source itself, so that no chain of links
    /// joins what has nothing in common.
    #[arg(long, conflicts_with_all = ["all", "edits"])]
    families: bool,
}

/// What else `reuse` does.
#[derive(Debug, clap::Subcommand)]
enum ReuseVerb {
    Explain(Explain),
}

const EXAMPLES: &str = "\
Examples:
  headwater reuse archive/
  headwater reuse --families archive/
  headwater reuse --relations --json archive/ | jq -r '[.a.id, .relation, .b.id] | @tsv'
  headwater reuse --garbled scanned/
  headwater reuse today.jsonl --against releases/ --json > reused.jsonl
  headwater reuse archive.jsonl.gz --parquet reused.parquet
  headwater reuse explain a.html b.html";

impl Reuse {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        match (&self.verb, &self.corpus) {
            (Some(ReuseVerb::Explain(explain)), _) => explain.run(talk),
            (None, inputs) => self.search(inputs.as_ref().expect("inputs are required"), talk),
        }
    }

    fn search(&self, inputs: &Inputs, talk: &Talk) -> Result<Done, Failure> {
        let table = self.parquet.as_deref().map(WholeFile::begin).transpose()?;
        let corpus = inputs.gather(talk)?;
        let (mut reports, mut failed) = (in_order(corpus.reports), corpus.failed);
        let mut pairs = Pairs::All;
        if !self.against.is_empty() {
            pairs = Pairs::Across(ReportId::new(reports.len()));
            let against = inputs.elsewhere(&self.against).gather(talk)?;
            failed += against.failed;
            reports.extend(in_order(against.reports));
        }
        let settings =
            if self.garbled { Settings::garbled(pairs) } else { Settings::corpus(pairs) };
        let mut reuses = found(&reports, &settings, talk);
        reuses.retain(|reuse| self.all || is_telling(reuse.class));
        if let Some(table) = table {
            self.write_table(table, &reports, &reuses, talk)?;
            if !self.json {
                return Ok(Done::despite(failed));
            }
        }
        match (self.relations, self.families) {
            (true, _) => self.write_relations(&reports, &reuses)?,
            (_, true) => self.write_families(&reports, &reuses)?,
            _ => self.write_passages(&reports, &reuses)?,
        }
        Ok(Done::despite(failed))
    }

    fn write_table(
        &self,
        file: WholeFile,
        reports: &[Report],
        reuses: &[Found],
        talk: &Talk,
    ) -> Result<(), Failure> {
        if !self.relations && !self.families {
            let groups = reuses.chunks(tables::ROW_GROUP);
            let rows = groups.flat_map(|group| wire::reuses(reports, group, EditScripts::Without));
            return tables::PASSAGES.write(file, rows, reuses.len(), talk);
        }
        let relations = headwater::reuse::relations(reports, reuses);
        if self.relations {
            let rows = relations.iter().map(|relation| RelationDocument::new(reports, relation));
            return tables::RELATIONS.write(file, rows, relations.len(), talk);
        }
        let families = headwater::reuse::families(reports, &relations);
        let members = families.iter().map(|family| family.members.len()).sum();
        let rows = families.iter().map(|family| FamilyDocument::new(reports, family));
        tables::FAMILIES.write(file, rows.flat_map(tables::family_rows), members, talk)
    }

    fn write_passages(&self, reports: &[Report], reuses: &[Found]) -> Result<(), Failure> {
        if self.json {
            let scripts = if self.edits { EditScripts::With } else { EditScripts::Without };
            return write_json_lines(wire::reuses(reports, reuses, scripts));
        }
        let mut paper = Paper::new();
        terminal::reuse(&mut paper, reports, reuses);
        terminal::print(&paper)
    }

    fn write_relations(&self, reports: &[Report], reuses: &[Found]) -> Result<(), Failure> {
        let relations = headwater::reuse::relations(reports, reuses);
        let documents = relations.iter().map(|relation| RelationDocument::new(reports, relation));
        if self.json {
            return write_json_lines(documents);
        }
        let mut paper = Paper::new();
        terminal::relations(&mut paper, &documents.collect::<Vec<_>>());
        terminal::print(&paper)
    }

    fn write_families(&self, reports: &[Report], reuses: &[Found]) -> Result<(), Failure> {
        let relations = headwater::reuse::relations(reports, reuses);
        let families = headwater::reuse::families(reports, &relations);
        let documents = families.iter().map(|family| FamilyDocument::new(reports, family));
        if self.json {
            return write_json_lines(documents);
        }
        let mut paper = Paper::new();
        terminal::families(&mut paper, &documents.collect::<Vec<_>>());
        terminal::print(&paper)
    }
}

/// Puts reports into an order that hangs on no input, so that what is written does not either.
fn in_order(mut reports: Vec<Report>) -> Vec<Report> {
    reports.sort_by(|a, b| (&a.name, &a.text, &a.file).cmp(&(&b.name, &b.text, &b.file)));
    reports
}

/// Finds the passages, and shows how far the search is.
fn found(reports: &[Report], settings: &Settings, talk: &Talk) -> Vec<Found> {
    let phase = OnceLock::new();
    headwater::reuse::reuse_with_progress(reports, settings, &|progress| match progress {
        Progress::Pairs(pairs) => {
            phase.get_or_init(|| talk.phase("comparing pairs of reports", pairs));
        }
        Progress::Compared => {
            if let Some(phase) = phase.get() {
                phase.advance(1);
            }
        }
    })
}

/// Tells whether a passage is shown without `--all`.
fn is_telling(class: ReuseClass) -> bool {
    match class {
        ReuseClass::Text | ReuseClass::Quotation => true,
        ReuseClass::StockPhrase | ReuseClass::Credit => false,
    }
}
