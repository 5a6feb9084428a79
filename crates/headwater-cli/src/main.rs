//! The `headwater` program: how many independent sources stand behind each statement of several reports.

mod answer;
mod batches;
mod commands;
mod failure;
mod input;
#[cfg(test)]
mod invented;
mod naming;
mod output;
mod page;
mod size;
mod tables;
mod talk;
mod terminal;
mod wording;

use std::process::ExitCode;

use clap::Parser;

use commands::Verb;
use talk::Talk;

/// Counts the independent sources behind the statements of several reports of one event.
///
/// Reports are many, sources are few. Headwater reads the reports of an event and answers, for each statement, how
/// many independent sources really stand behind it, who they are, and how we know.
#[derive(Debug, Parser)]
#[command(name = "headwater", version, max_term_width = 100)]
struct Program {
    #[command(flatten)]
    talk: Talk,
    #[command(subcommand)]
    verb: Verb,
}

fn main() -> ExitCode {
    let program = Program::parse();
    program.talk.apply();
    match program.verb.run(&program.talk) {
        Ok(done) => done.exit_code(),
        Err(failure) => {
            program.talk.fail(&failure);
            failure.exit_code()
        }
    }
}
