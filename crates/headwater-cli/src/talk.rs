//! What the program says beside its data: failures, warnings and hints, all on stderr.

use anstream::eprintln;
use indicatif::{ProgressBar, ProgressStyle};
use owo_colors::OwoColorize as _;

use crate::failure::Failure;

/// How the program talks.
#[derive(Debug, clap::Args)]
pub(crate) struct Talk {
    /// When to use colours: auto, always or never; NO_COLOR is heeded too.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_possible_values = true, help_heading = "Global options")]
    color: Color,
    /// Say nothing but failures on stderr: no progress, no hints.
    #[arg(long, short, global = true, help_heading = "Global options")]
    quiet: bool,
}

/// The inputs that take some seconds to read.
const LONG_WORK: usize = 200;

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

    /// Shows on a terminal how far long work is; work of fewer parts is done before anybody wonders.
    pub(crate) fn progress(&self, parts: usize, doing: &'static str) -> ProgressBar {
        if self.quiet || parts < LONG_WORK {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{msg} {pos} of {len} {wide_bar}");
        let bar = ProgressBar::new(parts as u64).with_message(doing);
        bar.with_style(style.expect("the template is well formed"))
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
