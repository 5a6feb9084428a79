//! Reads the reports of files and does nothing else; `benches/compare.py` measures the time that reading takes.

use headwater::read::{Fields, read};

fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file)?;
        let fields = Fields::default();
        let (reports, failures): (Vec<_>, Vec<_>) =
            read(&file, &bytes, &fields).partition(Result::is_ok);
        println!("{file}: {} reports, {} failures", reports.len(), failures.len());
    }
    Ok(())
}
