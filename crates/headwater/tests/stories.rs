//! One door for tests: a story file in, its drawn family tree and its counted claims out.
//!
//! A story file in `stories/` holds a rule in its first lines (`# ...`), then reports, each under
//! `--- outlet | time | title ---`, then under `--- expected ---` what the rule says of a claim, named by words
//! of one of its statements:
//!
//! ```text
//! 3 reports, 1-2 channels, 1 source, number conflict: words of the claim
//! ```
//!
//! What is expected is written by hand from the rules and is the test. The snapshot shows everything
//! else, so that a change of any count, ground or drawing is seen.

#![expect(clippy::unwrap_used, reason = "clippy does not see that a helper here is a test's")]

use headwater::attribute::Tagger;
use headwater::compare::{self, Meanings};
use headwater::draw::{self, FamilyTree};
use headwater::model::{MetadataSource, Published, Report, Stated};
use headwater::read::{Fields, read};
use headwater::wire::{ClaimEntry, ComparisonDocument, CountEntry};
use jiff::tz::Offset;
use std::fmt::Write as _;

macro_rules! stories {
    ($($(#[$attribute:meta])* $name:ident)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            $(#[$attribute])*
            fn $name() {
                check(stringify!($name), include_str!(concat!("stories/", stringify!($name), ".txt")));
            }
        )*
    };
}

stories! {
    conflict
    court_ruling
    credited_rewrite
    different_events
    footer
    own_voice
    same_report_twice
    shared_quotation
    shared_spokesman
    spokeswoman
    two_translations
    uncredited_copy
    unproven_link
    wire_copy
}

/// A story file that no test names would be held by nothing.
#[test]
fn every_story_file_is_a_test() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stories");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    assert_eq!(files, NAMES);
}

/// What a story file holds.
struct Story {
    reports: Vec<Report>,
    expected: Vec<Expected>,
}

/// What a rule says of a claim.
struct Expected {
    counts: String,
    words: String,
}

fn check(name: &str, file: &str) {
    let story = parse(file);
    let document =
        ComparisonDocument::new(&compare::compare(story.reports, Tagger::Fast, Meanings::Read));
    let wrong: Vec<String> =
        story.expected.iter().filter_map(|expected| expected.differs_from(&document)).collect();
    let drawn = dump(&document);
    assert!(wrong.is_empty(), "{}\n\n{drawn}", wrong.join("\n"));
    insta::assert_snapshot!(name, drawn);
}

impl Expected {
    fn parse(line: &str) -> Self {
        let (counts, words) = line.split_once(": ").unwrap_or_else(|| panic!("no words: {line}"));
        Self { counts: counts.to_owned(), words: words.to_owned() }
    }

    /// Says how the claim that has the words differs, if it does.
    fn differs_from(&self, document: &ComparisonDocument) -> Option<String> {
        let has_words = |claim: &&ClaimEntry| {
            claim.statements.iter().any(|statement| statement.text.contains(&self.words))
        };
        let found = document.claims.iter().find(has_words).map(counts);
        (found.as_ref() != Some(&self.counts))
            .then(|| format!("{:?}: expected {}, found {found:?}", self.words, self.counts))
    }
}

fn parse(file: &str) -> Story {
    let mut story = Story { reports: Vec::new(), expected: Vec::new() };
    let mut sections = format!("\n{file}");
    sections.truncate(sections.trim_end().len());
    for section in sections.split("\n--- ").skip(1) {
        let (head, body) = section.split_once(" ---\n").expect("a head ends in ` ---`");
        if head == "expected" {
            story.expected = body.lines().map(Expected::parse).collect();
        } else {
            story.reports.push(report(head, body.trim()));
        }
    }
    story
}

/// Reads the text as a file's, and gives it what its head says.
fn report(head: &str, text: &str) -> Report {
    let [outlet, time, title] = head.split(" | ").collect::<Vec<_>>()[..] else {
        panic!("a head is `outlet | time | title`: {head}");
    };
    let fields = Fields::default();
    let mut report = read("story.txt", text.as_bytes(), &fields).next().unwrap().unwrap();
    report.name = outlet.to_lowercase().replace(' ', "-");
    report.outlet = given(outlet.to_owned());
    report.title = given(title.to_owned());
    report.published = given(published(time));
    report
}

fn given<T>(value: T) -> Option<Stated<T>> {
    Some(Stated { value, from: MetadataSource::Given })
}

/// Reads a day, or a moment in UTC.
fn published(time: &str) -> Published {
    match time.parse() {
        Ok(at) => Published::Moment { at, offset: Offset::UTC },
        Err(_) => Published::Day(time.parse().unwrap()),
    }
}

/// Says the three numbers of a claim, and its conflicts, in the words of a story file.
fn counts(claim: &ClaimEntry) -> String {
    let mut reports: Vec<&str> = claim.statements.iter().map(|s| s.report.as_str()).collect();
    reports.sort_unstable();
    reports.dedup();
    let mut told = format!(
        "{}, {}, {}",
        counted(reports.len(), reports.len(), "report"),
        range(&claim.channels, "channel"),
        range(&claim.sources, "source"),
    );
    for conflict in &claim.conflicts {
        write!(told, ", {} conflict", conflict.kind).unwrap();
    }
    told
}

fn range(count: &CountEntry, noun: &str) -> String {
    counted(count.min as usize, count.max as usize, noun)
}

fn counted(least: usize, most: usize, noun: &str) -> String {
    let plural = if most == 1 { "" } else { "s" };
    if least == most {
        format!("{most} {noun}{plural}")
    } else {
        format!("{least}-{most} {noun}{plural}")
    }
}

/// Writes the family tree and the claims as text.
fn dump(document: &ComparisonDocument) -> String {
    let mut dump = draw::text(&FamilyTree::new(&document.reports), 100);
    for claim in &document.claims {
        writeln!(dump, "\n{}", counts(claim)).unwrap();
        for statement in &claim.statements {
            let voice = statement.voice.as_deref().unwrap_or("own voice");
            let via = statement.via.as_ref().map_or(String::new(), |via| format!(", via {via}"));
            writeln!(dump, "  {}: {:?} ({voice}{via})", statement.report, statement.text).unwrap();
        }
        for (noun, count) in [("channel", &claim.channels), ("source", &claim.sources)] {
            for origin in &count.list {
                let grounds: Vec<&str> = origin.grounds.iter().map(|g| g.text.as_str()).collect();
                let reports = origin.reports.join(", ");
                writeln!(dump, "  {noun} {}: {reports}: {}", origin.name, grounds.join("; "))
                    .unwrap();
            }
        }
        for conflict in &claim.conflicts {
            writeln!(dump, "  {} conflict: {}", conflict.kind, conflict.detail).unwrap();
        }
    }
    dump
}
