//! What the program says beside its data: failures, warnings and hints, all on stderr.

use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use anstream::eprintln;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
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
    /// What is shown of long work, which makes way for messages.
    #[arg(skip)]
    bars: MultiProgress,
}

/// How far a phase of long work is: shown on a terminal, with the time that is left, until it is dropped.
///
/// Clones are of one phase, and all threads may tell of it.
#[derive(Clone, Debug)]
pub(crate) struct Phase {
    bar: ProgressBar,
    /// Where it is shown; nowhere if nobody wants to see it.
    bars: Option<MultiProgress>,
    begun: Instant,
    shown: Arc<Once>,
}

/// Work that takes no longer is done before anybody wonders.
const PATIENCE: Duration = Duration::from_secs(1);

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

    /// Begins a phase of work of so many parts: "comparing pairs", 120,000.
    pub(crate) fn phase(&self, doing: &'static str, parts: usize) -> Phase {
        let template = "{msg} · {human_pos} of {human_len} {wide_bar} {eta} left";
        self.begin(doing, Some(parts as u64), template)
    }

    /// Begins a phase of work on so many bytes, if it is known how many there will be.
    pub(crate) fn phase_of_bytes(&self, doing: &'static str, bytes: Option<u64>) -> Phase {
        let template = match bytes {
            Some(_) => "{msg} · {bytes} of {total_bytes} {wide_bar} {eta} left",
            None => "{msg} · {bytes}",
        };
        self.begin(doing, bytes, template)
    }

    fn begin(&self, doing: &'static str, parts: Option<u64>, template: &str) -> Phase {
        if self.quiet {
            return Phase::unseen();
        }
        let style = ProgressStyle::with_template(template).expect("the template is well formed");
        let bar = ProgressBar::hidden().with_style(style).with_message(doing);
        if let Some(parts) = parts {
            bar.set_length(parts);
        }
        Phase { bar, bars: Some(self.bars.clone()), ..Phase::unseen() }
    }

    /// Names a failure and what to do about it; a closed pipe is none.
    pub(crate) fn fail(&self, failure: &Failure) {
        if failure.is_closed_pipe() {
            return;
        }
        self.bars.suspend(|| eprintln!("{} {failure}", "error:".red().bold()));
        for hint in failure.hints() {
            self.hint(hint);
        }
    }

    /// Says what to do next.
    pub(crate) fn hint(&self, hint: &str) {
        if !self.quiet {
            self.bars.suspend(|| eprintln!("{} {hint}", "hint:".cyan().bold()));
        }
    }

    /// Says what was done.
    pub(crate) fn note(&self, note: &str) {
        if !self.quiet {
            self.bars.suspend(|| eprintln!("{note}"));
        }
    }
}

impl Phase {
    /// Begins a phase that nobody is to see.
    pub(crate) fn unseen() -> Self {
        let bar = ProgressBar::hidden();
        Self { bar, bars: None, begun: Instant::now(), shown: Arc::new(Once::new()) }
    }

    /// Tells that so many more parts, or bytes, are done.
    pub(crate) fn advance(&self, parts: u64) {
        self.bar.inc(parts);
        let Some(bars) = &self.bars else { return };
        if !self.shown.is_completed() && self.begun.elapsed() > PATIENCE {
            self.shown.call_once(|| drop(bars.add(self.bar.clone())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn talk(quiet: bool) -> Talk {
        Talk { color: Color::Never, quiet, bars: MultiProgress::new() }
    }

    #[test]
    fn phases_count_from_all_threads() {
        let phase = talk(false).phase("comparing pairs", 1000);
        rayon::scope(|scope| {
            for _ in 0..10 {
                scope.spawn(|_| phase.advance(100));
            }
        });
        assert_eq!((phase.bar.position(), phase.bar.length()), (1000, Some(1000)));
        assert!(!phase.shown.is_completed(), "work of no time is not shown");
    }

    #[test]
    fn phases_are_shown_after_a_while_but_not_to_those_who_want_quiet() {
        for (phase, shown) in [
            (talk(false).phase_of_bytes("reading", Some(1000)), true),
            (talk(false).phase_of_bytes("reading", None), true),
            (talk(true).phase_of_bytes("reading", Some(1000)), false),
            (Phase::unseen(), false),
        ] {
            let begun = phase.begun - PATIENCE * 2;
            let phase = Phase { begun, ..phase };
            phase.advance(1);
            assert_eq!(phase.shown.is_completed(), shown, "{phase:?}");
        }
    }
}
