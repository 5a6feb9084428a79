//! The verbs, one file each; a verb's doc comment is its help.

mod compare;
mod completions;
mod man;
mod quotes;
mod read;
mod reference;
mod reuse;

use std::io::{self, Write};
use std::process::ExitCode;

use headwater::attribute::{self, Tagger};
use headwater::compare::Meanings;
use headwater::model::Report;
use serde::Serialize;

use crate::failure::Failure;
use crate::talk::Talk;

/// What the program is told to do.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Verb {
    Compare(compare::Compare),
    Read(read::Read),
    Quotes(quotes::Quotes),
    Reuse(reuse::Reuse),
    Completions(completions::Completions),
    Man(man::Man),
    #[command(hide = true)]
    Reference(reference::Reference),
}

impl Verb {
    pub(crate) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        match self {
            Verb::Compare(compare) => compare.run(talk),
            Verb::Read(read) => read.run(talk),
            Verb::Quotes(quotes) => quotes.run(talk),
            Verb::Reuse(reuse) => reuse.run(talk),
            Verb::Completions(completions) => completions.run(),
            Verb::Man(man) => man.run(),
            Verb::Reference(reference) => reference.run(),
        }
    }
}

/// More reports at once, or longer ones, are an archive, for which the large network takes too long: 100,000 words
/// take it 50 seconds of a core.
const ARCHIVE: usize = 100;

/// The bytes of 100,000 words.
const ARCHIVE_BYTES: usize = 600_000;

/// Texts of more bytes have the meaning of their statements read where that was asked for only: two cores take ten
/// seconds for as many.
const MEANT_BYTES: usize = 200_000;

/// Which networks are used.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Taggers {
    /// Use the small networks alone: who is credited is found by one that misses more and reads 100,000 words a second,
    /// and `compare` joins statements by their words without reading their meaning.
    ///
    /// It is what is used for more than 100 reports or 100,000 words, and by `compare` for more than 200,000 letters.
    #[arg(long)]
    fast: bool,
    /// Use the large networks too: who is credited is found by one that misses less and reads 2,000 words a second, and
    /// `compare` reads the meaning of statements, 90 a second and core.
    ///
    /// It is the usual of `read` and `quotes` for up to 100 reports of 100,000 words in all. `compare` usually reads
    /// meanings, but finds who is credited with the small network, since the large one has not made its counts better.
    #[arg(long, conflicts_with = "fast")]
    strong: bool,
}

impl Taggers {
    /// Tells whether a network was asked for.
    fn is_chosen(self) -> bool {
        self.fast || self.strong
    }

    /// The network that was asked for, else the usual one for these reports, of which more than `ARCHIVE` need not
    /// be given.
    fn chosen_for(self, reports: &[Report]) -> Tagger {
        let archive = reports.len() > ARCHIVE || bytes_of(reports) > ARCHIVE_BYTES;
        self.chosen(if archive { Tagger::Fast } else { Tagger::Strong })
    }

    /// Whether `compare` reads the meaning of statements.
    fn meanings_for(self, reports: &[Report]) -> Meanings {
        match (self.fast, self.strong) {
            (true, _) => Meanings::Unread,
            (_, true) => Meanings::Read,
            _ if bytes_of(reports) > MEANT_BYTES => Meanings::Unread,
            _ => Meanings::Read,
        }
    }

    /// The network that was asked for, else the usual one of the verb.
    fn chosen(self, usual: Tagger) -> Tagger {
        match (self.fast, self.strong) {
            (true, _) => Tagger::Fast,
            (_, true) => Tagger::Strong,
            _ => usual,
        }
    }
}

fn bytes_of(reports: &[Report]) -> usize {
    reports.iter().map(|report| report.text.len()).sum()
}

/// Says of how many reports the language is another than the one whose attributions are read.
fn tell_languages(talk: &Talk, others: usize) {
    let reports = match others {
        0 => return,
        1 => "1 report is".to_owned(),
        _ => format!("{others} reports are"),
    };
    talk.note(&format!(
        "{reports} not in English: of these only what stands in quotation marks is credited, to nobody"
    ));
}

/// Counts the reports in other languages.
fn in_other_languages(reports: &[Report]) -> usize {
    reports.iter().filter(|report| !attribute::reads(report)).count()
}

/// How much was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// All that was asked.
    All,
    /// Some inputs failed and were named; the rest was done.
    Some,
}

impl Done {
    /// Tells how much was done, if so many inputs failed.
    fn despite(failed: usize) -> Self {
        if failed == 0 { Done::All } else { Done::Some }
    }

    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Done::All => ExitCode::SUCCESS,
            Done::Some => ExitCode::from(1),
        }
    }
}

/// Writes documents to stdout, one a line.
fn write_json_lines(documents: impl IntoIterator<Item = impl Serialize>) -> Result<(), Failure> {
    try_write_json_lines(documents.into_iter().map(Ok))
}

/// Writes documents to stdout, one a line, up to one that could not be made.
fn try_write_json_lines(
    documents: impl IntoIterator<Item = Result<impl Serialize, Failure>>,
) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for document in documents {
        serde_json::to_writer(&mut out, &document?)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
