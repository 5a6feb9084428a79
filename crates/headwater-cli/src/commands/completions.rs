use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Done;
use crate::Program;
use crate::failure::Failure;

/// Write the completions of a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell that completes.
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  headwater completions bash > ~/.local/share/bash-completion/completions/headwater
  headwater completions fish > ~/.config/fish/completions/headwater.fish";

impl Completions {
    pub(super) fn run(&self) -> Result<Done, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Program::command(), "headwater", &mut script);
        std::io::stdout().write_all(&script)?;
        Ok(Done::All)
    }
}
