mod collection;
mod explain;
mod shared;

use std::path::PathBuf;

use headwater::model::ReuseClass;
use headwater::reuse::{Family, Relation, Wording};
use headwater::wire::{self, EditScripts, FamilyDocument, RelationDocument, ReuseEntry};
use headwater_store::StoreError;
use serde::Serialize;

use super::{Done, try_write_json_lines, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::output::WholeFile;
use crate::size::Size;
use crate::tables;
use crate::talk::Talk;
use crate::terminal::{self, Paper};
use collection::Collection;
use explain::Explain;
use shared::{Group, Shared};

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
    /// Keep the corpus in this file, made if need be, and tell what it shares with all that was kept before.
    ///
    /// So each day's reports are searched with those of all days before, which are neither read nor searched again. A report
    /// that is in the file already is not added twice. Stopped or killed at any moment, it loses nothing that it held; the
    /// same command adds the rest. Of wording that has become common since it was found, it may tell more than one search of
    /// all would. It is an SQLite database, used by one program at a time; a file beside it that ends in -wal is part of it.
    #[arg(long, value_name = "FILE", conflicts_with = "against")]
    index: Option<PathBuf>,
    /// Hold no more than about so much in memory, as 2G or 500M.
    ///
    /// A corpus that takes more is put into a temporary file, in the directory that TMPDIR names, else /tmp. What is found
    /// stays in memory, half a kilobyte for each of text does, and with --relations and --families the reports that share
    /// something do.
    #[arg(long, value_name = "SIZE")]
    memory: Option<Size>,
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
  headwater reuse archive.jsonl.gz --memory 2G --parquet reused.parquet
  headwater reuse monday.jsonl --index news.db --json
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
        let wording = if self.garbled { Wording::Garbled } else { Wording::Rewritten };
        let mut collection = match &self.index {
            Some(file) => Collection::kept_in(file, wording, self.memory)?,
            None => Collection::new(wording, self.memory),
        };
        let mut failed = inputs.gather_into(talk, |report| collection.add(report))?;
        let mut across = None;
        if !self.against.is_empty() {
            across = Some(collection.len());
            let against = inputs.elsewhere(&self.against);
            failed += against.gather_into(talk, |report| collection.add(report))?;
        }
        let is_shown = |reuse: &headwater::model::Reuse| self.all || is_telling(reuse.class);
        let shared = collection.search(across, is_shown, talk)?;
        let conclusion = self.conclusion(&shared)?;
        if let Some(table) = table {
            write_table(table, &shared, &conclusion, talk)?;
            if !self.json {
                return Ok(Done::despite(failed));
            }
        }
        match &conclusion {
            Conclusion::None => self.write_passages(&shared)?,
            Conclusion::Relations(relations) => self.write(relations, terminal::relations)?,
            Conclusion::Families(families) => self.write(families, terminal::families)?,
        }
        Ok(Done::despite(failed))
    }

    /// Concludes from all passages what was asked for, and keeps what is told of it.
    fn conclusion(&self, shared: &Shared) -> Result<Conclusion, Failure> {
        if !self.relations && !self.families {
            return Ok(Conclusion::None);
        }
        let Group { reports, reuses } = shared.all()?;
        let relations = headwater::reuse::relations(&reports, &reuses);
        if self.relations {
            let is_told = |one: &&Relation| [one.a, one.b].iter().any(|s| shared.is_told(s.report));
            let told = relations.iter().filter(is_told);
            let documents = told.map(|relation| RelationDocument::new(&reports, relation));
            return Ok(Conclusion::Relations(documents.collect()));
        }
        let families = headwater::reuse::families(&reports, &relations);
        let is_told = |family: &&Family| {
            let members = family.members.iter().map(|member| member.side.report);
            members.chain([family.source]).any(|report| shared.is_told(report))
        };
        let told = families.iter().filter(is_told);
        Ok(Conclusion::Families(told.map(|family| FamilyDocument::new(&reports, family)).collect()))
    }

    fn write_passages(&self, shared: &Shared) -> Result<(), Failure> {
        if self.json {
            let scripts = if self.edits { EditScripts::With } else { EditScripts::Without };
            return try_write_json_lines(entries(shared, scripts));
        }
        if shared.len() == 0 {
            let mut paper = Paper::new();
            terminal::nothing_shared(&mut paper);
            return terminal::print(&paper);
        }
        for (number, group) in shared.groups().enumerate() {
            let Group { reports, reuses } = group?;
            let mut paper = Paper::new();
            if number > 0 {
                paper.line(0, "");
            }
            terminal::reuse(&mut paper, &reports, &reuses);
            terminal::print(&paper)?;
        }
        Ok(())
    }

    fn write<D: Serialize>(
        &self,
        documents: &[D],
        set: impl Fn(&mut Paper, &[D]),
    ) -> Result<(), Failure> {
        if self.json {
            return write_json_lines(documents);
        }
        let mut paper = Paper::new();
        set(&mut paper, documents);
        terminal::print(&paper)
    }
}

/// What is concluded from passages.
enum Conclusion {
    /// Nothing: the passages themselves are told.
    None,
    Relations(Vec<RelationDocument>),
    Families(Vec<FamilyDocument>),
}

fn write_table(
    file: WholeFile,
    shared: &Shared,
    conclusion: &Conclusion,
    talk: &Talk,
) -> Result<(), Failure> {
    match conclusion {
        Conclusion::None => {
            let rows = entries(shared, EditScripts::Without);
            tables::PASSAGES.write(file, rows, shared.len(), talk)
        }
        Conclusion::Relations(relations) => {
            let rows = relations.iter().cloned().map(Ok);
            tables::RELATIONS.write(file, rows, relations.len(), talk)
        }
        Conclusion::Families(families) => {
            let members = families.iter().map(|family| family.members.len()).sum();
            let rows = families.iter().cloned().flat_map(tables::family_rows).map(Ok);
            tables::FAMILIES.write(file, rows, members, talk)
        }
    }
}

/// Composes the entries of all passages that are told, as they are asked for.
fn entries(
    shared: &Shared,
    scripts: EditScripts,
) -> impl Iterator<Item = Result<ReuseEntry, Failure>> {
    let entries = move |group: Group<'_>| wire::reuses(&group.reports, &group.reuses, scripts);
    shared.groups().flat_map(move |group| match group.map(entries) {
        Ok(entries) => entries.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(Failure::from(error))],
    })
}

impl From<StoreError> for Failure {
    /// Takes an error of reading again what was read before.
    fn from(error: StoreError) -> Self {
        Failure::input(format!("what was put into a file cannot be read again: {error}"))
    }
}

/// Tells whether a passage is shown without `--all`.
fn is_telling(class: ReuseClass) -> bool {
    match class {
        ReuseClass::Text | ReuseClass::Quotation => true,
        ReuseClass::StockPhrase | ReuseClass::Credit => false,
    }
}
