//! Reads and divides the reports of files, and finds who is credited in them as the first argument says: `fast`,
//! `strong`, or `none`. `benches/compare.py` measures the time that `none` does not take.

use headwater::attribute::{Tagger, attribute};
use headwater::model::Report;
use headwater::read::{Fields, read};
use headwater::split::split_all;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let tagger = match arguments.next().as_deref() {
        Some("none") => None,
        Some("strong") => Some(Tagger::Strong),
        _ => Some(Tagger::Fast),
    };
    for file in arguments {
        let bytes = std::fs::read(&file)?;
        let reports: Vec<Report> =
            read(&file, &bytes, &Fields::default()).filter_map(Result::ok).collect();
        let divisions = split_all(&reports);
        let found = tagger.map(|tagger| attribute(&reports, &divisions, tagger));
        println!("{file}: {} attributions", found.map_or(0, |found| found.attributions.len()));
    }
    Ok(())
}
