//! Sets each statement's words beside those of its claim's first statement: what is kept, dropped, added, and what is
//! held back here and not there.
//!
//! It compares words and marks, and says nothing of who changed what: which statement is the first is the story's
//! order.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::{
    Change, Claim, Difference, QualifierKind, Report, ReportId, Span, Statement, StatementId,
    Voicing, Wording,
};

/// The share of words, in hundredths, that must be the same for differences to be marked word by word. Below
/// it the marks hide the sentence: in two translations of one speech some 30 of 100 words fall together.
const LEAST_ALIKE: usize = 45;

/// Finds for each claim, and in it for each statement, how it is worded.
///
/// ```
/// use headwater::model::{Change, Claim, Difference, Report, ReportId, Span, Statement, StatementId, Voicing};
/// use headwater::wording::wordings;
///
/// let reports = [Report::new("a", "The ferry sank at dawn."), Report::new("b", "The old ferry sank.")];
/// let statement = |at: usize| Statement {
///     report: ReportId::new(at),
///     sentence: 0,
///     span: Span::new(0, reports[at].text.len()),
/// };
/// let ids = vec![StatementId::new(0), StatementId::new(1)];
/// let variants = ids.iter().map(|id| vec![*id]).collect();
/// let claim = Claim { statements: ids, joins: Vec::new(), variants, conflicts: Vec::new() };
/// let voicings = [Voicing::default(), Voicing::default()];
/// let found = wordings(&reports, &[statement(0), statement(1)], &voicings, &[claim]);
/// let Difference::Changed(changes) = &found[0][1].difference else { panic!("some words differ") };
/// assert!(matches!(changes[1], Change::Added(words) if words.of(&reports[1].text) == "old "));
/// assert!(matches!(changes[3], Change::Dropped(words) if words.of(&reports[0].text) == " at dawn"));
/// ```
pub fn wordings(
    reports: &[Report],
    statements: &[Statement],
    voicings: &[Voicing],
    claims: &[Claim],
) -> Vec<Vec<Wording>> {
    let teller = Teller { reports, statements, voicings };
    claims.iter().map(|claim| teller.wordings(claim)).collect()
}

/// What the wordings are read off.
struct Teller<'t> {
    reports: &'t [Report],
    statements: &'t [Statement],
    voicings: &'t [Voicing],
}

impl Teller<'_> {
    fn wordings(&self, claim: &Claim) -> Vec<Wording> {
        let first = claim.statements.first().map(|&id| self.tokens(id));
        let everywhere = self.held_back_everywhere(claim);
        let wording = |(position, &id): (usize, &StatementId)| Wording {
            difference: match &first {
                Some(first) if position > 0 => difference(first, &self.tokens(id)),
                _ => Difference::First,
            },
            held_back: {
                let qualifiers = self.voicings[id.index()].qualifiers.iter().copied();
                qualifiers.filter(|qualifier| !everywhere.contains(&qualifier.kind)).collect()
            },
        };
        claim.statements.iter().enumerate().map(wording).collect()
    }

    fn tokens(&self, id: StatementId) -> Tokens<'_> {
        let Statement { report, span, .. } = self.statements[id.index()];
        Tokens::new(&self.reports[report.index()].text, span)
    }

    /// Returns the ways in which every report holds the claim back.
    fn held_back_everywhere(&self, claim: &Claim) -> BTreeSet<QualifierKind> {
        let mut kinds: BTreeMap<ReportId, BTreeSet<QualifierKind>> = BTreeMap::new();
        for id in &claim.statements {
            let qualifiers = &self.voicings[id.index()].qualifiers;
            let of_report = kinds.entry(self.statements[id.index()].report).or_default();
            of_report.extend(qualifiers.iter().map(|qualifier| qualifier.kind));
        }
        kinds.into_values().reduce(|all, of_report| &all & &of_report).unwrap_or_default()
    }
}

/// A statement cut into words, blanks and marks: "Oln's 12,000 men" is `Oln's`, ` `, `12,000`, ` `, `men`.
struct Tokens<'t> {
    text: &'t str,
    /// Where each stands in the report's text; each begins where the one before it ends.
    spans: Vec<Span>,
    /// What is compared: words without letter case, marks, and blanks of any kind as one.
    keys: Vec<String>,
    end: usize,
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str, statement: Span) -> Self {
        let (mut spans, mut keys) = (Vec::new(), Vec::new());
        let mut start = statement.start();
        while let Some(first) = text[start..statement.end()].chars().next() {
            let rest = &text[start..statement.end()];
            let length = if first.is_alphanumeric() { word_end(rest) } else { first.len_utf8() };
            spans.push(Span::new(start, start + length));
            keys.push(key(&rest[..length]));
            start += length;
        }
        Self { text, spans, keys, end: statement.end() }
    }

    /// Returns where some of the tokens stand; nothing of the text, at its place, if there are none.
    fn span(&self, tokens: Range<usize>) -> Span {
        let start = |at: usize| self.spans.get(at).map_or(self.end, |span| span.start());
        Span::new(start(tokens.start), start(tokens.end))
    }

    fn words(&self, tokens: Range<usize>) -> usize {
        self.keys[tokens].iter().filter(|key| key.starts_with(char::is_alphanumeric)).count()
    }

    fn says_something(&self, span: Span) -> bool {
        span.of(self.text).contains(char::is_alphanumeric)
    }

    fn is_blank(&self, span: Span) -> bool {
        span.of(self.text).trim().is_empty()
    }
}

/// Returns where the word ends that a text begins with; a mark between two of its characters belongs to it.
fn word_end(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let inside = characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let belongs = character.is_alphanumeric() || (inside && "'’.,".contains(character));
        if !belongs {
            return at;
        }
    }
    text.len()
}

fn key(token: &str) -> String {
    if token.trim().is_empty() { " ".to_owned() } else { token.to_lowercase() }
}

/// Sets a wording beside the first, word by word.
fn difference(first: &Tokens<'_>, own: &Tokens<'_>) -> Difference {
    let steps = capture_diff_slices(Algorithm::Myers, &first.keys, &own.keys);
    let kept = steps.iter().filter(|step| matches!(step, DiffOp::Equal { .. }));
    let kept: usize = kept.map(|step| own.words(step.new_range())).sum();
    let most = first.words(0..first.keys.len()).max(own.words(0..own.keys.len()));
    match kept * 100 {
        all if all == most * 100 => Difference::Same,
        some if some < most * LEAST_ALIKE => Difference::Reworded,
        _ => Difference::Changed(changes(&steps, first, own)),
    }
}

/// Joins the steps into as few changes as read well: a blank between two changed words is changed too.
fn changes(steps: &[DiffOp], first: &Tokens<'_>, own: &Tokens<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut pending: Option<(Span, Span)> = None;
    for step in steps {
        let step_spans = (first.span(step.old_range()), own.span(step.new_range()));
        let is_kept = matches!(step, DiffOp::Equal { .. })
            && (pending.is_none() || !own.is_blank(step_spans.1));
        if is_kept {
            settle(&mut changes, pending.take(), first, own);
            keep(&mut changes, step_spans);
        } else {
            let join = |(a, b): (Span, Span)| (a.join(step_spans.0), b.join(step_spans.1));
            pending = Some(pending.map_or(step_spans, join));
        }
    }
    settle(&mut changes, pending, first, own);
    changes
}

/// Enters what differs; marks and blanks alone are no difference.
fn settle(
    changes: &mut Vec<Change>,
    pending: Option<(Span, Span)>,
    first: &Tokens<'_>,
    own: &Tokens<'_>,
) {
    let Some((dropped, added)) = pending else { return };
    let nothing_at = |byte: usize| Span::new(byte, byte);
    match (first.says_something(dropped), own.says_something(added)) {
        (false, false) => keep(changes, (dropped, added)),
        (true, false) => {
            changes.push(Change::Dropped(dropped));
            keep(changes, (nothing_at(dropped.end()), added));
        }
        (false, true) => {
            keep(changes, (dropped, nothing_at(added.start())));
            changes.push(Change::Added(added));
        }
        (true, true) => changes.extend([Change::Dropped(dropped), Change::Added(added)]),
    }
}

/// Enters what is kept, in one with what is kept before it.
fn keep(changes: &mut Vec<Change>, (of_first, of_own): (Span, Span)) {
    if of_first.is_empty() && of_own.is_empty() {
        return;
    }
    match changes.last_mut() {
        Some(Change::Kept { first, own }) => {
            (*first, *own) = (first.join(of_first), own.join(of_own));
        }
        _ => changes.push(Change::Kept { first: of_first, own: of_own }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Qualifier;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Tokens<'_> {
        Tokens::new(text, Span::new(0, text.len()))
    }

    /// Writes changes with `[-dropped-]` and `{+added+}`.
    fn marked(first: &str, own: &str) -> String {
        match difference(&tokens(first), &tokens(own)) {
            Difference::First => "first".to_owned(),
            Difference::Same => "same".to_owned(),
            Difference::Reworded => "reworded".to_owned(),
            Difference::Changed(changes) => changes
                .iter()
                .map(|change| match change {
                    Change::Kept { own: kept, .. } => kept.of(own).to_owned(),
                    Change::Dropped(words) => format!("[-{}-]", words.of(first)),
                    Change::Added(words) => format!("{{+{}+}}", words.of(own)),
                })
                .collect(),
        }
    }

    #[test]
    fn marks_words_that_differ() {
        let cases = [
            ("Twelve were saved.", "twelve were saved", "same"),
            (
                "Twelve people were saved.",
                "Nine people were saved.",
                "[-Twelve-]{+Nine+} people were saved.",
            ),
            ("It cost 12,000 marks", "It cost 12,500 marks", "It cost [-12,000-]{+12,500+} marks"),
            ("The old ferry sank", "The ferry sank", "The [-old -]ferry sank"),
            ("The ferry sank", "The ferry sank slowly", "The ferry sank{+ slowly+}"),
            ("It sank, they said.", "It sank; they say.", "It sank; they [-said-]{+say+}."),
            ("The ferry sank at dawn", "Before breakfast a boat was lost", "reworded"),
            ("", "", "same"),
        ];
        for (first, own, expected) in cases {
            assert_eq!(marked(first, own), expected, "{own:?} beside {first:?}");
        }
    }

    proptest! {
        #[test]
        fn no_word_of_either_is_lost(first in "([a-cé]{1,2}[ ,.]{1,2}){0,9}", own in "([a-cé]{1,2}[ ,.]{1,2}){0,9}") {
            let (of_first, of_own) = (tokens(&first), tokens(&own));
            if let Difference::Changed(changes) = difference(&of_first, &of_own) {
                let (mut told_first, mut told_own) = (String::new(), String::new());
                for change in changes {
                    match change {
                        Change::Kept { first: a, own: b } => {
                            told_first.push_str(a.of(&first));
                            told_own.push_str(b.of(&own));
                        }
                        Change::Dropped(words) => told_first.push_str(words.of(&first)),
                        Change::Added(words) => told_own.push_str(words.of(&own)),
                    }
                }
                prop_assert_eq!(told_first, first);
                prop_assert_eq!(told_own, own);
            }
        }
    }

    /// Returns what is held back in each statement of a claim; each statement with its report and its hedges.
    fn held_back(statements: &[(usize, &[QualifierKind])]) -> Vec<Vec<QualifierKind>> {
        let span = Span::new(0, 3);
        let reports: Vec<Report> = (0..3).map(|_| Report::new("r", "may")).collect();
        let voicing = |kinds: &[QualifierKind]| Voicing {
            qualifiers: kinds.iter().map(|&kind| Qualifier { kind, span }).collect(),
            ..Voicing::default()
        };
        let voicings: Vec<_> = statements.iter().map(|(_, kinds)| voicing(kinds)).collect();
        let ids: Vec<_> = (0..statements.len()).map(StatementId::new).collect();
        let statements: Vec<_> = statements
            .iter()
            .map(|&(report, _)| Statement { report: ReportId::new(report), sentence: 0, span })
            .collect();
        let variants = ids.iter().map(|id| vec![*id]).collect();
        let claim = Claim { statements: ids, joins: Vec::new(), variants, conflicts: Vec::new() };
        let found = wordings(&reports, &statements, &voicings, &[claim]).remove(0);
        let kinds = |wording: Wording| wording.held_back.iter().map(|q| q.kind).collect::<Vec<_>>();
        found.into_iter().map(kinds).collect()
    }

    #[test]
    fn what_is_held_back_is_told_where_another_report_does_not() {
        use QualifierKind::{Condition, Hedge};
        assert_eq!(held_back(&[(0, &[Hedge]), (1, &[])]), [vec![Hedge], vec![]]);
        assert_eq!(held_back(&[(0, &[Hedge]), (1, &[Hedge])]), [vec![], vec![]]);
        assert_eq!(
            held_back(&[(0, &[Hedge]), (1, &[Condition, Hedge]), (2, &[Hedge])]),
            [vec![], vec![Condition], vec![]]
        );
        assert_eq!(held_back(&[(0, &[Hedge]), (0, &[])]), [vec![], vec![]], "one report alone");
        assert_eq!(
            held_back(&[(0, &[Hedge]), (1, &[]), (1, &[Hedge])]),
            [vec![], vec![], vec![]],
            "the other says it in two statements"
        );
    }
}
