use std::rc::Rc;

use headwater::wire::{FamilyDocument, MemberEntry, RelationDocument, ReuseEntry};

use super::Table;
use super::columns::{Column, Values};

/// The passages that reports share, a row a pair.
pub(crate) const PASSAGES: Table<ReuseEntry> = Table {
    name: "reuse",
    columns: &[
        Column { name: "a", meaning: "id of one report", values: Values::Text(|row| &row.a) },
        Column {
            name: "a_start",
            meaning: "where its passage begins in its text",
            values: Values::Number(|row| row.a_start),
        },
        Column { name: "a_end", meaning: "where it ends", values: Values::Number(|row| row.a_end) },
        Column { name: "b", meaning: "id of the other report", values: Values::Text(|row| &row.b) },
        Column {
            name: "b_start",
            meaning: "where its passage begins in its text",
            values: Values::Number(|row| row.b_start),
        },
        Column { name: "b_end", meaning: "where it ends", values: Values::Number(|row| row.b_end) },
        Column {
            name: "score",
            meaning: "share of words that match, from 0 to 1",
            values: Values::Share(|row| row.score),
        },
        Column {
            name: "words",
            meaning: "words that match",
            values: Values::Number(|row| row.words as usize),
        },
        Column {
            name: "class",
            meaning: "copy, edited, reordered, quotation, stock-phrase or credit",
            values: Values::Text(|row| row.class),
        },
        Column {
            name: "rarity",
            meaning: "what a matching word weighs on average, from 0 (\"the\") to 1000 (hardly any report has it)",
            values: Values::Number(|row| row.rarity.into()),
        },
        Column {
            name: "carriers",
            meaning: "other, unrelated reports that have these words",
            values: Values::Number(|row| row.carriers as usize),
        },
        Column {
            name: "first",
            meaning: "a or b: whose report was published first; null where the dates do not say",
            values: Values::TextOrNone(|row| row.first),
        },
    ],
};

/// How pairs of reports lie to each other, a row a pair.
pub(crate) const RELATIONS: Table<RelationDocument> = Table {
    name: "relations",
    columns: &[
        Column { name: "a", meaning: "id of one report", values: Values::Text(|row| &row.a.id) },
        Column {
            name: "a_words",
            meaning: "how many words it has",
            values: Values::Number(|row| row.a.words as usize),
        },
        Column {
            name: "a_share",
            meaning: "share of them that stand in the other report, from 0 to 1",
            values: Values::Share(|row| row.a.share),
        },
        Column {
            name: "b",
            meaning: "id of the other report",
            values: Values::Text(|row| &row.b.id),
        },
        Column {
            name: "b_words",
            meaning: "how many words it has",
            values: Values::Number(|row| row.b.words as usize),
        },
        Column {
            name: "b_share",
            meaning: "share of them that stand in the one report",
            values: Values::Share(|row| row.b.share),
        },
        Column {
            name: "relation",
            meaning: "duplicate, near-duplicate, truncated-copy, part-of, wrap-up or shared-passages",
            values: Values::Text(|row| row.relation),
        },
        Column {
            name: "whole",
            meaning: "id of the report that has more, or that is the wrap-up",
            values: Values::TextOrNone(|row| row.whole.as_deref()),
        },
        Column {
            name: "passages",
            meaning: "passages of running text that both share",
            values: Values::Number(|row| row.passages),
        },
    ],
};

/// Reports of families, a row a report beside the source.
pub(crate) const FAMILIES: Table<FamilyRow> = Table {
    name: "families",
    columns: &[
        Column {
            name: "source",
            meaning: "id of the family's likeliest source",
            values: Values::Text(|row| &row.family.source),
        },
        Column {
            name: "ground",
            meaning: "what speaks for it: sole, earliest, fullest or undecided",
            values: Values::Text(|row| row.family.ground),
        },
        Column {
            name: "source_published",
            meaning: "when it was published, in ISO 8601",
            values: Values::TextOrNone(|row| row.family.published.as_deref()),
        },
        Column {
            name: "id",
            meaning: "id of the report",
            values: Values::Text(|row| &row.member().side.id),
        },
        Column {
            name: "words",
            meaning: "how many words it has",
            values: Values::Number(|row| row.member().side.words as usize),
        },
        Column {
            name: "share",
            meaning: "share of them that stand in the source, from 0 to 1",
            values: Values::Share(|row| row.member().side.share),
        },
        Column {
            name: "published",
            meaning: "when it was published, in ISO 8601",
            values: Values::TextOrNone(|row| row.member().published.as_deref()),
        },
        Column {
            name: "relation",
            meaning: "how its text lies to that of the source, as in --relations",
            values: Values::Text(|row| row.member().relation),
        },
        Column {
            name: "whole",
            meaning: "id of the report that has more, or that is the wrap-up",
            values: Values::TextOrNone(|row| row.member().whole.as_deref()),
        },
        Column {
            name: "runner_up",
            meaning: "1 of the likeliest other report that could be the source, 2 of the next",
            values: Values::NumberOrNone(FamilyRow::runner_up),
        },
    ],
};

/// A report of a family, beside its source.
pub(crate) struct FamilyRow {
    family: Rc<FamilyDocument>,
    member: usize,
}

/// Returns a row for each report of a family beside its source.
pub(crate) fn family_rows(family: FamilyDocument) -> impl Iterator<Item = FamilyRow> {
    let family = Rc::new(family);
    (0..family.members.len()).map(move |member| FamilyRow { family: Rc::clone(&family), member })
}

impl FamilyRow {
    fn member(&self) -> &MemberEntry {
        &self.family.members[self.member]
    }

    fn runner_up(&self) -> Option<usize> {
        let id = &self.member().side.id;
        self.family.runners_up.iter().position(|other| other == id).map(|at| at + 1)
    }
}
