use crate::attribute::Attributed;
use crate::model::{Claim, Report, ReportId, Statement};
use crate::split;

/// Aligns reports of these texts, and returns each claim's statements as words.
fn align(texts: &[&str]) -> Vec<Vec<String>> {
    let (reports, statements, claims) = aligned(texts);
    let words = |id: &crate::model::StatementId| {
        let statement = statements[id.index()];
        statement.span.of(&reports[statement.report.index()].text).to_owned()
    };
    claims.iter().map(|claim| claim.statements.iter().map(words).collect()).collect()
}

fn aligned(texts: &[&str]) -> (Vec<Report>, Vec<Statement>, Vec<Claim>) {
    let reports: Vec<Report> = texts.iter().map(|text| Report::new("", *text)).collect();
    let statements: Vec<Statement> = reports
        .iter()
        .enumerate()
        .flat_map(|(index, report)| split::split(ReportId::new(index), report).statements)
        .collect();
    let claims = super::align(&reports, &statements, &Attributed::default());
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
fn every_join_says_why() {
    let a = "The ferry sank off Lemra on Monday, killing 12 passengers.";
    let b = "Twelve passengers died on Monday when a ferry sank near Lemra.";
    let (_, _, claims) = aligned(&[a, b]);
    assert_eq!(claims[0].joins.len(), 1);
    assert!(!claims[0].joins[0].grounds.is_empty());
}
