//! What the stages of finding reuse cost, each on texts of numbered words in which it has most of the work.
//!
//! `cargo bench -p headwater`

use divan::Bencher;
use divan::counter::ItemsCount;
use headwater::model::Report;
use headwater::reuse::{self, Pairs, Settings};

fn main() {
    divan::main();
}

/// Words of a report.
const LENGTH: usize = 600;

/// Writes numbered words in sentences of 20, from some number on.
fn told(words: impl Iterator<Item = usize>) -> String {
    let word = |(at, word)| format!("w{word}{} ", if at % 20 == 19 { "." } else { "" });
    words.enumerate().map(word).collect()
}

/// Searches reports and says how many a second.
fn search(bencher: Bencher<'_, '_>, texts: impl Iterator<Item = String>) {
    let reports: Vec<Report> =
        texts.enumerate().map(|(n, text)| Report::new(format!("r{n}"), text)).collect();
    let settings = Settings::corpus(Pairs::All);
    bencher
        .counter(ItemsCount::new(reports.len()))
        .bench(|| reuse::reuse(divan::black_box(&reports), &settings));
}

/// Cutting into words, outlines, and sorting seeds: no two reports share any.
#[divan::bench(sample_count = 10)]
fn nothing_shared(bencher: Bencher<'_, '_>) {
    search(bencher, (0..1000).map(|n| told(n * LENGTH..(n + 1) * LENGTH)));
}

/// Chaining and aligning: pairs of copies.
#[divan::bench(sample_count = 10)]
fn verbatim_pairs(bencher: Bencher<'_, '_>) {
    search(bencher, (0..200).map(|n| told(n / 2 * LENGTH..(n / 2 + 1) * LENGTH)));
}

/// The same with one word in three replaced in every other report: gaps, sentences compared in other words.
#[divan::bench(sample_count = 10)]
fn edited_pairs(bencher: Bencher<'_, '_>) {
    let edited = |n: usize| {
        let words = n / 2 * LENGTH..(n / 2 + 1) * LENGTH;
        told(
            words
                .map(move |word| if n % 2 == 1 && word % 3 == 0 { word + 1_000_000 } else { word }),
        )
    };
    search(bencher, (0..200).map(edited));
}

/// Wording that all reports carry: links to neighbours only.
#[divan::bench(sample_count = 10)]
fn carried_by_all(bencher: Bencher<'_, '_>) {
    let own = |n: usize| n * LENGTH + 1000..(n + 1) * LENGTH + 940;
    search(bencher, (0..200).map(|n| told((0..60).chain(own(n)))));
}
