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

use headwater::attribute::Tagger;
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

/// More reports at once are an archive, for which the large network takes too long: 100 reports take it about a
/// minute.
const ARCHIVE: usize = 100;

/// Which of the networks that find who is credited is used.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Taggers {
    /// Find who is credited with the small network alone: it misses more and reads 100,000 words a second.
    ///
    /// It is the usual one of `compare`, whose counts the large one has not made better, and wherever there are more
    /// than 100 reports.
    #[arg(long)]
    fast: bool,
    /// Find who is credited with the large network too: it misses less and reads 2,000 words a second.
    ///
    /// It is the usual one of `read` and `quotes` for up to 100 reports.
    #[arg(long, conflicts_with = "fast")]
    strong: bool,
}

impl Taggers {
    /// The network that was asked for, else the usual one for so many reports.
    fn chosen_for(self, reports: usize) -> Tagger {
        self.chosen(if reports > ARCHIVE { Tagger::Fast } else { Tagger::Strong })
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
    let mut out = io::BufWriter::new(io::stdout().lock());
    for document in documents {
        serde_json::to_writer(&mut out, &document)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
