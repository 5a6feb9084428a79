use std::str::FromStr;

use headwater::model::{MetadataSource, Report, Stated};
use serde_json::{Map, Value};

use super::bytes::Input;
use crate::failure::Failure;

/// A field of ours that is read from a field of another name.
#[derive(Clone, Debug)]
pub(super) struct FieldMapping {
    ours: String,
    theirs: String,
}

impl FromStr for FieldMapping {
    type Err = String;

    fn from_str(mapping: &str) -> Result<Self, String> {
        let (ours, theirs) = mapping.split_once('=').ok_or("write it as OURS=THEIRS")?;
        Ok(Self { ours: ours.to_owned(), theirs: theirs.to_owned() })
    }
}

pub(super) fn is_json_lines(input: &Input) -> bool {
    input.name.ends_with(".jsonl") || input.bytes.trim_ascii_start().starts_with(b"{\"")
}

/// Reads a report a line.
pub(super) fn read(input: &Input, fields: &[FieldMapping]) -> Vec<Result<Report, Failure>> {
    let lines = input.bytes.split(|&byte| byte == b'\n').enumerate();
    let lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    lines
        .map(|(number, line)| {
            let place = format!("{}, line {}", input.name, number + 1);
            let record: Map<String, Value> = serde_json::from_slice(line)
                .map_err(|error| Failure::input(format!("{place}: {error}")))?;
            report(&record, fields, &place)
        })
        .collect()
}

fn report(
    record: &Map<String, Value>,
    fields: &[FieldMapping],
    place: &str,
) -> Result<Report, Failure> {
    let field = |ours: &str| {
        let theirs = fields.iter().find(|mapping| mapping.ours == ours);
        let name = theirs.map_or(ours, |mapping| &mapping.theirs);
        record.get(name).and_then(Value::as_str)
    };
    let text = field("text").ok_or_else(|| Failure::input(format!("{place}: no field `text`")))?;
    let given = |name| {
        field(name).map(|value| Stated { value: value.to_owned(), from: MetadataSource::Given })
    };
    let mut report = Report::new(field("id").unwrap_or(place), text);
    report.outlet = given("outlet");
    report.title = given("title");
    report.byline = given("byline");
    report.url = given("url");
    Ok(report)
}
