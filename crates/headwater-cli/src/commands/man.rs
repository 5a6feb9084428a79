use std::io;

use clap::CommandFactory as _;
use clap_mangen::Man as Page;

use super::Done;
use crate::Program;
use crate::failure::Failure;

/// Write the manual page of the program or of a verb.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// The verb; the program itself if none is given.
    verb: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  headwater man | man -l -
  headwater man compare > ~/.local/share/man/man1/headwater-compare.1";

impl Man {
    pub(super) fn run(&self) -> Result<Done, Failure> {
        let mut program = Program::command();
        program.build();
        let command = match &self.verb {
            None => program,
            Some(verb) => program.find_subcommand(verb).cloned().ok_or_else(|| {
                Failure::misuse(format!("no verb is called '{verb}'"))
                    .hint("`headwater help` lists the verbs")
            })?,
        };
        Page::new(command).render(&mut io::stdout().lock())?;
        Ok(Done::All)
    }
}
