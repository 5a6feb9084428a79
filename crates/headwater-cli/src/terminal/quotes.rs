use headwater::wire::{QuotesDocument, SaidEntry};

use super::paper::{Paper, bold, dim, plain};
use crate::answer::{counted, through};

/// Sets what a speaker is credited with, report by report.
pub(crate) fn quotes(paper: &mut Paper, document: &QuotesDocument) {
    paper.space();
    let times = counted(document.said.len(), "time", "times");
    paper.line(0, &format!("{} {}", bold(&document.speaker), dim(&format!("· {times}"))));
    let names = document.names.iter().map(String::as_str);
    let others: Vec<&str> = names.filter(|name| *name != document.speaker).collect();
    if !others.is_empty() {
        paper.line(2, &dim(&format!("also: {}", others.join("; "))));
    }
    let mut last: Option<&str> = None;
    for said in &document.said {
        if last != Some(&said.report) {
            paper.line(2, &dim(&said.report));
            last = Some(&said.report);
        }
        paper.marked(4, "-", &line(said));
    }
}

fn line(said: &SaidEntry) -> String {
    let told = [
        Some(format!("{}: «{}»", said.kind, said.credit)),
        said.with.as_ref().map(|with| format!("with {with}")),
        said.behind.as_ref().map(|behind| format!("from {behind}")),
        through(&said.vias).filter(|_| said.hand == "second"),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    format!("{} {}", plain(&said.text), dim(&format!("({})", told.join(", "))))
}
