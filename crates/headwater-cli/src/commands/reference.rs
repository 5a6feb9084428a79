use std::fmt::Write as _;
use std::io::Write as _;

use clap::{Command, CommandFactory as _};

use super::Done;
use crate::Program;
use crate::failure::Failure;

/// Write the command reference, `docs/commands.md`.
#[derive(Debug, clap::Args)]
pub(crate) struct Reference {}

impl Reference {
    pub(super) fn run(&self) -> Result<Done, Failure> {
        std::io::stdout().write_all(reference().as_bytes())?;
        Ok(Done::All)
    }
}

/// Writes the help of the program and of every verb as Markdown.
fn reference() -> String {
    let mut program = Program::command().term_width(100).disable_help_subcommand(true);
    program.build();
    let mut text = String::from("# Commands\n\nWritten by `headwater reference`.\n");
    for command in with_verbs(&program) {
        write!(text, "\n{}", section(command)).expect("a string can be written to");
    }
    text
}

/// Lists a command and all verbs below it, but for those that are hidden.
fn with_verbs(command: &Command) -> Vec<Command> {
    let verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    std::iter::once(command.clone()).chain(verbs.flat_map(with_verbs)).collect()
}

fn section(mut command: Command) -> String {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_owned();
    let help = command.render_long_help().to_string();
    let lines: Vec<_> = help.lines().map(str::trim_end).collect();
    format!("## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end())
}
