//! Reads JSON Lines: one record a line, each a report.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{
    LONGEST_LINE, LONGEST_TEXT, ReadError, date, language, metadata, page_report, plain, stem,
};
use crate::model::{MetadataSource, Report, Stated};

/// Whether a text is JSON Lines: its first line is an object, or a broken one in a file of that name.
///
/// Of a line that is too long it is enough that it begins as an object.
pub(super) fn is_json_lines(file: &str, text: &str) -> bool {
    let named = [".jsonl", ".ndjson"].iter().any(|ending| file.ends_with(ending));
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    named
        || match first.len() > LONGEST_LINE {
            true => first.starts_with('{'),
            false => serde_json::from_str::<Record>(first).is_ok(),
        }
}

/// Reads the records one by one; a broken one is an error, and the rest go on.
pub(super) fn read_lines<'t>(
    file: &'t str,
    text: Cow<'t, str>,
    fields: &'t Fields,
) -> impl Iterator<Item = Result<Report, ReadError>> + 't {
    let mut at = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let line = text[at..].split_inclusive('\n').next()?;
            at += line.len();
            number += 1;
            if let Some(read) = read_line(file, number, line, fields) {
                return Some(read);
            }
        }
    })
}

/// Reads the record of a line, if it is not blank.
pub(super) fn read_line(
    file: &str,
    number: usize,
    line: &str,
    fields: &Fields,
) -> Option<Result<Report, ReadError>> {
    if line.trim().is_empty() {
        return None;
    }
    let read = match line.len() > LONGEST_LINE {
        true => Err(ReadError::LongLine),
        false => read_record(file, line, number, fields),
    };
    Some(read.map_err(|error| ReadError::Record { line: number, error: Box::new(error) }))
}

/// The fields of a record, by the names that the file gives them.
///
/// ```
/// let mut fields = headwater::read::Fields::default();
/// fields.rename("text", "body").unwrap();
/// assert_eq!(fields.text, "body");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The id, which is kept as the report's name.
    pub id: String,
    /// The text; its offsets are kept.
    pub text: String,
    /// The page, which is read if there is no text.
    pub html: String,
    /// Who published it.
    pub outlet: String,
    /// Its headline.
    pub title: String,
    /// When it was published, in any usual form.
    pub published: String,
    /// Its address.
    pub url: String,
    /// Whom it names as its author.
    pub byline: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            id: "id".into(),
            text: "text".into(),
            html: "html".into(),
            outlet: "outlet".into(),
            title: "title".into(),
            published: "published".into(),
            url: "url".into(),
            byline: "byline".into(),
        }
    }
}

impl Fields {
    /// Reads the field that is called `ours` here from the one that is called `theirs` in the file.
    ///
    /// # Errors
    ///
    /// Fails if there is no such field here.
    pub fn rename(&mut self, ours: &str, theirs: &str) -> Result<(), UnknownField> {
        let field = match ours {
            "id" => &mut self.id,
            "text" => &mut self.text,
            "html" => &mut self.html,
            "outlet" => &mut self.outlet,
            "title" => &mut self.title,
            "published" => &mut self.published,
            "url" => &mut self.url,
            "byline" => &mut self.byline,
            _ => return Err(UnknownField(ours.to_owned())),
        };
        theirs.clone_into(field);
        Ok(())
    }
}

/// A field that no record is read for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no field `{0}`: there are id, text, html, outlet, title, published, url and byline")]
pub struct UnknownField(String);

fn read_record(
    file: &str,
    line: &str,
    number: usize,
    fields: &Fields,
) -> Result<Report, ReadError> {
    let record: Record =
        serde_json::from_str(line).map_err(|error| ReadError::NotJson(error.to_string()))?;
    let name = given(&record, &fields.id).unwrap_or_else(|| format!("{}-{number}", stem(file)));
    let mut report = match (given(&record, &fields.text), given(&record, &fields.html)) {
        (Some(text), _) if text.len() > LONGEST_TEXT => {
            return Err(ReadError::TooLong { bytes: text.len() });
        }
        (Some(text), _) => Report::new(name, text),
        (None, Some(page)) => page_report(&name, &page)?,
        (None, None) => return Err(missing(&record, fields)),
    };
    state(&mut report, &record, fields);
    if given(&record, &fields.text).is_some() {
        plain::annotate(&mut report);
        report.language = language::recognized(&report.text);
    }
    report.file = Some(file.to_owned());
    Ok(report)
}

type Record = Map<String, Value>;

/// Puts what the giver says of a report in the place of what its page says.
fn state(report: &mut Report, record: &Record, fields: &Fields) {
    let field = |name: &str| given(record, name).map(stated);
    let published = given(record, &fields.published).and_then(|written| date::parse(&written));
    report.title = field(&fields.title).or(report.title.take());
    report.byline = field(&fields.byline).or(report.byline.take());
    report.published = published.map(stated).or(report.published.take());
    report.url = field(&fields.url).or(report.url.take());
    let host = report.url.as_ref().and_then(|url| metadata::host(&url.value));
    report.outlet = field(&fields.outlet).or(report.outlet.take()).or(host);
}

fn stated<T>(value: T) -> Stated<T> {
    Stated { value, from: MetadataSource::Given }
}

/// The value of a field, if it is a string that is not blank, or a number.
fn given(record: &Record, name: &str) -> Option<String> {
    match record.get(name)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn missing(record: &Record, fields: &Fields) -> ReadError {
    let has = record.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    ReadError::NoText { text: fields.text.clone(), html: fields.html.clone(), has }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str, fields: &Fields) -> Vec<Result<Report, ReadError>> {
        read_lines("dir/event.jsonl", text.into(), fields).collect()
    }

    #[test]
    fn records_are_reports() {
        let text = r#"{"id": 7, "text": "Bridge closes\n\nThe bridge will close.\n\nIt has cracks.", "published": "4/21/18",
            "url": "https://www.observer.example/a", "title": null, "byline": " "}"#;
        let reports = read_all(&text.replace("\n            ", ""), &Fields::default());
        let report = reports[0].as_ref().unwrap();
        assert_eq!(report.name, "7");
        assert_eq!(report.published, Some(stated(date::parse("2018-04-21").unwrap())));
        assert_eq!(report.outlet.as_ref().unwrap().value, "observer.example");
        assert_eq!(report.title.as_ref().unwrap().from, MetadataSource::Text);
        assert_eq!(report.byline, None);
        assert!(report.text.starts_with("Bridge closes\n\nThe"));
    }

    #[test]
    fn a_broken_line_is_one_error() {
        let text =
            "{\"text\": \"One.\"}\n\n{\"text\": \n{\"body\": \"Two.\"}\n{\"text\": \"Three.\"}\n";
        let reports = read_all(text, &Fields::default());
        let names: Vec<_> = reports
            .iter()
            .map(|report| {
                report.as_ref().map_or_else(ToString::to_string, |report| report.name.clone())
            })
            .collect();
        assert_eq!(names[0], "event-1");
        assert!(names[1].starts_with("line 3: it is not JSON"), "{}", names[1]);
        assert_eq!(names[2], "line 4: it has neither a field `text` nor `html`, only: body");
        assert_eq!(names[3], "event-5");
    }

    #[test]
    fn fields_go_by_other_names() {
        let mut fields = Fields::default();
        fields.rename("text", "body").unwrap();
        assert_eq!(read_all(r#"{"body": "One."}"#, &fields)[0].as_ref().unwrap().text, "One.");
        assert!(fields.rename("words", "body").is_err());
    }

    #[test]
    fn pages_may_be_given_with_better_facts() {
        let sentence =
            "The council voted on Monday to close the old bridge over the river for a year. ";
        let page = format!("<title>Old</title><article><p>{}</p></article>", sentence.repeat(8));
        let record = serde_json::json!({"html": page, "title": "New"}).to_string();
        let reports = read_all(&record, &Fields::default());
        let report = reports[0].as_ref().unwrap();
        assert_eq!(report.title, Some(stated("New".into())));
        assert!(report.text.starts_with("The council"));
    }
}
