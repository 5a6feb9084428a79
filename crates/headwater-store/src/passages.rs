//! The rows of passages that reports share.

use headwater::model::{Manner, Passage, Reuse, ReuseClass, Span};
use headwater::reuse::Found;
use rusqlite::{Connection, Row, Transaction, params};

use crate::error::StoreError;
use crate::schema::{number, report_id};

const MANNERS: [(Manner, &str); 3] =
    [(Manner::Copy, "copy"), (Manner::Edited, "edited"), (Manner::Reordered, "reordered")];

const CLASSES: [(ReuseClass, &str); 4] = [
    (ReuseClass::Text, "text"),
    (ReuseClass::Quotation, "quotation"),
    (ReuseClass::StockPhrase, "stock-phrase"),
    (ReuseClass::Credit, "credit"),
];

/// Adds passages.
pub(crate) fn add(transaction: &Transaction<'_>, found: &[Found]) -> Result<(), StoreError> {
    let mut insert = transaction.prepare(
        "INSERT INTO passages
         (a, a_start, a_end, b, b_start, b_end, words, identity, rarity, manner, class, is_lines)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    for Found { reuse, is_lines } in found {
        insert.execute(params![
            number(reuse.a.report.index()),
            number(reuse.a.span.start()),
            number(reuse.a.span.end()),
            number(reuse.b.report.index()),
            number(reuse.b.span.start()),
            number(reuse.b.span.end()),
            reuse.words,
            reuse.identity,
            reuse.rarity,
            word(&MANNERS, &reuse.manner),
            word(&CLASSES, &reuse.class),
            is_lines,
        ])?;
    }
    Ok(())
}

/// Returns all passages of so many reports, ordered by where they stand.
pub(crate) fn all(connection: &Connection, reports: usize) -> Result<Vec<Found>, StoreError> {
    let mut select = connection
        .prepare("SELECT * FROM passages ORDER BY a, b, a_start, a_end, b_start, b_end")?;
    let mut rows = select.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let one = read(row)?;
        if one.reuse.a.report >= one.reuse.b.report || one.reuse.b.report.index() >= reports {
            return Err(StoreError::damaged("a passage of reports that it does not hold"));
        }
        found.push(one);
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> Result<Found, StoreError> {
    let passage = |report, start, end| -> Result<Passage, StoreError> {
        let (start, end): (u32, u32) = (row.get(start)?, row.get(end)?);
        if start > end {
            return Err(StoreError::damaged("a passage ends before it begins"));
        }
        let span = Span::new(start as usize, end as usize);
        Ok(Passage { report: report_id(row.get(report)?), span })
    };
    let reuse = Reuse {
        a: passage("a", "a_start", "a_end")?,
        b: passage("b", "b_start", "b_end")?,
        words: row.get("words")?,
        identity: row.get("identity")?,
        rarity: row.get("rarity")?,
        manner: kind(&MANNERS, row.get_ref("manner")?.as_str().unwrap_or_default())?,
        carriers: 0,
        class: kind(&CLASSES, row.get_ref("class")?.as_str().unwrap_or_default())?,
    };
    Ok(Found { reuse, is_lines: row.get("is_lines")? })
}

fn word<K: PartialEq>(words: &[(K, &'static str)], kind: &K) -> &'static str {
    let found = words.iter().find(|(known, _)| known == kind);
    found.expect("every kind has a word").1
}

fn kind<K: Copy>(words: &[(K, &'static str)], word: &str) -> Result<K, StoreError> {
    let found = words.iter().find(|(_, known)| *known == word);
    found.map(|(kind, _)| *kind).ok_or_else(|| StoreError::damaged(format!("a passage: {word:?}")))
}
