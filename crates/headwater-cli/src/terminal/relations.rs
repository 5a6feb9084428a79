use headwater::draw::to_the_minute;
use headwater::wire::{FamilyDocument, MemberEntry, RelationDocument, SideEntry};

use super::paper::{Paper, bold, dim, plain};
use crate::answer::counted;

/// Sets how pairs of reports lie to each other, a paragraph a pair.
pub(crate) fn relations(paper: &mut Paper, documents: &[RelationDocument]) {
    if documents.is_empty() {
        paper.line(0, &plain("These reports share no running text."));
    }
    for document in documents {
        let (one, words, other) = sentence(document);
        let shares = format!("· {} of {}, {} of {}", share(one), one.id, share(other), other.id);
        let line = [bold(&one.id), plain(words.0), bold(&other.id), plain(words.1), dim(&shares)];
        paper.line(0, &line.join(" ").replace("  ", " "));
    }
}

/// Says a relation: its subject, what stands before and after the other report's name, and the other report.
fn sentence(document: &RelationDocument) -> (&SideEntry, (&'static str, &'static str), &SideEntry) {
    let (a, b) = (&document.a, &document.b);
    let (part, whole) = if document.whole.as_ref() == Some(&a.id) { (b, a) } else { (a, b) };
    match document.relation {
        "duplicate" => (a, ("and", "have the same words"), b),
        "near-duplicate" => (a, ("and", "are near-duplicates"), b),
        "truncated-copy" => (part, ("is a truncated copy of", ""), whole),
        "part-of" => (part, ("is part of", ""), whole),
        "wrap-up" => (whole, ("is a wrap-up of", "and others"), part),
        _ => (a, ("and", "share passages"), b),
    }
}

/// Sets families, each with its likeliest source, what speaks for it, and the others.
pub(crate) fn families(paper: &mut Paper, documents: &[FamilyDocument]) {
    if documents.is_empty() {
        paper.line(0, &plain("No report has most of its text in common with another."));
    }
    for document in documents {
        paper.space();
        let reports = counted(document.members.len() + 1, "report", "reports");
        let date = dated(document.published.as_ref());
        let ground = ground(document.ground);
        let told = format!("· {reports} · likeliest source{date}, {ground}");
        paper.line(0, &format!("{} {}", bold(&document.source), dim(&told)));
        for member in &document.members {
            let (id, words) = (plain(&member.side.id), share(&member.side));
            let date = dated(member.published.as_ref());
            let told = format!("· {}{date} · {words} stand there", kind(document, member));
            paper.marked(2, "-", &format!("{id} {}", dim(&told)));
        }
        if !document.runners_up.is_empty() {
            let names = document.runners_up.join(", ");
            paper.line(2, &dim(&format!("could be the source as well: {names}")));
        }
    }
}

/// Says what speaks for a source.
fn ground(ground: &str) -> &'static str {
    match ground {
        "sole" => "the only one that has most of every other",
        "earliest" => "the earliest of those that have most of every other",
        "fullest" => "the fullest of those that have most of every other",
        _ => "though others are as early and as full",
    }
}

/// Says what a member is to the source.
fn kind(document: &FamilyDocument, member: &MemberEntry) -> &'static str {
    let source_is_whole = member.whole.as_ref() == Some(&document.source);
    match (member.relation, source_is_whole) {
        ("duplicate", _) => "duplicate",
        ("near-duplicate", _) => "near-duplicate",
        ("truncated-copy", true) => "truncated copy",
        ("truncated-copy", false) => "copy with more",
        ("wrap-up", true) => "part of this wrap-up",
        ("wrap-up", false) => "wrap-up of this and others",
        (_, true) => "part of it",
        (_, false) => "has it as a part",
    }
}

fn share(side: &SideEntry) -> String {
    let words = counted(side.words as usize, "word", "words");
    format!("{:.0} % of {words}", (side.share * 100.0).floor())
}

fn dated(published: Option<&String>) -> String {
    published.map_or_else(String::new, |at| format!(" ({})", to_the_minute(at)))
}
