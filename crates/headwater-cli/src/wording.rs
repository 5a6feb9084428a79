//! Cuts a statement into the stretches in which it differs from its claim's first wording.

use headwater::wire::{ChangeEntry, ClaimEntry, QualifierEntry, Range, StatementEntry};

/// A stretch of a wording, or of the first that it is set beside.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) change: Change,
    pub(crate) words: String,
}

/// How a stretch differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Kept,
    Dropped,
    Added,
}

/// Cuts a statement of a claim; one piece where nothing is marked.
pub(crate) fn pieces(claim: &ClaimEntry, statement: &StatementEntry) -> Vec<Piece> {
    if statement.changes.is_empty() {
        return vec![Piece { change: Change::Kept, words: statement.text.clone() }];
    }
    let first = &claim.statements[0];
    let piece = |entry: &ChangeEntry| {
        let (change, of, range) = match (entry.kind, entry.first, entry.own) {
            ("dropped", Some(range), _) => (Change::Dropped, first, range),
            ("added", _, Some(range)) => (Change::Added, statement, range),
            (_, _, Some(range)) => (Change::Kept, statement, range),
            _ => return None,
        };
        Some(Piece { change, words: within(of, range) })
    };
    statement.changes.iter().filter_map(piece).collect()
}

/// Returns words of a statement by where they stand in its report.
fn within(statement: &StatementEntry, (start, end): Range) -> String {
    let skipped = start.saturating_sub(statement.start);
    statement.text.chars().skip(skipped).take(end.saturating_sub(start)).collect()
}

/// Says how a statement is held back where another report does not hold the claim back: "softened «may»".
pub(crate) fn held_back(statement: &StatementEntry) -> Vec<String> {
    let told = |qualifier: &QualifierEntry| {
        let how = match qualifier.kind {
            "hedge" => "softened",
            "condition" => "on condition",
            kind => kind,
        };
        format!("{how} «{}»", qualifier.text)
    };
    statement.held_back.iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::story;

    #[test]
    fn what_is_kept_and_added_is_the_statement() {
        let document = story();
        let claim = &document.claims[1];
        let reprint = &claim.statements[1];
        let pieces = pieces(claim, reprint);
        let told = pieces.iter().filter(|piece| piece.change != Change::Dropped);
        assert_eq!(told.map(|piece| piece.words.as_str()).collect::<String>(), reprint.text);
        let dropped: Vec<_> = pieces
            .iter()
            .filter(|piece| piece.change == Change::Dropped)
            .map(|p| &p.words)
            .collect();
        assert_eq!(dropped, [" early"]);
    }

    #[test]
    fn a_wording_that_is_not_marked_is_one_piece() {
        let document = story();
        let claim = &document.claims[0];
        assert_eq!(pieces(claim, &claim.statements[1]).len(), 1);
    }

    #[test]
    fn what_holds_back_is_quoted() {
        let document = story();
        let post = document.claims[0].statements.last().unwrap();
        assert_eq!(held_back(post), ["softened «reportedly»"]);
    }
}
