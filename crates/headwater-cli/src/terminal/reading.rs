use super::characters::Characters;
use headwater::wire::{AttributionEntry, Range, ReadingDocument};

use super::paper::{Paper, bold, dim, plain};
use crate::answer::{counted, through};

/// Sets what was read of a report: what is known of it and whence, who says what, and what is no statement.
pub(crate) fn reading(paper: &mut Paper, document: &ReadingDocument) {
    paper.heading(&document.id);
    facts(paper, document);
    statements(paper, document);
    attributions(paper, document);
    notes(paper, document);
}

fn facts(paper: &mut Paper, document: &ReadingDocument) {
    let facts = [
        ("title", &document.title),
        ("outlet", &document.outlet),
        ("byline", &document.byline),
        ("published", &document.published),
        ("language", &document.language),
        ("url", &document.url),
    ];
    for (name, value) in facts {
        let Some(value) = value else { continue };
        let from = document.evidence.get(name).map(|from| dim(&format!("({from})")));
        paper.marked(2, &dim(name), &format!("{} {}", plain(value), from.unwrap_or_default()));
    }
    for credit in &document.credits {
        paper.marked(
            2,
            &dim("credit"),
            &format!(
                "{} {}",
                plain(&credit.name),
                dim(&format!("({}: «{}»)", credit.scope, credit.text))
            ),
        );
    }
}

fn statements(paper: &mut Paper, document: &ReadingDocument) {
    let words = Characters::new(&document.text);
    paper.space();
    paper.line(2, &bold(&counted(document.statements.len(), "statement", "statements")));
    for statement in &document.statements {
        let voice = statement.voice.clone();
        let via = through(&statement.vias);
        let held_back = statement.qualifiers.iter().map(|q| format!("{} «{}»", q.kind, q.text));
        let told: Vec<String> = voice.into_iter().chain(via).chain(held_back).collect();
        let text = plain(words.of((statement.start, statement.end)));
        let told = if told.is_empty() { String::new() } else { format!("({})", told.join(", ")) };
        paper.marked(2, "-", &format!("{text} {}", dim(&told)));
    }
}

fn attributions(paper: &mut Paper, document: &ReadingDocument) {
    if document.attributions.is_empty() {
        return;
    }
    let words = Characters::new(&document.text);
    paper.space();
    paper.line(2, &bold(&counted(document.attributions.len(), "attribution", "attributions")));
    for attribution in &document.attributions {
        paper.marked(2, "-", &attribution_line(attribution, &words));
    }
}

fn attribution_line(attribution: &AttributionEntry, words: &Characters<'_>) -> String {
    let quote = |ranges: &[Range]| {
        ranges.iter().map(|&range| words.of(range)).collect::<Vec<_>>().join(" … ")
    };
    let speaker = attribution.speaker.as_deref().unwrap_or("nobody named");
    let credit = match quote(&[&attribution.source[..], &attribution.cue].concat()) {
        none if none.is_empty() => String::new(),
        words => format!(" «{words}»"),
    };
    format!(
        "{} {} {}",
        bold(speaker),
        dim(&format!("{}{credit}:", attribution.kind)),
        plain(&quote(&attribution.content))
    )
}

fn notes(paper: &mut Paper, document: &ReadingDocument) {
    if document.notes.is_empty() {
        return;
    }
    paper.space();
    paper.line(
        2,
        &bold(&counted(document.notes.len(), "note, no statement", "notes, no statements")),
    );
    for note in &document.notes {
        paper.marked(2, "-", &format!("{} {}", dim(&format!("{}:", note.kind)), plain(&note.text)));
    }
}
