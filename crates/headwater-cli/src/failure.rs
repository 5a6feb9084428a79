//! Why the program, or one input of it, failed: a kind, a message that names what failed, and hints.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// A failure.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: FailureKind,
    message: String,
    hints: Vec<String>,
}

/// Who can do something about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FailureKind {
    /// The program was told something that it cannot do.
    Misuse,
    /// An input could not be read.
    Input,
    /// What was found could not be written.
    Output,
    /// The reader of the output went away, as `head` does. No failure to anybody.
    ClosedPipe,
}

impl Failure {
    /// The program was told something that it cannot do.
    pub(crate) fn misuse(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::Misuse, message: message.into(), hints: Vec::new() }
    }

    /// An input could not be read.
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::Input, message: message.into(), hints: Vec::new() }
    }

    /// What was found could not be written.
    pub(crate) fn output(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::Output, message: message.into(), hints: Vec::new() }
    }

    /// Adds a hint: what to do, or which command to run next.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub(crate) fn hints(&self) -> &[String] {
        &self.hints
    }

    pub(crate) fn is_closed_pipe(&self) -> bool {
        self.kind == FailureKind::ClosedPipe
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self.kind {
            FailureKind::ClosedPipe => ExitCode::SUCCESS,
            FailureKind::Input | FailureKind::Output => ExitCode::from(1),
            FailureKind::Misuse => ExitCode::from(2),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<io::Error> for Failure {
    /// Takes an error of writing to stdout.
    fn from(error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => FailureKind::ClosedPipe,
            _ => FailureKind::Output,
        };
        Self { kind, message: format!("cannot write the output: {error}"), hints: Vec::new() }
    }
}

impl From<serde_json::Error> for Failure {
    /// Takes an error of writing JSON to stdout; the documents themselves always are JSON.
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}
