//! What the program says beside its data: failures, warnings and hints, all on stderr.

use anstream::eprintln;
use owo_colors::OwoColorize as _;

use crate::failure::Failure;

/// How the program talks.
#[derive(Debug, clap::Args)]
pub(crate) struct Talk {
    /// When to use colours; NO_COLOR is heeded too.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Say nothing but failures on stderr: no progress, no hints.
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Color {
    /// If the output is a terminal.
    Auto,
    /// Even into files and pipes.
    Always,
    /// Not at all.
    Never,
}

impl Talk {
    /// Sets for the whole program when colours are written.
    pub(crate) fn apply(&self) {
        match self.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }

    /// Names a failure and what to do about it; a closed pipe is none.
    pub(crate) fn fail(&self, failure: &Failure) {
        if failure.is_closed_pipe() {
            return;
        }
        eprintln!("{} {failure}", "error:".red().bold());
        for hint in failure.hints() {
            self.hint(hint);
        }
    }

    /// Says what to do next.
    pub(crate) fn hint(&self, hint: &str) {
        if !self.quiet {
            eprintln!("{} {hint}", "hint:".cyan().bold());
        }
    }

    /// Says what was done.
    pub(crate) fn note(&self, note: &str) {
        if !self.quiet {
            eprintln!("{note}");
        }
    }
}
