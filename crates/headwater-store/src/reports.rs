//! The rows of reports, and of what a search needs of them.

use std::borrow::Cow;
use std::path::Path;

use headwater::model::{MetadataSource, Note, NoteKind, Published, Report, ReportId, Span, Stated};
use headwater::reuse::{Outline, Seed};
use rusqlite::{Connection, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::error::StoreError;
use crate::schema::{number, report_id};

/// Where each fact about a report was found.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Evidence {
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<MetadataSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<MetadataSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<MetadataSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<MetadataSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<MetadataSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<MetadataSource>,
}

/// A note as it is written.
#[derive(Serialize, Deserialize)]
struct NoteRow {
    kind: NoteKind,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

/// Adds a report.
pub(crate) fn add(
    transaction: &Transaction<'_>,
    id: ReportId,
    report: &Report,
) -> Result<(), StoreError> {
    let json = |written: serde_json::Result<String>| written.expect("all of it can be written");
    let mut insert = transaction.prepare_cached(
        "INSERT INTO reports
         (id, name, file, outlet, title, byline, published, language, url, evidence, text, notes, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    insert.execute(params![
        number(id.index()),
        report.name,
        report.file,
        value(report.outlet.as_ref()),
        value(report.title.as_ref()),
        value(report.byline.as_ref()),
        report.published.as_ref().map(|published| published.value.to_string()),
        value(report.language.as_ref()),
        value(report.url.as_ref()),
        json(serde_json::to_string(&evidence(report))),
        report.text,
        json(serde_json::to_string(&report.notes.iter().map(note_row).collect::<Vec<_>>())),
        digest(report),
    ])?;
    Ok(())
}

/// Returns a report.
pub(crate) fn report(connection: &Connection, id: ReportId) -> Result<Report, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT name, file, outlet, title, byline, published, language, url, evidence, text, notes
         FROM reports WHERE id = ?1",
    )?;
    let mut rows = select.query([number(id.index())])?;
    let row = rows.next()?.ok_or_else(|| damaged(id, "it is missing"))?;
    read(row, id)
}

/// Returns the name of a report.
pub(crate) fn name(connection: &Connection, id: ReportId) -> Result<String, StoreError> {
    let mut select = connection.prepare_cached("SELECT name FROM reports WHERE id = ?1")?;
    Ok(select.query_row([number(id.index())], |row| row.get(0))?)
}

/// Returns the id of the report that is the same as this one.
pub(crate) fn id(connection: &Connection, report: &Report) -> Result<Option<ReportId>, StoreError> {
    let mut select = connection.prepare_cached("SELECT id FROM reports WHERE digest = ?1")?;
    let ids = select.query_map([digest(report)], |row| row.get(0).map(report_id))?;
    for id in ids.collect::<Result<Vec<_>, _>>()? {
        if are_same(&self::report(connection, id)?, report) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Tells whether two reports are one that was given twice.
pub(crate) fn are_same(one: &Report, other: &Report) -> bool {
    identity(one) == identity(other)
}

/// Hashes what tells a report from others.
pub(crate) fn digest(report: &Report) -> i64 {
    let mut hash = Xxh3::new();
    for part in identity(report) {
        let part = part.as_deref().unwrap_or_default();
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.digest().cast_signed()
}

/// Returns what tells a report from others: a name that its file gave it does so only with the file.
fn identity(report: &Report) -> [Option<Cow<'_, str>>; 6] {
    let file = report.file.as_deref();
    let is_named_after =
        |file: &&str| Path::new(file).file_stem().is_some_and(|stem| *stem == *report.name);
    let published = report.published.as_ref().map(|published| published.value.to_string());
    [
        Some(report.name.as_str().into()),
        Some(report.text.as_str().into()),
        value(report.outlet.as_ref()).map(Cow::Borrowed),
        value(report.url.as_ref()).map(Cow::Borrowed),
        published.map(Cow::Owned),
        file.filter(is_named_after).map(Cow::Borrowed),
    ]
}

fn read(row: &Row<'_>, id: ReportId) -> Result<Report, StoreError> {
    let evidence: String = row.get("evidence")?;
    let evidence: Evidence =
        serde_json::from_str(&evidence).map_err(|error| damaged(id, &error.to_string()))?;
    let notes: String = row.get("notes")?;
    let notes: Vec<NoteRow> =
        serde_json::from_str(&notes).map_err(|error| damaged(id, &error.to_string()))?;
    let published = row.get::<_, Option<String>>("published")?;
    let published = published.map(|written| written.parse::<Published>()).transpose();
    let published = published.map_err(|error| damaged(id, &error.to_string()))?;
    let text: String = row.get("text")?;
    let notes = notes.into_iter().map(|note| {
        let span = note_span(&note, &text).ok_or_else(|| damaged(id, "a note is past its end"))?;
        Ok(Note { kind: note.kind, text: note.text, span })
    });
    let notes = notes.collect::<Result<_, StoreError>>()?;
    Ok(Report {
        name: row.get("name")?,
        file: row.get("file")?,
        outlet: stated(row.get("outlet")?, evidence.outlet),
        title: stated(row.get("title")?, evidence.title),
        byline: stated(row.get("byline")?, evidence.byline),
        published: stated(published, evidence.published),
        language: stated(row.get("language")?, evidence.language),
        url: stated(row.get("url")?, evidence.url),
        text,
        notes,
    })
}

fn damaged(id: ReportId, why: &str) -> StoreError {
    StoreError::damaged(format!("report {}: {why}", id.index()))
}

fn value(stated: Option<&Stated<String>>) -> Option<&str> {
    stated.map(|stated| stated.value.as_str())
}

fn evidence(report: &Report) -> Evidence {
    fn from<T>(stated: Option<&Stated<T>>) -> Option<MetadataSource> {
        stated.map(|stated| stated.from.clone())
    }
    Evidence {
        outlet: from(report.outlet.as_ref()),
        title: from(report.title.as_ref()),
        byline: from(report.byline.as_ref()),
        published: from(report.published.as_ref()),
        language: from(report.language.as_ref()),
        url: from(report.url.as_ref()),
    }
}

fn stated<T>(value: Option<T>, from: Option<MetadataSource>) -> Option<Stated<T>> {
    Some(Stated { value: value?, from: from? })
}

fn note_row(note: &Note) -> NoteRow {
    NoteRow {
        kind: note.kind,
        text: note.text.clone(),
        start: note.span.map(Span::start),
        end: note.span.map(Span::end),
    }
}

/// Returns where a note stands in the text, if it does; nothing if it stands where no text is.
fn note_span(note: &NoteRow, text: &str) -> Option<Option<Span>> {
    match (note.start, note.end) {
        (Some(start), Some(end)) => text.get(start..end).map(|_| Some(Span::new(start, end))),
        _ => Some(None),
    }
}

/// Adds the outline of a report.
pub(crate) fn add_outline(
    transaction: &Transaction<'_>,
    id: ReportId,
    outline: &Outline,
) -> Result<(), StoreError> {
    let mut insert =
        transaction.prepare_cached("INSERT INTO outlines (report, outline) VALUES (?1, ?2)")?;
    insert.execute(params![number(id.index()), outline.to_bytes()])?;
    Ok(())
}

/// Returns the outlines of all reports, by their ids.
pub(crate) fn outlines(connection: &Connection) -> Result<Vec<Outline>, StoreError> {
    let mut select = connection.prepare("SELECT report, outline FROM outlines ORDER BY report")?;
    let mut rows = select.query([])?;
    let mut outlines = Vec::new();
    while let Some(row) = rows.next()? {
        let id = report_id(row.get(0)?);
        if id.index() != outlines.len() {
            return Err(damaged(id, "the outline before it is missing"));
        }
        let outline = Outline::from_bytes(row.get_ref(1)?.as_blob().unwrap_or_default());
        outlines.push(outline.ok_or_else(|| damaged(id, "its outline"))?);
    }
    Ok(outlines)
}

/// Adds those seeds of a chunk of reports that are in a part.
pub(crate) fn add_seeds(
    transaction: &Transaction<'_>,
    part: usize,
    chunk: usize,
    seeds: &[Seed],
) -> Result<(), StoreError> {
    if seeds.is_empty() {
        return Ok(());
    }
    let mut insert =
        transaction.prepare_cached("INSERT INTO seeds (chunk, seeds) VALUES (?1, ?2)")?;
    let bytes: Vec<u8> = seeds.iter().flat_map(|seed| seed.to_bytes()).collect();
    insert.execute(params![first_chunk(part) + number(chunk), bytes])?;
    Ok(())
}

/// Returns the seeds of a part.
pub(crate) fn seeds(connection: &Connection, part: usize) -> Result<Vec<Seed>, StoreError> {
    let mut select =
        connection.prepare_cached("SELECT seeds FROM seeds WHERE chunk >= ?1 AND chunk < ?2")?;
    let mut rows = select.query([first_chunk(part), first_chunk(part + 1)])?;
    let mut seeds = Vec::new();
    while let Some(row) = rows.next()? {
        let (bytes, rest) = row.get_ref(0)?.as_blob().unwrap_or_default().as_chunks();
        if !rest.is_empty() {
            return Err(StoreError::damaged("half a seed"));
        }
        seeds.extend(bytes.iter().map(|&bytes| Seed::from_bytes(bytes)));
    }
    Ok(seeds)
}

fn first_chunk(part: usize) -> i64 {
    number(part) << 32
}
