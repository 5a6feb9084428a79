//! The laws of a comparison, held over stories put together from invented sentences.

#![expect(clippy::unwrap_used, reason = "clippy does not see that a helper here is a test's")]

use headwater::attribute::Tagger;
use headwater::compare::{self, Meanings};
use headwater::model::{MetadataSource, Published, Report, Stated};
use headwater::wire::{ClaimEntry, ComparisonDocument, CountEntry, ParentEntry};
use jiff::tz::Offset;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use std::collections::BTreeSet;

/// Statements of one event, each in wordings that reports may choose among; some differ in fact.
const STATEMENTS: &[&[&str]] = &[
    &[
        "A mill burned down in Harlow on Sunday night.",
        "On Sunday night a mill in Harlow was destroyed by fire.",
    ],
    &[
        "Nine people were hurt, the fire chief, Dorothea Vance, said.",
        "According to fire chief Dorothea Vance, eleven people were injured.",
        "\u{201c}We have nine injured,\u{201d} Vance told reporters.",
    ],
    &[
        "The mill was built in 1862 and employed 140 people.",
        "Built in 1862, the mill gave work to 140 people.",
    ],
    &[
        "\u{201c}It was my grandfather\u{2019}s place and it is gone,\u{201d} said the owner, Zo\u{eb} Ångström.",
        "The owner, Zo\u{eb} Ångström, wept. \u{201c}It was my grandfather\u{2019}s place and it is gone,\u{201d} she said.",
    ],
    &[
        "Police said that they had questioned two men.",
        "Two men were questioned by police, a spokesman said; nobody was charged.",
        "Two men have been questioned, the news agency Norlund Press reported.",
    ],
    &["Damage was put at 3.5 million crowns by the insurer.", "The insurer expects to pay €3.5m."],
    &[
        "Smoke could be seen in Lesk, 30 miles away.",
        "People in Lesk — 30 miles off — saw the smoke.",
    ],
];

/// What may stand before a report's first statement.
const DATELINES: &[&str] = &["", "", "HARLOW, March 1 (Norlund Press) - ", "HARLOW — "];

/// What may stand after a report's last.
const FOOTERS: &[&str] =
    &["", "", "Norlund Press contributed to this report.", "Copyright 2026 Norlund Press."];

const OUTLETS: &[&str] = &["Harlow Echo", "Moor Tribune", "Radio Fell", "Norlund Press"];

const TIMES: &[Option<&str>] =
    &[None, Some("2026-03-01"), Some("2026-03-01T08:00Z"), Some("2026-03-02T08:30Z")];

/// A report that has nothing to do with the event.
const UNRELATED: &str = "Wheat prices slipped again at auctions across Veshtan.\n\n\
    Ivo Shandor, a grain trader, blamed cheap barley. \u{201c}Bakers stopped buying,\u{201d} Shandor complained.";

/// A report as it is put in.
#[derive(Clone, Debug)]
struct Input {
    name: usize,
    outlet: &'static str,
    published: Option<&'static str>,
    text: String,
}

impl Input {
    fn report(&self) -> Report {
        let mut report = Report::new(self.name.to_string(), self.text.as_str());
        report.outlet = Some(given(self.outlet.to_owned()));
        report.published = self.published.map(|time| given(published(time)));
        report
    }
}

fn given<T>(value: T) -> Stated<T> {
    Stated { value, from: MetadataSource::Given }
}

/// Reads a day, or a moment in UTC.
fn published(time: &str) -> Published {
    match time.parse() {
        Ok(at) => Published::Moment { at, offset: Offset::UTC },
        Err(_) => Published::Day(time.parse().unwrap()),
    }
}

fn a_report() -> impl Strategy<Value = Input> {
    let chosen = prop::collection::vec(prop::option::of(any::<Index>()), STATEMENTS.len());
    let form = (select(DATELINES), select(FOOTERS), select(OUTLETS), select(TIMES));
    (chosen, form).prop_map(|(chosen, (dateline, footer, outlet, published))| {
        let told: Vec<&str> = STATEMENTS
            .iter()
            .zip(&chosen)
            .filter_map(|(wordings, choice)| choice.as_ref().map(|index| *index.get(wordings)))
            .collect();
        let body = if told.is_empty() { STATEMENTS[0][0].to_owned() } else { told.join("\n\n") };
        let text = format!("{dateline}{body}\n\n{footer}").trim_end().to_owned();
        Input { name: 0, outlet, published, text }
    })
}

fn a_story() -> impl Strategy<Value = Vec<Input>> {
    prop::collection::vec(a_report(), 1..5).prop_map(|mut story| {
        for (name, report) in story.iter_mut().enumerate() {
            report.name = name;
        }
        story
    })
}

fn compared(story: &[Input]) -> ComparisonDocument {
    ComparisonDocument::new(&compare::compare(
        story.iter().map(Input::report).collect(),
        Tagger::Fast,
        Meanings::Unread,
    ))
}

fn bytes(document: &ComparisonDocument) -> String {
    serde_json::to_string(document).unwrap()
}

/// Returns every `{.. "start", "end", "text"}` in the document with the id of the report that it points into.
fn citations<'d>(value: &'d Value, found: &mut Vec<&'d Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| citations(item, found)),
        Value::Object(fields) => {
            if fields.contains_key("report") && fields.contains_key("start") {
                found.push(value);
            }
            fields.values().for_each(|field| citations(field, found));
        }
        _ => {}
    }
}

/// Returns the words that a citation points at, or nothing if it points beside the text or into a note.
fn words_at(document: &ComparisonDocument, citation: &Value) -> Option<String> {
    let report = document.reports.iter().find(|report| citation["report"] == report.id.as_str())?;
    let string = match citation["place"].as_str() {
        None | Some("text") => &report.text,
        Some("title") => report.title.as_ref()?,
        Some("byline") => report.byline.as_ref()?,
        Some(_) => return None,
    };
    let position = |name: &str| usize::try_from(citation[name].as_u64()?).ok();
    let (start, end) = (position("start")?, position("end")?);
    Some(string.chars().skip(start).take(end - start).collect())
}

/// Returns the claim that has a statement at the same place.
fn same_claim<'d>(document: &'d ComparisonDocument, claim: &ClaimEntry) -> Option<&'d ClaimEntry> {
    let sought = &claim.statements[0];
    document.claims.iter().find(|other| {
        other.statements.iter().any(|s| (&s.report, s.start) == (&sought.report, sought.start))
    })
}

fn not_raised(from: &CountEntry, to: &CountEntry) -> bool {
    to.min <= from.min && to.max <= from.max
}

/// Finds a claim of which a count is higher in the second comparison.
fn raised<'d>(
    before: &'d ComparisonDocument,
    after: &'d ComparisonDocument,
) -> Option<(&'d ClaimEntry, &'d ClaimEntry)> {
    let mut pairs = before
        .claims
        .iter()
        .map(|claim| (claim, same_claim(after, claim).expect("a statement stays a statement")));
    pairs.find(|(claim, same)| {
        !not_raised(&claim.channels, &same.channels) || !not_raised(&claim.sources, &same.sources)
    })
}

fn reports_of(count: &CountEntry) -> BTreeSet<&str> {
    count.list.iter().flat_map(|origin| &origin.reports).map(String::as_str).collect()
}

/// Tells whether from this statement of a claim each way up ends at something that rests on nothing.
fn reaches_an_origin(
    document: &ComparisonDocument,
    claim: &str,
    statement: usize,
    left: usize,
) -> bool {
    let mut ways = document
        .derivations
        .iter()
        .filter(|derivation| derivation.claim == claim && derivation.statement == statement)
        .peekable();
    left > 0
        && ways.peek().is_some()
        && ways.all(|way| match way.parent {
            ParentEntry::Statement { statement } => {
                reaches_an_origin(document, claim, statement, left - 1)
            }
            ParentEntry::Named { .. } | ParentEntry::Lost { .. } => true,
        })
}

/// A copy shares its original's credit beside one statement: that must not widen the credit to the others.
#[test]
fn a_copy_is_no_second_witness_of_a_credit() {
    let long = "HARLOW — A mill burned down in Harlow on Sunday night.\n\nBuilt in 1862, the mill gave work to 140 \
        people.\n\n“It was my grandfather’s place and it is gone,” said the owner, Zoë Ångström.\n\nTwo men have \
        been questioned, the news agency Norlund Press reported.\n\nThe insurer expects to pay €3.5m.\n\nPeople in \
        Lesk — 30 miles off — saw the smoke.";
    let short = "HARLOW — “We have nine injured,” Vance told reporters.\n\nPeople in Lesk — 30 miles off — saw the \
        smoke.";
    let input =
        |name, outlet, text: &str| Input { name, outlet, published: None, text: text.to_owned() };
    let mut story = vec![input(0, "Radio Fell", long), input(1, "Radio Fell", short)];
    let before = compared(&story);
    story.push(input(100, "Fell Courier", long));
    let after = compared(&story);
    assert_eq!(raised(&before, &after), None);
}

/// A copy of another day has another "Sunday", and one with a day lies nearer in time to others than its original without:
/// neither must join what the original does not.
#[test]
fn a_copy_of_another_day_joins_nothing() {
    let input = |name, outlet, published, text: &str| Input {
        name,
        outlet,
        published,
        text: text.to_owned(),
    };
    let original = "A mill burned down in Harlow on Sunday night.\n\n“We have nine injured,” Vance told reporters.\n\n\
        The mill was built in 1862 and employed 140 people.\n\nTwo men were questioned by police, a spokesman said; \
        nobody was charged.\n\nSmoke could be seen in Lesk, 30 miles away.\n\nNorlund Press contributed to this report.";
    let other = "HARLOW, March 1 (Norlund Press) - Police said that they had questioned two men.\n\nThe insurer expects to \
        pay €3.5m.\n\nCopyright 2026 Norlund Press.";
    let days = [None, Some("2026-02-20"), Some("2026-03-01T08:00Z"), Some("2026-03-09T12:00Z")];
    for (of_original, of_copy) in days.iter().flat_map(|a| days.iter().map(move |b| (*a, *b))) {
        let mut story = vec![
            input(0, "Harlow Echo", Some("2026-03-01"), other),
            input(1, "Harlow Echo", of_original, original),
        ];
        let before = compared(&story);
        story.push(input(100, "Lesk Observer", of_copy, original));
        let after = compared(&story);
        assert_eq!(raised(&before, &after), None);
    }
}

/// A copy without a day must take no evidence away either: what is then not joined would be joined otherwise.
#[test]
fn a_copy_without_a_day_takes_nothing_away() {
    let input = |name, outlet, published, text: &str| Input {
        name,
        outlet,
        published,
        text: text.to_owned(),
    };
    let original = "The mill was built in 1862 and employed 140 people.\n\nThe owner, Zoë Ångström, wept. “It was my \
        grandfather’s place and it is gone,” she said.\n\nCopyright 2026 Norlund Press.";
    let undated = "HARLOW — According to fire chief Dorothea Vance, eleven people were injured.\n\nThe mill was built in 1862 \
        and employed 140 people.\n\nPolice said that they had questioned two men.\n\nDamage was put at 3.5 million crowns by \
        the insurer.\n\nNorlund Press contributed to this report.";
    let dated = "HARLOW, March 1 (Norlund Press) - A mill burned down in Harlow on Sunday night.\n\nAccording to fire chief \
        Dorothea Vance, eleven people were injured.\n\nBuilt in 1862, the mill gave work to 140 people.\n\nPolice said that \
        they had questioned two men.\n\nSmoke could be seen in Lesk, 30 miles away.";
    let mut story = vec![
        input(0, "Norlund Press", Some("2026-03-01"), original),
        input(1, "Radio Fell", None, undated),
        input(2, "Moor Tribune", Some("2026-03-01"), dated),
    ];
    let before = compared(&story);
    story.push(input(100, "Fell Courier", None, original));
    let after = compared(&story);
    assert_eq!(raised(&before, &after), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn a_citation_slices_back_to_its_words(story in a_story()) {
        let document = compared(&story);
        let value = serde_json::to_value(&document).unwrap();
        let mut cited = Vec::new();
        citations(&value, &mut cited);
        prop_assert!(!cited.is_empty());
        for citation in cited.into_iter().filter(|citation| citation["place"] != "note") {
            let words = words_at(&document, citation);
            prop_assert_eq!(words.as_deref(), citation["text"].as_str());
        }
    }

    #[test]
    fn every_statement_reaches_an_origin(story in a_story()) {
        let document = compared(&story);
        for claim in &document.claims {
            let carriers: BTreeSet<&str> =
                claim.statements.iter().map(|statement| statement.report.as_str()).collect();
            prop_assert_eq!(reports_of(&claim.channels), carriers.clone());
            prop_assert_eq!(reports_of(&claim.sources), carriers);
            for statement in 0..claim.statements.len() {
                let longest = claim.statements.len();
                prop_assert!(reaches_an_origin(&document, &claim.id, statement, longest), "{:?}", claim);
            }
        }
    }

    #[test]
    fn the_order_of_the_input_changes_no_byte(
        (story, shuffled) in a_story().prop_flat_map(|story| (Just(story.clone()), Just(story).prop_shuffle())),
    ) {
        prop_assert_eq!(bytes(&compared(&story)), bytes(&compared(&shuffled)));
    }

    #[test]
    fn the_number_of_threads_changes_no_byte(story in a_story()) {
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| bytes(&compared(&story)))
        };
        prop_assert_eq!(on(1), on(3));
    }

    #[test]
    fn a_verbatim_copy_raises_no_count(
        story in a_story(),
        copied in any::<Index>(),
        outlet in select(&["Fell Courier", "Lesk Observer"][..]),
        published in select(&[None, Some("2026-03-09T12:00Z")][..]),
    ) {
        let copy = Input { name: 100, outlet, published, ..copied.get(&story).clone() };
        let with_copy: Vec<Input> = story.iter().cloned().chain([copy]).collect();
        let (before, after) = (compared(&story), compared(&with_copy));
        prop_assert_eq!(raised(&before, &after), None);
    }

    #[test]
    fn an_unrelated_report_changes_no_other_claim(story in a_story(), published in select(TIMES)) {
        let unrelated = Input { name: 100, outlet: "Grain Letter", published, text: UNRELATED.to_owned() };
        let with_unrelated: Vec<Input> = story.iter().cloned().chain([unrelated]).collect();
        let (before, after) = (compared(&story), compared(&with_unrelated));
        let others: Vec<&ClaimEntry> = after
            .claims
            .iter()
            .filter(|claim| claim.statements.iter().all(|statement| statement.report != "100"))
            .collect();
        prop_assert_eq!(others, before.claims.iter().collect::<Vec<_>>());
        prop_assert_eq!(&after.figures, &before.figures);
        for report in &before.reports {
            let same = after.reports.iter().find(|same| same.id == report.id).unwrap();
            prop_assert_eq!((&report.lacks, &report.alone), (&same.lacks, &same.alone));
        }
    }

    #[test]
    fn a_report_lacks_what_others_carry_and_has_alone_what_it_carries(story in a_story()) {
        let document = compared(&story);
        let carriers = |id: &String| -> BTreeSet<&str> {
            let claim = document.claims.iter().find(|claim| claim.id == *id).unwrap();
            claim.statements.iter().map(|statement| statement.report.as_str()).collect()
        };
        for report in &document.reports {
            for lacking in &report.lacks {
                let carriers = carriers(lacking);
                prop_assert!(carriers.len() > 1 && !carriers.contains(report.id.as_str()));
            }
            for alone in &report.alone {
                prop_assert_eq!(carriers(alone), BTreeSet::from([report.id.as_str()]));
            }
        }
    }

    #[test]
    fn figures_are_of_several_reports_one_of_each(story in a_story()) {
        for table in compared(&story).figures {
            let reports: BTreeSet<&str> = table.figures.iter().map(|it| it.report.as_str()).collect();
            prop_assert!(reports.len() > 1 && reports.len() == table.figures.len(), "{:?}", table);
        }
    }

    #[test]
    fn no_prose_is_too_odd(texts in prop::collection::vec("\\PC{0,80}(\n{1,2}[\"“”a-z.,() -]{0,60}){0,3}", 1..3)) {
        let reports = texts.iter().map(|text| Report::new("odd", text.as_str())).collect();
        let document = ComparisonDocument::new(&compare::compare(
            reports,
            Tagger::Fast,
            Meanings::Unread,
        ));
        prop_assert_eq!(document.reports.len(), texts.len());
    }
}
