//! Compares the statements of the reports of each file, as `align` does before it groups them, and writes a line of JSON a
//! pair: from these the weights of `models/align` are learnt.

use headwater::attribute::{Tagger, across, attribute};
use headwater::model::{Report, StatementId};
use headwater::read::{Fields, read};
use headwater::{align, compare, meaning, slots, split};
use serde_json::json;

fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file)?;
        let reports: Vec<Report> =
            read(&file, &bytes, &Fields::default()).filter_map(Result::ok).collect();
        let reports = compare::arrange(reports);
        let divisions = split::split_all(&reports);
        let attributed = across(attribute(&reports, &divisions, Tagger::Fast));
        let sentences: Vec<_> = divisions.iter().map(|d| d.sentences.clone()).collect();
        let statements: Vec<_> = divisions.into_iter().flat_map(|d| d.statements).collect();
        let slots = slots::slots(&reports, &sentences, &statements, &attributed);
        let texts: Vec<&str> = statements.iter().map(|s| s.of(&reports)).collect();
        let told = align::Told {
            reports: &reports,
            statements: &statements,
            slots: &slots,
            meanings: &meaning::meanings(&texts),
            attributed: &attributed,
        };
        let side = |id: StatementId| {
            let statement = statements[id.index()];
            let report = &reports[statement.report.index()];
            let start = report.text[..statement.span.start()].chars().count();
            let text = statement.span.of(&report.text);
            json!([report.name, start, start + text.chars().count(), text])
        };
        for pair in align::pairs(&told) {
            let line = json!({"a": side(pair.a), "b": side(pair.b), "features": pair.features});
            println!("{line}");
        }
    }
    Ok(())
}
