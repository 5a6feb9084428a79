use std::collections::BTreeMap;
use std::sync::Mutex;

use super::Told;
use super::likeness::Likeness;
use super::{content, likeness::likeness};
use crate::attribute::Attributed;
use crate::compare::Meanings;
use crate::meaning::{self, Meaning};
use crate::model::{
    Claim, ConflictKind, JoinGround, Report, Speaker, SpeakerKind, Statement, Voicing,
};
use crate::slots::slots;
use crate::split;

/// Aligns reports of these texts, and returns each claim's statements as words.
fn align(texts: &[&str]) -> Vec<Vec<String>> {
    let (reports, statements, claims) = aligned(texts);
    let words = |id: &crate::model::StatementId| {
        let statement = statements[id.index()];
        statement.of(&reports).to_owned()
    };
    claims.iter().map(|claim| claim.statements.iter().map(words).collect()).collect()
}

/// Reads the meanings of statements, each text once: most of the tests' reports share a frame.
fn meanings(reports: &[Report], statements: &[Statement]) -> Vec<Meaning> {
    static READ: Mutex<BTreeMap<String, Meaning>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap();
    let texts = statements.iter().map(|s| s.of(reports));
    texts
        .map(|text| {
            read.entry(text.to_owned())
                .or_insert_with(|| meaning::meanings(&[text]).remove(0))
                .clone()
        })
        .collect()
}

fn aligned(texts: &[&str]) -> (Vec<Report>, Vec<Statement>, Vec<Claim>) {
    aligned_by(texts, Meanings::Read)
}

fn aligned_by(texts: &[&str], by: Meanings) -> (Vec<Report>, Vec<Statement>, Vec<Claim>) {
    let reports: Vec<Report> = texts.iter().map(|text| Report::new("", *text)).collect();
    let divisions = split::split_all(&reports);
    let sentences: Vec<_> = divisions.iter().map(|d| d.sentences.clone()).collect();
    let statements: Vec<Statement> = divisions.into_iter().flat_map(|d| d.statements).collect();
    let attributed = Attributed::default();
    let slots = slots(&reports, &sentences, &statements, &attributed);
    let meanings = match by {
        Meanings::Read => meanings(&reports, &statements),
        Meanings::Unread => Vec::new(),
    };
    let claims = super::align(&Told {
        reports: &reports,
        statements: &statements,
        slots: &slots,
        meanings: &meanings,
        attributed: &attributed,
    });
    (reports, statements, claims)
}

#[test]
fn the_same_in_other_words_is_one_claim() {
    let a = "The ferry sank off the island of Lemra on Monday, killing 12 passengers.";
    let b = "Twelve passengers died on Monday when the ferry went down near Lemra.";
    assert_eq!(align(&[a, b]), [[a, b]]);
}

#[test]
fn shared_names_are_no_claim() {
    let a = "Minister Anna Korvel visited the port of Lemra on Monday.";
    let b = "Minister Anna Korvel said that she would not run for a third term.";
    assert_eq!(align(&[a, b]).len(), 2);
}

#[test]
fn every_statement_is_in_one_claim() {
    let a = "The ferry sank off Lemra. It had left an hour before. Nobody knows why.";
    let b = "A ferry sank near Lemra. Nobody knows why. The port is closed.";
    let (_, statements, claims) = aligned(&[a, b]);
    let mut seen: Vec<_> = claims.iter().flat_map(|claim| claim.statements.clone()).collect();
    seen.sort();
    assert_eq!(
        seen.iter().map(|id| id.index()).collect::<Vec<_>>(),
        (0..statements.len()).collect::<Vec<_>>()
    );
}

#[test]
fn a_copy_joins_every_claim_of_its_original() {
    let a = "The ferry sank off Lemra on Monday, killing 12 passengers. He did not say why. The port is closed.";
    let b = "Twelve passengers died on Monday when a ferry sank near Lemra. Schools were open.";
    let before = align(&[a, b]);
    let after = align(&[a, b, a]);
    let without_copies = |claims: Vec<Vec<String>>| -> Vec<Vec<String>> {
        claims
            .into_iter()
            .map(|mut claim| {
                claim.sort();
                claim.dedup();
                claim
            })
            .collect()
    };
    assert_eq!(without_copies(before), without_copies(after));
}

#[test]
fn a_copy_joins_no_two_statements_of_its_original() {
    let a = format!(
        "{FRAME}The storm destroyed 40 houses in Brenn on Monday.\n\n\
         On Monday the storm had destroyed 40 houses in Brenn, the mayor said later.\n\n"
    );
    let claims = |texts: &[&str]| aligned(texts).2.len();
    assert_eq!(claims(&[&a]), claims(&[&a, &a]));
}

#[test]
fn every_join_says_why() {
    let a = "The ferry sank off Lemra on Monday, killing 12 passengers.";
    let b = "Twelve passengers died on Monday when a ferry sank near Lemra.";
    let (_, _, claims) = aligned(&[a, b]);
    assert_eq!(claims[0].joins.len(), 1);
    assert!(!claims[0].joins[0].grounds.is_empty());
}

/// How like two sentences are, said by these voices; no name is the report's own voice.
fn likeness_of([a, b]: [(&str, &str); 2]) -> Likeness {
    let (reports, statements, _) = aligned(&[a.1, b.1]);
    let sentences: Vec<_> =
        split::split_all(&reports).into_iter().map(|division| division.sentences).collect();
    let voice = |name: &str| Speaker { name: name.to_owned(), kind: SpeakerKind::Person };
    let voices = |name: &str| (!name.is_empty()).then(|| voice(name)).into_iter().collect();
    let voicings =
        [a.0, b.0].map(|name| Voicing { voices: voices(name), ..Voicing::default() }).into();
    let attributed = Attributed { voicings, ..Attributed::default() };
    let slots = slots(&reports, &sentences, &statements, &attributed);
    let content::Read { lexicon, contents, .. } = content::read(&Told {
        reports: &reports,
        statements: &statements,
        slots: &slots,
        meanings: &[],
        attributed: &attributed,
    });
    likeness(&lexicon, &contents[0], &contents[1])
}

#[test]
fn it_is_seen_whether_one_voice_says_both() {
    let said = ["The road will reopen.", "Work on the road goes on."];
    let seen = |a: &'static str, b: &'static str| {
        let likeness = likeness_of([(a, said[0]), (b, said[1])]);
        (likeness.same_voice, likeness.other_voice)
    };
    assert_eq!(seen("Ana Oduya", "President Oduya"), (true, false));
    assert_eq!(seen("Ana Oduya", "Jaan Ilves"), (false, true));
    assert_eq!(seen("Ana Oduya", ""), (false, false));
}

#[test]
fn it_is_seen_whether_names_change_parts() {
    let reversed = |a, b| likeness_of([("", a), ("", b)]).reversed;
    let sold = "Norland sold warships to Estavia.";
    assert!(reversed(sold, "Estavia sold warships to Norland."));
    assert!(!reversed(sold, "Norland has sold five warships to Estavia."));
    assert!(!reversed("Rebels of Norland attacked Estavia.", "Estavia was attacked by Norland."));
    assert!(!reversed("Norland met Estavia.", "Estavia met Norland."));
    assert!(!reversed(
        "Brenn, the capital of Norland, flooded.",
        "Norland's capital Brenn flooded."
    ));
    assert!(!reversed("Norland said Estavia will pay.", "Estavia will pay, said Norland."));
}

#[test]
fn what_stands_between_the_same_is_joined_by_its_order() {
    let a = "The police closed the road to the beach.";
    let b = "The road was shut by officers until dusk.";
    let between = |middle: &str| FRAME.replace("Cooks", &format!("{middle}\n\nCooks"));
    let (_, _, claims) = aligned(&[&between(a), &between(b)]);
    let ordered =
        |claim: &&Claim| claim.joins.iter().any(|join| join.grounds.contains(&JoinGround::Order));
    assert_eq!(claims.iter().filter(ordered).count(), 1);
    assert!(!are_joined(a, b));
}

/// The sentence pairs, each with its kind, its verdict and whether the verdict is a known failure.
fn pairs() -> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str)> {
    include_str!("pairs.txt").lines().filter(|line| !line.starts_with('#')).map(|line| {
        let fields: Vec<&str> = line.split(" | ").collect();
        let [kind, verdict, a, b] = fields[..] else { panic!("four fields: {line}") };
        (kind, verdict, a, b)
    })
}

/// Sentences that tie two reports to one event, so that the pair after them is judged as within a story.
const FRAME: &str = "The harbour opened its gates to visitors.\n\nA choir of children sang on the quay.\n\n\
    Cooks fried herring for the crowd.\n\nFireworks ended the festival at midnight.\n\n";

fn are_joined(a: &str, b: &str) -> bool {
    let (_, statements, claims) = aligned(&[&format!("{FRAME}{a}"), &format!("{FRAME}{b}")]);
    let is_framed =
        |id: crate::model::StatementId| statements[id.index()].span.start() < FRAME.len();
    claims
        .iter()
        .flat_map(|claim| &claim.joins)
        .any(|join| !is_framed(join.a) && !is_framed(join.b))
}

/// FIXME: a verdict with "!" is a known failure, asserted as it is.
#[test]
fn sentence_pairs_by_kind_of_phenomenon() {
    let wrong: Vec<_> = pairs()
        .filter(|(_, verdict, a, b)| are_joined(a, b) != matches!(*verdict, "same" | "other!"))
        .map(|(kind, verdict, a, _)| format!("{kind} | {verdict} | {a}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_number_that_differs_is_a_conflict() {
    let a = "The fire destroyed 40 wooden houses in the village of Brenn on Monday.";
    let b = "On Monday the fire destroyed 65 wooden houses in the village of Brenn.";
    let (reports, statements, claims) = aligned(&[&format!("{FRAME}{a}"), &format!("{FRAME}{b}")]);
    let conflicts: Vec<_> = claims.iter().flat_map(|claim| &claim.conflicts).collect();
    let [conflict] = conflicts[..] else { panic!("one conflict: {conflicts:?}") };
    let words = |(id, span): &(crate::model::StatementId, crate::model::Span)| {
        span.of(&reports[statements[id.index()].report.index()].text).to_owned()
    };
    assert_eq!(conflict.kind, ConflictKind::Number);
    assert_eq!(conflict.sides.iter().map(words).collect::<Vec<_>>(), ["40", "65"]);
}

#[test]
fn a_vague_number_is_no_conflict() {
    let pairs =
        [("more than 100", "104"), ("dozens of", "36"), ("about 5.2 million", "5.3 million")];
    for (vague, exact) in pairs {
        let texts = [vague, exact].map(|number| {
            format!("{FRAME}The fire destroyed {number} wooden houses in the village of Brenn.")
        });
        let (_, _, claims) = aligned(&[&texts[0], &texts[1]]);
        assert!(claims.iter().all(|claim| claim.conflicts.is_empty()), "{vague} {exact}");
    }
}

#[test]
fn a_denial_is_a_conflict() {
    let a = "The company warned its customers about the leaking gas pipe.";
    let b = "The company did not warn its customers about the leaking gas pipe.";
    let (_, _, claims) = aligned(&[&format!("{FRAME}{a}"), &format!("{FRAME}{b}")]);
    let kinds: Vec<_> = claims.iter().flat_map(|c| &c.conflicts).map(|c| c.kind).collect();
    assert_eq!(kinds, [ConflictKind::Negation]);
}
